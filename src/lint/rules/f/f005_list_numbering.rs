//! 箇条書きの番号が、抜けている、重なっている、又は一つだけ書き方が違う。
//! The numbers of a list skip one, repeat one, or one of them is written in another way.
//!
//! ## 何を確認するか
//! 一つの欄の中で「１．」「（１）」「①」から始まる番号の並びに、抜け、重なり、一つだけ違う書き方（「４．」でなく「４・」）がないこと。
//! 1から始まる三つ以上の並びで、合わない箇所が一つだけのときに示します。
//!
//! ## なぜ
//! 番号が抜けていると、項目が消えたのか番号の誤りなのか、読む人には分かりません。番号による参照もずれます。
//!
//! ## 直し方
//! 番号を付け直します。項目が抜け落ちていないかも確かめます。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   ①受付
//!   ②審査
//!   ②通知   # 誤
//!   ③通知   # 正
//!   ④保管
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::heads::is_between;
use super::texts;
use crate::assessment::field::FieldId;
use crate::japanese::notation::{is_digit, number};
use crate::japanese::numbering::{Form, Heading, headings, renumber};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "F005",
    name: "list-numbering",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for (field, text) in texts(cx) {
        let headings = headings(&text.text);
        for form in [Form::Dot, Form::Round, Form::Circle] {
            let of_form: Vec<&Heading> = headings.iter().filter(|h| h.form == form).collect();
            for run in runs(&of_form) {
                if let Some(defect) = defect(&text.text, &run) {
                    report(cx, field, text, &run, &defect);
                }
            }
        }
    }
}

/// Runs of numbers that begin with 1, at one indentation.
fn runs<'h>(headings: &[&'h Heading<'h>]) -> Vec<Vec<&'h Heading<'h>>> {
    let mut runs: Vec<Vec<&Heading>> = Vec::new();
    for heading in headings {
        match runs.last_mut() {
            Some(run) if heading.number > 1 => run.push(heading),
            _ => runs.push(vec![heading]),
        }
    }
    runs.retain(|run| {
        let even = run.iter().all(|h| h.indent == run[0].indent);
        run.len() >= 3 && run[0].number == 1 && even
    });
    runs
}

/// The one thing that is wrong with a run.
enum Defect {
    /// The heading at this place repeats the number before it; the numbers go on as if it had its own.
    Repeats(usize),
    /// The heading at this place comes after a gap of one.
    Skips(usize),
    /// As `Skips`, but the missing number is there in another writing.
    Differs(usize, std::ops::Range<usize>),
}

fn defect(text: &str, run: &[&Heading]) -> Option<Defect> {
    let mut found = None;
    for (i, pair) in run.windows(2).enumerate() {
        let step = pair[1].number.checked_sub(pair[0].number)?;
        let next = match step {
            1 => continue,
            0 => Defect::Repeats(i + 1),
            2 => match otherwise(text, pair[0], pair[1]) {
                Some(range) => Defect::Differs(i + 1, range),
                // F008 reports a number in another shape.
                None if is_between(
                    text,
                    pair[0].range.end..pair[1].range.start,
                    pair[0].number + 1,
                ) =>
                {
                    return None;
                }
                None => Defect::Skips(i + 1),
            },
            _ => return None,
        };
        if found.replace(next).is_some() {
            // ①②②④: the second ② is in the place of ③.
            return slip(run);
        }
    }
    // The last number alone may begin something else.
    let last = run.len() - 1;
    match found {
        Some(Defect::Repeats(at)) if at == last && run.len() < 4 => None,
        other => other,
    }
}

/// A single wrong number in a run that is right otherwise: ①②②④.
fn slip(run: &[&Heading]) -> Option<Defect> {
    let wrong: Vec<usize> = (0..run.len()).filter(|i| run[*i].number != i + 1).collect();
    match wrong.as_slice() {
        [at] => Some(Defect::Repeats(*at)),
        _ => None,
    }
}

