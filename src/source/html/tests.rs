//! Pages, and the lines and rows that they show.

use super::{is_markup, read};
use crate::{
    source::{Document, Slot},
    span::Span,
};

/// The text of each cell of each row; `^` where a slot is covered.
fn rows<'d>(document: &'d Document<'_>) -> Vec<Vec<&'d str>> {
    let cell = |slot: &Slot| match *slot {
        Slot::Anchor { from, to } => &document.text[from as usize..to as usize],
        Slot::Covered => "^",
    };
    let rows = document.rows.iter();
    rows.map(|row| document.slots_of(row).iter().map(cell).collect())
        .collect()
}

#[track_caller]
fn shows(page: &str, text: &str) {
    assert_eq!(read(page).text, text, "{page}");
}

#[track_caller]
fn holds(page: &str, expected: &[&[&str]]) {
    assert_eq!(rows(&read(page)), expected, "{page}");
}

#[test]
fn blocks_are_lines() {
    let cases = [
        ("<p>a</p><p>b", "a\nb"),
        ("<div>a<div>b</div>c</div>d", "a\nb\nc\nd"),
        ("<p>a<br>b<BR/>c</br>d", "a\nb\nc\nd"),
        ("<p>a</p><p></p><p>b</p>", "a\n\nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        (
            "<div> <div></div><p>a</p> </div><ul><li>b<li>c</ul>",
            "\na\nb\nc",
        ),
        ("<p> a \n b<span>c</span> <i> d </i></p>", "a bc d"),
        (
            "<div>a&nbsp;b&#20013;&lt;&bogus;&amp</div>",
            "a\u{a0}b中<&bogus;&",
        ),
        ("<pre> a\n  b\tc</pre>", " a\n  b\tc"),
        ("<div>a&#10;b</div>", "a b"),
    ];
    for (page, text) in cases {
        shows(page, text.trim_start_matches('\n'));
    }
}

#[test]
fn what_is_not_shown_is_left_out() {
    let cases = [
        (
            "<div>a<script>if (b<c) d</script>e<style>f{}</style>g</div>",
            "aeg",
        ),
        ("<div>a<!-- b <td> -->c<![if !x]>d<![endif]></div>", "acd"),
        (
            "<div>1<del>2</del>3<s>4</s></div><strike>5<div>6</div>",
            "13\n6",
        ),
        ("<div>镇<ruby><rt>zhèn</rt></ruby>政府</div>", "镇政府"),
        (
            "<div>a<select><option>b</select>c<textarea><td></textarea>d</div>",
            "acd",
        ),
        (
            "<title>a<b></title><body><svg><title>c</title></svg>d",
            "a<b>\nd",
        ),
        ("<div>12<sup>3</sup>m<sub>a10b</sub></div>", "12³ma¹⁰b"),
    ];
    for (page, text) in cases {
        shows(page, text);
    }
}

#[test]
fn text_outside_every_element_stands_as_it_is() {
    shows(
        "# a\n\nb\r\n  c | d\n\n<table><tr><td>1\n2</td></tr>\n</table>\n\n- e\n",
        "# a\n\nb\n  c | d\n\n1 2\n\n- e",
    );
}

#[test]
fn cells_are_told_apart() {
    let cases: [(&str, &[&[&str]]); 8] = [
        (
            "<table><tr><td>a</td><td> b </td></tr></table>",
            &[&["a", "b"]],
        ),
        (
            "<TABLE><TR><TD>a<TD><TR><TH>c<TH>d</TABLE>",
            &[&["a", ""], &["c", "d"]],
        ),
        (
            "<table><tbody><tr><td><p>a</p><p>b</p></td><td><br></td></tr></table>",
            &[&["a\nb", ""]],
        ),
        (
            "<tr><td>a</td><td>b</td></tr><p>c</p>",
            &[&["a", "b\nc"]].map(|_| &["a", "b"][..]),
        ),
        (
            "<table><tr><td>a</td>x<td>b</td></tr>y</table>",
            &[&["a", "b"]],
        ),
        (
            "<table><tr><td colspan=2>a<tr><td rowspan=2>b<td>c<tr><td>d</table>",
            &[&["a"], &["b", "c"], &["^", "d"]],
        ),
        ("<table><tr><td>a</table>", &[]),
        (
            "<table><tr><td>a<td><img src=x><td><input type=hidden></table>",
            &[&["a", "\u{fffc}", ""]],
        ),
    ];
    for (page, expected) in cases {
        holds(page, expected);
    }
}

