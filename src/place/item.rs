//! What each field of a strip says.

use std::{rc::Rc, sync::LazyLock};

use crate::{
    fold::{Class, Token},
    grammar::{
        Tokens,
        label::{Printed, Said, said},
        lexicon::lexicon,
        number::{Amount, Content, beginnings, begins_content, content},
        sieve::Letters,
    },
    layout::{Field, Strip},
    model::Number,
};

/// What a field says.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Nothing.
    Blank,
    /// A mark for nothing.
    Nil,
    /// 一, 〇 or ○: a mark or this numeral.
    Doubtful(i64),
    /// A number.
    Amount(Amount),
    /// Digits that no number holds.
    Overflow,
    /// Dashes that draw a line; in a row of the form, a mark for nothing.
    Rule,
    /// One label or several, and nothing else. `open`: a longer label could go on behind it.
    Labels(Rc<[Printed]>),
    /// A label and something behind it that is none.
    Labelled(Rc<[Printed]>),
    /// Anything else. `head`: the beginning of a label.
    Text { head: bool },
}

impl Item {
    /// Whether the field stands for a value cell that is not blank.
    pub(crate) const fn is_value(&self) -> bool {
        matches!(
            self,
            Self::Nil | Self::Doubtful(_) | Self::Amount(_) | Self::Overflow | Self::Rule
        )
    }

    pub(crate) const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The labels, where the field is nothing but labels.
    pub(crate) fn labels(&self) -> Option<&[Printed]> {
        if let Self::Labels(labels) = self {
            Some(labels)
        } else {
            None
        }
    }

    /// Whether more of a label may follow on the next line.
    fn is_open(&self) -> bool {
        match self {
            Self::Labels(labels) => labels.last().is_some_and(|label| label.open),
            Self::Text { head } => *head,
            _ => false,
        }
    }
}

/// Classifies every field.
pub(crate) fn classify(strip: &Strip<'_>) -> Vec<Item> {
    strip
        .fields
        .iter()
        .map(|field| classify_one(strip, field))
        .collect()
}

/// What fields of the same tokens were found to say: layouts that cut the same text differ in few of them.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// By the place of a field: where it stands in `said`, and one more; 0 for nowhere.
    slots: Vec<u16>,
    /// From one token to another, and what they say.
    said: Vec<(u32, u32, Item)>,
}

impl Memo {
    /// How many fields are remembered at most.
    const SIZE: usize = 4096;

    /// What a field of these tokens says.
    pub(super) fn classify(&mut self, strip: &Strip<'_>, field: &Field) -> Item {
        if field.is_blank() || field.rule {
            return classify_one(strip, field);
        }
        let input = strip.tokens_of(field);
        if let Some(known) = at_once(input) {
            return known;
        }
        if self.slots.is_empty() {
            self.slots.resize(Self::SIZE, 0);
        }
        // Fields that begin alike are of different lengths.
        let key = field
            .from
            .wrapping_add((field.to - field.from).wrapping_mul(67));
        let Some(slot) = self.slots.get_mut(key as usize % Self::SIZE) else {
            return slowly(input);
        };
        let place = usize::from(*slot).checked_sub(1);
        let found = place.and_then(|place| self.said.get_mut(place));
        match found {
            Some((from, to, said)) if (*from, *to) == (field.from, field.to) => said.clone(),
            Some(other) => {
                let said = slowly(input);
                *other = (field.from, field.to, said.clone());
                said
            }
            None => {
                let said = slowly(input);
                self.said.push((field.from, field.to, said.clone()));
                *slot = u16::try_from(self.said.len()).unwrap_or(0);
                said
            }
        }
    }
}

fn classify_one(strip: &Strip<'_>, field: &Field) -> Item {
    if field.is_blank() {
        Item::Blank
    } else if field.rule {
        Item::Rule
    } else {
        item(strip.tokens_of(field))
    }
}

/// What a stretch of tokens says, taken as one cell.
pub(crate) fn item(input: Tokens<'_>) -> Item {
    at_once(input).unwrap_or_else(|| slowly(input))
}

/// What a field says whose first letter, or whose digits or dashes tell.
fn at_once(input: Tokens<'_>) -> Option<Item> {
    let first = input.first()?;
    match first.class() {
        _ if begins_prose(first) => Some(Item::Text { head: false }),
        Class::Digit => bare_digits(input).map(|number| {
            Item::Amount(Amount {
                number,
                unit: None,
                noted: false,
            })
        }),
        Class::Dash => {
            let dashes = input.slice().iter();
            let bare = dashes
                .map(|token| token.class())
                .all(|it| it == first.class());
            bare.then_some(Item::Nil)
        }
        _ => None,
    }
}

/// What any other field says.
fn slowly(input: Tokens<'_>) -> Item {
    let numeric = input.first().is_none_or(|token| match token.class() {
        Class::Open => false,
        Class::Letter => begins_content(token.ch()),
        _ => true,
    });
    if numeric && !is_counted(input) {
        match content(input) {
            Ok((_, Content::Empty)) => return Item::Blank,
            Ok((_, Content::Nil)) => return Item::Nil,
            Ok((_, Content::Doubtful(number))) => return Item::Doubtful(number),
            Ok((_, Content::Amount(amount))) => return Item::Amount(amount),
            Ok((_, Content::Overflow)) => return Item::Overflow,
            Err(_) => {}
        }
    }
    match said(input) {
        Said::Labels(labels) => Item::Labels(labels),
        Said::Labelled(labels) => Item::Labelled(labels),
        Said::Head => Item::Text { head: true },
        Said::Nothing => Item::Text { head: false },
    }
}

/// Whether digits, or a letter, and a point or a comma begin the field, and no digit stands behind: 一、 or 1. before a
/// label, and never a value.
fn is_counted(input: Tokens<'_>) -> bool {
    let class = |index: usize| input.slice().get(index).map(|token| token.class());
    let digits = (0..).take_while(|&index| class(index) == Some(Class::Digit));
    let length = match class(0) {
        Some(Class::Digit) => digits.count(),
        Some(Class::Letter) => 1,
        _ => return false,
    };
    matches!(class(length), Some(Class::Comma | Class::Dot))
        && class(length + 1) != Some(Class::Digit)
}

/// Whether a field that begins with this token is a text, whatever follows.
pub(super) fn begins_prose(first: Token) -> bool {
    first.class() == Class::Letter && !may_begin(first.ch())
}

/// Whether a value or a label may begin with this letter. Most fields of prose are told by their first.
fn may_begin(letter: char) -> bool {
    BEGINNINGS.contains(letter)
}

/// Built once from constant data; never changes.
static BEGINNINGS: LazyLock<Letters> =
    LazyLock::new(|| Letters::of(beginnings().chain(lexicon().firsts())));

/// The number that a field of digits and nothing else is, where it certainly fits.
fn bare_digits(input: Tokens<'_>) -> Option<Number> {
    const SAFE: usize = 18;
    if input.len() > SAFE {
        return None;
    }
    let digit = |token: &Token| {
        if token.class() == Class::Digit {
            token.ch().to_digit(10)
        } else {
            None
        }
    };
    let number = input.slice().iter().try_fold(0i64, |number, token| {
        Some(number * 10 + i64::from(digit(token)?))
    });
    number.map(Number::from)
}

/// Whether a field ends where a label may go on, so that the next line may hold the rest of it.
pub(crate) fn may_go_on(item: &Item) -> bool {
    item.is_open()
}
