//! Damage: a document is edited in one place and read again, and no cell may then be wrong in
//! silence. What an edit may change is known from where the renderer put every cell.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ops::Range;

use crate::form::row;
use crate::generate::{Sheet, Spec, Want, generate};
use crate::neutral::{self, Neutral};
use crate::random::Rng;
use crate::read::{Claim, Reading, folded, plain, read};
use crate::render::{Layout, layouts, pages, rendered, wanted};
use crate::write::{Rendered, width};

/// The kinds of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Cut,
    DeleteLine,
    SwapAdjacent,
    SwapAny,
    EmptyCell,
    DropSeparator,
    DoubleSeparator,
    DamageLabel,
    JoinLines,
    RepeatLine,
    PageNumber,
    /// What no one would see.
    Neutral(Neutral),
}

const KINDS: [Kind; 11] = [
    Kind::Cut,
    Kind::DeleteLine,
    Kind::SwapAdjacent,
    Kind::SwapAny,
    Kind::EmptyCell,
    Kind::DropSeparator,
    Kind::DoubleSeparator,
    Kind::DamageLabel,
    Kind::JoinLines,
    Kind::RepeatLine,
    Kind::PageNumber,
];

/// A damaged document.
#[derive(Debug)]
struct Edit {
    /// What was done, for a message.
    what: String,
    text: String,
    /// The cells about which something else than the sheet's own word is now true: every claim
    /// that is right. None at all where the cell is gone.
    now: BTreeMap<String, Vec<Claim>>,
    /// The edit touched a text that states a unit.
    unit: bool,
}

impl Edit {
    fn new(what: String, text: String) -> Self {
        Self {
            what,
            text,
            now: BTreeMap::new(),
            unit: false,
        }
    }
}

/// `kind` done to a document somewhere; `None` where there is no place for it.
fn edit(kind: Kind, sheet: &Sheet, layout: Layout, out: &Rendered, rng: &mut Rng) -> Option<Edit> {
    let edit = match kind {
        Kind::Cut => cut(sheet, out, rng),
        Kind::DeleteLine => delete_line(sheet, out, rng),
        Kind::SwapAdjacent => {
            let lines = table_lines(out);
            let at = rng.index(lines.len().saturating_sub(1));
            swap(sheet, out, lines.get(at)?, lines.get(at + 1)?)
        }
        Kind::SwapAny => {
            let lines = table_lines(out);
            let (one, two) = (rng.index(lines.len()), rng.index(lines.len()));
            swap(
                sheet,
                out,
                lines.get(one.min(two))?,
                lines.get(one.max(two))?,
            )
        }
        Kind::EmptyCell => empty_cell(sheet, out, rng),
        Kind::DropSeparator => {
            let at = one_of(&out.separators, rng)?;
            let what = format!("separator {at:?} dropped");
            Some(Edit::new(what, replaced(&out.text, &[(at, "")])))
        }
        Kind::DoubleSeparator => {
            let at = one_of(&out.separators, rng)?;
            let twice = out.text[at.clone()].repeat(2);
            let what = format!("separator {at:?} doubled");
            Some(Edit::new(what, replaced(&out.text, &[(at, &twice)])))
        }
        Kind::DamageLabel => damage_label(out, rng),
        Kind::JoinLines => {
            let line = one_of(&table_lines(out), rng)?;
            let what = format!(
                "line {:?} joined to the next",
                show(&out.text[line.clone()])
            );
            let text = replaced(&out.text, &[(line.end - 1..line.end, "")]);
            out.text[line]
                .ends_with('\n')
                .then(|| Edit::new(what, text))
        }
        Kind::RepeatLine => {
            let line = one_of(&table_lines(out), rng)?;
            if makes_another_report(out, &line) {
                return None;
            }
            let again = &out.text[line.clone()];
            let what = format!("line {:?} twice", show(again));
            let text = replaced(&out.text, &[(line.end..line.end, again)]);
            Some(Edit::new(what, text))
        }
        Kind::PageNumber => {
            let line = one_of(&table_lines(out), rng)?;
            let number = page_number(out, rng);
            let what = format!("{number:?} after {:?}", show(&out.text[line.clone()]));
            let text = replaced(&out.text, &[(line.end..line.end, number)]);
            Some(Edit::new(what, text))
        }
        Kind::Neutral(kind) => {
            let text = neutral::changed(kind, sheet, layout, out, rng)?;
            Some(Edit::new(format!("{kind:?}"), text))
        }
    }?;
    (edit.text != out.text).then_some(edit)
}

