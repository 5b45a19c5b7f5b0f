//! 元号が英字で略されている（R5年度、H30年）。
//! An era is abbreviated to a letter.
//!
//! ## 何を確認するか
//! 元号を「令和」「平成」と書いている文書に、「R5年度」「Ｈ30年」のように英字で略した年がないこと。「R5.4.1」のような日付は P015 が見ます。
//! 「」の中、名前の中、寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 公用文では元号を略しません。読み手は、年か番号（H1 など）かを前後から判断することになります。
//!
//! ## 直し方
//! 元号を漢字で書きます。`hyokasho check --fix` で直せます（別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! 具体的な方法: 平成29年度に始め、R5年度に見直した。     # 誤
//! 具体的な方法: 平成29年度に始め、令和5年度に見直した。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::{OwnText, Places, edits};
use crate::japanese::chars::{half, is_letter};
use crate::japanese::runs::{Run, RunKind};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W024",
    name: "era-letter",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut is_full = false;
    let mut places: Places = Vec::new();
    let mut eras = Vec::new();
    let mut repeats = false;
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        is_full = is_full || words.sieve().has_one(&["令和", "平成", "昭和"]);
        for run in &words.runs {
            let Some((range, era)) = abbreviated(words.str(), *run) else {
                continue;
            };
            if counts(words, &range) {
                places.push(words.place(cx, range));
                eras.push(era);
                repeats |= words.repeats;
            }
        }
    }
    let (true, [(_, first), ..]) = (is_full, places.as_slice()) else {
        return;
    };
    let wrong = cx.assessment.source.slice(*first).to_owned();
    let words = words(cx.lang, &wrong, eras[0]);
    let spans: Vec<_> = places.iter().map(|(_, span)| *span).collect();
    let edits = edits(&places, |span| {
        let at = spans.iter().position(|other| *other == span);
        at.map_or("", |at| eras[at]).to_owned()
    });
    let safety = if repeats {
        Safety::Unsafe
    } else {
        Safety::Safe
    };
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.fix(safety, edits);
    }
}

/// The letter of an era before a year with what it stands for.
fn abbreviated(text: &str, run: Run) -> Option<(Range<usize>, &'static str)> {
    if run.kind != RunKind::Letters {
        return None;
    }
    let mut letters = text[run.range()].chars();
    let (letter, None) = (letters.next()?, letters.next()) else {
        return None;
    };
    let (era, last) = match half(letter) {
        'R' => ("令和", 30),
        'H' => ("平成", 31),
        'S' => ("昭和", 64),
        _ => return None,
    };
    let tail = &text[run.end..];
    let digits: String = tail
        .chars()
        .map(half)
        .take_while(char::is_ascii_digit)
        .collect();
    let after = tail.trim_start_matches(|c| half(c).is_ascii_digit());
    let year: u32 = digits.parse().ok()?;
    let before = text[..run.start].chars().next_back();
    let is_code = before.is_some_and(|c| is_letter(c) || half(c).is_ascii_digit() || c == '-');
    let counts = after.starts_with('年') && (1..=last).contains(&year) && !is_code;
    counts.then(|| (run.range(), era))
}

/// Whether a year is the document's own.
fn counts(words: &OwnText, range: &Range<usize>) -> bool {
    !words.is_quoted(range.start) && !words.is_named(range)
}

fn words(lang: Lang, letter: &str, era: &str) -> Words {
    Words::new(say!(
        lang,
        "元号が「{letter}」と英字で略されている",
        "An era is abbreviated to 「{letter}」"
    ))
    .help(say!(
        lang,
        "ほかの年と同じく「{era}」と書いてください。",
        "Write 「{era}」, as for the other years."
    ))
}

#[cfg(test)]
mod tests {
    use super::abbreviated;
    use crate::japanese::runs::runs;

    #[test]
    fn years_by_a_letter() {
        for (text, era) in [
            ("R5年度に", Some("令和")),
            ("Ｈ３０年の", Some("平成")),
            ("R5年4月1日に", Some("令和")),
            ("H1端末", None),
            ("ID-R5年", None),
            ("SR5年", None),
            ("H40年", None),
        ] {
            let found = runs(text)
                .into_iter()
                .find_map(|run| abbreviated(text, run));
            assert_eq!(found.map(|(_, era)| era), era, "{text}");
        }
    }
}
