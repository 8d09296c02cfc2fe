//! Sentences, and what they state. The organ is 青溪市统计局, the year 2023, the form that of 2021.

use super::{Setting, read};
use crate::fold::{Token, fold};
use crate::grammar::text::condense;
use crate::template::Template;

fn setting(agency: &str, template: Template) -> Setting {
    Setting {
        year: Some(2023),
        agency: agency.chars().collect(),
        template: Some(template),
        sections: [None; 6],
    }
}

/// The claims of a text as `id=value`, without what all ids of a table begin with.
fn said_by(agency: &str, template: Template, text: &str) -> Vec<String> {
    let tokens: Vec<Token> = fold(text);
    let claims = read(
        text,
        &condense([tokens.as_slice().into()], &[]),
        &setting(agency, template),
    );
    let short = |id: &str| {
        let id = id.strip_prefix("applications.").unwrap_or(id);
        let id = id.strip_suffix(".total").unwrap_or(id);
        id.strip_prefix("article20.").unwrap_or(id).to_owned()
    };
    let claims = claims.iter().map(|claim| {
        assert_eq!(&text[claim.span.range()], &*claim.raw);
        let unit = claim.unit.map_or("", crate::template::Unit::as_str);
        format!("{}={}{unit}", short(claim.quantity.id()), claim.value)
    });
    claims.collect()
}

fn said(text: &str) -> Vec<String> {
    said_by("青溪市统计局", Template::Y2021, text)
}

