//! A form filled from the bytes, written in each way, and read back: what is read is what was filled in.
#![no_main]

use gongkai::{Entry, Field, Number, Report, ReportBuilder, Script, State, Template, Unit};

/// What a byte puts into a cell, with those behind it.
fn entry(kind: u8, bytes: [u8; 3]) -> Entry {
    let number = i64::from(u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]));
    match kind % 8 {
        0 => Entry::Blank,
        1 => Entry::Nil,
        2 => Entry::Number(0.into()),
        3 => Entry::Number((-number).into()),
        4 => {
            let decimal = format!("{}.{:02}", number / 100, number % 100);
            Entry::Number(decimal.parse().unwrap_or_default())
        }
        5 => Entry::Money(number.into(), Unit::Yuan),
        6 => Entry::Number((number % 10).into()),
        _ => Entry::Number(number.into()),
    }
}

/// What a reading says of each cell.
fn cells(report: &Report) -> Vec<(Field, State, Option<Number>, Option<Unit>)> {
    Field::all()
        .map(|field| {
            let cell = report.cell(field);
            (field, cell.state(), cell.number(), cell.unit())
        })
        .collect()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else {
        return;
    };
    let template = Template::ALL[usize::from(first) % Template::ALL.len()];
    let mut form = ReportBuilder::new(template);
    form.agency("青禾县水务局")
        .year(2000 + u16::from(first % 40));
    if first & 0x40 != 0 {
        form.script(Script::Traditional);
    }
    let fields = Field::all().filter(|field| field.is_in(template));
    for (field, chunk) in fields.zip(rest.chunks_exact(4)) {
        // What does not belong into a cell is refused, and nothing else happens.
        let _ = form.put(field, entry(chunk[0], [chunk[1], chunk[2], chunk[3]]));
    }
    let Ok(report) = form.build() else {
        return;
    };
    gongkai_fuzz::sound(Ok(vec![report.clone()]));
    let written = report.form();
    for text in [written.text(), written.tsv(), written.markdown()] {
        let read = gongkai::read_text(&text).expect("there is text");
        assert_eq!(cells(&report), cells(&read), "{text}");
    }
    let page = written.html();
    let read = gongkai::read_html(&page).expect("there is text");
    assert_eq!(cells(&report), cells(&read), "{page}");
});
