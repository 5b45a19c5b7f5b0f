//! Systems: which are listed, and where texts name one.

use std::ops::Range;

use memchr::memmem;

use super::{numbers, text};
use crate::assessment::value::Value;
use crate::assets::lists::{departments, systems};
use crate::japanese::notation::{before_bracket, fold, similarity};
use crate::japanese::sieve::Sieve;
use crate::lint::rules::Context;

pub(super) const SYSTEM: &str = "システム";

/// The rest of a sentence.
fn sentence_end(after: &str) -> &str {
    after.split(['。', '\n']).next().unwrap_or(after)
}

/// Whether a bracket after a name says what it is or how it is called from there on.
fn is_defined(after: &str) -> bool {
    let inside = after.strip_prefix(['（', '(']);
    let inside = inside.and_then(|inside| inside.split(['）', ')']).next());
    inside.is_some_and(|inside| inside.starts_with("以下") || inside.contains("をいう"))
}

/// The names that a text defines by others: 「標準システム（貸出システムをいう。以下同じ。）」, each with the words in its
/// bracket.
fn defined(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices("をいう").filter_map(|(at, _)| {
        let open = text[..at].rfind(['（', '('])?;
        let bracket = text[open..].chars().next()?;
        let inside = &text[open + bracket.len_utf8()..at];
        let head = &text[..open];
        let name = &head[head.trim_end_matches(is_of_name).len()..];
        let is_one = !inside.contains(['）', ')', '。']) && !name.is_empty();
        is_one.then_some((name, inside))
    })
}

/// Whether a name begins the title of a guideline: 「医療情報システムの安全管理に関するガイドライン」.
fn begins_title(after: &str) -> bool {
    let rest = after.split(['」', '』', '、', '。', '\n']).next();
    let rest = rest.filter(|rest| rest.starts_with('の') || rest.starts_with("に関する"));
    rest.is_some_and(|rest| {
        rest.contains("ガイドライン")
            || after[rest.len()..].starts_with(['」', '』'])
                && systems::TITLES.iter().any(|end| rest.ends_with(end))
    })
}

/// The names of the systems in Ⅰ２.
pub(super) fn listed<'a>(cx: &Context<'a>) -> Vec<&'a str> {
    numbers(cx, "basic.systems")
        .filter_map(|n| text(cx, &format!("basic.systems[{n}].name")))
        .map(|(_, name)| name.text.trim())
        .collect()
}

/// The listed name that is most like another, from a likeness on.
pub(super) fn nearest<'a>(name: &str, listed: &[&'a str], least: f64) -> Option<&'a str> {
    let alike = listed
        .iter()
        .map(|listed| (similarity(name, listed), *listed));
    let near = alike.filter(|(alike, _)| *alike >= least);
    near.max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The texts that describe the office, the files and their risks.
pub(super) fn is_read(id: &str) -> bool {
    // A contractor's name is a company's.
    let in_file = id.starts_with("files[") && !id.ends_with(".contractor");
    let is_described = || id.contains(".overview.") || id.contains(".risks.");
    let beside = [
        "basic.office.content",
        "cover.special_notes",
        "flow_figure.description",
        "flow_figure.remarks",
    ];
    let functions = id.starts_with("basic.systems[") && id.ends_with("].functions");
    beside.contains(&id)
        || functions
        || id.starts_with("other_risks.")
        || (in_file && is_described())
}

/// What counts as listed.
pub(super) struct Known {
    /// Everything in which names are listed, folded.
    text: String,
    /// The names of the list without what is in brackets after them.
    names: Vec<String>,
    /// The body's own name without 長.
    body: String,
    /// Names that texts define for themselves, folded.
    aliases: Vec<String>,
}

