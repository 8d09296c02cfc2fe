//! Known answers.

use super::{Class, Leaning, Token, fold, fold_char, fold_letters, leaning, simplify};

/// The folded text.
fn text(source: &str) -> String {
    fold(source).into_iter().map(Token::ch).collect()
}

/// The folded chars, each with its class.
fn classes(source: &str) -> Vec<(char, Class)> {
    fold(source)
        .into_iter()
        .map(|token| (token.ch(), token.class()))
        .collect()
}

#[test]
fn a_token_is_eight_bytes_and_gives_back_its_parts() {
    assert_eq!(size_of::<Token>(), 8);
    let token = Token::new('𫝈', Class::Other, u32::MAX);
    assert_eq!(
        (token.ch(), token.class(), token.at()),
        ('𫝈', Class::Other, u32::MAX)
    );
    assert_eq!(
        format!("{:?}", Token::new('一', Class::Letter, 3)),
        "Letter '一' @3"
    );
}

#[test]
fn digits_are_ascii_and_full_width_only() {
    assert_eq!(classes("7７"), [('7', Class::Digit), ('7', Class::Digit)]);
    for other in [
        "①", "⑴", "⒈", "⒛", "²", "₂", "½", "Ⅲ", "❶", "➀", "⓵", "㊀", "㈠", "㎡", "㋀", "㏠", "٣",
        "𝟏", "🄁", "㉈",
    ] {
        assert!(
            fold(other)
                .iter()
                .all(|token| token.class() == Class::Enumerator),
            "{other}"
        );
    }
    for letter in ["一", "〇", "○", "◯", "〡", "十"] {
        assert_eq!(
            classes(letter),
            [(letter.chars().next().unwrap_or(' '), Class::Letter)]
        );
    }
}

#[test]
fn a_footnote_mark_does_not_lengthen_a_number() {
    use Class::{Digit, Enumerator};
    assert_eq!(
        classes("12③"),
        [('1', Digit), ('2', Digit), ('3', Enumerator)]
    );
    assert_eq!(classes("3²"), [('3', Digit), ('2', Enumerator)]);
    assert_eq!(
        classes("5⒈"),
        [('5', Digit), ('1', Enumerator), ('.', Enumerator)]
    );
}

#[test]
fn a_keycap_makes_an_enumerator_of_its_digit() {
    use Class::{Digit, Enumerator};
    assert_eq!(classes("1\u{FE0F}\u{20E3}"), [('1', Enumerator)]);
    assert_eq!(classes("41\u{20E3}"), [('4', Digit), ('1', Enumerator)]);
    assert_eq!(classes("\u{20E3}"), []);
}

#[test]
fn enumerators_are_spelled_out_at_one_offset() {
    let tokens = fold("甲㈠⑴");
    assert_eq!(
        tokens.iter().map(|t| t.ch()).collect::<String>(),
        "甲(一)(1)"
    );
    assert_eq!(
        tokens.iter().map(|t| t.at()).collect::<Vec<_>>(),
        [0, 3, 3, 3, 6, 6, 6]
    );
    assert_eq!(text("⒈①⑽Ⅱ½⓬㉈㊣"), "1.1(10)ii1/21210正");
}

#[test]
fn width_and_case() {
    assert_eq!(text("ＡＢｃＤ（１２）［３］，．：；％"), "abcd(12)[3],.:;%");
    assert_eq!(text("︵一︶﹙二﹚︻三︼"), "(一)(二)【三】");
    assert_eq!(text("A\u{a0}B\u{3000}C\u{2009}D"), "a b c d");
    assert_eq!(text("—–−－﹣―‑⸺"), "--------");
    assert_eq!(text("｜￤¦"), "|||");
    assert_eq!(text("“公开”‘指南’"), "\"公开\"'指南'");
    assert_eq!(text("guī Zhāng"), "guī zhāng");
}

#[test]
fn classes_of_marks() {
    let expected = [
        (" \u{3000}\u{a0}", Class::Space),
        ("\n\u{85}\u{2028}", Class::Newline),
        ("\u{c}\u{b}", Class::Page),
        ("\t", Class::Tab),
        ("|｜¦", Class::Pipe),
        ("─│┼╬╴", Class::Box),
        ("-—－ー", Class::Dash),
        ("/／\\＼", Class::Slash),
        ("+＋", Class::Plus),
        (",，、､", Class::Comma),
        (".．。｡", Class::Dot),
        (":：︰", Class::Colon),
        ("(（[【〔｛", Class::Open),
        (")）]】〕｝", Class::Close),
        ("\"'“”‘’《》「」", Class::Quote),
        ("…※●%＊;；!？\u{FFFD}\0", Class::Other),
    ];
    for (chars, class) in expected {
        for ch in chars.chars() {
            assert_eq!(fold_char(ch).1, class, "{ch:?}");
        }
    }
}

#[test]
fn what_has_no_shape_is_dropped() {
    assert_eq!(
        text("\u{FEFF}规\u{200B}章\u{200D}\u{2060}\u{AD}\u{FE0F}\u{E0100}"),
        "规章"
    );
}

