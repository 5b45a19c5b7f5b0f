//! Kana that stand for kanji, and kanji that stand for katakana: a part of W005.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::assets::lists::katakana::OF_WORK;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::runs::{Run, RunKind};

/// What was mistaken for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mistake {
    LongVowel,
    HalfSign(char),
    Circled,
    HalfKana,
    Kana,
    Foreign,
}

/// A wrong stretch of a text with what belongs there, where that is known.
pub(super) type Found = (Mistake, Range<usize>, Option<String>);

/// What comes before and after ヘ as the sixth of イロハニホヘ.
const BEFORE_KANA: [&str; 8] = [
    "から",
    "まで",
    "及び",
    "又は",
    "若しくは",
    "並びに",
    "または",
    "および",
];
const AFTER_KANA: [&str; 6] = ["まで", "から", "及び", "又は", "に掲げ", "に規定"];

/// What 口 begins.
const OF_MOUTH: &str = "座頭述";

/// Whether kana between these words number something: 「前号ロに」, 「イからヘまで」.
pub(super) fn is_number_of_list(head: &str, tail: &str) -> bool {
    head.ends_with(|c| "号条項表第別以のはがをにとや".contains(c))
        || BEFORE_KANA.iter().any(|words| head.ends_with(words))
        || AFTER_KANA.iter().any(|words| tail.starts_with(words))
}

/// A single kana that looks like another character.
pub(super) fn kana(text: &str, run: Run) -> Option<(Range<usize>, String)> {
    let word = &text[run.range()];
    let (head, tail) = (&text[..run.start], &text[run.end..]);
    let after = tail.chars().next();
    let is_number_of_list = || is_number_of_list(head, tail);
    // 「エ程」 at the head of a word, where no kanji is before it.
    let begins = !head.ends_with(is_kanji) && !is_number_of_list();
    let of_work = |(first, others): &(&str, &[&str])| {
        let rest = tail.strip_prefix(first);
        rest.is_some_and(|rest| !others.iter().any(|other| rest.starts_with(other)))
    };
    match word {
        "エ" if begins && OF_WORK.iter().any(of_work) => return Some((run.range(), "工".into())),
        "ロ" if begins && after.is_some_and(|c| OF_MOUTH.contains(c)) => {
            return Some((run.range(), "口".into()));
        }
        _ => {}
    }
    let before = head.chars().next_back()?;
    let right = match word {
        "ヘ" if (is_kanji(before) || is_hiragana(before))
            && !is_number_of_list()
            && after.is_some_and(|c| is_kanji(c) || is_hiragana(c)) =>
        {
            "へ"
        }
        "カ" if is_kanji(before)
            && !is_number_of_list()
            && !"数何箇各両一二三四五六七八九十".contains(before)
            && after.is_none_or(|c| !"月所国年条箇村町団".contains(c)) =>
        {
            "力"
        }
        // 窓ロ, 入ロ and 加エ, 施エ; イロハ number other things.
        "ロ" if "窓入出間戸裏人".contains(before) && after.is_none_or(|c| !is_katakana(c)) => {
            "口"
        }
        "エ" if "加施竣着起".contains(before) && after.is_none_or(|c| !is_katakana(c)) => {
            "工"
        }
        "ー" if is_kanji(before) => "一",
        "ニ" if "第十百".contains(before) || "年月週日".contains(before) && after == Some('回') => {
            "二"
        }
        _ => return None,
    };
    Some((run.range(), right.to_owned()))
}

/// A Chinese character between katakana that looks like one of them.
pub(super) fn kanji(
    text: &str,
    run: Run,
    next: Option<Run>,
    known: &FxHashSet<&str>,
) -> Option<Found> {
    let next = next.filter(|n| n.kind == RunKind::Katakana && n.start == run.end + 3)?;
    let right = match text.get(run.end..next.start)? {
        "一" => 'ー',
        other => as_katakana(other.chars().next()?)?,
    };
    let (head, tail) = (&text[run.range()], &text[next.range()]);
    let joined = format!("{head}{right}{tail}");
    // 「ワイヤ一ロック」: nobody counts so between katakana, but for 「一ファイル一パスワード」.
    let is_counted = || text[..run.start].ends_with('一');
    let is_certain = known.contains(joined.as_str())
        || known.contains(format!("{head}{right}").as_str())
        || head.chars().count() == 1
        || tail.chars().count() == 1
        || right == 'ー' && !is_counted();
    is_certain.then(|| (Mistake::Kana, run.end..next.start, Some(right.to_string())))
}

