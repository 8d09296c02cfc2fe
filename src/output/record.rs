//! The record contract `gongkai.record/1`: one JSON object a report.

use serde::{Serialize, Serializer};

use crate::error::{Error, ErrorKind};
use crate::model::json::{Fields, Tables};
use crate::model::{
    CellOut, Claim, ExtraRow, Finding, Layout, Report, Script, TableReading, TextKind,
};
use crate::template::{Kind, Template};

/// The name and version of the contract. It grows by new members only.
const SCHEMA: &str = "gongkai.record/1";

/// The version of this crate: what read the document.
const READER: &str = env!("CARGO_PKG_VERSION");

/// How many candidates of an ambiguous cell a record lists, before it says that there are more.
const CANDIDATES: usize = 8;

/// A report as a record of the contract `gongkai.record/1`: what [`Report::record`] returns, to be
/// serialised as one JSON object.
///
/// Its findings are those of the reading, and behind them those of [`Report::check`]. Unlike the JSON of a [`Report`]
/// itself, a record does not hold the text, and is not read back.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    report: &'r Report,
    source: &'r str,
}

impl Report {
    /// The report as a record; `source` says what was read: a file's name, a URL.
    ///
    /// ```
    /// # let report = gongkai::Report::default();
    /// let line = serde_json::to_string(&report.record("report.txt"))?;
    /// assert!(line.starts_with(r#"{"schema":"gongkai.record/1","#));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub const fn record<'r>(&'r self, source: &'r str) -> Record<'r> {
        Record {
            report: self,
            source,
        }
    }
}

/// The members, in the order of the contract.
#[derive(Serialize)]
struct Members<'r> {
    schema: &'static str,
    reader: &'static str,
    source: &'r str,
    text: TextKind,
    template: Option<Template>,
    year: Option<u16>,
    agency: Option<&'r str>,
    agency_raw: Option<&'r str>,
    script: Script,
    tables: Tables<TableOut>,
    fields: Fields<'r>,
    extra_rows: &'r [ExtraRow],
    claims: &'r [Claim],
    findings: Vec<&'r Finding>,
}

/// What a record says of a table.
#[derive(Serialize)]
struct TableOut {
    template: Option<Template>,
    layout: Layout,
    rows: u16,
    confirmed: u16,
}

impl TableOut {
    fn of(table: &TableReading) -> Self {
        let TableReading {
            template,
            layout,
            rows,
            confirmed,
            ..
        } = *table;
        Self {
            template,
            layout,
            rows,
            confirmed,
        }
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.report;
        let checks = report.check();
        let members = Members {
            schema: SCHEMA,
            reader: READER,
            source: self.source,
            text: report.text_kind(),
            template: report.template(),
            year: report.year(),
            agency: report.agency(),
            agency_raw: report.agency_raw(),
            script: report.script(),
            tables: Tables::of(report, TableOut::of),
            fields: Fields {
                report,
                cell: |field, cell| CellOut::limited(cell, field.kind() == Kind::Money, CANDIDATES),
            },
            extra_rows: report.extra_rows(),
            claims: report.claims(),
            findings: report.findings().iter().chain(checks.findings()).collect(),
        };
        members.serialize(serializer)
    }
}

/// What stands in place of a record where a document could not be read: what [`Error::record`] returns.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorRecord<'r> {
    schema: &'static str,
    reader: &'static str,
    source: &'r str,
    error: ErrorOut,
}

/// The error in a record.
#[derive(Clone, Debug, Serialize)]
struct ErrorOut {
    kind: &'static str,
    message: String,
}

