//! The codes of findings: those of a reading with the words of each, and those of the rules of `check/`.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::model::{Cause, Severity};

/// What kind of thing a [`Finding`](crate::Finding) is about: a stable name such as `row-missing`.
///
/// A code never changes its meaning and is never used again for something else. New ones come with
/// minor versions, so a program should pass over codes that it does not know.
///
/// ```
/// use gongkai::Code;
///
/// let code: Code = "row-missing".parse()?;
/// assert_eq!(code, "row-missing");
/// assert_eq!(code.summary(), Some("a row of the form was not found"));
/// assert!(Code::all().any(|each| each == code));
/// # Ok::<(), gongkai::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct Code(Repr);

#[derive(Clone)]
enum Repr {
    /// A code of this version.
    Known(&'static Entry),
    /// A well-formed code that a report from elsewhere has.
    Other(Box<str>),
}

/// What the registry says about a code.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) severity: Severity,
    pub(crate) cause: Cause,
    pub(crate) summary: &'static str,
    pub(crate) summary_zh: &'static str,
    /// The message, with its arguments in braces.
    pub(crate) message: &'static str,
    /// The same in Chinese, with the same arguments.
    pub(crate) message_zh: &'static str,
}

/// Declares a registry: a constant for each code, and the list of all.
macro_rules! codes {
    ($($constant:ident = $name:literal, $severity:ident, $cause:ident,
        $summary:literal, $summary_zh:literal, $message:literal, $message_zh:literal;)+) => {
        $(
            #[doc = concat!("`", $name, "`: ", $message)]
            pub(crate) static $constant: $crate::model::code::Entry = $crate::model::code::Entry {
                name: $name,
                severity: $crate::model::Severity::$severity,
                cause: $crate::model::Cause::$cause,
                summary: $summary,
                summary_zh: $summary_zh,
                message: $message,
                message_zh: $message_zh,
            };
        )+

        /// Every code declared here, in this order.
        pub(crate) static ALL: &[&$crate::model::code::Entry] = &[$(&$constant),+];
    };
}

pub(crate) use codes;

