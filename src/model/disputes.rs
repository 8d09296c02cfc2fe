//! Section four by name: administrative reconsideration and litigation.

use super::views::row_view;
use crate::model::Report;
use crate::template::Field;

/// The disputes table (政府信息公开行政复议、行政诉讼情况), by name. It is the same in both forms.
///
/// ```
/// # let report = gongkai::Report::default();
/// let disputes = report.disputes();
/// println!("{} upheld", disputes.reconsideration().upheld().raw());
/// println!("{} lawsuits without reconsideration", disputes.litigation_direct().total().raw());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Disputes<'r> {
    report: &'r Report,
}

impl<'r> Disputes<'r> {
    pub(super) const fn new(report: &'r Report) -> Self {
        Self { report }
    }

    /// 行政复议: administrative reconsideration.
    #[must_use]
    pub const fn reconsideration(self) -> Proceedings<'r> {
        const FIRST: Field = Proceedings::first("reconsideration");
        Proceedings::new(self.report, FIRST)
    }

    /// 行政诉讼，未经复议直接起诉: lawsuits brought without reconsideration.
    #[must_use]
    pub const fn litigation_direct(self) -> Proceedings<'r> {
        const FIRST: Field = Proceedings::first("litigation.direct");
        Proceedings::new(self.report, FIRST)
    }

    /// 行政诉讼，复议后起诉: lawsuits brought after reconsideration.
    #[must_use]
    pub const fn litigation_after_reconsideration(self) -> Proceedings<'r> {
        const FIRST: Field = Proceedings::first("litigation.after_reconsideration");
        Proceedings::new(self.report, FIRST)
    }

    /// Every path of accessors, with the cell it ends at.
    #[cfg(test)]
    pub(crate) fn walk(self, found: &mut Vec<(String, &'r crate::model::Cell)>) {
        self.reconsideration().walk("reconsideration", found);
        self.litigation_direct().walk("litigation.direct", found);
        self.litigation_after_reconsideration()
            .walk("litigation.after_reconsideration", found);
    }
}

row_view! {
    /// Proceedings by outcome. The four outcomes add up to the total.
    Proceedings {
        /// 结果维持.
        upheld;
        /// 结果纠正.
        corrected;
        /// 其他结果.
        other;
        /// 尚未审结.
        pending;
        /// 总计.
        total;
    }
}
