//! Sentences that entrust disposal to somebody outside the office.

use std::ops::Range;

use crate::assets::lists::disposal::{DISPOSAL, DISPOSERS, FIRM_ACTS, HANDED, OF_PAPER};
use crate::assets::lists::entrustment::{ENTRUSTED, PERHAPS_NOT_ENTRUSTED};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;

/// Who does it, where it is not the office; the words before may add to it.
const FIRMS: [&str; 3] = ["業者", "会社", "委託先"];

/// Firms that process data are none of them.
const PROCESSORS: [&str; 4] = ["データ", "電算", "情報", "入力"];

/// Firms that run a system, and what they erase when its machines are replaced, are found separately.
const RUNNERS: [&str; 8] = [
    "クラウド",
    "プラットフォーム",
    "保守",
    "運用",
    "データセンター",
    "ASP",
    "ＡＳＰ",
    "委託先",
];

/// Who of the office does it itself.
const OWN: [&str; 8] = [
    "職員が",
    "職員2人",
    "課長が",
    "係長が",
    "担当者が",
    "担当職員が",
    "自ら",
    "シュレッダー",
];

/// A sentence that entrusts disposal, from its saying so to the disposal.
pub(super) fn sentence(text: &str) -> Option<Range<usize>> {
    pieces(text, &['。']).find_map(|piece| {
        let part = &text[piece.clone()];
        let sieve = Sieve::of(part);
        if sieve.has_one(PERHAPS_NOT_ENTRUSTED) {
            return None;
        }
        let found = entrusted(part, &sieve)
            .or_else(|| by_firm(part, &sieve))
            .or_else(|| at_plant(part, &sieve))?;
        Some(piece.start + found.start..piece.start + found.end)
    })
}

/// Where disposal begins in a text, and where its word ends.
fn disposal(text: &str, words: &[&str]) -> Option<Range<usize>> {
    let found = words
        .iter()
        .filter_map(|w| text.find(w).map(|at| at..at + w.len()));
    found.min_by_key(|range| range.start)
}

/// A sentence that says 委託.
fn entrusted(part: &str, sieve: &Sieve) -> Option<Range<usize>> {
    let from = ENTRUSTED.iter().filter_map(|word| sieve.find(word)).min()?;
    let to = disposal(&part[from..], DISPOSAL)?;
    Some(from..from + to.end)
}

