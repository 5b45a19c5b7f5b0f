//! 同じ選択肢が2回選ばれている。
//! The same option is ticked twice.
//!
//! ## 何を確認するか
//! 一つの項目の中で、同じ選択肢が一度だけ選ばれていること。
//!
//! ## なぜ
//! 印刷される○は一つなので、二つ目の内容（その他の中身など）が失われます。
//!
//! ## 直し方
//! 片方を消します。「その他」に書くことがいくつもあるときは、一つの「その他:」の後に「、」でつないで書きます。
//!
//! ## 例
//! ```yaml
//! 入手方法:   # 誤
//!   - その他: 電子申請
//!   - その他: 端末の操作
//! 入手方法:   # 正
//!   - その他: 電子申請、端末の操作
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S019",
    name: "option-twice",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for problem in &cx.assessment.problems {
        let Problem::OptionTwice {
            field,
            first,
            second,
        } = problem
        else {
            continue;
        };
        let option = cx.assessment.source.slice(*second);
        let words = words(lang, &cx.name(*field), option);
        let edit = whole_line(cx, *second, option);
        let finding = cx
            .report(&RULE, *field, *second, words)
            .related(*first, the_first(lang));
        if let Some(edit) = edit {
            finding.fix(Safety::Unsafe, vec![edit]);
        }
    }
}

/// The deletion of the line, where it holds nothing but the option.
fn whole_line(cx: &Context, span: Span, option: &str) -> Option<Edit> {
    let source = cx.assessment.source;
    let number = source.line_of(span.start);
    let next = source.line_span(number + 1).start;
    let line = source.line_span(number);
    let alone = source.slice(line).trim() == format!("- {option}");
    alone.then(|| Edit {
        span: Span::new(line.start, next),
        text: String::new(),
    })
}

fn words(lang: Lang, name: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} で「{option}」が2回選ばれている",
        "{name}: 「{option}」 is ticked twice"
    ))
    .help(say!(
        lang,
        "片方を消してください。内容がそれぞれにあるときは、一つにまとめて「、」でつなぎます。",
        "Delete one of them; join their words with 「、」."
    ))
}

/// Said at the first of the two.
fn the_first(lang: Lang) -> String {
    say!(lang, "一つ目", "the first")
}
