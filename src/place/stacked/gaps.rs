//! How many blank cells stand between two cells that say something, told by the line ends between them.
//!
//! A tool writes a cell with something in it and so many line ends (the base), and a blank cell as so many more (the
//! unit). Both are integers, and the same for all rows of a style; a table can mix two or three styles, because cells
//! were marked up in two or three ways. A row has as many blank cells as the form has columns for it, less its values:
//! so base and unit are found from the rows, and each row says whether they hold.

use crate::layout::Field;

/// The line ends of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gaps<'f> {
    /// How many columns the form has.
    pub(crate) columns: usize,
    /// Between the label and the first value.
    pub(crate) lead: u8,
    /// The values behind the first, which have line ends above them.
    pub(crate) inner: &'f [Field],
    pub(crate) values: usize,
    /// Between the last value, or the label, and what follows; `None` at the end of the text.
    pub(crate) end: Option<u8>,
    pub(crate) next: Next,
    /// The line it stands on, as an index of the rows.
    pub(crate) line: u32,
    /// How far the label is indented, if the row has one of its own.
    pub(crate) label: Option<u8>,
    /// The label before the first value, if that is the last of a header.
    pub(crate) header: Option<Column>,
}

/// The last label of a header: the line ends above it, and how far it is indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) above: u8,
    pub(crate) indent: u8,
}

/// The line ends between a header and the first row under it, which stands on `line`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) header: Column,
    pub(crate) line: u32,
    pub(crate) gap: u8,
}

/// What follows a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Next {
    /// How many label cells stand before its first, covered ones included, and one more: 1 for a row of the whole
    /// width, 3 for `1.`. 4 for a header, 0 outside the table.
    pub(crate) depth: u8,
    /// How far it is indented: rows of another style may be indented otherwise.
    pub(crate) indent: u8,
    /// The style it was found to have, counted from 1; 0 where that is not asked, and [`MANY`] where it is not known.
    pub(crate) style: u8,
}

/// It may have any of several styles.
const MANY: u8 = u8::MAX;

impl Gaps<'_> {
    /// Between the values.
    pub(crate) fn inner(&self) -> impl Iterator<Item = u8> {
        self.inner.iter().map(|value| value.above)
    }

    fn blanks(&self) -> Option<usize> {
        self.columns.checked_sub(self.values)
    }
}

/// The line ends of a style of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model {
    /// Between a label and a value in the first column.
    pub(crate) lead: u8,
    /// Between values in neighbouring columns.
    pub(crate) base: u8,
    /// For each blank cell between.
    pub(crate) unit: u8,
    /// Behind the last cell, blank or not, before what follows: from the fewest to the most seen.
    ends: Vec<End>,
    /// How far its rows' labels are indented.
    labels: Vec<u8>,
    /// No other unit explains the rows as well.
    certain: bool,
    /// It was found after so many others, on rows that they do not explain.
    after: u8,
    /// How many rows of each indentation it explains.
    indents: Vec<(u8, usize)>,
    /// Two gaps between values of its rows were seen, or label cells side by side as far apart, where there is no other style.
    based: bool,
}

/// The line ends behind rows of so many columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    columns: usize,
    next: Next,
    range: (u8, u8),
}

/// The blank cells of a row: before each of its values, and behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blanks {
    pub(crate) before: Vec<usize>,
    /// `None` where the text breaks off.
    pub(crate) behind: Option<usize>,
}

/// What the rows of a document say of its line ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calibration {
    pub(crate) models: Vec<Model>,
    /// The style of each line.
    styles: Vec<(u32, u8)>,
    heads: Vec<Head>,
}

/// What is found of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// These are its blank cells; with the line ends before a first value, between values and for a blank cell.
    Blanks(Blanks, (u8, u8, u8)),
    /// A model fits, but others say something else, or nothing says whether it does.
    Several,
    /// No model fits.
    Nothing,
    /// There is no model: the text shows no blank cells, or no two rows agree on them.
    Silent,
}

/// Whether a row has a style.
enum Fit {
    No,
    /// Nothing says whether the blank cells at its end leave what stands between rows.
    May(Blanks),
    /// `ends`: other rows confirm what stands behind it.
    Is {
        blanks: Blanks,
        ends: bool,
    },
}

impl Model {
    const fn new(lead: u8, base: u8, unit: u8) -> Self {
        Self {
            lead,
            base,
            unit,
            ends: Vec::new(),
            labels: Vec::new(),
            certain: false,
            after: 0,
            indents: Vec::new(),
            based: false,
        }
    }

    /// How many blank cells a gap holds above the usual.
    fn count(&self, gap: u8, usual: u8) -> Option<usize> {
        let more = gap.checked_sub(usual)?;
        (more % self.unit == 0).then(|| usize::from(more / self.unit))
    }

