//! 見出しが、様式の別の場所のものである。
//! A key that belongs to another place of the form.
//!
//! ## 何を確認するか
//! 見出しが、様式でその項目のある場所に置かれていること。字下げが足りないために上の見出しの外に出たものも見つけます。
//!
//! ## なぜ
//! 場所が違うと、その項目は空欄とみなされ、書いた内容は印刷されません。表計算の様式から写すときに字下げが失われることがよくあります。
//!
//! ## 直し方
//! 示された場所に移します。上の見出しの中に入るべきものが外に出ているときは、行の先頭に空白を足します。
//!
//! ## 例
//! ```yaml
//! 保管期間:
//!   期間: 5年
//!   消去方法: 裁断する。   # 誤: 「保管期間」の中に入っている
//! 消去方法: 裁断する。     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{SHOWN, edits, head};
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::form::ItemId;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S002",
    name: "key-in-wrong-place",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

/// A misplaced key.
struct Misplaced<'a> {
    key: &'a str,
    span: Span,
    entry: Span,
    within: Option<FieldId>,
    after: Option<ItemId>,
    elsewhere: &'a [ItemId],
    meant: Option<ItemId>,
}

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        if let Problem::TooDeep { field, keys } = problem {
            report_too_deep(cx, *field, keys);
        }
    }
    let problems = cx.assessment.problems.iter();
    let found: Vec<Misplaced> = problems.filter_map(misplaced).collect();
    // Keys one after the other that fell out of the same place are one mistake.
    let groups: Vec<&[Misplaced]> = found.chunk_by(|a, b| same_slip(cx, a, b)).collect();
    for group in groups {
        if let Some(first) = group.first() {
            report_misplaced(cx, first, group);
        }
    }
}

/// A key that slid into the item above it.
fn report_too_deep(cx: &mut Context, field: FieldId, keys: &[(ItemId, Span)]) {
    let key = match keys {
        [(item, _)] => Some(cx.assessment.form.items[*item].key.as_str()),
        _ => None,
    };
    let above = &cx.assessment.definition(cx.field(field)).key;
    let words = too_deep(cx.lang, key, &cx.name(field), above);
    let (beside, there) = (head(cx, field), there(cx.lang));
    let places: Vec<Place> = keys.iter().map(|(_, key)| (field, *key)).collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.related(beside, there);
    }
}

fn misplaced(problem: &Problem) -> Option<Misplaced<'_>> {
    match problem {
        Problem::UnknownKey {
            key,
            span,
            entry,
            within,
            after,
            nearest,
            elsewhere,
            meant,
            ..
        } if meant.is_some() || nearest.is_none() && !elsewhere.is_empty() => Some(Misplaced {
            key,
            span: *span,
            entry: *entry,
            within: *within,
            after: *after,
            elsewhere,
            meant: *meant,
        }),
        _ => None,
    }
}

fn same_slip(cx: &Context, a: &Misplaced, b: &Misplaced) -> bool {
    let form = cx.assessment.form;
    let above = |m: &Misplaced| m.meant.map(|item| form.parent(item));
    a.within == b.within && a.after == b.after && above(a).is_some() && above(a) == above(b)
}

fn report_misplaced(cx: &mut Context, first: &Misplaced, group: &[Misplaced]) {
    let form = cx.assessment.form;
    let home = first.meant.and_then(|item| form.parent(item));
    let home_key = home.map(|item| form.items[item].key.as_str());
    let edits = deeper(cx, first, group, home);
    let remedy = match (home_key, first.meant) {
        (Some(home), _) if edits.is_some() => Remedy::Indent { home },
        (_, Some(meant)) => Remedy::Move {
            name: cx.name_of_item(meant),
            way: way(cx, meant),
        },
        (_, None) => {
            let items = first.elsewhere.iter().take(SHOWN);
            Remedy::Choose(items.map(|item| cx.name_of_item(*item)).collect())
        }
    };
    let words = misplaced_words(cx.lang, first.key, home_key, group.len() == 1, &remedy);
    let place = |key: &Misplaced| {
        let around = || cx.assessment.field_at(key.span.start);
        (key.within.or_else(around), key.span)
    };
    let places: Vec<_> = group.iter().map(place).collect();
    let finding = cx.report_all(&RULE, &places, words);
    if let Some((finding, edits)) = finding.zip(edits) {
        finding.fix(Safety::Unsafe, edits);
    }
}

/// 「特定個人情報ファイル」→「概要」→「基本情報」; empty at the outermost level.
fn way(cx: &Context, item: ItemId) -> String {
    let form = cx.assessment.form;
    let above = std::iter::successors(form.parent(item), |item| form.parent(*item));
    let mut keys: Vec<String> = above
        .map(|item| format!("「{}」", form.items[item].key))
        .collect();
    keys.reverse();
    keys.join("→")
}

