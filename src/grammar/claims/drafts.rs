//! The figures of a sentence, until it ends: what follows may take them back, or say that they hold more.

use super::Figure;
use super::clause::Counted;
use super::quantities::{self, Whole};
use crate::model::Number;
use crate::template::Quantity;
use crate::template::narrative::Item;

/// A figure on probation: a later clause of the sentence may take it back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) counted: Counted,
    pub(super) figure: Figure,
    dropped: bool,
}

impl Draft {
    /// Whether it counts what came from one kind of applicant.
    fn is_of_applicant(&self) -> bool {
        matches!(self.counted, Counted::Item(item) if is_applicant(item))
    }

    /// Whether it counts a whole that applicants may be a part of.
    fn is_head(&self) -> bool {
        matches!(
            self.counted,
            Counted::Received { .. }
                | Counted::ReceivedNew
                | Counted::Processed { .. }
                | Counted::Handled { .. }
                | Counted::CarriedIn { .. }
                | Counted::CarriedForward { .. }
        )
    }

    /// The whole that it counts, if the form has applicants for it.
    pub(super) fn whole(&self) -> Option<Whole> {
        match self.counted {
            Counted::Received { .. } if self.figure.quantity == quantities::RECEIVED => {
                Some(Whole::Received)
            }
            Counted::Processed { .. } => Some(Whole::Processed),
            Counted::CarriedIn { .. } => Some(Whole::CarriedIn),
            Counted::CarriedForward { .. } => Some(Whole::CarriedForward),
            _ => None,
        }
    }
}

/// The figures of one sentence, in their order.
#[derive(Debug, Default)]
pub(super) struct Drafts(Vec<Draft>);

impl Drafts {
    pub(super) fn push(&mut self, counted: Counted, figure: Figure) {
        self.0.push(Draft {
            counted,
            figure,
            dropped: false,
        });
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn last(&self) -> Option<Draft> {
        self.0.last().copied()
    }

    /// Those that nothing has taken back.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Draft> {
        self.0.iter().filter(|draft| !draft.dropped)
    }

    /// Those that count a whole, taken back or not.
    pub(super) fn heads(&self) -> impl Iterator<Item = &Draft> {
        self.0.iter().filter(|draft| draft.is_head())
    }

    /// The whole that the sentence has counted, if it is one only.
    pub(super) fn sole_whole(&self) -> Option<(Whole, Number)> {
        let mut wholes = self
            .standing()
            .filter_map(|draft| Some((draft.whole()?, draft.figure.value)));
        wholes.next().filter(|_| wholes.next().is_none())
    }

    pub(super) fn have_applicants(&self) -> bool {
        self.0.iter().any(Draft::is_of_applicant)
    }

    pub(super) fn have(&self, quantity: Quantity) -> bool {
        self.standing()
            .any(|draft| draft.figure.quantity == quantity)
    }

    pub(super) fn drop_from(&mut self, from: usize) {
        for draft in self.0.iter_mut().skip(from) {
            draft.dropped = true;
        }
    }

    /// What was received holds what was carried in; of what applicants it has, is then not known.
    pub(super) fn hold_carried_in(&mut self) {
        for draft in &mut self.0 {
            match draft.counted {
                Counted::Received { .. } => {
                    draft.figure.quantity = quantities::RECEIVED_OR_CARRIED_IN;
                }
                Counted::Handled { .. } => draft.dropped = true,
                _ => {}
            }
        }
        self.drop_applicants();
    }

    /// What was received may hold what was carried in: with two figures of it, the larger one does if it is their sum.
    pub(super) fn may_hold_carried_in(&mut self, carried: Number) {
        let sum = self.sum_of_received(carried);
        for draft in &mut self.0 {
            if draft.figure.quantity == quantities::RECEIVED
                && matches!(draft.counted, Counted::Received { .. })
            {
                match sum {
                    Some(sum) if draft.figure.value == sum => {
                        draft.figure.quantity = quantities::RECEIVED_OR_CARRIED_IN;
                    }
                    Some(_) => {}
                    None => draft.dropped = true,
                }
            }
        }
        self.drop_applicants();
    }

    /// The first figure of what was received, if it is the second and what was carried in.
    fn sum_of_received(&self, carried: Number) -> Option<Number> {
        let received = |draft: &&Draft| matches!(draft.counted, Counted::Received { .. });
        let mut values = self.0.iter().filter(received).map(|it| it.figure.value);
        let (whole, part) = (values.next()?, values.next()?);
        (part.checked_add(carried) == Some(whole)).then_some(whole)
    }

    fn drop_applicants(&mut self) {
        for draft in &mut self.0 {
            draft.dropped |= draft.is_of_applicant();
        }
    }

    /// Whether two figures of what was received differ.
    fn contradict(&self) -> bool {
        let received = |draft: &&Draft| draft.figure.quantity == quantities::RECEIVED;
        let mut values = self
            .standing()
            .filter(received)
            .map(|draft| draft.figure.value);
        let first = values.next();
        values.any(|value| Some(value) != first)
    }

    /// Takes back what the sentence as a whole makes doubtful.
    pub(super) fn take_back(&mut self, public_already: bool, other_organizations: bool) {
        let answered = self
            .0
            .iter()
            .any(|draft| matches!(draft.counted, Counted::Processed { .. }));
        let contradicts = self.contradict();
        for draft in &mut self.0 {
            draft.dropped |= match draft.counted {
                Counted::Handled { .. } => answered,
                Counted::Item(Item::AgreedTo) => public_already,
                Counted::Item(Item::LegalPerson) => other_organizations,
                Counted::Received { .. } => {
                    contradicts && draft.figure.quantity == quantities::RECEIVED
                }
                _ => false,
            };
        }
    }
}

/// Whether it is a kind of applicant.
pub(super) const fn is_applicant(item: Item) -> bool {
    matches!(
        item,
        Item::NaturalPerson
            | Item::LegalPersons
            | Item::LegalPerson
            | Item::OtherOrganizations
            | Item::Enterprise
            | Item::ResearchInstitution
            | Item::PublicWelfare
            | Item::LegalService
    )
}
