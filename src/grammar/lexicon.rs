//! Every label of the template in one trie of folded letters, so that one walk over the text tries them all.

use std::sync::LazyLock;

use super::{
    Tokens,
    label::{Enumerator, enumerator},
    sieve::Sieve,
};

use crate::{
    fold::{Class, Token, fold},
    template::{Block, Column, Group, LABELS, Label, LabelText, Row, Section},
};

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    /// Its number among those of the trie.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by character.
    edges: Vec<(char, u32)>,
    /// What the labels that end here may say: first whatever stands before them, then behind an enumerator of some.
    senses: Vec<(Option<Enumerator>, Sense)>,
}

/// What a printed label may say, sorted out once: of each kind the first reading.
#[derive(Debug, Default)]
pub(crate) struct Sense {
    pub(crate) readings: Vec<&'static LabelText>,
    pub(crate) row: Option<Row>,
    pub(crate) group: Option<Group>,
    pub(crate) block: Option<Block>,
    pub(crate) column: Option<(Column, &'static LabelText)>,
    pub(crate) heading: Option<Section>,
    /// It stands in headers: a column, or a head over columns.
    pub(crate) heads: bool,
}

impl Sense {
    fn add(&mut self, text: &'static LabelText) {
        self.readings.push(text);
        match text.label {
            Label::Row(row) => self.row = self.row.or(Some(row)),
            Label::Group(group) => self.group = self.group.or(Some(group)),
            Label::Block(block) => self.block = self.block.or(Some(block)),
            Label::Column(column) => self.column = self.column.or(Some((column, text))),
            Label::Heading(section) => self.heading = self.heading.or(Some(section)),
            _ => {}
        }
        self.heads |= matches!(
            text.label,
            Label::Column(_)
                | Label::Content
                | Label::Corner
                | Label::Applicants
                | Label::LegalPersons
                | Label::Reconsideration
                | Label::Litigation
                | Label::Direct
                | Label::AfterReconsideration
        );
    }
}

/// The labels of the form and their aliases, by their letters.
#[derive(Debug)]
pub(crate) struct Lexicon {
    nodes: Vec<Node>,
    /// The letters of each distinct label, with one of its readings: for labels that are nearly right.
    spellings: Vec<(Box<[char]>, &'static LabelText)>,
    /// What a place says where no label ends.
    nothing: Sense,
    /// The first letters of all labels.
    firsts: Sieve,
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
        _ if token.is_letter() => Some(token.ch()),
        Class::Enumerator if token.ch().is_alphabetic() => Some(token.ch()),
        _ => None,
    }
}

/// The letters of `text`, folded.
pub(crate) fn letters(text: &str) -> Vec<char> {
    fold(text).into_iter().filter_map(letter).collect()
}

impl Lexicon {
    fn new(labels: &'static [LabelText]) -> Self {
        let mut lexicon = Self {
            nodes: vec![Node::default()],
            spellings: Vec::new(),
            nothing: Sense::default(),
            firsts: Sieve::new(),
        };
        for label in labels {
            let tokens = fold(label.enumerator);
            let enumerator = enumerator(Tokens::new(&tokens, 0));
            let enumerator = enumerator.ok().map(|(_, enumerator)| enumerator);
            lexicon.insert(&letters(label.text), enumerator, label);
        }
        lexicon.firsts = Sieve::of(lexicon.firsts());
        lexicon
    }

    fn insert(
        &mut self,
        spelling: &[char],
        enumerator: Option<Enumerator>,
        label: &'static LabelText,
    ) {
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
        let senses = &mut self.nodes[at].senses;
        if senses.is_empty() {
            self.spellings.push((spelling.into(), label));
            senses.push((None, Sense::default()));
        }
        if enumerator.is_some() && !senses.iter().any(|(of, _)| *of == enumerator) {
            senses.push((enumerator, Sense::default()));
        }
        senses
            .iter_mut()
            .filter(|(of, _)| of.is_none() || *of == enumerator)
            .for_each(|(_, sense)| sense.add(label));
    }

    pub(crate) const fn root(&self) -> Place {
        Place(0)
    }

    /// How many places there are.
    pub(crate) const fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The letters that labels begin with.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        let root = self.nodes.first().map(|root| root.edges.iter());
        root.into_iter().flatten().map(|edge| edge.0)
    }

    /// Whether a label begins with this letter.
    pub(crate) fn begins(&self, letter: char) -> bool {
        self.firsts.passes(letter) && self.step(self.root(), letter).is_some()
    }

    /// The place that `ch` leads to.
    pub(crate) fn step(&self, place: Place, ch: char) -> Option<Place> {
        match self.nodes.get(place.0 as usize)?.edges.as_slice() {
            // Most letters have one successor.
            &[(only, to)] => (ch == only).then_some(Place(to)),
            edges => {
                let edge = edges.binary_search_by_key(&ch, |edge| edge.0).ok()?;
                edges.get(edge).map(|&(_, to)| Place(to))
            }
        }
    }

    /// What the labels that end at `place` may say; where `printed` is the enumerator of some of them, only these.
    pub(crate) fn sense(&self, place: Place, printed: Option<Enumerator>) -> &Sense {
        let senses = self
            .nodes
            .get(place.0 as usize)
            .map_or(&[][..], |node| &node.senses);
        let fits = senses.iter().find(|(of, _)| *of == printed);
        fits.or(senses.first())
            .map_or(&self.nothing, |(_, sense)| sense)
    }

    /// Whether a label ends at `place`.
    pub(crate) fn accepts(&self, place: Place) -> bool {
        self.nodes
            .get(place.0 as usize)
            .is_some_and(|node| !node.senses.is_empty())
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
            .map(|(spelling, label)| (&**spelling, *label))
    }
}
