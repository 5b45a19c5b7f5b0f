//! 第三者点検の実施日が、方法や結果の文にある日付と違う。
//! The day of the third-party review is not among the days that its text names.
//!
//! ## 何を確認するか
//! Ⅵ３②方法と③結果に「…月…日の審査により」「…月…日の会議で点検を受けた」のような日があるとき、①実施日がその文か、ほかの文の日のどれかであること。
//! 文に日付がないとき、審査や会議の日を書いた文がないときは見ません。
//!
//! ## なぜ
//! 答申や議事録と突き合わせて確かめられる日付です。会議の回を加えたときなどに、片方だけが直されて残りがちです。
//!
//! ## 直し方
//! 点検を受けた日を確かめて、そろえます。
//!
//! ## 例
//! ```yaml
//! 実施日: 令和8年7月15日
//! 方法: 令和8年7月1日及び同月16日の審査により点検を受けた。   # 誤
//! 方法: 令和8年7月1日及び同月15日の審査により点検を受けた。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use jiff::civil::Date as Day;

use super::written;
use crate::japanese::date_scan::When;
use crate::japanese::dates;
use crate::japanese::notation::{fold, is_digit};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P017",
    name: "review-day",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

const DATE: &str = "procedure.third_party.date";

/// What is held on the days that count.
const HELD: [&str; 7] = [
    "審査",
    "会議",
    "審議",
    "開催",
    "点検を受け",
    "点検した",
    "部会",
];

/// Whether a text names a day of the month in any way: 「同月15日」, 「および15日」.
fn names_day(text: &str, day: i8) -> bool {
    let text = fold(text);
    let word = format!("{day}日");
    let mut places = text.match_indices(word.as_str());
    places.any(|(at, _)| !text[..at].ends_with(is_digit))
}

fn check(cx: &mut Context) {
    let Some(date) = cx.assessment.text(DATE).and_then(dates::date) else {
        return;
    };
    let item = cx.assessment.item(DATE);
    let Some(own) = item.map(|field| field.place()) else {
        return;
    };
    let mut all: Vec<Day> = Vec::new();
    let mut held = None;
    for dated in &cx.facts.dated {
        let id = &cx.field(dated.field).id;
        if !id.starts_with("procedure.third_party.") || id == DATE {
            continue;
        }
        let text = &dated.text.text;
        if names_day(text, date.day.day()) {
            return;
        }
        for mention in &dated.mentions {
            let When::Day(day) = mention.when else {
                continue;
            };
            all.push(day);
            let start = text[..mention.range.start]
                .rfind(['。', '\n'])
                .map_or(0, |at| at);
            let end = text[mention.range.end..].find(['。', '\n']);
            let end = end.map_or(text.len(), |at| mention.range.end + at);
            let sentence = &text[start..end];
            let is_held = HELD.iter().any(|word| sentence.contains(word))
                && !["諮問した", "答申を受けた日", "答申日"]
                    .iter()
                    .any(|word| sentence.contains(word));
            if is_held {
                held = Some((
                    dated.field,
                    cx.words(dated.text, mention.range.clone()),
                    day,
                ));
            }
        }
    }
    let Some((field, span, day)) = held.filter(|_| !all.contains(&date.day)) else {
        return;
    };
    let lang = cx.lang;
    cx.report(&RULE, field, span, words(lang, day, date.day))
        .related(own, own_day(lang));
}

fn words(lang: Lang, day: Day, own_day: Day) -> Words {
    let (day, own_day) = (written(day), written(own_day));
    Words::new(say!(
        lang,
        "文では{day}に点検を受けているが、実施日は{own_day}になっている",
        "The text says {day}, but the day of the review is {own_day}"
    ))
    .help(say!(
        lang,
        "点検を受けた日を確かめて、そろえてください。",
        "See on which day the review was, and write the same."
    ))
}

/// Said at the item.
fn own_day(lang: Lang) -> String {
    say!(lang, "実施日", "the day of the review")
}
