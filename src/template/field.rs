//! One value cell of the form, as callers see it.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::catalogue::{FIELDS, FieldSpec};
use super::forms::{COLUMNS, Column, ColumnSpec, Proceeding};
use super::rows::Row;
use super::vocabulary::{Kind, NameVisitor, Named, Section, Table, Template, Unit};

/// One value cell of the official form.
///
/// There are 226: 198 in the form of 2019 and 200 in that of 2021, 172 of which are the same cell.
/// A field is named by its id, in `FromStr`, `Display` and serde. Fields are ordered as the form is: [`Field::all`].
///
/// ```
/// use gongkai::{Field, Kind, Table, Template};
///
/// let field: Field = "applications.results.denied.state_secret.total".parse()?;
/// assert_eq!(field.row_label(), "三、本年度办理结果/（三）不予公开/1.属于国家秘密");
/// assert_eq!(field.column_label(), "总计");
/// assert_eq!(field.table(), Table::Applications);
/// assert_eq!(field.kind(), Kind::Count);
///
/// assert_eq!(Field::all().len(), 226);
/// assert_eq!(Field::all().filter(|field| field.is_in(Template::Y2021)).count(), 200);
/// # Ok::<(), gongkai::UnknownField>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(u8);

impl Field {
    /// How many fields there are, in both forms together.
    pub(crate) const COUNT: usize = FIELDS.len();

    /// Every field, in the form's order. Where the forms differ, the cells of 2019 come first.
    ///
    /// ```
    /// use gongkai::Field;
    ///
    /// let first = Field::all().next().map(Field::id);
    /// assert_eq!(first, Some("article20.item1.rules.newly_made"));
    /// ```
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        ALL.iter().copied()
    }

    /// The field's id: table, row and column in English, stable for ever.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// The label of the field's row as the form prints it, behind those of the groups that hold the row,
    /// parted by `/`. In the disputes table it is the head of the field's five columns: `行政诉讼/复议后起诉`.
    ///
    /// ```
    /// use gongkai::Field;
    ///
    /// let field: Field = "applications.results.granted.total".parse()?;
    /// assert_eq!(field.row_label(), "三、本年度办理结果/（一）予以公开");
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    #[must_use]
    pub fn row_label(self) -> &'static str {
        self.spec().row_label
    }

    /// The label of the field's column as the form prints it, behind that of the head above it, parted by `/`.
    /// Where the two forms print different labels over the same cell, both are given, parted by `|`.
    ///
    /// ```
    /// use gongkai::Field;
    ///
    /// let field: Field = "article20.item5.licensing.decisions".parse()?;
    /// assert_eq!(field.column_label(), "处理决定数量|本年处理决定数量");
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    #[must_use]
    pub fn column_label(self) -> &'static str {
        self.spec().column_label
    }

    /// [`row_label`](Self::row_label) and [`column_label`](Self::column_label) as one form prints them. Where that form
    /// has no such cell, they are the other's.
    ///
    /// ```
    /// use gongkai::{Field, Template};
    ///
    /// let field: Field = "article20.item5.licensing.decisions".parse()?;
    /// assert_eq!(field.labels_in(Template::Y2019), ("行政许可", "处理决定数量"));
    /// assert_eq!(field.labels_in(Template::Y2021), ("行政许可", "本年处理决定数量"));
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    #[must_use]
    pub fn labels_in(self, template: Template) -> (&'static str, &'static str) {
        let [of_2019, of_2021] = self.spec().printed;
        match template {
            Template::Y2019 => of_2019,
            Template::Y2021 => of_2021,
        }
    }

    /// The section of the report that the field's table stands in.
    #[must_use]
    pub fn section(self) -> Section {
        self.table().section()
    }

    /// The table that the field stands in.
    #[must_use]
    pub fn table(self) -> Table {
        self.row().table()
    }

    /// What kind of number the cell holds.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.column_spec().kind
    }

    /// What the cell counts, as the catalogue of fields prints it: `件`, `件/项`, `万元` or `元或万元`.
    #[must_use]
    pub fn unit(self) -> &'static str {
        self.column_spec().unit
    }

    /// The unit that the form's own header gives the numbers of this cell.
    ///
    /// Only 2021's fees have one (本年收费金额（单位：万元）). 2019's procurement has none: its cells state their own, or none.
    ///
    /// ```
    /// use gongkai::{Field, Unit};
    ///
    /// let fees: Field = "article20.item8.fees.amount".parse()?;
    /// assert_eq!(fees.stated_unit(), Some(Unit::TenThousandYuan));
    /// let procurement: Field = "article20.item9.procurement.amount".parse()?;
    /// assert_eq!(procurement.stated_unit(), None);
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    #[must_use]
    pub fn stated_unit(self) -> Option<Unit> {
        self.column_spec().stated
    }

    /// The forms that have this cell.
    #[must_use]
    pub fn templates(self) -> &'static [Template] {
        self.spec().templates
    }

    /// Whether `template` has this cell.
    #[must_use]
    pub fn is_in(self, template: Template) -> bool {
        self.templates().contains(&template)
    }

    /// The field's place in [`Field::all`], less than [`Field::COUNT`].
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The field at a place of [`Field::all`], with its id: for constants that look a field up.
    pub(crate) const fn at(index: usize) -> Option<(Self, &'static str)> {
        if index < FIELDS.len() {
            Some((Self(index as u8), FIELDS[index].id))
        } else {
            None
        }
    }

    /// The row that the cell is in.
    pub(crate) fn row(self) -> Row {
        self.spec().row
    }

    /// The column that the cell is in.
    pub(crate) fn column(self) -> Column {
        self.spec().column
    }

    /// Which third of the disputes table the cell is in; nothing in other tables.
    pub(crate) fn proceeding(self) -> Option<Proceeding> {
        self.spec().proceeding
    }

    /// The fields from place `start` up to `end`, in the form's order.
    pub(super) fn range(start: u8, end: u8) -> &'static [Self] {
        ALL.get(usize::from(start)..usize::from(end))
            .unwrap_or_default()
    }

    fn spec(self) -> &'static FieldSpec {
        &FIELDS[self.index()]
    }

    fn column_spec(self) -> &'static ColumnSpec {
        &COLUMNS[self.column() as usize]
    }
}

