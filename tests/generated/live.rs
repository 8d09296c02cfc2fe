//! The live OpenCC library, asked for every Unicode scalar value.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use opencc_rust::{DefaultConfig, OpenCC};

use super::unicode::scalars;

pub struct Live {
    pub t2s: BTreeMap<char, char>,
    pub tw2s: BTreeMap<char, char>,
    pub hk2s: BTreeMap<char, char>,
    pub jp2t: BTreeMap<char, char>,
    pub s2t: BTreeMap<char, char>,
    converter: OpenCC,
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
            converter: OpenCC::new(DefaultConfig::T2S).expect("OpenCC's configurations are installed"),
        }
    }

    /// `t2s` of a whole text.
    pub fn simplify(&self, text: &str) -> String {
        self.converter.convert(text)
    }

    /// The data file: of each configuration what those above it do not say.
    pub fn data(&self) -> String {
        let by_t2s = |ch: char| self.t2s.get(&ch).copied().unwrap_or(ch);
        let beyond = |pairs: &BTreeMap<char, char>| -> Vec<(char, char)> {
            let others = pairs.iter().filter(|(from, to)| by_t2s(**from) != **to);
            others.map(|(&from, &to)| (from, to)).collect()
        };
        let japanese = self.jp2t.iter().map(|(&from, &to)| (from, by_t2s(to)));
        let japanese = japanese.filter(|&(from, to)| from != to && !self.t2s.contains_key(&from)).collect();
        let back = self.s2t.iter().filter(|(from, _)| !self.t2s.contains_key(from)).map(|(&from, &to)| (from, to));
        let sections: [(&str, Vec<(char, char)>); 5] = [
            ("t2s", self.t2s.iter().map(|(&from, &to)| (from, to)).collect()),
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
