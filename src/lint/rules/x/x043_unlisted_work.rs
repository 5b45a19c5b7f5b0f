//! 印刷や入力などの作業を業者に頼むと書いてあるのに、Ⅱ４の委託事項に無い。
//! The text gives a work to a company, but the entrusted matters do not have it.
//!
//! ## 何を確認するか
//! 事務の内容、Ⅱ３⑧、Ⅲ、Ⅳ、別添１の一つの文に、作業（印刷、封入、発送、入力、電子化、運搬、電話の受付など）と、業者に頼むこと（「専門業者に頼む」「外部の会社へ
//! 出す」「受託会社が行う」など）があるとき、その作業に当たる語が、Ⅱ４の委託事項の名称、委託内容、再委託事項のどれかにあること。
//! 廃棄は X018、「…業務の委託先」のように業務の名を挙げた文は X032 が見ます。「委託しない」「職員が行う」とある文は見ません。
//!
//! ## なぜ
//! 特定個人情報を含む作業を任せることは、取扱いの委託に当たり得ます。委託事項に無いと、監督の対策も書かれません。
//!
//! ## 直し方
//! 特定個人情報を渡しているなら、Ⅱ４に委託事項として加えます。渡していないなら、そのことが分かるように書きます。
//!
//! ## 例
//! ```yaml
//! 委託の有無:
//!   選択: 委託する
//!   件数: 1
//! 委託事項:
//!   - 名称: 蔵書の点検
//! # …
//! その他の措置の内容: 督促状の印字は、専門業者に頼む。   # 誤: 委託事項に無い
//! その他の措置の内容: 督促状の印字は、職員が行う。       # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第11条

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{choice, key, numbers, text};
use crate::assessment::value::Value;
use crate::assets::lists::entrustment::{
    AFTER_WORK, FIRM_ENDS, GIVEN, GIVEN_TO, NOT_BY_FIRM, OUTSOURCED, PERHAPS_NOT_ENTRUSTED,
    WORK_KINDS,
};
use crate::japanese::notation::fold;
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X043",
    name: "unlisted-work",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式", "番号法第11条"],
    check,
};

fn check(cx: &mut Context) {
    let files: Vec<Option<FxHashSet<usize>>> =
        numbers(cx, "files").map(|n| listed(cx, n)).collect();
    let mut found: Vec<(usize, Place)> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if !is_read(&field.id) || !said.sieve().has_one(&FIRMS) {
            continue;
        }
        let of_file = field.id.starts_with("files[");
        let file = field
            .at
            .first()
            .and_then(|n| n.checked_sub(1))
            .filter(|_| of_file);
        // What is said of the whole office may be entrusted for any file; one whose contracts are still to come has them all.
        let is_listed = |work: usize| match file {
            Some(n) => files.get(n).is_none_or(|list| has(list.as_ref(), work)),
            None => files.is_empty() || files.iter().any(|list| has(list.as_ref(), work)),
        };
        for piece in pieces(&said.text, &['。']) {
            let sentence = &said.text[piece.clone()];
            // Ⅲ４ says in many words what contractors do; X032 reads it.
            let is_of_contracts = field.id.contains("].risks.entrustment.");
            let Some(given) = given(sentence, is_of_contracts) else {
                continue;
            };
            let works = works(sentence);
            if works.is_empty() || works.iter().any(|(work, _)| is_listed(*work)) {
                continue;
            }
            let (work, first) = &works[0];
            let start = piece.start + first.start.min(given.start);
            let end = piece.start + first.end.max(given.end);
            found.push((*work, (id, cx.words(said, start..end))));
        }
    }
    let there =
        numbers(cx, "files").find_map(|n| key(cx, &format!("files[{n}].overview.entrustment.has")));
    for (work, places) in grouped(found) {
        let lang = cx.lang;
        let words = words(lang, WORK_KINDS[work].0);
        if let Some(finding) = cx.report_all(&RULE, &places, words)
            && let Some(there) = there
        {
            finding.related(there, contracts(lang));
        }
    }
}

fn has(list: Option<&FxHashSet<usize>>, work: usize) -> bool {
    list.is_none_or(|list| list.contains(&work))
}

/// Where works may be given away; Ⅱ４ lists them, and Ⅲ４ speaks of what is listed there in many words.
fn is_read(id: &str) -> bool {
    let of_file = id.starts_with("files[")
        && (id.contains("].overview.intake.usage") || id.contains("].risks."))
        && !id.contains("].risks.storage.leak.serious_incidents");
    of_file
        || id == "basic.office.content"
        || id == "flow_figure.description"
        || id == "flow_figure.remarks"
        || id.starts_with("other_risks.")
}

/// The words of the kinds of work in comparison form.
static FOLDED_WORKS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let kinds = WORK_KINDS.iter();
    let folded = kinds.map(|(_, words)| words.iter().map(|word| fold(word)).collect());
    folded.collect()
});

