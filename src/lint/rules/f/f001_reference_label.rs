//! 「⑥…」と示した項目名や「Ⅱ６②」のような番地が、様式の項目名や番号と違う。
//! An item of the form is quoted with a name, a number or an address that the form does not have.
//!
//! ## 何を確認するか
//! 「⑥委託先名」「２．基本情報　③対象となる本人の範囲」のように番号を付けて引いた項目名が、様式のとおりであること。
//! 様式の名前によく似ていて少し違うもの、名前は様式のとおりで番号が違うものを示します。名前を途中までにしたものは構いません。
//! 「Ⅲ　リスク対策編」のように章の番号を付けて引いた章の題も、「リスク３：従業員が…リスク」「Ⅲ３リスク２（…リスク）」のように番号を付けて引いた
//! Ⅲのリスクの番号と題も、様式と比べます。
//! 文中の「Ⅱ６②」「Ⅲ３リスク２」のような番地に当たる項目が、様式にあることも確かめます。
//! 「Ⅲ４の情報保護管理体制の確認」「Ⅱ６②保管期間」「Ⅱ６②（保管期間）」「Ⅱ６②に記載した保管期間」「保管期間（Ⅱ６②）」のように番地のすぐ隣に項目名があるときは、その項目が番地の中にあること、
//! 「Ⅱ２③に記載した者」「Ⅰ６②に掲げる項」のように書いたときは、番地の項目が人の範囲や法令上の根拠の項目であることを確かめます。
//! 「全ての記録項目」で示す別添は、別添２であることを確かめます。
//!
//! ## なぜ
//! 評価書は項目の番号と名前で参照します。違う名前では、どの項目のことか読む人に分かりません。
//!
//! ## 直し方
//! 様式の番号と名前に直します。
//!
//! ## 例
//! ```yaml
//! 委託先名の確認方法: 「⑥委託業者名」の項に記載する。   # 誤
//! 委託先名の確認方法: 「⑥委託先名」の項に記載する。     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::beside;
use super::pointed::{self, Stated};
use super::risks::{self, Fault};
use super::titles::{self, Wrong};
use super::{quotations, texts};
use crate::assessment::field::FieldId;
use crate::assessment::resolve::{Meaning, Resolver};
use crate::assets::lists::references::SAYS_ITEM;
use crate::form::ItemId;
use crate::form::address::address;
use crate::japanese::chars::is_hiragana;
use crate::japanese::notation::{fold, has_chars, is_digit, norm_key, number, similarity};
use crate::japanese::numbering::{Form, headings, is_circled, numbered};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "F001",
    name: "reference-label",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// What may be in an address between the section and the item, each with its number.
const ENTRIES: [&str; 5] = ["システム", "委託事項", "提供先", "移転先", "リスク"];

/// How alike a name must be to be meant; with words around it that say so, less is enough.
const ALIKE: f64 = 0.85;
const ALIKE_IF_SAID: f64 = 0.6;

/// A label of the form.
struct Label {
    form: Form,
    number: usize,
    /// As printed, without its number and ※.
    words: String,
    norm: String,
    item: ItemId,
}

/// A numbered name inside a quotation.
struct Part {
    form: Form,
    number: usize,
    number_range: Range<usize>,
    words_range: Range<usize>,
}

