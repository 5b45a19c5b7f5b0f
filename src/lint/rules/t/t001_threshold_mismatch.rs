//! しきい値判断の結果が、対象人数の区分と合わない。
//! The result of the threshold decision does not fit the number of people.
//!
//! ## 何を確認するか
//! Ⅵ１②しきい値判断結果が、Ⅰ１③対象人数の区分であり得る結果かどうか。
//! 取扱者数と重大事故の有無は様式に欄がないので、10万人以上30万人未満では全項目評価と重点項目評価のどちらも認めます。
//! 「判断の前提」（印刷されません）に取扱者数と重大事故の有無が書かれていれば、それに応じて一つに絞ります。
//!
//! 「判断の前提」がなくても、Ⅱ３⑦の使用者数とⅡ４③の取扱者数の区分の上限を合わせて500人に届かず、どのファイルのⅢ７リスク１⑨も「発生なし」なら、
//! 取扱者が500人未満で事故がないものとして見て、注意とします。
//!
//! ## なぜ
//! 評価の種類は、しきい値判断の結果で決まります。対象人数と合わない結果を公表すると、どちらの記載が正しいのか住民にも委員会にも分かりません。
//!
//! ## 直し方
//! 計数した時点の対象人数を確かめ、どちらか一方を直します。対象人数の区分が変わったときは、評価の再実施が要ることがあります。
//!
//! ## 例
//! ```yaml
//! 対象人数: 30万人以上
//! # …
//! しきい値判断結果: 基礎項目評価及び重点項目評価の実施が義務付けられる（任意に全項目評価を実施）   # 誤
//! しきい値判断結果: 基礎項目評価及び全項目評価の実施が義務付けられる                               # 正
//! # …
//! 判断の前提:
//!   取扱者数: 500人以上        # 又は 500人未満
//!   重大事故の有無: 発生なし   # 又は 発生あり（過去1年以内、特定個人情報）
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の2

use super::{Band, choice};
use crate::assets::threshold::TABLE;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T001",
    name: "threshold-mismatch",
    levels: Levels::always(Severity::Error),
    basis: &["特定個人情報保護評価指針 第5の2"],
    check,
};

/// A fact that the decision rests on: what it is, as written, and where.
struct Fact<'a> {
    name: &'static str,
    words: &'a str,
    span: Span,
}

impl<'a> Fact<'a> {
    fn of(cx: &Context<'a>, id: &str, name: &'static str) -> Option<Self> {
        let (_, words, span) = choice(cx, id)?;
        Some(Fact { name, words, span })
    }
}

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let result = "procedure.baseline.threshold";
    let (Some(people), Some((option, _, span)), Some(field)) = (
        Fact::of(cx, "basic.office.people_count", "対象人数"),
        choice(cx, result),
        cx.assessment.find(result),
    ) else {
        return;
    };
    let Some(row) = TABLE.row(people.words) else {
        return;
    };
    let handlers = Fact::of(cx, "premises.handlers", "取扱者数");
    let incidents = Fact::of(cx, "premises.incidents", "重大事故の有無");
    let (handlers_known, incidents_known) = (handlers.is_some(), incidents.is_some());
    let handlers = handlers.or_else(|| few_handlers(cx));
    let incidents = incidents.or_else(|| no_incident(cx));
    let handlers_said = handlers.as_ref().map(|fact| fact.words);
    let incidents_said = incidents.as_ref().map(|fact| fact.words);
    let narrowed = row.narrowed(handlers_said, incidents_said);
    let (possible, says) = match narrowed {
        Some(narrowed) => (&narrowed.possible, &narrowed.says),
        None => (&row.possible, &row.says),
    };
    if possible.contains(&(option + 1)) {
        return;
    }
    let handlers = handlers.filter(|_| narrowed.is_some_and(|n| n.handlers.is_some()));
    let incidents = incidents.filter(|_| narrowed.is_some_and(|n| n.incidents.is_some()));
    // What only the bands of other items prove somebody should look at.
    let is_inferred =
        (handlers.is_some() && !handlers_known) || (incidents.is_some() && !incidents_known);
    let severity = match is_inferred {
        true => Severity::Warning,
        false => RULE.levels.highest(),
    };
    let facts: Vec<Fact> = std::iter::once(people)
        .chain(handlers)
        .chain(incidents)
        .collect();
    let finding = cx
        .report(&RULE, field, span, words(lang, &facts, says))
        .severity(severity);
    facts.iter().fold(finding, |finding, fact| {
        finding.related(fact.span, is_so(lang, fact))
    });
}

