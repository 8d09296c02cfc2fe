//! The two official forms once more, written down from the notices and not from the crate's own
//! declaration: the tests' word against the reader's.

use std::fmt;

/// Which of the two official forms a report uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// 国办公开办函〔2019〕60号
    Y2019,
    /// 国办公开办函〔2021〕30号
    Y2021,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Y2019 => "2019",
            Self::Y2021 => "2021",
        })
    }
}

/// A row of Article 20: its label and the ids of its cells.
pub(crate) type Item = (&'static str, &'static [&'static str]);

/// A block of the Article 20 table: one 项 with its header and its rows.
pub(crate) struct Block {
    /// The heading over the full width.
    pub(crate) heading: &'static str,
    /// The value columns of the header row.
    pub(crate) columns: &'static [&'static str],
    /// The rows.
    pub(crate) rows: &'static [Item],
}

const CHANGES: &[&str] = &["上一年项目数量", "本年增/减", "处理决定数量"];

const ARTICLE20_2019: &[Block] = &[
    Block {
        heading: "第二十条第（一）项",
        columns: &["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        rows: &[
            (
                "规章",
                &[
                    "article20.item1.rules.newly_made",
                    "article20.item1.rules.newly_disclosed",
                    "article20.item1.rules.total_disclosed",
                ],
            ),
            (
                "规范性文件",
                &[
                    "article20.item1.normative_documents.newly_made",
                    "article20.item1.normative_documents.newly_disclosed",
                    "article20.item1.normative_documents.total_disclosed",
                ],
            ),
        ],
    },
    Block {
        heading: "第二十条第（五）项",
        columns: CHANGES,
        rows: &[
            (
                "行政许可",
                &[
                    "article20.item5.licensing.previous_year",
                    "article20.item5.licensing.change",
                    "article20.item5.licensing.decisions",
                ],
            ),
            (
                "其他对外管理服务事项",
                &[
                    "article20.item5.other_external_services.previous_year",
                    "article20.item5.other_external_services.change",
                    "article20.item5.other_external_services.decisions",
                ],
            ),
        ],
    },
    Block {
        heading: "第二十条第（六）项",
        columns: CHANGES,
        rows: &[
            (
                "行政处罚",
                &[
                    "article20.item6.penalties.previous_year",
                    "article20.item6.penalties.change",
                    "article20.item6.penalties.decisions",
                ],
            ),
            (
                "行政强制",
                &[
                    "article20.item6.compulsion.previous_year",
                    "article20.item6.compulsion.change",
                    "article20.item6.compulsion.decisions",
                ],
            ),
        ],
    },
    Block {
        heading: "第二十条第（八）项",
        columns: &["上一年项目数量", "本年增/减"],
        rows: &[(
            "行政事业性收费",
            &[
                "article20.item8.fees.previous_year",
                "article20.item8.fees.change",
            ],
        )],
    },
    Block {
        heading: "第二十条第（九）项",
        columns: &["采购项目数量", "采购总金额"],
        rows: &[(
            "政府集中采购",
            &[
                "article20.item9.procurement.projects",
                "article20.item9.procurement.amount",
            ],
        )],
    },
];

const ARTICLE20_2021: &[Block] = &[
    Block {
        heading: "第二十条第（一）项",
        columns: &["本年制发件数", "本年废止件数", "现行有效件数"],
        rows: &[
            (
                "规章",
                &[
                    "article20.item1.rules.issued",
                    "article20.item1.rules.repealed",
                    "article20.item1.rules.in_force",
                ],
            ),
            (
                "行政规范性文件",
                &[
                    "article20.item1.normative_documents.issued",
                    "article20.item1.normative_documents.repealed",
                    "article20.item1.normative_documents.in_force",
                ],
            ),
        ],
    },
    Block {
        heading: "第二十条第（五）项",
        columns: &["本年处理决定数量"],
        rows: &[("行政许可", &["article20.item5.licensing.decisions"])],
    },
    Block {
        heading: "第二十条第（六）项",
        columns: &["本年处理决定数量"],
        rows: &[
            ("行政处罚", &["article20.item6.penalties.decisions"]),
            ("行政强制", &["article20.item6.compulsion.decisions"]),
        ],
    },
    Block {
        heading: "第二十条第（八）项",
        columns: &["本年收费金额（单位：万元）"],
        rows: &[("行政事业性收费", &["article20.item8.fees.amount"])],
    },
];

/// The Article 20 table of `form`.
pub(crate) fn article20(form: Form) -> &'static [Block] {
    match form {
        Form::Y2019 => ARTICLE20_2019,
        Form::Y2021 => ARTICLE20_2021,
    }
}

/// The seven columns of the applications table, as ids have them.
pub(crate) const APPLICANTS: [&str; 7] = [
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_organization",
    "other_organization",
    "total",
];

/// The five kinds of 法人或其他组织.
pub(crate) const ORGANISATIONS: [&str; 5] = [
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
];