#[test]
fn a_row_that_holds_a_grid_is_none() {
    let page = "<table><tr><td>a</td><td><p>b</p><table><tr><td>1<td>2</table>c</td><td>d</td></tr>\
                <tr><td>e<td>f</tr></table>";
    holds(page, &[&["1", "2"], &["e", "f"]]);
    shows(page, "a\tb\n1\t2\nc\nd\ne\tf");
}

#[test]
fn a_grid_of_one_cell_is_part_of_the_cell_around() {
    holds(
        "<table><tr><td>a<td><table><tr><td>5</table></table>",
        &[&["a", "5"]],
    );
    holds(
        "<table><tr><td>x<td><table><tr><td><table><tr><td>a<td>b</table></table></table>",
        &[&["a", "b"]],
    );
}

#[test]
fn spans_reach_as_far_as_they_say_and_no_further_than_their_group() {
    holds(
        "<table><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>",
        &[&["a", "b"], &["^", "c"], &["d", "e"]],
    );
    holds(
        "<table><tr><td>a<td rowspan='2'>b<td>c<tr><td>d<td>e<tr><td>f</table>",
        &[&["a", "b", "c"], &["d", "^", "e"], &["f"]],
    );
    holds(
        r#"<table><tr><td colspan=\"2\">a<td rowspan=\"2\">b<tr><td>c<td>d</table>"#,
        &[&["a", "b"], &["c", "d", "^"]],
    );
}

#[test]
fn an_open_cell_at_the_end_is_none_if_it_is_empty() {
    holds("<table><tr><td>a<td>b<td>", &[&["a", "b"]]);
    holds("<table><tr><td>a<td>b", &[&["a", "b"]]);
    holds("<table><tr><td>a<td>b<td></ta", &[&["a", "b"]]);
}

#[test]
fn every_piece_has_its_place() {
    let page = "<table>\r\n<tr>\r\n<td>甲<b>乙</b>&nbsp;丙</td><td></td><td>\r\n1\r\n  2</td></tr></table>";
    let document = read(page);
    let of = |slot: usize| match document.slots[slot] {
        Slot::Anchor { from, to } => {
            let spans = document.sources(Span::new(from, to)).into_iter();
            spans.map(|span| &page[span.range()]).collect::<Vec<_>>()
        }
        Slot::Covered => Vec::new(),
    };
    assert_eq!(of(0), ["甲", "乙", "&nbsp;丙"]);
    assert_eq!(of(1), [""]);
    assert_eq!(of(2), ["1", "2"]);
    let Slot::Anchor { from, to } = document.slots[1] else {
        panic!("a blank cell is no covered one");
    };
    let blank = document.sources(Span::new(from, to))[0];
    assert!(page[..blank.start()].ends_with("</td><td>"));
}

#[test]
fn a_page_in_a_string_is_read_through_it() {
    let page = r#"{"html":"&lt;table&gt;&lt;tr&gt;&lt;td colspan=\"2\"&gt;a&lt;td&gt;1&lt;b&gt;2&lt;\/td&gt;"}"#;
    assert!(is_markup(page));
    let document = read(page);
    assert_eq!(rows(&document), [["a", "12"]]);
    let Slot::Anchor { from, to } = document.slots[1] else {
        panic!("a cell is no covered slot");
    };
    let spans = document.sources(Span::new(from, to)).into_iter();
    assert_eq!(
        spans.map(|span| &page[span.range()]).collect::<Vec<_>>(),
        ["1", "2"]
    );
}

