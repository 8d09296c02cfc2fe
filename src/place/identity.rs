//! What the sums of the form settle where blank cells leave no trace.
//!
//! Of `21 21` behind a label of the applications table nothing shows the columns. The columns of the table add up,
//! too: what each holds in the rows that show all their cells leaves fewer ways to put the other rows. But documents
//! break their own sums, most often by totals left blank over parts that are not, and a number put where a false sum
//! wants it would be wrong for good. So:
//!
//! - Every row of the form must be there, its cells all shown or its values in the only order they can have.
//! - Rows that show all their cells must add up, at least three of them with a number other than 0.
//! - Only the columns of the kinds of applicant place values: no total is used to find a place, so that one left blank
//!   or added up wrongly misleads nobody.
//! - The totals then judge: if one sum of the table does not hold, of all that are left none is believed.
//! - A cell is settled if its row and its column both add up without a doubt, whatever else in them is open.
//!
//! A cell that turns out to hold no value is not known to be blank: nothing shows it.

use crate::{
    model::{Clue, LabelMatch, Step},
    template::{Column, Field, Identity, IdentityKind, Row, Table, Template, identities},
};

use super::{
    assemble::{Run, Sheet},
    columns::{Choice, Placement, Verdict},
    item::Item,
    lines::Rows,
};

/// The columns of the applications table.
const COLUMNS: usize = 7;

/// The columns that hold a value, as bits.
type Way = u8;

/// Every column holds one.
const FULL: Way = (1 << COLUMNS) - 1;

/// How many rows that show all their cells must speak for the sums.
const WITNESSES: usize = 3;

/// How often a row is held against a sum, at most.
const MOST_STEPS: usize = 10_000;

/// No count comes near: numbers beyond it are taken for none, and all sums of smaller ones fit.
const LARGEST: i64 = 1_000_000_000_000;

/// A row: its values in their order, and the ways to put them into columns.
#[derive(Clone, Debug)]
struct Line {
    row: Row,
    values: Vec<i64>,
    ways: Vec<Way>,
}

impl Line {
    /// A row and every way that leaves its values in their order; none if it has too many.
    fn new(row: Row, values: Vec<i64>) -> Option<Self> {
        let wanted = u32::try_from(values.len()).ok()?;
        let ways: Vec<Way> = (0..=FULL)
            .filter(|way| way.count_ones() == wanted)
            .collect();
        (!ways.is_empty()).then_some(Self { row, values, ways })
    }

    /// Whether the document shows all cells.
    fn is_full(&self) -> bool {
        self.values.len() == COLUMNS
    }

    /// Which of the values stands in a column.
    fn rank(way: Way, column: usize) -> Option<usize> {
        let bit = 1 << column;
        (way & bit != 0).then(|| (way & (bit - 1)).count_ones() as usize)
    }

    fn value(&self, way: Way, column: usize) -> i64 {
        let rank = Self::rank(way, column);
        rank.and_then(|rank| self.values.get(rank))
            .copied()
            .unwrap_or(0)
    }
}

/// What a row adds to a sum.
#[derive(Clone, Debug)]
struct Share {
    /// The row, as an index of the lines.
    line: usize,
    /// Its columns in the sum, and whether they are taken off.
    terms: Vec<(usize, bool)>,
}

impl Share {
    fn of(&self, line: &Line, way: Way) -> i64 {
        let signed = |&(column, minus): &(usize, bool)| {
            let value = line.value(way, column);
            if minus { -value } else { value }
        };
        self.terms.iter().map(signed).sum()
    }

    /// The least and the most it can be.
    fn range(&self, lines: &[Line]) -> (i64, i64) {
        let Some(line) = lines.get(self.line) else {
            return (0, 0);
        };
        let all = line.ways.iter().map(|&way| self.of(line, way));
        let ranges = all.map(|share| (share, share));
        ranges
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
            .unwrap_or_default()
    }
}

/// A sum of the form, as what each row adds to it: together 0, if it holds.
#[derive(Clone, Debug)]
struct Sum {
    kind: IdentityKind,
    shares: Vec<Share>,
}

