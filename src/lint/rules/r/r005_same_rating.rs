//! 「リスクへの対策は十分か」の答えが、すべて同じである。
//! All risks have the same rating.
//!
//! ## 何を確認するか
//! 一つのファイルのⅢの「リスクへの対策は十分か」が15欄以上書かれていて、すべて同じ答えになっていないか。そのようなファイルが幾つあっても、一件にまとめて示します。
//!
//! ## なぜ
//! 欄ごとに考えて答えたのかを、第三者点検で必ず問われます。同じでも誤りではありません。
//!
//! ## 直し方
//! 欄ごとに考えた結果であれば、そのままで構いません。点検では、それぞれの根拠を答えられるようにしておきます。
//!
//! ## 例
//! ```yaml
//! リスクへの対策は十分か: 十分である   # 22欄すべて
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第10（審査の観点）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（22欄とも「十分である」）。見落とし0。完成した記入例二つで指摘0件。

use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R005",
    name: "same-rating",
    levels: Levels::always(Severity::Info),
    basis: &["指針第10"],
    check,
};

/// From how many ratings on.
const MANY: usize = 15;

fn check(cx: &mut Context) {
    let found = (1..=cx.assessment.entries("files")).filter_map(|file| same(cx, file));
    for (answer, files) in grouped(found.collect()) {
        let (places, counts): (Vec<_>, Vec<_>) = files.into_iter().unzip();
        let count = counts.first().copied().filter(|_| counts.len() == 1);
        cx.report_all(&RULE, &places, words(cx.lang, answer, count));
    }
}

/// The answer that all ratings of a file have, with the place of the first and how many they are; none of a file with few
/// ratings or with several answers.
fn same<'a>(cx: &Context<'a>, file: usize) -> Option<(&'a str, (Place, usize))> {
    let fields = cx.assessment.below(&format!("files[{file}].risks"));
    let rated = fields.filter_map(|(id, field)| match &field.value {
        Value::Choice { text, option } if field.id.ends_with(".sufficient") => {
            option.map(|option| (id, text.span, option, text.text.trim()))
        }
        _ => None,
    });
    let rated: Vec<_> = rated.collect();
    let &(field, span, option, answer) = rated.first()?;
    let is_same = rated.len() >= MANY && rated.iter().all(|(_, _, o, _)| *o == option);
    is_same.then_some((answer, ((field, span), rated.len())))
}

/// The ratings of one file, with their number, or those of several files.
fn words(lang: Lang, answer: &str, count: Option<usize>) -> Words {
    let message = match count {
        Some(count) => say!(
            lang,
            "「リスクへの対策は十分か」が{count}欄とも「{answer}」になっている",
            "All {count} ratings are 「{answer}」"
        ),
        None => say!(
            lang,
            "「リスクへの対策は十分か」が、ファイルごとにどの欄も「{answer}」になっている",
            "All ratings of a file are 「{answer}」"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "欄ごとに考えた結果であれば、そのままで構いません。点検で根拠を答えられるようにしておいてください。",
        "It may be right; be ready to give the reasons in the review."
    ))
}
