//! A line that holds several cells with nothing but white space between them, or none.

use crate::{
    fold::{Class, Token},
    grammar::{
        Tokens, is_space,
        label::{enumerator, is_head, labels},
        note_length,
    },
    layout::{Field, Line, Strip},
};

use super::super::item::{Item, Memo, item, may_go_on};

/// Cuts the lines that hold nothing but labels and values into these, and tells what each says. `placed`: see [`is_placed`].
pub(crate) fn spread<'t>(
    strip: Strip<'t>,
    placed: bool,
    memo: &mut Memo,
) -> (Strip<'t>, Vec<Item>) {
    let mut fields: Vec<Field> = Vec::with_capacity(strip.fields.len());
    let mut items: Vec<Item> = Vec::with_capacity(strip.fields.len());
    let mut lines: Vec<Line> = Vec::with_capacity(strip.lines.len());
    // The line before ends within a label.
    let mut broken = false;
    // Or with one.
    let mut labelled = false;
    let widest = if placed { 1 } else { 2 };
    // Lines that were found to hold several cells.
    let mut several = 0;
    for line in &strip.fields {
        // Markup came between the number of a label and its letters, or between these and a mark behind them.
        if let Some(whole) = fields.last().and_then(|before| {
            numbered(&strip, before, line).or_else(|| closed(&strip, before, line))
        }) {
            if let (Some(field), Some(said)) = (fields.last_mut(), items.last_mut()) {
                (*field, *said) = (whole, memo.classify(&strip, &whole));
            }
            (broken, labelled) = (false, true);
            continue;
        }
        let first = fields.len();
        let said = memo.classify(&strip, line);
        // A note goes on with the label before it.
        let note = strip
            .tokens_of(line)
            .first()
            .is_some_and(|token| token.class() == Class::Open);
        broken |= note && labelled;
        match parts(&strip, line, &said, (broken, several >= 3), widest) {
            Some(parts) => {
                several += 1;
                items.extend(parts.iter().map(|part| item(strip.tokens_of(part))));
                fields.extend(parts);
            }
            None => {
                fields.push(*line);
                items.push(said);
            }
        }
        (broken, labelled) = items.last().map_or((false, false), |last| {
            (may_go_on(last), last.labels().is_some())
        });
        let count = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        lines.push(Line {
            first: count(first),
            last: count(fields.len()),
            separators: count(fields.len().saturating_sub(first + 1)),
            leads: false,
            ends: false,
            rule: false,
        });
    }
    let strip = Strip {
        fields,
        lines,
        ..strip
    };
    (strip, items)
}

/// Whether the text keeps columns by their places on the line: a number stands behind many blanks on some lines.
pub(crate) fn is_placed(strip: &Strip<'_>) -> bool {
    const LINES: usize = 3;
    let placed = |line: &&Field| {
        let tokens = strip.tokens_of(line);
        tokens.slice().windows(4).any(|four| {
            matches!(four, [blanks @ .., number] if number.class() == Class::Digit
                && blanks.iter().all(|token| is_space(*token)))
        })
    };
    strip.fields.iter().filter(placed).take(LINES).count() == LINES
}

/// The labels and values of a line, one after the other, if it holds nothing else and at least two of them.
///
/// ```text
/// line = [ rest ] 1*( 1*label | value ) [ head ]        values are set apart by a blank or two
/// rest = the end of a label that the line before begins
/// head = the beginning of a label
/// ```
fn parts(
    strip: &Strip<'_>,
    line: &Field,
    said: &Item,
    (broken, several): (bool, bool),
    widest: usize,
) -> Option<Vec<Field>> {
    let whole = strip.tokens_of(line);
    let may = match said {
        Item::Labelled(_) => true,
        Item::Text { head } => {
            broken
                // 其他 — — —: what may begin a longer label.
                || (*head && first_mark(whole).is_some())
                || whole.first().is_some_and(|token| {
                    matches!(
                        token.class(),
                        Class::Digit | Class::Dash | Class::Plus | Class::Slash
                    )
                })
        }
        // Marks for nothing look like ornaments of a label.
        Item::Labels(_) => first_mark(whole).is_some(),
        // - 5 is a mark and a number where lines hold several cells.
        Item::Amount(_) => several && first_mark(whole).is_some(),
        _ => false,
    };
    // What a broken label goes on with is a word at least.
    if !may || (broken && word_length(whole) == whole.len()) {
        return None;
    }
    let mut parts: Vec<Field> = Vec::new();
    let mut at = line.from;
    // Where the next mark for nothing stands, counted from the end of the line: each is looked for once.
    let mut mark = first_mark(whole).map(|mark| whole.len() - mark);
    while at < line.to {
        let rest = strip.tokens_between(at, line.to);
        if mark.is_some_and(|mark| mark > rest.len()) {
            mark = first_mark(rest).map(|mark| rest.len() - mark);
        }
        let before = if begins_with_mark(rest) {
            0
        } else {
            mark.map_or(rest.len(), |mark| rest.len() - mark)
        };
        // What a broken label goes on with may look like a label of its own.
        let rest_of = (broken && at == line.from).then(|| word_length(rest));
        let length = part(rest, before).max(rest_of)?;
        let to = at + u32::try_from(length).ok()?;
        parts.push(Field {
            from: at,
            to,
            at: rest.here(),
            above: if at == line.from { line.above } else { 0 },
            ..*line
        });
        let behind = strip.tokens_between(to, line.to);
        let white = white(behind);
        // Wider gaps are places on the page.
        if white > widest {
            return None;
        }
        at = to + u32::try_from(white).ok()?;
    }
    // The number of a page stands between dashes.
    let page = is_page(whole);
    // One dash before a label heads a list.
    let bullet = matches!(said, Item::Labels(_))
        && matches!(parts.as_slice(), [first, second, ..]
            if first.to - first.from == 1 && !item(strip.tokens_of(second)).is_value());
    (parts.len() > 1 && !page && !bullet).then_some(parts)
}

