//! What the words of a page say: values, pieces of labels, other text.

use crate::{
    fold::{Class, Token},
    grammar::{Tokens, label::enumerator},
    layout::positional::{Grain, Interval, Text, TextLine, UNITS, Word},
    place::item::{Item, item},
    span::Span,
};

use super::piece::{Piece, Thread, Weaver, letters};

/// A longer word is prose.
const LONGEST_WORD: u32 = 80;

/// What a word says.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Value,
    /// A piece of a label.
    Piece,
    /// Text of so many letters.
    Text(usize),
    /// A line that is drawn.
    Rule,
}

/// A word, or a number and its unit.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) at: [Interval; UNITS],
    /// How many blanks stand before it on its line.
    pub(super) gap: u32,
    pub(super) said: Said,
}

/// A line: `spots[first..last]`, of which the values are `spots[values..last]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) first: u32,
    pub(super) values: u32,
    pub(super) last: u32,
    pub(super) page: u32,
    /// A value stands before something that is none.
    pub(super) mixed: bool,
    /// Tabs stand between its words, so that they have no columns.
    pub(super) tabbed: bool,
    /// The number of a page, and nothing else.
    pub(super) furniture: bool,
    /// A number between dashes, which may be that of a page.
    pub(super) dashed: bool,
}

impl Row {
    pub(super) const fn is_valued(&self) -> bool {
        self.values < self.last && !self.furniture
    }
}

/// A text, read word by word.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) spots: Vec<Spot>,
    pub(super) lines: Vec<Row>,
    pub(super) threads: Vec<Thread>,
    /// Where words stand was measured.
    pub(super) measured: bool,
    pub(super) grain: Grain,
}

impl Survey {
    pub(super) fn of(source: &str, tokens: &[Token], text: &Text) -> Self {
        let mut reader = Reader {
            source,
            tokens,
            end: u32::try_from(source.len()).unwrap_or(u32::MAX),
            weaver: Weaver::new(text.grain),
            out: Self {
                spots: Vec::new(),
                lines: Vec::new(),
                threads: Vec::new(),
                measured: text.measured,
                grain: text.grain,
            },
        };
        for line in &text.lines {
            reader.line(text, line);
        }
        let Reader {
            weaver, mut out, ..
        } = reader;
        out.threads = weaver.threads;
        mark_page_numbers(tokens, &mut out);
        out
    }

    pub(super) fn spots_of(&self, line: u32) -> &[Spot] {
        self.line(line)
            .and_then(|row| self.spots.get(row.first as usize..row.last as usize))
            .unwrap_or_default()
    }

    /// The values of a line, which are its last words.
    pub(super) fn values_of(&self, line: u32) -> &[Spot] {
        self.line(line)
            .and_then(|row| self.spots.get(row.values as usize..row.last as usize))
            .unwrap_or_default()
    }

    pub(super) fn line(&self, line: u32) -> Option<&Row> {
        self.lines.get(line as usize)
    }
}

struct Reader<'s> {
    source: &'s str,
    tokens: &'s [Token],
    end: u32,
    weaver: Weaver,
    out: Survey,
}