fn one_of(ranges: &[Range<usize>], rng: &mut Rng) -> Option<Range<usize>> {
    ranges.get(rng.index(ranges.len())).cloned()
}

/// `text` with ranges replaced; they must be in order.
fn replaced(text: &str, edits: &[(Range<usize>, &str)]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (range, with) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(with);
        at = range.end;
    }
    out + &text[at..]
}

/// The lines of the tables.
fn table_lines(out: &Rendered) -> Vec<Range<usize>> {
    let tables = out.tables();
    out.lines()
        .into_iter()
        .filter(|line| line.start < tables.end && line.end > tables.start)
        .collect()
}

/// The text ends at a character in or before the tables. A cell that is cut off is gone; one that is
/// cut short holds what is left of it; one that begins where the text now ends may be blank if it
/// was.
fn cut(sheet: &Sheet, out: &Rendered, rng: &mut Rng) -> Option<Edit> {
    let tables = out.tables();
    let mut at = tables.start + rng.index(tables.len().max(1));
    while !out.text.is_char_boundary(at) {
        at -= 1;
    }
    let mut edit = Edit::new(format!("cut at {at}"), out.text[..at].to_owned());
    edit.unit = true;
    let mut left: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
    for (id, place) in &out.places {
        let claims = left.entry(id).or_default();
        let right = Claim::right(&sheet.cells[id]);
        if place.end < at || place.end == at && (place.is_empty() || place.start < at) {
            claims.push(right);
        } else if place.start < at {
            claims.extend(cut_short(&out.shown(&out.text[place.start..at])));
        }
    }
    for (id, claims) in left {
        if claims.as_slice() != [Claim::right(&sheet.cells[id])] {
            edit.now.insert(id.to_owned(), claims);
        }
    }
    Some(edit)
}

/// What a cell says of which only the beginning is left.
fn cut_short(left: &str) -> Option<Claim> {
    let text = folded(left);
    let minus = text.starts_with(['-', '减', '減']);
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let digits = digits.trim_end_matches('.');
    if !digits.is_empty() {
        let sign = if minus { "-" } else { "" };
        return Some(Claim::Reported(plain(&format!("{sign}{digits}")), None));
    }
    ["-", "—", "/"]
        .contains(&text.as_str())
        .then_some(Claim::Nil)
}

/// A line goes, and its cells with it. Where the line is nothing but a cell, and the separators stand
/// on other lines, the cell is blank.
fn delete_line(sheet: &Sheet, out: &Rendered, rng: &mut Rng) -> Option<Edit> {
    let line = one_of(&table_lines(out), rng)?;
    if makes_another_report(out, &line) && labelled(out, &line) {
        return None;
    }
    let text = replaced(&out.text, &[(line.clone(), "")]);
    let mut edit = Edit::new(
        format!("line {:?} deleted", show(&out.text[line.clone()])),
        text,
    );
    edit.unit = true;
    let bare = |place: &Range<usize>| out.text[line.clone()].trim() == &out.text[place.clone()];
    // Of several blank cells, each on a line of its own, nothing tells which is gone.
    let blank =
        |place: &Range<usize>| place.is_empty() && (out.cell_a_line || skeleton(out, &line) == "|");
    let own: BTreeSet<&str> = inside(out, &line).map(|(id, _)| id.as_str()).collect();
    for (id, place) in &out.places {
        if !own.contains(id.as_str()) {
            continue;
        }
        let claims = edit.now.entry(id.clone()).or_default();
        if !contains(&line, place) {
            claims.push(Claim::right(&sheet.cells[id]));
        } else if bare(place) || blank(place) {
            claims.push(Claim::Blank);
        }
    }
    Some(edit)
}

