//! 情報連携を実施するのに、Ⅲ６で「接続しない」としている。
//! The network of information provision is used, but chapter III 6 says that there is no connection.
//!
//! ## 何を確認するか
//! Ⅱ３②入手方法に「情報提供ネットワークシステム」があるファイルでⅢ６の「接続しない（入手）」に、
//! Ⅱ５⑥提供方法にあるファイルで「接続しない（提供）」に○がないこと。
//! Ⅰ６①が「実施する」のとき、どこかのファイルが情報提供ネットワークシステムで入手又は提供していること。
//! 使うファイルのⅢ６に「情報提供ネットワークシステムには接続していない」のように、又はⅡ・Ⅲに「情報提供ネットワークシステムによる提供は行わない」のように書かれていないこと（注意）。
//!
//! ## なぜ
//! 「接続しない」に○を付けると、情報連携のリスク対策がまとめて空欄になり、対策の書かれない連携が残ります。
//!
//! ## 直し方
//! 実態を確かめ、○を消してⅢ６の対策を書くか、入手方法・提供方法やⅠ６①を直します。
//!
//! ## 例
//! ```yaml
//! 入手方法:
//!   - 情報提供ネットワークシステム
//! # …
//! 情報提供ネットワークシステムとの接続:
//!   接続しない（入手）: ○   # 誤: どちらかが違う
//!   接続しない（入手）:      # 正: 空欄にして対策を書く
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第19条第8号

use std::ops::Range;

use memchr::memmem;

use super::{LINKAGE, NETWORK, boxed, choice, numbers, ticked};
use crate::assessment::value::Value;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X002",
    name: "linkage-on",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式", "番号法第19条第8号"],
    check,
};

fn check(cx: &mut Context) {
    let answer = choice(cx, LINKAGE);
    // Where the answer is no, X001 reports the same places.
    if matches!(answer, Some(("実施しない", _))) {
        return;
    }
    let mut used = 0;
    let mut closed = Vec::new();
    for n in numbers(cx, "files") {
        let intake = ticked(cx, &format!("files[{n}].overview.intake.methods"), NETWORK);
        let list = format!("files[{n}].overview.provision.recipients");
        let provision =
            numbers(cx, &list).find_map(|r| ticked(cx, &format!("{list}[{r}].methods"), NETWORK));
        report_denied(cx, n, intake, provision);
        for (way, box_name) in [(intake, "none_intake"), (provision, "none_provision")] {
            let id = format!("files[{n}].risks.network.{box_name}");
            if let Some(way) = way {
                used += 1;
                report_ticked(cx, &id, way);
            }
            closed.extend(boxed(cx, &id));
        }
    }
    if let Some(("実施する", answer)) = answer
        && used == 0
        && cx.assessment.is_begun("files")
        && (closed.len() == 2 * cx.assessment.entries("files") || is_stated(cx))
    {
        report_nowhere(cx, answer, &closed);
    }
}

/// A text that denies the network to a file that uses it.
fn report_denied(cx: &mut Context, n: usize, intake: Option<Span>, provision: Option<Span>) {
    if intake.is_none() && provision.is_none() {
        return;
    }
    let lang = cx.lang;
    for (id, field) in cx.assessment.below(&format!("files[{n}]")) {
        let Value::Text(said) = field.value else {
            continue;
        };
        // Ⅲ２ and Ⅲ５ are about all other ways.
        let is_own = field.id.contains("].risks.network.");
        if !said.sieve().may_have(NETWORK) {
            continue;
        }
        for (range, way) in denials(&said.text) {
            let used = match way {
                Way::Any if !is_own => None,
                Way::Any => intake.or(provision),
                Way::Intake => intake,
                Way::Provision => provision,
            };
            if let Some(used) = used {
                let span = cx.words(said, range);
                cx.report(&RULE, id, span, denied(lang, &cx.name(id)))
                    .severity(Severity::Warning)
                    .related(used, named_here(lang));
            }
        }
    }
}

/// What is denied of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Any,
    Intake,
    Provision,
}