/// The number between two headings where it is at the head of a line in another writing: `４・`, `４、`, `４ `.
fn otherwise(text: &str, before: &Heading, after: &Heading) -> Option<std::ops::Range<usize>> {
    let between = text.get(before.range.end..after.range.start)?;
    let mut offset = before.range.end;
    for (i, line) in between.split('\n').enumerate() {
        let body = line.trim_start();
        let start = offset + line.len() - body.len();
        let rest = body.trim_start_matches(is_digit);
        let mark = rest
            .chars()
            .next()
            .filter(|c| "・、,，:：)）　 ".contains(*c));
        if i > 0
            && before.form == Form::Dot
            && let Some(mark) = mark
            && number(&body[..body.len() - rest.len()]) == Some(before.number + 1)
        {
            return Some(start..start + body.len() - rest.len() + mark.len_utf8());
        }
        offset += line.len() + 1;
    }
    None
}

fn report(cx: &mut Context, field: FieldId, text: &Scalar, run: &[&Heading], defect: &Defect) {
    let (at, range) = match defect {
        Defect::Repeats(at) | Defect::Skips(at) => (*at, run[*at].range.clone()),
        Defect::Differs(at, range) => (*at, range.clone()),
    };
    let before = run[at - 1];
    let wanted = renumber(&text.text[before.range.clone()], before.number + 1);
    let here = &text.text[range.clone()];
    let Some(words) = words(cx.lang, defect, here, wanted.as_deref()) else {
        return;
    };
    let span = cx.words(text, range);
    let before_span = cx.words(text, before.range.clone());
    let number_before = number_before(cx.lang);
    let finding = cx
        .report(&RULE, field, span, words)
        .related(before_span, number_before);
    if let (Defect::Differs(..), Some(text)) = (defect, wanted) {
        finding.fix(Safety::Unsafe, vec![Edit { span, text }]);
    }
}

/// Nothing where the number that belongs there would have to be named and can't be.
fn words(lang: Lang, defect: &Defect, here: &str, wanted: Option<&str>) -> Option<Words> {
    let message = match (defect, wanted) {
        (Defect::Repeats(_), _) => say!(
            lang,
            "番号「{here}」が、順のとおりでない",
            "The number 「{here}」 is out of order"
        ),
        (Defect::Skips(_), Some(wanted)) => say!(
            lang,
            "番号「{wanted}」が抜けて「{here}」になっている",
            "The number 「{wanted}」 is left out before 「{here}」"
        ),
        (Defect::Differs(..), Some(wanted)) => say!(
            lang,
            "番号「{here}」の書き方が、ほかの番号（「{wanted}」の形）と違う",
            "The number 「{here}」 is written in another way than the others, which are like 「{wanted}」"
        ),
        (_, None) => return None,
    };
    let label = match (defect, wanted) {
        (Defect::Skips(_), _) | (_, None) => String::new(),
        (_, Some(wanted)) => say!(lang, "「{wanted}」か", "「{wanted}」?"),
    };
    Some(
        Words::new(message)
            .label(label)
            .help(help(lang, defect, here, wanted)),
    )
}

fn help(lang: Lang, defect: &Defect, here: &str, wanted: Option<&str>) -> String {
    match (defect, wanted) {
        (Defect::Differs(..), Some(wanted)) => say!(
            lang,
            "「{here}」を「{wanted}」と書き直してください。",
            "Write 「{wanted}」 instead of 「{here}」."
        ),
        (Defect::Skips(_), Some(wanted)) => say!(
            lang,
            "「{wanted}」の項目が抜け落ちていないかを確かめ、抜けていなければ「{here}」を「{wanted}」とし、後の番号も一つずつ繰り上げてください。",
            "See whether the item 「{wanted}」 is missing; if it is not, 「{here}」 is 「{wanted}」, and those after it go down by one."
        ),
        (_, Some(wanted)) => say!(
            lang,
            "「{here}」を「{wanted}」とし、後の番号も続きになるように直してください。項目が重なっていないかも確かめてください。",
            "「{here}」 is 「{wanted}」; let the numbers after it go on from there, and see whether an item is there twice."
        ),
        (_, None) => say!(
            lang,
            "番号を付け直してください。項目が重なっていないかも確かめてください。",
            "Number the list again, and see whether an item is there twice."
        ),
    }
}

fn number_before(lang: Lang) -> String {
    say!(lang, "前の番号", "the number before")
}
