//! Words that stand in value cells: signs, units, marks for nothing, and Chinese numerals.

use super::Unit;

/// Words that give a change its sign. Hubei's instructions of 2020 ask for 减 as a minus; 增 is its counterpart.
pub(crate) const SIGNS: &[(&str, bool)] =
    &[("增加", false), ("减少", true), ("增", false), ("减", true)];

/// Words behind a number that say what it counts. `None`: it counts, and no unit is kept.
/// 件 and 项 are the form's; 宗, 条, 份, 次, 个 and 起 are what local forms write in their place.
pub(crate) const UNITS: &[(&str, Option<Unit>)] = &[
    ("万元", Some(Unit::TenThousandYuan)),
    ("亿元", Some(Unit::HundredMillionYuan)),
    ("元", Some(Unit::Yuan)),
    ("件", None),
    ("项", None),
    ("宗", None),
    ("条", None),
    ("份", None),
    ("次", None),
    ("个", None),
    ("起", None),
];

/// Words that say that there is nothing to say.
pub(crate) const NIL: &[&str] = &["无", "n/a"];

/// What exporters write into an empty cell (pandas, Python's `str`, SQL clients, Markdown writers).
pub(crate) const EMPTY: &[&str] = &[
    "nan", "none", "null", "<na>", "nat", "<br>", "<br/>", "<br />", "&nbsp;",
];

/// What stands behind a number and before the number of a note.
pub(crate) const REFERENCES: &[&str] = &["注"];

/// What exporters write into an empty header cell, before a number.
pub(crate) const UNNAMED: &str = "unnamed";

/// Chinese digits, positional or with the multipliers below.
pub(crate) const DIGITS: &[(char, i64)] = &[
    ('〇', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// Multipliers of Chinese numerals below ten thousand, and 万 itself.
pub(crate) const MULTIPLIERS: &[(char, i64)] =
    &[('十', 10), ('百', 100), ('千', 1000), ('万', 10_000)];

/// Characters that alone in a cell are a numeral to one writer and a mark to the next.
pub(crate) const DOUBTFUL: &[(char, i64)] = &[('一', 1), ('〇', 0), ('○', 0), ('◯', 0)];
