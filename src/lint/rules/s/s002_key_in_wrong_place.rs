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
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::say;

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
    within: Option<usize>,
    after: Option<usize>,
    elsewhere: &'a [usize],
    meant: Option<usize>,
}

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        if let Problem::TooDeep { field, keys } = problem {
            too_deep(cx, *field, keys);
        }
    }
    let problems = cx.assessment.problems.iter();
    let found: Vec<Misplaced> = problems.filter_map(misplaced).collect();
    // Keys one after the other that fell out of the same place are one mistake.
    let groups: Vec<&[Misplaced]> = found.chunk_by(|a, b| same_slip(cx, a, b)).collect();
    for group in groups {
        if let Some(first) = group.first() {
            report(cx, first, group);
        }
    }
}

/// A key that slid into the item above it.
fn too_deep(cx: &mut Context, place: usize, keys: &[(usize, Span)]) {
    let Some((item, span)) = keys.first().copied() else {
        return;
    };
    let form = cx.assessment.form;
    let (key, name) = (&form.items[item].key, cx.name(place));
    let above = &cx.assessment.definition(cx.field(place)).key;
    let message = match keys {
        [_] => say!(
            cx.lang,
            "「{key}」の字下げが深く、{name} の中に入っている",
            "「{key}」 is indented too deep: it lies in {name}"
        ),
        _ => say!(
            cx.lang,
            "見出しの字下げが深く、{name} の中に入っている",
            "Keys are indented too deep: they lie in {name}"
        ),
    };
    let help = say!(
        cx.lang,
        "見出しの前の空白を減らし、「{above}:」と同じ位置から書き始めてください。",
        "Begin it in the same column as 「{above}:」."
    );
    let label = say!(cx.lang, "この見出しと並ぶ", "it belongs next to this");
    let beside = head(cx, place);
    cx.report(&RULE, place, span, message)
        .related(beside, label)
        .help(help)
        .places(keys.iter().skip(1).map(|(_, other)| *other));
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

fn report(cx: &mut Context, first: &Misplaced, group: &[Misplaced]) {
    let form = cx.assessment.form;
    let (key, others) = (first.key, group.len() - 1);
    let home = first.meant.and_then(|item| form.parent(item));
    let home_name = home.map(|item| form.items[item].key.as_str());
    let message = match (home_name, others) {
        (Some(home), 0) => say!(
            cx.lang,
            "「{key}」は「{home}」の中の見出しで、ここには置けない",
            "「{key}」 belongs into 「{home}」, not here"
        ),
        (Some(home), _) => say!(
            cx.lang,
            "「{home}」の中の見出しが、その外にある",
            "Keys that belong into 「{home}」 are outside of it"
        ),
        (None, _) => say!(
            cx.lang,
            "「{key}」の見出しは、ここには置けない",
            "「{key}」 can't be here"
        ),
    };
    let edits = deeper(cx, first, group, home);
    let help = help(cx, first, edits.is_some());
    let finding = match first.within {
        Some(within) => cx.report(&RULE, within, first.span, message),
        None => cx.report_at(&RULE, first.span, message),
    };
    let finding = finding
        .help(help)
        .places(group.iter().skip(1).map(|other| other.span));
    if let Some(edits) = edits {
        finding.fix(Safety::Unsafe, edits);
    }
}

fn help(cx: &Context, first: &Misplaced, deeper: bool) -> String {
    let form = cx.assessment.form;
    let home = first.meant.and_then(|item| form.parent(item));
    match (deeper, first.meant, home) {
        (true, _, Some(home)) => {
            let home = &form.items[home].key;
            say!(
                cx.lang,
                "「{home}:」の下で、行の先頭に空白を足して、その中に入れてください。",
                "Indent it so that it is below 「{home}:」."
            )
        }
        (_, Some(meant), _) => {
            let name = cx.name_of_item(meant);
            let way = way(cx, meant);
            say!(
                cx.lang,
                "{name} の見出しです。{way}の下に移してください。",
                "It is the key of {name}: move it below {way}."
            )
        }
        _ => {
            let names: Vec<String> = first
                .elsewhere
                .iter()
                .take(SHOWN)
                .map(|item| cx.name_of_item(*item))
                .collect();
            let names = names.join("、");
            say!(
                cx.lang,
                "この見出しがあるのは {names} です。どれに当たるかを確かめて、そこに移してください。",
                "This key exists in {names}. Move it to the one that is meant."
            )
        }
    }
}

/// 「特定個人情報ファイル」→「概要」→「基本情報」
fn way(cx: &Context, item: usize) -> String {
    let form = cx.assessment.form;
    let mut keys = Vec::new();
    let mut above = form.parent(item);
    while let Some(item) = above {
        keys.push(format!("「{}」", form.items[item].key));
        above = form.parent(item);
    }
    keys.reverse();
    match keys.is_empty() {
        true => say!(cx.lang, "いちばん外側", "the outermost level"),
        false => keys.join("→"),
    }
}

/// Deeper indentation, where the key above is the one that the misplaced keys fell out of.
fn deeper(
    cx: &Context,
    first: &Misplaced,
    group: &[Misplaced],
    home: Option<usize>,
) -> Option<Vec<Edit>> {
    let source = cx.assessment.source;
    let after = first.after.filter(|after| Some(*after) == home)?;
    let fields = &cx.assessment.fields;
    let above = fields
        .iter()
        .position(|f| f.item == after && f.parent == first.within)?;
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
fn moved_part(cx: &Context, entry: Span, by: usize, home: Option<usize>) -> Span {
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
