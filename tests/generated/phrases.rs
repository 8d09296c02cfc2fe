//! Which of OpenCC's phrases names need.

use std::collections::BTreeMap;

use super::entry::Spec;
use super::unicode::lines;

pub const VERSION: &str = "1.4.2";
pub const PHRASES: &str = include_str!("../data/phrases.txt");

/// All phrases: Traditional, Simplified, and whether OpenCC 1.1.6 has it so.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    lines(PHRASES).map(|(from, to)| match to.split_once(' ') {
        Some((to, _)) => (from, to, false),
        None => (from, to, true),
    })
}

/// What the pairs by character make of a text.
pub fn by_char(spec: &Spec, text: &str) -> String {
    text.chars().map(|ch| spec.han.simplified(ch)).collect()
}

/// The phrases to embed: those that come out otherwise than their characters; those which begin before such a one and so
/// keep it from being read (OpenCC takes the longest phrase at each place, from the left); and the results that must not
/// be converted once more.
pub fn wanted(spec: &Spec) -> BTreeMap<&'static str, &'static str> {
    let (differ, agree): (Vec<_>, Vec<_>) = all()
        .map(|(from, to, _)| (from, to))
        .partition(|(from, to)| by_char(spec, from) != *to);
    let mut wanted: BTreeMap<_, _> = differ.iter().copied().collect();
    let covers = |(from, _): &(&str, &str)| differ.iter().any(|(other, _)| overlap(from, other));
    wanted.extend(agree.into_iter().filter(covers));
    let results: Vec<_> = wanted
        .values()
        .copied()
        .filter(|to| by_char(spec, to) != *to)
        .collect();
    for to in results {
        wanted.entry(to).or_insert(to);
    }
    wanted
}

/// Whether a second phrase can begin inside a first, or be a part of it.
fn overlap(first: &str, second: &str) -> bool {
    let mut tails = first.char_indices().map(|(at, _)| &first[at..]);
    tails.any(|tail| second.starts_with(tail) || tail.starts_with(second))
}
