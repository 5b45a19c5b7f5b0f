//! Years behind which data are erased, as texts state them, apart from Ⅱ６②.

use std::ops::Range;

use super::retention::names_medium;
use crate::japanese::notation::{is_digit, number};
use crate::japanese::signs::pieces;

/// The years that a text names as 保管期間 of the file: 「保管期間の5年」, 「5年の保管期間」.
pub(super) fn kept(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
    let mut heading = "";
    let sentences = pieces(text, &['。']).filter_map(move |piece| {
        let sentence = text[piece.clone()].trim();
        if sentence.starts_with(['＜', '<', '〈', '【', '《', '○', '■'])
            && !sentence.ends_with('。')
        {
            heading = sentence;
        }
        (!names_medium(sentence) && !names_medium(heading)).then_some(piece)
    });
    sentences.flat_map(move |piece| {
        let sentence = &text[piece.clone()];
        let terms = ["保管期間", "保存期間"];
        let places = terms
            .into_iter()
            .flat_map(|term| sentence.match_indices(term));
        let found: Vec<(Range<usize>, usize)> = places
            .filter_map(|(at, term)| {
                let (start, end) =
                    after(sentence, at + term.len()).or_else(|| before(sentence, at))?;
                let n = number(&sentence[start..end])?;
                Some((piece.start + start..piece.start + end + "年".len(), n))
            })
            .collect();
        found
    })
}

/// The years after which a text says that data are erased, or not yet: 「転出から5年を経過した記録を消去する」.
pub(super) fn passed<'t>(
    text: &'t str,
    words: &'t [&str],
) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
    const OTHERS: [&str; 8] = [
        "時効",
        "除斥",
        "請求権",
        "有効期",
        "令和",
        "平成",
        "契約",
        "年度ごと",
    ];
    let sentences = pieces(text, &['。']).filter(move |piece| {
        let sentence = &text[piece.clone()];
        !names_medium(sentence) && !OTHERS.iter().any(|word| sentence.contains(word))
    });
    sentences.flat_map(move |piece| {
        let sentence = &text[piece.clone()];
        let years = sentence.match_indices('年').filter_map(move |(at, year)| {
            let head = sentence[..at].trim_end_matches(is_digit);
            let value = number(&sentence[head.len()..at])?;
            let after = &sentence[at + year.len()..];
            let is_passed = words.iter().any(|word| {
                after.starts_with(word)
                    || after
                        .strip_prefix('を')
                        .is_some_and(|b| b.starts_with(word))
            });
            // 「5年を経過した者に通知する」 says nothing of the file.
            let is_counted =
                head.ends_with(['ら', '後', '期', '、', 'が']) || head.contains("から");
            (is_passed && is_counted && !head.ends_with('第')).then(|| {
                (
                    piece.start + head.len()..piece.start + at + year.len(),
                    value,
                )
            })
        });
        years.collect::<Vec<_>>()
    })
}

/// The number of years behind a place: 「（5年）」, 「である5年」.
fn after(sentence: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &sentence[from..];
    let joins = ["である", "の", "（", "(", "：", ":", "は、", "は", ""];
    let rest = joins.iter().find_map(|join| {
        let rest = rest.strip_prefix(join)?;
        rest.starts_with(is_digit).then_some(rest)
    })?;
    let start = sentence.len() - rest.len();
    let end = start + rest.find(|c: char| !is_digit(c))?;
    sentence[end..].starts_with('年').then_some((start, end))
}

/// The number of years before a place: 「5年の保管期間」, 「5年間の保管期間」.
fn before(sentence: &str, to: usize) -> Option<(usize, usize)> {
    let head = sentence[..to].strip_suffix('の')?;
    let head = head.strip_suffix('間').unwrap_or(head).strip_suffix('年')?;
    let start = head.trim_end_matches(is_digit).len();
    (start < head.len()).then_some((start, head.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_after_which_data_are_erased() {
        let years = |text: &str| -> Vec<usize> {
            passed(text, &["を経過した", "経過していない"])
                .map(|p| p.1)
                .collect()
        };
        assert_eq!(
            years("転出又は死亡から3年を経過した記録は、毎年5月に消去する。"),
            [3]
        );
        assert_eq!(years("返却の日から５年を経過していない者"), [5]);
        assert_eq!(years("申込書は、受付から3年を経過したら細断する。"), [0; 0]);
        assert_eq!(
            years("請求権の時効により、5年を経過した記録を消去する。"),
            [0; 0]
        );
    }

    #[test]
    fn the_years_of_the_file_are_no_others() {
        let years = |text: &str| -> Vec<usize> { kept(text).map(|k| k.1).collect() };
        assert_eq!(
            years("毎年5月に、保管期間の5年を経過した者を抽出する。"),
            [5]
        );
        assert_eq!(years("保存期間（７年）を過ぎた記録を消去する。"), [7]);
        assert_eq!(years("10年の保管期間が満了した記録を消去する。"), [10]);
        assert_eq!(
            years("保管期間を経過した記録を、5年ごとに消去する。"),
            [0; 0]
        );
        assert_eq!(
            years("申込書は、保管期間（3年）が過ぎたら細断する。"),
            [0; 0]
        );
        assert_eq!(
            years("＜紙媒体＞\n保管期間の3年を過ぎたら細断する。"),
            [0; 0]
        );
        assert_eq!(
            years("＜紙媒体＞\n細断する。\n＜電子データ＞\n保管期間は3年とする。"),
            [3]
        );
    }
}
