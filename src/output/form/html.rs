//! A web page of its own.

use super::{Document, Part, Role, Ruled, RuledCell};
use crate::output::escaped;

/// Black on white or white on black, as the reader's system has it; wide tables scroll by themselves.
const STYLE: &str = "\
:root{color-scheme:light dark}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 \"Noto Serif CJK SC\",\"Source Han Serif SC\",\"Songti SC\",SimSun,serif}
h1{font-size:1.5rem;text-align:center}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
p{text-indent:2em;margin:.5rem 0}
div{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4}
caption{text-align:left;font-size:.8125rem;padding:.25rem 0}
th,td{border:1px solid;padding:.25rem .4rem;text-align:center;font-weight:normal}
th[scope=row],th[scope=rowgroup]{text-align:left}
td{font-variant-numeric:tabular-nums;min-width:1.5em}
@media print{body{max-width:none;margin:0}div{overflow:visible}tr{break-inside:avoid}thead{display:table-header-group}}
";

pub(super) fn page(document: &Document) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
        document.language
    );
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    for part in &document.parts {
        if let Part::Title(text) = part {
            out += &format!("<title>{}</title>\n", escaped(text));
        }
    }
    out += &format!("<style>\n{STYLE}</style>\n</head>\n<body>\n");
    for part in &document.parts {
        match part {
            Part::Title(text) => out += &format!("<h1>{}</h1>\n", escaped(text)),
            Part::Heading(text) => out += &format!("<h2>{}</h2>\n", escaped(text)),
            Part::Paragraph(text) => out += &format!("<p>{}</p>\n", escaped(text)),
            Part::Table(ruled) => out += &table(ruled),
        }
    }
    out + "</body>\n</html>\n"
}

/// A table in bodies of rows: the header, and each block from its title on.
fn table(ruled: &Ruled) -> String {
    table_with(ruled, |cell| (String::new(), escaped(&cell.text)))
}

/// The same with more attributes, and something else in its value cells.
pub(in crate::output) fn table_with(
    table: &Ruled,
    value: impl Fn(&RuledCell) -> (String, String),
) -> String {
    let mut out = format!(
        "<div><table>\n<caption>{}</caption>\n",
        escaped(&table.caption)
    );
    let mut cells = table.cells.iter().peekable();
    let mut open = None;
    for row in 0..table.rows {
        let begins = cells.peek().is_some_and(|cell| cell.role == Role::Title);
        let group = if row < table.head { "thead" } else { "tbody" };
        if begins || open != Some(group) {
            out += &open.map_or_else(String::new, |open| format!("</{open}>\n"));
            out += &format!("<{group}>\n");
            open = Some(group);
        }
        out += "<tr>";
        while let Some(it) = cells.next_if(|cell| cell.row == row) {
            out += &cell(it, &value);
        }
        out += "</tr>\n";
    }
    out += &open.map_or_else(String::new, |open| format!("</{open}>\n"));
    out + "</table></div>\n"
}

fn cell(cell: &RuledCell, value: impl Fn(&RuledCell) -> (String, String)) -> String {
    let scope = match (cell.role, cell.rows > 1, cell.columns > 1) {
        (Role::Title, ..) => Some("rowgroup"),
        (Role::Above, _, true) => Some("colgroup"),
        (Role::Above, ..) => Some("col"),
        (Role::Beside, true, _) => Some("rowgroup"),
        (Role::Beside, ..) => Some("row"),
        (Role::Value, ..) => None,
    };
    let name = if scope.is_some() { "th" } else { "td" };
    let mut tag = name.to_owned();
    if let Some(scope) = scope {
        tag += &format!(" scope=\"{scope}\"");
    }
    for (attribute, reach) in [("rowspan", cell.rows), ("colspan", cell.columns)] {
        if reach > 1 {
            tag += &format!(" {attribute}=\"{reach}\"");
        }
    }
    let (attributes, content) = match cell.role {
        Role::Value => value(cell),
        _ => (String::new(), escaped(&cell.text)),
    };
    format!("<{tag}{attributes}>{content}</{name}>")
}
