//! The ways to cut a text into cells: those that it has separators for, and lines.

use crate::{
    fold::{Class, Token},
    layout::{
        Strip,
        delimited::{Delimiter, any_line, split},
        drawn, lists, marks,
        stacked::{self, Blanks},
    },
    span::Span,
};

use super::{
    item::{Item, Memo, begins_prose, item},
    stacked::spread::{is_placed, spread},
};

/// A way to cut the text into cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Delimited(Delimiter),
    Drawn,
    /// The lists that programs print.
    Lists,
    /// The tables of MediaWiki.
    Wiki,
    /// The cells of a container.
    Grid,
    /// A line is a field.
    Stacked(Blanks),
    /// Cells stand one behind the other.
    RunOn,
    /// Columns by position, or a row of values on a line.
    Positional,
}

impl Cut {
    /// Whether what parts the cells stands in sentences and numbers, too.
    pub(super) const fn may_be_punctuation(self) -> bool {
        matches!(
            self,
            Self::Delimited(Delimiter::Comma | Delimiter::Semicolon)
        )
    }
}

/// A text cut into cells in one way.
#[derive(Debug)]
pub(crate) struct Laid<'t> {
    pub(crate) cut: Cut,
    pub(crate) strip: Strip<'t>,
    /// What its fields say, one after the other, if that was found out on the way: else nothing.
    pub(crate) said: Vec<Item>,
}

impl<'t> Laid<'t> {
    pub(crate) const fn new(cut: Cut, strip: Strip<'t>) -> Self {
        Self {
            cut,
            strip,
            said: Vec::new(),
        }
    }
}

/// A text to be cut.
pub(crate) struct Cutter<'t> {
    source: &'t str,
    tokens: &'t [Token],
    /// The ranges of which there are no tokens.
    gaps: &'t [Span],
    marks: Vec<u32>,
}

impl<'t> Cutter<'t> {
    pub(crate) fn new(source: &'t str, tokens: &'t [Token], gaps: &'t [Span]) -> Self {
        let marks = marks(tokens);
        Self {
            source,
            tokens,
            gaps,
            marks,
        }
    }

    fn split(&self, delimiter: Delimiter) -> Laid<'t> {
        let strip = split(self.source, self.tokens, &self.marks, delimiter);
        Laid::new(Cut::Delimited(delimiter), strip)
    }

    /// The delimiters that the text has.
    fn delimiters(&self) -> impl Iterator<Item = Delimiter> {
        let bytes = self.source.as_bytes();
        let has = move |byte: u8| memchr::memchr(byte, bytes).is_some();
        let (single, double) = pipes(self.tokens, &self.marks);
        let there = move |delimiter: &Delimiter| match delimiter {
            Delimiter::Tab => has(b'\t'),
            Delimiter::Pipe => single,
            Delimiter::DoublePipe => double,
            Delimiter::Comma => has(b','),
            Delimiter::Semicolon => has(b';'),
        };
        Delimiter::ALL.into_iter().filter(there)
    }

    /// The layouts whose cells something parts: a delimiter, or what is drawn.
    pub(crate) fn parted(&self, memo: &mut Memo) -> Vec<Laid<'t>> {
        let (source, tokens, marks) = (self.source, self.tokens, &self.marks);
        let cells = |delimiter: &Delimiter| shows_cells(source, tokens, marks, *delimiter, memo);
        let delimited = self.delimiters().filter(cells);
        let mut strips: Vec<_> = delimited.map(|delimiter| self.split(delimiter)).collect();
        strips.extend(
            drawn::rebuild(source, tokens, marks).map(|strip| Laid::new(Cut::Drawn, strip)),
        );
        let marked = self.marked_up(&strips);
        strips.extend(marked);
        strips
    }

    /// The tables that say where each row ends. What parts the cells of wikis is a delimiter, too.
    fn marked_up(&self, delimited: &[Laid<'t>]) -> Vec<Laid<'t>> {
        let (source, tokens, gaps) = (self.source, self.tokens, self.gaps);
        let has = |delimiter| {
            let cut = Cut::Delimited(delimiter);
            delimited.iter().any(|laid| laid.cut == cut)
        };
        let lists = lists::rebuild(source, tokens, gaps);
        let lists = lists.map(|strip| Laid::new(Cut::Lists, strip));
        let mut found = Vec::from_iter(lists);
        if has(Delimiter::Pipe) || has(Delimiter::DoublePipe) {
            let wiki = lists::rebuild_wiki(source, tokens, gaps);
            found.extend(wiki.map(|strip| Laid::new(Cut::Wiki, strip)));
        }
        found.retain(|laid| has_labelled_row(&laid.strip));
        found
    }

    /// The layouts whose lines are cells. `parted`: there are others. `bare`: one of them tells the whole form,
    /// and shows blank cells without white space in them.
    pub(crate) fn lines(&self, parted: bool, bare: bool, memo: &mut Memo) -> Vec<Laid<'t>> {
        let (source, tokens) = (self.source, self.tokens);
        let mut strips = Vec::new();
        let (mut most, mut placed) = (0, None);
        let printed = stacked::printed(tokens, &self.marks);
        let kinds: Vec<Blanks> = stacked::kinds(source, tokens, &printed, parted).collect();
        // Line ends can at best tell what is told, and lines of wide spaces lack a cell of it.
        if bare && !kinds.contains(&Blanks::Spaces) {
            return strips;
        }
        for blanks in kinds {
            let strip = stacked::split(source, tokens, &printed, blanks);
            // Lines without text are cells or not, if there are any.
            if strip.fields.len() > most {
                most = strip.fields.len();
                let placed = *placed.get_or_insert_with(|| is_placed(&strip));
                let (strip, said) = spread(strip, placed, memo);
                strips.push(Laid {
                    cut: Cut::Stacked(blanks),
                    strip,
                    said,
                });
            }
        }
        if !parted && strips.is_empty() {
            // No table, but its lines may show another form.
            strips.extend(
                self.delimiters()
                    .next()
                    .map(|delimiter| self.split(delimiter)),
            );
        }
        strips
    }
}