pub(super) fn known(cx: &Context, listed: &[&str]) -> Known {
    let mut text = cx.assessment.form.words().options.clone();
    let mut aliases: Vec<String> = Vec::new();
    let mut add = |words: &str| {
        text.push_str(&fold(words));
        text.push('\n');
    };
    let so_called = memmem::Finder::new("」という");
    listed.iter().for_each(|name| add(name));
    systems::NATIONAL.iter().for_each(|name| add(name));
    cx.vocabulary().names.iter().for_each(|name| add(name));
    for field in &cx.assessment.fields {
        match &field.value {
            Value::Checks(checks) => {
                let details = checks.iter().filter_map(|c| c.detail);
                details.for_each(|detail| add(&detail.text));
            }
            // 「…（以下「○○システム」という。）」 is a name of its own, wherever it is given.
            Value::Text(said) => {
                for at in so_called.find_iter(said.text.as_bytes()) {
                    let alias = said.text[..at].rfind('「').map(|open| &said.text[open..at]);
                    aliases.extend(alias.map(|alias| fold(alias.trim_start_matches('「'))));
                    alias.into_iter().for_each(&mut add);
                }
                let of_listed = defined(&said.text).filter(|(_, inside)| {
                    let inside = fold(inside);
                    listed
                        .iter()
                        .any(|name| inside.contains(fold(name).as_str()))
                });
                for (name, _) in of_listed {
                    aliases.push(fold(name));
                    add(name);
                }
            }
            _ => {}
        }
    }
    let bare = |name: &&str| fold(before_bracket(name));
    let agencies = cx.assessment.form.agencies.item.as_deref();
    let body = agencies.and_then(|id| cx.assessment.text(id)).unwrap_or("");
    Known {
        text,
        names: listed.iter().map(bare).filter(|n| !n.is_empty()).collect(),
        body: fold(body).trim_end_matches('長').to_owned(),
        aliases,
    }
}

/// Words before the name of a system with which the same system is called by another name.
const LONGER: [&str; 2] = ["団体内", "庁内"];

impl Known {
    /// The listed name of a system that is called a little otherwise: 「統合宛名システム」 for 「団体内統合宛名システム」.
    pub(super) fn otherwise(&self, name: &str) -> Option<String> {
        let is_listed = |name: &str| self.names.iter().any(|known| known == name);
        if is_listed(name) || self.aliases.iter().any(|alias| alias == name) {
            return None;
        }
        let longer = LONGER.iter().map(|word| format!("{word}{name}"));
        let shorter = LONGER.iter().filter_map(|word| name.strip_prefix(word));
        longer
            .chain(shorter.map(str::to_owned))
            .find(|other| is_listed(other))
    }

    /// Whether a folded name is listed, or says of no system in particular.
    pub(super) fn has(&self, name: &str) -> bool {
        let mut rest = name;
        loop {
            let own = rest.strip_suffix(SYSTEM).unwrap_or(rest);
            // 「中間サーバー・貸出システム」 and 「住民票等貸出システム」 are two.
            let last = rest.rsplit(['・', '等']).next().unwrap_or(rest);
            if last != rest && self.has(last) {
                return true;
            }
            let is_generic = own.is_empty()
                || own.ends_with('各')
                || systems::GENERIC.contains(&own)
                || systems::GUARDS
                    .iter()
                    .any(|word| own.ends_with(word) && !own.contains("台帳"));
            let ends_known = self
                .names
                .iter()
                .any(|known| rest.ends_with(known.as_str()));
            if is_generic || ends_known || self.text.contains(rest) {
                return true;
            }
            let prefixes = systems::PREFIXES.iter().copied();
            let mut prefixes = prefixes
                .chain([self.body.as_str()])
                .filter(|p| !p.is_empty());
            match prefixes.find_map(|prefix| rest.strip_prefix(prefix)) {
                Some(shorter) => rest = shorter,
                None => return false,
            }
        }
    }
}

