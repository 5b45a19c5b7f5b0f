//! 保管場所の見出しにある場所が、消去方法に無い。
//! A place where data are kept has no counterpart in the ways of erasure.
//!
//! ## 何を確認するか
//! Ⅱ６①保管場所を＜…における措置＞の見出しに分けて書いているとき、③消去方法にも同じ見出しがあること。
//! ①が見出しの前に、この団体の保管のしかた（サーバー、紙など）を書いていて、③がほかの所の見出しだけのときも示します。
//! 「当広域連合における措置」と「広域連合における措置」のように、書き方だけが違う見出しは X048 が示します。
//! ③が見出しに分かれていないときと、場所でなく消去するもの（＜紙の申請書＞など）や時（＜機器の更改時＞など）で分かれているときは指摘しません。
//!
//! ## なぜ
//! 消去方法のない保管場所があると、情報がいつまでも残るおそれがあります。システムを加えたときの書き漏れに多い誤りです。
//!
//! ## 直し方
//! ③に同じ見出しを立て、いつ、誰が、どう消去するかを書きます。情報を残さない場所なら、そのことを書きます。
//!
//! ## 例
//! ```yaml
//! 保管場所: |
//!   ＜書庫における措置＞
//!   ＜サーバー室における措置＞   # 誤: 消去方法に無い
//! 消去方法: |
//!   ＜書庫における措置＞
//!   ＜サーバー室における措置＞   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::cell::LazyCell;
use std::ops::Range;

use super::{numbers, text};
use crate::japanese::notation::has_chars;
use crate::lint::rules::facts::headings::{
    are_variants, differs_by_own, headings, is_blank_before_headings, is_ordered_otherwise,
    is_same_place, normal, plain,
};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X013",
    name: "storage-erasure",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.storage");
        let kept = text(cx, &format!("{section}.place"));
        let erased = text(cx, &format!("{section}.erasure"));
        let Some(((field, kept), (_, erased))) = kept.zip(erased) else {
            continue;
        };
        let there: Vec<String> = headings(&erased.text)
            .map(|r| normal(&erased.text[r]))
            .collect();
        let here: Vec<String> = headings(&kept.text)
            .map(|r| normal(&kept.text[r]))
            .collect();
        if there.is_empty() || is_ordered_otherwise(&erased.text, &there, &here) {
            continue;
        }
        let said = LazyCell::new(|| plain(&erased.text));
        let lang = cx.lang;
        if let Some(range) = own_place(&kept.text)
            && is_blank_before_headings(&erased.text)
            && are_all_known(&there, &here)
        {
            let span = cx.words(kept, range);
            cx.report(&RULE, field, span, own_not_erased(lang))
                .related(erased.span, ways_of_erasure(lang));
        }
        for range in headings(&kept.text) {
            let heading = kept.text[range.clone()].trim();
            let own = normal(heading);
            let is_there = |h: &String| is_same_place(h, &own);
            // X048 speaks of one place under two headings.
            let is_other_way = |h: &String| differs_by_own(h, &own) || are_variants(h, &own);
            if own.is_empty()
                || there.iter().any(is_there)
                || said.contains(&own)
                || there.iter().any(is_other_way)
            {
                continue;
            }
            let span = cx.words(kept, range);
            cx.report(&RULE, field, span, not_erased(lang, heading))
                .related(erased.span, ways_of_erasure(lang));
        }
    }
}

/// What is said before the first heading of where the office itself keeps data: 「申込書は書庫に保管する。＜分館における措置＞…」.
fn own_place(text: &str) -> Option<Range<usize>> {
    const KEEPS: [&str; 5] = ["保管", "保存", "設置", "格納", "置く"];
    const POINTS: [&str; 4] = ["次の", "以下の", "下記", "それぞれ"];
    let first = headings(text).next()?.start;
    let open = text[..first].char_indices().next_back()?.0;
    let own = text[..open].trim();
    let is_own = has_chars(own, LEAST)
        && KEEPS.iter().any(|word| own.contains(word))
        && !POINTS.iter().any(|word| own.contains(word));
    let line = own.lines().next()?;
    let start = text.find(line)?;
    is_own.then(|| start..start + line.len())
}

/// From how many characters on what is said before the headings is more than an introduction to them.
const LEAST: usize = 20;

/// Whether all places of the one text are places of the other, so that none of them is the office itself.
fn are_all_known(there: &[String], here: &[String]) -> bool {
    let is_known = |h: &String| here.iter().any(|own| is_same_place(h, own));
    there.iter().all(is_known)
}

fn not_erased(lang: Lang, heading: &str) -> Words {
    Words::new(say!(
        lang,
        "保管場所の「{heading}」が、Ⅱ６③消去方法に無い",
        "「{heading}」 keeps data, but Ⅱ６③ does not say how they are erased there"
    ))
    .help(say!(
        lang,
        "消去方法にも同じ見出しを立て、いつ、誰が、どう消去するかを書いてください。",
        "Say there when, by whom and how data are erased at this place."
    ))
}

fn own_not_erased(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "保管場所の見出しの前に書かれた所の消去が、Ⅱ６③消去方法に無い",
        "What is kept at the places before the headings is erased in no way that Ⅱ６③ names"
    ))
    .help(say!(
        lang,
        "消去方法は、ほかの所の見出しだけに分かれています。この団体のサーバー、紙などをいつ、誰が、どう消去するかも書いてください。",
        "The ways of erasure are only those of other places. Say when, by whom and how the office erases its own data."
    ))
}

fn ways_of_erasure(lang: Lang) -> String {
    say!(lang, "消去方法", "the ways of erasure")
}
