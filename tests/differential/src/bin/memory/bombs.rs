//! PDF files that are made to take long: their names, and how they are made.

use std::io::Write;

use super::documents::Bomb;

pub const ALL: &[Bomb] = &[
    ("10 MB of ruling lines", ruling_lines),
    ("100,000 pages", || pages(100_000, false)),
    ("16,000 pages", || pages(16_000, false)),
    ("16,000 pages, one content", || pages(16_000, true)),
    ("forms in forms, ten each", forms),
    ("a stream through eight filters", filters),
];

/// A file of these objects, with its table of them. The first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        write!(bytes, "{number} 0 obj\n").expect("a vector takes it");
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).expect("it takes it");
    for place in places {
        write!(bytes, "{place:010} 00000 n \n").expect("it takes it");
    }
    let size = objects.len() + 1;
    write!(
        bytes,
        "trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{table}\n%%EOF"
    )
    .expect("it takes it");
    bytes
}

fn stream(more: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{more}/Length {}>>stream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// A page with this content, and more objects from number 6 on.
fn page(resources: &str, content: &[u8], more: Vec<Vec<u8>>) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        stream("", content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    objects.extend(more);
    file(&objects)
}

fn ruling_lines() -> Vec<u8> {
    let mut content = b"BT /F 9 Tf 50 50 Td (1) Tj ET\n".to_vec();
    let mut line = 0u32;
    while content.len() < 10 << 20 {
        line += 1;
        let (x, y) = (line * 7 % 590, line * 13 % 790);
        let _ = if line % 2 == 0 {
            writeln!(content, "{x} {y} m {} {y} l S", x + 8)
        } else {
            writeln!(content, "{x} {y} m {x} {} l S", y + 8)
        };
    }
    page("", &content, Vec::new())
}

/// So many pages with a number on each, which may all have the same content.
fn pages(count: usize, shared: bool) -> Vec<u8> {
    let first = 5;
    let kids: Vec<String> = (0..count)
        .map(|page| format!("{} 0 R", first + page))
        .collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {count}/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>>>", kids.join(" "))
            .into_bytes(),
        stream("", b"BT /F 9 Tf 50 50 Td (1) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    for page in 0..count {
        let content = if shared { 3 } else { first + count + page };
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R>>").into_bytes());
    }
    for page in 0..if shared { 0 } else { count } {
        let content = format!("BT /F 9 Tf 50 50 Td ({page}) Tj ET");
        objects.push(stream("", content.as_bytes()));
    }
    file(&objects)
}

/// A form that draws ten forms, each of which draws ten.
fn forms() -> Vec<u8> {
    let form = |next: usize| {
        let more = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X {next} 0 R>>>>"
        );
        stream(&more, "/X Do ".repeat(10).as_bytes())
    };
    let mut more: Vec<Vec<u8>> = (0..14).map(|depth| form(7 + depth)).collect();
    more.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>",
        b"BT /F 9 Tf 50 50 Td (1) Tj ET",
    ));
    page("/XObject<</X 6 0 R>>", b"/X Do", more)
}

/// A content of which each filter writes two digits for a byte.
fn filters() -> Vec<u8> {
    let mut content = b"BT /F 9 Tf 50 50 Td (1) Tj ET ".repeat(1 << 10);
    for _ in 0..8 {
        content = content
            .iter()
            .flat_map(|byte| format!("{byte:02x}").into_bytes())
            .collect();
    }
    let more = format!("/Filter[{}]", "/ASCIIHexDecode".repeat(8));
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.as_bytes().to_vec(),
        stream(&more, &content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ])
}
