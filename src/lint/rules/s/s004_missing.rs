//! 書かなければならない項目が空欄になっている。
//! A required item is blank.
//!
//! ## 何を確認するか
//! 様式で必ず書く項目と、ほかの項目の答えによって書くことになる項目（再委託するときの許諾方法など）が書かれていること。
//! 「未定」「同上」「○○」「令和○年○月○日」「入札により決定するため未定」「決定後に記載」、どこを見ればよいかを言わない「前述のとおり」「従前と同じ」「別に定める」だけのものは、書かれていないものとします。「なし」「－」は、それが答えになる項目（情報の突合、主な意見の内容など）のほかでは、書かれていないものとします。
//! 見出しだけが並び、どれも空欄の部分では、それらを一つにまとめて示します。下書きの段階では、章ごとに一つの参考にまとめて示します。見出しの行が字下げのために上の文の中に読まれているときは、その行を示します。
//!
//! ## なぜ
//! 空欄のまま意見聴取や第三者点検に出すと、住民も委員もその点を確かめられません。公表後に見つかれば修正の手続が要ります。
//!
//! ## 直し方
//! 指摘された項目に内容を書きます。見出しの下に項目を持つもの、選んで答えるものでは、書く見出しと書き方、選択肢を示します（`hyokasho explain 番地` でも読めます）。段階によって重さが変わります: 下書きでは参考、点検では注意、公表ではエラーです（別添３の「同上」は、公表でも注意です）。
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

use super::how::how;
use super::swallowed::{self, Swallowed};
use super::{answer, head};
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::form::ItemId;
use crate::form::address::address;
use crate::lint::rules::p::comment;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

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
    let reported = |field: FieldId| reported && cx.field(field).id == comment::REASON;
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
                field: *field,
                because,
                written: *written,
            }),
            _ => None,
        })
        .collect();
    let (swallowed, missing) = apart(cx, missing);
    for (field, found) in swallowed {
        swallowed::report(cx, &RULE, field, &found);
    }
    if cx.assessment.stage == Stage::Draft {
        let missing = missing.into_iter();
        let found = missing.map(|blank| (group(cx, blank.field), blank));
        for (group, blanks) in grouped(found.collect()) {
            report_draft(cx, &group, &blanks);
        }
    } else {
        let (repeated, missing): (Vec<Blank>, Vec<Blank>) =
            missing.into_iter().partition(|blank| is_ditto(cx, *blank));
        report_ditto(cx, &repeated);
        let missing = missing.into_iter();
        let found = missing.map(|blank| (begun(cx, blank.field), blank));
        for (group, blanks) in grouped(found.collect()) {
            match blanks.as_slice() {
                [only] => report(cx, *only),
                several => report_together(cx, group, several),
            }
        }
    }
}

/// An item that is not answered.
#[derive(Clone, Copy)]
struct Blank<'a> {
    field: FieldId,
    /// The items whose answers ask for it.
    because: &'a [FieldId],
    /// What is written there and says nothing.
    written: Option<Span>,
}

/// The missing items whose key was read as text, and the others.
type Apart<'a> = (Vec<(FieldId, Swallowed)>, Vec<Blank<'a>>);

fn apart<'a>(cx: &Context, missing: Vec<Blank<'a>>) -> Apart<'a> {
    let mut swallowed = Vec::new();
    let mut others = Vec::new();
    let lines = swallowed::Lines::beside(cx, missing.iter().map(|blank| blank.field));
    for blank in missing {
        match lines.find(cx, blank.field) {
            Some(found) => swallowed.push((blank.field, found)),
            None => others.push(blank),
        }
    }
    (swallowed, others)
}

/// The outermost item that is blank although keys stand in it, or else the item itself.
fn begun(cx: &Context, id: FieldId) -> FieldId {
    let blank_above = |id: &FieldId| cx.field(*id).parent.filter(|above| cx.field(*above).blank);
    let outwards = std::iter::successors(Some(id), blank_above);
    outwards.last().unwrap_or(id)
}

