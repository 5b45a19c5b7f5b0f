//! 別添１の図に、様式のどの欄にもないシステム・委託先・提供先が出てくる。
//! The figure names a system, a contractor or a recipient that the form does not have.
//!
//! ## 何を確認するか
//! 「登場者」のうち、次のもの。
//! - 「…システム」: Ⅰ２の名称や接続先にあること（国や他の機関のシステム、組織の語の名前は除く）。
//! - 「委託先」など: Ⅱ４で「委託する」を選んだファイルがあること。会社の名前なら、Ⅱ４に書いてあること。
//! - 特定個人情報を受け取る部署や機関: Ⅱ５の提供先・移転先など、図のほかの欄に一度は出てくること。「移転先の課」「関係各課」のように欄の全体を指す名は数えず、（　）の中があれば、そのどれかが出てくればよい。
//!
//! ## なぜ
//! 図は、住民と第三者点検の委員が最初に見る所です。図にだけ出てくる相手は、提供や委託の書き漏れか、古い図の残りです。
//!
//! ## 直し方
//! 同じ相手の別の呼び名なら、様式の欄の名前にそろえます。別の相手なら、その欄（Ⅰ２、Ⅱ４、Ⅱ５）に加えます。
//!
//! ## 例
//! ```yaml
//! 使用するシステム:
//!   - システムの名称: 貸出システム
//! # …
//! 図:
//!   登場者: [利用者, 督促システム]   # 誤: 督促システムがⅠ２にない
//!   登場者: [利用者, 貸出システム]   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::systems::{known, listed, nearest};
use super::{choice, key, numbers};
use crate::assessment::figure::{ActorKind, FIGURE, Flows, Names};
use crate::assessment::value::Value;
use crate::assets::lists::departments::{ALL_OF_A_KIND, WHOSE};
use crate::japanese::notation::{before_bracket, fold};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X020",
    name: "figure-unlisted-name",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// What makes a name that of a company.
const COMPANIES: [&str; 3] = ["株式会社", "有限会社", "合同会社"];

fn check(cx: &mut Context) {
    let figure = Flows::of(cx.assessment);
    if figure.actors.is_empty() {
        return;
    }
    let names = Names::of(cx.assessment);
    systems(cx, &figure, &names);
    contractors(cx, &figure, &names);
    recipients(cx, &figure, &names);
}

fn systems(cx: &mut Context, figure: &Flows, names: &Names) {
    let listed = listed(cx);
    if listed.is_empty() {
        return;
    }
    let known = known(cx, &listed);
    for actor in &figure.actors {
        let name = actor.text.trim();
        let bare = fold(before_bracket(name));
        let is_ours = names.kind(name) == ActorKind::System && bare.ends_with("システム");
        if !is_ours || known.has(&bare) {
            continue;
        }
        let words = unlisted_system(cx.lang, name, nearest(name, &listed, 0.5));
        cx.report_at(&RULE, actor.span, words);
    }
}

fn contractors(cx: &mut Context, figure: &Flows, names: &Names) {
    let lang = cx.lang;
    let has = |n: usize| format!("files[{n}].overview.entrustment.has");
    let choices: Vec<_> = numbers(cx, "files")
        .map(|n| choice(cx, &has(n)).map(|(option, _)| option))
        .collect();
    let none = !choices.is_empty() && choices.iter().all(|c| *c == Some("委託しない"));
    let answer = key(cx, &has(1)).filter(|_| none);
    for actor in &figure.actors {
        if names.kind(&actor.text) != ActorKind::Contractor {
            continue;
        }
        let name = actor.text.trim();
        let is_unlisted = none
            || COMPANIES.iter().any(|w| name.contains(w))
                && is_begun(cx, "entrustment.items")
                && !is_said(cx, name, is_entrustment);
        if !is_unlisted {
            continue;
        }
        let finding = cx.report_at(&RULE, actor.span, unlisted_contractor(lang, name, none));
        if let Some(span) = answer {
            finding.related(span, whether_entrusted(lang));
        }
    }
}

/// Whether a section of Ⅱ is begun for some file.
fn is_begun(cx: &Context, section: &str) -> bool {
    let mut files = numbers(cx, "files").map(|n| format!("files[{n}].overview.{section}"));
    files.any(|id| cx.assessment.is_begun(&id))
}

fn is_entrustment(id: &str) -> bool {
    id.contains(".entrustment.")
}