/// The kinds of work that the contracts of a file name; none where they are still to come.
fn listed(cx: &Context, n: usize) -> Option<FxHashSet<usize>> {
    let section = format!("files[{n}].overview.entrustment");
    let (answer, _) = choice(cx, &format!("{section}.has"))?;
    let list = format!("{section}.items");
    if answer == "委託する" && !cx.assessment.is_begun(&list) {
        return None;
    }
    let mut found = FxHashSet::default();
    for i in numbers(cx, &list) {
        for item in ["name", "content", "reentrustment_matters", "scope.validity"] {
            if let Some((_, said)) = text(cx, &format!("{list}[{i}].{item}")) {
                let said = fold(&said.text);
                let kinds = FOLDED_WORKS.iter().enumerate();
                let named = kinds.filter(|(_, words)| words.iter().any(|word| said.contains(word)));
                found.extend(named.map(|(kind, _)| kind));
            }
        }
    }
    Some(found)
}

/// The kinds of work that a sentence names.
fn works(sentence: &str) -> Vec<(usize, Range<usize>)> {
    let kinds = WORK_KINDS.iter().enumerate();
    let found = kinds.filter_map(|(kind, (_, words))| {
        let first = words.iter().filter_map(|word| {
            let mut places = sentence.match_indices(word);
            let is_work = |at: usize| {
                let after = &sentence[at + word.len()..];
                AFTER_WORK.iter().any(|next| after.starts_with(next))
            };
            let (at, _) = places.find(|(at, _)| is_work(*at))?;
            Some(at..at + word.len())
        });
        Some((kind, first.min_by_key(|range| range.start)?))
    });
    found.collect()
}

/// What speaks of a firm: most texts and sentences do not.
const FIRMS: [&str; 7] = [
    "業者",
    "委託",
    "受託",
    "会社",
    "外注",
    "企業",
    "アウトソーシング",
];

/// Where a sentence gives something to a company; where contracts are spoken of, to one that is no contractor yet.
fn given(sentence: &str, is_of_contracts: bool) -> Option<Range<usize>> {
    let sieve = Sieve::of(sentence);
    if !sieve.has_one(&FIRMS) || sieve.has_one(PERHAPS_NOT_ENTRUSTED) || sieve.has_one(NOT_BY_FIRM)
    {
        return None;
    }
    let outsourced = OUTSOURCED
        .iter()
        .find_map(|word| sieve.find(word).map(|at| at..at + word.len()));
    outsourced
        .filter(|_| !is_of_contracts)
        .or_else(|| to_firm(sentence, &sieve, is_of_contracts))
}

/// Where a sentence gives something to a firm, or lets it do something.
fn to_firm(sentence: &str, sieve: &Sieve, is_of_contracts: bool) -> Option<Range<usize>> {
    let is_contractor = |firm: &str| firm.starts_with("受託") || firm.starts_with("委託");
    let mut firms = FIRM_ENDS.iter().filter(|firm| sieve.may_have(firm));
    firms.find_map(|firm| {
        if is_of_contracts && (is_contractor(firm) || *firm == "業者") {
            return None;
        }
        let mut places = sentence.match_indices(firm);
        places.find_map(|(at, _)| {
            let end = at + firm.len();
            let after = sentence[end..].trim_start_matches('等');
            let by_it = ["が", "による", "により"]
                .iter()
                .any(|word| after.starts_with(word));
            let does = by_it && is_contractor(firm);
            let is_given = GIVEN_TO.iter().any(|word| after.starts_with(word))
                && GIVEN.iter().any(|word| after.contains(word));
            (does || is_given).then_some(at..end)
        })
    })
}

fn words(lang: Lang, work: &str) -> Words {
    Words::new(say!(
        lang,
        "{work}を業者に任せると書かれているが、Ⅱ４の委託事項に無い",
        "a work (「{work}」) is given to a company, but Ⅱ４ does not list it"
    ))
    .help(say!(
        lang,
        "特定個人情報を渡しているなら、Ⅱ４に委託事項として加えてください。渡していないなら、そのことを書いてください。",
        "List it in Ⅱ４ if it holds personal numbers; else say that it does not."
    ))
}

fn contracts(lang: Lang) -> String {
    say!(lang, "委託事項はこの下", "the entrusted matters are below")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_that_are_given_away() {
        let finds = |text: &str| given(text, false).is_some() && !works(text).is_empty();
        for text in [
            "督促状の印字と封入を専門業者に頼む。",
            "名簿の打込みを外部の会社へ出す。",
            "電話受付は、受託会社が行う。",
            "案内の発送を委託している。",
        ] {
            assert!(finds(text), "{text}");
        }
        for text in [
            "督促状の印字は、職員が行い、業者に渡さない。",
            "入力は、委託していない。",
            "入力した結果を保守業者が確認できないようにする。",
            "名簿を入力する。",
            "入力に誤りがあれば、業者に連絡を頼む。",
        ] {
            assert!(!finds(text), "{text}");
        }
    }
}
