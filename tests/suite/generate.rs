//! Consistent reports of both forms, from a seed: every identity of the form holds in them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::form::{APPLICANTS, DISPUTES, Form, OUTCOMES, article20, ids, results};
use crate::random::Rng;
use crate::script::Script;
use crate::story::Story;

/// How large the reporting body is, and so its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    Nil,
    Town,
    Bureau,
    County,
    City,
    Province,
}

/// What the body prints where there was nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// 0 everywhere.
    Zeros,
    /// Nothing at all.
    Blanks,
    /// One mark for the whole report.
    Dash,
    /// 0 in the totals, nothing elsewhere.
    Mixed,
    /// Nothing in the applications table, 0 in the others.
    Sections,
    /// Now a 0, now nothing.
    Patchy,
}

pub(crate) const FORMS: [Form; 2] = [Form::Y2019, Form::Y2021];
pub(crate) const SIZES: [Size; 6] = [
    Size::Nil,
    Size::Town,
    Size::Bureau,
    Size::County,
    Size::City,
    Size::Province,
];
pub(crate) const POLICIES: [Policy; 6] = [
    Policy::Zeros,
    Policy::Blanks,
    Policy::Dash,
    Policy::Mixed,
    Policy::Sections,
    Policy::Patchy,
];

/// The marks for nothing that a report may use.
const MARKS: [&str; 4] = ["—", "-", "/", "——"];

/// All that a sheet follows from; a failing test prints it, and it makes the same sheet again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    pub(crate) form: Form,
    pub(crate) size: Size,
    pub(crate) policy: Policy,
    pub(crate) script: Script,
    pub(crate) seed: u64,
}

impl Spec {
    /// The spec that a seed alone names.
    pub(crate) fn any(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        Self {
            form: rng.pick(&FORMS),
            size: rng.pick(&SIZES),
            policy: rng.pick(&POLICIES),
            script: if rng.chance(50) {
                Script::Hans
            } else {
                rng.pick(&Script::ALL)
            },
            seed,
        }
    }
}

/// Specs for proptest; they shrink towards an empty report of the 2019 form in Simplified script.
pub(crate) fn specs() -> impl Strategy<Value = Spec> {
    (
        prop::sample::select(&FORMS[..]),
        prop::sample::select(&SIZES[..]),
        prop::sample::select(&POLICIES[..]),
        prop::sample::select(&Script::ALL[..]),
        0..1_000_000_u64,
    )
        .prop_map(|(form, size, policy, script, seed)| Spec {
            form,
            size,
            policy,
            script,
            seed,
        })
}

/// What a cell of the report holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// A number: as it is printed, its exact value, and its unit where the document states one.
    Number {
        printed: String,
        value: String,
        unit: Option<&'static str>,
    },
    /// Nothing.
    Blank,
    /// A mark for nothing.
    Nil(&'static str),
}

impl Want {
    /// The cell's text.
    pub(crate) fn printed(&self) -> &str {
        match self {
            Self::Number { printed, .. } => printed,
            Self::Blank => "",
            Self::Nil(mark) => mark,
        }
    }
}

/// How the body writes the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// `12,345`
    pub(crate) thousands: bool,
    /// How a change that is not negative is written.
    pub(crate) change: Change,
    /// The unit printed behind 采购总金额.
    pub(crate) money: Option<&'static str>,
    /// What stands behind the number of a sub-row: `1.`, `1．`, `1、`, `1. `.
    pub(crate) enumerator: &'static str,
    /// ASCII parentheses instead of full-width ones.
    pub(crate) ascii: bool,
    /// The quotes around 三安全一稳定.
    pub(crate) quotes: (&'static str, &'static str),
    /// 逻辑关系 instead of 勾稽关系.
    pub(crate) logic: bool,
    /// Labels are broken where the form breaks them (本年新 / 制作数量).
    pub(crate) wrapped: bool,
}

