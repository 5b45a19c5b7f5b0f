//! 提出時期に係る説明が、提出時期や項目の※と合わない。
//! The reason given for the time of submission does not fit it, or the item.
//!
//! ## 何を確認するか
//! - 「重要な変更」なら、提出時期が事前で、※の付いた項目であること。
//! - 「その他の項目の変更」なら、※の無い項目であること。「任意に事前で提出」なら、提出時期が事前であること。
//! - 「緊急時の事後評価」なら、提出時期が事後で、特定個人情報の取扱いを書く項目であること（問合せ先や部署の名ではない）。
//! - ※の付いた項目を事後に変えたなら、重要な変更に当たらない理由、又は緊急時であることが説明から読めること。「未確定部分の確定」だけでは
//!   理由にならないので、参考として示します。
//!
//! 委託事項や提供先を丸ごと加えた行、消した行は、その中に※の項目があれば※の項目の変更として見ます。一部だけが※の項目では、
//! 変更後の記載がある所に※があるかを見ます。
//! 同じ説明の行は、まとめて一つにします。別添１と別添２は、※の項目の一部でもあるため見ません。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘1件、正しく、見落とし0件。
//!
//! ## なぜ
//! ※の項目の重要な変更は、変更の前に評価を再実施しなければなりません。説明は、そうしなかった理由を示す唯一の欄です。
//!
//! ## 直し方
//! 変更の中身を見て、提出時期か説明を直します。
//!
//! ## 例
//! ```yaml
//! 項目: Ⅱ６①保管場所   # ※の項目
//! 提出時期: 事後
//! 説明: その他の項目の変更であり、事前の提出・変更が義務付けられない   # 誤
//! 説明: 書庫の名を改めただけであり、重要な変更に当たらない             # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第9条第2項、第11条

use super::shown;
use crate::assessment::field::is_within;
use crate::assessment::value::Value;
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::Cell;
use crate::compare::changelog::coverage::Verdict;
use crate::compare::changelog::marks::MarkKind;
use crate::compare::changelog::reason::is_unclear;
use crate::compare::changelog::{EntryId, LogEntry, Timing};
use crate::form::ItemId;
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C007",
    name: "reason-does-not-fit",
    levels: Levels::always(Severity::Warning),
    basis: &["特定個人情報保護評価に関する規則 第9条第2項・第11条"],
    check,
};

/// Parts of the form that show items with ※ in another way.
const MIRRORS: [&str; 2] = ["flow_figure", "files[].records"];

/// Shorter words may be in any item.
const DISTINCT: usize = 12;

#[derive(PartialEq, Clone, Eq, Hash)]
enum Why {
    /// The reason goes with the other 提出時期.
    Timing,
    /// A reason for items without ※ at one with it.
    Significant,
    /// A reason for items with ※ at one without.
    NotSignificant,
    /// No reason for such an item.
    NotFor,
    /// ※, afterwards, and no known reason.
    Unread,
    /// ※, afterwards, and a reason that does not say why the change is no 重要な変更.
    Weak,
}

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for (at, entry) in super::judged(cx) {
        let (Some(explanation), Some((timing, _))) = (entry.explanation, entry.timing) else {
            continue;
        };
        let Some(why) = why(cx, at, entry, timing) else {
            continue;
        };
        let key = (why, timing, shown(&explanation.text.text));
        found.push((key, super::whole(explanation)));
    }
    for ((why, timing, said), places) in grouped(found) {
        let severity = match why {
            Why::NotSignificant | Why::Weak => Severity::Info,
            _ => Severity::Warning,
        };
        let words = words(cx.lang, &why, timing, &said);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.severity(severity);
        }
    }
}

fn why(cx: &Context, at: EntryId, entry: &LogEntry, timing: Timing) -> Option<Why> {
    let coverage = cx.coverage();
    // What is wrong with a row of another item is its address.
    let of_other = coverage.is_some_and(|(_, t)| matches!(t.verdicts[at], Verdict::Elsewhere(_)));
    let item = entry.only().filter(|_| !of_other).map(|found| found.item);
    let id = item.map(|item| cx.assessment.form.items[item].id.as_str());
    let significant = item.and_then(|item| {
        let change = coverage
            .and_then(|(former, coverage)| Some(&former.diff.changes[coverage.change[at]?]));
        match change {
            // The number of entries has no ※, unlike the choice with it.
            None if is_of_count(entry) => None,
            // The change itself says whether an item with ※ is part of it.
            Some(change) if !is_mirror(&change.item.id) => Some(change.significant),
            _ => significant(cx, item, entry).or_else(|| of_part(cx, entry)),
        }
    });
    let Some(reason) = entry.reason else {
        let said = &entry.explanation?.text.text;
        let unread = significant == Some(true) && timing == Timing::After && !is_unclear(said);
        return unread.then_some(Why::Unread);
    };
    if reason.timing.is_some_and(|fit| fit != timing) {
        return Some(Why::Timing);
    }
    if id.is_some_and(|id| reason.not_for.iter().any(|outer| is_within(id, outer))) {
        return Some(Why::NotFor);
    }
    match (reason.significant, significant) {
        (Some(false), Some(true)) => Some(Why::Significant),
        (Some(true), Some(false)) => Some(Why::NotSignificant),
        (_, Some(true)) if timing == Timing::After && !reason.exempts => Some(Why::Weak),
        _ => None,
    }
}

