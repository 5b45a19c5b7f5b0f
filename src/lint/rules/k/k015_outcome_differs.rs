//! 評価書のⅥが、点検記録の対応や判断と違う。
//! What chapter VI says of the outcome is not what the record says.
//!
//! ## 何を確認するか
//! 意見聴取に対応が「修正した」の意見があるのに、Ⅵ２⑤が反映なしとしていないこと。点検や答申で評価書を「修正した」のに、Ⅵ３③が
//! 指摘はなかったとしていないこと。答申の判断が「妥当でない」なのに、Ⅵ３③が妥当としていないこと、「条件を付して」なのに、
//! Ⅵ３③が条件や意見に触れずに妥当としていないこと。
//!
//! ## なぜ
//! Ⅵは、意見と点検の結果を評価書にどう反映したかを住民に示す欄です。記録と違えば、反映したことが伝わりません。
//!
//! ## 直し方
//! 記録の対応を確かめ、Ⅵ２⑤、Ⅵ３③に直した所を書きます。
//!
//! ## 例
//! ```yaml
//! # 点検記録の意見聴取1意見2の対応は「修正した」
//! 国民・住民等からの意見の聴取:
//!   評価書への反映: 反映した事項なし   # 誤
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3、全項目評価書の様式 Ⅵ２⑤、Ⅵ３③

use super::{Pair, Side, entry_name, pairs};
use crate::assessment::Assessment;
use crate::assets::lists::review::{NOTHING_CHANGED, NOTHING_SAID};
use crate::japanese::notation::{fold, is_none_mark};
use crate::lint::record::{Action, Entry, EntryKind, Said, entries, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::source::outward;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K015",
    name: "outcome-differs",
    levels: Levels::always(Severity::Error),
    basis: &["特定個人情報保護評価指針 第5の3", "全項目評価書の様式 Ⅵ"],
    check,
};

fn check(cx: &mut Context) {
    for pair in pairs(cx) {
        let entries = entries(pair.record);
        let corrected = |kinds: &[EntryKind]| {
            let done = |entry: &&Entry<'_>| {
                kinds.contains(&entry.kind) && matches!(entry.action, Some((Action::Corrected, _)))
            };
            entries.iter().find(done)
        };
        if let Some(entry) = corrected(&[EntryKind::Comment])
            && let Some(printed) = said(pair.paper, "procedure.public_comment.reflection")
            && says_nothing(printed.str(), NOTHING_CHANGED)
        {
            report(cx, pair, entry, printed, "Ⅵ２⑤");
        }
        let result = said(pair.paper, "procedure.third_party.result");
        let of_review = [
            EntryKind::Review,
            EntryKind::Remark,
            EntryKind::Question,
            EntryKind::Opinion,
        ];
        if let (Some(entry), Some(printed)) = (corrected(&of_review), result)
            && says_nothing(printed.str(), NOTHING_SAID)
        {
            report(cx, pair, entry, printed, "Ⅵ３③");
        } else if let Some(printed) = result {
            judgement(cx, pair, printed);
        }
    }
}

/// Whether a text only says that nothing was changed or said.
fn says_nothing(text: &str, words: &[&str]) -> bool {
    let folded = fold(text);
    is_none_mark(text) || words.iter().any(|word| folded.contains(word)) && !has_done(&folded)
}

/// Whether a text in comparison form says that something was done: 「修正した」, 「反映し、」.
fn has_done(folded: &str) -> bool {
    const DONE: [&str; 8] = [
        "修正した",
        "修正し、",
        "反映した。",
        "反映し、",
        "追記した",
        "追記し、",
        "改めた",
        "加えた",
    ];
    DONE.iter().any(|word| folded.contains(word))
}

