//! 見出しが、正式な書き方と番号や全角・半角だけ違う。
//! Keys that differ from their canonical form only in numbering, width or an alias.
//!
//! ## 何を確認するか
//! 見出しが、このファイルの正式な書き方（番号や※を付けない、決まった略し方）であること。違っていても正しく読まれるので、参考として一度だけ示します。
//!
//! ## なぜ
//! 書き方がそろっていると、二つの版を比べたときに、内容の違いだけが現れます。
//!
//! ## 直し方
//! `hyokasho check --fix` で、すべて正式な書き方に直せます。そのままでも誤りではありません。
//!
//! ## 例
//! ```yaml
//! ②入手方法: [紙]   # 誤（読めるが、番号は要らない）
//! 入手方法: [紙]     # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（見出しの別名）

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y021",
    name: "other-spelling",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let form = cx.assessment.form;
    let mut found: Vec<(Span, &str)> = cx
        .assessment
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::OtherKey { item, span } => Some((*span, form.items[*item].key.as_str())),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    let Some((first, key)) = found.first().copied() else {
        return;
    };
    let written = cx.assessment.source.slice(first);
    let words = words(cx.lang, written, key, found.len() == 1);
    let said = found.iter().map(|(span, key)| (*span, canonical(key)));
    let places: Vec<(Span, String)> = said.collect();
    let edits = found.iter().map(|(span, key)| Edit {
        span: *span,
        text: (*key).to_owned(),
    });
    let edits: Vec<Edit> = edits.collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.fix(Safety::Safe, edits);
    }
}

fn words(lang: Lang, written: &str, key: &str, alone: bool) -> Words {
    let message = if alone {
        say!(
            lang,
            "見出し「{written}」の正式な書き方は「{key}」",
            "The canonical form of the key 「{written}」 is 「{key}」"
        )
    } else {
        say!(
            lang,
            "正式な書き方でない見出しがある",
            "Keys are not written in their canonical form"
        )
    };
    Words::new(message).help(say!(
        lang,
        "このままでも読めます。`hyokasho check --fix` で、すべて正式な書き方に直せます。",
        "It can be read as it is. `hyokasho check --fix` writes the canonical keys."
    ))
}

/// Said at each key, in either language.
fn canonical(key: &str) -> String {
    format!("「{key}」")
}
