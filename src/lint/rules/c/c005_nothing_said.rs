//! 別添３の行に、何を変えたかが書かれていない。
//! An entry of the change table does not say what was changed.
//!
//! ## 何を確認するか
//! 変更前と変更後の少なくとも一方に、記載の内容があること。「追加」「削除」「（右記を追加）」「（左記を削除）」「－」だけの行を
//! 指摘します。変更後が「文言の修正」「内容の見直し」「左記のとおり変更」「同左」のように、直した作業の名や、変えたことだけの行も指摘します。別添１の図の変更は見ません。次の行は、参考として示します。
//! - 変更前に記載があるのに、変更後が空欄（「削除」と書いた行と、同じ日の同じ項目に続きの行があるものを除く）。
//! - 必ず選ぶ選択式の項目なのに、変更前が空欄（同じ日に新しく加わった委託事項、提供先などの中の項目を除く）。
//! - 変更後が見出しの行だけで、本文のその見出しの下に記載がある。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
//!
//! ## なぜ
//! 足した文、消した文が分からないと、変更を点検できません。
//!
//! ## 直し方
//! 追加なら変更後に足した文を、削除なら変更前に消した文と、変更後に「（左記を削除）」を書きます。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 項目: Ⅱ３④入手に係る妥当性
//!     変更前: （右記を追加）
//!     変更後: 追加                      # 誤: 何を足したかが分からない
//!     変更後: 毎月1回の入手で足りる。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

mod blank;
mod heading;
mod work;

use super::row_name;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C005",
    name: "change-not-said",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (_, entry) in super::judged(cx) {
        let Some(item) = entry.item else { continue };
        let of_figure = entry.only().is_some_and(|found| {
            cx.assessment.form.items[found.item]
                .id
                .starts_with("flow_figure")
        });
        if !entry.before.is_empty() || !entry.after.is_empty() || of_figure {
            continue;
        }
        let first = entry.after.lines.first().or(entry.before.lines.first());
        let place = first.map_or((item.field, item.text.span), |line| super::line(cx, line));
        rows.push(row_name(cx.lang, entry));
        places.push(place);
    }
    let row = match rows.as_slice() {
        [row] => row.clone(),
        _ => some_rows(cx.lang),
    };
    cx.report_all(&RULE, &places, words(cx.lang, &row));
    blank::check(cx);
    heading::check(cx);
    work::check(cx);
}

fn some_rows(lang: Lang) -> String {
    say!(lang, "別添３の幾つかの行", "A row of 別添３")
}

fn words(lang: Lang, row: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} に、何を変えたかが書かれていない",
        "{row} does not say what was changed"
    ))
    .help(say!(
        lang,
        "追加なら変更後に足した文を、削除なら変更前に消した文を書いてください。",
        "Write what was added into 変更後, or what was deleted into 変更前."
    ))
}
