//! The same reports as PDF files, written by hand: ruled tables over page breaks, rows cut in two, borders as strokes or as
//! thin rectangles, fonts of several kinds. They read back whole. And files that are made to do harm.

use gongkai::{ErrorKind, Options, TextKind};

use crate::generate::{Sheet, Spec, generate};
use crate::page::{Part, page};
use crate::pdf_writer::{Aligned, File, Manner, Ruled, file};
use crate::random::Rng;
use crate::read::{Claim, Reading};

/// The report as a file.
pub(crate) fn written(sheet: &Sheet, rng: &mut Rng, ruled: Ruled) -> Vec<u8> {
    let gbk = rng.chance(30);
    let mut file = File::new(Manner {
        map: if gbk { "GBK-EUC-H" } else { "UniGB-UTF16-H" },
        gbk,
        filled: rng.chance(50),
        single: rng.chance(50),
        ruled,
        aligned: [Aligned::Left, Aligned::Middle, Aligned::Right][rng.index(3)],
    });
    for part in page(sheet) {
        match part {
            Part::Text(text) => file.paragraph(&text),
            Part::Table(grid) => file.table(&grid),
        }
    }
    file.bytes()
}

/// How many cells were read, and of how many, of reports whose tables have no lines that part columns. None is wrong.
fn read_by_places(ruled: Ruled, seeds: std::ops::Range<u64>) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for seed in seeds {
        let sheet = generate(Spec::any(seed));
        let bytes = written(&sheet, &mut Rng::new(seed), ruled);
        let report = gongkai::read(&bytes).unwrap_or_else(|error| panic!("{seed}: {error}"));
        for (id, claim) in &Reading::of(report).claims {
            match sheet.cells.get(id).map(Claim::right) {
                Some(cell) => {
                    all += 1;
                    right += usize::from(claim == &cell);
                    assert!(
                        claim == &cell || !claim.speaks(),
                        "{seed} {id}: {claim}, not {cell}"
                    );
                }
                None => assert!(!claim.speaks(), "{seed} {id}: {claim}"),
            }
        }
    }
    (right, all)
}

#[test]
fn tables_without_lines_are_read_by_places() {
    for ruled in [Ruled::Not, Ruled::Across] {
        let (right, all) = read_by_places(ruled, 0..24);
        // Rows that a page cuts in two, and labels of which a font lacks letters, are not settled.
        assert!(right * 100 >= all * 85, "{right} of {all}");
    }
}

#[test]
fn pdf_files_read_back_whole() {
    for seed in 0..24 {
        let sheet = generate(Spec::any(seed));
        let bytes = written(&sheet, &mut Rng::new(seed), Ruled::All);
        let report = gongkai::read(&bytes).unwrap_or_else(|error| panic!("{seed}: {error}"));
        assert_eq!(report.text_kind(), TextKind::Extracted);
        assert_eq!(report.year(), Some(sheet.year), "{seed}");
        assert_eq!(report.agency(), Some(sheet.agency), "{seed}");
        for (id, claim) in &Reading::of(report.clone()).claims {
            match sheet.cells.get(id).map(Claim::right) {
                Some(right) => assert!(claim == &right, "{seed} {id}: {claim}, not {right}"),
                None => assert!(!claim.speaks(), "{seed} {id}: {claim}"),
            }
        }
        for (field, cell) in report.cells() {
            let Some(span) = cell.span() else { continue };
            assert_eq!(&report.text()[span.range()], cell.raw(), "{seed} {field}");
            let region = report.regions(span).next().expect("a place on a page");
            assert!(
                region.page() >= 1
                    && region.left() < region.right()
                    && region.bottom() < region.top()
            );
        }
    }
}

