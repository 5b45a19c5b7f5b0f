//! 本文の特定個人情報ファイルの名が、Ⅱの名称と少しだけ違う。
//! The text names a file almost as it is called.
//!
//! ## 何を確認するか
//! 本文に「…ファイル」とあるとき、その名が特定個人情報ファイルの名称と一字だけ、又は「管理」「情報」「等」の有無だけ違うのでないこと。
//! 名称のどれかと同じもの、名称を含むもの、5字以下の名は数えません。寄せられた意見（Ⅵ２④など）、別添３、名称の欄は見ません。
//!
//! ## なぜ
//! 評価書は、ファイルごとに書きます。名が違うと、どのファイルのことか、ほかにもファイルがあるのかが分かりません。
//!
//! ## 直し方
//! 同じファイルのことなら、名称にそろえます。別のファイルのことなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 特定個人情報ファイル:
//!   - 名称: 図書貸出ファイル
//!     概要:
//!       特定個人情報の保管・消去:
//!         保管場所: 図書貸出管理ファイルは、書庫に置く。   # 誤: 名称は「図書貸出ファイル」
//!         保管場所: 図書貸出ファイルは、書庫に置く。       # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{numbers, text};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X061",
    name: "file-name-in-text",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// How the name of a file ends.
const FILE: &str = "ファイル";

/// Shorter names may be any words.
const SHORTEST: usize = 6;

/// What a name may have too much of, or too little.
const WEAK: [&str; 3] = ["管理", "情報", "等"];

/// The list of the names.
const LIST: &str = "basic.file_names";

/// Items that hold names of files, and that no text is.
const NAMES: [&str; 3] = [LIST, "disclosure.request.file_register", "changes["];

fn check(cx: &mut Context) {
    let names = numbers(cx, "files").filter_map(|n| text(cx, &format!("files[{n}].name")));
    let mut names: Vec<String> = names.map(|(_, name)| fold(&name.text)).collect();
    // Of a name that is not the one in the list of names, S017 speaks.
    let of_list = cx.facts.words.iter();
    let of_list = of_list.filter(|words| cx.field(words.field).id.starts_with(LIST));
    let listed: Vec<String> = of_list.map(|words| fold(words.str())).collect();
    names.retain(|name| listed.is_empty() || listed.contains(name));
    let mut found = Vec::new();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        let id = &cx.field(words.field).id;
        let is_name = id.starts_with("files[") && id.ends_with("].name");
        if is_name || NAMES.iter().any(|name| id.starts_with(name)) {
            continue;
        }
        let text = words.text.text.as_str();
        for (at, _) in text.match_indices(FILE) {
            let start = text[..at].trim_end_matches(is_of_name).len();
            let end = at + FILE.len();
            let written = fold(&text[start..end]);
            let is_known = names.iter().any(|name| written.contains(name.as_str()));
            if is_known || text[end..].starts_with(is_katakana) {
                continue;
            }
            if let Some(name) = names.iter().find(|name| is_near(&written, name)) {
                let place = words.place(cx, start..end);
                found.push(((&text[start..end], name.as_str()), place));
            }
        }
    }
    for ((written, name), places) in grouped(found) {
        cx.report_all(&RULE, &places, words(cx.lang, written, name));
    }
}

fn is_of_name(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || c == '・' || c == '々'
}

/// Whether a name is another but for one character, or for a word that says little.
fn is_near(written: &str, name: &str) -> bool {
    let (written, name): (Vec<char>, Vec<char>) =
        (written.chars().collect(), name.chars().collect());
    if written.len().min(name.len()) < SHORTEST {
        return false;
    }
    let head = written
        .iter()
        .zip(&name)
        .take_while(|(a, b)| a == b)
        .count();
    let rest = (written.len() - head).min(name.len() - head);
    let pairs = written.iter().rev().zip(name.iter().rev()).take(rest);
    let tail = pairs.take_while(|(a, b)| a == b).count();
    let more: String = written[head..written.len() - tail].iter().collect();
    let less: String = name[head..name.len() - tail].iter().collect();
    let is_weak = |words: &str| WEAK.contains(&words) || words.chars().count() == 1;
    match (more.is_empty(), less.is_empty()) {
        (true, false) => is_weak(&less),
        (false, true) => is_weak(&more),
        _ => more.chars().count() == 1 && less.chars().count() == 1,
    }
}

fn words(lang: Lang, written: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "「{written}」は、特定個人情報ファイルの名称「{name}」と少し違う",
        "「{written}」 is not quite the name 「{name}」 of a file"
    ))
    .help(say!(
        lang,
        "同じファイルのことなら、「{name}」にそろえてください。別のファイルのことなら、そのままで構いません。",
        "Write 「{name}」 if it is meant."
    ))
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn names_that_are_almost_right() {
        for written in [
            "図書貸出管理ファイル",
            "図書貸ファイル",
            "図書貨出ファイル",
            "図書等貸出ファイル",
        ] {
            assert!(is_near(written, "図書貸出ファイル"), "{written}");
        }
        for written in [
            "図書ファイル",
            "図書館利用者ファイル",
            "電子ファイル",
            "貸出ファイル",
        ] {
            assert!(!is_near(written, "図書貸出ファイル"), "{written}");
        }
    }
}
