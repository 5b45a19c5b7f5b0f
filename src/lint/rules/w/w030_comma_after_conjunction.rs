//! 「及び」「又は」のすぐ後に読点がある。
//! A comma right after a conjunction.
//!
//! ## 何を確認するか
//! 「及び」「又は」「並びに」「若しくは」（かな書きも）のすぐ後に読点がないこと。「甲、及び、乙」のように前にも読点があるもの、
//! 行の頭のもの、寄せられた意見は数えません。一つの評価書で一件にまとめます。
//!
//! ## なぜ
//! 公用文では、語と語を結ぶこれらの接続詞の後に読点を打ちません。前後のどの語が並ぶのかが分かりにくくなります。
//!
//! ## 直し方
//! 読点を除きます。`hyokasho check --fix` で直せます（別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! 対象となる本人の範囲:
//!   内容: 図書館の利用者及び、その保護者   # 誤
//!   内容: 図書館の利用者及びその保護者     # 正
//! ```
//!
//! ## 根拠
//! くぎり符号の使い方（昭和21年文部省）、公用文作成の考え方（令和4年1月11日）

use std::ops::Range;

use super::{Places, edits};
use crate::japanese::signs::signs;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W030",
    name: "comma-after-conjunction",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// What joins words.
const CONJUNCTIONS: [&str; 8] = [
    "及び",
    "又は",
    "並びに",
    "若しくは",
    "および",
    "または",
    "ならびに",
    "もしくは",
];

fn check(cx: &mut Context) {
    let mut found = Places::new();
    let mut names: Vec<&str> = Vec::new();
    let mut repeats = false;
    for words in cx.facts.words.iter().filter(|w| !w.quotes) {
        for range in commas(words.str()) {
            repeats |= words.repeats;
            let name = words.text.text[range.clone()].trim_end_matches('、');
            if !names.contains(&name) {
                names.push(name);
            }
            found.push(words.place(cx, range));
        }
    }
    let source = cx.assessment.source;
    let edits = edits(&found, |span| {
        let written = source.slice(span);
        written.trim_end_matches('、').to_owned()
    });
    let safety = match repeats {
        true => Safety::Unsafe,
        false => Safety::Safe,
    };
    if let Some(finding) = cx.report_all(&RULE, &found, words(cx.lang, &names)) {
        finding.fix(safety, edits);
    }
}

/// The conjunctions of a text that a comma follows, with it.
fn commas(text: &str) -> Vec<Range<usize>> {
    let commas = signs(text).filter(|(_, sign)| *sign == '、');
    let found = commas.filter_map(|(at, comma)| {
        let head = &text[..at];
        let word = CONJUNCTIONS.iter().find(|word| head.ends_with(**word))?;
        let before = head[..head.len() - word.len()].chars().next_back()?;
        // 「（ただし、又は、」 and a line of its own are other uses; 「いま又は」 is none.
        let is_joint = before.is_alphanumeric() || matches!(before, '）' | ')' | '」' | '』');
        let goes_on = text[at + comma.len_utf8()..].starts_with(|c: char| !c.is_whitespace());
        (is_joint && goes_on).then(|| at - word.len()..at + comma.len_utf8())
    });
    found.collect()
}

fn words(lang: Lang, names: &[&str]) -> Words {
    let names: String = names.iter().map(|name| format!("「{name}」")).collect();
    Words::new(say!(
        lang,
        "{names}のすぐ後に読点がある",
        "A comma follows {names}"
    ))
    .help(say!(
        lang,
        "公用文では、語を結ぶ接続詞の後に読点を打ちません。読点を除いてください。",
        "Official texts have no comma after what joins words. Delete it."
    ))
}

#[cfg(test)]
mod tests {
    use super::commas;

    #[test]
    fn commas_after_conjunctions() {
        let found = |text: &str| commas(text).len();
        assert_eq!(found("司書及び、職員、電話または、郵便（甲）又は、乙"), 3);
        assert_eq!(
            found("司書、及び、職員。又は、電話\n及び、郵便\n司書及び職員、"),
            0
        );
    }
}
