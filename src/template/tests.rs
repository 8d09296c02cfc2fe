//! What only the crate can see of the declaration: rows, groups, blocks, labels and identities, against known answers.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::*;

fn row(id: &str) -> Row {
    Row::by_id(id).expect("a declared row")
}

fn ids(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.id()).collect()
}

#[test]
fn a_row_knows_its_cells_in_each_form() {
    let licensing = row("article20.item5.licensing");
    assert_eq!(
        ids(licensing.fields(Template::Y2019)),
        [
            "article20.item5.licensing.previous_year",
            "article20.item5.licensing.change",
            "article20.item5.licensing.decisions",
        ]
    );
    assert_eq!(
        ids(licensing.fields(Template::Y2021)),
        ["article20.item5.licensing.decisions"]
    );
    assert!(Row::UNDIVIDED.fields(Template::Y2021).is_empty());
    assert!(
        row("article20.item9.procurement")
            .fields(Template::Y2021)
            .is_empty()
    );
    assert_eq!(Row::DISPUTES.fields(Template::Y2019).len(), 15);
}

#[test]
fn every_field_is_in_its_row_once() {
    for template in Template::ALL.iter().copied() {
        let of_rows: Vec<Field> = Row::all()
            .flat_map(|row| row.fields(template))
            .copied()
            .collect();
        let of_form: Vec<Field> = Field::all().filter(|field| field.is_in(template)).collect();
        assert_eq!(of_rows.iter().collect::<HashSet<_>>().len(), of_rows.len());
        assert_eq!(of_rows, of_form, "{template}");
    }
}

#[test]
fn the_fields_of_a_form_are_its_rows_times_its_columns() {
    for template in Template::ALL.iter().copied() {
        for block in Block::ALL.iter().copied() {
            for row in block.rows(template) {
                let columns: Vec<Column> = row
                    .fields(template)
                    .iter()
                    .map(|field| field.column())
                    .collect();
                assert_eq!(columns, block.columns(template), "{row:?} in {template}");
            }
        }
    }
    let cells = |template: Template, block: Block| {
        block.rows(template).count() * block.columns(template).len()
    };
    let of = |template| {
        Block::ALL
            .iter()
            .map(|&block| cells(template, block))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Template::Y2019), [6, 6, 6, 2, 2, 23 * 7, 15]);
    assert_eq!(of(Template::Y2021), [6, 1, 2, 1, 0, 25 * 7, 15]);
}

#[test]
fn depth_is_the_number_of_label_columns() {
    let depths = [
        ("article20.item1.rules", 1),
        ("applications.received", 1),
        ("applications.carried_forward", 1),
        ("applications.results.granted", 2),
        ("applications.results.total", 2),
        ("applications.results.other.undivided", 2),
        ("applications.results.denied.state_secret", 3),
        ("applications.results.other.other", 3),
        ("disputes", 0),
    ];
    for (id, depth) in depths {
        assert_eq!(row(id).depth(), depth, "{id}");
    }
}

#[test]
fn groups_span_the_rows_that_the_form_says() {
    let spans = |template| {
        let groups = [
            Group::Denied,
            Group::Unavailable,
            Group::NotProcessed,
            Group::OtherResults,
        ];
        groups.map(|group| group.rows(template).count())
    };
    assert_eq!(spans(Template::Y2019), [8, 3, 5, 0]);
    assert_eq!(spans(Template::Y2021), [8, 3, 5, 3]);
    assert_eq!(Group::Denied.parent(), Some(Group::Results));
    assert_eq!(Group::OtherResults.templates(), [Template::Y2021]);
    // 三、本年度办理结果 itself: one cell over 20 rows in 2019, over 22 in 2021.
    let results = |template| {
        Row::all()
            .filter(|row| row.is_in(template) && row.group().is_some())
            .count()
    };
    assert_eq!(
        (results(Template::Y2019), results(Template::Y2021)),
        (20, 22)
    );
}

