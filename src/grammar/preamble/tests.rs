//! Known answers: every way a report names itself, and what must not be taken for it. All bodies are invented.

use super::{Preamble, read};
use crate::fold::{fold, simplify};
use crate::span::Span;

fn preamble(source: &str) -> Preamble {
    read(source, &fold(source), &[])
}

#[track_caller]
fn says(source: &str, agency: &str, year: u16) {
    let found = preamble(source);
    let name = found
        .agency
        .map(|agency| simplify(&agency.raw))
        .unwrap_or_default();
    assert_eq!(
        (name.as_str(), found.year.unwrap_or_default()),
        (agency, year),
        "{source}"
    );
}

#[test]
fn titles() {
    for (source, agency, year) in [
        (
            "松原县水务局2022年政府信息公开工作年度报告\n\n一、总体情况\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局2022年度信息公开年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "# 松原县水务局 2022 年 政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "**松原县水务局2022年政府信息公开年报**\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局\n\n2022 年政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "  松原县水务局\n  二〇二二年政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局二○二二年度政府信息公开工作报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "2022年松原县水务局政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "二〇二二年松原县水务局政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        ("2022 年青石镇政府信息公开工作\n年度报告\n", "青石镇", 2022),
        ("青石镇2022年政府信息公开 工作告年度报\n", "青石镇", 2022),
        (
            "青石鎮(zhèn)2022年政府信息公開工作年度報告\n",
            "青石镇",
            2022,
        ),
        (
            "松原縣水務局2022年政府資訊公開工作年度報告\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局政府信息公开工作年度报告（2022年度）\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局政府信息公开工作2022年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局（2022年）政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县水务局关于2022年度政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "关于公布松原县水务局2022年政府信息公开工作年度报告的公告\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县综合行政执法局（城市管理局）2022年政府信息公开工作年度报告\n",
            "松原县综合行政执法局（城市管理局）",
            2022,
        ),
        (
            "中共松原县委机构编制委员会办公室2022年政府信息公开工作年度报告\n",
            "中共松原县委机构编制委员会办公室",
            2022,
        ),
        (
            "松原县现代农业园区管理委员会2022年政府信息公开工作年度报告\n",
            "松原县现代农业园区管理委员会",
            2022,
        ),
        (
            "松原市人民政府信息公开工作年度报告（2022年）\n",
            "松原市人民政府",
            2022,
        ),
        (
            "松原市人民政府2022年政府信息公开工作年度报告\n",
            "松原市人民政府",
            2022,
        ),
        ("松原市2022年政府信息公开工作年度报告\n", "松原市", 2022),
        (
            "松 原 县 水 务 局 2 0 2 2 年 政 府 信 息 公 开 工 作 年 度 报 告\n",
            "松原县水务局",
            2022,
        ),
        (
            "松原县白河区\n文化和旅游局\n2022 年政府信息公开工作年度报告\n",
            "松原县白河区文化和旅游局",
            2022,
        ),
        (
            "松原县文化广电和旅\n游局2022年政府信息公开工作年度报告\n",
            "松原县文化广电和旅游局",
            2022,
        ),
        (
            "| 松原县水务局2022年政府信息公开工作年度报告 | \n| 正文。 |\n",
            "松原县水务局",
            2022,
        ),
        (
            "首页 松原县水务局2022年政府信息公开工作年度报告 根据要求，特此报告。 一、总体情况 我局",
            "松原县水务局",
            2022,
        ),
        (
            "索引号,1\n当前位置：首页 > 信息公开年报 > 松原县水务局2022年政府信息公开工作年度报告\n",
            "松原县水务局",
            2022,
        ),
        (
            "政府信息公开年报\n松原县水务局2022年政府信息公开工作年度报告\n发布机构：县水务局\n",
            "松原县水务局",
            2022,
        ),
        (
            "全椒县水务局2022年政府信息公开工作年度报告\n",
            "全椒县水务局",
            2022,
        ),
        (
            "本溪市水务局2022年政府信息公开工作年度报告\n",
            "本溪市水务局",
            2022,
        ),
    ] {
        says(source, agency, year);
    }
}

#[test]
fn agency_from_elsewhere() {
    let body = "一、总体情况\n2022年，我局做好公开工作。\n";
    for (before, after) in [
        ("本报告由松原县水务局依据《条例》编制。\n", ""),
        ("本年度报告由松原县水务局负责编制。\n", ""),
        (
            "根据要求，现将松原县水务局2022年政府信息公开工作年度报告公布如下。\n",
            "",
        ),
        ("现公布松原县水务局2022年政府信息公开\n工作年度报告。\n", ""),
        (
            "特编制2022年度松原县水务局政府信息公开年度报告，请监督。\n",
            "",
        ),
        (
            "",
            "六、其他需要报告的事项\n无。\n\n松原县水务局\n2023年1月9日\n",
        ),
        (
            "",
            "六、其他需要报告的事项 无。 松原县水务局 2023年1月9日 |\n",
        ),
        (
            "",
            "六、其他需要报告的事项\n无。\n\n松原县水务局\n二〇二三年一月十二日\n",
        ),
        ("发布机构： 松原县水务局 发布日期：2023-01-20\n", ""),
        ("索引号: | 3 | 发布机构: | 松原县水务局 |\n", ""),
        ("发布机构:,松原县水务局,成文日期:,2023-01-20\n", ""),
        (
            "2022年政府信息公开工作年度报告\n松原县水务局\n（2023年1月15日）\n",
            "",
        ),
        (
            "县水务局2022年政府信息公开工作年度报告\n",
            "松原县水务局\n2023年1月9日\n",
        ),
    ] {
        says(&format!("{before}{body}{after}"), "松原县水务局", 2022);
    }
}

#[test]
fn notices_about_reports_name_no_agency() {
    let body = "一、总体情况\n2022年，我局做好公开工作。\n";
    let office = "《国务院办公厅政府信息与政务公开办公室";
    for notice in [
        "关于政府信息公开工作年度报告有关事项的通知》",
        "关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》",
        "关于做好2022年政府信息公开工作年度报告编制工作的通知》",
        "关于做好2022年度政府信息公开年度报告报送工作的通知》",
    ] {
        let found = preamble(&format!("根据{office}{notice}要求，特此报告。\n{body}"));
        assert_eq!(found.agency, None, "{notice}");
        says(
            &format!(
                "按照{office}{notice}要求，现公布松原县水务局2022年政府信息公开工作年度报告。\n{body}"
            ),
            "松原县水务局",
            2022,
        );
    }
}

#[test]
fn the_body_that_answers_questions() {
    let body = "一、总体情况\n2022年，我局做好公开工作。\n";
    for (source, agency) in [
        (
            "如对本报告有疑问，请与松原县水务局联系（电话：1）。",
            "松原县水务局",
        ),
        (
            "如有任何疑问，请联系松原县水务局（地址：青石路1号）。",
            "松原县水务局",
        ),
        (
            "对本年报有意见，请与松原县水务局办公室联络，电话2。",
            "松原县水务局",
        ),
        (
            "如有疑问，请与青石镇人民政府党政办公室联系。",
            "青石镇人民政府",
        ),
        (
            "如有疑问，请与松原县青石街道办事处党政综合办联系。",
            "松原县青石街道办事处",
        ),
        // The county's, or its office's.
        ("如有疑问，请与松原县人民政府办公室联系。", ""),
        // Of no place, and on something else.
        ("如有疑问，请与局办公室联系。", ""),
        ("需要帮助的群众请与松原县救助站联系。", ""),
    ] {
        let found = preamble(&format!("本报告根据《条例》编制。{source}\n{body}"));
        let name = found.agency.map(|agency| agency.raw).unwrap_or_default();
        assert_eq!(name, agency, "{source}");
    }
}

#[test]
fn an_office_writes_for_its_body() {
    let body = "一、总体情况\n2022年，我局做好公开工作。\n";
    for (source, agency) in [
        (
            "本报告是根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的要求，由青石镇人民政府党政办公室编制。",
            "青石镇人民政府",
        ),
        (
            "本报告由松原县水务局办公室依据《条例》编制。",
            "松原县水务局",
        ),
        ("本报告由松原市人民政府办公室编制。", "松原市人民政府办公室"),
        (
            "本报告由松原县青石街道办事处综合各项数据编制。",
            "松原县青石街道办事处",
        ),
        // Another sentence, and another verb.
        ("本报告公开。会议由松原县水务局依据章程召开。", ""),
        (
            "本报告所列各项数据和有关的说明，凡由松原县水务局依据章程办理的除外。",
            "",
        ),
    ] {
        let found = preamble(&format!("{source}\n{body}"));
        let name = found.agency.map(|agency| agency.raw).unwrap_or_default();
        assert_eq!(name, agency, "{source}");
    }
}

#[test]
fn the_title_wins_over_shorter_bylines() {
    says(
        "发布机构：市水务局\n松原市水务局2022年政府信息公开工作年度报告\n来源：市水务局\n",
        "松原市水务局",
        2022,
    );
    says(
        "来源：松原市人民政府办公室\n青石镇2022年政府信息公开工作年度报告\n",
        "青石镇",
        2022,
    );
    says(
        "松原市\n2022年政府信息公开工作年度报告\n本报告由松原市人民政府办公室编制。\n",
        "松原市",
        2022,
    );
}

#[test]
fn years_from_elsewhere() {
    for source in [
        "松原县水务局政府信息公开工作年度报告\n所列数据的统计期限自2022年1月1日起至2022年12月31日止。\n",
        "松原县水务局政府信息公开工作年度报告\n统计期限为2022年1月1日至12月31日。发布于2023年2月1日\n",
        "松原县水务局政府信息公开工作年度报告\n数据统计时间从2022年1月1日到2022年12月31日\n",
        "松原县水务局政府信息公开工作年度报告\n现将2022年政府信息公开工作年度报告公布如下\n",
        "松原县水务局政府信息公开工作年度报告\n一、总体情况\n2022年，我局一切照旧。\n六、其他需要报告的事项\n无\n松原县水务局\n2023年1月8日\n",
        "松原县水务局政府信息公开工作年度报告\n一、总体情况\n2022年度我局未收到申请。\n五、存在的主要问题及改进情况\n2023年，我局将继续努力。2023年，再接再厉。\n",
    ] {
        says(source, "松原县水务局", 2022);
    }
}

#[test]
fn period() {
    let whole = Some(((2022, 1, 1), (2022, 12, 31)));
    for (source, period) in [
        (
            "统计期限自 2022 年 1 月 1 日起至 2022 年 12 月 31 日止。",
            whole,
        ),
        ("2022年1月1日—2022年12月31日", whole),
        (
            "統計期限自二〇二二年一月一日起至二〇二二年十二月三十一日止",
            whole,
        ),
        (
            "数据统计期限为2022年3月1日至2022年12月31日",
            Some(((2022, 3, 1), (2022, 12, 31))),
        ),
        ("培训班自2022年3月1日至2022年3月5日举行", None),
        ("2022年12月31日至2022年1月1日", None),
        ("2022年13月1日至2022年14月31日", None),
    ] {
        assert_eq!(preamble(source).period, period, "{source}");
    }
}

#[test]
fn no_guess() {
    for source in [
        "",
        "一、总体情况\n我局一切照旧。\n",
        "根据国办公开办函〔2019〕60号和国务院令第711号要求编制。\n发布日期：2023-01-20\n",
        "我局政府信息公开工作年度报告\n印发日期 2023年2月1日\n",
        "首页\n政府信息公开年报\n互动交流\n",
        "《中华人民共和国政府信息公开条例》（2019年修订）\n",
        "本报告由总体情况等六个部分组成。\n",
        "我局2023年4月3日开会。\n",
    ] {
        let found = preamble(source);
        assert_eq!((found.agency, found.year), (None, None), "{source}");
    }
}

/// The first words of each section, or nothing.
fn heads<'s>(source: &'s str, tables: &[Span]) -> [&'s str; 6] {
    let found = read(source, &fold(source), tables);
    found.sections.map(|section| {
        section.map_or("", |span| {
            source[span.range()].lines().next().unwrap_or_default()
        })
    })
}

