//! 見た目の似た別の文字（ー の代わりの - や ―、半角の･、装飾の➁など）が使われている。
//! A character is used for another that looks like it.
//!
//! ## 何を確認するか
//! - カタカナの語の中の長音「ー」が、ハイフン、ダッシュ、マイナスになっている（ハ-ド、サ―バ）
//! - 中黒「・」、読点「、」、句点「。」、かぎ括弧が半角の「･」「､」「｡」「｢」、丸数字「②」が装飾用の「➁」、カタカナが半角のカナになっている
//! - 同じ名が、異体字（旧字、人名や地名の字体、異体字の指定の有無）の違う字で二通りに書かれている（髙山と高山）
//! - 「入カ」（カタカナのカ）、「市ヘ」（カタカナのヘ）、「同ー」（長音）、「サ一バ」（漢数字の一）、「力ード」（漢字の力）のような取り違え
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
use unicode_normalization::UnicodeNormalization;

use super::kana::{Found, Mistake, first_kanji, kana, kanji, last_kanji};
use super::{Places, glyphs};
use crate::assessment::field::FieldId;
use crate::assets::lists::katakana::USUAL;
use crate::japanese::chars::is_katakana;
use crate::japanese::runs::{Run, RunKind};
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

/// The number in a circle that a decorative one stands for.
fn circled(c: char) -> Option<String> {
    char::from_u32(u32::from(c) - 0x2780 + 0x2460).map(String::from)
}

pub(super) fn find(text: &str, runs: &[Run], known: &FxHashSet<&str>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (n, run) in runs.iter().enumerate() {
        let before = n
            .checked_sub(1)
            .map(|n| runs[n])
            .filter(|r| r.end == run.start);
        let after = runs.get(n + 1).copied().filter(|r| r.start == run.end);
        match run.kind {
            RunKind::Sign(c @ ('･' | '､' | '｡' | '｢' | '｣')) => {
                let right = text[run.range()].nfkc().collect();
                found.push((Mistake::HalfSign(c), run.range(), Some(right)));
            }
            RunKind::Sign(c @ '➀'..='➉') => {
                found.push((Mistake::Circled, run.range(), circled(c)));
            }
            RunKind::Sign('ｦ'..='ﾟ') => {
                // ｶ and its ﾞ are one.
                match found.last_mut() {
                    Some((Mistake::HalfKana, range, _)) if range.end == run.start => {
                        range.end = run.end;
                    }
                    _ => found.push((Mistake::HalfKana, run.range(), None)),
                }
            }
            RunKind::Sign('\u{400}'..='\u{4FF}') => match found.last_mut() {
                Some((Mistake::Foreign, range, _)) if range.end == run.start => range.end = run.end,
                _ => found.push((Mistake::Foreign, run.range(), None)),
            },
            RunKind::Sign(c) if is_dash(c) && is_long_vowel(text, before, *run, after, known) => {
                found.push((Mistake::LongVowel, run.range(), Some("ー".into())));
            }
            RunKind::Katakana => {
                found.extend(
                    kana(text, *run).map(|(range, right)| (Mistake::Kana, range, Some(right))),
                );
                found.extend(kanji(text, *run, runs.get(n + 1).copied(), known));
                found.extend(first_kanji(text, *run, known));
                found.extend(last_kanji(text, *run, known));
            }
            _ => {}
        }
    }
    // A long run of them is written anew once, not at each of its characters.
    for (mistake, range, right) in &mut found {
        if *mistake == Mistake::HalfKana {
            *right = Some(text[range.clone()].nfkc().collect());
        }
    }
    found
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '－' | '─' | '━')
}

/// Whether a dash stands for ー: between katakana one of which is no word alone, or where the word is known with ー.
fn is_long_vowel(
    text: &str,
    before: Option<Run>,
    dash: Run,
    after: Option<Run>,
    known: &FxHashSet<&str>,
) -> bool {
    let katakana = |run: Option<Run>| {
        run.filter(|r| r.kind == RunKind::Katakana)
            .map(|r| &text[r.range()])
    };
    let Some(head) = katakana(before) else {
        return false;
    };
    let tail = katakana(after);
    let joined = format!("{head}ー{}", tail.unwrap_or(""));
    if known.contains(joined.as_str()) {
        return true;
    }
    let is_part =
        |part: &str| part.chars().count() == 1 || part.starts_with(['ッ', 'ャ', 'ュ', 'ョ', 'ン']);
    let next_is_text = text[dash.end..].chars().next().is_some_and(is_katakana);
    next_is_text
        && tail.is_some_and(|tail| {
            is_part(head) || is_part(tail) || known.contains(joined.trim_end_matches('ー'))
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn characters_that_look_alike() {
        let known = FxHashSet::from_iter(["サーバー"]);
        let text = "ハ-ドとサ―バーとサーバ－を入カし、市ヘ渡す。同ー人の口グ、ｶﾞｽ･②➁、サ一バー、システム-端末、二ヘクタール、3カ月、第2条カの";
        let found: Vec<String> = find(text, &runs(text), &known)
            .into_iter()
            .map(|(_, range, right)| format!("{}{}", &text[range], right.unwrap_or_default()))
            .collect();
        assert_eq!(
            found,
            [
                "-ー",
                "―ー",
                "－ー",
                "カ力",
                "ヘへ",
                "ー一",
                "ｶﾞｽガス",
                "･・",
                "➁②",
                "一ー"
            ]
        );
    }
}
