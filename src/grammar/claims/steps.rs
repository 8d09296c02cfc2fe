//! A sentence, cut into clauses and the marks between.

use super::clause::{self, Clause, Core};
use super::lexeme::{Lexeme, Sort};
use crate::template::narrative::Word;

/// How many lexemes a clause may have, heading before it included.
const LONGEST: usize = 64;

/// A clause and the marks between.
#[derive(Debug)]
pub(super) enum Step<'l> {
    Open,
    Close,
    Semicolon,
    Clause {
        clause: Option<Clause>,
        lexemes: &'l [Lexeme],
    },
}

/// Cuts a sentence into clauses.
pub(super) fn steps(lexemes: &[Lexeme]) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut from = 0;
    for (index, lexeme) in lexemes.iter().enumerate() {
        let mark = match lexeme.sort {
            Sort::Comma | Sort::Colon => None,
            Sort::Semicolon => Some(Step::Semicolon),
            Sort::Open => Some(Step::Open),
            Sort::Close => Some(Step::Close),
            // 自然人9件、法人1件: behind a figure it lists clauses.
            Sort::Word(Word::And)
                if is_amount(index.checked_sub(1).and_then(|at| lexemes.get(at))) =>
            {
                None
            }
            _ => continue,
        };
        steps.extend(lexemes.get(from..index).and_then(read));
        steps.extend(mark);
        from = index + 1;
    }
    steps.extend(lexemes.get(from..).and_then(read));
    steps
}

fn is_amount(lexeme: Option<&Lexeme>) -> bool {
    matches!(lexeme.map(|it| it.sort), Some(Sort::Amount(..)))
}

/// The clause that these lexemes are, or the one at their end behind a heading on a line of its own.
fn read(lexemes: &[Lexeme]) -> Option<Step<'_>> {
    if lexemes.is_empty() {
        return None;
    }
    let whole = if lexemes.len() <= LONGEST {
        parsed(lexemes)
    } else {
        None
    };
    let (clause, from) = match whole {
        Some(clause) => (Some(clause), 0),
        None => match behind_heading(lexemes) {
            Some((clause, from)) => (Some(clause), from),
            None => (None, 0),
        },
    };
    Some(Step::Clause {
        clause,
        lexemes: lexemes.get(from..)?,
    })
}

fn parsed(lexemes: &[Lexeme]) -> Option<Clause> {
    let telling: Vec<Sort> = lexemes
        .iter()
        .map(|lexeme| lexeme.sort)
        .filter(|sort| *sort != Sort::Word(Word::Filler))
        .collect();
    if telling.contains(&Sort::Unknown) {
        return None;
    }
    clause::clause(&telling)
}

/// A clause that begins with a line and names the year or the organ: what stands on the lines before is a heading.
fn behind_heading(lexemes: &[Lexeme]) -> Option<(Clause, usize)> {
    let first = lexemes.len().saturating_sub(LONGEST).max(1);
    let starts = (first..lexemes.len()).filter(|&index| {
        lexemes.get(index).is_some_and(|lexeme| {
            let begins = matches!(
                lexeme.sort,
                Sort::Year(0) | Sort::Word(Word::ThisYear | Word::Body)
            );
            lexeme.line && begins
        })
    });
    starts
        .into_iter()
        .find_map(|from| Some((parsed(lexemes.get(from..)?)?, from)))
}

/// Whether the next clause says that nothing came in another way.
pub(super) fn no_others(behind: &[Step<'_>]) -> bool {
    let mut behind = behind.iter().filter(|step| !matches!(step, Step::Open));
    matches!(
        behind.next(),
        Some(Step::Clause {
            clause: Some(Clause {
                core: Core::NoOthers,
                ..
            }),
            ..
        })
    )
}
