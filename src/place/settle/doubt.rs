//! What speaks against a row whose values have found their places.

use crate::{
    fold::{Class, Token},
    grammar::number::begins_content,
    layout::Field as Slot,
    place::{
        assemble::{Header, Run, Sheet},
        columns::{Choice, Placement, Verdict},
        item::Item,
        lines::Rows,
        stray,
    },
    template::{Block, Column, Field, Kind, Template},
};

/// Whether an amount of money stands where things are counted, in a row that has a column for money: the row's values may
/// have moved.
pub(super) fn has_money_astray(
    rows: &Rows<'_, '_>,
    fields: &[Field],
    placement: &Placement,
) -> bool {
    let counts = |field: &Field| field.kind() != Kind::Money;
    let money =
        |choice: &Choice| matches!(choice, Choice::Field(index) if stray::is_money(rows, *index));
    !fields.iter().all(counts)
        && fields
            .iter()
            .zip(&placement.choices)
            .any(|(field, choice)| counts(field) && money(choice))
}

/// Where nothing but lines tells cells, and those of most rows are lost, a number behind the label of a row of one column may as well
/// be that of a page.
pub(super) fn doubt_lone_numbers(
    rows: &Rows<'_, '_>,
    sheet: &Sheet,
    columns: &dyn Fn(&Run) -> usize,
    placements: &mut [Placement],
) {
    let says = |run: &&Run| {
        let items = rows.items_of(run.first, run.last);
        items.iter().any(Item::is_value)
    };
    let valued = || sheet.runs.iter().filter(says);
    let bare = sheet.runs.iter().zip(&*placements);
    let bare = bare.filter(|(run, own)| run.first == run.last && !own.is_settled());
    let lone = valued().all(|run| columns(run) == 1) && bare.count() > valued().count();
    for (run, placement) in sheet.runs.iter().zip(placements) {
        if lone && says(&run) {
            unsettle(placement);
        }
    }
}

/// Whether a row has both values and blank cells.
pub(super) fn has_both(rows: &Rows<'_, '_>, run: &Run) -> bool {
    let items = rows.items_of(run.first, run.last);
    items.iter().any(Item::is_value) && items.iter().any(Item::is_blank)
}

/// Whether a field of the row holds two values with a wide gap between: columns by position, which tabs lead to here and there.
pub(super) fn holds_columns(rows: &Rows<'_, '_>, run: &Run) -> bool {
    let is_value = |token: &Token| matches!(token.class(), Class::Digit | Class::Dash);
    let wide = |field: &Slot| {
        let (mut spaces, mut behind_value) = (0, false);
        rows.strip.tokens_of(field).slice().iter().any(|token| {
            if token.class() == Class::Space {
                spaces += 1;
                return false;
            }
            let parts = behind_value && spaces > 1 && is_value(token);
            (spaces, behind_value) = (0, is_value(token));
            parts
        })
    };
    let fields = rows.fields_of(run.first, run.last).iter();
    fields
        .zip(rows.items_of(run.first, run.last))
        .any(|(field, said)| matches!(said, Item::Text { .. }) && wide(field))
}

/// Whether a field is numbers and signs, and more than one number: 19增5, 6+21, 1 -1.
pub(super) fn holds_two_values(tokens: &[Token]) -> bool {
    let numeric = |token: &Token| match token.class() {
        Class::Digit | Class::Plus | Class::Dash | Class::Space | Class::Dot | Class::Comma => true,
        Class::Letter => begins_content(token.ch()),
        _ => false,
    };
    let inside = |token: &Token| matches!(token.class(), Class::Digit | Class::Dot | Class::Comma);
    let numbers = tokens.split(|token| !inside(token));
    let numbers = numbers.filter(|number| number.iter().any(|it| it.class() == Class::Digit));
    tokens.iter().all(numeric) && numbers.count() > 1
}

/// Whether the columns stand in the form's order, as far as the header shows them. A header may stand there again.
pub(super) fn in_order(block: Block, header: &Header) -> bool {
    let order = |column: Column| {
        Template::ALL.iter().find_map(|&template| {
            block
                .columns(template)
                .iter()
                .position(|each| *each == column)
        })
    };
    let organisations = |column: &Column| block != Block::Applications || column.parent().is_some();
    let (mut first, mut before): (Option<usize>, Option<usize>) = (None, None);
    let columns = header
        .columns
        .iter()
        .map(|(column, _)| *column)
        .filter(organisations);
    for place in columns.filter_map(order) {
        let again = *first.get_or_insert(place) == place || place == 0;
        if before.is_some_and(|before| place < before && !again) {
            return false;
        }
        before = Some(place);
    }
    true
}

/// Takes a settled row back.
pub(crate) fn unsettle(placement: &mut Placement) {
    let fields: Vec<u32> = placement
        .choices
        .iter()
        .filter_map(|choice| {
            if let Choice::Field(field) = choice {
                Some(*field)
            } else {
                None
            }
        })
        .collect();
    for choice in &mut placement.choices {
        if !matches!(choice, Choice::Open { .. }) {
            *choice = Choice::Open {
                fields: fields.clone(),
                blank: false,
            };
        }
    }
    placement.verdict = Verdict::Open;
}
