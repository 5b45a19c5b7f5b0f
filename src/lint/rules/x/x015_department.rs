//! ファイルの事務担当部署が、Ⅰ７の担当部署やⅡ３⑦の使用部署に無い。
//! The department in charge of a file is named neither as the department of the office nor as a user.
//!
//! ## 何を確認するか
//! Ⅱ２⑥事務担当部署が、Ⅰ７①の部署とⅡ３⑦の使用部署のどちらにも書かれていないときに、参考として示します。
//! Ⅰ７①とⅡ２⑥が同じ部署で、課の名を一つずつ挙げたⅡ３⑦にだけ無いときも示します。
//!
//! ## なぜ
//! 組織改正で、一か所だけ古い課名が残ることがあります。
//!
//! ## 直し方
//! いまの組織を確かめ、そろえます。違う部署で正しければ、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 評価実施機関における担当部署:
//!   部署: 教育部図書館課
//! # …
//! 事務担当部署: 教育部社会教育課   # 誤: 改正の前の課名か
//! 事務担当部署: 教育部図書館課     # 正
//! # …
//! 使用部署: 教育部図書館課、東分館
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{numbers, text};
use crate::assessment::field::FieldId;
use crate::assets::lists::references::ELSEWHERE;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X015",
    name: "department",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let Some((_, office)) = text(cx, "basic.department.name") else {
        return;
    };
    for n in numbers(cx, "files") {
        let own = text(cx, &format!("files[{n}].overview.basics.department"));
        let users = text(cx, &format!("files[{n}].overview.intake.user.departments"));
        let Some((field, own)) = own else { continue };
        // In a draft, the users may still be to come.
        if users.is_none() && cx.assessment.stage == Stage::Draft {
            continue;
        }
        let others =
            fold(&office.text) + "\n" + &users.map_or_else(String::new, |u| fold(&u.1.text));
        let departments = own.text.split(['、', '，', '\n', '・', '／']);
        let is_elsewhere = |part: &str| {
            let part = fold(part);
            let last = others.split(['、', '\n', ',', '・']);
            others.contains(&part) || last.filter(|o| !o.is_empty()).any(|o| part.contains(o))
        };
        if departments
            .filter(|d| !d.trim().is_empty())
            .any(is_elsewhere)
        {
            if let Some((field, users)) = users {
                report_no_user(cx, field, users, own);
            }
            continue;
        }
        let lang = cx.lang;
        cx.report(&RULE, field, own.span, known_nowhere(lang, &cx.name(field)))
            .related(office.span, of_the_office(lang));
    }
}

/// The department in charge is no user, where users are named one by one.
fn report_no_user(cx: &mut Context, field: FieldId, users: &Scalar, own: &Scalar) {
    const OPEN: [&str; 6] = ["等", "各", "全", "ほか", "関係", "その他"];
    let listed = fold(&users.text);
    let mut open = OPEN.iter().chain(ELSEWHERE);
    let is_open = open.any(|word| listed.contains(word));
    let parts = || {
        own.text
            .split(['、', '，', '\n', '・', '／'])
            .map(str::trim)
    };
    let last = |part: &str| {
        let at = part.rfind(['部', '局', ' ', '\u{3000}']);
        let rest = at.and_then(|at| Some(&part[at + part[at..].chars().next()?.len_utf8()..]));
        fold(rest.filter(|rest| rest.chars().count() > 2).unwrap_or(part))
    };
    let is_user = parts().filter(|part| !part.is_empty()).any(|part| {
        let mut users = listed.split(['、', '\n', ',', '・']);
        listed.contains(&last(part))
            || users.any(|user| !user.is_empty() && fold(part).contains(user))
    });
    let named = listed.matches(['課', '室', '係']).count();
    if is_open || is_user || named < 2 || !own.text.trim().ends_with(['課', '室', '係']) {
        return;
    }
    let lang = cx.lang;
    let words = no_user(lang, &cx.name(field), own.text.trim());
    cx.report(&RULE, field, users.span, words)
        .related(own.span, in_charge(lang));
}

fn known_nowhere(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} が、Ⅰ７①の部署にもⅡ３⑦の使用部署にも無い",
        "{item} is neither the department of Ⅰ７① nor a user of Ⅱ３⑦"
    ))
    .help(say!(
        lang,
        "いまの組織の名前を確かめ、そろえてください。違う部署で正しければ、そのままで構いません。",
        "See which name is right today."
    ))
}

/// Said at the department of the office.
fn of_the_office(lang: Lang) -> String {
    say!(lang, "Ⅰ７①の部署", "the department of Ⅰ７①")
}

fn no_user(lang: Lang, users: &str, department: &str) -> Words {
    Words::new(say!(
        lang,
        "{users} に、担当部署「{department}」が無い",
        "{users} does not name the department in charge, 「{department}」"
    ))
    .help(say!(
        lang,
        "いまの組織の名前を確かめ、そろえてください。担当部署が使わないファイルなら、そのままで構いません。",
        "See which name is right today."
    ))
}

/// Said at the department in charge of the file.
fn in_charge(lang: Lang) -> String {
    say!(lang, "担当部署", "the department in charge")
}
