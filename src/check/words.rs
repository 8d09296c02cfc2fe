//! What the rules say: their codes, how grave they are, and their words in both languages. The one place of this folder
//! with words for people.

use crate::model::Words;
use crate::model::code::codes;

codes! {
    PROJECTS_BELOW_ZERO = "article20.projects-below-zero", Advice, Document,
        "last year's projects and this year's change come to less than nothing", "上一年项目数量加本年增减为负数",
        "row {row} comes to {actual} projects: last year's and this year's change together are less than 0",
        "{row}一行的上一年项目数量加本年增减为{actual}，小于0";
    DISCLOSED_BEYOND_TOTAL = "article20.disclosed-beyond-total", Advice, Document,
        "more was disclosed this year than there is in all", "本年新公开数量大于对外公开总数量",
        "row {row} has {expected} newly disclosed this year, but only {actual} disclosed in all: {difference} fewer",
        "{row}一行本年新公开{expected}件，而对外公开总数量只有{actual}件，少{difference}件";
    RULES_WITHOUT_POWER = "article20.rules-without-power", Advice, Document,
        "a body below the level of a city with districts reports rules (规章)", "县级及以下机关填报了规章",
        "row {row} has {actual}, but a body such as {agency} can make no rules",
        "{row}一行填有{actual}件，而{agency}无权制定规章";
    ROW_TOTAL = "applications.row-total", Error, Document,
        "the six kinds of applicant do not add up to the total of their row", "自然人与各类法人或其他组织之和不等于总计",
        "the total of row {row} is {actual}, but its six kinds of applicant add up to {expected}: a difference of {difference}",
        "{row}一行的总计为{actual}，而自然人与各类法人或其他组织之和为{expected}，相差{difference}";
    RESULTS_TOTAL = "applications.results-total", Error, Document,
        "the results do not add up to their total", "各项办理结果之和不等于（七）总计",
        "column {column} of row {row} is {actual}, but the results add up to {expected}: a difference of {difference}",
        "{row}的{column}一栏为{actual}，而各项办理结果之和为{expected}，相差{difference}";
    BALANCE = "applications.balance", Error, Document,
        "received and carried in do not make the results and those carried forward", "第一项加第二项之和不等于第三项加第四项之和",
        "in column {column} the applications received and carried in make {expected}, but the results and those carried forward {actual}: a difference of {difference}",
        "{column}一栏第一项加第二项之和为{expected}，而第三项总计加第四项之和为{actual}，相差{difference}";
    APPLICATIONS_TOTAL_BLANK = "applications.total-blank", Warning, Document,
        "totals of the applications table are left blank over parts that are not", "申请情况表的总计空缺，而分项有数",
        "in {line} totals are left empty over parts that are not: {count}",
        "{line}有{count}格空缺，而相应的分项有数";
    DISPUTES_ROW_TOTAL = "disputes.row-total", Error, Document,
        "the four outcomes do not add up to their total", "四种结果之和不等于总计",
        "the total of {head} is {actual}, but its four outcomes add up to {expected}: a difference of {difference}",
        "{head}的总计为{actual}，而结果维持、结果纠正、其他结果、尚未审结之和为{expected}，相差{difference}";
    DISPUTES_TOTAL_BLANK = "disputes.total-blank", Warning, Document,
        "a total of the disputes table is left blank over outcomes that are not", "复议诉讼情况表的总计空缺，而分项有数",
        "the total of {head} is empty, though some of its outcomes are not",
        "{head}的总计空缺，而各种结果有数";
    CLAIMS_DIFFER = "claims.differ", Advice, Unclear,
        "a sentence and the table give different numbers", "文字叙述与表格数据不一致",
        "“{claim}” says {actual}, but the table comes to {expected}: a difference of {difference}",
        "“{claim}”为{actual}，而表中数据为{expected}，相差{difference}";
    CONSECUTIVE = "years.consecutive", Warning, Document,
        "the reports are not on one year and the next", "两份报告不是相邻年度的报告",
        "the reports are on {previous} and {current}, not on one year and the next",
        "两份报告分别为{previous}年和{current}年的报告，不是相邻年度";
    CARRIED_FORWARD = "years.carried-forward", Warning, Document,
        "what one year carries forward is not what the next carries in", "上年结转与上一年报告的结转下年度不一致",
        "in column {column} {actual} applications are carried in, but the year before carried {expected} forward: a difference of {difference}",
        "{column}一栏上年结转为{actual}，而上一年报告的结转下年度继续办理为{expected}，相差{difference}";
    IN_FORCE = "years.in-force", Warning, Document,
        "what is in force does not follow from the year before", "现行有效件数与上一年报告及本年增减不符",
        "{cell} is {actual}, but what was in force the year before, with what was issued and repealed since, makes {expected}: a difference of {difference}",
        "{cell}为{actual}，而上一年现行有效件数加本年制发、减本年废止为{expected}，相差{difference}";
    PROJECTS = "years.projects", Warning, Document,
        "last year's number of projects is not the one of last year's report", "上一年项目数量与上一年报告不符",
        "{cell} is {actual}, but the report of the year before comes to {expected}: a difference of {difference}",
        "{cell}为{actual}，而按上一年报告应为{expected}，相差{difference}";
    BODIES_SUM = "bodies.sum", Warning, Document,
        "the reports of the parts do not add up to that of the whole", "各下级报告之和与汇总报告不符",
        "{cell} is {actual}, but the reports of the {count} bodies add up to {expected}: a difference of {difference}",
        "{cell}为{actual}，而{count}份下级报告之和为{expected}，相差{difference}";
}

/// A column, as the line that a finding is about. `label` stands between quotation marks.
pub(super) fn line_of_column(label: &str) -> Words {
    Words::both(format!("column {label}"), format!("{label}一栏"))
}

/// A row, as the line that a finding is about. `label` stands between quotation marks.
pub(super) fn line_of_row(label: &str) -> Words {
    Words::both(format!("row {label}"), format!("{label}一行"))
}

/// Where the rules come from.
pub(super) mod source {
    /// The sum that the form prints in the corner of its table.
    pub(in crate::check) const PRINTED: &str = "国办公开办函〔2019〕60号、〔2021〕30号，第三部分：“第一项加第二项之和，等于第三项加第四项之和”";
    /// The applications table of both forms.
    pub(in crate::check) const APPLICATIONS: &str =
        "国办公开办函〔2019〕60号、〔2021〕30号，第三部分";
    /// The disputes table of both forms.
    pub(in crate::check) const DISPUTES: &str = "国办公开办函〔2019〕60号、〔2021〕30号，第四部分";
    /// The Article 20 table of 2019.
    pub(in crate::check) const ARTICLE20_2019: &str = "国办公开办函〔2019〕60号，第二部分";
    /// The Article 20 table of 2021.
    pub(in crate::check) const ARTICLE20_2021: &str = "国办公开办函〔2021〕30号，第二部分";
    /// Who can make rules.
    pub(in crate::check) const LEGISLATION: &str = "《中华人民共和国立法法》第九十一条、第九十三条";
    /// A report covers one year, from its first day to its last.
    pub(in crate::check) const YEARLY: &str =
        "《中华人民共和国政府信息公开条例》第四十九条、第五十条";
}
