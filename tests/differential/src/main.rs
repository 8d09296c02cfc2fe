//! Compares the cells of random broken pages with those of a tree by the standard.
//!
//! ```text
//! cargo run --release -- [COUNT [FIRST SEED]]
//! cargo run --release -- show SEED
//! ```

mod cells;
mod snippet;
mod tree;

use std::process::ExitCode;

use cells::Row;
use tree::Tree;

/// A difference that is meant to be.
struct Kind {
    name: &'static str,
    /// How many of 100,000 snippets may differ so.
    most: usize,
    is: fn(&str, &Tree) -> bool,
}

/// The first that fits names a difference.
const KINDS: &[Kind] = &[
    Kind {
        name: "templates: one that is not ended ends elsewhere",
        most: 600,
        is: |page, _| page.contains("<template"),
    },
    Kind {
        name: "foreign content: within svg and math all tags are other ones",
        most: 600,
        is: |page, _| page.contains("<svg") || page.contains("<math"),
    },
    Kind {
        name: "select: what else stands in it",
        most: 100,
        is: |page, _| page.contains("<select"),
    },
    Kind {
        name: "rows and cells outside of every table: the standard drops the tags",
        most: 2500,
        is: |_, tree| tree.errors.iter().any(|error| is_outside(error)),
    },
    Kind {
        name: "a page that ends within a tag: the empty cell that is open there is none",
        most: 200,
        is: |_, tree| {
            let mut errors = tree.errors.iter();
            errors.any(|error| error.starts_with("Saw EOF in state"))
        },
    },
    Kind {
        name: "columns beyond 256: they are not told apart",
        most: 100,
        is: |page, _| page.contains("colspan=1000"),
    },
    Kind {
        name: "foster parenting: what stands in a table outside of its cells stays there",
        most: 1500,
        is: |_, tree| tree.fostered,
    },
    Kind {
        name: "raised or struck text: it ends with the block or the table",
        most: 200,
        is: |page, _| {
            let tags = ["<sup>", "<sub>", "<del>", "<s>"];
            tags.iter().any(|tag| page.contains(tag))
        },
    },
];

/// Whether the standard met a part of a table where none is open, and left it out.
fn is_outside(error: &str) -> bool {
    error.contains("StartTag")
        && error.contains("insertion mode InBody")
        && ["td", "th", "tr", "tbody", "thead", "tfoot"]
            .iter()
            .any(|name| error.contains(&format!("name: Atom(\\'{name}\\'")))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|it| it.parse::<u64>().ok());
    if arguments.first().is_some_and(|first| first == "show") {
        show(number(1).unwrap_or(0));
        return ExitCode::SUCCESS;
    }
    let (count, first) = (number(0).unwrap_or(100_000), number(1).unwrap_or(0));
    let mut declared: Vec<Vec<(usize, u64)>> = vec![Vec::new(); KINDS.len()];
    let mut undeclared = Vec::new();
    let mut rows = 0;
    for seed in first..first + count {
        let page = snippet::snippet(seed);
        let tree = tree::tree(&page);
        let theirs = cells::rows(&tree.document);
        rows += theirs.len();
        if ours(&page) == theirs {
            continue;
        }
        let kind = KINDS.iter().position(|kind| (kind.is)(&page, &tree));
        let differ = kind.and_then(|kind| declared.get_mut(kind));
        differ.unwrap_or(&mut undeclared).push((page.len(), seed));
    }
    let mut too_many = false;
    for (kind, differ) in KINDS.iter().zip(&declared) {
        println!("{:>8} {}", differ.len(), kind.name);
        too_many |= differ.len() as u64 * 100_000 > kind.most as u64 * count.max(10_000);
    }
    println!("{:>8} undeclared", undeclared.len());
    println!("{count:>8} snippets, {rows} rows");
    undeclared.sort_unstable();
    for (_, seed) in undeclared.iter().take(8) {
        show(*seed);
    }
    if too_many {
        println!("more differences of a kind than are declared");
    }
    if undeclared.is_empty() && !too_many {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The rows that the crate gives, without white space.
fn ours(page: &str) -> Vec<Row> {
    let plain = |cell: String| {
        cell.chars()
            .filter(|ch| !ch.is_ascii_whitespace())
            .collect()
    };
    let rows = gongkai::_bench::page_rows(page).into_iter();
    rows.map(|row| row.into_iter().map(|cell| cell.map(plain)).collect())
        .collect()
}

/// Prints a snippet and what became of it.
fn show(seed: u64) {
    let page = snippet::snippet(seed);
    let tree = tree::tree(&page);
    println!("-- {seed}: {page:?}");
    println!("   ours     {:?}", ours(&page));
    println!("   standard {:?}", cells::rows(&tree.document));
    println!(
        "   {} {:?}",
        if tree.fostered { "fostered" } else { "" },
        tree.errors
    );
}
