//! What the header of the disputes table says, line by line.

use crate::{
    grammar::label::Printed,
    template::{Column, Label, Proceeding},
};

/// What the header of the disputes table has said so far.
#[derive(Default)]
pub(super) struct Disputes {
    /// A head or an outcome was seen, and no values yet.
    pub(super) awaiting: bool,
    pub(super) proceeding: Option<Proceeding>,
    /// Outcome columns since the last head.
    pub(super) outcomes: u32,
    /// Heads with outcomes under them since the last values.
    pub(super) heads: u32,
    /// A row without a number: the values, if nothing better stands under the header.
    pub(super) empty: Option<(u32, u32, u32)>,
    /// The section of the table has begun, and nothing that could be of another table stands in it yet.
    pub(super) titled: bool,
}

impl Disputes {
    /// Heads say which third follows; outcomes are counted.
    pub(super) fn see(&mut self, label: Printed) {
        let head = label.readings().find_map(|text| match text.label {
            Label::Reconsideration => Some(Some(Proceeding::Reconsideration)),
            Label::Direct => Some(Some(Proceeding::Direct)),
            Label::AfterReconsideration => Some(Some(Proceeding::AfterReconsideration)),
            Label::Litigation => Some(None),
            _ => None,
        });
        if let Some(proceeding) = head {
            self.proceeding = proceeding;
            (self.awaiting, self.outcomes) = (true, 0);
            self.empty = None;
        }
        let outcome = label.column().is_some_and(|(column, _)| {
            matches!(
                column,
                Column::Upheld
                    | Column::Corrected
                    | Column::OtherOutcome
                    | Column::Pending
                    | Column::Total
            )
        });
        if outcome && self.awaiting {
            self.empty = None;
            self.outcomes += 1;
            self.heads += u32::from(self.outcomes == 1);
        }
    }
}
