//! The words of the forms in Traditional script.
//!
//! As OpenCC converts them for Taiwan and for Hong Kong (`s2tw`, `s2hk`), which agree on all of them,
//! but for 本年新制作数量, in which OpenCC takes 新制 for a word and leaves it. These tables know the
//! characters of the forms' own words and of no others: no name and no sentence can be converted with them.

/// Words of the forms in which a character becomes another one than elsewhere.
const WORDS: &[(&str, &str)] = &[("制作", "製作"), ("反复", "反覆")];

/// Characters of the forms' words that have a Traditional form, each with it; sorted.
#[rustfmt::skip]
const CHARACTERS: &[(char, char)] = &[
    ('万', '萬'), ('专', '專'), ('业', '業'), ('为', '為'), ('举', '舉'), ('于', '於'), ('会', '會'), ('体', '體'), ('关', '關'), ('内', '內'),
    ('决', '決'), ('况', '況'), ('减', '減'), ('办', '辦'), ('务', '務'), ('动', '動'), ('区', '區'), ('单', '單'), ('发', '發'), ('号', '號'),
    ('后', '後'), ('国', '國'), ('处', '處'), ('复', '複'), ('审', '審'), ('对', '對'), ('属', '屬'), ('布', '佈'), ('废', '廢'), ('开', '開'),
    ('强', '強'), ('当', '當'), ('总', '總'), ('执', '執'), ('护', '護'), ('报', '報'), ('据', '據'), ('数', '數'), ('无', '無'), ('机', '機'),
    ('权', '權'), ('条', '條'), ('构', '構'), ('没', '沒'), ('现', '現'), ('确', '確'), ('稳', '穩'), ('类', '類'), ('系', '係'), ('纠', '糾'),
    ('纳', '納'), ('组', '組'), ('织', '織'), ('经', '經'), ('结', '結'), ('统', '統'), ('继', '繼'), ('续', '續'), ('维', '維'), ('缴', '繳'),
    ('罚', '罰'), ('范', '範'), ('获', '獲'), ('补', '補'), ('规', '規'), ('计', '計'), ('认', '認'), ('议', '議'), ('许', '許'), ('讼', '訟'),
    ('访', '訪'), ('诉', '訴'), ('询', '詢'), ('请', '請'), ('购', '購'), ('费', '費'), ('资', '資'), ('转', '轉'), ('过', '過'), ('这', '這'),
    ('进', '進'), ('采', '採'), ('问', '問'), ('项', '項'), ('题', '題'), ('额', '額'),
];

/// A text of the forms in Traditional script.
pub(crate) fn traditional(text: &str) -> String {
    let mut converted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = WORDS
            .iter()
            .find(|(simplified, _)| rest.starts_with(simplified));
        let length = match word {
            Some((simplified, word)) => {
                converted.push_str(word);
                simplified.len()
            }
            None => {
                converted.push(character(first));
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    converted
}

fn character(simplified: char) -> char {
    let place = CHARACTERS.binary_search_by_key(&simplified, |(from, _)| *from);
    place
        .ok()
        .and_then(|place| CHARACTERS.get(place))
        .map_or(simplified, |(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{LABELS, Origin, Section};

    /// Every text that the forms print.
    fn texts() -> impl Iterator<Item = String> {
        let labels = LABELS
            .iter()
            .filter(|label| label.origin == Origin::Official);
        let labels =
            labels.map(|label| format!("{}{}{}", label.enumerator, label.text, label.note));
        labels.chain(
            Section::ALL
                .iter()
                .map(|section| section.heading().to_owned()),
        )
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(CHARACTERS.is_sorted_by(|left, right| left.0 < right.0));
    }

    #[test]
    fn known_conversions() {
        assert_eq!(traditional("未经复议直接起诉"), "未經複議直接起訴");
        assert_eq!(
            traditional("4.无正当理由大量反复申请"),
            "4.無正當理由大量反覆申請"
        );
        assert_eq!(
            traditional("2.没有现成信息需要另行制作"),
            "2.沒有現成信息需要另行製作"
        );
        assert_eq!(traditional("本年制发件数"), "本年制發件數");
    }

    #[test]
    fn every_text_folds_back() {
        for text in texts() {
            let folded = crate::fold::simplify(&traditional(&text)).replace("反覆", "反复");
            assert_eq!(folded, text);
        }
    }

    #[cfg(feature = "opencc")]
    #[test]
    fn opencc_converts_every_text_so() {
        use opencc_rust::{DefaultConfig, OpenCC};

        for config in [DefaultConfig::S2TW, DefaultConfig::S2HK] {
            let opencc = OpenCC::new(config).unwrap();
            for text in texts() {
                let converted = opencc.convert(&text).replace("新制作", "新製作");
                assert_eq!(traditional(&text), converted);
            }
        }
    }
}
