//! 印刷の書体にない文字がある。
//! A character has no glyph in the typeface of the PDF.
//!
//! ## 何を確認するか
//! 内容の文字が、PDF に使う書体（BIZ UDゴシック。JIS第1～第4水準の漢字を含む）か、hyokasho.toml の `fonts` に書いた
//! 書体にあること。隣り合う字は一件にまとめます。
//!
//! ## なぜ
//! 書体にない文字は、PDF で空白や四角になり、読み上げもできません。長期保存用の PDF（PDF/A）では許されません。
//! 下書きの PDF では「〓」と印刷します。
//!
//! ## 直し方
//! 書体にある字（「𠮷」なら「吉」など）やかなに替えるか、外字や絵文字を除いてください。その字が要るときは、その字の
//! ある書体のファイルを hyokasho.toml の `fonts` に加えます（docs/templates.md）。
//!
//! ## 例
//! ```yaml
//! 部署: 健康推進課 😀   # 誤: 絵文字
//! 部署: 健康推進課      # 正
//! ```
//!
//! ## 根拠
//! PDF/A-3（ISO 19005-3）

use std::collections::BTreeMap;

use crate::assets::glyphs::printable;
use crate::japanese::hidden::hidden;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S023",
    name: "unprintable-character",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for (run, places) in unprintable(cx) {
        cx.report_all(&RULE, &places, words(cx.lang, &run));
    }
}

/// The runs of characters without a glyph in what is printed, with their places.
fn unprintable(cx: &Context) -> BTreeMap<String, Vec<Span>> {
    let document = cx.assessment.document;
    let beside = |at: usize| {
        cx.assessment
            .field_at(at)
            .is_some_and(|id| !cx.assessment.form.is_printed(cx.field(id).item))
    };
    let mut runs: Vec<(String, Span)> = Vec::new();
    let suspicious = cx
        .facts
        .raw
        .suspicious
        .iter()
        .copied()
        // Characters that hide what they are have a finding that says what to type instead.
        .filter(|(_, c)| !c.is_ascii() && !printable(*c) && hidden(*c).is_none());
    for (at, c) in suspicious {
        let in_comment = document
            .comments
            .iter()
            .any(|comment| comment.span.range().contains(&at));
        if in_comment || beside(at) || cx.prints(c) {
            continue;
        }
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some((run, span)) if span.end == at => {
                run.push(c);
                span.end = end;
            }
            _ => runs.push((c.into(), Span::new(at, end))),
        }
    }
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (run, span) in runs {
        found.entry(run).or_default().push(span);
    }
    found
}

/// Letters of Korean, as a machine that reads paper may take kana for them.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

fn words(lang: Lang, run: &str) -> Words {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    let what = match run.chars().all(is_hangul) {
        true => say!(lang, "ハングル", "Hangul"),
        false => run.chars().map(code).collect::<Vec<_>>().join("、"),
    };
    Words::new(say!(
        lang,
        "印刷の書体にない文字「{run}」（{what}）がある",
        "The typeface has no glyph for 「{run}」 ({what})"
    ))
    .help(say!(
        lang,
        "読取りの誤りなら正しい字に直し、そうでなければ、書体にある字やかなに替えてください。この字でなければならないなら、その字のある書体を加えることもできます（説明書の S023）。下書きの PDF では「〓」と印刷します。",
        "Use another character, or add a font that has it (see S023)."
    ))
}
