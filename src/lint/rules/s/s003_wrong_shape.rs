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
use crate::form::ItemKind;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::say;
use crate::yaml::traps::TrapKind;

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
            Problem::NoAssessment => no_assessment(cx),
            _ => {}
        }
    }
}

/// Whether a value is a list only because its text begins with a bracket that is not closed: Y010 reports it.
fn is_unclosed(cx: &Context, span: Span) -> bool {
    let mut traps = cx.assessment.document.traps.iter();
    traps.any(|t| matches!(t.kind, TrapKind::UnclosedBracket(_)) && t.span.start == span.start)
}

fn wrong_shape(cx: &mut Context, place: usize, expected: Shape, span: Span) {
    let written = cx.assessment.source.slice(span);
    let names_none = is_none_mark(written.trim_matches(['"', '\'']));
    if names_none && matches!(expected, Shape::List | Shape::Group) {
        return nothing_meant(cx, place, span);
    }
    let of_texts = cx.assessment.definition(cx.field(place)).is_list();
    if expected == Shape::Text && of_texts && !written.contains('\n') && written.contains(": ") {
        return colon_in_entry(cx, place, span);
    }
    let (message, help) = match expected {
        Shape::Text => text_expected(cx, place, written),
        Shape::Group => keys_expected(cx, place),
        Shape::List => list_expected(cx, place),
        Shape::Rows => rows_expected(cx, place),
    };
    let edits = match expected {
        Shape::Group => listed::as_keys(cx, place, span),
        _ => None,
    };
    let finding = cx.report(&RULE, place, first_line(written, span), message);
    let mut finding = finding.help(help);
    if let Some(edits) = edits {
        finding = finding.fix(Safety::Safe, edits);
    }
    if expected == Shape::Rows {
        // The text is printed, only not as a table.
        finding.severity(Severity::Warning);
    }
}

/// 「－」 in the place of a list or of keys: harmless, but it would not be printed.
fn nothing_meant(cx: &mut Context, place: usize, span: Span) {
    let name = cx.name(place);
    let mark = cx.assessment.source.slice(span);
    let message = say!(
        cx.lang,
        "{name} に「{mark}」とだけ書かれている",
        "{name} has nothing but 「{mark}」"
    );
    let help = say!(
        cx.lang,
        "中に見出しや一覧を持つ項目なので、書くことがなければ空欄にしてください。「{mark}」は印刷されません。",
        "It takes keys or a list: leave it blank where there is nothing to write."
    );
    let edit = Edit {
        span,
        text: String::new(),
    };
    cx.report(&RULE, place, span, message)
        .severity(Severity::Warning)
        .help(help)
        .fix(Safety::Unsafe, vec![edit]);
}

/// `- 認定番号: 説明` in a list of texts.
fn colon_in_entry(cx: &mut Context, place: usize, span: Span) {
    let name = cx.name(place);
    let message = say!(
        cx.lang,
        "{name} の文の中の「: 」（半角）が、見出しの終わりとして読まれる",
        "A colon in a text of {name} makes it a key"
    );
    let label = say!(cx.lang, "全角の「：」にします", "use a full-width colon");
    let help = say!(
        cx.lang,
        "「: 」を全角の「：」に替えてください。",
        "Replace it with a full-width colon."
    );
    let written = cx.assessment.source.slice(span);
    let colon = span.start + written.find(": ").unwrap_or(0);
    let colon = Span::new(colon, colon + 2);
    let edit = Edit {
        span: colon,
        text: "：".into(),
    };
    cx.report(&RULE, place, colon, message)
        .label(label)
        .help(help)
        .fix(Safety::Unsafe, vec![edit]);
}

