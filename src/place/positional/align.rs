//! Which lines of values are which row: the rows of the form stand one below the other, and what stands between the
//! first and the last piece of a row's label is the row's.
//!
//! Values beside no piece of a label are those of the row above or below: of the one that has none, if the form has no
//! row between the two. What that does not decide leaves the rows beside it in doubt.

use crate::{
    grammar::label::Printed,
    layout::positional::{Interval, UNITS},
    place::lines::is_head,
    template::{Block, Column, Group, Label, Row, Template},
};

use super::{
    piece::Thread,
    survey::{Said, Spot, Survey},
};

/// A text of fewer letters is no label of a row.
const SHORTEST: usize = 4;

/// Something that takes lines of the page.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) kind: Kind,
    pub(super) first: u32,
    pub(super) last: u32,
    /// The lines with its values.
    pub(super) lines: Vec<u32>,
    /// Lines of values that may be its own.
    pub(super) maybe: Vec<u32>,
    /// Lines of values behind it that are nobody's.
    pub(super) orphans: Vec<u32>,
    /// It is not certain which values are its own.
    pub(super) doubted: bool,
    /// Pieces of its numbers stand above and below it.
    pub(super) pieces: Option<(u32, u32)>,
}

/// What takes lines.
#[derive(Debug)]
pub(super) enum Kind {
    /// A row of the form, by its label.
    Row { row: Row, thread: usize },
    /// The row of the disputes table, which stands under its header.
    Disputes,
    /// The labels of a header.
    Header(Vec<usize>),
    /// A heading, or the title of a block.
    Title(usize),
    /// Text that is no label.
    Text,
}

impl Anchor {
    fn new(kind: Kind, first: u32, last: u32) -> Self {
        Self {
            kind,
            first,
            last,
            lines: Vec::new(),
            maybe: Vec::new(),
            orphans: Vec::new(),
            doubted: false,
            pieces: None,
        }
    }

    /// The row of the form.
    pub(super) const fn row(&self) -> Option<Row> {
        match self.kind {
            Kind::Row { row, .. } => Some(row),
            Kind::Disputes => Some(Row::DISPUTES),
            _ => None,
        }
    }

    const fn is_row(&self) -> bool {
        matches!(self.kind, Kind::Row { .. } | Kind::Disputes)
    }

    fn needs(&self) -> bool {
        self.is_row() && self.lines.is_empty()
    }
}

/// The form of each block and table, by the labels that only one form has.
#[derive(Debug, Default)]
pub(super) struct Votes {
    blocks: Vec<(Block, [u32; 2])>,
    all: [u32; 2],
}

impl Votes {
    fn add(&mut self, block: Block, votes: [u32; 2]) {
        let slot = match self.blocks.iter_mut().find(|(of, _)| *of == block) {
            Some((_, slot)) => slot,
            None => {
                self.blocks.push((block, [0; 2]));
                let Some((_, slot)) = self.blocks.last_mut() else {
                    return;
                };
                slot
            }
        };
        for sum in [slot, &mut self.all] {
            sum[0] += votes[0];
            sum[1] += votes[1];
        }
    }

    /// The form that a row is of.
    pub(super) fn template(&self, row: Row) -> Option<Template> {
        if let [only] = row.templates() {
            return Some(*only);
        }
        let table = self
            .blocks
            .iter()
            .filter(|(block, _)| block.table() == row.table())
            .fold([0, 0], |[a, b], (_, votes)| [a + votes[0], b + votes[1]]);
        let block = self.blocks.iter().find(|(block, _)| *block == row.block());
        [block.map_or([0, 0], |(_, votes)| *votes), table, self.all]
            .into_iter()
            .find_map(|[a, b]| match a.cmp(&b) {
                std::cmp::Ordering::Greater => Some(Template::Y2019),
                std::cmp::Ordering::Less => Some(Template::Y2021),
                std::cmp::Ordering::Equal => None,
            })
    }

    /// How many columns a row has, where that is known.
    pub(super) fn columns(&self, row: Row) -> Option<usize> {
        let count = |template: Template| row.fields(template).len();
        let forms = row.templates();
        let first = forms.first().map(|form| count(*form))?;
        if forms.iter().all(|form| count(*form) == first) {
            return Some(first);
        }
        self.template(row).map(count)
    }
}

