//! Why a cell is what it is: which layouts were tried, how its row was found, how its columns were settled.

use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};

use super::vocabulary::names;
use crate::model::{Candidate, Cell, Layout, State};
use crate::span::Span;
use crate::template::{Field, Identity, Row, Table, identities};

/// A layout that was tried for a table, and what the form said to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hypothesis {
    pub(crate) table: Table,
    pub(crate) layout: Layout,
    pub(crate) parameters: Box<str>,
    pub(crate) rows: u16,
    pub(crate) confirming: u16,
    pub(crate) contradicting: u16,
    pub(crate) verdict: Verdict,
}

impl Hypothesis {
    /// The table.
    #[must_use]
    pub const fn table(&self) -> Table {
        self.table
    }

    /// The layout that was tried.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// What holds for the whole table under this layout, in words: the delimiter, how many empty lines
    /// a blank makes, where the columns lie.
    #[must_use]
    pub fn parameters(&self) -> &str {
        &self.parameters
    }

    /// How many rows of the form were found.
    #[must_use]
    pub const fn rows(&self) -> u16 {
        self.rows
    }

    /// How many of them fit the layout with these parameters.
    #[must_use]
    pub const fn confirming(&self) -> u16 {
        self.confirming
    }

    /// How many of them cannot stand in this layout.
    #[must_use]
    pub const fn contradicting(&self) -> u16 {
        self.contradicting
    }

    /// What became of it.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }
}

/// What became of a [`Hypothesis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// The table was read so.
    Chosen,
    /// Another hypothesis explains the table better.
    Outdone,
    /// As good as the chosen one; cells on which the two differ are ambiguous.
    Tied,
    /// Rows of the form cannot stand in this layout.
    Contradicted,
    /// Fewer than two thirds of the rows confirm it.
    Unconfirmed,
    /// Its parameters cannot be fixed: none fit, or several do.
    Undetermined,
}

names!(Verdict {
    Chosen = "chosen",
    Outdone = "outdone",
    Tied = "tied",
    Contradicted = "contradicted",
    Unconfirmed = "unconfirmed",
    Undetermined = "undetermined",
});

/// How the label of a row was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LabelMatch {
    /// It stands there whole.
    Whole,
    /// Only its beginning or its end stands there.
    Part,
    /// It stands there in pieces, around the values.
    Torn,
    /// It stands there with a small difference.
    Near,
    /// It does not say which row it is (其他, 总计); the order of the rows does.
    ByOrder,
    /// It is not there; the order of the rows left one place.
    Lost,
    /// The form gives the row no label: the disputes table has one row, which stands under its header.
    Unlabelled,
}

names!(LabelMatch {
    Whole = "whole",
    Part = "part",
    Torn = "torn",
    Near = "near",
    ByOrder = "by_order",
    Lost = "lost",
    Unlabelled = "unlabelled",
});

/// A kind of evidence for which value stands in which column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Clue {
    /// How many cells the row has, and how many the form.
    Width,
    /// Where the values of such rows begin, in the whole table.
    Offset,
    /// The header over the columns.
    Header,
    /// What stands between the values: delimiters, empty lines.
    Separators,
    /// Where the columns lie on the page.
    Position,
    /// Repeated cells, which exporters make of merged ones.
    Repeats,
    /// What kind of number each column holds.
    Kind,
    /// Only one way to split digits that stand together.
    Digits,
    /// The identities of the form (勾稽关系); used last, and only where independent ones agree.
    Identity,
}

names!(Clue {
    Width = "width",
    Offset = "offset",
    Header = "header",
    Separators = "separators",
    Position = "position",
    Repeats = "repeats",
    Kind = "kind",
    Digits = "digits",
    Identity = "identity",
});

/// What one kind of evidence did to a row: how many placements of its values it left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Step {
    pub(crate) clue: Clue,
    pub(crate) before: u16,
    pub(crate) after: u16,
}

impl Step {
    /// The kind of evidence.
    #[must_use]
    pub const fn clue(&self) -> Clue {
        self.clue
    }

    /// How many ways there were to put the row's values into its columns.
    #[must_use]
    pub const fn before(&self) -> u16 {
        self.before
    }