impl Known {
    /// Whether a system is another body's by the words before its name: 「医療機関の」, 「国が整備する」.
    pub(super) fn is_of_others(&self, before: &str) -> bool {
        let clause = before
            .rsplit(['、', '。', '，', '\n'])
            .next()
            .unwrap_or(before);
        if let Some(owner) = clause.strip_suffix('の') {
            return self.is_other(owner);
        }
        // 「国の調査に係る」 says the same at more length.
        let is_for = ["に係る", "に関する", "のための", "における"];
        if is_for.iter().any(|word| clause.ends_with(word)) {
            return clause
                .split_once('の')
                .is_some_and(|(owner, _)| self.is_other(owner));
        }
        let runs_it = systems::RUN.iter().any(|verb| clause.ends_with(verb));
        runs_it
            && clause
                .rsplit_once('が')
                .is_some_and(|(owner, _)| self.is_other(owner))
    }

    /// Whether words end in the name of a body that is not the one that makes the assessment.
    fn is_other(&self, owner: &str) -> bool {
        let owner = fold(owner);
        let is_own = !self.body.is_empty() && owner.ends_with(self.body.as_str());
        // To all but a municipality, 町村 and 市町村 are others.
        let is_municipality = self.body.is_empty() || self.body.ends_with(['市', '町', '村', '区']);
        if !is_municipality && owner.ends_with("町村") {
            return true;
        }
        let mut others = systems::OTHERS.iter();
        !is_own && others.any(|word| owner.ends_with(word) && !self.body.contains(word))
    }
}

/// The places of names that end in システム; what the user's departments end in makes them those of departments.
pub(super) fn names<'t>(
    text: &'t str,
    departments: &'t [String],
) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(SYSTEM).filter_map(|(at, _)| {
        let head = &text[..at];
        let run = without_name(head);
        let name = &head[run.len()..];
        // 「情報システム課」 is an office, 「情報システム機構」 a body, 「…システム株式会社」 a company.
        let after = &text[at + SYSTEM.len()..];
        if departments::AFTER_SYSTEMS
            .iter()
            .any(|word| after.starts_with(word))
            || departments.iter().any(|end| after.starts_with(end))
            || name.contains("株式会社")
        {
            return None;
        }
        // A bullet or a number before the name is none of it.
        let own =
            name.trim_start_matches(|c: char| matches!(c, '・' | '･' | 'ー') || c.is_numeric());
        if own.is_empty()
            || is_defined(after)
            || begins_title(after)
            || Sieve::of(sentence_end(after)).has_one(systems::NOT_USED)
        {
            return None;
        }
        Some(at - own.len()..at + SYSTEM.len())
    })
}

/// A text without the name at its end, which may hold some words of kana: 「子育て支援システム」.
fn without_name(text: &str) -> &str {
    let mut head = text;
    loop {
        head = head.trim_end_matches(is_of_name);
        // Nothing is between such a word and the rest of its name.
        let word = systems::KANA.iter().find(|word| head.ends_with(**word));
        match word.filter(|_| head.len() < text.len()) {
            Some(word) => head = &head[..head.len() - word.len()],
            None => return head,
        }
    }
}

fn is_of_name(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '・' | '々'
        | 'A'..='Z' | 'a'..='z' | '0'..='9' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_guidelines_and_definitions() {
        let text = "国の「医療情報システムの安全管理に関するガイドライン」と「貸出システム運用規程」及び貸出システムの基準による。";
        let found: Vec<_> = names(text, &[]).map(|r| &text[r]).collect();
        assert_eq!(found, ["貸出システム", "貸出システム"]);
        let text = "標準システム（図書貸出システムをいう。以下同じ。）は、電子情報（記録をいう。）を持つ。";
        let found: Vec<_> = defined(text).collect();
        assert_eq!(
            found,
            [("標準システム", "図書貸出システム"), ("電子情報", "記録")]
        );
    }

    #[test]
    fn names_end_where_their_words_end() {
        let text = "・貸出システムから返却台帳システム端末へ渡し、システムで本システムを守る。総務部情報システム課が見る。";
        let found: Vec<_> = names(text, &[]).map(|r| &text[r]).collect();
        assert_eq!(found, ["貸出システム", "返却台帳システム", "本システム"]);
    }
}
