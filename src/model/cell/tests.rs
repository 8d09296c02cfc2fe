use super::*;

#[track_caller]
fn number(text: &str) -> Number {
    text.parse().unwrap()
}

/// One cell of every kind, with the JSON that is promised for it.
fn golden() -> Vec<(Cell, &'static str)> {
    let span = Span::new(3, 5);
    let torn = [Span::new(3, 4), Span::new(9, 10)];
    let candidates = vec![
        Candidate::reported(number("2"), None, "2", span),
        Candidate::blank(None),
        Candidate::reported(number("2"), None, "2", span),
        Candidate::nil("/", Span::new(7, 8)),
        Candidate::unreadable("见附表", Span::new(9, 18)),
        Candidate::absent(),
    ];
    let fees = Some(Unit::TenThousandYuan);
    vec![
        (
            Cell::reported(number("35"), None, "35", span),
            r#"{"state":"reported","value":"35","raw":"35","span":[3,5]}"#,
        ),
        (
            Cell::reported(number("12.50"), fees, "12.50万元", Span::new(0, 11)),
            r#"{"state":"reported","value":"12.50","unit":"万元","raw":"12.50万元","span":[0,11]}"#,
        ),
        (
            Cell::reported(number("17"), None, "1\n7", span).torn(&torn),
            r#"{"state":"reported","value":"17","raw":"1\n7","span":[3,10],"spans":[[3,4],[9,10]]}"#,
        ),
        (
            Cell::blank(Span::new(4, 4)),
            r#"{"state":"blank","raw":"","span":[4,4]}"#,
        ),
        (
            Cell::nil("—", Span::new(4, 7)),
            r#"{"state":"nil","raw":"—","span":[4,7]}"#,
        ),
        (
            Cell::unreadable("约3", Span::new(4, 8)),
            r#"{"state":"unreadable","raw":"约3","span":[4,8]}"#,
        ),
        (
            Cell::ambiguous(candidates),
            concat!(
                r#"{"state":"ambiguous","candidates":[{"state":"reported","value":"2","raw":"2","span":[3,5]},"#,
                r#"{"state":"blank"},{"state":"nil","raw":"/","span":[7,8]},"#,
                r#"{"state":"unreadable","raw":"见附表","span":[9,18]},{"state":"absent"}]}"#
            ),
        ),
        (
            Cell::ambiguous(vec![]),
            r#"{"state":"ambiguous","candidates":[]}"#,
        ),
        (Cell::absent(), r#"{"state":"absent"}"#),
    ]
}

#[test]
fn json_is_pinned_and_read_back() {
    for (cell, json) in golden() {
        assert_eq!(serde_json::to_string(&cell).unwrap(), json);
        assert_eq!(serde_json::from_str::<Cell>(json).unwrap(), cell, "{json}");
    }
}

#[test]
fn only_what_is_known_is_added_up() {
    let addends: Vec<_> = golden().iter().map(|(cell, _)| cell.addend()).collect();
    let (zero, none) = (Some(Number::ZERO), None);
    let [a, b, c] = ["35", "12.50", "17"].map(|text| Some(number(text)));
    assert_eq!(addends, [a, b, c, zero, zero, none, none, none, none]);
}

#[test]
fn numbers_and_places_follow_the_state() {
    for (cell, json) in golden() {
        let reported = cell.state() == State::Reported;
        assert_eq!(cell.number().is_some(), reported, "{json}");
        assert_eq!(cell.span().is_none(), cell.spans().is_empty(), "{json}");
        assert_eq!(cell.spans().len() > 1, json.contains("spans"), "{json}");
        let listed = json.contains(r#""candidates":[{"#);
        assert_eq!(!cell.candidates().is_empty(), listed, "{json}");
    }
}

#[test]
fn candidates_come_from_cells() {
    for (cell, json) in golden() {
        let candidates = cell.clone().into_candidates();
        if cell.state() == State::Ambiguous {
            assert_eq!(candidates, cell.candidates());
            continue;
        }
        let [it] = &candidates[..] else {
            panic!("{json}")
        };
        assert_eq!((it.state(), it.number()), (cell.state(), cell.number()));
        assert_eq!((it.unit(), it.raw()), (cell.unit(), cell.raw()));
        assert_eq!(it.span(), cell.span());
        let torn = cell.spans().len() > 1;
        let same = serde_json::to_string(it).unwrap() == json;
        assert!(same || torn, "{json}");
    }
}

#[test]
fn a_record_lists_eight_candidates() {
    let many = (0..9).map(|n| Candidate::reported(n.into(), None, "", Span::new(0, 0)));
    let cell = Cell::ambiguous(many.collect());
    let json = serde_json::to_string(&CellOut::limited(&cell, true, 8)).unwrap();
    assert_eq!(json.matches("reported").count(), 8);
    assert!(json.ends_with(r#"],"more":true}"#));
    let all = serde_json::to_string(&CellOut::limited(&cell, true, 9)).unwrap();
    assert!(!all.contains("more"));
}

#[test]
fn unknown_members_are_passed_over() {
    let cell: Cell = serde_json::from_str(r#"{"colour":"red","state":"absent"}"#).unwrap();
    assert_eq!(cell, Cell::default());
}

#[test]
fn contradictions_are_refused() {
    let cases = [
        (
            r#"{"state":"reported","raw":"3","span":[0,1]}"#,
            "reported lacks a value",
        ),
        (
            r#"{"state":"reported","value":"3","raw":"3"}"#,
            "reported lacks a span",
        ),
        (r#"{"state":"blank"}"#, "blank lacks a span"),
        (
            r#"{"state":"blank","value":"0","span":[0,0]}"#,
            "blank cannot have a value",
        ),
        (
            r#"{"state":"blank","raw":"-","span":[0,1]}"#,
            "blank cannot have a text",
        ),
        (
            r#"{"state":"nil","unit":"元","raw":"-","span":[0,1]}"#,
            "nil cannot have a unit",
        ),
        (
            r#"{"state":"absent","span":[0,1]}"#,
            "absent cannot have a span",
        ),
        (
            r#"{"state":"ambiguous","raw":"3"}"#,
            "ambiguous cannot have a text",
        ),
        (
            r#"{"state":"absent","candidates":[]}"#,
            "absent cannot have candidates",
        ),
        (
            r#"{"state":"ambiguous","spans":[[0,1],[2,3]]}"#,
            "ambiguous cannot have pieces",
        ),
        (
            r#"{"state":"ambiguous","candidates":[{"state":"ambiguous"}]}"#,
            "a candidate cannot be ambiguous itself",
        ),
        (
            r#"{"state":"nil","raw":"--","span":[0,9],"spans":[[0,1],[2,3]]}"#,
            "the pieces of a torn cell do not make up its span",
        ),
        (
            r#"{"state":"nil","raw":"--","span":[0,1],"spans":[[0,1]]}"#,
            "the pieces of a torn cell do not make up its span",
        ),
        (
            r#"{"state":"nil","raw":"-","span":[1,0]}"#,
            "a span that ends before it starts",
        ),
        (
            r#"{"state":"reported","value":3,"raw":"3","span":[0,1]}"#,
            "expected a decimal number as a string",
        ),
    ];
    for (json, message) in cases {
        let error = serde_json::from_str::<Cell>(json).unwrap_err().to_string();
        assert!(error.contains(message), "{json}: {error}");
    }
}

#[test]
fn a_cell_is_small() {
    assert!(size_of::<Cell>() <= 64, "{}", size_of::<Cell>());
}
