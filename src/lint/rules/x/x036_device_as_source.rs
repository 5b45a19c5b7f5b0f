//! Ⅱ３①入手元に、人や組織ではなく、システムや機器の名が書かれている。
//! A system or a device is named where the form asks from whom the data come.
//!
//! ## 何を確認するか
//! Ⅱ３①入手元の（　）に書かれた名が、「…システム」「…端末」「…機」のように、人や組織ではなく入手に使う物の名で終わっていないこと。
//! 「…システム機構」「…機器株式会社」のような団体や会社の名は、そのままで構いません。
//!
//! ## なぜ
//! ①はだれから入手するかを、②はどのような方法で入手するかを書く欄です。物の名だけでは、だれの手から情報が来るのかが住民に分かりません。
//!
//! ## 直し方
//! その物を使って情報を渡す人や組織を①に書き、物の名は②に書きます。
//!
//! ## 例
//! ```yaml
//! 入手元:
//!   - 本人又は本人の代理人
//!   - その他: 館内予約システム   # 誤
//!   - その他: 東図書館           # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{key, name, numbers, ticks};
use crate::assets::lists::intake::DEVICES;
use crate::japanese::notation::before_bracket;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X036",
    name: "device-as-source",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.intake");
        let boxes = format!("{section}.sources");
        let ticks = ticks(cx, &boxes);
        let slots = ticks.iter().filter_map(|tick| tick.detail);
        let found: Vec<Span> = slots.flat_map(|slot| devices(cx, slot)).collect();
        let lang = cx.lang;
        let methods = key(cx, &format!("{section}.methods"));
        let words = words(lang, &name(cx, &boxes));
        let finding = cx.report_all(&RULE, &found, words);
        if let Some((finding, methods)) = finding.zip(methods) {
            finding.related(methods, here(lang));
        }
    }
}

/// The names of devices in a slot.
fn devices(cx: &Context, slot: &Scalar) -> Vec<Span> {
    let text = slot.text.as_str();
    let mut start = 0;
    let mut found = Vec::new();
    for part in text.split_inclusive(['、', '，', '／', '\n', '；']) {
        let at = start;
        start += part.len();
        // 「…（以下、…）」 is one name with what is said of it.
        let whole = part.trim_end_matches(['、', '，', '／', '\n', '；']);
        let name = before_bracket(whole).trim_end();
        let bare = name.trim_end_matches('等').trim_end_matches("など");
        let is_begun = whole.contains(['）', ')']) && !whole.contains(['（', '(']);
        if !is_begun && DEVICES.iter().any(|end| bare.ends_with(end)) {
            let from = at + (name.len() - name.trim_start().len());
            found.push(cx.words(slot, from..at + bare.len()));
        }
    }
    found
}

fn words(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、人や組織ではなく、システムや機器の名が書かれている",
        "{item} names a system or a device, not a person or a body"
    ))
    .help(say!(
        lang,
        "その物で情報を渡す人や組織を①に書き、物の名は②入手方法に書いてください。",
        "Name who gives the data, and the device among the methods."
    ))
}

/// Said at the methods.
fn here(lang: Lang) -> String {
    say!(lang, "物の名はこちらに書く", "devices belong here")
}
