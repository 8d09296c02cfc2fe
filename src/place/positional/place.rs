//! Which value of a row is in which column: by where the words of all rows under one header lie.

use crate::{
    layout::{
        measure::Unit,
        positional::{
            Interval, UNITS,
            columns::{Bounds, Mark, Solved, free, solve},
        },
    },
    template::{Block, Label, Template},
};

use super::{
    align::{Anchor, Kind, Votes},
    piece::Piece,
    survey::{Spot, Survey},
};

/// The columns of every row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Beside the anchors: the bounds of each of the row's values.
    pub(super) rows: Vec<Cells>,
    /// The unit under which the columns were found.
    pub(super) unit: usize,
    /// What was found, in words.
    pub(super) parameters: String,
    /// The page shows columns, so that a blank leaves room.
    pub(super) aligned: bool,
}

/// The values of a row among its columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// How many columns the row has, where that is known.
    pub(super) columns: Option<usize>,
    /// The columns of each value; nothing where there are more values than columns.
    pub(super) bounds: Option<Vec<Bounds>>,
}

/// Rows under one header on one page, which share their columns.
#[derive(Debug)]
struct Segment {
    block: Block,
    page: u32,
    columns: usize,
    header: Option<usize>,
    /// The anchors of its rows.
    rows: Vec<usize>,
}

/// Finds the columns of all rows.
pub(super) fn place(survey: &Survey, anchors: &[Anchor], votes: &Votes) -> Grid {
    let mut grid = Grid {
        rows: anchors
            .iter()
            .map(|anchor| Cells {
                columns: anchor.row().and_then(|row| votes.columns(row)),
                bounds: None,
            })
            .collect(),
        ..Grid::default()
    };
    let mut segments = segments(survey, anchors, votes);
    if survey.measured {
        segments = over_pages(survey, anchors, votes, segments);
    }
    let of_unit = |unit: usize| -> Vec<Solved> {
        segments
            .iter()
            .map(|segment| solve_segment(survey, anchors, votes, segment, unit))
            .collect()
    };
    let units = if survey.measured { 1 } else { UNITS };
    let solved: Vec<Vec<Solved>> = (0..units).map(of_unit).collect();
    let strays = |of: &Vec<Solved>| of.iter().filter(|segment| !segment.clean).count();
    let least = solved.iter().map(strays).min().unwrap_or(0);
    let judged = segments.len();
    grid.aligned = is_spaced(survey, anchors) && least * 3 <= judged;
    let best: Vec<usize> = (0..units)
        .filter(|unit| solved.get(*unit).is_some_and(|of| strays(of) == least))
        .collect();
    let best = without_drift(best, &solved);
    grid.unit = best.first().copied().unwrap_or(0);
    for (index, segment) in segments.iter().enumerate() {
        let of = |unit: &usize| solved.get(*unit).and_then(|all| all.get(index));
        for (row, anchor) in segment.rows.iter().enumerate() {
            let bounds = best
                .iter()
                .filter_map(of)
                .map(|solved| solved.rows.get(row).cloned().flatten())
                .reduce(either)
                .flatten();
            let Some(cells) = grid.rows.get_mut(*anchor) else {
                continue;
            };
            cells.columns = Some(segment.columns);
            let full = bounds
                .as_ref()
                .is_some_and(|it| it.len() == segment.columns);
            cells.bounds = match bounds {
                Some(words) if !full && !grid.aligned => {
                    free(words.len(), u32::try_from(segment.columns).unwrap_or(0))
                }
                bounds => bounds,
            };
        }
    }
    grid.parameters = parameters(
        &segments,
        best.first().map(|unit| (*unit, &solved)),
        grid.aligned,
        survey.measured,
    );
    grid
}

/// Of the units that no page contradicts more than others those under which every row stands in the columns, if there are any:
/// a row that stands in none says that columns were not counted so.
fn without_drift(best: Vec<usize>, solved: &[Vec<Solved>]) -> Vec<usize> {
    let holds = |unit: &usize| {
        let segments = solved.get(*unit);
        segments.is_some_and(|of| of.iter().all(|segment| segment.adrift == 0))
    };
    let sure: Vec<usize> = best.iter().copied().filter(holds).collect();
    if sure.is_empty() { best } else { sure }
}

/// What both units allow.
fn either(one: Option<Vec<Bounds>>, other: Option<Vec<Bounds>>) -> Option<Vec<Bounds>> {
    let (one, other) = (one?, other?);
    Some(
        one.into_iter()
            .zip(other)
            .map(|(one, other)| one.or(other))
            .collect(),
    )
}

