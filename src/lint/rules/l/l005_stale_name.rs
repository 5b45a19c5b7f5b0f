//! 機関、大臣、法令、基準、給付の名前が、評価書の日付より前に変わっている。
//! A body, minister, law, standard or benefit is named as it was called before the day of the document.
//!
//! ## 何を確認するか
//! 「特定個人情報保護委員会」（平成28年1月1日から個人情報保護委員会）、情報提供ネットワークシステムを設置・管理する「総務大臣」（令和3年9月1日から内閣総理大臣）、「別表第一の主務省令で定める事務を定める命令」（令和6年5月27日から「別表の…」）などの旧名が残っていないこと。
//! 二次資料による名前は参考とします。その名を評価書で略称と定めているとき（「（以下「…」という。）」）は見ません。
//! 「旧…」「…（現…）」と断ったもの、委員会規則や告示の名の一部、別添３の変更前は見ません。変更後は変更日で読みます。実測: 公表された評価書1件で、指摘3件（6か所）はどれも正しく、見落としは名前の中に空白のある1か所。
//!
//! ## なぜ
//! 国のひな型の古い版から写した文に、旧名がよく残っています。
//!
//! ## 直し方
//! 今の名前に書き直します。経緯として書くなら「旧」を付けます。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! リスクに対する措置の内容: 総務大臣が設置・管理する情報提供ネットワークシステムを使用する。       # 誤: 令和3年9月1日からは内閣総理大臣
//! リスクに対する措置の内容: 内閣総理大臣が設置・管理する情報提供ネットワークシステムを使用する。   # 正
//! ```
//!
//! ## 根拠
//! 平成27年法律第65号 附則第1条、番号法第21条第1項 など（名前ごとに出典を示します）

use rustc_hash::FxHashSet;

use super::data::{Confidence, Renamed, Term, data};
use super::ended::former_name;
use super::{Laws, written};
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L005",
    name: "stale-name",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    let own = own_names(cx);
    for legal in &cx.facts.laws.texts {
        let Some(day) = legal.day(cx) else { continue };
        for (term, range) in legal.terms() {
            if let Some(n) = former_name(legal, term, &range, day) {
                let words = legal.text.text[range.clone()].to_owned();
                if !own.contains(words.as_str()) {
                    found.push(((n, words), legal.spot(cx, range)));
                }
            }
        }
    }
    for ((n, name), spots) in grouped(found) {
        report(cx, &data().renamed[n], &name, &spots);
    }
}

/// The former names that the document defines as short names of its own: 「（以下「ぴったりサービス」という。）」
fn own_names<'a>(cx: &Context<'a>) -> FxHashSet<&'a str> {
    let laws: &'a Laws = &cx.facts.laws;
    let named = laws.texts.iter().flat_map(|legal| {
        let terms = legal
            .terms()
            .filter(|(term, _)| matches!(term, Term::Renamed(_)));
        let defined = terms.filter(|(_, range)| {
            let before = legal.before(range.start);
            before.ends_with('「')
                && before.contains("以下")
                && legal.after(range.end).starts_with('」')
        });
        defined.map(|(_, range)| &legal.text.text[range])
    });
    named.collect()
}

fn report(cx: &mut Context, renamed: &'static Renamed, name: &str, spots: &[Place]) {
    let edit = |(_, span): &Place| Edit {
        span: *span,
        text: renamed.now.clone(),
    };
    let edits: Vec<Edit> = spots.iter().map(edit).collect();
    let words = words(cx.lang, name, renamed);
    let Some(mut finding) = cx.report_all(&RULE, spots, words) else {
        return;
    };
    finding = finding.basis(vec![renamed.source.as_str()]);
    match renamed.confidence {
        Confidence::A => finding = finding.fix(Safety::Unsafe, edits),
        _ => finding = finding.severity(Severity::Info),
    }
    if renamed.grave {
        finding.severity(Severity::Error);
    }
}

fn words(lang: Lang, words: &str, renamed: &Renamed) -> Words {
    let now = &renamed.now;
    let message = match renamed.from.map(written) {
        Some(from) => say!(
            lang,
            "「{words}」は古い名前（{from}から「{now}」）",
            "「{words}」 is a former name: 「{now}」 from {from}"
        ),
        None => say!(
            lang,
            "「{words}」は古い名前（いまは「{now}」）",
            "「{words}」 is a former name: it is 「{now}」 now"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "「{now}」に書き換えてください。経緯として書くなら「旧」を付けます。",
        "Write 「{now}」, or say that it is the former name."
    ))
}
