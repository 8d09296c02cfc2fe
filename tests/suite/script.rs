//! The same text in other scripts, from a table made once with OpenCC: the tests need none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::form::{ORGANISATIONS, OUTCOMES, article20, results};
use crate::generate::FORMS;
use crate::story::{Line, texts};

/// The script a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Simplified.
    Hans,
    /// OpenCC's conversions.
    S2t,
    S2tw,
    S2hk,
    S2twp,
    /// One character at a time, what Big5 has left alone (公開于, 規范).
    Mech,
    /// Full-width digits, ㈠ and ⒈.
    Wide,
    /// Kangxi radicals where a character is one.
    Radicals,
}

/// The table: a line a text, a column a conversion.
const TABLE: &str = include_str!("../fixtures/scripts.tsv");

impl Script {
    pub(crate) const ALL: [Self; 8] = [
        Self::Hans,
        Self::S2t,
        Self::S2tw,
        Self::S2hk,
        Self::S2twp,
        Self::Mech,
        Self::Wide,
        Self::Radicals,
    ];

    /// A text of the table in this script.
    ///
    /// # Panics
    /// Where the table lacks the text.
    pub(crate) fn convert(self, text: &str) -> String {
        let column = match self {
            Self::Hans => return text.to_owned(),
            Self::Wide => return wide(text),
            Self::Radicals => return radicals(text),
            Self::S2t => 1,
            Self::S2tw => 2,
            Self::S2hk => 3,
            Self::S2twp => 4,
            Self::Mech => 5,
        };
        table()
            .get(text)
            .unwrap_or_else(|| panic!("tests/fixtures/scripts.tsv lacks {text}"))[column]
            .to_owned()
    }

    /// A line of the story in this script, with its names and numbers.
    pub(crate) fn line(self, line: &Line) -> String {
        let mut text = self.convert(line.template);
        text = text.replace("{agency}", &self.convert(line.agency));
        for (place, number) in line.numbers {
            text = text.replace(place, &number.to_string());
        }
        text
    }

    /// What a cell holds in this script: 万元 and 增 have other shapes in it.
    pub(crate) fn value(self, printed: &str) -> String {
        match self {
            Self::Hans => printed.to_owned(),
            Self::Wide => wide(printed),
            Self::Radicals => radicals(printed),
            _ => printed.replace('万', "萬").replace('减', "減"),
        }
    }
}

/// The table by its Simplified column.
fn table() -> &'static BTreeMap<&'static str, Vec<&'static str>> {
    static PARSED: OnceLock<BTreeMap<&str, Vec<&str>>> = OnceLock::new();
    PARSED.get_or_init(|| {
        TABLE
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| line.split('\t').collect::<Vec<_>>())
            .map(|columns| (columns[0], columns))
            .collect()
    })
}

/// Digits full-width, （一） and 1. as the one character that means them. Places to be filled in
/// are left alone.
fn wide(text: &str) -> String {
    let mut text = text.to_owned();
    for (at, count) in "一二三四五六七八九".chars().enumerate() {
        let sign = char::from_u32('㈠' as u32 + at as u32).unwrap_or(count);
        text = text.replace(&format!("（{count}）"), &sign.to_string());
    }
    if let Some(digit @ '1'..='9') = text.chars().next()
        && let Some(rest) = text[1..].strip_prefix('.')
        && !rest.starts_with(|c: char| c.is_ascii_digit())
    {
        let sign = char::from_u32('⒈' as u32 + (digit as u32 - '1' as u32)).unwrap_or(digit);
        text = format!("{sign}{rest}");
    }
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The characters that are radicals, as the radicals' own code points.
fn radicals(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '一' => '⼀',
            '二' => '⼆',
            '人' => '⼈',
            '力' => '⼒',
            '大' => '⼤',
            '小' => '⼩',
            '工' => '⼯',
            '文' => '⽂',
            '方' => '⽅',
            '无' => '⽆',
            '用' => '⽤',
            '示' => '⽰',
            '立' => '⽴',
            '自' => '⾃',
            '行' => '⾏',
            '要' => '要',
            '非' => '⾮',
            '面' => '⾯',
            '高' => '⾼',
            '见' => '⻅',
            '长' => '⻓',
            _ => c,
        })
        .collect()
}

/// Every text a report may need in another script.
fn wanted() -> BTreeSet<&'static str> {
    let mut all: BTreeSet<&str> = texts().into_iter().collect();
    all.extend([
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "（本列数据的逻辑关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "信息内容",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "行政复议",
        "行政诉讼",
        "未经复议直接起诉",
        "复议后起诉",
    ]);
    all.extend(ORGANISATIONS);
    all.extend(OUTCOMES.map(|(_, label)| label));
    for form in FORMS {
        for block in article20(form) {
            all.insert(block.heading);
            all.extend(block.columns);
            all.extend(block.rows.iter().map(|(label, _)| *label));
        }
        for (label, rows) in results(form) {
            all.insert(label);
            all.extend(rows.iter().map(|(_, label)| *label));
        }
    }
    all.remove("");
    all
}

#[test]
fn the_table_of_scripts_has_every_text_and_no_other() {
    let have: BTreeSet<&str> = table().keys().copied().collect();
    let wanted = wanted();
    let missing: Vec<_> = wanted.difference(&have).collect();
    let idle: Vec<_> = have.difference(&wanted).collect();
    assert!(missing.is_empty(), "missing:\n{}", join(&missing));
    assert!(idle.is_empty(), "not used:\n{}", join(&idle));
    for (text, columns) in table() {
        assert_eq!(columns.len(), 6, "{text}");
    }
}

#[cfg(test)]
fn join(texts: &[&&str]) -> String {
    texts.iter().map(|text| format!("{text}\n")).collect()
}

#[test]
fn known_conversions() {
    let label = "4.无正当理由大量反复申请";
    assert_eq!(Script::S2t.convert(label), "4.無正當理由大量反覆申請");
    assert_eq!(Script::Wide.convert(label), "⒋无正当理由大量反复申请");
    assert_eq!(Script::S2twp.convert("规范性文件"), "規範性檔案");
    assert_eq!(Script::Mech.convert("规范性文件"), "規范性文件");
    assert_eq!(Script::Radicals.convert("行政许可"), "⾏政许可");
    assert_eq!(Script::Wide.convert("（三）不予公开"), "㈢不予公开");
    assert_eq!(Script::Wide.value("12.5"), "１２.５");
}
