//! When an item has to be written, in words.

use super::Guide;
use crate::form::condition::Condition;
use crate::form::{Form, ItemKind};
use crate::source::lang::{Lang, say};

/// A sentence of the item's own condition, and of those of the items that it lies in.
pub(super) fn sentence(guide: Guide, lang: Lang) -> String {
    let around = around(guide, lang);
    let own = &guide.item().required;
    match own {
        Condition::Always => required(&around, lang),
        // What may be left out in an entry may be left out.
        Condition::Optional => optional(lang),
        _ => {
            let own = clause(guide.form, own, true, lang);
            // The items of a section are often asked for by the same answer as the section.
            let mut clauses = around;
            if !clauses.contains(&own) {
                clauses.push(own);
            }
            conditional(&clauses, lang)
        }
    }
}

/// The same of the item's own condition alone, where what is around it is known.
pub(super) fn own(guide: Guide, lang: Lang) -> String {
    match &guide.item().required {
        Condition::Always => required(&[], lang),
        Condition::Optional => optional(lang),
        // The answer stands right above.
        Condition::In(id, words) if guide.above().is_some_and(|above| above.item().id == *id) => {
            conditional(&[answered(words, lang)], lang)
        }
        own => conditional(&[clause(guide.form, own, true, lang)], lang),
    }
}

/// What the items around an item say of it: their conditions, and for each entry of which list it is written.
fn around(guide: Guide, lang: Lang) -> Vec<String> {
    let mut clauses = Vec::new();
    let above = std::iter::successors(guide.above(), |guide| guide.above());
    let mut is_in_list = false;
    for above in above {
        let item = above.item();
        if item.is_list() && !is_in_list {
            is_in_list = true;
            clauses.push(each(above, lang));
        }
        let clause = match &item.required {
            Condition::Always => None,
            Condition::Optional if item.kind == ItemKind::List && is_in_list => None,
            Condition::Optional => Some(written(above, lang)),
            condition => Some(clause(guide.form, condition, true, lang)),
        };
        clauses.extend(clause.filter(|clause| !clauses.contains(clause)));
    }
    clauses.reverse();
    clauses
}

fn required(clauses: &[String], lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{}必ず書きます。", joined(clauses)),
        Lang::En => format!("Required{}.", after(clauses)),
    }
}

fn optional(lang: Lang) -> String {
    say!(
        lang,
        "書くことがあれば書きます（無ければ、この項目ごと省けます）。",
        "Optional: leave it out where there is nothing to say."
    )
}

fn conditional(clauses: &[String], lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            let clauses = clauses.join("、");
            let particle = if clauses.ends_with("とき") {
                "に"
            } else {
                ""
            };
            format!("{clauses}{particle}書きます。")
        }
        Lang::En => format!("Required{}.", after(clauses)),
    }
}

/// Clauses before a verb, each with its comma; none where there are none.
fn joined(clauses: &[String]) -> String {
    clauses.iter().map(|clause| format!("{clause}、")).collect()
}

fn after(clauses: &[String]) -> String {
    clauses
        .iter()
        .map(|clause| format!(" {clause}"))
        .collect::<Vec<_>>()
        .join(",")
}

/// 委託事項ごとに
fn each(list: Guide, lang: Lang) -> String {
    let entry = list.item().entry.as_deref().unwrap_or(list.key());
    let entry = entry.replace("{n}", "");
    say!(lang, "{}ごとに", "in each entry of {}", entry)
}

/// Of an item that may be left out with all that is in it.
fn written(group: Guide, lang: Lang) -> String {
    say!(
        lang,
        "「{}」を書くときは",
        "where 「{}」 is written",
        group.key()
    )
}

fn quoted(words: &[String], lang: Lang) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("「{word}」")).collect();
    words.join(match lang {
        Lang::Ja => "か",
        Lang::En => " or ",
    })
}

/// The same of an answer that needs no name.
fn answered(words: &[String], lang: Lang) -> String {
    let words = quoted(words, lang);
    say!(lang, "{words}のとき", "where the answer is {words}")
}

/// A condition, or its contrary, as a clause.
fn clause(form: &Form, condition: &Condition, holds: bool, lang: Lang) -> String {
    let name = |id: &str| {
        form.find(id)
            .map_or_else(|| id.to_owned(), |item| form.guide(item).name())
    };
    match condition {
        Condition::Not(inner) => clause(form, inner, !holds, lang),
        Condition::And(a, b) | Condition::Or(a, b) => {
            // The contrary of "both" is "either is not".
            let is_both = matches!(condition, Condition::And(..)) == holds;
            let (a, b) = (clause(form, a, holds, lang), clause(form, b, holds, lang));
            match is_both {
                true => say!(lang, "{}、かつ{}", "{} and {}", a, b),
                false => say!(lang, "{}又は{}", "{} or {}", a, b),
            }
        }
        Condition::Always => truth(holds, lang),
        Condition::Optional => truth(!holds, lang),
        Condition::In(id, words) if holds => say!(
            lang,
            "{}が{}のとき",
            "where {} is {}",
            name(id),
            quoted(words, lang)
        ),
        Condition::In(id, words) => say!(
            lang,
            "{}が{}でないとき",
            "where {} is not {}",
            name(id),
            quoted(words, lang)
        ),
        Condition::Has(id, word) if holds => say!(
            lang,
            "{}で「{}」を選んだとき",
            "where 「{1}」 is among {0}",
            name(id),
            word
        ),
        Condition::Has(id, word) => say!(
            lang,
            "{}で「{}」を選ばないとき",
            "where 「{1}」 is not among {0}",
            name(id),
            word
        ),
        Condition::Empty(id) if holds => {
            say!(lang, "{}が空欄のとき", "where {} is blank", name(id))
        }
        Condition::Empty(id) => {
            say!(lang, "{}を書いたとき", "where {} is written", name(id))
        }
        Condition::FewerDays(id, days) if holds => say!(
            lang,
            "{}が{}日に満たないとき",
            "where {} has fewer than {} days",
            name(id),
            days
        ),
        Condition::FewerDays(id, days) => say!(
            lang,
            "{}が{}日以上のとき",
            "where {} has at least {} days",
            name(id),
            days
        ),
        Condition::GyoseiKikan if holds => say!(
            lang,
            "評価実施機関が行政機関等（国の機関など）のとき",
            "where the body is one of 行政機関等"
        ),
        Condition::GyoseiKikan => say!(
            lang,
            "評価実施機関が行政機関等（国の機関など）でないとき",
            "where the body is none of 行政機関等"
        ),
        Condition::Published if holds => {
            say!(lang, "公表するとき", "for publication")
        }
        Condition::Published => say!(lang, "公表しないとき", "before publication"),
    }
}

fn truth(holds: bool, lang: Lang) -> String {
    match holds {
        true => say!(lang, "どの評価書でも", "in every assessment"),
        false => say!(lang, "どの評価書でもなく", "in no assessment"),
    }
}
