//! Tidy data: one row a cell.

use serde::{Serialize, Serializer};

use crate::model::{Cell, Number, Report, State, TableReading};
use crate::template::{Field, Kind, Template, Unit};

/// A cell of a report with all that a table of cells needs to know of it: what [`Report::observations`] gives.
///
/// As JSON it is one flat object, always with the same members, so that many of them make a table:
///
/// ```
/// let text = "青禾县水务局2023年政府信息公开工作年度报告\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n";
/// let report = gongkai::read_text(text)?;
/// let penalties = report.observations().find(|it| it.field().id() == "article20.item6.penalties.decisions");
/// assert_eq!(
///     serde_json::to_string(&penalties).unwrap(),
///     r#"{"agency":"青禾县水务局","year":2023,"template":"2021","field":"article20.item6.penalties.decisions","row":"行政处罚","column":"本年处理决定数量","state":"reported","value":"17","unit":null,"raw":"17","start":141,"end":143}"#
/// );
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Observation<'r> {
    report: &'r Report,
    field: Field,
    cell: &'r Cell,
}

impl Report {
    /// The cells of [`Report::cells`] as tidy data: one row a cell, each with the agency, the year and the labels that it
    /// belongs to.
    ///
    /// ```
    /// # let report = gongkai::read_text("第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t17\n行政强制\t—\n")?;
    /// let total: i64 = report
    ///     .observations()
    ///     .filter(|it| it.column_label() == "本年处理决定数量")
    ///     .filter_map(|it| it.cell().number()?.to_i64())
    ///     .sum();
    /// assert_eq!(total, 17);
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    pub fn observations(&self) -> impl Iterator<Item = Observation<'_>> + '_ {
        self.cells().map(|(field, cell)| Observation {
            report: self,
            field,
            cell,
        })
    }
}

impl<'r> Observation<'r> {
    /// The agency in Simplified script, if the document names it: [`Report::agency`].
    #[must_use]
    pub fn agency(self) -> Option<&'r str> {
        self.report.agency()
    }

    /// The year that the report is on, if the document says: [`Report::year`].
    #[must_use]
    pub const fn year(self) -> Option<u16> {
        self.report.year()
    }

    /// The form that the cell belongs to: that of its table, or of the report, where it has such a cell; else the one that has.
    #[must_use]
    pub fn template(self) -> Option<Template> {
        let table = self.report.table(self.field.table());
        let table = table.and_then(TableReading::template);
        let known = table.or_else(|| self.report.template());
        match (known, self.field.templates()) {
            (Some(template), _) if self.field.is_in(template) => Some(template),
            (_, [only]) => Some(*only),
            _ => None,
        }
    }

    /// Which cell of the form it is.
    #[must_use]
    pub const fn field(self) -> Field {
        self.field
    }

    /// The label of its row, as its form prints it.
    #[must_use]
    pub fn row_label(self) -> &'static str {
        match self.template() {
            Some(template) => self.field.labels_in(template).0,
            None => self.field.row_label(),
        }
    }

    /// The label of its column, as its form prints it.
    #[must_use]
    pub fn column_label(self) -> &'static str {
        match self.template() {
            Some(template) => self.field.labels_in(template).1,
            None => self.field.column_label(),
        }
    }

    /// The unit of an amount of money, if the document states one. What other cells count, [`Field::unit`] says.
    #[must_use]
    pub fn unit(self) -> Option<Unit> {
        let money = self.field.kind() == Kind::Money;
        self.cell.unit().filter(|_| money)
    }

    /// The cell: its state, its number, its text and its place.
    #[must_use]
    pub const fn cell(self) -> &'r Cell {
        self.cell
    }
}

/// The members, in their order.
#[derive(Serialize)]
struct Members<'r> {
    agency: Option<&'r str>,
    year: Option<u16>,
    template: Option<Template>,
    field: Field,
    row: &'static str,
    column: &'static str,
    state: State,
    value: Option<Number>,
    unit: Option<Unit>,
    raw: &'r str,
    start: Option<usize>,
    end: Option<usize>,
}

impl Serialize for Observation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let span = self.cell.span();
        let members = Members {
            agency: self.agency(),
            year: self.year(),
            template: self.template(),
            field: self.field,
            row: self.row_label(),
            column: self.column_label(),
            state: self.cell.state(),
            value: self.cell.number(),
            unit: self.unit(),
            raw: self.cell.raw(),
            start: span.map(|span| span.start()),
            end: span.map(|span| span.end()),
        };
        members.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{field, sample};

    #[test]
    fn there_is_one_for_each_cell_of_the_form() {
        let report = sample();
        assert_eq!(report.observations().count(), report.cells().count());
        let ids = |it: Observation<'_>| it.field().id();
        let fields: Vec<_> = report.observations().map(ids).collect();
        assert!(
            fields
                .iter()
                .eq(report.fields().map(Field::id).collect::<Vec<_>>().iter())
        );
    }

    #[test]
    fn labels_are_those_of_the_form() {
        let report = sample();
        let labels = |id| {
            let mut all = report.observations();
            let it = all.find(|it| it.field() == field(id)).unwrap();
            (it.template(), it.row_label(), it.column_label())
        };
        assert_eq!(
            labels("article20.item1.normative_documents.issued"),
            (Some(Template::Y2021), "行政规范性文件", "本年制发件数")
        );
        assert_eq!(
            labels("litigation.direct.total"),
            (Some(Template::Y2021), "行政诉讼/未经复议直接起诉", "总计")
        );
    }

    #[test]
    fn a_cell_of_the_other_form_keeps_its_own() {
        let mut draft = sample().draft().clone();
        let procurement = field("article20.item9.procurement.amount");
        draft.put(procurement, Cell::blank(crate::Span::new(3, 3)));
        let report = Report::from_draft(draft);
        let it = report
            .observations()
            .find(|it| it.field() == procurement)
            .unwrap();
        assert_eq!(
            (it.template(), it.column_label()),
            (Some(Template::Y2019), "采购总金额")
        );
        assert_eq!(it.cell().state(), State::Blank);
    }

    #[test]
    fn every_one_has_the_same_members() {
        let members = |it: Observation<'_>| {
            let json = serde_json::to_value(it).unwrap();
            json.as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        let report = sample();
        let mut all = report.observations().map(members);
        let first = all.next().unwrap();
        assert_eq!(first.len(), 12);
        assert!(all.all(|members| members == first));
    }
}
