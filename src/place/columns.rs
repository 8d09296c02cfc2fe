//! Which field of a row is which column: one unknown per class of row, fixed by the whole table.
//!
//! A row of a delimited layout is a run of fields behind its label. Its values are `n` neighbouring fields; where they
//! begin (the offset) and how many fields there are in all (the width) is the same for all rows of a class, because
//! one tool wrote them. Both are found from the rows themselves. A row that differs is judged alone: it is settled if
//! no column is left without a value, or if every way to place it gives the same cells.

use crate::{
    layout::Field as Slot,
    model::{Clue, Step},
    template::Table,
};

use super::item::Item;

/// Rows are looked at this far: the widest row of the form has 15 columns.
const WIDEST: usize = 48;

/// A row reduced to what placing it needs.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// How many columns the form has.
    pub(crate) columns: usize,
    /// Rows of one class share offset and width.
    pub(crate) class: (u8, u8),
    /// The first field behind the label, as an index of the fields.
    pub(crate) first: u32,
    /// Fields, without padding at the end.
    pub(crate) width: usize,
    /// Fields, with it.
    pub(crate) whole_width: usize,
    /// The fields that say something, counted from the first.
    pub(crate) values: Vec<usize>,
    /// For a value that repeats the one before: spans expanded by repetition.
    pub(crate) echoes: Vec<usize>,
    /// A label stands among the fields: they are not all of one row.
    pub(crate) foreign: bool,
    /// Two values stand together in a field: what stood between them may be lost.
    pub(crate) grown: bool,
    /// All fields say the same, and none is blank.
    pub(crate) uniform: bool,
    /// There are as many values as columns, and two neighbours say the same.
    pub(crate) twice: bool,
    /// The text breaks off behind this row, so that what is missing was cut.
    pub(crate) cut: bool,
    /// The text ends with this row, and nothing but its end closes the last cell.
    pub(crate) unclosed: bool,
    /// The last field is blank, and a line end closes it: what stands behind the last separator of a framed line.
    pub(crate) loose_end: bool,
    /// Rows run over lines, and the last field begins on the line of what stands before it.
    pub(crate) closed: bool,
    /// The table ends behind this row: what leads into the next row is not there.
    pub(crate) last: bool,
    /// Where the header shows that covered cells stand at the end of their line, so that values begin right behind their
    /// label: whether the line is as wide as those of the header.
    pub(crate) wrapped: Option<bool>,
}

/// What a field of the form may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// This field.
    Field(u32),
    /// A piece of a field: of digits that stand together.
    Part(Slot),
    /// A blank cell that is no field: the source offset at which it stands.
    Blank(u32),
    /// Not there.
    Missing,
    /// One of these fields, or a blank as well.
    Open { fields: Vec<u32>, blank: bool },
}

/// A row's columns, and how they were found.
#[derive(Clone, Debug)]
pub(crate) struct Placement {
    pub(crate) choices: Vec<Choice>,
    pub(crate) verdict: Verdict,
    pub(crate) offset: Option<u16>,
    pub(crate) steps: Vec<Step>,
    /// How many cells the row has, and how many rows like it.
    pub(crate) width: usize,
    pub(crate) usual: Option<usize>,
}

impl Placement {
    /// Whether every column has its field.
    pub(crate) fn is_settled(&self) -> bool {
        self.choices.iter().all(|choice| {
            matches!(
                choice,
                Choice::Field(_) | Choice::Part(_) | Choice::Blank(_)
            )
        })
    }
}

/// What a row says of the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It fits the parameters of its class.
    Confirms,
    /// It was settled alone.
    Alone,
    /// It is not settled.
    Open,
    /// It is not settled, and no row of the table shows its blanks: that says nothing of the layout.
    Silent,
    /// It cannot stand in this layout.
    Contradicts,
}

