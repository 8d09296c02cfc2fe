//! What the name of a body says of its level.

/// Words that only names of bodies below the level of a city with districts have.
const BELOW_CITY: &[&str] = &["县", "街道", "居委会", "村委会"];
/// Ends of the names of such places, which may also stand within the name of a city: 镇江市, 新乡市.
const PLACES: &[&str] = &["镇", "乡", "左旗", "右旗", "前旗", "后旗", "中旗", "自治旗"];
/// What stands behind the place in the name of its government.
const GOVERNMENTS: &[&str] = &[
    "",
    "人民政府",
    "政府",
    "人民政府办公室",
    "政府办公室",
    "党政综合办公室",
    "党政办公室",
];

/// A district.
const DISTRICT: char = '区';

/// What stands before [`DISTRICT`] where it is none of a city: 自治区, 地区, 新区, 开发区, 社区.
const NO_DISTRICTS: &[&str] = &[
    "自治", "行政", "地", "新", "特", "开发", "高新", "园", "管理", "示范", "试验", "实验", "保税",
    "保护", "度假", "名胜", "风景", "景", "合作", "产业", "工业", "集聚", "聚集", "功能", "经济",
    "技术", "先行", "贸易", "物流", "农业", "科技", "社", "小", "片", "校", "库", "灌", "林", "矿",
    "牧", "山", "军", "战", "辖", "市", "省", "国", "专",
];

/// How the names of the offices of a district end.
const OFFICES: &[&str] = &["局", "委员会", "办公室", "中心", "办事处"];

/// Whether a body, by its name in Simplified script, stands below the level of a city with districts. False where the
/// name does not say.
pub(crate) fn is_below_city(agency: &str) -> bool {
    is_of_district(agency) || is_of_county(agency)
}

/// Whether a name is that of a district of a city, or of an office of one: 江北区人民政府, 江北区教育局.
fn is_of_district(agency: &str) -> bool {
    const SHORTEST: usize = 2;
    agency.char_indices().any(|(at, ch)| {
        let (before, behind) = agency.split_at(at);
        let office = behind.strip_prefix(DISTRICT).unwrap_or_default();
        let is_office =
            GOVERNMENTS.contains(&office) || OFFICES.iter().any(|end| office.ends_with(*end));
        ch == DISTRICT
            && is_office
            && before.chars().count() >= SHORTEST
            && !NO_DISTRICTS.iter().any(|word| before.ends_with(*word))
    })
}

/// Whether a name is that of a county, or of a body below it.
fn is_of_county(agency: &str) -> bool {
    let is_place = |name: &str| {
        let place = PLACES.iter().find_map(|place| name.strip_suffix(*place));
        place.is_some_and(|name| !name.is_empty())
    };
    let mut names = GOVERNMENTS
        .iter()
        .filter_map(|government| agency.strip_suffix(*government));
    BELOW_CITY.iter().any(|word| agency.contains(word)) || names.any(is_place)
}

#[cfg(test)]
mod tests {
    use super::is_below_city;

    #[test]
    fn a_name_may_tell_the_level() {
        for name in [
            "青禾县水务局",
            "柳河镇人民政府",
            "前进乡",
            "和平街道办事处",
            "河东左旗人民政府办公室",
            "江北区",
            "江北区教育体育局",
            "云岭市江北区人民政府",
            "北原自治区云岭市江北区财政局",
        ] {
            assert!(is_below_city(name), "{name}");
        }
        for name in [
            "新乡市统计局",
            "镇江市人民政府",
            "张掖市统计局",
            "某省人民政府",
            "东区人民政府",
            "北原自治区水利厅",
            "北原自治区人民政府",
            "北原自治区财政局",
            "云岭市高新技术产业开发区管理委员会",
            "云岭新区管理委员会",
            "北原地区行政公署",
            "云岭市教育局",
            "区",
            "乡",
            "",
        ] {
            assert!(!is_below_city(name), "{name}");
        }
    }
}
