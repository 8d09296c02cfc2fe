//! The declaration of both official forms: blocks, groups, rows and columns with their printed words.
//!
//! Everything else in this folder follows from [`GROUPS`], [`ROWS`], [`COLUMNS`], [`PROCEEDINGS`] and [`GRIDS`].
//! 2019: the annex of 国办公开办函〔2019〕60号. 2021: the annex of 国办公开办函〔2021〕30号.

use std::fmt;

use super::vocabulary::{Kind, Table, Template, Unit};

/// Only the form of 2019.
pub(super) const Y2019: &[Template] = &[Template::Y2019];
/// Only the form of 2021.
pub(super) const Y2021: &[Template] = &[Template::Y2021];
/// Both forms.
pub(super) const BOTH: &[Template] = Template::ALL;

/// A label as the form prints it: enumerator, text and note, one behind the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// The forms that print it so.
    pub(super) templates: &'static [Template],
    /// The forms that it is evidence for: [`Words::templates`], unless documents in the other form print it too.
    pub(super) proves: &'static [Template],
    /// `一、`, `（三）`, `1.` or nothing.
    pub(crate) enumerator: &'static str,
    pub(crate) text: &'static str,
    /// The note behind the text, with its brackets, or nothing.
    pub(crate) note: &'static str,
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.enumerator, self.text, self.note)
    }
}

impl Words {
    const fn plain(templates: &'static [Template], text: &'static str) -> Self {
        Self::numbered(templates, "", text)
    }

    const fn numbered(
        templates: &'static [Template],
        enumerator: &'static str,
        text: &'static str,
    ) -> Self {
        Self {
            templates,
            proves: templates,
            enumerator,
            text,
            note: "",
        }
    }

    const fn noted(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    /// Documents that otherwise follow the other form print these words as well.
    const fn neutral(self) -> Self {
        Self {
            proves: BOTH,
            ..self
        }
    }

    /// Whether `template` prints the label so.
    pub(super) const fn is_in(&self, template: Template) -> bool {
        has(self.templates, template)
    }
}

/// Whether `template` is one of `templates`.
pub(super) const fn has(templates: &[Template], template: Template) -> bool {
    let mut i = 0;
    while i < templates.len() {
        if templates[i].index() == template.index() {
            return true;
        }
        i += 1;
    }
    false
}

/// The forms that `of_2019` and `of_2021` say.
pub(super) const fn templates(of_2019: bool, of_2021: bool) -> &'static [Template] {
    match (of_2019, of_2021) {
        (true, true) => BOTH,
        (true, false) => Y2019,
        (false, true) => Y2021,
        (false, false) => &[],
    }
}

/// A part of a table under one header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Block {
    /// 第二十条第（一）项: rules and normative documents.
    Item1,
    /// 第二十条第（五）项: licensing and other external matters.
    Item5,
    /// 第二十条第（六）项: penalties and compulsory measures.
    Item6,
    /// 第二十条第（八）项: administrative fees.
    Item8,
    /// 第二十条第（九）项: procurement; 2019 only.
    Item9,
    /// The applications table.
    Applications,
    /// The disputes table.
    Disputes,
}

impl Block {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Item1,
        Self::Item5,
        Self::Item6,
        Self::Item8,
        Self::Item9,
        Self::Applications,
        Self::Disputes,
    ];

    /// The heading over the block, where the form prints one: 第二十条第（一）项.
    pub(crate) const fn title(self) -> Option<&'static str> {
        match self {
            Self::Item1 => Some("第二十条第（一）项"),
            Self::Item5 => Some("第二十条第（五）项"),
            Self::Item6 => Some("第二十条第（六）项"),
            Self::Item8 => Some("第二十条第（八）项"),
            Self::Item9 => Some("第二十条第（九）项"),
            Self::Applications | Self::Disputes => None,
        }
    }
}

/// A group of rows of the applications table: a label cell that spans them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Group {
    /// 三、本年度办理结果.
    Results,
    /// （三）不予公开.
    Denied,
    /// （四）无法提供.
    Unavailable,
    /// （五）不予处理.
    NotProcessed,
    /// （六）其他处理, where it is three rows (2021). The one row of 2019 is [`Row::UNDIVIDED`](super::Row::UNDIVIDED), in [`Group::Results`].
    OtherResults,
}

