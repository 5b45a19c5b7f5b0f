//! システムが、自分自身を指す選択肢を接続先に選んでいる。
//! A system names as its connection the option that means itself.
//!
//! ## 何を確認するか
//! Ⅰ２③で、「統合宛名システム」が「宛名システム等」を、「庁内連携システム」が「庁内連携システム」を選ぶように、名称が選択肢と同じシステムを指していないこと（参考）。
//! Ⅰ２に同じ種類のシステムがほかにあるときは、それとの接続とみて指摘しません。「税務システム」は税目ごとにあるので見ません。
//!
//! ## なぜ
//! 接続先は相手のシステムを書く欄です。自分を選ぶと、どのシステムと情報をやりとりしているのかが読み取れません。
//!
//! ## 直し方
//! 実際の接続先を選びます。ほかの宛名システムなどと接続しているなら、「その他」にその名を書きます。
//!
//! ## 例
//! ```yaml
//! - システムの名称: 統合宛名システム
//!   他のシステムとの接続:
//!     - 宛名システム等     # 誤
//!     - 庁内連携システム   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::connections::{System, systems};
use super::ticked;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X040",
    name: "own-connection",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// There is one of it for each tax.
const OF_EACH_TAX: &str = "税務システム";

fn check(cx: &mut Context) {
    let systems = systems(cx);
    for system in &systems {
        for kind in &system.kinds {
            let may_be_other = |other: &System| {
                other.n != system.n && (other.kinds.contains(kind) || other.perhaps.contains(kind))
            };
            if *kind == OF_EACH_TAX || systems.iter().any(may_be_other) {
                continue;
            }
            let id = format!("basic.systems[{}].connections", system.n);
            if let Some(span) = ticked(cx, &id, kind) {
                let words = words(cx.lang, &system.written, kind);
                cx.report_at(&RULE, span, words);
            }
        }
    }
}

fn words(lang: Lang, system: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "「{system}」が、自分を指す「{option}」を接続先に選んでいる",
        "「{system}」 ticks 「{option}」, which means itself"
    ))
    .help(say!(
        lang,
        "実際の接続先を選んでください。同じ種類の別のシステムなら、「その他」にその名を書いてください。",
        "Tick the systems that it is connected with; name another one of the kind in 「その他」."
    ))
}
