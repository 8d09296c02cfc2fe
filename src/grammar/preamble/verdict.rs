//! What the evidence comes to: which title, which agency, which year.

use super::dates::{self, Day};
use super::mentions::{self, Mention};
use super::names::{self, Name};
use crate::fold::Class;
use crate::grammar::text::{Gap, Text};
use crate::template::words;

/// How many places that name the report are looked at.
const MOST: usize = 64;
/// How far behind the last heading, or from the end, a signature is looked for, in glyphs.
const SIGNATURE_REACH: usize = 400;
/// Where the preamble ends at the latest when nothing marks its end, in glyphs.
const PREAMBLE_REACH: usize = 4000;
/// How far before a period its word may stand, in glyphs.
const PERIOD_REACH: usize = 24;

/// What was decided.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<Name>,
    pub(super) agency: Option<Name>,
    pub(super) year: Option<u16>,
    pub(super) period: Option<(Day, Day)>,
}

/// Everything in the text that speaks for an agency or a year.
#[derive(Debug, Default)]
struct Evidence {
    titles: Vec<Mention>,
    prose: Vec<Mention>,
    period: Option<(Day, Day)>,
    /// The name in 本报告由X编制.
    author: Option<Name>,
    /// The name in 如有疑问，请与X联系.
    contact: Option<Name>,
    /// The best byline and its rank.
    byline: Option<(usize, Name)>,
    /// Names on the line before a date, and its year.
    signatures: Vec<(Name, Day)>,
    /// Years that sentences of the narrative begin with, and how many.
    years: Vec<(u16, u32)>,
}

/// Weighs what stands around the tables.
pub(super) fn judge(text: &Text, chain: &[Option<u32>; 6]) -> Facts {
    let evidence = gather(text, chain);
    let year_hint = evidence.period.map(|(from, _)| from.0);
    let title = best_title(&evidence.titles, year_hint);
    let agency = agency(text, &evidence, title);
    Facts {
        title: title.map(|title| Name {
            start: title.start,
            end: title.end,
        }),
        agency,
        year: year(&evidence, title),
        period: evidence.period,
    }
}

/// The glyph before which titles and the sentences about the report stand: the second section, or the first table.
fn preamble_end(text: &Text, chain: &[Option<u32>; 6]) -> usize {
    let later = chain.iter().skip(1).flatten().min();
    let first = later.into_iter().chain(text.tables.first()).min();
    first.map_or(PREAMBLE_REACH.min(text.glyphs.len()), |&index| {
        index as usize
    })
}

fn gather(text: &Text, chain: &[Option<u32>; 6]) -> Evidence {
    let mut evidence = Evidence::default();
    let preamble = preamble_end(text, chain);
    let opening = chain
        .iter()
        .flatten()
        .min()
        .map_or(preamble, |&index| index as usize);
    let plans = chain
        .iter()
        .skip(4)
        .flatten()
        .min()
        .map_or(text.glyphs.len(), |&index| index as usize);
    let closing = text.glyphs.len().saturating_sub(SIGNATURE_REACH);
    for hit in text.hits.iter().map(|&hit| hit as usize) {
        let Some(glyph) = text.get(hit) else { continue };
        match glyph.ch() {
            words::OPEN if hit < preamble => evidence.mention(text, hit, opening),
            words::BY if hit < preamble => evidence.author(text, hit),
            words::ASK if hit < preamble => evidence.contact(text, hit),
            ':' if hit < opening => evidence.byline(text, hit),
            words::YEAR if hit < plans || hit < opening || hit >= closing => {
                let Some((start, year)) = dates::year_back(text, hit) else {
                    continue;
                };
                if hit < preamble && evidence.period.is_none() {
                    evidence.period = period(text, start);
                }
                if hit < opening || hit >= closing {
                    evidence.signatures.extend(signature(text, start));
                }
                if hit < plans {
                    evidence.narrative(text, start, hit, year);
                }
            }
            _ => {}
        }
    }
    evidence
}

impl Evidence {
    fn mention(&mut self, text: &Text, open: usize, opening: usize) {
        if self.titles.len() + self.prose.len() >= MOST {
            return;
        }
        let Some(mention) = mentions::mention(text, open) else {
            return;
        };
        if mention.title && mention.start < opening {
            self.titles.push(mention)
        } else {
            self.prose.push(mention)
        }
    }

