//! Whether the numbers hold: the form's own arithmetic (勾稽关系), one year against the next, the parts against the whole.
//!
//! A registry of small named [`rules`](rules()) over a [`Report`]. What could not be read is a finding of the
//! reading, [`Report::findings`](crate::Report::findings); what is found here is about numbers that were read and do not
//! agree. Nothing here looks at the text, and nothing here changes a cell.
//!
//! ```
//! let text = "\
//! 行政复议\t未经复议直接起诉\t复议后起诉
//! 结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
//! 2\t1\t0\t0\t3\t0\t0\t0\t0\t0\t1\t0\t0\t0\t7
//! ";
//! let report = gongkai::read_text(text)?;
//! let checks = report.check();
//!
//! assert!(!checks.is_consistent());
//! let [finding] = checks.findings() else { panic!("one sum is wrong") };
//! assert_eq!(finding.code(), "disputes.row-total");
//! assert_eq!(finding.message_zh(), "“行政诉讼/复议后起诉”的总计为7，而结果维持、结果纠正、其他结果、尚未审结之和为1，相差6");
//! assert_eq!(&text[finding.spans()[0].range()], "7");
//! # Ok::<(), gongkai::Error>(())
//! ```
//!
//! A check has one of five outcomes:
//!
//! | [`Outcome`](crate::Outcome) | the numbers | finding |
//! | --- | --- | --- |
//! | [`Holds`](crate::Outcome::Holds) | agree | none |
//! | [`HoldsIfBlankIsZero`](crate::Outcome::HoldsIfBlankIsZero) | agree, if an empty cell or a mark for nothing counts as 0 | none |
//! | [`Fails`](crate::Outcome::Fails) | do not agree | one, which says by how much and what looks at fault |
//! | [`Undecided`](crate::Outcome::Undecided) | are not all known, or there are none | none: why they are not known, the reading says |
//! | [`ByConstruction`](crate::Outcome::ByConstruction) | agree, because the sum said which cells they stand in | none |

mod bodies;
mod cause;
mod claims;
mod diff;
mod facts;
mod outcome;
mod registry;
mod rule;
mod rules;
pub(crate) mod words;
mod years;

#[cfg(test)]
mod tests;

pub use claims::{Comparison, compare};
pub use diff::{Difference, diff};
pub use outcome::{Check, Checks, Coverage};
pub use registry::rules;
pub use rule::{Rule, Scope};

use crate::model::Report;
use bodies::Bodies;
use facts::Facts;
use registry::{RULES, Run};
use years::Years;

impl Report {
    /// Checks the report against the form's arithmetic: see [`check`](crate::check).
    ///
    /// ```
    /// # let report = gongkai::Report::default();
    /// let checks = report.check();
    /// println!("{} findings", checks.findings().len());
    /// println!("applications: {}", checks.coverage(gongkai::Table::Applications));
    /// ```
    #[must_use]
    pub fn check(&self) -> Checks {
        /// Beside its sums a form has hardly more to be asked.
        const OTHERS: usize = 24;
        let facts = Facts::new(self);
        let mut checks = Checks::with_room(facts.count() + OTHERS);
        for asked in RULES {
            if let Run::Report(run) = asked.run {
                run(&asked.rule, &facts, &mut checks);
            }
        }
        checks.counted(facts.fields())
    }
}

/// Checks the report of a body against its report on the year before: what was carried forward against what is carried
/// in, what is in force, last year's projects. The forms may differ; what only one of them has is undecided.
///
/// Spans and coverage are those of `current`. Of a check, [`Check::addends`] are first those of `previous`.
///
/// ```
/// # let (previous, current) = (gongkai::Report::default(), gongkai::Report::default());
/// let checks = gongkai::check::years(&previous, &current);
/// for finding in checks.findings() {
///     println!("{finding}");
/// }
/// # assert!(checks.is_consistent());
/// ```
#[must_use]
pub fn years(previous: &Report, current: &Report) -> Checks {
    let years = Years::new(previous, current);
    let mut checks = Checks::default();
    for asked in RULES {
        if let Run::Years(run) = asked.run {
            run(&asked.rule, &years, &mut checks);
        }
    }
    checks.counted(years.current.fields())
}

/// Checks the report of a body against those of all its parts: cell by cell, the parts should make the whole. Undecided
/// where the cell of one of them is not known. Amounts in different units are compared in yuan, and may be off by what their
/// decimals leave open.
///
/// Spans and coverage are those of `parent`.
///
/// ```
/// let text = |number| format!("第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t{number}\n行政强制\t0\n");
/// let read = |number| gongkai::read_text(&text(number));
/// let checks = gongkai::check::aggregate(&read(10)?, &[read(3)?, read(5)?]);
/// assert_eq!(checks.findings()[0].difference(), Some(2.into()));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[must_use]
pub fn aggregate<'r>(parent: &'r Report, children: impl IntoIterator<Item = &'r Report>) -> Checks {
    let bodies = Bodies {
        parent: Facts::new(parent),
        children: children.into_iter().collect(),
    };
    let mut checks = Checks::default();
    for asked in RULES {
        if let Run::Bodies(run) = asked.run {
            run(&asked.rule, &bodies, &mut checks);
        }
    }
    checks.counted(bodies.parent.fields())
}