/// The anchors of a text, in their order, with the lines of values that are theirs.
pub(super) fn align(survey: &Survey) -> (Vec<Anchor>, Votes) {
    let mut anchors = anchors(survey);
    let votes = votes(survey, &anchors);
    tangle(&mut anchors);
    let lone = take_beside(survey, &mut anchors);
    let within = anchors.iter().any(|anchor| {
        let alone = |line: &u32| survey.spots_of(*line).len() == survey.values_of(*line).len();
        anchor.first < anchor.last && anchor.lines.iter().any(alone)
    });
    Gaps {
        survey,
        votes: &votes,
        within,
    }
    .share(&mut anchors, &lone);
    for anchor in anchors.iter_mut().filter(|anchor| anchor.is_row()) {
        let mixed = (anchor.first..=anchor.last)
            .chain(anchor.lines.iter().copied())
            .any(|line| survey.line(line).is_some_and(|line| line.mixed));
        let behind = |line: &u32| has_text_behind(survey, anchor, *line);
        let mixed = mixed || anchor.lines.iter().any(behind);
        anchor.doubted |= anchor.lines.len() > 1 || mixed;
    }
    (anchors, votes)
}

/// Whether something stands between the label of a row and its values on a line: the label of a row within it, perhaps.
fn has_text_behind(survey: &Survey, anchor: &Anchor, line: u32) -> bool {
    let Kind::Row { thread, .. } = anchor.kind else {
        return false;
    };
    let pieces = survey.threads.get(thread).into_iter();
    let pieces = pieces.flat_map(|thread| &thread.pieces);
    let own = pieces.filter(|piece| piece.line == line);
    let Some(end) = own
        .filter_map(|piece| piece.at.first())
        .map(|at| at.to)
        .max()
    else {
        return false;
    };
    let mut texts = survey.spots_of(line).iter().filter(|spot| match spot.said {
        Said::Piece => true,
        Said::Text(letters) => letters > 1,
        Said::Value | Said::Rule => false,
    });
    texts.any(|spot| span(spot, 0).from >= end)
}

/// Everything that takes lines, in the order of the text.
fn anchors(survey: &Survey) -> Vec<Anchor> {
    let mut found: Vec<Anchor> = Vec::new();
    for (index, thread) in survey.threads.iter().enumerate() {
        let (first, last) = (thread.first_line(), thread.last_line());
        match kind(survey, thread, index) {
            Some(Kind::Header(labels)) => {
                let open = found.last_mut().filter(|last| last.first <= first);
                if let Some(Anchor {
                    kind: Kind::Header(there),
                    last: until,
                    ..
                }) = open
                {
                    there.extend(labels);
                    *until = (*until).max(last);
                } else {
                    found.push(Anchor::new(Kind::Header(labels), first, last));
                }
            }
            // What is not finished may be any row's, by its last piece.
            Some(Kind::Text) => found.push(Anchor::new(Kind::Text, last, last)),
            Some(kind) => found.push(Anchor::new(kind, first, last)),
            None => {}
        }
    }
    found.extend(texts(survey));
    // Titles and headers come before what begins on their line.
    found.sort_by_key(|anchor| (anchor.first, anchor.is_row()));
    divide(&mut found);
    with_disputes(survey, found)
}

/// （六）其他处理 over its three rows is the label of a group.
fn divide(anchors: &mut Vec<Anchor>) {
    const NEAR: usize = 4;
    let rows: Vec<Option<Row>> = anchors.iter().map(Anchor::row).collect();
    let is_part =
        |row: &Option<Row>| row.is_some_and(|row| row.group() == Some(Group::OtherResults));
    let mut index = 0usize;
    anchors.retain(|anchor| {
        let at = index;
        index += 1;
        let beside = rows
            .get(at.saturating_sub(NEAR)..(at + NEAR + 1).min(rows.len()))
            .unwrap_or_default();
        anchor.row() != Some(Row::UNDIVIDED) || !beside.iter().any(is_part)
    });
}

/// The row of the disputes table behind each of its headers, unless the header is repeated.
fn with_disputes(survey: &Survey, anchors: Vec<Anchor>) -> Vec<Anchor> {
    let mut out: Vec<Anchor> = Vec::with_capacity(anchors.len() + 1);
    let mut anchors = anchors.into_iter().peekable();
    while let Some(anchor) = anchors.next() {
        let heads = matches!(&anchor.kind, Kind::Header(labels) if is_disputes(survey, labels));
        let again = anchors
            .peek()
            .is_some_and(|next| matches!(next.kind, Kind::Header(_)));
        let last = anchor.last;
        out.push(anchor);
        if heads && !again {
            out.push(Anchor::new(Kind::Disputes, last, last));
        }
    }
    out
}

