//! Every text that a label is printed as: the official words, what was seen in their place, and the Taiwan words for both.

use super::aliases::{ALIASES, Alias};
use super::forms::{BOTH, Block, COLUMNS, Column, GROUPS, Group, LEGAL_PERSONS, ROWS, Words};
use super::rows::Row;
use super::text::{Buffer, part, utf8};
use super::vocabulary::{Section, Template};

/// What a label text says.
///
/// One text may say several things: 总计 is a column, and the row （七）. See [`LABELS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// A row of value cells.
    Row(Row),
    /// A group of rows.
    Group(Group),
    /// The heading of a block: 第二十条第（一）项.
    Block(Block),
    /// A value column.
    Column(Column),
    /// 信息内容: the first cell of an Article 20 header.
    Content,
    /// （本列数据的勾稽关系为：…）: the corner of the applications table.
    Corner,
    /// 申请人情况: the head over the seven columns.
    Applicants,
    /// 法人或其他组织: the head over the five kinds of organisation.
    LegalPersons,
    /// 行政复议: the head over the first five columns of the disputes table.
    Reconsideration,
    /// 行政诉讼: the head over the other ten.
    Litigation,
    /// 未经复议直接起诉: the head over the first five of these.
    Direct,
    /// 复议后起诉: the head over the last five.
    AfterReconsideration,
    /// The heading of a section.
    Heading(Section),
    /// A label of the statistics table used before 2019 (政府信息公开情况统计表).
    OldForm,
}

/// Where a label text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// The form prints it.
    Official,
    /// Somebody wrote it in place of the official text.
    Written,
    /// What is left of the official text where characters were lost: the break inside 本年新/制作数量, the 减 of 本年增/减.
    Lost,
    /// One of the above after a converter exchanged words: [`WORD_VARIANTS`].
    Converted,
}

/// A text that a label is printed as, in Simplified script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelText {
    pub(crate) label: Label,
    /// The text without enumerator and without notes in brackets. Its punctuation is as printed.
    pub(crate) text: &'static str,
    /// `一、`, `（三）`, `1.` or nothing.
    pub(crate) enumerator: &'static str,
    /// The note behind the text, with its brackets: `（单位：万元）`. Documents add notes of their own, and drop this one.
    pub(crate) note: &'static str,
    /// The forms that the text is evidence for: both where it says nothing about the form.
    pub(crate) templates: &'static [Template],
    /// `official`, or where it was seen.
    pub(crate) seen: &'static str,
    pub(crate) origin: Origin,
}

/// Words that OpenCC's Taiwan phrase conversion (`s2twp`) exchanges, each with what it becomes once its characters are
/// folded to Simplified. 反覆 is what every OpenCC conversion to Traditional writes for 反复.
///
/// They are variants of labels only: in running text 档案 is not 文件.
pub(crate) const WORD_VARIANTS: &[(&str, &str)] = &[
    ("信息", "资讯"),
    ("文件", "档案"),
    ("项目", "专案"),
    ("数据", "资料"),
    ("反复", "反覆"),
    ("发布", "释出"),
];

/// Every label text. Official ones stand before what was seen in their place, converted ones last;
/// where a text says several things, each has an entry.
pub(crate) static LABELS: &[LabelText] = &ALL;

/// Heads that span columns, and the two corner cells.
const HEADS: [(Label, &str); 8] = [
    (Label::Content, "信息内容"),
    (
        Label::Corner,
        "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    ),
    (Label::Applicants, "申请人情况"),
    (Label::LegalPersons, LEGAL_PERSONS),
    (Label::Reconsideration, "行政复议"),
    (Label::Litigation, "行政诉讼"),
    (Label::Direct, "未经复议直接起诉"),
    (Label::AfterReconsideration, "复议后起诉"),
];

/// The text of one of the heads.
pub(super) fn head(label: Label) -> &'static str {
    let found = HEADS.iter().find(|(head, _)| *head == label);
    found.map_or("", |(_, text)| text)
}

const fn official(label: Label, words: &Words) -> LabelText {
    LabelText {
        label,
        text: words.text,
        enumerator: words.enumerator,
        note: words.note,
        templates: words.proves,
        seen: "official",
        origin: Origin::Official,
    }
}

/// More texts than there are labels.
const ROOM: usize = 512;

