//! 目に見えない文字や、見た目では区別できない文字がある。
//! A character can't be seen, or can't be distinguished from another.
//!
//! ## 何を確認するか
//! 次の文字がないこと。
//! - 目に見えない文字（幅のない空白、制御文字、特殊な改行など）と、文字の向きを変える文字
//! - 「青」の代わりの部首の文字「⻘」、濁点が別になった「か゛」など、PDF やファイル名から写したときに紛れる文字
//! - この端末でしか表示されない外字、文字化けの跡「�」
//! - 改行しない空白などの特殊な空白、互換用の漢字（参考として示します）
//!
//! ## なぜ
//! 画面では同じに見えても、検索、読み上げ、検査では別の文字です。公表した文書で検索できない、読み上げられない箇所になります。
//!
//! ## 直し方
//! 示された箇所を打ち直します。見出しや字下げにあるものは `hyokasho check --fix` で、文の中のものは確かめたうえで `--fix=unsafe` で直せます。
//!
//! ## 例
//! ```yaml
//! 評価書名: ⻘少年の健康に関する事務      # 誤（部首の文字）
//! 評価書名: 青少年の健康に関する事務      # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use std::collections::BTreeMap;

use crate::japanese::hidden::{Hidden, compose, hidden, ordinary};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity, Stage};
use crate::source::lang::{Lang, say};
use crate::yaml::typos::TypoKind;
use crate::yaml::{Content, Node};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y022",
    name: "invisible-character",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// One character with the places where it is; decomposed kana go together.
type Group = (Hidden, char, bool);

fn check(cx: &mut Context) {
    let mut groups: BTreeMap<Group, Vec<Span>> = BTreeMap::new();
    let skipped = skipped(cx);
    let texts = texts(cx);
    for &(at, c) in &cx.facts.raw.suspicious {
        let Some(kind) = hidden(c) else { continue };
        // What some programs show as the end of a line ends none: a comment goes on after it.
        if holds(&skipped, at) && !is_break(c) {
            continue;
        }
        let char_of_group = if kind == Hidden::Decomposed { 'が' } else { c };
        let span = Span::new(at, at + c.len_utf8());
        let group = (kind, char_of_group, holds(&texts, at));
        groups.entry(group).or_default().push(span);
    }
    for span in lone_returns(cx) {
        let group = (Hidden::Invisible, '\r', false);
        groups.entry(group).or_default().push(span);
    }
    for (group, places) in groups {
        report(cx, group, &places);
    }
}

/// Carriage returns that end a line alone, but for those that another finding fixes.
fn lone_returns(cx: &Context) -> Vec<Span> {
    let source = cx.assessment.source;
    let hidden = super::typos(cx, |kind| kind == TypoKind::Hidden).into_iter();
    let returns = hidden.filter(|typo| source.slice(typo.span) == "\r");
    returns.map(|typo| typo.span).collect()
}

