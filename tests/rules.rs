//! `docs/rules.md` is what the registry says.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use gongkai::Code;
use gongkai::check::{Scope, rules};

/// The page, from the registry.
fn page() -> String {
    let mut page = String::from(
        "# Rules and codes\n\n\
         Made from the registry by `BLESS=1 cargo test --test rules`. Do not edit.\n\n\
         A finding has a code. Codes with a dot are those of the rules: numbers were read, and they do not agree. The others\n\
         are those of the reading: something could not be read, or is unusual. A code never changes its meaning.\n",
    );
    let scopes = [
        (Scope::Report, "One report", "`Report::check`"),
        (Scope::Years, "One year and the next", "`check::years`"),
        (Scope::Bodies, "A body and its parts", "`check::aggregate`"),
    ];
    for (scope, title, call) in scopes {
        let _ = write!(page, "\n## {title}\n\nAsked by {call}.\n\n");
        page.push_str("| code | severity | what is wrong | 问题 | source |\n| --- | --- | --- | --- | --- |\n");
        for rule in rules().filter(|rule| rule.scope() == scope) {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} | {} |",
                rule.code(),
                rule.severity(),
                rule.summary(),
                rule.summary_zh(),
                rule.source()
            );
        }
    }
    page.push_str("\n## The reading\n\nIn `Report::findings`.\n\n");
    page.push_str("| code | severity | what is odd | 问题 |\n| --- | --- | --- | --- |\n");
    let of_rules: Vec<Code> = rules().map(|rule| rule.code()).collect();
    for code in Code::all().filter(|code| !of_rules.contains(code)) {
        let (Some(severity), Some(english), Some(chinese)) =
            (code.severity(), code.summary(), code.summary_zh())
        else {
            panic!("{code} has no words");
        };
        let _ = writeln!(page, "| `{code}` | {severity} | {english} | {chinese} |");
    }
    page
}

#[test]
fn the_page_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let wanted = page();
    if fs::read_to_string(&file).is_ok_and(|found| found == wanted) {
        return;
    }
    assert!(
        std::env::var_os("BLESS").is_some(),
        "docs/rules.md is not current: run BLESS=1 cargo test --test rules"
    );
    fs::write(&file, wanted).expect("the file can be written");
}

#[test]
fn cells_of_the_page_need_no_escape() {
    assert!(
        page()
            .lines()
            .filter(|line| line.starts_with('|'))
            .all(|line| {
                let bars = line.matches('|').count();
                bars == 5 || bars == 6
            })
    );
}
