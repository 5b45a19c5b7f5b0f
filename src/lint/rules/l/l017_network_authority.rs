//! 情報提供ネットワークシステムを設置・管理する者が違っている。
//! Somebody else than the Prime Minister is said to set up and run the network of information provision.
//!
//! ## 何を確認するか
//! 「厚生労働大臣が設置・管理する情報提供ネットワークシステム」のように、内閣総理大臣でない大臣、省、機構などが設置し、又は管理すると書かれていないこと。
//! 「総務大臣」は、古い記載として L005 が示します。国とデジタル庁は指摘しません。別添３は見ません。
//!
//! ## なぜ
//! 情報提供ネットワークシステムを設置し、管理する者は法律で決まっています。国のひな型の古い版の直し方を誤ると、違う名が残ります。
//!
//! ## 直し方
//! 「内閣総理大臣」に直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! リスクに対する措置の内容: 総務省が設置・管理する情報提供ネットワークシステムを使用する。         # 誤
//! リスクに対する措置の内容: 内閣総理大臣が設置・管理する情報提供ネットワークシステムを使用する。   # 正
//! ```
//!
//! ## 根拠
//! 番号法第21条第1項

use std::ops::Range;

use jiff::civil::{Date as Day, date};
use memchr::memmem;

use crate::assessment::value::Value;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L017",
    name: "network-authority",
    levels: Levels::always(Severity::Warning),
    basis: &["番号法第21条第1項"],
    check,
};

/// From when on the Prime Minister has it (令和3年法律第37号).
const FROM: Day = date(2021, 9, 1);

const NETWORK: &str = "情報提供ネットワークシステム";

const RIGHT: &str = "内閣総理大臣";

fn check(cx: &mut Context) {
    if cx.law_day().is_none_or(|day| day < FROM) {
        return;
    }
    let mut found: Vec<(String, Place)> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if field.id.starts_with("changes[") || !said.sieve().may_have(NETWORK) {
            continue;
        }
        for range in others(&said.text) {
            let name = said.text[range.clone()].to_owned();
            found.push((name, (id, cx.words(said, range))));
        }
    }
    for (name, spots) in grouped(found) {
        cx.report_all(&RULE, &spots, words(cx.lang, &name));
    }
}

/// Who else is said to set up or to run the network.
fn others(text: &str) -> Vec<Range<usize>> {
    const ENDS: [&str; 8] = ["大臣", "省", "庁", "府", "機構", "知事", "委員会", "長官"];
    const RIGHTS: [&str; 4] = [RIGHT, "デジタル庁", "総務大臣", "内閣府"];
    /// What one does with it, up to its name.
    const DOES: [&str; 7] = [
        "設置・管理する",
        "設置・管理している",
        "設置し、管理する",
        "設置し、及び管理する",
        "設置及び管理する",
        "設置する",
        "管理する",
    ];
    let is_of_name = |c: char| is_kanji(c) || is_katakana(c);
    let network = memmem::Finder::new(NETWORK);
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        for at in network.find_iter(sentence.as_bytes()) {
            // 「…が設置・管理する情報提供ネットワークシステム」
            let does = DOES
                .iter()
                .find_map(|does| sentence[..at].strip_suffix(does));
            let before = does.and_then(|head| {
                let who = head.strip_suffix(['が', 'の'])?;
                Some(who.trim_end_matches(is_of_name).len()..who.len())
            });
            // 「情報提供ネットワークシステムは、…が設置し、管理する」
            let after = || {
                let start = at + NETWORK.len();
                let rest = sentence[start..].strip_prefix("は、")?;
                let start = start + "は、".len();
                let name = &rest[..rest.find(|c| !is_of_name(c))?];
                rest[name.len()..]
                    .starts_with("が設置")
                    .then(|| start..start + name.len())
            };
            let Some(range) = before.or_else(after) else {
                continue;
            };
            let name = &sentence[range.clone()];
            let is_body = ENDS.iter().any(|end| name.ends_with(end));
            if is_body && !RIGHTS.iter().any(|right| name.ends_with(right)) {
                found.push(piece.start + range.start..piece.start + range.end);
            }
        }
    }
    found
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{NETWORK}を設置・管理するのは「{name}」ではなく、「{RIGHT}」である",
        "It is 「{RIGHT}」, not 「{name}」, who sets up and runs 「{NETWORK}」"
    ))
    .help(say!(
        lang,
        "「{RIGHT}」に直してください。",
        "Write 「{RIGHT}」."
    ))
}

#[cfg(test)]
mod tests {
    use super::others;

    #[test]
    fn who_runs_the_network() {
        let names = |text: &str| -> Vec<String> {
            others(text)
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(
            names("・厚生労働大臣が設置・管理する情報提供ネットワークシステムを使用する。"),
            ["厚生労働大臣"]
        );
        assert_eq!(
            names("情報提供ネットワークシステムは、総務省が設置し、管理する。"),
            ["総務省"]
        );
        for text in [
            "内閣総理大臣が設置・管理する情報提供ネットワークシステムを使用する。",
            "国が設置・管理する情報提供ネットワークシステム",
            "機構が設置する中間サーバーから情報提供ネットワークシステムへ送る。",
            "情報提供ネットワークシステムは、デジタル庁が設置し、管理する。",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
