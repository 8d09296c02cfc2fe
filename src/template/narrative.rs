//! The words of the sentences that state the form's quantities: verbs, nouns, times, and words that say nothing.
//!
//! All in Simplified script, as the fold gives it. A sentence is read only where every word of a clause is here, so a
//! word that is missing costs a figure, and a word that is here and should not be may cost the truth of one.

use super::Unit;

/// What a word does in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// It says nothing that a figure depends on: 共, 依法, 的.
    Filler,
    /// The year that the report is on: 全年.
    ThisYear,
    /// 累计: of the year, if the year is named.
    Cumulative,
    /// Another time: 去年, 上半年, 历年. Also a time to come.
    OtherPeriod,
    /// What follows or precedes is a comparison.
    Compare,
    /// The organ that reports: 我局.
    Body,
    /// The area of a government of this level: 全市.
    Area(char),
    /// Somebody else, or not the whole: 各部门, 市本级.
    Elsewhere,
    /// 未, 没有, 无.
    Not,
    /// 其中, 申请中.
    Among,
    /// 含, 包括.
    Including,
    /// 另有.
    Besides,
    /// 和, 及, 或.
    And,
    /// 均, 全部.
    All,
    /// 网络, 信函: a way for applications to come in.
    Channel,
    /// 其他形式.
    OtherForms,
    Verb(Verb),
    Noun(Noun),
    Item(Item),
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Receive,
    Answer,
    Handle,
    CarryOver,
    Happen,
    /// 被申请, 提起: for the review of a decision.
    Appeal,
    Charge,
    Issue,
    Repeal,
    InForce,
    Disclose,
    Make,
}

/// What it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    /// 政府信息公开: what a dispute is about.
    Disclosure,
    Applications,
    /// 申请 alone, which may be for anything.
    Application,
    CarriedIn,
    CarriedForward,
    Reconsideration,
    Litigation,
    Direct,
    AfterReconsideration,
    InformationFee,
    /// 费用 alone.
    Cost,
    AdministrativeFee,
    Rules,
    NormativeDocuments,
    Licensing,
    Penalties,
    Compulsion,
    Decision,
}

/// What a part of a figure is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    NaturalPerson,
    LegalPersons,
    /// 法人 without 其他组织, which may follow.
    LegalPerson,
    OtherOrganizations,
    Enterprise,
    ResearchInstitution,
    PublicWelfare,
    LegalService,
    Granted,
    /// 同意公开, which may leave out what was public already.
    AgreedTo,
    AlreadyPublic,
    PartiallyGranted,
    Denied,
    Unavailable,
    NotProcessed,
    OtherResult,
    Upheld,
    Corrected,
    OtherOutcome,
    Pending,
}

use Item as I;
use Noun as N;
use Verb as V;
use Word::{
    All, Among, And, Area, Besides, Body, Channel, Compare, Cumulative, Elsewhere, Filler,
    Including, Not, OtherForms, OtherPeriod, ThisYear,
};

const fn verb(verb: Verb) -> Word {
    Word::Verb(verb)
}

const fn noun(noun: Noun) -> Word {
    Word::Noun(noun)
}

const fn item(item: Item) -> Word {
    Word::Item(item)
}

