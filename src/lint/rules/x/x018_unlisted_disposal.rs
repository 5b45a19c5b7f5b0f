//! 廃棄や消去を業者に委託すると書いてあるのに、Ⅱ４の委託事項に無い。
//! The text entrusts disposal or erasure to a company, but the entrusted matters do not have it.
//!
//! ## 何を確認するか
//! Ⅱ６③消去方法とⅢ７に「業者に委託して廃棄する」「廃棄業者に溶解を依頼する」「専門業者が溶解する」のように書かれているとき、
//! Ⅱ４の委託事項の名称、委託内容、再委託事項のどれかに、廃棄や消去があること。
//! 職員が自ら行う廃棄と、システムを運用する事業者が機器の交換の際に行う消去は数えません。
//!
//! ## なぜ
//! 個人番号の書かれた書類や媒体の廃棄を任せることも、取扱いの委託に当たり得ます。委託事項に無いと、監督の対策も書かれません。
//!
//! ## 直し方
//! 特定個人情報を含むものの廃棄を委託しているなら、Ⅱ４に委託事項として加えます。含まないなら、そのことが分かるように書きます。
//!
//! ## 例
//! ```yaml
//! 委託の有無:
//!   選択: 委託する
//!   件数: 1
//! 委託事項:
//!   - 名称: 蔵書の点検
//! # …
//! 消去方法: 申込書は、専門の業者に委託して溶解する。   # 誤: 委託事項に無い
//! 消去方法: 申込書は、館内の細断機で細断する。         # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第11条

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{choice, key, numbers};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::disposal::{DISPOSAL, DISPOSERS, FIRM_ACTS, HANDED, OF_PAPER};
use crate::assets::lists::entrustment::{ENTRUSTED, NOT_TOLD};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X018",
    name: "unlisted-disposal",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式", "番号法第11条"],
    check,
};

/// The answer of Ⅱ４ that asks for the matters below it.
const ENTRUSTS: &str = "委託する";

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

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let (listed, stated) = disposals(cx);
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.entrustment");
        // An answer that is not there yet says nothing of what will be entrusted.
        let Some((answer, _)) = choice(cx, &format!("{section}.has")) else {
            continue;
        };
        let is_written = cx.assessment.is_begun(&format!("{section}.items"));
        if answer == ENTRUSTS && !is_written || listed.contains(&n) {
            continue;
        }
        let Some((field, said, range)) = stated.get(&n).cloned() else {
            continue;
        };
        let has = key(cx, &format!("{section}.has"));
        let span = cx.words(said, range);
        let finding = cx.report(&RULE, field, span, words(lang));
        if let Some(has) = has {
            finding.related(has, answered(lang, answer));
        }
    }
}

/// A text that entrusts disposal: its item, itself and where.
type Statement<'a> = (FieldId, &'a Scalar, Range<usize>);

/// The files whose entrusted matters have disposal, and where those texts of a file about disposal entrust it.
fn disposals<'a>(cx: &Context<'a>) -> (FxHashSet<usize>, FxHashMap<usize, Statement<'a>>) {
    let (mut listed, mut stated) = (FxHashSet::default(), FxHashMap::default());
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let (Value::Text(said), Some(n)) = (&field.value, field.at.first()) else {
            continue;
        };
        let Some((_, item)) = field
            .id
            .strip_prefix("files[")
            .and_then(|id| id.split_once("]."))
        else {
            continue;
        };
        if item.starts_with("overview.entrustment.items[") {
            if has(&said.text, DISPOSAL) {
                listed.insert(*n);
            }
        } else if (item == "overview.storage.erasure" || item.starts_with("risks.storage."))
            && !stated.contains_key(n)
            && let Some(range) = sentence(&said.text)
        {
            stated.insert(*n, (id, *said, range));
        }
    }
    (listed, stated)
}

/// A sentence that entrusts disposal, from its saying so to the disposal.
fn sentence(text: &str) -> Option<Range<usize>> {
    pieces(text, &['。']).find_map(|piece| {
        let part = &text[piece.clone()];
        let sieve = Sieve::of(part);
        if sieve.has_one(NOT_TOLD) {
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

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "廃棄又は消去を委託すると書かれているが、Ⅱ４の委託事項に無い",
        "disposal or erasure is entrusted, but Ⅱ４ does not list it"
    ))
    .help(say!(
        lang,
        "特定個人情報を含む書類や媒体の廃棄を委託しているなら、Ⅱ４に委託事項として加えてください。含まないなら、そのことを書きます。",
        "List it in Ⅱ４ if what is disposed of holds personal numbers; else say that it does not."
    ))
}

fn answered(lang: Lang, answer: &str) -> String {
    match answer {
        ENTRUSTS => say!(lang, "委託事項はこの下", "the entrusted matters are below"),
        _ => say!(lang, "委託しないとある", "nothing is said to be entrusted"),
    }
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
