//! The words of the forms that callers meet: which form, which table, which section, what a cell counts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A name that is none of a vocabulary's: what `FromStr` of [`Template`], [`Table`], [`Kind`], [`Unit`] and [`Section`] says.
///
/// ```
/// let error = "2020".parse::<gongkai::Template>().unwrap_err();
/// assert_eq!(error.to_string(), "no template is called \"2020\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {what} is called {text:?}")]
pub struct UnknownName {
    what: &'static str,
    text: String,
}

impl UnknownName {
    /// The text that was to be a name.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// `Display`, `FromStr` and serde of a vocabulary: all three speak its `as_str`.
macro_rules! named {
    ($type:ident, $what:literal) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $type {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                let found = Self::ALL.iter().find(|each| each.as_str() == text);
                found.copied().ok_or_else(|| UnknownName {
                    what: $what,
                    text: text.to_owned(),
                })
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(NameVisitor(std::marker::PhantomData))
            }
        }

        impl Named for $type {
            const WHAT: &'static str = $what;
        }
    };
}

/// What [`NameVisitor`] needs to know of a vocabulary.
pub(super) trait Named: FromStr<Err: fmt::Display> {
    /// What a name of it is called in messages.
    const WHAT: &'static str;
}

/// Reads a name from any kind of string a format may hand over.
pub(super) struct NameVisitor<T>(pub(super) std::marker::PhantomData<T>);

impl<T: Named> de::Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a {}", T::WHAT)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// One of the official forms of the annual report.
///
/// The form is recognised from the tables, never from the year: the form of 2019 is still used in reports on 2023.
///
/// ```
/// use gongkai::Template;
///
/// let template: Template = "2021".parse()?;
/// assert_eq!(template, Template::Y2021);
/// assert_eq!(template.document_number(), "国办公开办函〔2021〕30号");
/// # Ok::<(), gongkai::UnknownName>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Template {
    /// The trial form of 2019, made for the reports on 2019 and 2020.
    Y2019,
    /// The form of 2021, made for the reports on 2021 and since.
    Y2021,
}

impl Template {
    /// Both forms, in the order of their years.
    pub const ALL: &'static [Self] = &[Self::Y2019, Self::Y2021];

    /// The form's name in records: the year of its notice.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Y2019 => "2019",
            Self::Y2021 => "2021",
        }
    }

    /// The number of the notice of the General Office of the State Council that prescribes the form.
    #[must_use]
    pub const fn document_number(self) -> &'static str {
        match self {
            Self::Y2019 => "国办公开办函〔2019〕60号",
            Self::Y2021 => "国办公开办函〔2021〕30号",
        }
    }

    /// The form's place in [`Template::ALL`].
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

named!(Template, "template");

/// One of the three tables of the form.
///
/// ```
/// use gongkai::{Section, Table};
///
/// assert_eq!(Table::Applications.as_str(), "applications");
/// assert_eq!(Table::Applications.section(), Section::Applications);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Table {
    /// Section two: what Article 20 (第二十条) of the regulations has disclosed without being asked.
    Article20,
    /// Section three: applications received, and what became of them.
    Applications,
    /// Section four: administrative reconsideration and litigation.
    Disputes,
}

impl Table {
    /// The three tables, in the form's order.
    pub const ALL: &'static [Self] = &[Self::Article20, Self::Applications, Self::Disputes];

    /// The table's name in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article20 => "article20",
            Self::Applications => "applications",
            Self::Disputes => "disputes",
        }
    }

    /// The section that the table stands in.
    #[must_use]
    pub const fn section(self) -> Section {
        match self {
            Self::Article20 => Section::Disclosure,
            Self::Applications => Section::Applications,
            Self::Disputes => Section::Disputes,
        }
    }
}

named!(Table, "table");

