//! 保管場所の見出しにある場所が、消去方法に無い。
//! A place where data are kept has no counterpart in the ways of erasure.
//!
//! ## 何を確認するか
//! Ⅱ６①保管場所を＜…における措置＞の見出しに分けて書いているとき、③消去方法にも同じ見出しがあること。
//! 「当広域連合における措置」と「広域連合における措置」のように、書き方だけが違う見出しは X048 が示します。
//! ③が見出しに分かれていないときと、場所でなく消去するもの（＜紙の申請書＞など）や時（＜機器の更改時＞など）で分かれているときは指摘しません。
//!
//! ## なぜ
//! 消去方法のない保管場所があると、情報がいつまでも残るおそれがあります。システムを加えたときの書き漏れに多い誤りです。
//!
//! ## 直し方
//! ③に同じ見出しを立て、いつ、誰が、どう消去するかを書きます。情報を残さない場所なら、そのことを書きます。
//!
//! ## 例
//! ```yaml
//! 保管場所: |
//!   ＜書庫における措置＞
//!   ＜サーバー室における措置＞   # 誤: 消去方法に無い
//! 消去方法: |
//!   ＜書庫における措置＞
//!   ＜サーバー室における措置＞   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::headings::{PLACE, are_variants, differs_by_own, headings, normal, plain};
use super::{numbers, text};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X013",
    name: "storage-erasure",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.storage");
        let kept = text(cx, &format!("{section}.place"));
        let erased = text(cx, &format!("{section}.erasure"));
        let Some(((field, kept), (_, erased))) = kept.zip(erased) else {
            continue;
        };
        let there: Vec<String> = headings(&erased.text)
            .map(|r| normal(&erased.text[r]))
            .collect();
        let here: Vec<String> = headings(&kept.text)
            .map(|r| normal(&kept.text[r]))
            .collect();
        if there.is_empty() || is_ordered_otherwise(&erased.text, &there, &here) {
            continue;
        }
        let lang = cx.lang;
        for range in headings(&kept.text) {
            let heading = kept.text[range.clone()].trim();
            let own = normal(heading);
            let is_there = |h: &String| is_same_place(h, &own);
            // X048 speaks of one place under two headings.
            let is_other_way = |h: &String| differs_by_own(h, &own) || are_variants(h, &own);
            if own.is_empty()
                || there.iter().any(is_there)
                || plain(&erased.text).contains(&own)
                || there.iter().any(is_other_way)
            {
                continue;
            }
            let span = cx.words(kept, range);
            cx.report(&RULE, field, span, not_erased(lang, heading))
                .related(erased.span, ways_of_erasure(lang));
        }
    }
}

/// Whether the ways of erasure go by something else than by place: by what is erased (＜紙の申請書＞) or by when (＜機器の
/// 更改時＞). A heading that names no place may then hold what is kept at any of them.
fn is_ordered_otherwise(erased: &str, there: &[String], here: &[String]) -> bool {
    let is_known = |h: &String| {
        here.iter()
            .any(|own| is_same_place(h, own) || differs_by_own(h, own))
    };
    let names_place =
        headings(erased).map(|r| PLACE.iter().any(|word| erased[r.clone()].contains(word)));
    let mut headings = there.iter().zip(names_place);
    let others = headings.any(|(h, names_place)| !names_place && !is_known(h));
    others || !there.iter().any(is_known)
}

/// Whether two headings are about one place, the one in more words than the other.
fn is_same_place(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

fn not_erased(lang: Lang, heading: &str) -> Words {
    Words::new(say!(
        lang,
        "保管場所の「{heading}」が、Ⅱ６③消去方法に無い",
        "「{heading}」 keeps data, but Ⅱ６③ does not say how they are erased there"
    ))
    .help(say!(
        lang,
        "消去方法にも同じ見出しを立て、いつ、誰が、どう消去するかを書いてください。",
        "Say there when, by whom and how data are erased at this place."
    ))
}

fn ways_of_erasure(lang: Lang) -> String {
    say!(lang, "消去方法", "the ways of erasure")
}
