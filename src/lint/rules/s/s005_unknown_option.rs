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
//! 人数や項目の数は、数の入る区分の言葉にします（35万人なら「30万人以上」）。
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
use crate::assessment::field::FieldId;
use crate::form::Item;
use crate::japanese::notation::norm_key;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

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
    places: Vec<Place>,
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
        let options = |field: FieldId| &cx.assessment.definition(cx.field(field)).options;
        let same = found.iter_mut().find(|u| {
            u.text == text
                && u.places
                    .first()
                    .is_some_and(|(first, _)| options(*first) == options(*field))
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
    let Some((field, _)) = unknown.places.first().copied() else {
        return;
    };
    let item = cx.assessment.definition(cx.field(field));
    let meant = unknown.nearest.and_then(|o| item.options.get(o));
    let meant = meant.map(|o| o.text.as_str());
    let number = cx.assessment.form.count_of(cx.field(field).item);
    let fault = Fault {
        name: &cx.name(field),
        item,
        number: number.map(|(number, _)| number.key.as_str()),
        text: &short(unknown.text),
        alone: unknown.places.len() == 1,
        meant,
        doubt: unknown.doubt,
    };
    let words = words(cx.lang, &fault);
    let (safety, edits) = fix(cx, unknown, meant);
    let finding = cx.report_all(&RULE, &unknown.places, words);
    if let Some(finding) = finding.filter(|_| !edits.is_empty()) {
        finding.fix(safety, edits);
    }
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
            let edits = places.map(|(field, span)| with_count(cx, *field, *span, meant, *count));
            edits.collect()
        }
        _ => Some(
            spans
                .map(|span| edits::replaced(source, span, meant))
                .collect(),
        ),
    };
    let safety = match unknown.doubt {
        Doubt::Certain | Doubt::Band | Doubt::Detail(_) | Doubt::Count(_) => Safety::Safe,
        Doubt::Unknown | Doubt::Number(_) => Safety::Unsafe,
    };
    (safety, edits.unwrap_or_default())
}

/// The option and the number of entries below the key, or below 選択; none where the number has a key already.
fn with_count(cx: &Context, field: FieldId, span: Span, meant: &str, count: usize) -> Option<Edit> {
    let (form, source) = (cx.assessment.form, cx.assessment.source);
    let key = &form.count_of(cx.field(field).item)?.0.key;
    let mut below = cx.assessment.children(field).iter();
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

/// What the words of a finding say.
struct Fault<'a> {
    /// How the first item is called.
    name: &'a str,
    item: &'a Item,
    /// The key for the number of its entries, if it has one.
    number: Option<&'a str>,
    /// What is written.
    text: &'a str,
    /// Whether it is written in no other item.
    alone: bool,
    /// The option that is meant or nearest.
    meant: Option<&'a str>,
    doubt: &'a Doubt,
}

fn words(lang: Lang, fault: &Fault) -> Words {
    Words::new(headline(lang, fault))
        .label(label(lang, fault))
        .help(help(lang, fault))
}

fn headline(lang: Lang, fault: &Fault) -> String {
    let Fault { name, text, .. } = fault;
    let meant = fault.meant.unwrap_or_default();
    match fault.doubt {
        Doubt::Number(n) => {
            let by_number = fault.item.options.get(n - 1);
            let by_number = by_number.map_or("", |o| &o.text);
            say!(
                lang,
                "「{text}」の番号と言葉が合わない（{n} は「{by_number}」）",
                "The number and the words of 「{text}」 differ ({n} is 「{by_number}」)"
            )
        }
        Doubt::Certain | Doubt::Band | Doubt::Count(_) if !fault.alone => say!(
            lang,
            "選択肢の言葉「{meant}」でなく、「{text}」とある",
            "「{text}」 is written for the option 「{meant}」"
        ),
        Doubt::Band => say!(
            lang,
            "{name} に「{text}」とある（様式の区分では「{meant}」に入る）",
            "{name} says 「{text}」 (which lies in the option 「{meant}」)"
        ),
        Doubt::Certain | Doubt::Count(_) => say!(
            lang,
            "{name} に「{text}」とある（選択肢の言葉は「{meant}」）",
            "{name} says 「{text}」 (the option reads 「{meant}」)"
        ),
        Doubt::Detail(_) => say!(
            lang,
            "「{text}」の（　）の中は、「{meant}:」の後に書く",
            "The words in brackets in 「{text}」 belong after 「{meant}:」"
        ),
        Doubt::Unknown if !fault.alone => say!(
            lang,
            "「{text}」は、様式の選択肢にない",
            "「{text}」 is no option of the form"
        ),
        Doubt::Unknown => say!(
            lang,
            "「{text}」は {name} の選択肢にない",
            "「{text}」 is no option of {name}"
        ),
    }
}