fn is_disputes(survey: &Survey, labels: &[usize]) -> bool {
    let is_of = |label: Printed| {
        label.readings().any(|text| {
            matches!(
                text.label,
                Label::Reconsideration
                    | Label::Direct
                    | Label::AfterReconsideration
                    | Label::Column(Column::Upheld | Column::Corrected | Column::Pending)
            )
        })
    };
    labels
        .iter()
        .filter_map(|index| survey.threads.get(*index)?.label())
        .any(is_of)
}

/// What a label is, of those that take lines.
fn kind(survey: &Survey, thread: &Thread, index: usize) -> Option<Kind> {
    let Some(label) = thread.label() else {
        // A group that is written down the page has few letters on a line.
        let long = thread.letters() >= SHORTEST && thread.letters() > 2 * thread.pieces.len();
        return long.then_some(Kind::Text);
    };
    let only_heading = label
        .readings()
        .all(|text| matches!(text.label, Label::Heading(_)));
    if only_heading || label.block().is_some() {
        return Some(Kind::Title(index));
    }
    if let Some(row) = label.row() {
        let sure = label.column().is_none() || has_values(survey, thread);
        let grouped = label.group().is_some() && row != Row::UNDIVIDED;
        if sure && !grouped {
            return Some(Kind::Row { row, thread: index });
        }
    }
    if is_head(label) || label.is(Label::OldForm) {
        return Some(Kind::Header(vec![index]));
    }
    None
}

/// Whether values stand beside a label.
fn has_values(survey: &Survey, thread: &Thread) -> bool {
    thread.pieces.iter().any(|piece| {
        survey
            .line(piece.line)
            .is_some_and(|line| line.is_valued() && !line.mixed)
    })
}

/// Lines with text that is no label: values beside it are its own, and others beside it may be.
fn texts(survey: &Survey) -> impl Iterator<Item = Anchor> + '_ {
    (0u32..).zip(&survey.lines).filter_map(|(index, line)| {
        let spots = survey.spots_of(index);
        let letters = |spot: &Spot| match spot.said {
            Said::Text(letters) => Some(letters),
            _ => None,
        };
        let most = spots.iter().filter_map(letters).max()?;
        let labelled = spots.iter().any(|spot| matches!(spot.said, Said::Piece));
        // A single letter is what a group that is written down the page has on a line.
        let own = line.is_valued() && !labelled && most > 1;
        if !own && !line.mixed && most < SHORTEST {
            return None;
        }
        let mut anchor = Anchor::new(Kind::Text, index, index);
        if own && !line.mixed {
            anchor.lines.push(index);
        }
        Some(anchor)
    })
}

/// What the labels of each block say about its form.
fn votes(survey: &Survey, anchors: &[Anchor]) -> Votes {
    let mut votes = Votes::default();
    let mut pending = [0, 0];
    let of = |index: &usize, wanted: Option<Label>| {
        let label = survey.threads.get(*index).and_then(Thread::label);
        let text = label.and_then(|label| match wanted {
            Some(wanted) => label.readings().find(|text| text.label == wanted),
            None => label.column().map(|(_, text)| text),
        });
        match text.map(|text| text.templates) {
            Some([Template::Y2019]) => [1, 0],
            Some([Template::Y2021]) => [0, 1],
            _ => [0, 0],
        }
    };
    for anchor in anchors {
        match &anchor.kind {
            Kind::Header(labels) => {
                for [a, b] in labels.iter().map(|index| of(index, None)) {
                    pending = [pending[0] + a, pending[1] + b];
                }
            }
            Kind::Title(_) => pending = [0, 0],
            Kind::Row { row, thread } => {
                let [a, b] = of(thread, Some(Label::Row(*row)));
                votes.add(row.block(), [pending[0] + a, pending[1] + b]);
                pending = [0, 0];
            }
            Kind::Disputes | Kind::Text => {}
        }
    }
    votes
}

