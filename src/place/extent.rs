//! What of a very long text is searched for tables: not what is far from every label, and nothing behind more labels than
//! the tables that are read can have. So what a layout takes grows with the tables, not with what is around them.

use crate::{
    fold::{Class, Token},
    grammar::lexicon::{Lexicon, lexicon},
    layout::is_line_end,
    span::Span,
};

/// A text of fewer tokens is searched as it is.
const SHORT: usize = 1 << 17;

/// How many tokens before and behind a label are searched: a table has a label on every row, but where it is drawn a row may be
/// a thousand tokens wide and high, and its label in pieces.
const NEAR: usize = 1 << 15;

/// How often a label may stand in a table, in its headers and in lists beside it, on an average.
const COPIES: usize = 4;

/// How many signs may stand between the first two letters of a label.
const LONGEST_BREAK: usize = 8;

/// The part of a text that is searched.
#[derive(Debug)]
pub(crate) struct Extent {
    /// Its tokens, with a line end for each stretch that is left out.
    pub(crate) tokens: Vec<Token>,
    /// The ranges of the text that are left out, ascending.
    pub(crate) gaps: Vec<Span>,
    /// Some of them because there are more labels than `limit` tables have.
    pub(crate) exceeded: bool,
}

/// What is to be searched of a text of which the `gaps` are left out as they are.
pub(crate) fn extent(tokens: Vec<Token>, gaps: Vec<(u32, u32)>, limit: usize) -> Extent {
    let gaps = gaps.into_iter().map(|(from, to)| Span::new(from, to));
    let (narrowed, exceeded) = beside_labels(&tokens, limit);
    if narrowed.is_empty() {
        return Extent {
            tokens,
            gaps: gaps.collect(),
            exceeded,
        };
    }
    let at = |index: usize| tokens.get(index).map_or(u32::MAX, |token| token.at());
    let mut all: Vec<Span> = narrowed
        .iter()
        .map(|&(from, to)| Span::new(at(from), at(to)))
        .chain(gaps)
        .collect();
    all.sort();
    all.dedup_by(|next, span| {
        let meets = next.start() <= span.end();
        if meets {
            *span = span.cover(*next);
        }
        meets
    });
    Extent {
        tokens: without(&tokens, &narrowed),
        gaps: all,
        exceeded,
    }
}

/// The tokens that are far from every label or behind too many of them, and whether there are too many.
fn beside_labels(tokens: &[Token], limit: usize) -> (Vec<(usize, usize)>, bool) {
    if tokens.len() < SHORT {
        return (Vec::new(), false);
    }
    let lexicon = lexicon();
    let mut counts = vec![0usize; lexicon.size()];
    let most = limit.saturating_mul(COPIES);
    // What is left out, as tokens; and the token behind the last label.
    let (mut gaps, mut behind) = (Vec::new(), 0);
    let mut exceeded = None;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        if !token.is_letter() || !lexicon.begins(token.ch()) {
            index += 1;
            continue;
        }
        let Some(sight) = sight(lexicon, tokens, index) else {
            index += 1;
            continue;
        };
        if index > behind + 2 * NEAR {
            gaps.push((behind + NEAR, index - NEAR));
        }
        if let Some(count) = sight.label.and_then(|label| counts.get_mut(label)) {
            *count += 1;
            if *count > most {
                exceeded = Some(line_of(tokens, index, behind));
                break;
            }
        }
        (index, behind) = (sight.end, sight.end);
    }
    let end = exceeded.or_else(|| (tokens.len() > behind + 2 * NEAR).then_some(behind + NEAR));
    gaps.extend(end.map(|end| (end, tokens.len())));
    (gaps, exceeded.is_some())
}

/// A label, or its beginning.
struct Sight {
    /// The token behind it.
    end: usize,
    /// Which one it is, where it is a word of its own.
    label: Option<usize>,
}