fn label(lang: Lang, fault: &Fault) -> String {
    let Some(meant) = fault.meant else {
        return String::new();
    };
    match fault.doubt {
        Doubt::Detail(detail) => say!(
            lang,
            "「{meant}: {detail}」と書きます",
            "write 「{meant}: {detail}」"
        ),
        Doubt::Certain | Doubt::Band | Doubt::Count(_) => {
            say!(lang, "「{meant}」と書きます", "write 「{meant}」")
        }
        Doubt::Unknown | Doubt::Number(_) => {
            say!(lang, "「{meant}」ではありませんか", "is 「{meant}」 meant?")
        }
    }
}

fn help(lang: Lang, fault: &Fault) -> String {
    match (fault.doubt, fault.number) {
        (Doubt::Detail(_), _) => say!(
            lang,
            "（　）の中に書くことは、選択肢の後に「: 」（半角のコロンと空白）を付けて書いてください。",
            "Write the option, a colon and a blank, then the words in the brackets."
        ),
        (Doubt::Count(count), Some(number)) => {
            let key = &fault.item.key;
            say!(
                lang,
                "「{key}:」の後には選択肢だけを書きます。件数は省略でき、そのときは数えて印刷します。書くときは、「{key}:」の下に「選択:」と「{number}: {count}」の行を置いてください。",
                "Write only the option. The number may be left out and is counted then; or write 「選択:」 and 「{number}: {count}」 below 「{key}:」."
            )
        }
        (Doubt::Count(_), None) => say!(
            lang,
            "選択肢の言葉だけを書いてください。",
            "Write only the option."
        ),
        (Doubt::Band, _) => say!(
            lang,
            "様式では、数そのものではなく区分を選びます。「{}」は「{}」に入ります。",
            "The form asks for the option, not for the number: 「{}」 lies in 「{}」.",
            fault.text,
            fault.meant.unwrap_or_default()
        ),
        (Doubt::Certain, _) => say!(
            lang,
            "番号や印ではなく、様式の選択肢の言葉をそのまま書いてください。",
            "Write the words of the option, not its number or a mark."
        ),
        (Doubt::Unknown | Doubt::Number(_), _) => choose(lang, fault.item, fault.meant),
    }
}

fn choose(lang: Lang, item: &Item, meant: Option<&str>) -> String {
    let words = match (options(item), meant) {
        (Some(options), _) => say!(
            lang,
            "次の中から選んで書いてください: {options}。",
            "Write one of {options}."
        ),
        (None, Some(meant)) => say!(
            lang,
            "近い選択肢は「{meant}」です。様式の選択肢の言葉をそのまま書いてください。",
            "The nearest option is 「{meant}」."
        ),
        (None, None) => say!(
            lang,
            "様式の選択肢の言葉をそのまま書いてください。",
            "Write an option of the form as it is printed."
        ),
    };
    let mut options = item.options.iter();
    if options.any(|o| o.slot && o.text == "その他") {
        let other = say!(
            lang,
            "どれにも当たらなければ「- その他: 内容」と書きます。",
            " Where none fits, write 「- その他: …」."
        );
        return words + &other;
    }
    words
}
