//! Characters that programs print as escapes.

/// The character that a backslash and what follows it stand for in JSON, JavaScript and Python, and how long they are.
pub(crate) fn backslash(rest: &str) -> Option<(char, usize)> {
    let &[b'\\', kind] = rest.as_bytes().get(..2)? else {
        return None;
    };
    let ch = match kind {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' | b'f' => ' ',
        b'x' => return code(rest, 2),
        b'u' => return code(rest, 4).or_else(|| pair(rest)),
        b'U' => return code(rest, 8),
        b'"' | b'\'' | b'\\' | b'/' => char::from(kind),
        _ => return None,
    };
    Some((ch, 2))
}

/// A character by so many digits of its number.
fn code(rest: &str, digits: usize) -> Option<(char, usize)> {
    Some((char::from_u32(number(rest, digits)?)?, 2 + digits))
}

/// Two halves of a character beyond the first plane.
fn pair(rest: &str) -> Option<(char, usize)> {
    let second = rest.get(6..).filter(|second| second.starts_with("\\u"))?;
    let half = |text| u16::try_from(number(text, 4)?).ok();
    let pair = char::decode_utf16([half(rest)?, half(second)?]).next()?;
    Some((pair.ok()?, 12))
}

/// The number that so many digits behind a backslash and a letter are.
fn number(rest: &str, digits: usize) -> Option<u32> {
    let digits = rest.get(2..2 + digits)?;
    let bare = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    bare.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::backslash;

    #[test]
    fn an_escape_is_a_character() {
        let known = [
            (r"\n", '\n', 2),
            (r"\\u", '\\', 2),
            (r"\u6570\u91cf", '数', 6),
            (r"\ud842\udfb7", '𠮷', 12),
            (r"\U00020bb7", '𠮷', 10),
            (r"\xa0x", '\u{a0}', 4),
        ];
        for (text, ch, length) in known {
            assert_eq!(backslash(text), Some((ch, length)), "{text}");
        }
        let others = [
            r"\", r"\d", r"\u12", r"\u+123", r"\ud842", r"\ud842x", r"\x", "n", "",
        ];
        for text in others {
            assert_eq!(backslash(text), None, "{text}");
        }
    }
}
