//! 文中で示した見出しの番号が、その見出しの番号と違う。
//! A heading of the same text is quoted with another number than its own.
//!
//! ## 何を確認するか
//! 「１．対象者」のように同じ欄の中の見出しを番号と名前で示しているとき、その名前の見出しの番号が同じであること。
//! 名前が見出しの一つとそっくり同じで、番号だけが違うときに示します。
//!
//! ## なぜ
//! 見出しを足したり並べ替えたりすると、文中の番号が古いまま残ります。読む人は違う箇所を見ることになります。
//!
//! ## 直し方
//! 文中の番号を見出しの番号にそろえます。見出しの番号のほうが誤りなら、見出しを直します。
//!
//! ## 例
//! ```yaml
//! 事務の内容: |
//!   １．利用者の登録
//!   ２．貸出しの条件
//!   「１．貸出しの条件」を満たす者に貸し出す。   # 誤
//!   「２．貸出しの条件」を満たす者に貸し出す。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::{quotations, texts};
use crate::assessment::field::FieldId;
use crate::japanese::notation::{fold, norm_key};
use crate::japanese::numbering::{Form, Heading, headings, numbered, renumber};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "F002",
    name: "heading-number",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for (field, text) in texts(cx) {
        let headings = headings(&text.text);
        if headings.len() < 2 {
            continue;
        }
        for (range, words) in quotations(&text.text) {
            let Some(quoted) = numbered(words) else {
                continue;
            };
            let title = fold(quoted.words);
            let named: Vec<&Heading> = headings.iter().filter(|h| h.title() == title).collect();
            let [heading] = named.as_slice() else {
                continue;
            };
            let same = heading.form == quoted.form && heading.number == quoted.number;
            if same || title.chars().count() < 2 || is_item(cx, quoted.form, quoted.number, &title)
            {
                continue;
            }
            let number = range.start + quoted.range.start..range.start + quoted.range.end;
            report(cx, field, text, number, heading);
        }
    }
}

/// Whether the form itself has an item of that number and name.
fn is_item(cx: &Context, form: Form, number: usize, title: &str) -> bool {
    cx.assessment.form.items.iter().any(|item| {
        let own = numbered(&item.label);
        own.is_some_and(|n| n.form == form && n.number == number) && norm_key(&item.label) == title
    })
}

fn report(
    cx: &mut Context,
    field: FieldId,
    text: &Scalar,
    number: Range<usize>,
    heading: &Heading,
) {
    let (Some(written), Some(right)) = (
        text.text.get(number.clone()),
        text.text.get(heading.range.clone()),
    ) else {
        return;
    };
    let title = text.text[heading.range.end..].lines().next().unwrap_or("");
    let words = other_number(cx.lang, written, title.trim(), right);
    let span = cx.words(text, number.clone());
    let heading_span = cx.words(text, heading.range.clone());
    let heading_here = heading_here(cx.lang);
    // The reference keeps its own width where only the number differs.
    let same_form = numbered(written).is_some_and(|n| n.form == heading.form);
    let fixed = same_form
        .then(|| renumber(written, heading.number))
        .flatten()
        .unwrap_or_else(|| right.to_owned());
    let edit = Edit { span, text: fixed };
    cx.report(&RULE, field, span, words)
        .related(heading_span, heading_here)
        .fix(Safety::Unsafe, vec![edit]);
}

fn other_number(lang: Lang, written: &str, title: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "「{written}{title}」とあるが、その見出しの番号は「{right}」である",
        "「{written}{title}」 is quoted, but the number of that heading is 「{right}」"
    ))
    .label(say!(
        lang,
        "見出しは「{right}」",
        "the heading says 「{right}」"
    ))
    .help(say!(
        lang,
        "文中の番号を「{right}」にそろえてください。見出しの番号のほうが誤りなら、見出しを直してください。",
        "Write 「{right}」, or fix the heading if its number is wrong."
    ))
}

fn heading_here(lang: Lang) -> String {
    say!(lang, "ここに見出しがある", "the heading is here")
}