    /// ```text
    /// author = ("报告" / "年报") *8glyph "由" name verb
    ///        / ("报告" / "年报") *glyph  "由" name writing-verb      ; in one sentence
    /// ```
    fn author(&mut self, text: &Text, by: usize) {
        if self.author.is_some() {
            return;
        }
        let near = follows(text, by, words::BY_REACH, words::BY_SUBJECTS);
        if !near && !follows(text, by, words::BY_SENTENCE, words::BY_SUBJECTS) {
            return;
        }
        let verbs = if near {
            words::BY_VERBS
        } else {
            words::BY_WRITING
        };
        let verb = (by + 3..by + 48)
            .find(|&at| verbs.iter().any(|verb| text.reads(at, verb)) && !names::is_kept(text, at));
        self.author = verb
            .and_then(|verb| names::back(text, verb))
            .map(|name| Name {
                start: name.start.max(by + 1),
                ..name
            })
            .filter(|name| name.is_plausible(text) && name.is_body(text))
            .map(|name| names::body_of_office(text, name).unwrap_or(name));
    }

    /// ```text
    /// contact = ("疑问" / "意见" / …) *24glyph ("请与" name "联系" / "请联系" name)
    /// ```
    fn contact(&mut self, text: &Text, ask: usize) {
        if self.contact.is_some() || !words::ASK_VERBS.iter().any(|verb| text.reads(ask, verb)) {
            return;
        }
        let before = names::back(text, ask).and_then(|piece| {
            let with = |at: usize| {
                let word = words::ASK_WITH.iter().find(|word| text.reads(at, word))?;
                Some(at + word.chars().count())
            };
            let start = (piece.start..ask).find_map(with)?;
            Some(Name { start, end: ask })
        });
        let please = || {
            let polite = ask
                .checked_sub(1)
                .and_then(|index| text.get(index))
                .is_some_and(|glyph| glyph.is(words::ASK_PLEASE));
            let end = (ask + 2..)
                .find(|&at| !text.get(at).is_some_and(|glyph| glyph.is_letter()))
                .filter(|_| polite)?;
            Some(Name {
                start: ask + 2,
                end,
            })
        };
        let Some(name) = before.or_else(please) else {
            return;
        };
        if !follows(text, name.start, words::ASK_REACH, words::ASK_ABOUT) {
            return;
        }
        // The office of a county's government may be asked about its own report, or about the county's.
        let answers_for = names::body_of_office(text, name);
        self.contact = answers_for
            .or_else(|| Some(name).filter(|&name| !names::is_office(text, name)))
            .filter(|name| name.is_plausible(text) && name.is_body(text) && name.has_place(text));
    }

    /// ```text
    /// byline = label ":" name
    /// ```
    fn byline(&mut self, text: &Text, colon: usize) {
        let Some(rank) = words::BYLINES
            .iter()
            .position(|label| text.reads_back(colon, label).is_some())
        else {
            return;
        };
        let mut start = colon + 1;
        start += usize::from(
            text.get(start)
                .is_some_and(|glyph| glyph.class() == Class::Comma),
        );
        let Some(name) = names::piece_forward(text, start) else {
            return;
        };
        if text.gap(start) != Gap::Blank
            && name.is_plausible(text)
            && name.is_body(text)
            && self.byline.is_none_or(|(held, _)| rank < held)
        {
            self.byline = Some((rank, name));
        }
    }

    /// Counts the year of a sentence's beginning, if it does not speak of plans.
    fn narrative(&mut self, text: &Text, start: usize, hit: usize, year: u16) {
        let before = start.checked_sub(1).and_then(|index| text.get(index));
        let begins = text.gap(start) >= Gap::Space
            || before.is_some_and(|glyph| words::SENTENCE_ENDS.contains(&glyph.ch()));
        let topic = text.get(hit + 1).is_some()
            && words::TOPICS.iter().any(|word| text.reads(hit + 1, word));
        let dated = text
            .get(hit + 1)
            .is_some_and(|glyph| glyph.class() == Class::Digit);
        let planned = text
            .glyphs
            .get(hit..)
            .unwrap_or_default()
            .iter()
            .take(10)
            .any(|glyph| words::FUTURE.contains(&glyph.ch()));
        if (!begins && !topic) || dated || planned {
            return;
        }
        match self.years.iter_mut().find(|(held, _)| *held == year) {
            Some((_, count)) => *count += 1,
            None => self.years.push((year, 1)),
        }
    }
}

/// Whether one of the words stands before `at` in its sentence, at most so many glyphs before it.
fn follows(text: &Text, at: usize, reach: usize, subjects: &[&str]) -> bool {
    let sentence = (at.saturating_sub(reach)..at)
        .rev()
        .find(|&index| {
            text.gap(index + 1) >= Gap::Blank
                || text
                    .get(index)
                    .is_some_and(|glyph| glyph.is(words::FULL_STOP))
        })
        .map_or(at.saturating_sub(reach), |index| index + 1);
    (sentence..=at).any(|end| {
        subjects
            .iter()
            .any(|word| text.reads_back(end, word).is_some())
    })
}

