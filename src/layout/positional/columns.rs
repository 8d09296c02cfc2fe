//! Which words stand in which column: columns are disjoint intervals, in the same order on every line of a page.
//!
//! Words that meet are of one column, so the words of all rows fall into clusters that lie side by side. Which column a
//! cluster is, the words before and behind it say: a row that has a word for each column fixes all of them, a header that
//! shows all of them does, and rows that have some of them leave what remains between two bounds.
//!
//! Extractors set words that run together with one blank between, wherever they stand: of these only the order counts.

use super::{Grain, Interval};

/// A word among those of its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) at: Interval,
    /// It runs together with the word before or behind it.
    pub(crate) tied: bool,
}

/// The columns that a word may be of: from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) low: u32,
    pub(crate) high: u32,
}

impl Bounds {
    pub(crate) const fn is_fixed(self) -> bool {
        self.low == self.high
    }

    /// What either allows.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// What both allow.
    fn and(self, other: Self) -> Self {
        Self {
            low: self.low.max(other.low),
            high: self.high.min(other.high),
        }
    }

    const fn is_possible(self) -> bool {
        self.low <= self.high
    }
}

/// What rows that share their columns say.
#[derive(Debug, Default)]
pub(crate) struct Solved {
    /// For each row the bounds of its words; nothing where it has more words than there are columns.
    pub(crate) rows: Vec<Option<Vec<Bounds>>>,
    /// No row contradicts the columns of the others.
    pub(crate) clean: bool,
    /// Rows with blank cells that do not stand in the columns.
    pub(crate) adrift: usize,
    /// Where the columns lie, as far as they are fixed.
    pub(crate) columns: Vec<Option<Interval>>,
}

/// A cluster of words that meet.
#[derive(Clone, Debug)]
struct Cluster {
    at: Interval,
    bounds: Bounds,
    /// The words of rows that stand in it.
    words: Vec<Interval>,
    /// A word of the header stands in it.
    headed: bool,
    /// Where most of its words begin, end, and have their middle.
    usual: [Usual; 3],
}

/// Where a word begins, ends, and has its middle.
const EDGES: [fn(&Interval) -> u32; 3] = [|at| at.from, |at| at.to, |at| (at.from + at.to) / 2];

impl Cluster {
    /// How far a word lies from where the others of its column do, most of which begin at one place, or end there, or
    /// have their middle there; nothing if no other shows where the column lies. `counted`: the word is among them.
    fn misfit(&self, word: Interval, counted: bool, grain: Grain) -> Option<u32> {
        const FEW: usize = 4;
        let others = self.words.len().saturating_sub(usize::from(counted));
        if self.words.len() < FEW {
            return (others > 0 || self.headed).then_some(0);
        }
        let usual = || self.usual.iter().zip(EDGES);
        let most = usual().filter(|(usual, _)| usual.is_most(self.words.len()));
        let off = most
            .map(|(usual, edge)| usual.at.abs_diff(edge(&word)))
            .min();
        let [.., middle] = &self.usual;
        let [.., edge] = EDGES;
        let from_middle = middle.median.abs_diff(edge(&word));
        off.map(|off| off.saturating_sub(grain.same))
            .or(Some(from_middle.saturating_sub(grain.letter)))
    }
}

/// The place that most words have, and the one in the middle.
#[derive(Clone, Copy, Debug, Default)]
struct Usual {
    at: u32,
    count: usize,
    median: u32,
}

impl Usual {
    fn of(places: impl Iterator<Item = u32>, grain: Grain) -> Self {
        let mut places: Vec<u32> = places.collect();
        places.sort_unstable();
        let median = places.get(places.len() / 2).copied().unwrap_or(0);
        let mut usual = Self {
            at: 0,
            count: 0,
            median,
        };
        // The most that stand at one place.
        let mut behind = 0;
        for (first, from) in places.iter().enumerate() {
            while places.get(behind).is_some_and(|at| at - from <= grain.same) {
                behind += 1;
            }
            if behind - first >= usual.count {
                usual.count = behind - first;
                usual.at = places
                    .get(first + usual.count / 2)
                    .copied()
                    .unwrap_or(*from);
            }
        }
        usual
    }

    /// Whether two thirds have it.
    const fn is_most(&self, all: usize) -> bool {
        self.count * 3 >= all * 2
    }
}

