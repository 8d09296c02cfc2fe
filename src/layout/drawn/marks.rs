//! The borders a line might have: verticals, crossings, and the strokes between.

use super::{Stretch, measure};
use crate::{
    fold::{Class, Token},
    layout::is_blank,
};

/// A line with more marks is hostile, or no table.
const MOST_MARKS: usize = 512;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `|`, `│`: a border only where it lines up with others.
    Vertical,
    /// A vertical at which strokes end: `|---`.
    End,
    /// `+` at which strokes end, `┼` and its kind.
    Crossing,
}

/// A character that may be part of a border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) token: usize,
    pub(super) columns: measure::Columns,
    pub(super) kind: Kind,
    /// Strokes join it to the next mark, or to the end of the line.
    pub(super) ruled: bool,
    /// It is a box-drawing character.
    pub(super) boxed: bool,
}

/// A line of a drawn block.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) line: Stretch,
    /// From left to right.
    pub(super) marks: Vec<Mark>,
    /// It has nothing but marks, strokes and white space, and a stroke at least.
    bare: bool,
}

impl Drawn {
    /// Its first mark is the first character that is no white space.
    pub(super) fn begins(&self, tokens: &[Token]) -> bool {
        let first = self
            .line
            .of(tokens)
            .iter()
            .position(|token| !is_blank(*token));
        let mark = self.marks.first().map(|mark| mark.token);
        first.map(|first| self.line.from + first) == mark
    }

    /// Nothing is written in the line, something is ruled.
    pub(super) const fn is_bare(&self) -> bool {
        self.bare
    }

    /// It is ruled from its first mark to its last.
    pub(super) fn is_full_rule(&self) -> bool {
        let last = self.marks.len().saturating_sub(1);
        self.bare && self.marks.iter().take(last.max(1)).all(|mark| mark.ruled)
    }
}

/// Whether a token is of a stroke of a rule. Dashes of prose (—) are none.
pub(super) fn is_stroke(token: Token) -> bool {
    match token.class() {
        Class::Dash => token.ch() == '-',
        Class::Box => matches!(
            token.ch(),
            '─' | '━'
                | '┄'
                | '┅'
                | '┈'
                | '┉'
                | '╌'
                | '╍'
                | '═'
                | '╴'
                | '╶'
                | '╸'
                | '╺'
                | '╼'
                | '╾'
        ),
        _ => matches!(token.ch(), '=' | '_'),
    }
}

/// Whether a dash is one of those of rules: ASCII, full-width, or box drawing.
fn is_plain_stroke(source: &str, token: Token) -> bool {
    let rest = source.get(token.at() as usize..).unwrap_or_default();
    is_stroke(token)
        && (token.class() == Class::Box || rest.starts_with(['-', '=', '_', '－', '＝', '＿']))
}

/// The marks of a line; nothing where there are far too many.
pub(super) fn read(source: &str, tokens: &[Token], line: Stretch) -> Option<Drawn> {
    let mut reader = Reader {
        marks: Vec::new(),
        strokes: 0,
        clean: true,
        bare: true,
        soft: Vec::new(),
    };
    measure::walk(source, tokens, line, |index, columns| {
        let Some(token) = tokens.get(index).copied() else {
            return;
        };
        if is_plain_stroke(source, token) {
            reader.strokes += 1;
        } else if let Some(kind) = border(token) {
            reader.mark(Mark {
                token: index,
                columns,
                kind,
                ruled: false,
                boxed: token.class() == Class::Box,
            });
        } else {
            reader.other(token);
        }
    });
    reader.finish(line)
}

/// What kind of border a character draws, if it does.
fn border(token: Token) -> Option<Kind> {
    match token.class() {
        Class::Pipe => Some(Kind::Vertical),
        Class::Plus => Some(Kind::Crossing),
        Class::Box => Some(match token.ch() {
            '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' | '╵' | '╷' | '╹' | '╻' | '╽'
            | '╿' => Kind::Vertical,
            _ => Kind::Crossing,
        }),
        _ => None,
    }
}

struct Reader {
    marks: Vec<Mark>,
    /// Strokes since the last mark.
    strokes: u32,
    /// Nothing but strokes stands behind the last mark.
    clean: bool,
    /// Nothing but marks, strokes and white space stands on the line so far.
    bare: bool,
    /// Marks whose strokes reach from vertical to vertical: they rule only where nothing is written on the line.
    soft: Vec<usize>,
}

impl Reader {
    fn other(&mut self, token: Token) {
        match token.class() {
            // Alignment in the rule under a header.
            Class::Colon => {}
            Class::Space | Class::Tab => self.clean = false,
            _ => (self.clean, self.bare) = (false, false),
        }
    }

    fn mark(&mut self, mut mark: Mark) {
        if self.clean && self.strokes > 0 {
            if let Some(index) = self.marks.len().checked_sub(1) {
                let crossing = [self.marks[index].kind, mark.kind].contains(&Kind::Crossing);
                if crossing {
                    self.rule(index);
                    if mark.kind == Kind::Vertical {
                        mark.kind = Kind::End;
                    }
                } else if self.strokes >= 3 {
                    self.soft.push(index);
                }
            } else {
                self.bare = false;
            }
        } else if self.strokes > 0 {
            self.bare = false;
        }
        if self.marks.len() <= MOST_MARKS {
            self.marks.push(mark);
        }
        (self.strokes, self.clean) = (0, true);
    }

    fn rule(&mut self, index: usize) {
        if let Some(mark) = self.marks.get_mut(index) {
            mark.ruled = true;
            if mark.kind == Kind::Vertical {
                mark.kind = Kind::End;
            }
        }
    }

    fn finish(mut self, line: Stretch) -> Option<Drawn> {
        if self.marks.len() > MOST_MARKS {
            return None;
        }
        if self.strokes > 0 {
            // The text may be cut off within the rule.
            let last = self
                .marks
                .len()
                .checked_sub(1)
                .filter(|_| self.clean && self.strokes >= 3);
            match last {
                Some(last) if self.marks[last].kind != Kind::Vertical => self.rule(last),
                _ => self.bare = false,
            }
        }
        let mut before = false;
        let mut lone = 0;
        for index in 0..self.marks.len() {
            let mark = self.marks[index];
            if mark.kind == Kind::Crossing && !mark.boxed && !mark.ruled && !before {
                lone += 1;
            }
            before = mark.ruled;
        }
        self.bare &= lone == 0;
        if self.bare {
            for index in std::mem::take(&mut self.soft) {
                self.rule(index);
                if let Some(next) = self
                    .marks
                    .get_mut(index + 1)
                    .filter(|next| next.kind == Kind::Vertical)
                {
                    next.kind = Kind::End;
                }
            }
        }
        let bare = self.bare && self.marks.iter().any(|mark| mark.ruled);
        let mut joined = false;
        self.marks.retain(|mark| {
            let keep = mark.kind != Kind::Crossing || mark.boxed || mark.ruled || joined;
            joined = mark.ruled;
            keep
        });
        Some(Drawn {
            line,
            marks: self.marks,
            bare,
        })
    }
}
