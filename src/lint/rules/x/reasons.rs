//! A ticked group of data without its reason in その妥当性, where the others have theirs.

use super::{Tick, text};
use crate::assets::lists::records::{REASONS, REASONS_OF_ALL};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Rule, Words};
use crate::source::Span;
use crate::source::lang::{Lang, say};

/// At least this many groups must be named in the reasons before one that is not is reported.
const FEWEST: usize = 3;

/// How a group is named in a reason.
enum Named {
    /// By the words of the form.
    Exactly,
    /// By other words.
    Loosely,
    Not,
}

/// Reports the groups that a reason does not name where it names all others.
pub(super) fn report(cx: &mut Context, rule: &'static Rule, n: usize, ticked: &[Tick]) {
    let Some((field, said)) = text(cx, &format!("files[{n}].overview.basics.items.validity"))
    else {
        return;
    };
    let reason = fold(&said.text);
    if REASONS_OF_ALL.iter().any(|word| reason.contains(word)) {
        return;
    }
    // 「地方税関係情報」 is no word of 国税関係情報.
    let mut others = reason.clone();
    for tick in ticked {
        others = others.replace(bare(&fold(tick.option)), "");
    }
    let mut named: Vec<Named> = ticked.iter().map(|t| named(t, &reason, &others)).collect();
    strict(ticked, &others, &mut named);
    let exactly = named.iter().filter(|n| matches!(n, Named::Exactly)).count();
    let missing: Vec<(&str, Span)> = ticked
        .iter()
        .zip(&named)
        .filter(|(_, named)| matches!(named, Named::Not))
        .map(|(tick, _)| (tick.option, tick.span))
        .collect();
    // A reason that leaves out many goes another way than group by group.
    let most = 1 + exactly / (2 * FEWEST);
    if exactly < FEWEST || missing.len() > most {
        return;
    }
    let (lang, item) = (cx.lang, cx.name(field));
    for (option, span) in missing {
        cx.report_at(rule, span, without_reason(lang, &item, option))
            .related(said.span, other_reasons(lang));
    }
}

/// Where all other 「…関係情報」 are named by the words of the form, the one that is not has no reason of its own, though some
/// word of it is in that of another: 「障害の状態の認定」.
fn strict(ticked: &[Tick], others: &str, named: &mut [Named]) {
    const KIND: &str = "関係情報";
    let of_kind: Vec<usize> = (0..ticked.len())
        .filter(|n| ticked[*n].option.ends_with(KIND))
        .collect();
    let loosely = of_kind
        .iter()
        .filter(|n| !matches!(named[**n], Named::Exactly));
    let loosely: Vec<usize> = loosely.copied().collect();
    let [one] = loosely.as_slice() else { return };
    let stem = fold(ticked[*one].option.trim_end_matches(KIND));
    let words = stem.split(['・', '･']).filter(|word| !word.is_empty());
    let is_said = words.into_iter().any(|word| others.contains(word));
    if of_kind.len() > FEWEST + 1 && !is_said {
        named[*one] = Named::Not;
    }
}

/// Reports the groups for which a reason is given though they are not ticked: an item of its list begins with their words.
pub(super) fn report_unticked(
    cx: &mut Context,
    rule: &'static Rule,
    n: usize,
    (ticked, options): (&[Tick], &[&str]),
) {
    let Some((field, said)) = text(cx, &format!("files[{n}].overview.basics.items.validity"))
    else {
        return;
    };
    let unticked = options
        .iter()
        .filter(|option| !ticked.iter().any(|t| t.option == **option));
    let unticked =
        unticked.filter(|option| !option.starts_with("その他") || option.contains("情報"));
    let unticked: Vec<&str> = unticked.copied().collect();
    let mut start = 0;
    for line in said.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let head = line.trim_start_matches(is_mark);
        let head = head.strip_prefix(is_letter).map_or(head, |rest| {
            match rest.trim_start_matches(is_mark) {
                bare if bare.len() < rest.len() => bare,
                _ => head,
            }
        });
        let begins = unticked.iter().find(|option| {
            let bare = option.split('（').next().unwrap_or(option);
            let rest = head.strip_prefix(bare);
            rest.is_some_and(|rest| {
                rest.starts_with([
                    'は', '：', ':', '　', ' ', '】', '（', '(', '、', '」', '）',
                ])
            })
        });
        let Some(option) = begins else { continue };
        let from = at + line.len() - head.len();
        let bare = option.split('（').next().unwrap_or(option);
        let span = cx.words(said, from..from + bare.len());
        cx.report(rule, field, span, without_tick(cx.lang, option));
    }
}

/// Marks before an item of a list.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_numeric()
        || matches!(
            c,
            '・' | '･'
                | '○'
                | '●'
                | '◎'
                | '◆'
                | '◇'
                | '■'
                | '□'
                | '※'
                | '【'
                | '「'
                | '『'
                | '（'
                | '('
                | ')'
                | '）'
                | '．'
                | '.'
                | '-'
        )
}

/// A letter that numbers an item: 「ア　」.
fn is_letter(c: char) -> bool {
    ('ア'..='ン').contains(&c)
}

/// The words of an option without its brackets.
fn bare(option: &str) -> &str {
    option.split('(').next().unwrap_or(option)
}

/// How a reason names a group; `others` is the reason without the exact names of all groups.
fn named(tick: &Tick, reason: &str, others: &str) -> Named {
    let option = fold(tick.option);
    let bare = bare(&option);
    // 「その他」 has its name in its slot.
    let detail = tick.detail.map(|detail| fold(&detail.text));
    if let Some(detail) = detail.filter(|_| bare == "その他") {
        let mut parts = detail.split(['、', '・', ',', '(', ')']);
        let is_said = |part: &str| {
            let stem = part.trim_end_matches("情報").trim_end_matches("関係");
            stem.chars().count() > 1 && reason.contains(stem)
        };
        // 「その他住民票関係情報」 has its own.
        let other = ["その他住民票", "その他識別"]
            .iter()
            .fold(reason.to_owned(), |reason, known| reason.replace(known, ""));
        return if other.contains("その他") || parts.any(is_said) {
            Named::Loosely
        } else {
            Named::Not
        };
    }
    if reason.contains(bare) {
        return Named::Exactly;
    }
    let known = REASONS.iter().find(|(known, _)| fold(known) == option);
    match known {
        Some((_, words)) if !words.iter().any(|word| others.contains(word)) => Named::Not,
        // Of a group whose other names are not known nothing is said.
        _ => Named::Loosely,
    }
}

fn without_reason(lang: Lang, item: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "「{option}」を記録する理由が、{item} に無い",
        "{item} gives no reason for 「{option}」"
    ))
    .help(say!(
        lang,
        "なぜ記録が必要かを書き足してください。記録していないなら、選択を外します。",
        "Say why it is recorded, or untick it."
    ))
}

/// Said at the reasons that there are.
fn other_reasons(lang: Lang) -> String {
    say!(lang, "ほかの項目の理由", "the reasons for the others")
}

fn without_tick(lang: Lang, option: &str) -> Words {
    Words::new(say!(
        lang,
        "「{option}」を記録する理由があるのに、主な記録項目で選ばれていない",
        "A reason is given for 「{option}」, which is not ticked"
    ))
    .help(say!(
        lang,
        "記録しているなら主な記録項目で選び、していないなら理由を消してください。",
        "Tick it if it is recorded, else take the reason out."
    ))
}
