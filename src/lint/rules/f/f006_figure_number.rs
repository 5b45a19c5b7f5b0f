//! 別添１の図の番号が重なる、抜ける、又は備考の説明と合わない。
//! Numbers of the figure occur twice, are skipped, or differ from those that the remarks explain.
//!
//! ## 何を確認するか
//! - 流れの番号に、重なりと抜けがないこと。
//! - （備考）と説明が「①…」のように番号ごとに書いてあるとき、図のどの番号も説明されていて、図にない番号がないこと。
//!
//! ## なぜ
//! 読む人は番号で図と説明を行き来します。図だけ、又は備考だけを直すと、そこで読めなくなります。
//!
//! ## 直し方
//! 図の番号と備考の番号をそろえます。取りやめた流れは両方から除きます。
//!
//! ## 例
//! ```yaml
//! 図:
//!   登場者: [利用者, 中央図書館]
//!   流れ:
//!     - {番号: ①, から: 利用者, へ: 中央図書館, 情報: 申込書, 特定個人情報: 含む}
//!     - {番号: ③, から: 中央図書館, へ: 利用者, 情報: 図書, 特定個人情報: 含まない}   # 誤: ②がない
//!     - {番号: ②, から: 中央図書館, へ: 利用者, 情報: 図書, 特定個人情報: 含まない}   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::figure::Flows;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, number};
use crate::japanese::numbering::{Form, Heading, headings};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "F006",
    name: "figure-number",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// The items that explain the figure.
const TEXTS: [&str; 2] = ["flow_figure.description", "flow_figure.remarks"];

fn check(cx: &mut Context) {
    let figure = Flows::of(cx.assessment);
    let mut drawn: BTreeMap<usize, &Scalar> = BTreeMap::new();
    let mut doubled = 0;
    let numbers: Vec<&Scalar> = figure.flows.iter().filter_map(|f| f.number).collect();
    for written in &numbers {
        let Some(value) = value(&written.text) else {
            continue;
        };
        match drawn.get(&value) {
            Some(first) => {
                doubled += 1;
                let words = written.text.trim();
                let first_one = first_one(cx.lang, words);
                cx.report_at(&RULE, written.span, twice(cx.lang, words))
                    .related(first.span, first_one);
            }
            None => {
                drawn.insert(value, written);
            }
        }
    }
    // Numbers of another kind (Ⅰ, ア, 1-2) follow no order that could be known.
    if drawn.is_empty() || numbers.iter().any(|n| value(&n.text).is_none()) {
        return;
    }
    let texts = texts(cx);
    let heads = heads(&texts);
    unexplained_flows(cx, &drawn, &texts, &heads);
    // A slip that doubles one number leaves out another: one cause, reported above.
    let lost = lost(&drawn, &heads);
    if doubled == 0 || lost > doubled {
        skipped(cx, &drawn);
        not_drawn_heads(cx, &drawn, &heads);
    }
}

/// How many numbers are neither drawn nor, where they are explained, without a flow.
fn lost(drawn: &BTreeMap<usize, &Scalar>, heads: &[(&Scalar, Heading)]) -> usize {
    let first = drawn.keys().next().copied().unwrap_or_default();
    let last = drawn.keys().next_back().copied().unwrap_or_default();
    let mut wanted: BTreeSet<usize> = (first..=last).collect();
    wanted.extend(heads.iter().map(|(_, head)| head.number));
    wanted.iter().filter(|n| !drawn.contains_key(n)).count()
}

/// The value of ①, 1, （1）.
fn value(written: &str) -> Option<usize> {
    let plain = fold(written);
    number(plain.trim_matches(['(', ')', '.']))
}

fn skipped(cx: &mut Context, drawn: &BTreeMap<usize, &Scalar>) {
    let mut before = 0;
    for (&value, written) in drawn {
        // A figure that goes on from another one begins with any number.
        if before > 0 && value > before + 1 {
            let words = skipped_number(cx.lang, &circled(before + 1), written.text.trim());
            cx.report_at(&RULE, written.span, words);
        }
        before = value;
    }
}

/// A number as figures write it.
fn circled(value: usize) -> String {
    let c = u32::try_from(value).ok().filter(|v| (1..=20).contains(v));
    let c = c.and_then(|v| char::from_u32(u32::from('①') + v - 1));
    c.map_or_else(|| value.to_string(), String::from)
}

/// The texts that explain the figure.
fn texts<'a>(cx: &Context<'a>) -> Vec<&'a Scalar> {
    let texts = TEXTS
        .iter()
        .filter_map(|id| match cx.assessment.item(id)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
    texts.collect()
}

/// The numbers by which texts explain the figure: none for one number alone, which may be a reference to an item of the
/// form.
fn heads<'t>(texts: &[&'t Scalar]) -> Vec<(&'t Scalar, Heading<'t>)> {
    let mut heads = Vec::new();
    for text in texts {
        let own = headings(&text.text).into_iter();
        heads.extend(own.filter(|h| h.form == Form::Circle).map(|h| (*text, h)));
    }
    if heads.len() < 2 { Vec::new() } else { heads }
}

