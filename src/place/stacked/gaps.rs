//! How many blank cells stand between two cells that say something, told by the line ends between them.
//!
//! A tool writes a cell with something in it and so many line ends (the base), and a blank cell as so many more (the
//! unit). Both are integers, and the same for all rows of a style; a table can mix two or three styles, because cells
//! were marked up in two or three ways. A row has as many blank cells as the form has columns for it, less its values:
//! so base and unit are found from the rows, and each row says whether they hold.

/// The line ends of a row.
#[derive(Clone, Debug)]
pub(crate) struct Gaps {
    /// How many columns the form has.
    pub(crate) columns: usize,
    /// Between the label and the first value.
    pub(crate) lead: u8,
    /// Between the values, one fewer than there are.
    pub(crate) inner: Vec<u8>,
    pub(crate) values: usize,
    /// Between the last value, or the label, and what follows; `None` at the end of the text.
    pub(crate) end: Option<u8>,
    pub(crate) next: Next,
    /// How far the label is indented, if the row has one of its own.
    pub(crate) label: Option<u8>,
}

/// What follows a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Next {
    /// How many label cells stand before its first, covered ones included, and one more: 1 for a row of the whole
    /// width, 3 for `1.`. 4 for a header, 0 outside the table.
    pub(crate) depth: u8,
    /// How far it is indented: rows of another style may be indented otherwise.
    pub(crate) indent: u8,
}

impl Gaps {
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
    /// Between a header and the first row under it.
    heads: Option<(u8, u8)>,
}

/// What is found of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// These are its blank cells; with the line ends before a first value, between values and for a blank cell.
    Blanks(Blanks, (u8, u8, u8)),
    /// A model fits, but others say something else.
    Several,
    /// No model fits.
    Nothing,
    /// There is no model: the text shows no blank cells, or no two rows agree on them.
    Silent,
}

impl Model {
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
        for &gap in &row.inner {
            room = room.checked_sub(self.count(gap, self.base)?)?;
        }
        Some(room)
    }

    /// The blank cells before and between the values, if there is room for them.
    fn before(&self, row: &Gaps) -> Option<Vec<usize>> {
        let mut room = row.blanks()?;
        let mut before = Vec::with_capacity(row.values);
        let gaps = std::iter::once((row.lead, self.lead))
            .chain(row.inner.iter().map(|&gap| (gap, self.base)));
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
        of(&|end| end.columns == columns && end.next == next)
            .or_else(|| of(&|end| end.next == next))
            .or_else(|| of(&|end| end.next.is_like(next)))
            .or_else(|| of(&|end| end.next.indent == next.indent && end.next.depth != 0))
    }

    /// Whether `blanks` cells at the end of a row leave what stands between rows.
    fn ends_with(&self, blanks: usize, row: &Gaps, all: &[Self]) -> bool {
        let Some(left) = row
            .end
            .and_then(|end| usize::from(end).checked_sub(blanks * usize::from(self.unit)))
        else {
            return false;
        };
        let known = self
            .range(row.columns, row.next)
            .or_else(|| self.shifted(row, all));
        known.is_some_and(|(low, high)| {
            // More may stand behind a table than between its rows.
            let high = if row.next.depth == 0 {
                high.saturating_mul(2)
            } else {
                high
            };
            (usize::from(low)..=usize::from(high)).contains(&left)
        })
    }

    /// What stands behind a row if something of another indentation follows than ever behind a row of this model: it
    /// makes the same difference as for the rows of another model.
    fn shifted(&self, row: &Gaps, all: &[Self]) -> Option<(u8, u8)> {
        self.ends.iter().find_map(|end| {
            let there = Next {
                indent: end.next.indent,
                ..row.next
            };
            let (low, high) = self.range(row.columns, there)?;
            let (from, to) = all.iter().find_map(|model| {
                model
                    .range(row.columns, there)
                    .zip(model.range(row.columns, row.next))
            })?;
            let shift = |gap: u8| (gap + to.0).checked_sub(from.0);
            (from.0 == from.1 && to.0 == to.1).then_some(())?;
            shift(low).zip(shift(high))
        })
    }

    /// The blank cells of a row with values.
    fn fit(&self, row: &Gaps, heads: Option<(u8, u8)>, all: &[Self]) -> Option<Blanks> {
        let mut before = self.before(row)?;
        let mut rest = row.blanks()?.checked_sub(before.iter().sum())?;
        if row.label.is_none() && rest > 0 {
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
        if row.end.is_some() && rest > 0 && !self.ends_with(rest, row, all) {
            return None;
        }
        Some(Blanks {
            before,
            behind: row.end.map(|_| rest),
        })
    }
}

impl Next {
    /// Whether no covered cell stands before either.
    fn is_like(self, other: Self) -> bool {
        let outer = |next: Self| !matches!(next.depth, 2 | 3);
        self.indent == other.indent && outer(self) && outer(other)
    }
}

