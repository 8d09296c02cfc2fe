//! From a text to its reports: fold, try layouts, choose, settle, and say what is missing.

use crate::{
    error::{Error, ErrorKind, Options},
    fold::{self, Token},
    grammar::preamble,
    model::{
        Agency, Candidate, Cell, Date, Draft, ExtraRow, Finding, LabelMatch, Period, Report,
        RowEvidence, Script, State, TableReading, Words, code,
    },
    place::{
        cells::{Cells, short},
        choose::{Pick, Tried, attempts, choose, lacking, strips},
        positional::Page,
        settle::{Trial, span},
    },
    span::Span,
    template::{Field, Row, Table, Template},
};

/// Reads the first report of a text.
///
/// # Errors
///
/// Only where there is nothing to read: a text without a character that says anything
/// ([`ErrorKind::Empty`]), or one beyond the limit ([`ErrorKind::TooLarge`]). Whatever else is wrong with a document is
/// said in the report: by the states of its cells and by its findings.
///
/// # Example
///
/// ```
/// let text = "\
/// 青溪市统计局2023年政府信息公开工作年度报告
/// 第二十条第（五）项
/// 信息内容\t本年处理决定数量
/// 行政许可\t40
/// 第二十条第（六）项
/// 信息内容\t本年处理决定数量
/// 行政处罚\t—
/// 行政强制\t
/// ";
/// let report = gongkai::read_text(text)?;
/// let article20 = report.article20();
/// assert_eq!(report.year(), Some(2023));
/// assert_eq!(article20.licensing().decisions().number(), Some(40.into()));
/// assert_eq!(article20.penalties().decisions().state(), gongkai::State::Nil);
/// assert_eq!(article20.compulsion().decisions().state(), gongkai::State::Blank);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn read_text(text: &str) -> Result<Report, Error> {
    Options::new().read_text(text)
}

/// Reads every report of a text: a page may hold several, side by side or one behind the other.
///
/// There is always at least one, be it one in which nothing was found.
///
/// # Errors
///
/// As [`read_text`].
///
/// # Example
///
/// ```
/// let reports = gongkai::read_all_text("青溪市统计局2023年政府信息公开工作年度报告")?;
/// assert_eq!(reports.len(), 1);
/// assert_eq!(reports[0].template(), None);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn read_all_text(text: &str) -> Result<Vec<Report>, Error> {
    Options::new().read_all_text(text)
}

impl Options {
    /// Reads the first report of a text, as [`read_text`] does.
    ///
    /// # Errors
    ///
    /// As [`read_text`].
    ///
    /// # Example
    ///
    /// ```
    /// use gongkai::{ErrorKind, Options};
    ///
    /// let error = Options::new().max_bytes(8).read_text("青溪市统计局").unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::TooLarge { limit: 8, .. }));
    /// ```
    pub fn read_text(&self, text: &str) -> Result<Report, Error> {
        let mut reports = self.reports(text, 1)?;
        Ok(reports.pop().unwrap_or_default())
    }

    /// Reads every report of a text, as [`read_all_text`] does.
    ///
    /// # Errors
    ///
    /// As [`read_text`].
    ///
    /// # Example
    ///
    /// ```
    /// let reports = gongkai::Options::new().read_all_text("青溪市统计局2023年政府信息公开工作年度报告")?;
    /// assert_eq!(reports[0].year(), Some(2023));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    pub fn read_all_text(&self, text: &str) -> Result<Vec<Report>, Error> {
        self.reports(text, usize::MAX)
    }

    fn reports(&self, text: &str, most: usize) -> Result<Vec<Report>, Error> {
        if text.len() > self.byte_limit() {
            return Err(Error::from(ErrorKind::TooLarge {
                limit: self.byte_limit(),
            }));
        }
        let tokens = fold::fold(text);
        if tokens.iter().all(|token| crate::grammar::is_space(*token)) {
            return Err(Error::from(ErrorKind::Empty));
        }
        let strips = strips(text, &tokens);
        let mut all = attempts(text, &strips, self.table_limit());
        let lacking = lacking(&all);
        let page = if lacking.is_empty() {
            None
        } else {
            Page::read(text, &tokens)
        };
        all.extend(
            page.as_ref()
                .map(|page| page.tried(text, self.table_limit(), &lacking)),
        );
        let (picks, hypotheses) = choose(&all);
        let groups = group(text, &tokens, &all, &picks);
        let script = script(text);
        let count = groups.len();
        let ends: Vec<usize> = groups
            .iter()
            .skip(1)
            .map(|group| group.from)
            .chain([text.len()])
            .collect();
        let reports =
            groups
                .into_iter()
                .zip(ends)
                .take(most)
                .enumerate()
                .map(|(index, (group, end))| {
                    let mut draft = Draft::new(text);
                    draft.script = script;
                    draft.hypotheses = hypotheses.clone();
                    let mut writer = Writer {
                        source: text,
                        all: &all,
                        draft,
                        finding_limit: self.finding_limit(),
                    };
                    writer.tables(&group);
                    if count > 1 && index == 0 {
                        writer.several(count);
                    }
                    writer.limits(self);
                    writer.preamble(within(&tokens, group.from, end), self);
                    writer.judge();
                    writer.finish(self)
                });
        Ok(reports.collect())
    }
}

