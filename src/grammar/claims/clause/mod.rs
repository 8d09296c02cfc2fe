//! A clause: what it counts, and how many. Words that say nothing have been left out.

mod applications;
mod others;
mod words;

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{eof, map, opt, value, verify};
use nom::multi::{many0, many0_count, many1};
use nom::sequence::{preceded, terminated};

use self::applications::{applications, carried, item, processed, received, received_of};
use self::others::{about, court, decided, decisions, disputes, document, documents, fees};
use self::words::{Found, Words, joined, noun, one, receive, single, verb, word};
use super::lexeme::Sort;
use crate::model::Number;
use crate::template::Unit;
use crate::template::narrative::{Item, Noun, Verb, Word};

/// What a clause counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Received. `named`: the noun says of what kind the applications are.
    Received {
        named: bool,
        channel: bool,
    },
    /// 新收16件, of applications that the sentence counts.
    ReceivedNew,
    /// Answered.
    Processed {
        named: bool,
    },
    /// 办理, which may be less.
    Handled {
        named: bool,
    },
    CarriedIn {
        named: bool,
    },
    CarriedForward {
        named: bool,
    },
    Item(Item),
    /// Reconsideration or litigation. `about`: the clause says that it is about disclosure; `against`: that the organ
    /// is the one that it is brought against.
    Dispute {
        court: Noun,
        about: bool,
        against: bool,
    },
    Issued(Noun),
    Repealed(Option<Noun>),
    InForce(Option<Noun>),
    Disclosed(Noun),
    /// Decisions on a matter. `made`: the clause says that the organ took them.
    Decisions {
        matter: Noun,
        made: bool,
    },
    InformationFee,
    /// Money, of what is said before. `charged`: the clause says that it was received.
    Money {
        charged: bool,
    },
    /// Notices of fees to be paid.
    FeeNotices,
    InformationFeeCases,
    AdministrativeFee,
}

/// One figure of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) counted: Counted,
    pub(super) number: Number,
    pub(super) unit: Option<Unit>,
}

/// What a clause says as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Core {
    /// Nothing but when and who.
    Nothing,
    /// That all were answered.
    Answered,
    /// That none came in another way.
    NoOthers,
    /// That all came from this kind of applicant.
    AllFrom(Item),
    /// That there was none of these.
    None(Vec<Counted>),
    Figures(Vec<Stated>),
}

/// What stands before the figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) this_year: bool,
    pub(super) cumulative: bool,
    pub(super) body: bool,
    pub(super) area: Option<char>,
    pub(super) among: bool,
    pub(super) including: bool,
    pub(super) besides: bool,
}

/// A clause of which every word is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) lead: Lead,
    pub(super) core: Core,
}

/// ```text
/// clause = *lead [ core ]
/// ```
pub(super) fn clause(words: &[Sort]) -> Option<Clause> {
    let (rest, leads) = many0(lead).parse(Words(words)).ok()?;
    let mut lead = Lead::default();
    for each in leads {
        each.add_to(&mut lead);
    }
    let core = map(opt(core), |core| core.unwrap_or(Core::Nothing));
    let (_, core) = terminated(core, eof).parse(rest).ok()?;
    Some(Clause { lead, core })
}

#[derive(Clone, Copy, Debug)]
enum Leading {
    ThisYear,
    Cumulative,
    Body,
    Area(char),
    Among,
    Including,
    Besides,
}

impl Leading {
    fn add_to(self, lead: &mut Lead) {
        match self {
            Self::ThisYear => lead.this_year = true,
            Self::Cumulative => lead.cumulative = true,
            Self::Body => lead.body = true,
            Self::Area(level) => lead.area = Some(level),
            Self::Among => lead.among = true,
            Self::Including => lead.including = true,
            Self::Besides => lead.besides = true,
        }
    }
}

