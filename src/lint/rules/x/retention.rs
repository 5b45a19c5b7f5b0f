//! Times of keeping: what an option means, and what texts say of it.

use std::ops::{Range, RangeInclusive};

use crate::assets::lists::retention::{MEDIA, RIGHTS};
use crate::japanese::chars::is_hiragana;
use crate::japanese::notation::number;
use crate::japanese::sieve::Sieve;

/// The years that an option means; none for 定められていない.
pub(super) fn years(option: &str) -> Option<RangeInclusive<usize>> {
    let numbers: Vec<usize> = option
        .split(|c: char| !c.is_numeric())
        .filter_map(number)
        .collect();
    match numbers.as_slice() {
        [_] if option.ends_with("未満") => Some(0..=0),
        [from] if option.ends_with("以上") => Some(*from..=usize::MAX),
        [exact] => Some(*exact..=*exact),
        // 「6年以上10年未満」: ten years are 「10年以上20年未満」.
        [from, to] => Some(*from..=to.checked_sub(1)?),
        _ => None,
    }
}

/// The years that a text names as the time of keeping the file, and where.
pub(super) fn periods(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    text.match_indices('年').filter_map(|(at, year)| {
        let head = &text[..at];
        let bare = head.trim_end_matches(char::is_numeric);
        let years = number(&head[bare.len()..])?;
        // 令和5年, 2025年 and 第3年 are dates.
        let is_date = years > 100
            || ["令和", "平成", "昭和", "大正", "第"]
                .iter()
                .any(|era| bare.ends_with(era));
        let rest = &text[at + year.len()..];
        let sentence = rest.split(['。', '\n']).next().unwrap_or(rest);
        let kept = rest.starts_with('間') || rest.starts_with('と') || rest.starts_with('保');
        let before = bare.rsplit(['。', '\n']).next().unwrap_or(bare);
        // 「保存期間を、…翌年度の初日から5年と定めている」, 「…翌年度から起算して5年と定めている」; how long a right lasts is another time.
        let names_kept = KEPT.iter().any(|word| before.contains(word));
        let is_counted =
            before.contains("起算") && !RIGHTS.iter().any(|word| before.contains(word));
        // 「…は7年を保管期間とする」
        let is_put = rest
            .strip_prefix("間")
            .unwrap_or(rest)
            .strip_prefix('を')
            .is_some_and(|rest| KEPT.iter().any(|word| rest.starts_with(word)));
        let is_defined = (names_kept || is_counted)
            && [
                "と定",
                "とし",
                "とする",
                "である",
                "間と",
                "としている",
                "と規定",
            ]
            .iter()
            .any(|word| rest.starts_with(word));
        let stated = is_defined
            || is_put
            || kept
                && ["保管", "保存", "保持"]
                    .iter()
                    .any(|word| sentence.contains(word));
        (!is_date && stated && !is_of_other_medium(before))
            .then(|| (years, bare.len()..at + year.len()))
    })
}

/// What a time of keeping is called.
const KEPT: [&str; 4] = ["保存期間", "保管期間", "保存年限", "保管年限"];

/// Whether a text speaks of another medium than the file.
pub(super) fn names_medium(text: &str) -> bool {
    Sieve::of(text).has_one(MEDIA)
}

/// Whether the topic of a sentence, as far as it goes, is another medium than the file: 「届書等の紙媒体は、」.
fn is_of_other_medium(sentence: &str) -> bool {
    // 「又は」 joins, and 「では」 and 「には」 say where.
    let joins = |before: &str| {
        ["又", "また", "あるい", "で", "に", "或い"]
            .iter()
            .any(|word| before.ends_with(word))
    };
    let mut places = sentence.match_indices('は').map(|(at, _)| at);
    let Some(at) = places.rfind(|at| !joins(&sentence[..*at])) else {
        return false;
    };
    let topic = sentence[..at].rsplit(['、', '，']).next().unwrap_or("");
    let marks = [
        "について",
        "に関して",
        "にあって",
        "の保存期間",
        "の保管期間",
        "の保存年限",
        "等",
        "の",
    ];
    let mut kept = topic;
    for mark in marks {
        kept = kept.strip_suffix(mark).unwrap_or(kept);
    }
    // 「申請書の情報は」 is what the file holds.
    let (whose, thing) = kept.rsplit_once('の').unwrap_or(("", kept));
    let is_data = ["情報", "データ", "項目", "ファイル"]
        .iter()
        .any(|word| thing.ends_with(word));
    let is_alone = !thing.contains(is_hiragana);
    !is_data
        && (names_medium(thing)
            || whose.ends_with('紙') && is_alone
            || MEDIA.iter().any(|word| kept.ends_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_of_keeping_are_periods() {
        let text = "平成25年に定めた規程により、5年間保存する。令和3年度の記録は２年保管した。3年間で更新する。";
        let found: Vec<_> = periods(text).map(|p| p.0).collect();
        assert_eq!(found, [5, 2]);
    }

    #[test]
    fn what_is_kept_beside_the_file_has_a_time_of_its_own() {
        for other in [
            "届書等の紙媒体は、文書管理規程により5年間保管する。",
            "なお、申請書については、5年間保存する。",
            "アクセスログは5年間保管する。",
            "操作記録の保存期間は、5年とし、その間保管する。",
            "紙の申込書及び届出書の保存期間は5年である。",
            "防犯カメラの映像は、5年間保存する。",
            "バックアップは、世代管理を行い、5年間保管する。",
            "窓口で受け取った申込書又は届出書は、5年間保管する。",
            "請求書等の書類は、文書規程により5年間保存する。",
            "紙の申請書は5年を保存期間とする。",
            "返還を求める権利の時効は、条例で、納期限の翌日から起算して5年と定めている。",
            "利用者証の有効期間を、交付の日から起算して5年と定めている。",
        ] {
            assert_eq!(periods(other).count(), 0, "{other}");
        }
        for own in [
            "転出した者の記録は、5年間保管する。",
            "課税資料の写しの情報は、5年間保管する。",
            "紙の台帳から移した記録は、条例により、5年間保存する。",
            "5年間保管する。",
            "貸出しの電子データは5年を保管期間とする。",
            "文書規程により、5年間を保存期間としています。",
            "文書規程において、退館した年度の翌年度から起算して5年と定めている。",
            "請求権の消滅時効（2年）を考慮し、文書規程において、翌年度から起算して5年と定めている。",
            "文書管理規程では、5年間保存することとされている。",
            "文書規程で、利用者に関する文書の保存期間を、退館した年度の翌年度の初日から5年と定めています。",
        ] {
            assert_eq!(periods(own).count(), 1, "{own}");
        }
    }

    #[test]
    fn options_are_ranges() {
        assert_eq!(years("定められていない"), None);
        assert_eq!(years("1年未満"), Some(0..=0));
        assert_eq!(years("5年"), Some(5..=5));
        assert_eq!(years("6年以上10年未満"), Some(6..=9));
        assert_eq!(years("20年以上"), Some(20..=usize::MAX));
    }
}