/// The places on a line.
fn inside<'a>(
    out: &'a Rendered,
    line: &Range<usize>,
) -> impl Iterator<Item = &'a (String, Range<usize>)> + use<'a> {
    let line = line.clone();
    out.places
        .iter()
        .filter(move |(_, place)| contains(&line, place))
}

/// Whether a place is on a line; a line owns its end, but not that of its line break.
fn contains(line: &Range<usize>, place: &Range<usize>) -> bool {
    line.start <= place.start && place.end < line.end.max(line.start + 1)
}

/// Two lines change places. Where they are the same but for what their cells hold, the cells have
/// changed places; where one is nothing but a cell, that cell may be blank now; else nothing has
/// changed but the order of the lines.
fn swap(sheet: &Sheet, out: &Rendered, one: &Range<usize>, two: &Range<usize>) -> Option<Edit> {
    let another = [one, two].map(|line| makes_another_report(out, line));
    if one.start >= two.start || another.contains(&true) {
        return None;
    }
    let (first, second) = (&out.text[one.clone()], &out.text[two.clone()]);
    let text = replaced(&out.text, &[(one.clone(), second), (two.clone(), first)]);
    let what = format!("lines {:?} and {:?} swapped", show(first), show(second));
    let mut edit = Edit::new(what, text);
    let cells = |line: &Range<usize>| -> Vec<&str> {
        inside(out, line).map(|(id, _)| id.as_str()).collect()
    };
    let (left, right) = (cells(one), cells(two));
    if one.end < two.start && moves_a_boundary(out, one, two)
        || left.len() != right.len() && [one, two].iter().any(|line| is_a_piece(out, line))
    {
        return None;
    }
    let moves = [&left, &right].iter().any(|cells| cells.is_empty());
    if out.cell_a_line && moves && [one, two].iter().any(|line| is_cell(out, line)) {
        return None;
    }
    if left.len() == right.len() && skeleton(out, one) == skeleton(out, two) {
        for (a, b) in left.iter().zip(&right) {
            let (was_a, was_b) = (&sheet.cells[*a], &sheet.cells[*b]);
            edit.now.insert((*a).to_owned(), vec![Claim::right(was_b)]);
            edit.now.insert((*b).to_owned(), vec![Claim::right(was_a)]);
            edit.unit = true;
        }
        return Some(edit);
    }
    for (line, cells, other) in [(one, left, two), (two, right, one)] {
        if let [id] = cells.as_slice()
            && ["", "|"].contains(&skeleton(out, line).as_str())
        {
            moved(sheet, out, id, other, &mut edit);
        }
    }
    Some(edit)
}

/// Whether one line is nothing but a separator and the other nothing but a cell: swapped over a
/// distance they move every cell between them by one, which may be a report as good as the first.
fn moves_a_boundary(out: &Rendered, one: &Range<usize>, two: &Range<usize>) -> bool {
    let alone = |line: &Range<usize>| out.text[line.clone()].trim() == "|";
    let cell = |line: &Range<usize>| skeleton(out, line).is_empty();
    alone(one) && cell(two) || cell(one) && alone(two)
}

/// Whether a line that goes or comes, or another in its place, leaves a report as good as the first: where
/// blanks leave no trace, a value or a label by itself makes rows of another length, and nothing tells how long
/// they were. A line that is a row by itself is none of these.
fn makes_another_report(out: &Rendered, line: &Range<usize>) -> bool {
    let rows: BTreeSet<&str> = inside(out, line).map(|(id, _)| row(id)).collect();
    let apart = |(id, place): &(String, Range<usize>)| {
        rows.contains(row(id)) && !place.is_empty() && !contains(line, place)
    };
    let whole = labelled(out, line) && !rows.is_empty() && !out.places.iter().any(apart);
    let empty = rows.is_empty() && !labelled(out, line);
    out.untraced && !whole && !empty
}

/// Whether a label, or a part of one, stands on a line.
fn labelled(out: &Rendered, line: &Range<usize>) -> bool {
    let on = |label: &Range<usize>| label.start < line.end && label.end > line.start;
    out.labels.iter().any(on)
}