/// Whether a line with a separator shows anything but prose: a label, a value or a blank between. Else the separators
/// are punctuation, as `,` and `;` mostly are.
fn shows_cells(
    source: &str,
    tokens: &[Token],
    marks: &[u32],
    delimiter: Delimiter,
    memo: &mut Memo,
) -> bool {
    any_line(source, tokens, marks, delimiter, begins_prose, |strip| {
        let Some((last, before)) = strip.fields.split_last() else {
            return false;
        };
        // What stands behind a mark that ends a line is no cell.
        let ends = last.is_blank() && before.iter().all(|field| !field.is_blank());
        let goes_on = !ends && matches!(memo.classify(strip, last), Item::Text { head: true });
        let said = if ends { before } else { &strip.fields };
        goes_on
            || said
                .iter()
                .any(|field| !is_prose(&memo.classify(strip, field)))
    })
}

/// Whether some line of several cells has a label: else its lists are not tables.
fn has_labelled_row(strip: &Strip<'_>) -> bool {
    let mut lines = strip.lines.iter().filter(|line| line.separators > 0);
    lines.any(|line| {
        let mut items = strip.fields_of(line).iter();
        items.any(|field| item(strip.tokens_of(field)).labels().is_some())
    })
}

/// Whether a field between separators is no cell, but a piece of a text.
fn is_prose(said: &Item) -> bool {
    match said {
        Item::Text { .. } | Item::Labelled(_) => true,
        // The separator stands within the label's note: 部分公开（区分处理的,只计这一情形,不计其他情形）.
        Item::Labels(labels) => labels.last().is_some_and(|label| label.unclosed),
        _ => false,
    }
}

/// Whether single pipes part the cells of a text, and whether pairs do: pipes come in pairs throughout, or they do not.
/// One run in twenty may be damaged.
fn pipes(tokens: &[Token], marks: &[u32]) -> (bool, bool) {
    let (mut odd, mut even) = (0usize, 0usize);
    let pipes = |&&mark: &&u32| {
        tokens
            .get(mark as usize)
            .is_some_and(|token| token.class() == Class::Pipe)
    };
    let (mut run, mut behind) = (0usize, 0u32);
    for mark in marks.iter().filter(pipes).copied().chain([u32::MAX]) {
        if mark != behind {
            odd += run % 2;
            even += usize::from(run > 0 && run % 2 == 0);
            run = 0;
        }
        run += 1;
        behind = mark.saturating_add(1);
    }
    let double = even > 0 && odd * 20 <= even;
    (odd + even > 0 && !double, double)
}
