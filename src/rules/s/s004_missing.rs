//! 書かなければならない項目が空欄になっている。
//! A required item is blank.
//!
//! ## 何を確認するか
//! 様式で必ず書く項目と、ほかの項目の答えによって書くことになる項目（再委託するときの許諾方法など）が書かれていること。
//! 下書きの段階では、章ごとに一つの参考にまとめて示します。
//!
//! ## なぜ
//! 空欄のまま意見聴取や第三者点検に出すと、住民も委員もその点を確かめられません。公表後に見つかれば修正の手続が要ります。
//!
//! ## 直し方
//! 指摘された項目に内容を書きます。段階によって重さが変わります: 下書きでは参考、点検では注意、公表ではエラーです。
//!
//! ## 例
//! ```yaml
//! 再委託の有無: 再委託する
//! 再委託の許諾方法:            # 誤: 空欄
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{SHOWN, answer, by_stage, head, quoted};
use crate::diagnostic::{Severity, Stage};
use crate::form::address::address;
use crate::form::conform::Problem;
use crate::rules::{Context, Rule, say};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S004",
    name: "missing",
    severity: Severity::Error,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("s004_missing.rs"),
    check,
};

fn check(cx: &mut Context) {
    let missing: Vec<(usize, &[usize])> = cx
        .assessment
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::Missing { field, because } => Some((*field, because.as_slice())),
            _ => None,
        })
        .collect();
    if cx.assessment.stage == Stage::Draft {
        let mut chapters: Vec<(Chapter, Vec<usize>)> = Vec::new();
        for (place, _) in missing {
            let chapter = chapter(cx, place);
            match chapters.iter_mut().find(|(known, _)| *known == chapter) {
                Some((_, places)) => places.push(place),
                None => chapters.push((chapter, vec![place])),
            }
        }
        for (chapter, places) in chapters {
            to_come(cx, &chapter, &places);
        }
    } else {
        for (place, because) in missing {
            one(cx, place, because);
        }
    }
}

/// A chapter of the form, of one file where it is printed once for each.
#[derive(PartialEq, Eq)]
struct Chapter {
    item: usize,
    at: Vec<usize>,
}

fn chapter(cx: &Context, place: usize) -> Chapter {
    let form = cx.assessment.form;
    let field = cx.field(place);
    let mut item = field.item;
    let is_chapter = |item: usize| form.chapters.iter().any(|c| c.item == form.items[item].id);
    while !is_chapter(item) {
        match form.parent(item) {
            Some(above) => item = above,
            None => break,
        }
    }
    let definition = &form.items[item];
    let levels = definition.id.matches("[]").count();
    // A list that is a chapter (別添２) is one chapter, however many entries it has.
    let levels = levels - usize::from(definition.is_list());
    let at = field.at.iter().take(levels).copied().collect();
    Chapter { item, at }
}

/// What is still to be written in a chapter of a draft.
fn to_come(cx: &mut Context, chapter: &Chapter, places: &[usize]) {
    let Some(first) = places.first() else { return };
    let (span, label) = place_of(cx, *first);
    let count = places.len();
    let form = cx.assessment.form;
    let file = cx.assessment.file_of(&chapter.at);
    let address = address(&form.items[chapter.item], &chapter.at, file);
    let names: Vec<&str> = places
        .iter()
        .map(|p| cx.assessment.definition(cx.field(*p)).key.as_str())
        .take(3)
        .collect();
    let names = quoted(names);
    let (message, help) = match count {
        1 => {
            let name = cx.name(*first);
            let help = cx.assessment.definition(cx.field(*first)).help.clone();
            let message = say!(cx, "{name} がまだ書かれていない", "{name} is still blank");
            (message, help)
        }
        _ => (
            say!(
                cx,
                "{address} に、まだ書かれていない項目が{count}ある（{names}{}）",
                "{address} has {count} items that are still blank ({names}{})",
                if count > 3 { "…" } else { "" }
            ),
            say!(
                cx,
                "書き進めてください。`--stage review` で点検すると、一つずつ示します。",
                "Go on writing. `--stage review` shows them one by one."
            ),
        ),
    };
    let related: Vec<_> = places
        .iter()
        .skip(1)
        .take(SHOWN)
        .map(|p| place_of(cx, *p))
        .collect();
    let mut finding = cx
        .report(&RULE, *first, span, message)
        .saying(label)
        .severity(Severity::Info)
        .help(help);
    for (span, label) in related {
        finding = finding.related(span, label);
    }
}

fn one(cx: &mut Context, place: usize, because: &[usize]) {
    let name = cx.name(place);
    let help = cx.assessment.definition(cx.field(place)).help.clone();
    let message = say!(cx, "{name} が書かれていない", "{name} is blank");
    let (span, label) = place_of(cx, place);
    let severity = by_stage(cx);
    let reasons: Vec<_> = because
        .iter()
        .map(|other| {
            let (span, answer) = answer(cx, *other);
            let label = say!(
                cx,
                "{answer}なので、書くことになる",
                "asked for by this answer {answer}"
            );
            (span, label)
        })
        .collect();
    let mut finding = cx
        .report(&RULE, place, span, message)
        .saying(label)
        .severity(severity)
        .help(help);
    for (span, label) in reasons {
        finding = finding.related(span, label);
    }
}

/// Where an item should stand, and what is to be said there.
fn place_of(cx: &Context, place: usize) -> (Span, String) {
    let field = cx.field(place);
    let key = &cx.assessment.definition(field).key;
    if let Some(written) = field.key {
        return (written, say!(cx, "内容が空欄", "nothing is written here"));
    }
    let span = field.parent.map_or(cx.assessment.head(), |p| head(cx, p));
    (
        span,
        say!(
            cx,
            "この中に「{key}:」がない",
            "「{key}:」 is missing in here"
        ),
    )
}
