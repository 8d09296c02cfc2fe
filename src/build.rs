//! From values to a report: the form is filled, written, and read like any other document.

use crate::error::Error;
use crate::fold;
use crate::model::{Agency, Cell, Draft, Layout, Number, Period, Report, Script, TableReading};
use crate::read::read_text;
use crate::span::Span;
use crate::template::{Field, Kind, Section, Template, Unit, UnknownField};

/// Makes a [`Report`] from values, so that an agency can fill in the form and see what is odd about it before it publishes.
///
/// What is wrong with a value is said when it is put in. [`build`](Self::build) writes the form as plain text, reads that text, and
/// returns what was read: everything that holds of a report holds of one that was built, its findings, its spans and its evidence included.
///
/// ```
/// use gongkai::{BuildError, Entry, ReportBuilder, Template, Unit};
///
/// let mut form = ReportBuilder::new(Template::Y2021);
/// form.agency("青禾县水务局").year(2023);
/// form.put("article20.item6.penalties.decisions".parse()?, 17)?;
/// form.put("article20.item6.compulsion.decisions".parse()?, Entry::Nil)?;
/// form.put("article20.item8.fees.amount".parse()?, "12.50".parse::<gongkai::Number>().unwrap())?;
///
/// let report = form.build()?;
/// assert_eq!(report.agency(), Some("青禾县水务局"));
/// let penalties = report.article20().penalties().decisions();
/// assert_eq!(penalties.number(), Some(17.into()));
/// assert_eq!(&report.text()[penalties.span().unwrap().range()], "17");
/// assert_eq!(report.article20().fees().amount().unit(), Some(Unit::TenThousandYuan));
/// assert_eq!(report.applications().received().total().state(), gongkai::State::Blank);
///
/// let wrong = form.put("article20.item6.penalties.decisions".parse()?, -1).unwrap_err();
/// assert_eq!(wrong.to_string(), "article20.item6.penalties.decisions counts, and -1 is negative");
/// let wrong = form.put("article20.item9.procurement.projects".parse()?, 3).unwrap_err();
/// assert_eq!(wrong.to_string(), "the form of 2021 has no cell article20.item9.procurement.projects");
/// # Ok::<(), BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ReportBuilder {
    template: Template,
    agency: Option<String>,
    year: Option<u16>,
    period: Option<Period>,
    script: Script,
    prose: [String; 6],
    entries: Vec<Option<Entry>>,
}

/// What is put into a cell of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// A number. In a cell of money it is in the unit that the header states, if it states one.
    Number(Number),
    /// An amount of money in a unit of its own.
    Money(Number, Unit),
    /// Nothing.
    Blank,
    /// A mark for nothing there.
    Nil,
}

