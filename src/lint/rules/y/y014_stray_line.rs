//! 見出しでも、一覧の項目でも、文の続きでもない行がある。
//! A line is neither a key nor an entry nor part of a text.
//!
//! ## 何を確認するか
//! どの行も、「見出し: 内容」か、「- 」で始まる一覧の項目か、「|」の下の文か、「#」で始まる覚え書きであること。
//!
//! ## なぜ
//! どれでもない行は読めません。そこに書かれた内容は点検も印刷もされません。
//!
//! ## 直し方
//! 見出しなら後ろに「: 」を、一覧の項目なら前に「- 」を付けます。上の文の続きなら字下げし、覚え書きなら行の始めに
//! 「# 」を付けます。全角の「＃」は、覚え書きの印になりません。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   評価書番号: "12"
//!   公表日 令和7年4月21日    # 誤（「:」がない）
//!   公表日: 令和7年4月21日   # 正
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
    code: "Y014",
    name: "stray-line",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let wanted = |kind| {
        matches!(
            kind,
            TrapKind::StrayLine
                | TrapKind::NoColon
                | TrapKind::NoDash
                | TrapKind::ValueAboveKeys
                | TrapKind::Conflict
                | TrapKind::WideHash
        )
    };
    for run in super::runs(cx, wanted) {
        let Some(first) = run.first() else { continue };
        match first.kind {
            TrapKind::NoColon => run.iter().for_each(|trap| no_colon(cx, trap)),
            TrapKind::WideHash => wide_hash(cx, &run),
            TrapKind::NoDash => no_dash(cx, &run),
            TrapKind::Conflict => run.iter().for_each(|trap| conflict(cx, trap)),
            TrapKind::ValueAboveKeys => run.iter().for_each(|trap| above_keys(cx, trap)),
            _ => unplaced(cx, &run),
        }
    }
}

fn no_colon(cx: &mut Context, trap: &Trap) {
    let source = cx.assessment.source;
    let key = source.slice(trap.span);
    let parted = trap.edits.first().map_or("", |e| source.slice(e.span));
    let sign = parted.trim().to_owned();
    let message = if sign.is_empty() {
        say!(
            cx.lang,
            "見出し「{key}」の後に「:」がない",
            "No colon follows the key 「{key}」"
        )
    } else {
        say!(
            cx.lang,
            "見出し「{key}」の後が、「: 」ではなく「{sign}」になっている",
            "「{sign}」 follows the key 「{key}」 instead of a colon"
        )
    };
    let label = say!(
        cx.lang,
        "この後に「: 」を付けてください",
        "put a colon and a blank after it"
    );
    let help = say!(
        cx.lang,
        "見出しと内容の間を、半角の「: 」（コロンと空白）にしてください。",
        "Separate the key from its value with a colon and a blank."
    );
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}

fn above_keys(cx: &mut Context, trap: &Trap) {
    let message = say!(
        cx.lang,
        "下に項目のある見出しの右に、文が書かれている",
        "Text follows a key that has keys below it"
    );
    let label = say!(cx.lang, "読み飛ばしました", "left out");
    let help = say!(
        cx.lang,
        "下の項目のどれかの内容なら、その見出しの後に移してください。要らなければ消してください。下の項目がこの見出しのものでなければ、字下げをそろえてください。",
        "Move the text to the key that it belongs to, or delete it; or fix the indentation of the keys below."
    );
    super::finding_at(cx, &RULE, &[trap], message)
        .label(label)
        .help(help);
}

/// `＃` before a comment: it is read as one.
fn wide_hash(cx: &mut Context, run: &[&Trap]) {
    let message = say!(
        cx.lang,
        "行の始めの「＃」が全角で、覚え書きの印にならない",
        "A full-width 「＃」 begins no comment"
    );
    let label = say!(cx.lang, "半角の「# 」にします", "use an ASCII 「# 」");
    let help = say!(
        cx.lang,
        "覚え書きなら、「＃」を半角の「# 」（番号記号と空白）に替えてください。",
        "Before a comment write an ASCII 「#」 and a blank."
    );
    super::report_run(cx, &RULE, run, message)
        .severity(Severity::Warning)
        .label(label)
        .help(help);
}