/// Whether both cells say the same but for a number of things: 「委託する（4）件」, 「4件」.
fn is_of_count(entry: &LogEntry) -> bool {
    let [before, after] = [&entry.before, &entry.after].map(|cell| without_count(cell.text()));
    entry.before.text() != entry.after.text() && before.is_some() && before == after
}

/// Words in comparison form without a number of things at their end.
fn without_count(words: &str) -> Option<&str> {
    let head = words.trim_end_matches(['件', ')', ']']);
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let counts = words.contains('件') && bare.len() < head.len();
    counts.then(|| bare.trim_end_matches(['(', '[', ':']))
}

fn is_mirror(id: &str) -> bool {
    MIRRORS.iter().any(|mirror| is_within(id, mirror))
}

/// Whether the item has ※; none where only a part of it has, unless a whole entry came or went with that part.
fn significant(cx: &Context, item: ItemId, entry: &LogEntry) -> Option<bool> {
    let items = &cx.assessment.form.items;
    let own = &items[item];
    if is_mirror(&own.id) {
        return None;
    }
    let mut below = items.iter().filter(|i| is_within(&i.id, &own.id));
    let has_part = below.any(|i| i.significant);
    let nothing = |cell: &Cell, mark| cell.is_empty() && cell.has(mark);
    let whole = own.is_list()
        && (nothing(&entry.before, MarkKind::Nothing) || nothing(&entry.after, MarkKind::Deleted));
    match (own.significant, has_part) {
        (true, _) => Some(true),
        (false, true) if whole => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}

/// Whether the items below that of a row have ※ that say what 変更後 says; none where it is open which these are.
fn of_part(cx: &Context, entry: &LogEntry) -> Option<bool> {
    let [place] = entry.places() else { return None };
    let item = cx.assessment.definition(cx.field(*place));
    let after: Vec<&str> = entry.after.segments().map(|(_, words, _)| words).collect();
    let is_distinct = after.iter().any(|words| has_chars(words, DISTINCT));
    if is_mirror(&item.id) || item.is_list() || !is_distinct {
        return None;
    }
    let below = cx.assessment.below(&cx.field(*place).id);
    let holding = below.filter(|(id, field)| {
        let is_text = matches!(field.value, Value::Text(_));
        let body = || Body::at(cx.assessment, &[*id]);
        is_text && after.iter().all(|words| body().holds(words))
    });
    let mut marks = holding.map(|(_, field)| cx.assessment.definition(field).significant);
    let first = marks.next()?;
    marks.all(|mark| mark == first).then_some(first)
}

fn words(lang: Lang, why: &Why, timing: Timing, said: &str) -> Words {
    let when = match timing {
        Timing::Before => "事前",
        Timing::After => "事後",
    };
    let (headline, help) = match why {
        Why::Timing => (
            say!(
                lang,
                "説明が「{said}」なのに、提出時期が{when}になっている",
                "The explanation 「{said}」 does not fit {when}"
            ),
            say!(
                lang,
                "重要な変更と任意の提出は事前、緊急時の評価は事後です。提出時期か説明を直してください。",
                "重要な変更 and what is submitted of one's own accord come before the change, an emergency's assessment after it."
            ),
        ),
        Why::Significant => (
            say!(
                lang,
                "※の付いた項目の変更なのに、説明が「{said}」になっている",
                "The item has ※, but the explanation is 「{said}」"
            ),
            say!(
                lang,
                "※の項目の変更は、重要な変更（事前の再評価）に当たるか、当たらない理由（形式的な変更、リスクを明らかに軽減させる変更など）を書いてください。",
                "Say that the change is a 重要な変更, or why it is none."
            ),
        ),
        Why::NotSignificant => (
            say!(
                lang,
                "※の付いていない項目の変更なのに、説明が「{said}」になっている",
                "The item has no ※, but the explanation is 「{said}」"
            ),
            say!(
                lang,
                "※の無い項目を事前に提出したのなら、任意の提出であることを書いてください。",
                "Say that it was submitted of one's own accord."
            ),
        ),
        Why::NotFor => (
            say!(
                lang,
                "特定個人情報の取扱いでない項目の変更に、「{said}」という説明が付いている",
                "「{said}」 is no reason for an item that is not about the handling of personal information"
            ),
            say!(
                lang,
                "部署や窓口の変更は、緊急時の事後評価の対象ではありません。ほかの行の説明を写していないかを確かめてください。",
                "A change of an office is no case of an emergency. See whether the explanation was copied from another row."
            ),
        ),
        Why::Weak => (
            say!(
                lang,
                "※の付いた項目を事後に変えているが、「{said}」は重要な変更に当たらない理由になっていない",
                "「{said}」 does not say why the change of an item with ※ is no 重要な変更"
            ),
            say!(
                lang,
                "形式的な変更である、リスクを明らかに軽減させる変更であるなど、重要な変更に当たらない理由を一言添えてください。",
                "Add why it is no 重要な変更: it is formal, it clearly lowers the risk."
            ),
        ),
        Why::Unread => (
            say!(
                lang,
                "※の付いた項目を事後に変えた理由が、「{said}」からは読み取れない",
                "「{said}」 does not say why an item with ※ was changed without a prior assessment"
            ),
            say!(
                lang,
                "重要な変更に当たらない理由（形式的な変更、リスクを明らかに軽減させる変更など）か、緊急時であることを書いてください。",
                "Say why it is no 重要な変更, or that it was an emergency."
            ),
        ),
    };
    Words::new(headline).help(help)
}
