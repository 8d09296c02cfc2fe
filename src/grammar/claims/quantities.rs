//! Which quantity of the form a counted thing is.

use crate::template::narrative::{Item, Noun};
use crate::template::{Quantity, Sum, Template};

pub(super) const RECEIVED: Quantity = Quantity::cell("applications.received.total");
pub(super) const CARRIED_IN: Quantity = Quantity::cell("applications.carried_in.total");
pub(super) const CARRIED_FORWARD: Quantity = Quantity::cell("applications.carried_forward.total");
pub(super) const RECEIVED_OR_CARRIED_IN: Quantity = Quantity::of(Sum::ReceivedOrCarriedIn);
pub(super) const PROCESSED: Quantity = Quantity::of(Sum::Processed);
pub(super) const INFORMATION_FEES: Quantity = Quantity::of(Sum::InformationFees);
pub(super) const INFORMATION_FEE_CASES: Quantity = Quantity::of(Sum::InformationFeeCases);
const ADMINISTRATIVE_FEES: Quantity = Quantity::cell("article20.item8.fees.amount");

/// A row of the applications table that applicants are a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Received,
    CarriedIn,
    Processed,
    CarriedForward,
}

/// The cells of a row by kind of applicant.
macro_rules! applicants {
    ($row:literal) => {
        [
            Quantity::cell(concat!($row, ".natural_person")),
            Quantity::cell(concat!($row, ".enterprise")),
            Quantity::cell(concat!($row, ".research_institution")),
            Quantity::cell(concat!($row, ".public_welfare_organization")),
            Quantity::cell(concat!($row, ".legal_service_organization")),
        ]
    };
}

/// How many of a whole came from a kind of applicant.
pub(super) fn applicants(whole: Whole, item: Item) -> Option<Quantity> {
    const RECEIVED: [Quantity; 5] = applicants!("applications.received");
    const CARRIED_IN: [Quantity; 5] = applicants!("applications.carried_in");
    const PROCESSED: [Quantity; 5] = applicants!("applications.results.total");
    const CARRIED_FORWARD: [Quantity; 5] = applicants!("applications.carried_forward");
    let row = match whole {
        Whole::Received => RECEIVED,
        Whole::CarriedIn => CARRIED_IN,
        Whole::Processed => PROCESSED,
        Whole::CarriedForward => CARRIED_FORWARD,
    };
    let [natural, enterprise, research, welfare, service] = row;
    match item {
        Item::NaturalPerson => Some(natural),
        Item::Enterprise => Some(enterprise),
        Item::ResearchInstitution => Some(research),
        Item::PublicWelfare => Some(welfare),
        Item::LegalService => Some(service),
        Item::LegalPersons | Item::LegalPerson if whole == Whole::Received => {
            Some(Quantity::of(Sum::LegalPersons))
        }
        _ => None,
    }
}

/// How many applications had a result.
pub(super) const fn result(item: Item) -> Option<Quantity> {
    const GRANTED: Quantity = Quantity::cell("applications.results.granted.total");
    const PARTIALLY: Quantity = Quantity::cell("applications.results.partially_granted.total");
    Some(match item {
        Item::Granted | Item::AgreedTo => GRANTED,
        Item::PartiallyGranted => PARTIALLY,
        Item::Denied => Quantity::of(Sum::Denied),
        Item::Unavailable => Quantity::of(Sum::Unavailable),
        Item::NotProcessed => Quantity::of(Sum::NotProcessed),
        Item::OtherResult => Quantity::of(Sum::Other),
        _ => return None,
    })
}

/// How many disputes there were.
pub(super) const fn disputes(court: Noun) -> Option<Quantity> {
    const RECONSIDERATION: Quantity = Quantity::cell("reconsideration.total");
    const DIRECT: Quantity = Quantity::cell("litigation.direct.total");
    const AFTER: Quantity = Quantity::cell("litigation.after_reconsideration.total");
    Some(match court {
        Noun::Reconsideration => RECONSIDERATION,
        Noun::Direct => DIRECT,
        Noun::AfterReconsideration => AFTER,
        Noun::Litigation => Quantity::of(Sum::Litigation),
        _ => return None,
    })
}

/// The cells of a court by outcome.
macro_rules! outcomes {
    ($court:literal) => {
        [
            Quantity::cell(concat!($court, ".upheld")),
            Quantity::cell(concat!($court, ".corrected")),
            Quantity::cell(concat!($court, ".other")),
            Quantity::cell(concat!($court, ".pending")),
        ]
    };
}

/// How many disputes before a court had an outcome. Litigation as a whole has no cells for it.
pub(super) const fn outcomes(court: Noun, item: Item) -> Option<Quantity> {
    const RECONSIDERATION: [Quantity; 4] = outcomes!("reconsideration");
    const DIRECT: [Quantity; 4] = outcomes!("litigation.direct");
    const AFTER: [Quantity; 4] = outcomes!("litigation.after_reconsideration");
    let [upheld, corrected, other, pending] = match court {
        Noun::Reconsideration => RECONSIDERATION,
        Noun::Direct => DIRECT,
        Noun::AfterReconsideration => AFTER,
        _ => return None,
    };
    Some(match item {
        Item::Upheld => upheld,
        Item::Corrected => corrected,
        Item::OtherOutcome => other,
        Item::Pending => pending,
        _ => return None,
    })
}

/// What was done to documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    Issued,
    Disclosed,
    Repealed,
    InForce,
}

/// How many documents. The forms count different things: what one of them has no column for is no quantity of it.
pub(super) const fn documents(template: Template, document: Noun, done: Done) -> Option<Quantity> {
    macro_rules! cells {
        ($column:literal) => {
            match document {
                Noun::Rules => {
                    const CELL: Quantity =
                        Quantity::cell(concat!("article20.item1.rules.", $column));
                    Some(CELL)
                }
                Noun::NormativeDocuments => {
                    const CELL: Quantity =
                        Quantity::cell(concat!("article20.item1.normative_documents.", $column));
                    Some(CELL)
                }
                _ => None,
            }
        };
    }
    match (template, done) {
        (Template::Y2019, Done::Issued) => cells!("newly_made"),
        (Template::Y2019, Done::Disclosed) => cells!("newly_disclosed"),
        (Template::Y2021, Done::Issued) => cells!("issued"),
        (Template::Y2021, Done::Repealed) => cells!("repealed"),
        (Template::Y2021, Done::InForce) => cells!("in_force"),
        _ => None,
    }
}

/// How many decisions were taken: a cell of both forms.
pub(super) const fn decisions(matter: Noun) -> Option<Quantity> {
    const LICENSING: Quantity = Quantity::cell("article20.item5.licensing.decisions");
    const PENALTIES: Quantity = Quantity::cell("article20.item6.penalties.decisions");
    const COMPULSION: Quantity = Quantity::cell("article20.item6.compulsion.decisions");
    Some(match matter {
        Noun::Licensing => LICENSING,
        Noun::Penalties => PENALTIES,
        Noun::Compulsion => COMPULSION,
        _ => return None,
    })
}

/// What was charged: a cell of the form of 2021.
pub(super) const fn administrative_fees(template: Template) -> Option<Quantity> {
    match template {
        Template::Y2021 => Some(ADMINISTRATIVE_FEES),
        _ => None,
    }
}