/// Whether a line is several cells of a row that goes on over other lines: in another place it is so many cells
/// of another row, or of its own in another order.
fn is_a_piece(out: &Rendered, line: &Range<usize>) -> bool {
    let rows: BTreeSet<&str> = inside(out, line).map(|(id, _)| row(id)).collect();
    let elsewhere =
        |(id, place): &(String, Range<usize>)| rows.contains(row(id)) && !contains(line, place);
    inside(out, line).count() > 1 && !labelled(out, line) && out.places.iter().any(elsewhere)
}

/// A cell that is a line moves to where another line was: it may be blank now, and the blank cells on
/// either side of its new place may hold what it held.
fn moved(sheet: &Sheet, out: &Rendered, id: &str, to: &Range<usize>, edit: &mut Edit) {
    let was = Claim::right(&sheet.cells[id]);
    let before = out.places.iter().rfind(|(_, place)| place.end <= to.start);
    let after = out.places.iter().find(|(_, place)| place.start >= to.start);
    for (near, _) in before.into_iter().chain(after) {
        if sheet.cells[near] == Want::Blank {
            let claims = edit.now.entry(near.clone()).or_default();
            claims.extend([Claim::Blank, was.clone()]);
        }
    }
    let claims = edit.now.entry(id.to_owned()).or_default();
    claims.extend([was, Claim::Blank]);
}

/// Whether a line has a cell, be it a label or one that another covers.
fn is_cell(out: &Rendered, line: &Range<usize>) -> bool {
    out.text[line.clone()].contains(|ch: char| !ch.is_whitespace() && !"[],".contains(ch))
}

/// A line without what its cells hold, and without the white space and dashes that pad it.
fn skeleton(out: &Rendered, line: &Range<usize>) -> String {
    let places: Vec<(Range<usize>, &str)> = inside(out, line)
        .map(|(_, place)| (place.start - line.start..place.end - line.start, ""))
        .collect();
    replaced(&out.text[line.clone()], &places)
        .chars()
        .filter(|c| !(c.is_whitespace() || out.cell_a_line && *c == '"'))
        .collect()
}

/// A value is taken out of its cell, wherever the layout repeats it: the cell is blank. Where the values of
/// a row run together, what is left may be another row.
fn empty_cell(sheet: &Sheet, out: &Rendered, rng: &mut Rng) -> Option<Edit> {
    if out.glued {
        return None;
    }
    let ids: Vec<&String> = sheet
        .cells
        .iter()
        .filter(|(_, want)| !matches!(want, Want::Blank))
        .map(|(id, _)| id)
        .collect();
    let id = *ids.get(rng.index(ids.len()))?;
    let spaces: Vec<(Range<usize>, String)> = out
        .places
        .iter()
        .filter(|(owner, _)| owner == id)
        .map(|(_, place)| {
            let room = if out.points {
                out.text[place.clone()].chars().count()
            } else if out.positional {
                width(&out.text[place.clone()])
            } else {
                0
            };
            (place.clone(), " ".repeat(room))
        })
        .collect();
    let edits: Vec<(Range<usize>, &str)> = spaces
        .iter()
        .map(|(place, spaces)| (place.clone(), spaces.as_str()))
        .collect();
    let mut edit = Edit::new(format!("{id} emptied"), replaced(&out.text, &edits));
    edit.now.insert(id.clone(), vec![Claim::Blank]);
    Some(edit)
}

/// A character of a label is lost, or is another. Where blanks leave no trace, an enumerator without its mark
/// would be one value more.
fn damage_label(out: &Rendered, rng: &mut Rng) -> Option<Edit> {
    let label = one_of(&out.labels, rng)?;
    let chars: Vec<(usize, char)> = out.text[label.clone()].char_indices().collect();
    let (at, c) = *chars.get(rng.index(chars.len()))?;
    let at = label.start + at;
    if out.untraced && ['.', '．', '、'].contains(&c) {
        return None;
    }
    let with = rng.pick(&["", "某"]);
    let text = replaced(&out.text, &[(at..at + c.len_utf8(), with)]);
    let what = format!(
        "{:?}: {c:?} became {with:?}",
        show(&out.text[label.clone()])
    );
    let mut edit = Edit::new(what, text);
    edit.unit = out.text[label].contains(['万', '萬', '元']);
    Some(edit)
}

