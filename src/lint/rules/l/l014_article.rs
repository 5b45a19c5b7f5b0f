//! 引用した条がその法律にないか、すぐ後の見出しがその条のものではない。
//! A law has no such article, or the heading after its number is that of another.
//!
//! ## 何を確認するか
//! 法律名の分かる引用（「住民基本台帳法第22条」「・第22条（転入届）」）の条が、その法律にあること。
//! 番号のすぐ後の（　）や「の規定による」の後の語が同じ法律のほかの条の見出しなら、番号か見出しのどちらかの誤りとして示します。
//! 番号法第15条などのすぐ後に本人確認のことが書かれているもの（第16条の取り違え）も示します。
//! Ⅴ１の開示・訂正・利用停止の請求に、個人情報の保護に関する法律の第5章（第60条から第129条まで）でない条を挙げたものも示します。
//! 命令の第2条の表による提供に、番号法第19条第9号（条例で定める事務）を挙げたものも示します。
//! 条の一覧にある法律（41件）だけを見ます。枝番の条は、新しく加わったものかもしれないので参考とします。別添３と「旧…」「改正前の…」は見ません。
//!
//! ## なぜ
//! 条の番号は、改正のたびに付け替わります。違う条を挙げると、根拠を確かめられません。
//!
//! ## 直し方
//! 条文を確かめて、番号か見出しを直します。
//!
//! ## 例
//! ```yaml
//! 法令上の根拠: 住民基本台帳法第23条（転入届）   # 誤: 第23条は転居届
//! 法令上の根拠: 住民基本台帳法第22条（転入届）   # 正
//! ```
//!
//! ## 根拠
//! 各法律の条と見出し（schemas/law/articles.yaml）

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::data;
use super::{Legal, Spot, article, others};
use crate::japanese::citation::number::Number;
use crate::japanese::citation::{Citation, Unit, Whose};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L014",
    name: "article",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: String,
    laws: Vec<Articles>,
}

/// The articles of a law with their headings, none for one that has none; two where it changed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Articles {
    law: String,
    #[serde(default)]
    subjects: Vec<Subject>,
    articles: BTreeMap<String, String>,
}

/// What an article is about in other words than its heading, and which articles are cited in its place by mistake.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    article: String,
    words: Vec<String>,
    mistaken: Vec<String>,
}

/// The articles of the laws, by the law's place in [`data`].
struct Known {
    source: String,
    laws: FxHashMap<usize, Articles>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let file: File = crate::assets::data::read("law/articles").unwrap_or_default();
    let laws = file.laws.into_iter().filter_map(|law| {
        let mut names = data().names.laws.iter();
        Some((names.position(|l| l.id == law.law)?, law))
    });
    Known {
        source: file.source,
        laws: laws.collect(),
    }
});

/// What is wrong with a citation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Wrong {
    /// The law has no such article.
    Missing,
    /// The heading is that of another article.
    Heading {
        written: String,
        is_of: String,
        own: String,
    },
    /// What the text makes it the ground of is what another article is about.
    Subject {
        written: String,
        is_of: String,
        own: String,
    },
    /// The provision for offices of ordinances, besides the table of the order for those of the law.
    OrdinanceOffice,
    /// Not an article about requests for disclosure by bodies of this kind.
    NoRequest,
}

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|legal| !legal.in_row) {
        for (n, citation) in legal.found.citations.iter().enumerate() {
            let (Whose::Known(law), Some(article)) = (owner(legal, n), citation.place.article)
            else {
                continue;
            };
            if citation.former || !citation.parts.iter().any(|p| p.unit == Unit::Article) {
                continue;
            }
            let Some(articles) = KNOWN.laws.get(&law) else {
                continue;
            };
            if is_beside_table(cx, legal, citation, law) {
                let key = (law, Some(article), Wrong::OrdinanceOffice);
                found.push((key, legal.spot(cx, citation.range.clone())));
                continue;
            }
            let is_request = cx.field(legal.field).id.starts_with("disclosure.request.");
            if let Some(wrong) = wrong(legal, citation, articles, is_request) {
                // Articles that are all about something else are one mistake.
                let article = (wrong != Wrong::NoRequest).then_some(article);
                let key = (law, article, wrong);
                found.push((key, legal.spot(cx, citation.range.clone())));
            }
        }
    }
    for ((law, article, wrong), spots) in grouped(found) {
        report(cx, law, article.unwrap_or_default(), &wrong, &spots);
    }
}

