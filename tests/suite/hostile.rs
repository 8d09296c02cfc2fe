//! Pages made to be slow or to crash: all are read. How long that takes is for the benches to say.

/// How many bytes a page has.
const BYTES: usize = 1 << 19;

/// `unit` as often as fits, behind `before`.
fn many(before: &str, unit: &str) -> String {
    before.to_owned() + &unit.repeat(BYTES / unit.len())
}

/// A row of 255 cells that reach down as far as they may, and many rows below.
fn curtain() -> String {
    let row = "<td rowspan=65534>1".repeat(255);
    many(&format!("<table><tr>{row}"), "<tr><td>1<td>2")
}

#[test]
fn no_page_is_too_much() {
    let label = "<td>三、本年度办理结果<td rowspan=9>（三）不予公开<td>1.属于国家秘密";
    let pages = [
        many("<table>", "<tr><td colspan=1000 rowspan=65534>1"),
        many("<table><tr>", "<td colspan=1000 rowspan=65534>1"),
        many("<table>", "<tr><td rowspan=65534>1"),
        curtain(),
        many("", "<table><tr><td>"),
        many("", "<table>"),
        many("<table>", "<tr>"),
        many("<table><tr>", "<td>"),
        many("<td>", "<div>"),
        many("", "<p></p>"),
        many("", "<br>"),
        many("<td>", "<sup>1"),
        many("<td>", "&#49;"),
        many("<td>", "&nbsp"),
        many("<td>", "&notanentity"),
        many("<td>", "<"),
        many("<td ", "a "),
        many("<td colspan=", "9"),
        many("<td><!--", "-"),
        many("<script>", "</scrip"),
        many("", "<script>"),
        many("", "<script></scrip>"),
        many("<td>", "<textarea></textarea>"),
        many("<p>", "<iframe "),
        many("<p>", "<iframe srcdoc='>"),
        many("", "<textarea><td></textarea>"),
        many("<td>", "<del><p>"),
        many("<td>", "<span style='display:none'>"),
        many("<td style='", "display:none;"),
        many("MIME-Version: 1.0\nContent-Type: text/html\n\n", "="),
        many(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
            "--x\n",
        ),
        many("<title>", "<title>"),
        many("{<td>", "\\"),
        many("[&lt;td>", "&amp;"),
        many(
            "<table>",
            &format!("<tr>{label}<td>1<td>2<td>3<td>4<td>5<td>6<td>7"),
        ),
        many("<table><tr><td>行政许可", "<td>1"),
        many(
            "<table>",
            "<tr><td>行政复议<td>行政诉讼<tr><td>结果维持<td>总计<tr><td>1<td>2",
        ),
    ];
    for page in pages {
        let read = gongkai::read_all(page.as_bytes());
        let shown = page.get(..60.min(page.len())).unwrap_or("…");
        // A page without a character that says anything is an error; no page is a crash.
        let Ok(reports) = read else { continue };
        for span in reports
            .iter()
            .flat_map(gongkai::Report::findings)
            .flat_map(|it| it.spans())
        {
            assert!(page.get(span.range()).is_some(), "{shown}: {span:?}");
        }
    }
}

#[test]
fn a_span_reaches_over_no_more_than_there_is() {
    let page = "<table><tr><td>信息内容<td>本年处理决定数量\
                <tr><td rowspan=65534 colspan=1>行政处罚<td colspan=1000 rowspan=1>12</table>\
                <table><tr><td>行政强制<td>3</table>";
    let report = gongkai::read_html(page).expect("there is text");
    let article20 = report.article20();
    assert_eq!(article20.penalties().decisions().number(), Some(12.into()));
    assert_eq!(article20.compulsion().decisions().number(), Some(3.into()));
}
