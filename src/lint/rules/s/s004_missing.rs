//! 書かなければならない項目が空欄になっている。
//! A required item is blank.
//!
//! ## 何を確認するか
//! 様式で必ず書く項目と、ほかの項目の答えによって書くことになる項目（再委託するときの許諾方法など）が書かれていること。
//! 「未定」「同上」「○○」「令和○年○月○日」「入札により決定するため未定」「決定後に記載」だけのものは、書かれていないものとします。「なし」「－」は、それが答えになる項目（情報の突合、主な意見の内容など）のほかでは、書かれていないものとします。
//! 下書きの段階では、章ごとに一つの参考にまとめて示します。見出しの行が字下げのために上の文の中に読まれているときは、その行を示します。
//!
//! ## なぜ
//! 空欄のまま意見聴取や第三者点検に出すと、住民も委員もその点を確かめられません。公表後に見つかれば修正の手続が要ります。
//!
//! ## 直し方
//! 指摘された項目に内容を書きます。段階によって重さが変わります: 下書きでは参考、点検では注意、公表ではエラーです（別添３の「同上」は、公表でも注意です）。
//!
//! ## 例
//! ```yaml
//! 再委託の有無: 再委託する
//! 再委託の許諾方法:                                          # 誤: 空欄
//! 再委託の許諾方法: 書面による申請を受け、書面で許諾する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::swallowed::{self, Swallowed};
use super::{answer, head};
use crate::assessment::conform::Problem;
use crate::form::address::address;
use crate::lint::rules::p::comment;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S004",
    name: "missing",
    levels: Levels::GROWING,
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    // A period that is too short is P001's, which reports the missing reason, too.
    let reported = comment::too_short(cx).is_some();
    let reported = |field: usize| reported && cx.field(field).id == comment::REASON;
    let missing: Vec<Blank> = cx
        .assessment
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::Missing {
                field,
                because,
                written,
            } if !reported(*field) => Some(Blank {
                place: *field,
                because,
                written: *written,
            }),
            _ => None,
        })
        .collect();
    let (swallowed, missing) = apart(cx, missing);
    for (place, found) in swallowed {
        swallowed::report(cx, &RULE, place, &found);
    }
    if cx.assessment.stage == Stage::Draft {
        let mut groups: Vec<(Group, Vec<Blank>)> = Vec::new();
        for blank in missing {
            let group = group(cx, blank.place);
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, blanks)) => blanks.push(blank),
                None => groups.push((group, vec![blank])),
            }
        }
        for (group, places) in groups {
            to_come(cx, &group, &places);
        }
    } else {
        let (repeated, missing): (Vec<Blank>, Vec<Blank>) =
            missing.into_iter().partition(|blank| is_ditto(cx, *blank));
        ditto(cx, &repeated);
        for blank in missing {
            report(cx, blank);
        }
    }
}

/// An item that is not answered.
#[derive(Clone, Copy)]
struct Blank<'a> {
    place: usize,
    /// The items whose answers ask for it.
    because: &'a [usize],
    /// What is written there and says nothing.
    written: Option<Span>,
}

/// The missing items whose key was read as text, and the others.
type Apart<'a> = (Vec<(usize, Swallowed)>, Vec<Blank<'a>>);

fn apart<'a>(cx: &Context, missing: Vec<Blank<'a>>) -> Apart<'a> {
    let mut swallowed = Vec::new();
    let mut others = Vec::new();
    let lines = swallowed::Lines::beside(cx, missing.iter().map(|blank| blank.place));
    for blank in missing {
        match lines.find(cx, blank.place) {
            Some(found) => swallowed.push((blank.place, found)),
            None => others.push(blank),
        }
    }
    (swallowed, others)
}

/// What is reported together while a draft grows.
#[derive(PartialEq, Eq)]
enum Group {
    /// Chapters that are not begun.
    Whole,
    /// Items of a chapter, of one file where it is printed once for each.
    Chapter { item: usize, at: Vec<usize> },
}

fn group(cx: &Context, place: usize) -> Group {
    let form = cx.assessment.form;
    let field = cx.field(place);
    let is_chapter = |item: usize| form.chapters.iter().any(|c| c.item == form.items[item].id);
    if field.parent.is_none() || is_chapter(field.item) {
        return Group::Whole;
    }
    let mut item = field.item;
    while let Some(above) = form.parent(item).filter(|_| !is_chapter(item)) {
        item = above;
    }
    let definition = &form.items[item];
    // A list that is a chapter (別添２) is one chapter, however many entries it has.
    let levels = definition.id.matches("[]").count() - usize::from(definition.is_list());
    let at = field.at.iter().take(levels).copied().collect();
    Group::Chapter { item, at }
}

