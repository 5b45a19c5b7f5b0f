//! What is said of citations at the wrong place.

use super::data::{Placing, Provision, data};
use super::moved::{Cause, name};
use super::moved_entries::CitedEntry;
use super::renumbered::Renumbered;
use super::{judged_as_of, written};
use crate::lint::rules::Words;
use crate::source::lang::{Lang, say};

/// What is now at the place that is cited.
fn reused(cause: &Cause) -> Option<&'static str> {
    let provisions = &data().provisions;
    let (old, _) = cause.places();
    let is_there = |p: &&Provision| p.is_at(old.of, &old.place, cause.day);
    let mut others = provisions.iter().filter(|_| cause.cited < cause.current);
    let other = others.find(is_there).map(|p| p.what.as_str());
    cause.provision().reused.as_deref().or(other)
}

/// The place that is cited: 「番号法別表第一」.
fn old_name(cause: &Cause) -> String {
    let (cited, _) = cause.places();
    let law = &data().names.laws[cited.of];
    let law = law.short.first().unwrap_or(&law.name);
    format!("{law}{}", cause.place)
}

fn headline(lang: Lang, cause: &Cause, old: &str, new: &str) -> String {
    let (cited, current) = cause.places();
    let from = |placing: &Placing| placing.from.map(written).unwrap_or_default();
    if cause.is_to_come() {
        let from = from(cited);
        say!(
            lang,
            "「{old}」は、まだその番号になっていない（{from}から）",
            "「{old}」 has that number only from {from}"
        )
    } else {
        let from = from(current);
        say!(
            lang,
            "「{old}」は古い（{from}から「{new}」）",
            "「{old}」 is out of date: 「{new}」 from {from}"
        )
    }
}

fn read_as_of(lang: Lang, cause: &Cause) -> String {
    if cause.in_row {
        let day = written(cause.day);
        say!(lang, "この行の変更日は{day}", "changed on {day}")
    } else {
        judged_as_of(lang, cause.day)
    }
}

/// Of a provision, or of one entry of a table.
pub(super) fn words(lang: Lang, cause: &Cause, entry: Option<&CitedEntry>) -> Words {
    let (_, current) = cause.places();
    let (old, new) = (old_name(cause), name(current));
    let number = |table: &str, number: Option<&str>| match number {
        Some(number) => format!("{table}の{number}の項"),
        None => table.to_owned(),
    };
    let old = number(&old, entry.map(|entry| entry.number.as_str()));
    let known = entry.and_then(|entry| match entry.is_new {
        true => Some(entry.number.as_str()),
        false => entry.now?.now,
    });
    let new = number(&new, known);
    let now = reused(cause).map(|reused| {
        say!(
            lang,
            "同じ番号は、いまは「{reused}」を定めています。",
            " The number now means 「{reused}」."
        )
    });
    let help = match entry {
        Some(entry) => advice_of_entry(lang, cause, entry, &new),
        None => advice(lang, cause, &new),
    };
    Words::new(headline(lang, cause, &old, &new))
        .label(read_as_of(lang, cause))
        .help(help + &now.unwrap_or_default())
}

/// Of several entries of a table, some of them perhaps the table itself.
pub(super) fn words_of_entries(
    lang: Lang,
    cause: &Cause,
    entries: &[Option<&CitedEntry>],
) -> Words {
    let (_, current) = cause.places();
    let is_whole = entries.iter().any(Option::is_none);
    let kind = if is_whole { "" } else { "の項" };
    let (old, new) = (old_name(cause) + kind, name(current));
    let first = entries.first().copied().flatten();
    let first = first.map_or_else(String::new, |first| of_entry(lang, first));
    let as_of = read_as_of(lang, cause);
    let label = match first.is_empty() {
        true => as_of,
        false => say!(lang, "{first}（{as_of}）", "{first} ({as_of})"),
    };
    let unknown = entries
        .iter()
        .flatten()
        .any(|entry| !entry.is_new && entry.now.is_none_or(|now| now.now.is_none()));
    let rest = match unknown {
        true => say!(
            lang,
            "番号を示していない項は、条文で確かめてください。",
            " Look the others up."
        ),
        false => String::new(),
    };
    let help = match cause.is_to_come() {
        true => say!(
            lang,
            "その日の番号は、それぞれに示したとおりです。日付か番号のどちらかを直してください。",
            "The numbers of that day are said at each; fix the day or the numbers."
        ),
        false => say!(
            lang,
            "表が組み替えられ、項の番号も変わりました。「{new}」の、それぞれに示した項に書き直してください。",
            "The table was rearranged and its entries renumbered; write those of 「{new}」 that are said at each."
        ),
    };
    Words::new(headline(lang, cause, &old, &new))
        .label(label)
        .help(help + &rest)
}

/// Said at each entry of a list.
pub(super) fn of_entry(lang: Lang, entry: &CitedEntry) -> String {
    let number = &entry.number;
    match entry.now {
        _ if entry.is_new => say!(
            lang,
            "{number}の項は、いまの表の番号とみられる",
            "{number} seems to be the number of the table of now"
        ),
        Some(Renumbered {
            law,
            now: Some(now),
        }) => say!(
            lang,
            "{number}の項（{law}）は、{now}の項",
            "{number} (「{law}」) is {now}"
        ),
        Some(Renumbered { law, now: None }) => say!(
            lang,
            "{number}の項（{law}）に当たる項は、なくなった",
            "{number} (「{law}」) is no more"
        ),
        None => String::new(),
    }
}

fn advice_of_entry(lang: Lang, cause: &Cause, entry: &CitedEntry, new: &str) -> String {
    match entry.now {
        _ if entry.is_new => say!(
            lang,
            "項の番号はいまの表のものとみられます。「{new}」に書き直してください。",
            "The number seems to be that of the table of now: write 「{new}」."
        ),
        Some(Renumbered { law, now: Some(_) }) if cause.is_to_come() => say!(
            lang,
            "{law}の項は、その日には「{new}」です。日付か番号のどちらかを直してください。",
            "The entry of 「{law}」 was 「{new}」 on that day; fix the day or the number."
        ),
        Some(Renumbered { law, now: Some(_) }) => say!(
            lang,
            "「{new}」（{law}）に書き直してください。",
            "Write 「{new}」 (「{law}」)."
        ),
        Some(Renumbered { law, now: None }) => say!(
            lang,
            "{law}の項でしたが、「{new}」に当たる項はありません。いまの根拠を条文で確かめてください。",
            "It was the entry of 「{law}」, which 「{new}」 has no more; look the ground up."
        ),
        None => say!(
            lang,
            "表が組み替えられ、項の番号も変わりました。「{new}」の新しい項を条文で確かめて書き直してください。",
            "The table was rearranged and its entries renumbered; look the new entry up in 「{new}」."
        ),
    }
}

fn advice(lang: Lang, cause: &Cause, new: &str) -> String {
    let what = &cause.provision().what;
    if cause.is_to_come() {
        say!(
            lang,
            "{what}は、その日には「{new}」です。日付か番号のどちらかを直してください。",
            "On that day it was 「{new}」; fix the day or the number."
        )
    } else if cause.is_certain() {
        say!(
            lang,
            "「{new}」（{what}）に書き直してください。",
            "Write 「{new}」."
        )
    } else {
        say!(
            lang,
            "「{new}」（{what}）に移ったとみられます。条文で確かめて書き直してください。",
            "It probably is 「{new}」 now; look it up."
        )
    }
}
