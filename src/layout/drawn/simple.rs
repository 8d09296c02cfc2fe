//! Tables without verticals, whose columns are drawn by the rule over them: reST's simple tables, pandoc's simple and
//! multiline ones.

use std::{collections::HashSet, ops::Range};

use super::{
    Stretch,
    measure::{self, Columns, Unit},
    write::Writer,
};
use crate::{
    fold::{Class, Token},
    layout::{is_blank, trim},
};

/// A rule with more columns is hostile, or no table.
const MOST_COLUMNS: usize = 64;

/// A table with more lines is none.
const MOST_LINES: usize = 4096;

/// How many lines a header may have.
const HEADER_LINES: usize = 8;

/// What a line of text looks like.
#[derive(Debug)]
enum Form {
    Blank,
    Text,
    /// One stroke after the other, and where they end.
    Stroke(Columns),
    Rule(Rule),
}

impl Form {
    /// The rule of reST that the line is.
    const fn double(&self) -> Option<&Rule> {
        match self {
            Self::Rule(rule) if rule.double => Some(rule),
            _ => None,
        }
    }
}

/// Runs of strokes with blanks between.
#[derive(Debug)]
struct Rule {
    /// `=`, as reST has it.
    double: bool,
    /// The columns at which the runs begin, and those behind the last.
    starts: Vec<Columns>,
    end: Columns,
}

/// Writes lines of text, and the tables among them.
pub(super) fn write(lines: &[Stretch], writer: &mut Writer<'_>) {
    let forms: Vec<Form> = lines.iter().map(|line| form(writer, *line)).collect();
    let (lines, forms) = unjoin(writer, lines, forms);
    let lines = lines.as_slice();
    let finder = Finder { lines, forms };
    let (mut done, mut next) = (0, 0);
    while next < lines.len() {
        let Some(table) = finder.table(writer, done, next) else {
            next += 1;
            continue;
        };
        next = table.behind;
        if !table.rows.is_empty() {
            finder.write_text(done..table.first, writer);
            table.write(writer);
            done = table.behind;
        }
    }
    finder.write_text(done..lines.len(), writer);
}

/// Parts rules of reST from the rows they share a line with, where there are such rules on lines of their own.
fn unjoin(writer: &Writer<'_>, lines: &[Stretch], forms: Vec<Form>) -> (Vec<Stretch>, Vec<Form>) {
    let rules: HashSet<Vec<Columns>> = forms
        .iter()
        .filter_map(Form::double)
        .map(|rule| rule.starts.clone())
        .collect();
    if rules.is_empty() {
        return (lines.to_vec(), forms);
    }
    let known = |form: &Form| {
        form.double()
            .is_some_and(|rule| rules.contains(&rule.starts))
    };
    let mut parts = (Vec::new(), Vec::new());
    for (line, own) in lines.iter().zip(forms) {
        let halves = match own {
            Form::Text => halves(writer, *line),
            _ => None,
        };
        let halves = halves.map(|halves| halves.map(|half| (half, form(writer, half))));
        match halves.filter(|halves| halves.iter().any(|(_, form)| known(form))) {
            Some(halves) => parts.extend(halves),
            None => parts.extend([(*line, own)]),
        }
    }
    parts
}

/// The strokes that a line begins or ends with, and the rest of it.
fn halves(writer: &Writer<'_>, line: Stretch) -> Option<[Stretch; 2]> {
    let is_stroke = |token: &Token| token.ch() == '=';
    let tokens = line.of(writer.tokens);
    let rules = |token: &&Token| is_stroke(token) || is_blank(**token);
    let cut = if tokens.first().is_some_and(is_stroke) {
        let ruled = tokens.iter().take_while(rules).count();
        tokens.get(..ruled)?.iter().rposition(is_stroke)? + 1
    } else if tokens
        .iter()
        .rev()
        .find(|token| !is_blank(**token))
        .is_some_and(is_stroke)
    {
        let ruled = tokens.iter().rev().take_while(rules).count();
        let first = tokens.len() - ruled;
        first + tokens.get(first..)?.iter().position(is_stroke)?
    } else {
        return None;
    };
    let cut = line.from + cut;
    let (first, last) = ((line.from, cut), (cut, line.to));
    Some([first, last].map(|(from, to)| Stretch { from, to }))
}

