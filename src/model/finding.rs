//! What a reading, or a check, found to say about a document.

use std::fmt::{self, Write};

use memchr::memchr;
use serde::{Deserialize, Serialize};

pub(crate) use super::code::Entry;
use crate::model::{Cause, Code, Number, Outcome, Place, Report, Severity};
use crate::span::Span;
use crate::template::{Field, Kind, Row, Table, Template};

/// Something worth saying about a document: what is missing, unusual or contradictory, how much it
/// matters, what looks at fault, and where it stands.
///
/// The message is one sentence in lower case, without a full stop and without a position; it names
/// cells and rows in the form's words. [`Finding::code`] says the same to a program.
///
/// ```
/// # let report = gongkai::Report::default();
/// for finding in report.findings() {
///     let place = finding.at(&report).map(|place| place.to_string()).unwrap_or_default();
///     println!("{place} {}: {} ({})", finding.severity(), finding.message(), finding.code());
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    code: Code,
    severity: Severity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    cause: Cause,
    message: String,
    message_zh: String,
    #[serde(default)]
    fields: Vec<Field>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actual: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    difference: Option<Number>,
    #[serde(default)]
    spans: Vec<Span>,
}

impl Finding {
    /// A finding of the code's usual severity and cause, its messages filled with the arguments.
    /// An argument that the message does not name is not used; one that is not given shows as its name.
    pub(crate) fn new(entry: &'static Entry, arguments: &[(&str, Words)]) -> Self {
        let message = fill(entry.message, arguments, |words| &words.english);
        let message_zh = fill(entry.message_zh, arguments, |words| {
            words.chinese.as_ref().unwrap_or(&words.english)
        });
        Self {
            code: Code::from(entry),
            severity: entry.severity,
            outcome: None,
            cause: entry.cause,
            message,
            message_zh,
            fields: Vec::new(),
            expected: None,
            actual: None,
            difference: None,
            spans: Vec::new(),
        }
    }

    /// With another cause than the code's usual one.
    pub(crate) fn because(mut self, cause: Cause) -> Self {
        self.cause = cause;
        self
    }

    /// With another severity than the code's usual one.
    #[cfg(test)]
    pub(crate) fn ranked(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// As what became of a check.
    pub(crate) fn concluded(mut self, outcome: Outcome) -> Self {
        self.outcome = Some(outcome);
        self
    }

    /// About these fields too.
    pub(crate) fn about(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Standing here too; the first place given is the main one.
    pub(crate) fn located(mut self, spans: impl IntoIterator<Item = Span>) -> Self {
        self.spans.extend(spans);
        self
    }

    /// Standing here first of all.
    pub(crate) fn led_by(mut self, span: Span) -> Self {
        self.spans.insert(0, span);
        self
    }

    /// With the two numbers that disagree, and their difference.
    pub(crate) fn compared(mut self, expected: Number, actual: Number) -> Self {
        self.expected = Some(expected);
        self.actual = Some(actual);
        self.difference = actual.checked_sub(expected);
        self
    }

    /// What kind of thing it is about.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// How much it matters.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// What looks at fault.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        self.cause
    }

    /// What became of the check, where the finding comes from one.
    #[must_use]
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// The finding in English.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The finding in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> &str {
        &self.message_zh
    }

    /// The fields it is about; possibly none.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Where it stands, the main place first; possibly nowhere.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The same, to be changed.
    pub(crate) fn spans_mut(&mut self) -> &mut [Span] {
        &mut self.spans
    }

    /// What a check expected.
    #[must_use]
    pub const fn expected(&self) -> Option<Number> {
        self.expected
    }

    /// What the document has instead.
    #[must_use]
    pub const fn actual(&self) -> Option<Number> {
        self.actual
    }

    /// The actual number less the expected one.
    #[must_use]
    pub const fn difference(&self) -> Option<Number> {
        self.difference
    }

    /// The line and column of its main place.
    #[must_use]
    pub fn at(&self, report: &Report) -> Option<Place> {
        self.spans.first().map(|span| report.place(span.start()))
    }
}

/// The English message.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// An argument of a message.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    english: String,
    /// Nothing where it is the same: what a document prints, numbers, years.
    chinese: Option<String>,
}

impl Words {
    /// An argument that is not the same in both languages.
    pub(crate) fn both(english: impl Into<String>, chinese: impl Into<String>) -> Self {
        Self {
            english: english.into(),
            chinese: Some(chinese.into()),
        }
    }
}