#[test]
fn a_cell_is_found_by_its_row_and_column() {
    let found = |id: &str, column| field(row(id), column).map(Field::id);
    assert_eq!(
        found("applications.received", Column::Total),
        Some("applications.received.total")
    );
    assert_eq!(
        found("article20.item8.fees", Column::FeeAmount),
        Some("article20.item8.fees.amount")
    );
    assert_eq!(found("article20.item8.fees", Column::Decisions), None);
    assert_eq!(found("disputes", Column::Total), None);
    let total = disputes_field(Proceeding::Direct, Column::Total).map(Field::id);
    assert_eq!(total, Some("litigation.direct.total"));
    assert_eq!(disputes_field(Proceeding::Direct, Column::Issued), None);
    for each in Field::all() {
        let again = match each.proceeding() {
            Some(proceeding) => disputes_field(proceeding, each.column()),
            None => field(each.row(), each.column()),
        };
        assert_eq!(again, Some(each));
    }
}

#[test]
fn tables_of_the_declaration_stand_in_the_order_of_their_enums() {
    assert!(
        forms::COLUMNS
            .iter()
            .enumerate()
            .all(|(i, spec)| spec.column as usize == i)
    );
    assert!(
        forms::GROUPS
            .iter()
            .enumerate()
            .all(|(i, spec)| spec.group as usize == i)
    );
    assert_eq!(
        Row::all().map(Row::id).collect::<HashSet<_>>().len(),
        Row::COUNT
    );
}