#[test]
fn six_sections() {
    let source = "题目\n一、总体情况\n甲。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
                  四、政府信息公开行政复议、行政\n诉讼情况\n五、存在的主要问题及改进情况\n乙。\n六、其他需要报告的事项\n无。\n";
    let found = preamble(source);
    let text = |index: usize| found.sections[index].map(|span| &source[span.range()]);
    assert_eq!(text(0), Some("一、总体情况\n甲。\n"));
    assert_eq!(text(3), Some("四、政府信息公开行政复议、行政\n诉讼情况\n"));
    assert_eq!(text(5), Some("六、其他需要报告的事项\n无。\n"));
}

#[test]
fn headings_in_one_line_and_in_markup() {
    let glued = "题目 一、总体情况 2022年，我局照旧。 二、主动公开政府信息情况 无 三、收到和处理政府信息公开申请情况 无 \
                 四、政府信息公开行政复议、行政诉讼情况 无 五、存在的主要问题及改进情况 无 六、其他需要报告的事项 无";
    assert!(preamble(glued).sections.iter().all(Option::is_some));
    let marked = "## 一、總體情況\n**二、主動公開政府資訊情況**\n### 三、收到和處理政府資訊公開申請情況\n\
                  四、因政府信息公開工作被申請行政復議、提起行政訴訟情況\n五、存在問題及改進情況\n六、其它需要報告的事項\n";
    assert!(preamble(marked).sections.iter().all(Option::is_some));
    let bare = "总体情况\n主动公开政府信息情况\n收到和处理政府信息公开申请情况\n政府信息公开行政复议、行政诉讼情况\n\
                存在的主要问题及改进情况\n其他需要报告的事项\n";
    assert!(preamble(bare).sections.iter().all(Option::is_some));
}