/// A sentence in which a firm disposes, or is given what it disposes of.
fn by_firm(part: &str, sieve: &Sieve) -> Option<Range<usize>> {
    let firms = FIRMS.iter().filter(|firm| sieve.may_have(firm));
    let mut firms = firms.flat_map(|firm| part.match_indices(firm));
    firms.find_map(|(at, firm)| {
        let (before, after) = (&part[..at], &part[at + firm.len()..]);
        // 「…を行う事業者において」 and 「クラウド事業者が」 say whose firm it is.
        let clause = before.rsplit(['、', '，']).next().unwrap_or(before);
        if has(clause, &RUNNERS) {
            return None;
        }
        let name = clause.trim_end_matches('事');
        let is_disposer =
            DISPOSERS.iter().any(|word| name.ends_with(word)) && !has(name, &PROCESSORS);
        let particle = after.trim_start_matches(['等', 'の', '側']);
        let mut acts = FIRM_ACTS.iter().chain(OF_PAPER);
        let is_theirs = is_disposer && after.starts_with('の');
        if !is_theirs && !acts.any(|word| particle.starts_with(word)) {
            return None;
        }
        let run = clause.trim_end_matches(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        let start = at - (clause.len() - run.len());
        let words: &[&str] = if is_disposer { DISPOSAL } else { OF_PAPER };
        if let Some(to) = disposal(after, words) {
            // 「業者が納めた書類を裁断する」 is about another.
            let between = &after[..to.start];
            let mut past = between
                .match_indices("した")
                .map(|(at, word)| &between[at + word.len()..]);
            let of_another = past.any(|rest| !rest.starts_with("上で") && !rest.starts_with("後"));
            let is_own = has(between, &OWN) && !has(after, &["立ち会", "立会"]);
            return (!is_own && !of_another).then(|| start..at + firm.len() + to.end);
        }
        // What a firm of this trade receives is to be disposed of.
        let given = is_disposer.then(|| disposal(after, HANDED)).flatten()?;
        Some(start..at + firm.len() + given.end)
    })
}

/// Places of others at which things are disposed of; a municipality burns refuse of its own.
const PLANTS: [&str; 7] = [
    "溶解工場",
    "製紙工場",
    "再生工場",
    "溶解施設",
    "廃棄物処理施設",
    "廃棄物処理場",
    "専門とする会社",
];

/// A sentence in which something is disposed of at a place of others.
fn at_plant(part: &str, sieve: &Sieve) -> Option<Range<usize>> {
    const WAYS: [&str; 6] = ["へ", "に", "で", "において", "等へ", "等に"];
    let (at, plant) = PLANTS
        .iter()
        .find_map(|plant| Some((sieve.find(plant)?, plant)))?;
    let end = at + plant.len();
    let behind = &part[end..];
    let is_way = WAYS.iter().any(|way| behind.starts_with(way));
    let is_done = has(behind, DISPOSAL) || has(behind, HANDED) || has(plant, &["溶解", "廃棄"]);
    // 「市の廃棄物処理施設」
    let is_own = part[..at].ends_with("市の") || part[..at].ends_with("本市の");
    (is_way && is_done && !is_own).then_some(at..end)
}

pub(super) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn only_what_is_entrusted_counts() {
        assert!(sentence("申込書は、業者に委託し、溶解する。").is_some());
        assert!(sentence("業者に委託しない。係長が廃棄する。").is_none());
        assert!(sentence("委託先は、契約の終わりに消去する。").is_none());
        assert!(sentence("入力を業者に委託している。廃棄は係長が行う。").is_none());
    }

    #[test]
    fn firms_dispose_in_many_words() {
        for by_firm in [
            "申込書は、廃棄業者に溶解を依頼する。",
            "申込書は、外部事業者による溶解処理を行う。",
            "申込書は、業者が溶解し、証明書を受け取る。",
            "申込書は、専門業者に引き渡す。",
            "申込書は、毎年6月に外部の溶解工場へ搬入する。",
            "申込書は、民間の廃棄物処理施設で焼却処分する。",
            "記録媒体は、データ消去を専門とする会社に出して破壊する。",
            "申込書は、機密文書の処理業者に引き渡し、溶解処理を行う。",
            "申込書は、専門の事業者に依頼し、職員の立会いの下で溶解する。",
            "申込書は、専門業者により裁断する。",
            "記録媒体は、専門業者へ依頼して物理的に破壊する。",
            "申込書は、業者の溶解処理施設で職員が立ち会い溶解する。",
            "申込書は、外部委託により溶解する。",
            "職員が立ち会い、溶解処理事業者が処理する。",
            "申込書は、外部の溶解業者に委託して処分する。",
            "申込書は、製紙会社で溶解する。",
            "申込書は、古紙の回収業者に引き渡し、職員が溶解に立ち会う。",
            "申込書は、専門業者の車両で運び、溶解する。",
            "申込書は、委託先の溶解施設に搬入し、職員が溶解に立ち会う。",
        ] {
            assert!(sentence(by_firm).is_some(), "{by_firm}");
        }
        for not in [
            "ディスク交換の際は、システムの保守・運用を行う事業者において、物理的破壊により完全に消去する。",
            "クラウド事業者が、確実にデータを消去する。",
            "職員2人がシュレッダーで細断する。",
            "リース業者に返却する際は、職員がデータを消去する。",
            "業者に引き渡す前に、職員が細断する。",
            "申込書は、清掃工場に職員が搬入し、焼却する。",
            "委託先の事業者は、作業が終わった後に消去する。",
            "事業者が提出した名簿は、係長が裁断する。",
            "業者が溶解することはない。",
            "委託先は、契約の終わりに、名簿を廃棄する。",
        ] {
            assert!(sentence(not).is_none(), "{not}");
        }
    }
}