/// The parameters of a class.
#[derive(Clone, Copy, Debug)]
struct Profile {
    class: (u8, u8),
    columns: usize,
    /// The width that its rows have. At least two rows agree on it, and no other width has as many.
    width: Option<usize>,
    /// Where it has no width of its own: the fields behind the last column, as the classes beside it imply.
    right: Option<usize>,
    /// Its rows differ, and none of their widths has the most of them.
    torn: bool,
    /// And the width, where the whole table has one.
    whole: Option<usize>,
    /// The offsets that all rows of the class allow, as bits.
    offsets: u64,
}

impl Profile {
    fn offset(self) -> Option<usize> {
        (self.offsets.count_ones() == 1).then(|| self.offsets.trailing_zeros() as usize)
    }

    /// The width that its rows have, or that the classes beside it imply.
    fn expected(self) -> Option<usize> {
        let implied = || Some(self.offset()? + self.columns + self.right?);
        self.width.or_else(implied)
    }

    /// Fields behind the last column.
    fn slack(self) -> Option<usize> {
        self.width?.checked_sub(self.offset()? + self.columns)
    }

    /// The offsets of a row of this width, as bits; none if no row of the class has it.
    fn offsets_of(self, width: usize) -> u64 {
        if self.width.is_some() || self.whole == Some(width) {
            return if self.width.is_none_or(|own| own == width) {
                self.offsets
            } else {
                0
            };
        }
        let offset = self
            .right
            .and_then(|right| width.checked_sub(right + self.columns));
        offset
            .filter(|&offset| offset < 64)
            .map_or(0, |offset| self.offsets & (1 << offset))
    }
}

/// The second part of the class of a row behind which no label follows: it has no width of its own to compare with.
pub(crate) const UNFOLLOWED: u8 = u8::MAX;

/// Finds the parameters of each class, and places every row.
///
/// `gap`: the blank fields that stand between two rows where the whole text is one line.
pub(crate) fn place(table: Table, shapes: &[Shape], gap: usize) -> Vec<Placement> {
    let mut profiles: Vec<Profile> = Vec::new();
    for shape in shapes {
        if !profiles.iter().any(|profile| profile.class == shape.class) {
            profiles.push(profile(shape.class, shape.columns, shapes));
        }
    }
    close_up(table, &mut profiles, gap);
    agree(table, &mut profiles);
    imply(table, &mut profiles, gap);
    // Where rows end with their last column, no frame stands behind that of the table's last row.
    let bare = |shape: &Shape| {
        let like = |profile: &&Profile| profile.columns == shape.columns;
        let mut like = profiles.iter().filter(like);
        // Of one row like it no width is known but its own: it ends so if nothing stands behind any row.
        let beside = |profile: &Profile| {
            let ends = |other: &Shape| {
                let width = profile.offset().map(|offset| offset + other.columns);
                !other.last && other.class == profile.class && Some(other.width) == width
            };
            profile.right == Some(0) && shapes.iter().any(ends)
        };
        shape.last && like.any(|profile| profile.slack() == Some(0) || beside(profile))
    };
    let of = |shape: &Shape| profiles.iter().find(|it| it.class == shape.class);
    let mut placements: Vec<Placement> = shapes
        .iter()
        .map(|shape| Placement {
            width: shape.width,
            usual: of(shape).and_then(|profile| profile.width),
            ..settle(shape, of(shape), !bare(shape))
        })
        .collect();
    // One row with a cell more than all like it, and the same value twice: that may stand there once too often, and a blank
    // beside the values be a cell.
    let swollen = |(shape, placement): &(&Shape, &mut Placement)| {
        let usual = of(shape).and_then(|profile| profile.expected());
        let more = usual.is_some_and(|usual| shape.width == usual + 1);
        placement.verdict == Verdict::Alone && shape.twice && more
    };
    let mut rows = shapes.iter().zip(&mut placements).filter(swollen);
    if let (Some((shape, placement)), None) = (rows.next(), rows.next()) {
        *placement = Placement {
            width: placement.width,
            usual: placement.usual,
            ..open(shape, 0, Vec::new())
        };
    }
    placements
}

