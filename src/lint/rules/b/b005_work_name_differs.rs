//! 評価書名、事務の名称、宣言の事務の名がそろっていない。
//! The three names of the work differ.
//!
//! ## 何を確認するか
//! 表紙の評価書名（「全項目評価書」と終わりの括弧書きを除く）、Ⅰ１①事務の名称、宣言の「…における」「…において」の前の名を比べ、
//! 一字でも違うこと（参考）。二つが同じなら残る一つを示します。まったく別の事務の名は B004 が示します。
//! 空白と字の幅の違いは数えません。
//!
//! ## なぜ
//! 三つは同じ事務の名で、住民は表紙の名で評価書を探します。違う名は、別の事務のことに読めます。
//!
//! ## 直し方
//! 条例や計画管理書の事務の名にそろえます。
//!
//! ## 例
//! ```yaml
//! 評価書名: 図書の貸出しに関する事務　全項目評価書
//! 個人のプライバシー等の権利利益の保護の宣言: 架空市は、図書貸出事務における特定個人情報ファイルの取扱いに措置を講じる。             # 誤
//! 個人のプライバシー等の権利利益の保護の宣言: 架空市は、図書の貸出しに関する事務における特定個人情報ファイルの取扱いに措置を講じる。   # 正
//! # …
//! 事務の名称: 図書の貸出しに関する事務
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::names::{Name, are_others, names};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B005",
    name: "work-name-differs",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let [title, work, declared] = names(cx);
    let Some(work) = work else { return };
    let (title, declared) = (differing(title, &work), differing(declared, &work));
    match (title, declared) {
        // Where two say the same, the third is the odd one.
        (Some(title), Some(declared)) if title.folded() == declared.folded() => {
            report(cx, &work, &title, &[&title, &declared]);
        }
        (title, declared) => {
            for name in [title, declared].into_iter().flatten() {
                report(cx, &name, &work, &[&work]);
            }
        }
    }
}

/// A name that is not that of the work, but of about the same work.
fn differing<'a>(name: Option<Name<'a>>, work: &Name) -> Option<Name<'a>> {
    let letters = |name: &Name| -> Vec<char> {
        let folded = name.folded();
        folded.chars().filter(|c| c.is_alphabetic()).collect()
    };
    name.filter(|name| name.folded() != work.folded())
        .filter(|name| !are_others(&letters(name), &letters(work)))
}

fn report(cx: &mut Context, name: &Name, right: &Name, others: &[&Name]) {
    let lang = cx.lang;
    let words = words(lang, name.words(), right.words());
    let related: Vec<_> = others.iter().map(|other| other.span(cx)).collect();
    let span = name.span(cx);
    let finding = cx.report(&RULE, name.field, span, words);
    related.into_iter().fold(finding, |finding, span| {
        finding.related(span, right_here(lang, right.words()))
    });
}

fn words(lang: Lang, name: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "事務の名が「{name}」で、ほかでは「{right}」になっている",
        "The work is called 「{name}」 here and 「{right}」 elsewhere"
    ))
    .help(say!(
        lang,
        "評価書名、事務の名称、宣言の事務の名を、条例や計画管理書のとおりにそろえてください。",
        "Use one name for the work in all three places."
    ))
}

fn right_here(lang: Lang, right: &str) -> String {
    say!(lang, "ここでは「{right}」", "「{right}」 here")
}
