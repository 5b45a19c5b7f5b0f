//! 別添３の項目の名や番号が、様式と違う。
//! A reference in the change table has another label or number than the form.
//!
//! ## 何を確認するか
//! 別添３の「項目」に書いた番号と名が、様式の同じ項目のものであること。番号と名が別の項目を指していれば注意、名が少し違う
//! だけなら参考です。章や節の見出しから書いたときは、途中の見出しも見ます。番号だけ、名だけの書き方は問いません。同じ書き方の繰返しは、まとめて一つにします。
//! 「（評価書の種類）」のように様式に欄のないものを項目に挙げた行は、参考として示します。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘4件、どれも正しく、見落とし0件。
//!
//! ## なぜ
//! 番号と名が食い違うと、どちらの項目が変わったのかが分かりません。
//!
//! ## 直し方
//! 示された番地と名に改めます。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 項目: Ⅱ３②入手元   # 誤: ②は入手方法
//!   - 項目: Ⅱ３①入手元   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{shown, target_name};
use crate::assessment::field::outer;
use crate::assessment::resolve::{Manner, Meaning, bare_label, labels_above, likeness};
use crate::compare::changelog::{LogEntry, Reference};
use crate::form::{Item, ItemId};
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C002",
    name: "reference-label-differs",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// How alike two labels are that are meant to be one.
const ALIKE: f64 = 0.75;

/// Shorter words are no label that can be distinguished from others.
const SHORT: usize = 4;

/// The kind of the assessment, which the form prints as its title and not as an item.
const KIND: &str = "form";

fn check(cx: &mut Context) {
    super::judged(cx).for_each(|(_, entry)| of_kind(cx, entry));
    let (mut found, mut above) = (Vec::new(), Vec::new());
    for (_, entry) in super::judged(cx) {
        let Some(item) = entry.item else { continue };
        for reference in &entry.references {
            let Meaning::Item(resolution) = &reference.meaning else {
                continue;
            };
            let own = &item.text.text[reference.words.clone()];
            let place = || (item.field, cx.words(item.text, reference.words.clone()));
            let is_unsure = matches!(
                resolution.manner,
                Manner::CloseLabel | Manner::LabelAlone | Manner::NumberAlone
            );
            if !is_unsure {
                if let Some((label, right)) = other_level(cx, own, resolution.item) {
                    above.push(((shown(own), label, right), place()));
                }
            } else if resolution.rivals.is_empty() {
                let name = target_name(cx, resolution, &reference.places);
                let label = cx.assessment.form.items[resolution.item].label.clone();
                found.push(((shown(own), name, label, resolution.manner), place()));
            }
        }
    }
    for ((reference, label, right), places) in grouped(above) {
        let words = other_heading(cx.lang, &reference, &label, &right);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.severity(Severity::Info);
        }
    }
    for ((reference, name, label, manner), places) in grouped(found) {
        let (severity, words) = if manner == Manner::LabelAlone {
            (Severity::Warning, two_items(cx.lang, &reference, &name))
        } else {
            (Severity::Info, other_label(cx.lang, &reference, &label))
        };
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.severity(severity);
        }
    }
}

/// A label on the way to an item that is not its own: the label itself, and the one that the form has there.
fn other_level(cx: &Context, words: &str, item: ItemId) -> Option<(String, String)> {
    let form = cx.assessment.form;
    let id = form.items[item].id.as_str();
    let labels = labels_above(words);
    if labels.is_empty() {
        return None;
    }
    let on_the_way: Vec<(String, &str)> = outer(id)
        .filter_map(|outer| form.find(outer))
        .flat_map(|above| {
            let item = &form.items[above];
            let names = [&item.label, &item.key].into_iter().chain(&item.aliases);
            names.filter_map(|name| Some((bare_label(name)?, item.label.as_str())))
        })
        .collect();
    labels.into_iter().find_map(|label| {
        let same = |own: &str| own.contains(label.as_str()) || label.contains(own);
        if !has_chars(&label, SHORT) || on_the_way.iter().any(|(own, _)| same(own)) {
            return None;
        }
        let alike = |(own, _): &&(String, &str)| likeness(own, &label) >= ALIKE;
        if let Some((_, right)) = on_the_way.iter().find(alike) {
            return Some((label, (*right).to_owned()));
        }
        let is_label = |item: &Item| bare_label(&item.label).as_deref() == Some(label.as_str());
        let of_other = form.items.iter().take(form.printed).any(is_label);
        // The heading of the section is what distinguishes the two.
        let (_, right) = on_the_way
            .iter()
            .rev()
            .find(|(_, right)| *right != form.items[item].label)?;
        of_other.then(|| (label, (*right).to_owned()))
    })
}

/// A row about the kind of the assessment.
fn of_kind(cx: &mut Context, entry: &LogEntry) {
    let is_kind = |reference: &&Reference| match &reference.meaning {
        Meaning::Item(found) => cx.assessment.form.items[found.item].id == KIND,
        _ => false,
    };
    let (Some(item), Some(reference)) = (entry.item, entry.references.iter().find(is_kind)) else {
        return;
    };
    let span = cx.words(item.text, reference.words.clone());
    let words = no_item(cx.lang, &shown(&item.text.text[reference.words.clone()]));
    let there = there(cx.lang);
    let finding = cx
        .report(&RULE, item.field, span, words)
        .severity(Severity::Info);
    if let Some(explanation) = entry.explanation {
        finding.related(explanation.text.span, there);
    }
}

fn other_heading(lang: Lang, reference: &str, label: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "「{reference}」の途中の見出し「{label}」が、様式と違う",
        "「{label}」 in the path of 「{reference}」 is not what the form has there"
    ))
    .help(say!(
        lang,
        "この項目は、様式では「{right}」の中にあります。見出しか番号を直してください。",
        "On the form the item is below 「{right}」. Fix the heading or the number."
    ))
}

fn two_items(lang: Lang, reference: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "「{reference}」は、番号と名が別の項目を指している",
        "「{reference}」 has the number of one item and the label of another"
    ))
    .help(say!(
        lang,
        "この名の項目は「{name}」です。どちらのことかを確かめて、番号か名を直してください。",
        "The label belongs to 「{name}」. See which is meant, and fix the number or the label."
    ))
}

fn other_label(lang: Lang, reference: &str, label: &str) -> Words {
    Words::new(say!(
        lang,
        "「{reference}」の名が、様式と違う",
        "「{reference}」 has another label than the form"
    ))
    .help(say!(
        lang,
        "様式では「{label}」です。様式のとおりに書くと、本文と照らし合わせやすくなります。",
        "On the form it is 「{label}」."
    ))
}

fn no_item(lang: Lang, reference: &str) -> Words {
    Words::new(say!(
        lang,
        "「{reference}」は、様式に欄のある項目ではない",
        "「{reference}」 is no item of the form"
    ))
    .help(say!(
        lang,
        "評価書の種類の変更は、Ⅵ１②　しきい値判断結果 の変更として書くと、様式の項目と対応します。いつから全項目評価としたかが説明から分かることも確かめてください。",
        "Record the change as one of Ⅵ１② (the result of the threshold), and say since when."
    ))
}

/// Said at the explanation of a row that names no item.
fn there(lang: Lang) -> String {
    say!(lang, "この行の説明", "what the row says of it")
}