/// Deeper indentation, where the key above is the one that the misplaced keys fell out of.
fn deeper(
    cx: &Context,
    first: &Misplaced,
    group: &[Misplaced],
    home: Option<ItemId>,
) -> Option<Vec<Edit>> {
    let source = cx.assessment.source;
    let after = first.after.filter(|after| Some(*after) == home)?;
    let fields = &cx.assessment.fields;
    let above = fields.position(|f| f.item == after && f.parent == first.within)?;
    let column = |span: Span| source.position(span.start).column;
    let children = cx.assessment.children(above).iter();
    let below = children
        .filter_map(|child| fields[*child].key)
        .map(column)
        .min();
    let wanted = below.unwrap_or(column(fields[above].key?) + 2);
    let by = wanted
        .checked_sub(column(first.span))
        .filter(|by| *by > 0)?;
    let edits: Option<Vec<Vec<Edit>>> = group
        .iter()
        .map(|m| edits::indented(source, moved_part(cx, m.entry, by, home), by))
        .collect();
    edits.map(|e| e.concat())
}

/// The part of a misplaced key and its value that has to move with it: not what is deep enough already, nor keys
/// that were swallowed by its text because that lies as deep as they.
fn moved_part(cx: &Context, entry: Span, by: usize, home: Option<ItemId>) -> Span {
    let (source, form) = (cx.assessment.source, cx.assessment.form);
    let blanks = |line: usize| edits::indent(source, source.line_span(line).start).1.len();
    let is_blank = |line: &usize| source.line(*line).trim().is_empty();
    let first = source.line_of(entry.start);
    let mut below = (first + 1..=source.line_of(entry.end)).filter(|line| !is_blank(line));
    let child = below.clone().next();
    if child.is_some_and(|child| blanks(child) >= blanks(first) + by + 2) {
        return Span::at(entry.start);
    }
    let is_sister = |line: &usize| {
        let key = source
            .line(*line)
            .trim()
            .split_once(':')
            .map_or("", |(key, _)| key);
        let sister = form.child(home, key);
        sister.is_some_and(|item| form.items[item].key == key)
    };
    let sister = below.find(|line| blanks(*line) == blanks(first) + by && is_sister(line));
    sister.map_or(entry, |line| {
        Span::new(entry.start, source.line_span(line - 1).end)
    })
}

/// What is to be done with a misplaced key.
enum Remedy<'a> {
    /// Indent it below the key of its home.
    Indent { home: &'a str },
    /// Move it to its item, below the keys above that.
    Move { name: String, way: String },
    /// Find out which of these items is meant.
    Choose(Vec<String>),
}

fn misplaced_words(
    lang: Lang,
    key: &str,
    home: Option<&str>,
    alone: bool,
    remedy: &Remedy,
) -> Words {
    let message = match home {
        Some(home) if alone => say!(
            lang,
            "「{key}」は「{home}」の中の見出しで、ここには置けない",
            "「{key}」 belongs into 「{home}」, not here"
        ),
        Some(home) => say!(
            lang,
            "「{home}」の中の見出しが、その外にある",
            "Keys that belong into 「{home}」 are outside of it"
        ),
        None => say!(
            lang,
            "「{key}」の見出しは、ここには置けない",
            "「{key}」 can't be here"
        ),
    };
    let help = match remedy {
        Remedy::Indent { home } => say!(
            lang,
            "「{home}:」の下で、行の先頭に空白を足して、その中に入れてください。",
            "Indent it so that it is below 「{home}:」."
        ),
        Remedy::Move { name, way } => {
            let way = match way.as_str() {
                "" => say!(lang, "いちばん外側", "the outermost level"),
                way => way.to_owned(),
            };
            say!(
                lang,
                "{name} の見出しです。{way}の下に移してください。",
                "It is the key of {name}: move it below {way}."
            )
        }
        Remedy::Choose(names) => {
            let names = names.join("、");
            say!(
                lang,
                "この見出しがあるのは {names} です。どれに当たるかを確かめて、そこに移してください。",
                "This key exists in {names}. Move it to the one that is meant."
            )
        }
    };
    Words::new(message).help(help)
}

/// `key` is the one that lies too deep, where it is only one.
fn too_deep(lang: Lang, key: Option<&str>, name: &str, above: &str) -> Words {
    let message = match key {
        Some(key) => say!(
            lang,
            "「{key}」の字下げが深く、{name} の中に入っている",
            "「{key}」 is indented too deep: it lies in {name}"
        ),
        None => say!(
            lang,
            "見出しの字下げが深く、{name} の中に入っている",
            "Keys are indented too deep: they lie in {name}"
        ),
    };
    let help = say!(
        lang,
        "見出しの前の空白を減らし、「{above}:」と同じ位置から書き始めてください。",
        "Begin it in the same column as 「{above}:」."
    );
    Words::new(message).help(help)
}

/// Said at the key above it.
fn there(lang: Lang) -> String {
    say!(lang, "この見出しと並ぶ", "it belongs next to this")
}
