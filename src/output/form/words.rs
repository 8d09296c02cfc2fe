//! What the form says around its tables, in Simplified script.

use crate::model::{Date, Period, Report};

/// The lang of a page in Simplified or Traditional script.
pub(super) const LANGUAGES: [&str; 2] = ["zh-Hans", "zh-Hant"];

/// A mark for nothing there.
pub(super) const NIL: &str = "—";

/// A cell of which nothing is known.
pub(super) const UNSETTLED: &str = "？";

/// What follows the agency in the title: `2023年政府信息公开工作年度报告`.
pub(super) fn title(report: &Report) -> String {
    let year = report.year().map(|year| format!("{year}年"));
    format!("{}政府信息公开工作年度报告", year.unwrap_or_default())
}

/// The sentence that says what time the figures cover.
pub(super) fn period(period: Period) -> String {
    let day = |date: Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
    let (from, to) = (day(period.from()), day(period.to()));
    format!("所列数据的统计期限自{from}起至{to}止。")
}