#[test]
fn a_damaged_file_is_read_or_refused() {
    let sheet = generate(Spec::any(3));
    let bytes = written(&sheet, &mut Rng::new(3), Ruled::All);
    let mut rng = Rng::new(7);
    for cut in (0..bytes.len()).step_by(bytes.len() / 40) {
        let _ = gongkai::read(&bytes[..cut]);
        let mut damaged = bytes.clone();
        for _ in 0..8 {
            let at = rng.index(damaged.len());
            damaged[at] = damaged[at].wrapping_add(1);
        }
        let _ = gongkai::read(&damaged);
    }
    // Without its table of objects it is read all the same, and says so.
    let start = bytes
        .windows(5)
        .rposition(|it| it == b"xref\n")
        .expect("a table");
    let mut lost = bytes[..start].to_vec();
    lost.extend(b"trailer\n<</Root 1 0 R>>\n");
    let report = gongkai::read_pdf(&lost).expect("it is repaired");
    assert_eq!(report.year(), Some(sheet.year));
    assert!(
        report
            .findings()
            .iter()
            .any(|it| *it.code() == "file-repaired")
    );
}

fn one_page(content: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
    ];
    objects.extend(more.iter().map(ToString::to_string));
    file(&objects)
}

/// A page of one ruled table of two columns, its second one empty below the header, and fields in it.
fn page_of_fields(rows: &[(&str, &str)], fields: &[&str]) -> Vec<u8> {
    use std::fmt::Write as _;
    let codes = |text: &str| {
        text.encode_utf16().fold(String::new(), |mut hex, unit| {
            let _ = write!(hex, "{unit:04x}");
            hex
        })
    };
    let mut content = String::new();
    for (index, (label, value)) in rows.iter().enumerate() {
        let y = 700 - 20 * index;
        for (x, text) in [(105, label), (305, value)] {
            let _ = writeln!(
                content,
                "BT /F1 9 Tf {x} {} Td <{}> Tj ET",
                y + 6,
                codes(text)
            );
        }
        let _ = writeln!(content, "100 {y} 400 20 re 300 {y} m 300 {} l S", y + 20);
    }
    let annotations: String = (8..8 + fields.len()).fold(String::new(), |mut list, number| {
        let _ = write!(list, "{number} 0 R ");
        list
    });
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        format!("<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[{annotations}]>>"),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>".to_owned(),
    ];
    let drawn = "BT /F1 9 Tf 2 4 Td <00310037> Tj ET 0 0 90 16 re S";
    objects.push(format!(
        "<</Type/XObject/Subtype/Form/BBox[0 0 90 16]/Resources<</Font<</F1 5 0 R>>>>/Length {}>>stream\n{drawn}\nendstream",
        drawn.len()
    ));
    objects.extend(fields.iter().map(ToString::to_string));
    file(&objects)
}

#[test]
fn fields_that_are_filled_in_are_read() {
    let rows = [
        ("第二十条第（五）项", ""),
        ("信息内容", "本年处理决定数量"),
        ("行政许可", ""),
        ("第二十条第（六）项", ""),
        ("信息内容", "本年处理决定数量"),
        ("行政处罚", ""),
        ("行政强制", ""),
    ];
    let bytes = page_of_fields(
        &rows,
        &[
            // Hidden; drawn by its form; with a value that its parent has and nothing draws.
            "<</Subtype/Widget/FT/Tx/F 2/V(9)/Rect[302 662 392 678]>>",
            "<</Subtype/Widget/FT/Tx/V(17)/Rect[302 602 392 618]/AP<</N 7 0 R>>>>",
            "<</Subtype/Widget/Parent<</FT/Tx/V<FEFF0035>>>/Rect[302 582 392 598]>>",
        ],
    );
    let report = gongkai::read_pdf(&bytes).expect("it is read");
    let form = report.article20();
    assert_eq!(form.licensing().decisions().state(), gongkai::State::Blank);
    let penalties = form.penalties().decisions();
    assert_eq!(penalties.number(), Some(17.into()));
    assert_eq!(form.compulsion().decisions().number(), Some(5.into()));
    let region = report.regions(penalties.span().expect("a place")).next();
    let region = region.expect("a place on a page");
    assert!(region.left() >= 302.0 && region.right() <= 392.0);
}