/// The number of a page. Where cells or separators have lines of their own, a bare number on a line is a cell
/// like any other, and no damage: there the number is dressed. Where blanks leave no trace, dashes are marks of
/// a row of which nothing else is left.
fn page_number(out: &Rendered, rng: &mut Rng) -> &'static str {
    let alone = |line: &Range<usize>| {
        let text = out.text[line.clone()].trim();
        text == "|" || inside(out, line).any(|(_, place)| text == &out.text[place.clone()])
    };
    if out.untraced {
        "第 3 页 共 5 页\n"
    } else if table_lines(out).iter().any(alone) {
        rng.pick(&["— 3 —\n", "- 3 -\n", "第 3 页 共 5 页\n"])
    } else {
        rng.pick(&["— 3 —\n", "- 3 -\n", "3\n", "\n3\n\n", "第 3 页 共 5 页\n"])
    }
}

/// A line or a label, short enough for a message.
fn show(text: &str) -> String {
    text.chars().take(40).collect()
}

/// What became of the cells of damaged documents.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    edits: usize,
    /// Cells that are still right, or right again.
    right: usize,
    /// Cells about which nothing is claimed.
    abstained: usize,
    /// And of those the ones about which something was claimed before the edit.
    given_up: usize,
    /// Wrong cells that a new finding names.
    noted: usize,
    /// Wrong cells, in silence.
    silent: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.edits += other.edits;
        self.right += other.right;
        self.abstained += other.abstained;
        self.given_up += other.given_up;
        self.noted += other.noted;
        self.silent += other.silent;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "edits {:6}  right {:8}  abstained {:7} (given up {:7})  noted {:6}  silent {:4}",
            self.edits, self.right, self.abstained, self.given_up, self.noted, self.silent
        )
    }
}

/// Reads a damaged document and judges every cell; the first silent error is described.
fn judge(sheet: &Sheet, before: &Reading, edit: &Edit) -> (Tally, Option<String>) {
    let mut tally = Tally {
        edits: 1,
        ..Tally::default()
    };
    let Some(after) = read(&edit.text) else {
        tally.abstained = sheet.cells.len();
        tally.given_up = before.claims.values().filter(|was| was.speaks()).count();
        return (tally, None);
    };
    let mut first = None;
    for (id, claim) in &after.claims {
        let own = sheet.cells.get(id).map(Claim::right);
        let was = &before.claims[id];
        // A cell that is wrong in the undamaged document is the round trip's to find.
        if was.speaks() && own.as_ref() != Some(was) {
            continue;
        }
        let now = match edit.now.get(id) {
            Some(now) => now.clone(),
            None => own.iter().cloned().collect(),
        };
        let agrees = |right: &Claim| match (claim, right) {
            (Claim::Reported(got, _), Claim::Reported(want, _)) if edit.unit => got == want,
            _ => claim.agrees(right),
        };
        if !claim.speaks() {
            tally.abstained += usize::from(own.is_some());
            tally.given_up += usize::from(own.is_some() && was.speaks());
        } else if now.iter().any(agrees) {
            tally.right += 1;
        } else if new_finding(before, &after, id) {
            tally.noted += 1;
        } else {
            tally.silent += 1;
            first.get_or_insert_with(|| {
                let now: Vec<String> = now.iter().map(Claim::to_string).collect();
                let now = if now.is_empty() {
                    "no cell".to_owned()
                } else {
                    now.join(" or ")
                };
                format!("{}: {id} holds {now}, read as {claim}", edit.what)
            });
        }
    }
    (tally, first)
}

/// Whether a finding names the field that did not before the edit.
fn new_finding(before: &Reading, after: &Reading, id: &str) -> bool {
    let codes = |reading: &Reading| reading.noted.get(id).cloned().unwrap_or_default();
    !codes(after).is_subset(&codes(before))
}

