//! One cell under the other: rows run from label to label, and the number of line ends tells how many blank cells stand
//! between two that say something.

pub(crate) mod calibration;
mod gaps;
mod model;
mod search;
pub(crate) mod spread;

use crate::{
    fold::Class,
    grammar::label::Printed,
    layout::{Field, Strip, is_line_end},
    model::{Clue, Number, Step},
    template,
    template::Table,
};

use super::{
    assemble::{Run, Sheet},
    columns::{Choice, Placement, Verdict, possible, ways},
    cut::Laid,
    item::{Item, Memo},
    lines::{Row, Rows, is_head, mend, opens},
};
use calibration::{Calibration, Found};
use gaps::{Blanks, Column, Gaps, Head, Next};

/// The fields of a stacked text in rows from label to label.
pub(crate) fn stack<'s, 't>(laid: &'s Laid<'t>, memo: &mut Memo) -> Rows<'s, 't> {
    let strip = &laid.strip;
    let lines = mend(laid, memo);
    let mut out = Rows {
        strip,
        fields: Vec::with_capacity(lines.fields.len()),
        items: Vec::with_capacity(lines.items.len()),
        rows: Vec::new(),
        flows: true,
        stacked: true,
        behind: false,
        torn: false,
        adrift: false,
    };
    let places = Places::of(strip, &lines);
    let cells = lines.fields.into_iter().zip(lines.items);
    let behind = places.are_behind();
    match behind {
        Some(false) => fill(&mut out, cells, Vec::new()),
        Some(true) => {
            let mut cells = part_marks(strip, cells);
            let ends = put_labels_first(&mut cells);
            fill(&mut out, cells, ends);
        }
        None => fill(&mut out, cells, Vec::new()),
    }
    out.adrift = behind.is_none();
    out.behind = behind == Some(true);
    out.torn = places.are_torn();
    out
}

/// Puts cells into rows from label to label. Rows end before the cells at `ends`, too.
fn fill(out: &mut Rows<'_, '_>, cells: impl IntoIterator<Item = (Field, Item)>, ends: Vec<usize>) {
    let strip = out.strip;
    let mut ends = ends.into_iter().peekable();
    let mut open: Option<Row> = None;
    for (index, (field, said)) in cells.into_iter().enumerate() {
        let ended = ends.next_if_eq(&index).is_some();
        // The end of a page is no cell, and nothing goes on with it.
        let page = field.rule || spread::is_page(strip.tokens_of(&field));
        let begins = match &said {
            _ if page || ended => true,
            Item::Labels(_) => opens(out, open.as_ref(), &said),
            Item::Labelled(_) | Item::Text { .. } => true,
            Item::Blank if open.is_none() => continue,
            _ => open.is_none(),
        };
        if begins {
            out.rows.extend(open.take());
        }
        let mut row = open.take().unwrap_or_else(|| Row::at(out.len()));
        if page {
            out.push(field, Item::Text { head: false });
        } else {
            row.take(&said);
            out.push(field, said);
        }
        row.last = out.len();
        if page {
            out.rows.push(row);
        } else {
            open = Some(row);
        }
    }
    out.rows.extend(open);
}

/// Where the labels of rows stand: headers and the rows between them say.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    /// Headers under which a label comes first.
    before: usize,
    /// Headers under which values do.
    behind: usize,
    /// Times that values come last before the next header or before prose.
    ended: usize,
    /// Lines on which the label of a row stands behind values.
    lines_behind: usize,
    /// Lines on which it stands before.
    lines_before: usize,
}

impl Places {
    fn of(strip: &Strip<'_>, lines: &Rows<'_, '_>) -> Self {
        let mut places = Self::default();
        // Under a header, and behind the label of a row: whether values were seen.
        let (mut under, mut after): (Option<bool>, Option<bool>) = (None, None);
        for (field, said) in lines.fields.iter().zip(&lines.items) {
            match said {
                _ if field.rule => under = None,
                // A mark before a label heads a list, or is a value.
                Item::Labels(_) if begins_with_mark(strip, field) => under = None,
                Item::Labels(labels) if labels.iter().all(|label| is_head(*label)) => {
                    // 总计 and 其他 are columns and rows.
                    if labels.iter().any(|label| label.row().is_none()) {
                        under = Some(false);
                        places.ended += usize::from(after.take() == Some(true));
                    }
                }
                Item::Labels(labels) if labels.iter().any(|label| label.row().is_some()) => {
                    match under.take() {
                        Some(true) => places.behind += 1,
                        Some(false) => places.before += 1,
                        None => {}
                    }
                    after = Some(false);
                }
                Item::Labels(_) | Item::Blank => {}
                Item::Labelled(_) | Item::Text { .. } => {
                    under = None;
                    places.ended += usize::from(after.take() == Some(true));
                }
                _ => {
                    under = under.map(|_| true);
                    after = after.map(|_| true);
                }
            }
        }
        places.ended += usize::from(after == Some(true));
        places.count_lines(lines);
        places
    }

