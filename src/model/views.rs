//! What the typed views of the three tables are made of.

/// Declares views: structs that borrow a report and give its cells, or further views, by name.
///
/// ```text
/// name = documentation { accessor: documentation => cell "last part of the id" | view Type "part of the id"; … }
/// ```
///
/// A view of a fixed place (`at "…"`) knows its ids when it is compiled. Under test each view can walk
/// all its accessors, so that a test proves which cells they reach.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident at $prefix:literal {
        $(cells { $($(#[$cell_doc:meta])* $cell:ident;)* })?
        $(views { $($(#[$view_doc:meta])* $view:ident: $type:ident;)* })?
        $(rows { $($(#[$row_doc:meta])* $row:ident: $kind:ident;)* })?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'r> {
            report: &'r crate::model::Report,
        }

        impl<'r> $name<'r> {
            pub(super) const fn new(report: &'r crate::model::Report) -> Self {
                Self { report }
            }

            $($(
                $(#[$cell_doc])*
                #[must_use]
                pub fn $cell(self) -> &'r crate::model::Cell {
                    const FIELD: crate::template::Field = crate::model::views::field(concat!($prefix, ".", stringify!($cell)));
                    self.report.cell(FIELD)
                }
            )*)?

            $($(
                $(#[$view_doc])*
                #[must_use]
                pub const fn $view(self) -> $type<'r> {
                    $type::new(self.report)
                }
            )*)?

            $($(
                $(#[$row_doc])*
                #[must_use]
                pub const fn $row(self) -> $kind<'r> {
                    const FIRST: crate::template::Field = $kind::first(concat!($prefix, ".", stringify!($row)));
                    $kind::new(self.report, FIRST)
                }
            )*)?

            /// Every path of accessors from here on, with the cell it ends at.
            #[cfg(test)]
            pub(crate) fn walk(self, path: &str, found: &mut Vec<(String, &'r crate::model::Cell)>) {
                $($( found.push((format!("{path}.{}", stringify!($cell)), self.$cell())); )*)?
                $($( self.$view().walk(&format!("{path}.{}", stringify!($view)), found); )*)?
                $($( self.$row().walk(&format!("{path}.{}", stringify!($row)), found); )*)?
            }
        }
    };
}

/// Declares a view of a row: the same columns, wherever the row stands. The columns are neighbours in
/// the form, so that the first one finds them all.
macro_rules! row_view {
    ($(#[$doc:meta])* $name:ident { $($(#[$cell_doc:meta])* $cell:ident;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'r> {
            report: &'r crate::model::Report,
            first: crate::template::Field,
        }

        impl<'r> $name<'r> {
            pub(super) const fn new(report: &'r crate::model::Report, first: crate::template::Field) -> Self {
                Self { report, first }
            }

            /// The field of the first column, once it is sure that the others follow it in order.
            /// Only for constants: it stops the compilation if they do not.
            pub(super) const fn first(prefix: &str) -> crate::template::Field {
                crate::model::views::row(prefix, Self::COLUMNS)
            }

            /// The last parts of the ids, in the form's order.
            const COLUMNS: &'static [&'static str] = &[$(stringify!($cell)),+];

            $(
                $(#[$cell_doc])*
                #[must_use]
                pub fn $cell(self) -> &'r crate::model::Cell {
                    const OFFSET: usize = crate::model::views::position(stringify!($cell), $name::COLUMNS);
                    self.report.cell_after(self.first, OFFSET)
                }
            )+

            /// The cells in the form's order.
            pub fn cells(self) -> impl Iterator<Item = &'r crate::model::Cell> {
                [$(self.$cell()),+].into_iter()
            }

            /// Every path of accessors from here on, with the cell it ends at.
            #[cfg(test)]
            pub(crate) fn walk(self, path: &str, found: &mut Vec<(String, &'r crate::model::Cell)>) {
                $( found.push((format!("{path}.{}", stringify!($cell)), self.$cell())); )+
            }
        }
    };
}

pub(super) use {row_view, view};

use crate::template::Field;

/// The field of an id. Only for constants: it stops the compilation if there is none.
pub(super) const fn field(id: &str) -> Field {
    row(id, &[""])
}

/// The first field of a row whose columns are the given ones, in this order and without a gap. Only
/// for constants: it stops the compilation if there is none.
pub(super) const fn row(prefix: &str, columns: &[&str]) -> Field {
    let mut index = 0;
    while let Some((first, id)) = Field::at(index) {
        if is_id(id, prefix, columns[0]) {
            let mut column = 1;
            while column < columns.len() {
                match Field::at(index + column) {
                    Some((_, id)) if is_id(id, prefix, columns[column]) => column += 1,
                    _ => panic!("the form has the columns of this row in another order"),
                }
            }
            return first;
        }
        index += 1;
    }
    panic!("the form has no such field")
}

/// The place of a column among its like.
pub(super) const fn position(column: &str, columns: &[&str]) -> usize {
    let mut place = 0;
    while place < columns.len() && !is_id(column, columns[place], "") {
        place += 1;
    }
    place
}

/// Whether `id` is `prefix.column`, or `prefix` where the column is empty.
const fn is_id(id: &str, prefix: &str, column: &str) -> bool {
    let (id, prefix, column) = (id.as_bytes(), prefix.as_bytes(), column.as_bytes());
    let dot = if column.is_empty() { 0 } else { 1 };
    if id.len() != prefix.len() + dot + column.len() || !stands_at(id, 0, prefix) {
        return false;
    }
    column.is_empty() || (id[prefix.len()] == b'.' && stands_at(id, prefix.len() + 1, column))
}

/// Whether `part` stands in `bytes` at this place; `bytes` is long enough.
const fn stands_at(bytes: &[u8], at: usize, part: &[u8]) -> bool {
    let mut i = 0;
    while i < part.len() {
        if bytes[at + i] != part[i] {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::model::report::Draft;
    use crate::model::{Cell, Number, Report};
    use crate::span::Span;
    use crate::template::Field;

    /// A report in which every cell holds the place of its field.
    fn numbered() -> Report {
        let mut draft = Draft::new("");
        for field in Field::all() {
            let number = Number::from(field.index() as u32);
            draft.put(field, Cell::reported(number, None, "", Span::default()));
        }
        Report::from_draft(draft)
    }

    #[test]
    fn every_field_has_exactly_one_path_and_it_is_its_id() {
        let report = numbered();
        let mut found = Vec::new();
        report.article20().walk(&mut found);
        report.applications().walk("applications", &mut found);
        report.disputes().walk(&mut found);
        assert_eq!(found.len(), Field::COUNT);
        for (path, cell) in &found {
            let field: Field = path.parse().expect("the path is the id of a field");
            assert_eq!(
                cell.number(),
                Some(Number::from(field.index() as u32)),
                "{path}"
            );
        }
        let mut paths: Vec<_> = found.into_iter().map(|(path, _)| path).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), Field::COUNT);
    }

    #[test]
    fn rows_give_their_cells_in_the_forms_order() {
        let report = numbered();
        let first = report.applications().received().natural_person().number();
        let row: Vec<_> = report
            .applications()
            .received()
            .cells()
            .map(Cell::number)
            .collect();
        let expected = (0..7u32).map(|offset| first?.checked_add(Number::from(offset)));
        assert_eq!(row, expected.collect::<Vec<_>>());
        assert_eq!(report.disputes().litigation_direct().cells().count(), 5);
    }
}
