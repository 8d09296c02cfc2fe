//! Lines as the form has them: cells that were broken over several lines are put together again, and, where a row
//! runs over lines or a line over rows, rows are told apart by their labels.

use crate::{
    fold::Class,
    grammar::label::Printed,
    layout::{Field, Line, Strip},
};

use super::{
    cut::Laid,
    item::{Item, Memo, may_go_on},
};

/// How many further lines a broken label may take.
const LONGEST_BREAK: usize = 5;

/// How many tokens a broken label may have, notes and all: the longest seen has 130.
pub(super) const LONGEST_LABEL: u32 = 1024;

/// A field of more tokens is prose, not a cell.
const LONGEST_CELL: u32 = 80;

/// A line of fields: `fields[first..last]`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) separators: u32,
    /// Its last field is the blank behind a separator at the end of the line.
    pub(crate) ends: bool,
    /// It begins with a separator.
    pub(crate) leads: bool,
    /// Its label stands right behind another row's, or behind the beginning of another's, with no separator between: one
    /// of the two is out of place.
    pub(crate) crowded: bool,
    /// Where rows run from label to label: whether its first label, if it has one, stands in headers.
    head: Option<bool>,
    /// And how many values it has.
    values: u32,
}

impl Row {
    /// A row that begins with field `first`.
    pub(super) fn at(first: u32) -> Self {
        Self {
            first,
            last: first,
            ..Self::default()
        }
    }

    /// Takes note of what its next field says.
    pub(super) fn take(&mut self, said: &Item) {
        self.separators += 1;
        self.values += u32::from(said.is_value());
        let label = || said.labels().and_then(<[_]>::first);
        self.head = self.head.or_else(|| label().map(|label| is_head(*label)));
    }

    /// Whether it is a header behind which no value stands yet.
    fn is_header(&self) -> bool {
        self.head == Some(true) && self.values == 0
    }
}

/// Fields with what they say, in lines.
#[derive(Debug)]
pub(crate) struct Rows<'s, 't> {
    pub(crate) strip: &'s Strip<'t>,
    pub(crate) fields: Vec<Field>,
    pub(crate) items: Vec<Item>,
    pub(crate) rows: Vec<Row>,
    /// Rows run from label to label.
    pub(crate) flows: bool,
    /// A line is a field: a row may have no field but its label.
    pub(crate) stacked: bool,
    /// And labels stand behind the values of their rows.
    pub(crate) behind: bool,
    /// Or before them, but something speaks against it: values come first under some header, or last under none.
    pub(crate) torn: bool,
    /// Whether labels stand before the values of their rows or behind is not known: no row is settled.
    pub(crate) adrift: bool,
}

impl<'s, 't> Rows<'s, 't> {
    /// The lines of a strip as they are.
    pub(crate) fn plain(strip: &'s Strip<'t>, memo: &mut Memo) -> Self {
        let row = |line: &Line| Row {
            first: line.first,
            last: line.last,
            separators: line.separators,
            ends: line.ends,
            leads: line.leads,
            ..Row::default()
        };
        Self {
            strip,
            fields: strip.fields.clone(),
            items: strip
                .fields
                .iter()
                .map(|field| memo.classify(strip, field))
                .collect(),
            rows: strip.lines.iter().map(row).collect(),
            flows: false,
            stacked: false,
            behind: false,
            torn: false,
            adrift: false,
        }
    }
}

impl Rows<'_, '_> {
    pub(crate) fn items_of(&self, first: u32, last: u32) -> &[Item] {
        self.items
            .get(first as usize..last as usize)
            .unwrap_or_default()
    }

    pub(crate) fn fields_of(&self, first: u32, last: u32) -> &[Field] {
        self.fields
            .get(first as usize..last as usize)
            .unwrap_or_default()
    }

    /// Whether a line with separators shows more than prose: else rows from label to label have no cells.
    pub(crate) fn may_flow(&self) -> bool {
        let says = |said: &Item| !matches!(said, Item::Text { .. } | Item::Labelled(_));
        self.rows
            .iter()
            .any(|row| row.separators > 0 && self.items_of(row.first, row.last).iter().any(says))
    }

