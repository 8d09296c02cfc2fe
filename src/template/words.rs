//! The words that stand around the tables: titles, headings, bylines, dates, and what names of public bodies look like.
//!
//! All in Simplified script, as the fold gives it. Where a word was seen stands behind it: *form* is the official form
//! (国办公开办函〔2019〕60号, 〔2021〕30号), *seeds* and *reports* are real reports, *converter* is what a script
//! converter makes of the form's words.

/// 年 of a date.
pub(crate) const YEAR: char = '年';
/// 月 of a date.
pub(crate) const MONTH: char = '月';
/// Characters that every report has, in either script; sorted. They tell one encoding from another.
pub(crate) const FREQUENT: &[char] = &[
    '不', '主', '予', '作', '信', '公', '关', '况', '动', '動', '告', '報', '工', '年', '府', '度',
    '开', '息', '情', '报', '政', '数', '數', '本', '机', '機', '況', '申', '的', '第', '行', '請',
    '请', '量', '開', '關', '項', '项',
];
/// What closes a date: 日, in a few reports 号.
pub(crate) const DAYS: &[char] = &['日', '号'];
/// 由 of 本报告由X编制.
pub(crate) const BY: char = '由';
/// The first character of 公开, the word that every title has.
pub(crate) const OPEN: char = '公';
/// 度 of 2020年度.
pub(crate) const OF_YEAR: char = '度';
/// What ends a sentence or a clause, as the fold gives it.
pub(crate) const SENTENCE_ENDS: &[char] = &['。', ';', '；', '!', '！', '?', '？'];
/// What ends a sentence, as it is printed in either script.
pub(crate) const FULL_STOP: char = '。';
/// The comma that lists: 一、 and 规章、办法.
pub(crate) const LIST_COMMA: char = '、';