/// A list that a `const` block fills.
struct List {
    texts: [LabelText; ROOM],
    len: usize,
}

impl List {
    const fn push(&mut self, text: LabelText) {
        self.texts[self.len] = text;
        self.len += 1;
    }

    const fn push_words(&mut self, label: Label, words: &[Words]) {
        let mut i = 0;
        while i < words.len() {
            self.push(official(label, &words[i]));
            i += 1;
        }
    }

    const fn push_head(&mut self, label: Label, enumerator: &'static str, text: &'static str) {
        self.push(LabelText {
            label,
            text,
            enumerator,
            note: "",
            templates: BOTH,
            seen: "official",
            origin: Origin::Official,
        });
    }
}

/// The texts before conversion.
const PLAIN: List = plain();

const fn plain() -> List {
    let mut list = List {
        texts: [LabelText {
            label: Label::Content,
            text: "",
            enumerator: "",
            note: "",
            templates: BOTH,
            seen: "",
            origin: Origin::Official,
        }; ROOM],
        len: 0,
    };
    push_forms(&mut list);
    push_heads(&mut list);
    let mut i = 0;
    while i < ALIASES.len() {
        list.push(alias(&ALIASES[i]));
        i += 1;
    }
    list
}

/// Rows, groups and columns.
const fn push_forms(list: &mut List) {
    let mut i = 0;
    while i < ROWS.len() {
        list.push_words(Label::Row(Row::new(i as u8)), ROWS[i].words);
        i += 1;
    }
    let mut i = 0;
    while i < GROUPS.len() {
        list.push(official(Label::Group(GROUPS[i].group), &GROUPS[i].words));
        i += 1;
    }
    let mut i = 0;
    while i < COLUMNS.len() {
        list.push_words(Label::Column(COLUMNS[i].column), COLUMNS[i].words);
        i += 1;
    }
}

/// Titles of blocks, heads of columns, headings of sections.
const fn push_heads(list: &mut List) {
    let mut i = 0;
    while i < Block::ALL.len() {
        if let Some(title) = Block::ALL[i].title() {
            list.push_head(Label::Block(Block::ALL[i]), "", title);
        }
        i += 1;
    }
    let mut i = 0;
    while i < HEADS.len() {
        list.push_head(HEADS[i].0, "", HEADS[i].1);
        i += 1;
    }
    let mut i = 0;
    while i < Section::ALL.len() {
        let section = Section::ALL[i];
        list.push_head(
            Label::Heading(section),
            section.enumerator(),
            section.heading(),
        );
        i += 1;
    }
}

const fn alias(alias: &Alias) -> LabelText {
    LabelText {
        label: alias.label,
        text: alias.text,
        enumerator: alias.enumerator,
        note: alias.note,
        templates: alias.templates,
        seen: alias.seen,
        origin: alias.origin,
    }
}

/// The converted texts, one behind the other, and where each stands; an empty place where nothing was converted.
struct Converted {
    buffer: Buffer<{ 16 * 1024 }>,
    places: [(usize, usize); ROOM],
    len: usize,
}

const CONVERTED: Converted = converted();
const TEXT: &str = utf8(&const { CONVERTED.buffer.trimmed::<{ CONVERTED.buffer.len() }>() });

const fn converted() -> Converted {
    let mut converted = Converted {
        buffer: Buffer::new(),
        places: [(0, 0); ROOM],
        len: 0,
    };
    let mut i = 0;
    while i < PLAIN.len {
        let start = converted.buffer.len();
        if converted
            .buffer
            .push_varied(PLAIN.texts[i].text, WORD_VARIANTS)
        {
            converted.places[i] = (start, converted.buffer.len());
            converted.len += 1;
        }
        i += 1;
    }
    converted
}

const ALL: [LabelText; PLAIN.len + CONVERTED.len] = {
    let mut all = [PLAIN.texts[0]; PLAIN.len + CONVERTED.len];
    let mut next = PLAIN.len;
    let mut i = 0;
    while i < PLAIN.len {
        all[i] = PLAIN.texts[i];
        let (start, end) = CONVERTED.places[i];
        if start < end {
            all[next] = LabelText {
                text: part(TEXT, start, end),
                origin: Origin::Converted,
                ..PLAIN.texts[i]
            };
            next += 1;
        }
        i += 1;
    }
    all
};
