//! Days and stretches of time, as a report states them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the calendar, without time or zone.
///
/// ```
/// use gongkai::Date;
///
/// let last: Date = "2023-12-31".parse()?;
/// assert_eq!((last.year(), last.month(), last.day()), (2023, 12, 31));
/// assert_eq!(Date::new(2023, 2, 29), None);
/// assert!(Date::new(2024, 2, 29) > Some(last));
/// # Ok::<(), gongkai::ParseDateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if the Gregorian calendar has it; the year is 1 to 9999.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year == 0 || year > 9999 || day == 0 || day > days_in(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

/// How many days a month has; none if there is no such month.
const fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// `2023-12-31`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Why a text is not a [`Date`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the form 2023-12-31")]
pub struct ParseDateError(());

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let mut parts = text.split('-');
        let mut part = |width: usize| {
            let digits = parts.next()?;
            let fits = digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit());
            if fits {
                digits.parse::<u16>().ok()
            } else {
                None
            }
        };
        let date = (|| {
            let (year, month, day) = (part(4)?, part(2)?, part(2)?);
            Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        })();
        date.filter(|_| parts.next().is_none())
            .ok_or(ParseDateError(()))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The days that a report covers, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "PeriodIn")]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// From one day to another; nothing if they are in the wrong order.
    #[must_use]
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day.
    #[must_use]
    pub const fn to(self) -> Date {
        self.to
    }
}

/// `2023-01-01 to 2023-12-31`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// A period as JSON may have it, before it is checked.
#[derive(Deserialize)]
struct PeriodIn {
    from: Date,
    to: Date,
}

impl TryFrom<PeriodIn> for Period {
    type Error = &'static str;

    fn try_from(PeriodIn { from, to }: PeriodIn) -> Result<Self, Self::Error> {
        Self::new(from, to).ok_or("a period that ends before it begins")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_calendar() {
        let cases = [
            ((2023, 12, 31), true),
            ((2023, 13, 1), false),
            ((2023, 4, 31), false),
            ((2023, 0, 1), false),
            ((2023, 1, 0), false),
            ((2000, 2, 29), true),
            ((1900, 2, 29), false),
            ((0, 1, 1), false),
            ((10000, 1, 1), false),
        ];
        for ((year, month, day), there) in cases {
            assert_eq!(
                Date::new(year, month, day).is_some(),
                there,
                "{year}-{month}-{day}"
            );
        }
    }

    #[test]
    fn reads_only_what_it_prints() {
        assert_eq!(
            "0099-02-03".parse::<Date>().unwrap().to_string(),
            "0099-02-03"
        );
        for text in [
            "",
            "2023",
            "2023-1-1",
            "2023-01-01-",
            "+023-01-01",
            "2023/01/01",
            "二〇二三-01-01",
        ] {
            assert_eq!(
                text.parse::<Date>().unwrap_err().to_string(),
                "not a date of the form 2023-12-31",
                "{text}"
            );
        }
    }

    #[test]
    fn periods_run_forward() {
        let json = r#"{"from":"2023-01-01","to":"2023-12-31"}"#;
        let year: Period = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&year).unwrap(), json);
        assert_eq!(year.to_string(), "2023-01-01 to 2023-12-31");
        let error = serde_json::from_str::<Period>(r#"{"from":"2023-01-02","to":"2023-01-01"}"#)
            .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("a period that ends before it begins")
        );
    }
}
