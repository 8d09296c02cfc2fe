//! Every label of the template in one trie of folded letters, so that one walk over the text tries them all.

use std::sync::LazyLock;

use super::{
    Tokens,
    label::{Enumerator, enumerator},
};

use crate::{
    fold::{Class, Token, fold},
    template::{LABELS, LabelText},
};

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(u32);

#[derive(Debug, Default)]
struct Node {
    /// Sorted by character.
    edges: Vec<(char, u32)>,
    /// The labels that end here, as indices of [`LABELS`].
    readings: Vec<u16>,
}

/// The labels of the form and their aliases, by their letters.
#[derive(Debug)]
pub(crate) struct Lexicon {
    nodes: Vec<Node>,
    /// The letters of each distinct label, with one of its readings: for labels that are nearly right.
    spellings: Vec<(Box<[char]>, u16)>,
    /// The enumerator of each label, as indices of [`LABELS`].
    enumerators: Vec<Option<Enumerator>>,
}

/// Built once from constant data; never changes.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(LABELS));

/// The lexicon of the official forms.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The letter that a token contributes to a label: letters do, punctuation, digits and spaces do not.
pub(crate) fn letter(token: Token) -> Option<char> {
    match token.class() {
        Class::Letter => Some(token.ch()),
        Class::Enumerator if token.ch().is_alphabetic() => Some(token.ch()),
        _ => None,
    }
}

/// The letters of `text`, folded.
pub(crate) fn letters(text: &str) -> Vec<char> {
    fold(text).into_iter().filter_map(letter).collect()
}

impl Lexicon {
    fn new(labels: &[LabelText]) -> Self {
        let mut lexicon = Self {
            nodes: vec![Node::default()],
            spellings: Vec::new(),
            enumerators: Vec::new(),
        };
        for (index, label) in labels.iter().enumerate() {
            let Ok(reading) = u16::try_from(index) else {
                break;
            };
            lexicon.insert(&letters(label.text), reading);
            let tokens = fold(label.enumerator);
            lexicon.enumerators.push(
                enumerator(Tokens::new(&tokens, 0))
                    .ok()
                    .map(|(_, enumerator)| enumerator),
            );
        }
        lexicon
    }

    fn insert(&mut self, spelling: &[char], reading: u16) {
        if spelling.is_empty() {
            return;
        }
        let mut at = 0usize;
        for &ch in spelling {
            let found = self.nodes[at]
                .edges
                .binary_search_by_key(&ch, |edge| edge.0);
            at = match found {
                Ok(edge) => self.nodes[at].edges[edge].1 as usize,
                Err(edge) => {
                    let new = self.nodes.len();
                    self.nodes[at]
                        .edges
                        .insert(edge, (ch, u32::try_from(new).unwrap_or(u32::MAX)));
                    self.nodes.push(Node::default());
                    new
                }
            };
        }
        if self.nodes[at].readings.is_empty() {
            self.spellings.push((spelling.into(), reading));
        }
        if !self.nodes[at].readings.contains(&reading) {
            self.nodes[at].readings.push(reading);
        }
    }

    pub(crate) const fn root(&self) -> Place {
        Place(0)
    }

    /// The place that `ch` leads to.
    pub(crate) fn step(&self, place: Place, ch: char) -> Option<Place> {
        let edges = &self.nodes.get(place.0 as usize)?.edges;
        let edge = edges.binary_search_by_key(&ch, |edge| edge.0).ok()?;
        edges.get(edge).map(|&(_, to)| Place(to))
    }

    /// The labels that end at `place`; where `printed` is the enumerator of some of them, only these.
    pub(crate) fn readings(
        &self,
        place: Place,
        printed: Option<Enumerator>,
    ) -> impl Iterator<Item = &'static LabelText> + '_ {
        let indices = self
            .nodes
            .get(place.0 as usize)
            .map_or(&[][..], |node| &node.readings);
        let fits = move |index: u16| {
            printed.is_some() && self.enumerators.get(index as usize) == Some(&printed)
        };
        let some_fit = indices.iter().any(|&index| fits(index));
        indices
            .iter()
            .filter(move |&&index| !some_fit || fits(index))
            .filter_map(|&index| LABELS.get(index as usize))
    }

    /// Whether a label ends at `place`.
    pub(crate) fn accepts(&self, place: Place) -> bool {
        self.nodes
            .get(place.0 as usize)
            .is_some_and(|node| !node.readings.is_empty())
    }

    /// Whether some label goes on from `place`.
    pub(crate) fn goes_on(&self, place: Place) -> bool {
        self.nodes
            .get(place.0 as usize)
            .is_some_and(|node| !node.edges.is_empty())
    }

    /// Every distinct spelling with one of its readings.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = (&[char], &'static LabelText)> + '_ {
        self.spellings
            .iter()
            .filter_map(|(spelling, index)| Some((&**spelling, LABELS.get(*index as usize)?)))
    }
}
