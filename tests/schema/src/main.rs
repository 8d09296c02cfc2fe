//! Holds records against docs/record.schema.json.
//!
//! ```text
//! cargo run -- records.jsonl...
//! ```
//!
//! checks every line of files that `extract` wrote, and exits with 1 if one is not as the schema has it. The tests check the records of all fixtures
//! and examples, and that the schema is as strict as it says.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jsonschema::Validator;
use serde_json::Value;

/// A path of the repository.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

/// The schema, or one of its definitions.
fn validator(definition: Option<&str>) -> Validator {
    let text = fs::read_to_string(path("docs/record.schema.json")).expect("the schema is there");
    let mut schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    if let (Some(name), Some(members)) = (definition, schema.as_object_mut()) {
        members.remove("oneOf");
        members.insert("$ref".to_owned(), format!("#/$defs/{name}").into());
    }
    jsonschema::draft202012::new(&schema).expect("the schema can be used")
}

/// What is wrong with a record.
fn faults(record: &Value) -> Vec<String> {
    let definition = if record.get("error").is_some() {
        "failure"
    } else {
        "record"
    };
    let validator = validator(Some(definition));
    let faults = validator.iter_errors(record);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

fn main() -> ExitCode {
    let validator = validator(None);
    let (mut records, mut wrong) = (0, 0);
    for file in env::args().skip(1) {
        let text = fs::read_to_string(&file).expect("the file can be read");
        for (at, line) in text.lines().enumerate() {
            records += 1;
            let record: Value = serde_json::from_str(line).expect("a line is JSON");
            if !validator.is_valid(&record) {
                wrong += 1;
                println!("{file}:{}: {}", at + 1, faults(&record).join("\n    "));
            }
        }
    }
    println!("{records} records, {wrong} wrong");
    ExitCode::from(u8::from(wrong > 0 || records == 0))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The documents of a folder and of those in it.
    fn documents(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            let name = path.extension().and_then(|name| name.to_str());
            if path.is_dir() {
                found.extend(documents(&path));
            } else if matches!(name, Some("txt" | "html" | "docx" | "xlsx")) {
                found.push(path);
            }
        }
        found
    }

    /// The records of a document, or the one that says why there is none.
    fn records(bytes: &[u8]) -> Vec<Value> {
        let value = |record| serde_json::to_value(record).expect("a record is JSON");
        match gongkai::read_all(bytes) {
            Ok(reports) => reports
                .iter()
                .map(|report| serde_json::to_value(report.record("a document")))
                .map(|record| record.expect("a record is JSON"))
                .collect(),
            Err(error) => vec![value(error.record("a document"))],
        }
    }

    /// The example's record.
    fn example() -> Value {
        let bytes = fs::read(path("examples/data/report-2023.txt")).expect("the report is there");
        records(&bytes).remove(0)
    }

    #[test]
    fn every_record_is_as_the_schema_has_it() {
        let validator = validator(None);
        let (mut count, mut wrong) = (0, Vec::new());
        for folder in ["tests/fixtures", "examples/data"] {
            for document in documents(&path(folder)) {
                for record in records(&fs::read(&document).expect("it can be read")) {
                    count += 1;
                    if !validator.is_valid(&record) {
                        wrong.push(format!(
                            "{}: {}",
                            document.display(),
                            faults(&record).join("\n    ")
                        ));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(count > 30, "{count} records");
    }

    #[test]
    fn every_error_is_as_the_schema_has_it() {
        let validator = validator(Some("failure"));
        for bytes in [
            &b""[..],
            b"%PDF-1.7",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ] {
            let [record] = &records(bytes)[..] else {
                panic!("{bytes:?}")
            };
            assert!(validator.is_valid(record), "{record}");
        }
    }

    #[test]
    fn the_fields_are_those_of_the_crate() {
        let text =
            fs::read_to_string(path("docs/record.schema.json")).expect("the schema is there");
        let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
        let ids: Vec<Value> = gongkai::Field::all()
            .map(|field| field.id().into())
            .collect();
        assert_eq!(schema["$defs"]["field"]["enum"], Value::from(ids));
    }

    #[test]
    fn what_the_contract_forbids_is_wrong() {
        let total = "/fields/applications.received.total";
        let cases = [
            ("/colour", json!("red")),
            ("/year", json!("2023")),
            ("/template", json!("2020")),
            (
                "/fields/applications.received.sum",
                json!({"state": "absent"}),
            ),
            (
                total,
                json!({"state": "reported", "value": 14, "raw": "14", "span": [0, 2]}),
            ),
            (
                total,
                json!({"state": "reported", "value": "14.5", "raw": "14.5", "span": [0, 4]}),
            ),
            (
                total,
                json!({"state": "reported", "value": "+14", "raw": "14", "span": [0, 2]}),
            ),
            (
                total,
                json!({"state": "reported", "value": "014", "raw": "14", "span": [0, 2]}),
            ),
            (
                total,
                json!({"state": "reported", "value": "14", "unit": "万元", "raw": "14", "span": [0, 2]}),
            ),
            (
                total,
                json!({"state": "blank", "value": "0", "raw": "", "span": [0, 0]}),
            ),
            (total, json!({"state": "blank", "raw": "-", "span": [0, 1]})),
            (total, json!({"state": "absent", "raw": ""})),
            (total, json!({"state": "zero"})),
            (total, json!({"state": "ambiguous"})),
            (
                total,
                json!({"state": "nil", "raw": "—", "span": [0, 1, 2]}),
            ),
            (total, json!({"state": "nil", "raw": "—", "span": [0, -1]})),
            ("/findings/0", json!({"code": "x"})),
            ("/tables/fees", json!({})),
        ];
        let validator = validator(None);
        assert!(validator.is_valid(&example()));
        for (pointer, value) in cases {
            let mut record = example();
            let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
            match record.pointer_mut(parent).expect("the parent is there") {
                Value::Object(members) => drop(members.insert(name.to_owned(), value.clone())),
                Value::Array(items) => items[0] = value.clone(),
                other => panic!("{other}"),
            }
            assert!(!validator.is_valid(&record), "{pointer}: {value}");
        }
    }
}