/// The rows that share their columns.
fn segments(survey: &Survey, anchors: &[Anchor], votes: &Votes) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut header: Option<usize> = None;
    for (index, anchor) in anchors.iter().enumerate() {
        if matches!(anchor.kind, Kind::Header(_)) {
            header = Some(index);
        }
        let (Some(row), [line]) = (anchor.row(), anchor.lines.as_slice()) else {
            continue;
        };
        let (Some(columns), Some(page)) =
            (votes.columns(row), survey.line(*line).map(|line| line.page))
        else {
            continue;
        };
        let same_page = |header: &usize| {
            anchors
                .get(*header)
                .and_then(|header| survey.line(header.last))
                .is_some_and(|line| line.page == page)
        };
        let header = header.filter(same_page);
        let block = row.block();
        let joins = segments.last().is_some_and(|last| {
            (last.block, last.page, last.columns, last.header) == (block, page, columns, header)
        });
        match segments.last_mut().filter(|_| joins) {
            Some(last) => last.rows.push(index),
            None => segments.push(Segment {
                block,
                page,
                columns,
                header,
                rows: vec![index],
            }),
        }
    }
    segments
}

/// Rows under one header that go on over pages, if they stand where the rows before the page do and contradict them
/// nowhere.
fn over_pages(
    survey: &Survey,
    anchors: &[Anchor],
    votes: &Votes,
    segments: Vec<Segment>,
) -> Vec<Segment> {
    /// No table has more rows.
    const MOST_ROWS: usize = 64;
    let edges = edges(survey);
    let mut joined: Vec<Segment> = Vec::new();
    for next in segments {
        let whole = joined.last().and_then(|last| {
            let goes_on = (last.block, last.columns) == (next.block, next.columns)
                && last.page != next.page
                && next.header.is_none()
                && last.rows.len() + next.rows.len() <= MOST_ROWS
                && share_edges(survey, anchors, &edges, last, &next);
            let whole = Segment {
                rows: last.rows.iter().chain(&next.rows).copied().collect(),
                ..*last
            };
            let clean = goes_on && solve_segment(survey, anchors, votes, &whole, 0).clean;
            clean.then_some(whole)
        });
        match (whole, joined.last_mut()) {
            (Some(whole), Some(last)) => *last = whole,
            _ => joined.push(next),
        }
    }
    joined
}

/// Where pieces of labels begin on the page, by their lines.
fn edges(survey: &Survey) -> Vec<(u32, u32)> {
    let pieces = survey.threads.iter().flat_map(|thread| &thread.pieces);
    let edge = |piece: &Piece| Some((piece.line, piece.at.first()?.from));
    let mut edges: Vec<(u32, u32)> = pieces.filter_map(edge).collect();
    edges.sort_unstable();
    edges
}

/// Whether some label on one page begins where one on the other does.
fn share_edges(
    survey: &Survey,
    anchors: &[Anchor],
    edges: &[(u32, u32)],
    one: &Segment,
    other: &Segment,
) -> bool {
    let of = |segment: &Segment| {
        let bound = |row: Option<&usize>| row.and_then(|row| anchors.get(*row));
        let first = bound(segment.rows.first()).map_or(0, |anchor| anchor.first);
        let last = bound(segment.rows.last()).map_or(0, |anchor| anchor.last);
        let from = edges.partition_point(|(line, _)| *line < first);
        let to = edges.partition_point(|(line, _)| *line <= last);
        let mut edges: Vec<u32> = edges
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|it| it.1)
            .collect();
        edges.sort_unstable();
        edges
    };
    let (one, other) = (of(one), of(other));
    one.iter().any(|edge| {
        let near = other.partition_point(|it| it + survey.grain.same < *edge);
        other
            .get(near)
            .is_some_and(|it| *it <= edge + survey.grain.same)
    })
}

fn solve_segment(
    survey: &Survey,
    anchors: &[Anchor],
    votes: &Votes,
    segment: &Segment,
    unit: usize,
) -> Solved {
    let rows: Vec<Vec<Mark>> = segment
        .rows
        .iter()
        .filter_map(|row| anchors.get(*row)?.lines.first())
        .map(|line| marks(survey, *line, unit))
        .collect();
    let header = segment
        .header
        .and_then(|header| heads(survey, anchors.get(header)?, votes, segment, unit));
    // Labels stand left of all columns.
    let labels = segment
        .rows
        .iter()
        .filter_map(|row| label_end(survey, anchors.get(*row)?, segment.page, unit))
        .max();
    let header = header.map(|header| {
        header.filter(|header| {
            header
                .first()
                .is_none_or(|first| labels.is_none_or(|end| end <= first.at.from))
        })
    });
    let columns = u32::try_from(segment.columns).unwrap_or(u32::MAX);
    let mut solved = solve(
        &rows,
        header
            .as_ref()
            .and_then(Option::as_deref)
            .unwrap_or_default(),
        columns,
        survey.grain,
    );
    // A header whose columns overlap is not laid out in this unit.
    solved.clean &= !matches!(header, Some(None));
    solved
}

/// How far the label of a row reaches on a page.
fn label_end(survey: &Survey, anchor: &Anchor, page: u32, unit: usize) -> Option<u32> {
    let Kind::Row { thread, .. } = anchor.kind else {
        return None;
    };
    let pieces = survey.threads.get(thread)?.pieces.iter();
    let on_page = pieces.filter(|piece| piece.page == page);
    on_page
        .filter_map(|piece| piece.at.get(unit))
        .map(|at| at.to)
        .max()
}