    /// How many blank cells are left for the end of the row, if there is room for those before.
    fn behind(&self, row: &Gaps) -> Option<usize> {
        let mut room = row.blanks()?;
        if row.label.is_some() && row.values > 0 {
            room = room.checked_sub(self.count(row.lead, self.lead)?)?;
        }
        for gap in row.inner() {
            room = room.checked_sub(self.count(gap, self.base)?)?;
        }
        Some(room)
    }

    /// How many blank cells are left for the end of the row, with what they leave of the gap there: something, and nothing
    /// is known of it where the text breaks off.
    fn left(&self, row: &Gaps) -> Option<(usize, Option<u8>)> {
        let rest = self.behind(row)?;
        let Some(end) = row.end else {
            return Some((rest, None));
        };
        let blanks = u8::try_from(rest).ok()?.checked_mul(self.unit)?;
        let between = end.checked_sub(blanks).filter(|&between| between > 0)?;
        Some((rest, Some(between)))
    }

    /// The blank cells before and between the values, if there is room for them.
    fn before(&self, row: &Gaps) -> Option<Vec<usize>> {
        let mut room = row.blanks()?;
        let mut before = Vec::with_capacity(row.values);
        let gaps =
            std::iter::once((row.lead, self.lead)).chain(row.inner().map(|gap| (gap, self.base)));
        for (gap, usual) in gaps {
            let count = if before.is_empty() && row.label.is_none() {
                0
            } else {
                self.count(gap, usual)?
            };
            room = room.checked_sub(count)?;
            before.push(count);
        }
        Some(before)
    }

    /// What stands behind a row, as far as rows with the same behind them say.
    fn range(&self, columns: usize, next: Next) -> Option<(u8, u8)> {
        let of = |wanted: &dyn Fn(&End) -> bool| {
            let ends = self.ends.iter().filter(|end| wanted(end));
            ends.map(|end| end.range).reduce(cover)
        };
        let inner = |end: &End| end.next.indent == next.indent && end.next.depth != 0;
        let any = matches!(next.style, 0 | MANY);
        let styled = |end: &End| any || end.next.style == next.style;
        of(&|end| end.columns == columns && end.next == next)
            .or_else(|| of(&|end| end.next == next))
            .or_else(|| of(&|end| styled(end) && end.next.depth == next.depth && inner(end)))
            .or_else(|| of(&|end| styled(end) && end.next.is_like(next)))
            .or_else(|| self.covered(next, &styled))
            .or_else(|| of(&|end| styled(end) && inner(end)))
    }

    /// What stands behind a row, as far as any rows say.
    fn any_range(&self, columns: usize, next: Next) -> Option<(u8, u8)> {
        self.range(columns, next)
            .or_else(|| self.range_of_others(next))
    }

    /// What stands behind a row, as rows say that have something of another style behind them.
    fn range_of_others(&self, next: Next) -> Option<(u8, u8)> {
        let of = |wanted: &dyn Fn(&End) -> bool| {
            let ends = self.ends.iter().filter(|end| wanted(end));
            ends.map(|end| end.range).reduce(cover)
        };
        let inner = |end: &End| end.next.indent == next.indent && end.next.depth != 0;
        of(&|end| end.next.depth == next.depth && inner(end))
            .or_else(|| of(&|end| end.next.is_like(next)))
            .or_else(|| of(&inner))
    }

    /// What stands behind a row if each covered cell of the next one counts as a blank cell: as it does for rows of two
    /// other depths.
    fn covered(&self, next: Next, styled: &dyn Fn(&End) -> bool) -> Option<(u8, u8)> {
        let depth = |end: &End| {
            if matches!(end.next.depth, 2 | 3) {
                end.next.depth
            } else {
                1
            }
        };
        let ends = || {
            let inside = |end: &&End| {
                styled(end)
                    && end.next.indent == next.indent
                    && end.next.depth != 0
                    && end.range.0 == end.range.1
            };
            self.ends.iter().filter(inside)
        };
        let kept = |low: &End, high: &End| {
            let covered = depth(high)
                .checked_sub(depth(low))
                .filter(|&covered| covered > 0);
            covered.and_then(|covered| covered.checked_mul(self.unit))
                == high.range.0.checked_sub(low.range.0)
                && covered.is_some()
        };
        let (from, _) =
            ends().find_map(|low| ends().find(|high| kept(low, high)).map(|high| (low, high)))?;
        let wanted = if matches!(next.depth, 2 | 3) {
            next.depth
        } else {
            1
        };
        let more = i16::from(self.unit) * (i16::from(wanted) - i16::from(depth(from)));
        let gap = u8::try_from(i16::from(from.range.0) + more).ok()?;
        Some((gap, gap))
    }