/// One of the six headed sections of the report.
///
/// ```
/// use gongkai::Section;
///
/// assert_eq!(Section::Disputes.number(), 4);
/// assert_eq!(Section::Disputes.numeral(), "四");
/// assert_eq!(Section::Disputes.heading(), "政府信息公开行政复议、行政诉讼情况");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Section {
    /// 一、总体情况: prose.
    Overview,
    /// 二、主动公开政府信息情况: the Article 20 table.
    Disclosure,
    /// 三、收到和处理政府信息公开申请情况: the applications table.
    Applications,
    /// 四、政府信息公开行政复议、行政诉讼情况: the disputes table.
    Disputes,
    /// 五、存在的主要问题及改进情况: prose.
    Problems,
    /// 六、其他需要报告的事项: prose; since 2021 also the fees charged for information.
    Other,
}

impl Section {
    /// The six sections, in the form's order.
    pub const ALL: &'static [Self] = &[
        Self::Overview,
        Self::Disclosure,
        Self::Applications,
        Self::Disputes,
        Self::Problems,
        Self::Other,
    ];

    /// The section's number, 1 to 6.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The section's number as the form prints it, 一 to 六.
    #[must_use]
    pub const fn numeral(self) -> &'static str {
        match self {
            Self::Overview => "一",
            Self::Disclosure => "二",
            Self::Applications => "三",
            Self::Disputes => "四",
            Self::Problems => "五",
            Self::Other => "六",
        }
    }

    /// The number with the sign behind it: `一、`.
    pub(crate) const fn enumerator(self) -> &'static str {
        match self {
            Self::Overview => "一、",
            Self::Disclosure => "二、",
            Self::Applications => "三、",
            Self::Disputes => "四、",
            Self::Problems => "五、",
            Self::Other => "六、",
        }
    }

    /// The official heading, without its number. It is the same in both forms.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Overview => "总体情况",
            Self::Disclosure => "主动公开政府信息情况",
            Self::Applications => "收到和处理政府信息公开申请情况",
            Self::Disputes => "政府信息公开行政复议、行政诉讼情况",
            Self::Problems => "存在的主要问题及改进情况",
            Self::Other => "其他需要报告的事项",
        }
    }

    /// The section's name in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Disclosure => "disclosure",
            Self::Applications => "applications",
            Self::Disputes => "disputes",
            Self::Problems => "problems",
            Self::Other => "other",
        }
    }
}

named!(Section, "section");

/// What kind of number a cell of the form holds.
///
/// ```
/// use gongkai::{Field, Kind};
///
/// let change: Field = "article20.item5.licensing.change".parse()?;
/// assert_eq!(change.kind(), Kind::Change);
/// # Ok::<(), gongkai::UnknownField>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// How many there are: a whole number, not negative.
    Count,
    /// How many more or fewer than the year before (本年增/减): a whole number with a sign.
    Change,
    /// An amount of money: a decimal with the unit that the cell or the header states.
    Money,
}

impl Kind {
    /// The three kinds.
    pub const ALL: &'static [Self] = &[Self::Count, Self::Change, Self::Money];

    /// The kind's name in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Change => "change",
            Self::Money => "money",
        }
    }
}

named!(Kind, "kind");

/// A unit that stands behind a number, in a cell or in a header.
///
/// ```
/// use gongkai::Unit;
///
/// let unit: Unit = "万元".parse()?;
/// assert_eq!(unit, Unit::TenThousandYuan);
/// assert_eq!(unit.yuan(), Some(10_000));
/// assert_eq!(Unit::Piece.yuan(), None);
/// # Ok::<(), gongkai::UnknownName>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// 件: a document, a decision, an application, a case.
    Piece,
    /// 项: an item of a list of powers or projects.
    Item,
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
}

impl Unit {
    /// All units.
    pub const ALL: &'static [Self] = &[
        Self::Piece,
        Self::Item,
        Self::Yuan,
        Self::TenThousandYuan,
        Self::HundredMillionYuan,
    ];

    /// The unit as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Piece => "件",
            Self::Item => "项",
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        }
    }

    /// How many yuan one of it is, or nothing for what is no money.
    #[must_use]
    pub const fn yuan(self) -> Option<u64> {
        match self {
            Self::Piece | Self::Item => None,
            Self::Yuan => Some(1),
            Self::TenThousandYuan => Some(10_000),
            Self::HundredMillionYuan => Some(100_000_000),
        }
    }
}

named!(Unit, "unit");
