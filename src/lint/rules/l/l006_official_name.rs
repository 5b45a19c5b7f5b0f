//! 法令、指針、システムなどの正式な名前が、一部違っている。
//! The official name of a law, guideline or system is not quite right.
//!
//! ## 何を確認するか
//! 文中の名前が、法令、ガイドライン、システムなどの正式な名前と一、二字だけ違っていないか。名前の初めと終わりが同じで途中だけが違うものと、長い名前（法令を除く）の終わりの一字だけが違うものを指摘します。
//! 9字以上の名前（法令を除く）では、離れた二か所の一字ずつの違い（照会許可照会リスト）も指摘します。
//! 別の正式な名前、旧名として知られている名前、別添３の変更前は見ません。実測: 公表された評価書1件で、指摘3件（8か所）はどれも正しく、見落としなし。
//!
//! ## なぜ
//! 名前が違うと、どの文書を指しているのかを確かめられません。
//!
//! ## 直し方
//! 正式な名前に書き直します。
//!
//! ## 例
//! ```yaml
//! 具体的な方法: 特定個人情報の適切な取扱いに関するガイドラインに従う。   # 誤
//! 具体的な方法: 特定個人情報の適正な取扱いに関するガイドラインに従う。   # 正
//! ```
//!
//! ## 根拠
//! 各法令の題名、個人情報保護委員会のガイドラインなど（schemas/law/names.yaml）

use std::ops::Range;

use super::data::{Term, data, official_names};
use super::near::wrong_end;
use crate::assessment::field::FieldId;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L006",
    name: "official-name",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|l| !l.former) {
        let slips = legal.terms().filter_map(|(term, range)| match term {
            Term::Slip(n) => {
                let official = &data().names.others[n];
                Some((range, official.name.as_str(), official.source.as_str()))
            }
            Term::Head(n) => {
                let official = official_names(&data().names).nth(n)?;
                let end = wrong_end(&legal.text.text, range.end, &official)?;
                Some((range.start..end, official.name, official.source))
            }
            _ => None,
        });
        let near = legal.near.iter();
        let near = near.map(|miss| (miss.range.clone(), miss.official, miss.source));
        for (range, official, source) in slips.chain(near) {
            if is_reported(cx, legal.field, &range) {
                continue;
            }
            let words = legal.text.text[range.clone()].to_owned();
            found.push(((words, official, source), legal.spot(cx, range)));
        }
    }
    found.sort_by_key(|(_, (_, span))| *span);
    for ((name, official, source), spots) in grouped(found) {
        let name: String = name.split_whitespace().collect();
        let edit = |(_, span): &Place| Edit {
            span: *span,
            text: official.to_owned(),
        };
        let edits = spots.iter().map(edit).collect();
        let words = words(cx.lang, &name, official);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding.basis(vec![source]).fix(Safety::Unsafe, edits);
        }
    }
}

/// Whether W011 reports the slip in a name by itself: 「宛名シスステム」.
fn is_reported(cx: &Context, field: FieldId, range: &Range<usize>) -> bool {
    let mut words = cx.facts.words.iter().filter(|words| words.field == field);
    words.any(|words| words.is_slip(range))
}

fn words(lang: Lang, words: &str, official: &str) -> Words {
    Words::new(say!(
        lang,
        "「{words}」は正式な名前と違う（正式には「{official}」）",
        "「{words}」 is not the official name: 「{official}」"
    ))
    .help(say!(
        lang,
        "「{official}」に書き直してください。",
        "Write 「{official}」."
    ))
}