/// Whether words may run together that stand apart: only extractors let them, which count code points.
fn may_run(survey: &Survey, unit: usize) -> bool {
    !survey.measured && Unit::ALL.get(unit) == Some(&Unit::CodePoint)
}

/// The values of a line, each with its columns.
fn marks(survey: &Survey, line: u32, unit: usize) -> Vec<Mark> {
    let values = survey.values_of(line);
    let tabbed = survey.line(line).is_some_and(|line| line.tabbed);
    let runs =
        |spot: Option<&Spot>| spot.is_some_and(|spot| spot.gap == 1) && may_run(survey, unit);
    let behind = values.iter().skip(1).map(Some).chain([None]);
    let mark = |(index, (spot, next)): (usize, (&Spot, Option<&Spot>))| Mark {
        at: spot.at.get(unit).copied().unwrap_or_default(),
        tied: tabbed || (index > 0 && runs(Some(spot))) || runs(next),
    };
    values.iter().zip(behind).enumerate().map(mark).collect()
}

/// Where the header shows the columns, if it shows all of them: nothing, if they are not in the form's order, one beside
/// the other.
fn heads(
    survey: &Survey,
    header: &Anchor,
    votes: &Votes,
    segment: &Segment,
    unit: usize,
) -> Option<Option<Vec<Mark>>> {
    let Kind::Header(labels) = &header.kind else {
        return None;
    };
    let row = segment.block.rows(Template::Y2021).next();
    let row = row.or_else(|| segment.block.rows(Template::Y2019).next())?;
    let template = votes.template(row).unwrap_or(Template::Y2021);
    let wanted = segment.block.columns(template);
    let mut found: Vec<(Interval, &super::piece::Thread)> = labels
        .iter()
        .filter_map(|index| survey.threads.get(*index))
        .filter(|thread| {
            thread.pieces.iter().all(|piece| piece.page == segment.page)
                && thread.item.labels().is_some_and(|labels| labels.len() == 1)
                && thread.label().is_some_and(|label| {
                    label.readings().any(|text| {
                        matches!(text.label, Label::Column(column) if wanted.contains(&column))
                    })
                })
        })
        .filter_map(|thread| {
            let pieces = thread.pieces.iter().filter_map(|piece| piece.at.get(unit));
            Some((pieces.copied().reduce(Interval::cover)?, thread))
        })
        .collect();
    found.sort_by_key(|(at, _)| (at.from, at.to));
    if found.len() != wanted.len() || wanted.len() != segment.columns {
        return None;
    }
    let in_order = found.iter().zip(wanted).all(|((_, thread), column)| {
        let label = thread.label();
        label.is_some_and(|label| label.is(Label::Column(*column)))
    });
    let apart = found
        .iter()
        .zip(found.iter().skip(1))
        .all(|((left, _), (right, _))| left.to <= right.from);
    let tied = |thread: &super::piece::Thread| {
        may_run(survey, unit) && thread.pieces.iter().any(|piece| piece.tied)
    };
    let marks = || {
        found
            .iter()
            .map(|(at, thread)| Mark {
                at: *at,
                tied: tied(thread),
            })
            .collect()
    };
    Some((in_order && apart).then(marks))
}

/// Whether the rows' values are spaced out: in half of the lines at least two blanks stand before one of them.
fn is_spaced(survey: &Survey, anchors: &[Anchor]) -> bool {
    let (mut lines, mut spaced) = (0usize, 0usize);
    for line in anchors
        .iter()
        .filter(|anchor| anchor.row().is_some())
        .flat_map(|anchor| &anchor.lines)
    {
        let values = survey.values_of(*line);
        let labelled = survey.spots_of(*line).len() > values.len();
        if values.len() < 2 && !labelled {
            continue;
        }
        lines += 1;
        spaced += usize::from(values.iter().any(|spot| spot.gap > 1));
    }
    spaced > 0 && spaced * 2 >= lines
}

/// The columns that were found, in words.
fn parameters(
    segments: &[Segment],
    solved: Option<(usize, &Vec<Vec<Solved>>)>,
    aligned: bool,
    measured: bool,
) -> String {
    let Some((unit, solved)) = solved.filter(|_| aligned) else {
        return "rows of values in the form's order, columns not aligned".to_owned();
    };
    let name = match Unit::ALL.get(unit) {
        _ if measured => "their places on the page",
        Some(Unit::CodePoint) => "code points",
        Some(Unit::Broad) => "display width, doubtful characters wide",
        _ => "display width",
    };
    let widest = segments
        .iter()
        .zip(solved.get(unit).into_iter().flatten())
        .max_by_key(|(segment, of)| (of.clean, segment.rows.len()));
    let at = |at: &Option<Interval>| match at {
        Some(at) => format!("{}–{}", at.from, at.to.saturating_sub(1)),
        None => "?".to_owned(),
    };
    let columns = widest.map_or_else(String::new, |(_, of)| {
        of.columns.iter().map(at).collect::<Vec<_>>().join(" ")
    });
    format!("by {name}, columns at {columns}")
}
