//! Years, dates and periods.

use nom::Parser;
use nom::bytes::complete::take_while_m_n;
use nom::combinator::{map_opt, opt, verify};
use nom::{IResult, bytes::complete::take_while};

use crate::fold::Class;
use crate::grammar::text::{Glyph, Glyphs, Text};
use crate::template::words;

/// A day: year, month, day.
pub(super) type Day = (u16, u8, u8);

/// Years a report can be about or be signed in.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2099;

/// The value of an Arabic or Chinese digit.
fn digit(glyph: Glyph) -> Option<u16> {
    match glyph.class() {
        Class::Digit => glyph.ch().to_digit(10).map(|value| value as u16),
        Class::Letter | Class::Other => words::NUMERALS
            .iter()
            .find(|(ch, _)| *ch == glyph.ch())
            .map(|&(_, value)| value),
        _ => None,
    }
}

/// The year of four digits that ends before `end`, and where it begins.
pub(super) fn year_back(text: &Text, end: usize) -> Option<(usize, u16)> {
    let start = end.checked_sub(4)?;
    let (_, year) = year(Glyphs(text.glyphs.get(start..end)?)).ok()?;
    let digit_before = start
        .checked_sub(1)
        .and_then(|i| text.get(i))
        .is_some_and(|glyph| glyph.class() == Class::Digit);
    if digit_before {
        None
    } else {
        Some((start, year))
    }
}

/// ```text
/// year = 4digit     ; 2020, 二〇二〇, 二○二○, 2 0 2 0
/// ```
pub(super) fn year(input: Glyphs<'_>) -> IResult<Glyphs<'_>, u16> {
    let digits = take_while_m_n(4, 4, |glyph| digit(glyph).is_some());
    let value = map_opt(digits, |digits: Glyphs<'_>| {
        digits
            .0
            .iter()
            .try_fold(0, |sum, &glyph| Some(sum * 10 + digit(glyph)?))
    });
    verify(value, |year| YEARS.contains(year)).parse(input)
}

/// ```text
/// number = 1*2DIGIT / [numeral] 十 [numeral] / numeral     ; 1, 01, 十二, 二十八, 三十一
/// ```
fn number(input: Glyphs<'_>) -> IResult<Glyphs<'_>, u8> {
    let part = |glyph: Glyph| glyph.is(words::TEN) || digit(glyph).is_some();
    map_opt(take_while_m_n(1, 3, part), |glyphs: Glyphs<'_>| {
        let mut sum = 0_u16;
        for (index, &glyph) in glyphs.0.iter().enumerate() {
            sum = match digit(glyph) {
                Some(value) if glyph.class() == Class::Digit => sum * 10 + value,
                Some(value) => sum + value,
                None if index == 0 => 10,
                None => sum * 10,
            };
        }
        u8::try_from(sum).ok()
    })
    .parse(input)
}

fn one<'t>(wanted: &'static [char]) -> impl FnMut(Glyphs<'t>) -> IResult<Glyphs<'t>, Glyphs<'t>> {
    move |input| take_while_m_n(1, 1, |glyph: Glyph| wanted.contains(&glyph.ch())).parse(input)
}

/// ```text
/// month-day = number ( "月" / "-" / "." / "/" ) number ["日" / "号"]
/// ```
fn month_day(input: Glyphs<'_>) -> IResult<Glyphs<'_>, (u8, u8)> {
    let month = verify(number, |month| (1..=12).contains(month));
    let day = verify(number, |day| (1..=31).contains(day));
    let (rest, (month, _, day, _)) = (
        month,
        one(&[words::MONTH, '-', '.', '/']),
        day,
        opt(one(words::DAYS)),
    )
        .parse(input)?;
    Ok((rest, (month, day)))
}

/// ```text
/// date = year ( "年" / "-" / "." / "/" ) month-day     ; 2021年1月8日, 2021-01-08
/// ```
pub(super) fn date(input: Glyphs<'_>) -> IResult<Glyphs<'_>, Day> {
    let (rest, (year, _, (month, day))) =
        (year, one(&[words::YEAR, '-', '.', '/']), month_day).parse(input)?;
    Ok((rest, (year, month, day)))
}

/// ```text
/// period = date joint ( date / month-day ) ["止"]     ; 自2020年1月1日起至2020年12月31日止
/// ```
/// -- the sentence about the figures that nearly every report has before its first section.
pub(super) fn period(input: Glyphs<'_>) -> IResult<Glyphs<'_>, (Day, Day)> {
    let joint = verify(
        take_while(|glyph: Glyph| words::PERIOD_JOINTS.contains(&glyph.ch())),
        |joint: &Glyphs<'_>| {
            joint.len() <= 6
                && joint
                    .0
                    .iter()
                    .any(|glyph| words::PERIOD_TO.contains(&glyph.ch()))
        },
    );
    let (rest, (from, _)) = (date, joint).parse(input)?;
    let (rest, to) = match date(rest) {
        Ok(done) => done,
        Err(_) => month_day(rest).map(|(rest, (month, day))| (rest, (from.0, month, day)))?,
    };
    if from < to {
        Ok((rest, (from, to)))
    } else {
        Err(nom::Err::Error(nom::error::Error::new(
            rest,
            nom::error::ErrorKind::Verify,
        )))
    }
}