/// Flows that the texts do not explain, although they explain others.
fn unexplained_flows(
    cx: &mut Context,
    drawn: &BTreeMap<usize, &Scalar>,
    texts: &[&Scalar],
    heads: &[(&Scalar, Heading)],
) {
    if heads.is_empty() {
        return;
    }
    let said: BTreeSet<usize> = texts.iter().flat_map(|t| mentioned(&t.text)).collect();
    for (value, written) in drawn {
        if !said.contains(value) {
            let words = unexplained(cx.lang, written.text.trim());
            cx.report_at(&RULE, written.span, words);
        }
    }
}

/// Explanations of numbers that the figure does not have.
fn not_drawn_heads(
    cx: &mut Context,
    drawn: &BTreeMap<usize, &Scalar>,
    heads: &[(&Scalar, Heading)],
) {
    for (text, head) in heads {
        if !drawn.contains_key(&head.number) {
            let words = not_drawn(cx.lang, &text.text[head.range.clone()]);
            let span = cx.words(text, head.range.clone());
            cx.report_at(&RULE, span, words);
        }
    }
}

/// The circled numbers of a text; those between the ends of ①～④ and ①から④, too.
fn mentioned(text: &str) -> BTreeSet<usize> {
    const JOINTS: [&str; 7] = ["～", "〜", "~", "-", "－", "―", "から"];
    let numbers: Vec<(usize, usize, usize)> = text
        .char_indices()
        .filter_map(|(at, c)| {
            let value = match c {
                '①'..='⑳' => c as usize - '①' as usize + 1,
                '㉑'..='㉟' => c as usize - '㉑' as usize + 21,
                '㊱'..='㊿' => c as usize - '㊱' as usize + 36,
                '➀'..='➉' => c as usize - '➀' as usize + 1,
                _ => return None,
            };
            Some((at, at + c.len_utf8(), value))
        })
        .collect();
    let mut found: BTreeSet<usize> = numbers.iter().map(|(.., value)| *value).collect();
    for pair in numbers.windows(2) {
        if let [(_, end, first), (start, _, last)] = pair
            && JOINTS.contains(&&text[*end..*start])
        {
            found.extend(*first..=*last);
        }
    }
    found
}

fn twice(lang: Lang, number: &str) -> Words {
    Words::new(say!(
        lang,
        "図の番号「{number}」が二度出てくる",
        "The number 「{number}」 occurs twice in the figure"
    ))
    .help(say!(
        lang,
        "どちらかの番号を改め、備考の番号もそろえてください。",
        "Change one of them, and the remarks with it."
    ))
}

fn first_one(lang: Lang, number: &str) -> String {
    say!(lang, "初めの「{number}」", "the first 「{number}」")
}

fn skipped_number(lang: Lang, missing: &str, next: &str) -> Words {
    Words::new(say!(
        lang,
        "図の番号が「{next}」の前で抜けている（{missing}がない）",
        "The numbers of the figure skip {missing} before 「{next}」"
    ))
    .help(say!(
        lang,
        "書き漏らした流れを加えるか、番号を詰めてください。",
        "Add the flow that is missing, or renumber."
    ))
}

fn unexplained(lang: Lang, number: &str) -> Words {
    Words::new(say!(
        lang,
        "図の「{number}」の説明が備考にない",
        "The remarks do not explain 「{number}」 of the figure"
    ))
    .help(say!(
        lang,
        "備考に「{number}」の説明を加えてください。",
        "Explain 「{number}」 in the remarks."
    ))
}

fn not_drawn(lang: Lang, number: &str) -> Words {
    Words::new(say!(
        lang,
        "備考に「{number}」の説明があるが、図に「{number}」の流れがない",
        "The remarks explain 「{number}」, which the figure does not have"
    ))
    .help(say!(
        lang,
        "図に流れを加えるか、備考の説明を除いてください。",
        "Add the flow to the figure, or take the explanation out."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_their_shapes() {
        for written in ["②", "➁", "2", "２", "（2）", "2."] {
            assert_eq!(value(written), Some(2), "{written}");
        }
        assert_eq!(value("㉑"), Some(21));
        assert_eq!(value("Ⅱ").or(value("1-2")).or(value("ア")), None);
    }

    #[test]
    fn ranges_mention_what_lies_between() {
        let found = |text: &str| mentioned(text).into_iter().collect::<Vec<_>>();
        assert_eq!(found("②～④及び➅を行い、㉑による。"), [2, 3, 4, 6, 21]);
        assert_eq!(found("②から④まで　照会を行う。"), [2, 3, 4]);
        assert_eq!(found("②から受け取り、④へ渡す。"), [2, 4]);
    }
}
