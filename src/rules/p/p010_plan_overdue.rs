//! 期日の過ぎた予定が、予定のまま書かれている。
//! A plan whose date has passed is still written as a plan.
//!
//! ## 何を確認するか
//! 「令和6年度中に導入する予定」「令和7年4月に移行を予定している」のような予定の期日が、評価書の公表日（`--as-of` があればその日）より前でないこと。
//! 別添３は見ません。「予定していた」「予定どおり」「…以降に予定」も見ません。点検の段階から確かめます。
//!
//! ## なぜ
//! 過ぎた予定が残っていると、今どうなっているのかを住民が読み取れません。
//!
//! ## 直し方
//! 実施したなら結果に書き改め、延びたなら新しい期日を書きます。
//!
//! ## 例
//! ```yaml
//! その他の措置の内容: 令和6年度中に顔認証を導入する予定である。   # 公表日が令和7年5月なら誤
//! その他の措置の内容: 令和7年3月から顔認証を用いている。         # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針（評価書の見直し）

use super::written;
use crate::diagnostic::{Severity, Stage};
use crate::japanese::date_scan::When;
use crate::rules::{Context, Dated, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P010",
    name: "plan-overdue",
    severity: Severity::Warning,
    stage: Stage::Review,
    basis: &[],
    source: include_str!("p010_plan_overdue.rs"),
    check,
};

/// How many characters may lie between a date and 「予定」.
const REACH: usize = 50;

/// What may follow the date before its particle.
const VAGUE: [&str; 12] = [
    "中", "頃", "ごろ", "末", "初め", "当初", "上旬", "中旬", "下旬", "春", "秋", "内",
];

/// What ties the date to the plan.
const PARTICLES: [&str; 7] = [
    "に",
    "から",
    "より",
    "までに",
    "を目途に",
    "を目処に",
    "をめどに",
];

/// Words between a date and 「予定」 that part the two: what was done on the date, or only begins there.
const APART: [&str; 12] = [
    "以降",
    "以後",
    "後に",
    "過ぎ",
    "した",
    "れた",
    "った",
    "いた",
    "んだ",
    "ている",
    "ており",
    "基づ",
];

/// 「予定」 that is none, or no longer one.
const OTHER_PLANS: [&str; 15] = [
    "通り",
    "どおり",
    "であった",
    "であり、",
    "だった",
    "でした",
    "していた",
    "日",
    "表",
    "価格",
    "より",
    "額",
    "者",
    "されていた",
    "を変更",
];

fn check(cx: &mut Context) {
    let Some(as_of) = cx.as_of() else { return };
    for Dated {
        place,
        text,
        mentions,
    } in &cx.texts.dated
    {
        let place = *place;
        if cx.field(place).id.starts_with("changes[") {
            continue;
        }
        for (n, mention) in mentions.iter().enumerate() {
            let Some((_, last)) = mention.when.days().filter(|(_, last)| *last < as_of) else {
                continue;
            };
            if matches!(mention.when, When::Impossible) {
                continue;
            }
            let limit = mentions
                .get(n + 1)
                .map_or(text.text.len(), |next| next.range.start);
            let Some(length) = plan(&text.text[mention.range.end..limit]) else {
                continue;
            };
            let range = mention.range.start..mention.range.end + length;
            let words = &text.text[mention.range.clone()];
            let message = say!(
                cx,
                "「{words}」の予定が、期日を過ぎても予定のまま書かれている",
                "A plan for 「{words}」 is overdue"
            );
            let (last, day) = (written(last), written(as_of));
            let label = say!(
                cx,
                "期日は{last}まで、点検の基準日は{day}",
                "due by {last}, judged as of {day}"
            );
            let help = say!(
                cx,
                "実施したなら結果に書き改め、延びたなら新しい期日を書いてください。",
                "Write what came of it, or the new date."
            );
            let span = cx.words(text, range);
            cx.report(&RULE, place, span, message)
                .saying(label)
                .help(help);
        }
    }
}

/// Whether what follows a date makes it the date of a plan: up to where 「予定」 ends.
fn plan(behind: &str) -> Option<usize> {
    let rest = VAGUE
        .iter()
        .find_map(|word| behind.strip_prefix(word))
        .unwrap_or(behind);
    PARTICLES.iter().find(|word| rest.starts_with(**word))?;
    let sentence = behind.split(['。', '\n']).next().unwrap_or("");
    let at = sentence.find("予定")?;
    let (before, behind) = (&sentence[..at], &sentence[at + "予定".len()..]);
    let near = before.chars().count() <= REACH;
    let apart = APART.iter().any(|word| before.contains(word));
    // 「研修の予定を示す」 speaks of a plan, it is none.
    let noun = before.ends_with('の')
        && !behind.is_empty()
        && !["である", "です"].iter().any(|w| behind.starts_with(w));
    let is_other = OTHER_PLANS.iter().any(|word| behind.starts_with(word));
    (near && !apart && !noun && !is_other).then_some(at + "予定".len())
}

#[cfg(test)]
mod tests {
    use super::plan;

    #[test]
    fn plans_and_others() {
        for text in [
            "中に導入する予定である。",
            "に移行を予定している。",
            "から運用を始める予定",
            "末までに廃止する予定。",
            "に移行の予定である。",
        ] {
            assert!(plan(text).is_some(), "{text}");
        }
        for text in [
            "に導入する予定であったが、延期した。",
            "に予定どおり導入した。",
            "以降に導入する予定である。",
            "に導入した。次の更新を予定している。",
            "付けの通知による予定である。",
            "に届け出た転出の予定日",
            "に行う研修の予定を示す。",
            "に定めた計画に基づき、導入を予定している。",
        ] {
            assert_eq!(plan(text), None, "{text}");
        }
    }
}
