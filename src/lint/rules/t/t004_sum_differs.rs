//! 文の中の合計や数が、並べたものと合わない。
//! A total in a text is not the sum of what is listed with it.
//!
//! ## 何を確認するか
//! - 「学識経験者2人、弁護士2人及び住民1人の計6人」のような合計が、並べた人数や件数の和であること。
//! - 「8件（窓口3件、郵送4件）」のように、すぐ後の（　）で全部の内訳に数があるとき、その和であること。
//! - 「「受付」「審査」「決裁」の4つに分け」のような数が、並べた「」の数であること。
//! - 「受付、審査、決裁及び照会の3つの役割」のような数が、並べた名の数と一つ違わないこと。
//! - 別紙の本文の「次の5事業者」のような数が、その別紙の表の行の数であること。
//! - Ⅵ２④の「3人から4件の意見」の件数が、①②③と並べた意見の数であること（参考。「主な意見」などとしたときは見ません）。
//!
//! ## なぜ
//! 人数や件数は、答申や議事録と突き合わせて確かめられます。一人増えたときなどに、合計だけが直されずに残りがちです。
//!
//! ## 直し方
//! 数え直して、合わない方を直します。
//!
//! ## 例
//! ```yaml
//! 方法: 審議会（学識経験者3人、弁護士1人及び司書1人の計6人）に諮問した。   # 誤
//! 方法: 審議会（学識経験者3人、弁護士1人及び司書1人の計5人）に諮問した。   # 正
//! ```
//!
//! ## 根拠
//! 文の中の数

use super::sums::{Wrong, broken_down, listed, opinions, sums, wrong_counts_of_quotes};
use crate::assessment::value::{Table, Value};
use crate::japanese::notation::{is_digit, number};
use crate::japanese::runs::digits;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T004",
    name: "sum-differs",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if field.id.starts_with("changes[") {
            continue;
        }
        let text = &said.text;
        // Nothing is counted without a number.
        if digits(text).next().is_none() {
            continue;
        }
        let sure = sums(text)
            .into_iter()
            .chain(broken_down(text))
            .chain(wrong_counts_of_quotes(text))
            .chain(listed(text));
        let sure = sure.chain(of_annex(cx, &field.id, text));
        let sure = sure.map(|wrong| (wrong, RULE.levels.highest()));
        let opinions = (field.id == "procedure.public_comment.opinions")
            .then(|| opinions(text))
            .flatten();
        let opinions = opinions.map(|wrong| (wrong, Severity::Info));
        for (wrong, severity) in sure.chain(opinions).collect::<Vec<_>>() {
            let words = words(cx.lang, &wrong.written, wrong.counted);
            let span = cx.words(said, wrong.range);
            cx.report(&RULE, id, span, words).severity(severity);
        }
    }
}

/// 「次の6事業者」 in the text of an annex whose table has five rows.
fn of_annex(cx: &Context, id: &str, text: &str) -> Option<Wrong> {
    const UNITS: [&str; 8] = ["事業者", "者", "社", "団体", "法人", "機関", "施設", "件"];
    let annex = id
        .strip_suffix(".text")
        .filter(|id| id.starts_with("annexes["))?;
    let rows = match &cx.assessment.item(&format!("{annex}.table"))?.value {
        Value::Table(Table::Rows(rows)) if rows.len() > 1 => rows.len(),
        _ => return None,
    };
    let mut counts = ["次の", "以下の", "下表の"].into_iter().flat_map(|word| {
        text.match_indices(word).filter_map(move |(at, _)| {
            let start = at + word.len();
            let rest = text[start..].trim_start_matches(is_digit);
            let n = number(&text[start..text.len() - rest.len()])?;
            let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
            Some((n, start..text.len() - rest.len() + unit.len()))
        })
    });
    let (n, range) = counts.next().filter(|_| counts.next().is_none())?;
    (n != rows).then(|| Wrong {
        written: text[range.clone()].to_owned(),
        range,
        counted: rows,
    })
}

fn words(lang: Lang, written: &str, counted: usize) -> Words {
    Words::new(say!(
        lang,
        "「{written}」とあるが、並べたものを数えると{counted}になる",
        "「{written}」, but what is listed comes to {counted}"
    ))
    .help(say!(
        lang,
        "数え直して、合わない方を直してください。",
        "Count again and correct the one that is wrong."
    ))
}
