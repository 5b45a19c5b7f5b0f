//! 文書の中で、全角の数字と半角の数字が混ざっている。
//! Digits of both widths are used in one document.
//!
//! ## 何を確認するか
//! 日付、条番号、回数などの数字が、文書を通じて全角か半角のどちらかであること。
//! 見出しや箇条書きの番号（「１．」「（１）」）と、「Ⅱ３」「別添２」「システム3」のような様式の番地は数えません。
//!
//! ## なぜ
//! 同じ日付や条番号が別の文字列になり、検索で一部しか見つかりません。欄ごとに別の人が書いた跡にも見えます。
//!
//! ## 直し方
//! 少ない方を、多い方の幅にそろえます。`hyokasho check --fix=unsafe` で直せます。
//!
//! ## 例
//! ```yaml
//! 実施日・期間: 令和３年９月２２日から10月21日まで   # 混ざっている
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（全角48か所、半角43か所）。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::{Places, Spot, spread};
use crate::diagnostic::{Edit, Safety, Severity, Stage};
use crate::japanese::notation::fold;
use crate::japanese::runs::{Kind, Run};
use crate::rules::{Context, Rule, say};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W008",
    name: "digit-width",
    severity: Severity::Info,
    stage: Stage::Draft,
    basis: &["公用文作成の考え方"],
    source: include_str!("w008_digit_width.rs"),
    check,
};

fn check(cx: &mut Context) {
    let mut full: Vec<Spot> = Vec::new();
    let mut half: Vec<Spot> = Vec::new();
    for words in &cx.texts.words {
        for run in words.runs.iter().filter(|r| r.kind == Kind::Digits) {
            if !is_counted(words.str(), *run) {
                continue;
            }
            let of_width = if words.text.text[run.range()].is_ascii() {
                &mut half
            } else {
                &mut full
            };
            of_width.push(Spot::new(words, run.range()));
        }
    }
    let (fewer, more) = if full.len() > half.len() {
        (&half, &full)
    } else {
        (&full, &half)
    };
    if fewer.is_empty() || more.is_empty() {
        return;
    }
    let is_full = full.len() < half.len() || full.len() == half.len();
    let other = if is_full { "半角" } else { "全角" };
    let message = say!(
        cx,
        "数字の全角と半角が混ざっている",
        "Digits are of two widths"
    );
    let help = say!(
        cx,
        "多い方の{other}（{}か所）にそろえてください。",
        "Use {other}, which is more frequent ({}).",
        more.len()
    );
    let fewer: Places = fewer.iter().map(|spot| spot.place(cx)).collect();
    let source = cx.assessment.source;
    let edit = |(_, span): &(usize, Span)| Edit {
        span: *span,
        text: if is_full {
            fold(source.slice(*span))
        } else {
            wide(source.slice(*span))
        },
    };
    let edits = fewer.iter().map(edit).collect();
    if let Some(finding) = spread(cx, &RULE, &fewer, message, help) {
        finding.fix(Safety::Unsafe, edits);
    }
}

fn wide(digits: &str) -> String {
    let wide = |c: char| {
        char::from_u32(u32::from(c) + 0xFEE0)
            .filter(|_| c.is_ascii_digit())
            .unwrap_or(c)
    };
    digits.chars().map(wide).collect()
}

/// Whether a number is a date, an article or a count and not the number of a list or of an item of the form.
fn is_counted(text: &str, run: Run) -> bool {
    let Range { start, end } = run.range();
    let before = text[..start].chars().next_back();
    let behind = text[end..].chars().next();
    let of_unit = behind.is_some_and(|c| "年月日条項号時分回人件か丁番級歳%％".contains(c));
    let of_address =
        before.is_some_and(|c| ('Ⅰ'..='Ⅿ').contains(&c) || "添紙式料表図ク先項".contains(c));
    of_unit && !of_address
}
