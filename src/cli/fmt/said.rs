//! What `fmt` says.

use crate::lint::same::Otherwise;
use crate::source::lang::{Lang, say};

/// How many files are named.
const NAMED: usize = 200;

/// What was put in order, of so many files; `is_all` where none was left as it is.
pub(super) fn written(names: &[&str], all: usize, is_all: bool, lang: Lang) -> String {
    if names.is_empty() {
        return in_order(all, is_all, lang);
    }
    let head = say!(lang, "様式の順に整えました:\n", "Put in order:\n");
    let rest = in_order(all - names.len(), false, lang);
    head + &list(names, lang) + &rest
}

/// What is not in order, of so many files; `is_all` where each could be looked at.
pub(super) fn looked(names: &[&str], all: usize, is_all: bool, lang: Lang) -> String {
    if names.is_empty() {
        return in_order(all, is_all, lang);
    }
    let head = say!(lang, "整っていないファイル:\n", "Not in order:\n");
    let help = say!(
        lang,
        "`hyokasho fmt` で整えます。変わる所は `hyokasho fmt --diff` で見られます。\n",
        "`hyokasho fmt` puts them in order; `hyokasho fmt --diff` shows what changes.\n"
    );
    head + &list(names, lang) + &help
}

/// That files are in order; there are others but for `is_all`.
fn in_order(count: usize, is_all: bool, lang: Lang) -> String {
    match (count, is_all) {
        (0, _) => String::new(),
        (1, true) => say!(lang, "整っています。\n", "In order.\n"),
        (count, true) => say!(
            lang,
            "{}件とも整っています。\n",
            "All {} are in order.\n",
            count
        ),
        (count, false) => say!(
            lang,
            "ほかの{}件は整っています。\n",
            "In order: {} more.\n",
            count
        ),
    }
}

fn list(names: &[&str], lang: Lang) -> String {
    let lines = names.iter().take(NAMED).map(|name| format!("  {name}\n"));
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => say!(lang, "  ほか{}件\n", "  and {} more\n", more),
    };
    lines.collect::<String>() + &more
}

pub(super) fn unreadable(name: &str, why: &str, lang: Lang) -> String {
    say!(
        lang,
        "{}: {}。そのままにしました",
        "{}: {}; left as it is",
        name,
        why
    )
}

pub(super) fn no_assessment(name: &str, lang: Lang) -> String {
    say!(
        lang,
        "{}: 評価書ではないとみて、そのままにしました",
        "{}: taken for something else than an assessment, and left as it is",
        name
    )
}

pub(super) fn no_form(name: &str, line: usize, lang: Lang) -> String {
    say!(
        lang,
        "{}:{}: この様式又は版が分からないので、そのままにしました",
        "{}:{}: this form or edition is not known, so the file is left as it is",
        name,
        line
    )
}

/// That something has to be put right first; `found` is what the check says of it.
pub(super) fn unclean(name: &str, line: usize, found: Option<&str>, lang: Lang) -> String {
    let found = match (found, lang) {
        (None, _) => String::new(),
        (Some(found), Lang::Ja) => format!("（{found}）"),
        (Some(found), Lang::En) => format!(" ({found})"),
    };
    say!(
        lang,
        "{}:{}: 先に直す所がある{}ので、そのままにしました。`hyokasho check --fix` で直し、残った所は手で直してから、もう一度実行してください",
        "{}:{}: something has to be put right first{}, so the file is left as it is; run `hyokasho check --fix`, correct what is left, and run this again",
        name,
        line,
        found
    )
}

pub(super) fn unproved(name: &str, lang: Lang) -> String {
    say!(
        lang,
        "{}: 整えても書かれていることが変わらないと確かめられなかったので、そのままにしました",
        "{}: it could not be proved that nothing but order and layout would change, so the file is left as it is",
        name
    )
}

/// That a rule would find something else, at a line of the file.
pub(super) fn otherwise(name: &str, other: &Otherwise, line: Option<usize>, lang: Lang) -> String {
    let Otherwise { code, headline, .. } = other;
    let place = match line {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    };
    match other.is_new {
        true => say!(
            lang,
            "{place}: 整えると、ここに {code}（{headline}）の指摘が新しく出るので、そのままにしました。ここに例外（# hyokasho:）があれば、その位置を変えてください。なければ、手で並べ替えてください",
            "{place}: once in order, {code} ({headline}) would be found here, so the file is left as it is; move the exception (# hyokasho:) of this place, if there is one, or put it in order by hand"
        ),
        false => say!(
            lang,
            "{place}: 整えると、ここの {code}（{headline}）の指摘が出なくなるので、そのままにしました。先にこの指摘を直してから、もう一度実行してください",
            "{place}: once in order, {code} ({headline}) would no longer be found here, so the file is left as it is; put that right first, and run this again"
        ),
    }
}
