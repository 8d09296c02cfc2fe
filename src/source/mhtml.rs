//! Web archives: a page in a message of MIME, as browsers and Word save it (.mht, and .doc at times).

/// How deep parts may hold parts.
const MOST_DEPTH: usize = 4;

/// The pages that a web archive holds, one behind the other; nothing if the bytes are none.
pub(crate) fn pages(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let part = Part::read(start.trim_ascii_start())?;
    part.header("mime-version")?;
    let kind = part.header("content-type")?;
    let is_archive = begins(kind, "multipart/") || begins(kind, "text/html");
    let mut out = Vec::new();
    if is_archive {
        part.write(&mut out, MOST_DEPTH);
    }
    is_archive.then_some(out)
}

/// A part of a message.
struct Part<'b> {
    headers: &'b str,
    body: &'b [u8],
}

impl<'b> Part<'b> {
    /// Headers up to an empty line, and what stands behind it.
    fn read(bytes: &'b [u8]) -> Option<Self> {
        const LONGEST: usize = 1 << 14;
        let head = bytes.get(..bytes.len().min(LONGEST))?;
        let mut from = 0;
        for line in head.split_inclusive(|byte| *byte == b'\n') {
            if line.trim_ascii().is_empty() {
                let headers = str::from_utf8(head.get(..from)?).ok()?;
                let body = bytes.get(from + line.len()..)?;
                return Some(Self { headers, body });
            }
            let is_header = line.first()?.is_ascii_whitespace() || line.contains(&b':');
            if !is_header {
                return None;
            }
            from += line.len();
        }
        None
    }

    /// What a header says, with the lines that go on with it.
    fn header(&self, name: &str) -> Option<&'b str> {
        let mut from = 0;
        for line in self.headers.split_inclusive('\n') {
            let rest = self.headers.get(from..)?;
            from += line.len();
            let Some((found, _)) = line.split_once(':') else {
                continue;
            };
            if !found.trim().eq_ignore_ascii_case(name) {
                continue;
            }
            let behind = rest.get(found.len() + 1..)?;
            let goes_on = |at: &usize| {
                let next = behind.as_bytes().get(at + 1);
                !next.is_some_and(|byte| matches!(byte, b' ' | b'\t'))
            };
            let end = memchr::memchr_iter(b'\n', behind.as_bytes()).find(goes_on);
            return Some(behind.get(..end.unwrap_or(behind.len()))?.trim());
        }
        None
    }

    /// Writes the pages among the part and its parts.
    fn write(&self, out: &mut Vec<u8>, depth: usize) {
        let kind = self.header("content-type").unwrap_or_default();
        if begins(kind, "multipart/") && depth > 0 {
            let Some(boundary) = parameter(kind, "boundary") else {
                return;
            };
            for part in parts(self.body, boundary) {
                if let Some(part) = Part::read(part) {
                    part.write(out, depth - 1);
                }
            }
        } else if begins(kind, "text/html") {
            let encoding = self.header("content-transfer-encoding");
            let encoding = encoding.unwrap_or_default().to_ascii_lowercase();
            match encoding.as_str() {
                "quoted-printable" => quoted_printable(self.body, out),
                "base64" => base64(self.body, out),
                _ => out.extend(self.body),
            }
            out.push(b'\n');
        }
    }
}

fn begins(value: &str, with: &str) -> bool {
    let head = value.get(..with.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(with))
}

/// A parameter of a header: `boundary="x"`.
fn parameter<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    value.split(';').find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        let is_it = found.trim().eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().trim_matches('"'))
    })
}

/// What stands between lines with the boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let (mut from, mut at) = (None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(delimiter.as_bytes()) {
            parts.extend(from.and_then(|from| body.get(from..at)));
            from = Some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(from.and_then(|from| body.get(from..)));
    parts
}

/// `=E5` is a byte, and `=` at the end of a line nothing.
fn quoted_printable(body: &[u8], out: &mut Vec<u8>) {
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (plain, escape) = rest.split_at(at);
        out.extend(plain);
        let digit = |at: usize| char::from(*escape.get(at)?).to_digit(16);
        let length = match (digit(1), digit(2)) {
            (Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                3
            }
            _ if escape.starts_with(b"=\r\n") => 3,
            _ if escape.starts_with(b"=\n") => 2,
            _ => {
                out.push(b'=');
                1
            }
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    out.extend(rest);
}

/// Three bytes in four letters; whatever is none is passed over.
fn base64(body: &[u8], out: &mut Vec<u8>) {
    let (mut bits, mut count) = (0u32, 0);
    for byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => return,
            _ => continue,
        };
        (bits, count) = (bits << 6 | u32::from(digit), count + 6);
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            out.push(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(archive: &str, expected: Option<&str>) {
        let found = pages(archive.as_bytes());
        let found = found.map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(found.as_deref(), expected, "{archive}");
    }

    #[test]
    fn pages_are_found_and_decoded() {
        let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=x\"; type=a\r\n\r\nnothing\r\n\
            ----=x\r\nContent-Location: a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=3D\r\n\r\n\
            <td width=3D1>=E8=A7=84=\r\n=E7=AB=A0 = =Z\r\n----=x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
            ----=x\r\ncontent-type: TEXT/HTML\r\nContent-Transfer-Encoding: Base64\r\n\r\nPHRk\r\nPjI8\r\n----=x--\r\n";
        check(archive, Some("<td width=1>规章 = =Z\r\n\n<td>2<\n"));
        check(
            "MIME-Version: 1.0\nContent-Type: text/html\n\n<td>1",
            Some("<td>1\n"),
        );
        check(
            "From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<td>1",
            Some(""),
        );
    }

    #[test]
    fn other_bytes_are_no_archive() {
        for bytes in [
            "",
            "a",
            "MIME-Version: 1.0",
            "MIME-Version: 1.0\n\n<td>",
            "MIME-Version: 1.0\nContent-Type: text/plain\n\n<td>",
            "Content-Type: text/html\n\n<td>",
            "<td>\n\nMIME-Version: 1.0\nContent-Type: text/html\n\n",
        ] {
            check(bytes, None);
        }
    }
}
