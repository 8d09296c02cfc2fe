//! What is to be said of the document as a whole: whose it is, what is missing.

use std::borrow::Cow;

use super::tables::Writer;
use crate::{
    fold::{self, Token},
    grammar::{Prose, claims::Setting},
    model::{Agency, Date, Finding, Period, Report, State, TableReading, Words, code},
    span::Span,
    template::{Row, Table, Template, words},
};

impl Writer<'_> {
    pub(super) fn several(&mut self, count: usize) {
        let finding = Finding::new(&code::SEVERAL_REPORTS, &[("count", count.into())]);
        self.draft.findings.push(finding);
    }

    /// `exceeded`: not all of the text was searched.
    pub(super) fn limits(&mut self, exceeded: bool) {
        if exceeded || self.all.iter().any(|tried| tried.overflow) {
            let limit = self.options.table_limit().to_string();
            let finding = Finding::new(
                &code::LIMIT_REACHED,
                &[
                    ("limit", limit.into()),
                    ("what", Words::both("tables", "表格")),
                ],
            );
            self.draft.findings.push(finding);
        }
        let old_form = self.all.iter().any(|tried| tried.old_form >= 2);
        if old_form && self.draft.tables.iter().all(Option::is_none) {
            self.draft
                .findings
                .push(Finding::new(&code::OTHER_FORM, &[]));
        }
    }

    /// Whose report it is, and where its sections stand.
    pub(super) fn preamble<'t>(&mut self, pieces: impl Iterator<Item = Cow<'t, [Token]>>) {
        let mut tables: Vec<Span> = self
            .draft
            .tables
            .iter()
            .flatten()
            .map(TableReading::span)
            .collect();
        tables.sort();
        for table in &mut tables {
            *table = without_prose(self.source, *table);
        }
        let prose = Prose::around(&tables, pieces);
        let found = prose.preamble(self.source);
        let forms = [Table::Article20, Table::Applications].map(|table| self.template(table));
        let agency = found.agency.as_ref().map(|agency| fold::fold(&agency.raw));
        let setting = Setting {
            year: found.year,
            agency: agency
                .unwrap_or_default()
                .into_iter()
                .map(Token::ch)
                .collect(),
            template: forms.into_iter().flatten().next(),
            sections: found.sections,
        };
        self.draft.claims = prose.claims(self.source, &setting);
        self.draft.title = found.title;
        self.draft.agency = found.agency.map(|agency| Agency {
            simplified: self.options.simplified(&agency.raw),
            raw: agency.raw,
            span: agency.span,
        });
        self.draft.year = found.year;
        self.draft.period = found.period.and_then(|((y, m, d), (yy, mm, dd))| {
            Period::new(Date::new(y, m, d)?, Date::new(yy, mm, dd)?)
        });
        self.draft.sections = found.sections;
    }

    /// Characters that were lost on the way: U+FFFD, and those of the private use area, which no font agrees on.
    fn garbled(&mut self) {
        // In UTF-8 the first begin with EF BF BD, the others with EE, or EF and 80 to A3.
        let bytes = self.source.as_bytes();
        let lost = |&at: &usize| match (bytes.get(at), bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(0xEE), ..) => true,
            (Some(_), Some(second), Some(third)) => {
                *second < 0xA4 || (*second == 0xBF && *third == 0xBD)
            }
            _ => false,
        };
        let mut places = memchr::memchr2_iter(0xEE, 0xEF, bytes).filter(lost);
        let Some(at) = places.next() else {
            return;
        };
        let count = 1 + places.count();
        let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + 3)) else {
            return;
        };
        let finding = Finding::new(&code::GARBLED_TEXT, &[("count", count.into())]);
        self.draft
            .findings
            .push(finding.located([Span::new(start, end)]));
    }

    /// How a table was read, if it was found.
    fn reading(&self, table: Table) -> Option<&TableReading> {
        self.draft.tables.get(table as usize)?.as_ref()
    }

    /// The form of a table, if it was found and tells.
    fn template(&self, table: Table) -> Option<Template> {
        self.reading(table)?.template()
    }

    /// What is missing or odd about the document as a whole.
    pub(super) fn judge(&mut self) {
        self.garbled();
        let [article20, applications] = [Table::Article20, Table::Applications].map(|table| {
            let template = self.template(table);
            template.map(|template| (table, template))
        });
        let either = article20.or(applications).map(|(_, template)| template);
        let mut findings = Vec::new();
        for &table in Table::ALL {
            if self.reading(table).is_some() {
                let template = self.template(table).or(either);
                findings.extend(self.missing_rows(table, template));
            } else {
                let table = ("table", table.into());
                findings.push(Finding::new(&code::TABLE_MISSING, &[table]));
            }
        }
        if let (Some((table, template)), Some((other_table, other))) = (article20, applications)
            && template != other
        {
            let arguments = [
                ("table", table.into()),
                ("template", template.into()),
                ("other_table", other_table.into()),
                ("other_template", other.into()),
            ];
            findings.push(Finding::new(&code::MIXED_FORMS, &arguments));
        }
        if let (Some(year), Some(template @ Template::Y2019)) = (self.draft.year, either)
            && year >= 2021
        {
            let arguments = [("year", year.into()), ("template", template.into())];
            findings.push(Finding::new(&code::FORM_OLDER_THAN_YEAR, &arguments));
        }
        self.draft.findings.append(&mut findings);
    }

    /// The rows of a found table that no cell was found of.
    fn missing_rows(&self, table: Table, template: Option<Template>) -> Vec<Finding> {
        let Some(template) = template else {
            return Vec::new();
        };
        let rows = Row::all().filter(|row| row.table() == table && row.is_in(template));
        rows.filter_map(|row| {
            let fields = row.fields(template);
            let there = fields.iter().any(|field| {
                self.draft
                    .cells
                    .get(field.index())
                    .is_some_and(|cell| cell.state() != State::Absent)
            });
            // A mixed form has the other row （六）.
            let other = row
                .group()
                .is_some_and(|group| group.templates().len() == 1)
                || row == Row::UNDIVIDED;
            let mixed = other
                && self.draft.rows.iter().any(|found| {
                    (found.row == Row::UNDIVIDED) != (row == Row::UNDIVIDED)
                        && (found.row == Row::UNDIVIDED || found.row.group() == row.group())
                });
            (!there && !mixed).then(|| {
                Finding::new(
                    &code::ROW_MISSING,
                    &[("table", table.into()), ("row", row.into())],
                )
                .about(fields.iter().copied())
            })
        })
        .collect()
    }

    pub(super) fn finish(mut self) -> Report {
        let limit = self.options.finding_limit();
        if self.draft.findings.len() > limit {
            self.draft.findings.truncate(limit.saturating_sub(1));
            let what = Words::both("findings", "发现");
            let finding = Finding::new(
                &code::LIMIT_REACHED,
                &[("limit", limit.to_string().into()), ("what", what)],
            );
            self.draft.findings.push(finding);
        }
        Report::from_draft(self.draft)
    }
}

