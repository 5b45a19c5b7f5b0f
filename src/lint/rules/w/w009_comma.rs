//! 読点の「、」と「，」、範囲の「～」と「~」などが混ざっている。
//! Commas or marks of a range of two kinds are used in one document.
//!
//! ## 何を確認するか
//! 一つの文書の中で、読点の「、」と「，」「,」、範囲の「～」「〜」「~」が混ざっていないこと。
//! 数字の桁区切り、英語、アドレスの中は数えません。
//!
//! ## なぜ
//! 公用文の読点は「、」を用います（横書きでは「，」も可）。混ざると、別の文書から写した跡に見えます。
//!
//! ## 直し方
//! 多い方にそろえます。`hyokasho check --fix` で直せます（別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! 入手の時期・頻度: 窓口では随時、庁内からは毎日、他市からは毎月1回，それぞれ入手する。   # 誤: ほかは「、」
//! 入手の時期・頻度: 窓口では随時、庁内からは毎日、他市からは毎月1回、それぞれ入手する。   # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（「，」4か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use super::{Form, Spot, mixed};
use crate::japanese::notation::is_digit;
use crate::japanese::runs::Run;
use crate::japanese::signs::signs;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W009",
    name: "comma",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let commas = ['，', ','];
    let has = |text: &str, runs: &[Run]| runs.iter().any(|r| is_comma(text, *r, &commas));
    if cx.facts.words.iter().any(|w| has(w.str(), &w.runs)) {
        let mut forms = [Form::new("、"), Form::new("，"), Form::new(",")];
        for words in &cx.facts.words {
            for (at, comma) in signs(words.str()).filter(|(_, sign)| *sign == '、') {
                let range = at..at + comma.len_utf8();
                forms[0].spots.push(Spot::new(words, range));
            }
            for run in words
                .runs
                .iter()
                .filter(|r| is_comma(words.str(), **r, &commas))
            {
                let form = if run.sign() == Some('，') { 1 } else { 2 };
                forms[form].spots.push(Spot::new(words, run.range()));
            }
        }
        mixed(cx, &RULE, forms.into());
    }
    let mut forms = [Form::new("～"), Form::new("〜"), Form::new("~")];
    for words in &cx.facts.words {
        for run in &words.runs {
            let Some(form) = forms
                .iter_mut()
                .find(|f| run.sign().is_some_and(|c| f.stem.starts_with(c)))
            else {
                continue;
            };
            if is_of_text(words.str(), *run) {
                form.spots.push(Spot::new(words, run.range()));
            }
        }
    }
    mixed(cx, &RULE, forms.into());
}

/// A comma between Japanese words.
fn is_comma(text: &str, run: Run, commas: &[char]) -> bool {
    let before = text[..run.start].chars().next_back();
    run.sign().is_some_and(|c| commas.contains(&c))
        && before.is_some_and(|c| !c.is_ascii() && !is_digit(c))
        && text[run.end..]
            .chars()
            .next()
            .is_some_and(|c| !c.is_ascii())
}

/// Whether a mark is in a text and not in a path or an address.
fn is_of_text(text: &str, run: Run) -> bool {
    let is_path =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '~'));
    !is_path(text[..run.start].chars().next_back()) && !is_path(text[run.end..].chars().next())
}
