//! 字下げや「:」「-」の後に、全角の空白が使われている。
//! A full-width or no-break blank is used where YAML wants plain blanks.
//!
//! ## 何を確認するか
//! 行の始めの字下げと、「:」「-」の後の空白が、半角の空白であること。
//!
//! ## なぜ
//! 全角の空白は、空白でなく文字として読まれます。字下げがなかったことになり、項目の上下の関係が黙って失われます。
//! Word やウェブページから写した「改行しない空白」も同じです。
//!
//! ## 直し方
//! 全角の空白を半角の空白2個に替えます。`hyokasho check --fix` で直せます。文の中の全角の空白はそのままで構いません。
//!
//! ## 例
//! ```yaml
//! 表紙:
//! 　公表日: 令和7年4月21日    # 誤（全角の空白）
//!   公表日: 令和7年4月21日    # 正（半角の空白2個）
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::{Typo, TypoKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y003",
    name: "wide-blank",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for run in super::runs(cx, |kind| kind == TypoKind::WideBlank) {
        let Some(first) = run.first() else { continue };
        let is_wide = cx.assessment.source.slice(first.span).contains('\u{3000}');
        let words = words(cx.lang, place(cx, first), is_wide);
        super::report_run(cx, &RULE, &run, words);
    }
}

/// Where the blank is.
enum Place {
    BlankLine,
    Indentation,
    AfterDash,
    AfterColon,
    LineEnd,
}

fn place(cx: &Context, typo: &Typo) -> Place {
    let text = cx.assessment.source.text();
    let before = text.get(..typo.span.start).unwrap_or("");
    match before.chars().next_back() {
        Some(':') => Place::AfterColon,
        Some('-') => Place::AfterDash,
        None | Some(' ' | '\n' | '\t') if super::is_blank_line(cx, typo) => Place::BlankLine,
        None | Some(' ' | '\n' | '\t') => Place::Indentation,
        Some(_) => Place::LineEnd,
    }
}

fn words(lang: Lang, place: Place, is_wide: bool) -> Words {
    let blank = if is_wide {
        say!(lang, "全角の空白", "full-width blanks")
    } else {
        say!(lang, "特殊な空白", "special blanks")
    };
    let message = match place {
        Place::BlankLine => say!(
            lang,
            "何も書かれていない行に{blank}がある",
            "A blank line has {blank}"
        ),
        Place::LineEnd => say!(
            lang,
            "行の終わりに{blank}がある",
            "The line ends with {blank}"
        ),
        Place::Indentation => say!(
            lang,
            "行の始めの字下げに{blank}が使われている",
            "The indentation has {blank}"
        ),
        Place::AfterDash => say!(
            lang,
            "「-」の後の空白が{blank}になっている",
            "The dash is followed by {blank}"
        ),
        Place::AfterColon => say!(
            lang,
            "「:」の後の空白が{blank}になっている",
            "The colon is followed by {blank}"
        ),
    };
    let label = match place {
        Place::LineEnd => say!(lang, "消してください", "delete it"),
        _ => say!(lang, "半角の空白にしてください", "use plain blanks"),
    };
    Words::new(message).label(label).help(say!(
        lang,
        "ここは半角の空白にしてください。文の中の全角の空白はそのままで構いません。",
        "Use plain blanks here; full-width blanks inside a text may stay."
    ))
}