/// Writes a document that was read wrong into the folder `GONGKAI_KEEP`, to look at.
fn keep(name: &str, text: &str) {
    if let Some(folder) = env::var_os("GONGKAI_KEEP") {
        let path = std::path::Path::new(&folder).join(format!("{name}.txt"));
        std::fs::write(path, text).expect("GONGKAI_KEEP is a folder");
    }
}

/// How many edits of each kind a layout suffers: `GONGKAI_EDITS`.
fn edits() -> usize {
    env::var("GONGKAI_EDITS")
        .ok()
        .and_then(|edits| edits.parse().ok())
        .unwrap_or(8)
}

#[test]
fn hardly_any_edit_makes_a_silent_error() {
    damage_all(&wanted([layouts(), pages()].concat()));
}

/// Of so many edits one may make a silent error: some make another report of the same layout, which nobody could tell
/// from a true one. The aim is none; of 100,000 edits one in 9,000 did, and a run of some thousand may have two or three.
const FEW: usize = 2_000;

/// The rate of errors that, with a confidence of 95 %, is not exceeded where so many were found: Wilson's upper bound.
fn bound(errors: usize, edits: usize) -> f64 {
    const Z: f64 = 1.96;
    let (n, rate) = (edits as f64, errors as f64 / edits as f64);
    let square = Z * Z / n;
    let spread = Z * (rate * (1.0 - rate) / n + square / (4.0 * n)).sqrt();
    (rate + square / 2.0 + spread) / (1.0 + square)
}

/// Damages documents in each of the layouts, in every way, on all cores.
#[track_caller]
fn damage_all(layouts: &[Layout]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
            && let Some(layout) = layouts.get(number)
        {
            for round in 0..edits() {
                let seed = (round * layouts.len() + number) as u64 / 3;
                let all = damage(Spec::any(seed), *layout, round as u64);
                done.extend(all.into_iter().map(|one| (number, one)));
            }
        }
        done
    };
    let mut all: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let done = threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"));
        done.flatten().collect()
    });
    all.sort_by_key(|(number, _)| *number);

    let mut by_kind: BTreeMap<Kind, Tally> = BTreeMap::new();
    let mut by_layout: BTreeMap<usize, Tally> = BTreeMap::new();
    let (mut whole, mut faults) = (Tally::default(), Vec::new());
    for (number, (kind, tally, fault)) in all {
        *by_kind.entry(kind).or_default() += tally;
        *by_layout.entry(number).or_default() += tally;
        whole += tally;
        faults.extend(fault);
    }
    println!("{}", faults.join("\n"));
    for (number, tally) in &by_layout {
        println!("{:20} {tally}", layouts[*number].name);
    }
    for (kind, tally) in &by_kind {
        println!("{:24} {tally}", format!("{kind:?}"));
    }
    let cells = whole.right + whole.abstained + whole.noted + whole.silent;
    let percent = |part: usize| 100.0 * part as f64 / cells as f64;
    println!(
        "{whole}\n{} of {} edits made a silent error: fewer than {:.1} of a million, with a confidence of 95 %\n\
         of {cells} cells {:.2} % were abstained from, {:.2} % for the edit; {:.3} % were wrong and noted, {:.5} % in silence",
        faults.len(),
        whole.edits,
        1e6 * bound(faults.len(), whole.edits),
        percent(whole.abstained),
        percent(whole.given_up),
        percent(whole.noted),
        percent(whole.silent),
    );
    assert!(
        faults.len() * FEW <= whole.edits,
        "{} of {} edits made a silent error",
        faults.len(),
        whole.edits
    );
}

/// One document, damaged once in each way.
fn damage(spec: Spec, layout: Layout, round: u64) -> Vec<(Kind, Tally, Option<String>)> {
    let sheet = generate(spec);
    let out = rendered(&sheet, layout);
    let Some(before) = read(&out.text) else {
        return Vec::new();
    };
    let mut rng = Rng::new(spec.seed ^ round << 32);
    let neutral = neutral::ALL.into_iter().map(Kind::Neutral);
    KINDS
        .into_iter()
        .chain(neutral)
        .filter_map(|kind| Some((kind, edit(kind, &sheet, layout, &out, &mut rng)?)))
        .map(|(kind, edit)| {
            let (tally, fault) = judge(&sheet, &before, &edit);
            let fault = fault.map(|fault| {
                keep(
                    &format!("{}-{kind:?}-{}", layout.name, spec.seed),
                    &edit.text,
                );
                format!("{} {spec:?} {kind:?}: {fault}", layout.name)
            });
            (kind, tally, fault)
        })
        .collect()
}

