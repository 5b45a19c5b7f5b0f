//! 保管期間の選択肢と、その妥当性に書かれた年数が食い違っている。
//! The chosen period of retention does not fit the years that its reason names.
//!
//! ## 何を確認するか
//! Ⅱ６②の期間が年数を示すとき、「その妥当性」に保管・保存の期間として書かれた年数のうち、少なくとも一つがその範囲にあること。
//! 申請書などの紙、ログ、バックアップ、映像のような別の媒体の年数は、ファイルの保管期間ではないので数えません。
//! 「…は7年を保管期間とする」「…から起算して5年と定めている」のような言い方も読みます。10年は「6年以上10年未満」に入りません。
//! 「定められていない」のときは、下限の年数（少なくとも5年など）を書けるので指摘しません。
//!
//! ## なぜ
//! 保管期間は、住民が自分の情報がいつ消えるかを知る唯一の欄です。
//!
//! ## 直し方
//! 規程に定めた期間を確かめ、選択肢か年数を直します。
//!
//! ## 例
//! ```yaml
//! 期間: 3年
//! その妥当性: 文書管理規程により5年間保存する。   # 誤: 3年か5年か
//! その妥当性: 文書管理規程により3年間保存する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::retention::{periods, years};
use super::{choice, numbers, text};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X014",
    name: "retention",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.storage.period");
        let length = choice(cx, &format!("{section}.length"));
        let reason = text(cx, &format!("{section}.validity"));
        let Some(((length, answer), (field, reason))) = length.zip(reason) else {
            continue;
        };
        let Some(fits) = years(length) else { continue };
        let stated: Vec<_> = periods(&reason.text).collect();
        let Some((years, range)) = stated.first().cloned() else {
            continue;
        };
        // One period may be counted from another's end; one that fits is enough.
        if stated.iter().any(|(years, _)| fits.contains(years)) {
            continue;
        }
        let mut without_years = WITHOUT_YEARS.iter();
        if fits.contains(&usize::MAX) && without_years.any(|word| reason.text.contains(*word)) {
            continue;
        }
        let span = cx.words(reason, range);
        let lang = cx.lang;
        let words = words(lang, length, &cx.name(field), years);
        cx.report(&RULE, field, span, words)
            .related(answer, chosen_period(lang));
    }
}

/// How a long time is stated without years.
const WITHOUT_YEARS: [&str; 5] = ["永年", "永久", "無期限", "長期", "生涯"];

fn words(lang: Lang, length: &str, reason: &str, years: usize) -> Words {
    Words::new(say!(
        lang,
        "保管期間が「{length}」なのに、{reason} には{years}年とある",
        "the period is 「{length}」, but {reason} says {years} years"
    ))
    .help(say!(
        lang,
        "規程に定めた期間を確かめ、どちらかを直してください。",
        "Correct one of the two."
    ))
}

/// Said at the answer.
fn chosen_period(lang: Lang) -> String {
    say!(lang, "選ばれた期間", "the chosen period")
}
