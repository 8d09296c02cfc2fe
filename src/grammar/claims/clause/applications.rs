//! Clauses that count applications: received, answered, carried over, by applicant and by result.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::{many0_count, many1};
use nom::sequence::preceded;

use super::words::{Found, Words, count, noun, one, verb, word, year};
use super::{Counted, Stated};
use crate::grammar::claims::lexeme::Sort;
use crate::model::Number;
use crate::template::narrative::{Noun, Verb, Word};

/// ```text
/// received = "收到" [ channel ] applications count | "收到" count applications | applications "收到" count
/// ```
pub(super) fn received(input: Words<'_>) -> Found<'_, Stated> {
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

pub(super) const fn received_of(named: bool) -> Counted {
    Counted::Received {
        named,
        channel: false,
    }
}

/// ```text
/// processed = *done [ applications ] [ done ] count | done count [ applications ]       ; with one done at least
/// done      = "作出" | "答复" | "办理"
/// ```
pub(super) fn processed(input: Words<'_>) -> Found<'_, Stated> {
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
pub(super) fn done(input: Words<'_>) -> Found<'_, bool> {
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
pub(super) fn carried(input: Words<'_>) -> Found<'_, Stated> {
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
pub(super) fn item(input: Words<'_>) -> Found<'_, Stated> {
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

/// Applications; whether the words say for what.
pub(super) fn applications(input: Words<'_>) -> Found<'_, bool> {
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
