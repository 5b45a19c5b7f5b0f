//! 別添３の変更前と変更後が同じ。
//! An entry of the change table has the same text before and after.
//!
//! ## 何を確認するか
//! 変更前と変更後の記載が、空白と改行を除いて同じでないこと。「※下欄に続く」でつないだ行は、つないでから比べます。
//! 全角と半角だけの違いは、変更として数えます。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
//!
//! ## なぜ
//! 何を変えたかが分かりません。写す欄を誤ったか、一方を直し忘れた跡です。取消線や下線で示した変更は、文字だけでは残りません。
//!
//! ## 直し方
//! 前の版と見比べて、変更前か変更後を直します。変更が無ければ、行を消します。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 項目: Ⅰ７①部署
//!     変更前: 健康増進課
//!     変更後: 健康増進課   # 誤
//!     変更後: 健康推進課   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{line, row_name};
use crate::compare::changelog::cell::Cell;
use crate::compare::changelog::coverage::{Coverage, Verdict};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C004",
    name: "no-change",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for (at, entry) in super::judged(cx) {
        // What both cells say is in only one of the versions: C014 or C017 reports that.
        let is_reported = |(_, coverage): (_, &Coverage)| {
            matches!(coverage.verdicts[at], Verdict::Unproven { .. })
        };
        if cx.coverage().is_some_and(is_reported)
            || !written(&entry.before).eq(written(&entry.after))
        {
            continue;
        }
        let (Some(old), Some(new)) = (entry.before.content().next(), entry.after.content().next())
        else {
            continue;
        };
        let ((_, old), (field, new)) = (line(cx, old), line(cx, new));
        cx.report(&RULE, field, new, words(lang, &row_name(lang, entry)))
            .related(old, before(lang));
    }
}

/// The words as they are, without white space.
fn written<'c>(cell: &'c Cell) -> impl Iterator<Item = char> + 'c {
    let chars = cell.content().flat_map(|line| line.written().chars());
    chars.filter(|c| !c.is_whitespace())
}

fn words(lang: Lang, row: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} の変更前と変更後が同じ",
        "変更前 and 変更後 of {row} are the same"
    ))
    .help(say!(
        lang,
        "前の版と見比べて、変更前か変更後を直してください。変更が無ければ、この行は要りません。",
        "Compare with the former version and fix one of them; without a change, the row is not needed."
    ))
}

/// Said at 変更前.
fn before(lang: Lang) -> String {
    say!(lang, "変更前", "before")
}
