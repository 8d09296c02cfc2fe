//! Web pages, as sites and programs write them.

use super::{Layout, joined, layout};
use crate::generate::Sheet;
use crate::page::{Anchor, Grid, Part, Slot, page};
use crate::random::Rng;
use crate::write::{Rendered, Writer};

/// Every way to mark a page up.
pub(crate) const PAGES: &[Layout] = &[
    layout("html_clean", clean),
    layout("html_nested", nested),
    layout("html_implied", implied),
    layout("html_dropped", dropped),
    layout("html_clipped", clipped),
    layout("html_markdown", markdown),
    layout("html_word", word),
    layout("html_torn", torn),
    layout("html_cut_in_two", cut_in_two),
];

/// How a page is marked up.
#[derive(Clone, Copy)]
struct Habit {
    /// What stands before the first block, and behind the last.
    frame: [&'static str; 2],
    paragraph: [&'static str; 2],
    table: [&'static str; 2],
    row: [&'static str; 2],
    /// The start tag of a cell up to its attributes, and the end tag.
    cell: [&'static str; 2],
    /// What stands around the text of a cell, and between its lines.
    inner: [&'static str; 2],
    joint: &'static str,
    /// A blank cell.
    blank: &'static str,
    spans: Spans,
}

/// What becomes of spans.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spans {
    Quoted,
    Unquoted,
    Dropped,
    /// The rows that a header cell covers hold a blank cell, too.
    Clipped,
}

const CLEAN: Habit = Habit {
    frame: [
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n",
        "</body></html>\n",
    ],
    paragraph: ["<p>", "</p>\n"],
    table: ["<table border=\"1\">\n", "</table>\n"],
    row: ["<tr>", "</tr>\n"],
    cell: ["<td", "</td>"],
    inner: ["", ""],
    joint: "<br>",
    blank: "",
    spans: Spans::Quoted,
};

/// Tables and paragraphs, and nothing else.
fn clean(sheet: &Sheet, _: &mut Rng) -> Rendered {
    marked_up(sheet, CLEAN)
}

/// Capitals, no quotes, a layout table around, navigation and metadata before, and paragraphs of spans in the cells.
fn nested(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let joints = [
        "<BR>",
        "</SPAN></P><P ALIGN=center><SPAN STYLE=\"font-size: 12pt\">",
    ];
    let blanks = ["&nbsp;", "　", "", "<BR>"];
    marked_up(
        sheet,
        Habit {
            frame: [
                "<HTML><HEAD><STYLE>td{padding:3px}</STYLE><SCRIPT>if (1 < 2) { a('<td>'); }</SCRIPT></HEAD><BODY>\n\
                 <DIV CLASS=nav><UL><LI><A HREF=/>首页</A></LI><LI><A HREF=/zwgk>政务公开</A></LI></UL></DIV>\n\
                 <TABLE WIDTH=1000><TR><TD COLSPAN=2><TABLE><TR><TD>索引号</TD><TD>0123456</TD></TR></TABLE></TD></TR>\n\
                 <TR><TD><TABLE><TR><TD>\n",
                "</TD></TR></TABLE></TD><TD>\n</TD></TR></TABLE></BODY></HTML>\n",
            ],
            paragraph: [
                "<P STYLE='text-indent: 2em'><SPAN LANG=EN-US>",
                "</SPAN></P>\n",
            ],
            table: [
                "<TABLE BORDER=1 CELLSPACING=0><TBODY>\n",
                "</TBODY></TABLE>\n",
            ],
            row: ["<TR>", "</TR>\n"],
            cell: ["  <TD VALIGN=center WIDTH=62", "  </TD>"],
            inner: [
                "    <P ALIGN=center><SPAN STYLE=\"font-size: 12pt\">",
                "</SPAN></P>",
            ],
            joint: joints[rng.index(joints.len())],
            blank: blanks[rng.index(blanks.len())],
            spans: Spans::Unquoted,
        },
    )
}

/// No end tag that can be left out.
fn implied(sheet: &Sheet, _: &mut Rng) -> Rendered {
    marked_up(
        sheet,
        Habit {
            frame: ["<title>年度报告</title>\n<body>\n", ""],
            paragraph: ["<p>", "\n"],
            row: ["<tr>", "</tr>\n"],
            cell: ["<td", ""],
            inner: [" ", " "],
            ..CLEAN
        },
    )
}

/// Tables without spans.
fn dropped(sheet: &Sheet, _: &mut Rng) -> Rendered {
    marked_up(
        sheet,
        Habit {
            spans: Spans::Dropped,
            ..CLEAN
        },
    )
}

/// Headers whose cells reach into one row only.
fn clipped(sheet: &Sheet, _: &mut Rng) -> Rendered {
    marked_up(
        sheet,
        Habit {
            spans: Spans::Clipped,
            ..CLEAN
        },
    )
}

/// Tables in HTML, text in Markdown.
fn markdown(sheet: &Sheet, _: &mut Rng) -> Rendered {
    marked_up(
        sheet,
        Habit {
            frame: ["", ""],
            paragraph: ["", "\n\n"],
            table: ["<table>\n", "</table>\n\n"],
            row: ["<tr>", "</tr>\n"],
            ..CLEAN
        },
    )
}

/// As Word saves it: comments, conditions and empty elements among the text.
fn word(sheet: &Sheet, _: &mut Rng) -> Rendered {
    marked_up(
        sheet,
        Habit {
            frame: [
                "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<!--[if gte mso 9]><xml><td>1</td></xml><![endif]-->\n<body lang=ZH-CN>\n",
                "</body></html>\n",
            ],
            paragraph: [
                "<p class=MsoNormal><span lang=EN-US><o:p></o:p></span>",
                "</p>\n",
            ],
            table: [
                "<table class=MsoNormalTable border=1>\n",
                " <![if !supportMisalignedColumns]>\n <tr height=0><td width=60></td><td width=60></td><td width=60></td>\
                 <td width=60></td><td width=60></td></tr>\n <![endif]>\n</table>\n",
            ],
            row: [" <tr style='mso-yfti-irow:3'>", " </tr>\n"],
            cell: ["  <td width=60 style='width:45.0pt'", "</td>"],
            inner: [
                "  <p class=MsoNormal align=center><span lang=EN-US>",
                "<o:p></o:p></span></p>  ",
            ],
            blank: "&nbsp;",
            ..CLEAN
        },
    )
}

/// Labels and numbers of many pieces.
fn torn(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let habit = Habit {
        joint: "\n",
        ..CLEAN
    };
    let mut out = marked_up_by(sheet, habit, |writer, anchor, text| {
        let chars: Vec<char> = text.chars().collect();
        let pieces: Vec<String> = chars
            .chunks(1 + rng.index(3))
            .map(|piece| piece.iter().collect())
            .collect();
        writer.cell(anchor, &pieces.join("</span><span class=\"a\">"));
    });
    out.markup = true;
    out
}

/// Tables cut in two where the page ended, some with the header again.
fn cut_in_two(sheet: &Sheet, rng: &mut Rng) -> Rendered {
    let mut writer = Writer::default();
    writer.text(CLEAN.frame[0]);
    for part in page(sheet) {
        match part {
            Part::Text(text) => paragraph(&mut writer, CLEAN, &text),
            Part::Table(grid) => {
                let rows = grid.rows();
                // A table with a header is cut behind it and a row.
                let least = grid.head + 1;
                let cut = (grid.head > 0 && rows.len() > least + 1)
                    .then(|| least + rng.index(rows.len() - least));
                let (first, second) = rows.split_at(cut.unwrap_or(rows.len()));
                table(&mut writer, &grid, CLEAN, first);
                if !second.is_empty() {
                    writer.text("<p>第 3 页</p>\n");
                    let head = if rng.chance(50) { grid.head } else { 0 };
                    let rows = [&rows[..head], second].concat();
                    table(&mut writer, &grid, CLEAN, &rows);
                }
            }
        }
    }
    writer.text(CLEAN.frame[1]);
    writer.out
}

fn marked_up(sheet: &Sheet, habit: Habit) -> Rendered {
    marked_up_by(sheet, habit, |writer, anchor, text| {
        writer.cell(anchor, text)
    })
}

fn marked_up_by(
    sheet: &Sheet,
    habit: Habit,
    mut write: impl FnMut(&mut Writer, &Anchor, &str),
) -> Rendered {
    let mut writer = Writer::default();
    writer.text(habit.frame[0]);
    for part in page(sheet) {
        match part {
            Part::Text(text) => paragraph(&mut writer, habit, &text),
            Part::Table(grid) => table_by(&mut writer, &grid, habit, &grid.rows(), &mut write),
        }
    }
    writer.text(habit.frame[1]);
    writer.out
}

fn paragraph(writer: &mut Writer, habit: Habit, text: &str) {
    writer.text(habit.paragraph[0]);
    writer.text(&text.replace('&', "&amp;").replace('<', "&lt;"));
    writer.text(habit.paragraph[1]);
}

fn table(writer: &mut Writer, grid: &Grid, habit: Habit, rows: &[Vec<Slot<'_>>]) {
    table_by(writer, grid, habit, rows, &mut |writer, anchor, text| {
        writer.cell(anchor, text);
    });
}

fn table_by(
    writer: &mut Writer,
    grid: &Grid,
    habit: Habit,
    rows: &[Vec<Slot<'_>>],
    write: &mut impl FnMut(&mut Writer, &Anchor, &str),
) {
    writer.text(habit.table[0]);
    for (index, row) in rows.iter().enumerate() {
        writer.text(habit.row[0]);
        let mut open = false;
        for slot in row {
            let anchor = slot.anchor;
            let clipped = habit.spans == Spans::Clipped && index < grid.head;
            let again = clipped && !slot.same_row && anchor.column == column(row, slot);
            if !slot.begins && !again {
                continue;
            }
            let start = start_tag(habit, anchor, if clipped { 1 } else { anchor.rows });
            if open {
                writer.separator(&format!("{}{start}", habit.cell[1]));
            } else {
                writer.text(&start);
            }
            open = true;
            if again {
                continue;
            }
            let text = joined(anchor, habit.joint);
            if text.is_empty() {
                write(writer, anchor, "");
                writer.text(habit.blank);
            } else {
                writer.text(habit.inner[0]);
                write(writer, anchor, &text);
                writer.text(habit.inner[1]);
            }
        }
        if open {
            writer.text(habit.cell[1]);
        }
        writer.text(habit.row[1]);
    }
    writer.text(habit.table[1]);
}

/// The column of a slot in its row.
fn column(row: &[Slot<'_>], slot: &Slot<'_>) -> usize {
    row.iter()
        .position(|other| std::ptr::eq(other, slot))
        .unwrap_or(0)
}

fn start_tag(habit: Habit, anchor: &Anchor, rows: usize) -> String {
    let quote = if habit.spans == Spans::Unquoted {
        ""
    } else {
        "\""
    };
    let mut tag = habit.cell[0].to_owned();
    if habit.spans != Spans::Dropped {
        for (name, reach) in [("colspan", anchor.columns), ("rowspan", rows)] {
            if reach > 1 {
                tag += &format!(" {name}={quote}{reach}{quote}");
            }
        }
    }
    tag + ">"
}