/// What a line looks like; only lines that begin with a stroke are looked at as a whole.
fn form(writer: &Writer<'_>, line: Stretch) -> Form {
    let stroke = |token: &Token| {
        let byte = writer.source.as_bytes().get(token.at() as usize).copied();
        byte.filter(|byte| matches!(byte, b'-' | b'='))
    };
    let tokens = line.of(writer.tokens);
    let Some(first) = tokens.iter().find(|token| !is_blank(**token)) else {
        return Form::Blank;
    };
    let Some(kind) = stroke(first) else {
        return Form::Text;
    };
    // A tab between dashes parts cells.
    if !tokens
        .iter()
        .all(|token| token.class() == Class::Space || stroke(token) == Some(kind))
    {
        return Form::Text;
    }
    let (mut starts, mut shortest, mut longest, mut run) = (Vec::new(), usize::MAX, 0, 0);
    let end = measure::walk(writer.source, writer.tokens, line, |index, columns| {
        if writer
            .tokens
            .get(index)
            .is_some_and(|token| is_blank(*token))
        {
            if run > 0 {
                shortest = shortest.min(run);
            }
            run = 0;
        } else {
            if run == 0 {
                starts.push(columns);
            }
            run += 1;
            longest = longest.max(run);
        }
    });
    if run > 0 {
        shortest = shortest.min(run);
    }
    // Two dashes are the rule of an empty column, or a mark for nothing like all others of its row.
    let least = if kind == b'=' { 2 } else { 3 };
    match starts.len() {
        _ if shortest < 2 || longest < least => Form::Text,
        1 => Form::Stroke(end),
        2..=MOST_COLUMNS => Form::Rule(Rule {
            double: kind == b'=',
            starts,
            end,
        }),
        _ => Form::Text,
    }
}

struct Finder<'l> {
    lines: &'l [Stretch],
    forms: Vec<Form>,
}

/// A table: where it stands, and its rows as cells of lines; without rows it proved to be none.
struct Table {
    first: usize,
    behind: usize,
    rows: Vec<Vec<Vec<Stretch>>>,
}

impl Table {
    fn write(&self, writer: &mut Writer<'_>) {
        for row in &self.rows {
            writer.push_row(row.iter().map(|cell| cell.iter().copied()));
        }
    }
}

