//! `docs/grammar.md` sets the official form beside the productions that read it, as they stand in the source.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gongkai::{Field, Template};

/// A part of a report: what the form prints there, and which files hold the productions that read it.
struct Part {
    title: &'static str,
    printed: &'static str,
    read: &'static str,
    files: &'static [&'static str],
}

const PARTS: &[Part] = &[
    Part {
        title: "Title and period",
        printed: "青禾县水务局2023年政府信息公开工作年度报告<br>……2023年1月1日起至2023年12月31日止",
        read: "whose report it is, on which year and which days",
        files: &[
            "src/grammar/preamble/mentions.rs",
            "src/grammar/preamble/dates.rs",
            "src/grammar/preamble/verdict.rs",
        ],
    },
    Part {
        title: "Headings",
        printed: "一、总体情况<br>二、主动公开政府信息情况<br>三、收到和处理政府信息公开申请情况<br>四、政府信息公开行政复议、行政诉讼情况<br>五、存在的主要问题及改进情况<br>六、其他需要报告的事项",
        read: "where the six sections begin",
        files: &["src/grammar/preamble/headings.rs"],
    },
    Part {
        title: "Labels",
        printed: "第二十条第（一）项<br>（三）不予公开<br>1.属于国家秘密<br>本年收费金额（单位：万元）",
        read: "which row or column a cell names; the letters of every label are the template's",
        files: &["src/grammar/label.rs"],
    },
    Part {
        title: "Cells",
        printed: "12　（blank）　—　22（其中修订4件）　12.5万元",
        read: "what a cell holds",
        files: &["src/grammar/mod.rs", "src/grammar/number.rs"],
    },
    Part {
        title: "Rows on one line",
        printed: "规章 3 0 12 行政规范性文件 2 1 22",
        read: "labels and values where nothing but blanks parts them",
        files: &["src/place/run_on/islands.rs"],
    },
    Part {
        title: "A cell a line",
        printed: "规章<br>3<br>0<br>12",
        read: "what a line may hold where lines part the cells",
        files: &["src/place/stacked/spread.rs"],
    },
    Part {
        title: "Sentences",
        printed: "全年共收到政府信息公开申请14件，其中自然人13件、法人1件；未收取信息处理费。",
        read: "what the six sections say about the form's quantities",
        files: &[
            "src/grammar/claims/mod.rs",
            "src/grammar/claims/lexeme.rs",
            "src/grammar/claims/clause/mod.rs",
            "src/grammar/claims/clause/applications.rs",
            "src/grammar/claims/clause/others.rs",
        ],
    },
];

/// The productions in the comments of a source file, in their order.
fn productions(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut found = String::new();
    let mut inside = false;
    for line in source.lines() {
        let comment = line.trim_start();
        let comment = comment
            .strip_prefix("///")
            .or_else(|| comment.strip_prefix("//!"));
        let comment = comment.map(|text| text.strip_prefix(' ').unwrap_or(text));
        match comment {
            Some("```text") => inside = true,
            Some("```") => inside = false,
            Some(text) if inside => {
                found.push_str(text.trim_end());
                found.push('\n');
            }
            _ => inside = false,
        }
    }
    assert!(found.contains('='), "{file} has no production");
    found
}

/// The rows of a form: its label, the columns, and the fields of them.
fn rows(template: Template) -> Vec<(&'static str, Vec<Field>)> {
    let mut rows: Vec<(&str, &str, Vec<Field>)> = Vec::new();
    for field in Field::all().filter(|field| field.templates().contains(&template)) {
        let stem = field.id().rsplit_once('.').map_or("", |(stem, _)| stem);
        match rows.last_mut() {
            Some((last, _, fields)) if *last == stem => fields.push(field),
            _ => rows.push((stem, field.row_label(), vec![field])),
        }
    }
    rows.into_iter()
        .map(|(_, label, fields)| (label, fields))
        .collect()
}

/// A label as this form prints it: where the two differ, the catalogue has both, the older first.
fn label(both: &'static str, template: Template) -> &'static str {
    let mut labels = both.split('|');
    match template {
        Template::Y2019 => labels.next(),
        _ => labels.next_back(),
    }
    .unwrap_or(both)
}

/// A form with the id of each field in its place.
fn form(page: &mut String, template: Template) {
    let columns = |fields: &[Field]| -> Vec<&str> {
        let labels = fields.iter().map(|it| label(it.column_label(), template));
        labels.collect()
    };
    let mut above = Vec::new();
    for (row, fields) in rows(template) {
        let these = columns(&fields);
        if these != above {
            let _ = write!(page, "\n| | | {} |\n", these.join(" | "));
            let _ = writeln!(page, "| --- | --- |{}", " --- |".repeat(these.len()));
            above = these;
        }
        let ids: Vec<(&str, &str)> = fields
            .iter()
            .filter_map(|field| field.id().rsplit_once('.'))
            .collect();
        let stem = ids.first().map_or("", |(stem, _)| *stem);
        let ends: Vec<String> = ids.iter().map(|(_, end)| format!("`.{end}`")).collect();
        let _ = writeln!(
            page,
            "| {} | `{stem}` | {} |",
            label(row, template),
            ends.join(" | ")
        );
    }
}

fn page() -> String {
    let mut page = String::from(
        "# The form and its grammar\n\n\
         Made from the source and the catalogue by `BLESS=1 cargo test --test grammar`. Do not edit.\n\n\
         On the left what the official form prints, on the right the productions that read it, as they stand in the source: `*` is\n\
         any number of what follows, `1*` at least one, `[ ]` none or one, `|` or `/` a choice, and behind `;` is a remark. Words in Latin letters are\n\
         productions or kinds of words, which `src/template/` lists; Chinese ones stand for themselves and for all that means the\n\
         same. All of it is read after folding: Traditional, full-width and compatibility characters are those of the form.\n\n\
         What no production says is which blank a blank is. That is told by the table as a whole:\n\
         [DESIGN.md](../DESIGN.md) has how.\n",
    );
    for part in PARTS {
        let _ = write!(
            page,
            "\n## {}\n\n{}.\n\n<table><tr><td>\n\n{}\n\n</td><td>\n\n```text\n",
            part.title,
            capital(part.read),
            part.printed
        );
        for file in part.files {
            page.push_str(&productions(file));
        }
        page.push_str("```\n\n</td></tr></table>\n");
    }
    for template in Template::ALL {
        let _ = write!(
            page,
            "\n## The form of {}, and the id of each cell\n\nThe second column and the end make the id: [fields.csv](fields.csv) has them whole.\n",
            template.as_str()
        );
        form(&mut page, *template);
    }
    page
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|ch| ch.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

#[test]
fn the_page_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/grammar.md");
    let wanted = page();
    if fs::read_to_string(&file).is_ok_and(|found| found == wanted) {
        return;
    }
    assert!(
        std::env::var_os("BLESS").is_some(),
        "docs/grammar.md is not current: BLESS=1 cargo test --test grammar writes it"
    );
    fs::write(&file, wanted).unwrap();
}

/// A production that no part of the page names would be missing from it.
#[test]
fn every_file_with_productions_is_on_the_page() {
    fn visit(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if fs::read_to_string(&path).unwrap().contains("```text\n") {
                let root = Path::new(env!("CARGO_MANIFEST_DIR"));
                found.push(path.strip_prefix(root).unwrap().display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["grammar", "place"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        visit(&root.join(folder), &mut found);
    }
    found.sort();
    let mut listed: Vec<&str> = PARTS.iter().flat_map(|part| part.files).copied().collect();
    listed.sort_unstable();
    assert_eq!(found, listed);
}