/// A table without the sentences that stand in its first cell: exporters put a whole report into the cell of a page.
fn without_prose(source: &str, table: Span) -> Span {
    let text = source.get(table.range()).unwrap_or_default();
    let first = text.split(['\n', '\t', '|']).next().unwrap_or_default();
    let behind = first
        .rfind(words::FULL_STOP)
        .map(|at| at + words::FULL_STOP.len_utf8());
    match behind.and_then(|at| u32::try_from(table.start() + at).ok()) {
        Some(start) => Span::new(start, u32::try_from(table.end()).unwrap_or(start)),
        None => table,
    }
}

#[cfg(test)]
mod tests {
    use crate::read_text;

    #[track_caller]
    fn garbled(text: &str) -> Option<(String, usize)> {
        let report = read_text(text).ok()?;
        let finding = report
            .findings()
            .iter()
            .find(|finding| *finding.code() == "garbled-text")?;
        Some((finding.message().to_owned(), finding.spans()[0].start()))
    }

    #[test]
    fn lost_characters_are_found_and_full_width_ones_are_not() {
        assert_eq!(garbled("规章，１２３！《条例》"), None);
        let (message, at) = garbled("规章\u{fffd}和\u{e5e5}、\u{f8ff}").unwrap();
        assert_eq!(message, "3 characters of the text are garbled");
        assert_eq!(at, "规章".len());
    }
}
