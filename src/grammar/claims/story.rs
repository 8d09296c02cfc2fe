//! Sentences in their order: what a clause leaves out and an earlier one has said.
//!
//! A clause that cannot be read may change what the next ones mean: it may speak of another year, of another organ or of a
//! part of what was counted. Then they say nothing, until one names the time, the organ or the thing itself.

use super::clause::{Clause, Core, Counted, Stated};
use super::drafts::{Draft, Drafts, is_applicant};
use super::lexeme::{Lexeme, Lexer, Sort};
use super::quantities::{self, Done, Whole};
use super::steps::{Step, no_others, steps};
use super::{Figure, Sentence, Setting};
use crate::grammar::text::Text;
use crate::model::Number;
use crate::template::narrative::{Item, Noun, Word};
use crate::template::{Quantity, Section, Template, Unit};

/// All sentences so far.
pub(super) struct Story<'t> {
    text: &'t Text,
    setting: &'t Setting,
    lexer: Lexer,
    pub(super) figures: Vec<Figure>,
    memory: Memory,
}

/// What a sentence leaves for the next.
#[derive(Clone, Copy, Debug, Default)]
struct Memory {
    /// It counted applications last.
    context: bool,
    /// It named applications or disclosure.
    topic: bool,
    /// The one whole that it counted.
    whole: Option<(Whole, Number)>,
}

impl<'t> Story<'t> {
    pub(super) fn new(text: &'t Text, setting: &'t Setting) -> Self {
        Self {
            text,
            setting,
            lexer: Lexer::new(setting),
            figures: Vec::new(),
            memory: Memory::default(),
        }
    }

    pub(super) fn sentence(&mut self, sentence: Sentence) {
        let before = std::mem::take(&mut self.memory);
        let tells = sentence.counts && (sentence.topic || before.context);
        if !tells && !sentence.mention {
            return;
        }
        let lexemes = self.lexer.lexemes(self.text, sentence.start, sentence.end);
        if !tells {
            self.memory.topic = lexemes.iter().any(|lexeme| names_topic(lexeme.sort));
            return;
        }
        let steps = steps(&lexemes);
        let mut telling = Telling::new(self.setting, before, self.text);
        for (index, step) in steps.iter().enumerate() {
            telling.step(step, steps.get(index + 1..).unwrap_or_default());
        }
        self.memory = telling.finish(&mut self.figures);
    }
}

/// Whether a lexeme names applications or disclosure.
fn names_topic(sort: Sort) -> bool {
    matches!(
        sort,
        Sort::Word(Word::Noun(Noun::Applications | Noun::Disclosure))
    )
}

/// Whether a lexeme names a thing of the form that is no application.
fn names_another_thing(sort: Sort) -> bool {
    let Sort::Word(Word::Noun(noun)) = sort else {
        return false;
    };
    !matches!(
        noun,
        Noun::Applications
            | Noun::Application
            | Noun::Disclosure
            | Noun::CarriedIn
            | Noun::CarriedForward
            | Noun::Decision
    )
}

/// Why clauses say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spoil {
    /// Another time.
    Period,
    /// Somebody else, or a part of the whole.
    Place,
}

/// What was counted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Applications,
    Dispute(Noun),
    Documents(Noun),
    Fees,
    FeeNotices,
    /// Something that a clause which could not be read has named.
    Other,
}

/// One sentence, while it is read.
struct Telling<'t> {
    setting: &'t Setting,
    text: &'t Text,
    before: Memory,
    drafts: Drafts,
    subject: Option<Subject>,
    spoiled: Option<Spoil>,
    /// An item that is not known has been counted: what follows may be a part of it.
    doubt: bool,
    /// `doubt` as it was before each open bracket.
    brackets: Vec<bool>,
    /// A clause could not be read.
    unread: bool,
    year_said: bool,
    topic: bool,
    fee_said: bool,
    public_already: bool,
    other_organizations: bool,
    /// Where items of the results began behind items of applicants.
    results_of_applicants: Option<usize>,
}