/// Whose article is cited: in a list below the name of a law (「２　住基法」) that of the law.
fn owner(legal: &Legal, n: usize) -> Whose {
    let citation = &legal.found.citations[n];
    if citation.whose != Whose::Unsaid {
        return citation.whose;
    }
    let text = &legal.text.text;
    let head = &text[..citation.range.start];
    let line = head.rfind('\n').map_or(0, |at| at + 1);
    let is_mark = |c: char| c.is_whitespace() || "・･○●－-".contains(c);
    if !head[line..].chars().all(is_mark) {
        return Whose::Unsaid;
    }
    // The lines above that begin with articles, up to one that ends in the name of a law.
    let above = head[..line].trim_end();
    let mut lines = above.rsplit('\n');
    let is_item = |line: &&str| line.trim_start_matches(is_mark).starts_with('第');
    let Some(name) = lines.find(|line| !is_item(line)) else {
        return Whose::Unsaid;
    };
    let end = name.as_ptr() as usize - text.as_ptr() as usize + name.len();
    let mut mentions = legal.found.mentions.iter();
    let named = mentions.find(|m| m.range.end == end && !m.former);
    named
        .and_then(|m| m.law)
        .map_or(Whose::Unsaid, Whose::Known)
}

fn wrong(legal: &Legal, citation: &Citation, law: &Articles, is_request: bool) -> Option<Wrong> {
    let article = citation.place.article?.to_string();
    let own = law.articles.get(&article);
    let Some(own) = own else {
        return Some(Wrong::Missing);
    };
    let first = article.split('の').next().and_then(|n| n.parse().ok());
    if is_request && law.law == ACT && first.is_some_and(is_of_companies) {
        let sentence = legal.sentence(&citation.range);
        let is_meant = ["開示", "訂正", "利用停止", "請求"];
        let is_other = ["病院", "大学", "研究"];
        let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        if says(&is_meant) && !says(&is_other) {
            return Some(Wrong::NoRequest);
        }
    }
    let Some(written) = heading(legal, citation) else {
        return by_subject(legal, citation, &article, law);
    };
    let is_same = |own: &str| own.split('／').any(|one| plain(one) == plain(&written));
    if own.is_empty() || is_same(own) {
        return None;
    }
    let mut all = law.articles.iter();
    let (is_of, _) = all.find(|(_, heading)| is_same(heading))?;
    Some(Wrong::Heading {
        is_of: is_of.clone(),
        own: own.clone(),
        written,
    })
}

/// What a text says right after a citation is what another article is about: 「第137条の規定による資料の提供」.
fn by_subject(legal: &Legal, citation: &Citation, article: &str, law: &Articles) -> Option<Wrong> {
    let own = law.articles.get(article).filter(|own| !own.is_empty())?;
    let after = legal.after(citation.range.end);
    let sentence = after.split(['。', '\n']).next().unwrap_or(&after);
    let subject = |written: &str, is_of: &str| Wrong::Subject {
        written: written.to_owned(),
        is_of: is_of.to_owned(),
        own: own.clone(),
    };
    let mut subjects = law
        .subjects
        .iter()
        .filter(|s| s.mistaken.iter().any(|m| m == article));
    let meant = subjects.find_map(|own| {
        let word = own
            .words
            .iter()
            .find(|word| sentence.contains(word.as_str()))?;
        Some(subject(word, &own.article))
    });
    if meant.is_some() {
        return meant;
    }
    let words = phrase(sentence)?;
    let bare = |caption: &str| plain(caption).trim_end_matches('等').to_owned();
    let is_it = |caption: &str| caption.split('／').any(|one| bare(one) == words);
    let of = |caption: &str| {
        caption
            .split('／')
            .any(|one| bare(one).contains(words.as_str()) || words.contains(bare(one).as_str()))
    };
    let mut all = law.articles.iter().filter(|(_, caption)| is_it(caption));
    let (is_of, _) = all.next().filter(|_| !of(own))?;
    // A heading that several articles share identifies none.
    all.next().is_none().then(|| subject(&words, is_of))
}

/// The words that a citation is made the ground of: 「の規定による資料の提供として」, in one width.
fn phrase(after: &str) -> Option<String> {
    const JOINTS: [&str; 6] = [
        "の規定による",
        "の規定に基づく",
        "に規定する",
        "に定める",
        "に基づく",
        "による",
    ];
    /// Fewer characters are words of many articles.
    const SHORTEST: usize = 5;
    let rest = JOINTS.iter().find_map(|joint| after.strip_prefix(joint))?;
    let ends = [
        "として",
        "に",
        "を",
        "は",
        "が",
        "と",
        "、",
        "等",
        "（",
        "(",
    ];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    let words = plain(&rest[..end.unwrap_or(rest.len())]);
    (words.chars().count() >= SHORTEST).then_some(words)
}