/// The width most rows of the class have, and the offsets that these rows allow.
fn profile(class: (u8, u8), columns: usize, shapes: &[Shape]) -> Profile {
    let none = Profile {
        class,
        columns,
        width: None,
        right: None,
        torn: false,
        whole: None,
        offsets: u64::MAX,
    };
    let members = || {
        shapes
            .iter()
            .filter(move |shape| shape.class == class && !shape.cut)
    };
    if class.1 == UNFOLLOWED {
        return none;
    }
    let mut widths = [0usize; WIDEST + 1];
    for shape in members() {
        if let Some(count) = widths.get_mut(shape.width.min(WIDEST)) {
            *count += 1;
        }
    }
    let best = widths.iter().enumerate().max_by_key(|&(_, &count)| count);
    let Some((width, &most)) = best.filter(|&(width, _)| width >= columns) else {
        return none;
    };
    if most < 2 || widths.iter().filter(|&&count| count == most).count() > 1 {
        let torn = widths.iter().filter(|&&count| count > 0).count() > 1;
        return Profile { torn, ..none };
    }
    let typical: Vec<&Shape> = members().filter(|shape| shape.width == width).collect();
    let common = typical
        .iter()
        .fold(u64::MAX, |common, shape| common & offsets(shape));
    let offsets = if common != 0 {
        common
    } else {
        most_allowed(&typical)
    };
    if offsets == 0 {
        none
    } else {
        Profile {
            width: Some(width),
            offsets,
            ..none
        }
    }
}

/// The offset that two thirds of the rows allow, where none suits all.
fn most_allowed(shapes: &[&Shape]) -> u64 {
    let support = |offset: usize| {
        shapes
            .iter()
            .filter(|shape| offsets(shape) & (1 << offset) != 0)
            .count()
    };
    let best = (0..WIDEST)
        .max_by_key(|&offset| support(offset))
        .unwrap_or_default();
    if support(best) * 3 >= shapes.len() * 2 {
        1 << best
    } else {
        0
    }
}

/// The offsets at which the row's values are all in columns, as bits. What stands behind the last column must repeat it.
fn offsets(shape: &Shape) -> u64 {
    let slack = shape.width.saturating_sub(shape.columns).min(WIDEST - 1);
    if shape.width < shape.columns {
        return 0;
    }
    let fits = |offset: usize| {
        shape.values.iter().all(|&value| {
            value >= offset && (value < offset + shape.columns || shape.echoes.contains(&value))
        })
    };
    (0..=slack)
        .filter(|&offset| fits(offset))
        .fold(0, |bits, offset| bits | (1 << offset))
}

/// Classes of one table explain each other's offsets: in Article 20 all rows have one label column, so all share the
/// offset; in the applications table labels take more or fewer columns on the left, so rows of one depth share the
/// offset, and all share what is left on the right.
fn agree(table: Table, profiles: &mut [Profile]) {
    for _ in 0..2 {
        let known = profiles.to_vec();
        for profile in profiles
            .iter_mut()
            .filter(|profile| profile.offset().is_none())
        {
            let implied = known.iter().find_map(|other| {
                let offset = other.offset()?;
                match table {
                    Table::Article20 => Some(offset),
                    Table::Applications if other.class.0 == profile.class.0 => Some(offset),
                    Table::Applications if other.class.1 == profile.class.1 => {
                        profile.width?.checked_sub(other.slack()? + profile.columns)
                    }
                    _ => None,
                }
            });
            if let Some(implied) =
                implied.filter(|&implied| implied < 64 && profile.offsets & (1 << implied) != 0)
            {
                profile.offsets = 1 << implied;
            }
        }
    }
}