/// 「カー卜」: characters that no Japanese text has but for the katakana that they look like, and others that end a
/// word that is known: 「デー夕を」.
pub(super) fn last_kanji(text: &str, run: Run, known: &FxHashSet<&str>) -> Option<Found> {
    let last = text[run.end..].chars().next()?;
    let right = match last {
        '一' => 'ー',
        other => as_katakana(other)?,
    };
    let end = run.end + last.len_utf8();
    // Between katakana, it is reported already; 「サーバ一台」 goes on.
    let after = text[end..].chars().next();
    let goes_on = after.is_some_and(is_katakana);
    let is_known = || {
        let word = format!("{}{right}", &text[run.range()]);
        known.contains(word.as_str()) && !after.is_some_and(is_kanji)
    };
    let is_wrong = matches!(last, '卜' | '厶') || is_known();
    (is_wrong && !goes_on).then(|| (Mistake::Kana, run.end..end, Some(right.to_string())))
}

/// The katakana that a Chinese character looks like.
fn as_katakana(c: char) -> Option<char> {
    Some(match c {
        '力' => 'カ',
        '口' => 'ロ',
        '二' => 'ニ',
        '工' => 'エ',
        '夕' => 'タ',
        '卜' => 'ト',
        '八' => 'ハ',
        '才' => 'オ',
        '三' => 'ミ',
        '千' => 'チ',
        '又' => 'ヌ',
        '厶' => 'ム',
        _ => return None,
    })
}

/// A Chinese character that stands for the first katakana of a word: before ー, which no kanji has after it, or where the
/// word is known: 「力ード」, 「口グイン」.
pub(super) fn first_kanji(text: &str, run: Run, known: &FxHashSet<&str>) -> Option<Found> {
    let head = &text[..run.start];
    let first = head.chars().next_back()?;
    let start = run.start - first.len_utf8();
    if head[..start].ends_with(is_katakana) {
        return None;
    }
    let right = as_katakana(first)?;
    let tail = &text[run.range()];
    let is_long = tail.starts_with('ー') && tail.chars().nth(1).is_some_and(|c| c != 'ー')
        || tail.starts_with(['ャ', 'ュ', 'ョ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ']);
    let is_known = || known.contains(format!("{right}{tail}").as_str());
    (is_long || is_known()).then(|| (Mistake::Kana, start..run.start, Some(right.to_string())))
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use crate::japanese::runs::runs;
    use crate::lint::rules::w::look_alikes::find;

    #[test]
    fn kanji_that_begin_words_of_katakana() {
        let known = FxHashSet::from_iter(["ログイン", "カメラ", "データ", "サーバー"]);
        for (text, wrong) in [
            ("個人番号力ードの提示", "力"),
            ("二ーズに応じ", "二"),
            ("口グインする", "口"),
            ("夕ーミナル", "夕"),
            ("防犯力メラ", "力"),
            ("カー卜の番号", "卜"),
            ("窓ロで受け付ける", "ロ"),
            ("施エの前に", "エ"),
            ("ワイヤ一ロックで固定する", "一"),
            ("デー夕を消す", "夕"),
            ("デー夕センターに置く", "夕"),
            ("サーバ一の前", "一"),
        ] {
            let found = find(text, &runs(text), &known);
            let found: Vec<&str> = found.into_iter().map(|(_, r, _)| &text[r]).collect();
            assert_eq!(found, [wrong], "{text}");
        }
        for text in [
            "入力データ",
            "窓口サービス",
            "加工ライン",
            "イ又はロの",
            "第二ビル",
            "前号ロに",
            "サーバ一台を",
            "一ファイル一パスワードとする",
            "データ二次利用",
            "システム一式",
        ] {
            assert!(find(text, &runs(text), &known).is_empty(), "{text}");
        }
    }
}