impl Words {
    /// A lone numeral that may be a mark for nothing.
    pub(crate) fn either(number: i64) -> Self {
        Self::both(
            format!("{number} or a mark for nothing"),
            format!("{number}，也可能是空缺符号"),
        )
    }
}

impl From<String> for Words {
    fn from(english: String) -> Self {
        Self {
            english,
            chinese: None,
        }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<usize> for Words {
    fn from(count: usize) -> Self {
        Self::from(count.to_string())
    }
}

impl From<u16> for Words {
    fn from(year: u16) -> Self {
        Self::from(year.to_string())
    }
}

impl From<Number> for Words {
    fn from(number: Number) -> Self {
        Self::from(number.to_string())
    }
}

impl From<Template> for Words {
    fn from(template: Template) -> Self {
        Self::from(template.as_str())
    }
}

impl From<Table> for Words {
    fn from(table: Table) -> Self {
        match table {
            Table::Article20 => Self::both("Article 20 table", "主动公开政府信息情况表"),
            Table::Applications => {
                Self::both("applications table", "收到和处理政府信息公开申请情况表")
            }
            Table::Disputes => Self::both("disputes table", "行政复议、行政诉讼情况表"),
        }
    }
}

impl From<Kind> for Words {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Count => Self::both("whole number of at least 0", "非负整数"),
            Kind::Change => Self::both("whole number", "整数"),
            Kind::Money => Self::both("amount of money", "金额"),
        }
    }
}

/// A row in the form's words, between quotation marks.
impl From<Row> for Words {
    fn from(row: Row) -> Self {
        let fields = Template::ALL
            .iter()
            .rev()
            .flat_map(|template| row.fields(*template));
        let label = match row {
            Row::DISPUTES => "行政复议、行政诉讼",
            _ => fields
                .map(|field| newest(field.row_label()))
                .next()
                .unwrap_or(row.id()),
        };
        Self::from(format!("“{label}”"))
    }
}

