//! What stands in a value cell: a number with its sign, unit and notes, a mark for nothing, or nothing.

use std::sync::LazyLock;

use nom::{
    Input, Parser,
    branch::alt,
    combinator::{map, opt, value},
    multi::many0_count,
    sequence::{preceded, terminated},
};

use super::{
    Miss, Parsed, Tokens, class, end, is_space, miss, note, ornament, sieve::Sieve, spaces, word,
};
use crate::{
    fold::{Class, Token},
    model::Number,
    template::{Unit, values},
};

/// A number as it stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) number: Number,
    pub(crate) unit: Option<Unit>,
    /// A note or a footnote mark stands behind it: 22（其中修订16件）, 12③.
    pub(crate) noted: bool,
}

/// What a value cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, or what an exporter writes for nothing.
    Empty,
    /// A mark for nothing: — / 无 N/A.
    Nil,
    /// 一, 〇 or ○ alone: a mark to one writer, this numeral to the next.
    Doubtful(i64),
    /// A number.
    Amount(Amount),
    /// A number that no [`Number`] can hold.
    Overflow,
}

/// ```text
/// content = [ amount | nil | exporter's empty | doubtful ]      ; the whole cell
///         | dressing content dressing                           ; '5' "5" **5** `5`
/// ```
pub(crate) fn content(input: Tokens<'_>) -> Parsed<'_, Content> {
    let (input, ()) = spaces(input)?;
    let Some(mut inner) = undressed(input) else {
        return bare(input);
    };
    for _ in 1..MOST_DRESSINGS {
        inner = undressed(inner).unwrap_or(inner);
    }
    let (_, content) = bare(inner)?;
    Ok((input.skip(input.len()), content))
}

/// A number in quotes may be set in bold and as code: more is no dressing, but a line that is drawn.
const MOST_DRESSINGS: usize = 3;

/// What stands within any dressing.
fn bare(input: Tokens<'_>) -> Parsed<'_, Content> {
    let (input, ()) = spaces(input)?;
    if input.is_empty() {
        return Ok((input, Content::Empty));
    }
    let number = whole(map(amount, Content::Amount));
    let nothing = whole(value(Content::Nil, nil));
    let overlong = whole(value(Content::Overflow, overlong));
    // What the first character rules out is not tried.
    match input.first().map(|token| token.class()) {
        Some(Class::Digit) => alt((number, overlong)).parse(input),
        Some(Class::Dash | Class::Slash | Class::Plus) => {
            alt((number, nothing, overlong)).parse(input)
        }
        _ => alt((
            whole(doubtful),
            number,
            nothing,
            whole(value(Content::Empty, empty)),
            overlong,
        ))
        .parse(input),
    }
}

/// Whether the content of a cell may begin with this letter: a sign in words, a numeral, or a word for nothing.
pub(crate) fn begins_content(letter: char) -> bool {
    let (sieve, letters) = &*BEGINNINGS;
    sieve.passes(letter) && letters.contains(&letter)
}

/// The letters that the content of a cell begins with.
pub(crate) fn beginnings() -> impl Iterator<Item = char> {
    BEGINNINGS.1.iter().copied()
}

/// The letters that content begins with, from the words of the template.
static BEGINNINGS: LazyLock<(Sieve, Vec<char>)> = LazyLock::new(|| {
    let words = values::SIGNS
        .iter()
        .map(|(word, _)| *word)
        .chain(values::NIL.iter().copied())
        .chain(values::EMPTY.iter().copied());
    let signs = values::DIGITS
        .iter()
        .chain(values::MULTIPLIERS)
        .chain(values::DOUBTFUL)
        .map(|(sign, _)| *sign);
    let letters: Vec<char> = words
        .filter_map(|word| word.chars().next())
        .chain(signs)
        .collect();
    (Sieve::of(letters.iter().copied()), letters)
});

/// What stands between two equal marks: quotes, as lists of a program have them, with the bracket that opens or closes
/// the list, or Markdown's marks of emphasis and code.
fn undressed(input: Tokens<'_>) -> Option<Tokens<'_>> {
    let quote = |token: Token| token.class() == Class::Quote;
    let mark = |token: Token| quote(token) || matches!(token.ch(), '*' | '_' | '`');
    let tokens = input.slice();
    let (mut from, mut to) = (0, tokens.len());
    while to > from && tokens.get(to - 1).is_some_and(|token| is_space(*token)) {
        to -= 1;
    }
    let at = |index: usize| tokens.get(index).copied();
    from += usize::from(
        at(from).is_some_and(|token| token.ch() == '[') && at(from + 1).is_some_and(quote),
    );
    to -= usize::from(
        to > from + 1
            && at(to - 1).is_some_and(|token| token.ch() == ']')
            && at(to - 2).is_some_and(quote),
    );
    let (first, last) = (at(from)?, at(to.checked_sub(1)?)?);
    (to > from + 1 && mark(first) && first.ch() == last.ch())
        .then(|| input.take(to - 1).take_from(from + 1))
}

/// `parser`, where nothing but white space follows.
fn whole<'t, P>(parser: P) -> impl Parser<Tokens<'t>, Output = P::Output, Error = Miss>
where
    P: Parser<Tokens<'t>, Error = Miss>,
{
    terminated(parser, (spaces, end))
}

/// ```text
/// amount = [ sign ] magnitude [ unit ] *( note | footnote mark | reference )
/// sign   = "+" | "-" | 增 | 减 | 增加 | 减少
/// ```
///
/// A sign word: 国办公开办函〔2019〕60号's column 本年增/减, filled in words. A unit: 251000元 in 采购总金额.
pub(crate) fn amount(input: Tokens<'_>) -> Parsed<'_, Amount> {
    let (input, negative) = opt(terminated(sign, spaces)).parse(input)?;
    let (input, number) = magnitude(input)?;
    let (input, unit) = opt(preceded(spaces, unit)).parse(input)?;
    let (input, notes) =
        many0_count(preceded(spaces, alt((note, ornament, reference)))).parse(input)?;
    let number = if negative == Some(true) {
        number
            .checked_neg()
            .ok_or_else(|| miss(input, "a number that fits"))?
    } else {
        number
    };
    Ok((
        input,
        Amount {
            number,
            unit: unit.flatten(),
            noted: notes > 0,
        },
    ))
}

/// ```text
/// magnitude = arabic | chinese
/// ```
pub(crate) fn magnitude(input: Tokens<'_>) -> Parsed<'_, Number> {
    alt((arabic, chinese)).parse(input)
}

fn sign(input: Tokens<'_>) -> Parsed<'_, bool> {
    // Markdown writers escape a sign, lest it begin a list.
    let escaped = input
        .first()
        .is_some_and(|token| token.class() == Class::Slash && token.ch() == '\\')
        && input
            .skip(1)
            .first()
            .is_some_and(|token| matches!(token.class(), Class::Plus | Class::Dash))
        && input
            .skip(2)
            .first()
            .is_some_and(|token| token.class() == Class::Digit);
    let input = if escaped { input.skip(1) } else { input };
    if let Some((length, negative)) = words(input, values::SIGNS) {
        return Ok((input.skip(length), negative));
    }
    alt((
        value(false, class(Class::Plus, "a sign")),
        value(true, class(Class::Dash, "a sign")),
    ))
    .parse(input)
}

/// ```text
/// reference = 注 *( footnote mark ) | 注 1*2digit       ; 14注①, 14注1
/// ```
fn reference(input: Tokens<'_>) -> Parsed<'_, ()> {
    const MOST_DIGITS: usize = 2;
    let Some(length) = values::REFERENCES.iter().find_map(|text| word(input, text)) else {
        return Err(miss(input, "a reference to a note"));
    };
    let input = input.skip(length);
    let behind = |class: Class| {
        let tokens = input.slice().iter();
        tokens.take_while(|token| token.class() == class).count()
    };
    match behind(Class::Digit) {
        0 => Ok((input.skip(behind(Class::Enumerator)), ())),
        digits if digits <= MOST_DIGITS => Ok((input.skip(digits), ())),
        _ => Err(miss(input, "the number of a note")),
    }
}

fn unit(input: Tokens<'_>) -> Parsed<'_, Option<Unit>> {
    match words(input, values::UNITS) {
        Some((length, unit)) => Ok((input.skip(length), unit)),
        None => Err(miss(input, "a unit")),
    }
}

/// The first word of `list` that `input` begins with: its length in tokens, and what it stands for.
fn words<T: Copy>(input: Tokens<'_>, list: &[(&'static str, T)]) -> Option<(usize, T)> {
    list.iter()
        .find_map(|&(text, meaning)| word(input, text).map(|length| (length, meaning)))
}

/// ```text
/// arabic   = ( 1*3digit 1*( separator 3digit ) | 1*digit ) [ "." 1*digit ]
/// separator = "," | "，" | "'"
/// ```
fn arabic(input: Tokens<'_>) -> Parsed<'_, Number> {
    let mut digits = Digits::default();
    let mut rest = digits.run(input);
    let lead = input.len() - rest.len();
    if lead == 0 {
        return Err(miss(input, "a digit"));
    }
    while lead <= 3 && group_follows(rest) {
        rest = digits.run(rest.skip(1));
    }
    if rest
        .first()
        .is_some_and(|dot| dot.class() == Class::Dot && dot.ch() == '.')
        && rest
            .skip(1)
            .first()
            .is_some_and(|digit| digit.class() == Class::Digit)
    {
        let whole = digits.count;
        rest = digits.run(rest.skip(1));
        digits.scale = digits.count - whole;
    }
    match digits.number() {
        Some(number) => Ok((rest, number)),
        None => Err(miss(input, "a number that fits")),
    }
}

/// A separator and exactly three digits: only then is it a separator of thousands.
fn group_follows(input: Tokens<'_>) -> bool {
    let separator = input.first().is_some_and(|token| {
        (token.class() == Class::Comma && token.ch() == ',')
            || (token.class() == Class::Quote && token.ch() == '\'')
    });
    separator
        && input
            .skip(1)
            .slice()
            .iter()
            .take_while(|token| token.class() == Class::Digit)
            .take(4)
            .count()
            == 3
}

/// Digits as they come in: an exact decimal, or too many of them.
#[derive(Default)]
struct Digits {
    mantissa: i64,
    count: u32,
    scale: u32,
    overflow: bool,
}

impl Digits {
    /// Takes the digits that `input` begins with.
    fn run<'t>(&mut self, input: Tokens<'t>) -> Tokens<'t> {
        let mut length = 0;
        for token in input.slice() {
            let Some(digit) = digit(token.class(), token.ch()) else {
                break;
            };
            let next = self
                .mantissa
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(digit));
            self.overflow |= next.is_none();
            self.mantissa = next.unwrap_or(self.mantissa);
            self.count = self.count.saturating_add(1);
            length += 1;
        }
        input.skip(length)
    }

    fn number(&self) -> Option<Number> {
        let scale = u8::try_from(self.scale).ok()?;
        if self.overflow {
            None
        } else {
            Number::from_parts(self.mantissa, scale)
        }
    }
}

fn digit(class: Class, ch: char) -> Option<i64> {
    if class == Class::Digit {
        ch.to_digit(10).map(i64::from)
    } else {
        None
    }
}

/// ```text
/// chinese = 1*( digit [ multiplier ] | 十 … )      ; 三, 十二, 一百零五, 二〇: at least two signs, or one that is no mark
/// ```
fn chinese(input: Tokens<'_>) -> Parsed<'_, Number> {
    const LONGEST: usize = 16;
    let length = input
        .slice()
        .iter()
        .take(LONGEST)
        .take_while(|token| token.class() == Class::Letter && is_numeral(token.ch()))
        .count();
    let numerals = input.slice().get(..length).unwrap_or_default();
    match chinese_value(numerals) {
        Some(number) if length > 0 => Ok((input.skip(length), Number::from(number))),
        _ => Err(miss(input, "a digit")),
    }
}

/// Whether a letter can stand in a Chinese number.
pub(crate) fn is_numeral(ch: char) -> bool {
    begins_content(ch) && (numeral(ch) || multiplier(ch).is_some())
}

/// The letters that can stand in a Chinese number.
pub(crate) fn numerals() -> impl Iterator<Item = char> {
    let signs = values::DIGITS.iter().chain(values::MULTIPLIERS);
    signs.map(|&(sign, _)| sign)
}

fn numeral(ch: char) -> bool {
    values::DIGITS.iter().any(|&(sign, _)| sign == ch)
}

fn numeral_value(ch: char) -> Option<i64> {
    values::DIGITS
        .iter()
        .find(|&&(sign, _)| sign == ch)
        .map(|&(_, number)| number)
}

fn multiplier(ch: char) -> Option<i64> {
    values::MULTIPLIERS
        .iter()
        .find(|&&(sign, _)| sign == ch)
        .map(|&(_, number)| number)
}

/// Positional (二〇二三) or multiplied (二千零二十三); anything between is no number.
fn chinese_value(numerals: &[Token]) -> Option<i64> {
    let numerals = || numerals.iter().map(|token| token.ch());
    if numerals().all(numeral) {
        return numerals().try_fold(0i64, |sum, ch| {
            sum.checked_mul(10)?.checked_add(numeral_value(ch)?)
        });
    }
    let (mut total, mut section, mut pending, mut ceiling) = (0i64, 0i64, None::<i64>, i64::MAX);
    for ch in numerals() {
        if let Some(power) = multiplier(ch) {
            if power == 10_000 {
                total = (section + pending.take().unwrap_or(0)).checked_mul(power)?;
                (section, ceiling) = (0, i64::MAX);
            } else {
                if power >= ceiling {
                    return None;
                }
                section += pending.take().unwrap_or(1).checked_mul(power)?;
                ceiling = power;
            }
        } else {
            let number = numeral_value(ch)?;
            if pending.is_some_and(|before| before != 0) {
                return None;
            }
            pending = Some(number);
        }
    }
    total.checked_add(section + pending.unwrap_or(0))
}

/// ```text
/// nil = 1*dash | "/" | "\" | 无 | N/A
/// ```
fn nil(input: Tokens<'_>) -> Parsed<'_, ()> {
    if let Some(length) = values::NIL.iter().find_map(|text| word(input, text)) {
        return Ok((input.skip(length), ()));
    }
    let marks = |wanted: Class| {
        input
            .slice()
            .iter()
            .take_while(|token| token.class() == wanted)
            .count()
    };
    let length = marks(Class::Dash).max(marks(Class::Slash));
    if length == 0 {
        Err(miss(input, "a mark for nothing"))
    } else {
        Ok((input.skip(length), ()))
    }
}

/// What an exporter writes into an empty cell.
fn empty(input: Tokens<'_>) -> Parsed<'_, ()> {
    if word(input, values::UNNAMED).is_some() {
        return Ok((input.skip(input.len()), ()));
    }
    match values::EMPTY.iter().find_map(|text| word(input, text)) {
        Some(length) => Ok((input.skip(length), ())),
        None => Err(miss(input, "an empty cell")),
    }
}

/// 一, 〇 or ○, one or more of the same.
fn doubtful(input: Tokens<'_>) -> Parsed<'_, Content> {
    let first = input.first().map(|token| token.ch());
    let meaning = values::DOUBTFUL
        .iter()
        .find(|&&(sign, _)| Some(sign) == first)
        .map(|&(_, number)| number);
    match meaning {
        Some(number) => {
            let length = input
                .slice()
                .iter()
                .take_while(|token| Some(token.ch()) == first)
                .count();
            Ok((input.skip(length), Content::Doubtful(number)))
        }
        None => Err(miss(input, "a mark or a numeral")),
    }
}

/// A run of digits that no number holds.
fn overlong(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (input, _) = opt(sign).parse(input)?;
    let mut digits = Digits::default();
    let rest = digits.run(input);
    if digits.overflow {
        Ok((rest, ()))
    } else {
        Err(miss(input, "a digit"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, content};
    use crate::{fold::fold, grammar::Tokens, template::Unit};

    /// The cell as it would be recorded: the number with its unit, or what stands in its place.
    #[track_caller]
    fn read(text: &str) -> String {
        let tokens = fold(text);
        match content(Tokens::new(&tokens, 0)) {
            Ok((rest, Content::Amount(amount))) if rest.is_empty() => format!(
                "{}{}{}",
                amount.number,
                amount.unit.map_or("", Unit::as_str),
                if amount.noted { " noted" } else { "" }
            ),
            Ok((rest, other)) if rest.is_empty() => format!("{other:?}"),
            Ok(_) => "more".to_owned(),
            Err(_) => "no".to_owned(),
        }
    }

    #[test]
    fn numbers() {
        for (text, expected) in [
            ("0", "0"),
            (" 12 ", "12"),
            ("１２", "12"),
            ("+10", "10"),
            ("-3", "-3"),
            ("－3", "-3"),
            ("减4", "-4"),
            ("增5", "5"),
            ("减少 4 项", "-4"),
            ("1,234", "1234"),
            ("12，345，678", "12345678"),
            ("1'234", "1234"),
            ("35.0", "35.0"),
            ("0.092", "0.092"),
            ("251000元", "251000元"),
            ("25.1 万元", "25.1万元"),
            ("3件", "3"),
            ("22（其中修订 16 件）", "22 noted"),
            ("12③", "12 noted"),
            ("3²", "3 noted"),
            ("14注1", "14 noted"),
            ("14 注①", "14 noted"),
            ("12.5万元注³", "12.5万元 noted"),
            ("十二", "12"),
            ("一百零五", "105"),
            ("二〇", "20"),
            ("两件", "2"),
            ("\\+4", "4"),
            ("\\-19", "-19"),
            ("'5'", "5"),
            ("['5'", "5"),
            ("**12**", "12"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for (text, expected) in [
            ("", "Empty"),
            ("\u{3000}\u{a0}", "Empty"),
            ("NaN", "Empty"),
            ("None", "Empty"),
            ("<br>", "Empty"),
            ("Unnamed: 3_level_0", "Empty"),
            ("\"\"", "Empty"),
            ("—", "Nil"),
            ("——", "Nil"),
            ("-", "Nil"),
            ("/", "Nil"),
            ("\\", "Nil"),
            ("无", "Nil"),
            ("N/A", "Nil"),
            ("一", "Doubtful(1)"),
            ("〇", "Doubtful(0)"),
            ("99999999999999999999999", "Overflow"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "1 2",
            "1\n2",
            "1,23",
            "1,2345",
            "12%",
            "约3",
            "③",
            "- 3 -",
            "3-5",
            "2020年",
            "详见附件",
            "1.2.3",
        ] {
            assert_eq!(read(text), "no", "{text:?}");
        }
    }
}