/// Each sentence, and what it states.
#[track_caller]
fn state(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = said(text);
            (found != *expected).then(|| format!("{text}\n    {found:?}\n    {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn applications_received() {
    state(&[
        ("全年共收到政府信息公开申请12件。", &["received=12"]),
        ("2023年，市统计局共受理依申请公开十二件。", &["received=12"]),
        (
            "2023年度，我局新收政府信息公开申请１２件。",
            &["received=12"],
        ),
        ("本机关收到12份政府信息公开申请。", &["received=12"]),
        ("政府信息公开申请共收到两件", &["received=2"]),
        (
            "截至2023年12月31日，本单位累计收到依申请公开申请1,024宗。",
            &["received=1024"],
        ),
        ("全年接到依申请公开信息3条，", &["received=3"]),
        (
            "（二）依申请公开情况。2023年共收到申请5件，均按时答复。",
            &["received=5"],
        ),
        (
            "(二)依申请公开情况\n2023年我局收到公开政府信息的申请5\n件。",
            &["received=5"],
        ),
        (
            "2023年，共受理网络依申请公开8项（无信函或其他形式申请）。",
            &["received=8"],
        ),
        (
            "全年共收到政府信息公开申请12件，同比增长20%，比上年增加2件。",
            &["received=12"],
        ),
        (
            "去年收到申请较少；2023年收到政府信息公开申请6件。",
            &["received=6"],
        ),
        (
            "本机关依法受理公民、法人及其他组织提出的政府信息公开申请9件。",
            &["received=9"],
        ),
        (
            "2023年1月1日至2023年12月31日，我局共收到政府信息公开申请9件。",
            &["received=9"],
        ),
        (
            "自2023年1月1日起至12月31日止，共收到政府信息公开申请9件。",
            &["received=9"],
        ),
    ]);
}

#[test]
fn in_traditional_script() {
    state(&[
        (
            "2023年，市統計局共收到政府資訊公開申請三十五件，其中自然人申請30件、法人或其他組織申請5件。",
            &[
                "received=35",
                "received.natural_person=30",
                "received.legal_persons=5",
            ],
        ),
        (
            "全年未發生行政復議、行政訴訟。",
            &["reconsideration=0", "litigation=0"],
        ),
        (
            "上年結轉政府信息公開申請2件，結轉下年度繼續辦理1件。",
            &["carried_in=2", "carried_forward=1"],
        ),
        (
            "全年辦結政府信息公開申請9件，其中予以公開5件，部分公開2件，不予公開1件，無法提供1件。",
            &[
                "processed=9",
                "results.granted=5",
                "results.partially_granted=2",
                "results.denied=1",
                "results.unavailable=1",
            ],
        ),
        (
            "本年度收取信息處理費300元。",
            &["information_fees.amount=300元"],
        ),
        (
            "制發行政規範性文件3件，廢止1件，現行有效20件。",
            &[
                "item1.normative_documents.issued=3",
                "item1.normative_documents.repealed=1",
                "item1.normative_documents.in_force=20",
            ],
        ),
        ("去年收到政府信息公開申請8件。", &[]),
        ("全市共收到政府信息公開申請80件。", &[]),
    ]);
}

#[test]
fn applicants_are_a_part_of_what_was_counted_before() {
    state(&[
        (
            "共收到政府信息公开申请10件，其中，自然人9件，法人1件。",
            &[
                "received=10",
                "received.natural_person=9",
                "received.legal_persons=1",
            ],
        ),
        (
            "全年收到政府信息公开申请10件，均为自然人申请。",
            &["received=10", "received.natural_person=10"],
        ),
        (
            "全年收到政府信息公开申请10件，申请人全部为自然人。",
            &["received=10", "received.natural_person=10"],
        ),
        (
            "全年收到政府信息公开申请10件。其中自然人8件，商业企业2件。",
            &[
                "received=10",
                "received.natural_person=8",
                "received.enterprise=2",
            ],
        ),
        (
            "全年办结政府信息公开申请10件，其中自然人9件。",
            &["processed=10", "results.total.natural_person=9"],
        ),
        (
            "上年结转政府信息公开申请3件，其中自然人3件。",
            &["carried_in=3", "carried_in.natural_person=3"],
        ),
        (
            "全年收到政府信息公开申请10件，法人2件，其他组织1件。",
            &["received=10"],
        ),
        (
            "收到政府信息公开申请10件，上年结转2件，其中自然人11件。",
            &["received=10", "carried_in=2"],
        ),
        (
            "收到政府信息公开申请10件，其中自然人12件。",
            &["received=10"],
        ),
        (
            "全年共答复政府信息公开申请10件，均为自然人。",
            &["processed=10"],
        ),
        ("自然人9件，法人1件。", &[]),
    ]);
}

#[test]
fn what_became_of_them() {
    state(&[
        (
            "全年新收政府信息公开申请14件，办结14件。",
            &["received=14", "processed=14"],
        ),
        ("收到政府信息公开申请14件，全部按时办结。", &["received=14"]),
        ("受理并答复政府信息公开申请6件。", &["processed=6"]),
        (
            "共收到政府信息公开申请7件，已答复6件，结转下年度继续办理1件。",
            &["received=7", "processed=6", "carried_forward=1"],
        ),
        ("依申请公开答复5件。", &["processed=5"]),
        ("办理政府信息公开申请8件，办结7件。", &["processed=7"]),
        (
            "共收到依申请公开9件。从办理结果看，予以公开5件，2件部分公开，不予公开1件，不予处理零件，其他处理1件。",
            &[
                "received=9",
                "results.granted=5",
                "results.partially_granted=2",
                "results.denied=1",
                "results.not_processed=0",
                "results.other=1",
            ],
        ),
        (
            "收到依申请公开9件，同意公开8件、不同意公开1件。",
            &["received=9", "results.granted=8", "results.denied=1"],
        ),
        (
            "收到依申请公开9件，其中已主动公开2件，同意公开6件，不予公开1件。",
            &["received=9", "results.denied=1"],
        ),
        (
            "收到依申请公开9件，其中涉及征地的6件，予以公开4件。",
            &["received=9"],
        ),
        (
            "收到依申请公开9件，其中涉及征地的6件；予以公开4件。",
            &["received=9", "results.granted=4"],
        ),
        (
            "收到依申请公开9件，其中自然人6件，予以公开4件；法人3件，不予公开2件。",
            &["received=9", "received.natural_person=6"],
        ),
        (
            "收到政府信息公开申请7件，接收群众来信20件，办结20件。",
            &["received=7"],
        ),
        (
            "2023年结转至2024年1件政府信息公开申请。",
            &["carried_forward=1"],
        ),
        ("上年度结转2件政府信息公开申请。", &["carried_in=2"]),
        (
            "收到政府信息公开申请7件，答复6件，1件结转下年度继续办理。",
            &["received=7", "processed=6", "carried_forward=1"],
        ),
        (
            "收到政府信息公开申请7件，2022年结转1件，结转2024年2件。",
            &["received=7", "carried_in=1", "carried_forward=2"],
        ),
        (
            "全年收到依申请公开3件，办理答复率100%，予以公开3件。",
            &["received=3", "results.granted=3"],
        ),
    ]);
}

#[test]
fn received_may_hold_what_was_carried_in() {
    state(&[
        (
            "共受理政府信息公开申请12件（含上年结转2件）。",
            &["received_or_carried_in=12", "carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件，其中上年结转2件。",
            &["received_or_carried_in=12", "carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件（新收10件申请，上年结转2件）。",
            &["received_or_carried_in=12", "received=10", "carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件（上年结转2件）。",
            &["carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件，另有上年结转2件。",
            &["received=12", "carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件，其中新收10件，上年结转2件。",
            &["received_or_carried_in=12", "received=10", "carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件，其中上年结转2件、新收10件。",
            &["received_or_carried_in=12", "carried_in=2", "received=10"],
        ),
        (
            "共办理政府信息公开申请12件（本年新收10件、上年结转2件），办结11件，结转2024年继续办理1件。",
            &[
                "received=10",
                "carried_in=2",
                "processed=11",
                "carried_forward=1",
            ],
        ),
        (
            "共受理政府信息公开申请12件，新收来信10件。",
            &["received=12"],
        ),
        ("共受理政府信息公开申请12件，新收10件。", &["received=12"]),
        (
            "共办理政府信息公开申请12件，其中上年结转2件。",
            &["carried_in=2"],
        ),
        (
            "共受理政府信息公开申请12件，其中自然人11件，含上年结转2件。",
            &["received_or_carried_in=12", "carried_in=2"],
        ),
    ]);
}

#[test]
fn disputes() {
    state(&[
        (
            "因政府信息公开被申请行政复议3件，其中结果维持2件，结果纠正1件。",
            &[
                "reconsideration=3",
                "reconsideration.upheld=2",
                "reconsideration.corrected=1",
            ],
        ),
        (
            "政府信息公开行政复议2件、行政诉讼1件。",
            &["reconsideration=2", "litigation=1"],
        ),
        (
            "涉及政府信息公开的行政诉讼案件4起，其中未经复议直接起诉3起，复议后起诉1起。",
            &[
                "litigation=4",
                "litigation.direct=3",
                "litigation.after_reconsideration=1",
            ],
        ),
        (
            "涉及政府信息公开的行政诉讼案件4起，其中维持3起。",
            &["litigation=4"],
        ),
        (
            "我局未收到因政府信息公开引发的行政复议和行政诉讼。",
            &["reconsideration=0", "litigation=0"],
        ),
        (
            "2023年没有发生行政复议、行政诉讼案件。",
            &["reconsideration=0", "litigation=0"],
        ),
        ("全年未出现一起行政诉讼。", &["litigation=0"]),
        (
            "全年无政府信息公开申请、行政复议、行政诉讼。",
            &["received=0", "reconsideration=0", "litigation=0"],
        ),
        ("全年办理行政复议案件120件，行政诉讼30件。", &[]),
        ("全年收到行政复议申请120件。", &[]),
        ("未发生行政复议被纠正的情况。", &[]),
        ("做好行政复议、行政诉讼应对，全年办理相关案件7件。", &[]),
        ("未发生因行政处罚引发的行政复议。", &[]),
    ]);
}

#[test]
fn there_was_none() {
    state(&[
        ("我局未收到政府信息公开申请。", &["received=0"]),
        ("全年没有收到任何政府信息公开申请。", &["received=0"]),
        ("未收到任何形式的政府資訊公開申請。", &["received=0"]),
        (
            "未接到公民、法人或其他组织提出的政府信息公开申请。",
            &["received=0"],
        ),
        ("未收到任何单位和个人的政府信息公开申请。", &["received=0"]),
        ("本年度没有收到公民提出的公开政府信息的申请", &[]),
        ("本年无依申请公开。", &["received=0"]),
        (
            "本机关2023年未收到依申请公开事项，无结转下年度申请。",
            &["received=0", "carried_forward=0"],
        ),
        (
            "暂未收到信息公开申请，也未发生行政复议。",
            &["received=0", "reconsideration=0"],
        ),
        ("第一季度未收到政府信息公开申请。", &[]),
        ("未收到逾期答复的政府信息公开申请。", &[]),
        ("无申请。", &[]),
        ("依申请公开无超期。", &[]),
        ("各科室未收到政府信息公开申请。", &[]),
        ("下属单位较多，未收到政府信息公开申请。", &[]),
        ("未按时答复的政府信息公开申请0件。", &[]),
    ]);
}

#[test]
fn fees() {
    state(&[
        (
            "本年度共收取信息处理费1250.50元。",
            &["information_fees.amount=1250.50元"],
        ),
        (
            "本年度对2件申请收取信息处理费400元。",
            &["information_fees.cases=2", "information_fees.amount=400元"],
        ),
        (
            "收取政府信息公开信息处理费3件，共计600元。",
            &["information_fees.cases=3", "information_fees.amount=600元"],
        ),
        (
            "全年收取信息处理费380元，其中住建局收取200元，收取180元。",
            &["information_fees.amount=380元"],
        ),
        ("2023年未收取信息处理费。", &["information_fees.amount=0"]),
        (
            "按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本年度未产生费用。",
            &["information_fees.amount=0"],
        ),
        ("没有收取任何费用。", &[]),
        (
            "发出收费通知2件，总金额120元，实际收取总金额100元。",
            &["information_fees.amount=100元"],
        ),
        ("发出收费通知2件，总金额120元。", &[]),
        (
            "未收取政府信息公开申请信息处理费用。",
            &["information_fees.amount=0"],
        ),
        (
            "同一申请人一个月内申请超过10件的，收取信息处理费100元。",
            &[],
        ),
        ("信息处理费按每件100元收取。", &[]),
        (
            "全年收取行政事业性收费12.5万元。",
            &["item8.fees.amount=12.5万元"],
        ),
        ("减免信息处理费100元。", &[]),
    ]);
}

#[test]
fn documents_and_decisions() {
    state(&[
        (
            "全年制发行政规范性文件5件。",
            &["item1.normative_documents.issued=5"],
        ),
        (
            "我局共制定规章1部，出台规范性文件两份。",
            &["item1.rules.issued=1", "item1.normative_documents.issued=2"],
        ),
        (
            "未制发规章和行政规范性文件。",
            &["item1.rules.issued=0", "item1.normative_documents.issued=0"],
        ),
        (
            "全年作出行政处罚决定39件，作出行政许可决定12件。",
            &[
                "item6.penalties.decisions=39",
                "item5.licensing.decisions=12",
            ],
        ),
        (
            "作出行政许可决定12件、行政处罚决定二百一十三件。",
            &[
                "item5.licensing.decisions=12",
                "item6.penalties.decisions=213",
            ],
        ),
        (
            "作出行政许可决定12件，公开行政处罚决定39件。",
            &["item5.licensing.decisions=12"],
        ),
        ("公开行政许可决定12件、行政处罚决定39件。", &[]),
        ("公开行政处罚决定39件。", &[]),
        ("行政许可事项12项。", &[]),
        ("公开规范性文件5件。", &[]),
        ("发布规范性文件解读5件。", &[]),
        ("代拟规范性文件5件，废止2件。", &[]),
    ]);
    let of_2019 = |text| said_by("青溪市统计局", Template::Y2019, text);
    assert_eq!(
        of_2019("全年制发规范性文件5件。"),
        ["item1.normative_documents.newly_made=5"]
    );
    assert_eq!(
        of_2019("主动公开规范性文件5件。"),
        ["item1.normative_documents.newly_disclosed=5"]
    );
    assert_eq!(
        of_2019("废止规范性文件5件。收取行政事业性收费3元。"),
        [""; 0]
    );
}

#[test]
fn other_times_say_nothing() {
    state(&[
        ("2022年收到政府信息公开申请9件。", &[]),
        ("2022年，我局收到政府信息公开申请9件。", &[]),
        ("去年，共收到政府信息公开申请9件，办结9件。", &[]),
        ("上半年收到政府信息公开申请4件。", &[]),
        ("2023年1月收到政府信息公开申请4件。", &[]),
        ("2023年1-6月，收到政府信息公开申请4件。", &[]),
        ("自2023年1月1日至6月30日，收到政府信息公开申请4件。", &[]),
        (
            "自2022年1月1日起至2022年12月31日止，收到政府信息公开申请4件。",
            &[],
        ),
        (
            "2023年1月1日至2024年12月31日，收到政府信息公开申请4件。",
            &[],
        ),
        ("三季度共收到依申请公开4件。", &[]),
        ("自2008年以来，累计受理政府信息公开申请90件。", &[]),
        ("累计受理政府信息公开申请90件。", &[]),
        ("与2022年相比，收到政府信息公开申请增加3件。", &[]),
        ("比上年多收到政府信息公开申请3件。", &[]),
        ("2024年，力争办结政府信息公开申请20件。", &[]),
        ("预计全年收到政府信息公开申请20件。", &[]),
    ]);
}

#[test]
fn others_and_parts_say_nothing() {
    state(&[
        ("全市共收到政府信息公开申请80件，办结80件。", &[]),
        (
            "全市各级行政机关认真履职，共收到政府信息公开申请80件。",
            &[],
        ),
        ("市公安局收到政府信息公开申请8件。", &[]),
        ("通过网络收到政府信息公开申请8件。", &[]),
        ("共收到网络申请8件，信函申请2件。", &[]),
        ("收到政府信息公开申请近8件。", &[]),
        ("收到政府信息公开申请8余件。", &[]),
        ("收到政府信息公开申请8件次。", &[]),
        ("收到政府信息公开申请8件以上。", &[]),
        ("收到政府信息公开申请1 8件。", &[]),
        ("收到政府信息公开申请的答复期限为20个工作日。", &[]),
        ("主动公开信息669条，依申请公开10件。", &[]),
        (
            "举办政府信息公开申请办理培训2次，受理12345热线咨询100件。",
            &[],
        ),
        ("承办人大代表建议12件、政协提案8件，按时办复率100%。", &[]),
        ("公开答复群众留言43条。", &[]),
        ("收到低保申请100件。", &[]),
        ("依据〔2023〕5号文件，收到件15个。", &[]),
        (
            "市本级收到政府信息公开申请20件，办结18件；县区收到80件，办结70件。",
            &[],
        ),
        ("收到政府信息公开申请8件，收到政府信息公开申请9件。", &[]),
        ("第二条第三项申请12件。", &[]),
    ]);
    let of_a_city = |text| said_by("青溪市人民政府", Template::Y2021, text);
    assert_eq!(
        of_a_city("2023年全市共收到政府信息公开申请80件。"),
        ["received=80"]
    );
    assert_eq!(of_a_city("2023年全县共收到政府信息公开申请80件。"), [""; 0]);
    assert_eq!(of_a_city("市政府办公室收到政府信息公开申请80件。"), [""; 0]);
}

#[test]
fn organs_of_the_lowest_level_go_by_their_areas() {
    let by = |agency: &'static str| move |text: &str| said_by(agency, Template::Y2021, text);
    let of_a_street = by("青溪市河西街道办事处");
    for subject in [
        "街道",
        "河西街道",
        "街道办",
        "河西街道办",
        "全街道",
        "我街道",
        "街道办事处",
    ] {
        let text = format!("2023年，{subject}共收到政府信息公开申请3件。");
        assert_eq!(of_a_street(&text), ["received=3"], "{text}");
    }
    for subject in ["河东街道", "街道社区", "辖区街道", "乡政府"] {
        let text = format!("2023年，{subject}共收到政府信息公开申请3件。");
        assert_eq!(of_a_street(&text), [""; 0], "{text}");
    }
    let of_a_township = by("青溪县柳河乡人民政府");
    for subject in [
        "柳河乡",
        "柳河乡政府",
        "乡政府",
        "全乡",
        "我乡",
        "乡人民政府",
    ] {
        let text = format!("2023年，{subject}未收到政府信息公开申请。");
        assert_eq!(of_a_township(&text), ["received=0"], "{text}");
    }
    for subject in ["柳河乡中学", "全县", "县政府", "乡", "柳河乡各村"] {
        let text = format!("2023年，{subject}未收到政府信息公开申请。");
        assert_eq!(of_a_township(&text), [""; 0], "{text}");
    }
    let of_a_bureau = by("青溪市统计局");
    for subject in ["街道", "全街道", "乡政府"] {
        let text = format!("2023年，{subject}未收到政府信息公开申请。");
        assert_eq!(of_a_bureau(&text), [""; 0], "{text}");
    }
}

#[test]
fn long_and_odd_texts_take_linear_time_and_no_panic() {
    for part in [
        "共收到政府信息公开申请1件，",
        "未",
        "(",
        "申请1件\n",
        "2023年",
        "、行政复议",
        "一件无申请，",
    ] {
        let text = part.repeat(4_000);
        assert!(said(&text).len() <= 4_000);
    }
}