/// How a change is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// 10, -3
    Plain,
    /// +10, -3
    Plus,
    /// 增10, 减3
    Words,
}

/// A report: what stands in every cell, and all that stands around the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) spec: Spec,
    pub(crate) form: Form,
    pub(crate) year: u16,
    /// The agency's name in Simplified script.
    pub(crate) agency: &'static str,
    pub(crate) style: Style,
    pub(crate) cells: BTreeMap<String, Want>,
    pub(crate) story: Story,
}

/// The sheet that `spec` names.
pub(crate) fn generate(spec: Spec) -> Sheet {
    let mut rng = Rng::new(spec.seed ^ 0x5eed);
    let style = style(&mut rng);
    let mark = rng.pick(&MARKS);
    let year = match spec.form {
        Form::Y2019 => rng.pick(&[2019, 2020, 2020, 2022]),
        Form::Y2021 => rng.pick(&[2021, 2022, 2023, 2024]),
    };
    let counts = counts(spec, &mut rng);
    let money = money(spec, &mut rng);
    let cells = ids(spec.form)
        .into_iter()
        .map(|id| {
            let amount = money.get(id.as_str());
            let nothing = amount.map_or_else(
                || counts.get(&id).is_none_or(|n| *n == 0),
                |amount| amount == "0",
            );
            let want = if nothing {
                empty(spec.policy, mark, &id, &style, &mut rng)
            } else if let Some(amount) = amount {
                written_money(&id, amount, &style)
            } else {
                number(&id, counts[&id], &style)
            };
            (id, want)
        })
        .collect();
    let received = counts["applications.received.total"];
    let story = Story::generate(spec, year, received, &mut rng);
    Sheet {
        spec,
        form: spec.form,
        year,
        agency: story.agency,
        style,
        cells,
        story,
    }
}

/// A way in which the sums of an applications table do not hold, or hold and say little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lie {
    /// None: they hold.
    None,
    /// Some rows have a blank for their total.
    TotalsBlank,
    /// Every row in which a kind of applicant is blank has a blank for its total, too.
    TotalsBlankBesideBlanks,
    /// Some rows have 0 for their total.
    TotalsZero,
    /// Some rows have another number for their total.
    TotalsOff,
    /// Some rows lack one of their numbers.
    PartsBlank,
    /// Some rows have another number somewhere.
    PartsOff,
    /// 三（七）总计 is blank, or its last cell is.
    ResultsBlank,
    /// In some rows a number stands in the column beside its own.
    Slips,
}

pub(crate) const LIES: [Lie; 9] = [
    Lie::None,
    Lie::TotalsBlank,
    Lie::TotalsBlankBesideBlanks,
    Lie::TotalsZero,
    Lie::TotalsOff,
    Lie::PartsBlank,
    Lie::PartsOff,
    Lie::ResultsBlank,
    Lie::Slips,
];

impl Sheet {
    /// The rows of the applications table, as the stems of their ids.
    fn stems(&self) -> Vec<String> {
        let own = |id: &String| Some(id.strip_suffix(".total")?.to_owned());
        let applications = self
            .cells
            .keys()
            .filter(|id| id.starts_with("applications."));
        applications.filter_map(own).collect()
    }

    /// Leaves out the zeros of some rows of the applications table, so many in a hundred.
    pub(crate) fn thin_out(&mut self, percent: u64, rng: &mut Rng) {
        for stem in self.stems() {
            if !rng.chance(percent) {
                continue;
            }
            for who in APPLICANTS {
                if let Some(want) = self.cells.get_mut(&format!("{stem}.{who}"))
                    && want.printed() == "0"
                {
                    *want = Want::Blank;
                }
            }
        }
    }

