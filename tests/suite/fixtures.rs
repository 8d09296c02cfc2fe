//! Small documents of our own, each with the record it must give; `BLESS=1` writes the records.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// Where the cases are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// What a document may be called. Web pages only where this build reads them.
const NAMES: &[&str] = &[
    "input.txt",
    #[cfg(feature = "html")]
    "input.html",
];

/// The document of a case.
fn document(case: &Path) -> Option<PathBuf> {
    let names = NAMES.iter().map(|name| case.join(name));
    names.into_iter().find(|path| path.is_file())
}

/// The cases: every folder that holds a document.
fn cases() -> BTreeSet<String> {
    fs::read_dir(folder())
        .expect("tests/fixtures is there")
        .filter_map(Result::ok)
        .filter(|entry| document(&entry.path()).is_some())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// The records of a document, without the reader's version and without the cells that it lacks.
fn records(name: &str, bytes: &[u8]) -> Value {
    let reports = match gongkai::read_all(bytes) {
        Ok(reports) => reports,
        Err(error) => return Value::String(error.to_string()),
    };
    let records = reports.iter().map(|report| {
        let mut record = serde_json::to_value(report.record(name)).expect("a record is JSON");
        if let Some(record) = record.as_object_mut() {
            record.remove("reader");
            if let Some(fields) = record.get_mut("fields").and_then(Value::as_object_mut) {
                fields.retain(|_, cell| cell["state"] != "absent");
            }
        }
        record
    });
    Value::Array(records.collect())
}

/// JSON with a line for every member of a record, every field and every finding.
fn lines(value: &Value, depth: usize) -> String {
    let pad = " ".repeat(depth);
    match value {
        Value::Object(members) if depth < 2 || nests(members) && depth < 3 => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| {
                    format!(
                        "{pad} {}: {}",
                        Value::from(name.as_str()),
                        lines(value, depth + 1)
                    )
                })
                .collect();
            format!("{{\n{}\n{pad}}}", members.join(",\n"))
        }
        Value::Array(items) if depth < 3 && items.iter().any(Value::is_object) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| format!("{pad} {}", lines(item, depth + 1)))
                .collect();
            format!("[\n{}\n{pad}]", items.join(",\n"))
        }
        _ => value.to_string(),
    }
}

/// Whether an object is a list of objects by name.
fn nests(members: &Map<String, Value>) -> bool {
    !members.is_empty() && members.values().all(Value::is_object)
}

/// The first place where two values differ.
fn difference(wanted: &Value, got: &Value, at: &str) -> Option<String> {
    match (wanted, got) {
        (Value::Object(one), Value::Object(two)) => {
            let names: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
            names.into_iter().find_map(|name| {
                let member = |all: &Map<String, Value>| all.get(name).cloned().unwrap_or_default();
                difference(&member(one), &member(two), &format!("{at}/{name}"))
            })
        }
        (Value::Array(one), Value::Array(two)) if one.len() == two.len() => {
            let pairs = one.iter().zip(two).enumerate();
            pairs
                .into_iter()
                .find_map(|(place, (one, two))| difference(one, two, &format!("{at}/{place}")))
        }
        _ if wanted == got => None,
        _ => Some(format!("{at}: expected {wanted}, got {got}")),
    }
}

#[test]
fn every_case_gives_its_record() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = Vec::new();
    for name in cases() {
        let case = folder().join(&name);
        let path = document(&case).expect("a case has a document");
        let got = records(&name, &fs::read(path).expect("it can be read"));
        let path = case.join("record.json");
        if bless {
            fs::write(&path, lines(&got, 0) + "\n").expect("the record can be written");
            continue;
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default();
        let wanted: Value = serde_json::from_str(&wanted).unwrap_or_default();
        if let Some(difference) = difference(&wanted, &got, "") {
            faults.push(format!("{name}{difference}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_case_has_a_line_in_the_readme() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("a README is there");
    let told: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .map(|(name, _)| name.to_owned())
        .collect();
    let cases = cases();
    assert!(cases.is_subset(&told), "{cases:?}");
    // A folder with a page of its own is no case.
    let folders = fs::read_dir(folder()).expect("tests/fixtures is there");
    let folders = folders
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir() && !entry.path().join("README.md").exists());
    assert_eq!(folders.count(), told.len());
}
