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

use super::disposals::{has, sentence};
use super::{choice, key, numbers};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::disposal::DISPOSAL;
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