    /// Counts the lines that hold both values and the label of a row.
    fn count_lines(&mut self, lines: &Rows<'_, '_>) {
        let labelled = |said: &Item| {
            let mut labels = said.labels().unwrap_or_default().iter();
            labels.any(|label| label.row().is_some() && !is_head(*label))
        };
        let beside = lines
            .fields
            .iter()
            .skip(1)
            .map(|field| field.above == 0 && !field.rule);
        for (pair, beside) in lines.items.windows(2).zip(beside) {
            if let ([one, other], true) = (pair, beside) {
                self.lines_behind += usize::from(one.is_value() && labelled(other));
                self.lines_before += usize::from(labelled(one) && other.is_value());
            }
        }
    }

    /// Whether values stand before the label of their row; `None` where some tables say so and others do not.
    const fn are_behind(self) -> Option<bool> {
        const SURE: usize = 3;
        match (self.before, self.behind) {
            (_, 0) => Some(false),
            // A blank row shows its label first either way; that values come last nowhere speaks against labels before.
            (_, behind) if behind > 1 && self.ended == 0 => Some(true),
            // So do lines, if they hold values and labels, and all in that order.
            _ if self.lines_behind >= SURE && self.lines_before == 0 && self.ended == 0 => {
                Some(true)
            }
            (before, behind) if behind >= before * SURE => Some(true),
            (before, behind) if before >= behind * SURE => Some(false),
            _ => None,
        }
    }

    /// Most labels stand before their values, but not under every header, or no values come last.
    const fn are_torn(self) -> bool {
        matches!(self.are_behind(), Some(false)) && (self.behind > 0 || self.ended == 0)
    }
}

/// Whether a field begins with what may be a mark for nothing, and may head a list.
fn begins_with_mark(strip: &Strip<'_>, field: &Field) -> bool {
    let first = strip.tokens_of(field).first();
    first.is_some_and(|token| matches!(token.class(), Class::Dash | Class::Slash))
}

/// A mark before a label is a value where values stand before labels.
fn part_marks(
    strip: &Strip<'_>,
    cells: impl ExactSizeIterator<Item = (Field, Item)>,
) -> Vec<(Field, Item)> {
    let mut parted = Vec::with_capacity(cells.len());
    for (field, said) in cells {
        if said.labels().is_some() && begins_with_mark(strip, &field) {
            let to = field.from + 1;
            parted.push((Field { to, ..field }, Item::Nil));
            let label = Field {
                from: to,
                above: 0,
                ..field
            };
            parted.push((label, said));
        } else {
            parted.push((field, said));
        }
    }
    parted
}

/// Moves each row label, with the labels of its groups, before the values in front of it. Gives the places behind the
/// rows: values that stand there are of a row whose label is lost.
fn put_labels_first(cells: &mut [(Field, Item)]) -> Vec<usize> {
    let mut ends = Vec::new();
    // Where the values begin, and how many labels of groups stand behind them.
    let (mut first, mut groups) = (0, 0);
    for index in 0..cells.len() {
        let Some((_, said)) = cells.get(index) else {
            break;
        };
        if said.is_value() || said.is_blank() {
            // What stands before the label of a group alone is not of the row that follows.
            first = if groups > 0 { index } else { first };
            groups = 0;
            continue;
        }
        let row = |labels: &[Printed]| labels.iter().any(|label| label.row().is_some());
        if said
            .labels()
            .is_some_and(|labels| is_led_on(labels, cells.get(index + 1)))
        {
            groups += 1;
            continue;
        }
        if said.labels().is_some_and(row)
            && let Some(run) = cells.get_mut(first..=index)
        {
            run.rotate_right(groups + 1);
            if index > first + groups {
                ends.push(index + 1);
            }
        }
        (first, groups) = (index + 1, 0);
    }
    ends
}

/// Whether a label is that of a group, and the label of one of its rows or groups follows.
fn is_led_on(labels: &[Printed], next: Option<&(Field, Item)>) -> bool {
    let next = next.and_then(|(_, said)| said.labels()?.first());
    let group = labels.last().and_then(|label| label.group());
    group.zip(next).is_some_and(|(group, next)| {
        let row = next.row().and_then(template::Row::group);
        row == Some(group)
            || next
                .group()
                .is_some_and(|next| next.parent() == Some(group))
    })
}

/// Label cells of one document stand side by side in a few ways only.
const MOST_LABEL_GAPS: usize = 4;