fn check(cx: &mut Context) {
    let labels = labels(cx);
    let texts = texts(cx);
    // A name that is a heading of some text means that heading.
    let own = LazyCell::new(|| {
        let all = texts.iter().flat_map(|(_, text)| headings(&text.text));
        all.map(|h| h.title()).collect::<BTreeSet<String>>()
    });
    let resolver = Resolver::new(cx.assessment);
    let chapters = titles::chapters(cx.assessment.form);
    let named = beside::named(cx.assessment.form);
    let risks = risks::risks(cx.assessment.form);
    for &(field, text) in &texts {
        let mut reported: Vec<Range<usize>> = Vec::new();
        let definition = cx.assessment.definition(cx.field(field));
        let of_persons = definition.label.contains("本人の範囲");
        for range in addresses(&text.text) {
            let words = &text.text[range.clone()];
            if matches!(resolver.resolve(words), Meaning::Nothing) {
                let span = cx.words(text, range.clone());
                cx.report(&RULE, field, span, no_such_item(cx.lang, words));
                reported.push(range);
                continue;
            }
            let assessment = cx.assessment;
            let wrong = pointed::wrong(
                assessment, &resolver, &named, &text.text, &range, of_persons,
            );
            if let Some((whole, stated)) = wrong {
                let words = other_item(cx.lang, &text.text[whole.clone()], &stated);
                let span = cx.words(text, whole.clone());
                cx.report(&RULE, field, span, words);
                reported.push(whole);
            }
        }
        for wrong in risks::wrong(&risks, &text.text) {
            let (start, end) = (wrong.whole.start, wrong.whole.end);
            if !reported
                .iter()
                .any(|own| own.start < end && start < own.end)
            {
                report_risk(cx, field, text, &wrong);
            }
        }
        if definition.id == ALL_ITEMS {
            report_other_annex(cx, field, text);
        }
        for (range, words) in quotations(&text.text) {
            if let Some(wrong) = titles::wrong(&chapters, words) {
                report_chapter(cx, field, text, range.start, &wrong);
            }
            let parts = parts(words);
            let after = &text.text[range.end + '」'.len_utf8()..];
            let said = SAYS_ITEM.iter().any(|word| after.starts_with(word)) || parts.len() > 1;
            let mut within = None;
            for part in parts {
                let name = &words[part.words_range.clone()];
                // 「２．⑦…」: a section by its number alone.
                if name.is_empty() {
                    continue;
                }
                if !own.contains(&fold(name)) {
                    let meant = meant(cx, &labels, within, &part, name, said);
                    if let Some((label, same_name)) = meant {
                        report(cx, field, text, range.start, &part, label, same_name);
                    }
                }
                within = section(&labels, &part, name).or(within);
            }
        }
    }
}

/// The item that says that 別添２ has all items.
const ALL_ITEMS: &str = "files[].overview.basics.items.all";

/// The addresses that a text names: Ⅱ６②, Ⅲ３リスク２, Ⅱ４委託事項1⑥, and Ⅲ４ where it can't be a part of another word.
pub(crate) fn addresses(text: &str) -> Vec<Range<usize>> {
    // Ⅰ to Ⅻ: the form ends with Ⅵ.
    let is_chapter = |c: char| ('\u{2160}'..='\u{216B}').contains(&c);
    let mut found = Vec::new();
    for (at, chapter) in text.match_indices(is_chapter) {
        let after = &text[at + chapter.len()..];
        let mut rest = after.trim_start_matches(is_digit);
        if rest.len() == after.len() {
            continue;
        }
        let section = rest;
        for word in ENTRIES {
            let entry = rest.strip_prefix(word);
            let entry = entry.filter(|entry| entry.starts_with(is_digit));
            rest = entry.map_or(rest, |entry| entry.trim_start_matches(is_digit));
        }
        let circle = rest.chars().next().filter(|c| is_circled(*c));
        rest = &rest[circle.map_or(0, char::len_utf8)..];
        // ①、② and ①～③ are several.
        let more = rest.strip_prefix(['、', '～', '〜', '~', '－', '-', '・']);
        let goes_on =
            more.is_some_and(|more| more.starts_with(is_circled) || more.starts_with(is_digit));
        // 「クラスⅢ２」 is no section.
        let is_section = || {
            let begins = |c: char| {
                is_hiragana(c)
                    || c.is_whitespace()
                    || matches!(
                        c,
                        '、' | '。' | '，' | '・' | '（' | '(' | '「' | '：' | ':'
                    )
            };
            let ends = |c: char| {
                is_hiragana(c) || matches!(c, '、' | '。' | '，' | '）' | ')' | '」' | '\u{3000}')
            };
            let before = text[..at].chars().next_back();
            before.is_none_or(begins) && rest.chars().next().is_none_or(ends)
        };
        if (rest.len() < section.len() || is_section()) && !goes_on {
            found.push(at..text.len() - rest.len());
        }
    }
    found
}

/// Another annex than 別添２ where all items are said to be.
fn report_other_annex(cx: &mut Context, field: FieldId, text: &Scalar) {
    let number_behind = |(at, word): (usize, &str)| {
        let start = at + word.len();
        let rest = text.text[start..].trim_start_matches(is_digit);
        let end = text.text.len() - rest.len();
        Some((number(&text.text[start..end])?, at..end))
    };
    let mut annexes = text.text.match_indices("別添").filter_map(number_behind);
    let Some((_, range)) = annexes.next().filter(|(n, _)| *n != 2) else {
        return;
    };
    let words = other_annex(cx.lang, &text.text[range.clone()]);
    let span = cx.words(text, range);
    cx.report(&RULE, field, span, words);
}

