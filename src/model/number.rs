//! Exact decimals: what a cell holds.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An exact decimal number: what stands in a cell, with the decimals it was printed with.
///
/// Counts are whole numbers, changes are signed, and money may have decimals. The value is
/// `mantissa / 10^scale`, both of which fit the report's cells with much to spare: a number has at
/// most 18 decimals, and its digits fit an `i64`.
///
/// Equality, order and hash are those of the number, not of its print: `12.5 == 12.50`.
///
/// ```
/// use gongkai::Number;
///
/// let fees: Number = "12.50".parse()?;
/// assert_eq!(fees, "12.5".parse::<Number>()?);
/// assert_eq!(fees.to_string(), "12.50");
/// assert_eq!(fees.checked_add(Number::from(3)).unwrap().to_string(), "15.50");
/// assert!(!fees.is_integer());
/// # Ok::<(), gongkai::ParseNumberError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Number {
    mantissa: i64,
    scale: u8,
}

/// The most decimals a [`Number`] can have: ten to this power still fits an `i64`.
const MAX_SCALE: u8 = 18;

impl Number {
    /// Zero, without decimals.
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };

    /// `mantissa / 10^scale`; nothing if there are more than 18 decimals.
    pub(crate) const fn from_parts(mantissa: i64, scale: u8) -> Option<Self> {
        if scale <= MAX_SCALE {
            Some(Self { mantissa, scale })
        } else {
            None
        }
    }

    /// All digits, without the decimal point: 1250 for `12.50`.
    #[must_use]
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// How many of the digits are decimals: 2 for `12.50`; at most 18.
    #[must_use]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Whether the number is whole: true for `35` and `35.0`.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.mantissa % self.power() == 0
    }

    /// The number as an integer, if it is whole.
    #[must_use]
    pub const fn to_i64(self) -> Option<i64> {
        if self.is_integer() {
            Some(self.mantissa / self.power())
        } else {
            None
        }
    }

    /// The nearest floating-point number. Lossy: use it for charts, not for sums or comparisons.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // The print is exact, and its parse rounds once; a division would round twice.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The sum, with as many decimals as the longer of the two; nothing if it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let sum = self.widened(scale) + other.widened(scale);
        Some(Self {
            mantissa: i64::try_from(sum).ok()?,
            scale,
        })
    }

    /// The difference, with as many decimals as the longer of the two; nothing if it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let difference = self.widened(scale) - other.widened(scale);
        Some(Self {
            mantissa: i64::try_from(difference).ok()?,
            scale,
        })
    }

    /// The number with the other sign; nothing if it does not fit.
    #[must_use]
    pub const fn checked_neg(self) -> Option<Self> {
        match self.mantissa.checked_neg() {
            Some(mantissa) => Some(Self {
                mantissa,
                scale: self.scale,
            }),
            None => None,
        }
    }

    /// Without decimals if all of them are zeros: an exporter's `35.0` is 35; `12.50` stays.
    pub(crate) const fn trim_integer(self) -> Self {
        match self.to_i64() {
            Some(mantissa) => Self { mantissa, scale: 0 },
            None => self,
        }
    }

    /// Ten to the scale. It fits, because no number has more than [`MAX_SCALE`] decimals.
    const fn power(self) -> i64 {
        10i64.pow(self.scale as u32)
    }

    /// The mantissa at a larger scale: at most `2^63 · 10^18`, which is below `2^123`.
    fn widened(self, scale: u8) -> i128 {
        i128::from(self.mantissa) * i128::from(10i64.pow(u32::from(scale - self.scale)))
    }

    /// Without trailing zero decimals: one form for each value, to hash by.
    const fn reduced(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.widened(scale).cmp(&other.widened(scale))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { mantissa, scale } = self.reduced();
        mantissa.hash(state);
        scale.hash(state);
    }
}

impl From<i64> for Number {
    fn from(mantissa: i64) -> Self {
        Self { mantissa, scale: 0 }
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self::from(i64::from(value))
    }
}

/// The exact number: no separators, no plus sign, decimals as printed.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return self.mantissa.fmt(f);
        }
        let (power, digits) = (self.power().unsigned_abs(), self.mantissa.unsigned_abs());
        let print = format!(
            "{}.{:0width$}",
            digits / power,
            digits % power,
            width = usize::from(self.scale)
        );
        f.pad_integral(self.mantissa >= 0, "", &print)
    }
}

/// Why a text is not a [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseNumberError {
    /// The text is not of the form `-12.50`: an optional minus sign, digits, and optional decimals.
    #[error("not a decimal number")]
    Malformed,
    /// More digits than an `i64` holds, or more than 18 decimals.
    #[error("too many digits")]
    TooLong,
}

