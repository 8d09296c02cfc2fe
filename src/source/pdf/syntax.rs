//! The syntax of PDF: objects, as files and the content of pages hold them.
//!
//! Lenient: what is no object is passed over. Nothing is followed, nothing is expanded.

use std::collections::BTreeMap;

/// How deep arrays and dictionaries may be nested: what is deeper is null.
const MOST_DEPTH: u32 = 64;

/// A dictionary by its keys.
pub(super) type Dict = BTreeMap<Vec<u8>, Object>;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Bool(bool),
    Number(f64),
    Name(Vec<u8>),
    String(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// A stream: its dictionary, and where its data begins in the file.
    Stream(Dict, usize),
    /// Another object, by its number.
    Ref(u32),
}

impl Object {
    pub(super) const fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(super) fn index(&self) -> Option<usize> {
        let number = self.number()?;
        (number >= 0.0 && number <= f64::from(u32::MAX)).then_some(number as usize)
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The number of the object that it refers to.
    pub(super) const fn reference(&self) -> Option<u32> {
        match self {
            Self::Ref(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// A dictionary, or that of a stream.
    pub(super) const fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }
}

/// What stands next.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'b> {
    Object(Object),
    /// A word: an operator, or what PDF has between objects.
    Word(&'b [u8]),
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    REGULAR[byte as usize]
}

/// Which bytes words and numbers consist of: no spaces and none of `()<>[]{}/%`.
const REGULAR: [bool; 256] = {
    let mut regular = [true; 256];
    let others = *b"\0\t\n\x0c\r ()<>[]{}/%";
    let mut index = 0;
    while index < others.len() {
        regular[others[index] as usize] = false;
        index += 1;
    }
    regular
};

/// Reads objects one by one.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
    /// `1 0 R` is a reference: in files, not in content.
    references: bool,
    /// How many objects may still be made.
    left: usize,
}

impl<'b> Lexer<'b> {
    /// The objects of a file, of which no more than `most` may be made.
    pub(super) const fn of_file(bytes: &'b [u8], at: usize, most: usize) -> Self {
        Self {
            bytes,
            at,
            references: true,
            left: most,
        }
    }

    /// The objects of a page's content or of a map.
    pub(super) const fn of_content(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            references: false,
            left: usize::MAX,
        }
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Goes on at another place.
    pub(super) const fn go_on(&mut self, at: usize) {
        self.at = at;
    }

    pub(super) const fn left(&self) -> usize {
        self.left
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next object or word.
    pub(super) fn next(&mut self) -> Option<Item<'b>> {
        self.item(0)
    }

    /// The next object; nothing if it is none.
    pub(super) fn object(&mut self) -> Option<Object> {
        match self.next()? {
            Item::Object(object) => Some(object),
            Item::Word(_) => None,
        }
    }

    /// Passes a word, if it stands next.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let there =
            rest.starts_with(word) && !rest.get(word.len()).is_some_and(|byte| is_regular(*byte));
        self.at += if there { word.len() } else { 0 };
        there
    }

    fn item(&mut self, depth: u32) -> Option<Item<'b>> {
        self.skip_space();
        let byte = self.peek()?;
        self.left = self.left.checked_sub(1)?;
        let object = match byte {
            b'/' => {
                self.at += 1;
                Object::Name(self.name())
            }
            b'(' => Object::String(self.literal()),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dict(depth)
            }
            b'<' => Object::String(self.hexadecimal()),
            b'[' => {
                self.at += 1;
                self.array(depth)
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b')' | b'>' | b']' | b'{' | b'}' => {
                let from = self.at;
                self.at += 1;
                return Some(Item::Word(self.bytes.get(from..self.at)?));
            }
            _ => {
                let word = self.regular();
                match word {
                    b"true" => Object::Bool(true),
                    b"false" => Object::Bool(false),
                    b"null" => Object::Null,
                    word => return Some(Item::Word(word)),
                }
            }
        };
        Some(Item::Object(object))
    }