/// What the form says of a group.
#[derive(Debug)]
pub(super) struct GroupSpec {
    pub(super) group: Group,
    pub(super) parent: Option<Group>,
    pub(super) words: Words,
}

/// The groups, in the order of [`Group`].
pub(super) const GROUPS: [GroupSpec; 5] = [
    group(Group::Results, None, BOTH, "三、", "本年度办理结果"),
    group(
        Group::Denied,
        Some(Group::Results),
        BOTH,
        "（三）",
        "不予公开",
    ),
    group(
        Group::Unavailable,
        Some(Group::Results),
        BOTH,
        "（四）",
        "无法提供",
    ),
    group(
        Group::NotProcessed,
        Some(Group::Results),
        BOTH,
        "（五）",
        "不予处理",
    ),
    group(
        Group::OtherResults,
        Some(Group::Results),
        Y2021,
        "（六）",
        "其他处理",
    ),
];

const fn group(
    group: Group,
    parent: Option<Group>,
    templates: &'static [Template],
    enumerator: &'static str,
    text: &'static str,
) -> GroupSpec {
    GroupSpec {
        group,
        parent,
        words: Words::numbered(templates, enumerator, text),
    }
}

/// What the form says of a row.
#[derive(Debug)]
pub(super) struct RowSpec {
    pub(super) id: &'static str,
    pub(super) block: Block,
    pub(super) group: Option<Group>,
    pub(super) words: &'static [Words],
}

const fn row(id: &'static str, block: Block, words: &'static [Words]) -> RowSpec {
    RowSpec {
        id,
        block,
        group: None,
        words,
    }
}

const fn result(id: &'static str, group: Group, words: &'static [Words]) -> RowSpec {
    RowSpec {
        id,
        block: Block::Applications,
        group: Some(group),
        words,
    }
}

