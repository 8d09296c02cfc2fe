//! What the page says, in its two languages.

use crate::model::{Cause, Layout, Severity, State};
use crate::template::{Table, Template};

/// The words of one language.
pub(super) struct Words {
    pub(super) lang: &'static str,
    /// What stands where the agency, or the year, is not known.
    pub(super) unknown: &'static str,
    pub(super) findings: &'static str,
    pub(super) no_findings: &'static str,
    pub(super) form: &'static str,
    pub(super) no_tables: &'static str,
    pub(super) extra_rows: &'static str,
    pub(super) claims: &'static str,
    pub(super) source: &'static str,
    pub(super) legend: &'static str,
    /// Before the links from a finding to its cells, and to its places.
    pub(super) cells: &'static str,
    pub(super) places: &'static str,
    pub(super) or: &'static str,
    /// Of a claim: where its cell agrees, where it does not, and where the form has none or nothing is known.
    pub(super) agrees: &'static str,
    pub(super) differs: &'static str,
    pub(super) table_says: &'static str,
    pub(super) by: &'static str,
    pub(super) state: fn(State) -> &'static str,
    pub(super) severity: fn(Severity) -> &'static str,
    pub(super) cause: fn(Cause) -> &'static str,
    pub(super) table: fn(Table) -> &'static str,
    pub(super) title: fn(agency: &str, year: Option<u16>) -> String,
    pub(super) place: fn(line: usize, column: usize) -> String,
    pub(super) reading: fn(&Reading) -> String,
}

/// What is said of a table as a whole.
pub(super) struct Reading {
    pub(super) template: Option<Template>,
    pub(super) layout: Layout,
    pub(super) rows: u16,
    pub(super) confirmed: u16,
    pub(super) cells: usize,
    pub(super) seen: usize,
    pub(super) checks: usize,
    pub(super) decided: usize,
}

pub(super) static ENGLISH: Words = Words {
    lang: "en",
    unknown: "unknown agency",
    findings: "Findings",
    no_findings: "None: nothing odd was read, and no check fails.",
    form: "The form as it was read",
    no_tables: "No table of the form was found.",
    extra_rows: "Rows that the form does not have",
    claims: "What the sentences say",
    source: "Source",
    legend: "Cells by state",
    cells: "Cells:",
    places: "Source:",
    or: " or ",
    agrees: "the table agrees",
    differs: "the table differs",
    table_says: "the table has",
    by: "Read by",
    state: |state| match state {
        State::Reported => "reported",
        State::Blank => "blank",
        State::Nil => "marked as nothing",
        State::Unreadable => "unreadable",
        State::Ambiguous => "ambiguous",
        State::Absent => "absent",
    },
    severity: |severity| match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        _ => "Advice",
    },
    cause: |cause| match cause {
        Cause::Document => "the document looks at fault",
        Cause::Reading => "the reading looks at fault",
        _ => "unclear whether document or reading",
    },
    table: |table| match table {
        Table::Article20 => "Article 20",
        Table::Applications => "Applications",
        Table::Disputes => "Disputes",
    },
    title: |agency, year| match year {
        Some(year) => format!("{agency}: disclosure report on {year}"),
        None => format!("{agency}: disclosure report"),
    },
    place: |line, column| format!("line {line}, column {column}"),
    reading: |it| {
        let form = it.template.map(|form| format!("form of {form}, "));
        format!(
            "{}layout {}, confirmed by {} of {} rows; checks saw {} of {} cells, {} of {} decided",
            form.unwrap_or_default(),
            it.layout,
            it.confirmed,
            it.rows,
            it.seen,
            it.cells,
            it.decided,
            it.checks
        )
    },
};

pub(super) static CHINESE: Words = Words {
    lang: "zh-Hans",
    unknown: "机关不详",
    findings: "问题",
    no_findings: "无：读取未见异常，各项勾稽关系未见不符。",
    form: "读取到的表格",
    no_tables: "未找到规定格式的表格。",
    extra_rows: "规定格式之外的行",
    claims: "文字表述中的数据",
    source: "原文",
    legend: "单元格状态",
    cells: "单元格：",
    places: "原文：",
    or: "或",
    agrees: "与表格一致",
    differs: "与表格不一致",
    table_says: "表格为",
    by: "读取程序",
    state: |state| match state {
        State::Reported => "有数",
        State::Blank => "空白",
        State::Nil => "划线或“无”",
        State::Unreadable => "无法识别",
        State::Ambiguous => "不能确定",
        State::Absent => "缺失",
    },
    severity: |severity| match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        _ => "提示",
    },
    cause: |cause| match cause {
        Cause::Document => "疑为文件本身的问题",
        Cause::Reading => "疑为读取的问题",
        _ => "尚不清楚是文件还是读取的问题",
    },
    table: |table| match table {
        Table::Article20 => "主动公开情况（第二十条）",
        Table::Applications => "收到和处理申请情况",
        Table::Disputes => "行政复议、行政诉讼情况",
    },
    title: |agency, year| match year {
        Some(year) => format!("{agency}{year}年政府信息公开工作年度报告"),
        None => format!("{agency}政府信息公开工作年度报告"),
    },
    place: |line, column| format!("第{line}行第{column}列"),
    reading: |it| {
        let form = it.template.map(|form| format!("{form}年格式，"));
        let layout = match it.layout {
            Layout::Grid => "表格",
            Layout::Delimited => "分隔符",
            Layout::Stacked => "每行一格",
            Layout::Positional => "按位置对齐",
            Layout::RunOn => "连排",
        };
        format!(
            "{}版式为{layout}，{}行中{}行印证；检查涉及{}格中的{}格，{}项检查中{}项有结论",
            form.unwrap_or_default(),
            it.rows,
            it.confirmed,
            it.cells,
            it.seen,
            it.checks,
            it.decided
        )
    },
};
