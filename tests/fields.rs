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

/// Words of the form that are the label of no field's row or column: headings and corners.
const HEADINGS: &[&str] = &[
    "政府信息公开工作年度报告",
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
    "第二十条第（一）项",
    "第二十条第（五）项",
    "第二十条第（六）项",
    "第二十条第（八）项",
    "第二十条第（九）项",
    "信息内容",
    "申请人情况",
    "法人或其他组织",
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    "三、本年度办理结果",
    "行政复议",
    "行政诉讼",
    "未经复议直接起诉",
    "复议后起诉",
];

/// The words of the form for libFuzzer, which takes bytes that are no ASCII as escapes only.
fn dictionary() -> String {
    let mut words: Vec<&str> = HEADINGS.to_vec();
    words.extend(Field::all().flat_map(|field| [field.row_label(), field.column_label()]));
    words.extend([
        "<table>", "<tr>", "<td>", "</td>", "colspan=", "rowspan=", "<br>", "&nbsp;",
    ]);
    words.sort_unstable();
    words.dedup();
    let mut text = String::from(
        "## Made by `BLESS=1 cargo test --test fields`: the words of the form, for the fuzzers of fuzz/.\n",
    );
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        let escaped: String = word.bytes().map(|byte| format!("\\x{byte:02X}")).collect();
        text += &format!("# {word}\n\"{escaped}\"\n");
    }
    text
}

#[test]
fn the_fuzzers_dictionary_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/form.dict");
    let wanted = dictionary();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &wanted).expect("tests/data/form.dict can be written");
    }
    let found = fs::read_to_string(file).expect("tests/data/form.dict is there");
    assert_eq!(
        found, wanted,
        "tests/data/form.dict is old; BLESS=1 writes it anew"
    );
}
