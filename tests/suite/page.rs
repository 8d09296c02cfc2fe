//! A sheet as the form lays it out: text blocks, and tables as grids of cells that span.

use crate::form::{APPLICANTS, DISPUTES, ORGANISATIONS, OUTCOMES, article20, results};
use crate::generate::{Sheet, Style};

/// A cell of a grid: where it begins, how far it reaches, and what it holds. A label may hold a
/// line break where the form breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) text: String,
    /// The field, where this is a value cell.
    pub(crate) id: Option<String>,
}

/// One place of a grid: the cell that covers it, and whether the cell begins here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'g> {
    pub(crate) anchor: &'g Anchor,
    /// The cell begins in this row and this column.
    pub(crate) begins: bool,
    /// The cell begins in this row.
    pub(crate) same_row: bool,
}

/// A table of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grid {
    pub(crate) width: usize,
    /// How many rows at the top are all header.
    pub(crate) head: usize,
    pub(crate) anchors: Vec<Anchor>,
}

impl Grid {
    /// Every place of every row, left to right.
    pub(crate) fn rows(&self) -> Vec<Vec<Slot<'_>>> {
        let height = self.anchors.iter().map(|a| a.row + a.rows).max();
        let mut rows: Vec<Vec<Option<Slot<'_>>>> =
            vec![vec![None; self.width]; height.unwrap_or(0)];
        for anchor in &self.anchors {
            let reach = rows.iter_mut().enumerate();
            for (row, slots) in reach.skip(anchor.row).take(anchor.rows) {
                let reach = slots.iter_mut().enumerate();
                for (column, slot) in reach.skip(anchor.column).take(anchor.columns) {
                    assert!(slot.is_none(), "cells overlap");
                    *slot = Some(Slot {
                        anchor,
                        begins: (row, column) == (anchor.row, anchor.column),
                        same_row: row == anchor.row,
                    });
                }
            }
        }
        rows.into_iter()
            .map(|row| row.into_iter().map(|s| s.expect("no hole")).collect())
            .collect()
    }

    fn put(&mut self, at: (usize, usize), size: (usize, usize), text: String, id: Option<String>) {
        self.anchors.push(Anchor {
            row: at.0,
            column: at.1,
            rows: size.0,
            columns: size.1,
            text,
            id,
        });
    }
}

/// A part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A line of text.
    Text(String),
    /// A table.
    Table(Grid),
}

/// The document that `sheet` is, before any layout.
pub(crate) fn page(sheet: &Sheet) -> Vec<Part> {
    let story = &sheet.story;
    let mut parts = Vec::new();
    let say = |lines: &[crate::story::Line], parts: &mut Vec<Part>| {
        for line in lines {
            parts.push(Part::Text(styled(
                &sheet.spec.script.line(line),
                &sheet.style,
            )));
        }
    };
    say(&story.top, &mut parts);
    say(&story.title, &mut parts);
    say(&story.opening, &mut parts);
    say(&story.headings[1..2], &mut parts);
    parts.push(Part::Table(article20_grid(sheet)));
    say(&story.headings[2..3], &mut parts);
    parts.push(Part::Table(applications_grid(sheet)));
    say(&story.headings[3..4], &mut parts);
    parts.push(Part::Table(disputes_grid(sheet)));
    say(&story.headings[4..5], &mut parts);
    say(&story.problems, &mut parts);
    say(&story.headings[5..6], &mut parts);
    say(&story.matters, &mut parts);
    say(&story.bottom, &mut parts);
    parts
}

/// Section two.
fn article20_grid(sheet: &Sheet) -> Grid {
    let mut grid = Grid {
        width: 4,
        head: 0,
        anchors: Vec::new(),
    };
    let mut row = 0;
    for block in article20(sheet.form) {
        grid.put((row, 0), (1, 4), label(sheet, block.heading), None);
        row += 1;
        grid.put((row, 0), (1, 1), label(sheet, "信息内容"), None);
        let reach = |at: usize, of: usize| if at + 1 == of { 4 - of } else { 1 };
        for (at, column) in block.columns.iter().enumerate() {
            let reach = reach(at, block.columns.len());
            grid.put((row, at + 1), (1, reach), label(sheet, column), None);
        }
        row += 1;
        for (name, ids) in block.rows {
            grid.put((row, 0), (1, 1), label(sheet, name), None);
            for (at, id) in ids.iter().enumerate() {
                let reach = reach(at, ids.len());
                grid.put((row, at + 1), (1, reach), value(sheet, id), some(id));
            }
            row += 1;
        }
    }
    grid
}

