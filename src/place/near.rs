//! Labels that are nearly right: a character lost, added or exchanged.

use crate::{
    fold::Class,
    grammar::{Tokens, label::enumerator, lexicon},
    template::{Label, Row, Table},
};

/// The shortest label that may differ.
const SHORTEST: usize = 6;

/// One edit for so many characters.
const CHARACTERS_PER_EDIT: usize = 6;

/// The longest label that is compared; the form's longest has 34 letters.
const LONGEST: usize = 64;

/// The row of `table` whose label `text` nearly is, if there is exactly one as close.
pub(crate) fn nearest(text: Tokens<'_>, table: Table) -> Option<Row> {
    let letters: Vec<char> = text
        .slice()
        .iter()
        .take(LONGEST + 1)
        .filter_map(|token| lexicon::letter(*token))
        .collect();
    if letters.len() < SHORTEST - 1 || letters.len() > LONGEST || holds_a_number(text) {
        return None;
    }
    let mut best: Option<(usize, Row)> = None;
    let mut tied = false;
    for (spelling, label) in lexicon::lexicon().spellings() {
        let allowed = spelling.len() / CHARACTERS_PER_EDIT;
        let Label::Row(row) = label.label else {
            continue;
        };
        if row.table() != table
            || spelling.len() < SHORTEST
            || spelling.len().abs_diff(letters.len()) > allowed
        {
            continue;
        }
        let edits = distance(spelling, &letters);
        if edits > allowed {
            continue;
        }
        match best {
            Some((fewest, of)) if edits > fewest || (edits == fewest && of == row) => {}
            Some((fewest, _)) if edits == fewest => tied = true,
            _ => (best, tied) = (Some((edits, row)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, row)| row)
}

/// Whether a digit stands behind a letter: what was cut there is no label alone.
fn holds_a_number(text: Tokens<'_>) -> bool {
    let behind = text
        .slice()
        .iter()
        .skip_while(|token| lexicon::letter(**token).is_none());
    behind
        .into_iter()
        .any(|token| token.class() == Class::Digit)
}

/// Whether `part` stands in the label of `row`, or is the beginning or end of it.
pub(crate) fn is_part(part: Tokens<'_>, row: Row) -> bool {
    let letters: Vec<char> = part
        .slice()
        .iter()
        .take(LONGEST)
        .filter_map(|token| lexicon::letter(*token))
        .collect();
    if letters.len() < 2 {
        return false;
    }
    lexicon::lexicon().spellings().any(|(spelling, label)| {
        label.label == Label::Row(row)
            && spelling
                .windows(letters.len())
                .any(|window| window == letters)
    })
}

/// Whether a text is an enumerator and nothing else: what stands on the first line of a label that wraps behind it.
pub(crate) fn is_enumerator(text: Tokens<'_>) -> bool {
    enumerator(text).is_ok_and(|(rest, _)| rest.is_empty())
}

/// Insertions, deletions and substitutions between two labels.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, wanted) in left.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (index, found) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(wanted != found);
            diagonal = row[index + 1];
            row[index + 1] = substituted.min(diagonal + 1).min(row[index] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};
    use crate::{fold::fold, grammar::Tokens, template::Table};

    #[test]
    fn distances() {
        let of = |left: &str, right: &str| {
            distance(
                &left.chars().collect::<Vec<_>>(),
                &right.chars().collect::<Vec<_>>(),
            )
        };
        assert_eq!(of("行政许可", "行政许可"), 0);
        assert_eq!(of("行政许可", "行政许"), 1);
        assert_eq!(of("行政许可", "政许可"), 1);
        assert_eq!(of("行政许可", "行政强可"), 1);
        assert_eq!(of("", "行政"), 2);
    }

    #[test]
    fn one_edit_in_six() {
        let row = |text: &str| {
            let tokens = fold(text);
            nearest(Tokens::new(&tokens, 0), Table::Applications).map(|row| row.id())
        };
        assert_eq!(
            row("4.保户第三方合法权益"),
            Some("applications.results.denied.third_party_rights")
        );
        assert_eq!(row("保护第三方合法"), None);
        assert_eq!(row("予以公布"), None);
        assert_eq!(row("我局"), None);
        assert_eq!(row("2.重复申请类  1"), None);
    }
}
