//! What a person sees on a page is read, and nothing else: text may be painted over, white, off, or beside the page. And
//! pages and tables as few programs make them.

use std::fmt::Write as _;

use gongkai::{Report, State};

use crate::pdf_writer::file;

const PLAIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const SONG: &str = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UTF16-H/DescendantFonts[<</DW 1000/W[1 95 500 814 939 500]>>]>>";
const PICTURE: &str = "<</Subtype/Image/Width 1/Height 1/Length 0>>stream\n\nendstream";

fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len())
}

/// A file of one page of 600 by 800 points, with more objects from the number 7 on.
fn page(content: &str, more: &[&str]) -> Vec<u8> {
    let resources = "/Font<</F1 5 0 R/F2 6 0 R/F3 10 0 R>>/XObject<</X 7 0 R>>/ExtGState<</G 8 0 R>>/Properties<</P 8 0 R/Q 9 0 R>>";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]>>>>>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>".to_owned(),
        format!("<</Type/Page/Contents 4 0 R/Annots 11 0 R/Resources<<{resources}>>>>"),
        stream("", content),
        PLAIN.to_owned(),
        SONG.to_owned(),
    ];
    objects.extend(more.iter().map(ToString::to_string));
    file(&objects)
}

fn read(content: &str, more: &[&str]) -> Report {
    gongkai::read_pdf(&page(content, more)).expect("there is text")
}

fn says(report: &Report, code: &str) -> bool {
    report.findings().iter().any(|it| *it.code() == code)
}

/// `12` is on the page, and what is drawn before or behind it may hide it; `34` is not hidden.
#[track_caller]
fn check_seen(before: &str, behind: &str, more: &[&str], is_seen: bool) {
    let content = format!(
        "{before} BT /F1 10 Tf 50 50 Td (12) Tj ET {behind} BT /F1 10 Tf 50 30 Td (34) Tj ET"
    );
    let report = read(&content, more);
    assert_eq!(report.text().contains("12"), is_seen, "{content}");
    assert!(report.text().contains("34"), "{content}");
    assert_eq!(says(&report, "text-covered"), !is_seen, "{content}");
}

#[test]
fn text_that_is_painted_over_is_not_read() {
    let box_over = "1 g 40 45 40 20 re f 0 g";
    check_seen("", box_over, &[], false);
    check_seen("", "0 0 1 rg 40 45 40 20 re f 0 g", &[], false);
    check_seen("", "q 40 0 0 20 40 45 cm /X Do Q", &[PICTURE], false);
    // Below it, beside it, over a part of it only.
    check_seen(box_over, "", &[], true);
    check_seen("", "1 g 140 45 40 20 re f 0 g", &[], true);
    check_seen("", "1 g 40 45 40 4.5 re f 0 g", &[], true);
    // It shines through: by the state, by that of the form that draws, and through a picture with a mask.
    let faint = ["null", "<</ca 0.3>>"];
    check_seen("", &format!("q /G gs {box_over} Q"), &faint, true);
    let form = stream("/Subtype/Form/BBox[0 0 600 800]", box_over);
    check_seen("", "q /G gs /X Do Q", &[&form, "<</ca 0.3>>"], true);
    check_seen("", "/X Do", &[&form], false);
    let masked = PICTURE.replace("/Width", "/SMask 7 0 R/Width");
    check_seen("", "q 40 0 0 20 40 45 cm /X Do Q", &[&masked], true);
    check_seen(
        "",
        "/G gs 40 45 40 20 re f",
        &["null", "<</BM/Multiply>>"],
        true,
    );
    // No rectangle, and one that a clip makes another shape of.
    check_seen("", "1 g 40 45 m 80 45 l 40 46 l f 0 g", &[], true);
    check_seen(
        "",
        &format!("q 40 45 m 80 45 l 40 46 l W n {box_over} Q"),
        &[],
        true,
    );
}

#[test]
fn white_text_is_read_where_it_can_be_seen() {
    check_seen("1 g", "0 g", &[], false);
    check_seen("0.2 g 40 45 40 20 re f 1 g", "0 g", &[], true);
    check_seen(
        "0 g 40 45 40 20 re f 1 g 40 45 40 20 re f",
        "0 g",
        &[],
        false,
    );
    check_seen("q 40 0 0 20 40 45 cm /X Do Q 1 g", "0 g", &[PICTURE], true);
}

#[test]
fn a_layer_of_recognised_text_is_read_and_said() {
    let scan =
        "q 600 0 0 800 0 0 cm /X Do Q BT 3 Tr /F1 10 Tf 50 50 Td (12) Tj 0 20 Td (567) Tj ET";
    let report = read(scan, &[PICTURE]);
    assert_eq!(report.text(), "567\n12");
    assert!(says(&report, "text-recognised"));
    // Below the picture, and with the number of the page beside it.
    let below = "BT /F1 10 Tf 50 50 Td (12) Tj 0 20 Td (567) Tj ET q 600 0 0 800 0 0 cm /X Do Q";
    for content in [
        below.to_owned(),
        format!("{scan} BT 0 Tr /F1 10 Tf 300 20 Td (8) Tj ET"),
    ] {
        let report = read(&content, &[PICTURE]);
        assert!(report.text().starts_with("567\n12"), "{content}");
        assert!(says(&report, "text-recognised"), "{content}");
    }
}