/// From this many handlers on, a fuller kind of assessment is due.
const MANY: u64 = 500;

/// That there are fewer handlers than matter, where the upper ends of all bands of users and of contractors' staff prove it.
fn few_handlers<'a>(cx: &Context<'a>) -> Option<Fact<'a>> {
    let mut most = 0;
    let mut first = None;
    for n in 1..=cx.assessment.entries("files") {
        let section = format!("files[{n}].overview");
        let users = std::iter::once(format!("{section}.intake.user.people"));
        let list = format!("{section}.entrustment.items");
        let contracts = 1..=cx.assessment.entries(&list);
        let contracts = contracts.map(|i| format!("{list}[{i}].handlers"));
        for id in users.chain(contracts) {
            let (_, words, span) = choice(cx, &id)?;
            most += Band::read(words)?
                .below
                .checked_sub(1)
                .filter(|below| *below < MANY)?;
            first = first.or(Some(span));
        }
    }
    let span = first.filter(|_| most < MANY)?;
    Some(Fact {
        name: "取扱者数",
        words: "500人未満",
        span,
    })
}

/// That there was no serious incident, where every file says so of three years.
fn no_incident<'a>(cx: &Context<'a>) -> Option<Fact<'a>> {
    let files = 1..=cx.assessment.entries("files");
    let answers = files.map(|n| {
        let id = format!("files[{n}].risks.storage.leak.serious_incidents");
        Fact::of(cx, &id, "重大事故の有無").filter(|fact| fact.words == "発生なし")
    });
    let answers: Option<Vec<Fact>> = answers.collect();
    answers?.into_iter().next()
}

fn words(lang: Lang, facts: &[Fact], says: &str) -> Words {
    let (is, and) = match lang {
        Lang::Ja => ("が", "、"),
        Lang::En => (" ", ", "),
    };
    let facts: Vec<String> = facts
        .iter()
        .map(|Fact { name, words, .. }| format!("{name}{is}{words}"))
        .collect();
    let facts = facts.join(and);
    Words::new(say!(
        lang,
        "{facts}では、このしきい値判断結果にならない",
        "With {facts} the threshold decision can't be this"
    ))
    .label(say!(lang, "この結果", "this result"))
    .help(say!(
        lang,
        "{says}です。どちらが正しいかを確かめ、もう一方を直してください。",
        "{says}. See which of the two is right and change the other."
    ))
}

fn is_so(lang: Lang, Fact { name, words, .. }: &Fact) -> String {
    say!(lang, "{name}は{words}", "{name} is {words}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_covers_every_option_of_the_form() {
        let table: crate::assets::threshold::Table =
            crate::assets::data::read("law/threshold").expect("the table can be read");
        let form = crate::assessment::newest_form().expect("the form can be read");
        let options = |id: &str| {
            let item = form.find(id).expect("an item of the form");
            &form.items[item].options
        };
        for option in options("basic.office.people_count") {
            assert!(table.rows.iter().any(|row| row.people == option.text));
        }
        let results = options("procedure.baseline.threshold").len();
        let named = table.rows.iter().flat_map(|row| &row.possible);
        assert!(named.into_iter().all(|n| (1..=results).contains(n)));
        for narrowed in table.rows.iter().flat_map(|row| &row.narrowed) {
            assert!(narrowed.possible.iter().all(|n| (1..=results).contains(n)));
            for (id, words) in [
                ("premises.handlers", &narrowed.handlers),
                ("premises.incidents", &narrowed.incidents),
            ] {
                let known = |words: &String| options(id).iter().any(|o| o.text == *words);
                assert!(words.as_ref().is_none_or(known), "{id}");
            }
        }
    }
}
