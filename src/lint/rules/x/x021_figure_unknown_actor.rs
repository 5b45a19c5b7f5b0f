//! 別添１の図の流れが、登場者にない名前から出る、又はそこへ向かう。
//! A flow of the figure begins or ends at a name that the list of actors does not have.
//!
//! ## 何を確認するか
//! 流れの「から」と「へ」が書いてあり、登場者のどれかと同じ名前であること。全角と半角だけの違いも知らせます（自動で直せます）。
//! 「区画」に並べた名前も、登場者のどれかと同じで、一つの区画だけにあることを見ます。
//!
//! ## なぜ
//! 登場者にない名前の箱は、点線で描かれます。片方が空の流れは矢印になりません。どちらも、図と本文が合わなくなります。
//!
//! ## 直し方
//! 登場者に書いたとおりの名前にします。新しい相手なら、登場者に加えます。
//!
//! ## 例
//! ```yaml
//! 図:
//!   登場者: [利用者, 貸出システム]
//!   流れ:
//!     - 番号: ①
//!       から: 利用者
//!       へ: 貸出しシステム   # 誤: 登場者は「貸出システム」
//!       へ: 貸出システム     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式（別添１）

use rustc_hash::FxHashSet;

use crate::assessment::figure::{ActorKind, Flows};
use crate::japanese::notation::{fold, similarity};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X021",
    name: "figure-unknown-actor",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let figure = Flows::of(cx.assessment);
    let ends = figure.flows.iter().flat_map(|flow| [flow.from, flow.to]);
    let ends: Vec<&Scalar> = ends.flatten().collect();
    let named: FxHashSet<&str> = ends.iter().map(|end| end.text.trim()).collect();
    // A list that is not begun: the boxes are those that the flows name, if there are any.
    let is_begun = !figure.actors.is_empty();
    let boxes = if is_begun { &figure.actors } else { &ends };
    if boxes.is_empty() {
        return;
    }
    let actors: Vec<Actor> = boxes
        .iter()
        .map(|actor| Actor {
            name: actor.text.trim(),
            is_idle: !named.contains(actor.text.trim()),
        })
        .collect();
    for (n, (lane, name)) in figure.placed.iter().enumerate() {
        known(cx, name, &actors);
        let same = |(first, other): &&(ActorKind, &Scalar)| {
            first != lane && fold(&other.text) == fold(&name.text)
        };
        if let Some((first, other)) = figure.placed[..n].iter().find(same) {
            twice(cx, (*first, other), (*lane, name));
        }
    }
    for flow in figure.flows.iter().filter(|_| is_begun) {
        for (end, id) in [(flow.from, "from"), (flow.to, "to")] {
            match end {
                Some(end) => known(cx, end, &actors),
                None => blank(cx, &flow.id, id),
            }
        }
    }
}

/// Somebody who is listed.
struct Actor<'a> {
    name: &'a str,
    /// Whether no flow names it.
    is_idle: bool,
}

/// How alike a name must be to be meant.
const ALIKE: f64 = 0.75;

/// The same where the actor else does nothing: 「税務署」 and 「税務課」 may be two.
const ALIKE_IDLE: f64 = 0.6;

fn known(cx: &mut Context, end: &Scalar, actors: &[Actor]) {
    let name = end.text.trim();
    if actors.iter().any(|actor| actor.name == name) {
        return;
    }
    let whole = || cx.words(end, 0..end.text.len());
    let edit = |near: &str| Edit {
        span: whole(),
        text: near.to_owned(),
    };
    // A name that would need quotes is left to the officer.
    let is_plain = |near: &&str| {
        let mark = |c: char| c.is_ascii_punctuation() || c.is_whitespace();
        !near.contains(mark)
    };
    let mut names = actors.iter().map(|actor| actor.name);
    if let Some(same) = names.find(|own| fold(own) == fold(name)) {
        let edits = Some(same).filter(is_plain).map(|near| vec![edit(near)]);
        let finding = cx
            .report_at(&RULE, end.span, other_width(cx.lang, name, same))
            .severity(Severity::Warning);
        if let Some(edits) = edits {
            finding.fix(Safety::Safe, edits);
        }
        return;
    }
    let near = actors
        .iter()
        .map(|actor| (similarity(name, actor.name), actor))
        .filter(|(alike, actor)| *alike >= if actor.is_idle { ALIKE_IDLE } else { ALIKE })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, near)| near.name);
    let edits = near.filter(is_plain).map(|near| vec![edit(near)]);
    let finding = cx.report_at(&RULE, end.span, unknown(cx.lang, name, near));
    if let Some(edits) = edits {
        finding.fix(Safety::Unsafe, edits);
    }
}

/// A name in two lanes: the last one holds.
fn twice(
    cx: &mut Context,
    (first, other): (ActorKind, &Scalar),
    (lane, name): (ActorKind, &Scalar),
) {
    let lang = cx.lang;
    let words = in_two_lanes(lang, name.text.trim(), first.label(), lane.label());
    cx.report_at(&RULE, name.span, words)
        .severity(Severity::Warning)
        .related(other.span, here_too(lang));
}

fn blank(cx: &mut Context, flow: &str, part: &str) {
    let Some(id) = cx.assessment.find(flow) else {
        return;
    };
    let label = if part == "from" { "から" } else { "へ" };
    let field = cx.field(id);
    let own = cx
        .assessment
        .item(&format!("{flow}.{part}"))
        .and_then(|f| f.key);
    let span = own.or(field.key).unwrap_or_else(|| field.place());
    cx.report(&RULE, id, span, no_end(cx.lang, label));
}

fn other_width(lang: Lang, name: &str, actor: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」は、登場者の「{actor}」と字の幅が違う",
        "「{name}」 differs in width from the actor 「{actor}」"
    ))
    .help(say!(
        lang,
        "「{actor}」に直してください。",
        "Write 「{actor}」."
    ))
}

fn unknown(lang: Lang, name: &str, near: Option<&str>) -> Words {
    Words::new(say!(
        lang,
        "別添１の図の「{name}」が、登場者の一覧にない",
        "「{name}」 is not among the actors"
    ))
    .help(match near {
        Some(near) => say!(
            lang,
            "「{near}」のことなら、その名前に直してください。新しい相手なら、登場者に加えてください。",
            "Write 「{near}」 if it is meant; else add the name to 登場者."
        ),
        None => say!(
            lang,
            "登場者に加えるか、登場者に書いた名前に直してください。",
            "Add the name to 登場者 or use one that is there."
        ),
    })
}

fn in_two_lanes(lang: Lang, name: &str, first: &str, lane: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」が、区画の「{first}」と「{lane}」の両方にある",
        "「{name}」 is in the lanes 「{first}」 and 「{lane}」"
    ))
    .help(say!(
        lang,
        "図で置きたい区画の一つだけに書いてください。",
        "Leave it in the one lane where it belongs."
    ))
}

fn here_too(lang: Lang) -> String {
    say!(lang, "ここにもある", "here, too")
}

fn no_end(lang: Lang, label: &str) -> Words {
    Words::new(say!(
        lang,
        "別添１の図の流れに、「{label}」がない",
        "The flow has no 「{label}」"
    ))
    .help(say!(
        lang,
        "登場者の名前を書いてください。片方だけの流れは、図に矢印として描かれません。",
        "Name one of 登場者; a flow with one end can't be drawn."
    ))
}
