//! The source, with what was recognised in it marked.

use std::collections::{BTreeMap, BTreeSet};

use super::escaped;
use crate::model::Report;
use crate::span::Span;
use crate::template::Field;

/// What a marked piece of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// A value, or the place where a cell is blank. The cell stands in the form.
    Value(Field),
    /// The statement of this number among the claims.
    Claim(usize),
    /// A row's label.
    Label,
}

/// The pieces of the source that are marked: none overlaps another.
pub(super) struct Marks<'r> {
    report: &'r Report,
    pieces: BTreeMap<usize, (usize, Role)>,
    /// Places that something else points to: the findings.
    points: BTreeSet<usize>,
}

impl<'r> Marks<'r> {
    /// Marks values first: a label or a claim that overlaps one gives way. Values are of the fields that the page shows.
    pub(super) fn new(
        report: &'r Report,
        points: impl Iterator<Item = Span>,
        shown: &BTreeSet<Field>,
    ) -> Self {
        let mut marks = Self {
            report,
            pieces: BTreeMap::new(),
            points: points.map(Span::start).collect(),
        };
        for (field, cell) in report.cells().filter(|(field, _)| shown.contains(field)) {
            for &span in cell.spans() {
                marks.put(span, Role::Value(field));
            }
        }
        for (number, claim) in report.claims().iter().enumerate() {
            marks.put(claim.span(), Role::Claim(number));
        }
        for (field, _) in report.cells() {
            for span in report.evidence(field).label_spans() {
                marks.put(span, Role::Label);
            }
        }
        marks
    }

    /// Marks a piece, unless it overlaps one that is marked.
    fn put(&mut self, span: Span, role: Role) {
        let (start, end) = (span.start(), span.end());
        let before = self.pieces.range(..=start).next_back();
        let after = self.pieces.range(start..).next();
        let free = before.is_none_or(|(&at, &(to, _))| to <= start && at < start)
            && after.is_none_or(|(&at, _)| end <= at && start < at);
        if free && self.report.text().get(span.range()).is_some() {
            self.pieces.insert(start, (end, role));
        }
    }

    /// The whole source, escaped, with a link from every value to its cell. An id `p7` stands where byte 7 does, for every mark and point.
    pub(super) fn write(&self) -> String {
        let text = self.report.text();
        let mut out = String::with_capacity(text.len() * 2);
        let mut at = 0;
        for (&start, &(end, role)) in &self.pieces {
            self.plain(&mut out, at, start);
            let piece = escaped(text.get(start..end).unwrap_or_default());
            let id = format!("id=\"p{start}\"");
            out += &match role {
                Role::Value(field) => {
                    let state = self.report.cell(field).state();
                    format!("<a {id} class=\"value {state}\" href=\"#c-{field}\">{piece}</a>")
                }
                Role::Claim(number) => {
                    format!("<a {id} class=\"claim\" href=\"#k{number}\">{piece}</a>")
                }
                Role::Label => format!("<mark {id}>{piece}</mark>"),
            };
            at = at.max(end);
        }
        self.plain(&mut out, at, text.len());
        out
    }

    /// A stretch without marks, with an anchor at each of its points. A point within a mark is the mark's.
    fn plain(&self, out: &mut String, from: usize, to: usize) {
        let text = self.report.text();
        let mut at = from;
        for &point in self.points.range(from..to.max(from)) {
            if !self.pieces.contains_key(&point) && text.is_char_boundary(point) {
                *out += &escaped(text.get(at..point).unwrap_or_default());
                *out += &format!("<a id=\"p{point}\"></a>");
                at = point;
            }
        }
        *out += &escaped(text.get(at..to).unwrap_or_default());
    }

    /// What a link to a place leads to: the mark that covers it, or the place itself.
    pub(super) fn target(&self, span: Span) -> usize {
        let start = span.start();
        match self.pieces.range(..=start).next_back() {
            Some((&at, &(end, _))) if start < end.max(at + 1) => at,
            _ => start,
        }
    }
}