/// Finds the columns of `rows`, of which there are `columns`. `header` has a word for each column, or none.
pub(crate) fn solve(rows: &[Vec<Mark>], header: &[Mark], columns: u32, grain: Grain) -> Solved {
    let width = columns as usize;
    let header = (header.len() == width && width > 0).then_some(header);
    let fitting: Vec<&[Mark]> = rows
        .iter()
        .map(Vec::as_slice)
        .filter(|row| !row.is_empty() && row.len() <= width)
        .collect();
    let all = vouched(&fitting, header, width);
    let whole = clusters(&all, header, columns, grain);
    let clean = whole.is_some();
    let known = whole
        .or_else(|| {
            // A row that is out of place must not disturb the others: what is full is taken alone. If nothing is, the
            // header itself may be out of place.
            let full = fitting.iter().copied().filter(|row| row.len() == width);
            let full: Vec<&[Mark]> = full.collect();
            full.first()?;
            clusters(&full, header, columns, grain)
        })
        .unwrap_or_default();
    let joint = run_together(rows, columns);
    let known = Known {
        clusters: known,
        joint,
        columns,
        clean,
        grain,
    };
    let mut adrift = 0;
    let place = |row: &Vec<Mark>| {
        let free = free(row.len(), columns)?;
        let placed = known.place(row);
        adrift += usize::from(placed.is_none());
        Some(placed.unwrap_or(free))
    };
    let placed = rows.iter().map(place).collect();
    let fixed = |column: u32| {
        let of = known.clusters.iter().filter(|it| {
            it.bounds
                == Bounds {
                    low: column,
                    high: column,
                }
        });
        of.map(|it| it.at).reduce(Interval::cover)
    };
    Solved {
        rows: placed,
        clean,
        adrift,
        columns: (0..columns).map(fixed).collect(),
    }
}

/// The rows that may say where the columns lie: full ones, and those of which every word meets one of another row or of the
/// header.
fn vouched<'m>(rows: &[&'m [Mark]], header: Option<&[Mark]>, width: usize) -> Vec<&'m [Mark]> {
    let all = header.into_iter().chain(rows.iter().copied());
    let mut words: Vec<Interval> = all
        .flatten()
        .filter(|it| !it.tied)
        .map(|it| it.at)
        .collect();
    words.sort_unstable_by_key(|at| (at.from, at.to));
    // Where words meet, and how many.
    let mut places: Vec<(Interval, usize)> = Vec::new();
    for at in words {
        match places.last_mut().filter(|(place, _)| place.meets(at)) {
            Some((place, count)) => (*place, *count) = (place.cover(at), *count + 1),
            None => places.push((at, 1)),
        }
    }
    let met = |mark: &Mark| {
        let place = places.partition_point(|(place, _)| place.to <= mark.at.from);
        mark.tied || places.get(place).is_some_and(|(_, count)| *count > 1)
    };
    let may = |row: &&&[Mark]| row.len() == width || row.iter().all(met);
    rows.iter().filter(may).copied().collect()
}

/// The bounds of the words of a row of which nothing is known but their order; nothing where they are too many.
pub(crate) fn free(words: usize, columns: u32) -> Option<Vec<Bounds>> {
    let words = u32::try_from(words).ok()?;
    let spare = columns.checked_sub(words)?;
    let bounds = (0..words).map(|rank| Bounds {
        low: rank,
        high: rank + spare,
    });
    Some(bounds.collect())
}

/// For each column whether words of it and of the next may run together.
fn run_together(rows: &[Vec<Mark>], columns: u32) -> Vec<bool> {
    let mut joint = vec![false; columns as usize];
    for row in rows {
        let Some(free) = free(row.len(), columns) else {
            continue;
        };
        for (pair, bounds) in row.windows(2).zip(&free) {
            if pair.iter().all(|mark| mark.tied) {
                let range = bounds.low as usize..=bounds.high as usize;
                joint.get_mut(range).unwrap_or_default().fill(true);
            }
        }
    }
    joint
}

/// How many letters a word may lie from where it should.
const MOST_PUSHED: u32 = 2;

/// A row's words as clusters, each with its rank in the row.
type Chain = Vec<(usize, u32)>;

/// The clusters of the rows' words, each with its bounds; nothing if the rows contradict each other.
fn clusters(
    rows: &[&[Mark]],
    header: Option<&[Mark]>,
    columns: u32,
    grain: Grain,
) -> Option<Vec<Cluster>> {
    let rows: Vec<&[Mark]> = header.into_iter().chain(rows.iter().copied()).collect();
    let mut words: Vec<(Interval, usize, u32)> = Vec::new();
    for (row, marks) in rows.iter().enumerate() {
        let ranked = (0u32..).zip(marks.iter()).filter(|(_, mark)| !mark.tied);
        words.extend(ranked.map(|(rank, mark)| (mark.at, row, rank)));
    }
    words.sort_unstable_by_key(|(at, row, _)| (at.from, at.to, *row));
    let mut found: Vec<Cluster> = Vec::new();
    let mut chains: Vec<Chain> = vec![Chain::new(); rows.len()];
    for (at, row, rank) in words {
        let joins = found.last().is_some_and(|last| last.at.meets(at));
        match found.last_mut().filter(|_| joins) {
            Some(last) => last.at = last.at.cover(at),
            None => found.push(Cluster {
                at,
                bounds: Bounds {
                    low: 0,
                    high: columns.checked_sub(1)?,
                },
                words: Vec::new(),
                headed: false,
                usual: [Usual::default(); 3],
            }),
        }
        let cluster = found.len() - 1;
        let (chain, marks) = (chains.get_mut(row)?, rows.get(row)?);
        if chain.last().is_some_and(|(before, _)| *before == cluster) {
            return None;
        }
        chain.push((cluster, rank));
        let own = free(marks.len(), columns)?;
        let cluster = found.last_mut()?;
        cluster.bounds = cluster.bounds.and(*own.get(rank as usize)?);
        if header.is_some() && row == 0 {
            cluster.headed = true;
        } else {
            cluster.words.push(at);
        }
    }
    narrow(&mut found, &chains)?;
    for cluster in &mut found {
        cluster.usual = EDGES.map(|edge| Usual::of(cluster.words.iter().map(edge), grain));
    }
    Some(found)
}