/// The trials that make up one report: for each table those that stand for it, the first first.
#[derive(Debug, Default)]
struct Group {
    tables: [Vec<Pick>; 3],
    /// Where the report begins in the text.
    from: usize,
}

fn trial<'a>(all: &'a [Tried<'_, '_>], pick: Pick) -> Option<(&'a Tried<'a, 'a>, &'a Trial)> {
    let tried = all.get(pick.tried)?;
    Some((tried, tried.trials.get(pick.trial)?))
}

/// Tables in the order of the text, put together to reports.
///
/// A second report begins where a table stands a second time under another title, or with other values, if a title
/// stands before it or at least two different tables do. Other copies are one table.
fn group(source: &str, tokens: &[Token], all: &[Tried<'_, '_>], picks: &[Pick]) -> Vec<Group> {
    let mut placed: Vec<(Span, Table, Pick)> = picks
        .iter()
        .filter_map(|&pick| {
            let (tried, trial) = trial(all, pick)?;
            Some((span(&tried.rows, trial, source), trial.sheet.table, pick))
        })
        .collect();
    placed.sort_by_key(|(span, _, _)| (span.start(), span.end()));
    let several = Table::ALL
        .iter()
        .filter(|&&table| is_twice(source, all, &placed, table))
        .count()
        >= 2;
    let copied = Table::ALL.iter().any(|table| {
        placed
            .iter()
            .filter(|(_, of, _)| of == table)
            .nth(1)
            .is_some()
    });
    let mut groups = vec![Group::default()];
    let mut before = 0;
    let mut name = String::new();
    for (span, table, pick) in placed {
        let there = groups
            .last()
            .and_then(|group| group.tables.get(table as usize)?.last().copied());
        let title = if copied {
            title_between(source, tokens, before, span.start())
        } else {
            None
        };
        if let Some(there) = there {
            let other = !agree(&claims(source, all, there), &claims(source, all, pick));
            let renamed = title.is_some_and(|title| named(source, tokens, title) != name);
            if renamed || (other && (several || title.is_some())) {
                groups.push(Group {
                    from: title.map_or(before, Span::start),
                    ..Group::default()
                });
            }
        }
        if let Some(title) = title {
            name = named(source, tokens, title);
        }
        before = before.max(span.end());
        if let Some(there) = groups
            .last_mut()
            .and_then(|group| group.tables.get_mut(table as usize))
        {
            there.push(pick);
        }
    }
    groups
}

/// The letters and digits of a title.
fn named(source: &str, tokens: &[Token], title: Span) -> String {
    let within = within(tokens, title.start(), title.end().min(source.len()));
    within
        .iter()
        .map(|token| token.ch())
        .filter(|ch| ch.is_alphanumeric())
        .collect()
}

/// The tokens of a range of the text.
fn within(tokens: &[Token], from: usize, to: usize) -> &[Token] {
    let at = |offset: usize| tokens.partition_point(|token| (token.at() as usize) < offset);
    tokens.get(at(from)..at(to)).unwrap_or_default()
}

