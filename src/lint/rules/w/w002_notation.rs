//! 「又は」と「または」、「受け付ける」と「受付ける」のような書き方が混ざっている。
//! One word is written in two ways, with kanji or kana, with more or fewer kana.
//!
//! ## 何を確認するか
//! 接続詞（又は・または）、送り仮名（取り込む・取込む）、漢字とかな（漏えい・漏洩）など、`schemas/terms/wording.yaml` にある組の
//! 両方が、一つの文書の中で使われていないこと。組織の語（terms）で書き方を決めた語は、決めた書き方だけが使われていること。「」の中、法律の名、寄せられた意見（Ⅵ２④など）、
//! 宣言の「取扱いにあたり」、「及び」のない文の「ならびに」（W034）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 書き方の違いに意味の違いがあるのかと読み手を迷わせます。検索しても一部しか見つかりません。
//!
//! ## 直し方
//! 決めた書き方、なければ公用文の書き方にそろえます。`hyokasho check --fix` で直せます
//! （公用文の書き方でない方が多いときと、別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! 入手の時期・頻度: 窓口又は郵送で受け付ける。電話または電子申請でも受付ける。   # 誤
//! 入手の時期・頻度: 窓口又は郵送で受け付ける。電話又は電子申請でも受け付ける。   # 正
//! ```
//!
//! ## 根拠
//! 公用文における漢字使用等について（平成22年内閣訓令第1号）、送り仮名の付け方（昭和48年内閣告示第2号）、公用文作成の考え方
//!
//! 実測: 公表された素案一つ（254項目）で指摘14件。すべて書き方の揺れ。見落とし2（「取込済」「市町村・市区町村」）。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::conjunctions::alone;
use super::{Form, Spot, instead, mixed_beside_official};
use crate::config::vocabulary::{Meaning, Notation};
use crate::japanese::chars::is_hiragana;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W002",
    name: "notation",
    levels: Levels::always(Severity::Info),
    basis: &["公用文における漢字使用等について（平成22年内閣訓令第1号）"],
    check,
};

fn check(cx: &mut Context) {
    let notation: &[Notation] = &cx.vocabulary().notation;
    let form = |word: &Notation, f: usize| Form {
        name: format!("{}{}", word.forms[f], own_ending(word, 0)),
        ..Form::new(&word.forms[f])
    };
    let forms = |word: &Notation| (0..word.forms.len()).map(|f| form(word, f)).collect();
    let mut found: Vec<Vec<Form>> = notation.iter().map(forms).collect();
    // How a title is written is a matter of all papers that have it (K009).
    let own = |w: &&OwnText| !w.quotes && !w.is_title;
    for words in cx.facts.words.iter().filter(own) {
        // W034 says to write others instead.
        let replaced = match words.repeats {
            true => Vec::new(),
            false => alone(&words.sieve()),
        };
        let declares = cx.field(words.field).id == DECLARATION;
        for hit in &words.hits {
            let Meaning::Notation(n, f, e) = hit.meaning else {
                continue;
            };
            if words.is_quoted(hit.range.start) || in_caption(words.str(), hit.range.start) {
                continue;
            }
            let is_replaced = replaced.binary_search_by_key(&hit.range.start, |r| r.start);
            if is_replaced.is_ok() || declares && is_of_guide(words.str(), &hit.range) {
                continue;
            }
            let ending = own_ending(&notation[n], e);
            let length = notation[n].forms[f].len() + ending.len();
            let start = hit.range.start;
            let spot = Spot::new(words, start..start + length);
            found[n][f].spots.push(Spot { ending, ..spot });
        }
    }
    for (word, forms) in notation.iter().zip(found) {
        if word.decided {
            instead(cx, &RULE, forms, decided);
        } else if word.in_form && forms[0].spots.is_empty() {
            instead(cx, &RULE, forms, in_form);
        } else {
            mixed_beside_official(cx, &RULE, forms);
        }
    }
}

/// What of an ending is of the word: in 「うえで行う」 only 「うえで」, and as there is 「うえ、」, only 「うえ」.
fn own_ending(word: &Notation, ending: usize) -> &str {
    let own = |ending: &String| {
        ending
            .find(|c: char| !is_hiragana(c))
            .unwrap_or(ending.len())
    };
    let stands_alone = word.endings.iter().any(|ending| own(ending) == 0);
    let ending = word.endings.get(ending).filter(|_| !stands_alone);
    ending.map_or("", |ending| &ending[..own(ending)])
}

/// The declaration, for which the guide to the form has words that all offices take over.
const DECLARATION: &str = "cover.declaration";

/// Whether words are those of the guide: 「特定個人情報ファイルの取扱いにあたり、」.
fn is_of_guide(text: &str, range: &Range<usize>) -> bool {
    const HANDLING: [&str; 3] = ["の取扱いに", "取り扱うに", "の取り扱いに"];
    let is_it = text[range.clone()].starts_with("にあた");
    let head = &text[..range.start + "に".len()];
    is_it && HANDLING.iter().any(|word| head.ends_with(word))
}

/// How many characters a caption has before a word of it, at most.
const CAPTION: usize = 60;

/// Whether a place lies in the caption of an article: 「第7条（指定及び通知）」.
fn in_caption(text: &str, at: usize) -> bool {
    let head = &text[..at];
    // No caption is longer: a text without a bracket is not searched to its beginning for each of its words.
    let mut near = head.char_indices().rev().take(CAPTION + 1);
    let last = near.find(|(_, c)| matches!(c, '（' | '(' | '）' | ')' | '\n' | '。'));
    let Some((open, '（' | '(')) = last else {
        return false;
    };
    let number = |c: char| c.is_numeric() || c == 'の';
    let before = head[..open].trim_end_matches(number);
    before.ends_with(['条', '項', '号'])
}

fn decided(lang: Lang, names: &str, kept: &str) -> Words {
    Words::new(say!(
        lang,
        "{names}は、決めた書き方では「{kept}」",
        "{names} is written 「{kept}」 by your own terms"
    ))
    .help(say!(
        lang,
        "「{kept}」にしてください。組織の語（terms）で決めた書き方です。",
        "Write 「{kept}」, as your terms say."
    ))
}

fn in_form(lang: Lang, names: &str, kept: &str) -> Words {
    Words::new(say!(
        lang,
        "{names}は、様式の題では「{kept}」",
        "{names} is written 「{kept}」 in the form"
    ))
    .help(say!(
        lang,
        "様式と同じ「{kept}」にそろえてください。題と本文で書き方が分かれます。",
        "Write 「{kept}」, as the form does."
    ))
}

#[cfg(test)]
mod tests {
    use super::in_caption;

    #[test]
    fn captions_of_articles() {
        let text = "第7条（指定及び通知）と第9条の2（届出及び申請）を受付（本庁及び支所）で行う";
        let mut at = text
            .match_indices("及び")
            .map(|(at, _)| in_caption(text, at));
        assert!(at.next() == Some(true) && at.next() == Some(true) && at.next() == Some(false));
    }
}
