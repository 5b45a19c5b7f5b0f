//! An item of the form for people: what it is, where, when and how it is written. One page for `explain`, for docs/items.md
//! and for the hover of an editor.

use std::fmt::Write as _;

use crate::assessment::example;
use crate::form::guide::{Guide, in_brackets};
use crate::form::{Choice, Form, ItemId, ItemKind};
use crate::lint::rules::{Rule, about};
use crate::source::lang::{Lang, say};

/// What is known of an item, in the words of a language; what the form data say stays Japanese.
#[derive(Debug, Clone)]
pub struct ItemPage {
    /// Ⅱ３①　入手元　※
    pub heading: String,
    /// The keys under which it is written.
    pub path: Vec<&'static str>,
    /// What belongs there.
    pub help: &'static str,
    parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug, Clone)]
struct Part {
    heading: String,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    Text(String),
    List(Vec<String>),
    Yaml(String),
    /// Codes and titles of rules.
    Rules(Vec<(&'static str, String)>),
}

impl ItemPage {
    /// The page of an item.
    pub fn of(form: &'static Form, item: ItemId, lang: Lang) -> Self {
        let guide = form.guide(item);
        ItemPage {
            heading: heading(guide),
            path: guide.path(),
            help: guide.help(),
            parts: parts(form, guide, lang),
        }
    }

    /// For the terminal.
    pub fn text(&self) -> String {
        let mut out = format!(
            "{}\n{}\n\n{}\n",
            self.heading,
            self.path.join(" > "),
            self.help
        );
        for part in &self.parts {
            let heading = &part.heading;
            match &part.body {
                Body::Text(text) => _ = writeln!(out, "\n{heading}: {}", in_brackets(text)),
                Body::List(lines) => {
                    _ = writeln!(out, "\n{heading}:");
                    lines
                        .iter()
                        .for_each(|line| _ = writeln!(out, "  - {}", bare(line)));
                }
                Body::Yaml(yaml) => {
                    _ = writeln!(out, "\n{heading}:");
                    yaml.lines().for_each(|line| _ = writeln!(out, "  {line}"));
                }
                Body::Rules(rules) => {
                    _ = writeln!(out, "\n{heading}:");
                    let lines = rules.iter();
                    lines.for_each(|(code, title)| _ = writeln!(out, "  {code}  {title}"));
                }
            }
        }
        out
    }

    /// As Markdown below a heading of its own; `rules` is the folder of the pages of the rules.
    pub fn markdown(&self, rules: &str) -> String {
        let path: Vec<String> = self.path.iter().map(|key| format!("`{key}`")).collect();
        let mut out = format!("{}\n\n{}\n", path.join(" › "), self.help);
        for part in &self.parts {
            let heading = &part.heading;
            match &part.body {
                Body::Text(text) => _ = write!(out, "\n- **{heading}**: {text}"),
                Body::List(lines) => {
                    _ = write!(out, "\n- **{heading}**:");
                    lines
                        .iter()
                        .for_each(|line| _ = write!(out, "\n  - {line}"));
                }
                Body::Rules(found) => {
                    let link = |(code, _): &(&str, String)| format!("[{code}]({rules}/{code}.md)");
                    let links: Vec<String> = found.iter().map(link).collect();
                    _ = write!(out, "\n- **{heading}**: {}", links.join(" "));
                }
                Body::Yaml(yaml) => _ = write!(out, "\n\n```yaml\n{yaml}\n```\n"),
            }
        }
        out + "\n"
    }
}

/// Words without the signs that set them as code.
fn bare(text: &str) -> String {
    text.replace('`', "")
}

/// The address and the key, with the ※ of the form.
fn heading(guide: Guide) -> String {
    let mark = if guide.is_significant() { "　※" } else { "" };
    let (address, key) = (guide.address(), guide.key());
    match address.ends_with(key) || address.ends_with(guide.label()) {
        true => format!("{address}{mark}"),
        false => format!("{address}　{key}{mark}"),
    }
}

fn parts(form: &'static Form, guide: Guide<'static>, lang: Lang) -> Vec<Part> {
    let text = |heading: String, text: String| Part {
        heading,
        body: Body::Text(text),
    };
    let mut parts = Vec::new();
    if guide.label() != guide.key() {
        let heading = say!(lang, "様式の見出し", "Label in the form");
        parts.push(text(heading, guide.label().to_owned()));
    }
    parts.push(text(say!(lang, "いつ書くか", "When"), guide.when(lang)));
    parts.push(text(say!(lang, "書き方", "How"), guide.shape(lang)));
    parts.extend(choices(guide, lang));
    parts.extend(below(guide, lang));
    if guide.is_significant() {
        parts.push(text(say!(lang, "※", "※"), significant(lang)));
    }
    if let Some((article, _)) = guide.basis() {
        let heading = say!(lang, "根拠", "Basis");
        parts.push(text(heading, article.to_owned()));
    }
    if let Some(yaml) = example::of(form, guide.id()) {
        parts.push(Part {
            heading: say!(lang, "例", "Example"),
            body: Body::Yaml(yaml.to_owned()),
        });
    }
    let rules = about::rules(form, guide.id());
    if !rules.is_empty() {
        parts.push(Part {
            heading: say!(
                lang,
                "この項目を見る規則（文、用語、引用の規則は、どの項目も見ます）",
                "Rules that look at it (those of words and citations look at every item)"
            ),
            body: Body::Rules(rules.into_iter().map(|rule| titled(rule, lang)).collect()),
        });
    }
    parts
}

fn choices(guide: Guide, lang: Lang) -> Option<Part> {
    let is_box = guide.item().kind == ItemKind::Check;
    let choices = guide.choices();
    if choices.is_empty() || is_box {
        return None;
    }
    let slot = match guide.item().counts_of.is_empty() {
        true => say!(lang, "（内容）", "(details)"),
        false => say!(lang, "（件数）", "(number)"),
    };
    let line = |choice: &Choice| match choice.slot {
        true => format!("`{}: `{slot}", choice.text),
        false => format!("`{}`", choice.text),
    };
    Some(Part {
        heading: say!(lang, "選択肢", "Options"),
        body: Body::List(choices.iter().map(line).collect()),
    })
}

fn below(guide: Guide, lang: Lang) -> Option<Part> {
    let lines = guide.below().map(|below| {
        let (kind, mark) = (below.kind(lang), mark(below));
        say!(lang, "`{}`（{}）{}", "`{}` ({}){}", below.key(), kind, mark)
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| Part {
        heading: say!(lang, "この中に書く項目", "Items in it"),
        body: Body::List(lines),
    })
}

fn mark(guide: Guide) -> &'static str {
    if guide.is_significant() { "　※" } else { "" }
}

fn significant(lang: Lang) -> String {
    say!(
        lang,
        "変えるときは「重要な変更」に当たるかを検討する項目です。当たるときは、原則として事前に評価を再実施します。",
        "A change of it may be 重要な変更, which as a rule asks for a new assessment beforehand."
    )
}

fn titled(rule: &Rule, lang: Lang) -> (&'static str, String) {
    let doc = rule.doc();
    let title = match lang {
        Lang::Ja => doc.title,
        Lang::En => doc.english,
    };
    (rule.code, title)
}
