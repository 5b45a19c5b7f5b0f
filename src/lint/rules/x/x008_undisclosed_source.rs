//! 入手の説明にある入手元が、Ⅱ３①入手元で選ばれていない。
//! The text names a source of the data that is not ticked among the sources.
//!
//! ## 何を確認するか
//! Ⅱ３③入手の時期・頻度、④入手に係る妥当性、⑤本人への明示に「税務署から入手する」「保護者等より受け取る」「勤務先を通じて提出を受ける」のように
//! はっきり書かれた入手元が、①で選ばれていること。
//! ③④⑤に名前のある国税庁、日本年金機構などの機関や「…課から」の課、「学校から」「図書館より」の施設が、①の（　）の中にもあること（こちらは参考）。
//! ①の（　）の中に「等」「別紙」などがあるときは指摘しません。「情報提供者」をまとめて書いてあるときは、照会や情報連携の文を見ず、そのほかも参考とします。
//!
//! ## なぜ
//! 入手元は重要な変更の対象の項目です。本文だけにある入手元は、住民から見れば書かれていないのと同じです。
//!
//! ## 直し方
//! 実際に入手しているなら①に加えます。していないなら、本文を直します。
//!
//! ## 例
//! ```yaml
//! 入手元:
//!   - 本人又は本人の代理人
//!   - 行政機関・独立行政法人等: 税務署              # 正
//! 入手の時期・頻度: 毎月1回、税務署から入手する。   # 誤: 入手元で選ばれていない
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::named::{Terms, Wording, report_unticked};
use super::{numbers, sources, ticks};
use crate::assets::lists::intake;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X008",
    name: "undisclosed-source",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

static TERMS: Terms = Terms {
    taken: intake::FROM_SOURCES,
    not: intake::NOT_TAKEN,
    after: intake::ONLY_ASKED,
    options: intake::SOURCES,
};

/// Where the sources have all who answer by the network in one word, sentences about it name none that is missing.
static BESIDE_NETWORK: Terms = Terms {
    taken: intake::FROM_SOURCES,
    not: intake::BESIDE_NETWORK,
    after: intake::ONLY_ASKED,
    options: intake::SOURCES,
};

const WORDING: Wording = Wording {
    words,
    severity: Severity::Warning,
};

const UNSURE: Wording = Wording {
    severity: Severity::Info,
    ..WORDING
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.intake");
        let boxes = format!("{section}.sources");
        // 「主務省令に定める情報提供者」 stands for all of them.
        let all = ticks(cx, &boxes)
            .iter()
            .any(|t| t.detail.is_some_and(|d| d.text.contains("情報提供")));
        let (terms, wording) = match all {
            true => (&BESIDE_NETWORK, &UNSURE),
            false => (&TERMS, &WORDING),
        };
        let texts = ["timing", "validity", "notice"].map(|item| format!("{section}.{item}"));
        let reported = report_unticked(cx, &RULE, terms, (&[boxes], &texts), wording, &[]);
        sources::report(cx, &RULE, n, &reported, all);
    }
}

fn words(lang: Lang, item: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "本文に書かれた入手元が、{item} で選ばれていない（{option}）",
        "{item} does not tick 「{option}」, which the text names as a source"
    ))
    .help(say!(
        lang,
        "入手しているなら「{option}」を選び、（　）に名前を書いてください。していないなら本文を直してください。",
        "Tick 「{option}」 with its name, or correct the text."
    ))
}
