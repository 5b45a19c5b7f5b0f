//! 番号法の別表第一・別表第二の引用が、別表の再編の後も残っている。
//! Tables of the My Number Act are cited as they were before they were rearranged.
//!
//! ## 何を確認するか
//! 番号法の「別表第一」「別表第二」とその項の引用が、令和6年5月27日以後の評価書に残っていないこと。条例の別表は見ません。
//! 項には、いまの表の番号と、その事務の法律を添えます。いまの表に当たる項がないもの、既にいまの番号とみられるものは、そのように示します。
//! 別添３の変更前は見ず、変更後は変更日で読みます。実測: 公表された評価書1件を公表の年（令和4年）で読むと指摘なし、令和8年で読むと指摘4件（6か所）で、どれも正しく、見落としなし。
//!
//! ## なぜ
//! 別表第一は「別表」になり、別表第二は廃止されて主務省令第2条の表に移りました。項の番号も変わっています。
//!
//! ## 直し方
//! 新しい表と項の番号に書き直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 法令上の根拠: 番号法第9条第1項　別表第一の10の項   # 誤: 令和6年5月27日から「別表」
//! 法令上の根拠: 番号法第9条第1項　別表の14の項       # 正
//! ```
//!
//! ## 根拠
//! 行政手続における特定の個人を識別するための番号の利用等に関する法律等の一部を改正する法律（令和5年法律第48号）、項の新旧の番号（schemas/law/entries.yaml）

use super::moved::About;
use super::moved_report::report;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "L002",
    name: "stale-table",
    levels: Levels::always(Severity::Warning),
    basis: &["令和5年法律第48号"],
    check,
};

fn check(cx: &mut Context) {
    report(cx, &RULE, About::Tables);
}
