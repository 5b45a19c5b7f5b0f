//! 回答などの文が、途中で切れている。
//! An answer is cut off.
//!
//! ## 何を確認するか
//! 回答、再回答、答申と点検の結果の文の終わり。助詞や「、」や動詞の途中で終わるもの、前に「。」で終わる文があるのに最後の文に
//! 「。」がないもの、ひらがなで終わる長い文に「。」がないものを示します。箇条書き、「　」や（　）で終わるもの、名詞で終わる短い答えは構いません。
//!
//! ## なぜ
//! 会議録を紙から起こすときや表計算から写すときに、終わりが落ちます。公表した回答は、後から補えません。
//!
//! ## 直し方
//! 元の文書を確かめて、続きを書きます。切れていなければ「。」を補います。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 事故があれば、図書館に届きますか。
//!         回答: 委託先から毎日報告を受けています。事故のときは随時報告が行われま   # 誤
//!         回答: 委託先から毎日報告を受けています。事故のときは随時報告を受けます。 # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::Places;
use crate::assessment::value::Value;
use crate::japanese::chars::is_hiragana;
use crate::japanese::notation::has_chars;
use crate::lint::rules::facts::ends::{fragments, midway};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K011",
    name: "answer-cut-off",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// Items that hold sentences of the office or the board: the ends of their ids.
const SENTENCES: [&str; 7] = [
    ".answer",
    "].text",
    ".result",
    ".preamble",
    ".conclusion",
    "purpose",
    ".note",
];

/// Marks that begin an item of a list.
const MARKS: [char; 8] = ['・', '○', '●', '◆', '■', '※', '-', '*'];

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    let texts = cx.facts.words.iter().filter(|words| {
        let id = cx.field(words.field).id.as_str();
        let is_text = matches!(cx.field(words.field).value, Value::Text(_));
        is_text && !words.quotes && !words.is_title && SENTENCES.iter().any(|end| id.ends_with(end))
    });
    let found = texts.filter_map(|words| {
        let range = cut(words.str())?;
        Some(words.place(cx, range))
    });
    let found: Places = found.collect();
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// The characters at the end of a text that is cut off.
fn cut(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let line = text.rsplit('\n').next()?.trim_start();
    let sentence = line.rsplit('。').next()?.trim();
    if line.starts_with('|') || is_item(line) || is_item(sentence) || sentence.is_empty() {
        return None;
    }
    let known = midway(text).into_iter().chain(fragments(text)).last();
    let last = sentence.chars().next_back()?;
    let open = || {
        let goes_on = sentence.len() < line.len() && has_chars(sentence, 4);
        let is_long = has_chars(sentence, 12);
        // 「…のとおり」, 「…によること」 end a note; what ends midway in a word has no such end.
        let ends_a_note = ["こと", "もの", "とおり", "ため", "など", "ほか"]
            .iter()
            .any(|end| sentence.ends_with(end));
        (is_hiragana(last) && (goes_on || is_long) && !ends_a_note)
            .then(|| text.len() - last.len_utf8()..text.len())
    };
    known.filter(|range| range.end == text.len()).or_else(open)
}

/// Whether words are an item of a list: 「・氏名」, 「ア　氏名」, 「データ1件 ・遠隔操作」.
fn is_item(words: &str) -> bool {
    words.starts_with(MARKS) || words.contains(" ・") || words.contains("\u{3000}・")
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "回答などの文が、途中で切れている",
        "An answer ends in the middle of a sentence"
    ))
    .help(say!(
        lang,
        "元の文書を確かめて、続きを書いてください。切れていなければ「。」を補います。",
        "Look the text up and write the rest; if nothing is missing, add the full stop."
    ))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn answers_that_are_cut_off() {
        for text in [
            "毎日連絡している。事故のときは随時報告が行われま",
            "返却の記録を消すときは、係長の許可を",
            "窓口で受け取り、",
            "随時、図書館と連携して確認を行っていま",
        ] {
            assert!(cut(text).is_some(), "{text}");
        }
        for text in [
            "あります。",
            "対策は次のとおりです。 ・施錠 ・遠隔操作によるデータ消去",
            "次のとおり。\n・氏名\n・住所など",
            "特になし",
            "承認された（別紙のとおり）",
            "別紙のとおり",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