/// What stands at a letter that labels begin with: at least two letters of one.
fn sight(lexicon: &Lexicon, tokens: &[Token], index: usize) -> Option<Sight> {
    let mut place = lexicon.root();
    let mut end = index;
    let mut letters = 0;
    loop {
        let noise = tokens.get(end..)?.iter().take(LONGEST_BREAK);
        let noise = noise.take_while(|token| !token.is_letter()).count();
        let noise = if letters == 1 { noise } else { 0 };
        let next = tokens.get(end + noise).filter(|token| token.is_letter());
        let Some(further) = next.and_then(|next| lexicon.step(place, next.ch())) else {
            break;
        };
        (place, end, letters) = (further, end + noise + 1, letters + 1);
    }
    let is_letter = |token: Option<&Token>| token.is_some_and(|token| token.is_letter());
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    let alone = !is_letter(before) && !is_letter(tokens.get(end)) && lexicon.accepts(place);
    (letters > 1).then(|| Sight {
        end,
        label: alone.then(|| place.index()),
    })
}

/// Where the line of a token begins, but not before `least`.
fn line_of(tokens: &[Token], index: usize, least: usize) -> usize {
    let before = tokens.get(least..index).unwrap_or_default();
    let end = before.iter().rposition(|token| is_line_end(*token));
    end.map_or(index, |end| least + end + 1)
}

/// The tokens outside the gaps, and a line end for each of these.
fn without(tokens: &[Token], gaps: &[(usize, usize)]) -> Vec<Token> {
    let left_out: usize = gaps.iter().map(|(from, to)| to - from).sum();
    let mut left = Vec::with_capacity(tokens.len() - left_out + gaps.len());
    let mut kept = 0;
    for &(from, to) in gaps {
        left.extend_from_slice(tokens.get(kept..from).unwrap_or_default());
        let first = tokens.get(from);
        left.extend(first.map(|first| Token::new('\n', Class::Newline, first.at())));
        kept = to;
    }
    left.extend_from_slice(tokens.get(kept..).unwrap_or_default());
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    const TABLES: usize = 64;

    /// The text that is searched.
    fn searched(text: &str) -> Option<String> {
        let extent = extent(fold(text), Vec::new(), TABLES);
        let letters = || extent.tokens.iter().map(|token| token.ch()).collect();
        (!extent.gaps.is_empty()).then(letters)
    }

    #[test]
    fn a_short_text_is_searched_as_it_is() {
        assert_eq!(searched("7\t7\n"), None);
        assert_eq!(searched(&"某\t7\n".repeat(SHORT / 5)), None);
    }

    #[test]
    fn what_is_far_from_every_label_is_left_out() {
        let desert = "某\t7\n".repeat(SHORT);
        let text = format!("{desert}行政许可\t1\n{desert}行 政处罚\t2\n");
        let searched = searched(&text).expect("a gap");
        assert!(searched.contains("\n行政许可\t1\n") && searched.contains("\n行 政处罚\t2\n"));
        // One before the first label, two between the two.
        assert!(searched.chars().count() < 5 * NEAR);
    }

    #[test]
    fn spans_of_what_is_left_are_those_of_the_text() {
        let text = format!("{}行政许可\t1\n", "7\t".repeat(SHORT));
        let extent = extent(fold(&text), Vec::new(), TABLES);
        let last = extent.tokens.last().expect("a line end");
        assert_eq!(last.at() as usize, text.len() - 1);
        assert!(!extent.exceeded);
        let [gap] = extent.gaps.as_slice() else {
            panic!("one gap");
        };
        assert!(gap.end() < text.len() - 14);
    }

    #[test]
    fn more_labels_than_the_tables_can_have_end_the_search() {
        let rows = "行政许可\t1\n".repeat(SHORT);
        let extent = extent(fold(&rows), Vec::new(), TABLES);
        assert!(extent.exceeded);
        assert_eq!(extent.tokens.len(), 7 * TABLES * COPIES + 1);
        // In sentences they are no labels.
        assert_eq!(searched(&"依法办理行政许可事项。".repeat(SHORT)), None);
    }
}
