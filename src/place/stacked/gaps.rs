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
    /// How many label cells stand before what follows, covered ones included, and one more: 1 for a row of the whole
    /// width, 3 for `1.`.
    pub(crate) next: u8,
    /// The row has a label of its own.
    pub(crate) labelled: bool,
}

impl Gaps {
    fn blanks(&self) -> Option<usize> {
        self.columns.checked_sub(self.values)
    }

    /// Rows of a kind end alike.
    const fn kind(&self) -> (usize, u8) {
        (self.columns, self.next)
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
    /// Behind the last cell, blank or not, for each kind of row: from the fewest to the most seen.
    ends: Vec<((usize, u8), (u8, u8))>,
    /// No other unit explains the rows as well.
    certain: bool,
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

    /// The blank cells before and between the values, if there is room for them.
    fn before(&self, row: &Gaps) -> Option<Vec<usize>> {
        let mut room = row.blanks()?;
        let mut before = Vec::with_capacity(row.values);
        let gaps = std::iter::once((row.lead, self.lead))
            .chain(row.inner.iter().map(|&gap| (gap, self.base)));
        for (gap, usual) in gaps {
            let count = if before.is_empty() && !row.labelled {
                0
            } else {
                self.count(gap, usual)?
            };
            room = room.checked_sub(count)?;
            before.push(count);
        }
        Some(before)
    }

    fn range(&self, kind: (usize, u8)) -> Option<(u8, u8)> {
        let known = |wanted: &dyn Fn((usize, u8)) -> bool| {
            self.ends
                .iter()
                .filter(|(kind, _)| wanted(*kind))
                .map(|(_, range)| *range)
                .reduce(cover)
        };
        known(&|known| known == kind).or_else(|| known(&|known| known.1 == kind.1))
    }

    /// Whether `blanks` cells at the end of a row of this kind leave what stands between rows.
    fn ends_with(&self, blanks: usize, end: u8, kind: (usize, u8)) -> bool {
        let rest = usize::from(end).checked_sub(blanks * usize::from(self.unit));
        let range = self.range(kind);
        rest.zip(range).is_some_and(|(rest, (low, high))| {
            (usize::from(low)..=usize::from(high)).contains(&rest)
        })
    }

    /// The blank cells of a row with values.
    fn fit(&self, row: &Gaps, heads: Option<(u8, u8)>) -> Option<Blanks> {
        let mut before = self.before(row)?;
        let mut rest = row.blanks()?.checked_sub(before.iter().sum())?;
        if !row.labelled && rest > 0 {
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
        let Some(end) = row.end else {
            return Some(Blanks {
                before,
                behind: None,
            });
        };
        (rest == 0 || self.ends_with(rest, end, row.kind())).then_some(Blanks {
            before,
            behind: Some(rest),
        })
    }
}

impl Calibration {
    /// Finds the models of a document. `heads`: the gaps between headers and the first row under them.
    pub(crate) fn of(rows: &[Gaps], heads: &[u8]) -> Self {
        const MOST_STYLES: usize = 4;
        let mut rest: Vec<&Gaps> = rows
            .iter()
            .filter(|row| row.labelled && row.values > 0 && row.values <= row.columns)
            .collect();
        let mut models: Vec<Model> = Vec::new();
        if rest.iter().all(|row| row.values == row.columns) && rows.iter().all(|row| row.values > 0)
        {
            return Self::default();
        }
        for _ in 0..MOST_STYLES {
            let best = best(&rest);
            if best.is_empty() {
                break;
            }
            rest.retain(|row| !best.iter().any(|model| model.fit(row, None).is_some()));
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
            let Some(blanks) = model.fit(row, self.heads) else {
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
        let Some(end) = row.end.filter(|_| certain().next().is_some()) else {
            return Found::Silent;
        };
        // The label takes the place of the value before.
        let all =
            certain().find(|model| row.labelled && model.ends_with(row.columns, end, row.kind()));
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
fn best(rows: &[&Gaps]) -> Vec<Model> {
    const WIDEST_UNIT: u8 = 24;
    let bases = distinct(
        rows.iter()
            .filter_map(|row| row.inner.iter().copied().min()),
    );
    let leads = distinct(rows.iter().map(|row| row.lead));
    let bases = if bases.is_empty() {
        leads.clone()
    } else {
        bases
    };
    let mut best: Vec<Model> = Vec::new();
    let mut most = 1;
    for &base in bases.iter().filter(|&&base| base > 0) {
        for &lead in leads.iter().filter(|&&lead| lead > 0) {
            for unit in 1..=WIDEST_UNIT {
                let (model, fitting) = try_model(rows, lead, base, unit);
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
fn try_model(rows: &[&Gaps], lead: u8, base: u8, unit: u8) -> (Model, usize) {
    let mut model = Model {
        lead,
        base,
        unit,
        ends: Vec::new(),
        certain: false,
    };
    // Each row: its kind, its blank cells at the end, and what the end leaves without them.
    let mut ends: Vec<((usize, u8), usize, u8)> = Vec::with_capacity(rows.len());
    let mut open = 0;
    for row in rows {
        let Some(before) = model.before(row) else {
            continue;
        };
        let Some(rest) = row
            .blanks()
            .and_then(|blanks| blanks.checked_sub(before.iter().sum()))
        else {
            continue;
        };
        match row.end {
            None => open += 1,
            Some(end) => {
                let left = u8::try_from(rest)
                    .ok()
                    .and_then(|rest| end.checked_sub(rest.checked_mul(unit)?));
                if let Some(left) = left.filter(|&left| left > 0) {
                    ends.push((row.kind(), rest, left));
                }
            }
        }
    }
    let kinds = ends
        .iter()
        .map(|(kind, _, _)| *kind)
        .fold(Vec::new(), |mut kinds, kind| {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
            kinds
        });
    for kind in kinds {
        let of = || ends.iter().filter(|(of, _, _)| *of == kind);
        // A row whose blanks all stand before a value says what stands between rows; else two that differ do.
        let sure = of()
            .filter(|(_, rest, _)| *rest == 0)
            .map(|&(_, _, left)| (left, left))
            .reduce(cover);
        let agreed = || {
            of().find_map(|&(_, rest, left)| {
                of().any(|&(_, other, same)| other != rest && same == left)
                    .then_some((left, left))
            })
        };
        if let Some(range) = sure.or_else(agreed) {
            model.ends.push((kind, range));
        }
    }
    let fitting = ends
        .iter()
        .filter(|(kind, _, left)| {
            model
                .range(*kind)
                .is_some_and(|(low, high)| (low..=high).contains(left))
        })
        .count();
    (model, fitting + open)
}

fn distinct(all: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut distinct: Vec<u8> = all.collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}
