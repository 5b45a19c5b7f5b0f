//! 条や号の番号に「第」がない。
//! The numbers of an article or item lack their ordinal mark.
//!
//! ## 何を確認するか
//! 「番号法16条」「番号法第9条1項」のように、法令名に続く条、項、号の番号に「第」が抜けていないこと。
//! どの法令の引用か分かるものだけを見ます。「平成25年法律27号」のような法令の番号も見ます。別添３の変更前は見ません。実測: 公表された評価書1件で、指摘1件（2か所）は正しく、見落としなし。
//!
//! ## なぜ
//! 法令の引用は「第16条」と書くのが決まりで、同じ評価書の中に二つの書き方が混ざる元になります。
//!
//! ## 直し方
//! 「第」を補います。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 番号法16条に基づき、本人確認を行う。     # 誤
//! リスクに対する措置の内容: 番号法第16条に基づき、本人確認を行う。   # 正
//! ```
//!
//! ## 根拠
//! 法令の条、項、号の呼び方（番号法第16条など）

use std::ops::Range;

use crate::japanese::citation::{Unit, Whose};
use crate::japanese::notation::{has_chars, is_digit};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L008",
    name: "missing-dai",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let (mut found, mut edits) = (Vec::new(), Vec::new());
    for legal in cx.facts.laws.texts.iter().filter(|l| !l.former) {
        for citation in &legal.found.citations {
            let counts = |unit| matches!(unit, Unit::Article | Unit::Paragraph | Unit::Item);
            let bare: Vec<_> = citation
                .parts
                .iter()
                .filter(|p| !p.marked && counts(p.unit))
                .collect();
            if citation.whose == Whose::Unsaid || bare.is_empty() {
                continue;
            }
            let range = bare[0].range.start..bare[bare.len() - 1].range.end;
            let written = legal.text.text[range.clone()].to_owned();
            // The numbers from the last on, so that the places of those before stay.
            let right = bare.iter().rev().fold(written.clone(), |mut right, part| {
                right.insert(part.range.start - range.start, '第');
                right
            });
            found.push((written, right, legal.spot(cx, range)));
            edits.extend(bare.iter().map(|part| {
                let start = cx.words(legal.text, part.range.clone()).start;
                Edit {
                    span: Span::at(start),
                    text: "第".into(),
                }
            }));
        }
    }
    for legal in cx.facts.laws.texts.iter().filter(|l| !l.former) {
        for range in law_numbers(&legal.text.text) {
            let written = legal.text.text[range.clone()].to_owned();
            if found
                .iter()
                .any(|(known, _, spot)| *known == written && *spot == legal.spot(cx, range.clone()))
            {
                continue;
            }
            let start = cx.words(legal.text, range.clone()).start;
            edits.push(Edit {
                span: Span::at(start),
                text: "第".into(),
            });
            found.push((
                written.clone(),
                format!("第{written}"),
                legal.spot(cx, range),
            ));
        }
    }
    let lang = cx.lang;
    let only = match found.as_slice() {
        [(written, ..)] => Some(written.as_str()),
        _ => None,
    };
    let words = words(lang, only);
    let said = found.iter();
    let said = said.map(|(_, right, spot)| (*spot, as_written(lang, right)));
    let places: Vec<(Place, String)> = said.collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.fix(Safety::Safe, edits);
    }
}

/// The numbers of laws without 第: 27号 of 「平成25年法律27号」.
fn law_numbers(text: &str) -> Vec<Range<usize>> {
    let signs = text.match_indices('号').filter_map(|(at, sign)| {
        let head = text[..at].trim_end_matches(is_digit);
        let kind = KINDS.iter().find(|kind| head.ends_with(**kind))?;
        let before = &head[..head.len() - kind.len()];
        // The year stands right before, but for the name of a ministry or of a body.
        let since = before.rfind('年')?;
        let between = &before[since + '年'.len_utf8()..];
        let is_name = !between.contains(['、', '。', '（', '）', '「', '」', '\n', '第'])
            && !has_chars(between, LONGEST);
        let has_year = before[..since].ends_with(is_digit) || before[..since].ends_with('元');
        (head.len() < at && is_name && has_year).then_some(head.len()..at + sign.len())
    });
    signs.collect()
}

/// What laws with numbers are.
const KINDS: [&str; 8] = [
    "法律", "政令", "省令", "府令", "命令", "条例", "規則", "告示",
];

/// From how many characters on what stands between a year and a kind is no name of a body.
const LONGEST: usize = 25;

/// Said at each number.
fn as_written(lang: Lang, right: &str) -> String {
    say!(lang, "「{right}」と書く", "write 「{right}」")
}

/// With the number, where it is the only one.
fn words(lang: Lang, only: Option<&str>) -> Words {
    let message = match only {
        Some(words) => say!(
            lang,
            "「{words}」に「第」がない",
            "「{words}」 lacks its 第"
        ),
        None => say!(
            lang,
            "条項の番号に「第」がない",
            "Numbers of articles lack their 第"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "「第」を補ってください。",
        "Put 第 before the number."
    ))
}