#[test]
fn false_headings() {
    let source = "一、总体情况\n一、加强领导。\n三、主动公开政府信息情况。全年公开十条。\n四、依申请公开政府信息情况。没有。\n\
                  五、行政复议和行政诉讼情况。没有。\n（二）收到和处理政府信息公开申请情况\n\
                  二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、结转下年度继续办理\n\
                  四、政府信息公开行政复议、行政诉讼情况\n";
    assert_eq!(
        heads(source, &[]),
        [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "",
            ""
        ]
    );
    let prose = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、其他需要报告的事项等部分组成。\n";
    assert_eq!(heads(prose, &[]), [""; 6]);
}

#[test]
fn numbering_that_starts_again_before_the_tables() {
    let source = "四、政府信息公开申请情况\n没有。\n一、主动公开政府信息情况\n表一\n二、收到和处理政府信息公开申请情况\n表二\n\
                  三、政府信息公开行政复议、行政诉讼情况\n表三\n五、其他需要报告的事项\n";
    let table = |word: &str| {
        let start = source.find(word).unwrap() as u32;
        Span::new(start, start + word.len() as u32)
    };
    let found = heads(source, &[table("表一"), table("表二"), table("表三")]);
    assert_eq!(found[1], "一、主动公开政府信息情况");
    assert_eq!(found[2], "二、收到和处理政府信息公开申请情况");
    assert_eq!(found[3], "三、政府信息公开行政复议、行政诉讼情况");
    assert_eq!(found[5], "五、其他需要报告的事项");
}

