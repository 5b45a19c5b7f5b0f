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
use crate::lint::rules::{Context, Levels, Rule, find, is_mandatory};
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::Lang;

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
            let words = words(exception, cx.lang);
            super::report(cx, &RULE, exception, words);
        }
    }
}

fn words(exception: &Exception, lang: Lang) -> (String, String) {
    let code = &exception.code;
    if code.is_empty() && exception.origin == Origin::Comment {
        return match lang {
            Lang::Ja => (
                "点検の例外の注釈を読み取れない".to_owned(),
                "「# hyokasho: 許可 S006 理由」のように、「許可」、指摘の番号、理由の順に書いてください。"
                    .to_owned(),
            ),
            Lang::En => (
                "The comment of an exception can't be read".to_owned(),
                "Write it as 「# hyokasho: allow S006 reason」.".to_owned(),
            ),
        };
    }
    if code.is_empty() {
        return match lang {
            Lang::Ja => (
                "検査の例外に、規則の番号が書かれていない".to_owned(),
                "「規則:」に、指摘の番号（S006 など）を書いてください。".to_owned(),
            ),
            Lang::En => (
                "The exception names no rule".to_owned(),
                "Write the code of the rule as 規則.".to_owned(),
            ),
        };
    }
    let Some(rule) = find(code) else {
        return match lang {
            Lang::Ja => (
                format!("{code} という規則がないので、例外にできない"),
                "番号を確かめてください。`hyokasho explain` で、すべての規則の番号を表示します。"
                    .to_owned(),
            ),
            Lang::En => (
                format!("There is no rule {code} to except from"),
                "`hyokasho explain` lists all rules.".to_owned(),
            ),
        };
    };
    if is_mandatory(rule.code) {
        return match lang {
            Lang::Ja => (
                format!("{code} は例外にできない"),
                "例外を消し、指摘のとおりに直してください。公表できないものや読めていないものは、理由があっても残せません。".to_owned(),
            ),
            Lang::En => (
                format!("There is no exception from {code}"),
                "Remove the exception and fix what the finding reports: it can't be accepted for any reason.".to_owned(),
            ),
        };
    }
    if let Some(item) = exception.unknown_item() {
        return match lang {
            Lang::Ja => (
                format!("{code} の例外にある項目「{item}」が、様式にない"),
                "様式の番地（Ⅰ２システム1③ など）か、JSON の報告にある項目の名（basic.systems[1] など）で書いてください。".to_owned(),
            ),
            Lang::En => (
                format!("The exception from {code} names 「{item}」, which is no item of the form"),
                "Write its address (Ⅰ２システム1③) or its id (basic.systems[1]).".to_owned(),
            ),
        };
    }
    match (lang, exception.origin) {
        (Lang::Ja, Origin::Comment) => (
            format!("{code} の例外が、どの指摘にも当たらない"),
            "要らなくなった注釈を消すか、番号と場所を確かめてください。注釈は、見出しや選択肢と同じ行の終わりか、すぐ上の行に書きます。".to_owned(),
        ),
        (Lang::En, Origin::Comment) => (
            format!("The exception from {code} covers no finding"),
            "Remove the comment, or check its code and place.".to_owned(),
        ),
        (lang, _) => unused(code, lang),
    }
}

fn unused(code: &str, lang: Lang) -> (String, String) {
    match lang {
        Lang::Ja => (
            format!("{code} の例外が、どの指摘にも当たらない"),
            "要らなくなった例外を消すか、番号と項目を確かめてください。".to_owned(),
        ),
        Lang::En => (
            format!("The exception from {code} covers no finding"),
            "Remove it, or check its code and item.".to_owned(),
        ),
    }
}

fn no_file(code: &str, pattern: &str, lang: Lang) -> (String, String) {
    match lang {
        Lang::Ja => (
            format!("{code} の例外の file「{pattern}」に当たる評価書がない"),
            "ファイルの名を、hyokasho.toml のあるフォルダーから書いてください。要らなくなった例外なら、消してください。"
                .to_owned(),
        ),
        Lang::En => (
            format!("No assessment fits the file 「{pattern}」 of the exception from {code}"),
            "Write the path from the folder of hyokasho.toml, or remove the exception.".to_owned(),
        ),
    }
}

pub(super) fn of_settings(exception: &settings::Exception, why: Unused, lang: Lang) -> Diagnostic {
    let (message, help) = match (why, &exception.file) {
        (Unused::NoFile, Some(pattern)) => no_file(exception.rule, pattern.as_str(), lang),
        _ => unused(exception.rule, lang),
    };
    Diagnostic {
        help,
        ..RULE.finding(Stage::Publish, Label::at(exception.span), message)
    }
}
