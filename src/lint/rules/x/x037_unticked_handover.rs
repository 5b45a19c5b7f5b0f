//! Ⅲ４で委託先に渡すとしている紙や媒体が、Ⅱ４④のどの委託事項でも選ばれていない。
//! The measures for contracts hand over data in a way that no contract of chapter II ticks.
//!
//! ## 何を確認するか
//! Ⅲ４の文に「紙の名簿を手渡す」「電子記録媒体で受け渡す」のように、委託先へ渡す方法がはっきり書かれているとき、その方法が、Ⅱ４④提供方法の
//! どれかの委託事項で選ばれていること（参考）。
//! Ⅱ４④が空の委託事項が一つでもあるとき、「電子メールでは渡さない」「パスワードを書面で渡す」のような文は見ません。
//!
//! ## なぜ
//! Ⅱ４④は、個人番号がどのように外へ出るかを住民に示す欄です。対策だけに書かれた方法は、評価を受けずに使われていることになります。
//!
//! ## 直し方
//! その方法で渡しているなら、Ⅱ４④の当たる委託事項で選びます。渡していないなら、Ⅲ４の文を直します。
//!
//! ## 例
//! ```yaml
//! 委託事項:
//!   - 名称: 蔵書の点検
//!     委託先への特定個人情報ファイルの提供方法:
//!       - 専用線
//! # …
//! 委託元と委託先間の提供に関するルール: 紙の名簿は、係長が手渡す。         # 誤: 紙が選ばれていない
//! 委託元と委託先間の提供に関するルール: 専用線で送信し、係長が記録する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::named::{Terms, Wording, report_unticked};
use super::{numbers, ticks};
use crate::assets::lists::intake;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X037",
    name: "unticked-handover",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

static TERMS: Terms = Terms {
    taken: intake::HANDED,
    not: intake::NOT_HANDED,
    after: &[],
    options: intake::HANDED_IN,
};

const WORDING: Wording = Wording {
    words,
    severity: Severity::Info,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let list = format!("files[{n}].overview.entrustment.items");
        let boxes: Vec<String> = numbers(cx, &list)
            .map(|i| format!("{list}[{i}].methods"))
            .collect();
        // A contract that does not say how may be any.
        if boxes.is_empty() || boxes.iter().any(|id| ticks(cx, id).is_empty()) {
            continue;
        }
        let measures = cx
            .assessment
            .below(&format!("files[{n}].risks.entrustment"));
        let texts: Vec<String> = measures.map(|(_, field)| field.id.clone()).collect();
        report_unticked(cx, &RULE, &TERMS, (&boxes, &texts), &WORDING, &[]);
    }
}

fn words(lang: Lang, _: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "委託先に渡す方法が、Ⅱ４④のどの委託事項でも選ばれていない（{option}）",
        "data are handed to a contractor in a way that no contract ticks (「{option}」)"
    ))
    .help(say!(
        lang,
        "その方法で渡しているなら、Ⅱ４④の当たる委託事項で「{option}」を選んでください。渡していないなら、この文を直してください。",
        "Tick 「{option}」 at the contract that uses it, or correct the text."
    ))
}
