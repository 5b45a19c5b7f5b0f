//! 本文に移転先として出てくる部署が、Ⅱ５の移転先に無い。
//! The text names an office to which data are moved that chapter II does not list.
//!
//! ## 何を確認するか
//! Ⅱ３⑧、Ⅲ５、別添１の説明に「…課への移転」「…課へ移転する」とあるとき、その部署がⅡ５の移転先のどれかにあること。
//! 移転先が「各課」「別紙のとおり」などで、部署の名が一つずつ書かれていないときは見ません。
//!
//! ## なぜ
//! Ⅱ５に無い移転は、根拠も用途も書かれていないことになります。組織改正や移転先の入替えで、片方だけが直されて残りがちです。
//!
//! ## 直し方
//! いまの移転先の名前を確かめて、そろえます。別の移転先なら、Ⅱ５に加えます。
//!
//! ## 例
//! ```yaml
//! 移転先:
//!   - 名称: 教育部学校図書課
//! # …
//! 誤った情報・相手に提供・移転するリスク:
//!   リスクに対する措置の内容: 教育部社会教育課への移転では、名簿と照合する。   # 誤
//!   リスクに対する措置の内容: 教育部学校図書課への移転では、名簿と照合する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::{key, numbers, text};
use crate::assessment::value::Value;
use crate::assets::lists::departments::UNNAMED_ENDS;
use crate::assets::lists::references::ELSEWHERE;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, grouped};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X026",
    name: "unlisted-transferee",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// What the names of offices end in.
const OFFICES: [char; 4] = ['課', '室', '係', '班'];

fn check(cx: &mut Context) {
    let mut listed: Vec<String> = Vec::new();
    let mut place = None;
    let departments = &cx.vocabulary().departments;
    for n in numbers(cx, "files") {
        let list = format!("files[{n}].overview.provision.transferees");
        for t in numbers(cx, &list) {
            let Some((_, name)) = text(cx, &format!("{list}[{t}].name")) else {
                return;
            };
            listed.push(fold(&name.text));
            place = place.or(Some(name.span));
        }
        // A list that is not begun says nothing.
        if key(cx, &list).is_some() && cx.assessment.entries(&list) == 0 {
            return;
        }
    }
    let (Some(there), true) = (
        place,
        listed.iter().all(|name| names_one(name, departments)),
    ) else {
        return;
    };
    let mut found: Vec<(String, (usize, Span))> = Vec::new();
    for (place, field) in cx.assessment.printed().iter().enumerate() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if !is_read(&field.id) {
            continue;
        }
        for range in moved_to(&said.text, departments) {
            let name = fold(&said.text[range.clone()]);
            let is_listed = listed
                .iter()
                .any(|own| own.contains(&name) || name.contains(own));
            if !is_listed && names_one(&name, departments) {
                found.push((name, (place, cx.words(said, range))));
            }
        }
    }
    for (name, spots) in grouped(found) {
        report(cx, &name, &spots, there);
    }
}

fn is_read(id: &str) -> bool {
    let of_risk = id.starts_with("files[") && id.contains("].risks.provision.");
    of_risk
        || id.ends_with(".intake.usage")
        || id == "flow_figure.description"
        || id == "flow_figure.remarks"
}

/// Whether a name is that of offices one by one, and not 「各課」 or 「別紙のとおり」.
fn names_one(name: &str, departments: &[String]) -> bool {
    const OPEN: [&str; 3] = ["等", "関係", "各"];
    let has_office = name.contains(|c| OFFICES.contains(&c))
        || name.contains("センター")
        || name.contains("局")
        || departments.iter().any(|end| name.contains(end));
    has_office
        && !OPEN.iter().chain(ELSEWHERE).any(|word| name.contains(word))
        && !UNNAMED_ENDS.iter().any(|end| name.ends_with(end))
}

/// The offices to which a text says that data are moved.
fn moved_to<'t>(
    text: &'t str,
    departments: &'t [String],
) -> impl Iterator<Item = Range<usize>> + 't {
    const MOVES: [&str; 3] = ["への移転", "へ移転", "に移転"];
    let places = MOVES.iter().flat_map(move |word| text.match_indices(word));
    places.flat_map(move |(at, _)| {
        let is_end = |c: char| "、。，・「」（）()【】＜＞：:；はがをにでへとの　 \n".contains(c);
        let start = text[..at].rfind(is_end).map_or(0, |end| {
            end + text[end..].chars().next().map_or(0, char::len_utf8)
        });
        let mut names = Vec::new();
        let mut from = start;
        for part in text[start..at].split("及び") {
            names.push(from..from + part.len());
            from += part.len() + "及び".len();
        }
        names.retain(|name| {
            let name = &text[name.clone()];
            let ends = name.ends_with(OFFICES) || departments.iter().any(|end| name.ends_with(end));
            ends && name.chars().count() > 2
        });
        names
    })
}

fn report(cx: &mut Context, name: &str, spots: &[(usize, Span)], there: Span) {
    let Some(((place, span), rest)) = spots.split_first() else {
        return;
    };
    let message = say!(
        cx,
        "「{name}」への移転が書かれているが、Ⅱ５の移転先に無い",
        "Data are moved to 「{name}」, which Ⅱ５ does not list"
    );
    let label = say!(cx, "Ⅱ５の移転先", "the list of Ⅱ５");
    let help = say!(
        cx,
        "いまの移転先の名前を確かめてそろえるか、Ⅱ５に加えてください。",
        "Use the name that Ⅱ５ has, or add it there."
    );
    cx.report(&RULE, *place, *span, message)
        .related(there, label)
        .help(help)
        .places(rest.iter().map(|(_, span)| *span));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_that_data_are_moved_to() {
        let names = |text: &str| -> Vec<String> {
            let found = moved_to(text, &[]).map(|range| text[range].to_owned());
            found.filter(|name| names_one(name, &[])).collect()
        };
        assert_eq!(
            names("・こども未来部こども読書課への移転では、名簿と照合する。"),
            ["こども未来部こども読書課"]
        );
        assert_eq!(
            names("督促の記録を、学校図書課及び社会教育課に移転する。"),
            ["学校図書課", "社会教育課"]
        );
        for text in [
            "移転先の課に移転する。",
            "他課への移転を禁じる。",
            "所管課に移転する。",
            "書庫へ移転する。",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