codes! {
    TABLE_MISSING = "table-missing", Error, Unclear,
        "a table of the form was not found", "没有找到格式规定的表格",
        "the {table} was not found", "没有找到{table}";
    ROW_MISSING = "row-missing", Warning, Unclear,
        "a row of the form was not found", "没有找到格式规定的某一行",
        "the {table} has no row {row}", "{table}中没有{row}一行";
    COLUMN_MISSING = "column-missing", Warning, Document,
        "a column of the form was not found", "没有找到格式规定的某一列",
        "the {table} has no column {column}", "{table}中没有{column}一列";
    SEVERAL_REPORTS = "several-reports", Warning, Document,
        "the document holds several reports", "文档中有多份报告",
        "the document holds {count} reports, of which this is the first", "文档中有{count}份报告，此为第一份";
    REPEATED_TABLE = "repeated-table", Advice, Document,
        "a table stands in the document more than once", "同一表格在文档中出现多次",
        "the {table} stands in the document {count} times", "{table}在文档中出现{count}次";
    LAYOUT_UNSETTLED = "layout-unsettled", Error, Reading,
        "no layout explains a table, or several do", "表格的版式无法确定",
        "the layout of the {table} could not be settled", "{table}的版式无法确定";
    ROW_UNSETTLED = "row-unsettled", Warning, Reading,
        "the values of a row could not be assigned to its columns", "某一行的数值无法对应到各列",
        "the values of row {row} could not be assigned to columns", "{row}一行的数值无法对应到各列";
    CELL_UNREADABLE = "cell-unreadable", Warning, Document,
        "a cell holds something that is no number", "单元格的内容不是数字",
        "{cell} holds “{raw}”, which is no number", "{cell}的内容“{raw}”不是数字";
    CELL_AMBIGUOUS = "cell-ambiguous", Warning, Reading,
        "the evidence does not fix a cell", "单元格的数值无法确定",
        "{cell} may be {candidates}", "{cell}可能是{candidates}";
    NOTE_IN_CELL = "note-in-cell", Advice, Document,
        "a cell holds a note beside its number", "单元格的数字旁有说明文字",
        "{cell} holds the note “{note}” beside its number", "{cell}的数字旁有说明“{note}”";
    LABEL_TORN = "label-torn", Advice, Reading,
        "labels are torn in pieces", "标签被拆成几段",
        "labels of the {table} are torn in pieces: {count}", "{table}有标签被拆成几段：{count}个";
    LABEL_NEAR = "label-near", Warning, Document,
        "a label differs a little from that of the form", "标签与格式规定略有出入",
        "“{printed}” was taken for row {row}", "“{printed}”视为{row}一行";
    LABEL_LOST = "label-lost", Warning, Reading,
        "a row without its label was placed by its order", "某一行缺少标签，按次序确定",
        "the label of row {row} was not found, and the row was placed by its order",
        "没有找到{row}一行的标签，该行按次序确定";
    MIXED_FORMS = "mixed-forms", Warning, Document,
        "the tables of a report are of different forms", "同一报告的表格格式不一",
        "the {table} is of the form of {template}, the {other_table} of that of {other_template}",
        "{table}用{template}年格式，{other_table}用{other_template}年格式";
    FORM_OLDER_THAN_YEAR = "form-older-than-year", Warning, Document,
        "a report on 2021 or later uses the form of 2019", "2021年及以后的报告使用2019年格式",
        "the report on {year} uses the form of {template}", "{year}年的报告使用{template}年格式";
    OTHER_FORM = "other-form", Error, Document,
        "the tables are of a form that is not read", "表格属于未支持的格式",
        "the document holds the statistics table used before 2019, which is not read",
        "文档中是2019年以前的政府信息公开情况统计表，未予读取";
    EXTRA_ROW = "extra-row", Advice, Document,
        "a table has a row that the form does not have", "表格中有格式以外的行",
        "the {table} has a row “{label}” that the form does not have", "{table}中有格式以外的“{label}”一行";
    ROW_SHORT = "row-short", Warning, Unclear,
        "a row has fewer cells than the form", "某一行的单元格少于格式规定",
        "row {row} has {found} cells where the form has {expected}", "{row}一行有{found}格，格式规定为{expected}格";
    ROW_WIDTH = "row-width", Warning, Unclear,
        "a row is not as wide as the rows around it", "某一行的宽度与前后各行不同",
        "row {row} is {found} cells wide where its like are {expected}", "{row}一行有{found}格，同类各行为{expected}格";
    VALUE_MISFIT = "value-misfit", Warning, Document,
        "a number is not of the kind that its cell asks for", "数值不符合单元格的要求",
        "{cell} holds “{raw}”, which is no {kind}", "{cell}的内容“{raw}”不是{kind}";
    DIGITS_RUN_TOGETHER = "digits-run-together", Warning, Reading,
        "digits of several cells stand together without a gap", "几个单元格的数字连在一起",
        "the digits “{raw}” of row {row} were split into {count} numbers", "{row}一行连在一起的数字“{raw}”拆成{count}个";
    LIMIT_REACHED = "limit-reached", Warning, Reading,
        "a limit was reached, and something was left out", "达到上限，部分内容从略",
        "there are more than {limit} {what}, and the rest was left out", "{what}超过{limit}个，其余从略";
    SETTLED_BY_IDENTITY = "settled-by-identity", Advice, Reading,
        "cells that leave no trace of their columns were settled by the sums of the form", "部分单元格的列未留痕迹，按勾稽关系确定",
        "the sums of the form settled {count} cells of row {row}", "{row}一行有{count}格按勾稽关系确定";
    GARBLED_TEXT = "garbled-text", Warning, Document,
        "some of the text is garbled", "部分文字为乱码",
        "{count} characters of the text are garbled", "文中有{count}个字符为乱码";
    PAGE_IS_PICTURE = "page-is-picture", Error, Document,
        "a page is a picture without text", "页面是没有文字的图片",
        "pictures without text stand for page {pages}: text recognition (OCR) is needed first",
        "第{pages}页是没有文字的图片，须先经文字识别（OCR）";
    TEXT_RECOGNISED = "text-recognised", Warning, Document,
        "the text of a page is that of a program that recognised it in a picture", "页面的文字是由图片识别而来的",
        "the text of page {pages} was recognised in a picture, and may be wrong", "第{pages}页的文字由图片识别而来，可能有误";
    FONT_UNMAPPED = "font-unmapped", Warning, Document,
        "fonts do not say which characters some glyphs are", "字体没有说明部分字形是什么字符",
        "{count} glyphs of page {pages} are unknown characters: their fonts do not map them", "第{pages}页有{count}个字形的字符未知：字体没有对应关系";
    TEXT_COVERED = "text-covered", Warning, Document,
        "text of a page cannot be seen: it is painted over, or white", "页面有看不见的文字：被遮盖，或为白色",
        "{count} characters of page {pages} cannot be seen and are not read: something is painted over them, or they are white",
        "第{pages}页有{count}个字符看不见，未读取：被遮盖，或为白色";
    FILE_REPAIRED = "file-repaired", Advice, Document,
        "a file is damaged, and its parts were looked for", "文件已损坏，经搜寻恢复",
        "the table of the file's objects is broken, and they were looked for", "文件的对象表已损坏，对象经搜寻得到";
}