/// The numbered labels of the form.
fn labels(cx: &Context) -> Vec<Label> {
    let items = cx.assessment.form.items.iter_enumerated();
    let found = items.filter_map(|(item, definition)| {
        let head = numbered(&definition.label)?;
        let words = head.words.split('※').next().unwrap_or("").trim();
        Some(Label {
            form: head.form,
            number: head.number,
            norm: norm_key(words),
            words: words.to_owned(),
            item,
        })
    });
    found.collect()
}

/// `２．基本情報　③対象となる本人の範囲` in its two parts; nothing where it does not begin with a number.
fn parts(words: &str) -> Vec<Part> {
    let is_chapter = |c: char| ('\u{2160}'..='\u{216B}').contains(&c) || c.is_whitespace();
    let mut at = words.len() - words.trim_start_matches(is_chapter).len();
    let mut parts = Vec::new();
    while let Some(head) = numbered(&words[at..]) {
        let start = at + head.range.end;
        let rest = &words[start..];
        // A circled number begins the next part, and so do １． and リスク１ after a blank.
        let ends = |(i, c): (usize, char)| {
            let after_blank = rest[..i].ends_with(char::is_whitespace);
            is_circled(c) || after_blank && (numbered(&rest[i..]).is_some() || is_risk(&rest[i..]))
        };
        let length = rest
            .char_indices()
            .find(|pair| ends(*pair))
            .map_or(rest.len(), |(i, _)| i);
        let name = rest[..length].trim();
        let lead = rest.len() - rest.trim_start().len();
        let is_section = head.form == Form::Dot && rest[length..].starts_with(is_circled);
        let counts = has_chars(name, 2) || name.is_empty() && is_section;
        if !counts {
            break;
        }
        parts.push(Part {
            form: head.form,
            number: head.number,
            number_range: at + head.range.start..start,
            words_range: start + lead..start + lead + name.len(),
        });
        at = start + length;
    }
    parts
}

/// Whether a text begins with a number of a risk.
fn is_risk(text: &str) -> bool {
    text.strip_prefix("リスク")
        .is_some_and(|rest| rest.starts_with(is_digit))
}

/// The section of the form that a part names rightly.
fn section(labels: &[Label], part: &Part, name: &str) -> Option<ItemId> {
    let norm = norm_key(name);
    let named = |l: &&Label| l.form == part.form && l.number == part.number && l.norm == norm;
    labels.iter().find(named).map(|l| l.item)
}

/// The label that a wrong reference means, and whether only its number is wrong.
fn meant<'l>(
    cx: &Context,
    labels: &'l [Label],
    within: Option<ItemId>,
    part: &Part,
    name: &str,
    said: bool,
) -> Option<(&'l Label, bool)> {
    if part.form == Form::Round {
        return None;
    }
    let norm = norm_key(name);
    let form = cx.assessment.form;
    let inside =
        |label: &&Label| within.is_none_or(|section| beside::is_within(form, label.item, section));
    let near: Vec<&Label> = labels
        .iter()
        .filter(|l| l.form == part.form)
        .filter(inside)
        .collect();
    let numbered = |l: &&&Label| l.number == part.number;
    // As printed, or a shortening of it.
    if near.iter().filter(numbered).any(|l| l.norm.contains(&norm)) {
        return None;
    }
    let mut exact = near.iter().filter(|l| l.norm == norm);
    if let Some(label) = exact.next() {
        let numbers_differ = exact.any(|l| l.number != label.number);
        return (said && !numbers_differ).then_some((*label, true));
    }
    // Written out: the official words with more around them are no slip.
    let best = near
        .iter()
        .filter(numbered)
        .map(|l| (similarity(&l.norm, &norm), *l))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let enough = if said { ALIKE_IF_SAID } else { ALIKE };
    (best.0 >= enough).then_some((best.1, false))
}

fn report(
    cx: &mut Context,
    field: FieldId,
    text: &Scalar,
    offset: usize,
    part: &Part,
    label: &Label,
    same_name: bool,
) {
    let shift = |range: &Range<usize>| offset + range.start..offset + range.end;
    let written = &text.text[offset + part.number_range.start..offset + part.words_range.end];
    let item = &cx.assessment.form.items[label.item];
    let printed = item.label.split('※').next().unwrap_or("").trim();
    let (range, right) = if same_name {
        let number = numbered(printed).map_or("", |head| &printed[head.range]);
        (shift(&part.number_range), number)
    } else {
        (shift(&part.words_range), label.words.as_str())
    };
    let fault = match same_name {
        true => other_number(cx.lang, written, printed),
        false => other_name(cx.lang, written, printed),
    };
    let words = as_printed(cx.lang, fault, printed, &address(item, &[], None), right);
    report_as_printed(cx, field, text, range, right, words);
}