/// All words. Where several fit, the longest is taken. Words of what is disclosed stand with 信息; converters of
/// vocabulary write 资讯 in its place (s2twp), and both are read.
pub(crate) const WORDS: &[(Word, &[&str])] = &[
    (
        Filler,
        &[
            "共", "总共", "一共", "共计", "合计", "总计", "计", "总", "已", "已经", "也", "亦", "并", "依法",
            "依规", "依法依规", "按时", "按期", "按规定", "按要求", "按照规定", "按照要求", "按照法定程序", "按程序",
            "及时", "如期", "规范", "的", "了", "为", "是", "有", "达", "达到", "数", "数量", "总数", "总量", "件数",
            "事项", "情况", "情形", "案件", "案", "工作", "涉及", "有关", "相关", "关于", "因", "对", "由", "就", "而",
            "引发", "引起", "导致", "产生的", "发生的", "提出", "来自", "方面", "任何", "相应", "在法定期限内", "法定期限内",
            "在法定时限内", "法定时限内", "在规定期限内", "规定期限内", "在规定时限内", "规定时限内", "在规定时间内",
            "规定时间内", "在法定时间内", "法定时间内", "期限内", "时限内", "类", "提交", "实际", "金额", "总额", "金额为",
            "本", "同时", "此外", "经统计", "据统计", "完毕", "完成", "完结", "按办理结果", "按办理结果分", "从办理结果看",
            "从办理结果来看", "从答复结果看", "从答复情况看", "从办理情况看", "办理结果", "答复结果", "办理结果为", "答复情况",
            "办理情况", "按照办理结果分", "按申请人类型分", "从申请人类型看", "从申请主体看", "按申请主体分", "申请人为", "申请人是",
            "申请主体为", "年内", "截至", "截止", "截止到", "截至到",
        ],
    ),
    (
        ThisYear,
        &[
            "全年", "全年度", "本年", "本年度", "今年", "年度内", "当年", "一年来", "今年以来", "报告期内", "本报告期内",
            "报告期", "统计期内", "统计期限内",
        ],
    ),
    (Cumulative, &["累计", "累计共"]),
    (
        OtherPeriod,
        &[
            "去年", "上年", "上年度", "上一年", "上一年度", "前年", "往年", "历年", "历史", "历次", "以来", "明年", "次年",
            "下年", "下年度", "下一年", "下一年度", "季度", "上半年", "下半年", "月份", "前期", "近年", "近年来", "近几年",
            "自成立", "至今", "目前", "力争", "目标", "预计", "计划", "拟", "下一步", "年均", "同期",
        ],
    ),
    (Compare, &["比", "较", "同比", "环比", "相比", "与去年", "与上年"]),
    (
        Body,
        &[
            "我局", "本局", "我委", "本委", "我办", "本办", "我厅", "本厅", "我院", "本院", "我部", "我中心", "本中心",
            "我单位", "本单位", "我机关", "本机关", "我部门", "本部门", "我街道", "本街道", "我街道办", "本街道办", "我街办",
            "本街办", "我街道办事处", "本街道办事处", "我办事处", "本办事处", "我镇", "本镇", "我乡", "本乡", "我镇政府", "我乡政府",
            "我镇人民政府", "我乡人民政府", "本行政机关", "我署", "我队", "我支队", "我大队", "我站", "我所", "我处", "我室", "我司",
            "我行", "我社", "我会", "我管委会", "本管委会", "我开发区", "我公司", "我办公室", "本办公室", "我分局", "本分局", "全局",
        ],
    ),
    (Area('市'), &["全市", "我市", "本市"]),
    (Area('县'), &["全县", "我县", "本县"]),
    (Area('区'), &["全区", "我区", "本区"]),
    (Area('省'), &["全省", "我省", "本省"]),
    (Area('镇'), &["全镇"]),
    (Area('乡'), &["全乡"]),
    (Area('州'), &["全州", "我州"]),
    (Area('旗'), &["全旗", "我旗"]),
    (
        Elsewhere,
        &[
            "各级", "各部门", "各单位", "各县", "各区", "各市", "各镇", "各乡", "各街道", "各地", "各科室单位", "下属", "所属",
            "直属", "基层", "辖区", "系统", "上级", "下级", "市直", "县直", "区直", "本级", "本系统", "成员单位", "分别", "各自",
        ],
    ),
    (
        Not,
        &[
            "未", "没有", "无", "没", "未曾", "从未", "均未", "均无", "均没有", "尚未", "并未", "并无", "暂未", "暂无", "尚无",
            "不存在",
        ],
    ),
    (Among, &["其中", "中", "之中"]),
    (Including, &["含", "包含", "包括", "其中包括", "其中含", "其中包含", "内含"]),
    (Besides, &["另有", "另", "加上", "外加"]),
    (And, &["和", "及", "与", "以及", "或", "或者", "、", "及其"]),
    (All, &["均", "全部", "都", "均已", "均已经", "全", "所有", "全部均", "全都"]),
    (
        Channel,
        &[
            "网络", "网路", "网上", "互联网", "信函", "当面", "现场", "邮件", "电子邮件", "邮寄", "书面", "传真", "线上", "线下",
            "平台",
        ],
    ),
    (OtherForms, &["其他形式", "其他方式", "其他渠道", "其它形式", "其它方式", "其他途径"]),
    (
        verb(V::Receive),
        &[
            "收到", "新收", "新收到", "受理", "接收", "接到", "收到并受理", "接收到", "新受理", "新接收", "新增", "受理了",
            "收到了", "接到了", "收",
        ],
    ),
    (
        verb(V::Answer),
        &[
            "答复", "办结", "回复", "予以答复", "予以办结", "予以回复", "办理答复", "答复办结", "审结办理", "办复", "答复了", "已答复",
            "已办结", "办理完毕", "办理完成", "答复完毕", "办理办结",
        ],
    ),
    (verb(V::Handle), &["办理", "处理", "办理了", "处理了"]),
    (verb(V::CarryOver), &["结转", "结转至", "结转到", "转至", "转到", "转入", "结转入"]),
    (
        verb(V::Happen),
        &["发生", "出现", "产生", "存在", "引发了", "发生过", "出现过", "涉诉", "发生了"],
    ),
    (
        verb(V::Appeal),
        &[
            "被申请", "被提起", "被提出", "提起", "申请人提起", "被提请", "被诉", "被申请人提起", "被复议", "被起诉", "申请提起",
        ],
    ),
    (verb(V::Charge), &["收取", "收费", "征收", "收缴", "实收", "收取了"]),
    (
        verb(V::Issue),
        &["制发", "制定", "出台", "印发", "制定出台", "制定印发", "制定发布", "新制定", "新制发", "制作", "新出台"],
    ),
    (verb(V::Repeal), &["废止", "废止了"]),
    (verb(V::InForce), &["现行有效", "继续有效", "现行有效的"]),
    (verb(V::Disclose), &["公开", "主动公开", "对外公开"]),
    (verb(V::Make), &["作出", "做出", "实施"]),
    (
        noun(N::Disclosure),
        &["政府信息公开", "信息公开", "政务公开", "政务信息公开", "政府信息主动公开"],
    ),
    (
        noun(N::Applications),
        &[
            "政府信息公开申请", "信息公开申请", "政务信息公开申请", "政务公开申请", "公开申请", "申请公开", "公开政府信息申请",
            "公开政府信息的申请", "申请公开政府信息", "申请公开信息", "政府信息公开的申请", "信息公开的申请", "政府信息申请公开",
            "依申请公开", "依申请公开申请", "依申请公开的申请", "依申请公开政府信息", "依申请公开政府信息申请", "依申请公开信息",
            "依申请公开信息申请", "依申请公开件", "依申请公开的政府信息", "依申请信息公开", "政府信息依申请公开",
            "政府信息依申请公开申请", "信息依申请公开", "依申请公开申请件", "政府信息公开申请件", "依申请政府信息公开", "信息公开申请件",
            "政府信息公开依申请", "政府信息公开类申请",
        ],
    ),
    (noun(N::Application), &["申请", "申请件"]),
    (
        noun(N::CarriedIn),
        &["上年结转", "上年度结转", "上一年结转", "上一年度结转", "去年结转", "上年转入", "上年度转入", "上年结转的", "上年度结转的", "结转上年", "结转上年度"],
    ),
    (
        noun(N::CarriedForward),
        &[
            "结转下年", "结转下年度", "结转下一年", "结转下一年度", "结转下年度继续办理", "结转下一年度继续办理", "结转下年继续办理",
            "结转下一年继续办理", "结转至下年", "结转至下年度", "结转至下一年", "结转至下一年度", "结转到下年度", "结转到下一年度",
            "结转至下年度继续办理", "结转至下一年度继续办理", "转下年度", "转下一年度", "转下年度办理", "转下一年度办理",
            "转下年度继续办理", "转下一年度继续办理", "结转至下一年继续办理", "结转到下一年", "结转到下年", "结转下年度办理", "结转下一年度办理",
            "转入下年度", "转入下一年度", "结转次年", "结转至次年", "转结下年度", "结转明年",
        ],
    ),
    (noun(N::Reconsideration), &["行政复议", "行政复议申请", "行政复议案件", "复议案件"]),
    (
        noun(N::Litigation),
        &["行政诉讼", "行政诉讼案件", "行政诉讼申请", "行政应诉", "行政应诉案件", "诉讼案件"],
    ),
    (noun(N::Direct), &["未经复议直接起诉", "未经行政复议直接起诉", "未经复议直接提起诉讼"]),
    (noun(N::AfterReconsideration), &["复议后起诉", "经复议后起诉", "行政复议后起诉", "复议后提起诉讼"]),
    (
        noun(N::InformationFee),
        &[
            "信息处理费", "政府信息公开信息处理费", "信息公开处理费", "信息公开信息处理费", "政府信息处理费", "政府信息公开处理费",
            "信息处理费用", "政府信息公开信息处理费用", "政府信息公开收费", "依申请公开信息处理费", "政府信息公开费用", "信息公开费用",
            "政府信息公开申请信息处理费", "依申请公开处理费",
        ],
    ),
    (noun(N::Cost), &["费用", "处理费"]),
    (noun(N::AdministrativeFee), &["行政事业性收费", "行政事业性费用"]),
    (noun(N::Rules), &["规章", "政府规章"]),
    (noun(N::NormativeDocuments), &["规范性文件", "行政规范性文件"]),
    (noun(N::Licensing), &["行政许可"]),
    (noun(N::Penalties), &["行政处罚"]),
    (noun(N::Compulsion), &["行政强制", "行政强制措施"]),
    (noun(N::Decision), &["决定", "处理决定"]),
    (item(I::NaturalPerson), &["自然人", "公民", "个人"]),
    (
        item(I::LegalPersons),
        &[
            "法人或其他组织", "法人和其他组织", "法人及其他组织", "法人或者其他组织", "法人、其他组织", "法人或其它组织", "法人与其他组织",
            "法人和其它组织", "法人及其它组织",
        ],
    ),
    (item(I::LegalPerson), &["法人"]),
    (item(I::OtherOrganizations), &["其他组织", "其它组织"]),
    (item(I::Enterprise), &["商业企业"]),
    (item(I::ResearchInstitution), &["科研机构"]),
    (item(I::PublicWelfare), &["社会公益组织"]),
    (item(I::LegalService), &["法律服务机构"]),
    (item(I::Granted), &["予以公开", "予以全部公开", "依法予以公开"]),
    (item(I::AgreedTo), &["同意公开", "同意全部公开", "全部公开", "全文公开"]),
    (item(I::AlreadyPublic), &["已主动公开", "已经主动公开", "属于已主动公开"]),
    (item(I::PartiallyGranted), &["部分公开", "予以部分公开", "同意部分公开", "依法部分公开"]),
    (item(I::Denied), &["不予公开", "不同意公开", "依法不予公开", "决定不予公开"]),
    (item(I::Unavailable), &["无法提供", "本机关无法提供"]),
    (item(I::NotProcessed), &["不予处理"]),
    (item(I::OtherResult), &["其他处理", "其它处理", "作其他处理", "其他处理方式"]),
    (item(I::Upheld), &["结果维持", "维持", "维持原行政行为", "被维持", "维持原决定"]),
    (item(I::Corrected), &["结果纠正", "纠正", "被纠正"]),
    (item(I::OtherOutcome), &["其他结果"]),
    (item(I::Pending), &["尚未审结", "未审结"]),
];

