//! 「ウェブ」と「ウエブ」のように、カタカナの小さい字と大きい字が混ざっている。
//! A katakana word is written with small and with large kana.
//!
//! ## 何を確認するか
//! 2字以上のカタカナの語が、一つの文書の中で、小書き（ァィゥェォッャュョ）と大きい字の両方で書かれていないこと。
//! 「」の中、会社の名、国などのシステムの名、組織の語（terms）で書き方を決めた語と名前、書き方の揺れ（W002）として示す語、
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
//! 具体的な管理方法: フィルタで遮断する。フイルタの設定は係長が行う。     # 誤
//! 具体的な管理方法: フィルタで遮断する。フィルタの設定は係長が行う。     # 正
//! ```
//!
//! ## 根拠
//! 外来語の表記（平成3年内閣告示第2号）

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Form, OwnText, Spot, add, mixed};
use crate::config::vocabulary::Meaning;
use crate::japanese::chars::large;
use crate::japanese::runs::RunKind;
use crate::lint::rules::{Context, Levels, Rule, company};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W025",
    name: "small-kana",
    levels: Levels::always(Severity::Info),
    basis: &["外来語の表記（平成3年内閣告示第2号）"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        let katakana = words
            .runs
            .iter()
            .filter(|run| run.kind == RunKind::Katakana);
        for range in katakana.map(|run| run.range()) {
            let word = &words.text.text[range.clone()];
            // A word of one kana alone is none, and most have no kana that could be small.
            if word.chars().nth(1).is_some() && could_be_small(word) && counts(words, &range) {
                let key: String = word.chars().map(large).collect();
                let spot = Spot::new(words, range);
                add(found.entry(key).or_default(), Form::new(word), spot);
            }
        }
    }
    let vocabulary = cx.vocabulary();
    let is_decided = |forms: &Vec<Form>| forms.iter().any(|f| vocabulary.decides(&f.stem));
    for forms in found.into_values().filter(|forms| !is_decided(forms)) {
        mixed(cx, &RULE, forms);
    }
}

/// Whether a word has kana that are small, here or elsewhere.
fn could_be_small(word: &str) -> bool {
    let is_one = |c| {
        matches!(
            c,
            'ア' | 'イ' | 'ウ' | 'エ' | 'オ' | 'ツ' | 'ヤ' | 'ユ' | 'ヨ'
        )
    };
    word.contains(|c| is_one(large(c)))
}

/// Whether a word is the document's own, and no other rule looks at how it is written.
fn counts(words: &OwnText, range: &Range<usize>) -> bool {
    let is_other = |meaning| matches!(meaning, Meaning::Notation(..) | Meaning::Slip(_));
    let mut hits = words.hits_around(range);
    !hits.any(|hit| is_other(hit.meaning) && range.start < hit.range.end)
        && !words.is_named(range)
        && !words.is_quoted(range.start)
        && !company::in_company(words.str(), range)
}
