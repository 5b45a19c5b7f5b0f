//! 対象となる本人の範囲が、受ける側でなく、する側の人に読める。
//! The scope of the persons reads as those who give, not as those who receive.
//!
//! ## 何を確認するか
//! 「対象となる本人の範囲」（Ⅱ２③、Ⅱ４②、Ⅱ５）に「手当を支給した者」「証明書を交付している者」のように、する側の動作と「者」がそのまま続いていないこと（参考）。
//! 「本市が手当を支給した者」「手当の支給を受けた者」「支給された者」は、受ける側に読めるので見ません。
//!
//! ## なぜ
//! 「手当を支給した者」は、文のままでは手当を出した市や職員を指します。だれの情報が記録されるのかを示す欄なので、読み違えられないように書きます。
//!
//! ## 直し方
//! 「支給を受けた者」のように受ける側の言い方にするか、「本市が」を補います。
//!
//! ## 例
//! ```yaml
//! 対象となる本人の範囲: 図書カードを交付した者         # 誤
//! 対象となる本人の範囲: 図書カードの交付を受けた者     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use crate::assessment::value::Value;
use crate::assets::lists::persons::{GIVERS_ACTS, GIVERS_DONE};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X045",
    name: "doer-as-person",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: Vec<Place> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if field.id.starts_with("files[") && field.id.ends_with(".people_scope") {
            let spans = doers(&said.text).into_iter();
            found.extend(spans.map(|range| (id, cx.words(said, range))));
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// Persons who do by the words what is done to them: 「支給した者」.
fn doers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces(text, &['。', '、']) {
        let clause = &text[piece.clone()];
        for act in GIVERS_ACTS {
            for (at, _) in clause.match_indices(act) {
                let after = &clause[at + act.len()..];
                let Some(done) = GIVERS_DONE.iter().find(|done| after.starts_with(**done)) else {
                    continue;
                };
                // 「本市が支給した者」 says who does it.
                let before = &text[..piece.start + at];
                let since = before.rfind(['\n', '。', '者', '人']).map_or(0, |i| i);
                let has_doer = ["が", "から", "により", "によって", "として"]
                    .iter()
                    .any(|word| before[since..].contains(word));
                let start = piece.start + at;
                let end = start + act.len() + done.len();
                if !has_doer && found.iter().all(|known: &Range<usize>| known.end != end) {
                    found.push(start..end);
                }
            }
        }
    }
    found
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "本人の範囲が、受ける側でなく、する側の人に読める",
        "the scope reads as those who give, not as those who receive"
    ))
    .help(say!(
        lang,
        "「…を受けた者」のように受ける側の言い方にするか、「本市が」のようにだれがするのかを補ってください。",
        "Say that the persons receive it, or who gives it."
    ))
}

#[cfg(test)]
mod tests {
    use super::doers;

    #[test]
    fn those_who_give() {
        for text in [
            "手当を支給した者",
            "・証明書を交付している者",
            "予防接種を実施した者及びその保護者",
        ] {
            assert_eq!(doers(text).len(), 1, "{text}");
        }
        for text in [
            "本市が手当を支給した者",
            "手当の支給を受けた者",
            "手当を支給された者",
            "手当を申請した者",
            "本市が令和5年度に、手当を支給した者",
        ] {
            assert!(doers(text).is_empty(), "{text}");
        }
    }
}