/// Rows that stand within each other are in doubt.
fn tangle(anchors: &mut [Anchor]) {
    let mut until: Option<(u32, usize)> = None;
    for index in 0..anchors.len() {
        let Some(anchor) = anchors.get(index) else {
            break;
        };
        let (first, last, row) = (anchor.first, anchor.last, anchor.is_row());
        let small = matches!(anchor.kind, Kind::Text) && anchor.lines.is_empty();
        let disputes = matches!(anchor.kind, Kind::Disputes);
        if let Some((end, other)) = until
            && first <= end
            && !disputes
            && (row || !small)
        {
            for at in [index, other] {
                if let Some(anchor) = anchors.get_mut(at) {
                    anchor.doubted = true;
                }
            }
        }
        if row && !disputes && until.is_none_or(|(end, _)| last > end) {
            until = Some((last, index));
        }
    }
}

/// Gives rows the values that stand beside their labels; what stands beside none is left.
fn take_beside(survey: &Survey, anchors: &mut [Anchor]) -> Vec<u32> {
    let mut owners: Vec<Option<usize>> = vec![None; survey.lines.len()];
    let mut heads: Vec<bool> = vec![false; survey.lines.len()];
    for (index, anchor) in anchors.iter_mut().enumerate() {
        match anchor.kind {
            Kind::Row { .. } => {
                for line in anchor.first..=anchor.last {
                    let Some(owner) = owners.get_mut(line as usize) else {
                        break;
                    };
                    match owner {
                        Some(_) => anchor.doubted = true,
                        None => *owner = Some(index),
                    }
                }
            }
            Kind::Header(_) | Kind::Title(_) => {
                for line in anchor.first..=anchor.last {
                    if let Some(head) = heads.get_mut(line as usize) {
                        *head = true;
                    }
                }
            }
            Kind::Text => {
                for line in &anchor.lines {
                    if let Some(head) = heads.get_mut(*line as usize) {
                        *head = true;
                    }
                }
            }
            Kind::Disputes => {}
        }
    }
    let mut lone = Vec::new();
    for (line, row) in (0u32..).zip(&survey.lines) {
        if !row.is_valued() {
            continue;
        }
        let owner = owners.get(line as usize).copied().flatten();
        match owner.and_then(|owner| anchors.get_mut(owner)) {
            Some(anchor) => anchor.lines.push(line),
            None if heads.get(line as usize) == Some(&false) && !row.mixed => lone.push(line),
            None => {}
        }
    }
    lone
}

/// Gives the lines of values that stand between two anchors to one of them.
struct Gaps<'s> {
    survey: &'s Survey,
    votes: &'s Votes,
    /// Values stand on lines of their own between the pieces of labels.
    within: bool,
}

/// Lines of values between two anchors, the nearest above and below.
#[derive(Debug)]
struct Gap {
    above: Option<usize>,
    below: Option<usize>,
    lines: Vec<u32>,
}

