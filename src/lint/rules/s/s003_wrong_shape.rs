//! 内容の書き方（文、一覧、見出しの組）が、その項目のものでない。
//! A text, a list or a group of keys where another shape belongs.
//!
//! ## 何を確認するか
//! 文を書く項目には文が、「- 」で並べる項目には一覧が、中に見出しを持つ項目には見出しが書かれていること。
//!
//! ## なぜ
//! 形が違う内容は、どの欄に入るのか決められず、印刷されません。
//!
//! ## 直し方
//! 指摘に示された書き方に直します。何行にもわたる文は、見出しの後に「|」を書き、次の行から字下げして書きます。
//!
//! ## 例
//! ```yaml
//! 保管場所:            # 誤: 文を書く項目に「- 」の一覧
//!   - 庁舎の電算室
//! 保管場所: 庁舎の電算室   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{LISTED, first_line, in_brackets, listed, options};
use crate::assessment::conform::{Problem, Shape};
use crate::assessment::field::FieldId;
use crate::form::{Item, ItemKind};
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::typos::TypoKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S003",
    name: "wrong-shape",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        match problem {
            Problem::WrongShape {
                field,
                expected,
                span,
            } if !is_unclosed(cx, *span) => wrong_shape(cx, *field, *expected, *span),
            Problem::ListedDetail {
                field,
                span,
                option,
                words,
            } => listed::detail(cx, &RULE, *field, *span, *option, words),
            Problem::NoAssessment => {
                let head = Span::new(0, cx.assessment.source.line_span(1).end);
                cx.report_at(&RULE, head, no_assessment(cx.lang));
            }
            _ => {}
        }
    }
}

/// Whether a value is a list only because its text begins with a bracket that is not closed: Y010 reports it.
fn is_unclosed(cx: &Context, span: Span) -> bool {
    let mut typos = cx.assessment.document.typos.iter();
    typos.any(|t| matches!(t.kind, TypoKind::UnclosedBracket(_)) && t.span.start == span.start)
}

fn wrong_shape(cx: &mut Context, field: FieldId, expected: Shape, span: Span) {
    let written = cx.assessment.source.slice(span);
    let names_none = is_none_mark(written.trim_matches(['"', '\'']));
    if names_none && matches!(expected, Shape::List | Shape::Group) {
        return report_none(cx, field, span);
    }
    let definition = cx.assessment.definition(cx.field(field));
    let of_texts = definition.is_list();
    if expected == Shape::Text && of_texts && !written.contains('\n') && written.contains(": ") {
        return report_colon(cx, field, span);
    }
    let form = cx.assessment.form;
    let children = form.children(Some(cx.field(field).item)).iter();
    let mut keys = children.map(|child| form.items[*child].key.as_str());
    let (lang, name) = (cx.lang, cx.name(field));
    let words = match expected {
        Shape::Text => text_expected(lang, &name, definition, written.starts_with(['-', '['])),
        Shape::Group => keys_expected(lang, &name, &in_brackets(keys.take(LISTED))),
        Shape::List => list_expected(lang, &name, &example(definition, keys.next())),
        Shape::Rows => rows_expected(lang, &name),
    };
    let edits = match expected {
        Shape::Group => listed::as_keys(cx, field, span),
        _ => None,
    };
    let mut finding = cx.report(&RULE, field, first_line(written, span), words);
    if let Some(edits) = edits {
        finding = finding.fix(Safety::Safe, edits);
    }
    if expected == Shape::Rows {
        // The text is printed, only not as a table.
        finding.severity(Severity::Warning);
    }
}

/// How an entry of a list begins, with the first of its options or keys.
fn example(list: &Item, key: Option<&str>) -> String {
    match (list.options.first(), key) {
        (Some(option), _) => format!("- {}", option.text),
        (None, Some(key)) => format!("- {key}: …"),
        (None, None) => "- …".into(),
    }
}

/// 「－」 in the place of a list or of keys: harmless, but it would not be printed.
fn report_none(cx: &mut Context, field: FieldId, span: Span) {
    let words = only_mark(cx.lang, &cx.name(field), cx.assessment.source.slice(span));
    let edit = Edit {
        span,
        text: String::new(),
    };
    cx.report(&RULE, field, span, words)
        .severity(Severity::Warning)
        .fix(Safety::Unsafe, vec![edit]);
}