/// The title of a report that stands between two places.
fn title_between(source: &str, tokens: &[Token], from: usize, to: usize) -> Option<Span> {
    preamble::read(source, within(tokens, from, to), &[]).title
}

/// Whether two copies of a table have the same cells.
fn agree(left: &[(Field, Cell)], right: &[(Field, Cell)]) -> bool {
    let says = |(field, cell): &(Field, Cell)| {
        right
            .iter()
            .any(|(of, there)| of == field && says_the_same(cell, there))
    };
    left.len() == right.len() && left.iter().all(says)
}

/// Whether a table stands in the text twice, with different values.
fn is_twice(
    source: &str,
    all: &[Tried<'_, '_>],
    placed: &[(Span, Table, Pick)],
    table: Table,
) -> bool {
    let copies = placed.iter().filter(|(_, of, _)| *of == table);
    if copies.clone().nth(1).is_none() {
        return false;
    }
    let mut copies = copies.map(|(_, _, pick)| claims(source, all, *pick));
    let Some(first) = copies.next() else {
        return false;
    };
    copies.any(|other| !agree(&first, &other))
}

/// The cells of a trial that claim something.
fn claims(source: &str, all: &[Tried<'_, '_>], pick: Pick) -> Vec<(Field, Cell)> {
    let Some((tried, trial)) = trial(all, pick) else {
        return Vec::new();
    };
    let maker = Cells::new(source, &tried.rows, trial);
    let mut cells = Vec::new();
    for (run, placement) in trial.sheet.runs.iter().zip(&trial.placements) {
        cells.extend(maker.of(run, placement, &mut Vec::new()));
    }
    cells
}

/// Whether two cells have the same content, wherever they stand.
fn says_the_same(left: &Cell, right: &Cell) -> bool {
    left.state() == right.state() && left.number() == right.number() && left.unit() == right.unit()
}

/// The script of the document: by the characters that only one of the two uses.
fn script(text: &str) -> Script {
    let (mut simplified, mut traditional) = (0usize, 0usize);
    // Ideographs of the basic plane take three bytes, the first of them E3 to E9.
    for ch in text
        .chars()
        .filter(|ch| ('\u{3400}'..='\u{9fff}').contains(ch))
    {
        let leaning = fold::leaning(ch);
        simplified += usize::from(leaning == fold::Leaning::Simplified);
        traditional += usize::from(leaning == fold::Leaning::Traditional);
    }
    // A name or a quotation in the other script does not make a document mixed.
    let (few, many) = (simplified.min(traditional), simplified.max(traditional));
    match (simplified, traditional) {
        (0, 0) => Script::Neutral,
        _ if few * 10 > many => Script::Mixed,
        _ if simplified > traditional => Script::Simplified,
        _ => Script::Traditional,
    }
}

/// Writes a report.
struct Writer<'a> {
    source: &'a str,
    all: &'a [Tried<'a, 'a>],
    draft: Draft,
    finding_limit: usize,
}

