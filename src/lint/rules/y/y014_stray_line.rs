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

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::{Typo, TypoKind};

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
            TypoKind::StrayLine
                | TypoKind::NoColon
                | TypoKind::NoDash
                | TypoKind::ValueAboveKeys
                | TypoKind::Conflict
                | TypoKind::WideHash
        )
    };
    let lang = cx.lang;
    for run in super::runs(cx, wanted) {
        let Some(first) = run.first() else { continue };
        match first.kind {
            TypoKind::NoColon => run.iter().for_each(|typo| report_no_colon(cx, typo)),
            TypoKind::WideHash => {
                if let Some(finding) = super::report_run(cx, &RULE, &run, wide_hash(lang)) {
                    finding.severity(Severity::Warning);
                }
            }
            TypoKind::NoDash => {
                super::report_run(cx, &RULE, &run, no_dash(lang));
            }
            TypoKind::Conflict => run.iter().for_each(|typo| report_conflict(cx, typo)),
            TypoKind::ValueAboveKeys => {
                for typo in &run {
                    cx.report_at(&RULE, typo.span, above_keys(lang));
                }
            }
            // The line was left out of what was read; deleting it is for a person to decide, so there is no fix.
            _ => {
                let line = cx.assessment.source.slice(first.span);
                let words = if is_conflict_mark(line) {
                    conflict_mark(lang)
                } else {
                    unplaced(lang)
                };
                cx.report_all(&RULE, &run, words);
            }
        }
    }
}

fn is_conflict_mark(line: &str) -> bool {
    let marks = ["<<<<<<<", "=======", ">>>>>>>"];
    marks.iter().any(|mark| line.starts_with(mark))
}

fn report_no_colon(cx: &mut Context, typo: &Typo) {
    let source = cx.assessment.source;
    let key = source.slice(typo.span);
    let parted = typo.edits.first().map_or("", |e| source.slice(e.span));
    let words = no_colon(cx.lang, key, parted.trim());
    super::report(cx, &RULE, typo, words);
}

/// Two versions between their marks.
fn report_conflict(cx: &mut Context, typo: &Typo) {
    let (lang, source) = (cx.lang, cx.assessment.source);
    let second = typo.edits.last().map(|e| e.span).unwrap_or_default();
    let line = |offset: usize| source.line_span(source.line_of(offset));
    let (middle, last) = (line(second.start), line(second.end.saturating_sub(1)));
    cx.report_at(&RULE, typo.span, conflict(lang))
        .related(middle, other_version(lang))
        .related(last, end_of_conflict(lang));
}

fn no_colon(lang: Lang, key: &str, sign: &str) -> Words {
    let message = if sign.is_empty() {
        say!(
            lang,
            "見出し「{key}」の後に「:」がない",
            "No colon follows the key 「{key}」"
        )
    } else {
        say!(
            lang,
            "見出し「{key}」の後が、「: 」ではなく「{sign}」になっている",
            "「{sign}」 follows the key 「{key}」 instead of a colon"
        )
    };
    Words::new(message)
        .label(say!(
            lang,
            "この後に「: 」を付けてください",
            "put a colon and a blank after it"
        ))
        .help(say!(
            lang,
            "見出しと内容の間を、半角の「: 」（コロンと空白）にしてください。",
            "Separate the key from its value with a colon and a blank."
        ))
}

/// `＃` before a comment: it is read as one.
fn wide_hash(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "行の始めの「＃」が全角で、覚え書きの印にならない",
        "A full-width 「＃」 begins no comment"
    ))
    .label(say!(lang, "半角の「# 」にします", "use an ASCII 「# 」"))
    .help(say!(
        lang,
        "覚え書きなら、「＃」を半角の「# 」（番号記号と空白）に替えてください。",
        "Before a comment write an ASCII 「#」 and a blank."
    ))
}

fn no_dash(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "一覧の中に、「- 」で始まらない行がある",
        "A line of the list does not begin with a dash"
    ))
    .label(say!(
        lang,
        "一覧の項目なら、前に「- 」を付けてください",
        "an entry needs a dash"
    ))
    .help(say!(
        lang,
        "一覧の項目なら、行の始めに「- 」（ハイフンと空白）を付けてください。上の項目の文の続きなら、さらに字下げしてください。",
        "Begin an entry with a dash and a blank; indent what goes on with the entry above."
    ))
}

fn conflict(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "2人の変更がぶつかり、2通りの記載が残っている",
        "Two people changed the same lines, and both versions are left"
    ))
    .label(say!(lang, "ここから一方の記載", "one version begins here"))
    .help(say!(
        lang,
        "2通りの記載を見比べ、残す方を決めて、もう一方と「<<<<<<<」「=======」「>>>>>>>」の行をすべて消してください。",
        "Choose between the two, and delete the other with the lines of the marks."
    ))
}

fn other_version(lang: Lang) -> String {
    say!(
        lang,
        "ここからもう一方の記載（点検していません）",
        "the other begins here and is not checked"
    )
}

fn end_of_conflict(lang: Lang) -> String {
    say!(lang, "ここまで", "both end here")
}

fn above_keys(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "下に項目のある見出しの右に、文が書かれている",
        "Text follows a key that has keys below it"
    ))
    .label(left_out(lang))
    .help(say!(
        lang,
        "下の項目のどれかの内容なら、その見出しの後に移してください。要らなければ消してください。下の項目がこの見出しのものでなければ、字下げをそろえてください。",
        "Move the text to the key that it belongs to, or delete it; or fix the indentation of the keys below."
    ))
}

fn conflict_mark(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "2人の変更がぶつかった箇所の印が残っている",
        "A mark of a conflict between two versions is left"
    ))
    .label(left_out(lang))
    .help(say!(
        lang,
        "「<<<<<<<」から「>>>>>>>」までの2通りの記載を見比べ、残す方を決めて、印の行をすべて消してください。",
        "Choose between the two versions and delete the marks."
    ))
}

fn unplaced(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "見出しでも文の続きでもない行がある",
        "A line is neither a key nor part of a text"
    ))
    .label(left_out(lang))
    .help(say!(
        lang,
        "見出しなら後ろに「: 」を付け、上の文の続きなら字下げしてください。覚え書きなら行の始めに「# 」を付け、要らなければ消してください。",
        "Put a colon after a key, indent what goes on with the text above, put 「# 」 before a comment, or delete the line."
    ))
}

fn left_out(lang: Lang) -> String {
    say!(lang, "読み飛ばしました", "left out")
}
