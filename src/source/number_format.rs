//! What a number of a spreadsheet shows: its exact decimal, unless its format makes something else of it.

/// How a format shows numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    Percent,
    /// As a day, counted from the end of 1899, or as a time.
    Date,
}

impl Shown {
    /// The formats that need no code.
    pub(super) const fn of_builtin(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Number,
        }
    }
}

/// How a format of this code shows numbers: what stands in quotes and brackets is only printed.
pub(super) fn shows(code: &str) -> Shown {
    let mut chars = code.chars();
    let (mut date, mut percent) = (false, false);
    while let Some(ch) = chars.next() {
        let end = match ch {
            '"' => Some('"'),
            '[' => Some(']'),
            '\\' | '_' | '*' => {
                chars.next();
                None
            }
            _ => None,
        };
        if let Some(end) = end {
            chars.find(|ch| *ch == end);
            continue;
        }
        percent |= ch == '%';
        date |= matches!(ch.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's');
    }
    match (date, percent) {
        (true, _) => Shown::Date,
        (false, true) => Shown::Percent,
        (false, false) => Shown::Number,
    }
}

/// What a number shows that is written so.
pub(super) fn shown(number: &str, format: Shown) -> String {
    let text = match format {
        Shown::Number => decimal(number, 0),
        Shown::Percent => decimal(number, 2).map(|number| number + "%"),
        Shown::Date => day(number),
    };
    text.or_else(|| decimal(number, 0))
        .unwrap_or_else(|| number.to_owned())
}

/// Digits beyond these are none of the number: programs write what is left of a binary fraction.
const PRECISION: usize = 15;

/// A number without exponent and without idle zeros behind the point, times a power of ten.
fn decimal(number: &str, power: i32) -> Option<String> {
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (number, 0),
    };
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || !digits().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let zeros = digits().take_while(|byte| *byte == b'0').count();
    let mut digits: Vec<u8> = digits().skip(zeros).collect();
    // How many digits stand before the point.
    let mut point = i32::try_from(whole.len()).ok()? - i32::try_from(zeros).ok()?;
    point = point.checked_add(exponent)?.checked_add(power)?;
    if round(&mut digits) {
        point += 1;
    }
    while digits.pop_if(|digit| *digit == b'0').is_some() {}
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    const FAR: i32 = 40;
    if !(-FAR..=FAR).contains(&point) {
        return None;
    }
    let digits = String::from_utf8(digits).ok()?;
    let count = i32::try_from(digits.len()).ok()?;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    Some(if point <= 0 {
        format!("{sign}0.{}{digits}", zeros(-point))
    } else if point >= count {
        format!("{sign}{digits}{}", zeros(point - count))
    } else {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
        format!("{sign}{whole}.{fraction}")
    })
}

/// Keeps as many digits as are exact. True if they became one more, before them all.
fn round(digits: &mut Vec<u8>) -> bool {
    let up = digits.get(PRECISION).is_some_and(|digit| *digit >= b'5');
    digits.truncate(PRECISION);
    if !up {
        return false;
    }
    while digits.pop_if(|digit| *digit == b'9').is_some() {}
    match digits.last_mut() {
        Some(last) => {
            *last += 1;
            false
        }
        None => {
            digits.push(b'1');
            true
        }
    }
}

/// The day of a number: 2024-01-22 for 45313.
fn day(number: &str) -> Option<String> {
    let (whole, _) = number.split_once('.').unwrap_or((number, ""));
    let days: i64 = whole.parse().ok()?;
    // From 1900 to 9999.
    if !(61..=2_958_465).contains(&days) {
        return None;
    }
    // Days from the first of March of the year 0, in eras of 400 years.
    let days = days - 25_569 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Some(format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_decimals() {
        for (written, expected) in [
            ("35", "35"),
            ("35.0", "35"),
            ("-3", "-3"),
            ("+10", "10"),
            ("0", "0"),
            ("-0.0", "0"),
            ("12.50", "12.5"),
            ("189695.23000000001", "189695.23"),
            ("0.30000000000000004", "0.3"),
            ("0.99999999999999999", "1"),
            ("99999999999999995", "100000000000000000"),
            ("1.2E+5", "120000"),
            ("2.5e-3", "0.0025"),
            ("1e99", "1e99"),
            ("x", "x"),
            ("", ""),
            ("1.2.3", "1.2.3"),
        ] {
            assert_eq!(shown(written, Shown::Number), expected, "{written}");
        }
    }

    #[test]
    fn formats_make_something_else_of_them() {
        assert_eq!(shown("0.125", Shown::Percent), "12.5%");
        assert_eq!(shown("1", Shown::Percent), "100%");
        assert_eq!(shown("45313", Shown::Date), "2024-01-22");
        assert_eq!(shown("45351.5", Shown::Date), "2024-02-29");
        assert_eq!(shown("61", Shown::Date), "1900-03-01");
        assert_eq!(shown("2958465", Shown::Date), "9999-12-31");
        assert_eq!(shown("-1", Shown::Date), "-1");
    }

    #[test]
    fn a_format_is_told_by_its_code() {
        for code in [
            "General",
            "0",
            "#,##0.00",
            "0\"days\"",
            "0\\d",
            "[Red]0",
            "@",
            "0_d",
        ] {
            assert_eq!(shows(code), Shown::Number, "{code}");
        }
        for code in ["yyyy/m/d", "m\"月\"d\"日\"", "[$-804]h:mm", "mm:ss"] {
            assert_eq!(shows(code), Shown::Date, "{code}");
        }
        assert_eq!(shows("0.00%"), Shown::Percent);
        assert_eq!(
            (Shown::of_builtin(0), Shown::of_builtin(57)),
            (Shown::Number, Shown::Date)
        );
    }
}
