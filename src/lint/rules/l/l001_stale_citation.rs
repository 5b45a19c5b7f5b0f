//! 法令の条や号の番号が、評価書の日付より前に変わっている。
//! A cited article or item had moved to another number before the day of the document.
//!
//! ## 何を確認するか
//! 「番号法第19条第7号」のような引用の番号が、評価書の公表日（`--as-of` があればその日）に、その内容の番号であること。
//! 同じ番号が別の内容で残っている場合は、引用の近くの語（委託、情報連携など）で、どちらの引用かを見分けます。見分けられなければ何も言いません。
//! 別添３の変更前は見ず、変更後は変更日で読みます。「旧番号法」「改正前の番号法」も見ません。実測: 公表された評価書1件を公表の年（令和4年）で読むと指摘なし、令和8年で読むと指摘2件（5か所）で、どれも正しく、見落としは法令名を誤った引用1か所。
//!
//! ## なぜ
//! 法改正で号がずれても番号は生き残るので、古い引用は別の規定を指してしまいます。
//!
//! ## 直し方
//! 示された番号に書き直します。参考として示されたものは、条文で確かめてください。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 法令上の根拠: 番号法第19条第7号（情報提供ネットワークシステムによる照会）   # 誤: 令和3年9月1日から第8号
//! 法令上の根拠: 番号法第19条第8号（情報提供ネットワークシステムによる照会）   # 正
//! ```
//!
//! ## 根拠
//! 行政手続における特定の個人を識別するための番号の利用等に関する法律 第19条、予防接種法 第9条の3 など（引用ごとに出典を示します）

use super::moved::About;
use super::moved_report::report;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "L001",
    name: "stale-citation",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    report(cx, &RULE, About::Articles);
}