impl Calibration {
    /// Finds the models of a document. `heads`: the gaps between headers and the first row under them.
    pub(crate) fn of(rows: &[Gaps], heads: &[u8]) -> Self {
        const MOST_STYLES: usize = 4;
        let mut rest: Vec<&Gaps> = rows
            .iter()
            .filter(|row| row.label.is_some() && row.values > 0 && row.values <= row.columns)
            .collect();
        let blank: Vec<&Gaps> = rows
            .iter()
            .filter(|row| row.label.is_some() && row.values == 0)
            .collect();
        let mut models: Vec<Model> = Vec::new();
        if rest.iter().all(|row| row.values == row.columns) && rows.iter().all(|row| row.values > 0)
        {
            return Self::default();
        }
        for _ in 0..MOST_STYLES {
            let best = best(&rest, &blank);
            if best.is_empty() {
                break;
            }
            rest.retain(|row| !best.iter().any(|model| model.fit(row, None, &[]).is_some()));
            models.extend(best);
        }
        Self {
            models,
            heads: heads.iter().map(|&gap| (gap, gap)).reduce(cover),
        }
    }

    /// The blank cells of a row.
    pub(crate) fn find(&self, row: &Gaps) -> Found {
        if row.values == 0 {
            return self.blank_row(row);
        }
        let mut found: Option<(Blanks, (u8, u8, u8))> = None;
        for model in &self.models {
            let Some(blanks) = model.fit(row, self.heads, &self.models) else {
                continue;
            };
            match &found {
                Some((before, _)) if *before != blanks => return Found::Several,
                _ => found = Some((blanks, (model.lead, model.base, model.unit))),
            }
        }
        match found {
            Some((blanks, usual)) => Found::Blanks(blanks, usual),
            None if self.models.is_empty() => Found::Silent,
            None => Found::Nothing,
        }
    }

    /// A row without a value: all its cells are blank if they take as many line ends as so many blank cells do.
    fn blank_row(&self, row: &Gaps) -> Found {
        let certain = || self.models.iter().filter(|model| model.certain);
        if certain().next().is_none() {
            return Found::Silent;
        }
        // The label takes the place of the value before.
        let all = certain().find(|model| {
            let like = row
                .label
                .is_some_and(|indent| model.labels.contains(&indent));
            (like || self.models.len() == 1) && model.ends_with(row.columns, row, &self.models)
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

/// The models that explain the most rows, all that explain as many; none if no two rows agree.
fn best(rows: &[&Gaps], blank: &[&Gaps]) -> Vec<Model> {
    const WIDEST_UNIT: u8 = 24;
    let leads = distinct(rows.iter().map(|row| row.lead));
    let least = rows
        .iter()
        .filter_map(|row| row.inner.iter().copied().min());
    let bases = distinct(least.chain(leads.iter().copied()));
    let mut best: Vec<Model> = Vec::new();
    let mut most = 1;
    for &base in &bases {
        for &lead in &leads {
            for unit in 1..=WIDEST_UNIT {
                let (model, fitting) = try_model(rows, blank, (lead, base, unit));
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
    let units = distinct(best.iter().map(|model| model.unit));
    for model in &mut best {
        model.certain = units.len() == 1;
    }
    best
}

/// A model, with the ends of the rows it explains, and how many these are.
fn try_model(rows: &[&Gaps], blank: &[&Gaps], (lead, base, unit): (u8, u8, u8)) -> (Model, usize) {
    let mut model = Model {
        lead,
        base,
        unit,
        ends: Vec::new(),
        labels: Vec::new(),
        certain: false,
    };
    // Each row with its blank cells at the end, and what the end leaves without them.
    let mut ends: Vec<(&Gaps, usize, u8)> = Vec::with_capacity(rows.len());
    let mut open = 0;
    for &row in rows {
        let Some(rest) = model.behind(row) else {
            continue;
        };
        match row.end {
            None => open += 1,
            Some(end) => {
                let left = u8::try_from(rest)
                    .ok()
                    .and_then(|rest| end.checked_sub(rest.checked_mul(unit)?));
                ends.extend(left.filter(|&left| left > 0).map(|left| (row, rest, left)));
            }
        }
    }
    for (index, &(row, _, _)) in ends.iter().enumerate() {
        let alike = |other: &Gaps| other.columns == row.columns && other.next == row.next;
        if ends.iter().take(index).any(|(other, _, _)| alike(other)) {
            continue;
        }
        let of = || ends.iter().filter(|(other, _, _)| alike(other));
        // A row whose blanks all stand before a value says what stands between rows; else two that differ do.
        let sure = of()
            .filter(|(_, rest, _)| *rest == 0)
            .map(|&(_, _, left)| (left, left))
            .reduce(cover);
        let agreed = || {
            of().find_map(|&(_, rest, left)| {
                let other = of().any(|&(_, other, same)| other != rest && same == left);
                other.then_some((left, left))
            })
        };
        if let Some(range) = sure.or_else(agreed) {
            model.ends.push(End {
                columns: row.columns,
                next: row.next,
                range,
            });
        }
    }
    let mut fitting = open;
    for (row, rest, _) in ends {
        if model.ends_with(rest, row, &[]) {
            fitting += 1;
            if let Some(indent) = row.label.filter(|indent| !model.labels.contains(indent)) {
                model.labels.push(indent);
            }
        }
    }
    let blank = blank.iter().filter(|row| {
        row.label
            .is_some_and(|indent| model.labels.contains(&indent))
            && model.ends_with(row.columns, row, &[])
    });
    let fitting = if fitting > 0 {
        fitting + blank.count()
    } else {
        0
    };
    (model, fitting)
}

fn distinct(all: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut distinct: Vec<u8> = all.collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}