impl Finder<'_> {
    fn write_text(&self, range: Range<usize>, writer: &mut Writer<'_>) {
        self.lines
            .get(range)
            .unwrap_or_default()
            .iter()
            .for_each(|line| writer.push_text(*line));
    }

    fn is_text(&self, index: usize) -> bool {
        matches!(self.forms.get(index), Some(Form::Text))
    }

    /// The table whose first rule of columns is line `at`; its header stands above, but not before line `done`.
    fn table(&self, writer: &Writer<'_>, done: usize, at: usize) -> Option<Table> {
        let Form::Rule(rule) = self.forms.get(at)? else {
            return None;
        };
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut behind = at;
        // Further sections only where a rule ends them.
        while let Some(section) = self
            .section(writer, rule, behind)
            .filter(|next| next.closed || behind == at)
        {
            groups.extend(section.rows);
            behind = section.behind;
            if !section.closed || !self.is_text(behind) {
                break;
            }
            behind -= 1;
        }
        let behind = if matches!(self.forms.get(behind), Some(Form::Rule(_))) {
            behind + 1
        } else {
            behind
        };
        let header = self.header(done, at);
        let (mut first, mut header_rows) = (at, Vec::new());
        if let Some((top, lines)) = header {
            let alone = lines.len() == 1;
            let cuts: Vec<Cut> = self.cuts(writer, rule, lines.clone(), Unit::Display);
            let said = cuts.iter().map(|cut| cut.said).max().unwrap_or(0);
            if !alone || said > 1 {
                first = top;
                header_rows.push(lines);
            }
        }
        let groups: Vec<Range<usize>> = header_rows.into_iter().chain(groups).collect();
        Some(Table {
            first,
            behind: behind.max(at + 1),
            rows: self.best_rows(writer, rule, &groups),
        })
    }

    /// The header above a rule: the one line there, or all of them up to a rule over the whole width.
    fn header(&self, done: usize, at: usize) -> Option<(usize, Range<usize>)> {
        let above = (done..at)
            .rev()
            .take(HEADER_LINES)
            .take_while(|index| self.is_text(*index))
            .count();
        let top = at
            .checked_sub(above + 1)
            .filter(|top| *top >= done && above > 0);
        match top.and_then(|top| self.forms.get(top)) {
            Some(Form::Stroke(_)) => Some((at - above - 1, at - above..at)),
            _ if above > 0 => Some((at - 1, at - 1..at)),
            _ => None,
        }
    }

    /// The rows below the rule at `at`: up to the next rule of the same columns or of the whole width, if half the lines before
    /// it keep to the columns, else up to a blank line.
    fn section(&self, writer: &Writer<'_>, rule: &Rule, at: usize) -> Option<Section> {
        let mut inner = Vec::new();
        let (mut close, mut blank) = (None, None);
        for index in at + 1..self.forms.len() {
            match &self.forms[index] {
                Form::Text => inner.push(index),
                Form::Blank => {
                    blank = blank.or(Some(index));
                }
                Form::Rule(other) if other.starts == rule.starts => {
                    // With text right below it, it is the next table's, unless no blank line came before.
                    close = Some(index).filter(|_| blank.is_none() || !self.is_text(index + 1));
                    break;
                }
                // An underline of columns that belong together.
                Form::Rule(other) if rule.double && !other.double => {}
                Form::Rule(_) => break,
                Form::Stroke(end) => {
                    close = Some(index).filter(|_| *end == rule.end);
                    break;
                }
            }
        }
        let keeps = |lines: &[usize]| {
            let fits = Unit::ALL.map(|unit| {
                let clean = |index: &usize| self.cut(writer, rule, *index, unit).is_clean();
                lines.iter().filter(|index| clean(index)).count()
            });
            fits.into_iter().max().unwrap_or(0) * 2 >= lines.len()
        };
        let close = close.filter(|_| !inner.is_empty() && keeps(&inner));
        if close.is_none() {
            inner.retain(|index| blank.is_none_or(|blank| *index < blank));
        }
        let last = *inner.last()?;
        let grouped = close.is_some() && blank.is_some() && !rule.double;
        let mut rows: Vec<Range<usize>> = Vec::new();
        for index in inner {
            let more = if grouped {
                rows.last().is_some_and(|row| row.end == index)
            } else {
                rule.double && !rows.is_empty() && self.goes_on(writer, rule, index)
            };
            match rows.last_mut().filter(|_| more) {
                Some(row) => row.end = index + 1,
                None => rows.push(index..index + 1),
            }
        }
        Some(Section {
            rows,
            behind: close.unwrap_or(last) + 1,
            closed: close.is_some(),
        })
    }

    /// In reST a line whose first column is blank belongs to the row above.
    fn goes_on(&self, writer: &Writer<'_>, rule: &Rule, index: usize) -> bool {
        let cut = self.cut(writer, rule, index, Unit::Display);
        let first = cut.at.first().map(|(token, _)| Stretch {
            from: cut.line.from,
            to: *token,
        });
        first.is_some_and(|first| writer.is_blank(first))
    }

    /// The rows under the unit under which the most lines keep to the columns; none unless most do, and one says two
    /// things.
    fn best_rows(
        &self,
        writer: &Writer<'_>,
        rule: &Rule,
        groups: &[Range<usize>],
    ) -> Vec<Vec<Vec<Stretch>>> {
        if groups
            .last()
            .zip(groups.first())
            .is_none_or(|(last, first)| last.end - first.start > MOST_LINES)
        {
            return Vec::new();
        }
        let mut best: Option<(usize, Vec<Vec<Cut>>)> = None;
        for unit in Unit::ALL {
            let cuts: Vec<Vec<Cut>> = groups
                .iter()
                .map(|group| self.cuts(writer, rule, group.clone(), unit))
                .collect();
            let clean = cuts.iter().flatten().filter(|cut| cut.is_clean()).count();
            if best.as_ref().is_none_or(|(most, _)| clean > *most) {
                best = Some((clean, cuts));
            }
        }
        let Some((clean, cuts)) = best else {
            return Vec::new();
        };
        let all = cuts.iter().flatten().count();
        let fits = clean * 3 >= all * 2 && cuts.iter().flatten().any(|cut| cut.said > 1);
        if fits {
            let row = |group: &Vec<Cut>| match stray(writer, group) {
                Some(line) => vec![vec![line]],
                None => without_mark(writer, rule, cells(group)),
            };
            cuts.iter().map(row).collect()
        } else {
            Vec::new()
        }
    }

    fn cuts(&self, writer: &Writer<'_>, rule: &Rule, lines: Range<usize>, unit: Unit) -> Vec<Cut> {
        lines
            .filter(|index| self.is_text(*index))
            .map(|index| self.cut(writer, rule, index, unit))
            .collect()
    }

    /// Where the columns of a rule cut a line.
    fn cut(&self, writer: &Writer<'_>, rule: &Rule, index: usize, unit: Unit) -> Cut {
        let line = self
            .lines
            .get(index)
            .copied()
            .unwrap_or(Stretch { from: 0, to: 0 });
        let mut starts = rule
            .starts
            .iter()
            .skip(1)
            .map(|start| start[unit as usize])
            .peekable();
        let mut cut = Cut {
            line,
            at: Vec::with_capacity(rule.starts.len()),
            said: 0,
        };
        let (mut blank, mut said) = (true, false);
        let end = measure::walk(writer.source, writer.tokens, line, |token, columns| {
            while starts
                .next_if(|start| *start <= columns[unit as usize])
                .is_some()
            {
                cut.at.push((token, blank));
                cut.said += usize::from(std::mem::take(&mut said));
            }
            blank = writer
                .tokens
                .get(token)
                .is_none_or(|token| is_blank(*token));
            said |= !blank;
        });
        cut.said += usize::from(said);
        for start in starts {
            cut.at.push((line.to, blank || end[unit as usize] < start));
        }
        cut
    }
}