#[test]
fn line_ends_count_once() {
    use Class::Newline;
    let ends = |source: &str| {
        fold(source)
            .iter()
            .map(|t| (t.at(), t.class()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ends("\r\n\n\r\r\n"),
        [(0, Newline), (2, Newline), (3, Newline), (4, Newline)]
    );
    assert_eq!(text("\r\n\u{2029}"), "\n\n");
}

#[test]
fn offsets_are_char_boundaries_in_order() {
    let source = "\u{FEFF}a⑴規\r\n𝟏😀\u{20E3}１";
    let tokens = fold(source);
    assert!(
        tokens
            .iter()
            .all(|t| source.is_char_boundary(t.at() as usize))
    );
    assert!(tokens.is_sorted_by_key(|t| t.at()));
    assert_eq!(
        tokens.last().map(|t| &source[t.at() as usize..]),
        Some("１")
    );
}

#[test]
fn radicals_are_ideographs() {
    assert_eq!(text("⽂⾏⼀⻆⻁⼈"), "文行一角虎人");
    assert_eq!(text("更車\u{2F800}"), "更车丽");
}

#[test]
fn traditional_labels() {
    let labels = [
        ("行政複議", "行政复议"),
        ("行政復議", "行政复议"),
        ("規範性文件", "规范性文件"),
        ("本年製發件數", "本年制发件数"),
        ("本年制發件數", "本年制发件数"),
        ("關於", "关于"),
        ("關于", "关于"),
        ("行政強製", "行政强制"),
        ("發佈", "发布"),
        ("屬於／屬于", "属于/属于"),
        ("採購總金額", "采购总金额"),
        ("衹計這一情形", "只计这一情形"),
        ("無正當理由", "无正当理由"),
        ("法律服務機構", "法律服务机构"),
        ("社會公益組織", "社会公益组织"),
        ("對外公開總數量", "对外公开总数量"),
    ];
    for (traditional, simplified) in labels {
        assert_eq!(text(traditional), simplified);
    }
    // A matter for the label's alias: 覆 is Simplified too.
    assert_eq!(text("大量反覆申請"), "大量反覆申请");
}

#[test]
fn japanese_forms() {
    assert_eq!(
        text("収費総額、関係、処理、継続、廃止、増減、経費、権利、発布"),
        "收费总额、关系、处理、继续、废止、增减、经费、权利、发布"
    );
}

#[test]
fn simplified_text_stays() {
    let text_of = "予以公开 不予公开 么 著作 显著 覆盖 概况 研究 疏忽 欠缺 弁 糸 芸 沪 浜 郎";
    assert_eq!(text(text_of), text_of);
}

/// Every row, column and heading of the official forms.
#[test]
fn the_forms_labels_stay() {
    let labels = include_str!("../../tests/data/labels.txt");
    assert!(labels.lines().count() > 60);
    let wide = "（）：，";
    for ch in labels.chars().filter(|&ch| !wide.contains(ch)) {
        let folded = match ch {
            '“' | '”' => '"',
            _ => ch,
        };
        assert_eq!(fold_char(ch).0, [folded]);
    }
    for label in labels.lines() {
        assert_eq!(simplify(label), label);
    }
}

#[test]
fn scripts_are_told_apart() {
    for (chars, expected) in [
        ("规这发开", Leaning::Simplified),
        ("規這發關開", Leaning::Traditional),
        ("公a后里乾瞭𠀀１", Leaning::Neutral),
    ] {
        for ch in chars.chars() {
            assert_eq!(leaning(ch), expected, "{ch}");
        }
    }
}

#[test]
fn names_follow_opencc_s_phrases() {
    assert_eq!(simplify("乾縣人民政府辦公室"), "乾县人民政府办公室");
    assert_eq!(simplify("乾安縣"), "乾安县");
    assert_eq!(simplify("乾燥設備"), "干燥设备");
    assert_eq!(simplify("答覆與反覆、瞭解"), "答复与反复、了解");
    // 老態龍鍾 is read before 鍾馗 can begin.
    assert_eq!(simplify("老態龍鍾馗"), "老态龙钟馗");
}

#[test]
fn names_in_simplified_stay() {
    for name in [
        "乾县人民政府",
        "沈下街道",
        "瞭望塔镇",
        "覆盖",
        "显著（２）ＡＢ Ⅱ①",
    ] {
        assert_eq!(simplify(name), name);
        assert_eq!(simplify(&simplify(name)), name);
    }
}

#[test]
fn names_keep_all_but_the_script() {
    assert_eq!(
        simplify("《ＡＢＣ》（第１號）：⽂化　局…"),
        "《ＡＢＣ》（第１号）：文化　局…"
    );
}

/// All chars of the planes in use, one behind the other, fold as each alone, at their own offsets.
#[test]
fn a_text_folds_as_its_chars() {
    let source: String = ('\0'..='\u{3FFFF}')
        .chain('\u{E0000}'..='\u{EFFFF}')
        .collect();
    let mut tokens = fold(&source).into_iter();
    for (at, ch) in source.char_indices() {
        let (folded, class) = fold_char(ch);
        for one in folded {
            assert_eq!(tokens.next(), Some(Token::new(one, class, at as u32)));
        }
    }
    assert_eq!(tokens.next(), None);
}

#[test]
fn what_has_no_letter_for_very_long_is_left_out() {
    let text = format!("规{}章{}\r\n", "7\t".repeat(100_000), "7".repeat(9));
    let (tokens, _, gaps) = fold_letters(&text);
    assert!(tokens.len() < 20_000, "{}", tokens.len());
    let [(from, to)] = gaps[..] else {
        panic!("one gap: {gaps:?}");
    };
    // A line end stands for it, and all others are where they are in the whole text.
    let whole = fold(&text);
    let mut expected: Vec<Token> = whole;
    expected.retain(|token| token.at() < from || token.at() >= to);
    let place = expected.partition_point(|token| token.at() < from);
    expected.insert(place, Token::new('\n', Class::Newline, from));
    assert_eq!(tokens, expected);
    let plain = "规7章\n".repeat(50_000);
    assert_eq!(fold_letters(&plain).0, fold(&plain));
}
