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

use rustc_hash::{FxHashMap, FxHashSet};

use super::offices::{Named, are_alike, departments, named};
use super::{numbers, text};
use crate::assessment::value::Value;
use crate::assets::lists::departments::{ELSEWHERE_DIVISIONS, EVERYWHERE};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
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
    let mut found: Vec<(String, Place)> = Vec::new();
    for other in named.iter().filter(|other| other.name == main.name) {
        let division = bare(&other.division);
        let is_same = division.is_empty() || division.ends_with(&own) || own.ends_with(&division);
        let is_elsewhere = ELSEWHERE_DIVISIONS
            .iter()
            .any(|word| division.contains(word));
        if !is_same && !is_elsewhere {
            found.push((division, (other.field, other.span)));
        }
    }
    for (division, places) in grouped(found) {
        let words = in_other_division(lang, &main.name, &division, &own);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.related(main.span, in_charge(lang));
        }
    }
}

/// A department that no item lists, with a name much like that of the one in charge.
fn other_name(cx: &mut Context, main: &Main, named: &[Named]) {
    let lang = cx.lang;
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for other in named {
        *counts.entry(&other.name).or_default() += 1;
    }
    // X031 reports what 別添３ calls a former name.
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
        let places = named.iter().filter(|other| other.name == name);
        let places: Vec<_> = places.map(|other| (other.field, other.span)).collect();
        let words = unlisted(lang, name, &main.name);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding
                .severity(Severity::Info)
                .related(main.span, in_charge(lang));
        }
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
