//! Tables as wikis mark them up.

use super::{document, joined};
use crate::generate::Sheet;
use crate::page::Slot;
use crate::random::Rng;
use crate::write::Rendered;

/// MediaWiki, cells side by side with their spans, as people and tabulators write it.
pub(super) fn mediawiki(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let repeated = rng.index(2) == 0;
    document(sheet, "\n", |w, grid| {
        w.text("{| class=\"wikitable\" style=\"text-align: left;\"\n|+ <!-- caption -->\n");
        for (at, row) in grid.rows().iter().enumerate() {
            w.text("|-\n");
            let header = at < grid.head;
            let own = row.iter().filter(|slot| slot.begins || repeated);
            for (index, slot) in own.enumerate() {
                match (index, header) {
                    (0, true) => w.text("! "),
                    (0, false) => w.text("| "),
                    (_, true) => w.separator(" !! "),
                    (_, false) => w.separator(" || "),
                }
                w.text(&spans(slot, repeated));
                w.cell(slot.anchor, &joined(slot.anchor, "<br>"));
            }
            w.text("\n");
        }
        w.text("|}\n");
    })
}

/// The attributes of a cell.
fn spans(slot: &Slot<'_>, repeated: bool) -> String {
    let (rows, columns) = (slot.anchor.rows, slot.anchor.columns);
    match (rows, columns) {
        _ if repeated => String::new(),
        (1, 1) => String::new(),
        (1, _) => format!("colspan=\"{columns}\" | "),
        (_, 1) => format!("rowspan={rows} | "),
        _ => format!("rowspan=\"{rows}\" colspan=\"{columns}\"| "),
    }
}

/// MediaWiki, a cell a line; covered places are blank.
pub(super) fn mediawiki_lines(sheet: &Sheet, _: &mut Rng) -> Rendered {
    let mut out = document(sheet, "\n", |w, grid| {
        w.text("{|\n");
        for (at, row) in grid.rows().iter().enumerate() {
            w.text(if at > 0 { "|-\n" } else { "" });
            for slot in row {
                w.text(if at < grid.head { "! " } else { "| " });
                if slot.begins {
                    w.cell(slot.anchor, &joined(slot.anchor, "\n"));
                }
                w.text("\n");
            }
        }
        w.text("|}\n");
    });
    out.cell_a_line = true;
    out
}