/// The rows of both forms together, in the form's order.
#[rustfmt::skip]
pub(super) const ROWS: [RowSpec; 35] = [
    row("article20.item1.rules", Block::Item1, &[Words::plain(BOTH, "规章")]),
    row("article20.item1.normative_documents", Block::Item1, &[
        Words::plain(Y2019, "规范性文件").neutral(),
        Words::plain(Y2021, "行政规范性文件"),
    ]),
    row("article20.item5.licensing", Block::Item5, &[Words::plain(BOTH, "行政许可")]),
    row("article20.item5.other_external_services", Block::Item5, &[Words::plain(Y2019, "其他对外管理服务事项")]),
    row("article20.item6.penalties", Block::Item6, &[Words::plain(BOTH, "行政处罚")]),
    row("article20.item6.compulsion", Block::Item6, &[Words::plain(BOTH, "行政强制")]),
    row("article20.item8.fees", Block::Item8, &[Words::plain(BOTH, "行政事业性收费")]),
    row("article20.item9.procurement", Block::Item9, &[Words::plain(Y2019, "政府集中采购")]),
    row("applications.received", Block::Applications, &[Words::numbered(BOTH, "一、", "本年新收政府信息公开申请数量")]),
    row("applications.carried_in", Block::Applications, &[Words::numbered(BOTH, "二、", "上年结转政府信息公开申请数量")]),
    result("applications.results.granted", Group::Results, &[Words::numbered(BOTH, "（一）", "予以公开")]),
    result("applications.results.partially_granted", Group::Results, &[
        Words::numbered(BOTH, "（二）", "部分公开").noted("（区分处理的，只计这一情形，不计其他情形）"),
    ]),
    result("applications.results.denied.state_secret", Group::Denied, &[Words::numbered(BOTH, "1.", "属于国家秘密")]),
    result("applications.results.denied.prohibited_by_law", Group::Denied, &[Words::numbered(BOTH, "2.", "其他法律行政法规禁止公开")]),
    result("applications.results.denied.security_and_stability", Group::Denied, &[Words::numbered(BOTH, "3.", "危及“三安全一稳定”")]),
    result("applications.results.denied.third_party_rights", Group::Denied, &[Words::numbered(BOTH, "4.", "保护第三方合法权益")]),
    result("applications.results.denied.internal_affairs", Group::Denied, &[Words::numbered(BOTH, "5.", "属于三类内部事务信息")]),
    result("applications.results.denied.process_information", Group::Denied, &[Words::numbered(BOTH, "6.", "属于四类过程性信息")]),
    result("applications.results.denied.enforcement_case_files", Group::Denied, &[Words::numbered(BOTH, "7.", "属于行政执法案卷")]),
    result("applications.results.denied.administrative_inquiry", Group::Denied, &[Words::numbered(BOTH, "8.", "属于行政查询事项")]),
    result("applications.results.unavailable.not_held", Group::Unavailable, &[Words::numbered(BOTH, "1.", "本机关不掌握相关政府信息")]),
    result("applications.results.unavailable.requires_creation", Group::Unavailable, &[Words::numbered(BOTH, "2.", "没有现成信息需要另行制作")]),
    result("applications.results.unavailable.unclear_after_correction", Group::Unavailable, &[Words::numbered(BOTH, "3.", "补正后申请内容仍不明确")]),
    result("applications.results.not_processed.petition_or_complaint", Group::NotProcessed, &[Words::numbered(BOTH, "1.", "信访举报投诉类申请")]),
    result("applications.results.not_processed.duplicate", Group::NotProcessed, &[Words::numbered(BOTH, "2.", "重复申请")]),
    result("applications.results.not_processed.publication_request", Group::NotProcessed, &[Words::numbered(BOTH, "3.", "要求提供公开出版物")]),
    result("applications.results.not_processed.excessive_repeated", Group::NotProcessed, &[Words::numbered(BOTH, "4.", "无正当理由大量反复申请")]),
    result("applications.results.not_processed.confirmation_or_reissue", Group::NotProcessed, &[Words::numbered(BOTH, "5.", "要求行政机关确认或重新出具已获取信息")]),
    result("applications.results.other.undivided", Group::Results, &[Words::numbered(Y2019, "（六）", "其他处理")]),
    result("applications.results.other.overdue_correction", Group::OtherResults, &[
        Words::numbered(Y2021, "1.", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ]),
    result("applications.results.other.overdue_fee", Group::OtherResults, &[
        Words::numbered(Y2021, "2.", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ]),
    result("applications.results.other.other", Group::OtherResults, &[Words::numbered(Y2021, "3.", "其他")]),
    result("applications.results.total", Group::Results, &[Words::numbered(BOTH, "（七）", "总计")]),
    row("applications.carried_forward", Block::Applications, &[Words::numbered(BOTH, "四、", "结转下年度继续办理")]),
    row("disputes", Block::Disputes, &[]),
];

/// What a value column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Column {
    NewlyMade,
    NewlyDisclosed,
    TotalDisclosed,
    Issued,
    Repealed,
    InForce,
    PreviousYear,
    Change,
    /// 处理决定数量 (2019) and 本年处理决定数量 (2021).
    Decisions,
    /// 本年收费金额, of 2021's fees.
    FeeAmount,
    Projects,
    /// 采购总金额, of 2019's procurement.
    ProcurementAmount,
    NaturalPerson,
    Enterprise,
    ResearchInstitution,
    PublicWelfareOrganization,
    LegalServiceOrganization,
    OtherOrganization,
    /// 结果维持.
    Upheld,
    /// 结果纠正.
    Corrected,
    /// 其他结果.
    OtherOutcome,
    /// 尚未审结.
    Pending,
    /// 总计, of the applications table and of each proceeding of the disputes table.
    Total,
}

/// What the form says of a column.
#[derive(Debug)]
pub(super) struct ColumnSpec {
    pub(super) column: Column,
    pub(super) id: &'static str,
    /// The header cell above this one, that spans it and its neighbours.
    pub(super) parent: Option<&'static str>,
    pub(super) kind: Kind,
    /// What it counts, as the field catalogue prints it.
    pub(super) unit: &'static str,
    /// The unit that the header itself states.
    pub(super) stated: Option<Unit>,
    pub(super) words: &'static [Words],
}

/// The header over the five kinds of organisation.
pub(super) const LEGAL_PERSONS: &str = "法人或其他组织";

const fn column(
    column: Column,
    id: &'static str,
    kind: Kind,
    unit: &'static str,
    words: &'static [Words],
) -> ColumnSpec {
    ColumnSpec {
        column,
        id,
        parent: None,
        kind,
        unit,
        stated: None,
        words,
    }
}

const fn organization(of: Column, id: &'static str, words: &'static [Words]) -> ColumnSpec {
    ColumnSpec {
        parent: Some(LEGAL_PERSONS),
        ..column(of, id, Kind::Count, CASES, words)
    }
}

const MATTERS: &str = "件/项";
const CASES: &str = "件";

/// The columns of both forms together, in the order of [`Column`].
#[rustfmt::skip]
pub(super) const COLUMNS: [ColumnSpec; 23] = [
    column(Column::NewlyMade, "newly_made", Kind::Count, MATTERS, &[Words::plain(Y2019, "本年新制作数量")]),
    column(Column::NewlyDisclosed, "newly_disclosed", Kind::Count, MATTERS, &[Words::plain(Y2019, "本年新公开数量")]),
    column(Column::TotalDisclosed, "total_disclosed", Kind::Count, MATTERS, &[Words::plain(Y2019, "对外公开总数量")]),
    column(Column::Issued, "issued", Kind::Count, MATTERS, &[Words::plain(Y2021, "本年制发件数")]),
    column(Column::Repealed, "repealed", Kind::Count, MATTERS, &[Words::plain(Y2021, "本年废止件数")]),
    column(Column::InForce, "in_force", Kind::Count, MATTERS, &[Words::plain(Y2021, "现行有效件数")]),
    column(Column::PreviousYear, "previous_year", Kind::Count, MATTERS, &[Words::plain(Y2019, "上一年项目数量")]),
    column(Column::Change, "change", Kind::Change, MATTERS, &[Words::plain(Y2019, "本年增/减")]),
    column(Column::Decisions, "decisions", Kind::Count, MATTERS, &[
        Words::plain(Y2019, "处理决定数量"),
        Words::plain(Y2021, "本年处理决定数量"),
    ]),
    ColumnSpec {
        stated: Some(Unit::TenThousandYuan),
        ..column(Column::FeeAmount, "amount", Kind::Money, "万元", &[
            Words::plain(Y2021, "本年收费金额").noted("（单位：万元）"),
        ])
    },
    column(Column::Projects, "projects", Kind::Count, MATTERS, &[Words::plain(Y2019, "采购项目数量")]),
    column(Column::ProcurementAmount, "amount", Kind::Money, "元或万元", &[Words::plain(Y2019, "采购总金额")]),
    column(Column::NaturalPerson, "natural_person", Kind::Count, CASES, &[Words::plain(BOTH, "自然人")]),
    organization(Column::Enterprise, "enterprise", &[Words::plain(BOTH, "商业企业")]),
    organization(Column::ResearchInstitution, "research_institution", &[Words::plain(BOTH, "科研机构")]),
    organization(Column::PublicWelfareOrganization, "public_welfare_organization", &[Words::plain(BOTH, "社会公益组织")]),
    organization(Column::LegalServiceOrganization, "legal_service_organization", &[Words::plain(BOTH, "法律服务机构")]),
    organization(Column::OtherOrganization, "other_organization", &[Words::plain(BOTH, "其他")]),
    column(Column::Upheld, "upheld", Kind::Count, CASES, &[Words::plain(BOTH, "结果维持")]),
    column(Column::Corrected, "corrected", Kind::Count, CASES, &[Words::plain(BOTH, "结果纠正")]),
    column(Column::OtherOutcome, "other", Kind::Count, CASES, &[Words::plain(BOTH, "其他结果")]),
    column(Column::Pending, "pending", Kind::Count, CASES, &[Words::plain(BOTH, "尚未审结")]),
    column(Column::Total, "total", Kind::Count, CASES, &[Words::plain(BOTH, "总计")]),
];

/// A third of the disputes table: five outcome columns under one head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Proceeding {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼, 未经复议直接起诉.
    Direct,
    /// 行政诉讼, 复议后起诉.
    AfterReconsideration,
}

