//! Where lists stand in a text, by its bytes alone.
//!
//! ```text
//! row    = '[' cell (',' cell)* ']'  | '(' cell (',' cell)* ')'  | '(' cell ',' ')'  | '{' key ':' cell (',' key ':' cell)* '}'
//! cell   = quoted | bare
//! quoted = 'u'? ('"' … '"' | "'" … "'")      on one line; a backslash escapes what follows
//! bare   = number | word                     None, null, NaN, 12, -3, 1.5
//! ```
//!
//! What is not written so to its last bracket is no row: of a row that lacks a quote, a comma or a bracket nothing is
//! taken, for what is left of it would stand under other columns.

use std::ops::Range;

/// A row of more cells is none of a form.
pub(super) const MOST_CELLS: usize = 256;

/// A table of fewer rows does not say how wide its rows are.
const FEWEST_ROWS: usize = 8;

/// The longest number or word without quotes.
const LONGEST_WORD: usize = 40;

/// A cell: the bytes between its quotes, or the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) from: usize,
    pub(super) to: usize,
    /// It has escapes.
    pub(super) escaped: bool,
}

/// A row: its brackets, and `cells[first..last]`, or the same of the names of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) brackets: Range<usize>,
    pub(super) cells: Range<usize>,
    /// The keys before the values; empty in a list, and where the row before has the same.
    pub(super) keys: Range<usize>,
}

/// The rows of a text, in its order.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<Cell>,
    /// The keys of the object read last.
    keys: Range<usize>,
}

impl Found {
    /// Adds the rows in a range of the text.
    ///
    /// Of a row that fails only the last cell is searched for other rows. Of the quotes, none like its own stands in it, so
    /// that each byte is looked at a few times at most, whatever the text.
    pub(super) fn scan(&mut self, source: &str, within: Range<usize>) {
        let bytes = source.get(..within.end).unwrap_or_default().as_bytes();
        let mut next = within.start;
        while let Some(rest) = bytes.get(next..)
            && let Some(ahead) = memchr::memchr3(b'[', b'(', b'{', rest)
        {
            let at = next + ahead;
            next = at + 1;
            if !may_begin(
                bytes.get(within.start..).unwrap_or_default(),
                at - within.start,
            ) {
                continue;
            }
            let mut row = Reader::new(bytes, at);
            let whole = row.read();
            next = next.max(row.last);
            if whole && row.is_table() {
                next = row.at;
                self.add(bytes, at, row);
            }
        }
    }

    /// Leaves out the one row of a table that has more or fewer cells than all its others: it has lost a cell, or got one,
    /// and nothing says where. A header may be narrower, and a heading is one cell.
    pub(super) fn drop_odd_rows(&mut self, source: &str) {
        let rows = std::mem::take(&mut self.rows);
        for table in rows.chunk_by(|row, next| is_joint(source, row, next)) {
            let mut widths: Vec<usize> = table.iter().map(|row| row.cells.len()).collect();
            widths.sort_unstable();
            let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
            let is_odd = |row: &Row| row.cells.len() != usual;
            let alone =
                table.len() >= FEWEST_ROWS && table.iter().filter(|row| is_odd(row)).count() == 1;
            let kept = table.iter().enumerate().filter(|(index, row)| {
                !(alone && *index > 0 && is_odd(row) && row.cells.len() > 1)
            });
            self.rows.extend(kept.map(|(_, row)| row.clone()));
        }
    }

    fn add(&mut self, bytes: &[u8], from: usize, row: Reader<'_>) {
        let brackets = from..row.at;
        let known = self.cells.get(self.keys.clone()).unwrap_or_default();
        let text = |cell: &Cell| bytes.get(cell.from..cell.to);
        let same = known.iter().map(text).eq(row.keys.iter().map(text));
        let mut put = |cells: Vec<Cell>| {
            let first = self.cells.len();
            self.cells.extend(cells);
            first..self.cells.len()
        };
        let keys = if same { 0..0 } else { put(row.keys) };
        let cells = put(row.cells);
        if !same {
            self.keys = keys.clone();
        }
        self.rows.push(Row {
            brackets,
            cells,
            keys,
        });
    }
}

/// Whether nothing but the punctuation of lists stands between two rows.
fn is_joint(source: &str, row: &Row, next: &Row) -> bool {
    let between = source.get(row.brackets.end..next.brackets.start);
    let is_sign = |byte: u8| byte.is_ascii_whitespace() || b"[](){},;|-!".contains(&byte);
    between.is_some_and(|between| between.bytes().all(is_sign))
}

