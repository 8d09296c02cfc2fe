//! Columns of the form that a document does not have.

use super::tables::Writer;
use crate::{
    model::{Finding, Words, code},
    place::{assemble::Header, choose::Tried, cut::Cut, item::Item, settle::Trial},
    span::Span,
    template::{Block, Column, Field, Template},
};

/// A header with fewer columns says nothing of the others: it may be the other form's.
const FEWEST: usize = 2;

impl Writer<'_> {
    /// The columns that a header leaves out and that its rows have no room for.
    pub(super) fn missing_columns(&mut self, tried: &Tried<'_, '_>, trial: &Trial) {
        // Elsewhere a blank cell may leave no trace, so that no row says how wide it is.
        let traced = matches!(
            tried.cut,
            Cut::Delimited(_) | Cut::Drawn | Cut::Lists | Cut::Wiki | Cut::Grid
        );
        if !traced || tried.manner.flows {
            return;
        }
        for (block, header) in &trial.sheet.headers {
            let own = trial.blocks.iter().find(|(of, _)| of == block);
            let own = own.map(|(_, template)| *template).or(trial.template);
            let Some(template) = own.or_else(|| either(*block)) else {
                continue;
            };
            let form = block.columns(template);
            let is_shown =
                |column: &&Column| header.columns.iter().any(|(shown, _)| shown == *column);
            let count = form.iter().filter(is_shown).count();
            // The disputes table has every label several times.
            if *block == Block::Disputes
                || count < FEWEST
                || !is_understood(tried, header)
                || !is_as_wide(trial, *block, count)
            {
                continue;
            }
            let places: Vec<Span> = header
                .columns
                .iter()
                .filter_map(|(_, field)| tried.rows.fields.get(*field as usize))
                .map(|field| tried.rows.strip.span_of(field, self.source))
                .collect();
            for column in form.iter().filter(|column| !is_shown(column)) {
                let fields = fields(*block, *column, template);
                let label = fields
                    .first()
                    .map_or("", |field| field.labels_in(template).1);
                let arguments = [
                    ("table", trial.sheet.table.into()),
                    ("column", Words::from(format!("“{label}”"))),
                ];
                let finding = Finding::new(&code::COLUMN_MISSING, &arguments);
                let finding = finding.about(fields).located(places.clone());
                self.draft.findings.push(finding);
            }
        }
    }
}

/// Any form, where the columns of a block are the same in all.
fn either(block: Block) -> Option<Template> {
    let [first, others @ ..] = Template::ALL else {
        return None;
    };
    let same = |other: &Template| block.columns(*other) == block.columns(*first);
    others.iter().all(same).then_some(*first)
}

/// Whether nothing stands in the lines of a header but labels: anything else may be a column whose label is torn.
fn is_understood(tried: &Tried<'_, '_>, header: &Header) -> bool {
    let rows = &tried.rows;
    let lines = rows.rows.iter().filter(|row| {
        let within = |field: u32| (row.first..row.last).contains(&field);
        header.columns.iter().any(|(_, field)| within(*field))
    });
    lines
        .flat_map(|row| rows.items_of(row.first, row.last))
        .all(|said| matches!(said, Item::Blank | Item::Labels(_)))
}

/// Whether some row of a block has a cell for each of so many columns, and none has more.
fn is_as_wide(trial: &Trial, block: Block, columns: usize) -> bool {
    let runs = trial.sheet.runs.iter();
    let widths = runs
        .filter(|run| run.row.block() == block)
        .map(|run| run.last.saturating_sub(run.first) as usize);
    widths.max() == Some(columns)
}

/// The fields of a column, in a block.
fn fields(block: Block, column: Column, template: Template) -> Vec<Field> {
    let own = |field: &Field| field.column() == column && field.row().block() == block;
    Field::all()
        .filter(|field| own(field) && field.is_in(template))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::read_text;

    /// The messages about columns.
    fn missing(text: &str) -> Vec<String> {
        let report = read_text(text).expect("there is text");
        let findings = report.findings().iter();
        findings
            .filter(|finding| *finding.code() == "column-missing")
            .map(|finding| finding.message().to_owned())
            .collect()
    }

    /// An applications table with these columns, in rows that have so many cells.
    fn table(columns: &[&str], cells: usize) -> String {
        let row = |label: &str| format!("{label}{}\n", "\t0".repeat(cells));
        let header = format!("\t{}\n", columns.join("\t"));
        let rows = [
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "四、结转下年度继续办理",
        ];
        header + &rows.map(row).concat()
    }

    const COLUMNS: [&str; 7] = [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ];

    #[test]
    fn a_column_that_neither_header_nor_rows_have_is_missing() {
        let mut columns = COLUMNS.to_vec();
        columns.remove(2);
        assert_eq!(
            missing(&table(&columns, 6)),
            ["the applications table has no column “法人或其他组织/科研机构”"]
        );
        columns.pop();
        assert_eq!(missing(&table(&columns, 5)).len(), 2);
    }

    #[test]
    fn a_whole_header_misses_nothing() {
        assert!(missing(&table(&COLUMNS, 7)).is_empty());
        let rules = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t0\t0\t0\n";
        assert!(missing(rules).is_empty());
    }

    #[test]
    fn where_a_label_is_lost_and_the_cells_are_not_nothing_is_said() {
        let mut columns = COLUMNS.to_vec();
        columns.remove(2);
        assert!(missing(&table(&columns, 7)).is_empty());
        columns.insert(2, "某某机构");
        assert!(missing(&table(&columns, 7)).is_empty());
        assert!(missing(&table(&columns, 6)).is_empty());
        // Too little is left of the header to say whose it is.
        assert!(missing(&table(&["自然人"], 1)).is_empty());
        assert!(missing(&table(&[], 6)).is_empty());
    }
}
