//! Labels as they are printed: enumerator, letters, notes in brackets, an exporter's suffix.

use std::rc::Rc;

use nom::{Parser, branch::alt, combinator::opt, multi::many1};

use super::{
    LONGEST_NOTE, Miss, Parsed, Tokens, is_space,
    lexicon::{Place, Sense, letter, lexicon},
    miss, note_length,
    sieve::Sieve,
    spaces,
};
use crate::{
    fold::{Class, Token},
    span::Span,
    template::{Block, Column, Group, Label, LabelText, Row, Section, values},
};

/// How a row is numbered. Sites renumber and restyle freely, so it decides only between labels of the same letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Enumerator {
    style: Style,
    number: u8,
}

/// 一、 | （一） | 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Chinese,
    Bracketed,
    Arabic,
}

/// A label as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printed {
    place: Place,
    /// What it may say. Its letters decide, and its enumerator where it is one of theirs.
    sense: &'static Sense,
    /// The source range of the first note in brackets behind the letters.
    pub(crate) note: Option<Span>,
    /// The source range of the letters.
    pub(crate) span: Span,
    /// The text ended where a longer label could go on: 本年增/ before 减.
    pub(crate) open: bool,
    /// The text ended within a note.
    pub(crate) unclosed: bool,
    /// An enumerator stands before it.
    numbered: bool,
}

impl Printed {
    /// Whether it shows the enumerator that the form has before it; `None` where the form has none.
    pub(crate) fn shows_number(self) -> Option<bool> {
        let wanted = self.readings().any(|text| !text.enumerator.is_empty());
        wanted.then_some(self.numbered)
    }

    pub(crate) fn readings(self) -> impl Iterator<Item = &'static LabelText> {
        self.sense.readings.iter().copied()
    }

    pub(crate) const fn row(self) -> Option<Row> {
        self.sense.row
    }

    pub(crate) const fn group(self) -> Option<Group> {
        self.sense.group
    }

    pub(crate) const fn block(self) -> Option<Block> {
        self.sense.block
    }

    pub(crate) const fn column(self) -> Option<(Column, &'static LabelText)> {
        self.sense.column
    }

    pub(crate) const fn heading(self) -> Option<Section> {
        self.sense.heading
    }

    /// Whether it stands in headers: a column, or a head over columns.
    pub(crate) const fn heads(self) -> bool {
        self.sense.heads
    }

    /// Whether one of the readings is `label`.
    pub(crate) fn is(self, label: Label) -> bool {
        self.readings().any(|text| text.label == label)
    }

    /// Whether both are the same text.
    pub(crate) fn same_text(self, other: Self) -> bool {
        self.place == other.place
    }
}