impl From<Number> for Entry {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Entry {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Entry {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Entry {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// Why a report cannot be made of values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The text is no field's id.
    #[error(transparent)]
    UnknownField(#[from] UnknownField),
    /// The cell is one of the other form.
    #[error("the form of {template} has no cell {field}")]
    #[non_exhaustive]
    OtherForm {
        /// The cell.
        field: Field,
        /// The form that is filled.
        template: Template,
    },
    /// A count is not negative.
    #[error("{field} counts, and {number} is negative")]
    #[non_exhaustive]
    Negative {
        /// The cell.
        field: Field,
        /// What was to be put in.
        number: Number,
    },
    /// A count or a change is a whole number.
    #[error("{field} counts, and {number} is no whole number")]
    #[non_exhaustive]
    Fraction {
        /// The cell.
        field: Field,
        /// What was to be put in.
        number: Number,
    },
    /// Money was to be put where none belongs, or in what is no unit of money.
    #[error("{field} is not given in {unit}")]
    #[non_exhaustive]
    WrongUnit {
        /// The cell.
        field: Field,
        /// The unit of what was to be put in.
        unit: Unit,
    },
    /// What was written cannot be read: the prose is longer than a text may be.
    #[error(transparent)]
    Unread(#[from] Error),
    /// What was written is not read back as this year: no report is on it.
    #[error("no report is on the year {year}")]
    #[non_exhaustive]
    NoSuchYear {
        /// The year.
        year: u16,
    },
    /// What was written is not read back as this cell: the prose around the tables looks like a part of them, or the number is beyond measure.
    #[error("{field} is not read back as it was put in")]
    #[non_exhaustive]
    NotReadBack {
        /// The first such cell.
        field: Field,
    },
}

impl ReportBuilder {
    /// A form in which every cell is blank.
    #[must_use]
    pub fn new(template: Template) -> Self {
        Self {
            template,
            agency: None,
            year: None,
            period: None,
            script: Script::Simplified,
            prose: Default::default(),
            entries: vec![None; Field::COUNT],
        }
    }

    /// Sets who reports. The name stands in the title as it is given; white space at its ends and line ends are left out.
    pub fn agency(&mut self, name: impl AsRef<str>) -> &mut Self {
        let name: Vec<&str> = name.as_ref().split_whitespace().collect();
        self.agency = Some(name.join(" ")).filter(|name| !name.is_empty());
        self
    }

    /// Sets the year that is reported on.
    pub const fn year(&mut self, year: u16) -> &mut Self {
        self.year = Some(year);
        self
    }

    /// Sets the time that the figures cover, which is said below the title.
    pub const fn period(&mut self, period: Period) -> &mut Self {
        self.period = Some(period);
        self
    }

    /// Sets the script of the form's words: [`Script::Traditional`], else Simplified.
    pub const fn script(&mut self, script: Script) -> &mut Self {
        self.script = script;
        self
    }

    /// Sets what stands under the heading of a section, a paragraph a line.
    pub fn prose(&mut self, section: Section, text: impl Into<String>) -> &mut Self {
        if let Some(place) = self.prose.get_mut(section as usize) {
            *place = text.into();
        }
        self
    }

    /// Fills a cell. What it held before is forgotten.
    ///
    /// # Errors
    ///
    /// If the form has no such cell, or the cell holds nothing of the kind.
    pub fn put(&mut self, field: Field, entry: impl Into<Entry>) -> Result<&mut Self, BuildError> {
        let entry = entry.into();
        self.check(field, entry)?;
        if let Some(place) = self.entries.get_mut(field.index()) {
            *place = Some(entry);
        }
        Ok(self)
    }

    fn check(&self, field: Field, entry: Entry) -> Result<(), BuildError> {
        let template = self.template;
        if !field.is_in(template) {
            return Err(BuildError::OtherForm { field, template });
        }
        match (entry, field.kind()) {
            (Entry::Blank | Entry::Nil, _) | (Entry::Number(_), Kind::Money) => Ok(()),
            (Entry::Money(_, unit), kind) if kind != Kind::Money || unit.yuan().is_none() => {
                Err(BuildError::WrongUnit { field, unit })
            }
            (Entry::Money(..), _) => Ok(()),
            (Entry::Number(number), _) if !number.is_integer() => {
                Err(BuildError::Fraction { field, number })
            }
            (Entry::Number(number), Kind::Count) if number < Number::ZERO => {
                Err(BuildError::Negative { field, number })
            }
            (Entry::Number(_), _) => Ok(()),
        }
    }

    /// The report: the form is written, read, and compared with what was put in. Its text is [`Form::text`](crate::output::form::Form::text).
    ///
    /// # Errors
    ///
    /// If what was written does not say what was put in.
    pub fn build(&self) -> Result<Report, BuildError> {
        let wanted = self.draft();
        let mut form = wanted.form().script(self.script);
        for (section, prose) in Section::ALL.iter().zip(&self.prose) {
            form = form.prose(*section, prose.as_str());
        }
        let text = form.text();
        let read = read_text(&text)?;
        self.compare(&wanted, &read)?;
        Ok(self.named(read))
    }

    /// The values as a report that nobody wrote.
    fn draft(&self) -> Report {
        let mut draft = Draft::new("");
        // The name is written as it was given, in either script.
        draft.agency = self.agency.clone().map(|name| Agency {
            simplified: name.clone(),
            raw: name,
            span: None,
        });
        (draft.year, draft.period) = (self.year, self.period);
        draft.tables = [(); 3].map(|()| Some(self.table()));
        for (field, (cell, entry)) in Field::all().zip(draft.cells.iter_mut().zip(&self.entries)) {
            if field.is_in(self.template) {
                *cell = cell_of(field, entry.unwrap_or(Entry::Blank));
            }
        }
        Report::from_draft(draft)
    }

    const fn table(&self) -> TableReading {
        TableReading {
            template: Some(self.template),
            layout: Layout::Delimited,
            rows: 0,
            confirmed: 0,
            span: Span::new(0, 0),
        }
    }

    fn compare(&self, wanted: &Report, read: &Report) -> Result<(), BuildError> {
        let says = |report: &Report, field| {
            let cell = report.cell(field);
            (cell.state(), cell.number(), cell.unit())
        };
        match Field::all().find(|field| says(wanted, *field) != says(read, *field)) {
            Some(field) => Err(BuildError::NotReadBack { field }),
            None => match self.year {
                Some(year) if read.year() != Some(year) => Err(BuildError::NoSuchYear { year }),
                _ => Ok(()),
            },
        }
    }

    /// The report with the agency as it was given: any name will do, also one that no title would be believed to name.
    fn named(&self, report: Report) -> Report {
        let Some(name) = self
            .agency
            .as_deref()
            .filter(|name| report.agency_raw() != Some(name))
        else {
            return report;
        };
        let mut draft = report.into_draft();
        let span = draft
            .text
            .find(name)
            .map(|start| Span::new(start as u32, (start + name.len()) as u32));
        draft.agency = Some(agency(name, span));
        Report::from_draft(draft)
    }
}

/// An agency of this name.
fn agency(name: &str, span: Option<Span>) -> Agency {
    Agency {
        simplified: fold::simplify(name),
        raw: name.to_owned(),
        span,
    }
}

/// What a cell of the form says that holds an entry.
fn cell_of(field: Field, entry: Entry) -> Cell {
    let nowhere = Span::default();
    match entry {
        Entry::Number(number) => Cell::reported(number, field.stated_unit(), "", nowhere),
        Entry::Money(number, unit) => Cell::reported(number, Some(unit), "", nowhere),
        Entry::Blank => Cell::blank(nowhere),
        Entry::Nil => Cell::nil("", nowhere),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::State;

    #[track_caller]
    fn field(id: &str) -> Field {
        id.parse().unwrap()
    }

    fn form(template: Template) -> ReportBuilder {
        let mut form = ReportBuilder::new(template);
        form.agency("青禾县水务局").year(match template {
            Template::Y2019 => 2020,
            Template::Y2021 => 2023,
        });
        form
    }

    #[test]
    fn an_empty_form_is_blank_and_nothing_is_odd_about_it() {
        for template in Template::ALL {
            let report = form(*template).build().unwrap();
            assert_eq!(
                (report.template(), report.agency()),
                (Some(*template), Some("青禾县水务局"))
            );
            assert!(report.cells().all(|(_, cell)| cell.state() == State::Blank));
            assert_eq!(
                report.cells().count(),
                Field::all().filter(|field| field.is_in(*template)).count()
            );
            let errors = report
                .findings()
                .iter()
                .map(|finding| finding.code().as_str())
                .collect::<Vec<_>>();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }

    #[test]
    fn wrong_values_are_refused_and_leave_the_cell_alone() {
        let mut form = form(Template::Y2019);
        let half: Number = "0.5".parse().unwrap();
        let ten_thousand = |number: i64| Entry::Money(number.into(), Unit::TenThousandYuan);
        let cases: [(&str, Entry, &str); 6] = [
            (
                "article20.item8.fees.amount",
                1.into(),
                "the form of 2019 has no cell article20.item8.fees.amount",
            ),
            (
                "applications.received.total",
                (-1).into(),
                "applications.received.total counts, and -1 is negative",
            ),
            (
                "applications.received.total",
                half.into(),
                "applications.received.total counts, and 0.5 is no whole number",
            ),
            (
                "article20.item5.licensing.change",
                half.into(),
                "article20.item5.licensing.change counts, and 0.5 is no whole number",
            ),
            (
                "applications.received.total",
                ten_thousand(1),
                "applications.received.total is not given in 万元",
            ),
            (
                "article20.item9.procurement.amount",
                Entry::Money(1.into(), Unit::Piece),
                "article20.item9.procurement.amount is not given in 件",
            ),
        ];
        for (id, entry, message) in cases {
            assert_eq!(form.put(field(id), entry).unwrap_err().to_string(), message);
        }
        let unknown: BuildError = "fees".parse::<Field>().unwrap_err().into();
        assert_eq!(unknown.to_string(), "no field has the id \"fees\"");
        let report = form.build().unwrap();
        assert!(report.cells().all(|(_, cell)| cell.state() == State::Blank));
    }

    #[test]
    fn what_is_put_in_is_read() {
        let mut form = form(Template::Y2019);
        let amount: Number = "12.50".parse().unwrap();
        form.put(field("article20.item5.licensing.change"), -3)
            .unwrap();
        form.put(field("article20.item9.procurement.projects"), 4)
            .unwrap();
        form.put(
            field("article20.item9.procurement.amount"),
            Entry::Money(amount, Unit::Yuan),
        )
        .unwrap();
        form.put(field("applications.received.total"), Entry::Nil)
            .unwrap();
        let report = form.build().unwrap();
        let procurement = report.article20().procurement();
        assert_eq!(
            report.article20().licensing().change().number(),
            Some((-3).into())
        );
        assert_eq!(
            (procurement.amount().number(), procurement.amount().unit()),
            (Some(amount), Some(Unit::Yuan))
        );
        assert_eq!(procurement.amount().raw(), "12.50元");
        assert_eq!(report.applications().received().total().state(), State::Nil);

        form.put(field("article20.item9.procurement.amount"), 7)
            .unwrap();
        let report = form.build().unwrap();
        let amount = report.article20().procurement().amount();
        assert_eq!((amount.number(), amount.unit()), (Some(7.into()), None));
    }

    #[test]
    fn any_name_will_do() {
        for name in ["青禾县水务局", "Acme", "乾縣人民政府", "局", "2023年"] {
            let mut form = form(Template::Y2021);
            let report = form.agency(format!(" {name}\n")).build().unwrap();
            assert_eq!(report.agency_raw(), Some(name));
            let span = report.agency_span().unwrap();
            assert_eq!(&report.text()[span.range()], name);
        }
        let mut nameless = form(Template::Y2021);
        assert_eq!(nameless.agency(" \n").build().unwrap().agency(), None);
    }

    #[test]
    fn what_would_read_otherwise_is_an_error() {
        assert_eq!(
            form(Template::Y2021).year(1066).build(),
            Err(BuildError::NoSuchYear { year: 1066 })
        );
        let (blank, mut other) = (form(Template::Y2021), form(Template::Y2021));
        let field = field("applications.received.total");
        let read = other.put(field, 3).unwrap().build().unwrap();
        let wanted = blank.build().unwrap();
        assert_eq!(
            blank.compare(&wanted, &read),
            Err(BuildError::NotReadBack { field })
        );
    }

    #[test]
    fn the_largest_and_smallest_numbers_are_read_back() {
        let mut form = form(Template::Y2021);
        let numbers = [
            "9223372036854775807",
            "0.000000000000000001",
            "9.223372036854775807",
        ];
        for number in numbers.map(|text| text.parse::<Number>().unwrap()) {
            let fees = field("article20.item8.fees.amount");
            let report = form.put(fees, number).unwrap().build().unwrap();
            assert_eq!(report.cell(fees).number(), Some(number));
        }
    }

    #[test]
    fn prose_and_period_stand_in_the_text() {
        let mut form = form(Template::Y2021);
        let day = |text: &str| text.parse().unwrap();
        let period = Period::new(day("2023-01-01"), day("2023-12-31")).unwrap();
        form.period(period)
            .prose(Section::Other, "没有其他事项。")
            .script(Script::Traditional);
        let report = form.build().unwrap();
        assert_eq!(
            (report.period(), report.script()),
            (Some(period), Script::Traditional)
        );
        let last = report.section(Section::Other).unwrap();
        assert_eq!(
            &report.text()[last.range()],
            "六、其他需要報告的事項\n\n没有其他事项。\n"
        );
    }
}