    /// Rows of blank cells before a covered cell agree that it counts as a blank cell.
    fn learn_covered(&mut self, blank: &[&Gaps]) {
        const FEWEST: usize = 2;
        let outer = self
            .ends
            .iter()
            .filter(|end| matches!(end.next.depth, 1 | 4));
        let outer = outer.map(|end| end.range).reduce(cover);
        let Some((low, high)) = outer.filter(|(low, high)| low == high && self.certain) else {
            return;
        };
        for &row in blank.iter().filter(|row| matches!(row.next.depth, 2 | 3)) {
            let blanks = row.columns * usize::from(self.unit);
            let covered = (row.next.depth - 1) * self.unit;
            let expected = blanks + usize::from(low) + usize::from(covered);
            let alike = |other: &&&Gaps| {
                other.columns == row.columns
                    && other.next == row.next
                    && other.end.map(usize::from) == Some(expected)
            };
            let known = self
                .ends
                .iter()
                .any(|end| end.columns == row.columns && end.next == row.next);
            if !known && blank.iter().filter(alike).count() >= FEWEST {
                let range = (low + covered, high + covered);
                self.ends.push(End {
                    columns: row.columns,
                    next: row.next,
                    range,
                });
            }
        }
    }

    /// Whether `blanks` cells at the end of a row leave what stands between rows; `None` where no other row says what
    /// that is.
    fn ends_with(&self, blanks: usize, row: &Gaps, all: &[Self]) -> Option<bool> {
        let (low, high) = self
            .any_range(row.columns, row.next)
            .or_else(|| self.shifted(row, all))?;
        let left = usize::from(row.end?).checked_sub(blanks * usize::from(self.unit));
        let within = usize::from(low)..=usize::from(high);
        Some(left.is_some_and(|left| within.contains(&left)))
    }

    /// What stands behind a row if something of another indentation follows than ever behind a row of this model: it
    /// makes the same difference as for the rows of another model.
    fn shifted(&self, row: &Gaps, all: &[Self]) -> Option<(u8, u8)> {
        self.ends.iter().find_map(|end| {
            let there = Next {
                indent: end.next.indent,
                ..row.next
            };
            let (low, high) = self.any_range(row.columns, there)?;
            let (from, to) = all.iter().find_map(|model| {
                model
                    .any_range(row.columns, there)
                    .zip(model.any_range(row.columns, row.next))
            })?;
            let shift = |gap: u8| (gap + to.0).checked_sub(from.0);
            (from.0 == from.1 && to.0 == to.1).then_some(())?;
            shift(low).zip(shift(high))
        })
    }

    /// Whether two rows with the same behind them leave the same there, or a row is blank.
    fn is_vouched(&self, rows: &[Gaps]) -> bool {
        let left = |row: &Gaps| {
            let blanks = u8::try_from(self.behind(row)?).ok()?;
            row.end?.checked_sub(blanks.checked_mul(self.unit)?)
        };
        let own = || {
            rows.iter()
                .filter(|row| row.values > 0 && self.explains(row))
        };
        let alike = |row: &Gaps, other: &Gaps| {
            row.line != other.line && row.next.depth == other.next.depth && left(row) == left(other)
        };
        let blank = |row: &Gaps| {
            row.values == 0
                && row
                    .label
                    .is_some_and(|indent| self.labels.contains(&indent))
                && self.ends_with(row.columns, row, &[]) == Some(true)
        };
        own().any(|row| own().any(|other| alike(row, other))) || rows.iter().any(blank)
    }

    /// Whether rows of such an indentation have this style, as far as others of the kind say: a row that fits it by chance
    /// is one among many that have another.
    fn speaks_for(&self, row: &Gaps, all: &[Self]) -> bool {
        const FEW: usize = 4;
        let Some(indent) = row.label.filter(|_| all.len() > 1) else {
            return self.based || row.inner.is_empty() || row.label.is_some();
        };
        let of = |model: &Self| {
            let counted = model.indents.iter().find(|(own, _)| *own == indent);
            counted.map_or(0, |(_, count)| *count)
        };
        let most = all.iter().map(of).max().unwrap_or(0);
        of(self) * FEW >= most
    }

    /// Whether a row has this style, whatever stands behind it if none of its cells is blank there.
    fn explains(&self, row: &Gaps) -> bool {
        self.behind(row)
            .is_some_and(|rest| rest == 0 || self.ends_with(rest, row, &[]) == Some(true))
    }

    /// Whether a row with values has this style, and its blank cells.
    fn fit(&self, row: &Gaps, heads: Option<(u8, u8)>, all: &[Self]) -> Fit {
        let Some((before, rest)) = self.counted(row, heads) else {
            return Fit::No;
        };
        if rest == 0 && self.ends_oddly(row, all) {
            return Fit::No;
        }
        let ends = row.end.and_then(|_| self.ends_with(rest, row, all));
        let blanks = Blanks {
            before,
            behind: row.end.map(|_| rest),
        };
        let open = row.end.is_some() && rest > 0;
        match ends {
            // What stands before a header is marked up otherwise.
            Some(ends) if row.next.is_told() && ends => Fit::Is { blanks, ends },
            Some(false) if row.next.is_told() => Fit::No,
            Some(true) => Fit::Is {
                blanks,
                ends: false,
            },
            _ if open => Fit::May(blanks),
            _ => Fit::Is {
                blanks,
                ends: false,
            },
        }
    }

