//! 交付の終わった証（健康保険証、通知カードなど）を、本人確認などに使うと書いている。
//! A card or paper that is no longer issued is said to be shown or given.
//!
//! ## 何を確認するか
//! 評価書の公表日（`--as-of` があればその日）に、交付の終わっている証を提示させ、又は交付すると書いていないこと。
//! 使えなくなったもの（健康保険証は令和7年12月1日まで、住民基本台帳カードは令和7年12月28日まで）は注意、条件付きで使えるもの（通知カード、年金手帳）は参考とします。
//! 「被保険者証」だけの言い方は、事務の名称が国民健康保険か後期高齢者医療のときに見ます（介護保険の被保険者証は今もあります）。
//! 廃止、返納、経過措置などと同じ文にあるもの、「旧…」、別添３の変更前は見ません。別添３の変更後は変更日で読みます。
//!
//! ## なぜ
//! 窓口で求める書類が今のものでないと、本人確認の措置が実際に行われていることを示せません。
//!
//! ## 直し方
//! 今求めている書類に書き直します。
//!
//! ## 例
//! ```yaml
//! 入手の際の本人確認の措置の内容: 健康保険証の提示を受けて確認する。             # 令和7年12月2日からは誤
//! 入手の際の本人確認の措置の内容: 個人番号カード又は運転免許証の提示を受ける。   # 正
//! ```
//!
//! ## 根拠
//! 令和5年法律第48号、令和元年法律第16号 など（証ごとに出典を示します）

use std::ops::Range;

use jiff::civil::Date as Day;

use super::data::{Confidence, Proof, Term, data};
use super::{Legal, is_former_name, others, written};
use crate::config::vocabulary::{is_kanji, is_katakana};
use crate::lint::rules::{Context, Levels, Rule, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "L011",
    name: "ended-proof",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in &cx.texts.laws.texts {
        let Some(day) = legal.day(cx) else { continue };
        for (term, range) in legal.terms() {
            if let Some(n) = ended(cx, legal, term, &range, day) {
                let words = legal.text.text[range.clone()].to_owned();
                found.push(((n, words, day), legal.spot(cx, range)));
            }
        }
    }
    for ((n, words, day), spots) in grouped(found) {
        let Some(first) = spots.first() else { continue };
        let proof = &data().proofs[n];
        let over = proof.until.filter(|until| *until < day);
        let message = message(cx, &words, proof, over);
        let day = written(day);
        let label = say!(cx, "点検の基準日は{day}", "judged as of {day}");
        let help = help(cx, proof);
        // What nobody can hold any more is not shown, whatever ended it.
        let severity = match over {
            Some(_) => Severity::Warning,
            None => Severity::Info,
        };
        cx.report(&RULE, first.place, first.span, message)
            .saying(label)
            .severity(severity)
            .help(help)
            .basis(vec![proof.source.as_str()])
            .places(others(&spots));
    }
}

/// Which of the ended proofs a word is on a day.
pub(super) fn ended(
    cx: &Context,
    legal: &Legal,
    term: Term,
    range: &Range<usize>,
    day: Day,
) -> Option<usize> {
    let Term::Proof(n) = term else { return None };
    let proof = &data().proofs[n];
    let known = proof.confidence > Confidence::C && proof.ended <= day;
    (known && is_meant(cx, legal, proof, range)).then_some(n)
}

fn message(cx: &Context, words: &str, proof: &Proof, over: Option<Day>) -> String {
    match over.map(written) {
        Some(until) => say!(
            cx,
            "「{words}」は、{until}までで使えなくなっている",
            "「{words}」 could be used only until {until}"
        ),
        None => {
            let ended = written(proof.ended);
            say!(
                cx,
                "「{words}」は、{ended}から新しく交付されていない",
                "「{words}」 is not issued any more from {ended}"
            )
        }
    }
}

fn help(cx: &Context, proof: &Proof) -> String {
    let now = &proof.now;
    let until = proof.until.map(written).unwrap_or_default();
    match (&proof.still, until.is_empty()) {
        (Some(still), _) => say!(
            cx,
            "{still}今の取扱いを確かめ、そのとおりに（{now}）書いてください。",
            "See how it is done now, and write so."
        ),
        (None, true) => say!(
            cx,
            "今求めている書類（{now}）に書き直してください。",
            "Write what is asked for now."
        ),
        (None, false) => say!(
            cx,
            "交付済みのものが使えたのは{until}までです。今求めている書類（{now}）に書き直してください。",
            "Those issued before could be used until {until}. Write what is asked for now."
        ),
    }
}

/// Whether a name is that of something that somebody shows or is given.
fn is_meant(cx: &Context, legal: &Legal, proof: &Proof, range: &Range<usize>) -> bool {
    let contexts = &data().proof_contexts;
    let (before, behind) = (legal.before(range.start), legal.behind(range.end));
    let in_word = before.ends_with(|c| is_kanji(c) || is_katakana(c))
        && !contexts.behind.iter().any(|w| before.ends_with(w.as_str()));
    // 保険証券, 通知カード等 is none, 保険証明 neither.
    let goes_on = behind.starts_with(['券', '書', '明']);
    let office = cx.assessment.text("basic.office.name").unwrap_or_default();
    let of_office = |word: &String| office.contains(word.as_str());
    let elsewhere = !proof.offices.is_empty() && !proof.offices.iter().any(of_office);
    if elsewhere || in_word || goes_on || is_former_name(&before, &behind) {
        return false;
    }
    let sentence = legal.sentence(range);
    let says = |words: &[String]| words.iter().any(|w| sentence.contains(w.as_str()));
    let id = &cx.field(legal.place).id;
    let of_item = contexts.items.iter().any(|item| id.contains(item.as_str()));
    !says(&proof.exclude) && (of_item || says(&contexts.context))
}
