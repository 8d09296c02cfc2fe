//! What a rule is called, says and follows from.

use crate::model::code::Entry;
use crate::model::{Code, Severity};

/// A rule: something that the numbers of a report, or of several, should fulfil.
///
/// ```
/// let rule = gongkai::check::rules().find(|rule| rule.code() == "applications.balance").unwrap();
/// assert_eq!(rule.severity(), gongkai::Severity::Error);
/// assert_eq!(rule.summary_zh(), "第一项加第二项之和不等于第三项加第四项之和");
/// assert!(rule.source().contains("〔2021〕30号"));
/// ```
pub struct Rule {
    pub(super) entry: &'static Entry,
    pub(super) source: &'static str,
    pub(super) scope: Scope,
}

/// What a [`Rule`] is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// One report: [`Report::check`](crate::Report::check).
    Report,
    /// The reports of one body on two years: [`years`](super::years()).
    Years,
    /// The reports of a body and of its parts: [`aggregate`](super::aggregate).
    Bodies,
}

impl Rule {
    /// Its stable name: the code of its findings.
    #[must_use]
    pub fn code(&self) -> Code {
        Code::from(self.entry)
    }

    /// How much its findings matter.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.entry.severity
    }

    /// What is wrong where it fails, in one English sentence.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.entry.summary
    }

    /// What is wrong where it fails, in one Chinese sentence.
    #[must_use]
    pub const fn summary_zh(&self) -> &'static str {
        self.entry.summary_zh
    }

    /// The official document that it follows from.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// What it is asked of.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }
}

/// Rules are equal if their codes are.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.entry.name == other.entry.name
    }
}

impl Eq for Rule {}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.entry.name)
    }
}
