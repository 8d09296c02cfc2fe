//! Clauses that count applications: received, answered, carried over, by applicant and by result.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::{many0_count, many1};
use nom::sequence::preceded;

use super::words::{Found, Words, count, noun, one, receive, verb, word, year};
use super::{Counted, Stated};
use crate::grammar::claims::lexeme::Sort;
use crate::model::Number;
use crate::template::narrative::{Noun, Verb, Word};

/// ```text
/// received = "收到" [ channel ] applications count | "收到" count applications | applications "收到" count | "新收" count
/// ```
pub(super) fn received(input: Words<'_>) -> Found<'_, Stated> {
    let before = (
        preceded(receive, opt(word(Word::Channel))),
        applications,
        count,
    );
    let behind = (receive, count, applications);
    let first = (applications, receive, count);
    let new = preceded(verb(Verb::ReceiveNew), count);
    alt((
        map(before, |(channel, named, number)| {
            let channel = channel.is_some();
            Counted::Received { named, channel }.is(number)
        }),
        map(behind, |(_, number, named)| received_of(named).is(number)),
        map(first, |(named, _, number)| received_of(named).is(number)),
        map(new, |number| Counted::ReceivedNew.is(number)),
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
        Sort::Word(
            Word::Verb(Verb::Make | Verb::Receive | Verb::ReceiveNew) | Word::All | Word::And,
        ) => Some(()),
        _ => None,
    }));
    let done = alt((
        value(true, verb(Verb::Answer)),
        value(false, verb(Verb::Handle)),
    ));
    preceded(before, done).parse(input)
}

/// ```text
/// carried = carried-in [ applications ] count | carried-in count applications
///         | [ applications ] carried-forward [ applications ] count | carried-forward count applications
///         | count [ applications ] carried-forward
/// ```
pub(super) fn carried(input: Words<'_>) -> Found<'_, Stated> {
    let from = || {
        alt((
            value((), noun(Noun::CarriedIn)),
            value((), (year(-1), verb(Verb::CarryOver))),
        ))
    };
    let to = || {
        alt((
            value((), noun(Noun::CarriedForward)),
            value((), (verb(Verb::CarryOver), year(1))),
        ))
    };
    let carried_in = |named, number| Counted::CarriedIn { named }.is(number);
    let carried_forward = |named, number| Counted::CarriedForward { named }.is(number);
    let filled = || (opt(applications), many0_count(done));
    alt((
        map((from(), count, applications), move |(_, number, named)| {
            carried_in(named, number)
        }),
        map((from(), filled(), count), move |(_, (named, _), number)| {
            carried_in(named == Some(true), number)
        }),
        map((to(), count, applications), move |(_, number, named)| {
            carried_forward(named, number)
        }),
        map(
            (opt(applications), to(), filled(), count),
            move |(before, _, (behind, _), number)| {
                let named = before == Some(true) || behind == Some(true);
                carried_forward(named, number)
            },
        ),
        map(
            (count, opt(applications), to(), many0_count(done)),
            move |(number, named, _, _)| carried_forward(named == Some(true), number),
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
            value((), receive),
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