    /// Whether more or less stands behind a row than behind rows of other columns before the same thing, where all rows
    /// have one style.
    fn ends_oddly(&self, row: &Gaps, all: &[Self]) -> bool {
        let alone = all.iter().all(|model| model.after == 0);
        let other = |end: &&End| end.next == row.next && end.columns != row.columns;
        let within = |end: u8| move |other: &End| (other.range.0..=other.range.1).contains(&end);
        let mut others = self.ends.iter().filter(other).peekable();
        let Some(end) = row.end.filter(|_| alone && !row.next.is_told()) else {
            return false;
        };
        if others.peek().is_some() {
            return !others.any(within(end));
        }
        // Nothing says what stands there: so many line ends more than between rows may be a blank cell too many.
        let between = self
            .ends
            .iter()
            .filter(|other| other.next.is_like(row.next));
        let between = between.map(|end| end.range).reduce(cover);
        between.is_some_and(|(_, most)| end > most && (end - most) % self.unit == 0)
    }

    /// The blank cells before each value, and those at the end.
    fn counted(&self, row: &Gaps, heads: Option<(u8, u8)>) -> Option<(Vec<usize>, usize)> {
        let mut before = self.before(row)?;
        let mut rest = row.blanks()?.checked_sub(before.iter().sum())?;
        // What stands before a row without a label must be what stands below headers, be all its blanks elsewhere.
        if row.label.is_none() && (rest > 0 || heads.is_some()) {
            let (low, high) = heads?;
            let lead = (0..=rest).filter(|&blanks| {
                usize::from(row.lead)
                    .checked_sub(blanks * usize::from(self.unit))
                    .is_some_and(|left| (usize::from(low)..=usize::from(high)).contains(&left))
            });
            let lead = only(lead)?;
            *before.first_mut()? = lead;
            rest -= lead;
        }
        Some((before, rest))
    }
}

impl Next {
    /// Whether rows can say what stands before it: rows of the form follow each other, while headers are marked up
    /// otherwise.
    const fn is_told(self) -> bool {
        matches!(self.depth, 1..=3) && self.style != MANY
    }
    /// Whether no covered cell stands before either.
    fn is_like(self, other: Self) -> bool {
        let outer = |next: Self| !matches!(next.depth, 2 | 3);
        self.indent == other.indent && outer(self) && outer(other)
    }
}

impl Calibration {
    /// Finds the models of a document. `labels`: the gaps between label cells side by side.
    pub(crate) fn of(rows: &[Gaps], heads: Vec<Head>, labels: &[u8]) -> Self {
        const MOST_STYLES: u8 = 4;
        let labelled = || rows.iter().filter(|row| row.label.is_some());
        let mut rest: Vec<&Gaps> = labelled()
            .filter(|row| row.values > 0 && row.values <= row.columns)
            .collect();
        let blank: Vec<&Gaps> = labelled().filter(|row| row.values == 0).collect();
        let mut calibration = Self {
            heads,
            ..Self::default()
        };
        if rows.iter().all(|row| row.values == row.columns) {
            return calibration;
        }
        if rest.is_empty() {
            calibration.models = all_blank(&blank, labels);
            return calibration;
        }
        for style in 1..=MOST_STYLES {
            let mut best = best(&rest, &blank, labels);
            if best.is_empty() {
                break;
            }
            for model in &mut best {
                model.after = style - 1;
            }
            rest.retain(|row| {
                let fits = best.iter().any(|model| model.explains(row));
                if fits {
                    calibration.styles.push((row.line, style));
                }
                !fits
            });
            calibration.models.extend(best);
        }
        calibration.styles.sort_unstable();
        calibration.tell_ends_apart(labelled());
        for model in &mut calibration.models {
            model.learn_covered(&blank);
        }
        calibration.count_rows(labelled(), labels);
        // As a layout must be confirmed by two thirds of the rows, so must what it says of blank cells.
        let blanks = labelled().filter(|row| row.values < row.columns);
        let explained = |row: &&Gaps| {
            let row = calibration.styled(**row);
            matches!(calibration.find(&row), Found::Blanks(..))
        };
        // Where values stand side by side, a line end may stand for any number of blank cells: that it stands for one
        // number of them, every row with values must say.
        let beside = calibration.models.iter().any(|model| model.base == 0);
        let contradicted = || {
            let mut valued = blanks.clone().filter(|row| row.values > 0);
            beside && !valued.all(|row| explained(&row))
        };
        let (all, enough) = (
            blanks.clone().count(),
            blanks.clone().filter(explained).count(),
        );
        if enough * 3 < all * 2 || contradicted() {
            calibration.models.clear();
        }
        calibration
    }

