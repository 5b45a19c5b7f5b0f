//! 公表日が空欄の評価書の手続の後に、法令や名前が変わっている。
//! Law changed since the procedure of an assessment that names no day of publication.
//!
//! ## 何を確認するか
//! 公表日が空欄の評価書は、法令（L001～L005、L010、L011）を、手続と別添３の最も新しい日付で点検します。
//! その日の後に変わった条や号、別表、廃止された法令、改められた名前、交付の終わった証を、参考として一つにまとめて示します。
//! 公表日があるか、`--as-of` を付けたときは、この規則ではなく、それぞれの規則が一つずつ示します。
//!
//! ## なぜ
//! 前に公表した評価書を点検しているなら、後の改正は誤りではありません。今から公表するなら、書き直すことになります。
//!
//! ## 直し方
//! これから公表するなら、公表日（予定の日でもよい）を書くか `--as-of` を付けて点検し、示されたとおりに直します。
//!
//! ## 例
//! ```yaml
//! # 令和8年4月1日に点検
//! 公表日:
//! # …
//! 法令上の根拠: 番号法第9条第1項　別表第一の10の項   # 誤: 令和6年5月27日から「別表」
//! 法令上の根拠: 番号法第9条第1項　別表の14の項       # 正
//! # …
//! 第三者点検:
//!   実施日: 令和4年8月3日
//! ```
//!
//! ## 根拠
//! 引用した法令の改正（それぞれの規則の根拠）

use std::ops::Range;

use jiff::civil::Date as Day;

use super::data::data;
use super::ended::{ended_proof, former_name, repealed};
use super::{Legal, moved, written};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L012",
    name: "law-since",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let (Some(then), Some(now)) = (cx.law_day(), cx.as_of()) else {
        return;
    };
    if now <= then {
        return;
    }
    let lang = cx.lang;
    let mut found: Vec<(Place, String)> = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|legal| !legal.in_row) {
        let own = since(cx, legal, (then, now)).into_iter();
        let said =
            own.map(|(range, from, right)| (legal.spot(cx, range), changed(lang, from, &right)));
        found.extend(said);
    }
    cx.report_all(&RULE, &found, words(lang, then));
}

/// What a text says that was right on one day and is no more on another: where, since when, and what is right now.
fn since(cx: &Context, legal: &Legal, (then, now): (Day, Day)) -> Vec<(Range<usize>, Day, String)> {
    let data = data();
    let mut found: Vec<_> = moved::since(cx, legal, (then, now)).collect();
    let of_laws = repealed(legal, now).into_iter();
    found.extend(of_laws.map(|(n, range)| {
        let repealed = &data.repealed[n];
        (range, repealed.from, repealed.now.clone())
    }));
    for (term, range) in legal.terms() {
        if let Some(n) = former_name(legal, term, &range, now) {
            let renamed = &data.renamed[n];
            let since = renamed.from.map(|from| (range, from, renamed.now.clone()));
            found.extend(since);
        } else if let Some(n) = ended_proof(cx, legal, term, &range, now) {
            let proof = &data.proofs[n];
            found.push((range, proof.ended, proof.now.clone()));
        }
    }
    found.retain(|(_, from, _)| *from > then);
    found.sort_by_key(|(range, ..)| range.start);
    found
}

fn words(lang: Lang, then: Day) -> Words {
    let day = written(then);
    Words::new(say!(
        lang,
        "公表日が空欄なので、法令は{day}で点検した。その後に変わったものがある",
        "There is no 公表日, so law was read as of {day}; some of it has changed since"
    ))
    .help(say!(
        lang,
        "{day}は、手続と変更の最も新しい日付です。これから公表するなら、公表日を書くか `--as-of` を付けると、一つずつ示します。前に公表したものなら、このままで構いません。",
        "{day} is the newest day of the procedure and of the changes. With a 公表日 or `--as-of` each is reported by itself."
    ))
}

/// Said at each place.
fn changed(lang: Lang, from: Day, right: &str) -> String {
    let from = written(from);
    say!(lang, "{from}から「{right}」", "「{right}」 from {from}")
}
