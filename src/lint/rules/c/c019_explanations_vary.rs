//! 同じ意味の説明が、別添３の中で幾通りにも書かれている。
//! Explanations of one meaning are worded in more than one way.
//!
//! ## 何を確認するか
//! 「その他の項目の変更」「任意に事前で提出」「重要な変更」「緊急時の事後評価」という決まった説明が、同じ提出時期の行では同じ言い方で
//! 書かれていること。事前の行に、「義務付けられない」と「任意に事前で提出」が混ざるものも見ます。句読点と空白の違い、後に言葉を足したものは問いません。
//! 多い方の言い方を示し、ほかの言い方の行をまとめて一つにします。
//!
//! ## なぜ
//! 言い方が違うと、別の理由で提出時期を決めたように読めます。
//!
//! ## 直し方
//! 一つの言い方にそろえます。本当に理由が違うなら、違いが分かるように書きます。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 変更日: 令和7年4月1日
//!     項目: Ⅰ７①部署
//!     変更後: 図書館
//!     提出時期: 事後
//!     説明: その他の項目の変更であり、事前の提出・変更が義務付けられない
//!   - 変更日: 令和7年4月1日
//!     項目: Ⅰ７②所属長の役職名
//!     変更後: 図書館長
//!     提出時期: 事後
//!     説明: その他の項目の変更であり、事前の提出・変更が義務付けられない
//!   - 変更日: 令和7年4月1日
//!     項目: Ⅴ１①請求先
//!     変更後: 図書館総務係
//!     提出時期: 事後
//!     説明: その他の項目のため、事前の提出・変更が義務付けられない           # 誤
//!     説明: その他の項目の変更であり、事前の提出・変更が義務付けられない   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use rustc_hash::FxHashMap;

use super::{Place, shown, whole};
use crate::compare::changelog::{LogEntry, Timing};
use crate::japanese::passage::Passage;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C019",
    name: "explanations-vary",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// Reasons that are worded alike wherever they are given; others say what was changed.
const FIXED: [&str; 4] = ["その他の項目", "任意の事前提出", "重要な変更", "緊急時"];

/// What was submitted of one's own accord was not obligatory: before the change both mean the same.
const SAME_BEFORE: &str = "その他の項目";

/// How often the usual wording has to occur.
const USUAL: usize = 2;

/// Fewer letters more are but another end of a sentence.
const MORE: usize = 6;

/// A wording: its first words as written, and where it is.
type Wording = (String, Vec<Place>);

fn check(cx: &mut Context) {
    // Each reason, in the order of its first row.
    let mut groups: Vec<(&str, Vec<Wording>)> = Vec::new();
    let mut places: FxHashMap<(&str, Timing), usize> = FxHashMap::default();
    let mut wordings: FxHashMap<(usize, String), usize> = FxHashMap::default();
    for (_, entry) in super::judged(cx) {
        let Some((reason, timing)) = meaning(entry) else {
            continue;
        };
        let Some(said) = entry.explanation else {
            continue;
        };
        let group = *places.entry((reason, timing)).or_insert_with(|| {
            groups.push((reason, Vec::new()));
            groups.len() - 1
        });
        let all = &mut groups[group].1;
        let own = *wordings
            .entry((group, bare(&said.text.text)))
            .or_insert_with(|| {
                all.push((said.text.text.trim().to_owned(), Vec::new()));
                all.len() - 1
            });
        all[own].1.push(whole(said));
    }
    for (_, wordings) in groups {
        report(cx, &wordings);
    }
}

/// The reason of a row that is worded alike everywhere.
fn meaning<'e>(entry: &'e LogEntry) -> Option<(&'e str, Timing)> {
    let reason = entry.reason?.name.as_str();
    let (timing, _) = entry.timing?;
    let known = FIXED.contains(&reason).then_some(reason)?;
    let is_same = timing == Timing::Before && known == SAME_BEFORE;
    Some((
        if is_same {
            "任意の事前提出"
        } else {
            known
        },
        timing,
    ))
}

/// The words that are compared.
fn bare(words: &str) -> String {
    let folded = Passage::of(words).text;
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether words say all that others say, and something more.
fn is_longer(words: &str, others: &str) -> bool {
    let more = words.chars().count().saturating_sub(others.chars().count());
    more >= MORE && words.contains(others)
}

fn report(cx: &mut Context, wordings: &[Wording]) {
    let most = wordings.iter().map(|(_, places)| places.len()).max();
    let Some((usual, there)) = wordings
        .iter()
        .find(|(_, places)| Some(places.len()) == most)
    else {
        return;
    };
    let own = bare(usual);
    let others = wordings.iter().filter(|(said, places)| {
        let said = bare(said);
        places.len() < there.len() && !is_longer(&said, &own) && !is_longer(&own, &said)
    });
    let others: Vec<&Wording> = others.collect();
    let places: Vec<Place> = others
        .iter()
        .flat_map(|(_, places)| places)
        .copied()
        .collect();
    if there.len() < USUAL {
        return;
    }
    let lang = cx.lang;
    let words = words(lang, &shown(usual), there.len());
    let first = there.first().map(|(_, span)| *span);
    if let Some(finding) = cx.report_all(&RULE, &places, words)
        && let Some(first) = first
    {
        finding.related(first, usually(lang));
    }
}

fn words(lang: Lang, usual: &str, rows: usize) -> Words {
    Words::new(say!(
        lang,
        "同じ意味の説明が、ほかの行と違う言い方で書かれている",
        "An explanation is worded otherwise than in other rows"
    ))
    .label(say!(
        lang,
        "ほかの{rows}行は「{usual}」",
        "「{usual}」 in {rows} other rows"
    ))
    .help(say!(
        lang,
        "一つの言い方にそろえてください。理由が違うのなら、違いが分かるように書きます。",
        "Use one wording; where the reason is another one, say so."
    ))
}

/// Said at a row with the usual wording.
fn usually(lang: Lang) -> String {
    say!(lang, "多い方の言い方", "the usual wording")
}