/// ```text
/// labels = 1*label      ; 三、本年度办理结果（一）予以公开 in one cell
/// ```
pub(crate) fn labels(input: Tokens<'_>) -> Parsed<'_, Vec<Printed>> {
    many1(label).parse(input)
}

/// What a cell says of labels.
#[derive(Debug)]
pub(crate) enum Said {
    /// Labels and nothing else.
    Labels(Rc<[Printed]>),
    /// Labels, and something behind them that is none.
    Labelled(Rc<[Printed]>),
    /// The beginning of a label.
    Head,
    /// Nothing.
    Nothing,
}

/// A cell with more labels is none: a report has some hundred.
const MOST_LABELS: usize = 1024;

/// What a cell says of labels: [`labels`] and [`is_head`] in one, with no letter walked twice.
pub(crate) fn said(input: Tokens<'_>) -> Said {
    let Ok((start, ())) = leading(input) else {
        return Said::Nothing;
    };
    let numbered = enumerator(start).ok();
    let (behind, enumerator) = numbered.map_or((start, None), |(behind, it)| (behind, Some(it)));
    let walked = walk(behind);
    let plain = || enumerator.map(|_| walk(start));
    let first = printed(behind, enumerator, &walked)
        .or_else(|missed| plain().map_or(Err(missed), |walked| printed(start, None, &walked)));
    let found = first.ok().and_then(|(mut rest, first)| {
        let mut more = Vec::new();
        while !rest.is_empty()
            && more.len() < MOST_LABELS
            && let Ok((behind, next)) = label(rest)
        {
            more.push(next);
            rest = behind;
        }
        let labels: Rc<[Printed]> = if more.is_empty() {
            Rc::new([first])
        } else {
            std::iter::once(first).chain(more).collect()
        };
        (labels.len() <= MOST_LABELS).then_some((labels, rest))
    });
    let all = |rest: Tokens<'_>| rest.slice().iter().all(|token| is_space(*token));
    match found {
        Some((labels, rest)) if all(rest) => Said::Labels(labels),
        _ if walked.open || plain().is_some_and(|walked| walked.open) => Said::Head,
        Some((labels, _)) => Said::Labelled(labels),
        None => Said::Nothing,
    }
}

/// ```text
/// label = [ enumerator ] letters *( note | punctuation ) [ suffix ]
/// ```
///
/// The letters are those of a label of 国办公开办函〔2019〕60号 or 〔2021〕30号, or of an alias, with punctuation,
/// spaces, line ends, and notes in brackets (pinyin, explanations) anywhere between them.
pub(crate) fn label(input: Tokens<'_>) -> Parsed<'_, Printed> {
    let (start, _) = leading(input)?;
    let (behind, enumerator) = opt(enumerator).parse(start)?;
    match body(behind, enumerator) {
        Err(nom::Err::Error(missed)) if enumerator.is_some() => body(start, None)
            .map_err(|error| error.map(|other: Miss| nom::error::ParseError::or(missed, other))),
        result => result,
    }
}

/// Marks that Markdown and quoting put before a label.
fn leading(input: Tokens<'_>) -> Parsed<'_, ()> {
    let marks = input
        .slice()
        .iter()
        .take_while(|token| {
            is_space(**token)
                || matches!(token.class(), Class::Quote | Class::Other | Class::Close)
                || (token.class() == Class::Dot)
        })
        .count();
    Ok((input.skip(marks), ()))
}

/// Letters, then what may stand behind them.
fn body(input: Tokens<'_>, enumerator: Option<Enumerator>) -> Parsed<'_, Printed> {
    printed(input, enumerator, &walk(input))
}

/// The label that a walk found.
fn printed<'t>(
    input: Tokens<'t>,
    enumerator: Option<Enumerator>,
    walk: &Walk,
) -> Parsed<'t, Printed> {
    let Some((length, place)) = walk.accepted else {
        return Err(nom::Err::Error(Miss::new(
            input.skip(walk.reached).here(),
            "a label of the form",
        )));
    };
    let taken = input.slice().get(..length).unwrap_or_default();
    let first = taken
        .iter()
        .find(|token| letter(**token).is_some())
        .map_or(input.here(), |token| token.at());
    let rest = input.skip(length);
    let mut printed = Printed {
        place,
        sense: lexicon().sense(place, enumerator),
        note: walk.note,
        span: Span::new(first, rest.here().max(first)),
        open: walk.open,
        unclosed: false,
        numbered: enumerator.is_some(),
    };
    let rest = trailing(rest, &mut printed);
    Ok((rest, printed))
}

/// How far the letters of some label go.
struct Walk {
    /// The tokens of the longest label, and where it ends in the lexicon.
    accepted: Option<(usize, Place)>,
    /// The token at which no label goes on.
    reached: usize,
    note: Option<Span>,
    open: bool,
}

fn walk(input: Tokens<'_>) -> Walk {
    let (lexicon, tokens) = (lexicon(), input.slice());
    let mut walk = Walk {
        accepted: None,
        reached: 0,
        note: None,
        open: false,
    };
    let mut place = lexicon.root();
    let mut index = 0;
    while let Some(&token) = tokens.get(index) {
        walk.reached = index;
        if let Some(ch) = letter(token) {
            match lexicon.step(place, ch) {
                Some(next) => place = next,
                None => return walk,
            }
            index += 1;
            if lexicon.accepts(place) {
                walk.accepted = Some((index, place));
            }
            continue;
        }
        if let Some(length) = line_break(tokens.get(index..).unwrap_or_default()) {
            index += length;
            continue;
        }
        match token.class() {
            Class::Digit => return walk,
            Class::Open if !next_letter_fits(tokens, index, place) => {
                if place == lexicon.root() {
                    return walk;
                }
                let Some(length) = tokens.get(index..).and_then(note_length) else {
                    return walk;
                };
                walk.note = walk.note.or(Some(span_of(input, index, index + length)));
                index += length;
            }
            _ => index += 1,
        }
    }
    walk.reached = index;
    walk.open = place != lexicon.root() && lexicon.goes_on(place);
    walk
}

/// The length of the `<br>` that `tokens` begin with: how Markdown breaks a line in a cell.
fn line_break(tokens: &[Token]) -> Option<usize> {
    let mut chars = tokens.iter().map(|token| token.ch());
    if !(chars.next() == Some('<') && chars.next() == Some('b') && chars.next() == Some('r')) {
        return None;
    }
    let close = tokens
        .iter()
        .skip(3)
        .take(3)
        .position(|token| token.ch() == '>')?;
    Some(close + 4)
}

/// Whether the first letter behind `index` goes on with the label: the brackets of 第二十条第（一）项 are its own.
fn next_letter_fits(tokens: &[Token], index: usize, place: Place) -> bool {
    let behind = tokens.get(index + 1..).unwrap_or_default();
    behind
        .iter()
        .take(4)
        .find_map(|token| letter(*token))
        .is_some_and(|ch| lexicon().step(place, ch).is_some())
}

fn span_of(input: Tokens<'_>, from: usize, to: usize) -> Span {
    let (start, end) = (input.skip(from).here(), input.skip(to).here());
    Span::new(start, end.max(start))
}

/// ```text
/// trailing = *( note | punctuation ) [ "." 1*digit ]      ; the suffix of a repeated column name
/// ```
fn trailing<'t>(input: Tokens<'t>, printed: &mut Printed) -> Tokens<'t> {
    let mut rest = input;
    let mut adjacent = true;
    while let Some(token) = rest.first() {
        match token.class() {
            Class::Open => {
                // （一） behind 三、本年度办理结果 is the enumerator of the next label; 行政诉讼（复议后起诉） is two labels.
                if enumerator(rest).is_ok() || is_label_in_brackets(rest) {
                    break;
                }
                // A note that the text breaks off goes on elsewhere.
                let length = note_length(rest.slice());
                if length.is_none() && rest.len() > LONGEST_NOTE {
                    break;
                }
                printed.unclosed = length.is_none();
                printed.open |= printed.unclosed;
                let length = length.unwrap_or(rest.len());
                printed.note = printed.note.or(Some(span_of(rest, 0, length)));
                rest = rest.skip(length);
            }
            Class::Close | Class::Colon | Class::Comma | Class::Quote | Class::Other => {
                rest = rest.skip(1)
            }
            Class::Dot => rest = suffix(rest).unwrap_or_else(|| rest.skip(1)),
            Class::Slash if adjacent => rest = rest.skip(1),
            Class::Space | Class::Newline | Class::Page | Class::Tab => {
                adjacent = false;
                rest = rest.skip(1);
            }
            _ => break,
        }
    }
    rest
}