impl Reader<'_> {
    fn line(&mut self, text: &Text, line: &TextLine) {
        let first = self.count();
        let words = text.words_of(line);
        if line.drawn {
            return self.drawn(words, line.page);
        }
        let number = u32::try_from(self.out.lines.len()).unwrap_or(u32::MAX);
        let (mut index, mut behind) = (0, None);
        while let Some(word) = words.get(index) {
            let mut word = *word;
            let mut said = self.value(&word, words.get(index + 1));
            if let Some(next) = words.get(index + 1)
                && let Some(with_unit) = self.with_unit(said.as_ref(), &word, next)
            {
                for (at, unit) in word.at.iter_mut().zip(next.at) {
                    *at = at.cover(unit);
                }
                (word.to, said) = (next.to, Some(with_unit));
                index += 1;
            }
            index += 1;
            let said = match said {
                Some(Item::Rule) => Said::Rule,
                Some(_) => Said::Value,
                None => {
                    let tied = behind.is_some_and(|behind| word.from == behind + 1)
                        || words
                            .get(index)
                            .is_some_and(|next| next.from == word.to + 1);
                    self.text(&word, number, line.page, tied)
                }
            };
            let gap = word.from.saturating_sub(behind.unwrap_or(word.from));
            behind = Some(word.to);
            self.out.spots.push(Spot {
                from: word.from,
                to: word.to,
                at: word.at,
                gap,
                said,
            });
        }
        self.close(first, line);
    }

    /// A line that is drawn is no line of words.
    fn drawn(&mut self, words: &[Word], page: u32) {
        let first = self.count();
        self.out.spots.extend(words.first().map(|word| Spot {
            from: word.from,
            to: word.to,
            at: word.at,
            gap: 0,
            said: Said::Text(0),
        }));
        let last = self.count();
        self.out.lines.push(Row {
            first,
            values: last,
            last,
            page,
            mixed: true,
            tabbed: false,
            furniture: false,
            dashed: false,
        });
    }

    /// Ends a line: its values are what stands behind its last text.
    fn close(&mut self, first: u32, line: &TextLine) {
        let is_value = |spot: &Spot| matches!(spot.said, Said::Value);
        // Strokes alone are a rule, but among values a stroke is a mark.
        let spots = self.out.spots.get_mut(first as usize..).unwrap_or_default();
        if spots.iter().any(is_value) {
            for spot in spots.iter_mut() {
                if matches!(spot.said, Said::Rule) {
                    spot.said = Said::Value;
                }
            }
        }
        let values = spots.iter().rev().take_while(|spot| is_value(spot)).count();
        let before = spots.get(..spots.len() - values).unwrap_or_default();
        // Exporters number the rows.
        let numbered = matches!(
            before,
            [Spot { said: Said::Value, .. }, rest @ ..]
                if matches!(rest, [Spot { said: Said::Piece, .. }, ..])
                    && !rest.iter().any(is_value)
        );
        // A number that is grown together with a text may be anybody's, and what was lost may be a number.
        let grown = before.iter().any(|spot| {
            let tokens = self.tokens.get(spot.from as usize..spot.to as usize);
            let tokens = tokens.unwrap_or_default();
            let digit = |token: &Token| token.class() == Class::Digit;
            matches!(spot.said, Said::Text(_)) && (tokens.iter().any(digit) || is_lost(tokens))
        });
        let mixed = (before.iter().any(is_value) && !numbered) || grown;
        let last = self.count();
        let values = last - u32::try_from(values).unwrap_or(0);
        self.out.lines.push(Row {
            first,
            values,
            last,
            page: line.page,
            mixed,
            tabbed: line.tabbed,
            furniture: false,
            dashed: false,
        });
    }

    fn count(&self) -> u32 {
        u32::try_from(self.out.spots.len()).unwrap_or(u32::MAX)
    }

    fn input(&self, from: u32, to: u32) -> Tokens<'_> {
        let tokens = self.tokens.get(from as usize..to as usize);
        let end = self.tokens.get(to as usize).map_or(self.end, |it| it.at());
        Tokens::new(tokens.unwrap_or_default(), end)
    }

    /// The value that a word is, if it is one: an enumerator before a label is none.
    fn value(&self, word: &Word, next: Option<&Word>) -> Option<Item> {
        let input = self.input(word.from, word.to);
        if input.slice().len() as u32 > LONGEST_WORD {
            return None;
        }
        let drawn = |token: &Token| matches!(token.class(), Class::Dash | Class::Box);
        if input.len() > 2 && input.slice().iter().all(drawn) {
            return Some(Item::Rule);
        }
        let alone = enumerator(input).is_ok_and(|(rest, _)| rest.is_empty());
        let labelled = next.is_some_and(|next| {
            let behind = self.tokens.get(next.from as usize);
            behind.is_some_and(|token| token.class() == Class::Letter)
        });
        if alone && (labelled || input.first().is_some_and(|it| it.class() != Class::Digit)) {
            return None;
        }
        let said = item(input);
        // A numeral that is a letter is more likely a piece of a label, or of an enumerator.
        let spelt = matches!(said, Item::Amount(_))
            && input
                .slice()
                .iter()
                .all(|token| token.class() == Class::Letter);
        (said.is_value() && !spelt).then_some(said)
    }

    /// A number and the unit behind it, which an extractor parts from it.
    fn with_unit(&self, said: Option<&Item>, word: &Word, next: &Word) -> Option<Item> {
        if !matches!(said, Some(Item::Amount(_))) || next.from != word.to + 1 {
            return None;
        }
        let unit = self.input(next.from, next.to);
        if unit.len() > 2 || unit.first().is_none_or(|it| it.class() != Class::Letter) {
            return None;
        }
        let whole = item(self.input(word.from, next.to));
        matches!(&whole, Item::Amount(amount) if amount.unit.is_some()).then_some(whole)
    }

    /// What a word says that is no value.
    fn text(&mut self, word: &Word, line: u32, page: u32, tied: bool) -> Said {
        let tokens = self
            .tokens
            .get(word.from as usize..word.to as usize)
            .unwrap_or_default();
        let start = tokens.first().map_or(self.end, |token| token.at());
        let last = tokens.last().map_or(start, |token| token.at());
        let end = crate::layout::end_of_char(self.source, last);
        let piece = Piece {
            span: Span::new(start, end.max(start)),
            line,
            page,
            at: word.at,
            tied,
        };
        let woven = if tokens.len() as u32 > LONGEST_WORD {
            None
        } else {
            self.weaver.take(tokens, end, piece)
        };
        // A letter of another script is a word: P. 9.
        let foreign = |token: &Token| token.class() == Class::Letter && token.ch().is_ascii();
        let least = if tokens.iter().any(foreign) { 2 } else { 0 };
        woven.map_or_else(|| Said::Text(letters(tokens).max(least)), |_| Said::Piece)
    }
}

