//! Katakana that stand for hiragana, and hiragana for katakana: 「取リ扱う」, 「べース」: a part of W005.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::kana::{Found, Mistake, is_number_of_list};
use crate::assets::lists::katakana::AFTER_NI;
use crate::japanese::chars::{is_hiragana, is_kanji};
use crate::japanese::runs::{Run, RunKind};

/// The verbs whose ending is 「べ」.
const BE: &str = "述調並比延浮遊統伸叫呼飛選喜結及運学食総宣";

/// Katakana that only texts in katakana have: what they quote is no slip.
const OLD_STYLE: [&str; 4] = ["スル", "ヲ", "タル", "セル"];

/// Whether a text quotes one that is written in katakana: 「失火ノ責任ニ関スル法律」.
pub(super) fn is_old(text: &str, runs: &[Run]) -> bool {
    let katakana = runs.iter().filter(|run| run.kind == RunKind::Katakana);
    let mut words = katakana.map(|run| &text[run.range()]);
    words.any(|word| OLD_STYLE.contains(&word))
}

/// A single katakana where only the hiragana of its shape can be.
pub(super) fn katakana(text: &str, run: Run) -> Option<Found> {
    let (head, tail) = (&text[..run.start], &text[run.end..]);
    let before = head.chars().next_back()?;
    let next = tail.chars().next();
    let goes_on = |c: char| is_hiragana(c) || is_kanji(c);
    let is_of_list = || is_number_of_list(head, tail);
    let right = match &text[run.range()] {
        "リ" if (is_kanji(before) || is_hiragana(before))
            && next.is_some_and(|c| is_hiragana(c) || c == '、' || is_kanji(c))
            && is_verb(before, next)
            && !is_of_list() =>
        {
            "り"
        }
        "ベ" if BE.contains(before) && next.is_some_and(is_hiragana)
            || before == 'す' && tail.starts_with('て') =>
        {
            "べ"
        }
        "ニ" if is_kanji(before)
            && !is_of_list()
            && AFTER_NI.iter().any(|words| tail.starts_with(words)) =>
        {
            "に"
        }
        "ガ" if is_kanji(before) && next.is_some_and(|c| goes_on(c) || c == '、') => "が",
        _ => return None,
    };
    Some((Mistake::Kana, run.range(), Some(right.to_owned())))
}

/// Whether 「り」 may end a word here: after a kanji with more of the sentence, or after kana with a comma.
fn is_verb(before: char, next: Option<char>) -> bool {
    match next {
        // 「係リ員」 and 「取リ扱う」, but not 「甲リ乙」 of a list of letters.
        Some(c) if is_kanji(c) => is_kanji(before) && !"甲乙丙丁".contains(before),
        Some('、') => true,
        _ => is_kanji(before),
    }
}

/// Hiragana that begin a word of katakana, or stand in it: 「べース」, 「レべル」. They look the same.
pub(super) fn hiragana(text: &str, run: Run, known: &FxHashSet<&str>) -> Option<Found> {
    let first = text[..run.start].chars().next_back()?;
    let right = match first {
        'へ' => 'ヘ',
        'べ' => 'ベ',
        'ぺ' => 'ペ',
        'り' => 'リ',
        _ => return None,
    };
    let start = run.start - first.len_utf8();
    let (head, tail) = (&text[..start], &text[run.range()]);
    let begun = head.len() - head.trim_end_matches(is_katakana).len();
    let word = format!("{}{right}{tail}", &head[head.len() - begun..]);
    // No hiragana has ー after it in these texts; 「市へルール」 is two words.
    let is_long = tail.starts_with('ー') && tail.chars().nth(1).is_some();
    let is_wrong = is_long || known.contains(word.as_str());
    let range: Range<usize> = start..run.start;
    is_wrong.then(|| (Mistake::Kana, range, Some(right.to_string())))
}

fn is_katakana(c: char) -> bool {
    crate::japanese::chars::is_katakana(c)
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use crate::japanese::runs::runs;
    use crate::lint::rules::w::look_alikes::find;

    #[test]
    fn kana_of_the_other_kind() {
        let known = FxHashSet::from_iter(["リスク", "レベル", "ヘルプデスク", "サーバー"]);
        for (text, wrong) in [
            ("特定個人情報を取リ扱う", "リ"),
            ("申請書を受け取リ、", "リ"),
            ("上に述ベるとおり", "ベ"),
            ("事務ニついて", "ニ"),
            ("職員ガ確認する", "ガ"),
            ("べース台帳", "べ"),
            ("りスクの分析", "り"),
            ("高いレべルの", "べ"),
            ("へルプデスクに", "へ"),
            ("エ程を管理する", "エ"),
            ("ロ座の番号", "ロ"),
            ("人ロの統計", "ロ"),
            ("二ュースを", "二"),
        ] {
            let found = find(text, &runs(text), &known);
            let found: Vec<&str> = found.into_iter().map(|(_, r, _)| &text[r]).collect();
            assert_eq!(found, [wrong], "{text}");
        }
        for text in [
            "第十号リに掲げる",
            "前号のリ、",
            "チからリまで",
            "同号ニについて",
            "別表ニ関係",
            "年齢計算ニ関スル法律により、取リ扱う",
            "サーバーへデータ",
            "市へルールを",
            "画面の読み取りスクリーン",
            "上記エ事項",
            "アからエまで、エ及びオ",
            "イ　市\nロ　区",
            "第三号ロの者",
        ] {
            assert!(find(text, &runs(text), &known).is_empty(), "{text}");
        }
    }
}