/// The signature of a label text: what is left when enumerators, notes, punctuation and spaces are gone.
fn signature(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn texts_with_several_readings_are_the_declared_ones() {
    let mut readings: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for entry in LABELS {
        let labels = readings.entry(signature(entry.text)).or_default();
        if !labels.contains(&entry.label) {
            labels.push(entry.label);
        }
    }
    let several: Vec<(&str, Vec<Label>)> = readings
        .iter()
        .filter(|(_, labels)| labels.len() > 1)
        .map(|(text, labels)| (text.as_str(), labels.clone()))
        .collect();
    let made = vec![
        Label::Column(Column::NewlyMade),
        Label::Column(Column::NewlyDisclosed),
    ];
    assert_eq!(
        several,
        [
            (
                "其他",
                vec![
                    Label::Row(Row::OTHER),
                    Label::Column(Column::OtherOrganization),
                    Label::Row(Row::UNDIVIDED),
                    Label::Group(Group::OtherResults),
                ]
            ),
            (
                "其他处理",
                vec![
                    Label::Row(Row::UNDIVIDED),
                    Label::Group(Group::OtherResults)
                ]
            ),
            (
                "总计",
                vec![Label::Row(Row::RESULTS_TOTAL), Label::Column(Column::Total)]
            ),
            ("本年新", made.clone()),
            ("本年新制作数量", made),
        ]
    );
}

#[test]
fn no_label_says_the_same_text_twice() {
    let mut seen = HashSet::new();
    for entry in LABELS {
        assert!(
            seen.insert((entry.label, entry.text, entry.enumerator, entry.note)),
            "{entry:?}"
        );
        assert!(!entry.text.is_empty() && !entry.seen.is_empty());
    }
}

#[test]
fn a_label_text_has_neither_enumerator_nor_note() {
    for entry in LABELS {
        let block = matches!(entry.label, Label::Block(_));
        assert!(
            block || !entry.text.contains(['（', '(', '）', ')']),
            "{entry:?}"
        );
        assert!(
            !entry.text.starts_with(|c: char| c.is_ascii_digit()),
            "{entry:?}"
        );
        assert!(
            entry.note.is_empty() || entry.note.starts_with('（') && entry.note.ends_with('）')
        );
    }
}

#[test]
fn every_part_of_the_form_has_an_official_label() {
    let official: HashSet<Label> = LABELS
        .iter()
        .filter(|entry| entry.origin == Origin::Official)
        .map(|entry| entry.label)
        .collect();
    assert!(
        Row::all()
            .filter(|&row| row != Row::DISPUTES)
            .all(|row| official.contains(&Label::Row(row)))
    );
    for section in Section::ALL.iter().copied() {
        assert!(official.contains(&Label::Heading(section)));
    }
    // 34 rows, 5 groups, 23 columns, 5 blocks, 8 heads, 6 headings.
    assert_eq!(official.len(), 34 + 5 + 23 + 5 + 8 + 6);
}

#[test]
fn a_text_is_evidence_for_the_form_that_prints_it() {
    let evidence = |text: &str| {
        let entry = LABELS.iter().find(|entry| entry.text == text);
        entry.map(|entry| entry.templates)
    };
    assert_eq!(evidence("处理决定数量"), Some(&[Template::Y2019][..]));
    assert_eq!(evidence("本年处理决定数量"), Some(&[Template::Y2021][..]));
    assert_eq!(evidence("行政规范性文件"), Some(&[Template::Y2021][..]));
    assert_eq!(
        evidence("规范性文件"),
        Some(Template::ALL),
        "printed in 2021 forms too"
    );
    assert_eq!(evidence("上一年项目数量"), Some(&[Template::Y2019][..]));
    assert_eq!(evidence("行政许可"), Some(Template::ALL));
    assert_eq!(evidence("政府信息公开情况统计表"), Some(&[][..]));
}

#[test]
fn the_words_of_taiwan_make_labels_too() {
    let converted: BTreeSet<&str> = LABELS
        .iter()
        .filter(|entry| entry.origin == Origin::Converted)
        .map(|entry| entry.text)
        .collect();
    for text in [
        "资讯内容",
        "规范性档案",
        "行政规范性档案",
        "上一年专案数量",
        "采购专案数量",
        "本列资料的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        "本年新收政府资讯公开申请数量",
        "上年结转政府资讯公开申请数量",
        "属于三类内部事务资讯",
        "属于四类过程性资讯",
        "本机关不掌握相关政府资讯",
        "没有现成资讯需要另行制作",
        "无正当理由大量反覆申请",
        "要求行政机关确认或重新出具已获取资讯",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府资讯公开申请",
        "主动公开政府资讯情况",
        "收到和处理政府资讯公开申请情况",
    ] {
        assert!(converted.contains(text), "{text}");
    }
    assert!(
        converted
            .iter()
            .all(|text| !text.contains("信息") && !text.contains("反复"))
    );
}

/// What an identity says, in ids.
fn said(identity: &Identity) -> String {
    format!(
        "{} = {}",
        ids(&identity.left).join(" + "),
        ids(&identity.right).join(" + ")
    )
}

#[test]
fn identities_are_those_of_the_form() {
    let of = |template: Template| identities(|row| row.is_in(template));
    // One a row, one a column twice, one a proceeding.
    assert_eq!(of(Template::Y2019).len(), 23 + 7 + 7 + 3);
    assert_eq!(of(Template::Y2021).len(), 25 + 7 + 7 + 3);
    let find = |kind| {
        let all = of(Template::Y2021);
        all.iter()
            .find(|identity| identity.kind == kind)
            .map(said)
            .unwrap_or_default()
    };
    assert_eq!(
        find(IdentityKind::Balance(Column::Enterprise)),
        "applications.received.enterprise + applications.carried_in.enterprise = \
         applications.results.total.enterprise + applications.carried_forward.enterprise"
    );
    assert_eq!(
        find(IdentityKind::Outcomes(Proceeding::Direct)),
        "litigation.direct.upheld + litigation.direct.corrected + litigation.direct.other + \
         litigation.direct.pending = litigation.direct.total"
    );
    assert!(
        find(IdentityKind::Applicants(Row::RECEIVED))
            .ends_with("applications.received.other_organization = applications.received.total")
    );
}

#[test]
fn the_sum_of_results_adds_the_rows_that_a_document_has() {
    let addends = |has: &dyn Fn(Row) -> bool| {
        let all = identities(has);
        let kind = IdentityKind::Results(Column::Total);
        let sum = all.into_iter().find(|identity| identity.kind == kind);
        sum.map(|sum| {
            (
                sum.left.len(),
                ids(&sum.left).contains(&"applications.results.other.undivided.total"),
            )
        })
    };
    assert_eq!(addends(&|row| row.is_in(Template::Y2019)), Some((19, true)));
    assert_eq!(
        addends(&|row| row.is_in(Template::Y2021)),
        Some((21, false))
    );
    // The Article 20 table of 2021 over an applications table with one row （六）.
    let mixed = |row: Row| match row.table() {
        Table::Applications => row.is_in(Template::Y2019),
        _ => row.is_in(Template::Y2021),
    };
    assert_eq!(addends(&mixed), Some((19, true)));
    assert_eq!(addends(&|row| row == Row::RECEIVED), None);
}

#[test]
fn an_identity_that_lacks_a_row_is_not_there() {
    let all = identities(|row| row != Row::CARRIED_IN);
    assert!(
        !all.iter()
            .any(|identity| matches!(identity.kind, IdentityKind::Balance(_)))
    );
    assert!(identities(|_| false).is_empty());
}