const PLAIN: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

#[test]
fn what_cannot_be_read_is_said() {
    let kind = |bytes: &[u8]| gongkai::read_pdf(bytes).unwrap_err().kind();
    let picture = "<</Subtype/Image/Width 1/Height 1/Length 0>>stream\n\nendstream";
    let scanned = one_page("595 0 0 842 0 0 cm /X Do", &[PLAIN, picture]);
    assert_eq!(kind(&scanned), ErrorKind::Scanned);
    let encrypted =
        String::from_utf8_lossy(&one_page("", &[PLAIN])).replace("/Root", "/Encrypt 9 0 R/Root");
    assert_eq!(kind(encrypted.as_bytes()), ErrorKind::Encrypted);
    // A font whose codes are the numbers of its glyphs, and nothing that says what they are.
    let font =
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</DW 500>>]>>";
    let unknown = one_page(
        "BT /F1 10 Tf 50 50 Td <00130014> Tj ET BT /F1 10 Tf 50 90 Td (ab) Tj ET",
        &[font],
    );
    let report = gongkai::read_pdf(&unknown).expect("there is something");
    assert!(
        !report
            .text()
            .contains(|ch: char| ch.is_ascii_alphanumeric())
    );
    assert!(
        report
            .findings()
            .iter()
            .any(|it| *it.code() == "font-unmapped")
    );
}

#[test]
fn text_is_shown_as_it_is_painted() {
    let shows = |content: &str, expected: &str| {
        let report = gongkai::read_pdf(&one_page(content, &[PLAIN])).expect("text");
        assert_eq!(report.text(), expected, "{content}");
    };
    shows("BT /F1 10 Tf 50 50 Td (12) Tj ET", "12");
    // Twice, to look bold; and not painted at all.
    shows(
        "BT /F1 10 Tf 50 50 Td (12) Tj ET BT /F1 10 Tf 50.3 50 Td (12) Tj ET",
        "12",
    );
    shows("BT /F1 10 Tf 50 50 Td (12) Tj 3 Tr (34) Tj ET", "12");
    // Moved within a string, spaced, narrowed.
    shows("BT /F1 10 Tf 50 50 Td [(1) -20 (2)] TJ ET", "12");
    shows("BT /F1 10 Tf 50 Tz 1 Tc 50 50 Td (12) Tj ET", "12");
    // A page that is turned by its own matrix.
    shows("BT /F1 10 Tf 0 1 -1 0 50 50 Tm (12) Tj ET", "12");
}

#[test]
fn a_file_takes_no_more_than_its_limits_allow() {
    // Forms that draw forms: ten to the sixteenth.
    let form = |next: usize| {
        let data = format!("/F{next} Do ").repeat(10);
        format!(
            "<</Subtype/Form/Length {}/Resources<</XObject<</F{next} {next} 0 R>>>>>>stream\n{data}\nendstream",
            data.len()
        )
    };
    let forms: Vec<String> = (7..30).map(form).collect();
    let mut more = vec![PLAIN];
    more.extend(forms.iter().map(String::as_str));
    let bomb = one_page("/X Do BT /F1 10 Tf 50 50 Td (12) Tj ET", &more);
    let error = Options::new()
        .max_bytes(1 << 20)
        .read_pdf(&bomb)
        .unwrap_err();
    assert_eq!(error.kind().as_str(), "limit-exceeded");
    // An object that is itself, and arrays within arrays.
    let deep = format!("[{}", "[".repeat(100_000));
    let loops = one_page("BT /F1 10 Tf 50 50 Td (12) Tj ET", &[PLAIN, "6 0 R", &deep]);
    assert_eq!(gongkai::read_pdf(&loops).expect("text").text(), "12");
}