/// Reports words that are other than the form's, and offers those of the form.
fn report_as_printed(
    cx: &mut Context,
    field: FieldId,
    text: &Scalar,
    range: Range<usize>,
    right: &str,
    words: Words,
) {
    let span = cx.words(text, range);
    let text = right.to_owned();
    cx.report(&RULE, field, span, words)
        .fix(Safety::Unsafe, vec![Edit { span, text }]);
}

/// A chapter that is quoted with another number or title than the form's.
fn report_chapter(cx: &mut Context, field: FieldId, text: &Scalar, offset: usize, wrong: &Wrong) {
    let written = &text.text[offset + wrong.whole.start..offset + wrong.whole.end];
    let fault = match wrong.of_number {
        true => other_number(cx.lang, written, &wrong.printed),
        false => other_name(cx.lang, written, &wrong.printed),
    };
    let numeral = wrong
        .printed
        .chars()
        .next()
        .map(String::from)
        .unwrap_or_default();
    let words = as_printed(cx.lang, fault, &wrong.printed, &numeral, &wrong.right);
    let range = offset + wrong.range.start..offset + wrong.range.end;
    report_as_printed(cx, field, text, range, &wrong.right, words);
}

/// A risk that is named with another number or title than the form's.
fn report_risk(cx: &mut Context, field: FieldId, text: &Scalar, wrong: &risks::Wrong) {
    let written = &text.text[wrong.whole.clone()];
    let fault = match wrong.fault {
        Fault::Number | Fault::Section => other_number(cx.lang, written, &wrong.printed),
        Fault::Title => other_name(cx.lang, written, &wrong.printed),
    };
    let words = as_printed(cx.lang, fault, &wrong.printed, &wrong.address, &wrong.right);
    report_as_printed(cx, field, text, wrong.range.clone(), &wrong.right, words);
}

fn no_such_item(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」に当たる項目が様式にない",
        "The form has no item 「{words}」"
    ))
    .help(say!(
        lang,
        "様式の番号を確かめて、指している項目の番号に直してください。",
        "Look the number up on the form."
    ))
}

/// An address that is another item's than the words after it say.
fn other_item(lang: Lang, words: &str, stated: &Stated) -> Words {
    match stated {
        Stated::Name { name, there, here } => Words::new(say!(
            lang,
            "「{words}」とあるが、「{name}」は{there}の項目である",
            "「{words}」, but 「{name}」 is an item of {there}"
        ))
        .help(say!(
            lang,
            "その番号の項目は「{here}」です。指している項目を確かめて、番号か項目名を直してください。",
            "The item of that number is 「{here}」. See which is meant and correct the number or the name."
        )),
        Stated::Kind { item, kind } => Words::new(say!(
            lang,
            "「{words}」とあるが、その番号の項目は「{item}」で、{kind}を示すものではない",
            "「{words}」, but the item of that number is 「{item}」"
        ))
        .help(say!(
            lang,
            "指している項目を確かめて、番号を直してください。",
            "See which item is meant and correct the number."
        )),
    }
}

fn other_annex(lang: Lang, words: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」とあるが、全ての記録項目を書くのは別添２である",
        "「{words}」, but it is 別添２ that has all items"
    ))
    .help(say!(lang, "「別添２」に直してください。", "Write 別添２."))
}

fn other_number(lang: Lang, written: &str, printed: &str) -> String {
    say!(
        lang,
        "「{written}」の番号が、様式の項目「{printed}」と違う",
        "The number of 「{written}」 is not that of the form's item 「{printed}」"
    )
}

fn other_name(lang: Lang, written: &str, printed: &str) -> String {
    say!(
        lang,
        "「{written}」という項目は様式になく、「{printed}」が近い",
        "The form has no item 「{written}」; the nearest is 「{printed}」"
    )
}

/// The item as it is printed, with its address, and what of it belongs at the underlined place.
fn as_printed(lang: Lang, fault: String, printed: &str, address: &str, right: &str) -> Words {
    Words::new(fault)
        .label(say!(lang, "様式では「{right}」", "「{right}」 on the form"))
        .help(say!(
            lang,
            "様式のとおり「{printed}」（{address}）と書いてください。",
            "Write 「{printed}」 ({address}) as on the form."
        ))
}
