//! 期日の過ぎた予定が、予定のまま書かれている。
//! A plan whose date has passed is still written as a plan.
//!
//! ## 何を確認するか
//! 「令和6年度中に導入する予定」「令和7年4月に移行を予定している」のような予定の期日が、評価書の公表日（`--as-of` があればその日）より前でないこと。
//! 「見込みである」「移行する計画である」「…の稼働に向けて」「…を目途に更改を行う」のような言い方も読みます。「…することとしている」は、その日から続けていることかもしれないので参考とします。
//! 「令和7年1月に次期システムへ移行する。」のように、過ぎた月や日にこれから変えると書いたものも、参考とします。
//! 「令和7年4月から、標準仕様に適合したものを利用する予定」の「適合した」のように、物の説明に使われた語は、実施したこととは読みません。
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
//! 公表日: 令和7年5月1日
//! # …
//! その他の措置の内容: 令和6年度中に顔認証を導入する予定である。   # 誤: 公表日には過ぎている
//! その他の措置の内容: 令和7年3月から顔認証を用いている。          # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針（評価書の見直し）

use jiff::civil::Date as Day;

use super::plans::{plan, to_come};
use super::written;
use crate::assessment::value::Value;
use crate::japanese::date_scan::When;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Dated, Levels, Rule, Words, grouped};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P010",
    name: "plan-overdue",
    levels: Levels::from(Stage::Review, Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let Some(as_of) = cx.as_of() else { return };
    let mut found = Vec::new();
    for Dated {
        field,
        text,
        mentions,
    } in &cx.facts.dated
    {
        let item = cx.field(*field);
        // Items that are dates name no plan.
        if item.id.starts_with("changes[") || matches!(item.value, Value::Date(..)) {
            continue;
        }
        for (n, mention) in mentions.iter().enumerate() {
            let Some((_, last)) = mention.when.days().filter(|(_, last)| *last < as_of) else {
                continue;
            };
            let limit = mentions
                .get(n + 1)
                .map_or(text.text.len(), |next| next.range.start);
            let behind = &text.text[mention.range.end..limit];
            let is_exact = matches!(mention.when, When::Day(..) | When::Month(..));
            let Some((length, doubtful)) = plan(behind).or_else(|| to_come(behind, is_exact))
            else {
                continue;
            };
            let range = mention.range.start..mention.range.end + length;
            let span = cx.words(text, range.clone());
            let plan = Plan {
                said: fold(&text.text[range]),
                last,
                doubtful,
            };
            found.push((plan, (mention, text, (*field, span))));
        }
    }
    for (plan, plans) in grouped(found) {
        let date = plans
            .first()
            .map(|(mention, text, _)| &text.text[mention.range.clone()]);
        let words = words(
            cx.lang,
            date.unwrap_or_default(),
            plan.last,
            as_of,
            plan.doubtful,
        );
        let places: Vec<_> = plans.into_iter().map(|(.., place)| place).collect();
        if let Some(finding) = cx.report_all(&RULE, &places, words)
            && plan.doubtful
        {
            finding.severity(Severity::Info);
        }
    }
}

/// A plan that is overdue, with all places that have the same words.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Plan {
    /// From the date to the word of the plan.
    said: String,
    last: Day,
    doubtful: bool,
}

fn words(lang: Lang, words: &str, last: Day, as_of: Day, doubtful: bool) -> Words {
    let message = say!(
        lang,
        "「{words}」の予定が、期日を過ぎても予定のまま書かれている",
        "A plan for 「{words}」 is overdue"
    );
    let (last, day) = (written(last), written(as_of));
    let label = say!(
        lang,
        "期日は{last}まで、点検の基準日は{day}",
        "due by {last}, judged as of {day}"
    );
    let help = match doubtful {
        false => say!(
            lang,
            "実施したなら結果に書き改め、延びたなら新しい期日を書いてください。",
            "Write what came of it, or the new date."
        ),
        true => say!(
            lang,
            "これからのことなら、実施したなら「している」に書き改め、延びたなら新しい期日を書いてください。その日から続けていることなら、このままで構いません。",
            "If it is a plan, write what came of it, or the new date."
        ),
    };
    Words::new(message).label(label).help(help)
}
