//! 自分の団体の名があるはずのところに、ほかの団体の名がある。
//! Another body's name is used where the own one belongs.
//!
//! ## 何を確認するか
//! 「…市長」「…市の領域」「…市個人情報保護条例」「…市職員」のように評価実施機関を名指しする言い方が、
//! 表紙の評価実施機関名と同じ団体であること。宣言の「…市は、」も見ます。同じ種類の団体（市なら市、区なら区）だけを見ます。ただし
//! 「…個人情報保護審議会」「…情報公開条例」のように市区町村が置き、又は定めるものは、市区町村ならどの種類でも見ます。
//! 提供先、移転先、委託先、入手元の欄と、「」の中は見ません。
//!
//! ## なぜ
//! ほかの団体の評価書を下敷きにすると、名前が残ることがあります。その条例や規程は自分の団体にはありません。
//!
//! ## 直し方
//! 自分の団体の名に直し、その条例や規程が自分の団体にあるかを確かめます。ほかの団体のことなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 評価実施機関名: 架空市長
//! # …
//! 第三者点検:
//!   方法: 別世市個人情報保護審議会に諮問した。   # 誤: ほかの市の審議会
//!   方法: 架空市個人情報保護審議会に諮問した。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0（ほかの団体の名は残っていない）。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::{Body, body};
use crate::assessment::field::FieldId;
use crate::assets::lists::bodies::{EACH_HAS, NO_NAMES, SAID_OF_OWN};
use crate::japanese::chars::is_kanji;
use crate::lint::rules::w::report_all;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B002",
    name: "other-body",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// The kinds of municipalities.
const MUNICIPALITIES: [char; 4] = ['市', '区', '町', '村'];

/// Items that speak of others.
const OTHERS: [&str; 5] = [
    ".recipients[",
    ".transferees[",
    ".contractor",
    ".intake.sources",
    "changes[",
];

fn check(cx: &mut Context) {
    let Some(body) = body(cx) else { return };
    // `str::find` with a character stops at every letter that shares its last byte; memmem does not.
    let finder =
        |kind: char| memmem::Finder::new(kind.encode_utf8(&mut [0; 4]).as_bytes()).into_owned();
    let kind = finder(body.kind);
    let of_each: Vec<_> = MUNICIPALITIES
        .into_iter()
        .filter(|kind| MUNICIPALITIES.contains(&body.kind) && *kind != body.kind)
        .map(|kind| (kind, finder(kind)))
        .collect();
    let mut found: BTreeMap<&str, Vec<(FieldId, Span)>> = BTreeMap::new();
    for words in &cx.facts.words {
        let id = &cx.field(words.place).id;
        let subject = (id == DECLARATION)
            .then(|| subject(&words.text.text, &body))
            .flatten();
        if let Some(range) = subject {
            let span = words.span(cx.assessment, range.clone());
            let name = &words.text.text[range];
            found.entry(name).or_default().push((words.place, span));
        }
        let text = &words.text.text;
        let of_kind = others(text, &body, body.kind, &kind, SAID_OF_OWN);
        let of_each = of_each
            .iter()
            .flat_map(|(kind, finder)| others(text, &body, *kind, finder, EACH_HAS));
        for range in of_kind.chain(of_each) {
            let of_others = OTHERS.iter().any(|other| id.contains(other));
            if !of_others && !words.is_quoted(range.start) {
                let span = words.span(cx.assessment, range.clone());
                let name = &words.text.text[range];
                found.entry(name).or_default().push((words.place, span));
            }
        }
    }
    for (name, places) in found {
        let words = words(cx.lang, &body.name, name);
        report_all(cx, &RULE, &places, words);
    }
}

/// Where the body declares that it protects privacy.
const DECLARATION: &str = "cover.declaration";

