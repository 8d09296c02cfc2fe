//! Which Han character folds to which: OpenCC's pairs by character, and where they are not followed.

use std::collections::{BTreeMap, BTreeSet};

pub const VERSION: &str = "1.1.6";
pub const PAIRS: &str = include_str!("../data/opencc.txt");
pub const GB2312: &str = include_str!("../data/gb2312.txt");

/// Characters that stay themselves whatever a configuration of OpenCC says: 么 (`tw2s` takes it for 幺), 著 (`tw2s`: 着, but
/// 著作 and 显著 are Simplified) and 覆 (覆盖 is Simplified; 反覆 for 反复 is an alias of the label that has it).
pub const KEPT: &str = "么著覆";

/// Pairs that OpenCC has had since 1.4 and 1.1.6 has not, or has otherwise (逕: 迳). Each is checked against 1.4.2's TSCharacters.
pub const LATER: &[(char, char)] = &[
    ('劄', '札'),
    ('幷', '并'),
    ('扞', '捍'),
    ('拚', '拼'),
    ('搧', '扇'),
    ('擡', '抬'),
    ('牴', '抵'),
    ('箚', '札'),
    ('舖', '铺'),
    ('袷', '夹'),
    ('谿', '溪'),
    ('貍', '狸'),
    ('遶', '绕'),
    ('逕', '径'),
];

/// Characters that `s2t` changes and that are Traditional too, with a meaning of their own (皇后, 公里, 干犯 …): in OpenCC's
/// STCharacters the character itself stands among the further candidates. They speak for neither script.
pub const IN_BOTH: &str = "熏淀郁适采里辟荐胜苹虫跖腊腌范蚝蝎蜡膻准几凶厂厘划占台叶帘吁吃后岩岳党夸咨咸尸唇干广征确种筑皂挂栗涂涌杠杰托极游据愿斗朴柜万丑丰伙于云亘仆价余佣㐹";

pub struct Han {
    t2s: BTreeMap<char, char>,
    variants: BTreeMap<char, char>,
    japanese: BTreeMap<char, char>,
    s2t: BTreeMap<char, char>,
    gb2312: BTreeSet<char>,
}

/// The pairs of one section of the data: characters by twos, in lines.
fn section(name: &str) -> BTreeMap<char, char> {
    let heading = format!("[{name}]");
    let lines = PAIRS
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let chars: Vec<char> = lines.flat_map(str::chars).collect();
    chars.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

impl Han {
    pub fn load() -> Self {
        let mut t2s = section("t2s");
        t2s.extend(LATER.iter().copied());
        let mut variants = section("hk2s");
        variants.extend(section("tw2s"));
        let gb2312 = GB2312
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::chars)
            .collect();
        Self {
            t2s,
            variants,
            japanese: section("jp2t"),
            s2t: section("s2t"),
            gb2312,
        }
    }

    /// The Simplified form, after as many steps as it takes (薴, 苧, 苎).
    pub fn simplified(&self, ch: char) -> char {
        let mut ch = ch;
        while let Some(next) = self.step(ch) {
            ch = next;
        }
        ch
    }

    /// OpenCC's `t2s`; else, for what is not in GB 2312 and so no Simplified character, the Taiwan, Hong Kong and Japanese forms.
    /// (`jp2t` makes 豫 of the 予 of 予以公开.)
    fn step(&self, ch: char) -> Option<char> {
        if KEPT.contains(ch) {
            return None;
        }
        let foreign = || {
            if self.is_gb2312(ch) {
                None
            } else {
                self.variants.get(&ch).or_else(|| self.japanese.get(&ch))
            }
        };
        self.t2s
            .get(&ch)
            .or_else(foreign)
            .copied()
            .filter(|&next| next != ch)
    }

    pub fn is_gb2312(&self, ch: char) -> bool {
        self.gb2312.contains(&ch)
    }

    pub fn gb2312(&self) -> impl Iterator<Item = char> + '_ {
        self.gb2312.iter().copied()
    }

    /// Whether some configuration of OpenCC changes a character that is not in GB 2312 or any `t2s` pair has it.
    pub fn would_change(&self, ch: char) -> bool {
        self.t2s.contains_key(&ch)
            || self.variants.contains_key(&ch)
            || self.japanese.contains_key(&ch)
    }

    /// What OpenCC's own data says of the source of a later pair.
    pub fn before_later(&self, ch: char) -> Option<char> {
        section("t2s").get(&ch).copied()
    }

    pub fn leans_traditional(&self, ch: char) -> bool {
        ch <= '\u{FFFF}' && self.t2s.contains_key(&ch) && !self.is_gb2312(ch)
    }

    pub fn leans_simplified(&self, ch: char) -> bool {
        ch <= '\u{FFFF}'
            && self.s2t.contains_key(&ch)
            && self.simplified(ch) == ch
            && !IN_BOTH.contains(ch)
    }

    /// All sources of pairs.
    pub fn sources(&self) -> impl Iterator<Item = char> + '_ {
        let all = self
            .t2s
            .keys()
            .chain(self.variants.keys())
            .chain(self.japanese.keys());
        all.copied().collect::<BTreeSet<char>>().into_iter()
    }
}