    /// Breaks the sums of the applications table.
    pub(crate) fn tell(&mut self, lie: Lie, rng: &mut Rng) {
        // One false sum among many true ones is the hardest to see.
        let some = rng.pick(&[4, 15, 40]);
        for stem in self.stems() {
            let part = format!("{stem}.{}", rng.pick(&APPLICANTS[..6]));
            let more = plain_count(rng.below(4) as i64 + 1);
            let blank = |who: &&str| self.cells[&format!("{stem}.{who}")] == Want::Blank;
            let has_blank = APPLICANTS[..6].iter().any(blank);
            let results = stem == "applications.results.total";
            let edit = match lie {
                Lie::TotalsBlank if rng.chance(some) => Some(("total", Want::Blank)),
                Lie::TotalsBlankBesideBlanks if has_blank && rng.chance(90) => {
                    Some(("total", Want::Blank))
                }
                Lie::TotalsZero if rng.chance(some) => Some(("total", plain_count(0))),
                Lie::TotalsOff if rng.chance(some) => Some(("total", more)),
                Lie::PartsBlank if rng.chance(some) => Some((part.as_str(), Want::Blank)),
                Lie::PartsOff if rng.chance(some / 2) => Some((part.as_str(), more)),
                Lie::ResultsBlank if results => Some(("total", Want::Blank)),
                _ => None,
            };
            if let Some((who, want)) = edit {
                let id = if who.starts_with("applications.") {
                    who.to_owned()
                } else {
                    format!("{stem}.{who}")
                };
                self.cells.insert(id, want);
            }
        }
        if lie == Lie::Slips {
            for stem in self.stems() {
                let at = rng.index(5);
                let ids = [at, at + 1].map(|at| format!("{stem}.{}", APPLICANTS[at]));
                if rng.chance(some / 2) {
                    let [one, two] = ids.each_ref().map(|id| self.cells[id].clone());
                    let [left, right] = ids;
                    self.cells.extend([(left, two), (right, one)]);
                }
            }
        }
        if lie == Lie::ResultsBlank && rng.chance(50) {
            for who in APPLICANTS {
                let id = format!("applications.results.total.{who}");
                self.cells.insert(id, Want::Blank);
            }
        }
    }
}

/// A count without thousands separators.
fn plain_count(count: i64) -> Want {
    Want::Number {
        printed: count.to_string(),
        value: count.to_string(),
        unit: None,
    }
}

/// How this body writes.
fn style(rng: &mut Rng) -> Style {
    Style {
        thousands: rng.chance(25),
        change: rng.pick(&[Change::Plain, Change::Plus, Change::Plus, Change::Words]),
        money: rng.pick(&[None, Some("元"), Some("万元")]),
        enumerator: rng.pick(&[".", ".", "．", "、", ". "]),
        ascii: rng.chance(30),
        quotes: rng.pick(&[("“", "”"), ("\"", "\""), ("「", "」"), ("", "")]),
        logic: rng.chance(30),
        wrapped: rng.chance(40),
    }
}

/// The largest count of a common row of a body of this size.
fn scale(size: Size) -> u64 {
    match size {
        Size::Nil => 0,
        Size::Town => 2,
        Size::Bureau => 9,
        Size::County => 80,
        Size::City => 900,
        Size::Province => 12_000,
    }
}

/// Every count of the report, with all identities of the form holding.
fn counts(spec: Spec, rng: &mut Rng) -> BTreeMap<String, i64> {
    let most = scale(spec.size);
    let mut counts = BTreeMap::new();
    for block in article20(spec.form) {
        for (_, row) in block.rows {
            for id in *row {
                counts.insert((*id).to_owned(), article20_count(id, most, rng));
            }
        }
    }
    // A body never carries a list of fewer than no items into the next year.
    for (id, change) in counts.clone() {
        if let Some(row) = id.strip_suffix(".change") {
            let before = counts[&format!("{row}.previous_year")];
            counts.insert(id, change.max(-before));
        }
    }
    applications(spec.form, most, rng, &mut counts);
    for group in DISPUTES {
        let mut total = 0;
        for (outcome, _) in &OUTCOMES[..4] {
            let more = u64::from(most > 0 && rng.chance(30));
            let count = rng.below(most / 8 + more + 1) as i64;
            total += count;
            counts.insert(format!("{group}.{outcome}"), count);
        }
        counts.insert(format!("{group}.total"), total);
    }
    counts
}