    /// What stands behind a row depends on the style of the row that follows.
    fn tell_ends_apart<'g>(&mut self, rows: impl Iterator<Item = &'g Gaps<'g>>) {
        if self.styles.iter().all(|(_, style)| *style == 1) {
            return;
        }
        let rows: Vec<Gaps> = rows.map(|row| self.styled(*row)).collect();
        let own = |model: &Model| -> Vec<&Gaps> {
            let fits = |row: &&Gaps| row.values > 0 && model.explains(row);
            rows.iter().filter(fits).collect()
        };
        let models: Vec<Model> = self
            .models
            .iter()
            .map(|model| {
                let (ends, _) = model.ends_of(&own(model));
                Model {
                    ends,
                    ..model.clone()
                }
            })
            .collect();
        self.models = models;
    }

    /// Counts the rows of each model. A style found last, on a few rows that are left, is none where no two of them agree on
    /// what stands behind: each would vouch for itself.
    fn count_rows<'g>(&mut self, rows: impl Iterator<Item = &'g Gaps<'g>>, labels: &[u8]) {
        let rows: Vec<Gaps> = rows.map(|row| self.styled(*row)).collect();
        let alone = self.models.iter().all(|model| model.after == 0);
        for model in &mut self.models {
            let own = || {
                rows.iter()
                    .filter(|row| row.values > 0 && model.explains(row))
            };
            let inner = own().map(|row| row.inner.len()).sum::<usize>();
            let indents: Set = own().filter_map(|row| row.label).collect();
            let of = |indent: u8| own().filter(|row| row.label == Some(indent)).count();
            let counted = indents.iter().map(|indent| (indent, of(indent)));
            model.indents = counted.collect();
            model.based = inner > 1 || (alone && labels.contains(&model.base));
        }
        self.models
            .retain(|model| model.after == 0 || model.is_vouched(&rows));
    }

    /// A row, with the style of what follows it.
    pub(crate) fn styled<'f>(&self, mut row: Gaps<'f>) -> Gaps<'f> {
        let several = self.styles.iter().any(|(_, style)| *style != 1);
        let unknown = if several { MANY } else { 0 };
        row.next.style = self.style_of(row.line + 1).unwrap_or(unknown);
        row
    }

    /// The blank cells of a row.
    pub(crate) fn find(&self, row: &Gaps) -> Found {
        if row.values == 0 {
            return self.blank_row(row);
        }
        if row.values == row.columns {
            // It is full, and its line ends say otherwise.
            return Found::Nothing;
        }
        let mut found: Option<(Blanks, &Model)> = None;
        let (mut seen, mut possible) = (false, Vec::new());
        let speaking = |model: &&Model| model.speaks_for(row, &self.models);
        for model in self.models.iter().filter(speaking) {
            match (model.fit(row, self.heads(model, row), &self.models), &found) {
                (Fit::No, _) => {}
                (Fit::May(blanks), _) => possible.push((blanks, model.after)),
                (Fit::Is { blanks, .. }, Some((before, _))) if *before != blanks => {
                    return Found::Several;
                }
                (Fit::Is { blanks, ends }, _) => {
                    seen |= ends;
                    found = Some((blanks, model));
                }
            }
        }
        match found {
            // Where nothing but its gaps says which style it has, it may have another.
            Some((blanks, model))
                if !seen
                    && possible
                        .iter()
                        .any(|(other, after)| *after != model.after && *other != blanks) =>
            {
                Found::Several
            }
            Some((blanks, model)) => Found::Blanks(blanks, (model.lead, model.base, model.unit)),
            None if self.models.is_empty() => Found::Silent,
            None if !possible.is_empty() => Found::Several,
            None => Found::Nothing,
        }
    }

    /// What stands between a header and the first row under it. Where rows have several styles, it is what stands between
    /// such a header and rows of this one; else midway between what stands where both have the header's style, and where
    /// both have the row's, since either brings its own half.
    fn heads(&self, model: &Model, row: &Gaps) -> Option<(u8, u8)> {
        let range = |like: &dyn Fn(&Head) -> bool| {
            let heads = self.heads.iter().filter(|head| like(head));
            heads.map(|head| (head.gap, head.gap)).reduce(cover)
        };
        if self.models.iter().all(|model| model.after == 0) {
            return range(&|_| true);
        }
        let only = |like: &dyn Fn(&Head) -> bool| {
            let (low, high) = range(like)?;
            (low == high).then_some(low)
        };
        let own = |head: &Head| self.style_of(head.line) == Some(model.after + 1);
        let header = |head: &Head| Some(head.header) == row.header;
        if range(&|head| own(head) && header(head)).is_some() {
            let gap = only(&|head| own(head) && header(head))?;
            return Some((gap, gap));
        }
        // The row under the header is of the header's style.
        let even = |head: &Head| {
            let style = self.style_of(head.line);
            let mut models = self.models.iter();
            models.any(|model| Some(model.after + 1) == style && model.base == head.header.above)
        };
        let ends = only(&|head| header(head) && even(head))?;
        let begins = only(&|head| own(head) && even(head))?;
        let gap = ends.checked_add(begins).filter(|both| both % 2 == 0)? / 2;
        Some((gap, gap))
    }

    /// The style that a line was found to have.
    fn style_of(&self, line: u32) -> Option<u8> {
        let found = self.styles.binary_search_by_key(&line, |(line, _)| *line);
        let style = found.ok().and_then(|index| self.styles.get(index));
        style.map(|(_, style)| *style)
    }

    /// Whether no more stands behind a row without a value than between any two: then its cells are gone.
    pub(crate) fn is_bare(&self, row: &Gaps) -> bool {
        let ends = self.models.iter().flat_map(|model| &model.ends);
        let most = ends.map(|end| end.range.1).max();
        row.end.zip(most).is_none_or(|(end, most)| end <= most)
    }

    /// Whether a row with all its values fits what other rows of its style say stands between rows; `None` where they say
    /// nothing, or it has no style.
    pub(crate) fn ends_well(&self, row: &Gaps) -> Option<bool> {
        if !row.next.is_told() {
            return None;
        }
        let own = self
            .models
            .iter()
            .filter(|model| model.behind(row) == Some(0));
        // What stands before another style says nothing against it.
        let told = |model: &&Model| {
            model.range(row.columns, row.next).is_some()
                || model.range_of_others(row.next).is_none()
        };
        let said = own
            .filter(told)
            .filter_map(|model| model.ends_with(0, row, &self.models));
        said.reduce(|one, other| one || other)
    }

    /// Whether a row with all its values, as far apart as those of a style, shows a blank cell before the first.
    pub(crate) fn shows_a_blank_first(&self, row: &Gaps) -> bool {
        // A header's end is no label's.
        let Some(gap) = row.inner().next().filter(|_| row.label.is_some()) else {
            return false;
        };
        let shows = |model: &Model| {
            model.base == gap
                && model
                    .count(row.lead, model.lead)
                    .is_some_and(|count| count > 0)
        };
        // Rows of another style may stand as far from their labels.
        let alone = self.models.iter().all(|model| model.after == 0);
        alone
            && self.models.iter().any(shows)
            && !self.models.iter().any(|model| model.lead == row.lead)
    }

    /// A row without a value: all its cells are blank if they take as many line ends as so many blank cells do.
    fn blank_row(&self, row: &Gaps) -> Found {
        let certain = || self.models.iter().filter(|model| model.certain);
        if certain().next().is_none() {
            return Found::Silent;
        }
        let all = certain().find(|model| {
            let like = row
                .label
                .is_none_or(|indent| model.labels.contains(&indent));
            let ends = |row: &Gaps| model.ends_with(row.columns, row, &self.models) == Some(true);
            match (row.label, self.heads(model, row)) {
                // The label takes the place of the value before.
                (Some(_), _) => (like || self.models.len() == 1) && ends(row),
                // The last column of the header does, but a row ends behind it.
                (None, Some((low, high))) if low == high => {
                    let more = low.checked_sub(model.base);
                    let end = row
                        .end
                        .zip(more)
                        .and_then(|(end, more)| end.checked_sub(more));
                    end.is_some_and(|end| {
                        ends(&Gaps {
                            end: Some(end),
                            ..*row
                        })
                    })
                }
                _ => false,
            }
        });
        match all {
            Some(model) => Found::Blanks(
                Blanks {
                    before: Vec::new(),
                    behind: Some(row.columns),
                },
                (model.lead, model.base, model.unit),
            ),
            None => Found::Nothing,
        }
    }
}