/// ```text
/// lead  = this-year | "累计" | body | area | "其中" | "含" | "另有" | scope
/// scope = [ "所有" ] [ verb ] applications "中"
/// ```
fn lead(input: Words<'_>) -> Found<'_, Leading> {
    let simple = one(|sort| match sort {
        Sort::Year(0) | Sort::Word(Word::ThisYear) => Some(Leading::ThisYear),
        Sort::Word(Word::Cumulative) => Some(Leading::Cumulative),
        Sort::Word(Word::Body) => Some(Leading::Body),
        Sort::Word(Word::Area(level)) => Some(Leading::Area(level)),
        Sort::Word(Word::Among) => Some(Leading::Among),
        Sort::Word(Word::Including) => Some(Leading::Including),
        Sort::Word(Word::Besides) => Some(Leading::Besides),
        _ => None,
    });
    let scope = (
        opt(word(Word::All)),
        opt(alt((verb(Verb::Answer), receive))),
        applications,
        word(Word::Among),
    );
    alt((simple, value(Leading::Among, scope))).parse(input)
}

fn core(input: Words<'_>) -> Found<'_, Core> {
    let figures = alt((
        fees,
        many1(item),
        map(
            alt((received, processed, carried, disputes, documents, decisions)),
            |stated| vec![stated],
        ),
    ));
    alt((
        map(terminated(figures, tail), Core::Figures),
        no_others,
        none,
        all_from,
        answered,
    ))
    .parse(input)
}

/// ```text
/// tail = [ answered ]        ; …10件均已办结
/// ```
fn tail(input: Words<'_>) -> Found<'_, ()> {
    value((), opt(answered)).parse(input)
}

/// ```text
/// answered = [ "均" ] 1*( "答复" | "办理" )
/// ```
fn answered(input: Words<'_>) -> Found<'_, Core> {
    let done = alt((verb(Verb::Answer), verb(Verb::Handle)));
    let all = many0_count(alt((word(Word::All), word(Word::Among))));
    value(Core::Answered, (all, many1(done))).parse(input)
}

/// ```text
/// no-others = "无" *( channel | "或" ) "其他形式" [ applications ]
/// ```
fn no_others(input: Words<'_>) -> Found<'_, Core> {
    let ways = many0_count(alt((word(Word::Channel), word(Word::And))));
    let said = (
        word(Word::Not),
        opt(receive),
        ways,
        word(Word::OtherForms),
        opt(applications),
    );
    value(Core::NoOthers, said).parse(input)
}

/// ```text
/// all-from = "均" applicant [ applications ]
/// ```
fn all_from(input: Words<'_>) -> Found<'_, Core> {
    let applicant = one(|sort| match sort {
        Sort::Word(Word::Item(item @ (Item::NaturalPerson | Item::LegalPersons))) => Some(item),
        _ => None,
    });
    let said = (word(Word::All), applicant, opt(applications));
    map(said, |(_, item, _)| Core::AllFrom(item)).parse(input)
}

/// ```text
/// none = "未" [ verb ] [ one ] things
/// ```
fn none(input: Words<'_>) -> Found<'_, Core> {
    let mut not = word(Word::Not);
    let (input, _) = not.parse(input)?;
    let charged = preceded(
        opt(alt((verb(Verb::Charge), verb(Verb::Happen)))),
        alt((
            value(Counted::InformationFee, noun(Noun::InformationFee)),
            value(Counted::Money { charged: true }, noun(Noun::Cost)),
            value(Counted::AdministrativeFee, noun(Noun::AdministrativeFee)),
        )),
    );
    let issued = preceded(verb(Verb::Issue), joined(document));
    let decided = (verb(Verb::Make), decided, opt(noun(Noun::Decision)));
    let carried = alt((
        value(
            Counted::CarriedIn { named: true },
            (noun(Noun::CarriedIn), verify(applications, |named| *named)),
        ),
        value(Counted::CarriedIn { named: false }, noun(Noun::CarriedIn)),
        value(
            Counted::CarriedForward { named: false },
            noun(Noun::CarriedForward),
        ),
    ));
    // 未收到行政复议申请 may be said by the organ that decides on them.
    let verb_of = opt(alt((
        value(false, receive),
        value(true, verb(Verb::Happen)),
    )));
    let happened = map(
        (verb_of, preceded(opt(single), joined(nothing))),
        |(verb, things)| {
            let all = things.into_iter();
            all.map(|thing| thing.against(verb.unwrap_or(true)))
                .collect()
        },
    );
    let counted = alt((
        map(charged, |counted| vec![counted]),
        map(issued, |documents| {
            documents.into_iter().map(Counted::Issued).collect()
        }),
        map(decided, |(_, matter, _)| {
            let made = true;
            vec![Counted::Decisions { matter, made }]
        }),
        map(terminated(carried, opt(applications)), |counted| {
            vec![counted]
        }),
        happened,
    ));
    map(counted, Core::None).parse(input)
}

/// ```text
/// nothing = about court | applications        ; about … : 因政府信息公开申请 is no application before 行政复议
/// ```
fn nothing(input: Words<'_>) -> Found<'_, Counted> {
    let dispute = map((about, court), |(about, court)| Counted::Dispute {
        court,
        about: about.disclosure,
        against: about.against,
    });
    let received = map((applications, opt(verb(Verb::Answer))), |(named, _)| {
        received_of(named)
    });
    alt((dispute, received)).parse(input)
}

impl Counted {
    /// A dispute that is brought against the organ, if the verb says so.
    const fn against(self, said: bool) -> Self {
        match self {
            Self::Dispute {
                court,
                about,
                against,
            } => Self::Dispute {
                court,
                about,
                against: against || said,
            },
            other => other,
        }
    }

    const fn is(self, number: Number) -> Stated {
        Stated {
            counted: self,
            number,
            unit: None,
        }
    }

    const fn costs(self, (number, unit): (Number, Unit)) -> Stated {
        Stated {
            counted: self,
            number,
            unit: Some(unit),
        }
    }
}