/// A group of result rows: its label, and its rows as (id, label). A row without a label is the
/// group itself, over both label columns.
pub(crate) type Group = (&'static str, &'static [(&'static str, &'static str)]);

const DENIED: Group = (
    "（三）不予公开",
    &[
        ("denied.state_secret", "1.属于国家秘密"),
        ("denied.prohibited_by_law", "2.其他法律行政法规禁止公开"),
        ("denied.security_and_stability", "3.危及“三安全一稳定”"),
        ("denied.third_party_rights", "4.保护第三方合法权益"),
        ("denied.internal_affairs", "5.属于三类内部事务信息"),
        ("denied.process_information", "6.属于四类过程性信息"),
        ("denied.enforcement_case_files", "7.属于行政执法案卷"),
        ("denied.administrative_inquiry", "8.属于行政查询事项"),
    ],
);
const UNAVAILABLE: Group = (
    "（四）无法提供",
    &[
        ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
        (
            "unavailable.requires_creation",
            "2.没有现成信息需要另行制作",
        ),
        (
            "unavailable.unclear_after_correction",
            "3.补正后申请内容仍不明确",
        ),
    ],
);
const NOT_PROCESSED: Group = (
    "（五）不予处理",
    &[
        (
            "not_processed.petition_or_complaint",
            "1.信访举报投诉类申请",
        ),
        ("not_processed.duplicate", "2.重复申请"),
        ("not_processed.publication_request", "3.要求提供公开出版物"),
        (
            "not_processed.excessive_repeated",
            "4.无正当理由大量反复申请",
        ),
        (
            "not_processed.confirmation_or_reissue",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ],
);
const GRANTED: Group = ("（一）予以公开", &[("granted", "")]);
const PARTIAL: Group = (
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    &[("partially_granted", "")],
);
const TOTAL: Group = ("（七）总计", &[("total", "")]);
const OTHER_2019: Group = ("（六）其他处理", &[("other.undivided", "")]);
const OTHER_2021: Group = (
    "（六）其他处理",
    &[
        (
            "other.overdue_correction",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        (
            "other.overdue_fee",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        ("other.other", "3.其他"),
    ],
);

/// The groups of 三、本年度办理结果, the total last.
pub(crate) fn results(form: Form) -> [Group; 7] {
    let other = match form {
        Form::Y2019 => OTHER_2019,
        Form::Y2021 => OTHER_2021,
    };
    [
        GRANTED,
        PARTIAL,
        DENIED,
        UNAVAILABLE,
        NOT_PROCESSED,
        other,
        TOTAL,
    ]
}

/// The three groups of five cells of the disputes table.
pub(crate) const DISPUTES: [&str; 3] = [
    "reconsideration",
    "litigation.direct",
    "litigation.after_reconsideration",
];

/// The five cells of each.
pub(crate) const OUTCOMES: [(&str, &str); 5] = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
];

/// Every field of `form`, in the form's order.
pub(crate) fn ids(form: Form) -> Vec<String> {
    let mut all: Vec<String> = article20(form)
        .iter()
        .flat_map(|block| block.rows)
        .flat_map(|(_, ids)| ids.iter().map(|id| (*id).to_owned()))
        .collect();
    let groups = results(form);
    let rows = ["received".to_owned(), "carried_in".to_owned()]
        .into_iter()
        .chain(
            groups
                .iter()
                .flat_map(|(_, rows)| rows.iter())
                .map(|(id, _)| format!("results.{id}")),
        )
        .chain(["carried_forward".to_owned()]);
    for row in rows {
        all.extend(
            APPLICANTS
                .iter()
                .map(|who| format!("applications.{row}.{who}")),
        );
    }
    for group in DISPUTES {
        all.extend(OUTCOMES.iter().map(|(id, _)| format!("{group}.{id}")));
    }
    all
}

/// The row of a field: what its id has before its column. The disputes are one row.
pub(crate) fn row(id: &str) -> &str {
    match id.rsplit_once('.') {
        Some((row, _)) if !DISPUTES.contains(&row) => row,
        _ => "disputes",
    }
}

#[test]
fn a_row_is_what_stands_behind_one_label() {
    for form in [Form::Y2019, Form::Y2021] {
        let ids = ids(form);
        let rows: std::collections::BTreeSet<&str> = ids.iter().map(|id| row(id)).collect();
        let labels: usize = article20(form).iter().map(|block| block.rows.len()).sum();
        let results: usize = results(form).iter().map(|(_, rows)| rows.len()).sum();
        assert_eq!(rows.len(), labels + results + 3 + 1);
    }
}

#[test]
fn the_forms_have_the_official_number_of_cells() {
    assert_eq!(ids(Form::Y2019).len(), 198);
    assert_eq!(ids(Form::Y2021).len(), 200);
    let both: std::collections::BTreeSet<String> = ids(Form::Y2019)
        .into_iter()
        .chain(ids(Form::Y2021))
        .collect();
    assert_eq!(both.len(), 226);
}