/// Whether a row may begin at a bracket: what stands beside it says so, and nothing stands before it but what lists have.
fn may_begin(bytes: &[u8], at: usize) -> bool {
    let behind = bytes.get(at + 1..).unwrap_or_default();
    let first = behind.iter().find(|byte| !byte.is_ascii_whitespace());
    let begins = |byte: &u8| byte.is_ascii_alphanumeric() || b"'\"+-.<".contains(byte);
    if !first.is_some_and(begins) {
        return false;
    }
    let before = bytes.get(..at).unwrap_or_default();
    let last = before.iter().rfind(|byte| !matches!(byte, b' ' | b'\t'));
    last.is_none_or(|byte| b"\r\n[({,:=".contains(byte)) || before == "\u{feff}".as_bytes()
}

/// Reads one row.
struct Reader<'s> {
    bytes: &'s [u8],
    at: usize,
    /// The bracket that closes it.
    close: u8,
    cells: Vec<Cell>,
    keys: Vec<Cell>,
    /// Where the last cell begins.
    last: usize,
    /// Some cell is quoted.
    quoted: bool,
    /// The row is the value of a key.
    named: bool,
}

impl<'s> Reader<'s> {
    /// A row that begins with the bracket at a place.
    fn new(bytes: &'s [u8], at: usize) -> Self {
        let close = match bytes.get(at) {
            Some(b'(') => b')',
            Some(b'{') => b'}',
            _ => b']',
        };
        let before = bytes.get(..at).unwrap_or_default();
        Self {
            bytes,
            at: at + 1,
            close,
            cells: Vec::new(),
            keys: Vec::new(),
            last: at,
            quoted: false,
            named: before.trim_ascii_end().last() == Some(&b':'),
        }
    }

    /// Whether it is a row to its last bracket; `at` is the place behind it.
    fn read(&mut self) -> bool {
        loop {
            if self.cells.len() == MOST_CELLS || self.cell().is_none() {
                return false;
            }
            self.skip_white();
            let parted = self.take(b',');
            if parted {
                self.skip_white();
            }
            // Nothing stands behind the last comma of a tuple of one.
            let ends = !parted || (self.close == b')' && self.cells.len() == 1);
            if ends && self.take(self.close) {
                return self.ends();
            }
            if !parted {
                return false;
            }
        }
    }

    /// A cell, in an object with its key before it.
    fn cell(&mut self) -> Option<()> {
        self.skip_white();
        self.last = self.at;
        if self.close == b'}' {
            let key = self.text()?;
            self.skip_white();
            self.take(b':').then_some(())?;
            self.skip_white();
            self.keys.push(key);
        }
        let quoted = self.text();
        self.quoted |= quoted.is_some();
        let cell = quoted.or_else(|| self.word())?;
        self.cells.push(cell);
        Some(())
    }

    /// A quoted text.
    fn text(&mut self) -> Option<Cell> {
        let prefix = usize::from(self.peek() == Some(b'u'));
        let quote = *self.bytes.get(self.at + prefix)?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let from = self.at + prefix + 1;
        let (mut to, mut escaped) = (from, false);
        loop {
            let rest = self.bytes.get(to..)?;
            to += memchr::memchr3(quote, b'\\', b'\n', rest)?;
            match self.bytes.get(to) {
                Some(b'\\') => (to, escaped) = (to + 2, true),
                Some(b'\n') => return None,
                _ => break,
            }
        }
        self.at = to + 1;
        Some(Cell { from, to, escaped })
    }

    /// A number or a word. No program prints a number with a zero before it.
    fn word(&mut self) -> Option<Cell> {
        let rest = self.bytes.get(self.at..)?.iter().take(LONGEST_WORD + 1);
        let length = rest
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-._<>".contains(byte))
            .count();
        let (from, to) = (self.at, self.at + length);
        let word = self.bytes.get(from..to)?;
        let padded = matches!(word, [b'0', second, ..] if second.is_ascii_digit());
        if length == 0 || length > LONGEST_WORD || padded {
            return None;
        }
        self.at = to;
        Some(Cell {
            from,
            to,
            escaped: false,
        })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_white(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_ascii_start().len();
    }

    /// Whether what follows the last bracket is what follows on lists.
    fn ends(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        next.is_none_or(|byte| b"\r\n])},;".contains(byte))
    }

    /// A single number in brackets is a reference, and numbers behind a key count rows.
    fn is_table(&self) -> bool {
        self.quoted || self.close == b'}' || (self.cells.len() > 1 && !self.named)
    }
}

#[cfg(test)]
mod tests {
    use super::Found;

