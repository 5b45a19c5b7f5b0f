//! 誤字、脱字、変換の誤りがある。
//! A slip of the pen.
//!
//! ## 何を確認するか
//! どの文書でも誤りである書き方（助詞の重なり「をを」「におけるの」、「へ」のはずの「え」、字形の似た字「保菅」「堤出」、
//! 変換の誤り「不適地な」、「していない」の「い」抜き、「規則基づき」「対策の係る」のような助詞の抜けと取り違えなど）がないこと。
//! 語は `schemas/terms/typos.yaml`、`particles.yaml` と組織の語（terms）にあり、前後の字と語の切れ目（確認職員は「確認」と「職員」）を確かめて数えます。
//! 名前の欄（委託先名、部署など）と「…株式会社」のような名前の中では、同じかなの重なりを数えません。
//! 別添３の変更前は数えません。
//!
//! ## なぜ
//! 誤字は、内容も確かめられていないという印象を与えます。審議会の議事録でも誤記が繰り返し指摘されています。
//!
//! ## 直し方
//! 示された書き方に直します。確かめたうえで `hyokasho check --fix=unsafe` でも直せます。
//!
//! ## 例
//! ```yaml
//! 時期・頻度: 転入先の市区町村えの提供の都度   # 誤
//! 時期・頻度: 転入先の市区町村への提供の都度   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）
//!
//! 実測: 公表された素案一つ（254項目）で指摘12件。すべて誤り。見落とし3（「受付表」「券面入力補助AP」など、その文書だけの語）。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::{OwnText, edits, if_meant, may_be_slip};
use crate::assets::lists::companies::IN_NAMES;
use crate::config::vocabulary::Meaning;
use crate::japanese::chars::is_hiragana;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W011",
    name: "slip",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<((usize, &str), Place)> = Vec::new();
    for words in &cx.facts.words {
        for hit in &words.hits {
            let Meaning::Slip(n) = hit.meaning else {
                continue;
            };
            // How residents speak is theirs.
            if words.quotes && cx.vocabulary().slips[n].style {
                continue;
            }
            let wrong = &words.text.text[hit.range.clone()];
            if is_doubled(wrong) && is_of_name(cx, words, &hit.range) {
                continue;
            }
            let place = words.place(cx, hit.range.clone());
            found.push(((n, wrong), place));
        }
    }
    for ((n, wrong), places) in grouped(found) {
        let slip = &cx.vocabulary().slips[n];
        let right = meant(wrong, &slip.right).unwrap_or(&slip.right);
        let severity = match slip.style {
            true => Severity::Info,
            false => Severity::Warning,
        };
        let is_plain = !right.contains(AROUND);
        let edits = edits(&places, |_| right.to_owned());
        let words = words(cx.lang, wrong, right, slip.style);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            let finding = finding.severity(severity);
            if is_plain {
                finding.fix(Safety::Unsafe, edits);
            }
        }
    }
}

/// What parts the words of which a slip may be one: 「徴（徴収・特徴）」.
const AROUND: [char; 4] = ['（', '）', '・', '…'];

/// The one of these words that a slip was to be: 徴収 of 微収, which is as long and differs least.
fn meant<'r>(wrong: &str, right: &'r str) -> Option<&'r str> {
    let length = wrong.chars().count();
    let words = right.split(AROUND);
    let words = words.filter(|word| word.chars().count() == length && *word != wrong);
    // 「契約が修了」 was not to be 「契約の終了」.
    let differing = |word: &&str| {
        let pairs = word.chars().zip(wrong.chars());
        let pairs: Vec<_> = pairs.filter(|(own, typed)| own != typed).collect();
        let is_word = !pairs
            .iter()
            .any(|(own, typed)| is_hiragana(*own) || is_hiragana(*typed));
        is_word.then_some(pairs.len())
    };
    let words = words.filter_map(|word| Some((differing(&word)?, word)));
    let mut words: Vec<(usize, &str)> = words.collect();
    words.sort_by_key(|(differing, _)| *differing);
    match words.as_slice() {
        [(n, word), rest @ ..] if 2 * n <= length && rest.iter().all(|(m, _)| m > n) => Some(word),
        _ => None,
    }
}

/// Whether a slip is one kana written twice: 「のの」.
fn is_doubled(wrong: &str) -> bool {
    let mut chars = wrong.chars();
    let (first, second) = (chars.next(), chars.next());
    first == second && chars.next().is_none() && first.is_some_and(is_hiragana)
}

/// Items that hold names of companies, offices and bodies alone.
const NAMES: [&str; 8] = [
    ".contractor",
    ".department",
    ".departments",
    ".department.name",
    ".recipients",
    ".transferees",
    ".actors",
    ".name",
];

/// Whether a place is a part of a name, in which kana are doubled by chance: 「しののめ印刷株式会社」.
fn is_of_name(cx: &Context, words: &OwnText, range: &Range<usize>) -> bool {
    let id = cx.field(words.field).id.trim_end_matches(|c: char| {
        matches!(
            c,
            '[' | ']' | '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
        )
    });
    if NAMES.iter().any(|end| id.ends_with(end)) {
        return true;
    }
    let text = words.str();
    let is_in_word = |c: char| c.is_alphanumeric() || matches!(c, 'ー' | '㈱' | '㈲' | '々');
    let head = text[..range.start].trim_end_matches(is_in_word);
    let tail = text[range.end..].trim_start_matches(is_in_word);
    let word = &text[head.len()..text.len() - tail.len()];
    IN_NAMES.iter().any(|mark| word.contains(mark))
}

fn words(lang: Lang, wrong: &str, right: &str, is_colloquial: bool) -> Words {
    if !is_colloquial {
        return may_be_slip(lang, wrong, right);
    }
    Words::new(say!(
        lang,
        "話し言葉の「{wrong}」がある",
        "「{wrong}」 is colloquial"
    ))
    .help(if_meant(lang, right))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn the_word_that_was_meant() {
        for (wrong, right, word) in [
            ("微収", "徴（徴収・特徴）", Some("徴収")),
            (
                "介護保健料",
                "保険（健康保険・介護保険料）",
                Some("介護保険料"),
            ),
            (
                "保険料の付加",
                "賦課（賦課徴収・保険料の賦課）",
                Some("保険料の賦課"),
            ),
            ("微求", "徴（徴収・特徴）", None),
            ("契約が修了", "終了（契約の終了）", None),
            ("摘正", "適正・適切", Some("適正")),
            ("でいいる", "ている・でいる", None),
        ] {
            assert_eq!(meant(wrong, right), word, "{wrong}");
        }
    }
}
