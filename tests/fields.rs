//! The catalogue of fields is the agreed one, and `docs/fields.csv` is current.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai::{Field, Quantity, Template, UnknownField};

/// The ids of the published catalogue, one a line.
const IDS: &str = include_str!("fixtures/field-ids.txt");

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/fields.csv")
}

/// The agreed list of quantities that are no cells: name, words and meaning, under a header.
const QUANTITIES: &str = include_str!("fixtures/quantities.csv");

#[test]
fn quantities_are_the_cells_and_the_agreed_sums() {
    let sums: Vec<Quantity> = Quantity::all().skip(Field::all().len()).collect();
    let listed: Vec<(&str, &str)> = QUANTITIES
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut members = line.split(',');
            Some((members.next()?, members.next()?))
        })
        .collect();
    let declared: Vec<(&str, &str)> = sums.iter().map(|it| (it.id(), it.label())).collect();
    assert_eq!(declared, listed);
    for (quantity, field) in Quantity::all().zip(Field::all()) {
        assert_eq!(quantity, Quantity::from(field));
        assert_eq!((quantity.id(), quantity.field()), (field.id(), Some(field)));
    }
    for quantity in Quantity::all() {
        assert_eq!(quantity.id().parse(), Ok(quantity));
        assert_eq!(quantity.to_string(), quantity.id());
        assert!(!quantity.label().is_empty());
    }
    assert!("applications.received".parse::<Quantity>().is_err());
}

/// The catalogue as a table.
fn catalogue() -> String {
    let mut text = String::from("id,template,section,row_zh,column_zh,kind,unit\n");
    for field in Field::all() {
        let template = match field.templates() {
            [one] => one.as_str(),
            _ => "both",
        };
        let cells = [
            field.id(),
            template,
            field.section().numeral(),
            field.row_label(),
            field.column_label(),
            field.kind().as_str(),
            field.unit(),
        ];
        assert!(
            cells.iter().all(|cell| !cell.contains([',', '"', '\n'])),
            "{cells:?} needs quotes"
        );
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

#[test]
fn the_ids_are_the_published_ones_in_their_order() {
    let ids: Vec<&str> = Field::all().map(Field::id).collect();
    let published: Vec<&str> = IDS.lines().collect();
    assert_eq!(ids.len(), 226);
    assert_eq!(ids, published);
}

#[test]
fn the_forms_have_198_and_200_fields() {
    let count = |template| Field::all().filter(|field| field.is_in(template)).count();
    assert_eq!(count(Template::Y2019), 198);
    assert_eq!(count(Template::Y2021), 200);
    assert!(Field::all().all(|field| !field.templates().is_empty()));
}

#[test]
fn a_field_survives_its_text_and_its_json() {
    for field in Field::all() {
        assert_eq!(field.to_string().parse(), Ok(field));
        let json = serde_json::to_string(&field).expect("a field is a string");
        assert_eq!(json, format!("\"{}\"", field.id()));
        assert_eq!(
            serde_json::from_str::<Field>(&json).expect("the same field"),
            field
        );
    }
}

#[test]
fn what_is_no_id_is_refused() {
    let id = "applications.received";
    let error: UnknownField = id.parse::<Field>().expect_err("the id of a row");
    assert_eq!(error.text(), id);
    for json in ["\"\"", "\"applications.received\"", "7", "null"] {
        assert!(serde_json::from_str::<Field>(json).is_err(), "{json}");
    }
}

#[test]
fn the_order_of_fields_is_that_of_the_form() {
    assert!(Field::all().is_sorted());
    assert_eq!(Field::all().len(), Field::all().count());
}

#[test]
fn the_catalogue_in_docs_is_current() {
    let wanted = catalogue();
    if std::env::var_os("BLESS").is_some() {
        fs::write(docs(), &wanted).expect("docs/fields.csv can be written");
    }
    let found = fs::read_to_string(docs()).expect("docs/fields.csv is there; BLESS=1 writes it");
    assert_eq!(
        found, wanted,
        "docs/fields.csv is old; BLESS=1 writes it anew"
    );
}
