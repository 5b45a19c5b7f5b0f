//! 別添３の項目に、何番目のシステム・委託事項・提供先かが書かれていない。
//! A reference in the change table does not say which entry of a list it means.
//!
//! ## 何を確認するか
//! システム、委託事項、提供先、移転先が二つ以上あるとき、別添３の「項目」に番号（システム3、委託事項2）があること。
//! ファイルが二つ以上あるときは、（　）にファイル名があること。変更後の記載が一つにだけあれば、それを示します。
//! どのファイルにもあれば、すべてのファイルの変更とみて問いません。
//!
//! ## なぜ
//! 同じ番地が幾つもあるため、どの記載が変わったのかが分かりません。
//!
//! ## 直し方
//! 「Ⅰ２システム4②」「Ⅱ３①（国保ファイル）」のように書きます。
//!
//! ## 例
//! ```yaml
//! 使用するシステム:
//!   - システムの名称: 貸出システム
//!   - システムの名称: 蔵書システム
//! # …
//! 変更箇所:
//!   - 項目: Ⅰ２②システムの機能            # 誤: システムが二つある
//!   - 項目: Ⅰ２システム2②システムの機能   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３
//!
//! 実測: 公表された素案一つ（変更箇所32行）で指摘1件、正しく、見落とし0件。

use std::ops::Range;

use super::{MANY, shown};
use crate::assessment::field::FieldId;
use crate::assessment::resolve::{Meaning, Resolution};
use crate::compare::changelog::LogEntry;
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::ItemText;
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C003",
    name: "entry-number-missing",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// Shorter words occur in many places by chance.
const DISTINCT: usize = 4;

/// A reference that leaves an entry open.
struct Open {
    field: FieldId,
    span: Span,
    /// The item that alone holds 変更後.
    there: Option<Span>,
    edit: Option<Edit>,
}

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let mut found: Vec<((String, Option<String>), Open)> = Vec::new();
    for (_, entry) in super::judged(cx) {
        let Some(item) = entry.item else { continue };
        for reference in &entry.references {
            let Meaning::Item(resolution) = &reference.meaning else {
                continue;
            };
            if !resolution.rivals.is_empty() || !is_open(cx, resolution, &reference.places) {
                continue;
            }
            let holding = holding(cx, entry, &reference.places);
            // What every file says now holds for all of them.
            let of_all = holding.len() == reference.places.len();
            if of_all && is_open_in_file_alone(cx, resolution) {
                continue;
            }
            let holding = match holding.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
            let own = shown(&item.text.text[reference.words.clone()]);
            let open = Open {
                field: item.field,
                span: cx.words(item.text, reference.words.clone()),
                there: holding.map(|field| cx.field(field).head()),
                edit: holding.and_then(|field| numbered(cx, item, &reference.words, field)),
            };
            found.push(((own, holding.map(|field| cx.name(field))), open));
        }
    }
    for ((own, name), open) in grouped(found) {
        report(cx, words(lang, &own, name.as_deref()), open);
    }
}

/// The same words in several rows are one cause.
fn report(cx: &mut Context, words: Words, open: Vec<Open>) {
    let lang = cx.lang;
    let places: Vec<_> = open.iter().map(|open| (open.field, open.span)).collect();
    let Some(mut finding) = cx.report_all(&RULE, &places, words) else {
        return;
    };
    if let Some(span) = open.first().and_then(|first| first.there) {
        finding = finding.related(span, here(lang));
    }
    let edits: Option<Vec<Edit>> = open.into_iter().map(|open| open.edit).collect();
    if let Some(edits) = edits {
        finding.fix(Safety::Unsafe, edits);
    }
}

/// The reference as it should be, where it is in one line; a locator ＜…＞ after it stays.
fn numbered(cx: &Context, item: ItemText, words: &Range<usize>, field: FieldId) -> Option<Edit> {
    let text = &item.text.text[words.clone()];
    let end = text.find(['\n', '＜', '<']).unwrap_or(text.len());
    let rest = text[end..].trim_start();
    let of_one_line = rest.is_empty() || rest.starts_with(['＜', '<']);
    let own = text[..end].trim_end();
    of_one_line.then(|| Edit {
        span: cx.words(item.text, words.start..words.start + own.len()),
        text: cx.name(field).replace(' ', ""),
    })
}

/// Whether the reference leaves open which of several entries it means.
fn is_open(cx: &Context, resolution: &Resolution, places: &[FieldId]) -> bool {
    let item = &cx.assessment.form.items[resolution.item];
    let names_entries = item.address.contains("{n}") && !item.is_list();
    let of_file = item.id.starts_with("files[].") && resolution.at.first() == Some(&None);
    let of_entry = names_entries && resolution.at.last() == Some(&None);
    (of_file || of_entry) && places.len() > 1
}

/// Whether the reference leaves open the file and nothing else.
fn is_open_in_file_alone(cx: &Context, resolution: &Resolution) -> bool {
    let item = &cx.assessment.form.items[resolution.item];
    item.id.starts_with("files[].") && resolution.at.iter().skip(1).all(Option::is_some)
}

/// The items that hold all of 変更後; none where it says too little, or there are too many.
fn holding(cx: &Context, entry: &LogEntry, places: &[FieldId]) -> Vec<FieldId> {
    if places.len() > MANY {
        return Vec::new();
    }
    let after: Vec<&str> = entry.after.segments().map(|(_, words, _)| words).collect();
    if !after.iter().any(|words| has_chars(words, DISTINCT)) {
        return Vec::new();
    }
    let holds = |field: &FieldId| {
        let body = Body::at(cx.assessment, &[*field]);
        after.iter().all(|words| body.holds(words))
    };
    places.iter().copied().filter(holds).collect()
}

/// `holding` is the name of the only item that holds 変更後.
fn words(lang: Lang, reference: &str, holding: Option<&str>) -> Words {
    let help = match holding {
        Some(name) => say!(
            lang,
            "変更後の記載は「{name}」にだけあります。番号を補って、この項目のように書いてください。",
            "Only 「{name}」 has 変更後. Write the number of its entry."
        ),
        None => say!(
            lang,
            "何番目のものか（ファイルが二つ以上なら、どのファイルか）が分かるように書いてください。",
            "Write the number of the entry (or the name of the file)."
        ),
    };
    Words::new(say!(
        lang,
        "「{reference}」に当たる項目が、二つ以上ある",
        "「{reference}」 can mean more than one item"
    ))
    .help(help)
}

/// Said at the item that holds 変更後.
fn here(lang: Lang) -> String {
    say!(lang, "変更後の記載がある", "変更後 is here")
}
