//! For the tests of the examples: what examples/README.md shows is what they print.

use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/README.md");

/// Checks that the first block of output in a section is `printed`, or writes it there where `BLESS` says so.
#[track_caller]
pub(crate) fn shows(section: &str, printed: &str) {
    let page = fs::read_to_string(PAGE).expect("the page is there");
    let (before, rest) = page
        .split_once(&format!("## {section}\n"))
        .expect("the page has the section");
    let (lead, rest) = rest
        .split_once("```text\n")
        .expect("the section has a block of output");
    let (shown, behind) = rest.split_once("```").expect("the block ends");
    if shown.trim_end() == printed.trim_end() {
        return;
    }
    assert!(
        std::env::var_os("BLESS").is_some(),
        "examples/README.md shows other output for {section}: run BLESS=1 cargo test --examples"
    );
    let output = printed.trim_end();
    let page = format!("{before}## {section}\n{lead}```text\n{output}\n```{behind}");
    fs::write(PAGE, page).expect("the page can be written");
}
