//! Texts seen in place of the official ones, each with where.

use super::forms::{BOTH, Block, Column, Group, Y2019, Y2021};
use super::labels::{Label, Origin};
use super::rows::{Row, named};
use super::vocabulary::{Section, Template};

/// A text seen in place of a label's official one.
pub(super) struct Alias {
    pub(super) label: Label,
    pub(super) enumerator: &'static str,
    pub(super) text: &'static str,
    pub(super) templates: &'static [Template],
    pub(super) origin: Origin,
    pub(super) seen: &'static str,
}

/// A text that somebody wrote. It says nothing about the form.
const fn written(
    label: Label,
    enumerator: &'static str,
    text: &'static str,
    seen: &'static str,
) -> Alias {
    Alias {
        label,
        enumerator,
        text,
        templates: BOTH,
        origin: Origin::Written,
        seen,
    }
}

/// What is left of a text that lost characters.
const fn lost(
    label: Label,
    enumerator: &'static str,
    text: &'static str,
    seen: &'static str,
) -> Alias {
    Alias {
        origin: Origin::Lost,
        ..written(label, enumerator, text, seen)
    }
}

impl Alias {
    /// The text is evidence for these forms only.
    const fn of(self, templates: &'static [Template]) -> Self {
        Self { templates, ..self }
    }
}

/// The row with this id.
const fn row(id: &str) -> Label {
    Label::Row(named(id))
}

/// The texts.
#[rustfmt::skip]
pub(super) const ALIASES: &[Alias] = &[
    // Article 20.
    written(Label::Block(Block::Item1), "", "第二十条（一）项", "by analogy with item five"),
    written(Label::Block(Block::Item5), "", "第二十条（五）项", "real report, 2019 form"),
    written(Label::Block(Block::Item6), "", "第二十条（六）项", "by analogy with item five"),
    written(Label::Block(Block::Item8), "", "第二十条（八）项", "by analogy with item five"),
    written(Label::Block(Block::Item9), "", "第二十条（九）项", "by analogy with item five"),
    lost(Label::Column(Column::NewlyMade), "", "本年新", "three reports whose extractor kept the first line of 本年新/制作数量").of(Y2019),
    lost(Label::Column(Column::NewlyDisclosed), "", "本年新", "three reports whose extractor kept the first line of 本年新/公开数量").of(Y2019),
    written(Label::Column(Column::NewlyDisclosed), "", "本年新制作数量", "a report that prints 本年新制作数量 over both columns").of(Y2019),
    lost(Label::Column(Column::Change), "", "本年增/", "公主岭 2021, 减 lost").of(Y2019),
    lost(Label::Column(Column::InForce), "", "现行有效件", "real report, 数 lost").of(Y2021),
    // Applications.
    written(Label::Corner, "", "本列数据的逻辑关系为：第一项加第二项之和，等于第三项加第四项之和", "real report, 逻辑关系 for 勾稽关系"),
    lost(row("applications.results.denied.prohibited_by_law"), "2.", "其他法律行政止公开", "real report, 法规禁 lost"),
    written(row("applications.results.denied.internal_affairs"), "5.", "属于三类内容事务信息", "real report"),
    written(row("applications.results.other.overdue_correction"), "1.", "逾期不补正", "real report").of(Y2021),
    written(row("applications.results.other.overdue_fee"), "2.", "逾期不缴费", "real report").of(Y2021),
    written(Label::Row(Row::UNDIVIDED), "（六）", "其他", "real report").of(Y2019),
    written(Label::Group(Group::OtherResults), "（六）", "其他", "real report").of(Y2021),
    // Section headings.
    written(Label::Heading(Section::Overview), "一、", "概述", "real report"),
    written(Label::Heading(Section::Overview), "一、", "工作基本情况", "real report"),
    written(Label::Heading(Section::Disclosure), "二、", "行政机关主动公开政府信息情况", "real report"),
    written(Label::Heading(Section::Applications), "三、", "政府信息公开申请情况", "real report"),
    written(Label::Heading(Section::Disputes), "四、", "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "real reports"),
    written(Label::Heading(Section::Problems), "五、", "存在问题及改进情况", "real report"),
    written(Label::Heading(Section::Problems), "五、", "政府信息公开工作存在的主要问题及改进情况", "real report"),
    // The statistics table used before 2019.
    written(Label::OldForm, "", "政府信息公开情况统计表", "the title of the table used before 2019").of(&[]),
];
