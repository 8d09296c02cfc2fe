//! The one place where the tests meet the crate: what a reading claims, cell by cell.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gongkai::{Cell, Field, Report, State};

use crate::generate::Want;

/// What a reading says of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// A number: its value without idle zeros, and its unit.
    Reported(String, Option<&'static str>),
    /// An empty cell.
    Blank,
    /// A mark for nothing.
    Nil,
    /// No claim: unreadable, ambiguous or absent.
    Abstains(State),
}

/// A report as it was read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) report: Report,
    /// Every field of either form.
    pub(crate) claims: BTreeMap<String, Claim>,
    /// The codes of the findings that name a field.
    pub(crate) noted: BTreeMap<String, BTreeSet<String>>,
}

/// Reads `text`; an error of the crate is a reading without a cell, and `None`.
pub(crate) fn read(text: &str) -> Option<Reading> {
    gongkai::read(text.as_bytes()).ok().map(Reading::of)
}

impl Reading {
    /// What a report claims.
    pub(crate) fn of(report: Report) -> Self {
        let mut noted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for finding in report.findings() {
            for field in finding.fields() {
                let codes = noted.entry(field.id().to_owned()).or_default();
                codes.insert(finding.code().as_str().to_owned());
            }
        }
        let claims = Field::all()
            .map(|field| (field.id().to_owned(), claim(report.cell(field))))
            .collect();
        Self {
            report,
            claims,
            noted,
        }
    }
}

/// What a cell claims.
fn claim(cell: &Cell) -> Claim {
    match cell.state() {
        State::Reported => Claim::Reported(
            cell.number()
                .map_or_else(String::new, |number| plain(&number.to_string())),
            cell.unit().map(|unit| unit.as_str()),
        ),
        State::Blank => Claim::Blank,
        State::Nil => Claim::Nil,
        State::Unreadable | State::Ambiguous | State::Absent => Claim::Abstains(cell.state()),
    }
}

/// A decimal without idle zeros and without a sign of its own for nothing: `35.0` is `35`.
pub(crate) fn plain(decimal: &str) -> String {
    let trimmed = match decimal.split_once('.') {
        Some((whole, rest)) => {
            let rest = rest.trim_end_matches('0');
            if rest.is_empty() {
                whole.to_owned()
            } else {
                format!("{whole}.{rest}")
            }
        }
        None => decimal.to_owned(),
    };
    match trimmed.trim_start_matches('+') {
        "-0" => "0".to_owned(),
        plain => plain.to_owned(),
    }
}

impl Claim {
    /// Whether something is claimed at all.
    pub(crate) fn speaks(&self) -> bool {
        !matches!(self, Self::Abstains(_))
    }

    /// The claim that is right for what a cell holds.
    pub(crate) fn right(want: &Want) -> Self {
        match want {
            Want::Number { value, unit, .. } => Self::Reported(plain(value), *unit),
            Want::Blank => Self::Blank,
            Want::Nil(_) => Self::Nil,
        }
    }

    /// Whether two claims agree as the scorer has it: blank and nil, or a unit left out, are no
    /// error; another number, or a number for nothing, is.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Reported(one, unit), Self::Reported(two, wanted)) => {
                one == two && (unit == wanted || unit.is_none() || wanted.is_none())
            }
            (Self::Blank | Self::Nil, Self::Blank | Self::Nil) => true,
            _ => false,
        }
    }
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reported(value, None) => f.write_str(value),
            Self::Reported(value, Some(unit)) => write!(f, "{value} {unit}"),
            Self::Blank => f.write_str("blank"),
            Self::Nil => f.write_str("nil"),
            Self::Abstains(state) => f.write_str(state.as_str()),
        }
    }
}

/// The ranges a cell was read from.
pub(crate) fn spans(cell: &Cell) -> Vec<Range<usize>> {
    let spans = cell.spans();
    if spans.is_empty() {
        return cell.span().map(|span| span.range()).into_iter().collect();
    }
    spans.iter().map(|span| span.range()).collect()
}

/// A cell's text with its separators gone and its digits narrow.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '\''))
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            '．' => '.',
            _ => c,
        })
        .collect()
}

#[test]
fn idle_zeros_go() {
    for (decimal, wanted) in [
        ("35.0", "35"),
        ("0.50", "0.5"),
        ("-0", "0"),
        ("+10", "10"),
        ("100", "100"),
        ("-3.0", "-3"),
    ] {
        assert_eq!(plain(decimal), wanted);
    }
}