    /// The rows of a text, their cells in brackets, keys before a colon.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Found::default();
        found.scan(text, 0..text.len());
        let show = |cells: std::ops::Range<usize>| -> String {
            let cells = found.cells[cells].iter();
            cells
                .map(|cell| format!("[{}]", &text[cell.from..cell.to]))
                .collect()
        };
        let rows: Vec<String> = found
            .rows
            .iter()
            .map(|row| {
                let keys = show(row.keys.clone());
                let colon = if keys.is_empty() { "" } else { ":" };
                format!("{keys}{colon}{}", show(row.cells.clone()))
            })
            .collect();
        assert_eq!(rows, expected, "{text}");
    }

    #[test]
    fn lists_in_a_list_are_rows() {
        check(
            "[['a', \"b'\", None], ['\\'c', '', 1.5]]",
            &["[a][b'][None]", "[\\'c][][1.5]"],
        );
        check("[\n  [\n    \"a\",\n    0\n  ]\n]", &["[a][0]"]);
        check("['a']\n(u'b',)\n x = (0,0)", &["[a]", "[b]", "[0][0]"]);
    }

    #[test]
    fn objects_with_the_same_keys_have_them_once() {
        check(
            r#"[{"a":"x","b":1},{"a":"y","b":null},{"c":2}]"#,
            &["[a][b]:[x][1]", "[y][null]", "[c]:[2]"],
        );
        check(
            r#"{"columns":["a","b"],"index":[0,1],"data":[["x",1],["y",2]]}"#,
            &["[a][b]", "[x][1]", "[y][2]"],
        );
    }

    #[test]
    fn what_lacks_a_sign_is_no_row() {
        let rows = [
            "['a, '0', '0'], ['b', '1']",
            "['a', '0, '0'], ['b', '1']",
            "['a', '0', 0'], ['b', '1']",
            "['a', '0', '0], ['b', '1']",
            "['a', '', ', ''], ['b', '1']",
            "['a' '0', '0'], ['b', '1']",
            "['a', , '0'], ['b', '1']",
            "['a', '0',], ['b', '1']",
            "['a', 00, 1], ['b', '1']",
            "['a', '0', '0', ['b', '1']",
            "'a', '0', '0'], ['b', '1']",
            "['a', '0\n', '0'], ['b', '1']",
        ];
        for row in rows {
            check(row, &["[b][1]"]);
        }
        check("['a', '0'", &[]);
        check("{'a' 1, 'b': 2}", &[]);
    }

    #[test]
    fn brackets_in_sentences_are_no_rows() {
        for text in [
            "国办发[2021]30号",
            "[1]",
            "[a][0][0]",
            "(1, 2) 注",
            "见(1, 2)",
            "[]",
            "(一)",
            "[1]: http",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_row_that_is_wider_than_all_others_is_none() {
        let widths = |text: &str| -> Vec<usize> {
            let mut found = Found::default();
            found.scan(text, 0..text.len());
            found.drop_odd_rows(text);
            found.rows.iter().map(|row| row.cells.len()).collect()
        };
        let rows = |count: usize| "['a', 0],\n".repeat(count);
        let (wide, heading) = ("['a', 0, 0],\n", "['a'],\n");
        assert_eq!(widths(&format!("{}{wide}", rows(7))), [2; 7]);
        assert_eq!(widths(&format!("{}注\n{wide}", rows(7))).len(), 8);
        assert_eq!(widths(&format!("{}{wide}", rows(6))).len(), 7);
        assert_eq!(widths(&format!("{}{wide}{wide}", rows(7))).len(), 9);
        assert_eq!(widths(&format!("{wide}{}", rows(7))).len(), 8);
        assert_eq!(widths(&format!("{}{heading}{}", rows(7), rows(1))).len(), 9);
    }

    #[test]
    fn no_row_has_so_many_cells() {
        let row = |count: usize| format!("[{}]", vec!["0"; count].join(","));
        check(&row(257), &[]);
        check(&row(256), &["[0]".repeat(256).as_str()]);
    }
}