/// Where all is on one line, nothing but what leads into the next row stands behind the last column of the table.
fn close_up(table: Table, profiles: &mut [Profile], gap: usize) {
    // Item 1 of Article 20 takes the whole width, too.
    const WHOLE: usize = 3;
    let reaches = |profile: &Profile| {
        table == Table::Applications || (table == Table::Article20 && profile.columns == WHOLE)
    };
    if gap == 0 {
        return;
    }
    for profile in profiles
        .iter_mut()
        .filter(|profile| profile.offset().is_none() && reaches(profile))
    {
        let offset = profile
            .width
            .and_then(|width| width.checked_sub(profile.columns + gap));
        if let Some(offset) =
            offset.filter(|&offset| offset < 64 && profile.offsets & (1 << offset) != 0)
        {
            profile.offsets = 1 << offset;
        }
    }
}

/// A class that has no width of its own, because it has one row or its rows differ, takes it from the others: what is
/// left on the right is the same, or, in Article 20, the whole width. A row that ends a table lacks what leads into the
/// next row.
fn imply(table: Table, profiles: &mut [Profile], gap: usize) {
    let known: Vec<Profile> = profiles
        .iter()
        .copied()
        .filter(|profile| profile.width.is_some())
        .collect();
    for profile in profiles
        .iter_mut()
        .filter(|profile| profile.width.is_none())
    {
        if table == Table::Disputes {
            // One row: its width is the form's, or nothing vouches for it.
            (profile.right, profile.offsets) = (Some(0), 1);
            continue;
        }
        let deep = known
            .iter()
            .filter(|other| other.class.0 == profile.class.0 || table == Table::Article20);
        profile.offsets &= if deep.clone().next().is_some() {
            deep.clone()
                .fold(u64::MAX, |all, other| all & other.offsets)
        } else {
            0
        };
        let last = profile.class.1 == UNFOLLOWED;
        let mut beside = known.iter().filter(|other| {
            if last {
                other.class.0 == profile.class.0
            } else {
                other.class.1 == profile.class.1
            }
        });
        let lead = if last { gap } else { 0 };
        profile.right = match beside.find_map(|other| other.slack()) {
            _ if last && gap == 0 => Some(0),
            right => right.map(|right| right.saturating_sub(lead)),
        };
        if table == Table::Article20 && (!last || gap > 0) {
            let whole = known
                .iter()
                .find(|other| last || other.class.1 == profile.class.1)
                .and_then(|other| other.width);
            profile.whole = whole.map(|whole| whole.saturating_sub(lead));
            // Padded or not: where rows of the class differ, both are told apart by nothing.
            let own = profile.right.map(|right| right + profile.columns);
            if profile.torn && own != profile.whole {
                (profile.right, profile.whole) = (None, None);
            }
        }
    }
}

fn count(ways: usize) -> u16 {
    u16::try_from(ways).unwrap_or(u16::MAX)
}