impl Gaps<'_> {
    fn share(&self, anchors: &mut [Anchor], lone: &[u32]) {
        let (mut left, mut given) = (Vec::new(), Vec::new());
        let mut taken = Vec::new();
        for gap in gaps(anchors, lone) {
            match self.owners(anchors, &gap) {
                Some(owners) => taken.push((gap, owners)),
                None => left.push(gap),
            }
        }
        let mut give = |anchors: &mut [Anchor], gap: &Gap, owners: Vec<usize>| {
            for (line, owner) in gap.lines.iter().zip(owners) {
                if let Some(anchor) = anchors.get_mut(owner) {
                    anchor.lines.push(*line);
                }
                let other = if gap.above == Some(owner) {
                    gap.below
                } else {
                    gap.above
                };
                given.extend(other.map(|other| (owner, other)));
            }
        };
        for (gap, owners) in taken {
            give(anchors, &gap, owners);
        }
        // A row that has its values leaves full rows of them to the row beside it, up the page and then down.
        for _ in 0..2 {
            left.reverse();
            left.retain(|gap| {
                let full = gap.lines.iter().all(|line| self.is_row(*line));
                let owners = self.owners(anchors, gap).filter(|_| full);
                let open = owners.is_none();
                if let Some(owners) = owners {
                    give(anchors, gap, owners);
                }
                open
            });
        }
        let cut = self.cut_rows(anchors, &left);
        for (at, pieces) in cut {
            if let Some(anchor) = anchors.get_mut(at) {
                anchor.pieces = Some(pieces);
            }
        }
        for gap in &left {
            self.doubt(anchors, gap);
        }
        // A piece of a number that was cut in three may look like the row before.
        for (owner, other) in given {
            let doubted = anchors
                .get(other)
                .is_some_and(|it| it.doubted && it.is_row());
            if let Some(anchor) = anchors.get_mut(owner).filter(|_| doubted) {
                anchor.doubted = true;
            }
        }
    }

    /// Lines that are nobody's leave the rows beside them in doubt, unless they are pieces of the numbers of one of them.
    fn doubt(&self, anchors: &mut [Anchor], gap: &Gap) {
        let at = |index: Option<usize>| index.and_then(|index| anchors.get(index));
        let is_cut = |index: Option<usize>| at(index).is_some_and(|it| it.pieces.is_some());
        let cut = [gap.above, gap.below].map(is_cut);
        let pieces = cut.iter().filter(|cut| **cut).count();
        let explained = pieces == gap.lines.len();
        // Full rows are those of rows whose labels are lost, if the form has such.
        let full = gap.lines.iter().all(|line| self.is_row(*line))
            && !self.follows(at(gap.above), at(gap.below));
        // Between rows that have their values, a number between dashes is that of a page.
        let dashed = |line: &u32| self.survey.line(*line).is_some_and(|line| line.dashed);
        let dashed = gap.lines.iter().all(dashed);
        for (at, cut) in [gap.above, gap.below].into_iter().zip(cut) {
            let Some(anchor) = at.and_then(|at| anchors.get_mut(at)) else {
                continue;
            };
            anchor.doubted |= if explained {
                cut
            } else {
                anchor.needs() || !(full || dashed)
            };
        }
        if explained {
            return;
        }
        let mut claimed = false;
        for at in gap.above.into_iter().chain(gap.below) {
            if let Some(anchor) = anchors.get_mut(at).filter(|anchor| anchor.needs()) {
                anchor.maybe.extend(&gap.lines);
                claimed = true;
            }
        }
        if !claimed
            && !dashed
            && let Some(anchor) = gap.above.and_then(|above| anchors.get_mut(above))
        {
            anchor.orphans.extend(&gap.lines);
        }
    }

    /// Rows whose numbers are cut: what their line lacks of the columns stands in pieces above and below it.
    fn cut_rows(&self, anchors: &[Anchor], gaps: &[Gap]) -> Vec<(usize, (u32, u32))> {
        let mut cut = Vec::new();
        for (upper, lower) in gaps.iter().zip(gaps.iter().skip(1)) {
            let Some(at) = upper.below.filter(|at| lower.above == Some(*at)) else {
                continue;
            };
            let lines = upper.lines.last().zip(lower.lines.first());
            if let (Some(anchor), Some((head, tail))) = (anchors.get(at), lines)
                && self.is_cut(anchor, *head, *tail)
            {
                cut.push((at, (*head, *tail)));
            }
        }
        cut
    }

    fn is_cut(&self, anchor: &Anchor, head: u32, tail: u32) -> bool {
        let (Some(row), [own]) = (anchor.row(), anchor.lines.as_slice()) else {
            return false;
        };
        let [heads, own, tails] = [head, *own, tail].map(|line| self.survey.values_of(line));
        let fits = |unit: usize| {
            let meets = |one: &Spot, other: &Spot| span(one, unit).meets(span(other, unit));
            let apart = |piece: &Spot| !own.iter().any(|value| meets(piece, value));
            heads
                .iter()
                .zip(tails)
                .all(|(head, tail)| meets(head, tail))
                && heads.iter().chain(tails).all(apart)
        };
        self.votes.columns(row) == Some(heads.len() + own.len())
            && heads.len() == tails.len()
            && (0..UNITS).any(fits)
    }

    /// Whose each of the lines is, if that is certain.
    fn owners(&self, anchors: &[Anchor], gap: &Gap) -> Option<Vec<usize>> {
        let at = |index: Option<usize>| index.and_then(|index| anchors.get(index));
        let (above, below) = (gap.above, gap.below);
        let (up, down) = (at(above), at(below));
        if gap
            .lines
            .iter()
            .any(|line| self.survey.line(*line).is_none_or(|line| line.dashed))
        {
            return None;
        }
        if let Some(Kind::Disputes) = up.map(|up| &up.kind) {
            return above.map(|above| vec![above; gap.lines.len()]);
        }
        if !self.follows(up, down) {
            return None;
        }
        let needs = |anchor: Option<&Anchor>| anchor.is_some_and(Anchor::needs);
        // A label on one line has its values on that line, and where wrapped labels have theirs within, none has them
        // behind it.
        let wrapped = |anchor: Option<&Anchor>| anchor.is_some_and(|it| it.first < it.last);
        let suits = |anchor: Option<&Anchor>| !needs(anchor) || (wrapped(anchor) && !self.within);
        if !suits(up) || !suits(down) {
            return None;
        }
        match (gap.lines.as_slice(), needs(up), needs(down)) {
            ([line], true, false) if self.is_apart(*line, down) => above.map(|at| vec![at]),
            ([line], false, true) if self.is_apart(*line, up) => below.map(|at| vec![at]),
            ([first, second], true, true) if self.is_row(*first) && self.is_row(*second) => {
                Some(vec![above?, below?])
            }
            _ => None,
        }
    }

    /// Whether the form has no row between two anchors.
    fn follows(&self, up: Option<&Anchor>, down: Option<&Anchor>) -> bool {
        let row = |anchor: Option<&Anchor>| anchor.and_then(Anchor::row);
        let (Some(one), other) = (row(up).or(row(down)), row(down)) else {
            return false;
        };
        let Some(template) = self
            .votes
            .template(one)
            .or(one.templates().first().copied())
        else {
            return false;
        };
        let undivided = [row(up), other].contains(&Some(Row::UNDIVIDED));
        let merged = |row: Row| match row.group() {
            Some(Group::OtherResults) if undivided => Row::UNDIVIDED,
            _ => row,
        };
        let mut order: Vec<Row> = one.block().rows(template).map(merged).collect();
        order.dedup();
        let place = |row: Row| order.iter().position(|each| *each == row);
        let headed = matches!(up.map(|up| &up.kind), Some(Kind::Header(_)));
        match (row(up), other) {
            (Some(up), Some(down)) => place(up)
                .zip(place(down))
                .is_some_and(|(up, down)| up + 1 == down),
            (Some(up), None) => place(up).is_some_and(|up| up + 1 == order.len()),
            (None, Some(down)) => headed && place(down) == Some(0),
            (None, None) => false,
        }
    }

    /// Whether a line of values cannot be part of the row beside it: values of both stand in one column.
    fn is_apart(&self, line: u32, beside: Option<&Anchor>) -> bool {
        let Some(beside) = beside.filter(|beside| beside.is_row()) else {
            return true;
        };
        let meets = |one: &Spot| {
            let others = beside
                .lines
                .iter()
                .flat_map(|line| self.survey.values_of(*line));
            others
                .into_iter()
                .any(|other| (0..UNITS).all(|unit| span(one, unit).meets(span(other, unit))))
        };
        self.is_row(line) || self.survey.values_of(line).iter().any(meets)
    }

    /// Whether a line has as many values as a wide row: no piece of another one.
    fn is_row(&self, line: u32) -> bool {
        const WIDE: usize = 5;
        self.survey.values_of(line).len() > WIDE
    }
}

fn span(spot: &Spot, unit: usize) -> Interval {
    spot.at.get(unit).copied().unwrap_or_default()
}

/// The lines of values between anchors.
fn gaps(anchors: &[Anchor], lone: &[u32]) -> Vec<Gap> {
    let mut lone = lone.iter().copied().peekable();
    let mut gaps = Vec::new();
    let mut above: Option<usize> = None;
    for index in 0..=anchors.len() {
        let anchor = anchors.get(index);
        let start = anchor.map(|anchor| anchor.first);
        let mut lines = Vec::new();
        while let Some(line) = lone.next_if(|line| start.is_none_or(|start| *line < start)) {
            lines.push(line);
        }
        if !lines.is_empty() {
            let below = anchor.map(|_| index);
            gaps.push(Gap {
                above,
                below,
                lines,
            });
        }
        // What reaches farthest down is above.
        let reach = above.and_then(|above| anchors.get(above)).map(|it| it.last);
        if anchor.is_some_and(|anchor| reach.is_none_or(|reach| anchor.last >= reach)) {
            above = Some(index);
        }
    }
    gaps
}
