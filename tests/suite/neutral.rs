//! Changes that a person would not see, or that are none of the report's: after them every cell is what it was.

use crate::generate::{Sheet, Spec, generate};
use crate::random::Rng;
use crate::render::{Layout, rendered};
use crate::script::Script;
use crate::write::{Rendered, columns};

/// The kinds of such changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Neutral {
    ProseBefore,
    ProseBehind,
    OtherScript,
    LineEnds,
    Mark,
    TrailingSpaces,
    TabsForSpaces,
}

pub(crate) const ALL: [Neutral; 7] = [
    Neutral::ProseBefore,
    Neutral::ProseBehind,
    Neutral::OtherScript,
    Neutral::LineEnds,
    Neutral::Mark,
    Neutral::TrailingSpaces,
    Neutral::TabsForSpaces,
];

/// What stands on a page before a report and behind it.
const PROSE: [&str; 3] = [
    "通知公告\n\n全区各单位请于{n}日内报送材料，逾期{n}天的予以通报。\n",
    "附：联系电话{n}。本页面最后更新于当日。\n",
    "办公时间：上午{n}时至下午5时。节假日除外。\n收到来信{n}封，已全部办结。\n",
];

/// The document, changed so; `None` where there is nothing to change.
pub(crate) fn changed(
    kind: Neutral,
    sheet: &Sheet,
    layout: Layout,
    out: &Rendered,
    rng: &mut Rng,
) -> Option<String> {
    let text = &out.text;
    let prose = rng
        .pick(&PROSE)
        .replace("{n}", &rng.below(5000).to_string());
    let changed = match kind {
        Neutral::ProseBefore => format!("{prose}\n{text}"),
        Neutral::ProseBehind => format!("{text}\n\n{prose}"),
        Neutral::OtherScript => {
            let script = rng.pick(&Script::ALL);
            let spec = Spec {
                script,
                ..sheet.spec
            };
            rendered(&generate(spec), layout).text
        }
        Neutral::LineEnds => text.replace('\n', "\r\n"),
        Neutral::Mark => format!("\u{feff}{text}"),
        // A line of white space says more than one without: it may be a blank cell.
        Neutral::TrailingSpaces => text
            .split_inclusive('\n')
            .map(|line| match line.strip_suffix('\n') {
                Some(said) if !said.trim().is_empty() => format!("{said}  \n"),
                _ => line.to_owned(),
            })
            .collect(),
        Neutral::TabsForSpaces => text
            .split_inclusive('\n')
            .map(|line| tabbed(line, out.points))
            .collect(),
    };
    let blank_ends = kind == Neutral::TabsForSpaces && !out.positional;
    (changed != *text && !blank_ends).then_some(changed)
}

/// A line whose columns are where they were, with tabs for the spaces that lead to every eighth.
fn tabbed(line: &str, points: bool) -> String {
    const STOP: usize = 8;
    let (mut out, mut column, mut spaces) = (String::new(), 0, 0);
    for ch in line.chars() {
        column += if points { 1 } else { columns(ch) };
        if ch == ' ' {
            spaces += 1;
            if column % STOP == 0 {
                out.push(if spaces > 1 { '\t' } else { ' ' });
                spaces = 0;
            }
            continue;
        }
        out.extend(std::iter::repeat_n(' ', spaces));
        spaces = 0;
        out.push(ch);
    }
    out.extend(std::iter::repeat_n(' ', spaces));
    out
}

#[test]
fn tabs_lead_where_spaces_led() {
    assert_eq!(tabbed("ab          12   3", true), "ab\t    12\t 3");
    assert_eq!(tabbed("行政            1\n", false), "行政\t\t1\n");
    assert_eq!(tabbed("1234567 12", true), "1234567 12");
}
