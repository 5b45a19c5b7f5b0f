//! 選択肢にない言葉が書かれている。
//! Words that are none of the options.
//!
//! ## 何を確認するか
//! 選ぶ項目に、様式の選択肢の言葉が書かれていること。番号（1)）を付けても、全角・半角が違っても構いません。
//!
//! ## なぜ
//! 様式の選択肢にない言葉は、印刷しても○が付きません。しきい値や矛盾の点検も、その答えを知らないままになります。
//!
//! ## 直し方
//! 選択肢の言葉をそのまま書きます。番号だけを書いたものは `hyokasho check --fix` で言葉に直せます。
//! 当てはまるものがなければ、「その他」のある項目では「その他: 内容」と書きます。
//!
//! ## 例
//! ```yaml
//! リスクへの対策は十分か: 十分         # 誤
//! リスクへの対策は十分か: 十分である   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{edits, options, short};
use crate::assessment::conform::{Doubt, Problem};
use crate::form::{Choice, Item};
use crate::japanese::notation::norm_key;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S005",
    name: "unknown-option",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

/// Words that are no option, in one item or in several.
struct Unknown<'a> {
    places: Vec<(usize, Span)>,
    text: &'a str,
    nearest: Option<usize>,
    doubt: &'a Doubt,
}

fn check(cx: &mut Context) {
    let mut found: Vec<Unknown> = Vec::new();
    for problem in &cx.assessment.problems {
        let Problem::UnknownOption {
            field,
            span,
            text,
            nearest,
            doubt,
        } = problem
        else {
            continue;
        };
        let options = |place: usize| &cx.assessment.definition(cx.field(place)).options;
        let same = found.iter_mut().find(|u| {
            u.text == text
                && u.places
                    .first()
                    .is_some_and(|(p, _)| options(*p) == options(*field))
        });
        match same {
            Some(same) => same.places.push((*field, *span)),
            None => found.push(Unknown {
                places: vec![(*field, *span)],
                text,
                nearest: *nearest,
                doubt,
            }),
        }
    }
    for unknown in found {
        report(cx, &unknown);
    }
}

fn report(cx: &mut Context, unknown: &Unknown) {
    let Some((place, span)) = unknown.places.first().copied() else {
        return;
    };
    let definition = cx.assessment.definition(cx.field(place));
    let meant = unknown.nearest.and_then(|o| definition.options.get(o));
    let label = match (meant, unknown.doubt) {
        (None, _) => String::new(),
        (Some(meant), Doubt::Detail(detail)) => {
            let words = format!("{}: {detail}", meant.text);
            say!(cx.lang, "「{words}」と書きます", "write 「{words}」")
        }
        (Some(meant), Doubt::Certain | Doubt::Count(_)) => {
            let words = &meant.text;
            say!(cx.lang, "「{words}」と書きます", "write 「{words}」")
        }
        (Some(meant), _) => {
            let words = &meant.text;
            say!(
                cx.lang,
                "「{words}」ではありませんか",
                "is 「{words}」 meant?"
            )
        }
    };
    let message = headline(cx, unknown, place);
    let help = match unknown.doubt {
        Doubt::Detail(_) => say!(
            cx.lang,
            "（　）の中に書くことは、選択肢の後に「: 」（半角のコロンと空白）を付けて書いてください。",
            "Write the option, a colon and a blank, then the words in the brackets."
        ),
        Doubt::Count(count) => count_help(cx, definition, place, *count),
        Doubt::Certain => say!(
            cx.lang,
            "番号や印ではなく、様式の選択肢の言葉をそのまま書いてください。",
            "Write the words of the option, not its number or a mark."
        ),
        _ => help(cx, definition, meant),
    };
    let (safety, edits) = fix(cx, unknown, meant.map(|o| o.text.as_str()));
    let mut finding = cx
        .report(&RULE, place, span, message)
        .label(label)
        .help(help);
    for (place, other) in unknown.places.iter().skip(1) {
        finding = finding.place_in(Some(*place), *other, "");
    }
    if !edits.is_empty() {
        finding.fix(safety, edits);
    }
}

fn headline(cx: &Context, unknown: &Unknown, place: usize) -> String {
    let name = cx.name(place);
    let alone = unknown.places.len() == 1;
    let text = short(unknown.text);
    let definition = cx.assessment.definition(cx.field(place));
    let option = |n: usize| definition.options.get(n).map_or("", |o| o.text.as_str());
    let words = unknown.nearest.map_or("", option);
    match unknown.doubt {
        Doubt::Number(n) => {
            let by_number = option(n - 1);
            say!(
                cx.lang,
                "「{text}」の番号と言葉が合わない（{n} は「{by_number}」）",
                "The number and the words of 「{text}」 differ ({n} is 「{by_number}」)"
            )
        }
        Doubt::Certain | Doubt::Count(_) if !alone => say!(
            cx.lang,
            "選択肢の言葉「{words}」でなく、「{text}」とある",
            "「{text}」 is written for the option 「{words}」"
        ),
        Doubt::Certain | Doubt::Count(_) => say!(
            cx.lang,
            "{name} に「{text}」とある（選択肢の言葉は「{words}」）",
            "{name} says 「{text}」 (the option reads 「{words}」)"
        ),
        Doubt::Detail(_) => say!(
            cx.lang,
            "「{text}」の（　）の中は、「{words}:」の後に書く",
            "The words in brackets in 「{text}」 belong after 「{words}:」"
        ),
        Doubt::Unknown if !alone => say!(
            cx.lang,
            "「{text}」は、様式の選択肢にない",
            "「{text}」 is no option of the form"
        ),
        Doubt::Unknown => say!(
            cx.lang,
            "「{text}」は {name} の選択肢にない",
            "「{text}」 is no option of {name}"
        ),
    }
}

