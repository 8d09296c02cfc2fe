//! A style of rows: how many line ends stand between its cells and for a blank cell, and which rows it explains.

use super::gaps::{Blanks, Gaps, MANY, Next, cover, only};

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
    pub(super) ends: Vec<End>,
    /// How far its rows' labels are indented.
    pub(super) labels: Vec<u8>,
    /// No other unit explains the rows as well.
    pub(super) certain: bool,
    /// It was found after so many others, on rows that they do not explain.
    pub(super) after: u8,
    /// How many rows of each indentation it explains.
    pub(super) indents: Vec<(u8, usize)>,
    /// Two gaps between values of its rows were seen, or label cells side by side as far apart, where there is no other style.
    pub(super) based: bool,
}

/// The line ends behind rows of so many columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) columns: usize,
    pub(super) next: Next,
    pub(super) range: (u8, u8),
}

/// Whether a row has a style.
pub(super) enum Fit {
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
    pub(super) const fn new(lead: u8, base: u8, unit: u8) -> Self {
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
    pub(super) fn count(&self, gap: u8, usual: u8) -> Option<usize> {
        let more = gap.checked_sub(usual)?;
        (more % self.unit == 0).then(|| usize::from(more / self.unit))
    }

    /// How many blank cells are left for the end of the row, if there is room for those before.
    pub(super) fn behind(&self, row: &Gaps) -> Option<usize> {
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
    pub(super) fn left(&self, row: &Gaps) -> Option<(usize, Option<u8>)> {
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
    pub(super) fn range(&self, columns: usize, next: Next) -> Option<(u8, u8)> {
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
    pub(super) fn any_range(&self, columns: usize, next: Next) -> Option<(u8, u8)> {
        self.range(columns, next)
            .or_else(|| self.range_of_others(next))
    }

    /// What stands behind a row, as rows say that have something of another style behind them.
    pub(super) fn range_of_others(&self, next: Next) -> Option<(u8, u8)> {
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
    pub(super) fn learn_covered(&mut self, blank: &[&Gaps]) {
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
    pub(super) fn ends_with(&self, blanks: usize, row: &Gaps, all: &[Self]) -> Option<bool> {
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
    pub(super) fn is_vouched(&self, rows: &[Gaps]) -> bool {
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
    pub(super) fn speaks_for(&self, row: &Gaps, all: &[Self]) -> bool {
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
    pub(super) fn explains(&self, row: &Gaps) -> bool {
        self.behind(row)
            .is_some_and(|rest| rest == 0 || self.ends_with(rest, row, &[]) == Some(true))
    }

    /// Whether a row with values has this style, and its blank cells.
    pub(super) fn fit(&self, row: &Gaps, heads: Option<(u8, u8)>, all: &[Self]) -> Fit {
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