    fn regular(&mut self) -> &'b [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| !is_regular(*byte))
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// `#41` in a name is a character by its code.
    fn name(&mut self) -> Vec<u8> {
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((&byte, behind)) = rest.split_first() {
            let code = match behind {
                [high, low, ..] if byte == b'#' => digit(*high).zip(digit(*low)),
                _ => None,
            };
            match code {
                Some((high, low)) => {
                    name.push(high << 4 | low);
                    rest = behind.get(2..).unwrap_or_default();
                }
                None => {
                    name.push(byte);
                    rest = behind;
                }
            }
        }
        name
    }

    /// A number: digits with one point and a sign. Writers have been seen to repeat the sign; the rest of what cannot be
    /// a number is passed.
    fn number(&mut self) -> Object {
        let from = self.at;
        let raw = self.regular();
        let mut value = 0.0;
        let mut scale = 0.0;
        let mut whole = true;
        let mut digits = 0;
        let signs = raw
            .iter()
            .take_while(|byte| matches!(byte, b'+' | b'-'))
            .count();
        let mut length = signs;
        for byte in raw.get(signs..).unwrap_or_default() {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    let digit = f64::from(byte - b'0');
                    if scale == 0.0 {
                        value = value * 10.0 + digit;
                    } else {
                        value += digit * scale;
                        scale *= 0.1;
                    }
                }
                b'.' if whole => {
                    whole = false;
                    scale = 0.1;
                }
                // `12-34`: the rest is noise.
                b'-' => {
                    length = raw.len();
                    break;
                }
                _ => break,
            }
            length += 1;
        }
        self.at = from + length.max(1);
        if raw.first() == Some(&b'-') {
            value = -value;
        }
        if self.references
            && whole
            && signs == 0
            && digits > 0
            && length == raw.len()
            && let Some(reference) = self.reference(value)
        {
            return reference;
        }
        Object::Number(value)
    }

    /// Whether ` 0 R` follows on a number.
    fn reference(&mut self, number: f64) -> Option<Object> {
        const LONGEST: usize = 5;
        // Most numbers have other numbers behind them.
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let rest = rest.trim_ascii_start();
        let digits = rest
            .iter()
            .take(LONGEST)
            .take_while(|byte| byte.is_ascii_digit());
        let rest = rest.get(digits.count()..).unwrap_or_default();
        if matches!(
            rest,
            [b'0'..=b'9', ..] | [b' ', b'0'..=b'9' | b'/' | b']', ..]
        ) {
            return None;
        }
        let mut ahead = self.clone();
        ahead.skip_space();
        if !matches!(ahead.regular(), generation if !generation.is_empty()
            && generation.len() <= 5 && generation.iter().all(u8::is_ascii_digit))
        {
            return None;
        }
        ahead.skip_space();
        if ahead.regular() != b"R" || number > f64::from(u32::MAX) {
            return None;
        }
        self.at = ahead.at;
        Some(Object::Ref(number as u32))
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut string = Vec::new();
        let mut depth = 0_u32;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        string
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(byte @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    code = code * 8 + u32::from(byte - b'0');
                    self.at += 1;
                }
                string.push(code as u8);
            }
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            other => string.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        let digits = rest.get(..length).unwrap_or_default();
        let mut string = Vec::with_capacity(length / 2);
        let mut high = None;
        for digit in digits.iter().copied().filter_map(digit) {
            match high.take() {
                None => high = Some(digit),
                Some(high) => string.push(high << 4 | digit),
            }
        }
        string.extend(high.map(|high| high << 4));
        string
    }

    fn array(&mut self, depth: u32) -> Object {
        let mut items = Vec::new();
        loop {
            match self.nested(depth) {
                Some(Item::Object(object)) => items.push(object),
                Some(Item::Word(b"]")) | None => return Object::Array(items),
                Some(Item::Word(word)) => {
                    if ends_object(word) {
                        self.at -= word.len();
                        return Object::Array(items);
                    }
                }
            }
        }
    }

    fn dict(&mut self, depth: u32) -> Object {
        let mut dict = Dict::new();
        loop {
            match self.nested(depth) {
                Some(Item::Object(Object::Name(key))) => match self.nested(depth) {
                    Some(Item::Object(value)) => {
                        dict.insert(key, value);
                    }
                    Some(Item::Word(b">")) => break,
                    Some(Item::Word(_)) => {}
                    None => return Object::Dict(dict),
                },
                Some(Item::Object(_)) => {}
                Some(Item::Word(b">")) => break,
                Some(Item::Word(word)) => {
                    if ends_object(word) {
                        self.at -= word.len();
                        return Object::Dict(dict);
                    }
                }
                None => return Object::Dict(dict),
            }
        }
        if self.peek() == Some(b'>') {
            self.at += 1;
        }
        Object::Dict(dict)
    }

    /// An item within another. What is too deep is passed bracket by bracket.
    fn nested(&mut self, depth: u32) -> Option<Item<'b>> {
        if depth < MOST_DEPTH {
            return self.item(depth + 1);
        }
        self.skip_space();
        match self.peek()? {
            b'[' | b'<' => {
                self.at += 1;
                self.left = self.left.checked_sub(1)?;
                Some(Item::Object(Object::Null))
            }
            _ => self.item(depth + 1),
        }
    }
}