/// Places one row. `framed`: something may stand behind the last column.
fn settle(shape: &Shape, profile: Option<&Profile>, framed: bool) -> Placement {
    let free = ways(shape.columns, shape.values.len());
    let mut steps = Vec::new();
    let at = |offset: usize, verdict: Verdict, steps: Vec<Step>| Placement {
        choices: (0..shape.columns)
            .map(|column| {
                if offset + column < shape.whole_width {
                    Choice::Field(index(shape, offset + column))
                } else {
                    Choice::Missing
                }
            })
            .collect(),
        verdict,
        offset: u16::try_from(offset).ok(),
        steps,
        width: 0,
        usual: None,
    };
    if shape.cut {
        return cut(shape, profile, at);
    }
    if shape.foreign {
        return open(shape, 0, steps);
    }
    if shape.grown && profile.is_none_or(|profile| profile.width != Some(shape.width)) {
        return open(shape, 0, steps);
    }
    // A width that no other row has says nothing of a row behind which the text ends.
    let alone = |profile: &Profile| profile.class.1 == UNFOLLOWED && profile.offset().is_none();
    if shape.unclosed && profile.is_some_and(alone) {
        return cut(shape, profile, at);
    }
    let allowed = offsets(shape);
    if shape.wrapped == Some(true) && allowed & 1 == 1 {
        steps.push(Step {
            clue: Clue::Width,
            before: free,
            after: 1,
        });
        return at(0, Verdict::Confirms, steps);
    }
    if let Some(profile) = profile.filter(|_| shape.wrapped.is_none()) {
        let loose = usize::from(shape.loose_end);
        let behind = if profile.class.1 == UNFOLLOWED && framed {
            loose
        } else {
            0
        };
        // What closes the last cell of a line stands behind other rows, too.
        let closing = if framed || shape.closed { loose } else { 0 };
        let last = profile
            .offset()
            .is_some_and(|offset| shape.last && shape.width == offset + shape.columns + closing);
        let offsets = if last {
            profile.offsets
        } else {
            profile.offsets_of(shape.width.saturating_sub(behind))
        };
        let common = allowed & offsets;
        if common != 0 {
            steps.push(Step {
                clue: Clue::Width,
                before: free,
                after: count(allowed.count_ones() as usize),
            });
            steps.push(Step {
                clue: Clue::Offset,
                before: count(allowed.count_ones() as usize),
                after: count(common.count_ones() as usize),
            });
            if common.count_ones() == 1 {
                return at(common.trailing_zeros() as usize, Verdict::Confirms, steps);
            }
            return same_everywhere(shape, common, Verdict::Confirms, &mut steps, at)
                .unwrap_or_else(|| open(shape, common, steps));
        }
    }
    // Every column has its value, one beside the other: there is one way to place them.
    let together = shape
        .values
        .first()
        .zip(shape.values.last())
        .is_some_and(|(first, last)| last - first + 1 == shape.columns);
    if shape.values.len() == shape.columns && together {
        steps.push(Step {
            clue: Clue::Width,
            before: 1,
            after: 1,
        });
        return Placement {
            choices: shape
                .values
                .iter()
                .map(|&value| Choice::Field(index(shape, value)))
                .collect(),
            verdict: Verdict::Alone,
            offset: shape
                .values
                .first()
                .and_then(|&value| u16::try_from(value).ok()),
            steps,
            width: 0,
            usual: None,
        };
    }
    // A blank row, of cells or of padding alone; cells and padding together may hide a cell that is gone.
    let blank = if shape.width == 0 {
        shape.whole_width
    } else {
        shape.width
    };
    if shape.values.is_empty() && blank >= shape.columns {
        if shape.unclosed {
            return cut(shape, profile, at);
        }
        return at(
            0,
            Verdict::Alone,
            vec![Step {
                clue: Clue::Width,
                before: 1,
                after: 1,
            }],
        );
    }
    // More values than columns, but all the same: every way to place them gives the same cells.
    if shape.uniform && shape.values.len() > shape.columns {
        return at(
            0,
            Verdict::Alone,
            vec![Step {
                clue: Clue::Repeats,
                before: 1,
                after: 1,
            }],
        );
    }
    let contradicts = shape.values.len() > shape.columns && allowed == 0;
    let mut placement = open(shape, 0, steps);
    if contradicts {
        placement.verdict = Verdict::Contradicts;
    }
    placement
}

/// A row behind which the text breaks off: its first values stand, as far as none is blank.
fn cut(
    shape: &Shape,
    profile: Option<&Profile>,
    at: impl Fn(usize, Verdict, Vec<Step>) -> Placement,
) -> Placement {
    let offset = profile.and_then(|profile| profile.offset());
    let Some(offset) = offset else {
        return open(shape, 0, Vec::new());
    };
    let said = shape
        .values
        .iter()
        .zip(offset..)
        .take_while(|&(&value, expected)| value == expected)
        .count();
    let mut placement = at(
        offset,
        Verdict::Alone,
        vec![Step {
            clue: Clue::Offset,
            before: 1,
            after: 1,
        }],
    );
    let all = said == shape.values.len();
    for choice in placement
        .choices
        .iter_mut()
        .skip(if all { said } else { 0 })
    {
        *choice = Choice::Missing;
    }
    if !all {
        return open(shape, 0, Vec::new());
    }
    placement
}