/// Every field, so that rows can hand out slices of them.
static ALL: [Field; Field::COUNT] = {
    let mut all = [Field(0); Field::COUNT];
    let mut i = 0;
    while i < all.len() {
        all[i] = Field(i as u8);
        i += 1;
    }
    all
};

/// The cell of `row` in `column`. In the disputes table a column alone names no cell: see [`disputes_field`].
pub(crate) fn field(row: Row, column: Column) -> Option<Field> {
    let mut fields = row.all_fields();
    fields.find(|field| field.column() == column && field.proceeding().is_none())
}

/// The cell of the disputes table in `column` of `proceeding`.
pub(crate) fn disputes_field(proceeding: Proceeding, column: Column) -> Option<Field> {
    let mut fields = Row::DISPUTES.all_fields();
    fields.find(|field| field.column() == column && field.proceeding() == Some(proceeding))
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.id())
    }
}

/// A text that is no field's id.
///
/// ```
/// let error = "applications.received".parse::<gongkai::Field>().unwrap_err();
/// assert_eq!(error.to_string(), "no field has the id \"applications.received\"");
/// assert_eq!(error.text(), "applications.received");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field has the id {text:?}")]
pub struct UnknownField {
    text: String,
}

impl UnknownField {
    /// The text that was to be an id.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        let found = ALL.iter().find(|field| field.id() == text);
        found.copied().ok_or_else(|| UnknownField {
            text: text.to_owned(),
        })
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor(PhantomData))
    }
}

impl Named for Field {
    const WHAT: &'static str = "field";
}