/// Words that are read for one another: what the fold leaves apart.
pub(crate) const VARIANTS: &[(&str, &str)] = &[("信息", "资讯")];

/// What stands between a count and what is counted.
pub(crate) const COUNTED: &[char] = &['件', '条', '份', '宗', '项', '个', '起', '例', '部'];

/// Units of money.
pub(crate) const MONEY: &[(&str, Unit)] = &[
    ("万元", Unit::TenThousandYuan),
    ("亿元", Unit::HundredMillionYuan),
    ("元", Unit::Yuan),
];

/// What makes an ordinal of the number behind it: 第二十条.
pub(crate) const ORDINAL: char = '第';
/// What stands behind a number that is a share.
pub(crate) const PERCENT: &[char] = &['%', '‰'];

/// Characters of which a sentence that states a quantity has one.
pub(crate) const TOPICS: &[char] = &['请', '讼', '议', '费', '范', '章', '罚', '许', '强'];
/// Those of them that name what the next sentence may leave out.
pub(crate) const MENTIONS: &[char] = &['请', '讼', '费'];
/// Characters with which its figure is denied.
pub(crate) const DENIALS: &[char] = &['未', '没', '无', '不'];

/// How the name of a government ends, behind the character of its level.
pub(crate) const GOVERNMENTS: &[&str] = &["人民政府", "政府"];
/// What every unit of money ends with.
pub(crate) const YUAN: char = '元';
/// What may stand between an amount and that.
pub(crate) const TEN_THOUSAND: char = '万';
/// What may stand behind 2023年 and leaves it the year that the report is on.
pub(crate) const OF_YEAR: &str = "度";
/// The whole of a year, behind its number.
pub(crate) const WHOLE_YEAR: &[&str] = &[
    "1月1日至12月31日",
    "1月1日-12月31日",
    "1-12月",
    "1月至12月",
    "12月31日",
    "12月底",
    "底",
    "末",
    "全年",
];