#[test]
fn cells_are_no_text() {
    let source =
        "一、总体情况\n松原县水务局2022年政府信息公开工作年度报告\n五、存在的主要问题及改进情况\n";
    let everything = Span::new(0, source.len() as u32);
    assert_eq!(
        read(source, &fold(source), &[everything]),
        Preamble::default()
    );
}

#[test]
fn titles_span_their_lines() {
    let source = "松原县水务局\n\n2022 年政府信息公开\n工作年度报告\n\n一、总体情况\n";
    let found = preamble(source);
    let title = found.title.map(|span| &source[span.range()]);
    assert_eq!(
        title,
        Some("松原县水务局\n\n2022 年政府信息公开\n工作年度报告")
    );
    let agency = found
        .agency
        .and_then(|agency| agency.span)
        .map(|span| &source[span.range()]);
    assert_eq!(agency, Some("松原县水务局"));
}

#[test]
fn hostile_texts_are_read_to_their_end() {
    for unit in [
        "\n",
        "2",
        "(",
        "一、总体情况\n",
        "一、二、",
        "2020年",
        "2020年1月1日至",
        "局 2021年1月8日 ",
        "政府信息公开报",
        "报告由",
        "来源:",
        "如有疑问请与局联系",
        "请联系",
    ] {
        let source = unit.repeat(20_000);
        assert_eq!(preamble(&source).title, None, "{unit}");
    }
}