/// A count of Article 20.
fn article20_count(id: &str, most: u64, rng: &mut Rng) -> i64 {
    let few = |rng: &mut Rng| rng.below(most.min(120) + 1) as i64;
    if id.ends_with(".change") {
        return few(rng) - few(rng);
    }
    if id.ends_with(".decisions") {
        return rng.below(most * 30 + 1) as i64;
    }
    if id.contains(".rules.") && most < scale(Size::City) {
        return 0;
    }
    few(rng)
}

/// The applications table: column by column, results first.
fn applications(form: Form, most: u64, rng: &mut Rng, counts: &mut BTreeMap<String, i64>) {
    let weights = [100, 12, 3, 2, 8, 4];
    let mut rows: BTreeMap<String, i64> = BTreeMap::new();
    for (who, weight) in APPLICANTS[..6].iter().zip(weights) {
        let share = most * weight / 100;
        let mut put = |row: &str, count: i64, counts: &mut BTreeMap<String, i64>| {
            counts.insert(format!("applications.{row}.{who}"), count);
            *rows.entry(row.to_owned()).or_default() += count;
        };
        let mut total = 0;
        let groups = results(form);
        for (id, _) in groups[..6].iter().flat_map(|(_, rows)| rows.iter()) {
            let room = if *id == "granted" {
                share + u64::from(most > 0)
            } else {
                share / 3
            };
            let count = if rng.chance(60) {
                rng.below(room + 1) as i64
            } else {
                0
            };
            total += count;
            put(&format!("results.{id}"), count, counts);
        }
        let forward = rng.below(share / 4 + 1) as i64;
        let carried = rng.below((share / 4).min((total + forward) as u64) + 1) as i64;
        put("results.total", total, counts);
        put("carried_in", carried, counts);
        put("carried_forward", forward, counts);
        put("received", total + forward - carried, counts);
    }
    for (row, total) in rows {
        counts.insert(format!("applications.{row}.total"), total);
    }
}

/// The amounts of money, as decimals without separators.
fn money(spec: Spec, rng: &mut Rng) -> BTreeMap<&'static str, String> {
    let most = scale(spec.size);
    let whole = rng.below(most * 40 + 1);
    let amount = match rng.below(4) {
        0 => whole.to_string(),
        1 => format!("{whole}.{}", rng.below(9) + 1),
        2 => format!("{whole}.{}{}", rng.below(10), rng.below(9) + 1),
        _ => format!("{whole}.0{}{}", rng.below(1000), rng.below(9) + 1),
    };
    let amount = if most == 0 { "0".to_owned() } else { amount };
    BTreeMap::from([match spec.form {
        Form::Y2019 => ("article20.item9.procurement.amount", amount),
        Form::Y2021 => ("article20.item8.fees.amount", amount),
    }])
}

/// What stands in a cell for which there is nothing to report.
fn empty(policy: Policy, mark: &'static str, id: &str, style: &Style, rng: &mut Rng) -> Want {
    let zero = || match money_unit(id, style) {
        Some(_) => written_money(id, "0", style),
        None => Want::Number {
            printed: "0".to_owned(),
            value: "0".to_owned(),
            unit: None,
        },
    };
    match policy {
        Policy::Zeros => zero(),
        Policy::Blanks => Want::Blank,
        Policy::Dash => Want::Nil(mark),
        Policy::Mixed if id.ends_with(".total") => zero(),
        Policy::Mixed => Want::Blank,
        Policy::Sections if id.starts_with("applications.") => Want::Blank,
        Policy::Sections => zero(),
        Policy::Patchy if rng.chance(50) => zero(),
        Policy::Patchy => Want::Blank,
    }
}