fn no_dash(cx: &mut Context, run: &[&Trap]) {
    let message = say!(
        cx.lang,
        "一覧の中に、「- 」で始まらない行がある",
        "A line of the list does not begin with a dash"
    );
    let label = say!(
        cx.lang,
        "一覧の項目なら、前に「- 」を付けてください",
        "an entry needs a dash"
    );
    let help = say!(
        cx.lang,
        "一覧の項目なら、行の始めに「- 」（ハイフンと空白）を付けてください。上の項目の文の続きなら、さらに字下げしてください。",
        "Begin an entry with a dash and a blank; indent what goes on with the entry above."
    );
    super::report_run(cx, &RULE, run, message)
        .label(label)
        .help(help);
}

/// The line was left out of what was read; deleting it is for a person to decide, so there is no fix.
fn unplaced(cx: &mut Context, run: &[&Trap]) {
    let first = run.first().map(|t| cx.assessment.source.slice(t.span));
    let first = first.unwrap_or("").to_owned();
    let conflict = ["<<<<<<<", "=======", ">>>>>>>"];
    if conflict.iter().any(|mark| first.starts_with(mark)) {
        return conflict_mark(cx, run);
    }
    let message = say!(
        cx.lang,
        "見出しでも文の続きでもない行がある",
        "A line is neither a key nor part of a text"
    );
    let label = say!(cx.lang, "読み飛ばしました", "left out");
    let help = say!(
        cx.lang,
        "見出しなら後ろに「: 」を付け、上の文の続きなら字下げしてください。覚え書きなら行の始めに「# 」を付け、要らなければ消してください。",
        "Put a colon after a key, indent what goes on with the text above, put 「# 」 before a comment, or delete the line."
    );
    super::finding_at(cx, &RULE, run, message)
        .label(label)
        .help(help);
}

/// Two versions between their marks.
fn conflict(cx: &mut Context, trap: &Trap) {
    let source = cx.assessment.source;
    let second = trap.edits.last().map(|e| e.span).unwrap_or_default();
    let line = |offset: usize| source.line_span(source.line_of(offset));
    let (middle, last) = (line(second.start), line(second.end.saturating_sub(1)));
    let message = say!(
        cx.lang,
        "2人の変更がぶつかり、2通りの記載が残っている",
        "Two people changed the same lines, and both versions are left"
    );
    let first = say!(cx.lang, "ここから一方の記載", "one version begins here");
    let other = say!(
        cx.lang,
        "ここからもう一方の記載（点検していません）",
        "the other begins here and is not checked"
    );
    let end = say!(cx.lang, "ここまで", "both end here");
    let help = say!(
        cx.lang,
        "2通りの記載を見比べ、残す方を決めて、もう一方と「<<<<<<<」「=======」「>>>>>>>」の行をすべて消してください。",
        "Choose between the two, and delete the other with the lines of the marks."
    );
    super::finding_at(cx, &RULE, &[trap], message)
        .label(first)
        .related(middle, other)
        .related(last, end)
        .help(help);
}

fn conflict_mark(cx: &mut Context, run: &[&Trap]) {
    let message = say!(
        cx.lang,
        "2人の変更がぶつかった箇所の印が残っている",
        "A mark of a conflict between two versions is left"
    );
    let label = say!(cx.lang, "読み飛ばしました", "left out");
    let help = say!(
        cx.lang,
        "「<<<<<<<」から「>>>>>>>」までの2通りの記載を見比べ、残す方を決めて、印の行をすべて消してください。",
        "Choose between the two versions and delete the marks."
    );
    super::finding_at(cx, &RULE, run, message)
        .label(label)
        .help(help);
}