#[test]
fn what_is_switched_off_is_not_read() {
    let shown = |content: &str, more: &[&str]| read(content, more).text().to_owned();
    let text = "BT /F1 10 Tf 50 50 Td (12) Tj ET";
    let group = "<</Type/OCG/Name(A)>>";
    let other = "BT /F1 10 Tf 50 30 Td (34) Tj ET";
    for (mark, is_on) in [
        ("/OC /P", false),
        ("/OC /Q", false),
        ("/OC /R", true),
        ("/Span /P", true),
    ] {
        let content = format!("{mark} BDC {text} EMC {other}");
        let member = "<</Type/OCMD/OCGs[8 0 R]>>";
        assert_eq!(
            shown(&content, &["null", group, member]).contains("12"),
            is_on,
            "{mark}"
        );
    }
    let all_off = "<</Type/OCMD/OCGs 8 0 R/P/AllOff>>";
    assert!(shown(&format!("/OC /Q BDC {text} EMC"), &["null", group, all_off]).contains("12"));
    let form = stream("/Subtype/Form/BBox[0 0 600 800]/OC 8 0 R", text);
    assert_eq!(shown(&format!("/X Do {other}"), &[&form, group]), "34");
    let note = "[<</Subtype/Stamp/OC 8 0 R/Rect[0 0 600 800]/AP<</N 7 0 R>>>>]";
    let form = stream(
        "/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>",
        text,
    );
    for (note, expected) in [
        (note.to_owned(), "34"),
        (note.replace("/OC 8 0 R", ""), "12\n34"),
    ] {
        let objects = [&*form, group, "null", "null", &*note];
        assert_eq!(shown(other, &objects), expected, "{note}");
    }
}

#[test]
fn text_beside_the_page_is_not_read() {
    let report = read(
        "BT /F1 10 Tf 50 50 Td (12) Tj 560 0 Td (34) Tj 0 30 Td (56) Tj ET",
        &[],
    );
    // Something stands beside the line; there is no other line.
    let words: Vec<&str> = report.text().split_whitespace().collect();
    assert_eq!(words, ["12", "\u{fffd}"]);
}

#[test]
fn a_code_has_the_name_that_its_font_gives_it() {
    let shown = |font: &str, program: &str| {
        let content = "BT /F1 10 Tf 50 30 Td (34) Tj ET BT /F3 10 Tf 50 50 Td (AB7) Tj ET";
        read(content, &["null", "null", program, font])
            .text()
            .to_owned()
    };
    let font = "<</Subtype/Type1/FontDescriptor<</Flags 4/FontFile 9 0 R>>>>";
    let listed = "/Encoding 256 array dup 65 /seven put dup 66 /zero put readonly def eexec";
    assert_eq!(shown(font, &stream("", listed)), "70\u{fffd}\n34");
    // A font that says nothing, and one whose file says it.
    assert_eq!(
        shown(font, &stream("", "eexec")),
        "\u{fffd}\u{fffd}\u{fffd}\n34"
    );
    let stated = font
        .replace("/Flags", "/A 1/Flags")
        .replace("/Type1", "/Type1/Encoding/WinAnsiEncoding");
    assert_eq!(shown(&stated, &stream("", listed)), "AB7\n34");
}

#[test]
fn a_drawn_digit_is_not_as_wide_as_it_is_high() {
    let map = "1 beginbfrange <41> <42> <0031> endbfrange";
    let font = "<</Subtype/Type3/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/Widths[500 1000]/ToUnicode 9 0 R>>";
    let report = read(
        "BT /F3 10 Tf 50 50 Td (AB) Tj ET",
        &["null", "null", &stream("", map), font],
    );
    assert_eq!(report.text(), "1\u{fffd}");
}

#[test]
fn a_page_may_be_as_wide_as_one_likes() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 10000000 800]>>".to_owned(),
        "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        stream("", "BT /F1 10 Tf 50 50 Td (12) Tj 9000000 0 Td (34) Tj ET"),
        PLAIN.to_owned(),
    ];
    let report = gongkai::read_pdf(&file(&objects)).expect("there is text");
    assert!(report.text().contains("34"));
    assert!(report.text().len() < 2_000, "{}", report.text().len());
}

#[test]
fn spaced_letters_are_one_word() {
    let shown = |content: &str| {
        read(&format!("BT /F1 10 Tf 50 50 Td {content} ET"), &[])
            .text()
            .to_owned()
    };
    assert_eq!(shown("(4) Tj 7.6 0 Td (2) Tj 7.6 0 Td (1) Tj"), "421");
    assert_eq!(shown("(1) Tj 5.6 0 Td (2) Tj 7.6 0 Td (3) Tj"), "12 3");
}

