//! 並んだ番号の一つだけが、別の形（①の並びの「4」、Ⅲの次の「IV」など）で書かれている。
//! One number of a list is written in another form.
//!
//! ## 何を確認するか
//! 一つの欄の行の頭に並ぶ番号（①、（１）、１．、１）、Ⅰ など）で、前の番号に続く数が別の形で書かれていないこと。
//! その形の番号がほかに前から続いているとき（別の並びのとき）、丸数字のない21以上は数えません。
//! 「４・」のような区切りだけの違いは F005 が見ます。
//!
//! ## なぜ
//! 番号で引いたときに見つからず、別の項目の並びが始まったようにも読めます。
//!
//! ## 直し方
//! 前後の番号と同じ形にします。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   ①受付
//!   ②審査
//!   3 通知   # 誤: ①②と同じ形でない
//!   ③通知   # 正
//!   ④保管
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::heads::{Number, Shape, numbers};
use super::texts;
use crate::japanese::numbering::Form;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F008",
    name: "number-form",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for (field, text) in texts(cx) {
        let numbers = numbers(&text.text);
        for at in odd(&numbers) {
            let (here, before) = (&numbers[at], &numbers[at - 1]);
            let written = &text.text[here.range.clone()];
            let words = words(cx.lang, written, &text.text[before.range.clone()]);
            let span = cx.words(text, here.range.clone());
            let other = cx.words(text, before.range.clone());
            let label = number_before(cx.lang);
            cx.report(&RULE, field, span, words).related(other, label);
        }
    }
}

/// The last number that is written in a circle.
const CIRCLED: usize = 20;

/// Those that go on with the numbers before them in another shape.
fn odd(numbers: &[Number]) -> Vec<usize> {
    let is_odd = |at: &usize| {
        let (before, here) = (&numbers[at - 1], &numbers[*at]);
        let goes_on = here.value == before.value + 1 && here.shape != before.shape;
        let is_circled = before.shape == Shape::Of(Form::Circle);
        if !goes_on || here.indent != before.indent || is_circled && here.value > CIRCLED {
            return false;
        }
        // Letters are numerals only after numerals.
        let is_roman = |shape| matches!(shape, Shape::Roman | Shape::Letters);
        if here.shape == Shape::Letters && !is_roman(before.shape) {
            return false;
        }
        let of_shape = |shape, value| {
            let mut all = numbers.iter();
            all.any(|n| n.shape == shape && n.value == value)
        };
        // The number before belongs to a list of its shape, and this one to none of its own.
        let is_list = before.value == 1 || of_shape(before.shape, before.value - 1);
        let goes_after = of_shape(before.shape, here.value + 1);
        let is_own = of_shape(here.shape, before.value) || of_shape(here.shape, here.value + 1);
        let is_there = of_shape(before.shape, here.value);
        let is_sure = match here.shape {
            Shape::Bare => goes_after || is_circled && here.value > 9,
            _ => goes_after || before.value > 1,
        };
        // F005 reports 「４　」 between 「３．」 and 「５．」.
        let is_separator = before.shape == Shape::Of(Form::Dot)
            && matches!(here.shape, Shape::Bare | Shape::Paren)
            && goes_after;
        is_list && is_sure && !is_own && !is_there && !is_separator
    };
    (1..numbers.len()).filter(is_odd).collect()
}

fn words(lang: Lang, here: &str, before: &str) -> Words {
    Words::new(say!(
        lang,
        "番号「{here}」が、前の「{before}」と違う形で書かれている",
        "The number 「{here}」 is written in another form than 「{before}」 before it"
    ))
    .help(say!(
        lang,
        "前後の番号と同じ形にしてください。別の並びの番号なら、そのままで構いません。",
        "Write it in the form of the numbers around it, unless it belongs to another list."
    ))
}

fn number_before(lang: Lang) -> String {
    say!(lang, "前の番号", "the number before")
}

#[cfg(test)]
mod tests {
    use super::{numbers, odd};

    #[test]
    fn numbers_in_another_form() {
        let found = |text: &str| -> Vec<String> {
            let numbers = numbers(text);
            let odd = odd(&numbers).into_iter();
            odd.map(|at| text[numbers[at].range.clone()].to_owned())
                .collect()
        };
        assert_eq!(found("①受付\n②審査\n3 通知\n④保管"), ["3"]);
        assert_eq!(found("①受付\n②審査\n（３）通知\n④保管"), ["（３）"]);
        assert_eq!(found("Ⅰ 甲\nⅡ 乙\nⅢ 丙\nIV 丁"), ["IV"]);
        assert_eq!(found("（１）甲\n（２）乙\n3)丙"), ["3)"]);
        for text in [
            "１．甲\n（１）乙\n（２）丙\n２．丁",
            "①甲\n②乙\n3年間保管する。\n③丙",
            "①甲\n１）乙\n２）丙\n②丁",
            "（１）甲\n①乙\n②丙\n（２）丁\n①戊",
            "①甲\n2 乙",
            "１．甲\n２．乙\n３　丙\n４．丁",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
