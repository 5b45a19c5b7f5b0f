//! 「|」と同じ行に文が書かれている、又は「|」が全角になっている。
//! There is text on the line of the bar, or the bar is a full-width one.
//!
//! ## 何を確認するか
//! 「|」の後に文がなく、文は次の行から字下げして始まること。「|」が半角であること。
//!
//! ## なぜ
//! 「|」は「次の行から文が始まる」という印です。同じ行に文があると読み取りが止まります。
//! 全角の「｜」は文字として読まれ、下の行が1行につながれます。
//!
//! ## 直し方
//! 「|」の後で改行し、文を次の行に字下げして書きます。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 備考: | 1行目      # 誤
//! 備考: |            # 正
//!   1行目
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
    code: "Y012",
    name: "text-after-bar",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for trap in super::traps(cx, |kind| kind == TrapKind::WideBar) {
        wide_bar(cx, trap);
    }
    for trap in super::traps(cx, |kind| kind == TrapKind::TextAfterBar) {
        let message = say!(
            cx.lang,
            "「|」と同じ行に文が書かれている",
            "There is text on the line of 「|」"
        );
        let label = say!(
            cx.lang,
            "次の行に、字下げして書いてください",
            "write it on the next line, indented"
        );
        let help = say!(
            cx.lang,
            "「|」の後で改行し、文を次の行に字下げして書いてください。",
            "Break the line after 「|」 and indent the text."
        );
        super::report(cx, &RULE, trap, message)
            .label(label)
            .help(help);
    }
}

fn wide_bar(cx: &mut Context, trap: &Trap) {
    let written = cx.assessment.source.slice(trap.span).to_owned();
    let message = say!(
        cx.lang,
        "「{written}」は、文の始まりの印「|」と別の文字である",
        "「{written}」 is not the 「|」 that begins a text"
    );
    let label = say!(cx.lang, "半角の「|」にします", "use an ASCII bar");
    let help = say!(
        cx.lang,
        "「{written}」を半角の「|」に替えてください。そのままでは、下の行が1行につながれます。",
        "Replace it with 「|」; as it is, the lines below are joined."
    );
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}
