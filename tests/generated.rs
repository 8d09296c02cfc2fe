//! Makes the tables of `src/fold/` and proves that they are current and right.
//!
//! `cargo test --test generated` makes them from `tests/data/` and compares; `BLESS=1` writes them (the tests that need the
//! new tables pass in the next run). With `--features opencc` the data itself is compared with the live library (and
//! `BLESS=1` writes it), and the fold of every Unicode scalar value is verified against library and NFKC.

#![allow(unreachable_pub)]

// The module is compiled into this test too, so that what is tested can stay private to the crate.
#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/fold/mod.rs"]
mod fold;

#[path = "generated/entry.rs"]
mod entry;
#[path = "generated/han.rs"]
mod han;
#[path = "generated/layout.rs"]
mod layout;
#[cfg(feature = "opencc")]
#[path = "generated/live.rs"]
mod live;
#[path = "generated/marks.rs"]
mod marks;
#[path = "generated/phrases.rs"]
mod phrases;
#[path = "generated/sha256.rs"]
mod sha256;
#[path = "generated/text.rs"]
mod text;
#[path = "generated/unicode.rs"]
mod unicode;
#[path = "generated/write.rs"]
mod write;

use std::collections::BTreeSet;
use std::path::Path;

use entry::Spec;
use fold::{Class, Leaning, fold_char, leaning, simplify};
use unicode::{Category, Unicode, in_use, scalars};
use unicode_normalization::UnicodeNormalization;

/// Compares a file of the repository with what it should be, or writes it where `BLESS` says so.
fn check(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    if found == wanted {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, wanted).expect("the file can be written");
    } else {
        panic!("{path} is not current: run BLESS=1 cargo test --test generated");
    }
}

#[test]
fn the_tables_are_current() {
    let spec = Spec::load();
    check("src/fold/table.rs", &write::table(&spec));
    check("src/fold/phrases.rs", &write::phrases(&spec));
}

/// The fold of every scalar value is what the specification says; the specification is slow and has no tables.
#[test]
fn every_char_folds_as_specified() {
    let spec = Spec::load();
    for ch in scalars() {
        let (class, folded) = spec.entry(ch);
        let found = fold_char(ch);
        assert_eq!(found.0, folded, "U+{:04X}", ch as u32);
        assert!(
            folded.is_empty() || found.1 == class,
            "U+{:04X}: {class:?}",
            ch as u32
        );
    }
}

#[test]
fn folding_twice_changes_nothing_more() {
    for ch in in_use() {
        for folded in fold_char(ch).0 {
            assert_eq!(fold_char(folded).0, [folded], "U+{:04X}", ch as u32);
        }
    }
}

/// Only the twenty digits are digits, and each class folds to the chars it promises.
#[test]
fn classes_keep_their_promises() {
    for ch in in_use() {
        let (folded, class) = fold_char(ch);
        let allowed: &str = match class {
            Class::Digit => {
                assert!(matches!(ch, '0'..='9' | '０'..='９'), "U+{:04X}", ch as u32);
                "0123456789"
            }
            Class::Space => " ",
            Class::Newline => "\n",
            Class::Page => "\u{c}",
            Class::Tab => "\t",
            Class::Pipe => "|",
            Class::Dash => "-",
            Class::Slash => "/\\",
            Class::Plus => "+",
            Class::Comma => ",、",
            Class::Dot => ".。",
            Class::Colon => ":",
            _ => continue,
        };
        assert!(
            matches!(*folded, [one] if allowed.contains(one)),
            "U+{:04X}",
            ch as u32
        );
    }
}

/// No numeral but the digits is taken for a digit or a letter: what NFKC or Unicode calls a number is an enumerator.
#[test]
fn other_numerals_are_enumerators() {
    let unicode = Unicode::load();
    let written = |ch| matches!(ch, '〇' | '〡'..='〩' | '〸'..='〺');
    for ch in in_use().filter(|&ch| !written(ch) && unicode.category(ch) != Category::Unassigned) {
        let (folded, class) = fold_char(ch);
        let numeral = matches!(
            unicode.category(ch),
            Category::DecimalDigit | Category::Number
        );
        if class != Class::Digit && (numeral || folded.iter().any(char::is_ascii_digit)) {
            assert_eq!(class, Class::Enumerator, "U+{:04X}", ch as u32);
        }
    }
}