/// `- 認定番号: 説明` in a list of texts.
fn report_colon(cx: &mut Context, field: FieldId, span: Span) {
    let written = cx.assessment.source.slice(span);
    let colon = span.start + written.find(": ").unwrap_or(0);
    let colon = Span::new(colon, colon + 2);
    let edit = Edit {
        span: colon,
        text: "：".into(),
    };
    let words = colon_in_entry(cx.lang, &cx.name(field));
    cx.report(&RULE, field, colon, words)
        .fix(Safety::Unsafe, vec![edit]);
}

fn only_mark(lang: Lang, name: &str, mark: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} に「{mark}」とだけ書かれている",
        "{name} has nothing but 「{mark}」"
    ))
    .help(say!(
        lang,
        "中に見出しや一覧を持つ項目なので、書くことがなければ空欄にしてください。「{mark}」は印刷されません。",
        "It takes keys or a list: leave it blank where there is nothing to write."
    ))
}

fn colon_in_entry(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の文の中の「: 」（半角）が、見出しの終わりとして読まれる",
        "A colon in a text of {name} makes it a key"
    ))
    .label(say!(lang, "全角の「：」にします", "use a full-width colon"))
    .help(say!(
        lang,
        "「: 」を全角の「：」に替えてください。",
        "Replace it with a full-width colon."
    ))
}

fn text_expected(lang: Lang, name: &str, item: &Item, is_list: bool) -> Words {
    let key = &item.key;
    if item.kind == ItemKind::Check {
        return Words::new(say!(
            lang,
            "{name} は○を付けるだけの欄なのに、ほかのものが書かれている",
            "{name} has a circle and nothing else"
        ))
        .help(say!(
            lang,
            "当てはまるときは「{key}: ○」と書き、当てはまらないときは空欄にしてください。",
            "Write 「{key}: ○」, or leave it blank."
        ));
    }
    let message = if is_list {
        say!(
            lang,
            "{name} には文を書くのに、「- 」の付いた一覧になっている",
            "{name} is a text, not a list"
        )
    } else {
        say!(
            lang,
            "{name} には文を書くのに、その下に見出しが置かれている",
            "{name} is a text, not keys"
        )
    };
    let help = match (item.options.is_empty(), options(item)) {
        (true, _) => say!(
            lang,
            "「{key}:」の後に文を続けてください。何行にもなるときは「{key}: |」とし、次の行から字下げして書きます。",
            "Write the text after 「{key}:」, or after 「{key}: |」 on indented lines."
        ),
        (false, Some(options)) => say!(
            lang,
            "選択肢を一つ、「{key}:」の後に書いてください。選択肢は{options}です。",
            "Write one option after 「{key}:」: {options}."
        ),
        (false, None) => say!(
            lang,
            "選択肢を「{key}:」の後に書いてください。",
            "Write the option after 「{key}:」."
        ),
    };
    Words::new(message).help(help)
}

fn keys_expected(lang: Lang, name: &str, keys: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} は、中の見出しごとに分けて書く項目である",
        "{name} is written under the keys in it"
    ))
    .help(say!(
        lang,
        "字下げした行に{keys}などの見出しを置き、内容をその後に書いてください。",
        "Put keys such as {keys} on indented lines, each with its text."
    ))
}

fn list_expected(lang: Lang, name: &str, example: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} は、「- 」を付けて並べる一覧である",
        "{name} is a list with dashes"
    ))
    .help(say!(
        lang,
        "字下げした行に「{example}」のように、一つずつ「- 」を付けて書いてください。",
        "Write each entry on an indented line with a dash: 「{example}」."
    ))
}

fn rows_expected(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} を表として読めない",
        "{name} can't be read as a table"
    ))
    .help(say!(
        lang,
        "「| 番号 | 項目 |」の行の次に「|---|---|」の行を置き、その下に1行ずつ書いてください。文であれば「本文」に書きます。",
        "Write a row of heads, a row 「|---|---|」 below it, and then the rows; or use 「本文」 for a text."
    ))
}

fn no_assessment(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "評価書の見出しが一つもない",
        "There is no key of an assessment"
    ))
    .help(say!(
        lang,
        "「様式: 全項目評価書」「版: 平成30年5月」の行から始め、その下に「表紙:」「基本情報:」などを置いてください。",
        "Begin with the lines 「様式: 全項目評価書」 and 「版: 平成30年5月」."
    ))
}
