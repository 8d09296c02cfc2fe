//! What is no report, or none that is read: a typed error that names it, or a report that says what was not found. And
//! what calls itself by another name.

use std::io::{Cursor, Write};

use gongkai::{ErrorKind, Format, State, TextKind};
use zip::{ZipWriter, write::SimpleFileOptions};

const ROWS: &str = "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>17</td></tr>\
    <tr><td>行政强制</td><td></td></tr></table>";

#[track_caller]
fn fails(bytes: &[u8], kind: &str, message: &str) {
    let error = gongkai::read(bytes).expect_err(message);
    assert_eq!(error.kind().as_str(), kind);
    assert!(error.to_string().contains(message), "{error}");
}

/// Bytes that hold `ROWS` in whatever way.
#[track_caller]
fn reads(bytes: &[u8], kind: TextKind) {
    let report = gongkai::read(bytes).expect("it is read");
    let article20 = report.article20();
    let penalties = article20.penalties().decisions();
    assert_eq!(penalties.number(), Some(17.into()));
    assert_eq!(article20.compulsion().decisions().state(), State::Blank);
    assert_eq!(report.text_kind(), kind);
    let span = penalties.span().expect("a number has a place");
    assert_eq!(&report.text()[span.range()], "17");
}

fn zipped(name: &str, part: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer.start_file(name, options).expect("a name");
    writer.write_all(part).expect("a vector takes it");
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn other_formats_are_named_with_what_to_do() {
    let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    fails(
        &ole,
        "unsupported",
        "old or encrypted Word or Excel file: save it as",
    );
    let encrypted: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fails(&[ole, encrypted].concat(), "unsupported", "encrypted");
    fails(
        b"{\\rtf1\\ansi \\u25919?}",
        "unsupported",
        "rich text file: save it as",
    );
    fails(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unsupported", "picture");
    fails(b"\xff\xd8\xff\xe0\0\x10JFIF\0", "unsupported", "picture");
    fails(b"GIF89a\x01\0", "unsupported", "picture");
    fails(b"\x1f\x8b\x08\0\0\0\0\0", "unsupported", "compressed file");
    fails(b"Rar!\x1a\x07\x01\0", "unsupported", "compressed file");
    fails(
        b"7z\xbc\xaf\x27\x1c\0\x04",
        "unsupported",
        "compressed file",
    );
    fails(&zipped("OFD.xml", b"<ofd/>"), "unsupported", "zip archive");
    fails(
        &zipped("content.xml", b"<office/>"),
        "unsupported",
        "zip archive",
    );
    let sheet = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Cell><Data>17</Data></Cell></Workbook>";
    fails(
        sheet.as_bytes(),
        "unsupported",
        "Word or Excel file in XML: save it as",
    );
    let error = gongkai::read(sheet.as_bytes()).expect_err("it is not read");
    let ErrorKind::Unsupported { format, .. } = error.kind() else {
        panic!("{error}");
    };
    assert_eq!(format, Format::OfficeXml);
}

#[test]
fn what_is_empty_damaged_or_no_text_is_said_to_be() {
    fails(b"", "empty", "no text");
    fails("\u{feff} \r\n\u{3000}".as_bytes(), "empty", "no text");
    fails(
        b"<html><body><p>&nbsp;</p></body></html>",
        "empty",
        "no text",
    );
    fails(b"\xff\xfe", "empty", "no text");
    let docx = zipped(
        "word/document.xml",
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>".as_bytes(),
    );
    for length in [5, 40, docx.len() / 2, docx.len() - 1] {
        fails(&docx[..length], "damaged", "damaged or breaks off");
    }
    fails(
        &zipped("word/document.xml", b"\xd0\xcf\x11\xe0"),
        "damaged",
        "damaged",
    );
    fails(
        &zipped("xl/workbook.xml", b"<workbook/>"),
        "damaged",
        "damaged",
    );
    let junk: Vec<u8> = (0..4096u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    fails(&junk, "encoding", "encoding");
    fails(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--",
        "empty",
        "no text",
    );
}

#[test]
fn pages_without_a_report_say_what_they_lack() {
    let login = "<html><head><title>统一身份认证</title></head><body><form><label>用户名</label><input name=u>\
        <label>密码</label><input type=password><button>登录</button></form></body></html>";
    let list = "<html><head><title>政府信息公开年报</title></head><body><ul><li><a href=1>青禾县水务局2023年政府信息公开工作年度报告</a>\
        <span>2024-01-20</span><li><a href=2>青禾县财政局2023年政府信息公开工作年度报告</a><span>2024-01-18</span></ul>\
        <table><tr><td>上一页</td><td>1</td><td>2</td><td>下一页</td></tr></table></body></html>";
    for page in [login, list] {
        let report = gongkai::read(page.as_bytes()).expect("there is text");
        assert!(
            report
                .cells()
                .all(|(_, cell)| cell.state() == State::Absent)
        );
        let missing = report
            .findings()
            .iter()
            .filter(|it| it.code() == "table-missing");
        assert_eq!(missing.count(), 3);
    }
}

#[test]
fn pages_that_call_themselves_word_or_excel_files_are_pages() {
    let excel = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\
         <!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml><![endif]--></head><body>{}</body></html>",
        ROWS.replace("<td>17", "<td x:num class=xl65>17").replace(
            "</table>",
            "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td width=72></td></tr><![endif]></table>"
        )
    );
    reads(excel.as_bytes(), TextKind::Input);
    let word = ROWS
        .replace("<td>", "<td width=99 style='border:solid windowtext 1.0pt'><p class=MsoNormal><span lang=EN-US>")
        .replace("</td>", "<o:p></o:p></span></p></td>");
    reads(word.as_bytes(), TextKind::Input);
}

#[test]
fn web_archives_are_pages() {
    let escaped: String = ROWS
        .bytes()
        .map(|byte| match byte {
            b'=' | 0x80.. => format!("={byte:02X}"),
            b'>' => ">=\r\n".to_owned(),
            _ => char::from(byte).to_string(),
        })
        .collect();
    let archive = format!(
        "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"=_p\"\r\n\r\n\
         --=_p\r\nContent-Type: text/html;\r\n charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{escaped}\r\n\
         --=_p\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh\r\n--=_p--\r\n"
    );
    reads(archive.as_bytes(), TextKind::Decoded);
}

#[test]
fn word_files_in_one_file_of_xml_are_read() {
    let cells = |row: &str| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let cells: String = row.split('|').map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = ["信息内容|本年处理决定数量", "行政处罚|17", "行政强制|"]
        .map(cells)
        .concat();
    let body = format!("<w:body><w:tbl>{rows}</w:tbl></w:body>");
    let old = format!(
        "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Word.Document\"?><w:wordDocument xmlns:w=\"x\">\
         <w:docPr><w:t>99</w:t></w:docPr>{body}</w:wordDocument>"
    );
    let flat = format!(
        "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"x\"><pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document>{body}\
         </w:document></pkg:xmlData></pkg:part><pkg:part><w:ftr><w:p><w:r><w:t>行政处罚</w:t></w:r></w:p></w:ftr></pkg:part></pkg:package>"
    );
    reads(old.as_bytes(), TextKind::Extracted);
    reads(flat.as_bytes(), TextKind::Extracted);
    fails(&old.as_bytes()[..old.len() - 40], "damaged", "damaged");
}