#[test]
fn markup_is_told_from_text() {
    let pages = [
        "<p>a",
        "a\n<TABLE border=1>",
        "<!DOCTYPE html><html><head>",
        "x<td\n>",
    ];
    let texts = [
        "a < b",
        "a<br>b",
        "<tables>",
        "<p",
        "|<t>|",
        "<https://example.org/p>",
    ];
    assert!(pages.iter().all(|page| is_markup(page)));
    assert!(!texts.iter().any(|text| is_markup(text)));
}

#[test]
fn end_tags_end_what_is_open_only() {
    holds("<table><tr><td>1</th>2<td>3</table>", &[&["12", "3"]]);
    holds("<table><tr><th>1</td>2<td>3</table>", &[&["12", "3"]]);
    holds(
        "<table><tr><td>1</thead>2<td>3</tbody>4<td>5</table>",
        &[&["12", "3"], &["5"]],
    );
    holds(
        "<table><tbody><tr><td rowspan=2>1<td>2</tbody><tr><td>3<td>4</table>",
        &[&["1", "2"], &["3", "4"]],
    );
    holds(
        "<table><tr><td>1<col><td>2<td>3</caption>4</table>",
        &[&["1"], &["2", "34"]],
    );
}

#[test]
fn of_attributes_the_first_counts() {
    holds(
        "<table><tr><td colspan=2 colspan=9 rowspan=x rowspan=2>1<td>2<tr><td>3</table>",
        &[&["1", "2"], &["3"]],
    );
}

#[test]
fn what_a_style_hides_or_strikes_is_no_part_of_a_number() {
    holds(
        "<table><tr><td>a<td><span style='DISPLAY: none'>9<span>8</span>7</span>1\
         <td><p style='display:none'>9</p><p>2<td><b style='text-decoration:line-through'>9</b>3\
         <td>4<span style='vertical-align:super'>5</span><td><div hidden>9</div>6</table>",
        &[&["a", "1", "2", "3", "4⁵", "6"]],
    );
    holds(
        "<table><tr><td>a<td>b<tr><td>c<td style='display:none'>9<td>1\
         <tr style='display:none'><td>c<td>9<tr><td>d<td>2</table>",
        &[&["a", "b"], &["c", "1"], &["d", "2"]],
    );
}

#[test]
fn what_a_template_holds_is_not_shown() {
    holds(
        "<table><tr><td>a<template><tr><td>9</table><img><template>8</template><p>7</template><td>1\
         <template><script>'</template>'</script>6</template></table><template><table><tr><td>b<td>5",
        &[&["a", "1"]],
    );
}

#[test]
fn a_stretch_that_is_left_out_ends_with_its_cell_or_block() {
    holds(
        "<table><tr><td><del>9<p>8</p></del>1<td><p><del>9</p>2<td><s>9<td>3<sup>4<td>5<td><s><img></s></table>",
        &[&["1", "2", "", "3⁴", "5", ""]],
    );
}

#[test]
fn lines_stand_as_they_are_within_the_cell_of_their_element_only() {
    holds(
        "<table><tr><td><pre>1\n2<td>3\n4</table>",
        &[&["1\n2", "3 4"]],
    );
}

#[test]
fn a_picture_beside_blanks_is_no_blank() {
    holds(
        "<table><tr><td>a<td>&nbsp;<img src=x></table>",
        &[&["a", "\u{a0}\u{fffc}"]],
    );
}

#[test]
fn a_page_without_grids_holds_those_of_its_scripts() {
    let page = r#"<p>a<script>show("<tr><td>b<td colspan=\"2\">1<i>2<\/i>")</script>"#;
    let document = read(page);
    assert_eq!(rows(&document), [["b", "12\")"]]);
    let Slot::Anchor { from, .. } = document.slots[1] else {
        panic!("a cell is no covered slot");
    };
    let spans = document.sources(Span::new(from, from + 2)).into_iter();
    let pieces: Vec<&str> = spans.map(|span| &page[span.range()]).collect();
    assert_eq!(pieces, ["1", "2"]);
    // Where there are grids, scripts are none.
    let page = "<table><tr><td>a<td>1</table><script>'<tr><td>b<td>2'</script>";
    holds(page, &[&["a", "1"]]);
}
