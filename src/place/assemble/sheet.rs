//! What assembling makes: tables, with their headers, rows and lines that no row claims.

use crate::{
    model::LabelMatch,
    place::item::Item,
    span::Span,
    template::{Block, Column, Proceeding, Row, Table, Template},
};

/// A row of the form as a layout shows it: its label, and the fields behind it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) row: Row,
    /// For a third of the disputes table that stands alone.
    pub(crate) proceeding: Option<Proceeding>,
    pub(crate) label: LabelMatch,
    pub(crate) label_span: Option<Span>,
    pub(crate) label_rest: Option<Span>,
    /// Whether its label shows the number that the form has before it; `None` where the form has none, or no label stands
    /// there.
    pub(crate) numbered: Option<bool>,
    /// The fields behind the label: `fields[first..last]`.
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// The line, as an index of the rows.
    pub(crate) line: u32,
    /// How deep the label stands that follows; 0 where none does.
    pub(crate) next: u8,
    /// Values stand beside this row that may be its own.
    pub(crate) doubted: bool,
}

/// A line with values that no label claims.
#[derive(Clone, Debug)]
pub(crate) struct Orphan {
    /// The text that stands where a label would, as a field.
    pub(crate) text: Option<u32>,
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) line: u32,
    pub(crate) next: u8,
}

/// What the headers of a block say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// The columns, in print, each with the field it stands in.
    pub(crate) columns: Vec<(Column, u32)>,
    /// How many labels are evidence for each form.
    pub(crate) votes: [u16; 2],
    /// Notes behind column labels, where units stand.
    pub(crate) notes: Vec<(Column, Span)>,
    /// A label stands in several neighbouring cells: spans were expanded by repetition.
    pub(crate) repeats: bool,
    /// How wide its lines are, where rows run from label to label and covered cells stand at the end of their line.
    pub(crate) wrap: Option<Wrap>,
    /// The tables that the heads are of.
    pub(super) tables: [bool; 3],
}

/// What a header shows of how its lines were written, where the text does not keep them: in all of them the labels and the
/// blanks behind these are as many fields. So a cell that another covers is a blank at the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// The fields of a line.
    pub(crate) width: u32,
    /// The blanks that end the header.
    pub(crate) pads: u32,
}

impl Wrap {
    /// What the fields of a header show, with those behind it: the values of a row without a label.
    pub(super) fn of(items: &[Item]) -> Option<Self> {
        let is_label = |said: &Item| said.labels().is_some();
        let run = |items: &[Item], is: &dyn Fn(&Item) -> bool| {
            items.iter().take_while(|said| is(said)).count()
        };
        let mut rest = items.get(items.iter().position(is_label)?..)?;
        let (mut width, mut lines) = (None, 0);
        loop {
            let labels = run(rest, &is_label);
            let blanks = run(rest.get(labels..)?, &Item::is_blank);
            rest = rest.get(labels + blanks..)?;
            if rest.first().is_some_and(is_label) {
                if width.is_some_and(|width| width != labels + blanks) {
                    return None;
                }
                (width, lines) = (Some(labels + blanks), lines + 1);
                continue;
            }
            let width = width.filter(|_| lines >= 2)?;
            let pads = width.checked_sub(labels)?;
            // A separator at the end of the line has one more blank behind it.
            let ends = [pads, pads + 1, pads + width, pads + width + 1].contains(&blanks)
                || (blanks > pads && !rest.is_empty());
            return ends.then_some(Self {
                width: u32::try_from(width).ok()?,
                pads: u32::try_from(pads).ok()?,
            });
        }
    }
}

/// A table of the form, as one layout shows it.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) table: Table,
    pub(crate) runs: Vec<Run>,
    pub(crate) orphans: Vec<Orphan>,
    pub(crate) headers: Vec<(Block, Header)>,
    /// The lines it takes, from the first to the last.
    pub(crate) first_line: u32,
    pub(crate) last_line: u32,
}

impl Sheet {
    /// The largest table of the form has hardly more rows.
    const ROOM: usize = 28;

    pub(super) fn new(table: Table, line: u32) -> Self {
        Self {
            table,
            runs: Vec::with_capacity(Self::ROOM),
            orphans: Vec::new(),
            headers: Vec::new(),
            first_line: line,
            last_line: line,
        }
    }

    pub(crate) fn header(&self, block: Block) -> Option<&Header> {
        self.headers
            .iter()
            .find(|(of, _)| *of == block)
            .map(|(_, header)| header)
    }

    pub(super) fn has(&self, row: Row, proceeding: Option<Proceeding>) -> bool {
        self.runs
            .iter()
            .any(|run| run.row == row && run.proceeding == proceeding)
    }

    /// The form that the labels of the whole table are evidence for.
    pub(crate) fn template(&self) -> Option<Template> {
        let mut votes = self.headers.iter().fold([0u32; 2], |sum, (_, header)| {
            [
                sum[0] + u32::from(header.votes[0]),
                sum[1] + u32::from(header.votes[1]),
            ]
        });
        for run in &self.runs {
            match run.row.templates() {
                [Template::Y2019] => votes[0] += 1,
                [Template::Y2021] => votes[1] += 1,
                _ => {}
            }
        }
        match votes[0].cmp(&votes[1]) {
            std::cmp::Ordering::Greater => Some(Template::Y2019),
            std::cmp::Ordering::Less => Some(Template::Y2021),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Everything of the form that one layout shows.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    /// In the order of the text.
    pub(crate) sheets: Vec<Sheet>,
    /// Labels of the statistics table used before 2019.
    pub(crate) old_form: u32,
    /// Blank fields between the last label of a header and the first label of the rows behind it, where all headers of
    /// labelled rows agree; fields that end with a line do not count.
    pub(crate) gap: Option<u32>,
    /// Rows with a number before their label.
    pub(crate) numbered: u32,
    /// More tables were there than the limit allows.
    pub(crate) overflow: bool,
}