/// The category data agrees with the standard library's, as far as that tells categories apart.
#[test]
fn categories_are_the_standard_library_s() {
    let unicode = Unicode::load();
    for ch in in_use() {
        let category = unicode.category(ch);
        if category == Category::Unassigned {
            continue;
        }
        let numeric = matches!(category, Category::DecimalDigit | Category::Number);
        assert_eq!(numeric, ch.is_numeric(), "U+{:04X}", ch as u32);
        let letter = ch.is_alphabetic() && !numeric && !matches!(category, Category::Punctuation);
        assert!(
            !letter || category == Category::Letter,
            "U+{:04X}",
            ch as u32
        );
    }
}

/// White space by Unicode's definition is blank, a tab, or the end of a line or page.
#[test]
fn white_space_is_white_space() {
    for ch in in_use() {
        let class = fold_char(ch).1;
        let blank = matches!(
            class,
            Class::Space | Class::Newline | Class::Page | Class::Tab
        );
        let more = matches!(ch, '\u{2800}' | '\u{3164}' | '\u{FFA0}' | '\u{E5E5}');
        assert_eq!(blank, ch.is_whitespace() || more, "U+{:04X}", ch as u32);
    }
}

/// Full-width, half-width, small and vertical forms fold as NFKC has it, in lower case, but for exactly these.
#[test]
fn width_is_nfkc_s() {
    const REVIEWED: &[(&str, &str)] = &[
        ("︰", "NFKC: two dots; in print it is a vertical colon"),
        (
            "︙",
            "NFKC: three dots; one ellipsis, so that no decimal point comes of it",
        ),
        (
            "︱︲﹘ｰ",
            "NFKC: dashes of several lengths; all are hyphens",
        ),
        ("﹉﹊﹋﹌￣", "NFKC: a space and a mark over it"),
        (
            "｟｠",
            "NFKC: doubled; all round brackets are the plain ones",
        ),
        ("･", "NFKC: the Japanese middle dot; one middle dot for all"),
        ("￤", "NFKC: a broken bar; all bars are pipes"),
    ];
    let unicode = Unicode::load();
    let forms = ('\u{FE10}'..='\u{FE1F}')
        .chain('\u{FE30}'..='\u{FE6F}')
        .chain('\u{FF01}'..='\u{FF9F}')
        .chain('\u{FFE0}'..='\u{FFEE}');
    let differs = |ch: &char| {
        fold_char(*ch)
            .0
            .into_iter()
            .ne(ch.nfkc().flat_map(char::to_lowercase))
    };
    let differing: String = forms
        .filter(|&ch| unicode.category(ch) != Category::Unassigned)
        .filter(differs)
        .collect();
    let reviewed: String = REVIEWED.iter().map(|(chars, _)| *chars).collect();
    let sorted = |text: &str| text.chars().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&differing), sorted(&reviewed));
}

#[test]
fn a_char_leans_to_one_script_and_only_if_the_fold_agrees() {
    let mut leaning_chars = [0, 0];
    for ch in in_use() {
        let stays = fold_char(ch).0 == [ch];
        match leaning(ch) {
            Leaning::Neutral => {}
            Leaning::Simplified => {
                leaning_chars[0] += 1;
                assert!(stays, "{ch}");
            }
            Leaning::Traditional => {
                leaning_chars[1] += 1;
                assert!(!stays, "{ch}");
            }
        }
    }
    assert_eq!(leaning_chars, [2661, 3747], "Simplified, Traditional");
}

/// The characters of GB 2312 stay themselves, but for these: the Traditional or variant forms it has kept.
#[test]
fn simplified_characters_stay() {
    let spec = Spec::load();
    assert_eq!(spec.han.gb2312().count(), 6763);
    let changed: String = spec
        .han
        .gb2312()
        .filter(|&ch| fold_char(ch).0 != [ch])
        .collect();
    assert_eq!(changed, "乾吒夥後徵拚捱摺於榘甯菸薹袷醣麴麽");
}

