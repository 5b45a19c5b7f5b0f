//! 見出し又は一覧の項目の字下げが、まわりの行とそろっていない。
//! A key or an entry is indented like nothing around it.
//!
//! ## 何を確認するか
//! 同じ段の見出しと「- 」が、同じ数の空白で字下げされていること。
//!
//! ## なぜ
//! どの項目の下にあるのかは、字下げの数だけで決まります。1つずれると、別の項目の下に入るか、読み取りが止まります。
//!
//! ## 直し方
//! 同じ段のほかの見出しと、空白の数をそろえます。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   評価書番号: "12"
//!    公表日: 令和7年4月21日     # 誤（空白が1つ多い）
//!   公表日: 令和7年4月21日      # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::{Typo, TypoKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y015",
    name: "bad-indent",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for run in super::runs(cx, |kind| kind == TypoKind::BadIndent) {
        let Some(first) = run.first() else { continue };
        if lost_its_dash(cx, first) {
            continue;
        }
        let fitting = first.edits.first().map_or(0, |edit| edit.text.len());
        let source = cx.assessment.source;
        let line = source.line(source.line_of(first.span.start));
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let words = words(cx.lang, blanks, fitting);
        super::report_run(cx, &RULE, &run, words);
    }
}

/// Whether the line begins where its dash should: then that is what is missing, as S021 reports.
fn lost_its_dash(cx: &Context, typo: &Typo) -> bool {
    let source = cx.assessment.source;
    let line = source.line_of(typo.span.start);
    cx.assessment.problems.iter().any(|problem| match problem {
        Problem::MissingDash { dashes, .. } => {
            dashes.iter().any(|dash| source.line_of(dash.start) == line)
        }
        _ => false,
    })
}

fn words(lang: Lang, blanks: usize, fitting: usize) -> Words {
    Words::new(say!(
        lang,
        "字下げが、まわりの行とそろっていない",
        "The indentation fits no line around it"
    ))
    .label(say!(
        lang,
        "空白が{blanks}個。{fitting}個ならまわりとそろいます",
        "{blanks} blanks; {fitting} would fit"
    ))
    .help(say!(
        lang,
        "同じ段のほかの見出しや「- 」と、行の始めの半角の空白の数をそろえてください。",
        "Indent it by as many blanks as the keys or dashes around it."
    ))
}
