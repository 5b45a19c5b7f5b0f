//! どの法令か分からない略称（施行令、特措法など）が、定めなしに使われている。
//! A short name that may mean several laws is used without being defined.
//!
//! ## 何を確認するか
//! 「施行令第12条」「施行規則第3条」「特措法」「主務省令第2条」「個人番号カード省令第35条」のような略称が、評価書のどこかで「（以下「施行令」という。）」と定められていること。
//! 「…に関する省令」「…を定める命令」のような題名、「総務省令」のように機関の名が付くものは見ません。「…規則」は、条を引いたものだけを参考とします（団体の規則の名かもしれないため）。
//! 「番号法施行令」「同施行令」「番号法第19条第8号に基づく主務省令」のように、どの法令か分かる書き方は見ません。評価書のどこかにこう書いてあれば、ほかの所の「主務省令」も見ません。別添３も見ません。実測: 公表された評価書1件で、指摘1件（2か所）は正しく、見落としなし。
//!
//! ## なぜ
//! 一つの評価書に、施行令や特別措置法はいくつも出てきます。
//!
//! ## 直し方
//! 法令の名前を付けて書くか、初めに出る所で略称を定めます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 番号法第16条及び施行令第12条に基づき、本人確認を行う。         # 誤
//! リスクに対する措置の内容: 番号法第16条及び番号法施行令第12条に基づき、本人確認を行う。   # 正
//! ```
//!
//! ## 根拠
//! 法令の略称の定め方（「以下「…」という。」）

use std::ops::Range;

use super::Legal;
use super::data::{Term, data};
use crate::assets::lists::laws::{CITED_BY, POINTERS};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::citation::Aliases;
use crate::japanese::narrow::Narrow;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L009",
    name: "undefined-short-name",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// Short names that stand for any of several laws.
const VAGUE: [&str; 2] = ["特措法", "主務省令"];

/// The one that is known from any place that says by what it is laid down: 「番号法第19条第8号に基づく主務省令」.
const OF_ONE_LAW: &str = "主務省令";

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    let is_known = cx.facts.laws.texts.iter().any(says_by_what);
    for legal in cx.facts.laws.texts.iter().filter(|l| !l.in_row) {
        let mut all = vague(legal, &cx.facts.laws.aliases);
        all.retain(|range| !(is_known && &legal.text.text[range.clone()] == OF_ONE_LAW));
        all.extend(ordinances(legal, &cx.facts.laws.aliases));
        all.sort_by_key(|range| range.start);
        for range in all {
            let name = legal.text.text[range.clone()].to_owned();
            found.push((name, legal.spot(cx, range)));
        }
    }
    for (name, spots) in grouped(found) {
        let doubtful = name.ends_with("規則") && !name.ends_with("施行規則");
        let severity = match doubtful {
            true => Severity::Info,
            false => RULE.levels.highest(),
        };
        if let Some(finding) = cx.report_all(&RULE, &spots, words(cx.lang, &name)) {
            finding.severity(severity);
        }
    }
}

/// Whether a text says by which provision the ministerial ordinance is laid down. Such words may be read as one name, so
/// they are looked for in the text itself.
fn says_by_what(legal: &Legal) -> bool {
    let mut uses = legal.text.text.match_indices(OF_ONE_LAW);
    uses.any(|(at, _)| {
        let before = legal.before(at);
        LAID_DOWN.iter().any(|words| before.ends_with(words))
    })
}

/// The short names in a text that nothing explains.
fn vague(legal: &Legal, aliases: &Aliases) -> Vec<Range<usize>> {
    let text = &legal.text.text;
    let is_cited = |range: &Range<usize>| legal.cites_at(range.end);
    let terms = legal.terms();
    let enforcement = terms.filter(|(term, range)| *term == Term::Enforcement && is_cited(range));
    let enforcement = enforcement.map(|(_, range)| range);
    let short = legal.found.mentions.iter().map(|m| m.range.clone());
    let short = short.filter(|range| match &text[range.clone()] {
        // 「特措法予防接種」 is the name of something else.
        "特措法" => is_cited(range) || !text[range.end..].starts_with(is_kanji),
        words => VAGUE.contains(&words) && is_cited(range),
    });
    enforcement
        .chain(short)
        .filter(|r| !aliases.defines(&text[r.clone()]) && !is_explained(&legal.before(r.start)))
        .collect()
}

/// The names of ordinances in a text that are neither titles nor defined: 「個人番号カード省令」.
fn ordinances(legal: &Legal, aliases: &Aliases) -> Vec<Range<usize>> {
    let text = &legal.text.text;
    let terms = legal.terms().filter(|(term, _)| *term == Term::Ordinance);
    let named = terms.filter_map(|(_, range)| {
        let head = &text[..range.start];
        let own = head.trim_end_matches(in_word);
        let name = strip(&text[own.len()..range.start]);
        let range = range.start - name.len()..range.end;
        let words = Narrow::of(&text[range.clone()]).text;
        let after = legal.after(range.end);
        let is_used = legal.cites_at(range.end)
            || !words.ends_with("規則") && CITED_BY.iter().any(|w| after.starts_with(w));
        let is_short = !name.is_empty()
            && !data()
                .names
                .makers
                .iter()
                .any(|end| name.ends_with(end.as_str()));
        (is_used && is_short && !aliases.defines(&words)).then_some(range)
    });
    named.collect()
}

/// A name without what only points at it: 「同カード省令」, 「旧カード省令」.
fn strip(name: &str) -> &str {
    let mut pointers = POINTERS.iter();
    pointers.find_map(|p| name.strip_prefix(p)).unwrap_or(name)
}

/// Whether a character may be inside a name.
fn in_word(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || c.is_alphanumeric() && !is_hiragana(c)
}

/// Whether what is before a short name says which law is meant, or makes it a part of a longer name.
fn is_explained(before: &str) -> bool {
    before.ends_with(in_word)
        || before.ends_with(['の', '「'])
        || LAID_DOWN.iter().any(|end| before.ends_with(end))
}

/// What is between a provision and the ordinance that it asks for.
const LAID_DOWN: [&str; 3] = ["に基づく", "で定める", "に規定する"];

fn words(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」がどの法令のことか、定められていない",
        "It is not said which law 「{words}」 means"
    ))
    .help(say!(
        lang,
        "法令の名前を付けて書くか、初めに出る所で「（以下「{words}」という。）」と定めてください。",
        "Write the law's name, or define the short name where it first occurs."
    ))
}