/// Whether the brackets that `input` begins with hold a label of the form.
fn is_label_in_brackets(input: Tokens<'_>) -> bool {
    let inside = input.skip(1);
    let behind = walk(inside).accepted.map(|(length, _)| inside.skip(length));
    behind
        .and_then(Tokens::first)
        .is_some_and(|token| token.class() == Class::Close)
}

/// `.1` at the very end: what pandas adds to a column name that it has seen before.
fn suffix(input: Tokens<'_>) -> Option<Tokens<'_>> {
    let digits = input
        .slice()
        .iter()
        .skip(1)
        .take_while(|token| token.class() == Class::Digit)
        .count();
    let rest = input.skip(1 + digits);
    (digits > 0 && rest.is_empty()).then_some(rest)
}

/// ```text
/// enumerator = bracketed | dotted | mark
/// bracketed  = "(" numeral ")"                ; （一） (1)
/// dotted     = numeral [ "\" ] ( "、" | "." ) ; 一、 1. 1． 1\.
/// mark       = 1*single-character enumerator  ; ㈠ ⒈ ①
/// ```
pub(crate) fn enumerator(input: Tokens<'_>) -> Parsed<'_, Enumerator> {
    // What the first character rules out is not tried.
    let first = input.first();
    let (input, enumerator) = match first.map(|token| token.class()) {
        Some(Class::Open) => bracketed(input),
        Some(Class::Enumerator) => alt((dotted, mark)).parse(input),
        Some(Class::Digit) => dotted(input),
        _ if first.is_some_and(|token| one_numeral(token.ch()).is_some()) => dotted(input),
        _ => Err(miss(input, "an enumerator")),
    }?;
    let (input, ()) = spaces(input)?;
    Ok((input, enumerator))
}

fn bracketed(input: Tokens<'_>) -> Parsed<'_, Enumerator> {
    let open = input
        .first()
        .is_some_and(|token| token.class() == Class::Open);
    if !open {
        return Err(miss(input, "an enumerator"));
    }
    let (rest, ()) = spaces(input.skip(1))?;
    let (rest, (_, number)) = numeral(rest)?;
    let (rest, ()) = spaces(rest)?;
    match rest.first() {
        Some(token) if token.class() == Class::Close => Ok((
            rest.skip(1),
            Enumerator {
                style: Style::Bracketed,
                number,
            },
        )),
        _ => Err(miss(rest, "a closing bracket")),
    }
}

fn dotted(input: Tokens<'_>) -> Parsed<'_, Enumerator> {
    let (rest, (style, number)) = numeral(input)?;
    let (rest, ()) = spaces(rest)?;
    let escaped = rest
        .first()
        .is_some_and(|token| token.class() == Class::Slash && token.ch() == '\\');
    let rest = if escaped { rest.skip(1) } else { rest };
    match rest.first() {
        Some(token) if matches!(token.class(), Class::Comma | Class::Dot) => {
            Ok((rest.skip(1), Enumerator { style, number }))
        }
        _ => Err(miss(rest, "the point of an enumerator")),
    }
}

/// Single-character enumerators, each possibly unfolded into several tokens of one source character.
fn mark(input: Tokens<'_>) -> Parsed<'_, Enumerator> {
    let tokens = input.slice();
    let length = tokens
        .iter()
        .take_while(|token| token.class() == Class::Enumerator)
        .count();
    let marks = tokens.get(..length).unwrap_or_default();
    let bracketed = marks.iter().any(|token| token.ch() == '(');
    let number = marks.iter().find_map(|token| one_numeral(token.ch()));
    let Some(number) = number.filter(|_| length > 0) else {
        return Err(miss(input, "an enumerator"));
    };
    let mut rest = input.skip(length);
    if rest
        .first()
        .is_some_and(|token| matches!(token.class(), Class::Comma | Class::Dot))
    {
        rest = rest.skip(1);
    }
    let style = if bracketed {
        Style::Bracketed
    } else {
        Style::Arabic
    };
    Ok((rest, Enumerator { style, number }))
}

/// One or two digits, or one Chinese digit.
fn numeral(input: Tokens<'_>) -> Parsed<'_, (Style, u8)> {
    let digits = input
        .slice()
        .iter()
        .take_while(|token| token.class() == Class::Digit)
        .take(3)
        .count();
    if matches!(digits, 1 | 2) {
        let number = input.slice().iter().take(digits).fold(0u32, |sum, token| {
            sum * 10 + token.ch().to_digit(10).unwrap_or_default()
        });
        return Ok((
            input.skip(digits),
            (Style::Arabic, u8::try_from(number).unwrap_or(u8::MAX)),
        ));
    }
    match input.first().and_then(|token| one_numeral(token.ch())) {
        Some(number) if digits == 0 => Ok((input.skip(1), (Style::Chinese, number))),
        _ => Err(miss(input, "an enumerator")),
    }
}

fn one_numeral(ch: char) -> Option<u8> {
    if let Some(digit) = ch.to_digit(10) {
        return u8::try_from(digit).ok();
    }
    if !NUMERALS.passes(ch) {
        return None;
    }
    let found = values::DIGITS
        .iter()
        .find(|&&(sign, number)| sign == ch && number > 0);
    found.and_then(|&(_, number)| u8::try_from(number).ok())
}

/// The Chinese digits.
static NUMERALS: Sieve = numerals();

const fn numerals() -> Sieve {
    let mut sieve = Sieve::new();
    let mut index = 0;
    while index < values::DIGITS.len() {
        sieve = sieve.with(values::DIGITS[index].0);
        index += 1;
    }
    sieve
}

/// Whether `input` is the beginning of a label that is not yet at its end.
pub(crate) fn is_head(input: Tokens<'_>) -> bool {
    let Ok((start, ())) = leading(input) else {
        return false;
    };
    let numbered = enumerator(start).map_or(start, |(rest, _)| rest);
    [numbered, start].into_iter().any(|from| walk(from).open)
}

#[cfg(test)]
mod tests {
    use super::{is_head, label, labels};
    use crate::{fold::fold, grammar::Tokens, template::Label};

    /// The labels that a cell consists of, by name, or where and why it is none.
    #[track_caller]
    fn read(text: &str) -> String {
        let tokens = fold(text);
        let end = u32::try_from(text.len()).unwrap_or_default();
        match labels(Tokens::new(&tokens, end)) {
            Ok((rest, found)) => {
                let names: Vec<String> = found
                    .iter()
                    .map(|printed| {
                        let mut names: Vec<String> = printed
                            .readings()
                            .map(|text| match text.label {
                                Label::Row(row) => row.id().to_owned(),
                                other => format!("{other:?}"),
                            })
                            .collect();
                        names.dedup();
                        names.join(" or ")
                    })
                    .collect();
                let rest: String = rest.slice().iter().map(|token| token.ch()).collect();
                format!(
                    "{}{}{rest}",
                    names.join(" + "),
                    if rest.is_empty() { "" } else { " | " }
                )
            }
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn rows_however_they_are_printed() {
        for (text, row) in [
            ("规章", "article20.item1.rules"),
            (
                "規(guī)章(設區(qū)的市、自治州人民政府應提供相關數(shù)據(jù))",
                "article20.item1.rules",
            ),
            ("一、本年新收政府信息公开申请数量", "applications.received"),
            ("二.上年結轉政府信息公開申請數量", "applications.carried_in"),
            (
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                "applications.results.partially_granted",
            ),
            (
                "1\\. 属于国家秘密",
                "applications.results.denied.state_secret",
            ),
            ("⒈属于国家秘密", "applications.results.denied.state_secret"),
            (
                "3. 危及“三安全一稳定”",
                "applications.results.denied.security_and_stability",
            ),
            (
                "3.危及三安全\n一稳定",
                "applications.results.denied.security_and_stability",
            ),
            ("规范性<br>文件", "article20.item1.normative_documents"),
            ("（七）总计", "applications.results.total"),
            ("㈦总计", "applications.results.total"),
            ("3.其他", "applications.results.other.other"),
            (
                "4.無正當理由大量反覆申請",
                "applications.results.not_processed.excessive_repeated",
            ),
            (
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "applications.results.other.overdue_correction",
            ),
        ] {
            let found = read(text);
            assert!(found.starts_with(row) || found == row, "{text}: {found}");
        }
    }

    #[test]
    fn several_labels_in_one_cell() {
        assert_eq!(
            read("三、本年度办理结果（一）予以公开"),
            "Group(Results) + applications.results.granted"
        );
        assert_eq!(read("行政复议行政诉讼"), "Reconsideration + Litigation");
        assert_eq!(
            read("行政诉讼（复议后起诉）"),
            "Litigation + AfterReconsideration"
        );
    }

    #[test]
    fn what_stands_behind_a_label_is_left() {
        assert_eq!(read("规章 0"), "article20.item1.rules | 0");
        assert_eq!(read("第二十条第（一）项.1"), "Block(Item1)");
    }

    #[test]
    fn a_miss_says_how_far_it_got() {
        let text = "1.属于国家机密";
        let tokens = fold(text);
        let end = u32::try_from(text.len()).unwrap_or_default();
        let missed = match label(Tokens::new(&tokens, end)) {
            Err(nom::Err::Error(missed)) => missed,
            other => panic!("{other:?}"),
        };
        assert_eq!(&text[missed.at() as usize..], "机密");
        assert_eq!(
            missed.expected().collect::<Vec<_>>(),
            ["a label of the form"]
        );
    }

    #[test]
    fn heads() {
        let head = |text: &str| is_head(Tokens::new(&fold(text), 0));
        assert!(head("本年新"));
        assert!(head("2.其他法律行政法规禁止公"));
        assert!(head("本年增/"));
        assert!(!head("规章"));
        assert!(!head("我局"));
    }
}