impl Proceeding {
    /// The three, in the form's order.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Reconsideration,
        Self::Direct,
        Self::AfterReconsideration,
    ];
}

/// What the form says of a proceeding.
#[derive(Debug)]
pub(super) struct ProceedingSpec {
    pub(super) id: &'static str,
    /// Its head, with the head above that.
    pub(super) path: &'static str,
}

/// The proceedings, in the order of [`Proceeding`].
pub(super) const PROCEEDINGS: [ProceedingSpec; 3] = [
    ProceedingSpec {
        id: "reconsideration",
        path: "行政复议",
    },
    ProceedingSpec {
        id: "litigation.direct",
        path: "行政诉讼/未经复议直接起诉",
    },
    ProceedingSpec {
        id: "litigation.after_reconsideration",
        path: "行政诉讼/复议后起诉",
    },
];

/// The columns that a form has over all rows of a block, or over a proceeding's part of the one row of disputes.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) block: Block,
    pub(super) proceeding: Option<Proceeding>,
    pub(super) templates: &'static [Template],
    pub(super) columns: &'static [Column],
}

const fn grid(block: Block, templates: &'static [Template], columns: &'static [Column]) -> Grid {
    Grid {
        block,
        proceeding: None,
        templates,
        columns,
    }
}

const fn outcomes(proceeding: Proceeding) -> Grid {
    Grid {
        proceeding: Some(proceeding),
        ..grid(Block::Disputes, BOTH, OUTCOMES)
    }
}

