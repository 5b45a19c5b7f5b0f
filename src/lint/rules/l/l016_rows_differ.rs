//! Ⅰ６②に挙げた提供の項と、Ⅱ５の提供先の項が違う。
//! The entries by which others ask differ between chapters I and II.
//!
//! ## 何を確認するか
//! 提供先（Ⅱ５）の根拠にある第2条の表の項が、Ⅰ６②に提供の根拠として並べた項にあること。
//! どの提供先にも項が書かれているときは、Ⅰ６②の提供の項がどれかの提供先にあることも見ます。
//! Ⅰ６②で照会と提供の項が見出しで分かれていないときと、「別紙のとおり」などとしているときは見ません。
//!
//! ## なぜ
//! どちらかに、挙げるべきでない項か、挙げ漏れた項があります。片方だけを直したときに残りがちです。
//!
//! ## 直し方
//! 提供する情報のある項を条文で確かめて、両方をそろえます。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 情報提供ネットワークシステムによる情報連携:
//!   法令上の根拠: |
//!     番号法第19条第8号に基づく主務省令第2条の表
//!     【情報提供】2の項、3の項及び83の項
//! # …
//! 提供先:
//!   - 法令上の根拠: 番号法第19条第8号、主務省令第2条の表の2の項、3の項及び84の項   # 誤
//!   - 法令上の根拠: 番号法第19条第8号、主務省令第2条の表の2の項、3の項及び83の項   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::Legal;
use super::entries::{Body, Listed, Side, is_in_force, listed};
use super::rows;
use crate::japanese::narrow::Narrow;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L016",
    name: "entries-differ",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Words of a text that leaves entries to another place.
const ELSEWHERE: [&str; 8] = [
    "別紙",
    "別添",
    "別表",
    "別記",
    "等の項",
    "ほか",
    "次のページ",
    "参照",
];

fn check(cx: &mut Context) {
    let texts = &cx.facts.laws.texts;
    let is_basis = |legal: &&Legal| cx.field(legal.field).id == "basic.info_linkage.legal_basis";
    let Some(basis) = texts.iter().find(is_basis) else {
        return;
    };
    let all = listed(&basis.text.text).into_iter();
    let answers: Vec<Listed> = all.filter(|l| l.side == Some(Side::Answer)).collect();
    if answers.is_empty() || is_open(&basis.text.text) {
        return;
    }
    let recipients: Vec<(&Legal, Vec<Listed>)> = texts
        .iter()
        .filter(|legal| is_recipient(cx, legal))
        .map(|legal| (legal, entries(legal)))
        .collect();
    let mut wrong: Vec<Wrong> = Vec::new();
    for (legal, entries) in &recipients {
        let strange = entries.iter().filter(|l| !holds(&answers, &l.number));
        wrong.extend(strange.map(|l| Wrong {
            spot: legal.spot(cx, l.range.clone()),
            number: l.number.clone(),
            is_missing: false,
        }));
    }
    // A recipient without entries may stand for any.
    let mut networked = recipients.iter().filter(|(legal, _)| is_networked(legal));
    let is_whole = networked
        .all(|(legal, entries)| !entries.is_empty() && !is_open(&legal.text.text))
        && recipients.iter().any(|(_, entries)| !entries.is_empty());
    if is_whole {
        let listed = |number: &str| recipients.iter().any(|(_, entries)| holds(entries, number));
        let missing = answers.iter().filter(|l| !listed(&l.number));
        wrong.extend(missing.map(|l| Wrong {
            spot: basis.spot(cx, l.range.clone()),
            number: l.number.clone(),
            is_missing: true,
        }));
    }
    // L018 and L020 report an entry that is one of nobody's here, and it is not in the other list.
    let is_of_body = |wrong: &Wrong| {
        let rows = rows::of_entry(&wrong.number);
        body(cx).is_none_or(|body| rows.iter().any(|row| row.may_be_answered_by(body)))
    };
    if !is_in_force(cx) || wrong.iter().all(is_of_body) {
        report(cx, &wrong);
    }
}

/// The kind of the body whose assessment it is.
fn body(cx: &Context) -> Option<Body> {
    let agency = cx.assessment.form.agencies.item.as_deref()?;
    Body::of(cx.assessment.text(agency)?)
}

/// An entry that is in one of the two.
struct Wrong {
    spot: Place,
    number: String,
    /// Whether it is Ⅱ５ that lacks it.
    is_missing: bool,
}

fn holds(entries: &[Listed], number: &str) -> bool {
    entries.iter().any(|listed| listed.number == number)
}

fn is_open(text: &str) -> bool {
    // 「番号法別表」 is a table of law.
    let text = text.replace("法別表", "");
    ELSEWHERE.iter().any(|word| text.contains(word))
}

fn is_recipient(cx: &Context, legal: &Legal) -> bool {
    let id = &cx.field(legal.field).id;
    id.contains(".provision.recipients[") && id.ends_with("].legal_basis")
}

/// Whether a recipient is one that asks through the network.
fn is_networked(legal: &Legal) -> bool {
    let text = Narrow::of(&legal.text.text).text;
    ["19条第8号", "19条8号", "2条の表"]
        .iter()
        .any(|word| text.contains(word))
}

/// The entries of 第2条の表 by which a recipient asks.
fn entries(legal: &Legal) -> Vec<Listed> {
    let text = &legal.text.text;
    match Narrow::of(text).text.contains("2条の表") {
        true => listed(text),
        false => Vec::new(),
    }
}

fn report(cx: &mut Context, wrong: &[Wrong]) {
    let lang = cx.lang;
    let said = |wrong: &Wrong| (wrong.spot, missing(lang, wrong));
    let places: Vec<(Place, String)> = wrong.iter().map(said).collect();
    cx.report_all(&RULE, &places, words(lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "第2条の表の提供の項が、Ⅰ６②とⅡ５の提供先とで違う",
        "The entries by which others ask differ between Ⅰ６② and Ⅱ５"
    ))
    .help(say!(
        lang,
        "提供する情報のある項を条文で確かめて、両方をそろえてください。",
        "Look up which entries name your information, and write the same in both."
    ))
}

/// Said at each entry.
fn missing(lang: Lang, wrong: &Wrong) -> String {
    let number = &wrong.number;
    match wrong.is_missing {
        false => say!(
            lang,
            "{number}の項は、Ⅰ６②の提供の項に無い",
            "{number} is not in Ⅰ６②"
        ),
        true => say!(
            lang,
            "{number}の項の提供先が、Ⅱ５に無い",
            "{number} is not in Ⅱ５"
        ),
    }
}
