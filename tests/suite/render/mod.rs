//! Small renderers: each makes of a sheet the text that some tool makes of a report. Later layouts
//! add theirs to `LAYOUTS`.

mod aligned;
mod drawn;
mod pipes;
mod tabs;

use crate::generate::{Sheet, generate};
use crate::page::{Anchor, Grid, Part, page};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

/// A layout: its name, its renderer, and whether the place of every blank can be told from it.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    pub(crate) render: fn(&Sheet, &mut Rng) -> Rendered,
    /// Every cell, blank or not, can be told from the text. Where this is false a cell may be
    /// ambiguous or absent; no cell may ever be wrong.
    pub(crate) recoverable: bool,
    /// A blank shows only between numbers: of a report that has none nothing need be said.
    pub(crate) traceless: bool,
}

impl std::fmt::Debug for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A layout from which every cell can be told.
const fn layout(name: &'static str, render: fn(&Sheet, &mut Rng) -> Rendered) -> Layout {
    Layout {
        name,
        render,
        recoverable: true,
        traceless: false,
    }
}

/// A layout whose columns are places on the line.
const fn aligned(name: &'static str, render: fn(&Sheet, &mut Rng) -> Rendered) -> Layout {
    Layout {
        traceless: true,
        ..layout(name, render)
    }
}

/// Every layout.
pub(crate) const LAYOUTS: &[Layout] = &[
    layout("tsv_covered", tabs::tsv_covered),
    layout("tsv_dropped", tabs::tsv_dropped),
    layout("tsv_wrapped", tabs::tsv_wrapped),
    layout("tsv_page_break", tabs::tsv_page_break),
    layout("tsv_repeated", tabs::tsv_repeated),
    layout("csv_repeated", tabs::csv_repeated),
    layout("csv_unnamed", tabs::csv_unnamed),
    layout("csv_newlines", tabs::csv_newlines),
    layout("csv_quoted", tabs::csv_quoted),
    layout("pipes_bare", pipes::bare),
    layout("pipes_colspan", pipes::colspan),
    layout("pipes_one_line", pipes::one_line),
    layout("pipes_covered", pipes::covered),
    layout("pipes_ragged", pipes::ragged),
    layout("pipes_no_outer", pipes::no_outer),
    layout("pipes_doubled", pipes::doubled),
    layout("pipes_alternate", pipes::alternate),
    layout("pipes_cell_a_line", pipes::cell_a_line),
    layout("pipes_wrapped", pipes::wrapped),
    layout("pipes_aligned", pipes::aligned),
    layout("org", pipes::org),
    layout("grid_spans", drawn::grid_spans),
    layout("grid_nested", drawn::grid_nested),
    layout("mysql", drawn::mysql),
    layout("box_light", drawn::box_light),
    layout("box_spans", drawn::box_spans),
    layout("box_double", drawn::box_double),
    layout("box_heavy", drawn::box_heavy),
    layout("rst_simple", drawn::rst_simple),
    aligned("aligned_points", aligned::points),
    aligned("aligned_display", aligned::display),
    aligned("aligned_wrapped", aligned::wrapped),
    aligned("aligned_vertical", aligned::vertical),
    aligned("aligned_pages_headed", aligned::pages_headed),
    Layout {
        recoverable: false,
        ..aligned("aligned_pages_bare", aligned::pages_bare)
    },
    Layout {
        recoverable: false,
        ..aligned("raw_order", aligned::raw)
    },
    Layout {
        recoverable: false,
        ..layout("pipes_collapsed", pipes::collapsed)
    },
];

/// The report that `seed` and `layout` name, rendered.
pub(crate) fn rendered(sheet: &Sheet, layout: Layout) -> Rendered {
    (layout.render)(sheet, &mut Rng::new(sheet.spec.seed ^ 0x1a70))
}

/// A document whose text parts are lines with `gap` behind each, and whose tables `table` writes.
fn document(sheet: &Sheet, gap: &str, mut table: impl FnMut(&mut Writer, &Grid)) -> Rendered {
    let mut writer = Writer::default();
    for part in page(sheet) {
        match part {
            Part::Text(text) => writer.text(&text),
            Part::Table(grid) => {
                table(&mut writer, &grid);
                let end = writer.out.text.trim_end_matches('\n').len();
                writer.out.text.truncate(end.max(last_cell(&writer.out)));
            }
        }
        writer.text(gap);
    }
    writer.out
}

/// Where the last cell or separator ends.
fn last_cell(out: &Rendered) -> usize {
    let places = out.places.iter().map(|(_, range)| range.end);
    let rest = out.labels.iter().chain(&out.separators).map(|r| r.end);
    places.chain(rest).max().unwrap_or(0)
}

/// A cell's text with `joint` for its line breaks.
fn joined(anchor: &Anchor, joint: &str) -> String {
    anchor.text.replace('\n', joint)
}

#[test]
fn every_place_holds_what_the_sheet_says() {
    for seed in 0..24 {
        let sheet = generate(crate::generate::Spec::any(seed));
        for layout in LAYOUTS {
            let out = rendered(&sheet, *layout);
            let mut seen = std::collections::BTreeSet::new();
            for (id, range) in &out.places {
                let want = sheet.spec.script.value(sheet.cells[id].printed());
                let got = &out.text[range.clone()];
                let float = got.strip_suffix(".0") == Some(want.as_str());
                let nan = got == "NaN" && want.is_empty();
                assert!(
                    got == want || float || nan,
                    "{} seed {seed} {id}: {want} printed as {got}",
                    layout.name
                );
                seen.insert(id.as_str());
            }
            assert_eq!(seen.len(), sheet.cells.len(), "{}", layout.name);
            for label in &out.labels {
                assert!(!out.text[label.clone()].is_empty(), "{}", layout.name);
            }
        }
    }
}

/// Prints one document of each layout when asked for: `GONGKAI_SHOW=layout cargo test show -- --nocapture`.
#[test]
fn show() {
    let Ok(name) = std::env::var("GONGKAI_SHOW") else {
        return;
    };
    let seed = std::env::var("GONGKAI_SEED").map_or(1, |seed| seed.parse().unwrap_or(1));
    let sheet = generate(crate::generate::Spec::any(seed));
    for layout in LAYOUTS.iter().filter(|layout| layout.name == name) {
        println!("{}", rendered(&sheet, *layout).text);
    }
}