impl Sum {
    fn new(identity: &Identity, lines: &[Line]) -> Option<Self> {
        let mut shares: Vec<Share> = Vec::new();
        let sides = [(&identity.left, false), (&identity.right, true)];
        for (field, minus) in sides
            .into_iter()
            .flat_map(|(side, minus)| side.iter().map(move |&field| (field, minus)))
        {
            let line = lines.iter().position(|line| line.row == field.row())?;
            let term = (column_of(field)?, minus);
            match shares.iter_mut().find(|share| share.line == line) {
                Some(share) => share.terms.push(term),
                None => shares.push(Share {
                    line,
                    terms: vec![term],
                }),
            }
        }
        Some(Self {
            kind: identity.kind,
            shares,
        })
    }

    /// Whether it finds places: the sums of a kind of applicant do.
    fn places(&self) -> bool {
        match self.kind {
            IdentityKind::Balance(column) | IdentityKind::Results(column) => {
                column != Column::Total
            }
            IdentityKind::Applicants(_) | IdentityKind::Outcomes(_) => false,
        }
    }

    /// The least and the most its two sides can differ by.
    fn range(&self, lines: &[Line]) -> (i64, i64) {
        let ranges = self.shares.iter().map(|share| share.range(lines));
        ranges.fold((0, 0), |sum, range| (sum.0 + range.0, sum.1 + range.1))
    }

    /// Whether it holds in none of the ways that are left.
    fn fails(&self, lines: &[Line]) -> bool {
        let (least, most) = self.range(lines);
        let alone = |share: &Share| {
            let line = lines.get(share.line);
            line.is_none_or(|line| line.ways.iter().all(|&way| share.of(line, way) != 0))
        };
        least > 0 || most < 0 || matches!(self.shares.as_slice(), [share] if alone(share))
    }

    /// Whether it holds in all of them.
    fn holds(&self, lines: &[Line]) -> bool {
        self.range(lines) == (0, 0)
    }

    /// Whether a cell is one of its terms.
    fn has(&self, line: usize, column: usize) -> bool {
        let own = |share: &&Share| share.line == line;
        let share = self.shares.iter().find(own);
        share.is_some_and(|share| share.terms.iter().any(|(of, _)| *of == column))
    }
}

/// Where a field stands among the columns.
fn column_of(field: Field) -> Option<usize> {
    let template = field.templates().first()?;
    let fields = field.row().fields(*template);
    fields.iter().position(|other| *other == field)
}

/// Settles cells of rows that show their values and not their blanks. `breaks_off`: whether the text ends with a line.
pub(crate) fn settle(
    rows: &Rows<'_, '_>,
    sheet: &Sheet,
    placements: &mut [Placement],
    breaks_off: &dyn Fn(u32) -> bool,
) {
    let silent = |placement: &Placement| placement.verdict == Verdict::Silent;
    let strays = sheet.orphans.iter().any(|orphan| {
        let items = rows.items_of(orphan.first, orphan.last);
        items.iter().any(|said| !said.is_blank())
    });
    if sheet.table != Table::Applications || strays || !placements.iter().any(silent) {
        return;
    }
    let whole = |(run, placement): (&Run, &Placement)| {
        let line = line(rows, run, placement)?;
        (line.is_full() || !breaks_off(run.line)).then_some(line)
    };
    let lines: Option<Vec<Line>> = sheet.runs.iter().zip(&*placements).map(whole).collect();
    let Some(lines) = lines else {
        return;
    };
    if lines.iter().filter(|line| line.is_full()).count() < WITNESSES {
        return;
    }
    let Some(left) = solve(&lines) else {
        return;
    };
    let found = lines.iter().zip(&left);
    for ((run, placement), (line, left)) in sheet.runs.iter().zip(placements).zip(found) {
        if left.settled != 0 {
            apply(run.first, placement, line, left);
        }
    }
}

/// A row as the sums see it; nothing if anything about it is in doubt.
fn line(rows: &Rows<'_, '_>, run: &Run, placement: &Placement) -> Option<Line> {
    let certain = matches!(run.label, LabelMatch::Whole | LabelMatch::ByOrder);
    let items = rows.items_of(run.first, run.last);
    let full = items.len() == COLUMNS && placement.is_settled();
    if !certain || (!full && placement.verdict != Verdict::Silent) {
        return None;
    }
    let values = items.iter().map(count).collect::<Option<_>>()?;
    Line::new(run.row, values)
}

