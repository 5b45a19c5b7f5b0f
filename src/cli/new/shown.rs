//! A question as it is shown, and what is said of answers.

use super::given::Step;
use crate::source::lang::{Lang, say};

/// A question.
#[derive(Clone)]
pub(super) struct Question {
    /// What is asked.
    pub(super) asked: String,
    /// What may be answered, with an example.
    pub(super) hint: String,
    /// What the form means by it.
    pub(super) help: String,
    /// The options, where it has some.
    pub(super) options: Vec<String>,
    /// What an empty line means, where it means anything.
    pub(super) default: Option<String>,
    /// The number of the entry that it asks for, where it goes on with entries until there is no more.
    pub(super) entry: Option<usize>,
}

/// 「ファイル 2 名称」
pub(super) fn named(place: &[Step]) -> String {
    let words = place.iter().map(|step| match step {
        Step::Key(key) => (*key).to_owned(),
        Step::Entry(number) => number.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

pub(super) fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("　　{line}"));
    lines.collect::<Vec<_>>().join("\n")
}

pub(super) fn shown(number: usize, question: &Question, lang: Lang) -> String {
    let Question { asked, hint, .. } = question;
    let mut text = say!(lang, "\n問{number}　{asked}\n", "\nQ{number}  {asked}\n");
    for (n, option) in question.options.iter().enumerate() {
        text.push_str(&format!("　　{} {option}\n", n + 1));
    }
    if !hint.is_empty() {
        text.push_str(&format!("{}\n", indented(hint)));
    }
    if let Some(default) = &question.default {
        let means = empty_line(default, question.entry, lang);
        text.push_str(&format!("{}\n", indented(&means)));
    }
    text
}

/// What an empty line means.
fn empty_line(default: &str, entry: Option<usize>, lang: Lang) -> String {
    match (default, entry) {
        ("", None) => say!(
            lang,
            "決まっていなければ、何も書かずに Enter を押します。",
            "Enter alone leaves it open."
        ),
        ("", Some(1)) => say!(
            lang,
            "なければ、何も書かずに Enter を押します。",
            "Enter alone where there is none."
        ),
        ("", Some(_)) => say!(
            lang,
            "ほかになければ、何も書かずに Enter を押します。",
            "Enter alone where there is no other."
        ),
        (_, None) => say!(
            lang,
            "何も書かずに Enter を押すと「{default}」になります。",
            "Enter alone means 「{default}」."
        ),
        (_, Some(_)) => say!(
            lang,
            "何も書かずに Enter を押すと「{default}」になります。なければ「なし」と答えます。",
            "Enter alone means 「{default}」, 「なし」 that there is none."
        ),
    }
}

pub(super) fn prompt(lang: Lang) -> String {
    say!(lang, "答え＞ ", "> ")
}

pub(super) fn required(lang: Lang) -> String {
    say!(
        lang,
        "この問いには答えが要ります。「？」で説明を表示します。",
        "This needs an answer; 「?」 explains it."
    )
}

pub(super) fn first(lang: Lang) -> String {
    say!(
        lang,
        "これが初めの問いです。やめるときは Ctrl+C を押します。",
        "This is the first question; Ctrl+C ends the program."
    )
}

pub(super) fn ended(number: usize, asked: &str, lang: Lang) -> String {
    say!(
        lang,
        "問{number}「{asked}」の答えの前に入力が終わったので、何も書きませんでした。",
        "the input ended before question {number} (「{asked}」) was answered; nothing was written"
    )
}

pub(super) fn missing(name: &str, missing: &[String], lang: Lang) -> String {
    let missing: String = missing.iter().map(|key| format!("\n  {key}")).collect();
    say!(
        lang,
        "{name}: 答えのないものがあります（ひな形は `hyokasho new --answers-template` で表示します）。{missing}",
        "{name}: there are no answers to these (`hyokasho new --answers-template` shows a file of answers).{missing}"
    )
}
