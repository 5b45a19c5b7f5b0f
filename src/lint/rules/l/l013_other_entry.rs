//! 別表の項の番号が、この評価書の事務のものではない。
//! An entry of the table of offices is that of another law.
//!
//! ## 何を確認するか
//! 個人番号の利用の根拠（Ⅰ５）の「別表の68の項」と、情報連携の根拠（Ⅰ６②）の照会の項が、事務の名称や内容に出てくる法律の項であること。
//! 提供先・移転先（Ⅱ５）の根拠の項が、その名称や用途に出てくる法律の項であり、提供先の機関の項であること。
//! 令和6年5月27日より前の番号と同じで、そのころの項がこの事務の法律のものなら注意とします。事務の名称や用途が法律をはっきり言うのに、
//! その法律の項が一つも挙げられていないときも注意とします。行う者からみてこの団体の項でありえないだけのものは参考とします。
//! その項の法律を思わせる語がどこかにあれば見ません。
//!
//! ## なぜ
//! 令和6年5月27日に別表の項の番号が付け替わり、古い番号の多くは、いまは別の法律の項になっています。番号が違うと、根拠のない利用や提供をしているように読めます。
//!
//! ## 直し方
//! 示された項を条文で確かめて、その番号に書き直します。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和8年4月1日
//! # …
//! 事務の名称: 介護保険に関する事務
//! # …
//! 法令上の根拠: 番号法第9条第1項及び別表の68の項    # 誤: 68の項は特別弔慰金の支給
//! 法令上の根拠: 番号法第9条第1項及び別表の100の項   # 正
//! ```
//!
//! ## 根拠
//! 番号法別表、令和6年デジタル庁・総務省令第9号 第2条の表（schemas/law/entries.yaml）

use super::entries::{ENTRIES, Entry, is_in_force};
use super::other_entries::{Cause, EntryMistake, Found, of_text};
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L013",
    name: "entry-of-another-law",
    levels: Levels::always(Severity::Warning),
    basis: &["番号法別表"],
    check,
};

fn check(cx: &mut Context) {
    if !is_in_force(cx) {
        return;
    }
    let texts = cx.facts.laws.texts.iter();
    let found: Vec<Found> = texts.filter_map(|legal| of_text(cx, legal)).collect();
    for Found { table, causes } in found {
        report(cx, table, causes);
    }
}

/// Reports what is wrong with the entries of a text: what was renumbered together, the others one by one.
fn report(cx: &mut Context, table: &str, causes: Vec<(Cause, Place)>) {
    let (mut renumbered, mut others) = (Vec::new(), Vec::new());
    for (Cause { own, kind }, spot) in causes {
        match kind {
            EntryMistake::Renumbered(meant) => renumbered.push(Renumbered { own, meant, spot }),
            EntryMistake::Other(meant) => others.push((own, meant, spot)),
            EntryMistake::Strange => others.push((own, Vec::new(), spot)),
        }
    }
    report_renumbered(cx, table, &renumbered);
    for (own, meant, (field, span)) in others {
        let severity = match meant.is_empty() {
            true => Severity::Info,
            false => Severity::Warning,
        };
        let words = of_another(cx.lang, table, own, &meant);
        cx.report(&RULE, field, span, words)
            .severity(severity)
            .basis(vec![ENTRIES.source.as_str()]);
    }
}

/// An entry that has the number of the table before, and the one that is meant.
struct Renumbered {
    own: &'static Entry,
    meant: &'static Entry,
    spot: Place,
}

fn report_renumbered(cx: &mut Context, table: &str, found: &[Renumbered]) {
    let lang = cx.lang;
    let said = |entry: &Renumbered| (entry.spot, of_now(lang, entry.own));
    let places: Vec<(Place, String)> = found.iter().map(said).collect();
    if let Some(finding) = cx.report_all(&RULE, &places, renumbered(lang, table, found)) {
        finding.basis(vec![ENTRIES.source.as_str()]);
    }
}

fn renumbered(lang: Lang, table: &str, found: &[Renumbered]) -> Words {
    let message = match found {
        [Renumbered { own, .. }] => {
            let (number, law) = (&own.entry, &own.law);
            say!(
                lang,
                "「{table}の{number}の項」は、{law}の事務の項である",
                "Entry {number} of 「{table}」 is one of 「{law}」"
            )
        }
        _ => say!(
            lang,
            "{table}の項が、別の法律の事務の項になっている",
            "Entries of 「{table}」 are those of other laws"
        ),
    };
    let right = found.iter().map(|Renumbered { own, meant, .. }| {
        let (was, now, law) = (&own.entry, &meant.entry, &meant.law);
        say!(
            lang,
            "{law}の{was}の項は、令和6年5月27日から{now}の項です。",
            "Entry {was} for 「{law}」 is {now} from 2024-05-27. "
        )
    });
    let right: String = right.collect();
    Words::new(message).help(say!(
        lang,
        "{right}条文で確かめて書き直してください。",
        "{right}Look it up."
    ))
}

/// Said at each renumbered entry.
fn of_now(lang: Lang, own: &Entry) -> String {
    let law = &own.law;
    say!(lang, "いまは{law}の事務の項", "one of 「{law}」 now")
}

/// An entry of another law or of another body, with those that may be meant.
fn of_another(lang: Lang, table: &str, own: &Entry, meant: &[&Entry]) -> Words {
    let (number, law, who) = (&own.entry, &own.law, &own.who);
    let message = say!(
        lang,
        "「{table}の{number}の項」は、{who}が行う{law}の事務の項である",
        "Entry {number} of 「{table}」 is one of 「{law}」, which is work of 「{who}」"
    );
    if meant.is_empty() {
        return Words::new(message).help(say!(
            lang,
            "この事務の項を条文で確かめてください。",
            "Look the entry of this office up."
        ));
    }
    let comma = say!(lang, "、", ", ");
    let right = meant.iter().take(MEANT);
    let right = right.map(|meant| (meant.law.as_str(), meant.entry.as_str()));
    let right = grouped(right.collect()).into_iter().map(|(law, entries)| {
        let entries = entries.join(&comma);
        say!(lang, "{law}は{entries}の項", "{entries} for 「{law}」")
    });
    let right: Vec<String> = right.collect();
    let right = right.join(&comma);
    Words::new(message).help(say!(
        lang,
        "この事務の項を条文で確かめて書き直してください（{right}）。",
        "Look the entry of this office up ({right})."
    ))
}

/// How many entries are proposed.
const MEANT: usize = 4;