/// What a cell counts as in a sum.
fn count(said: &Item) -> Option<i64> {
    match said {
        Item::Nil | Item::Rule => Some(0),
        Item::Amount(amount) if amount.unit.is_none() => {
            let number = amount.number.trim_integer().to_i64()?;
            (0..=LARGEST).contains(&number).then_some(number)
        }
        _ => None,
    }
}

/// What the sums leave of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Left {
    ways: usize,
    /// One of the ways.
    way: Way,
    /// The columns they settle.
    settled: Way,
}

/// Holds the rows of a table against the sums of the form; nothing if the sums are not to be trusted.
fn solve(lines: &[Line]) -> Option<Vec<Left>> {
    let has = |row: Row| lines.iter().any(|line| line.row == row);
    let whole = |template: &Template| {
        let of_form =
            Row::all().filter(|row| row.table() == Table::Applications && row.is_in(*template));
        of_form.clone().all(has) && of_form.count() == lines.len()
    };
    if !Template::ALL.iter().any(whole) {
        return None;
    }
    let all = identities(has);
    let sums = all
        .iter()
        .map(|identity| Sum::new(identity, lines))
        .collect::<Option<Vec<Sum>>>()?;
    if !have_witnesses(lines, &sums) {
        return None;
    }
    let mut lines = lines.to_vec();
    narrow(&mut lines, &sums)?;
    if sums.iter().any(|sum| sum.fails(&lines)) {
        return None;
    }
    let sure: Vec<&Sum> = sums.iter().filter(|sum| sum.holds(&lines)).collect();
    let left = |(index, line): (usize, &Line)| {
        let settled = |column: &usize| is_settled(line, index, *column, &sure);
        let columns = (0..COLUMNS).filter(settled);
        Left {
            ways: line.ways.len(),
            way: line.ways.first().copied().unwrap_or(0),
            settled: columns.fold(0, |bits, column| bits | 1 << column),
        }
    };
    Some(lines.iter().enumerate().map(left).collect())
}

/// Whether the rows that show all their cells add up, and enough of them have something to add.
fn have_witnesses(lines: &[Line], sums: &[Sum]) -> bool {
    let full = |row: Row| lines.iter().find(|line| line.row == row && line.is_full());
    let mut speaking = 0;
    for sum in sums {
        if let IdentityKind::Applicants(row) = sum.kind
            && let Some(line) = full(row)
        {
            if !sum.holds(lines) {
                return false;
            }
            speaking += usize::from(line.values.iter().any(|value| *value != 0));
        }
    }
    speaking >= WITNESSES
}

/// Takes away the ways that a sum rules out whatever the other rows hold, until none is left to take; nothing if a row
/// is left without any, or if it takes too long.
fn narrow(lines: &mut [Line], sums: &[Sum]) -> Option<()> {
    let mut steps = 0;
    let mut changed = true;
    while changed {
        changed = false;
        for sum in sums.iter().filter(|sum| sum.places()) {
            let ranges: Vec<(i64, i64)> =
                sum.shares.iter().map(|share| share.range(lines)).collect();
            let (least, most) = ranges
                .iter()
                .fold((0, 0), |sum, range| (sum.0 + range.0, sum.1 + range.1));
            for (share, range) in sum.shares.iter().zip(ranges) {
                steps += 1;
                if steps > MOST_STEPS {
                    return None;
                }
                let others = (least - range.0, most - range.1);
                let line = lines.get_mut(share.line)?;
                let fits = |way: &Way| {
                    let own = share.of(line, *way);
                    own + others.0 <= 0 && own + others.1 >= 0
                };
                let ways: Vec<Way> = line.ways.iter().copied().filter(fits).collect();
                if ways.is_empty() {
                    return None;
                }
                changed |= ways.len() < line.ways.len();
                line.ways = ways;
            }
        }
    }
    Some(())
}

/// Whether a cell of a row that does not show its blanks holds the same value in every way that is left, and both its
/// row and its column add up without a doubt.
fn is_settled(line: &Line, index: usize, column: usize, sure: &[&Sum]) -> bool {
    let mut ranks = line.ways.iter().map(|&way| Line::rank(way, column));
    let first = ranks.next().flatten();
    let by_row = |sum: &&&Sum| matches!(sum.kind, IdentityKind::Applicants(_));
    let through = || sure.iter().filter(|sum| sum.has(index, column));
    !line.is_full()
        && first.is_some()
        && ranks.all(|rank| rank == first)
        && through().any(|sum| by_row(&sum))
        && through().any(|sum| !by_row(&sum))
}

