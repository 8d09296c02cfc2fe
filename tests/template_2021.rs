//! The form of 2021, derived from the merges and labels of the official blank document, is the declared one.
//!
//! The tables below are those of the blank form that was handed out as a DOCX file, cell by cell.

use std::collections::BTreeSet;

use Merge::{Continue, One, Restart};
use gongkai::{Field, Table, Template};

/// The text of a cell, how many grid columns it spans, and whether it spans rows (`gridSpan`, `vMerge`).
type Cell = (&'static str, usize, Merge);

#[derive(Clone, Copy, PartialEq)]
enum Merge {
    /// No `vMerge`: one row.
    One,
    /// The first of several rows.
    Restart,
    /// One of the rows below.
    Continue,
}

/// The grid of a table: the number of the cell that covers each place, and all texts by number.
struct Grid {
    rows: Vec<Vec<usize>>,
    texts: Vec<&'static str>,
}

/// Expands the merges.
fn expand(table: &[&[Cell]]) -> Grid {
    let mut grid = Grid {
        rows: Vec::new(),
        texts: Vec::new(),
    };
    for cells in table {
        let mut row = Vec::new();
        for &(text, span, merge) in *cells {
            let number = match merge {
                Continue => grid.rows[grid.rows.len() - 1][row.len()],
                One | Restart => {
                    grid.texts.push(text);
                    grid.texts.len() - 1
                }
            };
            row.extend(std::iter::repeat_n(number, span));
        }
        grid.rows.push(row);
    }
    grid
}

impl Grid {
    /// Where each cell without text has its upper left corner: the value cells, in reading order.
    fn values(&self) -> Vec<(usize, usize)> {
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for (r, row) in self.rows.iter().enumerate() {
            for (c, &number) in row.iter().enumerate() {
                if seen.insert(number) && self.texts[number].is_empty() {
                    values.push((r, c));
                }
            }
        }
        values
    }

    /// The first column that holds a value.
    fn first_value_column(&self) -> usize {
        self.values().iter().map(|&(_, c)| c).min().unwrap_or(0)
    }

    /// The labels left of a value cell, outermost first.
    fn row_path(&self, r: usize, c: usize) -> Vec<&'static str> {
        self.distinct(self.rows[r][..c].iter().copied())
    }

    /// The labels above a value cell, outermost first. A cell over the whole width is the title of a block, above
    /// which nothing belongs to the cell; a head over all value columns says nothing where there is another below it.
    fn column_path(&self, r: usize, c: usize) -> Vec<&'static str> {
        let title = (0..r).rev().find(|&above| {
            let row = &self.rows[above];
            row.iter().all(|&number| number == row[0])
        });
        let heads = (title.map_or(0, |title| title + 1)..r).map(|above| self.rows[above][c]);
        let mut heads: Vec<usize> = heads.filter(|&head| !self.texts[head].is_empty()).collect();
        if heads.len() > 1 && self.spans_all_values(heads[0]) {
            heads.remove(0);
        }
        self.distinct(heads.into_iter())
    }

    fn spans_all_values(&self, head: usize) -> bool {
        let first = self.first_value_column();
        self.rows
            .iter()
            .any(|row| row[first..].iter().all(|&number| number == head))
    }

    fn distinct(&self, numbers: impl Iterator<Item = usize>) -> Vec<&'static str> {
        let mut seen = BTreeSet::new();
        let texts = numbers
            .filter(|&number| seen.insert(number))
            .map(|number| self.texts[number]);
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// The labels of every value cell: those left of it, then those above it.
    fn paths(&self) -> Vec<String> {
        let path = |&(r, c): &(usize, usize)| {
            let mut labels = self.row_path(r, c);
            labels.extend(self.column_path(r, c));
            labels.join("/")
        };
        self.values().iter().map(path).collect()
    }
}

/// The declared labels of every field that the form of 2021 has in `table`. Of two column labels the second is 2021's.
fn declared(table: Table) -> Vec<String> {
    let fields =
        Field::all().filter(|field| field.is_in(Template::Y2021) && field.table() == table);
    fields
        .map(|field| {
            let column = field
                .column_label()
                .split('|')
                .next_back()
                .unwrap_or_default();
            format!("{}/{column}", field.row_label())
        })
        .collect()
}

#[test]
fn the_article_20_table_is_that_of_the_blank_form() {
    let paths = expand(ARTICLE20).paths();
    assert_eq!(paths.len(), 10);
    assert_eq!(paths[0], "规章/本年制发件数");
    assert_eq!(paths, declared(Table::Article20));
}

