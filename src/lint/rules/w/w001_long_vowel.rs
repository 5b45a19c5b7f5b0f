//! 「サーバ」と「サーバー」のように、語の終わりの「ー」が有ったり無かったりする。
//! A katakana word is written with and without its final long vowel.
//!
//! ## 何を確認するか
//! 3字以上のカタカナの語（サーバ、ユーザ、コンピュータなど）が、一つの文書の中で、終わりの「ー」のある形とない形の両方で書かれていないこと。
//! 「」の中、会社の名、国や地方公共団体情報システム機構のシステムの名（都道府県サーバ、中間サーバーなど）、組織の語（terms）で
//! 書き方を決めた語と名前、寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 同じものか別のものかが分からず、検索しても一部しか見つかりません。国のひな形と自分の文章を合わせたときに混ざります。
//!
//! ## 直し方
//! 公用文の書き方である「ー」のある形にそろえます。「ー」のない形にそろえるときは、組織の語（terms）で決めます。
//! `hyokasho check --fix` で直せます。ほかの語の付いた形（業務サーバ）は名前かもしれず、「ー」のない方が多いときと別添３の変更後にも
//! あるときは目で確かめたいので、`--fix=unsafe` です。
//!
//! ## 例
//! ```yaml
//! 保管場所: |
//!   サーバーの鍵は係長が持つ。
//!   サーバの前に監視カメラを置く。     # 誤
//!   サーバーの前に監視カメラを置く。   # 正
//! ```
//!
//! ## 根拠
//! 外来語の表記（平成3年内閣告示第2号）、公用文作成の考え方
//!
//! 実測: 公表された素案一つ（254項目）で指摘2件（サーバ34か所、ユーザ8か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Form, Spot, mixed_beside_official};
use crate::japanese::chars::{is_kanji, is_letter};
use crate::japanese::runs::{RunKind, long_vowel_stem};
use crate::lint::rules::{Context, Levels, Rule, company};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W001",
    name: "long-vowel",
    levels: Levels::always(Severity::Info),
    basis: &["外来語の表記（平成3年内閣告示第2号）"],
    check,
};

fn check(cx: &mut Context) {
    let all = &cx.facts.words;
    let runs = || {
        all.iter().filter(|words| !words.quotes).flat_map(|words| {
            let katakana = words.runs.iter().filter(|r| r.kind == RunKind::Katakana);
            katakana.map(move |run| (words, run.range()))
        })
    };
    let long: FxHashSet<&str> = runs()
        .filter_map(|(words, range)| long_vowel_stem(&words.text.text[range]))
        .collect();
    let vocabulary = cx.vocabulary();
    let is_decided =
        |stem: &str| vocabulary.decides(stem) || vocabulary.decides(&format!("{stem}ー"));
    let mut found: BTreeMap<&str, [Form; 2]> = BTreeMap::new();
    for (words, range) in runs() {
        let word = &words.text.text[range.clone()];
        let stem = word.strip_suffix('ー').unwrap_or(word);
        if !long.contains(stem)
            || is_decided(stem)
            || words.is_named(&range)
            || words.is_quoted(range.start)
            || company::in_company(words.str(), &range)
        {
            continue;
        }
        let forms = found
            .entry(stem)
            .or_insert_with(|| [Form::new(&format!("{stem}ー")), Form::new(stem)]);
        let form = &mut forms[usize::from(word == stem)];
        form.spots.push(Spot::new(words, range));
    }
    for forms in found.into_values() {
        let is_part = forms[1].spots.iter().any(is_part);
        if let Some(finding) = mixed_beside_official(cx, &RULE, forms.into()) {
            // 「業務サーバ」 may be what somebody else calls it.
            if is_part {
                finding.fix_needs_review();
            }
        }
    }
}

/// Whether a word is a part of a longer one, which may be a name.
fn is_part(spot: &Spot) -> bool {
    let text = spot.words.str();
    let belongs = |c: char| is_kanji(c) || is_letter(c) || c == '・';
    text[..spot.range.start].ends_with(belongs) || text[spot.range.end..].starts_with(belongs)
}
