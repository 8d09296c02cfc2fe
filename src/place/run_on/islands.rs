//! Labels and values in the midst of text: islands between stretches of prose.
//!
//! ```text
//! text   = *( island | prose )
//! island = 1*( label | value )        ; at least a heading, two labels or two values
//! ```

use std::borrow::Cow;

use nom::Input;

use crate::{
    fold::{Class, Token},
    grammar::{
        Tokens, is_space,
        label::{Printed, enumerator, label},
        lexicon::lexicon,
        note_length,
    },
    layout::{Field, Line, Strip},
};

use super::super::{
    item::{begins_prose, item},
    lines::{LONGEST_LABEL, is_head},
    stacked::spread::is_page,
};

/// A longer word is prose, not a value.
const LONGEST_WORD: usize = 80;

/// What stands between two blanks, or between two changes from one kind to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    kind: Kind,
    from: usize,
    to: usize,
    /// The line ends before it.
    above: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The label of a row, and of nothing else.
    Row,
    /// The label of a section, a block or a group, which needs no other beside it.
    Heading,
    /// Any other label.
    Label,
    Value,
    Prose,
    /// Prose with a number before it: a heading that the form does not have, or a row whose label is damaged.
    Numbered,
}

impl Kind {
    const fn is_prose(self) -> bool {
        matches!(self, Self::Prose | Self::Numbered)
    }
}

/// The fields of a text whose cells stand one behind the other, if it has any: each label, each value, and the prose
/// between them.
pub(crate) fn islands<'t>(source: &str, tokens: &'t [Token]) -> Option<Strip<'t>> {
    let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
    let mut pieces = pieces(tokens, end);
    sink(&mut pieces);
    shows_rows(&pieces).then_some(())?;
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut fields: Vec<Field> = Vec::with_capacity(pieces.len());
    let mut before = Kind::Value;
    for piece in &pieces {
        let Piece { from, to, .. } = *piece;
        match fields.last_mut() {
            Some(prose) if before.is_prose() && piece.kind == Kind::Prose => prose.to = index(to),
            _ => fields.push(Field {
                from: index(from),
                to: index(to),
                at: tokens.get(from).map_or(end, |token| token.at()),
                blanks: 0,
                above: piece.above,
                at_line_end: false,
                rule: false,
            }),
        }
        before = piece.kind;
    }
    let last = index(fields.len());
    Some(Strip {
        escaped: false,
        tokens: Cow::Borrowed(tokens),
        lines: vec![Line {
            first: 0,
            last,
            separators: last.saturating_sub(1),
            leads: false,
            ends: false,
            rule: false,
        }],
        fields,
        end,
    })
}

/// Whether a label of a row stands beside a value, or there are so many that they are a table's, blank as it may be.
fn shows_rows(pieces: &[Piece]) -> bool {
    const MANY: usize = 4;
    let is = |kind: Kind| move |piece: &&Piece| piece.kind == kind;
    let valued = |pair: &[Piece]| {
        let has = |kind: Kind| pair.iter().any(|piece| piece.kind == kind);
        has(Kind::Row) && has(Kind::Value)
    };
    pieces.windows(2).any(valued) || pieces.iter().filter(is(Kind::Row)).nth(MANY - 1).is_some()
}

/// What the text consists of.
fn pieces(tokens: &[Token], end: u32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    loop {
        let rest = Tokens::new(tokens.get(from..).unwrap_or_default(), end);
        let white = white(rest);
        let ends = rest.slice().iter().take(white).filter(is_line_end).count();
        let rest = rest.skip(white);
        if rest.is_empty() {
            return pieces;
        }
        from += white;
        let starts = ends > 0 || from == 0;
        let page = starts.then(|| page(rest)).flatten();
        let (kind, length) = page.map_or_else(|| piece(rest), |length| (Kind::Prose, length));
        pieces.push(Piece {
            kind,
            from,
            to: from + length,
            above: u8::try_from(ends).unwrap_or(u8::MAX),
        });
        from += length.max(1);
    }
}

fn is_line_end(token: &&Token) -> bool {
    matches!(token.class(), Class::Newline | Class::Page)
}

/// The length of a line that is the number of a page.
fn page(rest: Tokens<'_>) -> Option<usize> {
    let slice = rest.slice();
    if slice.first()?.class() != Class::Dash {
        return None;
    }
    let length = slice
        .iter()
        .position(|token| is_line_end(&token))
        .unwrap_or(slice.len());
    let line = Tokens::new(slice.get(..length)?, rest.skip(length).here());
    is_page(line).then_some(length)
}

/// What a text begins with, and its length.
fn piece(rest: Tokens<'_>) -> (Kind, usize) {
    if rest.first().is_some_and(is_plain) {
        return (Kind::Prose, prose(rest, 0));
    }
    if let Some(found) = whole_label(rest) {
        return found;
    }
    if let Some(length) = value(rest) {
        return (Kind::Value, length);
    }
    match enumerator(rest) {
        Ok((behind, _)) => (Kind::Numbered, prose(rest, rest.len() - behind.len())),
        Err(_) => (Kind::Prose, prose(rest, 0)),
    }
}