    /// How many were left. One settles the row; none means that the evidence contradicts itself.
    #[must_use]
    pub const fn after(&self) -> u16 {
        self.after
    }
}

/// How a row of the form was found, and its values assigned to columns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RowEvidence {
    /// Which row of the form.
    pub(crate) row: Row,
    /// How its label was recognised.
    pub(crate) label: LabelMatch,
    /// Where the label stands; nothing if it is lost.
    pub(crate) label_span: Option<Span>,
    /// Where its second part stands, if it is torn.
    pub(crate) label_rest: Option<Span>,
    /// How many cells stand before the first value, where the layout has cells.
    pub(crate) offset: Option<u16>,
    /// What each kind of evidence left, in the order of its use.
    pub(crate) steps: Box<[Step]>,
}

/// Why a cell is what it is: what [`Report::evidence`](crate::Report::evidence) returns.
///
/// `Display` says it in English, for people; [`Evidence::to_string_zh`] in Chinese.
///
/// ```
/// # let report = gongkai::Report::default();
/// let field = "applications.received.total".parse()?;
/// println!("{}", report.evidence(field));
/// # Ok::<(), gongkai::UnknownField>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'r> {
    pub(super) field: Field,
    pub(super) cell: &'r Cell,
    pub(super) text: &'r str,
    pub(super) hypotheses: Vec<&'r Hypothesis>,
    pub(super) row: Option<&'r RowEvidence>,
    /// Of all rows that were found.
    pub(super) rows: &'r [RowEvidence],
}

impl<'r> Evidence<'r> {
    /// The field that was asked for.
    #[must_use]
    pub const fn field(&self) -> Field {
        self.field
    }

    /// Its cell.
    #[must_use]
    pub const fn cell(&self) -> &'r Cell {
        self.cell
    }

    /// The layouts tried for the cell's table, in the order of trial.
    pub fn hypotheses(&self) -> impl ExactSizeIterator<Item = &'r Hypothesis> + '_ {
        self.hypotheses.iter().copied()
    }

    /// The layout that the table was read by.
    #[must_use]
    pub fn chosen(&self) -> Option<&'r Hypothesis> {
        self.hypotheses().find(|it| it.verdict == Verdict::Chosen)
    }

    /// How the label of the cell's row was recognised; nothing if the row was not found.
    #[must_use]
    pub fn label(&self) -> Option<LabelMatch> {
        self.row.map(|row| row.label)
    }

    /// Where the label stands: in two pieces if it is torn, nowhere if it is lost.
    pub fn label_spans(&self) -> impl Iterator<Item = Span> + use<'r> {
        self.row
            .into_iter()
            .flat_map(|row| row.label_span.into_iter().chain(row.label_rest))
    }

    /// The label as the document prints it, its pieces joined by `…`; empty if it is lost.
    #[must_use]
    pub fn label_printed(&self) -> String {
        let pieces = self
            .label_spans()
            .filter_map(|span| self.text.get(span.range()));
        let words = pieces.map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "));
        words.collect::<Vec<_>>().join(" … ")
    }

    /// How many cells stand before the row's first value, in layouts that have cells.
    #[must_use]
    pub fn offset(&self) -> Option<u16> {
        self.row.and_then(|row| row.offset)
    }

    /// How each kind of evidence narrowed down the columns of the row's values, in the order of its use.
    #[must_use]
    pub fn steps(&self) -> &'r [Step] {
        self.row.map_or(&[], |row| &row.steps)
    }

    /// The sums of the form that settled the cell, by the names of the checks that ask whether they hold: none for a
    /// cell that has a trace of its own. A check of one of them says nothing of this cell.
    ///
    /// Through one cell runs at most one sum of a name.
    ///
    /// ```
    /// # let report = gongkai::Report::default();
    /// let field = "applications.received.total".parse()?;
    /// let by_construction = report.evidence(field).identities().any(|name| name == "applications.row-total");
    /// # assert!(!by_construction);
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    pub fn identities(&self) -> impl Iterator<Item = &'static str> + use<'r> {
        let by_identity = self.cell.state() == State::Reported
            && self.steps().iter().any(|step| step.clue == Clue::Identity);
        let sums = by_identity.then(|| identities(|row| self.rows.iter().any(|it| it.row == row)));
        let field = self.field;
        let through = move |sum: &Identity| sum.left.contains(&field) || sum.right.contains(&field);
        sums.into_iter()
            .flatten()
            .filter(through)
            .map(|sum| sum.kind.name())
    }

    /// The same as `Display`, in Chinese.
    #[must_use]
    pub fn to_string_zh(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut out, &CHINESE);
        out
    }

    /// Tells the whole story in one language.
    fn write(&self, out: &mut dyn Write, words: &Language) -> fmt::Result {
        (words.cell)(out, self)?;
        for hypothesis in &self.hypotheses {
            out.write_char('\n')?;
            (words.hypothesis)(out, hypothesis)?;
        }
        out.write_char('\n')?;
        (words.label)(out, self)?;
        for step in self.steps() {
            out.write_char('\n')?;
            (words.step)(out, step)?;
        }
        if !self.cell.candidates().is_empty() {
            out.write_char('\n')?;
            (words.candidates)(out, &self.candidate_list(words))?;
        }
        Ok(())
    }

    /// The candidates in one line: `3 / (blank)`.
    fn candidate_list(&self, words: &Language) -> String {
        let print = |it: &Candidate| match it.number() {
            Some(number) => number.to_string(),
            None => (words.state)(it.state()).to_owned(),
        };
        self.cell
            .candidates()
            .iter()
            .map(print)
            .collect::<Vec<_>>()
            .join(" / ")
    }
}