/// The only one of `all`.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

fn cover(one: (u8, u8), other: (u8, u8)) -> (u8, u8) {
    (one.0.min(other.0), one.1.max(other.1))
}

/// No tool is known to write more line ends for a blank cell.
const WIDEST_UNIT: u8 = 24;

/// The models that explain the most rows, all that explain as many; none if no two rows agree.
fn best(rows: &[&Gaps], blank: &[&Gaps], labels: &[u8]) -> Vec<Model> {
    let leads = repeated(rows.iter().map(|row| row.lead), labels);
    let gaps = || {
        let rows = rows.iter();
        rows.flat_map(|row| [row.lead].into_iter().chain(row.inner()))
    };
    let bases = repeated(gaps(), labels);
    let (gaps, whole) = (gaps().collect::<Set>(), whole(rows, blank));
    let mut best: Vec<Model> = Vec::new();
    let mut most = 1;
    for base in bases.iter() {
        let units = units(gaps, whole, base);
        for lead in leads.iter() {
            for unit in units.iter() {
                let model = Model::new(lead, base, unit);
                if model.most(rows, blank) < most.max(2) {
                    continue;
                }
                let (model, fitting) = try_model(rows, blank, model);
                if fitting > most {
                    most = fitting;
                    best.clear();
                }
                if fitting == most && fitting > 1 {
                    best.push(model);
                }
            }
        }
    }
    let units: Set = best.iter().map(|model| model.unit).collect();
    for model in &mut best {
        model.certain = only(units.iter()).is_some();
    }
    best
}

