//! What the line ends of a document's rows say: its styles, and the blank cells of each row.

use super::{
    gaps::{Blanks, Gaps, Head, MANY, Set, cover},
    model::{Fit, Model},
    search::{all_blank, best},
};

/// What the rows of a document say of its line ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calibration {
    pub(crate) models: Vec<Model>,
    /// The style of each line.
    styles: Vec<(u32, u8)>,
    heads: Vec<Head>,
}

/// What is found of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// These are its blank cells; with the line ends before a first value, between values and for a blank cell.
    Blanks(Blanks, (u8, u8, u8)),
    /// A model fits, but others say something else, or nothing says whether it does.
    Several,
    /// No model fits.
    Nothing,
    /// There is no model: the text shows no blank cells, or no two rows agree on them.
    Silent,
}

impl Calibration {
    /// Finds the models of a document. `labels`: the gaps between label cells side by side.
    pub(crate) fn of(rows: &[Gaps], heads: Vec<Head>, labels: &[u8]) -> Self {
        const MOST_STYLES: u8 = 4;
        let labelled = || rows.iter().filter(|row| row.label.is_some());
        let mut rest: Vec<&Gaps> = labelled()
            .filter(|row| row.values > 0 && row.values <= row.columns)
            .collect();
        let blank: Vec<&Gaps> = labelled().filter(|row| row.values == 0).collect();
        let mut calibration = Self {
            heads,
            ..Self::default()
        };
        if rows.iter().all(|row| row.values == row.columns) {
            return calibration;
        }
        if rest.is_empty() {
            calibration.models = all_blank(&blank, labels);
            return calibration;
        }
        for style in 1..=MOST_STYLES {
            let mut best = best(&rest, &blank, labels);
            if best.is_empty() {
                break;
            }
            for model in &mut best {
                model.after = style - 1;
            }
            rest.retain(|row| {
                let fits = best.iter().any(|model| model.explains(row));
                if fits {
                    calibration.styles.push((row.line, style));
                }
                !fits
            });
            calibration.models.extend(best);
        }
        calibration.styles.sort_unstable();
        calibration.tell_ends_apart(labelled());
        for model in &mut calibration.models {
            model.learn_covered(&blank);
        }
        calibration.count_rows(labelled(), labels);
        // As a layout must be confirmed by two thirds of the rows, so must what it says of blank cells.
        let blanks = labelled().filter(|row| row.values < row.columns);
        let explained = |row: &&Gaps| {
            let row = calibration.styled(**row);
            matches!(calibration.find(&row), Found::Blanks(..))
        };
        // Where values stand side by side, a line end may stand for any number of blank cells: that it stands for one
        // number of them, every row with values must say.
        let beside = calibration.models.iter().any(|model| model.base == 0);
        let contradicted = || {
            let mut valued = blanks.clone().filter(|row| row.values > 0);
            beside && !valued.all(|row| explained(&row))
        };
        let (all, enough) = (
            blanks.clone().count(),
            blanks.clone().filter(explained).count(),
        );
        if enough * 3 < all * 2 || contradicted() {
            calibration.models.clear();
        }
        calibration
    }