/// Whether a line is nothing but a number between dashes.
pub(crate) fn is_page(line: Tokens<'_>) -> bool {
    let mut said = line.slice().iter().filter(|token| !is_space(**token));
    let dash = |token: Option<&Token>| token.is_some_and(|token| token.class() == Class::Dash);
    let framed = dash(said.next()) && dash(said.next_back());
    framed && said.clone().next().is_some() && said.all(|token| token.class() == Class::Digit)
}

/// Where the first word begins that is a mark for nothing, made of dashes or slashes.
fn first_mark(tokens: Tokens<'_>) -> Option<usize> {
    let slice = tokens.slice();
    let marks = |token: &Token| matches!(token.class(), Class::Dash | Class::Slash);
    let any = slice.iter().any(|token| !token.is_letter() && marks(token));
    if !any {
        return None;
    }
    let mut start = 0;
    for (index, token) in slice.iter().enumerate() {
        if is_space(*token) {
            start = index + 1;
        } else if !marks(token) {
            start = usize::MAX;
        } else if slice.get(index + 1).is_none_or(|next| is_space(*next)) && start <= index {
            return Some(start);
        }
    }
    None
}

/// Whether the first word, or what is left of it, is a mark for nothing.
fn begins_with_mark(tokens: Tokens<'_>) -> bool {
    let slice = tokens.slice();
    let marks = |token: &&Token| matches!(token.class(), Class::Dash | Class::Slash);
    let length = slice.iter().take_while(marks).count();
    length > 0 && slice.get(length).is_none_or(|next| is_space(*next))
}

/// A number and the rest of a label, where the label lost its number to the line before, with its mark (二、 and 上年结转) or
/// without (4 and .保护第三方合法权益); or its mark alone, where a label is written down the page: 三 above 、 above 本.
fn numbered(strip: &Strip<'_>, number: &Field, line: &Field) -> Option<Field> {
    const LONGEST: u32 = 3;
    if line.above != 1 || number.to - number.from > LONGEST {
        return None;
    }
    let marks = |token: &Token| matches!(token.class(), Class::Dot | Class::Comma | Class::Close);
    let is_number = |tokens: Tokens<'_>| enumerator(tokens).is_ok_and(|(rest, _)| rest.is_empty());
    let own = strip.tokens_of(number);
    let behind = strip
        .tokens_of(line)
        .first()
        .is_some_and(|token| marks(&token));
    let before = own.slice().last().is_some_and(marks) && is_number(own);
    if !behind && !before {
        return None;
    }
    let whole = Field {
        to: line.to,
        ..*number
    };
    let tokens = strip.tokens_of(&whole);
    (item(tokens).labels().is_some() || (behind && is_number(tokens))).then_some(whole)
}

/// A label and the quotation mark or bracket that closes it on the next line: 危及“三安全一稳定 and ”.
fn closed(strip: &Strip<'_>, label: &Field, line: &Field) -> Option<Field> {
    const LONGEST: u32 = 2;
    if line.above != 1 || line.to - line.from > LONGEST || line.is_blank() {
        return None;
    }
    let closes = |token: &Token| matches!(token.class(), Class::Quote | Class::Close);
    let whole = Field {
        to: line.to,
        ..*label
    };
    (strip.tokens_of(line).slice().iter().all(closes)
        && item(strip.tokens_of(&whole)).labels().is_some())
    .then_some(whole)
}

/// The length in tokens of what `rest` begins with: a word that is a value, else labels, else a head to the end. The first
/// mark for nothing stands behind the tokens `before`.
fn part(rest: Tokens<'_>, before: usize) -> Option<usize> {
    let length = word_length(rest);
    let word = Tokens::new(rest.slice().get(..length)?, rest.skip(length).here());
    if item(word).is_value() {
        return Some(length);
    }
    // The beginning of a longer label is no label: 本年新收 is not 本年新.
    let head = || (before == rest.len() && is_head(rest)).then_some(before);
    let rest = Tokens::new(rest.slice().get(..before)?, rest.skip(before).here());
    match labels(rest) {
        Ok((behind, _)) if behind.is_empty() => Some(trimmed(rest)),
        Ok((behind, _)) => head().or_else(|| {
            let taken = rest.slice().get(..rest.len() - behind.len())?;
            Some(trimmed(Tokens::new(taken, behind.here())))
        }),
        Err(_) => head(),
    }
}

/// How many tokens there are without the white space at the end.
fn trimmed(tokens: Tokens<'_>) -> usize {
    let last = tokens.slice().iter().rposition(|token| !is_space(*token));
    last.map_or(0, |last| last + 1)
}

fn white(tokens: Tokens<'_>) -> usize {
    let slice = tokens.slice();
    slice.iter().take_while(|token| is_space(**token)).count()
}

/// The tokens up to the next white space outside brackets.
fn word_length(rest: Tokens<'_>) -> usize {
    let tokens = rest.slice();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        if is_space(*token) {
            break;
        }
        let note = (token.class() == Class::Open)
            .then(|| note_length(tokens.get(index..).unwrap_or_default()))
            .flatten();
        index += note.unwrap_or(1);
    }
    index
}
