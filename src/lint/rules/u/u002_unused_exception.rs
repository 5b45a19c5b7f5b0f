//! 点検の例外が、どの指摘にも当たらない。
//! An exception covers no finding.
//!
//! ## 何を確認するか
//! 「# hyokasho: 許可 番号 理由」の注釈、「検査の例外」、`hyokasho.toml` の例外が、指摘に実際に当たっていること。
//! 一つの指摘が何か所にも当たるときは、その場所の一つにでも当たっていれば足ります。
//! その段階や設定で働かない規則の例外と、読めない所のあるファイルの例外には、何も言いません。`hyokasho.toml` の例外は、当たり得るファイルをすべて点検したときに確かめます。
//! 個人番号（I001）と、読めていない所の指摘（S016 と、Y のうちエラーのもの）は例外にできません。
//!
//! ## なぜ
//! 直した後に残った例外や、番号の誤った例外は、次に同じ誤りが入ったときに気づけなくします。
//!
//! ## 直し方
//! 要らなくなった例外を消すか、番号と場所を確かめます。注釈は、見出しや選択肢と同じ行の終わりか、そのすぐ上の行に書きます。
//!
//! ## 例
//! ```yaml
//! # hyokasho: 許可 S006 接続先は契約の後に決まるため   # 誤: この項目には S006 の指摘がない
//! 公表日: 令和8年3月27日
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（点検の例外）

use crate::config::settings;
use crate::lint::exception::{Exception, Origin, Unused};
use crate::lint::rules::{Context, Levels, Rule, Words, find, is_mandatory};
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule. It speaks after all others.
pub static RULE: Rule = Rule {
    code: "U002",
    name: "unused-exception",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for judged in cx.exceptions {
        let exception = &judged.exception;
        if !judged.is_used && !exception.reason.is_empty() {
            let words = words(cx.lang, &exception.code, why(exception));
            cx.report_at(&RULE, exception.span, words);
        }
    }
}

pub(super) fn of_settings(exception: &settings::Exception, why: Unused, lang: Lang) -> Diagnostic {
    let why = match (why, &exception.file) {
        (Unused::NoFile, Some(pattern)) => Why::NoFile(pattern.as_str()),
        _ => Why::NoFinding,
    };
    let words = words(lang, exception.rule, why);
    RULE.finding(Stage::Publish, Label::at(exception.span), words)
}

/// Why an exception is of no use.
enum Why<'a> {
    BadComment,
    NoCode,
    NoRule,
    Mandatory,
    NoItem(&'a str),
    NoFile(&'a str),
    NoFindingOfComment,
    NoFinding,
}

fn why(exception: &Exception) -> Why<'_> {
    let is_comment = exception.origin == Origin::Comment;
    if exception.code.is_empty() {
        return if is_comment {
            Why::BadComment
        } else {
            Why::NoCode
        };
    }
    match (find(&exception.code), exception.unknown_item()) {
        (None, _) => Why::NoRule,
        (Some(rule), _) if is_mandatory(rule.code) => Why::Mandatory,
        (_, Some(item)) => Why::NoItem(item),
        _ if is_comment => Why::NoFindingOfComment,
        _ => Why::NoFinding,
    }
}

fn words(lang: Lang, code: &str, why: Why) -> Words {
    let (message, help) = match why {
        Why::BadComment => (
            say!(
                lang,
                "点検の例外の注釈を読み取れない",
                "The comment of an exception can't be read"
            ),
            say!(
                lang,
                "「# hyokasho: 許可 S006 理由」のように、「許可」、指摘の番号、理由の順に書いてください。",
                "Write it as 「# hyokasho: allow S006 reason」."
            ),
        ),
        Why::NoCode => (
            say!(
                lang,
                "検査の例外に、規則の番号が書かれていない",
                "The exception names no rule"
            ),
            say!(
                lang,
                "「規則:」に、指摘の番号（S006 など）を書いてください。",
                "Write the code of the rule as 規則."
            ),
        ),
        Why::NoRule => (
            say!(
                lang,
                "{code} という規則がないので、例外にできない",
                "There is no rule {code} to except from"
            ),
            say!(
                lang,
                "番号を確かめてください。`hyokasho explain` で、すべての規則の番号を表示します。",
                "`hyokasho explain` lists all rules."
            ),
        ),
        Why::Mandatory => (
            say!(
                lang,
                "{code} は例外にできない",
                "There is no exception from {code}"
            ),
            say!(
                lang,
                "例外を消し、指摘のとおりに直してください。公表できないものや読めていないものは、理由があっても残せません。",
                "Remove the exception and fix what the finding reports: it can't be accepted for any reason."
            ),
        ),
        Why::NoItem(item) => (
            say!(
                lang,
                "{code} の例外にある項目「{item}」が、様式にない",
                "The exception from {code} names 「{item}」, which is no item of the form"
            ),
            say!(
                lang,
                "様式の番地（Ⅰ２システム1③ など）か、JSON の報告にある項目の名（basic.systems[1] など）で書いてください。",
                "Write its address (Ⅰ２システム1③) or its id (basic.systems[1])."
            ),
        ),
        Why::NoFile(pattern) => (
            say!(
                lang,
                "{code} の例外の file「{pattern}」に当たる評価書がない",
                "No assessment fits the file 「{pattern}」 of the exception from {code}"
            ),
            say!(
                lang,
                "ファイルの名を、hyokasho.toml のあるフォルダーから書いてください。要らなくなった例外なら、消してください。",
                "Write the path from the folder of hyokasho.toml, or remove the exception."
            ),
        ),
        Why::NoFindingOfComment => (
            no_finding(lang, code),
            say!(
                lang,
                "要らなくなった注釈を消すか、番号と場所を確かめてください。注釈は、見出しや選択肢と同じ行の終わりか、すぐ上の行に書きます。",
                "Remove the comment, or check its code and place."
            ),
        ),
        Why::NoFinding => (
            no_finding(lang, code),
            say!(
                lang,
                "要らなくなった例外を消すか、番号と項目を確かめてください。",
                "Remove it, or check its code and item."
            ),
        ),
    };
    Words::new(message).help(help)
}

fn no_finding(lang: Lang, code: &str) -> String {
    say!(
        lang,
        "{code} の例外が、どの指摘にも当たらない",
        "The exception from {code} covers no finding"
    )
}
