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

use std::ops::Range;

use super::{NETWORK, key, numbers, text, ticked, ticks};
use crate::assessment::value::Value;
use crate::assets::lists::bodies::GIVEN_BY_HAND;
use crate::assets::lists::departments::UNNAMED_ENDS;
use crate::assets::lists::references::ELSEWHERE;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::fold;
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
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

/// What the names of offices end in.
const OFFICES: [char; 4] = ['課', '室', '係', '班'];

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
    let places = places.map(|(at, _)| at).chain(moved(text));
    places.flat_map(move |at| {
        let is_end = |c: char| {
            matches!(
                c,
                '、' | '。'
                    | '，'
                    | '・'
                    | '「'
                    | '」'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '【'
                    | '】'
                    | '＜'
                    | '＞'
                    | '：'
                    | ':'
                    | '；'
                    | 'は'
                    | 'が'
                    | 'を'
                    | 'に'
                    | 'で'
                    | 'へ'
                    | 'と'
                    | 'の'
                    | '　'
                    | ' '
                    | '\n'
            )
        };
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

/// Where 「への」 stands that goes on to 「の移転」: 「資料課への貸出記録の移転」.
fn moved(text: &str) -> impl Iterator<Item = usize> + '_ {
    /// What is moved is named in a few words, in bytes.
    const LONGEST: usize = 36;
    text.match_indices("の移転").filter_map(|(end, _)| {
        let from = text.floor_char_boundary(end.saturating_sub(LONGEST));
        let at = from + text[from..end].rfind("への")?;
        let between = &text[at + "への".len()..end];
        (!between.contains(['、', '。', '\n', 'を', 'は', 'に'])).then_some(at)
    })
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

/// The bodies to which a text says that data are given.
fn given_to(text: &str) -> Vec<Range<usize>> {
    const WAYS: [&str; 8] = [
        "紙で",
        "紙により",
        "書面で",
        "書面により",
        "専用線で",
        "専用線により",
        "電子記録媒体で",
        "郵送で",
    ];
    const GIVES: [&str; 7] = [
        "への提供",
        "への情報の提供",
        "に提供する",
        "へ提供する",
        "に提供し",
        "へ提供し",
        "に提供して",
    ];
    const NOT: [&str; 8] = [
        "ない",
        "せず",
        "禁じ",
        "禁止",
        "ません",
        "除",
        "統計",
        "集計",
    ];
    let is_of_name = |c: char| is_kanji(c) || is_katakana(c) || c == 'ー';
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let sieve = Sieve::of(sentence);
        if sieve.has(NETWORK) || sieve.has_one(&NOT) {
            continue;
        }
        // 「県税事務所に紙で提供する」
        let particles = sentence.match_indices(['に', 'へ']);
        let of_way = particles.filter_map(|(at, particle)| {
            let behind = &sentence[at + particle.len()..];
            let way = WAYS.iter().find(|way| behind.starts_with(**way))?;
            behind[way.len()..].starts_with("提供").then_some(at)
        });
        let plain = GIVES.iter().filter(|word| sieve.may_have(word));
        let plain = plain.flat_map(|word| sentence.match_indices(word));
        for at in plain.map(|(at, _)| at).chain(of_way) {
            let head = sentence[..at].trim_end_matches(is_of_name);
            let name = &sentence[head.len()..at];
            let is_body = GIVEN_BY_HAND
                .iter()
                .any(|end| name.ends_with(end) && name.len() > end.len());
            let is_many = head.ends_with(['他', 'の', '各']) || name.starts_with(['他', '各']);
            if is_body && !is_many {
                found.push(piece.start + head.len()..piece.start + at);
            }
        }
    }
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_to_which_data_are_given() {
        let names = |text: &str| -> Vec<String> {
            let found = given_to(text).into_iter();
            found.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(
            names("・架空県図書館組合への提供では、名簿と照合する。"),
            ["架空県図書館組合"]
        );
        assert_eq!(
            names("・県税事務所に紙で提供する場合は、2人で確かめる。"),
            ["県税事務所"]
        );
        for text in [
            "他の市町村長への提供では、名簿と照合する。",
            "協力医療機関に提供する。",
            "利用者の数の統計を、架空大臣に提供する。",
            "架空市長に提供しない。",
            "提供先への提供は、記録する。",
            "広域連合への提供は行わない。",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

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
        assert_eq!(
            names("・学校図書課への貸出記録の移転では、名簿と照合する。"),
            ["学校図書課"]
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