    /// What stands behind a row depends on the style of the row that follows.
    fn tell_ends_apart<'g>(&mut self, rows: impl Iterator<Item = &'g Gaps<'g>>) {
        if self.styles.iter().all(|(_, style)| *style == 1) {
            return;
        }
        let rows: Vec<Gaps> = rows.map(|row| self.styled(*row)).collect();
        let own = |model: &Model| -> Vec<&Gaps> {
            let fits = |row: &&Gaps| row.values > 0 && model.explains(row);
            rows.iter().filter(fits).collect()
        };
        let models: Vec<Model> = self
            .models
            .iter()
            .map(|model| {
                let (ends, _) = model.ends_of(&own(model));
                Model {
                    ends,
                    ..model.clone()
                }
            })
            .collect();
        self.models = models;
    }

    /// Counts the rows of each model. A style found last, on a few rows that are left, is none where no two of them agree on
    /// what stands behind: each would vouch for itself.
    fn count_rows<'g>(&mut self, rows: impl Iterator<Item = &'g Gaps<'g>>, labels: &[u8]) {
        let rows: Vec<Gaps> = rows.map(|row| self.styled(*row)).collect();
        let alone = self.models.iter().all(|model| model.after == 0);
        for model in &mut self.models {
            let own = || {
                rows.iter()
                    .filter(|row| row.values > 0 && model.explains(row))
            };
            let inner = own().map(|row| row.inner.len()).sum::<usize>();
            let indents: Set = own().filter_map(|row| row.label).collect();
            let of = |indent: u8| own().filter(|row| row.label == Some(indent)).count();
            let counted = indents.iter().map(|indent| (indent, of(indent)));
            model.indents = counted.collect();
            model.based = inner > 1 || (alone && labels.contains(&model.base));
        }
        self.models
            .retain(|model| model.after == 0 || model.is_vouched(&rows));
    }

    /// A row, with the style of what follows it.
    pub(crate) fn styled<'f>(&self, mut row: Gaps<'f>) -> Gaps<'f> {
        let several = self.styles.iter().any(|(_, style)| *style != 1);
        let unknown = if several { MANY } else { 0 };
        row.next.style = self.style_of(row.line + 1).unwrap_or(unknown);
        row
    }

    /// The blank cells of a row.
    pub(crate) fn find(&self, row: &Gaps) -> Found {
        if row.values == 0 {
            return self.blank_row(row);
        }
        if row.values == row.columns {
            // It is full, and its line ends say otherwise.
            return Found::Nothing;
        }
        let mut found: Option<(Blanks, &Model)> = None;
        let (mut seen, mut possible) = (false, Vec::new());
        let speaking = |model: &&Model| model.speaks_for(row, &self.models);
        for model in self.models.iter().filter(speaking) {
            match (model.fit(row, self.heads(model, row), &self.models), &found) {
                (Fit::No, _) => {}
                (Fit::May(blanks), _) => possible.push((blanks, model.after)),
                (Fit::Is { blanks, .. }, Some((before, _))) if *before != blanks => {
                    return Found::Several;
                }
                (Fit::Is { blanks, ends }, _) => {
                    seen |= ends;
                    found = Some((blanks, model));
                }
            }
        }
        match found {
            // Where nothing but its gaps says which style it has, it may have another.
            Some((blanks, model))
                if !seen
                    && possible
                        .iter()
                        .any(|(other, after)| *after != model.after && *other != blanks) =>
            {
                Found::Several
            }
            Some((blanks, model)) => Found::Blanks(blanks, (model.lead, model.base, model.unit)),
            None if self.models.is_empty() => Found::Silent,
            None if !possible.is_empty() => Found::Several,
            None => Found::Nothing,
        }
    }

    /// What stands between a header and the first row under it. Where rows have several styles, it is what stands between
    /// such a header and rows of this one; else midway between what stands where both have the header's style, and where
    /// both have the row's, since either brings its own half.
    fn heads(&self, model: &Model, row: &Gaps) -> Option<(u8, u8)> {
        let range = |like: &dyn Fn(&Head) -> bool| {
            let heads = self.heads.iter().filter(|head| like(head));
            heads.map(|head| (head.gap, head.gap)).reduce(cover)
        };
        if self.models.iter().all(|model| model.after == 0) {
            return range(&|_| true);
        }
        let only = |like: &dyn Fn(&Head) -> bool| {
            let (low, high) = range(like)?;
            (low == high).then_some(low)
        };
        let own = |head: &Head| self.style_of(head.line) == Some(model.after + 1);
        let header = |head: &Head| Some(head.header) == row.header;
        if range(&|head| own(head) && header(head)).is_some() {
            let gap = only(&|head| own(head) && header(head))?;
            return Some((gap, gap));
        }
        // The row under the header is of the header's style.
        let even = |head: &Head| {
            let style = self.style_of(head.line);
            let mut models = self.models.iter();
            models.any(|model| Some(model.after + 1) == style && model.base == head.header.above)
        };
        let ends = only(&|head| header(head) && even(head))?;
        let begins = only(&|head| own(head) && even(head))?;
        let gap = ends.checked_add(begins).filter(|both| both % 2 == 0)? / 2;
        Some((gap, gap))
    }

    /// The style that a line was found to have.
    fn style_of(&self, line: u32) -> Option<u8> {
        let found = self.styles.binary_search_by_key(&line, |(line, _)| *line);
        let style = found.ok().and_then(|index| self.styles.get(index));
        style.map(|(_, style)| *style)
    }

    /// Whether no more stands behind a row without a value than between any two: then its cells are gone.
    pub(crate) fn is_bare(&self, row: &Gaps) -> bool {
        let ends = self.models.iter().flat_map(|model| &model.ends);
        let most = ends.map(|end| end.range.1).max();
        row.end.zip(most).is_none_or(|(end, most)| end <= most)
    }

    /// Whether a row with all its values fits what other rows of its style say stands between rows; `None` where they say
    /// nothing, or it has no style.
    pub(crate) fn ends_well(&self, row: &Gaps) -> Option<bool> {
        if !row.next.is_told() {
            return None;
        }
        let own = self
            .models
            .iter()
            .filter(|model| model.behind(row) == Some(0));
        // What stands before another style says nothing against it.
        let told = |model: &&Model| {
            model.range(row.columns, row.next).is_some()
                || model.range_of_others(row.next).is_none()
        };
        let said = own
            .filter(told)
            .filter_map(|model| model.ends_with(0, row, &self.models));
        said.reduce(|one, other| one || other)
    }

    /// Whether a row with all its values, as far apart as those of a style, shows a blank cell before the first.
    pub(crate) fn shows_a_blank_first(&self, row: &Gaps) -> bool {
        // A header's end is no label's.
        let Some(gap) = row.inner().next().filter(|_| row.label.is_some()) else {
            return false;
        };
        let shows = |model: &Model| {
            model.base == gap
                && model
                    .count(row.lead, model.lead)
                    .is_some_and(|count| count > 0)
        };
        // Rows of another style may stand as far from their labels.
        let alone = self.models.iter().all(|model| model.after == 0);
        alone
            && self.models.iter().any(shows)
            && !self.models.iter().any(|model| model.lead == row.lead)
    }

    /// A row without a value: all its cells are blank if they take as many line ends as so many blank cells do.
    fn blank_row(&self, row: &Gaps) -> Found {
        let certain = || self.models.iter().filter(|model| model.certain);
        if certain().next().is_none() {
            return Found::Silent;
        }
        let all = certain().find(|model| {
            let like = row
                .label
                .is_none_or(|indent| model.labels.contains(&indent));
            let ends = |row: &Gaps| model.ends_with(row.columns, row, &self.models) == Some(true);
            match (row.label, self.heads(model, row)) {
                // The label takes the place of the value before.
                (Some(_), _) => (like || self.models.len() == 1) && ends(row),
                // The last column of the header does, but a row ends behind it.
                (None, Some((low, high))) if low == high => {
                    let more = low.checked_sub(model.base);
                    let end = row
                        .end
                        .zip(more)
                        .and_then(|(end, more)| end.checked_sub(more));
                    end.is_some_and(|end| {
                        ends(&Gaps {
                            end: Some(end),
                            ..*row
                        })
                    })
                }
                _ => false,
            }
        });
        match all {
            Some(model) => Found::Blanks(
                Blanks {
                    before: Vec::new(),
                    behind: Some(row.columns),
                },
                (model.lead, model.base, model.unit),
            ),
            None => Found::Nothing,
        }
    }
}
