//! Tables of MediaWiki, by their lines.
//!
//! ```text
//! table = '{|' attributes  row ('|-' attributes row)*  '|}'     each on a line of its own
//! row   = (('|' | '!') cell (('||' | '!!') cell)*)*             lines that begin otherwise go on with the last cell
//! cell  = (attributes '|')? text
//! ```

use std::ops::Range;

use super::scan::{Cell, Found, MOST_CELLS, Row};

impl Found {
    /// Adds the rows of the tables in a range of the text.
    pub(super) fn scan_wiki(&mut self, source: &str, within: Range<usize>) {
        let (mut in_table, mut first, mut at) = (false, self.cells.len(), within.start);
        let mut broken = false;
        for line in source.get(within).unwrap_or_default().split_inclusive('\n') {
            let end = at + line.trim_end().len();
            let from = at + (line.len() - line.trim_start().len());
            at += line.len();
            let said = source.get(from..end).unwrap_or_default();
            let begins = |mark: &str| said.starts_with(mark);
            if begins("{|") || begins("|}") || begins("|-") {
                if broken {
                    self.cells.truncate(first);
                }
                self.close(first);
                (first, broken) = (self.cells.len(), false);
                in_table = begins("{|") || (in_table && begins("|-"));
            } else if !in_table || said.is_empty() || begins("|+") {
                continue;
            } else if begins("|") || begins("!") {
                self.cells_of(source, from..end);
            } else if let Some(last) = self.cells.get_mut(first..).and_then(<[_]>::last_mut) {
                // A line under a blank cell may be the number of a page.
                let said_before = source.get(last.from..last.to).unwrap_or_default();
                broken |= said_before.trim().is_empty();
                last.to = end;
            }
            broken |= self.cells.len() - first > MOST_CELLS;
            if broken {
                self.cells.truncate(first + 1);
            }
        }
        // Where the text breaks off, the last cell may be cut.
        self.cells.truncate(first);
    }

    /// The cells of a line.
    fn cells_of(&mut self, source: &str, line: Range<usize>) {
        let text = source.get(line.clone()).unwrap_or_default();
        let header = text.starts_with('!');
        let mut from = line.start + 1;
        for _ in 0..=MOST_CELLS {
            let rest = source.get(from..line.end).unwrap_or_default();
            let is_end = |pair: &[u8]| pair == b"||" || (header && pair == b"!!");
            let end = rest.as_bytes().windows(2).position(is_end);
            let to = end.map_or(line.end, |end| from + end);
            let own = source.get(from..to).unwrap_or_default();
            self.cells.push(Cell {
                from: from + attributes(own),
                to,
                escaped: false,
            });
            if end.is_none() {
                return;
            }
            from = to + 2;
        }
    }

    /// A row of the cells from `first` on, if there are some.
    fn close(&mut self, first: usize) {
        let Some([begin, .., end] | [begin @ end]) = self.cells.get(first..) else {
            return;
        };
        self.rows.push(Row {
            brackets: begin.from..end.to,
            cells: first..self.cells.len(),
            keys: 0..0,
        });
    }
}

/// How long the attributes before a cell are, with the pipe behind them.
fn attributes(cell: &str) -> usize {
    let before = cell.find('|').and_then(|at| cell.get(..at));
    let is_one = |before: &&str| before.contains('=') && before.is_ascii();
    before.filter(is_one).map_or(0, |before| before.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::Found;

    /// The rows of a text, their cells in brackets.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Found::default();
        found.scan_wiki(text, 0..text.len());
        let show = |row: &super::Row| -> String {
            let cells = found.cells[row.cells.clone()].iter();
            cells
                .map(|cell| format!("[{}]", text[cell.from..cell.to].trim()))
                .collect()
        };
        assert_eq!(found.rows.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_stand_between_their_marks() {
        check(
            "a\n{| class=x\n|+ b\n! c !! d || e\n|- style=y\n| f || || -1\n|}\n| g",
            &["[c][d][e]", "[f][][-1]"],
        );
        check("{|\n|-\n| a\n|\n| b\nc\n|-\n|-\n|}", &["[a][][b\nc]"]);
    }

    #[test]
    fn attributes_are_not_said() {
        check(
            "{|\n|colspan=2 | a || rowspan=\"3\"| b || c=d || 数=1 | 2\n|}",
            &["[a][b][c=d][数=1 | 2]"],
        );
    }

    #[test]
    fn what_may_be_no_cell_is_no_row() {
        check("{|\n| a\n|\n3\n| 1\n|-\n| b\n|}", &["[b]"]);
        check("{|\n| a\n|-\n| b || 1", &["[a]"]);
        check("| a\n|-\n| b\n|}", &[]);
        let wide = "|| 0 ".repeat(257);
        check(&format!("{{|\n| a {wide}\n|}}"), &[]);
    }
}