impl Writer<'_> {
    fn tables(&mut self, group: &Group) {
        for (&table, picks) in Table::ALL.iter().zip(&group.tables) {
            for (index, &pick) in picks.iter().enumerate() {
                self.table(table, pick, index == 0);
            }
            if picks.len() > 1 {
                let finding = Finding::new(
                    &code::REPEATED_TABLE,
                    &[("table", table.into()), ("count", picks.len().into())],
                );
                let spans: Vec<Span> = picks
                    .iter()
                    .filter_map(|&pick| trial(self.all, pick))
                    .map(|(tried, trial)| span(&tried.rows, trial, self.source))
                    .collect();
                self.draft.findings.push(finding.located(spans));
            }
        }
    }

    /// Writes the cells of one trial, `first` if it is the table's first.
    fn table(&mut self, table: Table, pick: Pick, first: bool) {
        let Some((tried, trial)) = trial(self.all, pick) else {
            return;
        };
        let stands = trial.stands();
        let maker = Cells::new(self.source, &tried.rows, trial);
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        if first && let Some(slot) = self.draft.tables.get_mut(table as usize) {
            *slot = Some(TableReading {
                template: trial.template,
                layout: tried.layout(),
                rows: count(trial.sheet.runs.len()),
                confirmed: count(trial.confirming),
                span: span(&tried.rows, trial, self.source),
            });
        }
        if !stands {
            let finding = Finding::new(&code::LAYOUT_UNSETTLED, &[("table", table.into())]);
            self.draft
                .findings
                .push(finding.located([span(&tried.rows, trial, self.source)]));
        }
        for (run, placement) in trial.sheet.runs.iter().zip(&trial.placements) {
            let mut findings = Vec::new();
            let cells = maker.of(run, placement, &mut findings);
            self.row_findings(tried, trial, run, placement, &cells);
            self.draft.findings.append(&mut findings);
            for (field, cell) in cells {
                let cell = if stands { cell } else { withdrawn(cell) };
                self.put(field, cell);
            }
            self.draft
                .rows
                .retain(|evidence| evidence.row != run.row || run.proceeding.is_some());
            self.draft.rows.push(RowEvidence {
                row: run.row,
                label: run.label,
                label_span: run.label_span,
                label_rest: run.label_rest,
                offset: placement.offset,
                steps: placement.steps.clone().into(),
            });
        }
        self.extra_rows(tried, trial);
    }

    /// Puts a cell where none is; where a copy of the table says something else, both are possible.
    fn put(&mut self, field: Field, cell: Cell) {
        let Some(there) = self.draft.cells.get_mut(field.index()) else {
            return;
        };
        if there.state() == State::Absent {
            *there = cell;
        } else if cell.state() != State::Absent && !says_the_same(there, &cell) {
            let mut candidates: Vec<Candidate> = std::mem::take(there).into_candidates();
            candidates.extend(cell.into_candidates());
            *there = Cell::ambiguous(candidates);
        }
    }

    fn row_findings(
        &mut self,
        tried: &Tried<'_, '_>,
        trial: &Trial,
        run: &crate::place::assemble::Run,
        placement: &crate::place::columns::Placement,
        cells: &[(Field, Cell)],
    ) {
        let fields = || cells.iter().map(|(field, _)| *field);
        let slots = tried.rows.fields_of(run.first, run.last);
        let place = run.label_span.or_else(|| {
            slots
                .first()
                .map(|slot| tried.rows.strip.span_of(slot, self.source))
        });
        let row = || Words::from(run.row);
        let printed = || {
            place
                .and_then(|span| self.source.get(span.range()))
                .map(short)
                .unwrap_or_default()
        };
        let finding = match run.label {
            LabelMatch::Near => Some(Finding::new(
                &code::LABEL_NEAR,
                &[("row", row()), ("printed", printed().into())],
            )),
            LabelMatch::Part | LabelMatch::Torn => Some(Finding::new(
                &code::LABEL_TORN,
                &[("row", row()), ("printed", printed().into())],
            )),
            LabelMatch::Lost => Some(Finding::new(&code::LABEL_LOST, &[("row", row())])),
            _ => None,
        };
        if let Some(finding) = finding {
            self.draft
                .findings
                .push(finding.about(fields()).located(place));
        }
        if trial.stands() && !placement.is_settled() {
            let columns = placement.choices.len();
            let counted = |entry, expected: usize| {
                Finding::new(
                    entry,
                    &[
                        ("row", row()),
                        ("found", placement.width.into()),
                        ("expected", expected.into()),
                    ],
                )
            };
            let finding = match placement.usual {
                Some(usual) if usual != placement.width => counted(&code::ROW_WIDTH, usual),
                _ if placement.width < columns => counted(&code::ROW_SHORT, columns),
                _ => Finding::new(&code::ROW_UNSETTLED, &[("row", row())]),
            };
            self.draft
                .findings
                .push(finding.about(fields()).located(place));
        }
    }

    /// Rows with values that the form does not have.
    fn extra_rows(&mut self, tried: &Tried<'_, '_>, trial: &Trial) {
        let limit = self.finding_limit;
        for orphan in &trial.sheet.orphans {
            let Some(text) = orphan
                .text
                .and_then(|text| tried.rows.fields.get(text as usize))
            else {
                continue;
            };
            // One finding beyond the limit says that there were more.
            if self.draft.findings.len() > limit {
                break;
            }
            let label_span = tried.rows.strip.span_of(text, self.source);
            let label = short(self.source.get(label_span.range()).unwrap_or_default());
            let slots = tried.rows.fields_of(orphan.first, orphan.last);
            let said = slots
                .iter()
                .rposition(|slot| !slot.is_blank())
                .map_or(0, |at| at + 1);
            let slots = slots.get(..said).unwrap_or_default();
            let spans: Vec<Span> = slots
                .iter()
                .map(|slot| tried.rows.strip.span_of(slot, self.source))
                .collect();
            let cells = spans
                .iter()
                .map(|span| self.source.get(span.range()).unwrap_or_default().into())
                .collect();
            let span = spans.iter().copied().fold(label_span, Span::cover);
            let finding = Finding::new(
                &code::EXTRA_ROW,
                &[
                    ("table", trial.sheet.table.into()),
                    ("label", label.clone().into()),
                ],
            );
            self.draft.findings.push(finding.located([span]));
            self.draft.extra_rows.push(ExtraRow {
                table: trial.sheet.table,
                label: label.into(),
                cells,
                span,
            });
        }
    }

    fn several(&mut self, count: usize) {
        let finding = Finding::new(&code::SEVERAL_REPORTS, &[("count", count.into())]);
        self.draft.findings.push(finding);
    }

    fn limits(&mut self, options: &Options) {
        if self.all.iter().any(|tried| tried.overflow) {
            let limit = options.table_limit().to_string();
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
    fn preamble(&mut self, tokens: &[Token], options: &Options) {
        let mut tables: Vec<Span> = self
            .draft
            .tables
            .iter()
            .flatten()
            .map(TableReading::span)
            .collect();
        tables.sort();
        let found = preamble::read(self.source, tokens, &tables);
        self.draft.title = found.title;
        self.draft.agency = found.agency.map(|agency| Agency {
            simplified: options.simplified(&agency.raw),
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

    /// What is missing or odd about the document as a whole.
    fn judge(&mut self) {
        self.garbled();
        let form = |table: Table| {
            self.draft
                .tables
                .get(table as usize)
                .and_then(Option::as_ref)
                .and_then(TableReading::template)
        };
        let (article20, applications) = (form(Table::Article20), form(Table::Applications));
        let mut findings = Vec::new();
        for &table in Table::ALL {
            let found = self
                .draft
                .tables
                .get(table as usize)
                .is_some_and(Option::is_some);
            if !found {
                findings.push(Finding::new(
                    &code::TABLE_MISSING,
                    &[("table", table.into())],
                ));
                continue;
            }
            let template = form(table).or(article20).or(applications);
            findings.extend(self.missing_rows(table, template));
        }
        if let (Some(left), Some(right)) = (article20, applications)
            && left != right
        {
            findings.push(Finding::new(
                &code::MIXED_FORMS,
                &[
                    ("table", Table::Article20.into()),
                    ("template", left.into()),
                    ("other_table", Table::Applications.into()),
                    ("other_template", right.into()),
                ],
            ));
        }
        if let (Some(year), Some(Template::Y2019)) = (
            self.draft.year.filter(|year| *year >= 2021),
            article20.or(applications),
        ) {
            findings.push(Finding::new(
                &code::FORM_OLDER_THAN_YEAR,
                &[("year", year.into()), ("template", Template::Y2019.into())],
            ));
        }
        self.draft.findings.append(&mut findings);
    }

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

    fn finish(mut self, options: &Options) -> Report {
        let limit = options.finding_limit();
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

/// A cell of a table whose layout is not settled: what it would be is only a candidate.
fn withdrawn(cell: Cell) -> Cell {
    match cell.state() {
        State::Ambiguous | State::Absent => cell,
        _ => Cell::ambiguous(cell.into_candidates()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_script_is_that_of_most_characters() {
        assert_eq!(script("行政复议"), Script::Simplified);
        assert_eq!(script("行政復議"), Script::Traditional);
        assert_eq!(script("规章國家"), Script::Mixed);
        assert_eq!(script("12 abc"), Script::Neutral);
    }
}