/// Section three.
fn applications_grid(sheet: &Sheet) -> Grid {
    let mut grid = Grid {
        width: 10,
        head: 3,
        anchors: Vec::new(),
    };
    let corner = if sheet.style.logic {
        "（本列数据的逻辑关系为：第一项加第二项之和，等于第三项加第四项之和）"
    } else {
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    };
    grid.put((0, 0), (3, 3), label(sheet, corner), None);
    grid.put((0, 3), (1, 7), label(sheet, "申请人情况"), None);
    grid.put((1, 3), (2, 1), label(sheet, "自然人"), None);
    grid.put((1, 4), (1, 5), label(sheet, "法人或其他组织"), None);
    grid.put((1, 9), (2, 1), label(sheet, "总计"), None);
    for (at, who) in ORGANISATIONS.iter().enumerate() {
        grid.put((2, 4 + at), (1, 1), label(sheet, who), None);
    }
    let values = |grid: &mut Grid, row: usize, stem: &str| {
        for (at, who) in APPLICANTS.iter().enumerate() {
            let id = format!("applications.{stem}.{who}");
            grid.put((row, 3 + at), (1, 1), value(sheet, &id), Some(id));
        }
    };
    let mut row = 3;
    for (stem, name) in [
        ("received", "一、本年新收政府信息公开申请数量"),
        ("carried_in", "二、上年结转政府信息公开申请数量"),
    ] {
        grid.put((row, 0), (1, 3), label(sheet, name), None);
        values(&mut grid, row, stem);
        row += 1;
    }
    let groups = results(sheet.form);
    let height = groups.iter().map(|(_, rows)| rows.len()).sum();
    grid.put(
        (row, 0),
        (height, 1),
        label(sheet, "三、本年度办理结果"),
        None,
    );
    for (name, rows) in groups {
        let alone = rows[0].1.is_empty();
        let size = (rows.len(), if alone { 2 } else { 1 });
        grid.put((row, 1), size, label(sheet, name), None);
        for (stem, name) in rows {
            if !alone {
                grid.put((row, 2), (1, 1), label(sheet, name), None);
            }
            values(&mut grid, row, &format!("results.{stem}"));
            row += 1;
        }
    }
    grid.put(
        (row, 0),
        (1, 3),
        label(sheet, "四、结转下年度继续办理"),
        None,
    );
    values(&mut grid, row, "carried_forward");
    grid.anchors.sort_by_key(|a| (a.row, a.column));
    grid
}

/// Section four.
fn disputes_grid(sheet: &Sheet) -> Grid {
    let mut grid = Grid {
        width: 15,
        head: 3,
        anchors: Vec::new(),
    };
    grid.put((0, 0), (1, 5), label(sheet, "行政复议"), None);
    grid.put((0, 5), (1, 10), label(sheet, "行政诉讼"), None);
    grid.put((1, 5), (1, 5), label(sheet, "未经复议直接起诉"), None);
    grid.put((1, 10), (1, 5), label(sheet, "复议后起诉"), None);
    for (block, group) in DISPUTES.iter().enumerate() {
        for (at, (id, name)) in OUTCOMES.iter().enumerate() {
            let column = block * 5 + at;
            let (row, rows) = if block == 0 { (1, 2) } else { (2, 1) };
            grid.put((row, column), (rows, 1), label(sheet, name), None);
            let id = format!("{group}.{id}");
            grid.put((3, column), (1, 1), value(sheet, &id), Some(id));
        }
    }
    grid.anchors.sort_by_key(|a| (a.row, a.column));
    grid
}

fn some(id: &str) -> Option<String> {
    Some(id.to_owned())
}

/// A value as this report prints it.
fn value(sheet: &Sheet, id: &str) -> String {
    sheet.spec.script.value(sheet.cells[id].printed())
}

/// A label as this report prints it.
fn label(sheet: &Sheet, text: &str) -> String {
    let label = styled(&sheet.spec.script.convert(text), &sheet.style);
    if !sheet.style.wrapped {
        return label;
    }
    match wrap(text) {
        Some(at) => broken(&label, at),
        None => label,
    }
}

/// After how many characters the form, or most sites, break a label.
fn wrap(text: &str) -> Option<usize> {
    match text {
        "本年新制作数量"
        | "本年新公开数量"
        | "上一年项目数量"
        | "社会公益组织"
        | "法律服务机构" => Some(3),
        "对外公开总数量" | "处理决定数量" | "本年处理决定数量" | "本年增/减" => {
            Some(4)
        }
        "商业企业" | "科研机构" | "结果维持" | "结果纠正" | "其他结果" | "尚未审结" => {
            Some(2)
        }
        _ => None,
    }
}

/// `label` with a line break after `at` characters.
pub(crate) fn broken(label: &str, at: usize) -> String {
    let head: String = label.chars().take(at).collect();
    format!("{head}\n{}", &label[head.len()..])
}

/// Text with the body's habits: its enumerators, parentheses and quotes.
fn styled(text: &str, style: &Style) -> String {
    let mut text = text.to_owned();
    let mut chars = text.chars();
    if let (Some('0'..='9'), Some('.')) = (chars.next(), chars.next()) {
        text = format!("{}{}{}", &text[..1], style.enumerator, &text[2..]);
    }
    text = text
        .replace('“', style.quotes.0)
        .replace('”', style.quotes.1);
    if style.ascii {
        text = text
            .replace('（', "(")
            .replace('）', ")")
            .replace('，', ",")
            .replace('：', ":");
    }
    text
}

#[test]
fn the_grids_are_whole_and_hold_every_field_once() {
    for seed in 0..20 {
        let sheet = crate::generate::generate(crate::generate::Spec::any(seed));
        let mut seen = std::collections::BTreeSet::new();
        for part in page(&sheet) {
            if let Part::Table(grid) = part {
                grid.rows();
                for id in grid.anchors.into_iter().filter_map(|a| a.id) {
                    assert!(seen.insert(id.clone()), "twice: {id}");
                }
            }
        }
        assert!(seen.iter().eq(sheet.cells.keys()));
    }
}
