//! 字下げや「:」「-」の後に、全角の空白が使われている。
//! A full-width or no-break blank is used where YAML wants plain blanks.
//!
//! ## 何を確認するか
//! 行の始めの字下げと、「:」「-」の後の空白が、半角の空白であること。
//!
//! ## なぜ
//! 全角の空白は、空白でなく文字として読まれます。字下げがなかったことになり、項目の上下の関係が黙って失われます。
//! Word やウェブページから写した「改行しない空白」も同じです。
//!
//! ## 直し方
//! 全角の空白を半角の空白2個に替えます。`hyokasho check --fix` で直せます。文の中の全角の空白はそのままで構いません。
//!
//! ## 例
//! ```yaml
//! 表紙:
//! 　公表日: 令和7年4月21日    # 誤（全角の空白）
//!   公表日: 令和7年4月21日    # 正（半角の空白2個）
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;
use crate::yaml::traps::{Trap, TrapKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y003",
    name: "wide-blank",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for run in super::runs(cx, |kind| kind == TrapKind::WideBlank) {
        let Some(first) = run.first() else { continue };
        let blank = blank(cx, first);
        let message = match before(cx, first) {
            Before::Line if super::is_blank_line(cx, first) => say!(
                cx.lang,
                "何も書かれていない行に{}がある",
                "A blank line has {}",
                blank
            ),
            Before::Text => say!(
                cx.lang,
                "行の終わりに{}がある",
                "The line ends with {}",
                blank
            ),
            Before::Line => say!(
                cx.lang,
                "行の始めの字下げに{}が使われている",
                "The indentation has {}",
                blank
            ),
            Before::Dash => say!(
                cx.lang,
                "「-」の後の空白が{}になっている",
                "The dash is followed by {}",
                blank
            ),
            Before::Colon => say!(
                cx.lang,
                "「:」の後の空白が{}になっている",
                "The colon is followed by {}",
                blank
            ),
        };
        let label = match before(cx, first) {
            Before::Text => say!(cx.lang, "消してください", "delete it"),
            _ => say!(cx.lang, "半角の空白にしてください", "use plain blanks"),
        };
        let help = say!(
            cx.lang,
            "ここは半角の空白にしてください。文の中の全角の空白はそのままで構いません。",
            "Use plain blanks here; full-width blanks inside a text may stay."
        );
        super::report_run(cx, &RULE, &run, message)
            .label(label)
            .help(help);
    }
}

/// What comes before the blank.
enum Before {
    Line,
    Dash,
    Colon,
    Text,
}

fn before(cx: &Context, trap: &Trap) -> Before {
    let text = cx.assessment.source.text();
    let before = text.get(..trap.span.start).unwrap_or("");
    match before.chars().next_back() {
        Some(':') => Before::Colon,
        Some('-') => Before::Dash,
        None | Some(' ' | '\n' | '\t') => Before::Line,
        Some(_) => Before::Text,
    }
}

fn blank(cx: &Context, trap: &Trap) -> String {
    if cx.assessment.source.slice(trap.span).contains('\u{3000}') {
        say!(cx.lang, "全角の空白", "full-width blanks")
    } else {
        say!(cx.lang, "特殊な空白", "special blanks")
    }
}
