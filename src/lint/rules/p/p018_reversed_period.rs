//! 「…から…まで」の終わりが、始まりより前になっている。
//! A period ends before it begins.
//!
//! ## 何を確認するか
//! 文の中の「令和6年4月1日から令和7年3月31日まで」「令和6年4月～令和7年3月」のような期間の終わりが、始まりより前でないこと。
//! 終わりに年の書かれていないもの（「令和6年10月から3月まで」）と別添３は見ません。Ⅵ２②の開始と終了は P003 が見ます。
//!
//! ## なぜ
//! どちらかの日付の書き誤りで、いつからいつまでのことかが分かりません。
//!
//! ## 直し方
//! 元の書類で日付を確かめて直します。
//!
//! ## 例
//! ```yaml
//! その他の措置の内容: 令和7年10月から令和7年4月までの記録を監査した。   # 誤
//! その他の措置の内容: 令和7年4月から令和7年10月までの記録を監査した。   # 正
//! ```
//!
//! ## 根拠
//! 文の中の日付

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P018",
    name: "reversed-period",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// What stands between the two days of a period by itself.
const DASHES: [&str; 5] = ["～", "〜", "－", "―", "-"];

fn check(cx: &mut Context) {
    for dated in &cx.facts.dated {
        if cx.field(dated.field).id.starts_with("changes[") {
            continue;
        }
        let text = dated.text.text.as_str();
        for (start, end) in dated.mentions.iter().zip(dated.mentions.iter().skip(1)) {
            let (Some((first, _)), Some((_, last))) = (start.when.days(), end.when.days()) else {
                continue;
            };
            let own_year = text[end.range.clone()].contains('年');
            if !own_year || last >= first {
                continue;
            }
            let between = after_weekday(&text[start.range.end..end.range.start]);
            let behind = after_weekday(&text[end.range.end..]);
            let is_period = DASHES.contains(&between)
                || matches!(between, "から" | "より" | "から、") && behind.starts_with("まで");
            if is_period {
                let range = start.range.start..end.range.end;
                let said = &text[range.clone()];
                let span = cx.words(dated.text, range.clone());
                cx.report(&RULE, dated.field, span, words(cx.lang, said));
            }
        }
    }
}

/// What follows a day and its weekday: 「（月）から」, 「（月曜日）から」.
fn after_weekday(text: &str) -> &str {
    let text = text.trim();
    let inside = text.strip_prefix(['（', '(']);
    let rest = inside.and_then(|inside| {
        let (weekday, rest) = inside.split_once(['）', ')'])?;
        (weekday.chars().count() <= 3).then_some(rest)
    });
    rest.unwrap_or(text).trim()
}

fn words(lang: Lang, period: &str) -> Words {
    Words::new(say!(
        lang,
        "期間「{period}」の終わりが、始まりより前になっている",
        "「{period}」 ends before it begins"
    ))
    .help(say!(
        lang,
        "元の書類で日付を確かめて直してください。",
        "Look up both days and correct the wrong one."
    ))
}