/// Whether no label, no value and no enumerator begins with this token.
fn is_plain(first: Token) -> bool {
    let mark = matches!(
        first.class(),
        Class::Pipe
            | Class::Comma
            | Class::Dot
            | Class::Colon
            | Class::Close
            | Class::Quote
            | Class::Other
    );
    mark || begins_prose(first)
}

/// Whether a label may begin here.
fn may_begin(rest: Tokens<'_>) -> bool {
    let begins = |token: Token| token.class() == Class::Letter && lexicon().begins(token.ch());
    rest.first().is_some_and(begins) || enumerator(rest).is_ok()
}

/// ```text
/// label = a label of the form, if white space, a value or another label follows
/// ```
fn whole_label(rest: Tokens<'_>) -> Option<(Kind, usize)> {
    let (printed, length) = some_label(rest)?;
    let taken = rest.slice().get(..length)?;
    let kind = kind(printed);
    let last = taken.last()?;
    let enumerates = matches!(last.class(), Class::Comma | Class::Dot | Class::Colon);
    // 规章、规范性文件 are words of a sentence.
    if enumerates && kind == Kind::Row {
        return None;
    }
    let behind = rest.skip(length);
    let apart = behind.first().is_none_or(is_space);
    (apart || value(behind).is_some() || some_label(behind).is_some()).then_some((kind, length))
}

/// A label and its length, without the white space behind it, and without the mark for nothing of its first cell.
fn some_label(rest: Tokens<'_>) -> Option<(Printed, usize)> {
    if !may_begin(rest) {
        return None;
    }
    let rest = rest.take(rest.len().min(LONGEST_LABEL as usize));
    let (behind, printed) = label(rest).ok()?;
    let taken = rest.slice().get(..rest.len() - behind.len())?;
    let mut length = taken.iter().rposition(|token| !is_space(*token))? + 1;
    let slash = |at: usize| taken.get(at).is_some_and(|it| it.class() == Class::Slash);
    while printed.row().is_some() && length > 1 && slash(length - 1) {
        length -= 1;
    }
    Some((printed, length))
}

fn kind(printed: Printed) -> Kind {
    if printed.row().is_some() && printed.column().is_none() {
        Kind::Row
    } else if is_head(printed) || printed.row().is_some() {
        Kind::Label
    } else {
        Kind::Heading
    }
}

/// ```text
/// value = digits, if a label follows       ; 0行政强制, 02.其他
///       | word                             ; between blanks, and nothing but a value
/// ```
fn value(rest: Tokens<'_>) -> Option<usize> {
    let first = rest.first()?;
    let may = match first.class() {
        Class::Letter => !begins_prose(first),
        class => matches!(
            class,
            Class::Digit | Class::Dash | Class::Plus | Class::Slash | Class::Box
        ),
    };
    if !may {
        return None;
    }
    if let Some(length) = digits_before_label(rest) {
        return Some(length);
    }
    let length = word(rest);
    let said = rest.slice().get(..length)?;
    (length <= LONGEST_WORD && item(Tokens::new(said, rest.skip(length).here())).is_value())
        .then_some(length)
}

/// The length of a number that a label follows directly. The number of that label is none of its digits.
fn digits_before_label(rest: Tokens<'_>) -> Option<usize> {
    let class = |at: usize| rest.slice().get(at).map(|token| token.class());
    let digits = |from: usize| {
        let all = rest.slice().iter().skip(from).take(LONGEST_WORD);
        all.take_while(|token| token.class() == Class::Digit)
            .count()
    };
    let sign = usize::from(matches!(class(0), Some(Class::Plus | Class::Dash)));
    let whole = digits(sign);
    if whole == 0 {
        return None;
    }
    let mut length = sign + whole;
    if class(length) == Some(Class::Dot) {
        let decimals = digits(length + 1);
        length += if decimals > 0 { decimals + 1 } else { 0 };
    }
    let labelled = |length: usize| some_label(rest.skip(length)).is_some();
    let apart =
        class(length).is_none_or(|_| rest.slice().get(length).is_none_or(|it| is_space(*it)));
    if apart {
        None
    } else if matches!(class(length), Some(Class::Dot | Class::Comma)) {
        (length > 1 && labelled(length - 1)).then_some(length - 1)
    } else {
        labelled(length).then_some(length)
    }
}

/// The length of a word of prose: to the next white space, or behind the end of a sentence. `number` is the length of the
/// enumerator it begins with, whose point ends no sentence.
fn prose(rest: Tokens<'_>, number: usize) -> usize {
    let tokens = rest.slice();
    let ends = |at: usize, token: &Token| {
        at >= number
            && token.class() == Class::Dot
            && tokens
                .get(at + 1)
                .is_some_and(|it| it.class() != Class::Digit)
    };
    let mut length = 0;
    while let Some(token) = tokens.get(length) {
        if !token.is_letter() {
            if is_space(*token) {
                break;
            }
            if ends(length, token) {
                return length + 1;
            }
        }
        length += 1;
    }
    length
}

