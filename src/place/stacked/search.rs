//! Which styles explain the most rows: every base, lead and unit that the rows themselves show is tried.

use super::{
    gaps::{Gaps, Set, cover, only},
    model::{End, Model},
};

/// No tool is known to write more line ends for a blank cell.
pub(super) const WIDEST_UNIT: u8 = 24;

/// The models that explain the most rows, all that explain as many; none if no two rows agree.
pub(super) fn best(rows: &[&Gaps], blank: &[&Gaps], labels: &[u8]) -> Vec<Model> {
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
    pub(super) fn most(&self, rows: &[&Gaps], blank: &[&Gaps]) -> usize {
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
    pub(super) fn ends_of<'g>(
        &self,
        rows: &[&'g Gaps<'g>],
    ) -> (Vec<End>, Vec<(&'g Gaps<'g>, usize)>) {
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
pub(super) fn all_blank(rows: &[&Gaps], labels: &[u8]) -> Vec<Model> {
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