    /// Forgets all fields.
    pub(crate) fn clear(&mut self) {
        (self.fields, self.items, self.rows) = (Vec::new(), Vec::new(), Vec::new());
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.fields.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn push(&mut self, field: Field, item: Item) {
        self.fields.push(field);
        self.items.push(item);
    }
}

/// The lines of a text, rules left out and broken labels put together.
///
/// The last field of a line and the first of the next are one where together they are a label and the first alone
/// is the beginning of one: `本年新` / `制作数量`.
pub(crate) fn mend<'s, 't>(laid: &'s Laid<'t>, memo: &mut Memo) -> Rows<'s, 't> {
    let Laid { strip, said, .. } = laid;
    let mut rows = Rows {
        strip,
        fields: Vec::new(),
        items: Vec::new(),
        rows: Vec::new(),
        flows: false,
        stacked: false,
        behind: false,
        torn: false,
        adrift: false,
    };
    rows.fields.reserve(strip.fields.len());
    rows.items.reserve(strip.fields.len());
    rows.rows.reserve(strip.lines.len());
    let mut lines: Vec<&Line> = Vec::with_capacity(strip.lines.len());
    lines.extend(strip.lines.iter().filter(|line| !line.rule));
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let first = rows.len();
        let mut row = Row {
            first,
            last: first,
            leads: line.leads,
            ..Row::default()
        };
        append(&mut rows, &mut row, (said, memo), line, 0);
        index += 1;
        let unfinished = rows
            .rows
            .last()
            .is_some_and(|before| is_unfinished(&rows, before));
        row.crowded = unfinished
            && rows
                .items_of(row.first, row.last)
                .first()
                .is_some_and(is_row_label);
        while let Some((taken, merged)) =
            broken(&rows, &row, memo, lines.get(index..).unwrap_or_default())
        {
            let Some(last) = lines.get(index + taken - 1) else {
                break;
            };
            let (field, what) = merged;
            if let (Some(slot), Some(said)) = (rows.fields.last_mut(), rows.items.last_mut()) {
                (*slot, *said) = (field, what);
            }
            row.crowded |= unfinished && rows.items.last().is_some_and(is_row_label);
            append(&mut rows, &mut row, (said, memo), last, 1);
            index += taken;
        }
        rows.rows.push(row);
    }
    break_off(&mut rows);
    rows
}

/// A numeral in letters with which the text breaks off may be the enumerator of a label.
fn break_off(rows: &mut Rows<'_, '_>) {
    let tokens = &rows.strip.tokens;
    let Some((field, said)) = rows.fields.last().zip(rows.items.last_mut()) else {
        return;
    };
    let text = tokens.get(field.from as usize..).unwrap_or_default();
    let spelt = text.iter().all(|token| token.class() == Class::Letter);
    if spelt && matches!(said, Item::Amount(_) | Item::Doubtful(_)) {
        *said = Item::Text { head: true };
    }
}

/// Whether a line is the beginning of a label and nothing else.
fn is_unfinished(rows: &Rows<'_, '_>, row: &Row) -> bool {
    const SHORTEST: u32 = 6;
    let long = rows
        .fields_of(row.first, row.last)
        .first()
        .is_some_and(|field| field.to - field.from >= SHORTEST);
    row.separators == 0
        && long
        && matches!(
            rows.items_of(row.first, row.last),
            [Item::Text { head: true }]
        )
}

/// Adds the fields of `line` behind its first `skip`, with what they are known to say.
fn append(
    rows: &mut Rows<'_, '_>,
    row: &mut Row,
    (known, memo): (&[Item], &mut Memo),
    line: &Line,
    skip: usize,
) {
    let strip = rows.strip;
    let own = line.first as usize + skip..line.last as usize;
    let fields = strip.fields.get(own.clone()).unwrap_or_default();
    match known.get(own) {
        Some(known) => {
            rows.fields.extend_from_slice(fields);
            rows.items.extend_from_slice(known);
        }
        None => {
            for field in fields {
                rows.push(*field, memo.classify(strip, field));
            }
        }
    }
    row.last = rows.len();
    row.separators += line.separators;
    row.ends = line.ends;
}