/// Whether a word was lost on the way, and no letter is left that tells what it was.
fn is_lost(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|it| it.class() == Class::Other)
        && tokens
            .iter()
            .any(|it| it.ch() == char::REPLACEMENT_CHARACTER)
        && tokens.iter().all(|it| it.class() != Class::Letter)
}

/// Marks the lines that hold the number of a page: between dashes, or alone at the edge of pages that count up.
fn mark_page_numbers(tokens: &[Token], survey: &mut Survey) {
    let digits = |line: &Row| -> Option<u32> {
        let spots = survey.spots.get(line.first as usize..line.last as usize)?;
        let [spot] = spots else { return None };
        let tokens = tokens.get(spot.from as usize..spot.to as usize)?;
        tokens.iter().take(6).try_fold(0u32, |number, token| {
            (token.class() == Class::Digit)
                .then(|| number * 10 + token.ch().to_digit(10).unwrap_or(0))
        })
    };
    let edges: Vec<bool> = survey
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let beside = |other: Option<&Row>| other.is_none_or(|other| other.page != line.page);
            beside(index.checked_sub(1).and_then(|at| survey.lines.get(at)))
                || beside(survey.lines.get(index + 1))
        })
        .collect();
    let mut numbers: Vec<(u32, u32)> = survey
        .lines
        .iter()
        .zip(&edges)
        .filter(|(_, edge)| **edge)
        .filter_map(|(line, _)| Some((line.page, digits(line)?)))
        .collect();
    numbers.sort_unstable();
    let counts_up = |page: u32, number: u32| {
        let next = (page + 1, number + 1);
        let before = page.checked_sub(1).zip(number.checked_sub(1));
        numbers.binary_search(&next).is_ok()
            || before.is_some_and(|before| numbers.binary_search(&before).is_ok())
    };
    let marked: Vec<(bool, bool)> = survey
        .lines
        .iter()
        .zip(&edges)
        .map(|(line, edge)| {
            let dashed = is_between_dashes(tokens, survey, line);
            let alone = line.last - line.first == 1;
            let counted = || digits(line).is_some_and(|number| counts_up(line.page, number));
            (dashed && (alone || *edge) || *edge && counted(), dashed)
        })
        .collect();
    for (line, marked) in survey.lines.iter_mut().zip(marked) {
        (line.furniture, line.dashed) = marked;
    }
}

/// `-3-` or `- 3 -`.
fn is_between_dashes(tokens: &[Token], survey: &Survey, line: &Row) -> bool {
    let spots = survey
        .spots
        .get(line.first as usize..line.last as usize)
        .unwrap_or_default();
    if spots.len() > 3 {
        return false;
    }
    let classes: Vec<Class> = spots
        .iter()
        .filter_map(|spot| tokens.get(spot.from as usize..spot.to as usize))
        .flatten()
        .take(16)
        .map(|token| token.class())
        .collect();
    let is_dash = |class: Option<&Class>| class == Some(&Class::Dash);
    let digits = classes
        .iter()
        .filter(|class| **class == Class::Digit)
        .count();
    let dashes = classes
        .iter()
        .filter(|class| **class == Class::Dash)
        .count();
    is_dash(classes.first())
        && is_dash(classes.last())
        && digits > 0
        && digits < 5
        && digits + dashes == classes.len()
}