/// Puts what is settled into a placement. What its other columns may be is what the order of the values leaves.
fn apply(first: u32, placement: &mut Placement, line: &Line, left: &Left) {
    let agrees = |way: &Way| {
        let columns = (0..COLUMNS).filter(|column| left.settled & 1 << column != 0);
        columns
            .map(|column| (Line::rank(*way, column), Line::rank(left.way, column)))
            .all(|(rank, wanted)| rank == wanted)
    };
    let ways: Vec<Way> = line.ways.iter().copied().filter(agrees).collect();
    let field = |rank: usize| first.saturating_add(u32::try_from(rank).unwrap_or(u32::MAX));
    for (column, choice) in placement.choices.iter_mut().enumerate() {
        let ranks = ways.iter().map(|&way| Line::rank(way, column));
        let mut fields: Vec<u32> = ranks.clone().flatten().map(field).collect();
        fields.sort_unstable();
        fields.dedup();
        *choice = match fields.first() {
            Some(&only) if left.settled & 1 << column != 0 => Choice::Field(only),
            _ => Choice::Open {
                fields,
                blank: ranks.into_iter().any(|rank| rank.is_none()),
            },
        };
    }
    let ways = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    placement.steps.push(Step {
        clue: Clue::Identity,
        before: ways(line.ways.len()),
        after: ways(left.ways),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of 2019 that has these rows, and zeros in all others.
    fn table(rows: &[(&str, &[i64])]) -> Vec<Line> {
        let all = Row::all()
            .filter(|row| row.table() == Table::Applications && row.is_in(Template::Y2019));
        let line = |row: Row| {
            let own = rows
                .iter()
                .find(|(id, _)| row.id() == format!("applications.{id}"));
            Line::new(
                row,
                own.map_or(vec![0; COLUMNS], |(_, values)| values.to_vec()),
            )
            .unwrap()
        };
        all.map(line).collect()
    }

    /// What is settled of a row, as its columns: `.` where nothing is.
    #[track_caller]
    fn settled(rows: &[(&str, &[i64])], id: &str) -> Option<String> {
        let lines = table(rows);
        for (id, _) in rows {
            assert!(Row::by_id(&format!("applications.{id}")).is_some(), "{id}");
        }
        let left = solve(&lines)?;
        let at = lines
            .iter()
            .position(|line| line.row.id() == format!("applications.{id}"));
        let (line, left) = lines.iter().zip(&left).nth(at?)?;
        let show = |column: usize| {
            if left.settled & 1 << column == 0 {
                ".".to_owned()
            } else {
                line.value(left.way, column).to_string()
            }
        };
        Some((0..COLUMNS).map(show).collect::<Vec<_>>().join(" "))
    }

    const RECEIVED: &str = "received";
    const GRANTED: &str = "results.granted";
    const PARTIAL: &str = "results.partially_granted";
    const TOTAL: &str = "results.total";
    const FORWARD: &str = "carried_forward";

    #[test]
    fn the_columns_place_what_the_row_adds_up_to() {
        let rows: [(&str, &[i64]); 5] = [
            (RECEIVED, &[21, 4, 25]),
            (GRANTED, &[12, 4, 0, 0, 0, 0, 16]),
            (PARTIAL, &[8, 0, 0, 0, 0, 0, 8]),
            (TOTAL, &[20, 4, 0, 0, 0, 0, 24]),
            (FORWARD, &[1, 0, 0, 0, 0, 0, 1]),
        ];
        assert_eq!(settled(&rows, RECEIVED).as_deref(), Some("21 4 . . . . 25"));
        // Nothing is asked of rows that show all their cells.
        assert_eq!(settled(&rows, GRANTED).as_deref(), Some(". . . . . . ."));
    }

    #[test]
    fn rows_of_two_numbers_are_placed_by_those_that_show_all_their_cells() {
        let pairs: [(&str, &[i64]); 3] = [
            (RECEIVED, &[21, 21]),
            (GRANTED, &[21, 21]),
            (TOTAL, &[23, 23]),
        ];
        // Any kind of applicant suits all three, and no other row speaks for the sums.
        assert_eq!(settled(&pairs, TOTAL), None);
        let witnesses: [(&str, &[i64]); 3] = [
            (PARTIAL, &[2, 0, 0, 0, 0, 0, 2]),
            ("carried_in", &[3, 0, 0, 0, 0, 0, 3]),
            (FORWARD, &[1, 0, 0, 0, 0, 0, 1]),
        ];
        let rows = [pairs, witnesses].concat();
        for (id, wanted) in [
            (RECEIVED, "21 . . . . . 21"),
            (GRANTED, "21 . . . . . 21"),
            (TOTAL, "23 . . . . . 23"),
        ] {
            assert_eq!(settled(&rows, id).as_deref(), Some(wanted), "{id}");
        }
    }

    /// Rows that add up but for one, which the sums could place all the same.
    #[track_caller]
    fn gives_up(odd: &[(&str, &[i64])]) {
        let sound: [(&str, &[i64]); 5] = [
            (RECEIVED, &[21, 4, 25]),
            (GRANTED, &[12, 4, 0, 0, 0, 0, 16]),
            (PARTIAL, &[8, 0, 0, 0, 0, 0, 8]),
            (TOTAL, &[20, 4, 0, 0, 0, 0, 24]),
            (FORWARD, &[1, 0, 0, 0, 0, 0, 1]),
        ];
        assert!(settled(&sound, RECEIVED).is_some());
        let kept = sound
            .into_iter()
            .filter(|(id, _)| odd.iter().all(|(other, _)| other != id));
        let rows: Vec<_> = kept.chain(odd.iter().copied()).collect();
        assert_eq!(settled(&rows, RECEIVED), None);
    }

    #[test]
    fn a_total_left_blank_settles_nothing() {
        // Without its total the row says nothing of its own; nor does any other row then.
        gives_up(&[(RECEIVED, &[21, 4])]);
        gives_up(&[(GRANTED, &[12, 4])]);
        gives_up(&[(TOTAL, &[20, 4])]);
        gives_up(&[(TOTAL, &[])]);
    }

    #[test]
    fn two_equal_kinds_without_a_total_are_no_kind_and_a_total() {
        // 21 and 21 are two kinds of applicant whose total is blank, throughout.
        let rows: [(&str, &[i64]); 6] = [
            (RECEIVED, &[21, 21]),
            (GRANTED, &[21, 21]),
            (TOTAL, &[24, 21]),
            (PARTIAL, &[3, 0, 0, 0, 0, 0, 3]),
            ("carried_in", &[4, 0, 0, 0, 0, 0, 4]),
            (FORWARD, &[1, 0, 0, 0, 0, 0, 1]),
        ];
        for id in [RECEIVED, GRANTED, TOTAL] {
            assert!(settled(&rows, id).is_none_or(|it| it == ". . . . . . ."));
        }
    }

    #[test]
    fn a_false_sum_anywhere_settles_nothing() {
        gives_up(&[(GRANTED, &[12, 4, 0, 0, 0, 0, 17])]);
        gives_up(&[(FORWARD, &[2, 0, 0, 0, 0, 0, 2])]);
        gives_up(&[(RECEIVED, &[21, 4, 26])]);
        gives_up(&[("results.not_processed.duplicate", &[0, 0, 0, 0, 0, 0, 1])]);
    }

    #[test]
    fn a_row_of_the_form_that_is_not_there_settles_nothing() {
        let rows: [(&str, &[i64]); 4] = [
            (RECEIVED, &[9, 9]),
            (GRANTED, &[5, 0, 0, 0, 0, 0, 5]),
            (PARTIAL, &[4, 0, 0, 0, 0, 0, 4]),
            (TOTAL, &[9, 0, 0, 0, 0, 0, 9]),
        ];
        assert!(settled(&rows, RECEIVED).is_some());
        for lost in 0..table(&rows).len() {
            let mut lines = table(&rows);
            lines.remove(lost);
            assert_eq!(solve(&lines), None);
        }
    }

    #[test]
    fn zeros_that_may_stand_anywhere_stay_open() {
        let rows: [(&str, &[i64]); 4] = [
            (RECEIVED, &[9, 0, 9]),
            (GRANTED, &[5, 0, 0, 0, 0, 0, 5]),
            (PARTIAL, &[4, 0, 0, 0, 0, 0, 4]),
            (TOTAL, &[9, 0, 0, 0, 0, 0, 9]),
        ];
        assert_eq!(settled(&rows, RECEIVED).as_deref(), Some("9 . . . . . 9"));
    }
}
