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
    pub(super) note: &'static str,
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
        note: "",
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

    /// The text has a note behind it.
    const fn noted(self, note: &'static str) -> Self {
        Self { note, ..self }
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
    written(Label::Block(Block::Item5), "", "第二十条（五）项", "川主乡 2019"),
    written(Label::Block(Block::Item6), "", "第二十条（六）项", "川主乡 2019"),
    written(Label::Block(Block::Item8), "", "第二十条（八）项", "川主乡 2019"),
    written(Label::Block(Block::Item9), "", "第二十条（九）项", "by analogy with item five"),
    lost(Label::Column(Column::NewlyMade), "", "本年新", "杨林镇 2023: the first line of 本年新/制作数量").of(Y2019),
    lost(Label::Column(Column::NewlyDisclosed), "", "本年新", "杨林镇 2023: the first line of 本年新/公开数量").of(Y2019),
    written(Label::Column(Column::NewlyDisclosed), "", "本年新制作数量", "a report that prints 本年新制作数量 over both columns").of(Y2019),
    lost(Label::Column(Column::Change), "", "本年增/", "公主岭市档案局 2021: without 减").of(Y2019),
    lost(Label::Column(Column::InForce), "", "现行有效件", "七家子镇 2023: without 数").of(Y2021),
    // Applications.
    written(Label::Corner, "", "本列数据的逻辑关系为：第一项加第二项之和，等于第三项加第四项之和", "张掖市统计局 2023"),
    written(PARTIALLY_GRANTED, "（二）", "部分公开", "a report with 情况 for 情形").noted("（区分处理的，只计这一情况，不计其他情况）"),
    lost(row("applications.results.denied.prohibited_by_law"), "2.", "其他法律行政止公开", "洪泽区 2023 and 2024: without 法规禁"),
    written(row("applications.results.denied.internal_affairs"), "5.", "属于三类内容事务信息", "a report with 内容 for 内部"),
    written(row("applications.results.other.overdue_correction"), "1.", "逾期不补正", "a renderer of 宿迁市 2023").of(Y2021),
    written(row("applications.results.other.overdue_fee"), "2.", "逾期不缴费", "a renderer of 宿迁市 2023").of(Y2021),
    written(Label::Row(Row::UNDIVIDED), "（六）", "其他", "by analogy with the group").of(Y2019),
    written(Label::Group(Group::OtherResults), "（六）", "其他", "沭阳县 2025").of(Y2021),
    // Headings of sections, with the number that they were seen with.
    written(Label::Heading(Section::Overview), "一、", "概述", "川主乡 2019"),
    written(Label::Heading(Section::Overview), "一、", "工作基本情况", "a report"),
    written(Label::Heading(Section::Disclosure), "二、", "行政机关主动公开政府信息情况", "孝感市 and 拖市镇 2020"),
    written(Label::Heading(Section::Applications), "四、", "政府信息公开申请情况", "上海市科委 2024, over prose"),
    written(Label::Heading(Section::Disputes), "四、", "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "reports of both forms"),
    written(Label::Heading(Section::Problems), "五、", "存在问题及改进情况", "杭州市 2025"),
    written(Label::Heading(Section::Problems), "五、", "政府信息公开工作存在的主要问题及改进情况", "沭阳县 2025"),
    // The statistics table used before 2019.
    old_form("政府信息公开情况统计表", TOWN),
    old_form("主动公开政府信息数", TOWN),
    old_form("主动公开规范性文件数", TOWN),
    old_form("制发规范性文件总数", TOWN),
    old_form("通过不同渠道和方式公开政府信息的情况", REMEMBERED),
    old_form("政府公报公开政府信息数", REMEMBERED),
    old_form("政府网站公开政府信息数", REMEMBERED),
    old_form("政务微博公开政府信息数", REMEMBERED),
    old_form("政务微信公开政府信息数", REMEMBERED),
    old_form("回应公众关注热点或重大舆情数", REMEMBERED),
    old_form("申请办结数", REMEMBERED),
    old_form("申请答复数", REMEMBERED),
    old_form("维持具体行政行为数", REMEMBERED),
    old_form("被依法纠错数", REMEMBERED),
    old_form("政府信息公开工作专门机构数", REMEMBERED),
    old_form("政府信息公开专项经费", REMEMBERED),
];

/// （二）部分公开.
const PARTIALLY_GRANTED: Label = row("applications.results.partially_granted");

/// Where the head of the old table was seen.
const TOWN: &str = "a town's rules on disclosure statistics, published in 2024";

/// The rest of the old table.
const REMEMBERED: &str = "reports on 2014 to 2018; not compared with a copy";

/// A label of the table used before 2019: evidence for neither form.
const fn old_form(text: &'static str, seen: &'static str) -> Alias {
    written(Label::OldForm, "", text, seen).of(&[])
}
