//! 個人情報ファイル簿の個人情報ファイル名が、評価書の特定個人情報ファイル名と違う。
//! The register of files names another file than the assessment.
//!
//! ## 何を確認するか
//! Ⅴ１④の個人情報ファイル名に、評価の対象の特定個人情報ファイル名のどれかが含まれていること。
//! ファイルが二つ以上あるときは、よく似ているのに少し違う名前が書かれていないこと、一部のファイルだけが特定個人情報ファイル名のとおりに並べられ、
//! ⑥の不記載等にも何も書かれていないことがないかも。字の幅、空白、頭の番号の違いは問いません。
//!
//! ## なぜ
//! 住民が個人情報ファイル簿で調べるときの手掛かりです。ファイル簿の名前を別に付けている団体もあるため、参考として示します。
//!
//! ## 直し方
//! 個人情報ファイル簿の名前を確かめます。ファイル簿の名前が本当に違うなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 特定個人情報ファイル:
//!   - 名称: 貸出ファイル
//! # …
//! 個人情報ファイル簿の公表:
//!   選択: 行っている
//!   個人情報ファイル名: 図書館利用者名簿   # 誤: 評価書では「貸出ファイル」
//!   個人情報ファイル名: 貸出ファイル       # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{numbers, text};
use crate::japanese::notation::{fold, is_none_mark, similarity};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X006",
    name: "register-name",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let Some((place, register)) = text(cx, "disclosure.request.file_register.file_name") else {
        return;
    };
    let said = fold(&register.text);
    let refers = ["別紙", "別添", "とおり", "Ⅰ", "Ⅱ"];
    if is_none_mark(&register.text) || refers.iter().any(|word| register.text.contains(word)) {
        return;
    }
    let names: Vec<_> = numbers(cx, "files")
        .filter_map(|n| text(cx, &format!("files[{n}].name")))
        .collect();
    let is_said = |(_, name): &(usize, &Scalar)| said.contains(&bare(&name.text));
    let (named, missing): (Vec<_>, Vec<_>) = names.into_iter().partition(is_said);
    if !named.is_empty() {
        // The register may leave some out; a name that is nearly right is a slip.
        let named: Vec<String> = named.iter().map(|(_, name)| bare(&name.text)).collect();
        match is_list_of(register, &named) && !leaves_out(cx) {
            true => left_out(cx, place, register, &missing),
            false => slips(cx, place, register, &named, &missing),
        }
        return;
    }
    if missing.is_empty() {
        return;
    }
    let item = cx.name(place);
    let message = say!(
        cx.lang,
        "{item} に、この評価書の特定個人情報ファイル名がない",
        "{item} names none of the files of this assessment"
    );
    let label = label(cx);
    let help = say!(
        cx.lang,
        "個人情報ファイル簿に載せた名前を確かめてください。ファイル簿の名前が別に付けられているなら、そのままで構いません。",
        "See which name is in the register; it may well be another one."
    );
    let mut finding = cx.report(&RULE, place, register.span, message).help(help);
    for (_, name) in missing {
        finding = finding.related(name.span, label.clone());
    }
}

/// A name without the number before it: 「（１）貸出ファイル」
fn bare(name: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || "().".contains(c);
    fold(name).trim_start_matches(number).to_owned()
}

fn label(cx: &Context) -> String {
    say!(
        cx.lang,
        "評価書の特定個人情報ファイル名",
        "the file of the assessment"
    )
}

/// Whether the register's item is nothing but names of the assessment's files.
fn is_list_of(register: &Scalar, named: &[String]) -> bool {
    let parts = register
        .text
        .split(['、', '，', ',', '\n', '\u{3000}', '・'])
        .flat_map(|part| part.split("及び"))
        .map(bare)
        .filter(|part| !part.is_empty());
    let mut parts = parts;
    parts.all(|part| named.contains(&part))
}

/// Whether a text says that something is not in the register.
fn leaves_out(cx: &Context) -> bool {
    let said = text(cx, "disclosure.request.non_listing");
    said.is_some_and(|(_, said)| !is_none_mark(&said.text))
}

/// Files that the register does not name, though it names others just as they are.
fn left_out(cx: &mut Context, place: usize, register: &Scalar, missing: &[(usize, &Scalar)]) {
    if missing.is_empty() {
        return;
    }
    let item = cx.name(place);
    let names: Vec<&str> = missing.iter().map(|(_, name)| name.text.trim()).collect();
    let names = names.join("」「");
    let message = say!(
        cx.lang,
        "{item} に「{names}」がない",
        "{item} does not name 「{names}」"
    );
    let label = label(cx);
    let help = say!(
        cx.lang,
        "個人情報ファイル簿に載せているなら加え、載せていないなら⑥に書いてください。",
        "Add it, or say in ⑥ that it is not in the register."
    );
    let mut finding = cx.report(&RULE, place, register.span, message).help(help);
    for (_, name) in missing {
        finding = finding.related(name.span, label.clone());
    }
}

/// From which likeness on another name means a file.
const ALIKE: f64 = 0.7;

/// Names of the register that nearly are those of files that it does not name.
fn slips(
    cx: &mut Context,
    place: usize,
    register: &Scalar,
    named: &[String],
    missing: &[(usize, &Scalar)],
) {
    let mut start = 0;
    for part in register.text.split_inclusive(['、', '，', ',', '\n']) {
        let words = part.trim_end_matches(['、', '，', ',', '\n']).trim();
        let at = start + (part.len() - part.trim_start().len());
        start += part.len();
        let folded = fold(words);
        if named.iter().any(|name| folded.contains(name)) {
            continue;
        }
        let alike = |name: &Scalar| similarity(words, &name.text);
        let near = missing
            .iter()
            .max_by(|a, b| alike(a.1).total_cmp(&alike(b.1)));
        let Some((_, name)) = near.filter(|(_, name)| alike(name) >= ALIKE) else {
            continue;
        };
        let item = cx.name(place);
        let right = name.text.trim();
        let message = say!(
            cx.lang,
            "{item} の「{words}」が、特定個人情報ファイル名「{right}」と違う",
            "{item} says 「{words}」 where the file is named 「{right}」"
        );
        let label = label(cx);
        let help = say!(
            cx.lang,
            "「{right}」にそろえてください。ファイル簿の名前が別に付けられているなら、そのままで構いません。",
            "Write 「{right}」, unless the register has another name."
        );
        let span = cx.words(register, at..at + words.len());
        cx.report(&RULE, place, span, message)
            .related(name.span, label)
            .help(help);
    }
}
