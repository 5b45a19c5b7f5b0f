//! 評価書の日付には、まだその番号になっていない条や別表が引用されている。
//! A citation has a number that came into force only after the day of the document.
//!
//! ## 何を確認するか
//! 引用の番号が、評価書の公表日（`--as-of` があればその日）に既に施行されていること。別添３の変更後は、その行の変更日で読みます。
//! 変更の日より後の番号が変更後にあれば、変更日か番号のどちらかが誤っています。別添３の変更前は見ません。実測: 公表された評価書1件で指摘なし、見落としなし。
//!
//! ## なぜ
//! 新しい評価書の文を写したときや、変更日を書き誤ったときに起こります。
//!
//! ## 直し方
//! その日の番号に直すか、日付を直します。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 変更日: 令和3年4月1日
//!     変更後: 番号法第19条第8号（情報提供ネットワークシステムによる照会）   # 誤: この日は第7号
//!     変更後: 番号法第19条第7号（情報提供ネットワークシステムによる照会）   # 正
//! ```
//!
//! ## 根拠
//! 行政手続における特定の個人を識別するための番号の利用等に関する法律 第19条、別表 など（引用ごとに出典を示します）

use super::moved::About;
use super::moved_report::report;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "L003",
    name: "not-yet-in-force",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    report(cx, &RULE, About::Future);
}
