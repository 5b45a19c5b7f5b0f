//! 件名が、書類によって違う。
//! A title differs from paper to paper.
//!
//! ## 何を確認するか
//! 件名、諮問、会議の次第、資料と配布資料、答申の件名が、同じ事項では同じ字であること。基になるのは諮問の件名
//! （諮問がなければこの記録の件名）です。番号、「（答申）」「（案）」、終わりの「について」、全角・半角と空白の違いは問いません。
//! 「評価書」の評価書名が、表紙と同じであること（終わりの「全項目評価書」は問いません）。
//! 資料は、「諮問」の番号で指したものと、諮問の件名によく似たものだけを比べます。一つの諮問について違うものを、一件にまとめて示します。
//!
//! ## なぜ
//! 委員は、通知、資料、次第を件名で突き合わせます。名が変わると、同じ事項か別の事項か分かりません。
//!
//! ## 直し方
//! 一つに決めて、どの書類も同じ字にします。送った後の通知などで直せないものは、例外として理由を残します。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//! 会議:
//!   - 次第:
//!       - 図書の貸出しに係る事務の評価について    # 誤
//!       - 図書の貸出しに関する事務の評価について  # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use rustc_hash::FxHashMap;

use super::matters::{Named, anchors, meant, named, shown};
use super::titles::Title;
use super::{Pair, Side, pairs};
use crate::japanese::notation::fold;
use crate::lint::record::{Said, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K009",
    name: "title-differs",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for pair in pairs(cx) {
        name_of_assessment(cx, pair);
    }
    if !super::is_record(cx) {
        return;
    }
    papers(cx);
    let record = cx.assessment;
    let anchors = anchors(record);
    let named = named(record, &anchors);
    let mut found: Vec<Vec<&Named>> = anchors.iter().map(|_| Vec::new()).collect();
    let words: Vec<&str> = anchors.iter().map(|(_, title, _)| title.words()).collect();
    for one in &named {
        if one.of.is_none() && words.contains(&one.title.words()) {
            continue;
        }
        if let Some(anchor) = meant(one, &named, &anchors)
            && one.title.words() != words[anchor]
        {
            found[anchor].push(one);
        }
    }
    for (anchor, others) in found.iter().enumerate() {
        let (own, title, _) = &anchors[anchor];
        let spans = others.iter().flat_map(|one| {
            let ranges = shown(one, title);
            ranges
                .into_iter()
                .map(|range| (one.said.field, cx.words(one.said.text, range)))
        });
        let places: Vec<_> = spans.collect();
        let words = words_of(cx.lang, own.str());
        let said = own.place(record);
        let label = is_so(cx.lang);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.related(said, label);
        }
    }
}

/// 評価書名 in the record and on the cover, where the record is about one assessment.
fn name_of_assessment<'a>(cx: &mut Context<'a>, pair: Pair<'a>) {
    let (Some(own), Some(cover)) = (
        said(pair.record, "assessments[1].title"),
        said(pair.paper, "cover.title"),
    ) else {
        return;
    };
    let bare = |said: Said| {
        let folded = fold(said.str());
        let ends = [
            "(全項目評価書)",
            "全項目評価書",
            "特定個人情報保護評価書",
            "評価書",
        ];
        let bare = ends
            .iter()
            .fold(folded.as_str(), |text, end| text.trim_end_matches(end));
        bare.trim_end_matches("に係る").to_owned()
    };
    if pair.record.entries("assessments") > 1 || bare(own) == bare(cover) {
        return;
    }
    let sides = (
        Side::at(own, pair.record, recorded(cx.lang, own.str())),
        Side::at(cover, pair.paper, on_the_cover(cx.lang, cover.str())),
    );
    pair.report(cx, &RULE, other_name(cx.lang), sides);
}

/// Papers of one number, in 資料 and in 配布資料, with other titles.
fn papers(cx: &mut Context) {
    let record = cx.assessment;
    let numbered = |id: &str| {
        let number = record.text(&format!("{id}.number")).map(fold)?;
        let said = said(record, &format!("{id}.title"))?;
        (!number.is_empty()).then_some((number, said))
    };
    let listed = 1..=record.entries("documents");
    let listed: FxHashMap<String, Said> = listed
        .filter_map(|n| numbered(&format!("documents[{n}]")))
        .collect();
    for n in 1..=record.entries("meetings") {
        let list = format!("meetings[{n}].handouts");
        for m in 1..=record.entries(&list) {
            let Some((number, said)) = numbered(&format!("{list}[{m}]")) else {
                continue;
            };
            let Some(own) = listed.get(&number) else {
                continue;
            };
            let (title, other) = (Title::of(said.str()), Title::of(own.str()));
            if title.words() == other.words() {
                continue;
            }
            let one = Named {
                said,
                title,
                of: None,
                group: 0,
                is_matter: false,
            };
            let ranges = shown(&one, &other).into_iter();
            let places = ranges.map(|range| (said.field, cx.words(said.text, range)));
            let places: Vec<_> = places.collect();
            let words = words_of(cx.lang, own.str());
            let (place, label) = (own.place(record), is_so(cx.lang));
            if let Some(finding) = cx.report_all(&RULE, &places, words) {
                finding.related(place, label);
            }
        }
    }
}

/// 評価書名 differs.
fn other_name(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "評価書名が、点検記録と表紙で違う",
        "The name of the assessment differs between the record and the cover"
    ))
    .help(say!(
        lang,
        "どちらかに決めて、同じ字にそろえてください。",
        "Decide on one, and write it the same."
    ))
}

/// Said at 評価書名 of the record.
fn recorded(lang: Lang, name: &str) -> String {
    say!(lang, "点検記録では「{name}」", "「{name}」 in the record")
}

/// Said at the cover.
fn on_the_cover(lang: Lang, name: &str) -> String {
    say!(lang, "表紙では「{name}」", "「{name}」 on the cover")
}

fn words_of(lang: Lang, title: &str) -> Words {
    Words::new(say!(
        lang,
        "件名が、「{title}」と違う",
        "A title differs from 「{title}」"
    ))
    .help(say!(
        lang,
        "一つに決めて、どの書類も同じ字にそろえてください。",
        "Decide on one title, and write it the same on every paper."
    ))
}

/// Said at the title that the others are held against.
fn is_so(lang: Lang) -> String {
    say!(lang, "ここではこの件名", "the title here")
}
