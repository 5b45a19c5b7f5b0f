//! 略称の決め方が「（以下「…」という。）」の形になっていない。
//! A short name is defined without its quotes.
//!
//! ## 何を確認するか
//! 「（以下、…という）」「（以下…とする）」「（以下、…）」のように略称を決めるとき、略称が「 」でくくられていること。
//!
//! ## なぜ
//! 略称がどこからどこまでかが分かりません。
//!
//! ## 直し方
//! 「（以下「…」という。）」の形にします。
//!
//! ## 例
//! ```yaml
//! 事務の内容: 管理用の権限（以下、特権IDという）を使う。       # 誤
//! 事務の内容: 管理用の権限（以下「特権ID」という。）を使う。   # 正
//! ```
//!
//! ## 根拠
//! 法令用語の例、公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（2か所）。すべて「 」のないもの。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::Places;
use crate::assets::lists::sentences::DEFINITION_ENDS;
use crate::config::vocabulary::Meaning;
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};
use crate::japanese::notation::is_digit;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W014",
    name: "definition",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Places::new();
    for words in &cx.facts.words {
        let definitions = words
            .hits
            .iter()
            .filter(|h| h.meaning == Meaning::Definition);
        for hit in definitions {
            if let Some(range) = bare(words.str(), &hit.range) {
                found.push(words.place(cx, range));
            }
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// A definition without quotes, from its 「（以下」 on.
fn bare(text: &str, opening: &Range<usize>) -> Option<Range<usize>> {
    let length = text[opening.end..].find(['）', ')', '\n'])?;
    let inner = &text[opening.end..opening.end + length];
    let is_definition =
        DEFINITION_ENDS.iter().any(|end| inner.ends_with(end)) && inner.chars().count() < 40;
    // 「（以下、特権ID）」; 「（以下同じ）」 defines nothing.
    let name = inner.trim_start_matches(['、', '，', ' ', '　']);
    let of_name = |c: char| is_kanji(c) || is_katakana(c) || is_letter(c) || is_digit(c);
    let is_name = name.chars().all(of_name) && (2..=20).contains(&name.chars().count());
    let is_pointer = ["同", "略", "次", "全", "各", "余白", "参照"]
        .iter()
        .any(|word| name.starts_with(word));
    let is_definition = is_definition || is_name && !is_pointer;
    let is_quoted = inner.contains(['「', '『', '【', '“', '"', '〔', '＜']);
    (is_definition && !is_quoted).then(|| {
        opening.start
            ..opening.end
                + length
                + text[opening.end + length..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8)
    })
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "略称が「 」でくくられていない",
        "A short name has no quotes"
    ))
    .help(say!(
        lang,
        "「（以下「…」という。）」の形にしてください。",
        "Write （以下「…」という。）."
    ))
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn definitions_without_quotes() {
        let found = |text: &str| bare(text, &(0.."（以下".len())).map(|r| text[r].to_owned());
        assert_eq!(
            found("（以下、特権IDという）を").as_deref(),
            Some("（以下、特権IDという）")
        );
        assert_eq!(found("（以下「特権ID」という。）を"), None);
        assert_eq!(
            found("（以下、特権ID）").as_deref(),
            Some("（以下、特権ID）")
        );
        assert_eq!(found("（以下同じ。）"), None);
        assert_eq!(found("（以下同様）"), None);
    }
}
