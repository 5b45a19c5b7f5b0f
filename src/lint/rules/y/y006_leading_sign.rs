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
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::TypoKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y006",
    name: "leading-sign",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for run in super::runs(cx, |kind| matches!(kind, TypoKind::ListMark(_))) {
        let Some(first) = run.first() else { continue };
        let mark = cx.assessment.source.slice(first.span);
        let becomes_dash = first.edits.first().is_some_and(|e| !e.text.is_empty());
        let words = if becomes_dash {
            mark_of_entry(cx.lang, mark)
        } else {
            mark_before_key(cx.lang, mark)
        };
        super::report_run(cx, &RULE, &run, words);
    }
    for typo in &cx.assessment.document.typos {
        let words = match typo.kind {
            TypoKind::BareBraces if super::level_by_form(cx, typo) => continue,
            TypoKind::BareBraces => bare_braces(cx.lang),
            TypoKind::LeadingSign(open @ ('[' | '{')) => after_bracket(cx.lang, open),
            TypoKind::LeadingSign(sign) => leading_sign(cx.lang, sign),
            TypoKind::SignBeforeKey(sign) => before_key(cx.lang, sign),
            TypoKind::LoneDash => lone_dash(cx.lang),
            _ => continue,
        };
        super::report(cx, &RULE, typo, words);
    }
}

/// `・` where an entry of a list begins.
fn mark_of_entry(lang: Lang, mark: &str) -> Words {
    Words::new(say!(
        lang,
        "行の始めの「{mark}」は、一覧の印として読めない",
        "「{mark}」 begins no entry of a list"
    ))
    .label(say!(lang, "「- 」にします", "write a dash and a blank"))
    .help(say!(
        lang,
        "一覧の一つずつの始まりは、「{mark}」ではなく「- 」（半角のハイフンと空白）にしてください。",
        "Begin each entry with a dash and a blank instead of 「{mark}」."
    ))
}

/// `・` before a key.
fn mark_before_key(lang: Lang, mark: &str) -> Words {
    Words::new(say!(
        lang,
        "「{mark}」が見出しの前にあり、見出しとして読めない",
        "「{mark}」 precedes a key, which can't be read as one"
    ))
    .label(say!(lang, "消します", "delete it"))
    .help(say!(
        lang,
        "「{mark}」を消し、同じ段のほかの見出しと字下げをそろえてください。",
        "Delete 「{mark}」 and indent the line like the keys around it."
    ))
}

fn bare_braces(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「{{ }}」で囲まれた内容は、見出しの集まりとして読まれ、内容が失われる",
        "A value in braces is read as keys without values and is skipped"
    ))
    .label(say!(lang, "見出しがありません", "no key in here"))
    .help(say!(
        lang,
        "文なら「{{」「}}」を消すか、全角の「｛」「｝」にしてください。いくつも並べるなら、「[」「]」で囲んでください。",
        "Delete the braces of a text; put 「[ ]」 around a list."
    ))
}

fn after_bracket(lang: Lang, open: char) -> Words {
    let close = if open == '[' { ']' } else { '}' };
    Words::new(say!(
        lang,
        "「{open}」で始まり、「{close}」の後に文が続いているので、読めない",
        "The value begins with 「{open}」 and goes on after 「{close}」"
    ))
    .label(say!(
        lang,
        "一覧の括弧の始まりとして読まれます",
        "read as the beginning of a list in brackets"
    ))
    .help(say!(
        lang,
        "文なら、見出しの後に「|」と書き、次の行に字下げして書いてください。一覧なら、「{close}」の後の文を消してください。",
        "Write a text below 「|」, indented; of a list, delete what follows 「{close}」."
    ))
}

fn leading_sign(lang: Lang, sign: char) -> Words {
    let wide = full(sign);
    let help = match sign {
        '-' | '?' => say!(
            lang,
            "一覧なら、見出しの次の行に「- 」で始めて1行に1つずつ書いてください。文なら、見出しの後に「|」と書き、次の行に字下げして書いてください。",
            "Write a list below its key, one entry a line; write a text below 「|」, indented."
        ),
        _ => say!(
            lang,
            "見出しの後に「|」と書き、次の行に字下げして文を書いてください。「{sign}」を全角の「{wide}」にすれば、そのまま書けます。",
            "Write 「|」 after the key and the text on the next line, indented; or use 「{wide}」 instead of 「{sign}」."
        ),
    };
    Words::new(say!(
        lang,
        "内容が「{sign}」で始まっているので、文として読めない",
        "The value begins with 「{sign}」 and can't be read as text"
    ))
    .label(meaning(lang, sign))
    .help(help)
}

fn before_key(lang: Lang, sign: char) -> Words {
    Words::new(say!(
        lang,
        "見出しの前に「{sign}」があるので、見出しとして読めない",
        "The key follows 「{sign}」 and can't be read as a key"
    ))
    .label(meaning(lang, sign))
    .help(say!(
        lang,
        "「{sign}」を消し、同じ段のほかの見出しと字下げをそろえてください。",
        "Delete 「{sign}」 and indent the line like the keys around it."
    ))
}

/// What YAML takes the sign for.
fn meaning(lang: Lang, sign: char) -> String {
    match sign {
        '|' => say!(
            lang,
            "次の行から文が始まる印として読まれます",
            "read as the head of a text"
        ),
        '*' | '&' => say!(
            lang,
            "ほかの箇所を写す記号として読まれます",
            "read as a reference to another place"
        ),
        '!' => say!(
            lang,
            "内容の種類を示す記号として読まれます",
            "read as the type of a value"
        ),
        '>' => say!(
            lang,
            "次の行から文が始まる印として読まれます",
            "read as the head of a folded text"
        ),
        '-' | '?' => say!(
            lang,
            "一覧や見出しの印として読まれます",
            "read as the mark of an entry or a key"
        ),
        '[' | '{' | ']' | '}' | ',' => say!(
            lang,
            "一覧の括弧や区切りとして読まれます",
            "read as a part of a list in brackets"
        ),
        _ => say!(
            lang,
            "内容の始めに置けない記号です",
            "not allowed at the beginning of a value"
        ),
    }
}

fn lone_dash(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「-」だけの内容は、一覧の印として読まれる",
        "A value of a lone dash is read as the mark of an entry"
    ))
    .label(say!(
        lang,
        "\"-\" か「－」にしてください",
        "write \"-\" or 「－」"
    ))
    .help(say!(
        lang,
        "該当がないことを示すなら、引用符で囲んで \"-\" と書くか、全角の「－」にしてください。",
        "Put it in quotes, or use the full-width 「－」."
    ))
}
