//! 制度、システム、帳票などの決まった語が、一、二字だけ違っている。
//! A term of the field is not quite right.
//!
//! ## 何を確認するか
//! 番号制度、情報システム、税や福祉の事務で使う長い決まった語（`schemas/terms/lists/terms.yaml` の約390語）と、字の取り違え、
//! 入替え、脱落、重なりだけが違う語がないこと。違う字を含む語が、それだけで意味のある語になるとき（個人番号カードと個人番号コード）は、
//! 別の語とみて何も言いません。誤字（W011）と正式な名前の違い（L006）として見つかったものは、そちらで示します。別添３の変更前は見ません。
//!
//! ## なぜ
//! 変換や打ち間違いの跡が残ると、内容も確かめられていないという印象を与えます。長い語の中の一字は、読み返しても目に留まりません。
//!
//! ## 直し方
//! 示された語に直します。確かめたうえで `hyokasho check --fix=unsafe` でも直せます。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 安全官理措置を定期に点検する。   # 誤
//! 具体的な管理方法: 安全管理措置を定期に点検する。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::{may_be_slip, meets, suggest};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W021",
    name: "near-term",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    let official: Vec<_> = cx.facts.laws.misspelt().collect();
    for (words, miss) in cx.facts.near_terms() {
        if words.is_named(&miss.range)
            || words.is_slip(&miss.range)
            || meets(&official, words, &miss.range)
        {
            continue;
        }
        let wrong = &words.text.text[miss.range.clone()];
        let place = words.place(cx, miss.range.clone());
        found.push(((wrong, miss.term), place));
    }
    suggest(cx, &RULE, found, may_be_slip);
}
