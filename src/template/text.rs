//! Strings put together at compile time, so that ids and labels can follow from their parts.

/// A buffer that a `const` block writes strings into. Writing past `N` stops the compilation.
pub(super) struct Buffer<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Buffer<N> {
    /// An empty buffer.
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; N],
            len: 0,
        }
    }

    /// How many bytes have been written: where the next string begins.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Appends `text`.
    pub(super) const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.bytes[self.len] = bytes[i];
            self.len += 1;
            i += 1;
        }
    }

    /// Appends `text` with every word that `variants` lists on the left replaced by the one on the right.
    /// Says whether there was one.
    pub(super) const fn push_varied(&mut self, text: &str, variants: &[(&str, &str)]) -> bool {
        let bytes = text.as_bytes();
        let mut varied = false;
        let mut i = 0;
        while i < bytes.len() {
            match variant_at(bytes, i, variants) {
                Some((from, to)) => {
                    self.push(to);
                    i += from;
                    varied = true;
                }
                None => {
                    self.bytes[self.len] = bytes[i];
                    self.len += 1;
                    i += 1;
                }
            }
        }
        varied
    }

    /// The bytes written, without the unused rest.
    pub(super) const fn trimmed<const M: usize>(&self) -> [u8; M] {
        let mut bytes = [0; M];
        let mut i = 0;
        while i < M {
            bytes[i] = self.bytes[i];
            i += 1;
        }
        bytes
    }
}

/// The variant whose left side stands at `at`: the length of that side, and the right side.
const fn variant_at<'a>(
    bytes: &[u8],
    at: usize,
    variants: &[(&str, &'a str)],
) -> Option<(usize, &'a str)> {
    let mut i = 0;
    while i < variants.len() {
        let from = variants[i].0.as_bytes();
        if stands_at(bytes, at, from) {
            return Some((from.len(), variants[i].1));
        }
        i += 1;
    }
    None
}

/// Whether `needle` stands at `at` in `bytes`.
const fn stands_at(bytes: &[u8], at: usize, needle: &[u8]) -> bool {
    if at + needle.len() > bytes.len() {
        return false;
    }
    let mut i = 0;
    while i < needle.len() {
        if bytes[at + i] != needle[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The bytes as text. Anything but UTF-8 stops the compilation: call it in constants only.
pub(super) const fn utf8(bytes: &[u8]) -> &str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a label is not UTF-8"),
    }
}

/// `text[start..end]`, in constants.
pub(super) const fn part(text: &str, start: usize, end: usize) -> &str {
    text.split_at(start).1.split_at(end - start).0
}

/// Whether two texts are the same, in constants.
pub(super) const fn same(left: &str, right: &str) -> bool {
    left.len() == right.len() && stands_at(left.as_bytes(), 0, right.as_bytes())
}