/// Chinese digits and the two ways a zero is printed in 二〇二〇年 and 二○二○年.
pub(crate) const NUMERALS: &[(char, u16)] = &[
    ('〇', 0),
    ('○', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];
/// Ten, of 十二月 and of a tenth heading.
pub(crate) const TEN: char = '十';

/// What may stand between the two dates of a period, each alone: 起至, 开始, 到, 止.
pub(crate) const PERIOD_JOINTS: &[char] = &[
    '起', '开', '始', '至', '到', '止', '~', '～', '〜', '-', ',', '，',
];
/// One of these must be among them.
pub(crate) const PERIOD_TO: &[char] = &['至', '到', '~', '～', '〜', '-'];
/// Words before a period that says what the figures cover.
pub(crate) const PERIOD_WORDS: &[&str] = &[
    "统计期限", // form, seeds 002 and 004
    "统计时限", // seed 001
    "统计时间", // reports
    "统计数据", // reports
    "时间范围",
    "期限",
    "时限",
    "数据", // reports: 报告中所列数据…
    "资料", // converter: s2twp
];

/// What is disclosed, right before 公开 in a title.
pub(crate) const TOPICS: &[&str] = &[
    "政府信息", // form
    "政务信息", // reports
    "政府资讯", // converter: s2twp
    "政务资讯",
    "信息", // seed 001: 2019年度信息公开工作年度报告
    "资讯",
    "政府政务",
    "政务", // reports: 政务公开工作年度报告
];
/// 政府 of 政府信息公开, which a name like 江州市人民 lends its end from.
pub(crate) const GOVERNMENT: &str = "政府";
/// A name that ends so lacks its 政府.
pub(crate) const PEOPLES: &str = "人民";
/// 公开, which follows the topic.
pub(crate) const DISCLOSURE: &str = "公开";
/// The characters that make 工作年度报告, 年度工作报告, 年报, 工作情况的报告, also scrambled (工作告年度报, reports).
pub(crate) const REPORT_CHARS: &[char] = &[
    '工', '作', '年', '度', '报', '告', '情', '况', '的', '总', '体',
];
/// The one of them that must be there.
pub(crate) const REPORT_MARK: char = '报';
/// And one of these.
pub(crate) const REPORT_REST: &[char] = &['告', '年'];

/// What follows 年度报告 where a notice about such reports is named, and not one of them: …年度报告有关事项的通知,
/// …年度报告格式, …年度报告编制工作的通知.
pub(crate) const NOTICES: &[&str] = &[
    "有关", // reports: 国办公开办函〔2019〕60号 as it is quoted
    "格式", // reports: 〔2021〕30号 as it is quoted
    "的通知",
    "编制工作",
    "编制发布",
    "编制公布",
    "编制和",
    "编制、",
    "编写工作",
    "编报",
    "报送",
    "发布工作",
    "公布工作",
];

/// Verbs and particles in front of the agency in prose and in the titles of notices: what follows the last one is the name.
pub(crate) const LEADS: &[&str] = &[
    "现将",   // seeds 004, reports
    "现就",   // reports
    "公布",   // reports: 现公布X2020年…
    "现公开", // reports
    "予公开",
    "予以公开",
    "社会公开",
    "发布",
    "释出", // converter: s2twp for 发布
    "编制", // reports: 特编制2020年度X政府信息公开年度报告
    "编写",
    "编发",
    "撰写",
    "起草",
    "形成",
    "制定",
    "制作",
    "印发",
    "报送",
    "做好",
    "附件",
    "关于",
    "汇报",
    "通报",
    "根据",
    "依据",
    "按照",
    "结合",
    "以下是",
    "以下为",
    "现",
];
/// What is no part of the name at its end: 江州市民政局关于2020年…, …的政府信息公开.
pub(crate) const TRAILS: &[&str] = &[
    "关于", "的", "本", "年度", "年", "现将", "在", "编制", "公布",
];
/// Words of which those in `LEADS` and `BY_VERBS` may be a part without being what they mean there, and where in them it
/// stands: 机构编制委员会办公室, 现代农业园区.
pub(crate) const KEPT: &[(&str, usize)] = &[("机构编制", 2), ("编制委", 0), ("现代", 0)];
/// What a name of a public body does not begin with: 我局, 本机关, 全市. (全州, 本溪 and 贵州 are places.)
pub(crate) const PRONOUNS: &[&str] = &[
    "我",
    "该",
    "各",
    "此",
    "其",
    "对",
    "为",
    "上级",
    "下级",
    "本局",
    "本委",
    "本办",
    "本厅",
    "本院",
    "本部",
    "本机关",
    "本单位",
    "本级",
    "本市",
    "本县",
    "本区",
    "本镇",
    "本乡",
    "本街",
    "本行政",
    "本系统",
    "本年",
    "本报",
    "本中心",
    "全市",
    "全县",
    "全区",
    "全局",
    "全省",
    "全镇",
    "全乡",
    "全系统",
    "全街",
    "全委",
    "全办",
    "贵局",
];
/// How the agency's sentence goes on: 本报告由X依据…编制.
pub(crate) const BY_VERBS: &[&str] = &[
    "依据",
    "根据",
    "按照",
    "遵照",
    "依照",
    "参照",
    "对照",
    "编制",
    "编写",
    "撰写",
    "起草",
    "制作",
    "负责编",
    "组织编",
    "统一编",
    "牵头编",
    "汇总编",
    "负责解释",
    "结合",
    "严格按",
    "综合各", // reports: 由X综合各项数据编制
];
/// Those of them with which the sentence ends: 本报告是根据《条例》要求,由X编制.
pub(crate) const BY_WRITING: &[&str] = &["编制", "编写", "撰写", "起草", "制作"];
/// What 由 follows in that sentence.
pub(crate) const BY_SUBJECTS: &[&str] = &["报告", "年报", "本报"];
/// How far the subject may stand before 由.
pub(crate) const BY_REACH: usize = 8;
/// And how far in the same sentence, where the verb says that the report was written.
pub(crate) const BY_SENTENCE: usize = 160;

/// The first character of 联系 and 联络, with which the sentence on whom to ask ends or goes on.
pub(crate) const ASK: char = '联';
/// The words themselves.
pub(crate) const ASK_VERBS: &[&str] = &["联系", "联络"];
/// What the body to ask stands behind: 请与X联系.
pub(crate) const ASK_WITH: &[&str] = &["请与", "请和", "请向", "可与"];
/// What stands before the verb where the body stands behind it: 请联系X.
pub(crate) const ASK_PLEASE: char = '请';
/// What the sentence speaks of: 如对本报告有任何疑问.
pub(crate) const ASK_ABOUT: &[&str] = &["疑问", "异议", "意见", "问题", "咨询", "了解"];
/// How far before the body that may stand.
pub(crate) const ASK_REACH: usize = 24;
/// Offices that write and answer for the body that they are a part of, the longer ones first.
pub(crate) const OFFICES: &[&str] = &[
    "政府信息公开申请受理机构", // reports
    "政府信息公开受理机构",
    "政府信息公开办公室",
    "政务公开办公室",
    "信息公开办公室",
    "党政综合办公室", // reports
    "综合办公室",
    "党政办公室", // reports
    "政务办公室", // reports
    "党政综合办",
    "党政办",
    "办公室", // reports
];
/// Governments whose office is no body of its own. The office of a county's is: it reports for itself, or for the county.
pub(crate) const LOCAL: &[&str] = &[
    "镇人民政府",
    "乡人民政府",
    "镇政府",
    "乡政府",
    "街道办事处",
    "街道",
    "镇",
    "乡",
];

/// Labels of bylines, the better ones first.
pub(crate) const BYLINES: &[&str] = &[
    "发布机构", // seed 001
    "发布单位", // seed 000
    "公开机构",
    "公开单位",
    "公开主体",
    "发文机关",
    "发文单位",
    "制发机关",
    "制作单位",
    "责任单位",
    "责任部门",
    "编制单位",
    "编制机关",
    "填报单位",
    "填报机关",
    "单位名称",
    "释出机构", // converter: s2twp
    "释出单位",
    "信息来源",
    "资讯来源",
    "来源", // seed 000, reports
];

/// Characters and words with which the name of a public body ends.
pub(crate) const BODY_ENDS: &[&str] = &[
    "局",
    "委",
    "厅",
    "部",
    "府",
    "院",
    "会",
    "队",
    "站",
    "所",
    "处",
    "室",
    "署",
    "社",
    "馆",
    "办",
    "司",
    "庭",
    "台",
    "关",
    "校",
    "区",
    "市",
    "县",
    "省",
    "州",
    "旗",
    "盟",
    "镇",
    "乡",
    "村",
    "道",
    "中心",
    "公司",
    "大学",
    "集团",
    "银行",
    "基地",
    "学会",
    "联合会",
    "联",
    "团",
    "组",
];
/// Characters with which the name of a place ends.
pub(crate) const PLACE_ENDS: &[char] = &[
    '省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '村', '道', '岛', '场', '港',
];
/// Names that need no place before them.
pub(crate) const NATIONAL: &[&str] = &["国家", "国务", "中国", "全国", "中华", "中央", "最高"];
/// Lines that end like a name and are none: parts of a site's navigation.
pub(crate) const NO_NAMES: &[&str] = &[
    "公开",
    "首页",
    "动态",
    "服务",
    "互动",
    "索引",
    "报告",
    "年报",
    "目录",
    "信息",
    "资讯",
    "栏目",
    "专区",
    "网站",
    "导航",
    "频道",
    "扫一扫",
    "打印",
    "字体",
    "情况",
    "项目",
    "申请",
    "工作",
    "如下",
    "要求",
];

/// One way in which a heading of the form is worded.
#[derive(Debug)]
pub(crate) struct Heading {
    /// Which of the six sections, from 0.
    pub(crate) section: u8,
    /// Pieces that follow one another, with at most a few characters between.
    pub(crate) parts: &'static [&'static str],
    /// Whether these words alone on a line are a heading, without a number.
    pub(crate) whole: bool,
}