#[cfg(test)]
fn example() -> (Sheet, Rendered) {
    let mut out = Rendered {
        text: "规章\t1\t\t23\n行政许可\t4\t5\t6\n".to_owned(),
        ..Rendered::default()
    };
    let mut put = |id: &str, from: &str, length: usize, skip: usize| {
        let at = out.text.find(from).expect("stands there") + skip;
        out.places.push((id.to_owned(), at..at + length));
    };
    put("article20.item1.rules.newly_made", "\t1", 1, 1);
    put("article20.item1.rules.newly_disclosed", "\t\t", 0, 1);
    put("article20.item1.rules.total_disclosed", "23", 2, 0);
    put("article20.item5.licensing.previous_year", "4", 1, 0);
    put("article20.item5.licensing.change", "5", 1, 0);
    put("article20.item5.licensing.decisions", "6", 1, 0);
    out.labels.push(0..6);
    let mut sheet = generate(Spec::any(0));
    sheet.cells = out
        .places
        .iter()
        .map(|(id, place)| {
            let printed = out.text[place.clone()].to_owned();
            let want = match printed.as_str() {
                "" => Want::Blank,
                _ => Want::Number {
                    value: printed.clone(),
                    printed,
                    unit: None,
                },
            };
            (id.clone(), want)
        })
        .collect();
    (sheet, out)
}

#[test]
fn what_a_cut_leaves_is_known() {
    let number = |value: &str| Some(Claim::Reported(value.to_owned(), None));
    for (left, wanted) in [
        ("1,2", number("12")),
        ("1,", number("1")),
        ("18.", number("18")),
        ("-", Some(Claim::Nil)),
        ("—", Some(Claim::Nil)),
        ("减3", number("-3")),
        ("+", None),
        ("增", None),
        ("１２", number("12")),
    ] {
        assert_eq!(cut_short(left), wanted, "{left}");
    }
}

#[test]
fn a_deleted_line_takes_its_cells_along() {
    let (sheet, out) = example();
    let mut rng = Rng::new(3);
    for _ in 0..8 {
        let edit = delete_line(&sheet, &out, &mut rng).expect("there are lines");
        let gone = if edit.text.starts_with("规章") {
            "article20.item5.licensing.change"
        } else {
            "article20.item1.rules.newly_disclosed"
        };
        assert_eq!(edit.now.len(), 3, "{edit:?}");
        assert_eq!(edit.now[gone], Vec::new(), "{edit:?}");
    }
}

#[test]
fn swapped_rows_keep_their_cells_unless_only_the_cells_differ() {
    let (sheet, mut out) = example();
    let lines = out.lines();
    let edit = swap(&sheet, &out, &lines[0], &lines[1]).expect("two lines");
    assert!(edit.text.starts_with("行政许可"));
    assert!(edit.now.is_empty());
    out.text = out
        .text
        .replace("行政许可", "规章规章")
        .replace("规章\t1", "规章规章\t1");
    for (_, place) in &mut out.places {
        *place = place.start + 6..place.end + 6;
    }
    let lines = out.lines();
    let edit = swap(&sheet, &out, &lines[0], &lines[1]).expect("two lines");
    let now = &edit.now["article20.item1.rules.total_disclosed"];
    assert_eq!(now, &[Claim::Reported("6".to_owned(), None)]);
}

#[test]
fn the_bound_of_no_error_is_near_the_rule_of_three() {
    assert!((bound(0, 100_000) * 100_000.0 - 3.84).abs() < 0.01);
    assert!(bound(5, 8_400) > 5.0 / 8_400.0 && bound(5, 8_400) < 15.0 / 8_400.0);
}