/// What is still to be written in a draft.
fn to_come(cx: &mut Context, group: &Group, places: &[Blank]) {
    let Some((blank, rest)) = places.split_first() else {
        return;
    };
    let first = blank.place;
    let (message, help) = if rest.is_empty() {
        let name = cx.name(first);
        (
            say!(
                cx.lang,
                "{name} がまだ書かれていない",
                "{name} is still blank"
            ),
            cx.assessment.definition(cx.field(first)).help.clone(),
        )
    } else {
        (
            headline(cx, group),
            say!(
                cx.lang,
                "書き進めてください。`--stage review` で点検すると、一つずつ示します。",
                "Go on writing. `--stage review` shows them one by one."
            ),
        )
    };
    let (span, label) = place_of(cx, *blank);
    let others = rest.iter();
    let others: Vec<_> = others
        .map(|blank| (blank.place, place_of(cx, *blank)))
        .collect();
    let finding = cx
        .report(&RULE, first, span, message)
        .label(label)
        .severity(Severity::Info)
        .help(help);
    others
        .into_iter()
        .fold(finding, |finding, (place, (span, label))| {
            finding.place_in(Some(place), span, label)
        });
}

fn headline(cx: &Context, group: &Group) -> String {
    match group {
        Group::Whole => say!(
            cx.lang,
            "まだ書き始めていない部分がある",
            "Parts are not begun yet"
        ),
        Group::Chapter { item, at } => {
            let file = cx.assessment.file_of(at);
            let address = address(&cx.assessment.form.items[*item], at, file);
            say!(
                cx.lang,
                "{address} に空欄の項目がある",
                "{address} has items that are still blank"
            )
        }
    }
}

/// Whether a row of 別添３ says 「同上」: a reader finds the words in a row above, as long as the rows keep their order.
fn is_ditto(cx: &Context, blank: Blank) -> bool {
    const DITTO: [&str; 4] = ["同上", "〃", "々", "上に同じ"];
    let in_row = cx.field(blank.place).id.starts_with("changes[");
    let words = blank.written.map(|span| words(cx, span));
    in_row
        && words.is_some_and(|words| DITTO.contains(&words.trim_matches(['（', '）', ' ', '　'])))
}

/// The rows of 別添３ that say 「同上」, together.
fn ditto(cx: &mut Context, blanks: &[Blank]) {
    let Some((first, rest)) = blanks.split_first() else {
        return;
    };
    let Some(span) = first.written else { return };
    let words = words(cx, span);
    let message = say!(
        cx.lang,
        "別添３に「{words}」がある",
        "A row of 別添３ says 「{words}」"
    );
    let help = say!(
        cx.lang,
        "行を並べ替えたり、間に行を入れたりすると、何と同じなのかが分からなくなります。行ごとに書いてください。",
        "Write it out: with rows moved or put in between nobody knows what it repeats."
    );
    let others: Vec<Span> = rest.iter().filter_map(|blank| blank.written).collect();
    let severity = cx.level(&RULE).min(Severity::Warning);
    cx.report(&RULE, first.place, span, message)
        .severity(severity)
        .help(help)
        .places(others);
}

fn report(cx: &mut Context, blank: Blank) {
    let place = blank.place;
    let name = cx.name(place);
    let help = cx.assessment.definition(cx.field(place)).help.clone();
    let message = match blank.written.map(|span| words(cx, span)) {
        Some(words) => say!(
            cx.lang,
            "{name} に「{words}」としか書かれていない",
            "{name} says nothing but 「{words}」"
        ),
        None => say!(cx.lang, "{name} が書かれていない", "{name} is blank"),
    };
    let (span, label) = place_of(cx, blank);
    let reasons: Vec<_> = blank
        .because
        .iter()
        .map(|other| {
            let (span, answer) = answer(cx, *other);
            let label = say!(
                cx.lang,
                "{answer}なので、書くことになる",
                "asked for by this answer {answer}"
            );
            (span, label)
        })
        .collect();
    let mut finding = cx
        .report(&RULE, place, span, message)
        .label(label)
        .help(help);
    for (span, label) in reasons {
        finding = finding.related(span, label);
    }
}

/// Where an item should be, and what is to be said there.
fn place_of(cx: &Context, blank: Blank) -> (Span, String) {
    if let Some(span) = blank.written {
        return (
            span,
            say!(cx.lang, "答えになっていない", "this is no answer"),
        );
    }
    let field = cx.field(blank.place);
    let key = &cx.assessment.definition(field).key;
    if let Some(written) = field.key {
        return (
            written,
            say!(cx.lang, "内容が空欄", "nothing is written here"),
        );
    }
    let span = field.parent.map_or(cx.assessment.head(), |p| head(cx, p));
    (
        span,
        say!(
            cx.lang,
            "この中に「{key}:」がない",
            "「{key}:」 is missing in here"
        ),
    )
}

/// A few words as they are written, without their quotes.
fn words(cx: &Context, span: Span) -> String {
    super::short(cx.assessment.source.slice(span).trim_matches(['"', '\'']))
}
