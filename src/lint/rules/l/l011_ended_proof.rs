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
//! 公表日: 令和8年4月1日
//! # …
//! 入手の際の本人確認の措置の内容: 健康保険証の提示を受けて確認する。             # 誤: 令和7年12月2日から
//! 入手の際の本人確認の措置の内容: 個人番号カード又は運転免許証の提示を受ける。   # 正
//! ```
//!
//! ## 根拠
//! 令和5年法律第48号、令和元年法律第16号 など（証ごとに出典を示します）

use jiff::civil::Date as Day;

use super::data::{Proof, data};
use super::ended::ended_proof;
use super::{judged_as_of, written};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

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
    for legal in &cx.facts.laws.texts {
        let Some(day) = legal.day(cx) else { continue };
        for (term, range) in legal.terms() {
            if let Some(n) = ended_proof(cx, legal, term, &range, day) {
                let words = legal.text.text[range.clone()].to_owned();
                found.push(((n, words, day), legal.spot(cx, range)));
            }
        }
    }
    for ((n, name, day), spots) in grouped(found) {
        let proof = &data().proofs[n];
        let over = proof.until.filter(|until| *until < day);
        // What nobody can hold any more is not shown, whatever ended it.
        let severity = match over {
            Some(_) => Severity::Warning,
            None => Severity::Info,
        };
        let words = words(cx.lang, &name, proof, over, day);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding
                .severity(severity)
                .basis(vec![proof.source.as_str()]);
        }
    }
}

fn words(lang: Lang, words: &str, proof: &Proof, over: Option<Day>, day: Day) -> Words {
    let message = match over.map(written) {
        Some(until) => say!(
            lang,
            "「{words}」は、{until}までで使えなくなっている",
            "「{words}」 could be used only until {until}"
        ),
        None => {
            let ended = written(proof.ended);
            say!(
                lang,
                "「{words}」は、{ended}から新しく交付されていない",
                "「{words}」 is not issued any more from {ended}"
            )
        }
    };
    let now = &proof.now;
    let help = match (&proof.still, proof.until.map(written)) {
        (Some(still), _) => say!(
            lang,
            "{still}今の取扱いを確かめ、そのとおりに（{now}）書いてください。",
            "See how it is done now, and write so."
        ),
        (None, None) => say!(
            lang,
            "今求めている書類（{now}）に書き直してください。",
            "Write what is asked for now."
        ),
        (None, Some(until)) => say!(
            lang,
            "交付済みのものが使えたのは{until}までです。今求めている書類（{now}）に書き直してください。",
            "Those issued before could be used until {until}. Write what is asked for now."
        ),
    };
    Words::new(message)
        .label(judged_as_of(lang, day))
        .help(help)
}