/// The gaps that are seen twice, and those known to stand between cells.
fn repeated(gaps: impl Iterator<Item = u8>, known: &[u8]) -> Set {
    let (mut once, mut twice) = (Set::default(), known.iter().copied().collect::<Set>());
    for gap in gaps {
        if once.contains(gap) {
            twice.insert(gap);
        }
        once.insert(gap);
    }
    twice
}

/// The units that a gap wider than `base` may be made of, or a row of blank cells behind what stands between rows
/// (`whole`).
fn units(gaps: Set, whole: Set, base: u8) -> Set {
    let wider = gaps.iter().filter_map(|gap| gap.checked_sub(base));
    let wider: Vec<u8> = wider.filter(|&more| more > 0).collect();
    let made_of = |unit: u8| wider.iter().any(|more| more % unit == 0);
    (1..=WIDEST_UNIT)
        .filter(|&unit| whole.contains(unit) || made_of(unit))
        .collect()
}

/// The units that a row of blank cells may be made of, behind what stands between rows.
fn whole(rows: &[&Gaps], blank: &[&Gaps]) -> Set {
    let ends: Set = rows.iter().filter_map(|row| row.end).collect();
    let alone: Set = blank.iter().filter_map(|row| row.end).collect();
    let over = |end: u8| alone.iter().filter_map(move |all| all.checked_sub(end));
    let cells: Set = ends.iter().flat_map(over).collect();
    let columns = blank
        .iter()
        .filter_map(|row| u8::try_from(row.columns).ok());
    let columns: Vec<u8> = columns.collect::<Set>().iter().collect();
    let made_of = |unit: u8| {
        let mut blanks = columns.iter().filter_map(|cells| cells.checked_mul(unit));
        blanks.any(|blanks| cells.contains(blanks))
    };
    (1..=WIDEST_UNIT).filter(|&unit| made_of(unit)).collect()
}

/// A model, and how many rows it explains; none, if fewer than two of these show blank cells before a value, or are
/// blank.
fn try_model(rows: &[&Gaps], blank: &[&Gaps], mut model: Model) -> (Model, usize) {
    let (ends, behind) = model.ends_of(rows);
    model.ends = ends;
    let (mut fitting, mut traced) = (0, 0);
    for (row, rest) in behind {
        if row.end.is_none() || model.ends_with(rest, row, &[]) == Some(true) {
            fitting += 1;
            traced += usize::from(row.values + rest < row.columns);
            if let Some(indent) = row.label.filter(|indent| !model.labels.contains(indent)) {
                model.labels.push(indent);
            }
        }
    }
    if fitting == 0 {
        return (model, 0);
    }
    let blank = blank.iter().filter(|row| {
        row.label
            .is_some_and(|indent| model.labels.contains(&indent))
            && model.ends_with(row.columns, row, &[]) == Some(true)
    });
    let blank = blank.count();
    let fitting = if traced + blank > 1 {
        fitting + blank
    } else {
        0
    };
    (model, fitting)
}

impl Model {
    /// No more rows than so many fit: those that have room for its blank cells. None do, if fewer than two can show blank
    /// cells before a value, or are blank.
    fn most(&self, rows: &[&Gaps], blank: &[&Gaps]) -> usize {
        let (mut fitting, mut traced) = (0, 0);
        for row in rows {
            if let Some((rest, _)) = self.left(row) {
                fitting += 1;
                traced += usize::from(row.values + rest < row.columns);
            }
        }
        if fitting == 0 {
            return 0;
        }
        let room = |row: &&&Gaps| {
            let blanks = row.columns * usize::from(self.unit);
            row.end.is_some_and(|end| usize::from(end) > blanks)
        };
        let blank = blank.iter().filter(room).count();
        if traced + blank > 1 {
            fitting + blank
        } else {
            0
        }
    }