/// A count or a change as it is written.
fn number(id: &str, count: i64, style: &Style) -> Want {
    let digits = grouped(&count.unsigned_abs().to_string(), style.thousands);
    let (plus, minus) = match style.change {
        _ if !id.ends_with(".change") => ("", "-"),
        Change::Plain => ("", "-"),
        Change::Plus => ("+", "-"),
        Change::Words => ("增", "减"),
    };
    Want::Number {
        printed: format!("{}{digits}", if count < 0 { minus } else { plus }),
        value: count.to_string(),
        unit: None,
    }
}

/// The unit of a money cell: printed behind it, or stated by the header.
fn money_unit(id: &str, style: &Style) -> Option<&'static str> {
    match id {
        "article20.item8.fees.amount" => Some("万元"),
        "article20.item9.procurement.amount" => style.money,
        _ => None,
    }
}

/// An amount of money as it is written.
fn written_money(id: &str, amount: &str, style: &Style) -> Want {
    let unit = money_unit(id, style);
    let suffix = match unit {
        Some(unit) if id.ends_with("procurement.amount") => unit,
        _ => "",
    };
    Want::Number {
        printed: format!("{}{suffix}", grouped(amount, style.thousands)),
        value: amount.to_owned(),
        unit,
    }
}

/// Decimal digits with a comma before every three, where `grouped` asks for it.
fn grouped(amount: &str, grouped: bool) -> String {
    let (whole, rest) = match amount.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (amount, String::new()),
    };
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + &rest
}

/// The count in a cell, blanks and marks counting as 0.
#[cfg(test)]
fn count(sheet: &Sheet, id: &str) -> i64 {
    match &sheet.cells[id] {
        Want::Number { value, .. } => value.parse().expect("a count is whole"),
        Want::Blank | Want::Nil(_) => 0,
    }
}

#[test]
fn every_identity_of_the_form_holds() {
    for seed in 0..200 {
        let sheet = generate(Spec::any(seed));
        let cell = |row: &str, who: &str| count(&sheet, &format!("applications.{row}.{who}"));
        let rows: Vec<String> = results(sheet.form)
            .iter()
            .flat_map(|(_, rows)| rows.iter())
            .map(|(id, _)| format!("results.{id}"))
            .collect();
        for who in APPLICANTS {
            let parts: i64 = rows[..rows.len() - 1]
                .iter()
                .map(|row| cell(row, who))
                .sum();
            assert_eq!(parts, cell("results.total", who), "seed {seed}: {who}");
            assert_eq!(
                cell("received", who) + cell("carried_in", who),
                cell("results.total", who) + cell("carried_forward", who),
                "seed {seed}: {who}"
            );
            assert!(cell("received", who) >= 0, "seed {seed}: {who}");
        }
        for row in
            rows.iter()
                .map(String::as_str)
                .chain(["received", "carried_in", "carried_forward"])
        {
            let parts: i64 = APPLICANTS[..6].iter().map(|who| cell(row, who)).sum();
            assert_eq!(parts, cell(row, "total"), "seed {seed}: {row}");
        }
        for group in DISPUTES {
            let parts: i64 = OUTCOMES[..4]
                .iter()
                .map(|(id, _)| count(&sheet, &format!("{group}.{id}")))
                .sum();
            assert_eq!(parts, count(&sheet, &format!("{group}.total")));
        }
    }
}

#[test]
fn a_spec_makes_the_same_sheet_twice() {
    for seed in [0, 1, 77] {
        assert_eq!(generate(Spec::any(seed)), generate(Spec::any(seed)));
    }
}

#[test]
fn separators_stand_before_every_three_digits() {
    for (amount, printed) in [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("1234567.89", "1,234,567.89"),
    ] {
        assert_eq!(grouped(amount, true), printed);
        assert_eq!(grouped(amount, false), amount);
    }
}