/// What the line ends of a document's rows say. `columns` tells how many columns the form has for each run of a sheet.
pub(crate) fn calibrate(
    rows: &Rows<'_, '_>,
    sheets: &[Sheet],
    columns: &dyn Fn(&Sheet) -> Vec<usize>,
) -> Calibration {
    if rows.behind || rows.adrift {
        return Calibration::default();
    }
    let runs = || {
        sheets
            .iter()
            .flat_map(|sheet| sheet.runs.iter().map(move |run| (sheet, run)))
    };
    let columns = sheets.iter().flat_map(columns);
    let gaps: Vec<Gaps> = runs()
        .zip(columns)
        .map(|((_, run), columns)| gaps(rows, run, columns))
        .collect();
    let heads: Vec<Head> = runs()
        .filter(|(sheet, _)| sheet.table == Table::Article20)
        .filter_map(|(_, run)| {
            let label = run.first.checked_sub(1)?;
            let header = last_column(rows, label)?;
            let gap = rows.fields_of(label, run.first).first()?.above;
            let line = run.line;
            Some(Head { header, line, gap })
        })
        .collect();
    let mut labels: Vec<u8> = rows
        .rows
        .iter()
        .flat_map(|row| (row.first + 1)..row.last)
        .filter(|&field| {
            let beside = rows.items_of(field - 1, field + 1);
            matches!(beside, [Item::Labels(_), Item::Labels(_)])
        })
        .filter_map(|field| rows.fields_of(field, field + 1).first())
        .map(|field| field.above)
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels.truncate(MOST_LABEL_GAPS);
    Calibration::of(&gaps, heads, &labels)
}

/// The label before a field, if it ends a header.
fn last_column(rows: &Rows<'_, '_>, field: u32) -> Option<Column> {
    let before = field.checked_sub(1)?;
    let column = rows.items_of(before, field).first()?.labels()?.last()?;
    let slot = rows.fields_of(before, field).first()?;
    is_head(*column).then_some(Column {
        above: slot.above,
        indent: slot.blanks,
    })
}

/// The line ends of a run.
fn gaps<'r>(rows: &'r Rows<'_, '_>, run: &Run, columns: usize) -> Gaps<'r> {
    let fields = rows.fields_of(run.first, run.last);
    let (lead, inner) = fields
        .split_first()
        .map_or((0, &[][..]), |(first, rest)| (first.above, rest));
    let behind = rows.fields_of(run.last, run.last + 1).first();
    let label = run
        .first
        .checked_sub(1)
        .filter(|_| run.row != template::Row::DISPUTES);
    let label = label.and_then(|label| rows.fields_of(label, run.first).first());
    Gaps {
        columns,
        lead,
        inner,
        values: fields.len(),
        end: behind.map(|field| field.above),
        next: Next {
            depth: run.next,
            indent: behind.map_or(0, |field| indent(field, label)),
            style: 0,
        },
        line: run.line,
        label: label.map(|label| label.blanks),
        header: if label.is_none() {
            last_column(rows, run.first)
        } else {
            None
        },
    }
}

/// How far what follows a row is indented. The end of a page has no text that could be: it stands as the row's label does.
fn indent(behind: &Field, label: Option<&Field>) -> u8 {
    let own = label.filter(|_| behind.rule);
    own.unwrap_or(behind).blanks
}

/// Places a run.
pub(crate) fn place(
    rows: &Rows<'_, '_>,
    run: &Run,
    columns: usize,
    calibration: &Calibration,
) -> Placement {
    let gaps = calibration.styled(gaps(rows, run, columns));
    let foreign = rows
        .items_of(run.first, run.last)
        .iter()
        .any(|said| !said.is_value() && !said.is_blank())
        || are_of_the_next(rows, run);
    let ways = ways(columns, gaps.values);
    let placement = |choices: Vec<Choice>, verdict, steps| Placement {
        choices,
        verdict,
        offset: None,
        steps,
        width: gaps.values,
        usual: None,
    };
    let full = gaps.values == columns && !foreign;
    let even = gaps.inner().all(|gap| Some(gap) == gaps.inner().next());
    // A value too many may have taken the place of a blank cell: then the row ends as no other does.
    let even = even
        && calibration.ends_well(&gaps) != Some(false)
        && !calibration.shows_a_blank_first(&gaps);
    if full && (even || adds_up(rows, run)) {
        let step = Step {
            clue: Clue::Width,
            before: 1,
            after: 1,
        };
        return placement(
            (run.first..run.last).map(Choice::Field).collect(),
            if even {
                Verdict::Confirms
            } else {
                Verdict::Alone
            },
            vec![step],
        );
    }
    let found = if foreign {
        Found::Nothing
    } else {
        calibration.find(&gaps)
    };
    match found {
        Found::Blanks(blanks, usual) => {
            let step = Step {
                clue: Clue::Separators,
                before: ways,
                after: 1,
            };
            placement(
                choices(rows, run, &blanks, columns, usual),
                Verdict::Confirms,
                vec![step],
            )
        }
        // Where other rows show their blanks and this one shows nothing, its cells are gone.
        Found::Nothing if gaps.values == 0 && calibration.is_bare(&gaps) => {
            placement(vec![Choice::Missing; columns], Verdict::Open, Vec::new())
        }
        found => {
            let fields: Vec<u32> = (run.first..run.last).collect();
            let silent = matches!(found, Found::Silent | Found::Several);
            let verdict = if silent {
                Verdict::Silent
            } else {
                Verdict::Open
            };
            placement(possible(&fields, columns), verdict, Vec::new())
        }
    }
}

