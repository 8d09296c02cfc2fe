//! The characters whose class and fold are named one by one: white space, digits, dashes, commas, brackets, quotation marks.

use std::collections::BTreeMap;

use super::fold::Class;

/// A class, the char that every member folds to (`None`: each to itself), and its members.
const NAMED: &[(Class, Option<char>, &str)] = &[
    (Class::Newline, Some('\n'), "\n\r\u{85}\u{2028}\u{2029}"),
    (Class::Page, Some('\u{c}'), "\u{b}\u{c}"),
    (Class::Tab, Some('\t'), "\t"),
    // The braille blank, the Hangul fillers, and the blank of GB 18030 in the private use area.
    (Class::Space, Some(' '), "\u{2800}\u{3164}\u{FFA0}\u{E5E5}"),
    (Class::Letter, None, "〇○◯"),
    (Class::Pipe, Some('|'), "|｜¦￤∣❘"),
    (Class::Dash, Some('-'), "-‐‑‒–—―−－﹣﹘⸺⸻ーｰ⁃˗︱︲➖⎯"),
    (Class::Slash, Some('/'), "/／∕⁄"),
    (Class::Slash, Some('\\'), "\\＼﹨∖"),
    (Class::Plus, Some('+'), "+＋﹢➕"),
    (Class::Comma, Some(','), ",，﹐︐"),
    (Class::Comma, Some('、'), "、､﹑︑"),
    (Class::Dot, Some('.'), ".．﹒․"),
    (Class::Dot, Some('。'), "。｡︒"),
    (Class::Colon, Some(':'), ":：﹕︰︓∶꞉"),
    (Class::Open, Some('('), "(（﹙︵❨❪⦅｟⸨"),
    (Class::Close, Some(')'), ")）﹚︶❩❫⦆｠⸩"),
    (Class::Open, Some('['), "[［﹇"),
    (Class::Close, Some(']'), "]］﹈"),
    (Class::Open, Some('{'), "{｛﹛︷"),
    (Class::Close, Some('}'), "}｝﹜︸"),
    (Class::Open, Some('〔'), "〔﹝︹❲"),
    (Class::Close, Some('〕'), "〕﹞︺❳"),
    (Class::Open, Some('【'), "【︻"),
    (Class::Close, Some('】'), "】︼"),
    (Class::Open, Some('〖'), "〖︗"),
    (Class::Close, Some('〗'), "〗︘"),
    (Class::Quote, Some('"'), "\"“”„‟＂″〝〞〟"),
    (Class::Quote, Some('\''), "'‘’‚‛＇′"),
    (Class::Quote, Some('「'), "「｢﹁"),
    (Class::Quote, Some('」'), "」｣﹂"),
    (Class::Quote, Some('『'), "『﹃"),
    (Class::Quote, Some('』'), "』﹄"),
    (Class::Quote, Some('《'), "《︽⟪"),
    (Class::Quote, Some('》'), "》︾⟫"),
    (Class::Quote, Some('〈'), "〈︿⟨〈"),
    (Class::Quote, Some('〉'), "〉﹀⟩〉"),
    (Class::Quote, None, "«»‹›"),
    (Class::Other, Some('·'), "·・･‧∙⋅"),
    (Class::Other, Some('~'), "~～〜∼"),
    // NFKC would make dots of them, which might end up in a number.
    (Class::Other, Some('…'), "…︙"),
    (Class::Other, None, "‥"),
];

/// Frames that enclose the char before them: U+20DD–U+20E0, U+20E2–U+20E4.
pub const FRAMES: &str = "\u{20DD}\u{20DE}\u{20DF}\u{20E0}\u{20E2}\u{20E3}\u{20E4}";

/// The dingbats and enclosed digits that have no decomposition: the first of a run, the number it shows, by how much the next
/// is more, and how many they are.
const ENCLOSED: &[(char, u32, u32, u32)] = &[
    ('❶', 1, 1, 10),
    ('➀', 1, 1, 10),
    ('➊', 1, 1, 10),
    ('⓫', 11, 1, 10),
    ('⓵', 1, 1, 10),
    ('⓿', 0, 1, 1),
    ('㉈', 10, 10, 8),
    ('\u{1F10B}', 0, 1, 1),
    ('\u{1F10C}', 0, 1, 1),
];

/// The class and the fold of every char that is named here.
pub fn named() -> BTreeMap<char, (Class, Vec<char>)> {
    let marks = NAMED.iter().flat_map(|&(class, folded, members)| {
        members
            .chars()
            .map(move |ch| (ch, (class, vec![folded.unwrap_or(ch)])))
    });
    let digits = ('0'..='9').flat_map(|ch| [(ch, ch), (wide(ch), ch)]);
    let digits = digits.map(|(ch, digit)| (ch, (Class::Digit, vec![digit])));
    let boxes = ('\u{2500}'..='\u{257F}').map(|ch| (ch, (Class::Box, vec![ch])));
    marks.chain(digits).chain(boxes).chain(enclosed()).collect()
}

/// The full-width form of an ASCII char.
fn wide(ch: char) -> char {
    char::from_u32(ch as u32 - u32::from(b'!') + 0xFF01).expect("a full-width char")
}

fn enclosed() -> impl Iterator<Item = (char, (Class, Vec<char>))> {
    ENCLOSED.iter().flat_map(|&(first, shown, by, count)| {
        (0..count).map(move |step| {
            let ch = char::from_u32(first as u32 + step).expect("a scalar value");
            (
                ch,
                (
                    Class::Enumerator,
                    (shown + by * step).to_string().chars().collect(),
                ),
            )
        })
    })
}