fn text_expected(cx: &Context, place: usize, written: &str) -> (String, String) {
    let name = cx.name(place);
    let definition = cx.assessment.definition(cx.field(place));
    let key = &definition.key;
    let is_list = written.starts_with(['-', '[']);
    let is_box = definition.kind == ItemKind::Check;
    let message = if is_list {
        say!(
            cx.lang,
            "{name} には文を書くのに、「- 」の付いた一覧になっている",
            "{name} is a text, not a list"
        )
    } else {
        say!(
            cx.lang,
            "{name} には文を書くのに、その下に見出しが置かれている",
            "{name} is a text, not keys"
        )
    };
    if is_box {
        let help = say!(
            cx.lang,
            "当てはまるときは「{key}: ○」と書き、当てはまらないときは空欄にしてください。",
            "Write 「{key}: ○」, or leave it blank."
        );
        let message = say!(
            cx.lang,
            "{name} は○を付けるだけの欄なのに、ほかのものが書かれている",
            "{name} has a circle and nothing else"
        );
        return (message, help);
    }
    let help = match (definition.options.is_empty(), options(definition)) {
        (true, _) => say!(
            cx.lang,
            "「{key}:」の後に文を続けてください。何行にもなるときは「{key}: |」とし、次の行から字下げして書きます。",
            "Write the text after 「{key}:」, or after 「{key}: |」 on indented lines."
        ),
        (false, Some(options)) => say!(
            cx.lang,
            "選択肢を一つ、「{key}:」の後に書いてください。選択肢は{options}です。",
            "Write one option after 「{key}:」: {options}."
        ),
        (false, None) => say!(
            cx.lang,
            "選択肢を「{key}:」の後に書いてください。",
            "Write the option after 「{key}:」."
        ),
    };
    (message, help)
}

fn keys_expected(cx: &Context, place: usize) -> (String, String) {
    let field = cx.field(place);
    let name = cx.name(place);
    let form = cx.assessment.form;
    let keys = form
        .children(Some(field.item))
        .iter()
        .map(|child| form.items[*child].key.as_str());
    let keys = in_brackets(keys.take(LISTED));
    (
        say!(
            cx.lang,
            "{name} は、中の見出しごとに分けて書く項目である",
            "{name} is written under the keys in it"
        ),
        say!(
            cx.lang,
            "字下げした行に{keys}などの見出しを置き、内容をその後に書いてください。",
            "Put keys such as {keys} on indented lines, each with its text."
        ),
    )
}

fn list_expected(cx: &Context, place: usize) -> (String, String) {
    let name = cx.name(place);
    let definition = cx.assessment.definition(cx.field(place));
    let example = match definition.options.first() {
        Some(option) => format!("- {}", option.text),
        None => cx
            .assessment
            .form
            .children(Some(cx.field(place).item))
            .first()
            .map_or("- …".to_owned(), |child| {
                format!("- {}: …", cx.assessment.form.items[*child].key)
            }),
    };
    (
        say!(
            cx.lang,
            "{name} は、「- 」を付けて並べる一覧である",
            "{name} is a list with dashes"
        ),
        say!(
            cx.lang,
            "字下げした行に「{example}」のように、一つずつ「- 」を付けて書いてください。",
            "Write each entry on an indented line with a dash: 「{example}」."
        ),
    )
}

fn rows_expected(cx: &Context, place: usize) -> (String, String) {
    let name = cx.name(place);
    (
        say!(
            cx.lang,
            "{name} を表として読めない",
            "{name} can't be read as a table"
        ),
        say!(
            cx.lang,
            "「| 番号 | 項目 |」の行の次に「|---|---|」の行を置き、その下に1行ずつ書いてください。文であれば「本文」に書きます。",
            "Write a row of heads, a row 「|---|---|」 below it, and then the rows; or use 「本文」 for a text."
        ),
    )
}

fn no_assessment(cx: &mut Context) {
    let message = say!(
        cx.lang,
        "評価書の見出しが一つもない",
        "There is no key of an assessment"
    );
    let help = say!(
        cx.lang,
        "「様式: 全項目評価書」「版: 平成30年5月」の行から始め、その下に「表紙:」「基本情報:」などを置いてください。",
        "Begin with the lines 「様式: 全項目評価書」 and 「版: 平成30年5月」."
    );
    let head = Span::new(0, cx.assessment.source.line_span(1).end);
    cx.report_at(&RULE, head, message).help(help);
}