/// 番号法第19条第9号, which is about offices that an ordinance adds, where the table of the order by 第8号 is named.
fn is_beside_table(cx: &Context, legal: &Legal, citation: &Citation, law: usize) -> bool {
    const FROM: Day = jiff::civil::date(2021, 9, 1);
    const ORDINANCE: [&str; 5] = ["条例", "独自利用", "規則", "国税", "地方税"];
    let place = citation.place;
    let is_it = data().names.laws[law].id == "bango"
        && place.article == Some(Number::plain(19))
        && place.item == Some(Number::plain(9));
    if !is_it || cx.law_day().is_none_or(|day| day < FROM) {
        return false;
    }
    let id = &cx.field(legal.field).id;
    let name = id.strip_suffix(".legal_basis");
    let name = name.and_then(|entry| cx.assessment.text(&format!("{entry}.name")));
    let said = format!("{}\n{}", name.unwrap_or_default(), legal.text.text);
    let mut others = legal.found.citations.iter();
    let cites_eighth = others.any(|c| {
        c.whose == Whose::Known(law)
            && c.place.article == place.article
            && c.place.item == Some(Number::plain(8))
    });
    said.contains("第2条の表") && !cites_eighth && !ORDINANCE.iter().any(|word| said.contains(word))
}

/// What is in brackets right after a citation.
fn heading(legal: &Legal, citation: &Citation) -> Option<String> {
    const LONGEST: usize = 60;
    let after: String = legal.text.text[citation.range.end..]
        .chars()
        .take(LONGEST)
        .collect();
    let inside = after.strip_prefix(['（', '('])?;
    let end = inside.find(['）', ')'])?;
    Some(inside[..end].to_owned())
}

/// A heading in one width, with the small kana that old laws write large.
fn plain(heading: &str) -> String {
    fold(heading)
        .replace('っ', "つ")
        .replace('ゃ', "や")
        .replace('ゅ', "ゆ")
        .replace('ょ', "よ")
}

/// 個人情報の保護に関する法律
const ACT: &str = "kojoho";

/// Whether an article of it comes before its 第5章, which is about bodies of the State and of local government.
fn is_of_companies(article: u16) -> bool {
    (5..60).contains(&article)
}

fn report(cx: &mut Context, law: usize, number: Number, wrong: &Wrong, spots: &[Spot]) {
    let Some(first) = spots.first() else { return };
    let law = &data().names.laws[law];
    let name = law.short.first().unwrap_or(&law.name);
    let number = number.to_string();
    let severity = match wrong {
        Wrong::Missing if number.contains('の') => Severity::Info,
        _ => Severity::Warning,
    };
    let words = words(cx.lang, name, &article(&number), wrong);
    cx.report(&RULE, first.field, first.span, words)
        .severity(severity)
        .basis(vec![KNOWN.source.as_str()])
        .places(others(spots));
}

fn words(lang: Lang, name: &str, number: &str, wrong: &Wrong) -> Words {
    let shown = |own: &str| own.replace('／', "」又は「");
    let (message, help) = match wrong {
        Wrong::Missing => (
            say!(lang, "{name}に{number}はない", "「{name}」 has no {number}"),
            say!(
                lang,
                "条文を確かめて、番号か法律の名前を直してください。",
                "Look it up; fix the number or the name."
            ),
        ),
        Wrong::Heading {
            written,
            is_of,
            own,
        } => {
            let (own, is_of) = (shown(own), article(is_of));
            (
                say!(
                    lang,
                    "「{written}」は、{name}{number}の見出しではない",
                    "「{written}」 is not the heading of {number} of 「{name}」"
                ),
                say!(
                    lang,
                    "{number}の見出しは「{own}」で、その見出しの条は{is_of}です。番号か見出しを直してください。",
                    "{number} is 「{own}」; that heading is the one of {is_of}."
                ),
            )
        }
        Wrong::Subject {
            written,
            is_of,
            own,
        } => {
            let (own, is_of) = (shown(own), article(is_of));
            (
                say!(
                    lang,
                    "「{written}」を定めているのは、{name}{number}ではない",
                    "{number} of 「{name}」 is not about 「{written}」"
                ),
                say!(
                    lang,
                    "{number}の見出しは「{own}」で、定めているのは{is_of}です。条文で確かめて、番号を直してください。",
                    "{number} is 「{own}」; it is {is_of} that is about it. Look it up."
                ),
            )
        }
        Wrong::OrdinanceOffice => (
            say!(
                lang,
                "{name}第19条第9号は、条例で定める事務のための提供である",
                "Article 19, item 9 is about offices that an ordinance adds"
            ),
            say!(
                lang,
                "命令の第2条の表による提供は、令和3年9月1日から第19条第8号です。条文で確かめて書き直してください。",
                "The table of article 2 belongs to item 8."
            ),
        ),
        Wrong::NoRequest => (
            say!(
                lang,
                "{name}の、行政機関等に対する開示等の請求でない条が挙げられている",
                "Articles of 「{name}」 that are not about requests to public bodies"
            ),
            say!(
                lang,
                "行政機関等への請求は第5章（第60条から第129条まで）にあり、開示は第76条、訂正は第90条、利用停止は第98条です。",
                "Requests to public bodies are in chapter 5: articles 76, 90 and 98."
            ),
        ),
    };
    Words::new(message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_articles_can_be_read() {
        let file: File = crate::assets::data::read("law/articles").expect("the data can be read");
        assert_eq!(KNOWN.laws.len(), file.laws.len());
        assert!(file.laws.len() > 40);
    }
}
