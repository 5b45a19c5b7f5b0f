//! 情報連携を「実施しない」としながら、情報提供ネットワークシステムを使う記載がある。
//! The assessment says that it does not use the network of information provision, and elsewhere that it does.
//!
//! ## 何を確認するか
//! Ⅰ６①が「実施しない」のとき、Ⅱ３②入手方法とⅡ５⑥提供方法に「情報提供ネットワークシステム」がなく、
//! Ⅲ６の「接続しない（入手）」「接続しない（提供）」の両方に○があること。
//! Ⅰ２③でシステムが情報提供ネットワークシステムにつながっているときは、参考として示します。
//!
//! ## なぜ
//! 情報連携をするかどうかは、住民と委員が最初に見る点です。する場合は法令上の根拠とⅢ６の対策が要ります。
//!
//! ## 直し方
//! 実態を確かめます。情報連携をするなら、Ⅰ６①を「実施する」とし、②に根拠を書きます。しないなら、入手方法などから外し、
//! Ⅲ６の両方に○を付けます。
//!
//! ## 例
//! ```yaml
//! 情報提供ネットワークシステムによる情報連携:
//!   実施の有無: 実施しない
//! # …
//! 入手方法:
//!   - 紙
//!   - 情報提供ネットワークシステム   # 誤: どちらかが違う
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第19条第8号

use super::{LINKAGE, NETWORK, boxed, choice, key, name, numbers, ticked};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X001",
    name: "linkage-off",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式", "番号法第19条第8号"],
    check,
};

fn check(cx: &mut Context) {
    let Some(("実施しない", answer)) = choice(cx, LINKAGE) else {
        return;
    };
    let used = methods(cx);
    if used.is_empty() {
        // A server that other offices use may well be connected.
        let connected: Vec<_> = numbers(cx, "basic.systems")
            .filter_map(|n| networked(cx, &format!("basic.systems[{n}].connections")))
            .collect();
        report(cx, answer, &connected, Severity::Info);
    } else {
        report(cx, answer, &used, Severity::Error);
    }
    if cx.assessment.stage > Stage::Draft {
        for n in numbers(cx, "files") {
            boxes(cx, answer, n);
        }
    }
}

/// The items that say that something is taken in or given through the network.
fn methods(cx: &Context) -> Vec<Place> {
    let mut ids = Vec::new();
    for n in numbers(cx, "files") {
        ids.push(format!("files[{n}].overview.intake.methods"));
        let list = format!("files[{n}].overview.provision.recipients");
        ids.extend(numbers(cx, &list).map(|r| format!("{list}[{r}].methods")));
    }
    ids.iter().filter_map(|id| networked(cx, id)).collect()
}

/// An item in which the network is ticked, with the place.
fn networked(cx: &Context, id: &str) -> Option<Place> {
    Some((cx.assessment.find(id)?, ticked(cx, id, NETWORK)?))
}

fn report(cx: &mut Context, answer: Span, places: &[Place], severity: Severity) {
    let lang = cx.lang;
    let only = match places {
        [(field, _)] => Some(cx.name(*field)),
        _ => None,
    };
    let words = used(lang, &name(cx, LINKAGE), only.as_deref());
    if let Some(finding) = cx.report_all(&RULE, places, words) {
        finding.severity(severity).related(answer, no_linkage(lang));
    }
}

/// Both boxes of Ⅲ６ of one file.
fn boxes(cx: &mut Context, answer: Span, n: usize) {
    let ids = ["none_intake", "none_provision"].map(|b| format!("files[{n}].risks.network.{b}"));
    let open: Vec<_> = ids.iter().filter(|id| boxed(cx, id).is_none()).collect();
    let Some(first) = open.first() else { return };
    let Some(field) = cx.assessment.find(first) else {
        return;
    };
    // A mark that can't be read is a finding of its own.
    if open
        .iter()
        .any(|id| cx.assessment.item(id).is_some_and(|f| !f.blank))
    {
        return;
    }
    let section = format!("files[{n}].risks.network");
    let span = cx.field(field).key.or_else(|| key(cx, &section));
    let Some(span) = span else { return };
    let names: Vec<_> = open.iter().map(|id| name(cx, id)).collect();
    let lang = cx.lang;
    let words = unticked(lang, &name(cx, LINKAGE), &names.join("、"));
    cx.report(&RULE, field, span, words)
        .related(answer, no_linkage(lang));
}

/// The network is named: by one item alone, or by several.
fn used(lang: Lang, linkage: &str, only: Option<&str>) -> Words {
    let message = match only {
        Some(item) => say!(
            lang,
            "{linkage} が「実施しない」なのに、{item} に「{NETWORK}」がある",
            "{item} names the network 「{NETWORK}」 although {linkage} is 「実施しない」"
        ),
        None => say!(
            lang,
            "{linkage} が「実施しない」なのに、「{NETWORK}」を使うとある",
            "The network 「{NETWORK}」 is named although {linkage} is 「実施しない」"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "情報連携をするなら「実施する」として法令上の根拠を書き、しないなら「{NETWORK}」を外してください。",
        "Either answer 「実施する」 with its legal basis, or take 「{NETWORK}」 out."
    ))
}

fn unticked(lang: Lang, linkage: &str, boxes: &str) -> Words {
    Words::new(say!(
        lang,
        "{linkage} が「実施しない」なのに、{boxes} に○がない",
        "{boxes} is not ticked although {linkage} is 「実施しない」"
    ))
    .help(say!(
        lang,
        "接続しないなら、入手と提供の両方の「接続しない」に○を付けてください。",
        "Tick both boxes where there is no connection."
    ))
}

/// Said at the answer.
fn no_linkage(lang: Lang) -> String {
    say!(lang, "情報連携を実施しない", "no linkage")
}