    /// What stands behind rows, and the rows that fit so far, each with its blank cells at the end.
    fn ends_of<'g>(&self, rows: &[&'g Gaps<'g>]) -> (Vec<End>, Vec<(&'g Gaps<'g>, usize)>) {
        let mut behind: Vec<(&Gaps, usize)> = Vec::with_capacity(rows.len());
        // With what the end leaves without its blank cells.
        let mut left: Vec<(&Gaps, usize, u8)> = Vec::with_capacity(rows.len());
        for &row in rows {
            if let Some((rest, between)) = self.left(row) {
                behind.push((row, rest));
                left.extend(between.map(|between| (row, rest, between)));
            }
        }
        let mut ends: Vec<End> = Vec::new();
        for &(row, _, _) in &left {
            let (columns, next) = (row.columns, row.next);
            if ends
                .iter()
                .any(|end| end.columns == columns && end.next == next)
            {
                continue;
            }
            let of = || {
                left.iter()
                    .filter(|(other, _, _)| other.columns == columns && other.next == next)
            };
            // A row whose blanks all stand before a value says what stands between rows; else two that differ do. What
            // two rows say outweighs what one does.
            let known = of().map(|&(_, _, between)| between).filter(|&between| {
                let same = || of().filter(move |(_, _, other)| *other == between);
                let first = same().next().map(|(_, rest, _)| *rest);
                same().any(|(_, rest, _)| *rest == 0 || Some(*rest) != first)
            });
            let known: Set = known.collect();
            let twice = |&between: &u8| of().filter(|(_, _, other)| *other == between).count() > 1;
            let often = known
                .iter()
                .filter(twice)
                .map(|gap| (gap, gap))
                .reduce(cover);
            let range = often.or_else(|| known.iter().map(|gap| (gap, gap)).reduce(cover));
            ends.extend(range.map(|range| End {
                columns,
                next,
                range,
            }));
        }
        (ends, behind)
    }
}

/// The model of a document all of whose rows are blank: rows of more columns take more line ends.
fn all_blank(rows: &[&Gaps], labels: &[u8]) -> Vec<Model> {
    const FEWEST: usize = 4;
    let between = |row: &Gaps, unit: u8| {
        let blanks = row.columns * usize::from(unit);
        let left = usize::from(row.end?).checked_sub(blanks)?;
        u8::try_from(left).ok().filter(|&left| left > 0)
    };
    let agreeing = |unit: u8| {
        let told = |row: &&&Gaps| {
            rows.iter().any(|other| {
                other.columns != row.columns
                    && other.next.is_like(row.next)
                    && between(row, unit).is_some()
                    && between(other, unit) == between(row, unit)
            })
        };
        rows.iter().filter(told).count()
    };
    let most = (1..=WIDEST_UNIT).map(agreeing).max().unwrap_or(0);
    let units = (1..=WIDEST_UNIT).filter(|&unit| agreeing(unit) == most);
    let Some(unit) = only(units).filter(|_| most >= FEWEST) else {
        return Vec::new();
    };
    let alike = |row: &Gaps, other: &Gaps| {
        (other.next == row.next || other.next.is_like(row.next))
            && between(other, unit) == between(row, unit)
    };
    let ends = rows.iter().filter_map(|row| {
        let between = between(row, unit)?;
        let others = rows.iter().filter(|other| alike(row, other)).count();
        (others > 1).then_some(End {
            columns: row.columns,
            next: row.next,
            range: (between, between),
        })
    });
    // Cells stand side by side as labels do.
    let base = labels.first().copied().unwrap_or(unit);
    vec![Model {
        lead: base,
        base,
        unit,
        ends: ends.collect(),
        labels: rows
            .iter()
            .filter_map(|row| row.label)
            .collect::<Set>()
            .iter()
            .collect(),
        certain: true,
        after: 0,
        indents: Vec::new(),
        based: true,
    }]
}

/// Numbers of line ends, in order and each once.
#[derive(Clone, Copy, Debug, Default)]
struct Set([u64; 4]);

impl Set {
    fn insert(&mut self, gap: u8) {
        if let Some(word) = self.0.get_mut(usize::from(gap / 64)) {
            *word |= 1 << (gap % 64);
        }
    }

    fn contains(self, gap: u8) -> bool {
        let word = self.0.get(usize::from(gap / 64));
        word.is_some_and(|word| word >> (gap % 64) & 1 == 1)
    }

    fn iter(self) -> impl Iterator<Item = u8> {
        let words = self.0.into_iter().zip([0u8, 64, 128, 192]);
        words.flat_map(|(mut word, from)| {
            std::iter::from_fn(move || {
                let next = word.trailing_zeros() as u8;
                (word != 0).then(|| {
                    word &= word - 1;
                    from + next
                })
            })
        })
    }
}

impl FromIterator<u8> for Set {
    fn from_iter<I: IntoIterator<Item = u8>>(gaps: I) -> Self {
        let mut set = Self::default();
        gaps.into_iter().for_each(|gap| set.insert(gap));
        set
    }
}