/// Rows between two rules.
struct Section {
    rows: Vec<Range<usize>>,
    behind: usize,
    closed: bool,
}

/// A line cut at the columns of a rule.
struct Cut {
    line: Stretch,
    /// For each column but the first the token it begins with, and whether a blank stands before it.
    at: Vec<(usize, bool)>,
    /// Columns that say something.
    said: usize,
}

impl Cut {
    fn is_clean(&self) -> bool {
        self.at.iter().all(|(_, clean)| *clean)
    }
}

/// The line of a row that has no letter, and ends in the first column: the number of a page, not a row of blanks.
fn stray(writer: &Writer<'_>, row: &[Cut]) -> Option<Stretch> {
    let [Cut { line, at, .. }] = row else {
        return None;
    };
    let short = at.first().is_some_and(|(token, _)| *token == line.to);
    let mut said = line.of(writer.tokens).iter().map(|token| token.class());
    let digits = said.clone().any(|class| class == Class::Digit);
    (short && digits && !said.any(|class| class == Class::Letter)).then_some(*line)
}

/// The cells of a row; the first one is empty if it says only what reST asks for there, lest the row goes on: `..` or `\ `.
fn without_mark(writer: &Writer<'_>, rule: &Rule, mut row: Vec<Vec<Stretch>>) -> Vec<Vec<Stretch>> {
    for line in row.iter_mut().take(1).flatten() {
        let (from, to) = trim(writer.tokens, line.from, line.to);
        let said = writer.tokens.get(from..to).unwrap_or_default();
        let said = said.iter().map(|token| token.ch());
        if rule.double && (said.clone().eq("..".chars()) || said.eq("\\".chars())) {
            line.to = line.from;
        }
    }
    row
}

/// The cells of a row: columns that no line of it goes across.
fn cells(lines: &[Cut]) -> Vec<Vec<Stretch>> {
    let columns = lines.iter().map(|cut| cut.at.len()).max().unwrap_or(0);
    let mut cells = Vec::new();
    let mut from: Vec<usize> = lines.iter().map(|cut| cut.line.from).collect();
    for column in 0..=columns {
        let at = |cut: &Cut| cut.at.get(column).copied().unwrap_or((cut.line.to, true));
        if !lines.iter().all(|cut| at(cut).1) {
            continue;
        }
        cells.push(
            lines
                .iter()
                .zip(&from)
                .map(|(cut, from)| Stretch {
                    from: *from,
                    to: at(cut).0,
                })
                .collect(),
        );
        from = lines.iter().map(|cut| at(cut).0).collect();
    }
    cells
}