/// Whether a character is a line break to some programs, and none to YAML.
fn is_break(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Comments, and blanks that another rule has reported.
fn skipped(cx: &Context) -> Vec<Span> {
    let document = cx.assessment.document;
    let blanks = document
        .typos
        .iter()
        .filter(|t| t.kind == TypoKind::WideBlank);
    let mut spans: Vec<Span> = document.comments.iter().map(|c| c.span).collect();
    spans.extend(blanks.map(|t| t.span));
    spans.sort_unstable();
    spans
}

/// The values, where a character may be meant.
fn texts(cx: &Context) -> Vec<Span> {
    fn collect(node: &Node, spans: &mut Vec<Span>) {
        match &node.content {
            Content::Blank => {}
            Content::Scalar(scalar) => spans.push(scalar.span),
            Content::Map(entries) => entries.iter().for_each(|e| collect(&e.value, spans)),
            Content::Seq(nodes) => nodes.iter().for_each(|n| collect(n, spans)),
        }
    }
    let document = cx.assessment.document;
    let mut spans = document.unread.clone();
    collect(&document.root, &mut spans);
    spans.sort_unstable();
    spans
}

fn holds(spans: &[Span], at: usize) -> bool {
    let before = spans.partition_point(|span| span.start <= at);
    // Parts that could not be read may overlap what follows them.
    let nearest = spans[..before].iter().rev().take(2);
    nearest.into_iter().any(|span| at < span.end)
}

fn report(cx: &mut Context, (kind, c, in_text): Group, places: &[Span]) {
    let source = cx.assessment.source;
    let shown: Vec<Span> = places.iter().map(|p| widened(cx, kind, *p)).collect();
    let alone = match shown.as_slice() {
        [only] => Some(source.slice(*only)),
        _ => None,
    };
    let words = words(cx.lang, kind, c, alone);
    let edits: Vec<Edit> = shown
        .iter()
        .filter_map(|p| fix_edit(cx, kind, *p))
        .collect();
    let severity = match kind {
        _ if !cx.prints(c) && cx.assessment.stage == Stage::Publish => Severity::Error,
        _ if !cx.prints(c) => Severity::Warning,
        Hidden::Blank | Hidden::Compatibility => Severity::Info,
        _ => Severity::Warning,
    };
    let Some(finding) = cx.report_all(&RULE, &shown, words) else {
        return;
    };
    let finding = finding.severity(severity);
    if edits.len() == shown.len() {
        let safety = if in_text || kind != Hidden::Invisible || is_break(c) {
            Safety::Unsafe
        } else {
            Safety::Safe
        };
        finding.fix(safety, edits);
    }
}

/// A voicing mark with its kana.
fn widened(cx: &Context, kind: Hidden, place: Span) -> Span {
    if kind != Hidden::Decomposed {
        return place;
    }
    let before = cx.assessment.source.text().get(..place.start).unwrap_or("");
    let kana = before.chars().next_back().map_or(0, char::len_utf8);
    Span::new(place.start - kana, place.end)
}

fn fix_edit(cx: &Context, kind: Hidden, span: Span) -> Option<Edit> {
    let text = cx.assessment.source.slice(span);
    let text = match kind {
        Hidden::Invisible if text == "\r" => newline(cx, span)?,
        Hidden::Invisible | Hidden::Direction => String::new(),
        Hidden::Blank => " ".to_owned(),
        Hidden::Radical | Hidden::Compatibility => ordinary(text.chars().next()?)?.to_string(),
        Hidden::Decomposed => {
            let composed = compose(text);
            (composed.chars().count() == 1).then_some(composed)?
        }
        Hidden::Private | Hidden::Replacement => return None,
    };
    Some(Edit { span, text })
}

/// The line break of the file in the place of a carriage return.
fn newline(cx: &Context, span: Span) -> Option<String> {
    let typos = &cx.assessment.document.typos;
    let place = typos.partition_point(|typo| typo.span < span);
    let same = typos.get(place).filter(|typo| typo.span == span)?;
    same.edits.first().map(|edit| edit.text.clone())
}

/// `alone` is what is written at the place, where there is only one.
fn words(lang: Lang, kind: Hidden, c: char, alone: Option<&str>) -> Words {
    Words::new(headline(lang, kind, c, alone)).help(help(lang, kind, c))
}

fn headline(lang: Lang, kind: Hidden, c: char, alone: Option<&str>) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    let name = name(lang, c);
    match (kind, ordinary(c)) {
        (_, _) if c == '\r' => say!(
            lang,
            "行が、古い形の改行の文字（{code}）で終わっている",
            "A line ends with a bare carriage return ({code})"
        ),
        (Hidden::Invisible, _) => say!(
            lang,
            "目に見えない文字（{name} {code}）がある",
            "There is an invisible character ({name} {code})"
        ),
        (Hidden::Direction, _) => say!(
            lang,
            "文字の向きを変える、目に見えない文字（{code}）がある",
            "An invisible character turns the direction of writing ({code})"
        ),
        (Hidden::Blank, _) => say!(
            lang,
            "特殊な空白（{name} {code}）がある",
            "There is a special blank ({name} {code})"
        ),
        (Hidden::Radical, Some(plain)) => say!(
            lang,
            "「{plain}」が、漢字でなく部首の文字「{c}」（{code}）になっている",
            "「{plain}」 is written with the radical 「{c}」 ({code})"
        ),
        (Hidden::Radical, None) => say!(
            lang,
            "漢字でなく、部首の文字「{c}」（{code}）がある",
            "The radical 「{c}」 ({code}) is no character of its own"
        ),
        (Hidden::Compatibility, _) => say!(
            lang,
            "互換用の漢字「{c}」（{code}）がある",
            "「{c}」 ({code}) is a compatibility character"
        ),
        (Hidden::Private, _) => say!(
            lang,
            "この端末でしか表示されない外字（{code}）がある",
            "There is a private character ({code})"
        ),
        (Hidden::Replacement, _) => say!(
            lang,
            "文字化けの跡「�」がある",
            "There is a replacement character"
        ),
        (Hidden::Decomposed, _) => match alone {
            Some(kana) => say!(
                lang,
                "「{kana}」の濁点・半濁点が、かなと別の文字になっている",
                "「{kana}」 is written as a kana and a mark"
            ),
            None => say!(
                lang,
                "かなの濁点・半濁点が、かなと別の文字になっている",
                "Kana are written as a kana and a mark"
            ),
        },
    }
}

