//! What is to be said of the pages of a PDF file.

use crate::{
    fold,
    model::{Finding, Words, code},
    source,
};

/// Whether two texts are a label in halves: the first is none yet, the second is none, and together they are one.
#[cfg(feature = "pdf")]
pub(super) fn is_torn(head: &str, tail: &str) -> bool {
    use crate::grammar::{
        Tokens,
        label::{Said, said},
    };
    /// No label is longer, notes and all.
    const LONGEST: usize = 512;
    if head.is_empty() || tail.is_empty() || head.len() + tail.len() > LONGEST {
        return false;
    }
    let says = |text: &str| {
        let tokens = fold::fold(text);
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        match said(Tokens::new(&tokens, end)) {
            Said::Labels(labels) if labels.iter().all(|label| !label.unclosed) => Some(true),
            Said::Labels(_) | Said::Head => Some(false),
            Said::Labelled(_) | Said::Nothing => None,
        }
    };
    says(head) == Some(false)
        && says(tail) != Some(true)
        && says(&format!("{head}{tail}")) == Some(true)
}

/// What there is to say of the pages of a file.
#[cfg(feature = "pdf")]
pub(super) fn of_pages(flaws: &[(u32, source::pdf::Flaw)], repaired: bool) -> Vec<Finding> {
    use source::pdf::Flaw;
    let list = |wanted: fn(&Flaw) -> bool| {
        const MOST: usize = 20;
        let pages = flaws.iter().filter(|(_, flaw)| wanted(flaw));
        let pages: Vec<String> = pages.map(|(page, _)| page.to_string()).collect();
        let more = if pages.len() > MOST { ", …" } else { "" };
        let listed = pages.get(..MOST).unwrap_or(&pages).join(", ");
        (!pages.is_empty())
            .then(|| Words::both(format!("{listed}{more}"), listed.replace(", ", "、")))
    };
    let count = |wanted: fn(&Flaw) -> bool| {
        let counts = flaws.iter().filter(|(_, flaw)| wanted(flaw));
        let counts = counts.map(|(_, flaw)| match flaw {
            Flaw::Unknown(count) | Flaw::Covered(count) => *count,
            Flaw::Picture | Flaw::Recognised => 0,
        });
        counts.sum::<usize>()
    };
    let finding = |code, wanted| {
        let pages = ("pages", list(wanted)?);
        Some(Finding::new(
            code,
            &[pages, ("count", count(wanted).into())],
        ))
    };
    let findings = [
        finding(&code::PAGE_IS_PICTURE, |flaw| *flaw == Flaw::Picture),
        finding(&code::TEXT_RECOGNISED, |flaw| *flaw == Flaw::Recognised),
        finding(&code::FONT_UNMAPPED, |flaw| {
            matches!(flaw, Flaw::Unknown(_))
        }),
        finding(&code::TEXT_COVERED, |flaw| matches!(flaw, Flaw::Covered(_))),
    ];
    let repaired = repaired.then(|| Finding::new(&code::FILE_REPAIRED, &[]));
    findings.into_iter().flatten().chain(repaired).collect()
}
