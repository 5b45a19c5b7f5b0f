//! 内容又は見出しが、YAML で特別な意味を持つ記号で始まっている。
//! A value or a key begins with a sign that means something else in YAML.
//!
//! ## 何を確認するか
//! 「:」や「- 」の後の内容が、`*` `&` `!` `%` `@` `` ` `` `>` `[` `{` `]` `}` `,` `- ` `? ` で始まっていないこと。「-」だけの内容でないこと。
//! 見出しの前にこれらの記号や「・」「●」などがないこと。
//! 全角の `＊` `※` `【` `「` `・` `＜` は文字として読まれるので、そのまま書けます。
//!
//! ## なぜ
//! これらの記号で始まる内容は、文でなく命令や一覧の印として読まれ、読み取りが止まるか、別の内容になります。
//!
//! ## 直し方
//! 「|」と書いて改行し、次の行に字下げして文を書きます。又は、始めの記号を全角にします。
//! 一覧の一つずつの始まりは、「・」でなく「- 」にします。
//!
//! ## 例
//! ```yaml
//! 備考: *注を参照        # 誤
//! 備考: |               # 正
//!   *注を参照
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::japanese::chars::full;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;
use crate::yaml::traps::{Trap, TrapKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y006",
    name: "leading-sign",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let wanted = |kind| {
        matches!(
            kind,
            TrapKind::LeadingSign(_)
                | TrapKind::SignBeforeKey(_)
                | TrapKind::LoneDash
                | TrapKind::BareBraces
        )
    };
    for run in super::runs(cx, |kind| matches!(kind, TrapKind::ListMark(_))) {
        list_mark(cx, &run);
    }
    for trap in super::traps(cx, wanted) {
        match trap.kind {
            TrapKind::BareBraces if super::level_by_form(cx, trap) => {}
            TrapKind::BareBraces => bare_braces(cx, trap),
            TrapKind::LeadingSign(sign) => leading_sign(cx, trap, sign),
            TrapKind::SignBeforeKey(sign) => before_key(cx, trap, sign),
            _ => lone_dash(cx, trap),
        }
    }
}

fn leading_sign(cx: &mut Context, trap: &Trap, sign: char) {
    if matches!(sign, '[' | '{') {
        return after_bracket(cx, trap, sign);
    }
    let message = say!(
        cx.lang,
        "内容が「{}」で始まっているので、文として読めない",
        "The value begins with 「{}」 and can't be read as text",
        sign
    );
    let label = meaning(cx, sign);
    let help = match (sign, full(sign)) {
        ('-' | '?', _) => say!(
            cx.lang,
            "一覧なら、見出しの次の行に「- 」で始めて1行に1つずつ書いてください。文なら、見出しの後に「|」と書き、次の行に字下げして書いてください。",
            "Write a list below its key, one entry a line; write a text below 「|」, indented."
        ),
        (_, wide) => say!(
            cx.lang,
            "見出しの後に「|」と書き、次の行に字下げして文を書いてください。「{}」を全角の「{}」にすれば、そのまま書けます。",
            "Write 「|」 after the key and the text on the next line, indented; or use 「{1}」 instead of 「{0}」.",
            sign,
            wide
        ),
    };
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}

/// What YAML takes the sign for.
fn meaning(cx: &Context, sign: char) -> String {
    match sign {
        '|' => say!(
            cx.lang,
            "次の行から文が始まる印として読まれます",
            "read as the head of a text"
        ),
        '*' | '&' => say!(
            cx.lang,
            "ほかの箇所を写す記号として読まれます",
            "read as a reference to another place"
        ),
        '!' => say!(
            cx.lang,
            "内容の種類を示す記号として読まれます",
            "read as the type of a value"
        ),
        '>' => say!(
            cx.lang,
            "次の行から文が始まる印として読まれます",
            "read as the head of a folded text"
        ),
        '-' | '?' => say!(
            cx.lang,
            "一覧や見出しの印として読まれます",
            "read as the mark of an entry or a key"
        ),
        '[' | '{' | ']' | '}' | ',' => say!(
            cx.lang,
            "一覧の括弧や区切りとして読まれます",
            "read as a part of a list in brackets"
        ),
        _ => say!(
            cx.lang,
            "内容の始めに置けない記号です",
            "not allowed at the beginning of a value"
        ),
    }
}