/// Where the number of entries is written, if the item has a key for it.
fn count_help(cx: &Context, definition: &Item, place: usize, count: usize) -> String {
    let key = &definition.key;
    match cx.assessment.form.count_of(cx.field(place).item) {
        Some((Item { key: number, .. }, _)) => say!(
            cx.lang,
            "「{key}:」の後には選択肢だけを書きます。件数は省略でき、そのときは数えて印刷します。書くときは、「{key}:」の下に「選択:」と「{number}: {count}」の行を置いてください。",
            "Write only the option. The number may be left out and is counted then; or write 「選択:」 and 「{number}: {count}」 below 「{key}:」."
        ),
        None => say!(
            cx.lang,
            "選択肢の言葉だけを書いてください。",
            "Write only the option."
        ),
    }
}

fn help(cx: &Context, definition: &Item, meant: Option<&Choice>) -> String {
    let slot = definition
        .options
        .iter()
        .find(|o| o.slot && o.text == "その他");
    let other = if slot.is_some() {
        say!(
            cx.lang,
            "どれにも当たらなければ「- その他: 内容」と書きます。",
            " Where none fits, write 「- その他: …」."
        )
    } else {
        String::new()
    };
    let words = match (options(definition), meant) {
        (Some(options), _) => say!(
            cx.lang,
            "次の中から選んで書いてください: {options}。",
            "Write one of {options}."
        ),
        (None, Some(meant)) => {
            let words = &meant.text;
            say!(
                cx.lang,
                "近い選択肢は「{words}」です。様式の選択肢の言葉をそのまま書いてください。",
                "The nearest option is 「{words}」."
            )
        }
        (None, None) => say!(
            cx.lang,
            "様式の選択肢の言葉をそのまま書いてください。",
            "Write an option of the form as it is printed."
        ),
    };
    words + &other
}

fn fix(cx: &Context, unknown: &Unknown, meant: Option<&str>) -> (Safety, Vec<Edit>) {
    let source = cx.assessment.source;
    // A value of several lines, or one with a key or a dash in it, holds more than one choice: an edit would delete it.
    let holds_more = |span: &Span| {
        let written = source.slice(*span);
        written.contains('\n') || written.contains(": ") || written.contains("- ")
    };
    let more = unknown.places.iter().any(|(_, span)| holds_more(span));
    let Some(meant) = meant.filter(|_| !more) else {
        return (Safety::Unsafe, Vec::new());
    };
    let spans = unknown.places.iter().map(|(_, span)| *span);
    let edits: Option<Vec<Edit>> = match unknown.doubt {
        Doubt::Detail(detail) => spans
            .map(|span| edits::with_detail(source, span, meant, detail))
            .collect(),
        Doubt::Count(count) => {
            let places = unknown.places.iter();
            let edits = places.map(|(place, span)| with_count(cx, *place, *span, meant, *count));
            edits.collect()
        }
        _ => Some(
            spans
                .map(|span| edits::replaced(source, span, meant))
                .collect(),
        ),
    };
    let safety = match unknown.doubt {
        Doubt::Certain | Doubt::Detail(_) | Doubt::Count(_) => Safety::Safe,
        Doubt::Unknown | Doubt::Number(_) => Safety::Unsafe,
    };
    (safety, edits.unwrap_or_default())
}

/// The option and the number of entries below the key, or below 選択; none where the number has a key already.
fn with_count(cx: &Context, place: usize, span: Span, meant: &str, count: usize) -> Option<Edit> {
    let (form, source) = (cx.assessment.form, cx.assessment.source);
    let key = &form.count_of(cx.field(place).item)?.0.key;
    let mut below = cx.assessment.children(place).iter();
    if below.any(|child| cx.field(*child).key.is_some()) || edits::in_flow(source, span) {
        return None;
    }
    let (start, blanks) = edits::indent(source, span.start);
    let before = source.slice(Span::new(start, span.start)).trim_start();
    let newline = source.newline();
    let own = norm_key(before.trim_end().trim_end_matches(':')) == "選択";
    let (start, text) = if own {
        (
            span.start,
            format!("{meant}{newline}{blanks}{key}: {count}"),
        )
    } else {
        let line = format!("{newline}{blanks}  ");
        let head = source.slice(Span::new(0, span.start)).trim_end_matches(' ');
        (
            head.len(),
            format!("{line}選択: {meant}{line}{key}: {count}"),
        )
    };
    let begins = before.ends_with(": ") && !before.starts_with('-');
    begins.then(|| Edit {
        span: Span::new(start, span.end),
        text,
    })
}