/// The period that begins at a year, if it is a whole year or said to be what the figures cover.
fn period(text: &Text, start: usize) -> Option<(Day, Day)> {
    let (_, (from, to)) = dates::period(text.from(start)).ok()?;
    let whole = (from.1, from.2, to.1, to.2) == (1, 1, 12, 31) && from.0 == to.0;
    let said = || {
        (start.saturating_sub(PERIOD_REACH)..=start).any(|end| {
            words::PERIOD_WORDS
                .iter()
                .any(|word| text.reads_back(end, word).is_some())
        })
    };
    if whole || said() {
        Some((from, to))
    } else {
        None
    }
}

/// ```text
/// signature = name ["("] date      ; the name on a line of its own, or alone before the date
/// ```
fn signature(text: &Text, start: usize) -> Option<(Name, Day)> {
    let (_, day) = dates::date(text.from(start)).ok()?;
    let opened = start
        .checked_sub(1)
        .filter(|&index| text.get(index).is_some_and(|glyph| glyph.ch() == '('));
    let end = opened.unwrap_or(start);
    let name = names::back(text, end).filter(|_| text.gap(end) >= Gap::Space)?;
    let alone = text.gap(name.start) >= Gap::Space;
    if alone && name.is_plausible(text) && name.is_body(text) {
        Some((name, day))
    } else {
        None
    }
}

/// The title that says most; of several years the one that the period names, else none.
fn best_title(titles: &[Mention], hint: Option<u16>) -> Option<Mention> {
    let score = |title: &Mention| {
        let agrees = hint.is_some() && title.year == hint;
        (
            u8::from(title.year.is_some()) + u8::from(title.name.is_some()),
            agrees,
        )
    };
    let best = titles.iter().map(score).max()?;
    if best.0 == 0 {
        return None;
    }
    let mut held = titles.iter().filter(|title| score(title) == best);
    let first = held.next()?;
    if hint.is_none() && held.any(|other| other.year != first.year) {
        None
    } else {
        Some(*first)
    }
}

/// The agency: the title's, made whole where another place has it whole; else the next best place.
fn agency(text: &Text, evidence: &Evidence, title: Option<Mention>) -> Option<Name> {
    let usable = |name: &Name| name.is_plausible(text) && name.is_body(text);
    let titled = title.and_then(|title| {
        title
            .name
            .filter(|name| name.is_plausible(text) && (title.year.is_some() || name.is_body(text)))
    });
    let prose = evidence
        .prose
        .iter()
        .filter_map(|mention| mention.name)
        .find(usable);
    let signed = evidence.signatures.last().map(|(name, _)| *name);
    let byline = evidence.byline.map(|(_, name)| name);
    let others = [prose, signed, evidence.author, evidence.contact, byline];
    let name = titled.or_else(|| others.into_iter().flatten().next())?;
    if name.has_place(text) {
        return Some(name);
    }
    let short = name.folded(text);
    let whole = others
        .into_iter()
        .flatten()
        .find(|other| other.has_place(text) && other.folded(text).ends_with(&short));
    Some(whole.unwrap_or(name))
}

/// The year: the title's, the period's, that of a sentence about the report, or what narrative and signature agree on.
fn year(evidence: &Evidence, title: Option<Mention>) -> Option<u16> {
    let period = evidence.period.map(|(from, _)| from.0);
    let prose = evidence.prose.iter().find_map(|mention| mention.year);
    title
        .and_then(|title| title.year)
        .or(period)
        .or(prose)
        .or_else(|| told_year(evidence))
}

/// The year that most sentences begin with, if no other is named as often and the signature does not contradict it.
fn told_year(evidence: &Evidence) -> Option<u16> {
    let most = evidence.years.iter().map(|&(_, count)| count).max()?;
    let mut held = evidence
        .years
        .iter()
        .filter(|&&(_, count)| count == most)
        .map(|&(year, _)| year);
    let told = held.next();
    let signed = evidence
        .signatures
        .last()
        .map(|(_, day)| day.0.saturating_sub(1));
    match (told, held.next(), signed) {
        (Some(year), None, Some(signed)) if signed != year && most < 2 => None,
        (year, None, _) => year,
        (_, Some(_), Some(signed)) => evidence
            .years
            .iter()
            .find(|&&(year, count)| year == signed && count == most)
            .map(|_| signed),
        _ => None,
    }
}