fn after_bracket(cx: &mut Context, trap: &Trap, open: char) {
    let close = if open == '[' { ']' } else { '}' };
    let message = say!(
        cx.lang,
        "「{}」で始まり、「{}」の後に文が続いているので、読めない",
        "The value begins with 「{}」 and goes on after 「{}」",
        open,
        close
    );
    let label = say!(
        cx.lang,
        "一覧の括弧の始まりとして読まれます",
        "read as the beginning of a list in brackets"
    );
    let help = say!(
        cx.lang,
        "文なら、見出しの後に「|」と書き、次の行に字下げして書いてください。一覧なら、「{}」の後の文を消してください。",
        "Write a text below 「|」, indented; of a list, delete what follows 「{}」.",
        close
    );
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}

fn bare_braces(cx: &mut Context, trap: &Trap) {
    let message = say!(
        cx.lang,
        "「{{ }}」で囲まれた内容は、見出しの集まりとして読まれ、内容が失われる",
        "A value in braces is read as keys without values and is skipped"
    );
    let label = say!(cx.lang, "見出しがありません", "no key in here");
    let help = say!(
        cx.lang,
        "文なら「{{」「}}」を消すか、全角の「｛」「｝」にしてください。いくつも並べるなら、「[」「]」で囲んでください。",
        "Delete the braces of a text; put 「[ ]」 around a list."
    );
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}

fn before_key(cx: &mut Context, trap: &Trap, sign: char) {
    let message = say!(
        cx.lang,
        "見出しの前に「{}」があるので、見出しとして読めない",
        "The key follows 「{}」 and can't be read as a key",
        sign
    );
    let label = meaning(cx, sign);
    let help = say!(
        cx.lang,
        "「{}」を消し、同じ段のほかの見出しと字下げをそろえてください。",
        "Delete 「{}」 and indent the line like the keys around it.",
        sign
    );
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}

/// `・` where an entry of a list begins, or before a key.
fn list_mark(cx: &mut Context, run: &[&Trap]) {
    let Some(first) = run.first() else { return };
    let mark = cx.assessment.source.slice(first.span).to_owned();
    let is_entry = first
        .edits
        .first()
        .is_some_and(|edit| !edit.text.is_empty());
    let (message, label, help) = if is_entry {
        (
            say!(
                cx.lang,
                "行の始めの「{mark}」は、一覧の印として読めない",
                "「{mark}」 begins no entry of a list"
            ),
            say!(cx.lang, "「- 」にします", "write a dash and a blank"),
            say!(
                cx.lang,
                "一覧の一つずつの始まりは、「{mark}」ではなく「- 」（半角のハイフンと空白）にしてください。",
                "Begin each entry with a dash and a blank instead of 「{mark}」."
            ),
        )
    } else {
        (
            say!(
                cx.lang,
                "「{mark}」が見出しの前にあり、見出しとして読めない",
                "「{mark}」 precedes a key, which can't be read as one"
            ),
            say!(cx.lang, "消します", "delete it"),
            say!(
                cx.lang,
                "「{mark}」を消し、同じ段のほかの見出しと字下げをそろえてください。",
                "Delete 「{mark}」 and indent the line like the keys around it."
            ),
        )
    };
    super::report_run(cx, &RULE, run, message)
        .label(label)
        .help(help);
}

fn lone_dash(cx: &mut Context, trap: &Trap) {
    let message = say!(
        cx.lang,
        "「-」だけの内容は、一覧の印として読まれる",
        "A value of a lone dash is read as the mark of an entry"
    );
    let label = say!(
        cx.lang,
        "\"-\" か「－」にしてください",
        "write \"-\" or 「－」"
    );
    let help = say!(
        cx.lang,
        "該当がないことを示すなら、引用符で囲んで \"-\" と書くか、全角の「－」にしてください。",
        "Put it in quotes, or use the full-width 「－」."
    );
    super::report(cx, &RULE, trap, message)
        .label(label)
        .help(help);
}