/// Whether the values of a row may be those of the next, whose label stands behind them on their line, while the row's
/// own label stands alone on another.
pub(super) fn are_of_the_next(rows: &Rows<'_, '_>, run: &Run) -> bool {
    let Some(label) = run.first.checked_sub(1).filter(|_| !rows.behind) else {
        return false;
    };
    let (own, values) = (
        rows.fields_of(label, run.first),
        rows.fields_of(run.first, run.last),
    );
    let next = rows.fields_of(run.last, run.last + 1);
    let labelled = matches!(
        rows.items_of(run.last, run.last + 1),
        [Item::Labels(labels)] if labels.iter().any(|label| label.row().is_some())
    );
    let starts = |fields: &[Field]| fields.first().is_some_and(|field| field.above > 0);
    labelled && starts(own) && starts(values) && !starts(next)
}

/// Whether the kinds of applicant of a row of the applications table make its total, and are something.
fn adds_up(rows: &Rows<'_, '_>, run: &Run) -> bool {
    let number = |said: &Item| match said {
        Item::Amount(amount) => Some(amount.number),
        Item::Nil => Some(Number::from(0)),
        _ => None,
    };
    let numbers = rows.items_of(run.first, run.last).iter().map(number);
    let Some(numbers) = numbers.collect::<Option<Vec<Number>>>() else {
        return false;
    };
    let Some((total, kinds)) = numbers.split_last() else {
        return false;
    };
    let sum = kinds
        .iter()
        .try_fold(Number::from(0), |sum, kind| sum.checked_add(*kind));
    // A number that stands there twice shows in the sum, unless it is 0.
    let twice = numbers.windows(2).any(|pair| pair.first() == pair.last());
    run.row.table() == Table::Applications
        && !twice
        && *total != Number::from(0)
        && sum == Some(*total)
}

/// The cells of a run whose blanks are known.
fn choices(
    rows: &Rows<'_, '_>,
    run: &Run,
    blanks: &Blanks,
    columns: usize,
    usual: (u8, u8, u8),
) -> Vec<Choice> {
    let (lead, base, unit) = usual;
    let slots = |before: u32, usual: u8, count: usize| {
        let ends = move |nth: usize| {
            usize::from(usual).saturating_add(nth.saturating_mul(usize::from(unit)))
        };
        behind_line_ends(rows, before, (0..count).map(ends)).map(Choice::Blank)
    };
    let mut choices = Vec::with_capacity(columns);
    for (field, &count) in (run.first..run.last).zip(&blanks.before) {
        let usual = if field == run.first { lead } else { base };
        let before = field.saturating_sub(1);
        choices.extend(slots(before, usual, count));
        choices.push(Choice::Field(field));
    }
    let last = run.last.saturating_sub(1);
    match blanks.behind {
        Some(count) => choices.extend(slots(last, base, count)),
        None => choices.resize(columns, Choice::Missing),
    }
    choices
}

/// The source offsets behind so many line ends after a field (of `counts`, which ascend), or before the next field.
fn behind_line_ends<'r>(
    rows: &'r Rows<'_, '_>,
    field: u32,
    counts: impl Iterator<Item = usize> + 'r,
) -> impl Iterator<Item = u32> + 'r {
    let from = rows
        .fields_of(field, field + 1)
        .first()
        .map_or(0, |field| field.to);
    let to = rows
        .fields_of(field + 1, field + 2)
        .first()
        .map_or(u32::MAX, |field| field.from)
        .min(u32::try_from(rows.strip.tokens.len()).unwrap_or(u32::MAX));
    let between = rows.strip.tokens_between(from, to);
    let mut ends = between
        .slice()
        .iter()
        .enumerate()
        .filter(|(_, token)| is_line_end(**token))
        .map(|(index, _)| index + 1);
    let (mut passed, mut behind) = (0, 0);
    counts.map(move |count| {
        while passed < count.max(1) {
            behind = ends.next().unwrap_or(between.len());
            passed += 1;
        }
        between.skip(behind).here()
    })
}