/// Reads what [`Display`](fmt::Display) writes: an optional minus sign, ASCII digits, and optionally
/// a point and more digits. No separators, no plus sign, no exponent.
impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return Err(ParseNumberError::Malformed),
            None => (unsigned, ""),
        };
        if whole.is_empty() || !(whole.bytes().chain(decimals.bytes())).all(|b| b.is_ascii_digit())
        {
            return Err(ParseNumberError::Malformed);
        }
        let scale = u8::try_from(decimals.len()).map_err(|_| ParseNumberError::TooLong)?;
        let mut mantissa = 0i64;
        for digit in whole
            .bytes()
            .chain(decimals.bytes())
            .map(|b| i64::from(b - b'0'))
        {
            let signed = if negative { -digit } else { digit };
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|shifted| shifted.checked_add(signed))
                .ok_or(ParseNumberError::TooLong)?;
        }
        Self::from_parts(mantissa, scale).ok_or(ParseNumberError::TooLong)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl de::Visitor<'_> for Text {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number as a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::hash::{BuildHasher, RandomState};

    #[track_caller]
    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn prints_what_was_printed() {
        for text in [
            "0",
            "35",
            "-3",
            "12.50",
            "-0.05",
            "0.00",
            "9223372036854775807",
            "-9223372036854775808",
        ] {
            assert_eq!(number(text).to_string(), text);
        }
        assert_eq!(number("007").to_string(), "7");
        assert_eq!(
            format!(
                "{:>6}|{:<6}|{:06}",
                number("1.5"),
                number("-2"),
                number("-2.5")
            ),
            "   1.5|-2    |-002.5"
        );
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "", "-", ".", "1.", ".5", "+3", "1,000", "1e3", " 1", "１", "1.2.3", "--1", "一",
        ] {
            assert_eq!(
                text.parse::<Number>(),
                Err(ParseNumberError::Malformed),
                "{text}"
            );
        }
        for text in [
            "9223372036854775808",
            "0.0000000000000000001",
            &"1".repeat(400),
            &format!("0.{}", "0".repeat(300)),
        ] {
            assert_eq!(
                text.parse::<Number>(),
                Err(ParseNumberError::TooLong),
                "{text}"
            );
        }
        assert_eq!(
            ParseNumberError::Malformed.to_string(),
            "not a decimal number"
        );
        assert_eq!(ParseNumberError::TooLong.to_string(), "too many digits");
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(number("35.00").to_i64(), Some(35));
        assert_eq!(number("35.01").to_i64(), None);
        assert_eq!(number("35.00").trim_integer().to_string(), "35");
        assert_eq!(number("12.50").trim_integer().to_string(), "12.50");
        assert!(number("-7.0").is_integer());
    }

    #[test]
    fn sums_do_not_overflow_silently() {
        assert_eq!(Number::from(i64::MAX).checked_add(Number::from(1)), None);
        assert_eq!(Number::from(i64::MIN).checked_neg(), None);
        assert_eq!(
            Number::from(i64::MIN).checked_sub(number("0.000000000000000001")),
            None
        );
        assert_eq!(
            number("12.5")
                .checked_sub(number("2.50"))
                .unwrap()
                .to_string(),
            "10.00"
        );
    }

    #[test]
    fn extremes_compare() {
        let smallest = Number::from_parts(1, 18).unwrap();
        assert!(Number::from(i64::MAX) > smallest);
        assert!(Number::from(i64::MIN) < smallest.checked_neg().unwrap());
        assert_eq!(Number::from_parts(0, 18).unwrap(), Number::ZERO);
        assert_eq!(Number::from_parts(1, 19), None);
        assert!((number("12.50").to_f64() - 12.5).abs() < f64::EPSILON);
    }

    prop_compose! {
        fn any_number()(mantissa in any::<i64>(), scale in 0..=MAX_SCALE) -> Number {
            Number::from_parts(mantissa, scale).unwrap()
        }
    }

    proptest! {
        #[test]
        fn print_and_parse_are_inverse(number in any_number()) {
            let back: Number = number.to_string().parse().unwrap();
            prop_assert_eq!((back.mantissa, back.scale), (number.mantissa, number.scale));
        }

        #[test]
        fn zeros_at_the_end_do_not_count(mantissa in -1_000_000_000i64..1_000_000_000, scale in 0u8..9, more in 0u8..9) {
            let short = Number::from_parts(mantissa, scale).unwrap();
            let long = Number::from_parts(mantissa * 10i64.pow(more.into()), scale + more).unwrap();
            let state = RandomState::new();
            prop_assert_eq!(short, long);
            prop_assert_eq!(state.hash_one(short), state.hash_one(long));
        }

        #[test]
        fn order_is_that_of_the_difference(a in any_number(), b in any_number()) {
            if let Some(difference) = a.checked_sub(b) {
                prop_assert_eq!(a.cmp(&b), difference.cmp(&Number::ZERO));
                if let Some(back) = b.checked_add(difference) {
                    prop_assert_eq!(back, a);
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = text.parse::<Number>();
        }

        #[test]
        fn json_is_a_string(number in any_number()) {
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(&json, &format!("\"{number}\""));
            prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), number);
        }
    }
}
