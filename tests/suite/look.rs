//! The page to look at: nothing of a document gets out of its place, and every link leads somewhere.

use std::collections::HashSet;

use gongkai::Report;
use gongkai::output::Language;

use crate::generate::{Spec, generate};
use crate::render::{layouts, rendered};

const MARKUP: &str = "<i a=\"b\">&amp;'";

fn pages(report: &Report) -> [String; 2] {
    [Language::English, Language::Chinese].map(|language| report.page().language(language).html())
}

/// What stands between the first two of these.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).expect("the page has the beginning");
    rest.split_once(to).expect("the page has the end").0
}

/// A text without its tags, and without references for the characters that they are made of.
fn shown(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        rest = tag.split_once('>').expect("a tag ends").1;
    }
    (text + rest)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[track_caller]
fn check(report: &Report) {
    for page in pages(report) {
        let ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|at| at.split('"').next())
            .collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id stands twice");
        for link in page
            .split(" href=\"#")
            .skip(1)
            .filter_map(|at| at.split('"').next())
        {
            assert!(known.contains(link), "#{link} leads nowhere");
        }
        assert_eq!(shown(between(&page, "<pre>", "</pre>")), report.text());
    }
}

#[test]
fn every_link_leads_somewhere_and_the_source_is_whole() {
    for (seed, layout) in (0..).zip(layouts()) {
        let text = rendered(&generate(Spec::any(seed)), layout).text;
        check(&gongkai::read_text(&text).expect("it is a text"));
    }
}

#[test]
fn markup_in_a_document_is_text_in_the_page() {
    let text = format!(
        "{MARKUP}青禾县{MARKUP}水务局2023年政府信息公开工作年度报告{MARKUP}\n\
         一、总体情况\n全年共收到政府信息公开申请{MARKUP}3件{MARKUP}，收到政府信息公开申请4件。\n\
         第二十条第（六）项{MARKUP}\n信息内容\t本年处理决定数量{MARKUP}\n行政处罚{MARKUP}\t{MARKUP}\n\
         行政强制\t17{MARKUP}\n{MARKUP}其他\t{MARKUP}\n"
    );
    let report = gongkai::read_text(&text).expect("it is a text");
    check(&report);
    for page in pages(&report) {
        assert!(
            page.contains("&lt;i a=&quot;b&quot;&gt;&amp;amp;"),
            "{page}"
        );
        assert!(
            !page.contains("<i "),
            "markup of the document is markup of the page"
        );
    }
}
