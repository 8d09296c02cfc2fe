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

/// Whether a body, by its name in Simplified script, stands below the level of a city with districts. False where the
/// name does not say: a 区 may be many things.
pub(crate) fn is_below_city(agency: &str) -> bool {
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
        ] {
            assert!(is_below_city(name), "{name}");
        }
        for name in [
            "新乡市统计局",
            "镇江市人民政府",
            "张掖市统计局",
            "某省人民政府",
            "东区人民政府",
            "乡",
            "",
        ] {
            assert!(!is_below_city(name), "{name}");
        }
    }
}
