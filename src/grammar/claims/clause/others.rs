//! Clauses that count what is no application: disputes, documents, decisions, fees.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value, verify};
use nom::multi::many0;
use nom::sequence::{preceded, terminated};

use super::applications::applications;
use super::words::{Found, Words, count, money, noun, one, receive, verb};
use super::{Counted, Stated};
use crate::grammar::claims::lexeme::Sort;
use crate::model::Number;
use crate::template::narrative::{Noun, Verb, Word};

/// ```text
/// disputes = *( disclosure | happens | appeal ) court count | *( … ) count court
/// ```
pub(super) fn disputes(input: Words<'_>) -> Found<'_, Stated> {
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
pub(super) struct About {
    pub(super) disclosure: bool,
    pub(super) against: bool,
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
pub(super) fn about(input: Words<'_>) -> Found<'_, About> {
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
        value(About::default(), receive),
    ));
    map(many0(each), |all| {
        all.into_iter().fold(About::default(), About::and)
    })
    .parse(input)
}

/// ```text
/// court = name [ "申请" ] [ "案件" ]
/// ```
pub(super) fn court(input: Words<'_>) -> Found<'_, Noun> {
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
pub(super) fn documents(input: Words<'_>) -> Found<'_, Stated> {
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

pub(super) fn done_to_documents(input: Words<'_>) -> Found<'_, Verb> {
    alt((
        verb(Verb::Issue),
        verb(Verb::Repeal),
        verb(Verb::InForce),
        verb(Verb::Disclose),
    ))
    .parse(input)
}

pub(super) fn document(input: Words<'_>) -> Found<'_, Noun> {
    alt((noun(Noun::NormativeDocuments), noun(Noun::Rules))).parse(input)
}

pub(super) fn of_documents(verb: Verb, document: Option<Noun>, number: Number) -> Stated {
    let counted = match (verb, document) {
        (Verb::Repeal, _) => Counted::Repealed(document),
        (Verb::Disclose, Some(document)) => Counted::Disclosed(document),
        (Verb::Issue, Some(document)) => Counted::Issued(document),
        _ => Counted::InForce(document),
    };
    counted.is(number)
}

/// ```text
/// decisions = [ "作出" ] ( "行政许可" | … ) [ "决定" ] count
/// ```
pub(super) fn decisions(input: Words<'_>) -> Found<'_, Stated> {
    let decision = (
        opt(verb(Verb::Make)),
        decided,
        opt(noun(Noun::Decision)),
        count,
    );
    map(decision, |(made, matter, _, number)| {
        let made = made.is_some();
        Counted::Decisions { matter, made }.is(number)
    })
    .parse(input)
}

pub(super) fn decided(input: Words<'_>) -> Found<'_, Noun> {
    alt((
        noun(Noun::Licensing),
        noun(Noun::Penalties),
        noun(Noun::Compulsion),
    ))
    .parse(input)
}

/// ```text
/// fees = [ count [ applications ] ] [ "收取" ] fee [ "收取" ] [ count ] [ money ]      ; with a figure behind the fee
///      | notice count | [ "收取" ] money
/// ```
pub(super) fn fees(input: Words<'_>) -> Found<'_, Vec<Stated>> {
    let charge = || opt(alt((verb(Verb::Charge), receive)));
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
        map(preceded(noun(Noun::FeeNotice), count), |number| {
            vec![Counted::FeeNotices.is(number)]
        }),
        map((charge(), money), |(charged, money)| {
            let charged = charged.is_some();
            vec![Counted::Money { charged }.costs(money)]
        }),
    ))
    .parse(input)
}
