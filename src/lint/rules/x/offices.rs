//! Departments: where texts name them, and which items list them.

use std::ops::Range;

use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::departments::{KANA_NAMES, NO_NAMES, TASKS};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::fold;
use crate::lint::rules::Context;
use crate::source::Span;

/// A department that a text names.
pub(super) struct Named {
    pub field: FieldId,
    pub span: Span,
    /// What stands right before it of a name.
    pub division: String,
    pub name: String,
    /// Whether the item is one that lists departments.
    pub listed: bool,
}

/// All departments that the assessment names today.
pub(super) fn named(cx: &Context) -> Vec<Named> {
    let mut found = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        if field.id.starts_with("changes[") || field.id.starts_with("annexes[") {
            continue;
        }
        let listed = lists(&field.id);
        let texts = match &field.value {
            Value::Text(said) => vec![*said],
            Value::Checks(checks) => checks.iter().filter_map(|check| check.detail).collect(),
            _ => continue,
        };
        for said in texts {
            for (range, division, name) in departments(&said.text) {
                found.push(Named {
                    field: id,
                    span: cx.words(said, range),
                    division,
                    name,
                    listed,
                });
            }
        }
    }
    found
}

/// Whether an item lists departments.
fn lists(id: &str) -> bool {
    id.starts_with("basic.department")
        || id.ends_with(".basics.department")
        || id.ends_with(".user.departments")
        || id.ends_with(".intake.sources")
        || id.contains(".provision.recipients[")
        || id.contains(".provision.transferees[")
        || id.starts_with("disclosure.request")
        || id.starts_with("flow_figure.figure")
}

/// The departments of a text: where the department stands, the name before it, and its own.
pub(super) fn departments(text: &str) -> Vec<(Range<usize>, String, String)> {
    /// Fewer characters are no name: 各課, 担当課.
    const LEAST: usize = 3;
    let found = text.match_indices('課').filter_map(|(at, word)| {
        let end = at + word.len();
        // 「課税」, 「課題」, 「課内」 are other words.
        let goes_on = ["税", "題", "内", "さ", "し", "す", "程", "金"];
        if goes_on.iter().any(|word| text[end..].starts_with(word)) {
            return None;
        }
        let head = without_name(&text[..at]);
        let run = &text[head.len()..end];
        let cut = ['部', '局']
            .iter()
            .filter_map(|mark| run.rfind(*mark).map(|at| at + mark.len_utf8()))
            .max()
            .filter(|cut| *cut < run.len() - '課'.len_utf8())
            .unwrap_or(0);
        let (division, name) = run.split_at(cut);
        let is_name = name.chars().count() >= LEAST
            && !NO_NAMES.iter().any(|end| name.ends_with(end))
            && !head.ends_with(['他', '各'])
            && !is_of_other_body(head);
        let start = head.len() + cut;
        is_name.then(|| (start..end, fold(division), fold(name)))
    });
    found.collect()
}

/// Whether two departments have one subject, or hardly differ: 図書推進課 and 図書振興課.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches('課').to_owned();
    let (one, other) = (bare(one), bare(other));
    let subject = |name: &str| {
        let subject = TASKS
            .iter()
            .fold(name.to_owned(), |n, task| n.replace(task, ""));
        subject.chars().collect::<Vec<_>>()
    };
    let (of_one, of_other) = (subject(&one), subject(&other));
    if of_one.len() > 1 && of_one == of_other {
        return true;
    }
    let is_pair = |pair: &str| other.contains(pair) && !TASKS.contains(&pair);
    let chars: Vec<char> = one.chars().collect();
    let shares = chars
        .windows(2)
        .any(|pair| is_pair(&pair.iter().collect::<String>()));
    chars.len() > 3 && chars.len() == other.chars().count() && shares
}

/// Whether words before a department say that it is another body's: 「他市の」.
fn is_of_other_body(before: &str) -> bool {
    let owner = before.strip_suffix('の').unwrap_or_default();
    let is_body = owner.ends_with(['市', '町', '村', '県', '国']) || owner.ends_with("団体");
    is_body && !owner.ends_with("本市") && !owner.ends_with("当市")
}

/// A text without the name at its end.
fn without_name(text: &str) -> &str {
    let mut head = text;
    loop {
        head = head.trim_end_matches(|c| is_kanji(c) || is_katakana(c) || c == 'ー');
        match KANA_NAMES.iter().find_map(|word| head.strip_suffix(word)) {
            Some(rest) => head = rest,
            None => return head,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_read_with_their_divisions() {
        let found = |text: &str| -> Vec<(String, String)> {
            let all = departments(text).into_iter();
            all.map(|(_, division, name)| (division, name)).collect()
        };
        let pair = |division: &str, name: &str| (division.to_owned(), name.to_owned());
        assert_eq!(
            found("教育部図書推進課、架空市こども局こども家庭課長が"),
            [
                pair("教育部", "図書推進課"),
                pair("架空市こども局", "こども家庭課")
            ]
        );
        assert_eq!(found("市民税の賦課、各課、課題、担当課の職員"), []);
        assert_eq!(found("他市の図書振興課"), []);
    }

    #[test]
    fn names_much_alike() {
        for (one, other) in [
            ("図書推進課", "図書振興課"),
            ("住宅管理課", "住宅政策課"),
            ("国保年金課", "保険年金課"),
            ("事業企画課", "事業管理課"),
        ] {
            assert!(are_alike(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("情報政策課", "住宅政策課"),
            ("市民課", "市民税課"),
            ("介護保険課", "保険年金課"),
            ("障害福祉課", "生活福祉課"),
            ("高齢福祉課", "障害福祉課"),
        ] {
            assert!(!are_alike(one, other), "{one} {other}");
        }
    }
}