/// The longest code there may be.
const LONGEST: usize = 64;

impl Code {
    /// Every code of this version: those of a reading, and behind them those of the [rules](crate::check::rules).
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        entries().map(Self::from)
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Known(entry) => entry.name,
            Repr::Other(name) => name,
        }
    }

    /// How much findings of this code matter, as a rule; nothing if this version does not know it.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.entry().map(|entry| entry.severity)
    }

    /// What it is about, in one English sentence; nothing if this version does not know it.
    #[must_use]
    pub fn summary(&self) -> Option<&'static str> {
        self.entry().map(|entry| entry.summary)
    }

    /// What it is about, in one Chinese sentence; nothing if this version does not know it.
    #[must_use]
    pub fn summary_zh(&self) -> Option<&'static str> {
        self.entry().map(|entry| entry.summary_zh)
    }

    /// The registry's entry.
    fn entry(&self) -> Option<&'static Entry> {
        match self.0 {
            Repr::Known(entry) => Some(entry),
            Repr::Other(_) => None,
        }
    }
}

/// The entries of all codes.
fn entries() -> impl Iterator<Item = &'static Entry> + Clone {
    ALL.iter().chain(crate::check::words::ALL).copied()
}

impl From<&'static Entry> for Code {
    fn from(entry: &'static Entry) -> Self {
        Self(Repr::Known(entry))
    }
}

/// What `FromStr` of [`Code`] says: the text is neither a code of this version nor one that another
/// version might have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no code")]
pub struct UnknownCode(String);

/// Takes every code of this version, and every other that is well formed: lower-case words and
/// numbers, joined by hyphens and dots, of at most 64 bytes.
impl std::str::FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        if let Some(entry) = entries().find(|entry| entry.name == text) {
            return Ok(Self::from(entry));
        }
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.len() <= LONGEST && text.split(['-', '.']).all(word) {
            return Ok(Self(Repr::Other(text.into())));
        }
        Err(UnknownCode(text.chars().take(LONGEST).collect()))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Code {}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl std::hash::Hash for Code {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::arguments;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_distinct_and_well_formed() {
        let names: BTreeSet<_> = entries().map(|entry| entry.name).collect();
        assert_eq!(names.len(), entries().count());
        for name in names {
            let words = name.split(['-', '.']);
            assert!(
                words
                    .into_iter()
                    .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric())),
                "{name}"
            );
            assert_eq!(name.parse::<Code>().unwrap(), *name);
        }
    }

    #[test]
    fn both_languages_take_the_same_arguments() {
        for entry in entries() {
            let (english, chinese) = (arguments(entry.message), arguments(entry.message_zh));
            let sorted = |names: Vec<&'static str>| names.into_iter().collect::<BTreeSet<_>>();
            assert_eq!(sorted(english), sorted(chinese), "{}", entry.name);
        }
    }

    #[test]
    fn words_follow_the_house_rules() {
        for entry in entries() {
            for text in [entry.summary, entry.message] {
                assert!(
                    !text.ends_with('.') && !text.starts_with(char::is_uppercase),
                    "{text}"
                );
            }
            for text in [entry.summary_zh, entry.message_zh] {
                assert!(
                    !text.ends_with('。') && text.chars().any(|c| c > '\u{4e00}'),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn takes_codes_of_other_versions() {
        let code: Code = "applications.of-2031".parse().unwrap();
        assert_eq!(
            (code.as_str(), code.severity(), code.summary_zh()),
            ("applications.of-2031", None, None)
        );
        for text in [
            "",
            "-",
            "Row-Missing",
            "row--missing",
            "row missing",
            "行",
            &"a".repeat(65),
        ] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
        assert_eq!(
            "a b".parse::<Code>().unwrap_err().to_string(),
            "\"a b\" is no code"
        );
    }
}