/// What is reported together while a draft grows.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Group {
    /// Chapters that are not begun.
    Whole,
    /// Items of a chapter, of one file where it is printed once for each.
    Chapter { item: ItemId, at: Vec<usize> },
}

fn group(cx: &Context, id: FieldId) -> Group {
    let form = cx.assessment.form;
    let field = cx.field(id);
    let is_chapter = |item: ItemId| form.chapters.iter().any(|c| c.item == form.items[item].id);
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
fn report_draft(cx: &mut Context, group: &Group, blanks: &[Blank]) {
    let lang = cx.lang;
    let words = match blanks {
        [only] => {
            let (_, gap) = place_of(cx, *only);
            still_blank(lang, &cx.name(only.field), &help(cx, only.field, gap))
        }
        _ => still_blank_together(lang, chapter(cx, group).as_deref()),
    };
    if let Some(finding) = cx.report_all(&RULE, &gaps(cx, blanks), words) {
        finding.severity(Severity::Info);
    }
}

/// The address of a chapter that is begun.
fn chapter(cx: &Context, group: &Group) -> Option<String> {
    let Group::Chapter { item, at } = group else {
        return None;
    };
    let file = cx.assessment.file_of(at);
    Some(address(&cx.assessment.form.items[*item], at, file))
}

/// Whether a row of 別添３ says 「同上」: a reader finds the words in a row above, as long as the rows keep their order.
fn is_ditto(cx: &Context, blank: Blank) -> bool {
    const DITTO: [&str; 4] = ["同上", "〃", "々", "上に同じ"];
    let in_row = cx.field(blank.field).id.starts_with("changes[");
    let words = blank.written.map(|span| quoted(cx, span));
    in_row
        && words.is_some_and(|words| DITTO.contains(&words.trim_matches(['（', '）', ' ', '　'])))
}

/// The rows of 別添３ that say 「同上」, together.
fn report_ditto(cx: &mut Context, blanks: &[Blank]) {
    let said = blanks.iter();
    let said = said.filter_map(|blank| Some((blank.field, blank.written?)));
    let places: Vec<Place> = said.collect();
    let Some((_, first)) = places.first() else {
        return;
    };
    let words = ditto(cx.lang, &quoted(cx, *first));
    let severity = cx.level(&RULE).min(Severity::Warning);
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.severity(severity);
    }
}

/// The items that are blank in a group of which nothing is written.
fn report_together(cx: &mut Context, group: FieldId, blanks: &[Blank]) {
    let (lang, words) = (cx.lang, nothing_in(cx.lang, &cx.name(group)));
    let because = blanks.first().map_or(&[][..], |first| first.because);
    let answers: Vec<(Span, String)> = because.iter().map(|other| answer(cx, *other)).collect();
    let mut finding = cx.report_all(&RULE, &gaps(cx, blanks), words);
    for (span, answer) in answers {
        finding = finding.map(|finding| finding.related(span, asks(lang, &answer)));
    }
}

fn report(cx: &mut Context, blank: Blank) {
    let (lang, name) = (cx.lang, cx.name(blank.field));
    let written = blank.written.map(|span| quoted(cx, span));
    let (span, gap) = place_of(cx, blank);
    let help = help(cx, blank.field, gap);
    let words = words(lang, &name, written.as_deref(), gap, &help);
    let because = blank.because.iter();
    let answers: Vec<(Span, String)> = because.map(|other| answer(cx, *other)).collect();
    let mut finding = cx.report(&RULE, blank.field, span, words);
    for (span, answer) in answers {
        finding = finding.related(span, asks(lang, &answer));
    }
}

/// What belongs there; and where nothing stands yet, how it is written.
fn help(cx: &Context, field: FieldId, gap: Gap) -> String {
    let help = &cx.assessment.definition(cx.field(field)).help;
    let how = match gap {
        Gap::Hollow => None,
        Gap::Empty | Gap::Absent(_) => how(cx, field),
    };
    match how {
        Some(how) => joined(cx.lang, help, &how),
        None => help.clone(),
    }
}

