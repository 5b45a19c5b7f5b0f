//! 提供の根拠の項で、この団体やこの事務が情報を提供することになっていない。
//! By an entry that is cited for answers, this body or this office answers nothing.
//!
//! ## 何を確認するか
//! Ⅰ６②の情報提供の項と、提供先（Ⅱ５）の根拠にある第2条の表の項について、その項の情報提供者に、この団体（市町村長、都道府県知事、広域連合の別）がなりうること。
//! 挙げた項のいくつかの情報だけが、評価書の事務の名称、ファイルの名称、提供する情報（Ⅱ５）のどれにも合わないときは、参考としてまとめて示します。
//! 合わない項が多いときに、古い別表第二の番号として読めば合うなら、古い番号のまま残っているものとして示します。
//! 令和6年5月27日以後の評価書だけを見ます。「他の法令による給付」のように誰のものとも決まらない項は合うものとし、
//! 令和2年の別表第二の行か令和8年の第2条の表の行のどちらかに合えば、指摘しません。
//!
//! ## なぜ
//! 情報提供者でない項を挙げると、根拠のない提供をしているように読めます。長い一覧を写したときや、表が組み替えられたときに残りがちです。
//!
//! ## 直し方
//! 項の情報提供者と情報を条文で確かめて、当たらない項を除きます。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! 評価実施機関名: 架空市長
//! # …
//! 情報提供ネットワークシステムによる情報連携:
//!   法令上の根拠: |
//!     番号法第19条第8号に基づく主務省令第2条の表
//!     【情報提供】1の項、2の項及び12の項   # 誤: 12の項の情報提供者は法務大臣
//!     【情報提供】1の項、2の項及び11の項   # 正
//! ```
//!
//! ## 根拠
//! 令和6年デジタル庁・総務省令第9号 第2条の表、番号法別表第二（schemas/law/rows.tsv）

use super::answer_entries::{Cited, Wrong, successor, wrong};
use super::entries::{Body, is_in_force};
use crate::assets::data::source;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L018",
    name: "answer-entry",
    levels: Levels::always(Severity::Warning),
    basis: &["番号法第19条第8号"],
    check,
};

fn check(cx: &mut Context) {
    if !is_in_force(cx) {
        return;
    }
    let agency = cx.assessment.form.agencies.item.as_deref();
    let agency = agency.and_then(|id| cx.assessment.text(id));
    let Some((agency, body)) = agency.and_then(|name| Some((name, Body::of(name)?))) else {
        return;
    };
    let lang = cx.lang;
    let warning = Severity::Warning;
    match wrong(cx, body) {
        Wrong::OldNumbers(cited) => report(cx, &cited, warning, |_| of_old_numbers(lang), now),
        Wrong::Entries { foreign, strange } => {
            let words = |first: &Cited| of_foreign(lang, first, agency.trim());
            report(cx, &foreign, warning, words, answerers);
            let words = |first: &Cited| of_strange(lang, first);
            let label = |lang: Lang, cited: &Cited| infos(lang, body, cited);
            report(cx, &strange, Severity::Info, words, label);
        }
    }
}

/// Reports entries together; something is said at each.
fn report(
    cx: &mut Context,
    cited: &[Cited],
    severity: Severity,
    words: impl Fn(&Cited) -> Words,
    label: impl Fn(Lang, &Cited) -> String,
) {
    let Some(words) = cited.first().map(words) else {
        return;
    };
    let lang = cx.lang;
    let said = |cited: &Cited| (cited.spot, label(lang, cited));
    let places: Vec<(Place, String)> = cited.iter().map(said).collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.severity(severity).basis(vec![source("rows")]);
    }
}

fn of_old_numbers(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "情報提供の項が、古い別表第二の番号のままとみられる",
        "The entries for answers seem to have the numbers of 別表第二, which is no more"
    ))
    .help(say!(
        lang,
        "令和6年5月27日から、第2条の表の番号になっています。それぞれに示した項を条文で確かめて書き直してください。",
        "They have other numbers in the table of now; look those up that are said at each."
    ))
}

/// Said at an entry with its number of 別表第二.
fn now(lang: Lang, cited: &Cited) -> String {
    let number = &cited.number;
    match successor(number) {
        Some(new) => say!(
            lang,
            "別表第二の{number}の項は、いまは{new}の項",
            "{number} of 別表第二 is {new} now"
        ),
        None => String::new(),
    }
}

fn of_foreign(lang: Lang, first: &Cited, agency: &str) -> Words {
    let number = &first.number;
    Words::new(say!(
        lang,
        "第2条の表の{number}の項に、{agency}が提供する情報はない",
        "By entry {number} of 「第2条の表」, 「{agency}」 answers nothing"
    ))
    .help(say!(
        lang,
        "項の情報提供者を条文で確かめて、番号を直すか、除いてください。",
        "Look up who answers for the entry; correct its number or strike it out."
    ))
}

/// Said at an entry of other bodies.
fn answerers(lang: Lang, cited: &Cited) -> String {
    let mut all: Vec<&str> = cited.rows.iter().map(|row| row.answers).collect();
    all.sort_unstable();
    all.dedup();
    let (number, names) = (&cited.number, all.iter().take(SHOWN).copied());
    let names: Vec<&str> = names.collect();
    let names = names.join("、");
    say!(
        lang,
        "{number}の項の情報提供者は、{names}",
        "{number}: {names} answers"
    )
}

/// How many of them are named.
const SHOWN: usize = 3;

fn of_strange(lang: Lang, first: &Cited) -> Words {
    let number = &first.number;
    Words::new(say!(
        lang,
        "第2条の表の{number}の項に、この事務の情報が見当たらない",
        "Entry {number} of 「第2条の表」 seems to hold no information of this office"
    ))
    .help(say!(
        lang,
        "項の（利用）特定個人情報を条文で確かめて、当たらなければ除いてください。",
        "Look up the information of the entry; strike it out where it is not yours."
    ))
}

/// Said at an entry of other information.
fn infos(lang: Lang, body: Body, cited: &Cited) -> String {
    let own = cited.rows.iter().filter(|row| row.may_be_answered_by(body));
    let mut all: Vec<&str> = own.map(|row| short(row.info)).collect();
    all.sort_unstable();
    all.dedup();
    let (number, infos) = (&cited.number, all.join("、"));
    say!(
        lang,
        "{number}の項の情報は、{infos}など",
        "{number}: {infos} etc."
    )
}

/// The head of an information; some are half a page.
fn short(info: &str) -> &str {
    const LONGEST: usize = 30;
    info.char_indices()
        .nth(LONGEST)
        .map_or(info, |(at, _)| &info[..at])
}