/// Words that no array or dictionary holds: it breaks off.
fn ends_object(word: &[u8]) -> bool {
    matches!(word, b"endobj" | b"stream" | b"endstream" | b"obj")
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let mut lexer = Lexer::of_file(text.as_bytes(), 0, 100);
        let items = std::iter::from_fn(|| lexer.next());
        let items: Vec<String> = items.map(|item| shown(&item)).collect();
        assert_eq!(items.join(" "), expected);
    }

    fn shown(item: &Item<'_>) -> String {
        match item {
            Item::Word(word) => String::from_utf8_lossy(word).into_owned(),
            Item::Object(object) => show(object),
        }
    }

    fn show(object: &Object) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match object {
            Object::Null => "null".to_owned(),
            Object::Bool(it) => it.to_string(),
            Object::Number(number) => number.to_string(),
            Object::Name(name) => format!("/{}", text(name)),
            Object::String(string) => format!("({})", text(string)),
            Object::Ref(number) => format!("#{number}"),
            Object::Stream(..) => "stream".to_owned(),
            Object::Array(items) => {
                let items: Vec<String> = items.iter().map(show).collect();
                format!("[{}]", items.join(" "))
            }
            Object::Dict(dict) => {
                let pairs = dict
                    .iter()
                    .map(|(k, v)| format!("/{} {}", text(k), show(v)));
                format!("<<{}>>", pairs.collect::<Vec<_>>().join(" "))
            }
        }
    }

    #[test]
    fn objects_are_read() {
        reads("1 -2.5 +.5 4. --3 5-6", "1 -2.5 0.5 4 -3 5");
        reads("12 0 R 3 0 obj", "#12 3 0 obj");
        reads("/A#42c/#zz()", "/ABc /#zz ()");
        reads("(a(b)\\)\\\\\\101\\n)", "(a(b))\\A\n)");
        reads("<4142 4> <4>", "(AB@) (@)");
        reads(
            "<</A[1/B true]/C<</D null>>>>q",
            "<</A [1 /B true] /C <</D null>>>> q",
        );
        reads("% comment\r1%x\n2", "1 2");
    }

    #[test]
    fn what_breaks_off_is_what_was_read() {
        reads("[1 2", "[1 2]");
        reads("<</A 1/B", "<</A 1>>");
        reads("<</A [1 endobj", "<</A [1]>> endobj");
        reads("(abc", "(abc)");
        reads("<41", "(A)");
        reads("<</A>>1", "<<>> 1");
    }

    #[test]
    fn depth_and_number_have_limits() {
        let deep = "[".repeat(100_000);
        let mut lexer = Lexer::of_file(deep.as_bytes(), 0, usize::MAX);
        assert!(lexer.next().is_some());
        let mut lexer = Lexer::of_file(b"[1 1 1 1]", 0, 3);
        assert_eq!(
            lexer.object(),
            Some(Object::Array(vec![Object::Number(1.0); 2]))
        );
        assert_eq!(lexer.left(), 0);
    }
}