/// What is there instead of an answer.
#[derive(Clone, Copy)]
enum Gap<'a> {
    /// Words that are no answer.
    Hollow,
    /// A key with nothing after it.
    Empty,
    /// Not even this key.
    Absent(&'a str),
}

/// Where an item should be, and what is there.
fn place_of(cx: &Context, blank: Blank) -> (Span, Gap<'static>) {
    if let Some(span) = blank.written {
        return (span, Gap::Hollow);
    }
    let field = cx.field(blank.field);
    if let Some(key) = field.own_key.or(field.key) {
        return (key, Gap::Empty);
    }
    let span = field.parent.map_or(cx.assessment.head(), |p| head(cx, p));
    (span, Gap::Absent(&cx.assessment.definition(field).key))
}

/// Where some items should be, each with what is said there.
fn gaps(cx: &Context, blanks: &[Blank]) -> Vec<(Place, String)> {
    let said = |blank: &Blank| {
        let (span, gap) = place_of(cx, *blank);
        ((blank.field, span), there(cx.lang, gap))
    };
    blanks.iter().map(said).collect()
}

/// A few words as they are written, without their quotes.
fn quoted(cx: &Context, span: Span) -> String {
    super::short(cx.assessment.source.slice(span).trim_matches(['"', '\'']))
}

fn words(lang: Lang, name: &str, written: Option<&str>, gap: Gap, help: &str) -> Words {
    let message = match written {
        Some(words) => say!(
            lang,
            "{name} に「{words}」としか書かれていない",
            "{name} says nothing but 「{words}」"
        ),
        None => say!(lang, "{name} が書かれていない", "{name} is blank"),
    };
    Words::new(message)
        .label(there(lang, gap))
        .help(help.to_owned())
}

fn still_blank(lang: Lang, name: &str, help: &str) -> Words {
    let message = say!(lang, "{name} がまだ書かれていない", "{name} is still blank");
    Words::new(message).help(help.to_owned())
}

/// Of the items of a chapter, or of chapters that are not begun.
fn still_blank_together(lang: Lang, chapter: Option<&str>) -> Words {
    let message = match chapter {
        Some(chapter) => say!(
            lang,
            "{chapter} に空欄の項目がある",
            "{chapter} has items that are still blank"
        ),
        None => say!(
            lang,
            "まだ書き始めていない部分がある",
            "Parts are not begun yet"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "書き進めてください。`--stage review` で点検すると、一つずつ示します。",
        "Go on writing. `--stage review` shows them one by one."
    ))
}

/// Of the items in a group of which nothing is written.
fn nothing_in(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の見出しが、どれも空欄になっている",
        "Nothing is written at the keys in {name}"
    ))
    .help(say!(
        lang,
        "示した所に書いてください。何をどう書くかは、`hyokasho explain 番地` で読めます。",
        "Write there; `hyokasho explain ADDRESS` says what belongs there and how it is written."
    ))
}

/// Two texts of which the first is Japanese.
fn joined(lang: Lang, help: &str, how: &str) -> String {
    say!(lang, "{help}{how}", "{help} {how}")
}

/// Said where an answer should be.
fn there(lang: Lang, gap: Gap) -> String {
    match gap {
        Gap::Hollow => say!(lang, "答えになっていない", "this is no answer"),
        Gap::Empty => say!(lang, "内容が空欄", "nothing is written here"),
        Gap::Absent(key) => say!(
            lang,
            "この中に「{key}:」がない",
            "「{key}:」 is missing in here"
        ),
    }
}

/// Said at the answer because of which it is to be written.
fn asks(lang: Lang, answer: &str) -> String {
    say!(
        lang,
        "{answer}なので、書くことになる",
        "asked for by this answer {answer}"
    )
}

fn ditto(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "別添３に「{words}」がある",
        "A row of 別添３ says 「{words}」"
    ))
    .help(say!(
        lang,
        "行を並べ替えたり、間に行を入れたりすると、何と同じなのかが分からなくなります。行ごとに書いてください。",
        "Write it out: with rows moved or put in between nobody knows what it repeats."
    ))
}
