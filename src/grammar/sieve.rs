//! A quick look before a search: whether a character may be one of a few.

/// A set of characters over their low bits: a fast answer for nearly all that are not in it.
#[derive(Debug)]
pub(crate) struct Sieve([u64; 16]);

impl Sieve {
    /// A sieve that lets the empty set through.
    pub(crate) const fn new() -> Self {
        Self([0; 16])
    }

    /// A sieve that lets these through.
    pub(crate) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        chars.into_iter().fold(Self::new(), Self::with)
    }

    /// Also lets `ch` through.
    pub(crate) const fn with(mut self, ch: char) -> Self {
        let low = ch as usize % 1024;
        self.0[low / 64] |= 1 << (low % 64);
        self
    }

    /// Also lets the first character of a Chinese word through: three bytes of UTF-8.
    pub(crate) const fn with_first(self, word: &str) -> Self {
        let bytes = word.as_bytes();
        let code = (bytes[0] as u32 & 0xf) << 12
            | (bytes[1] as u32 & 0x3f) << 6
            | (bytes[2] as u32 & 0x3f);
        match char::from_u32(code) {
            Some(ch) => self.with(ch),
            None => self,
        }
    }

    /// Whether the character may be in the set.
    pub(crate) const fn passes(&self, ch: char) -> bool {
        let low = ch as usize % 1024;
        self.0[low / 64] >> (low % 64) & 1 == 1
    }
}
