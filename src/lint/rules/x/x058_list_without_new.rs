//! 前の版から加えたシステム、部署、委託先などが、ほかを全部並べた所に無い。
//! A text lists all of some things but the one that was added since the version before.
//!
//! ## 何を確認するか
//! `--base` で指定した版から、システム、使用部署、委託先、委託事項、提供先、移転先を加えたとき、それまでの三つ以上を一つの文に全部並べた所に、加えたものもあること。
//! 前の版のその欄にあったものが一つでも欠けている文、別添３、別紙、Ⅵは見ません。`--base` を指定しなければ何も確認しません。
//!
//! ## なぜ
//! 全部を並べた文は、一つ加えたときに直し漏れやすく、加えたものに対策が及ばないと読まれます。
//!
//! ## 直し方
//! 加えたものにも当てはまるなら、書き加えます。当てはまらないなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! # 前の版
//! 使用部署: 図書課、東分館、西分館
//! # …
//! 保管場所: 図書課、東分館及び西分館の書庫に置く。
//! # 今の版
//! 使用部署: 図書課、東分館、西分館、南分館
//! # …
//! 保管場所: 図書課、東分館及び西分館の書庫に置く。           # 誤: 南分館が無い
//! 保管場所: 図書課、東分館、西分館及び南分館の書庫に置く。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::echoes::{changed_at, former, list_name, own_texts};
use super::grown::{self, Grown};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X058",
    name: "list-without-new",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let Some(former) = former(cx) else { return };
    for grown in grown::all(cx, former) {
        let places = without(cx, &grown);
        report(cx, &grown, &places);
    }
}

/// The sentences that list all that there was, without what was added.
fn without(cx: &Context, grown: &Grown) -> Vec<Place> {
    let mut places = Vec::new();
    for (id, text) in own_texts(cx) {
        if id == grown.id
            || !grown
                .before
                .iter()
                .all(|name| text.str().contains(name.as_str()))
        {
            continue;
        }
        for piece in pieces(text.str(), &['。']) {
            let sentence = &text.str()[piece.clone()];
            let at = grown
                .before
                .iter()
                .map(|name| Some((sentence.find(name.as_str())?, name.len())));
            let Some(at) = at.collect::<Option<Vec<_>>>() else {
                continue;
            };
            if grown
                .added
                .iter()
                .any(|name| sentence.contains(name.as_str()))
            {
                continue;
            }
            let start = at.iter().map(|(at, _)| *at).min().unwrap_or_default();
            let end = at
                .iter()
                .map(|(at, len)| at + len)
                .max()
                .unwrap_or_default();
            let range = piece.start + start..piece.start + end;
            places.push(text.place(cx, range));
        }
    }
    places
}

fn report(cx: &mut Context, grown: &Grown, places: &[Place]) {
    let lang = cx.lang;
    let there = changed_at(cx, grown.change, grown.added.first().map(String::as_str));
    let words = words(
        lang,
        &grown.added.join("」「"),
        &list_name(cx, grown.change),
    );
    if let Some(finding) = cx.report_all(&RULE, places, words) {
        finding.related(there, added(lang));
    }
}

fn words(lang: Lang, new: &str, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に「{new}」が加わったのに、ほかを全部並べたここには無い",
        "「{new}」 was added to {item}, but is not here among all the others"
    ))
    .help(say!(
        lang,
        "「{new}」にも当てはまるなら、書き加えてください。当てはまらないなら、そのままで構いません。",
        "Add it if this is true of it, too."
    ))
}

fn added(lang: Lang) -> String {
    say!(lang, "ここで加わった", "was added here")
}