/// Whether the row's last field goes on in the lines that follow: how many of them it takes, and the whole field.
fn broken(
    rows: &Rows<'_, '_>,
    row: &Row,
    memo: &mut Memo,
    behind: &[&Line],
) -> Option<(usize, (Field, Item))> {
    let strip = rows.strip;
    let note = || {
        let first = behind
            .first()
            .and_then(|line| strip.fields_of(line).first());
        first.is_some_and(|field| {
            let token = strip.tokens_of(field).first();
            token.is_some_and(|token| token.class() == Class::Open)
        })
    };
    // A label may go on with a note, too.
    let goes_on = |said: &Item| may_go_on(said) || (said.labels().is_some() && note());
    if row.first == row.last || !rows.items.last().is_some_and(goes_on) {
        return None;
    }
    let start = *rows.fields.last()?;
    let open = rows.items.last().is_some_and(may_go_on);
    let labels = rows.items.last()?.labels().map(<[_]>::len);
    let first_at = behind
        .first()
        .and_then(|line| strip.fields_of(line).first())?
        .at;
    for (taken, line) in behind.iter().take(LONGEST_BREAK).enumerate() {
        let next = strip
            .fields_of(line)
            .first()
            .filter(|field| !field.is_blank() && !field.rule)?;
        let whole = Field {
            to: next.to,
            ..start
        };
        if whole.to.saturating_sub(whole.from) > LONGEST_LABEL {
            return None;
        }
        let said = memo.classify(strip, &whole);
        // A label that begins on one of the lines between is none that the field goes on with: 其他 before 一、本年新.
        let edge = first_at as usize;
        let goes_on = |label: &Printed| label.span.start() < edge && edge < label.span.end();
        let begins_here = |last: &Printed| {
            last.span.start() < edge || said.labels().is_some_and(|all| all.iter().any(goes_on))
        };
        let crosses = |last: &Printed| {
            last.span.start() < next.at as usize && !last.unclosed && begins_here(last)
        };
        // Where only a note may follow, it is the last label's: no other label begins.
        let own = open || said.labels().map(<[_]>::len) == labels;
        if own && said.labels().and_then(<[_]>::last).is_some_and(crosses) {
            return Some((taken + 1, (whole, said)));
        }
        if line.separators > 0 || !may_go_on(&said) {
            return None;
        }
    }
    None
}

/// The same fields with a row from each row label to the next, however the lines fall.
///
/// A line end is white space here: where a line goes on with a row, its first field and the last before it are one,
/// unless both say something.
pub(crate) fn flow<'s, 't>(lines: &Rows<'s, 't>) -> Rows<'s, 't> {
    let mut out = Rows {
        strip: lines.strip,
        fields: Vec::new(),
        items: Vec::new(),
        rows: Vec::new(),
        flows: true,
        stacked: false,
        behind: false,
        torn: false,
        adrift: false,
    };
    out.fields.reserve(lines.fields.len());
    out.items.reserve(lines.items.len());
    out.rows.reserve(lines.rows.len());
    let mut open: Option<Row> = None;
    let (mut whole_row, mut row_line, mut framed_before) = (false, false, false);
    for line in &lines.rows {
        let mut at_start = true;
        // Blanks before a label are cells that the label's row does not show, not cells of the row before.
        let first_said = (line.first..line.last).find(|&index| {
            lines
                .items
                .get(index as usize)
                .is_some_and(|said| !said.is_blank())
        });
        let led = first_said
            .filter(|&index| {
                lines
                    .items
                    .get(index as usize)
                    .is_some_and(|said| said.labels().is_some())
            })
            .unwrap_or(line.first);
        let apart = is_row_under_header(open.as_ref(), lines.items_of(line.first, line.last));
        let framed = apart && line.leads && line.ends && framed_before;
        framed_before = line.leads && line.ends;
        for index in line.first..line.last {
            let (Some(field), Some(said)) = (
                lines.fields.get(index as usize),
                lines.items.get(index as usize),
            ) else {
                break;
            };
            let begins = match said {
                Item::Rule => {
                    continue;
                }
                Item::Labels(_) => opens(&out, open.as_ref(), said),
                Item::Labelled(labels) => {
                    at_start
                        || labels.first().is_some_and(|label| {
                            label.heading().is_some()
                                || label.row().is_some()
                                || label.block().is_some()
                        })
                }
                Item::Text { .. } => at_start || field.to - field.from > LONGEST_CELL,
                // A number alone under a row that has its line to itself is no cell of it: the number of a page.
                Item::Blank if index < led || (framed && index == line.first) => continue,
                _ => {
                    open.is_none()
                        || (apart && index == line.first + u32::from(framed))
                        || (row_line && line.separators == 0 && said.is_value())
                }
            };
            if begins {
                let crowded = line.crowded
                    || index == line.first
                        && open.is_some_and(|row| ends_with_label(&out, &row))
                        && is_row_label(said);
                out.rows.extend(open.take());
                let first = out.len();
                open = Some(Row {
                    first,
                    last: first,
                    crowded,
                    ..Row::default()
                });
            }
            let glue = index == line.first
                && !begins
                && !whole_row
                && open.is_some_and(|row| row.last > row.first);
            // What the field adds to, if it does.
            let glued = glue && out.items.last().is_some_and(Item::is_value);
            let length = out.len();
            add(&mut out, *field, said.clone(), glue);
            if let Some(row) = &mut open {
                row.values += u32::from(out.items.last().is_some_and(Item::is_value));
                row.values -= u32::from(glued && out.len() == length);
                row.head = row.head.or_else(|| Some(is_head(*said.labels()?.first()?)));
                row.last = out.len();
                row.separators += u32::from(index + 1 < line.last);
            }
            at_start &= said.is_blank();
        }
        // A line of several cells that no separator ends is a row: its end ends the last cell.
        let says = lines
            .items_of(line.first, line.last)
            .iter()
            .any(|said| !said.is_blank());
        whole_row = says && line.separators >= 3 && !line.ends;
        row_line = says && line.separators >= 2;
        // Prose ends a row.
        let prose = line.separators == 0
            && lines
                .items
                .get(line.first as usize)
                .is_some_and(|said| matches!(said, Item::Text { .. }));
        if prose {
            out.rows.extend(open.take());
        }
    }
    out.rows.extend(open.take());
    out
}