/// 答申の判断 and Ⅵ３③.
fn judgement<'a>(cx: &mut Context<'a>, pair: Pair<'a>, printed: Said<'a>) {
    let folded = fold(printed.str());
    let Some(own) = judged(pair.record) else {
        return;
    };
    let denies = [
        "妥当でない",
        "妥当ではない",
        "適合しない",
        "適当でない",
        "適当ではない",
    ];
    let denies = denies.iter().any(|word| folded.contains(word));
    let accepts = ["妥当", "適合", "適当", "承認"]
        .iter()
        .any(|word| folded.contains(word))
        && !denies;
    let differs = match own.str().trim() {
        "妥当でない" => accepts,
        "条件を付して妥当である" => {
            let condition = [
                "条件", "意見", "指摘", "要望", "附帯", "付帯", "留意", "前提",
            ];
            denies || accepts && !condition.iter().any(|word| folded.contains(word))
        }
        "妥当である" => denies,
        _ => false,
    };
    if differs {
        let shown = outward::first_line(printed.str(), 30);
        let sides = (
            Side::at(own, pair.record, recorded(cx.lang, own.str())),
            Side::at(printed, pair.paper, printed_is(cx.lang, "Ⅵ３③", &shown)),
        );
        pair.report(cx, &RULE, other_judgement(cx.lang, own.str()), sides);
    }
}

/// The judgement of the letter about the assessment: of several, the one that asks for most.
fn judged<'a>(record: &Assessment<'a>) -> Option<Said<'a>> {
    let letters = 1..=record.entries("reports");
    let is_of_assessment = |n: &usize| {
        let title = record.text(&format!("reports[{n}].title"));
        title.is_some_and(|title| title.contains("評価"))
    };
    let own: Vec<usize> = letters.clone().filter(is_of_assessment).collect();
    let own = if own.is_empty() {
        letters.collect()
    } else {
        own
    };
    let judged = own
        .iter()
        .filter_map(|n| said(record, &format!("reports[{n}].judgement")));
    judged.max_by_key(|said| match said.str().trim() {
        "妥当でない" => 2,
        "条件を付して妥当である" => 1,
        _ => 0,
    })
}

fn report<'a>(
    cx: &mut Context<'a>,
    pair: Pair<'a>,
    entry: &Entry<'a>,
    printed: Said<'a>,
    item: &str,
) {
    let Some((_, action)) = entry.action else {
        return;
    };
    let shown = outward::first_line(printed.str(), 30);
    let sides = (
        Side::at(action, pair.record, recorded(cx.lang, action.str())),
        Side::at(printed, pair.paper, printed_is(cx.lang, item, &shown)),
    );
    let words = unreflected(cx.lang, &entry_name(pair.record, entry), item);
    pair.report(cx, &RULE, words, sides);
}

/// A correction that Ⅵ denies.
fn unreflected(lang: Lang, entry: &str, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{entry} で修正したのに、{item} は何もなかったとしている",
        "{entry} was corrected, and {item} says that there was nothing"
    ))
    .help(say!(
        lang,
        "記録の対応を確かめ、{item} に、どの意見で何を直したかを書いてください。",
        "See what was done, and write into {item} what was changed and why."
    ))
}

/// Ⅵ３③ says another judgement.
fn other_judgement(lang: Lang, own: &str) -> Words {
    Words::new(say!(
        lang,
        "答申の判断は「{own}」だが、Ⅵ３③の結論が違う",
        "The letter judges 「{own}」, and Ⅵ３③ says otherwise"
    ))
    .help(say!(
        lang,
        "答申の結論を確かめ、条件や附帯意見があれば、それもⅥ３③に書いてください。",
        "Write into Ⅵ３③ what the letter says, with its conditions."
    ))
}

/// Said in the record.
fn recorded(lang: Lang, text: &str) -> String {
    say!(lang, "点検記録では「{text}」", "「{text}」 in the record")
}

/// Said at the item of Ⅵ.
fn printed_is(lang: Lang, item: &str, text: &str) -> String {
    say!(lang, "{item}は「{text}」", "{item} says 「{text}」")
}
