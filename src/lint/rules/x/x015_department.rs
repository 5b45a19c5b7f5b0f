//! ファイルの事務担当部署が、Ⅰ７の担当部署やⅡ３⑦の使用部署に無い。
//! The department in charge of a file is named neither as the department of the office nor as a user.
//!
//! ## 何を確認するか
//! Ⅱ２⑥事務担当部署が、Ⅰ７①の部署とⅡ３⑦の使用部署のどちらにも書かれていないときに、参考として示します。
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
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::say;

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
        let Some((place, own)) = own else { continue };
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
            continue;
        }
        let item = cx.name(place);
        let message = say!(
            cx,
            "{item} が、Ⅰ７①の部署にもⅡ３⑦の使用部署にも無い",
            "{item} is neither the department of Ⅰ７① nor a user of Ⅱ３⑦"
        );
        let label = say!(cx, "Ⅰ７①の部署", "the department of Ⅰ７①");
        let help = say!(
            cx,
            "いまの組織の名前を確かめ、そろえてください。違う部署で正しければ、そのままで構いません。",
            "See which name is right today."
        );
        cx.report(&RULE, place, own.span, message)
            .related(office.span, label)
            .help(help);
    }
}