/// Who declares it, where that is another body: 「別世市は、…」.
fn subject(text: &str, body: &Body) -> Option<Range<usize>> {
    const LONGEST: usize = 10;
    let start = text.len() - text.trim_start().len();
    let (name, _) = text[start..].split_once('は')?;
    // 「別世市長は、…」 declares for 別世市.
    let name = ["知事", "長"]
        .iter()
        .find_map(|office| name.strip_suffix(office))
        .unwrap_or(name);
    let stem = name.strip_suffix(['市', '区', '町', '村', '県', '府', '都', '道'])?;
    let is_name = stem.chars().count() < LONGEST
        && !stem.is_empty()
        && stem.chars().all(char::is_alphanumeric)
        && !NO_NAMES.iter().any(|word| stem.ends_with(word));
    let is_own = name.ends_with(&body.name) || body.name.ends_with(name);
    (is_name && !is_own).then_some(start..start + name.len())
}

/// The names of bodies of a kind of which something is said that is said of the own one.
fn others<'t>(
    text: &'t str,
    body: &'t Body,
    kind: char,
    finder: &'t memmem::Finder,
    said: &'t [&str],
) -> impl Iterator<Item = Range<usize>> + 't {
    finder.find_iter(text.as_bytes()).filter_map(move |at| {
        let end = at + kind.len_utf8();
        if !said.iter().any(|own| text[end..].starts_with(own)) {
            return None;
        }
        let head = text[..at].trim_end_matches(is_kanji);
        let name = &text[head.len()..end];
        let stem = &text[head.len()..at];
        let length = stem.chars().count();
        let is_name =
            (1..=4).contains(&length) && !NO_NAMES.iter().any(|word| stem.ends_with(word));
        // 「宮城県架空市」 is the own one, too; 「…都道府県」 and 「…市区町村」 name none.
        let is_own = name.ends_with(&body.name) || body.name.ends_with(name);
        // 「構成市町」 and 「近隣町村」 are no names; 十日町市 is one.
        let is_row = kind != '市' && (stem.contains('市') || stem.ends_with('町'));
        (is_name && !is_own && !is_row && !stem.contains(['県', '府', '課', '及', '又']))
            .then_some(head.len()..end)
    })
}

fn words(lang: Lang, own: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "評価実施機関は「{own}」なのに、「{name}」のこととして書かれている",
        "The body is 「{own}」, but the text names 「{name}」"
    ))
    .help(say!(
        lang,
        "「{own}」に直し、条例や規程が自分の団体にあるかを確かめてください。ほかの団体のことなら、そのままで構いません。",
        "Write 「{own}」 where it is meant."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_declares() {
        let body = Body {
            name: "架空市".into(),
            kind: '市',
        };
        let found = |text: &str| subject(text, &body).map(|r| text[r].to_owned());
        assert_eq!(found("　別世市は、図書"), Some("別世市".to_owned()));
        assert_eq!(found("さくら町は、図書"), Some("さくら町".to_owned()));
        assert_eq!(found("架空県知事は、図書"), Some("架空県".to_owned()));
        for text in [
            "架空市は、",
            "架空市長は、",
            "教育長は、",
            "架空県架空市は、",
            "本市は、",
            "図書事務は、",
            "市は、",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_others_in_the_own_place() {
        let body = Body {
            name: "架空市".into(),
            kind: '市',
        };
        let text = "別世市長は架空市職員、他市の職員、転出先市の職員、別世市医師会、架空県架空市条例、別世市個人情報保護条例";
        let found: Vec<_> = others(text, &body, '市', &memmem::Finder::new("市"), SAID_OF_OWN)
            .map(|r| (r.start, &text[r]))
            .collect();
        let names: Vec<_> = found.iter().map(|f| f.1).collect();
        assert_eq!(names, ["別世市", "別世市"]);
        let text =
            "彼方町個人情報保護審議会、市町村個人情報保護条例、関係町村情報公開条例、彼方町図書館";
        let finder = memmem::Finder::new("町");
        let found: Vec<_> = others(text, &body, '町', &finder, EACH_HAS)
            .map(|r| &text[r])
            .collect();
        assert_eq!(found, ["彼方町"]);
    }
}