/// Every exception of the generator is one: without it the table would be another.
#[test]
fn no_exception_is_idle() {
    let spec = Spec::load();
    // Char by char no configuration of 1.1.6 changes 覆; it is named so that a later one's data cannot either.
    assert_eq!(
        han::KEPT
            .chars()
            .filter(|&ch| !spec.han.would_change(ch))
            .collect::<String>(),
        "覆"
    );
    for &(from, to) in han::LATER {
        assert_ne!(spec.han.before_later(from), Some(to), "{from}");
        assert_eq!(fold_char(from).0, [to]);
    }
    for ch in han::IN_BOTH.chars() {
        assert_eq!(leaning(ch), Leaning::Neutral, "{ch}");
    }
}

/// All of OpenCC's phrases come out as OpenCC has them, in a text that is Traditional.
#[test]
fn phrases_come_out_as_opencc_s() {
    for (from, to, _) in phrases::all() {
        assert_eq!(simplify(&format!("關：{from}")), format!("关：{to}"));
        assert_eq!(
            simplify(&format!("關：{to}")),
            format!("关：{to}"),
            "once more"
        );
    }
}

#[test]
fn sha256_is_sha256() {
    assert_eq!(
        sha256::sha256(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let two_blocks = sha256::sha256(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    assert_eq!(
        two_blocks,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
}

/// The authority: what follows asks the live library.
#[cfg(feature = "opencc")]
mod authority {
    use std::collections::BTreeMap;
    use std::sync::LazyLock;

    use super::live::{Live, Reason, converted};
    use super::{Spec, check, fold_char, han, phrases, scalars};

    static LIVE: LazyLock<Live> = LazyLock::new(Live::load);

    #[test]
    fn the_data_is_the_library_s() {
        check("tests/data/opencc.txt", &LIVE.data());
    }

    /// Where OpenCC changes a char, the fold is that of what OpenCC makes of it; where it does not, the fold has another reason
    /// to change it, or leaves it alone too.
    #[test]
    fn every_char_folds_as_opencc_or_for_a_reason() {
        let spec = Spec::load();
        let mut reasons: BTreeMap<Reason, String> = BTreeMap::new();
        for ch in scalars() {
            let reason = LIVE.reason(&spec, ch, &fold_char(ch).0);
            reasons.entry(reason).or_default().push(ch);
        }
        let chars = |reason| reasons.get(&reason).map_or("", String::as_str);
        let count = |reason| chars(reason).chars().count();
        assert_eq!(count(Reason::Later), han::LATER.len());
        assert_eq!([Reason::OpenCc, Reason::Japanese].map(count), [4104, 213]);
        assert_eq!(chars(Reason::Variant), "敍枱潀痺睪簷粧糭衞衹");
        assert_eq!(chars(Reason::Kept), "么予弁抬欠沪浜疏糸缶芸著醋");
    }

    /// The phrases that 1.1.6 has too it says as we do.
    #[test]
    fn phrases_are_the_library_s() {
        for (from, to, known) in phrases::all() {
            assert!(!known || LIVE.simplify(from) == to, "{from}");
        }
    }

    /// The labels of the forms survive the conversion into each script, but for the one that has an alias.
    #[test]
    fn converted_labels_fold_back() {
        let folded = |text: &str| {
            text.chars()
                .flat_map(|ch| fold_char(ch).0)
                .collect::<String>()
        };
        let labels = include_str!("data/labels.txt");
        for converted in converted(labels) {
            let pairs = labels.lines().zip(converted.lines());
            for (label, converted) in pairs {
                assert_eq!(folded(&converted.replace("反覆", "反复")), folded(label));
            }
        }
    }

    #[test]
    fn the_converter_a_caller_can_choose_is_opencc() {
        for name in ["乾縣人民政府辦公室", "臺灣（１）", "覆蓋、反覆"] {
            assert_eq!(super::fold::simplify_with_opencc(name), LIVE.simplify(name));
        }
    }
}
