//! The live OpenCC library, asked for every Unicode scalar value.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use opencc_rust::{DefaultConfig, OpenCC};
use unicode_normalization::UnicodeNormalization;

use super::entry::Spec;
use super::fold::fold_char;
use super::han;
use super::unicode::scalars;

/// Why a char folds as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No converter changes it, and neither does the fold.
    Same,
    /// OpenCC's `t2s`.
    OpenCc,
    /// A pair of a later release of OpenCC, reviewed in `han::LATER`.
    Later,
    /// A form of Taiwan or Hong Kong: `tw2s`, `hk2s`.
    Variant,
    /// A Japanese form: `jp2t`, then `t2s`.
    Japanese,
    /// Some configuration changes it, but it is named in `han::KEPT` or is a character of GB 2312.
    Kept,
    /// Unicode's radicals and strokes.
    Radical,
    /// NFKC, where it is followed, and lower case.
    Compatible,
    /// Named in `marks`, or dropped.
    Mark,
}

pub struct Live {
    pub t2s: BTreeMap<char, char>,
    pub tw2s: BTreeMap<char, char>,
    pub hk2s: BTreeMap<char, char>,
    pub jp2t: BTreeMap<char, char>,
    pub s2t: BTreeMap<char, char>,
    converter: OpenCC,
}

/// Whether a fold is NFKC, or the blank for one, in lower case, each char folded in turn.
fn compatible(ch: char, folded: &[char]) -> bool {
    let lower: Vec<char> = ch.nfkc().flat_map(char::to_lowercase).collect();
    let blank = ch.is_whitespace() && folded == [' '];
    blank
        || lower == folded
        || ch
            .nfkc()
            .flat_map(|part| fold_char(part).0)
            .eq(folded.iter().copied())
}

/// A text in each of the scripts and variants into which reports are converted.
pub fn converted(text: &str) -> Vec<String> {
    let through = |configs: &[DefaultConfig]| {
        configs.iter().fold(text.to_owned(), |text, config| {
            OpenCC::new(*config)
                .expect("OpenCC's configurations are installed")
                .convert(text)
        })
    };
    let to = [
        &[DefaultConfig::S2T][..],
        &[DefaultConfig::S2TW],
        &[DefaultConfig::S2HK],
        &[DefaultConfig::S2T, DefaultConfig::T2JP],
    ];
    to.into_iter().map(through).collect()
}

/// What a configuration changes, char by char. It never makes two chars of one.
fn pairs(config: DefaultConfig) -> BTreeMap<char, char> {
    let converter = OpenCC::new(config).expect("OpenCC's configurations are installed");
    let changed = scalars().skip(1).filter_map(|ch| {
        let converted = converter.convert(ch.encode_utf8(&mut [0; 4]) as &str);
        let mut chars = converted.chars();
        let to = chars.next().expect("one char");
        assert_eq!(chars.next(), None, "{ch} becomes several chars");
        (to != ch).then_some((ch, to))
    });
    changed.collect()
}

impl Live {
    pub fn load() -> Self {
        Self {
            t2s: pairs(DefaultConfig::T2S),
            tw2s: pairs(DefaultConfig::TW2S),
            hk2s: pairs(DefaultConfig::HK2S),
            jp2t: pairs(DefaultConfig::JP2T),
            s2t: pairs(DefaultConfig::S2T),
            converter: OpenCC::new(DefaultConfig::T2S)
                .expect("OpenCC's configurations are installed"),
        }
    }

    /// `t2s` of a whole text.
    pub fn simplify(&self, text: &str) -> String {
        self.converter.convert(text)
    }

    /// Why a char folds to what it does. Fails if there is no reason.
    pub fn reason(&self, spec: &Spec, ch: char, folded: &[char]) -> Reason {
        let as_that = |pairs: &BTreeMap<char, char>| {
            pairs.get(&ch).is_some_and(|&to| fold_char(to).0 == folded)
        };
        let own = spec.han.is_gb2312(ch) || han::KEPT.contains(ch);
        let others = [&self.tw2s, &self.hk2s, &self.jp2t]
            .map(|pairs| pairs.get(&ch).is_some_and(|to| self.simple(*to) != ch));
        let reason = match folded {
            _ if han::LATER.contains(&(ch, folded.first().copied().unwrap_or(ch))) => {
                Some(Reason::Later)
            }
            _ if self.t2s.contains_key(&ch) => as_that(&self.t2s).then_some(Reason::OpenCc),
            [same] if *same == ch && others.contains(&true) => own.then_some(Reason::Kept),
            [same] if *same == ch => Some(Reason::Same),
            _ if spec.named.contains_key(&ch) || folded.is_empty() => Some(Reason::Mark),
            _ if !own && (as_that(&self.tw2s) || as_that(&self.hk2s)) => Some(Reason::Variant),
            _ if !own && as_that(&self.jp2t) => Some(Reason::Japanese),
            _ if spec
                .unicode
                .radical(ch)
                .is_some_and(|to| fold_char(to).0 == folded) =>
            {
                Some(Reason::Radical)
            }
            _ => compatible(ch, folded).then_some(Reason::Compatible),
        };
        reason
            .unwrap_or_else(|| panic!("U+{:04X} {ch} folds to {folded:?} for no reason", ch as u32))
    }

    /// `t2s` of a char.
    fn simple(&self, ch: char) -> char {
        self.t2s.get(&ch).copied().unwrap_or(ch)
    }

    /// The data file: of each configuration what those above it do not say.
    pub fn data(&self) -> String {
        let beyond = |pairs: &BTreeMap<char, char>| -> Vec<(char, char)> {
            let others = pairs
                .iter()
                .filter(|(from, to)| self.simple(**from) != **to);
            others.map(|(&from, &to)| (from, to)).collect()
        };
        let japanese = self.jp2t.iter().map(|(&from, &to)| (from, self.simple(to)));
        let japanese = japanese
            .filter(|&(from, to)| from != to && !self.t2s.contains_key(&from))
            .collect();
        let back = self
            .s2t
            .iter()
            .filter(|(from, _)| !self.t2s.contains_key(from))
            .map(|(&from, &to)| (from, to));
        let sections: [(&str, Vec<(char, char)>); 5] = [
            (
                "t2s",
                self.t2s.iter().map(|(&from, &to)| (from, to)).collect(),
            ),
            ("tw2s", beyond(&self.tw2s)),
            ("hk2s", beyond(&self.hk2s)),
            ("jp2t", japanese),
            ("s2t", back.collect()),
        ];
        let mut text = String::from(HEADING);
        for (name, pairs) in sections {
            let _ = writeln!(text, "[{name}]");
            for line in pairs.chunks(20) {
                text.extend(line.iter().flat_map(|&(from, to)| [from, to]));
                text.push('\n');
            }
        }
        text
    }
}

const HEADING: &str = "# Character pairs of OpenCC 1.1.6 (BYVoid and contributors; Apache-2.0, see LICENSE-APACHE and NOTICE), by twos, asked of the
# library for every Unicode scalar value: t2s; what tw2s and hk2s say otherwise; jp2t and then t2s, of what t2s leaves
# alone; s2t of the same.
";
