//! What stands around the tables: a title, headings and sentences of our own making, about bodies
//! that do not exist.

use crate::generate::Spec;
use crate::random::Rng;

/// The text around the tables, in Simplified script, every piece with its numbers filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Story {
    /// The agency, in Simplified script.
    pub(crate) agency: &'static str,
    /// Lines that stand above the title.
    pub(crate) top: Vec<Line>,
    /// The title, on one line or two.
    pub(crate) title: Vec<Line>,
    /// The opening and section one, false headings included.
    pub(crate) opening: Vec<Line>,
    /// The headings of sections one to six.
    pub(crate) headings: [Line; 6],
    /// Sections five and six.
    pub(crate) problems: Vec<Line>,
    pub(crate) matters: Vec<Line>,
    /// Signature and footer.
    pub(crate) bottom: Vec<Line>,
}

/// A text with places for names and numbers: the template is what the script converts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) template: &'static str,
    pub(crate) agency: &'static str,
    pub(crate) numbers: [(&'static str, i64); 3],
}

pub(crate) const AGENCIES: &[&str] = &[
    "云岭市统计局",
    "柳河县人民政府办公室",
    "青石镇人民政府",
    "江北区教育体育局",
    "松原湖市人民政府",
    "东岭省自然资源厅",
];

const TOP: &[&str] = &[
    "当前位置：首页 > 政务公开 > 信息公开年报",
    "索引号：{n}　发布日期：{year}-12-31　浏览次数：{n}",
];
const TITLES: &[&[&str]] = &[
    &["{agency}{year}年政府信息公开工作年度报告"],
    &["{agency}", "{year}年政府信息公开工作年度报告"],
    &["{agency}{year}年度政府信息公开工作报告"],
];
const OPENING: &[&str] =
    &["本报告由{agency}编制，统计期限为{year}年1月1日至{year}年12月31日，欢迎监督。"];
const SECTION_ONE: &[&str] = &[
    "{year}年，{agency}把公开透明作为基本要求，各项工作平稳有序。",
    "（一）主动公开情况。全年在门户网站发布信息{n}条，其中工作动态{n}条、政策解读{n}条。",
    "（二）依申请公开情况。全年新收政府信息公开申请{received}件，均按时答复。",
    "（三）平台建设情况。改版栏目{n}个，公众号推送{n}期，阅读量{n}万次。",
    "（四）监督保障情况。举办培训{n}期，参加{n}人次，全年没有责任追究。",
];
const FALSE_HEADINGS: &[&str] = &[
    "二、主动公开政府信息情况。本年通过各类渠道公开信息{n}条。",
    "三、收到和处理政府信息公开申请情况。全年新收申请{received}件，没有逾期。",
    "四、政府信息公开平台建设情况",
];
const HEADINGS: [&[&str]; 6] = [
    &["一、总体情况"],
    &[
        "二、主动公开政府信息情况",
        "二、行政机关主动公开政府信息情况",
    ],
    &["三、收到和处理政府信息公开申请情况"],
    &[
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ],
    &[
        "五、存在的主要问题及改进情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
    ],
    &["六、其他需要报告的事项"],
];
const PROBLEMS: &[&str] = &[
    "一是栏目更新不够快，仍有{n}个栏目超过两周没有新内容；二是图解材料偏少。",
    "下一步，我们将增加专职人员{n}名，每季度检查一次，并公布检查结果。",
];
const MATTERS: &[&str] = &["无。", "本年度没有收取信息处理费。"];
const BOTTOM: &[&str] = &["打印本页　关闭窗口", "主办：{agency}　网站标识码：{n}"];

impl Story {
    /// A story for the report that `spec` names.
    pub(crate) fn generate(spec: Spec, year: u16, received: i64, rng: &mut Rng) -> Self {
        let agency = rng.pick(AGENCIES);
        let line = |template: &'static str| Line {
            template,
            agency,
            numbers: [
                ("{year}", i64::from(year)),
                ("{received}", received),
                ("{n}", (spec.seed % 90 + 3) as i64),
            ],
        };
        let lines = |all: &[&'static str]| all.iter().map(|text| line(text)).collect();
        let mut opening: Vec<Line> = Vec::new();
        if rng.chance(60) {
            opening.extend::<Vec<Line>>(lines(OPENING));
        }
        let headings = HEADINGS.map(|choices| rng.pick(choices));
        let mut one: Vec<&'static str> = SECTION_ONE.to_vec();
        if rng.chance(35) {
            one.extend_from_slice(FALSE_HEADINGS);
        }
        let top = if rng.chance(50) { TOP } else { &[] };
        let matters = rng.pick(MATTERS);
        let bottom = if rng.chance(50) { BOTTOM } else { &[] };
        let title = rng.pick(TITLES);
        opening.extend::<Vec<Line>>(lines(&[headings[0]]));
        opening.extend::<Vec<Line>>(lines(&one));
        Self {
            agency,
            top: lines(top),
            title: lines(title),
            opening,
            problems: lines(PROBLEMS),
            matters: lines(&[matters]),
            bottom: lines(bottom),
            headings: headings.map(line),
        }
    }
}

/// Every template a story may hold, for the table of scripts.
pub(crate) fn texts() -> Vec<&'static str> {
    let mut all = Vec::new();
    for part in [
        AGENCIES,
        TOP,
        OPENING,
        SECTION_ONE,
        FALSE_HEADINGS,
        PROBLEMS,
        MATTERS,
        BOTTOM,
    ] {
        all.extend_from_slice(part);
    }
    for choices in HEADINGS.iter().chain(TITLES) {
        all.extend_from_slice(choices);
    }
    all
}
