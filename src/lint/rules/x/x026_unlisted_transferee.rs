//! 本文に移転先として出てくる部署が、Ⅱ５の移転先に無い。
//! The text names an office to which data are moved that chapter II does not list.
//!
//! ## 何を確認するか
//! Ⅰ１②、Ⅱ３⑧、Ⅲ５、別添１の説明に「…課への移転」「…課への…の移転」「…課へ移転する」とあるとき、その部署がⅡ５の移転先のどれかにあること。
//! 移転先が「各課」「別紙のとおり」などで、部署の名が一つずつ書かれていないときは見ません。
//! Ⅱ３⑧とⅢ５に「広域連合への提供は」「県税事務所に紙で提供する」とあるとき、その機関がⅡ５の提供先などにあること（参考）。
//! 情報提供ネットワークシステムによるもののほかに、「各」「別紙」「等」のような提供先があるときは見ません。
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

use super::given::{given_to, moved_to, names_one};
use super::{NETWORK, key, numbers, text, ticked, ticks};
use crate::assessment::value::Value;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X026",
    name: "unlisted-transferee",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    check_transferees(cx);
    for n in numbers(cx, "files") {
        check_recipients(cx, n);
    }
}

fn check_transferees(cx: &mut Context) {
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
        // A list that is not begun says nothing, but for a file that is moved nowhere.
        let has = format!("files[{n}].overview.provision.has");
        let is_none = ticked(cx, &has, "行っていない").is_some();
        if key(cx, &list).is_some() && cx.assessment.entries(&list) == 0 && !is_none {
            return;
        }
    }
    let (Some(there), true) = (
        place,
        listed.iter().all(|name| names_one(name, departments)),
    ) else {
        return;
    };
    let mut found: Vec<(String, Place)> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
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
                found.push((name, (id, cx.words(said, range))));
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
        || id == "basic.office.content"
        || id == "flow_figure.description"
        || id == "flow_figure.remarks"
}

/// Bodies to which a file is given by another way than the network, and which Ⅱ５ does not list.
fn check_recipients(cx: &mut Context, n: usize) {
    let section = format!("files[{n}].overview.provision");
    let list = format!("{section}.recipients");
    let has = ticks(cx, &format!("{section}.has"));
    let is_none = has.iter().any(|tick| tick.option == "行っていない");
    let gives = has.iter().any(|tick| tick.option.starts_with("提供"));
    let mut known = String::new();
    for r in numbers(cx, &list) {
        let Some((_, name)) = text(cx, &format!("{list}[{r}].name")) else {
            return;
        };
        let methods = ticks(cx, &format!("{list}[{r}].methods"));
        let by_network = methods.iter().all(|tick| tick.option == NETWORK);
        let is_open = ["各", "別紙", "別添", "等", "その他", "とおり", "情報照会者"]
            .iter()
            .any(|word| name.text.contains(word));
        if is_open && !by_network {
            return;
        }
        known.push_str(&fold(&name.text));
        known.push('\n');
    }
    // A list that is not begun says nothing.
    if has.is_empty() || gives && known.is_empty() || !gives && !is_none {
        return;
    }
    // What contractors and other departments are given is stated elsewhere.
    for id in ["entrustment.items", "provision.transferees"] {
        let list = format!("files[{n}].overview.{id}");
        for i in numbers(cx, &list) {
            for item in ["name", "contractor"] {
                if let Some((_, said)) = text(cx, &format!("{list}[{i}].{item}")) {
                    known.push_str(&fold(&said.text));
                    known.push('\n');
                }
            }
        }
    }
    let file = format!("files[{n}].");
    let mut found: Vec<(String, Place)> = Vec::new();
    for (id, field) in cx.assessment.below(&format!("files[{n}]")) {
        let Value::Text(said) = field.value else {
            continue;
        };
        let item = field.id.strip_prefix(&file).unwrap_or_default();
        if !item.starts_with("risks.provision.") && item != "overview.intake.usage" {
            continue;
        }
        for range in given_to(&said.text) {
            let name = fold(&said.text[range.clone()]);
            let is_known = known
                .lines()
                .any(|own| own.contains(&name) || name.contains(own));
            if !is_known {
                found.push((name, (id, cx.words(said, range))));
            }
        }
    }
    let there = key(cx, &format!("{section}.has"));
    for (name, spots) in grouped(found) {
        report_given(cx, &name, &spots, there);
    }
}

fn report_given(cx: &mut Context, name: &str, spots: &[Place], there: Option<Span>) {
    let words = unlisted_recipient(cx.lang, name);
    let Some(finding) = cx.report_all(&RULE, spots, words) else {
        return;
    };
    let finding = finding.severity(Severity::Info);
    if let Some(there) = there {
        finding.related(there, "Ⅱ５");
    }
}

fn report(cx: &mut Context, name: &str, spots: &[Place], there: Span) {
    let lang = cx.lang;
    if let Some(finding) = cx.report_all(&RULE, spots, unlisted_transferee(lang, name)) {
        finding.related(there, transferees(lang));
    }
}

fn unlisted_transferee(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」への移転が書かれているが、Ⅱ５の移転先に無い",
        "Data are moved to 「{name}」, which Ⅱ５ does not list"
    ))
    .help(say!(
        lang,
        "いまの移転先の名前を確かめてそろえるか、Ⅱ５に加えてください。",
        "Use the name that Ⅱ５ has, or add it there."
    ))
}

fn transferees(lang: Lang) -> String {
    say!(lang, "Ⅱ５の移転先", "the list of Ⅱ５")
}

fn unlisted_recipient(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」への提供が書かれているが、Ⅱ５の提供先に無い",
        "Data are given to 「{name}」, which Ⅱ５ does not list"
    ))
    .help(say!(
        lang,
        "提供しているなら、Ⅱ５に提供先として加えてください。別の呼び名なら、名前をそろえてください。",
        "Add it to Ⅱ５, or use the name that Ⅱ５ has."
    ))
}
