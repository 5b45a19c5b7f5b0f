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
use crate::assessment::field::FieldId;
use crate::japanese::notation::{fold, is_none_mark, similarity};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
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
    let Some((field, register)) = text(cx, "disclosure.request.file_register.file_name") else {
        return;
    };
    let said = fold(&register.text);
    let refers = ["別紙", "別添", "とおり", "Ⅰ", "Ⅱ"];
    if is_none_mark(&register.text) || refers.iter().any(|word| register.text.contains(word)) {
        return;
    }
    let names = numbers(cx, "files").filter_map(|n| Some(text(cx, &format!("files[{n}].name"))?.1));
    let is_said = |name: &&Scalar| said.contains(&bare(&name.text));
    let (named, missing): (Vec<&Scalar>, Vec<&Scalar>) = names.partition(is_said);
    if named.is_empty() {
        let words = none_named(cx.lang, &cx.name(field));
        report(cx, field, register, &missing, words);
        return;
    }
    // The register may leave some out; a name that is nearly right is a slip.
    let named: Vec<String> = named.iter().map(|name| bare(&name.text)).collect();
    if is_list_of(register, &named) && !leaves_out(cx) {
        let left: Vec<&str> = missing.iter().map(|name| name.text.trim()).collect();
        let words = left_out(cx.lang, &cx.name(field), &left.join("」「"));
        report(cx, field, register, &missing, words);
    } else {
        slips(cx, field, register, &named, &missing);
    }
}

/// Reports the files that the register does not name.
fn report(cx: &mut Context, field: FieldId, register: &Scalar, missing: &[&Scalar], words: Words) {
    if missing.is_empty() {
        return;
    }
    let lang = cx.lang;
    let mut finding = cx.report(&RULE, field, register.span, words);
    for name in missing {
        finding = finding.related(name.span, its_name(lang));
    }
}

/// A name without the number before it: 「（１）貸出ファイル」
fn bare(name: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || "().".contains(c);
    fold(name).trim_start_matches(number).to_owned()
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

/// From which likeness on another name means a file.
const ALIKE: f64 = 0.7;

/// Names of the register that nearly are those of files that it does not name.
fn slips(
    cx: &mut Context,
    field: FieldId,
    register: &Scalar,
    named: &[String],
    missing: &[&Scalar],
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
        let near = missing.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let Some(name) = near.filter(|name| alike(name) >= ALIKE) else {
            continue;
        };
        let span = cx.words(register, at..at + words.len());
        let lang = cx.lang;
        let words = slip(lang, &cx.name(field), words, name.text.trim());
        cx.report(&RULE, field, span, words)
            .related(name.span, its_name(lang));
    }
}

fn none_named(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、この評価書の特定個人情報ファイル名がない",
        "{item} names none of the files of this assessment"
    ))
    .help(say!(
        lang,
        "個人情報ファイル簿に載せた名前を確かめてください。ファイル簿の名前が別に付けられているなら、そのままで構いません。",
        "See which name is in the register; it may well be another one."
    ))
}

/// Some files are not named, though others are just as they are.
fn left_out(lang: Lang, item: &str, names: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に「{names}」がない",
        "{item} does not name 「{names}」"
    ))
    .help(say!(
        lang,
        "個人情報ファイル簿に載せているなら加え、載せていないなら⑥に書いてください。",
        "Add it, or say in ⑥ that it is not in the register."
    ))
}

fn slip(lang: Lang, item: &str, wrong: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} の「{wrong}」が、特定個人情報ファイル名「{right}」と違う",
        "{item} says 「{wrong}」 where the file is named 「{right}」"
    ))
    .help(say!(
        lang,
        "「{right}」にそろえてください。ファイル簿の名前が別に付けられているなら、そのままで構いません。",
        "Write 「{right}」, unless the register has another name."
    ))
}

/// Said at the name of a file.
fn its_name(lang: Lang) -> String {
    say!(
        lang,
        "評価書の特定個人情報ファイル名",
        "the file of the assessment"
    )
}