/// A wording that is a heading also without a number, alone on a line.
const fn whole(section: u8, parts: &'static [&'static str]) -> Heading {
    Heading {
        section,
        parts,
        whole: true,
    }
}

/// A wording that is a heading only with a number.
const fn numbered(section: u8, parts: &'static [&'static str]) -> Heading {
    Heading {
        section,
        parts,
        whole: false,
    }
}

/// How headings are worded: the form's own first.
pub(crate) const HEADINGS: &[Heading] = &[
    whole(0, &["总体情况"]),                       // form, all seeds
    whole(1, &["主动公开政府信息情况"]),           // form, all seeds
    whole(1, &["主动公开政府资讯情况"]),           // converter: s2twp
    whole(2, &["收到和处理政府信息公开申请情况"]), // form, all seeds
    whole(2, &["收到和处理政府资讯公开申请情况"]), // converter: s2twp
    whole(3, &["行政复议", "行政诉讼情况"]),       // form, both wordings
    whole(4, &["存在的主要问题", "改进情况"]),     // form, all seeds
    whole(4, &["主要问题", "改进情况"]),
    whole(4, &["存在问题", "改进情况"]), // reports
    whole(5, &["其他需要报告的事项"]),   // form, all seeds
    whole(5, &["需要报告的其他事项"]),
    whole(5, &["其它需要报告的事项"]),
    numbered(3, &["复议", "诉讼"]), // reports: 行政投诉举报、复议和诉讼情况
    numbered(4, &["问题", "改进"]),
    numbered(4, &["问题", "措施"]),
    numbered(4, &["问题", "打算"]),
    numbered(4, &["不足", "改进"]),
    numbered(4, &["存在", "问题"]),
    numbered(1, &["主动公开", "情况"]), // reports: 主动公开工作情况
    numbered(2, &["申请", "情况"]),     // reports: 依申请公开政府信息情况
    numbered(5, &["其他", "事项"]),
    numbered(5, &["其它", "事项"]),
    numbered(5, &["需要", "事项"]),
    numbered(0, &["总体", "情况"]),
    numbered(0, &["总体概况"]),
    numbered(0, &["概述"]),     // reports
    numbered(0, &["基本情况"]), // reports: 工作基本情况
    numbered(0, &["概况"]),
];

/// Words behind 2021年 that speak of the year to come.
pub(crate) const FUTURE: &[char] = &['将', '要', '拟'];
