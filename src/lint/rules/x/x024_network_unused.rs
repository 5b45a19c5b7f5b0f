//! 情報提供ネットワークシステムを使わないファイルに、Ⅲ６の対策が書かれている。
//! Chapter III 6 has measures for a file that is neither taken in nor given through the network.
//!
//! ## 何を確認するか
//! ファイルごとに、Ⅱ３②入手方法に「情報提供ネットワークシステム」がないのに、Ⅲ６の入手の対策（リスク１～４）が書かれていないこと。
//! Ⅱ５⑥提供方法のどれにもないのに、提供の対策（リスク５～７）が書かれていないこと。「接続しない」に○があるときは、別の規則が見ます。
//!
//! ## なぜ
//! ファイルが二つ以上あると、情報連携をするファイルの文がほかのファイルに写されがちです。使わないのに対策があると、どちらが実態か分かりません。
//!
//! ## 直し方
//! 使わないなら「接続しない」に○を付けて対策を消します。使うなら、入手方法又は提供方法に「情報提供ネットワークシステム」を加えます。
//!
//! ## 例
//! ```yaml
//! 情報提供ネットワークシステムによる情報連携:
//!   実施の有無: 実施する
//! # …
//! - 名称: 貸出ファイル
//!   概要:
//!     特定個人情報の入手・使用:
//!       入手方法: [情報提供ネットワークシステム]
//! - 名称: 督促ファイル
//!   概要:
//!     特定個人情報の入手・使用:
//!       入手方法: [庁内連携システム]
//!   リスク対策:
//!     情報提供ネットワークシステムとの接続:
//!       接続しない（入手）: ○          # 正
//!       目的外の入手が行われるリスク:   # 誤: 使わないなら○
//!         リスクに対する措置の内容: 照会できる者を限る。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第19条第8号

use super::{LINKAGE, NETWORK, boxed, choice, key, name, numbers, ticked, ticks};
use crate::assessment::value::Value;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X024",
    name: "network-unused",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式", "番号法第19条第8号"],
    check,
};

fn check(cx: &mut Context) {
    // Where nothing is linked at all, X001 reports the same boxes; without any file on the network, X002 does.
    if !matches!(choice(cx, LINKAGE), Some(("実施する", _))) {
        return;
    }
    let files: Vec<_> = numbers(cx, "files").map(|n| (n, ways(cx, n))).collect();
    if files
        .iter()
        .all(|(_, ways)| ways.iter().all(|w| w.used != Some(true)))
    {
        return;
    }
    for (n, ways) in &files {
        for way in ways {
            report_way(cx, *n, way);
        }
    }
}

/// One of the two ways of using the network.
struct Way {
    /// The form's box that says that there is none.
    none: &'static str,
    /// Whether the file's methods name it; none while some are not ticked.
    used: Option<bool>,
    /// Where its methods are ticked.
    place: Option<Span>,
}

/// How a file is taken in and given.
fn ways(cx: &Context, n: usize) -> [Way; 2] {
    let overview = format!("files[{n}].overview");
    let intake = format!("{overview}.intake.methods");
    let has = format!("{overview}.provision.has");
    let list = format!("{overview}.provision.recipients");
    let recipients: Vec<String> = numbers(cx, &list)
        .map(|r| format!("{list}[{r}].methods"))
        .collect();
    let is_ticked = |id: &String| !ticks(cx, id).is_empty();
    let uses = |id: &String| says_network(cx, id);
    let gives = ticked(cx, &has, "提供を行っている").is_some();
    let all_ticked =
        is_ticked(&has) && (!gives || !recipients.is_empty()) && recipients.iter().all(is_ticked);
    let given = recipients.iter().any(uses);
    [
        Way {
            none: "none_intake",
            used: is_ticked(&intake).then(|| uses(&intake)),
            place: key(cx, &intake),
        },
        Way {
            none: "none_provision",
            used: (given || all_ticked).then_some(given),
            place: key(cx, &has),
        },
    ]
}

/// Whether methods name the network, or the servers between it and the body.
fn says_network(cx: &Context, id: &str) -> bool {
    ticks(cx, id).iter().any(|tick| {
        let detail = tick.detail.map_or("", |d| &d.text);
        tick.option == NETWORK || detail.contains("中間サーバ") || detail.contains(NETWORK)
    })
}

fn report_way(cx: &mut Context, n: usize, way: &Way) {
    let section = format!("files[{n}].risks.network");
    let none = format!("{section}.{}", way.none);
    if way.used != Some(false) || boxed(cx, &none).is_some() || cx.assessment.is_begun(&none) {
        return;
    }
    let Some(field) = cx.assessment.item(&none) else {
        return;
    };
    let is_written = |value: &Value| match value {
        Value::Text(text) => !is_none_mark(&text.text),
        Value::Choice { .. } => true,
        _ => false,
    };
    // What the box leaves empty are the measures for this way.
    let empties = &cx.assessment.definition(field).empties;
    let own = empties.iter().filter_map(|item| item.rsplit('.').next());
    let mut measures = own
        .flat_map(|own| ["measures", "sufficient"].map(|item| format!("{section}.{own}.{item}")));
    let is_written = |id: &String| {
        let field = cx.assessment.item(id);
        field.is_some_and(|f| !f.blank && is_written(&f.value))
    };
    let Some(id) = measures.find(is_written) else {
        return;
    };
    let Some((field, span)) = cx.assessment.find(&id).zip(key(cx, &id)) else {
        return;
    };
    let lang = cx.lang;
    let words = words(lang, &cx.name(field), &name(cx, &none));
    let finding = cx.report(&RULE, field, span, words);
    if let Some(methods) = way.place {
        finding.related(methods, not_here(lang));
    }
}

fn words(lang: Lang, item: &str, none: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に記載があるが、このファイルの方法に「{NETWORK}」がない",
        "{item} is written, but the methods of this file do not name the network 「{NETWORK}」"
    ))
    .help(say!(
        lang,
        "使わないなら {none} に○を付けて対策を消し、使うなら方法に「{NETWORK}」を加えてください。",
        "Tick {none} and delete the measures, or name 「{NETWORK}」 among the methods."
    ))
}

fn not_here(lang: Lang) -> String {
    say!(lang, "ここにない", "not here")
}
