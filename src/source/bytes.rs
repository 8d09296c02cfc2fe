//! What bytes are: the container by its first bytes, the encoding by what the bytes say of themselves, else by what they
//! would mean.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Format};

/// The text of a document, and whether it is the bytes themselves.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) verbatim: bool,
}

/// Decodes a document. `frequent` says which characters are to be expected in it; it decides between encodings.
pub(crate) fn decode(bytes: &[u8], frequent: impl Fn(char) -> bool) -> Result<Decoded<'_>, Error> {
    if let Some(format) = signature(bytes) {
        return Err(ErrorKind::Unsupported { format }.into());
    }
    if let Some(text) = utf16(bytes) {
        return Ok(Decoded {
            text: text.into(),
            verbatim: false,
        });
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.into(),
            verbatim: true,
        });
    }
    legacy(bytes, frequent)
}

/// The format of a file that is no text, by its first bytes.
pub(crate) fn signature(bytes: &[u8]) -> Option<Format> {
    const SIGNATURES: &[(&[u8], Format)] = &[
        (b"%PDF-", Format::Pdf),
        (b"PK\x03\x04", Format::Zip),
        (b"PK\x05\x06", Format::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Ole),
        (b"{\\rtf", Format::Rtf),
        (b"\x89PNG\r\n", Format::Image),
        (b"\xff\xd8\xff", Format::Image),
        (b"GIF8", Format::Image),
        (b"II*\0", Format::Image),
        (b"MM\0*", Format::Image),
        (b"\x1f\x8b", Format::Archive),
        (b"Rar!", Format::Archive),
        (b"7z\xbc\xaf", Format::Archive),
    ];
    let found = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature));
    found.map(|(_, format)| *format)
}

/// Whether a text is an office file that is one file of XML: Word's and Excel's of 2003, or a package in one file.
pub(crate) fn is_office_xml(text: &str) -> bool {
    const MARKS: [&str; 4] = [
        "<?mso-application ",
        "<w:wordDocument",
        "<pkg:package",
        "\"urn:schemas-microsoft-com:office:spreadsheet\"",
    ];
    const LOOKED_AT: usize = 4096;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head = text.as_bytes().get(..text.len().min(LOOKED_AT));
    let has =
        |mark: &&str| memchr::memmem::find(head.unwrap_or_default(), mark.as_bytes()).is_some();
    text.starts_with("<?xml") && MARKS.iter().any(has)
}

/// The text of bytes in UTF-16, by their mark or by the zeros that plain characters leave.
pub(super) fn utf16(bytes: &[u8]) -> Option<String> {
    let (big, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (false, rest),
        [0xfe, 0xff, rest @ ..] => (true, rest),
        _ => (zeros(bytes)?, bytes),
    };
    let units = rest.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        }
    });
    let chars = char::decode_utf16(units).map(|ch| ch.unwrap_or(char::REPLACEMENT_CHARACTER));
    let mut text: String = chars.collect();
    if rest.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Some(text)
}

/// Whether the zeros among the first bytes stand before other bytes (big end first) or behind them; nothing where there
/// are few, or some of both.
fn zeros(bytes: &[u8]) -> Option<bool> {
    const LOOKED_AT: usize = 4096;
    let head = bytes.get(..bytes.len().min(LOOKED_AT))?;
    let count = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (count(0), count(1));
    let few = head.len() / 32;
    if even > few && odd * 4 < even {
        Some(true)
    } else if odd > few && even * 4 < odd {
        Some(false)
    } else {
        None
    }
}

#[cfg(not(feature = "encoding"))]
fn legacy(_: &[u8], _: impl Fn(char) -> bool) -> Result<Decoded<'_>, Error> {
    Err(ErrorKind::Encoding.into())
}

/// The text of bytes that are in none of Unicode's encodings, or damaged.
///
/// What a page says of itself is one candidate of several: pages lie.
#[cfg(feature = "encoding")]
fn legacy(bytes: &[u8], frequent: impl Fn(char) -> bool) -> Result<Decoded<'_>, Error> {
    use encoding_rs::{BIG5, GB18030, UTF_8};
    const LOOKED_AT: usize = 1 << 14;
    if memchr::memchr(0, bytes).is_some() {
        return Err(ErrorKind::Encoding.into());
    }
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let to = bytes.len().min(from + LOOKED_AT);
    let sample = bytes.get(from..to).unwrap_or_default();
    let mut best = None;
    for encoding in declared(bytes).into_iter().chain([GB18030, BIG5, UTF_8]) {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let score = score(&text, &frequent);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, encoding));
        }
    }
    match best {
        Some((1.., encoding)) => Ok(Decoded {
            text: encoding.decode_without_bom_handling(bytes).0,
            verbatim: false,
        }),
        _ => Err(ErrorKind::Encoding.into()),
    }
}

