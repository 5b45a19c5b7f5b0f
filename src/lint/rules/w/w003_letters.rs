//! 「ID」と「ＩＤ」、「LGWAN」と「LG-WAN」のように、英字の語の書き方が混ざっている。
//! A word in letters is written in two widths, with and without a hyphen, or in other capitals.
//!
//! ## 何を確認するか
//! 2字以上の英字の語が、一つの文書の中で、全角と半角、ハイフンの有無、大文字と小文字の違う形で書かれていないこと。
//! 技術の略語と製品の名（`schemas/terms/lists/letters.yaml` の約120語）は、決まった書き方（JavaScript、Wi-Fi、SaaS）と、一つでも違えば示します。
//! アドレス（URL、メール）、英語の文、「」の中、会社の名、組織の語（terms）で書き方を決めた語と名前、
//! 寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 同じものか別のものかが分からず、検索しても一部しか見つかりません。
//!
//! ## 直し方
//! 決まった書き方、なければ多い方にそろえます。`hyokasho check --fix` で直せます（別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 職員ごとのIDを使う。他人のＩＤは使わない。   # 誤
//! 具体的な管理方法: 職員ごとのIDを使う。他人のIDは使わない。     # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘3件。すべて書き方の揺れ。見落とし1（一字の「Ａ・A」は数えない）。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::letters::{in_address, in_english, key, letters};
use super::{Form, Spot, add, instead, mixed};
use crate::assets::lists::letters::SPELLINGS;
use crate::japanese::chars::half;
use crate::lint::rules::{Context, Levels, Rule, Words, company};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

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
    for words in cx.facts.words.iter().filter(|w| !w.quotes) {
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
                || company::in_company(words.str(), &range)
            {
                continue;
            }
            let spot = Spot::new(words, range);
            add(found.entry(key).or_default(), Form::new(word), spot);
        }
    }
    let vocabulary = cx.vocabulary();
    let is_decided = |forms: &Vec<Form>| forms.iter().any(|f| vocabulary.decides(&f.stem));
    let official: FxHashMap<String, &str> =
        SPELLINGS.iter().map(|word| (key(word), *word)).collect();
    for (key, mut forms) in found.into_iter().filter(|(_, forms)| !is_decided(forms)) {
        for form in &mut forms {
            form.name = described(&form.stem);
        }
        if let Some(official) = official.get(&key) {
            let is_right = |form: &Form| form.stem.chars().map(half).eq(official.chars());
            let (right, others): (Vec<Form>, Vec<Form>) = forms.into_iter().partition(is_right);
            if !others.is_empty() {
                let kept = right.iter().max_by_key(|form| form.spots.len());
                let kept = kept.cloned().unwrap_or_else(|| Form::new(official));
                let forms = std::iter::once(kept).chain(others).collect();
                instead(cx, &RULE, forms, own_spelling);
            }
            forms = right;
        }
        // Of ways as frequent the narrow one is kept, that without a hyphen, that in capitals, wherever each is.
        let rank = |f: &Form| {
            let has_hyphen = f.stem.contains(['-', '‐', '－', '−']);
            (!f.stem.is_ascii(), has_hyphen, f.stem.clone())
        };
        forms.sort_by_cached_key(rank);
        mixed(cx, &RULE, forms);
    }
}

fn own_spelling(lang: Lang, names: &str, kept: &str) -> Words {
    Words::new(say!(
        lang,
        "{names}は、正しくは「{kept}」",
        "{names} is spelt 「{kept}」"
    ))
    .help(say!(
        lang,
        "その名を決めた側の書き方「{kept}」にそろえてください。",
        "Write 「{kept}」, as those do who named it."
    ))
}

/// A word with its full-width characters, which look alike: ＩD（「Ｉ」が全角）.
fn described(word: &str) -> String {
    let wide: String = word.chars().filter(|c| !c.is_ascii()).collect();
    match wide.chars().count() {
        0 => word.to_owned(),
        n if n == word.chars().count() => format!("{word}（全角）"),
        _ => format!("{word}（「{wide}」が全角）"),
    }
}

#[cfg(test)]
mod tests {
    use super::described;

    #[test]
    fn what_is_of_full_width_is_said() {
        assert_eq!(described("ＩD-A"), "ＩD-A（「Ｉ」が全角）");
    }
}