/// Whether the last field of a row is the label of a row of the form.
fn ends_with_label(out: &Rows<'_, '_>, row: &Row) -> bool {
    out.items_of(row.first, row.last)
        .last()
        .is_some_and(is_row_label)
}

fn is_row_label(said: &Item) -> bool {
    said.labels()
        .and_then(<[_]>::last)
        .is_some_and(|label| label.row().is_some() && label.group().is_none())
}

/// Whether a line is a whole row of values under the header that is open: the disputes table has no row label.
fn is_row_under_header(open: Option<&Row>, line: &[Item]) -> bool {
    const WIDE: usize = 8;
    let header = open.is_some_and(Row::is_header) && line.len() > WIDE;
    let bare = |said: &Item| !matches!(said, Item::Labels(_) | Item::Labelled(_));
    header && line.iter().any(Item::is_value) && line.iter().all(bare)
}

/// Adds a field, or what it says to the field before it, if `glue` and one of the two says nothing.
fn add(out: &mut Rows<'_, '_>, field: Field, said: Item, glue: bool) {
    if glue && let (Some(before), Some(what)) = (out.fields.last_mut(), out.items.last_mut()) {
        if said.is_blank() {
            before.blanks = before.blanks.saturating_add(field.blanks);
            before.at_line_end = field.at_line_end;
            return;
        }
        if what.is_blank() {
            (*before, *what) = (field, said);
            return;
        }
        // Two things in one cell: neither is its value.
        if what.is_value() && (said.is_value() || matches!(said, Item::Text { .. })) {
            (*before, *what) = (
                Field {
                    from: before.from,
                    at: before.at,
                    ..field
                },
                Item::Text { head: false },
            );
            return;
        }
    }
    out.push(field, said);
}

/// Whether a label begins a new row: not where it goes on with the labels of one, and not a column in a header.
pub(super) fn opens(out: &Rows<'_, '_>, open: Option<&Row>, said: &Item) -> bool {
    let Some(row) = open else { return true };
    let before = out.items_of(row.first, row.last);
    let Some(label) = said.labels().and_then(<[_]>::first) else {
        return true;
    };
    if row.is_header() {
        return !is_head(*label);
    }
    let adjacent = before.last().and_then(Item::labels).and_then(<[_]>::last);
    adjacent.is_none_or(|adjacent| {
        // （六）其他处理 is a row of its own where none of its own rows follows.
        let within = adjacent.row().is_none()
            || label
                .row()
                .is_some_and(|row| row.group() == adjacent.group());
        (adjacent.group().is_none() || !within) && !adjacent.same_text(*label)
    })
}

/// Whether a label stands in headers: a column, or a head over columns.
pub(crate) fn is_head(label: Printed) -> bool {
    label.heads()
}
