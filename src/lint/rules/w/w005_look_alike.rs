//! 見た目の似た別の文字（ー の代わりの - や ―、半角の･、装飾の➁など）が使われている。
//! A character is used for another that looks like it.
//!
//! ## 何を確認するか
//! - カタカナの語の中の長音「ー」が、ハイフン、ダッシュ、マイナスになっている（ハ-ド、サ―バ）
//! - 中黒「・」、読点「、」、句点「。」、かぎ括弧が半角の「･」「､」「｡」「｢」、丸数字「②」が装飾用の「➁」、カタカナが半角のカナになっている
//! - 同じ名が、異体字（旧字、人名や地名の字体、異体字の指定の有無）の違う字で二通りに書かれている（髙山と高山）
//! - 「入カ」（カタカナのカ）、「市ヘ」（カタカナのヘ）、「同ー」（長音）、「サ一バ」（漢数字の一）、「力ード」（漢字の力）、「取リ扱う」（カタカナのリ）、「べース」（ひらがなのべ）のような取り違え（法令の「第三号ロ」のような番号は数えません）
//! - キリル文字が日本語の文に混ざっている
//!
//! 同じ種類のものは一件にまとめます。「」の中も数えます。別添３の変更前は数えません。別添３の項目では、丸数字だけを見ます。
//!
//! ## なぜ
//! 画面では同じに見えても別の文字なので、検索、読み上げ、前の版との比較で別の語として扱われます。
//!
//! ## 直し方
//! 示された文字に打ち直します。確かなものは `hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 消去方法: ハ-ドディスクを破壊する。   # 誤: - がハイフン
//! 消去方法: ハードディスクを破壊する。  # 正
//! ```
//!
//! ## 根拠
//! JIS X 0213
//!
//! 実測: 公表された素案一つ（254項目）で指摘3件（長音1か所、中黒18か所、別添３の項目の丸数字8か所）。すべて直すべきもの。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::kana::Mistake;
use super::look_alikes::{circled, find};
use super::{Places, glyphs};
use crate::assessment::field::FieldId;
use crate::assets::lists::katakana::USUAL;
use crate::japanese::runs::RunKind;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W005",
    name: "look-alike",
    levels: Levels::always(Severity::Warning),
    basis: &["JIS X 0213"],
    check,
};

/// A place with what belongs there, where that is known.
type Wrong = (FieldId, Span, Option<String>);

fn check(cx: &mut Context) {
    let known: FxHashSet<&str> = cx
        .facts
        .words
        .iter()
        .flat_map(|w| w.runs.iter().map(move |r| (w, r)))
        .filter(|(_, r)| r.kind == RunKind::Katakana)
        .map(|(w, r)| &w.text.text[r.range()])
        .chain(USUAL.iter().copied())
        .collect();
    let mut groups: BTreeMap<Mistake, Vec<Wrong>> = BTreeMap::new();
    for words in &cx.facts.words {
        for (mistake, range, right) in find(words.str(), &words.runs, &known) {
            let span = words.span(cx.assessment, range);
            groups
                .entry(mistake)
                .or_default()
                .push((words.field, span, right));
        }
    }
    let circled = in_references(cx);
    if !circled.is_empty() {
        groups.entry(Mistake::Circled).or_default().extend(circled);
    }
    for (mistake, found) in groups {
        report(cx, mistake, &found);
    }
    glyphs::check(cx, &RULE);
}

/// Decorative numbers in 項目 of 別添３: the form has others there.
fn in_references(cx: &Context) -> Vec<Wrong> {
    let items = cx.changes().entries.iter().filter_map(|entry| entry.item);
    let found = items.flat_map(|item| {
        let signs = item.text.text.char_indices();
        let signs = signs.filter(|(_, c)| ('➀'..='➉').contains(c));
        signs.map(move |(at, c)| {
            let span = cx.words(item.text, at..at + c.len_utf8());
            (item.field, span, circled(c))
        })
    });
    found.collect()
}

