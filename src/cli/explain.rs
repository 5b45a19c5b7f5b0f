//! `hyokasho explain`: what a rule checks, why, how to fix it.

use super::{Outcome, print};
use crate::lint::rules::{self, RULES, Rule};
use crate::source::lang::Lang;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 規則の番号（例: S004）。省くと、すべての規則の一覧を表示する
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let Some(code) = &args.code else {
        RULES
            .iter()
            .for_each(|rule| print(&format!("{}  {}\n", rule.code, title(rule, lang))));
        return Ok(Outcome::Clean);
    };
    match rules::find(code) {
        Some(rule) => {
            print(&text(rule, lang));
            Ok(Outcome::Clean)
        }
        None => Err(match lang {
            Lang::Ja => {
                format!("{code} という規則はありません。`hyokasho explain` で一覧を表示します。")
            }
            Lang::En => format!("there is no rule {code}; `hyokasho explain` lists them all."),
        }),
    }
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
