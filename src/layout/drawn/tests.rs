use super::rebuild;
use crate::fold::fold;

/// The lines, cells in brackets; the lines of a cell joined by `/`.
#[track_caller]
fn cut(text: &str) -> Vec<String> {
    let tokens = fold(text);
    let Some(strip) = rebuild(text, &tokens) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for line in &strip.lines {
        let mut shown = String::new();
        for field in strip.fields_of(line) {
            let said: String = strip
                .tokens_of(field)
                .slice()
                .iter()
                .map(|token| token.ch())
                .collect();
            shown.push_str(&format!("[{}]", said.replace('\n', "/")));
        }
        lines.push(shown);
    }
    lines
}

#[test]
fn throwaway() {
    for path in std::env::var("DRAWN")
        .unwrap_or_default()
        .split_whitespace()
    {
        println!("=== {path}");
        for line in cut(&std::fs::read_to_string(path).unwrap()) {
            println!("{:2} {line}", line.matches('[').count());
        }
    }
}