fn name(lang: Lang, c: char) -> String {
    match c {
        '\u{200B}' => say!(lang, "幅のない空白", "zero-width blank"),
        '\u{AD}' => say!(lang, "行末だけに出るハイフン", "soft hyphen"),
        '\u{FEFF}' => say!(lang, "ファイルの先頭に付く印", "byte order mark"),
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            say!(
                lang,
                "Word や Excel の改行",
                "line break of office software"
            )
        }
        '\u{A0}' | '\u{202F}' => say!(lang, "改行しない空白", "no-break blank"),
        c if c.is_control() => say!(lang, "制御文字", "control character"),
        '\u{2000}'..='\u{200A}' => say!(lang, "幅の違う空白", "blank of another width"),
        _ => say!(lang, "幅のない文字", "zero-width character"),
    }
}

fn help(lang: Lang, kind: Hidden, c: char) -> String {
    match kind {
        _ if c == '\r' => say!(
            lang,
            "ここで行が分かれているものとして読みました。改行を打ち直してください。",
            "It was read as the end of a line; type the line break again."
        ),
        _ if is_break(c) => say!(
            lang,
            "改行のつもりなら普通の改行に打ち直し、そうでなければ消してください。行が分かれて見えても、1行として読まれます。",
            "Type an ordinary line break, or delete it: what looks like two lines is read as one."
        ),
        Hidden::Invisible | Hidden::Direction => say!(
            lang,
            "Word、Excel、ウェブページから写したときに紛れたものです。消してください。",
            "It came with text copied from elsewhere; delete it."
        ),
        Hidden::Blank => say!(
            lang,
            "半角か全角の普通の空白に打ち直してください。",
            "Type a plain or a full-width blank."
        ),
        Hidden::Radical | Hidden::Decomposed => say!(
            lang,
            "PDF やファイル名から写したときに紛れたもので、検索や読み上げができません。打ち直してください。",
            "It came with text copied from a PDF or a file name; type it again."
        ),
        Hidden::Compatibility => say!(
            lang,
            "人名や地名で字体を区別するのでなければ、普通の漢字に打ち直してください。",
            "Unless a name needs this form, type the ordinary character."
        ),
        Hidden::Private => say!(
            lang,
            "ほかの端末や公表した文書では表示されません。普通の漢字かかなに直してください。",
            "Others can't see it; use an ordinary character."
        ),
        Hidden::Replacement => say!(
            lang,
            "もとの文書を見て、失われた文字を打ち直してください。",
            "Look it up in the original and type it again."
        ),
    }
}