/// A label as the later form prints it, where the two forms differ and the catalogue has both.
pub(crate) fn newest(label: &'static str) -> &'static str {
    label.rsplit('|').next().unwrap_or(label)
}

/// A cell in the form's words: its row and its column.
impl From<Field> for Words {
    fn from(field: Field) -> Self {
        let (row, column) = (newest(field.row_label()), newest(field.column_label()));
        Self::both(
            format!("“{column}” of row “{row}”"),
            format!("“{row}”的“{column}”"),
        )
    }
}

/// Fills the arguments into a message: each name in braces is replaced by its words.
fn fill(message: &str, arguments: &[(&str, Words)], language: fn(&Words) -> &String) -> String {
    let words: usize = arguments.iter().map(|(_, it)| language(it).len()).sum();
    let mut filled = String::with_capacity(message.len() + words);
    let mut rest = message;
    while let Some((before, name, after)) = next_argument(rest) {
        filled.push_str(before);
        match arguments.iter().find(|(given, _)| *given == name) {
            Some((_, words)) => filled.push_str(language(words)),
            None => {
                debug_assert!(false, "{message:?} lacks its argument {name:?}");
                // Writing to a string cannot fail.
                let _ = write!(filled, "{{{name}}}");
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The text before the next name in braces, the name, and the text behind it.
fn next_argument(message: &str) -> Option<(&str, &str, &str)> {
    let open = memchr(b'{', message.as_bytes())?;
    let close = open + memchr(b'}', message.as_bytes().get(open..)?)?;
    Some((
        message.get(..open)?,
        message.get(open + 1..close)?,
        message.get(close + 1..)?,
    ))
}

/// The names that a message has in braces.
#[cfg(test)]
pub(crate) fn arguments(message: &str) -> Vec<&str> {
    let mut rest = message;
    let mut names = Vec::new();
    while let Some((_, name, after)) = next_argument(rest) {
        names.push(name);
        rest = after;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::code;
    use crate::model::sample::{field, sample};

    #[test]
    fn messages_name_things_in_the_forms_words() {
        let cases: [(Finding, &str, &str); 5] = [
            (
                Finding::new(
                    &code::ROW_MISSING,
                    &[
                        ("table", Table::Applications.into()),
                        ("row", Row::OTHER.into()),
                    ],
                ),
                "the applications table has no row “三、本年度办理结果/（六）其他处理/3.其他”",
                "收到和处理政府信息公开申请情况表中没有“三、本年度办理结果/（六）其他处理/3.其他”一行",
            ),
            (
                Finding::new(&code::ROW_UNSETTLED, &[("row", Row::DISPUTES.into())]),
                "the values of row “行政复议、行政诉讼” could not be assigned to columns",
                "“行政复议、行政诉讼”一行的数值无法对应到各列",
            ),
            (
                Finding::new(
                    &code::CELL_UNREADABLE,
                    &[
                        ("raw", "约3".into()),
                        ("cell", field("article20.item6.penalties.decisions").into()),
                    ],
                ),
                "“本年处理决定数量” of row “行政处罚” holds “约3”, which is no number",
                "“行政处罚”的“本年处理决定数量”的内容“约3”不是数字",
            ),
            (
                Finding::new(
                    &code::MIXED_FORMS,
                    &[
                        ("table", Table::Article20.into()),
                        ("template", Template::Y2021.into()),
                        ("other_table", Table::Applications.into()),
                        ("other_template", Template::Y2019.into()),
                    ],
                ),
                "the Article 20 table is of the form of 2021, the applications table of that of 2019",
                "主动公开政府信息情况表用2021年格式，收到和处理政府信息公开申请情况表用2019年格式",
            ),
            (
                Finding::new(
                    &code::LIMIT_REACHED,
                    &[
                        ("limit", 64usize.into()),
                        ("what", Words::both("tables", "表格")),
                    ],
                ),
                "there are more than 64 tables, and the rest was left out",
                "表格超过64个，其余从略",
            ),
        ];
        for (finding, english, chinese) in cases {
            assert_eq!(
                (finding.message(), finding.message_zh()),
                (english, chinese)
            );
            assert_eq!(finding.to_string(), english);
        }
    }

    #[test]
    fn every_row_and_field_has_words() {
        for row in Row::all() {
            assert!(Words::from(row).english.chars().count() > 2, "{row:?}");
        }
        for field in Field::all() {
            assert!(!Words::from(field).english.contains(['|', '{']), "{field}");
        }
    }

    #[test]
    fn severity_and_cause_are_the_codes_unless_told() {
        let finding = Finding::new(
            &code::REPEATED_TABLE,
            &[("table", Table::Disputes.into()), ("count", 2usize.into())],
        );
        assert_eq!(
            (finding.severity(), finding.cause()),
            (Severity::Advice, Cause::Document)
        );
        let graver = finding.ranked(Severity::Error).because(Cause::Unclear);
        assert_eq!(
            (graver.severity(), graver.cause(), graver.code().as_str()),
            (Severity::Error, Cause::Unclear, "repeated-table")
        );
    }

    #[test]
    fn json_is_pinned_and_read_back() {
        let report = sample();
        let golden = [
            concat!(
                r#"{"code":"table-missing","severity":"error","cause":"unclear","message":"the disputes table was not found","#,
                r#""message_zh":"没有找到行政复议、行政诉讼情况表","fields":[],"spans":[]}"#
            ),
            concat!(
                r#"{"code":"row-short","severity":"warning","outcome":"fails","cause":"unclear","#,
                r#""message":"row “一、本年新收政府信息公开申请数量” has 2 cells where the form has 7","#,
                r#""message_zh":"“一、本年新收政府信息公开申请数量”一行有2格，格式规定为7格","#,
                r#""fields":["applications.received.total"],"expected":"7","actual":"2","difference":"-5","spans":[[248,251]]}"#
            ),
        ];
        for (finding, json) in report.findings().iter().zip(golden) {
            assert_eq!(serde_json::to_string(finding).unwrap(), json);
            assert_eq!(&serde_json::from_str::<Finding>(json).unwrap(), finding);
        }
        assert_eq!(report.findings()[0].at(&report), None);
        assert_eq!(
            report.findings()[1].at(&report).unwrap().to_string(),
            "7:22"
        );
    }

    #[test]
    fn codes_of_other_versions_are_kept() {
        let json = r#"{"code":"years.carried","severity":"warning","cause":"document","message":"a","message_zh":"一","since":2}"#;
        let finding: Finding = serde_json::from_str(json).unwrap();
        assert_eq!(
            (finding.code().as_str(), finding.fields().len()),
            ("years.carried", 0)
        );
        let bad = json.replace("years.carried", "Years carried");
        assert!(
            serde_json::from_str::<Finding>(&bad)
                .unwrap_err()
                .to_string()
                .contains("is no code")
        );
    }
}