/// Whether all offsets give the same cells because the fields are all alike (all blank).
fn same_everywhere(
    shape: &Shape,
    common: u64,
    verdict: Verdict,
    steps: &mut Vec<Step>,
    at: impl Fn(usize, Verdict, Vec<Step>) -> Placement,
) -> Option<Placement> {
    let alike = shape.values.is_empty();
    alike.then(|| {
        at(
            common.trailing_zeros() as usize,
            verdict,
            std::mem::take(steps),
        )
    })
}

/// A row that is not settled: every column with all that it may be.
fn open(shape: &Shape, common: u64, steps: Vec<Step>) -> Placement {
    let (columns, values) = (shape.columns, &shape.values);
    let choices = (0..columns).map(|column| {
        let fields: Vec<u32> = if common != 0 {
            let offsets = (0..WIDEST).filter(|&offset| common & (1 << offset) != 0);
            let at = offsets
                .map(|offset| offset + column)
                .filter(|at| values.contains(at));
            at.map(|at| index(shape, at)).collect()
        } else {
            return None;
        };
        Some(Choice::Open {
            fields,
            blank: values.len() < columns,
        })
    });
    let choices = choices.collect::<Option<Vec<Choice>>>().unwrap_or_else(|| {
        let fields: Vec<u32> = values.iter().map(|&value| index(shape, value)).collect();
        possible(&fields, columns)
    });
    Placement {
        choices,
        verdict: Verdict::Open,
        offset: None,
        steps,
        width: 0,
        usual: None,
    }
}

/// What each column may be where nothing but the order of the values is known.
pub(super) fn possible(fields: &[u32], columns: usize) -> Vec<Choice> {
    let fields = fields.get(..WIDEST).unwrap_or(fields);
    let values = fields.len();
    let of = |column: usize| -> Vec<u32> {
        if values <= columns {
            let may = |rank: usize| rank <= column && values - rank <= columns - column;
            let ranked = fields.iter().enumerate().filter(|&(rank, _)| may(rank));
            ranked.map(|(_, &field)| field).collect()
        } else {
            let spare = values - columns;
            fields
                .iter()
                .skip(column)
                .take(spare + 1)
                .copied()
                .collect()
        }
    };
    (0..columns)
        .map(|column| Choice::Open {
            fields: of(column),
            blank: values < columns,
        })
        .collect()
}

fn index(shape: &Shape, offset: usize) -> u32 {
    shape
        .first
        .saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
}

/// In how many ways `values` can stand in `columns` in their order.
pub(super) fn ways(columns: usize, values: usize) -> u16 {
    if values > columns {
        return 0;
    }
    let ways = (0..values.min(columns - values)).fold(1u64, |ways, step| {
        ways * (columns - step) as u64 / (step as u64 + 1)
    });
    u16::try_from(ways).unwrap_or(u16::MAX)
}

/// The fields of a row that say something, and those of them that repeat the field before.
pub(crate) fn values(
    items: &[Item],
    same: impl Fn(usize, usize) -> bool,
) -> (Vec<usize>, Vec<usize>) {
    let values: Vec<usize> = items
        .iter()
        .enumerate()
        .take(WIDEST)
        .filter(|(_, said)| !said.is_blank())
        .map(|(at, _)| at)
        .collect();
    let mut echoes = Vec::new();
    for &at in &values {
        if at > 0 && same(at - 1, at) {
            echoes.push(at);
        }
    }
    (values, echoes)
}
