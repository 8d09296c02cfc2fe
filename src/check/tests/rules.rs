//! Every rule where it fires, where it is silent and where it is undecided.

use super::sample::*;
use super::*;

/// What a case shows of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shows {
    Fires,
    Silent,
    Undecided,
}
use Shows::{Fires, Silent, Undecided};

/// A rule, what becomes of it, and where.
type Case = (&'static str, Shows, fn() -> Checks);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("article20.projects-below-zero", Fires, || y2019(&[(PREVIOUS, "3"), (CHANGE, "-4")]).check()),
    ("article20.projects-below-zero", Silent, || y2019(&[(PREVIOUS, "3"), (CHANGE, "-3")]).check()),
    ("article20.projects-below-zero", Undecided, || y2019(&[(PREVIOUS, "?"), (CHANGE, "-3")]).check()),
    ("article20.disclosed-beyond-total", Fires, || y2019(&[(NEW, "9")]).check()),
    ("article20.disclosed-beyond-total", Silent, || y2019(&[]).check()),
    ("article20.disclosed-beyond-total", Undecided, || y2019(&[(NEW, "约")]).check()),
    ("article20.rules-without-power", Fires, || named(Some("青禾县水务局"), &[]).check()),
    ("article20.rules-without-power", Silent, || named(Some("某某市司法局"), &[]).check()),
    ("article20.rules-without-power", Undecided, || named(None, &[]).check()),
    ("applications.row-total", Fires, || y2021(&[(RECEIVED, "7")]).check()),
    ("applications.row-total", Silent, || y2021(&[]).check()),
    ("applications.row-total", Undecided, || y2021(&[("applications.received.enterprise", "?")]).check()),
    ("applications.balance", Fires, || y2019(&[(IN, "700")]).check()),
    ("applications.balance", Silent, || y2019(&[]).check()),
    ("applications.balance", Undecided, || y2019(&[(FORWARD, "约")]).check()),
    ("applications.results-total", Fires, || y2019(&[(RESULTS, "1")]).check()),
    ("applications.results-total", Silent, || y2019(&[]).check()),
    ("applications.results-total", Undecided, || y2019(&[(RESULTS, "?")]).check()),
    ("applications.total-blank", Fires, || y2021(&[(RECEIVED, "")]).check()),
    ("applications.total-blank", Silent, || y2021(&[]).check()),
    ("applications.total-blank", Undecided, || emptied(Table::Applications, "?").check()),
    ("disputes.row-total", Fires, || y2021(&[(APPEALS, "1")]).check()),
    ("disputes.row-total", Silent, || y2021(&[]).check()),
    ("disputes.row-total", Undecided, || y2021(&[("reconsideration.upheld", "约")]).check()),
    ("disputes.total-blank", Fires, || y2021(&[(APPEALS, "—")]).check()),
    ("disputes.total-blank", Silent, || y2021(&[]).check()),
    ("disputes.total-blank", Undecided, || y2021(&[(APPEALS, "?")]).check()),
    ("claims.differ", Fires, || claiming(RECEIVED, "4000", &[]).check()),
    ("claims.differ", Silent, || claiming(APPEALS, "0", &[(APPEALS, "0")]).check()),
    ("claims.differ", Undecided, || claiming(APPEALS, "1", &[(APPEALS, "?")]).check()),
    ("years.consecutive", Fires, || years(&on(y2021(&[]), Some(2020)), &y2021(&[]))),
    ("years.consecutive", Silent, || two(&[], &[])),
    ("years.consecutive", Undecided, || years(&on(y2021(&[]), None), &y2021(&[]))),
    ("years.carried-forward", Fires, || two(&[(FORWARD, "5")], &[(IN, "6")])),
    ("years.carried-forward", Silent, || carried_well()),
    ("years.carried-forward", Undecided, || two(&[(FORWARD, "?")], &[(IN, "6")])),
    ("years.in-force", Fires, || two(&[(IN_FORCE, "6")], &[(IN_FORCE, "7")])),
    ("years.in-force", Silent, || two(&[(IN_FORCE, "6")], &[(IN_FORCE, "6")])),
    ("years.in-force", Undecided, || years(&on(y2019(&[]), Some(2022)), &y2021(&[]))),
    ("years.projects", Fires, || two_2019(&[(PREVIOUS, "6")], &[(PREVIOUS, "6")])),
    ("years.projects", Silent, || projects_well()),
    ("years.projects", Undecided, || two_2019(&[(CHANGE, "约")], &[])),
    ("bodies.sum", Fires, || whole("2万元", "3万元")),
    ("bodies.sum", Silent, || doubled()),
    ("bodies.sum", Undecided, || whole("2万元", "?")),
];

#[test]
fn every_rule_fires_is_silent_and_is_undecided() {
    for (code, shows, checks) in CASES {
        let checks = checks();
        let outcomes: Vec<Outcome> = checks
            .outcomes()
            .iter()
            .filter(|check| check.rule().code() == *code)
            .map(Check::outcome)
            .collect();
        let found = checks
            .findings()
            .iter()
            .filter(|it| it.code() == code)
            .count();
        let of = |wanted: Outcome| outcomes.iter().filter(|it| **it == wanted).count();
        let fails = of(Outcome::Fails);
        assert_eq!(found, fails, "{code}: a finding for each failure");
        let holds = of(Outcome::Holds) + of(Outcome::HoldsIfBlankIsZero);
        let shown = match shows {
            Fires => fails > 0,
            Silent => fails == 0 && holds > 0 && of(Outcome::Undecided) == 0,
            Undecided => of(Outcome::Undecided) > 0,
        };
        assert!(
            shown,
            "{code} {shows:?}: {outcomes:?} {:?}",
            checks.findings()
        );
    }
}

#[test]
fn no_rule_lacks_a_case() {
    for rule in rules() {
        let shown: BTreeSet<Shows> = CASES
            .iter()
            .filter(|(code, ..)| rule.code() == *code)
            .map(|(_, it, _)| *it)
            .collect();
        assert_eq!(shown.len(), 3, "{} lacks a case: {shown:?}", rule.code());
    }
    for (code, ..) in CASES {
        assert!(
            rules().any(|rule| rule.code() == *code),
            "{code} is no rule"
        );
    }
}

#[test]
fn rules_have_their_words_and_a_source() {
    let declared = words::ALL
        .iter()
        .map(|entry| entry.name)
        .collect::<BTreeSet<_>>();
    let registered = RULES
        .iter()
        .map(|asked| asked.rule.entry.name)
        .collect::<BTreeSet<_>>();
    assert_eq!(declared, registered);
    assert_eq!(RULES.len(), registered.len());
    for rule in rules() {
        assert!(rule.source().chars().count() > 10, "{rule:?}");
        assert_eq!(rule.code().summary(), Some(rule.summary()));
        let scope = match rule.code().as_str().split('.').next() {
            Some("years") => Scope::Years,
            Some("bodies") => Scope::Bodies,
            _ => Scope::Report,
        };
        assert_eq!(rule.scope(), scope, "{rule:?}");
    }
}
