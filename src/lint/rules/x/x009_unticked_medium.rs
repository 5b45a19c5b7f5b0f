//! 入手の説明にある紙、電子メールなどが、Ⅱ３②入手方法で選ばれていない。
//! The text names a way of taking in the data that is not ticked among the methods.
//!
//! ## 何を確認するか
//! Ⅱ３③④⑤に「紙の申請書で受け取る」「フラッシュメモリで提供を受ける」のように書かれた方法が、②で選ばれていること。
//! Ⅲ２の「…専用線により受信する」のような文と、Ⅱ６①とⅢ７リスク１⑤の「申請書は書庫に保管する」のような文からも、参考として示します。
//! 「電子メールは使用しない」「フラッシュメモリを除く」のような文は数えません。
//!
//! ## なぜ
//! 入手方法ごとに漏えいの危険と対策が違います。選ばれていない方法の対策は、Ⅲ２で確かめられません。
//!
//! ## 直し方
//! 実際に使っているなら②に加えます。使っていないなら、本文を直します。
//!
//! ## 例
//! ```yaml
//! 入手方法:
//!   - 庁内連携システム
//!   - 紙                                                 # 正
//! 入手の時期・頻度: 申請の都度、紙の申請書を受け取る。   # 誤: 入手方法で選ばれていない
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::named::{Terms, Wording, report_unticked};
use super::numbers;
use crate::assets::lists::intake;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X009",
    name: "unticked-medium",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

static TERMS: Terms = Terms {
    taken: intake::BY_MEANS,
    not: intake::OTHER_MEANS,
    after: &[],
    options: intake::MEANS,
};

/// What Ⅱ６① and Ⅲ７⑤ keep of what was submitted.
static KEPT: Terms = Terms {
    taken: intake::KEPT_IN,
    not: intake::NOT_ON_PAPER,
    after: &[],
    options: intake::PAPERS,
};

const WORDING: Wording = Wording {
    words,
    severity: Severity::Warning,
};

/// Measures and places of keeping mention an intake by the way.
const BY_THE_WAY: Wording = Wording {
    severity: Severity::Info,
    ..WORDING
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.intake");
        let boxes = [format!("{section}.methods")];
        let texts = ["timing", "validity", "notice"].map(|item| format!("{section}.{item}"));
        let mut reported = report_unticked(cx, &RULE, &TERMS, (&boxes, &texts), &WORDING, &[]);
        let measures = cx.assessment.below(&format!("files[{n}].risks.intake"));
        let measures: Vec<String> = measures.map(|(_, field)| field.id.clone()).collect();
        let storage = [
            format!("files[{n}].overview.storage.place"),
            format!("files[{n}].risks.storage.leak.physical.content"),
        ];
        for (terms, texts) in [(&TERMS, measures.as_slice()), (&KEPT, &storage)] {
            let more = report_unticked(cx, &RULE, terms, (&boxes, texts), &BY_THE_WAY, &reported);
            reported.extend(more);
        }
    }
}

fn words(lang: Lang, item: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "本文に書かれた入手方法が、{item} で選ばれていない（{option}）",
        "{item} does not tick 「{option}」, which the text names as a method"
    ))
    .help(say!(
        lang,
        "使っているなら「{option}」を選び、使っていないなら本文を直してください。",
        "Tick 「{option}」, or correct the text."
    ))
}