fn white(rest: Tokens<'_>) -> usize {
    let spaces = rest.slice().iter();
    spaces.take_while(|token| is_space(**token)).count()
}

/// The tokens up to the next white space outside brackets, as far as a value may reach.
fn word(rest: Tokens<'_>) -> usize {
    let tokens = rest.slice();
    let mut length = 0;
    while let Some(token) = tokens.get(length).filter(|token| !is_space(**token)) {
        if length > LONGEST_WORD {
            break;
        }
        length += if token.class() == Class::Open {
            // A bracket that nothing closes is in no value.
            note_length(tokens.get(length..).unwrap_or_default()).unwrap_or(LONGEST_WORD)
        } else {
            1
        };
    }
    length
}

/// Makes prose of what a sentence says of the form's rows: a label alone, a number alone, and a row with no more than
/// one number that prose follows on its line.
fn sink(pieces: &mut [Piece]) {
    let mut from = 0;
    while from < pieces.len() {
        let island = pieces.get(from..).unwrap_or_default();
        let length = island
            .iter()
            .position(|piece| piece.kind.is_prose())
            .unwrap_or(island.len());
        let follower = island.get(length).copied();
        if let Some(island) = pieces.get_mut(from..from + length) {
            sink_end(island, follower);
            sink_whole(island);
        }
        from += length + 1;
    }
}

fn sink_end(island: &mut [Piece], follower: Option<Piece>) {
    let goes_on = follower.is_some_and(|it| it.kind == Kind::Prose && it.above == 0);
    let label = island.iter().rposition(|piece| piece.kind != Kind::Value);
    let Some(last) = label.and_then(|label| island.get_mut(label..)) else {
        return;
    };
    let row = last.first().is_some_and(|piece| piece.kind == Kind::Row);
    if goes_on && row && last.len() <= 2 {
        last.iter_mut().for_each(|piece| piece.kind = Kind::Prose);
    }
}

fn sink_whole(island: &mut [Piece]) {
    let count = |wanted: fn(Kind) -> bool| island.iter().filter(|it| wanted(it.kind)).count();
    let headings = count(|kind| kind == Kind::Heading);
    let labels = count(|kind| matches!(kind, Kind::Row | Kind::Label));
    let values = count(|kind| kind == Kind::Value);
    if headings == 0 && labels < 2 && values < 2 {
        island.iter_mut().for_each(|piece| piece.kind = Kind::Prose);
    }
}

#[cfg(test)]
mod tests {
    use super::islands;
    use crate::fold::fold;

    /// The fields of a text, each in brackets; nothing where there are none.
    fn cut(text: &str) -> String {
        let tokens = fold(text);
        let Some(strip) = islands(text, &tokens) else {
            return String::new();
        };
        let fields = strip.fields.iter();
        fields
            .filter_map(|field| text.get(strip.span_of(field, text).range()))
            .map(|said| format!("[{said}]"))
            .collect()
    }

    #[test]
    fn labels_and_values_with_blanks_between() {
        assert_eq!(
            cut("信息内容 本年制发件数 规章 0 — 2 行政规范性文件 3 1 12 第二十条第（五）项"),
            "[信息内容][本年制发件数][规章][0][—][2][行政规范性文件][3][1][12][第二十条第（五）项]"
        );
        assert_eq!(
            cut("3、危及三安全一稳定 2 2 4 4、保护第三方合法权益 18 1 19"),
            "[3、危及三安全一稳定][2][2][4][4、保护第三方合法权益][18][1][19]"
        );
    }

    #[test]
    fn labels_and_values_with_nothing_between() {
        assert_eq!(
            cut("规章2 3 7规范性文件25 14 73行政许可/ / /"),
            "[规章][2][3][7][规范性文件][25][14][73][行政许可][/][/][/]"
        );
        assert_eq!(
            cut(
                "（三）不予公开1.属于国家秘密00000002.其他法律行政法规禁止公开0000000（四）无法提供"
            ),
            "[（三）不予公开][1.属于国家秘密][0000000][2.其他法律行政法规禁止公开][0000000][（四）无法提供]"
        );
        assert_eq!(
            cut("行政处罚7行政强制0三、收到和处理政府信息公开申请情况"),
            "[行政处罚][7][行政强制][0][三、收到和处理政府信息公开申请情况]"
        );
    }

    #[test]
    fn sentences_are_no_rows() {
        for text in [
            "制定规章3件，规范性文件5件。",
            "行政许可 45 件 行政处罚 7 件",
            "规章、规范性文件 3 件",
            "行政许可45件，行政处罚7件，行政强制0件。",
            "其他 5 件",
            "行政许可办理情况良好",
            "2023 年 12 月",
        ] {
            assert_eq!(cut(text), "", "{text}");
        }
        assert_eq!(
            cut("发布信息 4 条。规章 0 0 1 规范性文件 0 0 2 一是 3 个栏目"),
            "[发布信息 4 条。][规章][0][0][1][规范性文件][0][0][2][一是 3 个栏目]"
        );
    }
}
