//! 担当部署の名が、一部の欄だけ違っている。
//! The department in charge is called otherwise in some items.
//!
//! ## 何を確認するか
//! - Ⅰ７①とⅡ２⑥の「…部…課」について、同じ課の名に別の部の名を付けた所がないこと。
//! - 本文に出てくる課の名で、部署を書く欄（Ⅰ７、Ⅱ２⑥、Ⅱ３①・⑦、Ⅱ５、Ⅴ１）のどこにも無く、担当課の名とよく似ていて、担当課よりずっと少ないもの（参考）。
//! - 「総務課」のようにどの部にもある課、区役所や支所の課、ほかの団体の課は見ません。別添３と別紙も見ません。
//!
//! ## なぜ
//! 組織改正では多くの欄を直すので、一部だけ古い課名や部名が残ることがあります。
//!
//! ## 直し方
//! いまの組織を確かめ、そろえます。別の部署なら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 部署: 教育部図書推進課
//! # …
//! 連絡先: 架空市文化部図書推進課   # 誤: 教育部
//! 連絡先: 架空市教育部図書推進課   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{numbers, text};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::departments::{
    ELSEWHERE_DIVISIONS, EVERYWHERE, KANA_NAMES, NO_NAMES, TASKS,
};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X033",
    name: "department-differs",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// A department in charge.
struct Main {
    /// Its division: 教育部; empty where none is written.
    division: String,
    /// 図書課
    name: String,
    span: Span,
}

/// A department that a text names.
struct Named {
    field: FieldId,
    span: Span,
    /// What stands right before it of a name.
    division: String,
    name: String,
    /// Whether the item is one that lists departments.
    listed: bool,
}

fn check(cx: &mut Context) {
    let mut main: Option<Main> = None;
    let of_files = numbers(cx, "files").map(|n| format!("files[{n}].overview.basics.department"));
    let ids: Vec<String> = std::iter::once("basic.department.name".to_owned())
        .chain(of_files)
        .collect();
    for id in &ids {
        let Some((_, said)) = text(cx, id) else {
            continue;
        };
        for (range, division, name) in departments(&said.text) {
            let span = cx.words(said, range);
            if EVERYWHERE.contains(&name.as_str()) {
                continue;
            }
            match &main {
                // Several departments in charge may have names alike.
                Some(main) if main.name != name => return,
                Some(_) => {}
                None => {
                    main = Some(Main {
                        division,
                        name,
                        span,
                    });
                }
            }
        }
    }
    let Some(main) = main else { return };
    let named = named(cx);
    let own = cx.assessment.form.agencies.item.as_deref();
    let own = own.and_then(|id| cx.assessment.text(id)).map(fold);
    let body = own.unwrap_or_default();
    let body = body.trim_end_matches('長');
    other_division(cx, &main, &named, body);
    other_name(cx, &main, &named);
}

/// The same department in another division.
fn other_division(cx: &mut Context, main: &Main, named: &[Named], body: &str) {
    let lang = cx.lang;
    if main.division.is_empty() {
        return;
    }
    let bare = |division: &str| division.strip_prefix(body).unwrap_or(division).to_owned();
    let own = bare(&main.division);
    let mut found: Vec<(String, &Named)> = Vec::new();
    for other in named.iter().filter(|other| other.name == main.name) {
        let division = bare(&other.division);
        let is_same = division.is_empty() || division.ends_with(&own) || own.ends_with(&division);
        let is_elsewhere = ELSEWHERE_DIVISIONS
            .iter()
            .any(|word| division.contains(word));
        if !is_same && !is_elsewhere {
            found.push((division, other));
        }
    }
    for (division, places) in grouped(found) {
        let Some((first, rest)) = places.split_first() else {
            continue;
        };
        let words = in_other_division(lang, &main.name, &division, &own);
        cx.report(&RULE, first.field, first.span, words)
            .related(main.span, in_charge(lang))
            .places(rest.iter().map(|other| other.span));
    }
}

/// A department that no item lists, with a name much like that of the one in charge.
fn other_name(cx: &mut Context, main: &Main, named: &[Named]) {
    let lang = cx.lang;
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for other in named {
        *counts.entry(&other.name).or_default() += 1;
    }
    // X031 tells of what 別添３ calls a former name.
    let former = former(cx);
    let listed = named.iter().filter(|other| other.listed);
    let listed: FxHashSet<&str> = listed.map(|other| other.name.as_str()).collect();
    let of_main = counts.get(main.name.as_str()).copied().unwrap_or_default();
    let mut alike: Vec<&str> = counts
        .iter()
        .filter(|(name, count)| {
            **name != main.name
                && **count * 3 <= of_main
                && !listed.contains(*name)
                && are_alike(name, &main.name)
                && !former.contains(*name)
        })
        .map(|(name, _)| *name)
        .collect();
    alike.sort_unstable();
    for name in alike {
        let mut places = named.iter().filter(|other| other.name == name);
        let Some(first) = places.next() else { continue };
        let words = unlisted(lang, name, &main.name);
        cx.report(&RULE, first.field, first.span, words)
            .severity(Severity::Info)
            .related(main.span, in_charge(lang))
            .places(places.map(|other| other.span));
    }
}

/// What stood in 別添３ before changes, folded.
fn former(cx: &Context) -> String {
    let fields = cx.assessment.printed().iter();
    let before = fields.filter(|f| f.id.starts_with("changes[") && f.id.ends_with("].before"));
    let texts = before.filter_map(|field| match field.value {
        Value::Text(said) => Some(fold(&said.text)),
        _ => None,
    });
    texts.collect()
}

/// All departments that the assessment names today.
fn named(cx: &Context) -> Vec<Named> {
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
fn departments(text: &str) -> Vec<(Range<usize>, String, String)> {
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
fn are_alike(one: &str, other: &str) -> bool {
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

fn in_other_division(lang: Lang, name: &str, division: &str, own: &str) -> Words {
    Words::new(say!(
        lang,
        "「{division}{name}」は、担当部署の欄では「{own}{name}」になっている",
        "「{division}{name}」 is 「{own}{name}」 where the department in charge is named"
    ))
    .help(say!(
        lang,
        "いまの組織の名前を確かめ、そろえてください。",
        "See which name is right today."
    ))
}

fn unlisted(lang: Lang, name: &str, own: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」は、部署を書くどの欄にも無い（担当部署は「{own}」）",
        "「{name}」 is in no item that lists departments (the one in charge is 「{own}」)"
    ))
    .help(say!(
        lang,
        "「{own}」のことなら、そろえてください。別の部署なら、そのままで構いません。",
        "Use the same name if it is meant; another department may stay."
    ))
}

fn in_charge(lang: Lang) -> String {
    say!(lang, "担当部署", "the department in charge")
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
