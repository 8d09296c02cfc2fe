//! Which words stand in which column: columns are disjoint intervals, in the same order on every line of a page.
//!
//! Words that meet are of one column, so the words of all rows fall into clusters that lie side by side. A cluster is
//! known to be a column by the words before and behind it: a row that has a word for each column fixes all of them, a
//! header that shows all of them does, and rows that have some of them fix what remains between two bounds.

use super::Interval;

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
}

/// What rows that share their columns say.
#[derive(Debug, Default)]
pub(crate) struct Solved {
    /// For each row the bounds of its words; nothing where it has more words than there are columns.
    pub(crate) rows: Vec<Option<Vec<Bounds>>>,
    /// No row contradicts the columns of the others.
    pub(crate) clean: bool,
    /// Where the columns lie, as far as they are fixed.
    pub(crate) columns: Vec<Option<Interval>>,
}

/// A cluster of words that meet.
#[derive(Clone, Copy, Debug)]
struct Cluster {
    at: Interval,
    bounds: Bounds,
}

/// Finds the columns of `rows`, of which there are `columns`. `header` has a word for each column, or none.
pub(crate) fn solve(rows: &[Vec<Interval>], header: &[Interval], columns: u32) -> Solved {
    let fits = |row: &&Vec<Interval>| !row.is_empty() && row.len() <= columns as usize;
    let is_full = |row: &&Vec<Interval>| row.len() == columns as usize;
    let all: Vec<&[Interval]> = rows
        .iter()
        .filter(fits)
        .map(Vec::as_slice)
        .chain((header.len() == columns as usize).then_some(header))
        .collect();
    let whole = clusters(&all, columns);
    let clean = whole.is_some();
    let clusters = whole.or_else(|| {
        // A row that is out of place must not disturb the others: what is full is taken first.
        let full: Vec<&[Interval]> = rows
            .iter()
            .filter(is_full)
            .map(Vec::as_slice)
            .chain((header.len() == columns as usize).then_some(header))
            .collect();
        clusters(&full, columns)
    });
    let known = clusters.unwrap_or_default();
    let place = |row: &Vec<Interval>| match row.len() {
        words if words > columns as usize => None,
        words if words == columns as usize => {
            Some((0..columns).map(|at| Bounds { low: at, high: at }).collect())
        }
        _ => Some(place(row, &known, columns).unwrap_or_else(|| free(row.len(), columns))),
    };
    let fixed = |column: u32| {
        known
            .iter()
            .filter(|it| it.bounds.is_fixed() && it.bounds.low == column)
            .map(|it| it.at)
            .reduce(Interval::cover)
    };
    Solved {
        rows: rows.iter().map(place).collect(),
        clean,
        columns: (0..columns).map(fixed).collect(),
    }
}

/// The bounds of the words of a row of which nothing is known but their order.
pub(crate) fn free(words: usize, columns: u32) -> Vec<Bounds> {
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    (0..words)
        .map(|at| Bounds {
            low: at,
            high: (columns + at).saturating_sub(words),
        })
        .collect()
}

/// The clusters of the rows' words, each with its bounds; nothing if the rows contradict each other.
fn clusters(rows: &[&[Interval]], columns: u32) -> Option<Vec<Cluster>> {
    let mut words: Vec<(Interval, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, words)| words.iter().map(move |at| (*at, row)))
        .collect();
    words.sort_by_key(|(at, row)| (at.from, at.to, *row));
    let mut clusters: Vec<Cluster> = Vec::new();
    // The cluster of each word, in the order of each row.
    let mut chains: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for (at, row) in words {
        let joins = clusters.last().is_some_and(|last| last.at.meets(at));
        match clusters.last_mut().filter(|_| joins) {
            Some(last) => last.at = last.at.cover(at),
            None => clusters.push(Cluster {
                at,
                bounds: Bounds {
                    low: 0,
                    high: columns.checked_sub(1)?,
                },
            }),
        }
        let cluster = clusters.len() - 1;
        let chain = chains.get_mut(row)?;
        if chain.last() == Some(&cluster) {
            return None;
        }
        chain.push(cluster);
    }
    bound(&mut clusters, &chains, columns)?;
    Some(clusters)
}

/// Narrows the bounds of the clusters: a row's words are of different columns, and clusters keep their order.
fn bound(clusters: &mut [Cluster], chains: &[Vec<usize>], columns: u32) -> Option<()> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); clusters.len()];
    for chain in chains {
        for pair in chain.windows(2) {
            if let [left, right] = *pair {
                before.get_mut(right)?.push(left);
            }
        }
    }
    let mut low: Vec<u32> = Vec::with_capacity(clusters.len());
    for lefts in &before {
        let strict = lefts
            .iter()
            .filter_map(|&left| low.get(left).map(|at| at + 1))
            .max();
        let at = strict.max(low.last().copied()).unwrap_or(0);
        low.push(at);
    }
    let mut high: Vec<u32> = vec![columns.checked_sub(1)?; clusters.len()];
    for right in (0..clusters.len()).rev() {
        let at = high.get(right).copied()?;
        for &left in before.get(right)? {
            let left = high.get_mut(left)?;
            *left = (*left).min(at.checked_sub(1)?);
        }
        if let Some(left) = right.checked_sub(1).and_then(|left| high.get_mut(left)) {
            *left = (*left).min(at);
        }
    }
    for ((cluster, low), high) in clusters.iter_mut().zip(low).zip(high) {
        if low > high {
            return None;
        }
        cluster.bounds = Bounds { low, high };
    }
    Some(())
}

/// The bounds of a row's words among known clusters; nothing if one of them has no place.
fn place(row: &[Interval], known: &[Cluster], columns: u32) -> Option<Vec<Bounds>> {
    if known.is_empty() {
        return None;
    }
    let mut bounds: Vec<Bounds> = row
        .iter()
        .map(|word| among(*word, known, columns))
        .collect::<Option<_>>()?;
    let mut least = 0;
    for it in &mut bounds {
        it.low = it.low.max(least);
        least = it.low + 1;
    }
    let mut most = columns;
    for it in bounds.iter_mut().rev() {
        it.high = it.high.min(most.checked_sub(1)?);
        most = it.high;
    }
    bounds
        .iter()
        .all(|it| it.low <= it.high)
        .then_some(bounds)
}

/// The bounds of one word: those of the cluster it meets, or of the two that it stands between.
fn among(word: Interval, known: &[Cluster], columns: u32) -> Option<Bounds> {
    let first = known.partition_point(|cluster| cluster.at.to <= word.from);
    let behind = known.partition_point(|cluster| cluster.at.from < word.to);
    match behind.checked_sub(first)? {
        0 => {
            let left = first.checked_sub(1).and_then(|left| known.get(left));
            Some(Bounds {
                low: left.map_or(0, |left| left.bounds.low),
                high: known
                    .get(first)
                    .map_or(columns.checked_sub(1)?, |right| right.bounds.high),
            })
        }
        1 => known.get(first).map(|cluster| cluster.bounds),
        _ => None,
    }
}
