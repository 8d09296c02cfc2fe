//! Numbers that narrow cells cut, and values that stand where no label is: what must not be read.

use crate::{Report, read_text};

/// A cell, by its state or its number, and its candidates.
#[track_caller]
fn cell(report: &Report, id: &str) -> String {
    let cell = report.cell(id.parse().expect("a field"));
    let number = |number: Option<crate::Number>| number.map(|number| number.to_string());
    let candidates: Vec<String> = cell
        .candidates()
        .iter()
        .map(|it| number(it.number()).unwrap_or_else(|| it.state().to_string()))
        .collect();
    match number(cell.number()) {
        Some(number) => number,
        None if candidates.is_empty() => cell.state().to_string(),
        None => format!("{}: {}", cell.state(), candidates.join("/")),
    }
}

/// A table of one column, with some lines in place of its second row.
#[track_caller]
fn decisions(lines: &str) -> (String, String) {
    let head = "
          第二十条第（一）项
 信息内容       本年制发件数   本年废止件数   现行有效件数
 规章              1           2          3
行政规范性文件          4           5          6
          第二十条第（五）项
 信息内容          本年处理决定数量
 行政许可             12
          第二十条第（六）项
 信息内容          本年处理决定数量
";
    let text = format!(
        "{head}{lines}          第二十条第（八）项\n 信息内容      本年收费金额（单位：万元）\n\
         行政事业性收费          3.5\n五、存在的主要问题及改进情况\n"
    );
    let report = read_text(&text).expect("a text");
    assert_eq!(cell(&report, "article20.item5.licensing.decisions"), "12");
    (
        cell(&report, "article20.item6.penalties.decisions"),
        cell(&report, "article20.item6.compulsion.decisions"),
    )
}

#[test]
fn a_number_is_read_beside_its_label() {
    let (penalties, compulsion) =
        decisions(" 行政处罚              14710\n 行政强制                7\n");
    assert_eq!((&*penalties, &*compulsion), ("14710", "7"));
    let (penalties, _) = decisions(" 行政处罚              14710\n 行政强制\n");
    assert_eq!(penalties, "14710");
}

#[test]
fn a_number_that_is_cut_is_not() {
    // Above and below its label, beside it and below, and in three pieces.
    for lines in [
        "                      147\n 行政处罚\n                       10\n 行政强制                7\n",
        " 行政处罚              147\n                       10\n 行政强制                7\n",
        "                      14\n 行政处罚              71\n                       0\n 行政强制                7\n",
        " 行政处罚                7\n                      147\n 行政强制\n                       10\n",
    ] {
        let (penalties, compulsion) = decisions(lines);
        for whole in ["147", "10", "14", "71", "0"] {
            assert_ne!(penalties, whole, "{lines}");
            assert_ne!(compulsion, whole, "{lines}");
        }
    }
}

#[test]
fn the_number_of_a_page_is_no_piece() {
    let (penalties, compulsion) =
        decisions(" 行政处罚              147\n          -3-\n\u{c} 行政强制                7\n");
    assert_eq!((&*penalties, &*compulsion), ("147", "7"));
    let (penalties, compulsion) =
        decisions(" 行政处罚              147\n          — 3 —\n 行政强制                7\n");
    assert_eq!((&*penalties, &*compulsion), ("147", "7"));
}

/// Columns so narrow that their headers are written down the page: where each begins shows in the width of the
/// characters only. `（三` over `）不` is the number of a group, and no note of the row above.
#[test]
fn a_header_in_narrow_columns() {
    let text = "
三、收到和处理政府信息公开申请情况
                                                         申请人情况
                                                       法人或其他组织
（本列数据的勾稽关系为：第一项加第二项之和  自然       科  社会  法律
        ，等于第三项加第四项之和）           人   商业 研  公益  服务  其  总计
                                                  企业 机  组织  机构  他
                                                       构
     一、本年新收政府信息公开申请数量       46930 5505 370 155   1696  808 55464
     二、上年结转政府信息公开申请数量       1788  458  10  7     61    28  2352
                  （一）予以公开            11938 1617 99  38    688   158 14538
        （二）部分公开（区分处理的，只计这  4877  194  28  14    60    102 5275
              一情形，不计其他情形）
                     1.属于国家秘密         188   33   1   2     9     2   235
               2.其他法律行政法规禁止公开   208   51   2   1     16    13  291
        （三      3.危及“三安全一稳定”      473   44   3   2     6     5   533
        ）不      4.保护第三方合法权益      942        8         18        968
        予公     5.属于三类内部事务信息     789   279  13  5     56    27  1169
三、本   开       6.属于四类过程性信息      1977  96   15  11    49    33  2181
年度办             （七）总计              45790 5571 367 152   1673  805 54358
理结果
          四、结转下年度继续办理            2928  392  13  10    84    31  3458
";
    let report = read_text(text).expect("a text");
    for (id, number) in [
        ("applications.received.natural_person", "46930"),
        (
            "applications.results.partially_granted.natural_person",
            "4877",
        ),
        ("applications.results.denied.state_secret.enterprise", "33"),
        (
            "applications.results.denied.security_and_stability.total",
            "533",
        ),
        (
            "applications.results.denied.third_party_rights.enterprise",
            "blank",
        ),
        (
            "applications.results.denied.third_party_rights.research_institution",
            "8",
        ),
        (
            "applications.results.denied.third_party_rights.legal_service_organization",
            "18",
        ),
        ("applications.results.total.other_organization", "805"),
    ] {
        assert_eq!(cell(&report, id), number, "{id}");
    }
}