/// How much a text looks like one: characters that are frequent, less those that no text has.
#[cfg(feature = "encoding")]
fn score(text: &str, frequent: impl Fn(char) -> bool) -> i64 {
    text.chars()
        .map(|ch| match ch {
            '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => -4,
            _ if frequent(ch) => 2,
            _ => 0,
        })
        .sum()
}

/// The encoding that a page declares near its beginning: `charset=gb2312`, `encoding="gbk"`.
#[cfg(feature = "encoding")]
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    const LOOKED_AT: usize = 4096;
    let head = bytes.get(..bytes.len().min(LOOKED_AT))?;
    ["charset", "encoding"].iter().find_map(|word| {
        let word = word.as_bytes();
        let at = head
            .windows(word.len())
            .position(|window| window.eq_ignore_ascii_case(word))?;
        let mark =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'\\');
        let behind = head.get(at + word.len()..)?;
        let skipped = behind.iter().take_while(|byte| mark(byte)).count();
        let label = behind.get(skipped..)?;
        let length = label
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .count();
        let encoding = encoding_rs::Encoding::for_label(label.get(..length)?)?;
        // gb2312 and gbk are read as what contains them.
        Some(if encoding == encoding_rs::GBK {
            encoding_rs::GB18030
        } else {
            encoding
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "政府信息公开年度报告，收到申请数量";

    fn frequent(ch: char) -> bool {
        "政府信息公开開年度报報告数數".contains(ch)
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, verbatim: bool) {
        let decoded = decode(bytes, frequent).unwrap();
        assert_eq!((&*decoded.text, decoded.verbatim), (text, verbatim));
    }

    #[track_caller]
    fn fails(bytes: &[u8], kind: ErrorKind) {
        assert_eq!(decode(bytes, frequent).unwrap_err().kind(), kind);
    }

    #[test]
    fn unicode_is_told_by_its_mark_or_its_zeros() {
        check(b"", "", true);
        check(SIMPLIFIED.as_bytes(), SIMPLIFIED, true);
        check("\u{feff}a\r\n".as_bytes(), "\u{feff}a\r\n", true);
        let page = format!("<td>{SIMPLIFIED}</td>");
        let units = || page.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        check(&little, &page, false);
        check(&big, &page, false);
        check(&[&[0xff, 0xfe], &*little].concat(), &page, false);
        check(&[&[0xfe, 0xff], &*big].concat(), &page, false);
        check(b"\xff\xfea\0\x00\xd8b", "a\u{fffd}\u{fffd}", false);
    }

    #[test]
    fn other_formats_are_named() {
        for (bytes, format) in [
            (&b"%PDF-1.4\n%\xe2"[..], Format::Pdf),
            (b"PK\x03\x04\x14\0", Format::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Format::Ole),
            (b"{\\rtf1\\ansi", Format::Rtf),
            (b"\xff\xd8\xff\xe0", Format::Image),
            (b"\x1f\x8b\x08", Format::Archive),
        ] {
            fails(bytes, ErrorKind::Unsupported { format });
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        fails(b"\xb9\0\xab\xbf\x01\0\0\0\0\xaa", ErrorKind::Encoding);
        fails(b"\x80\x81\xfe\xff\x90", ErrorKind::Encoding);
    }

    #[cfg(feature = "encoding")]
    mod legacy {
        use encoding_rs::{BIG5, Encoding, GB18030, GBK};

        use super::*;

        const TRADITIONAL: &str = "政府資訊公開年度報告，收到申請數量";

        fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
            let (bytes, _, faulty) = encoding.encode(text);
            assert!(!faulty, "{text} is not in {}", encoding.name());
            bytes.into_owned()
        }

        #[test]
        fn an_encoding_is_told_by_what_the_text_would_say() {
            check(&encoded(SIMPLIFIED, GBK), SIMPLIFIED, false);
            check(&encoded(TRADITIONAL, GBK), TRADITIONAL, false);
            check(&encoded(TRADITIONAL, BIG5), TRADITIONAL, false);
            check(&encoded("政府㐂𠮷", GB18030), "政府㐂𠮷", false);
        }

        #[test]
        fn what_a_page_declares_may_be_a_lie() {
            for declared in ["gb2312", "GBK", "utf-8", "big5", "iso-8859-1", "none"] {
                for (text, encoding) in [(SIMPLIFIED, GBK), (TRADITIONAL, BIG5)] {
                    let page = format!("<meta charset=\"{declared}\">{text}");
                    check(&encoded(&page, encoding), &page, false);
                }
            }
        }

        #[test]
        fn damage_is_marked_where_it_is() {
            let damaged = [SIMPLIFIED.as_bytes(), b"\xe6\x94", b" 12"].concat();
            check(&damaged, &format!("{SIMPLIFIED}\u{fffd} 12"), false);
            let damaged = [&*encoded(SIMPLIFIED, GBK), b"\xff1"].concat();
            check(&damaged, &format!("{SIMPLIFIED}\u{fffd}1"), false);
        }
    }
}