impl<'t> Telling<'t> {
    fn new(setting: &'t Setting, before: Memory, text: &'t Text) -> Self {
        Self {
            setting,
            text,
            before,
            drafts: Drafts::default(),
            subject: None,
            spoiled: None,
            doubt: false,
            brackets: Vec::new(),
            unread: false,
            year_said: false,
            topic: false,
            fee_said: false,
            public_already: false,
            other_organizations: false,
            results_of_applicants: None,
        }
    }

    fn step(&mut self, step: &Step<'_>, behind: &[Step<'_>]) {
        match step {
            Step::Open => self.brackets.push(self.doubt),
            Step::Close => {
                if let Some(doubt) = self.brackets.pop() {
                    self.doubt = doubt;
                }
            }
            Step::Semicolon => self.doubt = false,
            Step::Clause { clause, lexemes } => {
                self.note(lexemes);
                match clause {
                    Some(clause) => self.clause(clause, lexemes, behind),
                    None => self.unread(lexemes),
                }
            }
        }
    }

    /// What is named, whether or not the clause can be read.
    fn note(&mut self, lexemes: &[Lexeme]) {
        for lexeme in lexemes {
            match lexeme.sort {
                Sort::Year(0) | Sort::Word(Word::ThisYear) => self.year_said = true,
                Sort::Word(Word::Noun(Noun::InformationFee)) => self.fee_said = true,
                Sort::Word(Word::Item(Item::AlreadyPublic)) => self.public_already = true,
                Sort::Word(Word::Item(Item::OtherOrganizations)) => {
                    self.other_organizations = true;
                }
                sort if names_topic(sort) => self.topic = true,
                _ => {}
            }
        }
    }

    /// A clause that cannot be read, and what it does to the next ones.
    fn unread(&mut self, lexemes: &[Lexeme]) {
        self.unread = true;
        let has = |wanted: fn(Sort) -> bool| lexemes.iter().any(|lexeme| wanted(lexeme.sort));
        let compares = has(|sort| sort == Sort::Word(Word::Compare));
        let other_time = has(|sort| match sort {
            Sort::Year(offset) => offset != 0,
            sort => sort == Sort::Word(Word::OtherPeriod),
        });
        if other_time && !compares {
            self.spoiled = Some(Spoil::Period);
        }
        let elsewhere = lexemes.iter().any(|lexeme| match lexeme.sort {
            Sort::Word(Word::Elsewhere) => true,
            Sort::Word(Word::Area(level)) => !self.setting.governs(level),
            _ => false,
        });
        if elsewhere {
            self.spoiled = Some(Spoil::Place);
        }
        if has(|sort| matches!(sort, Sort::Amount(..))) && !compares {
            self.doubt = true;
        }
        if has(names_another_thing) {
            self.subject = Some(Subject::Other);
        }
    }

    fn clause(&mut self, clause: &Clause, lexemes: &[Lexeme], behind: &[Step<'_>]) {
        let lead = clause.lead;
        match self.spoiled {
            Some(Spoil::Period) if lead.this_year => self.spoiled = None,
            Some(Spoil::Place) if lead.body => self.spoiled = None,
            _ => {}
        }
        if lead.area.is_some_and(|level| !self.setting.governs(level)) {
            self.spoiled = Some(Spoil::Place);
        }
        let cumulative = lead.cumulative && !self.year_said;
        if self.spoiled.is_some() || cumulative {
            self.doubt |= matches!(clause.core, Core::Figures(_));
            return;
        }
        let (Some(first), Some(last)) = (lexemes.first(), lexemes.last()) else {
            return;
        };
        let place = (first.start, last.end);
        match &clause.core {
            Core::Nothing | Core::Answered | Core::NoOthers => {}
            Core::AllFrom(item) => self.all_from(*item, place),
            Core::None(things) if self.brackets.is_empty() => self.none(things, place),
            Core::None(_) => {}
            Core::Figures(figures) => {
                for stated in figures {
                    if !self.figure(stated, clause, place, behind) {
                        self.doubt = true;
                    }
                }
            }
        }
    }

    /// A figure; false if it says nothing here.
    fn figure(
        &mut self,
        stated: &Stated,
        clause: &Clause,
        place: (usize, usize),
        behind: &[Step<'_>],
    ) -> bool {
        let topic = self.topic || self.before.topic;
        let counting = self.is_counting();
        let (quantity, subject) = match stated.counted {
            Counted::Received { named, channel } => {
                let alone = !channel || no_others(behind);
                let known = (named || topic) && alone;
                (known.then_some(quantities::RECEIVED), Subject::Applications)
            }
            Counted::ReceivedNew => {
                let known = self.is_part(clause) && !self.doubt;
                (known.then_some(quantities::RECEIVED), Subject::Applications)
            }
            Counted::Processed { named } | Counted::Handled { named } => {
                let said = self.subject.is_some() || !self.unread;
                let known = named || (counting && said && !self.doubt);
                (
                    known.then_some(quantities::PROCESSED),
                    Subject::Applications,
                )
            }
            Counted::CarriedIn { named } => {
                let known = named || ((counting || topic) && !self.doubt);
                (
                    known.then_some(quantities::CARRIED_IN),
                    Subject::Applications,
                )
            }
            Counted::CarriedForward { named } => {
                let known = named || ((counting || topic) && !self.doubt);
                let quantity = known.then_some(quantities::CARRIED_FORWARD);
                (quantity, Subject::Applications)
            }
            Counted::Item(item) => return self.item(item, stated, clause, place),
            Counted::Dispute {
                court,
                about,
                against,
            } => {
                let known = about || self.is_about_disclosure(against, place.0);
                let quantity = quantities::disputes(court).filter(|_| known);
                (quantity, Subject::Dispute(court))
            }
            Counted::Issued(document) => self.documents(document, Done::Issued),
            Counted::Disclosed(document) => self.documents(document, Done::Disclosed),
            Counted::Repealed(document) => {
                return self.more(document, Done::Repealed, stated, place);
            }
            Counted::InForce(document) => return self.more(document, Done::InForce, stated, place),
            Counted::Decisions { matter, made } => {
                let known = made || (self.is_about_decisions() && !self.doubt);
                let quantity = quantities::decisions(matter).filter(|_| known);
                (quantity, Subject::Documents(matter))
            }
            Counted::InformationFee => (Some(quantities::INFORMATION_FEES), Subject::Fees),
            Counted::InformationFeeCases => {
                (Some(quantities::INFORMATION_FEE_CASES), Subject::Fees)
            }
            Counted::FeeNotices => {
                self.subject = Some(Subject::FeeNotices);
                return true;
            }
            Counted::Money { charged } => {
                let known = match self.subject {
                    Some(Subject::Fees) => !self.doubt,
                    // What the notices come to need not have been paid.
                    Some(Subject::FeeNotices) if !charged => return true,
                    Some(Subject::FeeNotices) => !self.doubt,
                    _ => false,
                };
                (known.then_some(quantities::INFORMATION_FEES), Subject::Fees)
            }
            Counted::AdministrativeFee => {
                let quantity = self.template().and_then(quantities::administrative_fees);
                (quantity, Subject::Documents(Noun::AdministrativeFee))
            }
        };
        let Some(quantity) = quantity else {
            return false;
        };
        // A fee that is named twice in a sentence is a part of it the second time.
        let again = subject == Subject::Fees && self.drafts.have(quantity);
        if again {
            return false;
        }
        self.nest(stated, clause);
        self.push(stated.counted, quantity, stated.number, stated.unit, place);
        self.subject = Some(subject);
        true
    }

    /// Whether applications are being counted.
    fn is_counting(&self) -> bool {
        match self.subject {
            Some(subject) => subject == Subject::Applications,
            None => self.before.context,
        }
    }

    /// Whether a clause goes on with parts of applications that were counted.
    fn is_part(&self, clause: &Clause) -> bool {
        let behind = |draft: Draft| matches!(draft.counted, Counted::CarriedIn { .. });
        let listed = clause.lead.among || !self.brackets.is_empty();
        self.is_counting() && (listed || self.drafts.last().is_some_and(behind))
    }

    /// Whether decisions that the organ took were counted last.
    fn is_about_decisions(&self) -> bool {
        let last = self.drafts.last();
        last.is_some_and(|draft| matches!(draft.counted, Counted::Decisions { .. }))
    }

    /// Whether a dispute that does not say so is about disclosure.
    fn is_about_disclosure(&self, against: bool, at: usize) -> bool {
        let section = self
            .text
            .get(at)
            .and_then(|glyph| self.setting.section(glyph.at()));
        let said = matches!(self.subject, Some(Subject::Dispute(_)));
        said || self.topic || section == Some(Section::Disputes) || (against && self.before.topic)
    }

    fn template(&self) -> Option<Template> {
        self.setting.template
    }

    fn documents(&self, document: Noun, done: Done) -> (Option<Quantity>, Subject) {
        let template = self.template();
        let quantity = template.and_then(|form| quantities::documents(form, document, done));
        (quantity, Subject::Documents(document))
    }

    /// 废止2件: of the documents that were counted before.
    fn more(
        &mut self,
        document: Option<Noun>,
        done: Done,
        stated: &Stated,
        place: (usize, usize),
    ) -> bool {
        let document = match (document, self.subject) {
            (Some(document), _) => document,
            (None, Some(Subject::Documents(document))) if !self.doubt => document,
            _ => return false,
        };
        let (quantity, subject) = self.documents(document, done);
        self.subject = Some(subject);
        let Some(quantity) = quantity else {
            return false;
        };
        self.push(stated.counted, quantity, stated.number, None, place);
        true
    }

    /// What was received may turn out to hold what was carried in.
    fn nest(&mut self, stated: &Stated, clause: &Clause) {
        let within = clause.lead.among || clause.lead.including;
        let bracketed = !self.brackets.is_empty();
        match stated.counted {
            Counted::CarriedIn { .. } if clause.lead.besides => {}
            Counted::CarriedIn { .. } if within => self.drafts.hold_carried_in(),
            // 其中新收16件: the rest was carried in.
            Counted::ReceivedNew => self.drafts.hold_carried_in(),
            Counted::CarriedIn { .. } if bracketed => {
                self.drafts.may_hold_carried_in(stated.number);
            }
            _ => {}
        }
    }

    fn item(
        &mut self,
        item: Item,
        stated: &Stated,
        clause: &Clause,
        place: (usize, usize),
    ) -> bool {
        if matches!(item, Item::AlreadyPublic) {
            return self.is_counting();
        }
        if self.doubt {
            return false;
        }
        let quantity = if is_applicant(item) {
            self.applicants(item, stated.number, clause.lead.among)
        } else if let Some(Subject::Dispute(court)) = self.subject {
            quantities::outcomes(court, item)
        } else if self.is_counting() {
            quantities::result(item)
        } else {
            None
        };
        if is_applicant(item) {
            if let Some(from) = self.results_of_applicants {
                // 自然人9件，予以公开5件；法人1件: the result was that of the first applicants.
                self.drafts.drop_from(from);
                return false;
            }
        } else if self.results_of_applicants.is_none() && self.drafts.have_applicants() {
            self.results_of_applicants = Some(self.drafts.len());
        }
        match quantity {
            Some(quantity) => {
                self.push(stated.counted, quantity, stated.number, None, place);
                true
            }
            None => matches!(item, Item::OtherOrganizations),
        }
    }

    /// The one whole that applicants can be a part of.
    fn whole(&self, among: bool) -> Option<(Whole, Number)> {
        let mut heads = self.drafts.heads();
        match (heads.next(), heads.next()) {
            (Some(only), None) => Some((only.whole()?, only.figure.value)),
            (None, None) if (among || self.drafts.have_applicants()) && self.subject.is_none() => {
                self.before.whole
            }
            _ => None,
        }
    }

    fn applicants(&self, item: Item, number: Number, among: bool) -> Option<Quantity> {
        let (whole, value) = self.whole(among)?;
        quantities::applicants(whole, item).filter(|_| number <= value)
    }

    /// 均为自然人: as many as the figure right before.
    fn all_from(&mut self, item: Item, place: (usize, usize)) {
        let Some(head) = self.drafts.last().filter(|_| !self.doubt) else {
            return;
        };
        let sole = self.whole(false).is_some();
        if !matches!(head.counted, Counted::Received { .. }) || !sole || !self.brackets.is_empty() {
            return;
        }
        if let Some(quantity) = quantities::applicants(Whole::Received, item) {
            let place = (head.figure.start, place.1);
            self.push(
                Counted::Item(item),
                quantity,
                head.figure.value,
                None,
                place,
            );
        }
    }

    /// There was none of these.
    fn none(&mut self, things: &[Counted], place: (usize, usize)) {
        let zero = Number::from(0);
        let topic = self.topic || self.before.topic;
        let mut disclosure = false;
        for &counted in things {
            let (quantity, subject) = match counted {
                Counted::Received { named, .. } => {
                    let known = named || topic;
                    (known.then_some(quantities::RECEIVED), Subject::Applications)
                }
                Counted::CarriedIn { named } => {
                    let known = named || topic || self.is_counting();
                    (
                        known.then_some(quantities::CARRIED_IN),
                        Subject::Applications,
                    )
                }
                Counted::CarriedForward { named } => {
                    let known = named || topic || self.is_counting();
                    let quantity = known.then_some(quantities::CARRIED_FORWARD);
                    (quantity, Subject::Applications)
                }
                Counted::Dispute {
                    court,
                    about,
                    against,
                } => {
                    disclosure |= about || against || self.is_about_disclosure(against, place.0);
                    let quantity = quantities::disputes(court).filter(|_| disclosure);
                    (quantity, Subject::Dispute(court))
                }
                Counted::Issued(document) => self.documents(document, Done::Issued),
                Counted::Decisions { matter, .. } => {
                    (quantities::decisions(matter), Subject::Documents(matter))
                }
                Counted::InformationFee => (Some(quantities::INFORMATION_FEES), Subject::Fees),
                Counted::Money { .. } => {
                    let known = self.fee_said;
                    (known.then_some(quantities::INFORMATION_FEES), Subject::Fees)
                }
                Counted::AdministrativeFee => {
                    let quantity = self.template().and_then(quantities::administrative_fees);
                    (quantity, Subject::Documents(Noun::AdministrativeFee))
                }
                _ => continue,
            };
            self.subject = Some(subject);
            if let Some(quantity) = quantity.filter(|&quantity| !self.drafts.have(quantity)) {
                self.push(counted, quantity, zero, None, place);
            }
        }
    }

    fn push(
        &mut self,
        counted: Counted,
        quantity: Quantity,
        value: Number,
        unit: Option<Unit>,
        (start, end): (usize, usize),
    ) {
        let figure = Figure {
            quantity,
            value,
            unit,
            start,
            end,
        };
        self.drafts.push(counted, figure);
    }

    /// Hands out the figures that stand.
    fn finish(mut self, figures: &mut Vec<Figure>) -> Memory {
        self.drafts
            .take_back(self.public_already, self.other_organizations);
        let memory = Memory {
            context: self.is_counting() && self.drafts.standing().next().is_some(),
            topic: self.topic,
            whole: self.drafts.sole_whole(),
        };
        figures.extend(self.drafts.standing().map(|draft| draft.figure));
        memory
    }
}
