//! 別添３で改めた部署の前の名が、本文に残っている。
//! The text still uses the former name of a department that the table of changes renamed.
//!
//! ## 何を確認するか
//! 別添３に部署の欄（Ⅰ７①、Ⅱ２⑥）の変更前と変更後があるとき、変更前の部署の名が、本文のほかの欄に残っていないこと。
//! 課の名も変わったときは、部の名のない「図書課」「図書課長」も見ます。
//! 変更後の名に含まれる名、今も部署を書く欄にある名、「旧…」「…（現…）」のような言い方、別添３は見ません。
//!
//! ## なぜ
//! 組織改正では多くの欄を直すので、連絡先などの直し漏れが残りがちです。
//!
//! ## 直し方
//! いまの名前に直します。
//!
//! ## 例
//! ```yaml
//! 連絡先: 架空市教育部図書課   # 誤: 別添３で改めている
//! 連絡先: 架空市文化部図書課   # 正
//! # …
//! 変更箇所:
//!   - 項目: Ⅰ７①部署
//!     変更前: 教育部図書課
//!     変更後: 文化部図書課
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::assessment::value::Value;
use crate::assets::lists::former::{AFTER_OFFICES, BEFORE_OFFICES};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::finder::Finder;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X031",
    name: "former-department",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Items that hold the department in charge.
const ITEMS: [&str; 2] = ["basic.department.name", ".basics.department"];

/// Fewer characters may be a part of any name.
const SHORTEST: usize = 5;

/// An office that has another name now.
struct Renamed {
    before: String,
    after: String,
    /// Whether it is the name without its division.
    bare: bool,
    /// Where 別添３ records it.
    row: Span,
    /// Where the former name is still used.
    left: Vec<Place>,
}

fn check(cx: &mut Context) {
    let mut renamed = renamed(cx);
    if renamed.is_empty() {
        return;
    }
    let names = renamed.iter().map(|renamed| renamed.before.clone());
    let names = Finder::of(names.collect());
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if field.id.starts_with("changes[") {
            continue;
        }
        for hit in names.all(&said.text) {
            // 「文化部図書課」 holds 「図書課」.
            let in_name = renamed[hit.word].bare
                && said.text[..hit.range.start].ends_with(|c| is_kanji(c) || is_katakana(c));
            if !in_name && !is_called_former(&said.text, &hit.range) {
                let span = cx.words(said, hit.range);
                renamed[hit.word].left.push((id, span));
            }
        }
    }
    for renamed in renamed {
        report(cx, &renamed);
    }
}

/// The offices that rows of 別添３ rename, each once, but those whose name is in use again.
fn renamed(cx: &Context) -> Vec<Renamed> {
    let mut known: FxHashSet<String> = FxHashSet::default();
    let mut renamed: Vec<Renamed> = Vec::new();
    for entry in &cx.changes().entries {
        let id = entry.only().map(|found| found.id(cx.assessment.form));
        if !id.is_some_and(|id| ITEMS.iter().any(|item| id.ends_with(item))) {
            continue;
        }
        let (Some(before), Some(after)) = (entry.before.only_line(), entry.after.only_line())
        else {
            continue;
        };
        let (row, before) = (before.whole(cx.assessment.source), before.written().trim());
        let after = after.written().trim();
        let is_name = cx.vocabulary().is_department(before)
            && before.chars().count() >= SHORTEST
            && !before.contains(['、', '，', '・', '（', '(']);
        if is_name && !after.contains(before) && known.insert(before.to_owned()) {
            let (own, other) = (without_division(before), without_division(after));
            let has_own = own.len() < before.len()
                && own.chars().count() >= SHORTEST
                && own != other
                && !other.contains(own);
            let pairs = [(before, after, false), (own, other, true)];
            for (before, after, bare) in pairs.into_iter().take(1 + usize::from(has_own)) {
                renamed.push(Renamed {
                    before: before.to_owned(),
                    after: after.to_owned(),
                    bare,
                    row,
                    left: Vec::new(),
                });
            }
        }
    }
    let names = renamed.iter().map(|renamed| renamed.before.clone());
    let names = Finder::of(names.collect());
    let fields = cx.assessment.fields.iter();
    let lists = |id: &str| {
        ITEMS.iter().any(|item| id.ends_with(item))
            || id.ends_with(".user.departments")
            || id.contains(".provision.transferees[") && id.ends_with("].name")
    };
    let departments = fields.filter(|field| lists(&field.id));
    let departments = departments.filter_map(|field| cx.assessment.text(&field.id));
    let current: FxHashSet<usize> = departments
        .flat_map(|name| names.all(name))
        .map(|hit| hit.word)
        .collect();
    let mut place = 0..;
    renamed.retain(|_| place.next().is_none_or(|n| !current.contains(&n)));
    renamed
}

/// The name of a department without that of its division: 「図書課」 of 「教育部図書課」.
fn without_division(name: &str) -> &str {
    let last = |mark: char| name.rfind(mark).map(|at| at + mark.len_utf8());
    let at = ['部', '局'].iter().filter_map(|mark| last(*mark)).max();
    let own = at.map_or(name, |at| &name[at..]);
    if own.is_empty() { name } else { own }
}

fn report(cx: &mut Context, renamed: &Renamed) {
    let lang = cx.lang;
    let words = words(lang, &renamed.before, &renamed.after);
    if let Some(finding) = cx.report_all(&RULE, &renamed.left, words) {
        finding.related(renamed.row, changed(lang));
    }
}

/// Whether a name is said to be a former one: 「旧図書課」, 「図書課（現文化課）」, 「当時の図書課」.
fn is_called_former(text: &str, range: &Range<usize>) -> bool {
    BEFORE_OFFICES
        .iter()
        .any(|word| text[..range.start].ends_with(word))
        || AFTER_OFFICES
            .iter()
            .any(|word| text[range.end..].starts_with(word))
}

fn words(lang: Lang, before: &str, after: &str) -> Words {
    Words::new(say!(
        lang,
        "「{before}」は、別添３で「{after}」に改められている",
        "「{before}」 became 「{after}」 by 別添３"
    ))
    .help(say!(
        lang,
        "いまの名前を確かめて、直してください。",
        "Use the name of today."
    ))
}

fn changed(lang: Lang) -> String {
    say!(lang, "別添３の変更前", "変更前 of 別添３")
}
