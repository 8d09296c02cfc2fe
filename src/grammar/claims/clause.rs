//! A clause: what it counts, and how many. Words that say nothing have been left out.

use nom::branch::alt;
use nom::combinator::{eof, map, opt, value, verify};
use nom::multi::{many0, many0_count, many1};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Input, Needed, Parser};
use std::iter::{Copied, Enumerate};
use std::slice::Iter;

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
    Decisions(Noun),
    InformationFee,
    /// Money, of what is said before.
    Money,
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

/// The telling lexemes of a clause, as input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'l>(pub(super) &'l [Sort]);

type Found<'l, O> = IResult<Words<'l>, O, ()>;

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
        opt(alt((verb(Verb::Answer), verb(Verb::Receive)))),
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
/// received = "收到" [ channel ] applications count | "收到" count applications | applications "收到" count
/// ```
fn received(input: Words<'_>) -> Found<'_, Stated> {
    let receive = || verb(Verb::Receive);
    let before = (
        preceded(receive(), opt(word(Word::Channel))),
        applications,
        count,
    );
    let behind = (receive(), count, applications);
    let first = (applications, receive(), count);
    alt((
        map(before, |(channel, named, number)| {
            let channel = channel.is_some();
            Counted::Received { named, channel }.is(number)
        }),
        map(behind, |(_, number, named)| received_of(named).is(number)),
        map(first, |(named, _, number)| received_of(named).is(number)),
    ))
    .parse(input)
}

const fn received_of(named: bool) -> Counted {
    Counted::Received {
        named,
        channel: false,
    }
}

/// ```text
/// processed = *done [ applications ] [ done ] count | done count [ applications ]       ; with one done at least
/// done      = "作出" | "答复" | "办理"
/// ```
fn processed(input: Words<'_>) -> Found<'_, Stated> {
    let count_of = |answered: bool, named: bool, number: Number| {
        if answered {
            Counted::Processed { named }.is(number)
        } else {
            Counted::Handled { named }.is(number)
        }
    };
    let plain = (many1(done), opt(applications), opt(done), count);
    let noun = (applications, many1(done), count);
    let behind = (many1(done), count, applications);
    alt((
        map(behind, move |(all, number, named)| {
            count_of(all.contains(&true), named, number)
        }),
        map(plain, move |(all, named, last, number)| {
            count_of(
                all.contains(&true) || last == Some(true),
                named == Some(true),
                number,
            )
        }),
        map(noun, move |(named, all, number)| {
            count_of(all.contains(&true), named, number)
        }),
    ))
    .parse(input)
}

/// Answered: true; handled, which may be less: false.
fn done(input: Words<'_>) -> Found<'_, bool> {
    let before = many0_count(one(|sort| match sort {
        Sort::Word(Word::Verb(Verb::Make | Verb::Receive) | Word::All | Word::And) => Some(()),
        _ => None,
    }));
    let done = alt((
        value(true, verb(Verb::Answer)),
        value(false, verb(Verb::Handle)),
    ));
    preceded(before, done).parse(input)
}

/// ```text
/// carried = carried-in [ applications ] count | carried-forward [ applications ] count
/// ```
fn carried(input: Words<'_>) -> Found<'_, Stated> {
    let from = alt((
        value((), noun(Noun::CarriedIn)),
        value((), (year(-1), verb(Verb::CarryOver))),
    ));
    let to = alt((
        value((), noun(Noun::CarriedForward)),
        value((), (verb(Verb::CarryOver), year(1))),
    ));
    alt((
        map(
            (from, opt(applications), many0_count(done), count),
            |(_, named, _, number)| {
                let named = named == Some(true);
                Counted::CarriedIn { named }.is(number)
            },
        ),
        map(
            (
                opt(applications),
                to,
                opt(applications),
                many0_count(done),
                count,
            ),
            |(before, _, behind, _, number)| {
                let named = before == Some(true) || behind == Some(true);
                Counted::CarriedForward { named }.is(number)
            },
        ),
    ))
    .parse(input)
}

/// ```text
/// item = name [ applications ] [ "决定" ] [ "答复" ] count | count [ applications ] name
/// ```
fn item(input: Words<'_>) -> Found<'_, Stated> {
    let name = || {
        one(|sort| match sort {
            Sort::Word(Word::Item(item)) => Some(item),
            _ => None,
        })
    };
    let filling = || {
        many0_count(alt((
            value((), applications),
            value((), noun(Noun::Decision)),
            value((), verb(Verb::Answer)),
            value((), verb(Verb::Receive)),
        )))
    };
    let made = || opt(verb(Verb::Make));
    alt((
        map(
            (made(), name(), filling(), count),
            |(_, item, _, number)| Counted::Item(item).is(number),
        ),
        map(
            (count, filling(), name(), filling()),
            |(number, _, item, _)| Counted::Item(item).is(number),
        ),
    ))
    .parse(input)
}

/// ```text
/// disputes = *( disclosure | happens | appeal ) court count | *( … ) count court
/// ```
fn disputes(input: Words<'_>) -> Found<'_, Stated> {
    let dispute = |about: About, court| Counted::Dispute {
        court,
        about: about.disclosure,
        against: about.against,
    };
    alt((
        map(
            (about, court, about, count),
            move |(before, court, behind, number)| dispute(before.and(behind), court).is(number),
        ),
        map(
            (about, count, about, court),
            move |(before, number, behind, court)| dispute(before.and(behind), court).is(number),
        ),
    ))
    .parse(input)
}

#[derive(Clone, Copy, Debug, Default)]
struct About {
    disclosure: bool,
    against: bool,
}

impl About {
    const fn and(self, other: Self) -> Self {
        Self {
            disclosure: self.disclosure || other.disclosure,
            against: self.against || other.against,
        }
    }
}

/// What stands between the verb and the court: 因政府信息公开被申请.
fn about(input: Words<'_>) -> Found<'_, About> {
    let disclosure = About {
        disclosure: true,
        against: false,
    };
    let against = About {
        disclosure: false,
        against: true,
    };
    let each = alt((
        value(disclosure, noun(Noun::Disclosure)),
        value(disclosure, verify(applications, |named| *named)),
        value(against, verb(Verb::Happen)),
        value(against, verb(Verb::Appeal)),
        value(About::default(), noun(Noun::Application)),
        value(About::default(), verb(Verb::Receive)),
    ));
    map(many0(each), |all| {
        all.into_iter().fold(About::default(), About::and)
    })
    .parse(input)
}

/// ```text
/// court = name [ "申请" ] [ "案件" ]
/// ```
fn court(input: Words<'_>) -> Found<'_, Noun> {
    let name = one(|sort| match sort {
        Sort::Word(Word::Noun(
            court @ (Noun::Reconsideration
            | Noun::Litigation
            | Noun::Direct
            | Noun::AfterReconsideration),
        )) => Some(court),
        _ => None,
    });
    let called = (opt(noun(Noun::Application)), opt(noun(Noun::Case)));
    terminated(name, called).parse(input)
}

/// ```text
/// documents = "制发" document count | "制发" count document | document [ "制发" ] count | "废止" [ document ] count | …
/// ```
fn documents(input: Words<'_>) -> Found<'_, Stated> {
    alt((
        map(
            (done_to_documents, document, count),
            |(verb, document, number)| of_documents(verb, Some(document), number),
        ),
        map(
            (done_to_documents, count, document),
            |(verb, number, document)| of_documents(verb, Some(document), number),
        ),
        map(
            (document, done_to_documents, count),
            |(document, verb, number)| of_documents(verb, Some(document), number),
        ),
        map(
            (alt((verb(Verb::Repeal), verb(Verb::InForce))), count),
            |(verb, number)| of_documents(verb, None, number),
        ),
    ))
    .parse(input)
}

fn done_to_documents(input: Words<'_>) -> Found<'_, Verb> {
    alt((
        verb(Verb::Issue),
        verb(Verb::Repeal),
        verb(Verb::InForce),
        verb(Verb::Disclose),
    ))
    .parse(input)
}

fn document(input: Words<'_>) -> Found<'_, Noun> {
    alt((noun(Noun::NormativeDocuments), noun(Noun::Rules))).parse(input)
}

fn of_documents(verb: Verb, document: Option<Noun>, number: Number) -> Stated {
    let counted = match (verb, document) {
        (Verb::Repeal, _) => Counted::Repealed(document),
        (Verb::Disclose, Some(document)) => Counted::Disclosed(document),
        (Verb::Issue, Some(document)) => Counted::Issued(document),
        _ => Counted::InForce(document),
    };
    counted.is(number)
}

/// ```text
/// decisions = "作出" ( "行政许可" | … ) [ "决定" ] count
/// ```
fn decisions(input: Words<'_>) -> Found<'_, Stated> {
    let made = (verb(Verb::Make), decided, opt(noun(Noun::Decision)), count);
    map(made, |(_, matter, _, number)| {
        Counted::Decisions(matter).is(number)
    })
    .parse(input)
}

fn decided(input: Words<'_>) -> Found<'_, Noun> {
    alt((
        noun(Noun::Licensing),
        noun(Noun::Penalties),
        noun(Noun::Compulsion),
    ))
    .parse(input)
}

/// ```text
/// fees = [ count [ applications ] ] [ "收取" ] fee [ "收取" ] [ count ] [ money ]      ; with a figure behind the fee
///      | [ "收取" ] money
/// ```
fn fees(input: Words<'_>) -> Found<'_, Vec<Stated>> {
    let charge = || opt(alt((verb(Verb::Charge), verb(Verb::Receive))));
    let information = (
        opt(terminated(count, opt(applications))),
        charge(),
        noun(Noun::InformationFee),
        charge(),
        opt(count),
        opt(money),
    );
    let information = verify(information, |found| found.4.is_some() || found.5.is_some());
    let administrative = (charge(), noun(Noun::AdministrativeFee), charge(), money);
    alt((
        map(information, |(before, _, _, _, behind, money)| {
            let cases = before.or(behind);
            let cases = cases.map(|number| Counted::InformationFeeCases.is(number));
            let money = money.map(|money| Counted::InformationFee.costs(money));
            cases.into_iter().chain(money).collect()
        }),
        map(administrative, |(_, _, _, money)| {
            vec![Counted::AdministrativeFee.costs(money)]
        }),
        map((charge(), money), |(_, money)| {
            vec![Counted::Money.costs(money)]
        }),
    ))
    .parse(input)
}

/// ```text
/// no-others = "无" *( channel | "或" ) "其他形式" [ applications ]
/// ```
fn no_others(input: Words<'_>) -> Found<'_, Core> {
    let ways = many0_count(alt((word(Word::Channel), word(Word::And))));
    let said = (
        word(Word::Not),
        opt(verb(Verb::Receive)),
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
            value(Counted::Money, noun(Noun::Cost)),
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
        value(false, verb(Verb::Receive)),
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
        map(decided, |(_, matter, _)| vec![Counted::Decisions(matter)]),
        map(terminated(carried, opt(applications)), |counted| {
            vec![counted]
        }),
        happened,
    ));
    map(counted, Core::None).parse(input)
}

/// One thing after the other: 行政复议、行政诉讼.
fn joined<'l, O>(
    mut thing: impl FnMut(Words<'l>) -> Found<'l, O>,
) -> impl FnMut(Words<'l>) -> Found<'l, Vec<O>> {
    move |input| {
        let (mut rest, first) = thing(input)?;
        let mut all = vec![first];
        loop {
            let (behind, _) = opt(word(Word::And)).parse(rest)?;
            match thing(behind) {
                Ok((next, found)) => {
                    all.push(found);
                    rest = next;
                }
                Err(_) => return Ok((rest, all)),
            }
        }
    }
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

/// 一起: none, not even one.
fn single(input: Words<'_>) -> Found<'_, ()> {
    value((), verify(count, |number| *number == Number::from(1))).parse(input)
}

/// Applications; whether the words say for what.
fn applications(input: Words<'_>) -> Found<'_, bool> {
    alt((
        value(
            true,
            (
                opt(noun(Noun::Disclosure)),
                noun(Noun::Applications),
                opt(noun(Noun::Application)),
            ),
        ),
        value(true, (noun(Noun::Disclosure), noun(Noun::Application))),
        value(false, noun(Noun::Application)),
    ))
    .parse(input)
}

fn count(input: Words<'_>) -> Found<'_, Number> {
    one(|sort| match sort {
        Sort::Amount(number, None) => Some(number),
        _ => None,
    })
    .parse(input)
}

fn money(input: Words<'_>) -> Found<'_, (Number, Unit)> {
    one(|sort| match sort {
        Sort::Amount(number, Some(unit)) => Some((number, unit)),
        _ => None,
    })
    .parse(input)
}

fn year<'l>(offset: i32) -> impl Parser<Words<'l>, Output = (), Error = ()> {
    one(move |sort| (sort == Sort::Year(offset)).then_some(()))
}

fn word<'l>(wanted: Word) -> impl Parser<Words<'l>, Output = Word, Error = ()> {
    one(move |sort| (sort == Sort::Word(wanted)).then_some(wanted))
}

fn verb<'l>(wanted: Verb) -> impl Parser<Words<'l>, Output = Verb, Error = ()> {
    one(move |sort| (sort == Sort::Word(Word::Verb(wanted))).then_some(wanted))
}

fn noun<'l>(wanted: Noun) -> impl Parser<Words<'l>, Output = Noun, Error = ()> {
    one(move |sort| (sort == Sort::Word(Word::Noun(wanted))).then_some(wanted))
}

/// One lexeme that is what is wanted.
fn one<'l, O>(
    wanted: impl Fn(Sort) -> Option<O>,
) -> impl Parser<Words<'l>, Output = O, Error = ()> {
    move |input: Words<'l>| match input.0.split_first() {
        Some((first, rest)) => match wanted(*first) {
            Some(found) => Ok((Words(rest), found)),
            None => Err(nom::Err::Error(())),
        },
        None => Err(nom::Err::Error(())),
    }
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

impl<'l> Input for Words<'l> {
    type Item = Sort;
    type Iter = Copied<Iter<'l, Sort>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, count: usize) -> Self {
        Self(self.0.get(..count).unwrap_or(self.0))
    }

    fn take_from(&self, count: usize) -> Self {
        Self(self.0.get(count..).unwrap_or_default())
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|&sort| predicate(sort))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match count.checked_sub(self.0.len()) {
            None | Some(0) => Ok(count),
            Some(missing) => Err(Needed::new(missing)),
        }
    }
}