#[test]
fn the_applications_table_is_that_of_the_blank_form() {
    let paths = expand(APPLICATIONS).paths();
    assert_eq!(paths.len(), 25 * 7);
    assert_eq!(
        paths[1],
        "一、本年新收政府信息公开申请数量/法人或其他组织/商业企业"
    );
    assert_eq!(paths, declared(Table::Applications));
}

#[test]
fn the_disputes_table_is_that_of_the_blank_form() {
    let paths = expand(DISPUTES).paths();
    assert_eq!(paths.len(), 15);
    assert_eq!(paths[14], "行政诉讼/复议后起诉/总计");
    assert_eq!(paths, declared(Table::Disputes));
}

#[test]
fn a_head_that_is_missing_is_noticed() {
    let mut table = DISPUTES.to_vec();
    table.remove(1);
    assert_ne!(expand(&table).paths(), declared(Table::Disputes));
}

#[rustfmt::skip]
const ARTICLE20: &[&[Cell]] = &[
    &[("第二十条第（一）项", 4, One)],
    &[("信息内容", 1, One), ("本年制发件数", 1, One), ("本年废止件数", 1, One), ("现行有效件数", 1, One)],
    &[("规章", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("行政规范性文件", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("第二十条第（五）项", 4, One)],
    &[("信息内容", 1, One), ("本年处理决定数量", 3, One)],
    &[("行政许可", 1, One), ("", 3, One)],
    &[("第二十条第（六）项", 4, One)],
    &[("信息内容", 1, One), ("本年处理决定数量", 3, One)],
    &[("行政处罚", 1, One), ("", 3, One)],
    &[("行政强制", 1, One), ("", 3, One)],
    &[("第二十条第（八）项", 4, One)],
    &[("信息内容", 1, One), ("本年收费金额（单位：万元）", 3, One)],
    &[("行政事业性收费", 1, One), ("", 3, One)],
];
#[rustfmt::skip]
const APPLICATIONS: &[&[Cell]] = &[
    &[("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, Restart), ("申请人情况", 7, One)],
    &[("", 3, Continue), ("自然人", 1, Restart), ("法人或其他组织", 5, One), ("总计", 1, Restart)],
    &[("", 3, Continue), ("", 1, Continue), ("商业企业", 1, One), ("科研机构", 1, One), ("社会公益组织", 1, One), ("法律服务机构", 1, One), ("其他", 1, One), ("", 1, Continue)],
    &[("一、本年新收政府信息公开申请数量", 3, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("二、上年结转政府信息公开申请数量", 3, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("三、本年度办理结果", 1, Restart), ("（一）予以公开", 2, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("（三）不予公开", 1, Restart), ("1.属于国家秘密", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("2.其他法律行政法规禁止公开", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("3.危及“三安全一稳定”", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("4.保护第三方合法权益", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("5.属于三类内部事务信息", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("6.属于四类过程性信息", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("7.属于行政执法案卷", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("8.属于行政查询事项", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("（四）无法提供", 1, Restart), ("1.本机关不掌握相关政府信息", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("2.没有现成信息需要另行制作", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("3.补正后申请内容仍不明确", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("（五）不予处理", 1, Restart), ("1.信访举报投诉类申请", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("2.重复申请", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("3.要求提供公开出版物", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("4.无正当理由大量反复申请", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("5.要求行政机关确认或重新出具已获取信息", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("（六）其他处理", 1, Restart), ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("", 1, Continue), ("3.其他", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("", 1, Continue), ("（七）总计", 2, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
    &[("四、结转下年度继续办理", 3, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
];
#[rustfmt::skip]
const DISPUTES: &[&[Cell]] = &[
    &[("行政复议", 5, One), ("行政诉讼", 10, One)],
    &[("结果维持", 1, Restart), ("结果纠正", 1, Restart), ("其他结果", 1, Restart), ("尚未审结", 1, Restart), ("总计", 1, Restart), ("未经复议直接起诉", 5, One), ("复议后起诉", 5, One)],
    &[("", 1, Continue), ("", 1, Continue), ("", 1, Continue), ("", 1, Continue), ("", 1, Continue), ("结果维持", 1, One), ("结果纠正", 1, One), ("其他结果", 1, One), ("尚未审结", 1, One), ("总计", 1, One), ("结果维持", 1, One), ("结果纠正", 1, One), ("其他结果", 1, One), ("尚未审结", 1, One), ("总计", 1, One)],
    &[("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One), ("", 1, One)],
];