impl Error {
    /// The error as a record, for the line that a report would have had.
    ///
    /// ```
    /// let error = gongkai::Error::from(gongkai::ErrorKind::Empty);
    /// let line = serde_json::to_string(&error.record("empty.txt"))?;
    /// assert!(line.ends_with(
    ///     r#""source":"empty.txt","error":{"kind":"empty","message":"there is no text to read"}}"#
    /// ));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn record<'r>(&self, source: &'r str) -> ErrorRecord<'r> {
        let kind: ErrorKind = self.kind();
        let error = ErrorOut {
            kind: kind.as_str(),
            message: self.to_string(),
        };
        ErrorRecord {
            schema: SCHEMA,
            reader: READER,
            source,
            error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::sample;

    /// The record of the sample, without the fields that are absent.
    const GOLDEN: &str = concat!(
        r#"{"schema":"gongkai.record/1","reader":"VERSION","source":"report.txt","text":"input","#,
        r#""template":"2021","year":2023,"agency":"某某县统计局","agency_raw":"某某縣統計局","script":"traditional","#,
        r#""tables":{"article20":{"template":"2021","layout":"delimited","rows":3,"confirmed":2}},"#,
        r#""fields":{"article20.item1.rules.issued":{"state":"reported","value":"3","raw":"3","span":[117,118]},"#,
        r#""article20.item1.rules.repealed":{"state":"blank","raw":"","span":[120,120]},"#,
        r#""article20.item1.rules.in_force":{"state":"nil","raw":"—","span":[123,126]},"#,
        r#""article20.item8.fees.amount":{"state":"reported","value":"12.50","unit":"万元","raw":"12.50","span":[155,160]},"#,
        r#""applications.received.natural_person":{"state":"ambiguous","candidates":["#,
        r#"{"state":"reported","value":"2","raw":"2","span":[257,258]},{"state":"blank"}]},"#,
        r#""applications.received.enterprise":{"state":"unreadable","raw":"約2","span":[254,258]},"#,
        r#""applications.received.total":{"state":"reported","value":"14","raw":"1 4","span":[248,251],"spans":[[248,249],[250,251]]}},"#,
        r#""extra_rows":[{"table":"article20","label":"其他文件","cells":["186","另表"],"span":[163,194]}],"#,
        r#""claims":[],"#,
        r#""findings":[{"code":"table-missing","severity":"error","cause":"unclear","message":"the disputes table was not found","#,
        r#""message_zh":"没有找到行政复议、行政诉讼情况表","fields":[],"spans":[]},"#,
        r#"{"code":"row-short","severity":"warning","outcome":"fails","cause":"unclear","#,
        r#""message":"row “一、本年新收政府信息公开申请数量” has 2 cells where the form has 7","#,
        r#""message_zh":"“一、本年新收政府信息公开申请数量”一行有2格，格式规定为7格","#,
        r#""fields":["applications.received.total"],"expected":"7","actual":"2","difference":"-5","spans":[[248,251]]},"#,
        r#"{"code":"article20.rules-without-power","severity":"advice","outcome":"fails","cause":"unclear","#,
        r#""message":"row “规章” has 3, but a body such as 某某县统计局 can make no rules","#,
        r#""message_zh":"“规章”一行填有3件，而某某县统计局无权制定规章","#,
        r#""fields":["article20.item1.rules.issued"],"expected":"0","actual":"3","difference":"3","spans":[[117,118]]}]}"#
    );

    #[test]
    fn a_record_follows_the_contract() {
        let json = serde_json::to_string(&sample().record("report.txt")).unwrap();
        assert_eq!(json.matches(r#":{"state":"absent"}"#).count(), 193);
        let fields = json.split_once(r#""fields":{"#).unwrap().1;
        assert!(
            fields.starts_with(r#""article20.item1.rules.issued""#),
            "fields are in the form's order"
        );
        assert_eq!(without_absent(&json), GOLDEN.replace("VERSION", READER));
    }

    /// The record without its absent fields.
    fn without_absent(json: &str) -> String {
        let mut rest = json.to_owned();
        while let Some(end) = rest.find(r#":{"state":"absent"}"#) {
            let start = rest[..end - 1].rfind('"').unwrap();
            let behind = end + r#":{"state":"absent"}"#.len();
            if rest[behind..].starts_with(',') {
                rest.replace_range(start..behind + 1, "");
            } else {
                rest.replace_range(start - 1..behind, "");
            }
        }
        rest
    }

    #[test]
    fn what_is_not_known_is_null() {
        let json = serde_json::to_string(&Report::default().record("-")).unwrap();
        let expected = concat!(
            r#""source":"-","text":"input","template":null,"year":null,"agency":null,"agency_raw":null,"#,
            r#""script":"neutral","tables":{},"fields":{},"extra_rows":[],"claims":[],"findings":[]}"#
        );
        assert!(json.ends_with(expected), "{json}");
    }

    #[test]
    fn an_error_stands_in_a_record_of_its_own() {
        let error = Error::from(ErrorKind::TooLarge { limit: 8 });
        let json = serde_json::to_string(&error.record("big.txt")).unwrap();
        let expected = r#""source":"big.txt","error":{"kind":"too-large","message":"the document has more than 8 bytes"}}"#;
        assert!(json.ends_with(expected), "{json}");
    }
}
