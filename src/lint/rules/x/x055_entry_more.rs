//! 同じ箇条書きが二つの欄にあり、一方だけに箇条が多い。
//! Two items have the same list, but one of them has an entry more.
//!
//! ## 何を確認するか
//! Ⅱ、Ⅲ、Ⅳの二つの欄に、四つ以上の箇条が同じ順にあり、一方だけにさらに一つか二つの箇条があること（参考）。
//! 「。」で終わる長い文の箇条と、五つ以上の欄にある箇条書きは見ません。
//!
//! ## なぜ
//! 規程や契約の項目を何か所にも写すと、改めるときに一部だけが直されて、項目の数が食い違います。
//!
//! ## 直し方
//! 元の規程や契約を確かめ、そろえます。わざと除いた箇条なら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 監査:
//!   自己点検:
//!     具体的なチェック方法: |
//!       ・書庫の鍵の管理
//!       ・機器の持出し
//!       ・画面の施錠
//!       ・廃棄の記録
//!       ・委託先の報告   # 誤: もう一方に無い
//!   監査:
//!     具体的な内容: |
//!       ・書庫の鍵の管理
//!       ・機器の持出し
//!       ・画面の施錠
//!       ・廃棄の記録
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::collections::BTreeMap;
use std::ops::Range;

use super::is_list_mark;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, has_chars};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X055",
    name: "entry-more",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// How many entries two lists share that are one list.
const SHARED: usize = 4;

/// How many more one of them has.
const MORE: usize = 2;

/// How many lists of a document are compared, and how many may share an entry.
const LISTS: usize = 60;
const COMMON: usize = 4;

/// The longest entry.
const LONGEST: usize = 80;

/// The items whose lists answer each other.
const ITEMS: [&str; 3] = [".overview.", ".risks.", "other_risks."];

/// A list with its entries.
struct List<'a> {
    field: FieldId,
    text: &'a Scalar,
    entries: Vec<(String, Range<usize>)>,
}

fn check(cx: &mut Context) {
    let lists = lists(cx);
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, list) in lists.iter().enumerate() {
        for (words, _) in &list.entries {
            holders.entry(words).or_default().push(n);
        }
    }
    let is_common = |list: &List| {
        let count = |words: &str| holders.get(words).map_or(0, Vec::len);
        list.entries.iter().any(|(words, _)| count(words) > COMMON)
    };
    for (n, long) in lists.iter().enumerate() {
        let short = lists
            .iter()
            .enumerate()
            .find(|(m, short)| *m != n && short.field != long.field && is_shorter(short, long));
        let Some((_, short)) = short.filter(|_| !is_common(long)) else {
            continue;
        };
        let is_in = |words: &String| short.entries.iter().any(|(known, _)| known == words);
        let more = long.entries.iter().filter(|(words, _)| !is_in(words));
        let more: Vec<_> = more.map(|(_, range)| range.clone()).collect();
        let Some(first) = more.first() else { continue };
        let lang = cx.lang;
        let words = words(lang, &long.text.text[first.clone()], &cx.name(short.field));
        let places = more.into_iter();
        let places = places.map(|range| (long.field, cx.words(long.text, range)));
        let places: Vec<_> = places.collect();
        let there = short
            .entries
            .first()
            .map(|(_, range)| cx.words(short.text, range.clone()));
        if let Some(finding) = cx.report_all(&RULE, &places, words)
            && let Some(there) = there
        {
            finding.related(there, the_other(lang));
        }
    }
}

/// Whether a list is another one without an entry or two.
fn is_shorter(short: &List, long: &List) -> bool {
    let (fewer, more) = (short.entries.len(), long.entries.len());
    if fewer < SHARED || !(fewer + 1..=fewer + MORE).contains(&more) {
        return false;
    }
    let mut rest = long.entries.iter().map(|(words, _)| words);
    short
        .entries
        .iter()
        .all(|(words, _)| rest.any(|other| other == words))
}

/// The lists of the items.
fn lists<'a>(cx: &Context<'a>) -> Vec<List<'a>> {
    let mut lists = Vec::new();
    for (field, item) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(text) = item.value else {
            continue;
        };
        if !ITEMS.iter().any(|part| item.id.contains(part)) {
            continue;
        }
        let mut entries = Vec::new();
        let mut start = 0;
        for line in text.text.split_inclusive('\n') {
            match entry(line, start) {
                Some(range) => entries.push((fold(&text.text[range.clone()]), range)),
                None => add(&mut lists, field, text, &mut entries),
            }
            start += line.len();
        }
        add(&mut lists, field, text, &mut entries);
        if lists.len() >= LISTS {
            break;
        }
    }
    lists
}

/// Ends a list, which counts from a number of entries on.
fn add<'a>(
    lists: &mut Vec<List<'a>>,
    field: FieldId,
    text: &'a Scalar,
    entries: &mut Vec<(String, Range<usize>)>,
) {
    let entries = std::mem::take(entries);
    if entries.len() >= SHARED {
        lists.push(List {
            field,
            text,
            entries,
        });
    }
}

/// The words of a line that is an entry of a list.
fn entry(line: &str, start: usize) -> Option<Range<usize>> {
    let own = line.trim_start_matches(is_list_mark);
    let marked = line.trim_start().len() > own.len();
    let words = own.trim_end();
    let from = start + line.len() - own.len();
    let counts =
        marked && !words.is_empty() && !words.ends_with('。') && !has_chars(words, LONGEST);
    counts.then(|| from..from + words.len())
}

fn words(lang: Lang, entry: &str, other: &str) -> Words {
    Words::new(say!(
        lang,
        "「{entry}」が、同じ箇条書きのある {other} に無い",
        "「{entry}」 is missing in the same list of {other}"
    ))
    .help(say!(
        lang,
        "元の規程や契約を確かめ、二つの箇条書きをそろえてください。わざと除いたなら、そのままで構いません。",
        "See which list is right; leave it where the entry was left out on purpose."
    ))
}

fn the_other(lang: Lang) -> String {
    say!(lang, "もう一方の箇条書き", "the other list")
}