/// Where a text says that the network is not used.
fn denials(text: &str) -> Vec<(Range<usize>, Way)> {
    const ANY: [&str; 8] = [
        "には接続していない",
        "に接続していない",
        "には接続しない",
        "とは接続していない",
        "とは接続しない",
        "は使用しない",
        "を使用していない",
        "は使用していない",
    ];
    const INTAKE: [&str; 2] = ["による入手は", "による照会は"];
    const PROVISION: [&str; 1] = ["による提供は"];
    const NOT_DONE: [&str; 2] = ["行わない", "行っていない"];
    const LIMITS: [&str; 6] = ["以外", "直接", "場合", "とき", "限り", "ほか"];
    let network = memmem::Finder::new(NETWORK);
    let found = pieces(text, &['。']).filter_map(|piece| {
        let sentence = &text[piece.clone()];
        let mut names = network.find_iter(sentence.as_bytes()).peekable();
        names.peek()?;
        if LIMITS.iter().any(|word| sentence.contains(word)) {
            return None;
        }
        names.find_map(|at| {
            let end = at + NETWORK.len();
            let after = &sentence[end..];
            let any = || {
                Some((
                    ANY.iter().find_map(|word| after.strip_prefix(word))?,
                    Way::Any,
                ))
            };
            let not_done = |topics: &[&str], way: Way| {
                let rest = topics.iter().find_map(|topic| after.strip_prefix(topic))?;
                Some((NOT_DONE.iter().find_map(|end| rest.strip_prefix(end))?, way))
            };
            let (rest, way) = any()
                .or_else(|| not_done(&INTAKE, Way::Intake))
                .or_else(|| not_done(&PROVISION, Way::Provision))?;
            // 「税務システムは、…に接続していない」 speaks of another system.
            let of_other = sentence[..at].contains(['は', 'が', 'の']);
            let end = piece.start + sentence.len() - rest.len();
            (!of_other).then(|| (piece.start + at..end, way))
        })
    });
    found.collect()
}

/// Whether every file says by which ways it takes in and gives: a draft may not have come so far.
fn is_stated(cx: &Context) -> bool {
    let files = numbers(cx, "files");
    !files.is_empty()
        && files.into_iter().all(|n| {
            let items = ["intake.methods", "provision.has"];
            let ids = items.map(|item| format!("files[{n}].overview.{item}"));
            ids.iter().all(|id| cx.assessment.is_begun(id))
        })
}

fn report_ticked(cx: &mut Context, id: &str, way: Span) {
    let Some((field, span)) = cx.assessment.find(id).zip(boxed(cx, id)) else {
        return;
    };
    let lang = cx.lang;
    cx.report(&RULE, field, span, denied_by_box(lang, &cx.name(field)))
        .related(way, named_here(lang));
}

fn report_nowhere(cx: &mut Context, answer: Span, closed: &[Span]) {
    let Some(field) = cx.assessment.find(LINKAGE) else {
        return;
    };
    let lang = cx.lang;
    let mut finding = cx.report(&RULE, field, answer, used_nowhere(lang, &cx.name(field)));
    for span in closed {
        finding = finding.related(*span, not_connected(lang));
    }
}

fn denied(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に{NETWORK}を使わないとあるのに、「{NETWORK}」が選ばれている",
        "{item} denies the network 「{NETWORK}」, which is ticked as a method"
    ))
    .help(say!(
        lang,
        "接続しているかを確かめ、どちらかを直してください。",
        "See whether there is a connection and correct one of the two."
    ))
}

fn denied_by_box(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に○があるのに、「{NETWORK}」を使う記載がある",
        "{item} is ticked although the network 「{NETWORK}」 is named as a method"
    ))
    .help(say!(
        lang,
        "接続するなら○を消してⅢ６の対策を書き、接続しないなら「{NETWORK}」を外してください。",
        "Either untick the box and write the measures, or take 「{NETWORK}」 out."
    ))
}

/// Said at the method.
fn named_here(lang: Lang) -> String {
    say!(lang, "使うと書かれている", "named here")
}

fn used_nowhere(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} が「実施する」なのに、{NETWORK}で入手又は提供するファイルがない",
        "{item} is 「実施する」 but no file is taken in or given through the network"
    ))
    .help(say!(
        lang,
        "情報連携をするなら、Ⅱ３②入手方法又はⅡ５⑥提供方法に「{NETWORK}」を加えてください。しないなら「実施しない」とします。",
        "Name 「{NETWORK}」 among the methods, or answer 「実施しない」."
    ))
}

/// Said at the boxes.
fn not_connected(lang: Lang) -> String {
    say!(lang, "接続しないとされている", "no connection")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_denial_counts() {
        let way = |text: &str| denials(text).first().map(|found| found.1);
        assert_eq!(
            way("情報提供ネットワークシステムには接続していない。"),
            Some(Way::Any)
        );
        assert_eq!(
            way("・情報提供ネットワークシステムによる提供は行わない。"),
            Some(Way::Provision)
        );
        for text in [
            "貸出システムは、情報提供ネットワークシステムに接続していない。",
            "情報提供ネットワークシステム以外の方法による提供は行わない。",
            "情報提供ネットワークシステムを使用して入手する。",
        ] {
            assert_eq!(way(text), None, "{text}");
        }
    }
}
