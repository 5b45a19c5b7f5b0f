//! 太字の「**」や表の「|」が、そのまま印刷される。
//! Signs of bold or of a table are printed as they were typed.
//!
//! ## 何を確認するか
//! 文の欄の太字（`**重要**`）に終わりの「**」があること、「|」で書いた表の2行目に、見出しと同じ列の数の区切りの行（`|---|---|`）があること。
//! 注の印の「*1」「氏名**」、掛け算や累乗の「2*3」「2**3」、全角の「＊」、文の中の「|」は問いません。列の数がそろわない行は S022 が指摘します。
//!
//! ## なぜ
//! 記号のまま公表され、表は読めなくなります。
//!
//! ## 直し方
//! 太字の終わりに「**」を加えます。太字にしないなら「**」を消すか、全角の「＊＊」にします。表は、見出しの行のすぐ下に区切りの行を書きます。
//!
//! ## 例
//! ```yaml
//! 備考: **重要な点は、次のとおりである。     # 誤
//! 備考: **重要な点**は、次のとおりである。   # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（太字、表）

use crate::assessment::markdown::{self, Fault, Table};
use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W019",
    name: "printed-sign",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for words in cx.texts.words.iter().filter(|words| !words.repeats) {
        for mark in markdown::bold(words.str()).open {
            let message = say!(
                cx,
                "太字の「**」に終わりがなく、記号のまま印刷される",
                "Bold that begins here ends nowhere, so `**` is printed"
            );
            let help = say!(
                cx,
                "太字の終わりに「**」を加えてください。太字にしないなら「**」を消します。",
                "Add `**` where bold ends, or delete it."
            );
            let span = words.span(cx.assessment, mark);
            cx.report(&RULE, words.place, span, message).help(help);
        }
        // Tables that are items of their own are read by the rules of their shape.
        if !matches!(cx.field(words.place).value, Value::Table(_)) {
            let tables = markdown::tables(words.str());
            tables.iter().for_each(|table| of_table(cx, words, table));
        }
    }
}

fn of_table(cx: &mut Context, words: &Words, table: &Table) {
    let Some(head) = table.lines.first().cloned() else {
        return;
    };
    let columns = markdown::cells(&words.str()[head.clone()]);
    let rule = format!("|{}", "---|".repeat(columns));
    let (message, help, place) = match table.fault.clone() {
        None => return,
        Some(Fault::NoRule) => (
            say!(
                cx,
                "表の見出しの下に区切りの行がなく、「|」のまま印刷される",
                "No line of dashes is below the head of the table, so its bars are printed"
            ),
            say!(
                cx,
                "この行のすぐ下に「{rule}」の行を加えてください。",
                "Add the line `{rule}` below this one."
            ),
            head,
        ),
        Some(Fault::Elsewhere(line)) => (
            say!(
                cx,
                "表の区切りの行が見出しのすぐ下になく、「|」のまま印刷される行がある",
                "The line of dashes is not right below the head of the table"
            ),
            say!(
                cx,
                "見出しの行を一つだけ書き、そのすぐ下に区切りの行を置いてください。",
                "Write one line as the head, and the line of dashes right below it."
            ),
            line,
        ),
        Some(Fault::RuleDiffers(line)) => (
            say!(
                cx,
                "表の区切りの行が見出しと合わず、「|」のまま印刷される",
                "The line of dashes does not fit the head of the table, so its bars are printed"
            ),
            say!(
                cx,
                "見出しは{columns}列です。この行を「{rule}」に改めてください。",
                "The head has {columns} columns: write `{rule}`."
            ),
            line,
        ),
    };
    let span = words.span(cx.assessment, place);
    cx.report(&RULE, words.place, span, message).help(help);
}
