//! `hyokasho explain`: an item of the form (what belongs there, when, in what shape), or a rule (what it checks, why, how to
//! fix it).

mod items;

use super::{Outcome, print};
use crate::japanese::nearest::nearest;
use crate::japanese::notation::fold;
use crate::lint::rules::{self, RULES, Rule};
use crate::source::lang::{Lang, say};
use crate::source::outward;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 様式の項目（番地、見出し又は id。例: Ⅱ３①、2-3-1、対象人数）、又は規則の番号（例: S004）。省くと、すべての規則の一覧を表示する
    #[arg(value_name = "ITEM", id = "explained")]
    pub words: Vec<String>,
    /// 項目を探す様式（全項目評価書、点検記録）。省くと、全項目評価書、点検記録の順に探す。項目を省くと、様式の項目の一覧を表示する
    #[arg(long, value_name = "FORM", value_parser = super::forms::FormName, id = "explained_form")]
    pub form: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let words = args.words.join(" ");
    let words = words.trim();
    if words.is_empty()
        && let Some(form) = &args.form
    {
        print(&items::list(form, lang)?);
        return Ok(Outcome::Clean);
    }
    if words.is_empty() {
        RULES
            .iter()
            .for_each(|rule| print(&format!("{}  {}\n", rule.code, title(rule, lang))));
        return Ok(Outcome::Clean);
    }
    // Ｓ００４
    let code = fold(words);
    if let Some(rule) = rules::find(&code) {
        print(&text(rule, lang));
        return Ok(Outcome::Clean);
    }
    match items::explain(words, args.form.as_deref(), lang) {
        Ok(found) => {
            print(&found);
            Ok(Outcome::Clean)
        }
        Err(_) if is_code(&code) => Err(no_rule(words, nearest_rule(&code), lang)),
        Err(nothing) => match nearest_rule(&code).filter(|_| is_name(&code)) {
            Some(near) => Err(no_rule(words, Some(near), lang)),
            None => Err(nothing),
        },
    }
}

/// Whether a text is written as the code of a rule: a letter and digits, as many as may slip in.
fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix(|c: char| c.is_ascii_alphabetic());
    let is_number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    digits.is_some_and(|digits| (1..=5).contains(&digits.len()) && is_number(digits))
}

/// Whether a text is written as the name of a rule: other-spelling.
fn is_name(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn nearest_rule(code: &str) -> Option<&'static str> {
    let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    nearest(code, names)
}

fn no_rule(code: &str, near: Option<&str>, lang: Lang) -> String {
    let near = near.map_or_else(String::new, |near| {
        say!(lang, "近いもの: {near}。", " The nearest is {near}.")
    });
    let code = outward::first_line(code, items::QUOTED);
    say!(
        lang,
        "{code} という規則はありません。{near}`hyokasho explain` で一覧を表示します。",
        "there is no rule {code}.{near} `hyokasho explain` lists them all."
    )
}

fn title(rule: &Rule, lang: Lang) -> String {
    let doc = rule.doc();
    match lang {
        Lang::Ja => doc.title,
        Lang::En => doc.english,
    }
}

fn text(rule: &Rule, lang: Lang) -> String {
    let doc = rule.doc();
    let severity = rule.levels.highest().label(lang);
    let title = match lang {
        Lang::Ja => doc.title,
        // The rest of a rule's text is Japanese.
        Lang::En => format!("{}\n{}", doc.english, doc.title),
    };
    format!(
        "{} {severity}  {title}\n\n{}\n",
        rule.code,
        doc.body.trim_end()
    )
}
