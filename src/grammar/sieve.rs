//! A quick look before a search: whether a character may be, or is, one of a few.

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

/// A set of characters of the basic plane, told in one look.
#[derive(Debug)]
pub(crate) struct Letters(Box<[u64]>);

impl Letters {
    /// The set of these; characters beyond the basic plane are left out.
    pub(crate) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut words = vec![0; 1 << 10].into_boxed_slice();
        for ch in chars {
            if let Some(word) = words.get_mut(ch as usize / 64) {
                *word |= 1 << (ch as usize % 64);
            }
        }
        Self(words)
    }

    /// Whether the character is in the set.
    pub(crate) fn contains(&self, ch: char) -> bool {
        let word = self.0.get(ch as usize / 64);
        word.is_some_and(|word| word >> (ch as usize % 64) & 1 == 1)
    }
}