impl fmt::Display for Evidence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &ENGLISH)
    }
}

/// The sentences of one language.
struct Language {
    cell: fn(&mut dyn Write, &Evidence<'_>) -> fmt::Result,
    hypothesis: fn(&mut dyn Write, &Hypothesis) -> fmt::Result,
    label: fn(&mut dyn Write, &Evidence<'_>) -> fmt::Result,
    step: fn(&mut dyn Write, &Step) -> fmt::Result,
    candidates: fn(&mut dyn Write, &str) -> fmt::Result,
    /// A candidate that is no number.
    state: fn(State) -> &'static str,
}

static ENGLISH: Language = Language {
    cell: |out, it| {
        write!(
            out,
            "{}, {}: ",
            it.field.row_label(),
            it.field.column_label()
        )?;
        match (it.cell.state(), it.cell.number()) {
            (_, Some(number)) => write!(
                out,
                "{number}{}",
                it.cell.unit().map_or("", |unit| unit.as_str())
            ),
            (State::Blank, _) => out.write_str("the cell is there and empty"),
            (State::Nil, _) => write!(out, "the cell holds a placeholder, “{}”", it.cell.raw()),
            (State::Unreadable, _) => write!(
                out,
                "the cell holds “{}”, which is no number",
                it.cell.raw()
            ),
            (State::Ambiguous, _) => out.write_str("the evidence does not fix this cell"),
            _ => out.write_str("the document has no such cell"),
        }
    },
    hypothesis: |out, it| {
        let verdict = match it.verdict {
            Verdict::Chosen => "chosen",
            Verdict::Outdone => "not chosen: another layout explains the table better",
            Verdict::Tied => "as good as the chosen one",
            Verdict::Contradicted => "not chosen: some rows cannot stand so",
            Verdict::Unconfirmed => "not chosen: fewer than two thirds of the rows confirm it",
            Verdict::Undetermined => "not chosen: its parameters could not be fixed",
        };
        let layout = match it.layout {
            Layout::Grid => "a grid",
            Layout::Delimited => "delimited",
            Layout::Stacked => "one cell under the other",
            Layout::Positional => "columns by position",
            Layout::RunOn => "one after the other",
        };
        write!(out, "- layout: {layout}")?;
        if !it.parameters.is_empty() {
            write!(out, " ({})", it.parameters)?;
        }
        let Hypothesis {
            rows,
            confirming,
            contradicting,
            ..
        } = it;
        write!(
            out,
            "; of {rows} rows {confirming} confirm it and {contradicting} contradict it; {verdict}"
        )
    },
    label: |out, it| {
        let Some(label) = it.label() else {
            return out.write_str("- row: not found");
        };
        let how = match label {
            LabelMatch::Whole => "its label stands there whole",
            LabelMatch::Part => "only a part of its label stands there",
            LabelMatch::Torn => "its label stands there in pieces",
            LabelMatch::Near => "its label differs a little from the form's",
            LabelMatch::ByOrder => "its label fits several rows, and the order of rows decides",
            LabelMatch::Lost => {
                return out.write_str(
                    "- row: its label is not there, and the order of rows leaves one place",
                );
            }
            LabelMatch::Unlabelled => {
                return out.write_str("- row: the only one of its table, under the header");
            }
        };
        write!(out, "- row: {how}: “{}”", it.label_printed())?;
        match it.offset() {
            Some(offset) => write!(out, "; its values begin after {offset} cells"),
            None => Ok(()),
        }
    },
    step: |out, it| {
        let clue = match it.clue {
            Clue::Width => "the number of cells in the row",
            Clue::Offset => "where the values of such rows begin",
            Clue::Header => "the header",
            Clue::Separators => "what stands between the values",
            Clue::Position => "where the columns lie",
            Clue::Repeats => "cells repeated for merged ones",
            Clue::Kind => "the kind of number each column holds",
            Clue::Digits => "the ways to split the digits",
            Clue::Identity => "the identities of the form",
        };
        let ways = if it.before == 1 { "way" } else { "ways" };
        write!(
            out,
            "- columns: {clue}: of {} {ways} to place the values, {} left",
            it.before, it.after
        )
    },
    candidates: |out, list| write!(out, "- it may be: {list}"),
    state: |state| match state {
        State::Blank => "(blank)",
        State::Nil => "(a placeholder)",
        State::Unreadable => "(no number)",
        _ => "(no such cell)",
    },
};

static CHINESE: Language = Language {
    cell: |out, it| {
        write!(
            out,
            "{}，{}：",
            it.field.row_label(),
            it.field.column_label()
        )?;
        match (it.cell.state(), it.cell.number()) {
            (_, Some(number)) => write!(
                out,
                "{number}{}",
                it.cell.unit().map_or("", |unit| unit.as_str())
            ),
            (State::Blank, _) => out.write_str("单元格为空"),
            (State::Nil, _) => write!(out, "单元格中是占位符“{}”", it.cell.raw()),
            (State::Unreadable, _) => write!(out, "单元格的内容“{}”不是数字", it.cell.raw()),
            (State::Ambiguous, _) => out.write_str("依据不足，无法确定"),
            _ => out.write_str("文档中没有这一单元格"),
        }
    },
    hypothesis: |out, it| {
        let verdict = match it.verdict {
            Verdict::Chosen => "采用",
            Verdict::Outdone => "未采用：另一版式更符合表格",
            Verdict::Tied => "与所采用的版式同样符合",
            Verdict::Contradicted => "未采用：有的行不可能如此排列",
            Verdict::Unconfirmed => "未采用：印证的行不足三分之二",
            Verdict::Undetermined => "未采用：参数无法确定",
        };
        let layout = match it.layout {
            Layout::Grid => "网格",
            Layout::Delimited => "分隔符",
            Layout::Stacked => "逐格成行",
            Layout::Positional => "按位置分列",
            Layout::RunOn => "连续排列",
        };
        write!(out, "· 版式：{layout}")?;
        if !it.parameters.is_empty() {
            write!(out, "（{}）", it.parameters)?;
        }
        let Hypothesis {
            rows,
            confirming,
            contradicting,
            ..
        } = it;
        write!(
            out,
            "；共{rows}行，{confirming}行印证，{contradicting}行矛盾；{verdict}"
        )
    },
    label: |out, it| {
        let Some(label) = it.label() else {
            return out.write_str("· 行：没有找到");
        };
        let how = match label {
            LabelMatch::Whole => "标签完整",
            LabelMatch::Part => "标签只有一部分",
            LabelMatch::Torn => "标签被拆开",
            LabelMatch::Near => "标签与格式规定略有出入",
            LabelMatch::ByOrder => "标签与几行相符，按次序确定",
            LabelMatch::Lost => return out.write_str("· 行：缺少标签，按次序只余一处"),
            LabelMatch::Unlabelled => return out.write_str("· 行：表中只此一行，在表头之下"),
        };
        write!(out, "· 行：{how}：“{}”", it.label_printed())?;
        match it.offset() {
            Some(offset) => write!(out, "；数值之前有{offset}格"),
            None => Ok(()),
        }
    },
    step: |out, it| {
        let clue = match it.clue {
            Clue::Width => "行内的格数",
            Clue::Offset => "同类各行数值开始的位置",
            Clue::Header => "表头",
            Clue::Separators => "数值之间的间隔",
            Clue::Position => "各列的位置",
            Clue::Repeats => "合并单元格的重复",
            Clue::Kind => "各列数值的种类",
            Clue::Digits => "数字的拆分方式",
            Clue::Identity => "勾稽关系",
        };
        write!(out, "· 列：{clue}：{}种排法余{}种", it.before, it.after)
    },
    candidates: |out, list| write!(out, "· 可能是：{list}"),
    state: |state| match state {
        State::Blank => "（空）",
        State::Nil => "（占位符）",
        State::Unreadable => "（非数字）",
        _ => "（无此单元格）",
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::{field, sample};

    #[test]
    fn tells_why_a_cell_is_ambiguous() {
        let report = sample();
        let evidence = report.evidence(field("applications.received.natural_person"));
        assert_eq!(
            evidence.to_string(),
            "一、本年新收政府信息公开申请数量, 自然人: the evidence does not fix this cell\n\
             - layout: delimited (|); of 1 rows 1 confirm it and 0 contradict it; chosen\n\
             - layout: one after the other; of 1 rows 0 confirm it and 1 contradict it; not chosen: some rows cannot stand so\n\
             - row: its label stands there in pieces: “一、本年新收 … 政府信息公開申請數量”; its values begin after 2 cells\n\
             - columns: the number of cells in the row: of 35 ways to place the values, 7 left\n\
             - columns: what stands between the values: of 7 ways to place the values, 1 left\n\
             - it may be: 2 / (blank)"
        );
        assert_eq!(
            evidence.to_string_zh(),
            "一、本年新收政府信息公开申请数量，自然人：依据不足，无法确定\n\
             · 版式：分隔符（|）；共1行，1行印证，0行矛盾；采用\n\
             · 版式：连续排列；共1行，0行印证，1行矛盾；未采用：有的行不可能如此排列\n\
             · 行：标签被拆开：“一、本年新收 … 政府信息公開申請數量”；数值之前有2格\n\
             · 列：行内的格数：35种排法余7种\n\
             · 列：数值之间的间隔：7种排法余1种\n\
             · 可能是：2 / （空）"
        );
        assert_eq!(
            evidence.chosen().map(Hypothesis::layout),
            Some(Layout::Delimited)
        );
        assert_eq!(
            (evidence.label(), evidence.offset()),
            (Some(LabelMatch::Torn), Some(2))
        );
    }

    #[test]
    fn names_every_state() {
        let report = sample();
        let cases = [
            (
                "article20.item8.fees.amount",
                ": 12.50万元\n- row: not found",
                "：12.50万元\n· 行：没有找到",
            ),
            (
                "article20.item1.rules.repealed",
                ": the cell is there and empty\n",
                "：单元格为空\n",
            ),
            (
                "article20.item1.rules.in_force",
                ": the cell holds a placeholder, “—”\n",
                "：单元格中是占位符“—”\n",
            ),
            (
                "applications.received.enterprise",
                ": the cell holds “約2”, which is no number\n",
                "：单元格的内容“約2”不是数字\n",
            ),
            (
                "reconsideration.total",
                ": the document has no such cell\n",
                "：文档中没有这一单元格\n",
            ),
        ];
        for (id, english, chinese) in cases {
            let evidence = report.evidence(field(id));
            assert!(evidence.to_string().contains(english), "{evidence}");
            assert!(
                evidence.to_string_zh().contains(chinese),
                "{}",
                evidence.to_string_zh()
            );
        }
    }
}