/// Narrows the bounds of the clusters: a row's words are of different columns, and clusters keep their order.
fn narrow(clusters: &mut [Cluster], chains: &[Chain]) -> Option<()> {
    // For each cluster those before it in a row, with how many columns they are apart at least.
    let mut before: Vec<Vec<(usize, u32)>> = vec![Vec::new(); clusters.len()];
    for pair in chains.iter().flat_map(|chain| chain.windows(2)) {
        if let [(left, low), (right, high)] = *pair {
            before.get_mut(right)?.push((left, high - low));
        }
    }
    for right in 0..clusters.len() {
        let beside = right.checked_sub(1).map(|left| (left, 0));
        let strict = before.get(right)?.iter().copied().chain(beside);
        let low = strict.filter_map(|(left, apart)| Some(clusters.get(left)?.bounds.low + apart));
        let low = low.max().unwrap_or(0);
        let own = &mut clusters.get_mut(right)?.bounds.low;
        *own = (*own).max(low);
    }
    for right in (0..clusters.len()).rev() {
        let high = clusters.get(right)?.bounds.high;
        let beside = right.checked_sub(1).map(|left| (left, 0));
        for (left, apart) in before.get(right)?.iter().copied().chain(beside) {
            let own = &mut clusters.get_mut(left)?.bounds.high;
            *own = (*own).min(high.checked_sub(apart)?);
        }
    }
    let possible = clusters.iter().all(|cluster| cluster.bounds.is_possible());
    possible.then_some(())
}

/// What is known of the columns.
struct Known {
    clusters: Vec<Cluster>,
    /// For each column whether words of it and of the next may run together.
    joint: Vec<bool>,
    columns: u32,
    /// The words of all rows are among the clusters.
    clean: bool,
    grain: Grain,
}

impl Known {
    /// The bounds of a row's words; nothing if one of them is out of place.
    fn place(&self, row: &[Mark]) -> Option<Vec<Bounds>> {
        let mut bounds = free(row.len(), self.columns)?;
        if row.len() == self.columns as usize {
            return Some(bounds);
        }
        for (own, mark) in bounds.iter_mut().zip(row).filter(|(_, mark)| !mark.tied) {
            let cluster = met(mark.at, &self.clusters)?;
            let misfit = cluster.misfit(mark.at, self.clean, self.grain)?;
            // A line that is pushed a little is in its columns as long as no other is near.
            let room = Interval {
                from: mark.at.from.saturating_sub(misfit),
                to: mark.at.to + misfit,
            };
            if misfit > MOST_PUSHED * self.grain.letter || met(room, &self.clusters).is_none() {
                return None;
            }
            *own = own.and(widened(cluster.bounds, &self.joint));
        }
        in_turn(&mut bounds)?;
        Some(bounds)
    }
}

/// Words of one row are of different columns, in their order.
fn in_turn(bounds: &mut [Bounds]) -> Option<()> {
    let mut least = 0;
    for own in bounds.iter_mut() {
        own.low = own.low.max(least);
        least = own.low + 1;
    }
    let mut most: Option<u32> = None;
    for own in bounds.iter_mut().rev() {
        if let Some(behind) = most {
            own.high = own.high.min(behind.checked_sub(1)?);
        }
        most = Some(own.high);
    }
    bounds.iter().all(|own| own.is_possible()).then_some(())
}

/// Bounds with the columns that run together with theirs.
fn widened(bounds: Bounds, joint: &[bool]) -> Bounds {
    let runs = |column: u32| joint.get(column as usize) == Some(&true);
    let mut wide = bounds;
    while wide.low > 0 && runs(wide.low - 1) {
        wide.low -= 1;
    }
    while runs(wide.high) {
        wide.high += 1;
    }
    wide
}

/// The one cluster that a word meets.
fn met(word: Interval, known: &[Cluster]) -> Option<&Cluster> {
    let first = known.partition_point(|cluster| cluster.at.to <= word.from);
    let behind = known.partition_point(|cluster| cluster.at.from < word.to);
    known.get(first).filter(|_| first + 1 == behind)
}