/// 上一年项目数量, 本年增/减, 处理决定数量: the columns of items five and six in 2019.
const PROJECTS_AND_DECISIONS: &[Column] =
    &[Column::PreviousYear, Column::Change, Column::Decisions];

/// The seven columns of the applications table.
pub(super) const APPLICANTS: &[Column] = &[
    Column::NaturalPerson,
    Column::Enterprise,
    Column::ResearchInstitution,
    Column::PublicWelfareOrganization,
    Column::LegalServiceOrganization,
    Column::OtherOrganization,
    Column::Total,
];

/// The five columns of each proceeding.
pub(super) const OUTCOMES: &[Column] = &[
    Column::Upheld,
    Column::Corrected,
    Column::OtherOutcome,
    Column::Pending,
    Column::Total,
];

/// Which columns stand over which block in which form. The value cells are these columns times the block's rows.
#[rustfmt::skip]
pub(super) const GRIDS: &[Grid] = &[
    grid(Block::Item1, Y2019, &[Column::NewlyMade, Column::NewlyDisclosed, Column::TotalDisclosed]),
    grid(Block::Item1, Y2021, &[Column::Issued, Column::Repealed, Column::InForce]),
    grid(Block::Item5, Y2019, PROJECTS_AND_DECISIONS),
    grid(Block::Item5, Y2021, &[Column::Decisions]),
    grid(Block::Item6, Y2019, PROJECTS_AND_DECISIONS),
    grid(Block::Item6, Y2021, &[Column::Decisions]),
    grid(Block::Item8, Y2019, &[Column::PreviousYear, Column::Change]),
    grid(Block::Item8, Y2021, &[Column::FeeAmount]),
    grid(Block::Item9, Y2019, &[Column::Projects, Column::ProcurementAmount]),
    grid(Block::Applications, BOTH, APPLICANTS),
    outcomes(Proceeding::Reconsideration),
    outcomes(Proceeding::Direct),
    outcomes(Proceeding::AfterReconsideration),
];

impl Block {
    /// The table that the block belongs to.
    pub(crate) const fn table(self) -> Table {
        match self {
            Self::Applications => Table::Applications,
            Self::Disputes => Table::Disputes,
            _ => Table::Article20,
        }
    }
}