fn recipients(cx: &mut Context, figure: &Flows, names: &Names) {
    // A draft that has not come to Ⅱ５ yet.
    if !is_begun(cx, "provision") {
        return;
    }
    for actor in &figure.actors {
        let name = actor.text.trim();
        if !matches!(names.kind(name), ActorKind::Office | ActorKind::Beyond) {
            continue;
        }
        let receives = figure.flows.iter().any(|flow| {
            let same = |end: Option<&Scalar>| end.is_some_and(|e| fold(&e.text) == fold(name));
            let specific = choice(cx, &format!("{}.specific", flow.id));
            same(flow.to) && specific.is_some_and(|(option, _)| option == "含む")
        });
        let elsewhere = |id: &str| !id.starts_with(FIGURE) && !id.starts_with("changes");
        let parts = name.split(['・', '、', '，', '（', '）', '(', ')']);
        let parts = parts.map(|part| part.trim().trim_end_matches(AND_OTHERS));
        let mut parts = parts.filter(|p| p.chars().count() > 1);
        if !receives || is_whole_section(name) || parts.any(|part| is_said(cx, part, elsewhere)) {
            continue;
        }
        cx.report_at(&RULE, actor.span, unlisted_recipient(cx.lang, name));
    }
}

/// What says that there are more than those named.
const AND_OTHERS: [char; 6] = ['等', 'な', 'ど', 'ほ', 'か', '他'];

/// Whether a name stands for all that a section of the form lists, and not for one of them: 「移転先の課」, 「関係各課」,
/// 「庁内の他部署」.
fn is_whole_section(name: &str) -> bool {
    let bare = fold(before_bracket(name));
    let bare = bare.trim_end_matches(AND_OTHERS);
    let mut rest = bare;
    while let Some(shorter) = WHOSE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let mut parts = rest.split(['・', '、']);
    rest.len() < bare.len() && parts.all(|part| part.is_empty() || ALL_OF_A_KIND.contains(&part))
}

/// Whether a text of the items in question names something.
fn is_said(cx: &Context, name: &str, is_read: fn(&str) -> bool) -> bool {
    let folded = fold(name);
    let names_it = |text: &Scalar| text.text.contains(name) || text.text.contains(&folded);
    cx.assessment.printed().iter().any(|field| {
        let said = match &field.value {
            Value::Text(text) => names_it(text),
            Value::Checks(checks) => checks.iter().filter_map(|c| c.detail).any(names_it),
            Value::Texts(texts) => texts.iter().any(|t| names_it(t)),
            _ => false,
        };
        said && is_read(&field.id)
    }) || cx
        .assessment
        .form
        .items
        .iter()
        .flat_map(|i| &i.options)
        .any(|o| o.text.contains(name))
}

fn unlisted_system(lang: Lang, name: &str, near: Option<&str>) -> Words {
    Words::new(say!(
        lang,
        "図の「{name}」がⅠ２の使用するシステムにない",
        "「{name}」 of the figure is not among the systems of Ⅰ２"
    ))
    .help(match near {
        Some(near) => say!(
            lang,
            "「{near}」のことなら、その名前にそろえてください。別のシステムなら、Ⅰ２に加えるか、図から除いてください。",
            "Use the name 「{near}」 if it is meant; else add the system to Ⅰ２ or take it out of the figure."
        ),
        None => say!(
            lang,
            "Ⅰ２に加えるか、図から除いてください。他の機関のシステムなら、どこのものか分かる名前にします。",
            "Add the system to Ⅰ２ or take it out of the figure."
        ),
    })
}

/// A contractor that Ⅱ４ does not name, or where nothing at all is entrusted by Ⅱ４.
fn unlisted_contractor(lang: Lang, name: &str, none: bool) -> Words {
    Words::new(match none {
        true => say!(
            lang,
            "図に「{name}」があるが、Ⅱ４は「委託しない」になっている",
            "The figure has 「{name}」, but nothing is entrusted by Ⅱ４"
        ),
        false => say!(
            lang,
            "図の「{name}」がⅡ４の委託先にない",
            "「{name}」 of the figure is not in Ⅱ４"
        ),
    })
    .help(say!(
        lang,
        "委託しているなら、Ⅱ４に書いてください。していないなら、図から除いてください。",
        "Describe it in Ⅱ４ if work is entrusted; else take it out of the figure."
    ))
}

fn whether_entrusted(lang: Lang) -> String {
    say!(lang, "委託の有無", "whether work is entrusted")
}

fn unlisted_recipient(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "図の「{name}」は特定個人情報を受け取るが、図のほかのどの欄にも出てこない",
        "「{name}」 of the figure receives specific personal information, but no other item names it"
    ))
    .help(say!(
        lang,
        "提供又は移転の相手なら、Ⅱ５に加えてください。ほかの欄と呼び名が違うだけなら、そろえてください。",
        "Add it to Ⅱ５ if it is a recipient, or use the name that the other items have."
    ))
}

#[cfg(test)]
mod tests {
    use super::is_whole_section;

    #[test]
    fn names_of_whole_sections() {
        for name in [
            "移転先の課",
            "移転先部署",
            "移転先",
            "提供先機関",
            "関係各課",
            "庁内の他部署",
            "他の部署",
            "庁内他課（子育て支援課ほか）",
            "移転先の各課・所",
            "委託先システム",
            "他の所属等",
        ] {
            assert!(is_whole_section(name), "{name}");
        }
        for name in [
            "子育て支援課",
            "課",
            "他市",
            "関係者",
            "移転先の子育て支援課",
        ] {
            assert!(!is_whole_section(name), "{name}");
        }
    }
}
