//! 読む人に意味が見えない YAML の機能が使われている。
//! A feature of YAML is used that a reviewer can't see the meaning of.
//!
//! ## 何を確認するか
//! ほかの箇所を写す印（`&` `*` `<<`）、内容の種類の印（`!`）、「? 」で始まる見出し、文書の区切り（`---`）、`%` の指示が使われていないこと。1行目の `---` は構いません。
//!
//! ## なぜ
//! 評価書は、書いてあるとおりに読めることが大切です。ほかの箇所を写す印があると、何を公表するのかが、その箇所を見ただけでは分かりません。
//!
//! ## 直し方
//! 写している内容をそのまま書きます。文書の区切りは消し、1つの評価書を1つのファイルに書きます。
//!
//! ## 例
//! ```yaml
//! 事務担当部署: &部署 健康推進課   # 誤
//! 事務担当部署: 健康推進課         # 正
//! # …
//! 使用部署: *部署        # 誤
//! 使用部署: 健康推進課   # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use rustc_hash::FxHashMap;

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::typos::TypoKind;
use crate::yaml::{Feature, SyntaxProblem};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y017",
    name: "refused-feature",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut last_line = 0;
    let unread = unread(cx);
    for (span, feature) in features(cx) {
        let line = cx.assessment.source.line_of(span.start);
        // `<<: *name` is one thing to its writer.
        if line != last_line {
            let until = unread.get(&line).copied().filter(|last| *last > line);
            report(cx, span, feature, until.map(|last| (line, last)));
        }
        last_line = line;
    }
}

/// All features in the order of the file; of several on one line the first.
fn features(cx: &Context) -> Vec<(Span, Feature)> {
    let document = cx.assessment.document;
    let parsed = document.problems.iter().filter_map(|p| match p {
        SyntaxProblem::Feature { feature, span } => Some((*span, *feature)),
        _ => None,
    });
    let mistyped = document.typos.iter().filter_map(|t| match t.kind {
        TypoKind::Refused(feature) => Some((t.span, feature)),
        _ => None,
    });
    let mut all: Vec<_> = parsed.chain(mistyped).collect();
    all.sort_unstable();
    all
}

/// By the lines on which parts begin that were not read, those on which they end.
fn unread(cx: &Context) -> FxHashMap<usize, usize> {
    let source = cx.assessment.source;
    let mut lines = FxHashMap::default();
    for part in &cx.assessment.document.unread {
        let end = part.start + source.slice(*part).trim_end().len();
        let last = source.line_of(end.saturating_sub(1));
        let until = lines.entry(source.line_of(part.start)).or_insert(last);
        *until = last.max(*until);
    }
    lines
}

fn report(cx: &mut Context, span: Span, feature: Feature, unread: Option<(usize, usize)>) {
    let typo = super::typos(cx, |kind| kind == TypoKind::Refused(feature))
        .into_iter()
        .find(|typo| typo.span == span);
    let edits = typo.map(|t| t.edits.clone()).unwrap_or_default();
    if edits.iter().any(|e| e.span.end > span.end) {
        cx.report_at(&RULE, span, second_assessment(cx.lang));
        return;
    }
    let finding = cx.report_at(&RULE, span, words(cx.lang, feature, unread));
    if !edits.is_empty() {
        finding.fix(Safety::Unsafe, edits);
    }
}

/// `---` with a whole assessment after it.
fn second_assessment(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "ファイルの途中から、もう一つの評価書が始まっている",
        "Another assessment begins in the middle of the file"
    ))
    .label(say!(
        lang,
        "ここから後は点検していません",
        "not checked from here on"
    ))
    .help(say!(
        lang,
        "1つのファイルには1つの評価書を書きます。ここから後を別のファイルに移すか、要らなければ消してください。",
        "A file holds one assessment: move the rest to a file of its own, or delete it."
    ))
}

/// With the first and the last line that were not read.
fn words(lang: Lang, feature: Feature, unread: Option<(usize, usize)>) -> Words {
    let write_out = say!(
        lang,
        "写している内容を、ここにそのまま書いてください。文が「&」「*」で始まるなら、全角の「＆」「＊」にしてください。",
        "Write out what is meant. If a text begins with this sign, use its full-width form."
    );
    let (message, help) = match feature {
        Feature::Anchor => (
            say!(
                lang,
                "ほかの箇所から写せるように名前を付ける印「&」は使えない",
                "Anchors (「&」) are not read"
            ),
            write_out,
        ),
        Feature::Alias => (
            say!(
                lang,
                "ほかの箇所の内容を写す印「*」は使えない",
                "Aliases (「*」) are not read"
            ),
            write_out,
        ),
        Feature::MergeKey => (
            say!(
                lang,
                "ほかの箇所の項目をまとめて写す印「<<」は使えない",
                "Merge keys (「<<」) are not read"
            ),
            write_out,
        ),
        Feature::Tag => (
            say!(
                lang,
                "内容の種類を示す印「!」は使えない",
                "Tags (「!」) are not read"
            ),
            say!(
                lang,
                "印を消してください。内容はすべて書いたとおりの文として読みます。文が「!」で始まるなら、全角の「！」にしてください。",
                "Delete it; everything is read as text."
            ),
        ),
        Feature::ComplexKey => (
            say!(
                lang,
                "見出しを「? 」で始めたり、見出しに一覧を使ったりはできない",
                "Keys that begin with 「? 」 or are no text are not read"
            ),
            say!(
                lang,
                "「見出し: 内容」の形で書いてください。",
                "Write 「key: value」."
            ),
        ),
        Feature::SecondDocument => (
            say!(
                lang,
                "ファイルの途中に、文書の区切りがある",
                "A second document begins in the file"
            ),
            say!(
                lang,
                "区切りの行を消してください。1つのファイルには1つの評価書を書きます。",
                "Delete the line; a file holds one assessment."
            ),
        ),
        Feature::Directive => (
            say!(
                lang,
                "「%」で始まる指示の行は使えない",
                "Directives (「%」) are not read"
            ),
            say!(lang, "この行を消してください。", "Delete the line."),
        ),
    };
    let label = unread.map(|(first, last)| {
        say!(
            lang,
            "{first}行目から{last}行目までは点検していません",
            "lines {first} to {last} were not checked"
        )
    });
    Words::new(message)
        .label(label.unwrap_or_default())
        .help(help)
}
