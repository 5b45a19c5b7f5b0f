//! 引用した条がその法律にないか、すぐ後の見出しがその条のものではない。
//! A law has no such article, or the heading after its number is that of another.
//!
//! ## 何を確認するか
//! 法律名の分かる引用（「住民基本台帳法第22条」「・第22条（転入届）」）の条が、その法律にあること。
//! その条が削られていないこと（条の一覧の新しい版の日より後の評価書だけ）。
//! 番号のすぐ後の（　）や「の規定による」の後の語が同じ法律のほかの条の見出しなら、番号か見出しのどちらかの誤りとして示します。
//! 「転入届（住民基本台帳法第23条）」「第23条の転入届」のように、すぐ隣の語がほかの一つの条の見出しであるときと、改正前の見出しは、参考とします。
//! 番号法第15条などのすぐ後に本人確認のことが書かれているもの（第16条の取り違え）も示します。
//! Ⅴ１の開示・訂正・利用停止の請求に、個人情報の保護に関する法律の第5章（第60条から第129条まで）でない条を挙げたものも示します。
//! 「番号法第19条第6号に基づく主務省令第2条の表」のように、情報連携の主務省令（命令）の根拠に第19条第8号でない号を挙げたものと、
//! 命令の第2条の表による提供に第9号（条例で定める事務）を挙げたものも示します。
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
//! 各法律の条と見出し（schemas/law/articles.tsv）

use jiff::civil::Date as Day;

use super::article_words::{of_article, of_no_request, of_ordinance_office, of_other_order};
use super::articles::Articles;
use super::data::data;
use super::headings::{self, Wrong};
use super::linkage::{self, NotOfOrder};
use super::{Legal, article};
use crate::assets::data::source;
use crate::japanese::citation::number::Number;
use crate::japanese::citation::{Citation, Unit, Whose};
use crate::lint::rules::{Context, Levels, Place, Rule, grouped};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "L014",
    name: "article",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// What is wrong with a citation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Mistake {
    /// By the headings of its law.
    Article(Wrong),
    /// The provision for offices of ordinances, besides the table of the order for those of the law.
    OrdinanceOffice,
    /// Not the provision on which the order that is named beside it rests, with what is cited.
    NotOfOrder(String),
    /// Not an article about requests for disclosure by bodies of this kind.
    NoRequest,
}

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    let laws = &cx.facts.laws;
    let texts = laws.texts.iter().enumerate();
    for (text, legal) in texts.filter(|(_, legal)| !legal.in_row) {
        for (n, citation) in legal.found.citations.iter().enumerate() {
            let (Whose::Known(law), Some(article)) = (owner(legal, n), citation.place.article)
            else {
                continue;
            };
            if citation.former || !citation.parts.iter().any(|p| p.unit == Unit::Article) {
                continue;
            }
            let Some(articles) = laws.articles().get(&law) else {
                continue;
            };
            // L001 says to where an article has moved.
            let moved = || {
                laws.moved(cx)
                    .iter()
                    .any(|m| m.text == text && m.citation == n)
            };
            let mistake = mistake(cx, legal, citation, law, articles);
            if let Some(mistake) = mistake.filter(|_| !moved()) {
                // Articles that are all about something else are one mistake.
                let article = (mistake != Mistake::NoRequest).then_some(article);
                let key = (law, article, mistake);
                found.push((key, legal.spot(cx, citation.range.clone())));
            }
        }
    }
    for ((law, article, mistake), spots) in grouped(found) {
        report(cx, law, article.unwrap_or_default(), &mistake, &spots);
    }
}

fn mistake(
    cx: &Context,
    legal: &Legal,
    citation: &Citation,
    law: usize,
    articles: &Articles,
) -> Option<Mistake> {
    match linkage::wrong(cx, legal, citation, law) {
        Some(NotOfOrder::OrdinanceOffice) => return Some(Mistake::OrdinanceOffice),
        Some(NotOfOrder::Other(cited)) => return Some(Mistake::NotOfOrder(cited)),
        None => {}
    }
    let is_request = cx.field(legal.field).id.starts_with("disclosure.request.");
    if is_request && is_no_request(legal, citation, articles) {
        return Some(Mistake::NoRequest);
    }
    // Without a day both versions of a law may hold.
    let day = cx.law_day().unwrap_or(Day::MIN);
    headings::wrong(legal, citation, articles, day).map(Mistake::Article)
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

/// Whether an article of 個人情報の保護に関する法律 for companies is cited for a request to a public body.
fn is_no_request(legal: &Legal, citation: &Citation, articles: &Articles) -> bool {
    const MEANT: [&str; 4] = ["開示", "訂正", "利用停止", "請求"];
    const OTHER: [&str; 3] = ["病院", "大学", "研究"];
    let number = citation.place.article.map(|number| number.to_string());
    let known = number.filter(|number| articles.get(number).is_some());
    let first = known.and_then(|number| number.split('の').next()?.parse().ok());
    if articles.law != ACT || !first.is_some_and(is_of_companies) {
        return false;
    }
    let sentence = legal.sentence(&citation.range);
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    says(&MEANT) && !says(&OTHER)
}

/// 個人情報の保護に関する法律
const ACT: &str = "kojoho";

/// Whether an article of it comes before its 第5章, which is about bodies of the State and of local government.
fn is_of_companies(article: u16) -> bool {
    (5..60).contains(&article)
}

fn report(cx: &mut Context, law: usize, number: Number, mistake: &Mistake, spots: &[Place]) {
    let law = &data().names.laws[law];
    let name = law.short.first().unwrap_or(&law.name);
    let number = number.to_string();
    let severity = match mistake {
        // A branch may be newer than what is known.
        Mistake::Article(Wrong::Missing) if number.contains('の') => Severity::Info,
        Mistake::Article(Wrong::FormerHeading { .. } | Wrong::Subject { is_sure: false, .. }) => {
            Severity::Info
        }
        _ => Severity::Warning,
    };
    let number = article(&number);
    let words = match mistake {
        Mistake::Article(wrong) => of_article(cx.lang, name, &number, wrong),
        Mistake::OrdinanceOffice => of_ordinance_office(cx.lang, name),
        Mistake::NotOfOrder(cited) => of_other_order(cx.lang, name, cited),
        Mistake::NoRequest => of_no_request(cx.lang, name),
    };
    if let Some(finding) = cx.report_all(&RULE, spots, words) {
        let basis = match mistake {
            Mistake::OrdinanceOffice | Mistake::NotOfOrder(_) => linkage::basis(),
            _ => source("articles"),
        };
        finding.severity(severity).basis(vec![basis]);
    }
}
