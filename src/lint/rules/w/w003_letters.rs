//! 「ID」と「ＩＤ」、「LGWAN」と「LG-WAN」のように、英字の語の書き方が混ざっている。
//! A word in letters is written in two widths, with and without a hyphen, or in other capitals.
//!
//! ## 何を確認するか
//! 2字以上の英字の語が、一つの文書の中で、全角と半角、ハイフンの有無、大文字と小文字の違う形で書かれていないこと。
//! アドレス（URL、メール）、英語の文、「」の中、会社の名、組織の語（terms）で書き方を決めた語と名前、
//! 寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 同じものか別のものかが分からず、検索しても一部しか見つかりません。
//!
//! ## 直し方
//! 多い方にそろえます。`hyokasho check --fix` で直せます（別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: ログインIDとユーザーＩＤを…   # 混ざっている
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘3件。すべて書き方の揺れ。見落とし1（一字の「Ａ・A」は数えない）。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Form, Spot, add, mixed, w015_company};
use crate::japanese::runs::{Kind, Run};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W003",
    name: "letters",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for words in cx.texts.words.iter().filter(|w| !w.quotes) {
        for range in letters(&words.runs) {
            let word = &words.text.text[range.clone()];
            let key = key(word);
            let is_numeral = key.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            if key.len() < 2
                || is_numeral
                || words.is_named(&range)
                || in_address(words.str(), &range)
                || in_english(words.str(), &range)
                || words.is_quoted(range.start)
                || w015_company::in_company(words.str(), &range)
            {
                continue;
            }
            let spot = Spot::new(words, range);
            add(found.entry(key).or_default(), Form::new(word), spot);
        }
    }
    let vocabulary = cx.vocabulary();
    let is_decided = |forms: &Vec<Form>| forms.iter().any(|f| vocabulary.decides(&f.stem));
    for mut forms in found.into_values().filter(|forms| !is_decided(forms)) {
        for form in &mut forms {
            form.name = described(&form.stem);
        }
        // Of ways as frequent the narrow one is kept, that without a hyphen, that in capitals, wherever each stands.
        let rank = |f: &Form| {
            let has_hyphen = f.stem.contains(['-', '‐', '－', '−']);
            (!f.stem.is_ascii(), has_hyphen, f.stem.clone())
        };
        forms.sort_by_cached_key(rank);
        mixed(cx, &RULE, forms);
    }
}

/// Runs of letters, joined where a single hyphen stands between them.
pub(super) fn letters(runs: &[Run]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut hyphen = None;
    for run in runs {
        match run.kind {
            Kind::Letters => match found.last_mut() {
                Some(last) if hyphen == Some((last.end, run.start)) => last.end = run.end,
                _ => found.push(run.range()),
            },
            Kind::Sign('-' | '‐' | '－' | '−') => hyphen = Some((run.start, run.end)),
            _ => {}
        }
    }
    found
}

/// The letters alone, in capitals of half width.
pub(super) fn key(word: &str) -> String {
    let half = |c: char| match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let letters = word.chars().map(half).filter(char::is_ascii_alphabetic);
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

/// A word with what of it is of full width, which the eye does not tell: ＩD（「Ｉ」が全角）.
fn described(word: &str) -> String {
    let wide: String = word.chars().filter(|c| !c.is_ascii()).collect();
    match wide.chars().count() {
        0 => word.to_owned(),
        n if n == word.chars().count() => format!("{word}（全角）"),
        _ => format!("{word}（「{wide}」が全角）"),
    }
}

/// Whether a word stands among words of English: one on each side, or two on one.
pub(super) fn in_english(text: &str, range: &Range<usize>) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let before = |head: &str| -> Option<usize> {
        let end = head.trim_end_matches(' ').len();
        let start = head[..end].trim_end_matches(is_letter).len();
        (end < head.len() && start < end).then_some(start)
    };
    let behind = |tail: &str| -> Option<usize> {
        let start = tail.len() - tail.trim_start_matches(' ').len();
        let rest = tail[start..].trim_start_matches(is_letter).len();
        (start > 0 && rest < tail.len() - start).then_some(tail.len() - rest)
    };
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    let (first, next) = (before(head), behind(tail));
    let twice = |at: Option<usize>, more: &dyn Fn(usize) -> bool| at.is_some_and(more);
    first.is_some() && next.is_some()
        || twice(first, &|at| before(&head[..at]).is_some())
        || twice(next, &|at| behind(&tail[at..]).is_some())
}

/// Whether a word is a part of an address of the net.
pub(super) fn in_address(text: &str, range: &Range<usize>) -> bool {
    let is_graphic = |b: &u8| b.is_ascii_graphic();
    let head = text.as_bytes()[..range.start]
        .iter()
        .rev()
        .take_while(|b| is_graphic(b))
        .count();
    let tail = text.as_bytes()[range.end..]
        .iter()
        .take_while(|b| is_graphic(b))
        .count();
    let chunk = &text[range.start - head..range.end + tail];
    ["://", "@", "www.", ".jp", ".com"]
        .iter()
        .any(|mark| chunk.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn words_in_letters() {
        let text = "LG-WANとＬＧＷＡＮ、e-mail: a@b.example、IDー";
        let found: Vec<String> = letters(&runs(text))
            .into_iter()
            .map(|r| key(&text[r]))
            .collect();
        assert_eq!(
            found,
            ["LGWAN", "LGWAN", "EMAIL", "A", "B", "EXAMPLE", "ID"]
        );
        let english = "（REGULATION OF THE EU）とWindows ServerのID、JIS Q";
        let of = |word: &str| {
            let at = english.find(word).expect("it stands there");
            in_english(english, &(at..at + word.len()))
        };
        assert!(of("OF") && of("THE") && of("REGULATION") && of("EU"));
        assert!(!of("Windows") && !of("ID") && !of("JIS"));
        assert_eq!(described("ＩD-A"), "ＩD-A（「Ｉ」が全角）");
        assert!(in_address(
            text,
            &(text.find("a@").unwrap()..text.find("@").unwrap())
        ));
    }
}