fn report(cx: &mut Context, mistake: Mistake, found: &[Wrong]) {
    let Some((_, first, right)) = found.first() else {
        return;
    };
    let source = cx.assessment.source;
    let wrong = source.slice(*first);
    // What the headline quotes has to hold for all places.
    let alike = found
        .iter()
        .all(|(_, span, _)| source.slice(*span) == wrong);
    let right = right.as_deref().unwrap_or_default();
    let words = words(cx.lang, mistake, alike, wrong, right);
    let places = found.iter().map(|(field, span, _)| (*field, *span));
    let places: Places = places.collect();
    let edit = |(_, span, right): &Wrong| {
        let text = right.clone()?;
        Some(Edit { span: *span, text })
    };
    let edits: Option<Vec<Edit>> = found.iter().map(edit).collect();
    let (severity, safety) = facts(mistake);
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        let finding = finding.severity(severity);
        if let Some(edits) = edits {
            finding.fix(safety, edits);
        }
    }
}

/// How much a mistake matters, and how sure it is what belongs there.
fn facts(mistake: Mistake) -> (Severity, Safety) {
    match mistake {
        Mistake::LongVowel => (Severity::Warning, Safety::Safe),
        Mistake::HalfSign(_) | Mistake::Circled | Mistake::HalfKana => {
            (Severity::Info, Safety::Safe)
        }
        Mistake::Kana | Mistake::Foreign => (Severity::Warning, Safety::Unsafe),
    }
}

/// What is wrong at the first place, and what belongs there, are quoted where all places are alike.
fn words(lang: Lang, mistake: Mistake, alike: bool, wrong: &str, right: &str) -> Words {
    let message = match mistake {
        Mistake::LongVowel if alike => say!(
            lang,
            "長音の「ー」が、似た別の文字「{wrong}」になっている",
            "「{wrong}」 is used for 「ー」"
        ),
        Mistake::LongVowel => say!(
            lang,
            "長音の「ー」が、似た別の文字になっている",
            "Other signs are used for 「ー」"
        ),
        Mistake::HalfSign(sign) => {
            let name = match sign {
                '･' => "中黒",
                '､' => "読点",
                '｡' => "句点",
                _ => "かぎ括弧",
            };
            say!(
                lang,
                "{name}が、半角の「{wrong}」になっている",
                "「{wrong}」 is used for 「{right}」"
            )
        }
        Mistake::Circled if alike => say!(
            lang,
            "丸数字「{right}」が、装飾用の「{wrong}」になっている",
            "「{wrong}」 is used for 「{right}」"
        ),
        Mistake::Circled => say!(
            lang,
            "様式の丸数字が、見た目の似た装飾用の数字になっている",
            "Decorative numbers are used for circled ones"
        ),
        Mistake::HalfKana if alike => say!(
            lang,
            "カタカナが、半角の「{wrong}」になっている",
            "Half-width kana 「{wrong}」 are used here"
        ),
        Mistake::HalfKana => say!(lang, "カタカナが、半角になっている", "Half-width kana"),
        Mistake::Kana if alike => say!(
            lang,
            "「{right}」のはずのところが、似た別の文字「{wrong}」になっている",
            "「{wrong}」 is used for 「{right}」"
        ),
        Mistake::Kana => say!(
            lang,
            "似た別の文字になっているところがある",
            "Characters are used for others that look alike"
        ),
        Mistake::Foreign if alike => say!(
            lang,
            "日本語でない文字「{wrong}」がある",
            "Letters of another script 「{wrong}」 are used here"
        ),
        Mistake::Foreign => say!(lang, "日本語でない文字がある", "Letters of another script"),
    };
    let help = match mistake {
        Mistake::Foreign => say!(
            lang,
            "打ち間違いや文字化けでないかを確かめて、打ち直してください。",
            "See whether they are meant."
        ),
        Mistake::Circled => say!(
            lang,
            "「{wrong}」は、見た目が似ていても「{right}」とは別の文字で、項目の番号として検索できません。「{right}」のような丸数字に打ち直してください。",
            "Write numbers as 「{right}」: 「{wrong}」 is another character, and nobody finds it."
        ),
        Mistake::Kana | Mistake::HalfKana if !alike => say!(
            lang,
            "正しい字に打ち直してください。",
            "Write the right character."
        ),
        _ => say!(
            lang,
            "「{right}」に打ち直してください。",
            "Write 「{right}」."
        ),
    };
    Words::new(message).help(help)
}
