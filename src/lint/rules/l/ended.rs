//! What a text names that is over: laws that were repealed, former names, proofs that nobody has any more.

use std::ops::Range;

use jiff::civil::Date as Day;

use super::data::{Confidence, Proof, Renamed, Term, data};
use super::{Legal, is_former_name};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::citation::{Citation, Mention};
use crate::lint::rules::Context;

/// What a text names that was repealed before a day.
pub(super) fn repealed(legal: &Legal, day: Day) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    // 「…は、令和5年3月31日に廃止した。」
    let says_so = |range: &Range<usize>| legal.sentence(range).contains("廃止");
    for (n, repealed) in data().repealed.iter().enumerate() {
        if repealed.from > day || repealed.confidence == Confidence::C {
            continue;
        }
        let is_one = |law: usize| repealed.laws.contains(&data().names.laws[law].id);
        for mention in &legal.found.mentions {
            let known = mention.law.is_some_and(is_one) && !mention.former;
            if known
                && !says_so(&mention.range)
                && !has_moved(legal, mention)
                && !is_former_name("", &legal.after(mention.range.end))
            {
                found.push((n, mention.range.clone()));
            }
        }
        for (term, range) in legal.terms() {
            if term != Term::Repealed(n) {
                continue;
            }
            let before = legal.before(range.start);
            let other = repealed
                .not_after
                .iter()
                .any(|w| before.ends_with(w.as_str()));
            let former = before.contains('旧') || before.contains("改正前");
            if !other
                && !former
                && !says_so(&range)
                && !is_former_name(&before, &legal.after(range.end))
            {
                found.push((n, whole_name(&legal.text.text, range)));
            }
        }
    }
    found
}

/// Whether an article is cited right after a name that is known to be elsewhere now: L001 reports it.
fn has_moved(legal: &Legal, mention: &Mention) -> bool {
    let of_it = |c: &&Citation| c.name.as_ref() == Some(&mention.range);
    let cited = legal.found.citations.iter().find(of_it);
    let (Some(citation), Some(law)) = (cited, mention.law) else {
        return false;
    };
    let mut provisions = data().provisions.iter();
    provisions.any(|p| p.cited_at(law, &citation.place).is_some())
}

/// The name with the part of it that comes before: 「架空市情報公開・個人情報保護条例」.
fn whole_name(text: &str, range: Range<usize>) -> Range<usize> {
    let in_name = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '・';
    let head = text[..range.start].trim_end_matches(in_name);
    let own = text[head.len()..range.start].trim_start_matches('・');
    range.start - own.len()..range.end
}

/// Which of the former names a word is on a day.
pub(super) fn former_name(
    legal: &Legal,
    term: Term,
    range: &Range<usize>,
    day: Day,
) -> Option<usize> {
    let Term::Renamed(n) = term else { return None };
    let renamed = &data().renamed[n];
    let known = renamed.from.is_none_or(|from| from <= day) && renamed.confidence > Confidence::C;
    (known && is_meant_by_name(legal, renamed, range)).then_some(n)
}

fn is_meant_by_name(legal: &Legal, renamed: &Renamed, range: &Range<usize>) -> bool {
    let after = legal.after(range.end);
    if is_former_name(&legal.before(range.start), &after) {
        return false;
    }
    let before = legal.before(range.start);
    let goes_on = renamed.before.iter().any(|w| after.starts_with(w.as_str()));
    let is_end = renamed
        .not_after
        .iter()
        .any(|w| before.ends_with(w.as_str()));
    if goes_on || is_end {
        return false;
    }
    let sentence = legal.sentence(range);
    let says = |words: &[String]| words.iter().any(|w| sentence.contains(w.as_str()));
    !says(&renamed.exclude) && (renamed.context.is_empty() || says(&renamed.context))
}

/// Which of the ended proofs a word is on a day.
pub(super) fn ended_proof(
    cx: &Context,
    legal: &Legal,
    term: Term,
    range: &Range<usize>,
    day: Day,
) -> Option<usize> {
    let Term::Proof(n) = term else { return None };
    let proof = &data().proofs[n];
    let known = proof.confidence > Confidence::C && proof.ended <= day;
    (known && is_shown(cx, legal, proof, range)).then_some(n)
}

/// Whether a name is that of something that somebody shows or is given.
fn is_shown(cx: &Context, legal: &Legal, proof: &Proof, range: &Range<usize>) -> bool {
    let contexts = &data().proof_contexts;
    let (before, after) = (legal.before(range.start), legal.after(range.end));
    let in_word = before.ends_with(|c| is_kanji(c) || is_katakana(c))
        && !contexts
            .may_precede
            .iter()
            .any(|w| before.ends_with(w.as_str()));
    // 保険証券, 通知カード等 is none, 保険証明 neither.
    let goes_on = after.starts_with(['券', '書', '明']);
    let office = cx.assessment.text("basic.office.name").unwrap_or_default();
    let of_office = |word: &String| office.contains(word.as_str());
    let elsewhere = !proof.offices.is_empty() && !proof.offices.iter().any(of_office);
    if elsewhere || in_word || goes_on || is_former_name(&before, &after) {
        return false;
    }
    let sentence = legal.sentence(range);
    let says = |words: &[String]| words.iter().any(|w| sentence.contains(w.as_str()));
    let id = &cx.field(legal.field).id;
    let of_item = contexts.items.iter().any(|item| id.contains(item.as_str()));
    !says(&proof.exclude) && (of_item || says(&contexts.context))
}
