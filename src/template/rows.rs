//! Rows, groups and blocks of the form, and the cells that they hold.

use std::fmt;

use super::catalogue::{ROW_FIELDS, columns, row_templates};
use super::field::Field;
use super::forms::{Block, COLUMNS, Column, GROUPS, Group, OUTCOMES, PROCEEDINGS, ROWS, Words};
use super::text::same;
use super::vocabulary::{Table, Template};

/// A row of value cells, in the form's order: both forms together, 35 in all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Row(u8);

impl Row {
    /// How many rows there are.
    pub(crate) const COUNT: usize = ROWS.len();

    /// 规章.
    pub(crate) const RULES: Self = named("article20.item1.rules");
    /// 一、本年新收政府信息公开申请数量.
    pub(crate) const RECEIVED: Self = named("applications.received");
    /// 二、上年结转政府信息公开申请数量.
    pub(crate) const CARRIED_IN: Self = named("applications.carried_in");
    /// （六）其他处理, the one row of 2019.
    pub(crate) const UNDIVIDED: Self = named("applications.results.other.undivided");
    /// （六）3.其他, the last of the three rows of 2021.
    pub(crate) const OTHER: Self = named("applications.results.other.other");
    /// （七）总计.
    pub(crate) const RESULTS_TOTAL: Self = named("applications.results.total");
    /// 四、结转下年度继续办理.
    pub(crate) const CARRIED_FORWARD: Self = named("applications.carried_forward");
    /// The one row of the disputes table.
    pub(crate) const DISPUTES: Self = named("disputes");

    /// The row at `index` of the declaration.
    pub(super) const fn new(index: u8) -> Self {
        Self(index)
    }

    /// The row with this id.
    #[cfg(test)]
    pub(crate) fn by_id(id: &str) -> Option<Self> {
        Self::all().find(|row| row.id() == id)
    }

    /// Every row, in the form's order.
    pub(crate) fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (0..ROWS.len() as u8).map(Self)
    }

    /// The row's place in [`Row::all`], less than [`Row::COUNT`].
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The part of its fields' ids that names the row.
    pub(crate) fn id(self) -> &'static str {
        ROWS[self.index()].id
    }

    /// The table that the row stands in.
    pub(crate) fn table(self) -> Table {
        self.block().table()
    }

    /// The block that the row stands in.
    pub(crate) fn block(self) -> Block {
        ROWS[self.index()].block
    }

    /// The innermost group that holds the row.
    pub(crate) fn group(self) -> Option<Group> {
        ROWS[self.index()].group
    }

    /// How many label columns the official layout has up to and including the row's own label:
    /// 1 for 规章 or 一、, 2 for （一）, 3 for （三）1., 0 for the disputes table.
    pub(crate) fn depth(self) -> u8 {
        match (self.block(), self.group()) {
            (Block::Disputes, _) => 0,
            (_, None) => 1,
            (_, Some(group)) => 1 + group.depth(),
        }
    }

    /// The forms that have the row.
    pub(crate) fn templates(self) -> &'static [Template] {
        row_templates(self.index())
    }

    /// The row's own label in `template`; nothing where the form has no such row, or the row no label.
    pub(crate) fn words(self, template: Template) -> Option<&'static Words> {
        let words = ROWS[self.index()].words;
        words.iter().find(|words| words.is_in(template))
    }

    /// Whether `template` has the row.
    pub(crate) fn is_in(self, template: Template) -> bool {
        self.templates().contains(&template)
    }

    /// The row's cells in `template`, in the form's order; none where the form has no such row.
    pub(crate) fn fields(self, template: Template) -> &'static [Field] {
        let (start, end) = ROW_FIELDS[self.index()][template.index()];
        Field::range(start, end)
    }

    /// The row's cells in either form, those of 2019 first.
    pub(super) fn all_fields(self) -> impl Iterator<Item = Field> {
        let in_2019 = self.fields(Template::Y2019);
        let in_2021 = self.fields(Template::Y2021);
        let only_2021 = in_2021.iter().filter(|field| !field.is_in(Template::Y2019));
        in_2019.iter().chain(only_2021).copied()
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({})", self.id())
    }
}

/// The row with an id of the declaration. An unknown one stops the compilation: call it in constants only.
pub(super) const fn named(id: &str) -> Row {
    let mut i = 0;
    while i < ROWS.len() {
        if same(ROWS[i].id, id) {
            return Row(i as u8);
        }
        i += 1;
    }
    panic!("no row has this id")
}

impl Group {
    /// The group that holds this one.
    pub(crate) fn parent(self) -> Option<Self> {
        GROUPS[self as usize].parent
    }

    /// The group's label.
    pub(crate) fn words(self) -> &'static Words {
        &GROUPS[self as usize].words
    }

    /// The forms that have the group.
    pub(crate) fn templates(self) -> &'static [Template] {
        self.words().templates
    }

    /// The rows whose innermost group it is, in the form's order.
    #[cfg(test)]
    pub(crate) fn rows(self, template: Template) -> impl Iterator<Item = Row> {
        Row::all().filter(move |row| row.group() == Some(self) && row.is_in(template))
    }

    /// How many label columns stand up to and including the group's own.
    fn depth(self) -> u8 {
        1 + self.parent().map_or(0, Self::depth)
    }
}

impl Block {
    /// The forms that have the block.
    pub(crate) fn templates(self) -> &'static [Template] {
        let has = |template| !columns(self, template).is_empty();
        super::forms::templates(has(Template::Y2019), has(Template::Y2021))
    }

    /// The block's rows in `template`, in the form's order.
    pub(crate) fn rows(self, template: Template) -> impl Iterator<Item = Row> + Clone {
        let is_here = self.templates().contains(&template);
        Row::all().filter(move |row| is_here && row.block() == self && row.is_in(template))
    }

    /// The block's value columns in `template`, one for each cell of a row of it, in the form's order;
    /// for the disputes table the five outcomes three times.
    pub(crate) fn columns(self, template: Template) -> &'static [Column] {
        match self {
            Self::Disputes => &DISPUTES,
            _ => columns(self, template),
        }
    }
}

impl Column {
    /// The head above the column's own, that spans its neighbours too: 法人或其他组织.
    pub(crate) fn parent(self) -> Option<&'static str> {
        COLUMNS[self as usize].parent
    }

    /// The column's own label in `template`; nothing where the form has no such column.
    pub(crate) fn words(self, template: Template) -> Option<&'static Words> {
        let words = COLUMNS[self as usize].words;
        words.iter().find(|words| words.is_in(template))
    }
}

/// The columns of the disputes table.
static DISPUTES: [Column; OUTCOMES.len() * PROCEEDINGS.len()] = {
    let mut columns = [Column::Total; OUTCOMES.len() * PROCEEDINGS.len()];
    let mut i = 0;
    while i < columns.len() {
        columns[i] = OUTCOMES[i % OUTCOMES.len()];
        i += 1;
    }
    columns
};