fn codes(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut hex, unit| {
        let _ = write!(hex, "{unit:04x}");
        hex
    })
}

fn put(content: &mut String, x: usize, y: usize, text: &str) {
    let _ = writeln!(content, "BT /F2 9 Tf {x} {y} Td <{}> Tj ET", codes(text));
}

const ROWS: [[&str; 4]; 4] = [
    ["第二十条第（一）项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "", "2", "13"],
    ["行政规范性文件", "5", "", "28"],
];

/// The table of the first item at a place, its columns so wide, with what is drawn around each cell.
fn draw(
    content: &mut String,
    left: usize,
    unit: usize,
    border: impl Fn(usize, usize, usize, usize) -> String,
) {
    for (row, cells) in ROWS.iter().enumerate() {
        let y = 700 - 24 * row;
        for (column, text) in cells.iter().enumerate() {
            let x = left + unit * column;
            let wide = if row == 0 { 4 * unit } else { unit };
            let width: usize = text
                .chars()
                .map(|ch| if ch.is_ascii() { 4 } else { 9 })
                .sum();
            put(content, x + (wide - width) / 2, y + 8, text);
            if row > 0 || column == 0 {
                content.push_str(&border(column, x, y, wide));
            }
        }
    }
}

fn table(border: impl Fn(usize, usize, usize, usize) -> String) -> Report {
    let mut content = String::new();
    draw(&mut content, 60, 120, border);
    read(&content, &[])
}

#[track_caller]
fn check_table(report: &Report) {
    let form = report.article20();
    let (rules, others) = (form.rules(), form.normative_documents());
    let rules = [rules.issued(), rules.repealed(), rules.in_force()];
    let others = [others.issued(), others.repealed(), others.in_force()];
    let values = |cells: [&gongkai::Cell; 3]| cells.map(|cell| (cell.state(), cell.number()));
    let number = |number: u32| (State::Reported, Some(number.into()));
    let blank = (State::Blank, None);
    assert_eq!(values(rules), [blank, number(2), number(13)]);
    assert_eq!(values(others), [number(5), blank, number(28)]);
}

#[test]
fn cells_may_have_borders_of_their_own_and_double_ones() {
    check_table(&table(|_, x, y, wide| {
        let (outer, inner) = (wide - 2, wide - 6);
        format!(
            "{} {} {outer} 22 re {} {} {inner} 18 re S\n",
            x + 1,
            y + 1,
            x + 3,
            y + 3
        )
    }));
}

/// Each row of the table is a line of the text, which no lines part.
#[track_caller]
fn check_lines(report: &Report) {
    let lines = report.text().lines();
    let lines: Vec<Vec<&str>> = lines
        .map(|line| line.split_whitespace().collect())
        .collect();
    let rows = ROWS.map(|row| {
        row.into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
    });
    assert_eq!(lines, rows);
}

#[test]
fn a_frame_with_lines_across_has_its_columns() {
    check_lines(&table(|column, _, y, _| match column {
        0 => format!("60 {y} 480 24 re S\n"),
        _ => String::new(),
    }));
}

#[test]
fn lines_around_values_only_do_not_part_them_from_their_labels() {
    check_lines(&table(|column, x, y, wide| match column {
        0 => String::new(),
        _ => format!("{x} {y} {wide} 24 re S\n"),
    }));
}

#[test]
fn a_page_in_two_columns_is_read_one_after_the_other() {
    let mut content = String::new();
    for line in 0..5 {
        put(
            &mut content,
            40,
            700 - 20 * line,
            &format!("左栏的文字也有好几行长短都相同{line}"),
        );
        put(
            &mut content,
            320,
            700 - 20 * line,
            &format!("右栏的文字也有好几行长短都相同{line}"),
        );
    }
    let report = read(&content, &[]);
    let ends: String = report
        .text()
        .lines()
        .filter_map(|line| line.chars().last())
        .collect();
    assert_eq!(ends, "0123401234");
    assert!(report.text().starts_with('左'));
}

#[test]
fn a_table_in_the_second_column_has_its_place_on_the_page() {
    let mut content = String::new();
    for line in 0..5 {
        put(
            &mut content,
            40,
            700 - 20 * line,
            "左栏的文字也有好几行长短都相同",
        );
    }
    draw(&mut content, 310, 70, |_, x, y, wide| {
        format!("{x} {y} {wide} 24 re S\n")
    });
    let report = read(&content, &[]);
    check_table(&report);
    let cell = report.article20().rules().in_force();
    let region = cell.span().and_then(|span| report.regions(span).next());
    let region = region.expect("a place");
    assert!(
        region.left() >= 519.0 && region.right() <= 591.0,
        "{region:?}"
    );
}
