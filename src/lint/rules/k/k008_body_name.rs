//! 点検機関の名が、書類によって違う。
//! The name of the reviewing body differs.
//!
//! ## 何を確認するか
//! 「機関」の名称が、第三者点検の点検実施機関、答申の発信者、会議の名称（似て少し違うもの）、評価書のⅥ３②と同じであること。
//! 前に付く自治体の名は省いても構いません。「部会」を書いたのに、点検実施機関やⅥ３②に部会の名がなければ、参考として示します。
//!
//! ## なぜ
//! 条例で定めた名と違えば、どの機関が点検したのか分かりません。部会が点検したときは、そのことも点検の方法です。
//!
//! ## 直し方
//! 条例や要綱の名に合わせます。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 機関:
//!   名称: 架空市情報公開審査会
//! 第三者点検:
//!   - 点検実施機関: 架空市情報公開審議会   # 誤
//!   - 点検実施機関: 架空市情報公開審査会   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3、全項目評価書の様式 Ⅵ３②

use super::{Side, pairs};
use crate::assessment::Assessment;
use crate::assets::lists::review::ORGANS;
use crate::japanese::notation::{fold, similarity};
use crate::lint::record::{Said, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K008",
    name: "body-name",
    levels: Levels::always(Severity::Warning),
    basis: &["特定個人情報保護評価指針 第5の3", "全項目評価書の様式 Ⅵ３②"],
    check,
};

/// What is wrong with a name.
enum Fault {
    /// It is another one.
    Other,
    /// It leaves out 部会.
    NoSubcommittee,
}

/// The body of a record, in comparison form.
struct Body<'a> {
    said: Said<'a>,
    /// Its name, without the name of the municipality.
    name: String,
    subcommittee: Option<(Said<'a>, String)>,
}

impl<'a> Body<'a> {
    fn of(record: &Assessment<'a>) -> Option<Self> {
        let name = said(record, "body.name")?;
        let subcommittee = said(record, "body.subcommittee");
        Some(Body {
            said: name,
            name: bare(name.str()),
            subcommittee: subcommittee.map(|said| (said, fold(said.str()))),
        })
    }

    /// What is wrong with a text that is to name it.
    fn fault(&self, text: &str) -> Option<Fault> {
        let folded = fold(text);
        if !folded.contains(&self.name) {
            // A meeting of 部会 may be called by that alone.
            let is_part = self
                .subcommittee
                .as_ref()
                .is_some_and(|(_, name)| folded.contains(name));
            return (!is_part).then_some(Fault::Other);
        }
        let is_left_out = self
            .subcommittee
            .as_ref()
            .is_some_and(|(_, name)| !folded.contains(name));
        is_left_out.then_some(Fault::NoSubcommittee)
    }

    /// The name that a fault leaves out, and how much that matters.
    fn wanted(&self, fault: &Fault) -> (Said<'a>, Severity) {
        match (fault, &self.subcommittee) {
            (Fault::NoSubcommittee, Some((own, _))) => (*own, Severity::Info),
            _ => (self.said, Severity::Warning),
        }
    }
}

/// A name without the municipality before it, in comparison form.
fn bare(name: &str) -> String {
    let folded = fold(name);
    let ends = folded
        .char_indices()
        .filter(|(_, c)| ['区', '市', '町', '村', '都', '道', '府', '県'].contains(c));
    let ends = ends.map(|(at, c)| at + c.len_utf8()).take(2);
    // 「架空市審議会」 and 「架空県架空市審議会」; what is left has to be a name.
    let rest = ends
        .map(|at| &folded[at..])
        .filter(|rest| rest.chars().count() > 4);
    rest.last().unwrap_or(&folded).to_owned()
}

fn check(cx: &mut Context) {
    if super::is_record(cx)
        && let Some(body) = Body::of(cx.assessment)
    {
        within(cx, &body);
    }
    for pair in pairs(cx) {
        let (Some(body), Some(printed)) = (
            Body::of(pair.record),
            said(pair.paper, "procedure.third_party.method"),
        ) else {
            continue;
        };
        let Some(fault) = body.fault(printed.str()) else {
            continue;
        };
        // Where the record contradicts itself, that is said there.
        let is_said = match fault {
            Fault::Other => !others(pair.record, &body).is_empty(),
            Fault::NoSubcommittee => {
                let named = names(pair.record, "reviews", "body").into_iter();
                let mut faults = named.filter_map(|said| body.fault(said.str()));
                faults.any(|fault| matches!(fault, Fault::NoSubcommittee))
            }
        };
        if is_said {
            continue;
        }
        let (own, severity) = body.wanted(&fault);
        let words = words(cx.lang, &fault, own.str(), "Ⅵ３②");
        let sides = (
            Side::at(own, pair.record, recorded(cx.lang, own.str())),
            Side::at(printed, pair.paper, not_there(cx.lang, own.str())),
        );
        pair.report(cx, &RULE, words, sides).severity(severity);
    }
}

/// The names in the record itself.
fn within<'a>(cx: &mut Context<'a>, body: &Body<'a>) {
    let record = cx.assessment;
    let others = others(record, body);
    if !others.is_empty() {
        let places: Vec<_> = others
            .iter()
            .map(|said| (said.field, said.place(record)))
            .collect();
        let words = other_names(cx.lang, body.said.str());
        let there = recorded(cx.lang, body.said.str());
        let place = body.said.place(record);
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.related(place, there);
        }
    }
    for named in names(record, "reviews", "body") {
        if let Some(fault @ Fault::NoSubcommittee) = body.fault(named.str()) {
            let (own, severity) = body.wanted(&fault);
            let words = words(cx.lang, &fault, own.str(), &cx.name(named.field));
            let there = recorded(cx.lang, own.str());
            cx.report(&RULE, named.field, named.place(record), words)
                .related(own.place(record), there)
                .severity(severity);
        }
    }
}

fn names<'a>(record: &Assessment<'a>, list: &str, item: &str) -> Vec<Said<'a>> {
    let all = 1..=record.entries(list);
    all.filter_map(|n| said(record, &format!("{list}[{n}].{item}")))
        .collect()
}

/// The names in a record that are not that of its body.
fn others<'a>(record: &Assessment<'a>, body: &Body<'a>) -> Vec<Said<'a>> {
    let is_other = |said: &Said| matches!(body.fault(said.str()), Some(Fault::Other));
    let named = names(record, "reviews", "body").into_iter();
    let named = named.chain(names(record, "reports", "from.body"));
    let mut found: Vec<Said> = named.filter(is_other).collect();
    // 「令和4年度第1回　架空市審査会」
    found.extend(
        names(record, "meetings", "name")
            .into_iter()
            .filter(|named| {
                let words = named
                    .str()
                    .split([' ', '\u{3000}', '回'])
                    .next_back()
                    .unwrap_or_default();
                let words = bare(words.trim_end_matches(['）', ')']));
                let is_organ = ORGANS.iter().any(|organ| words.ends_with(organ));
                let is_part = body
                    .subcommittee
                    .as_ref()
                    .is_some_and(|(_, name)| name.contains(&words) || words.contains(name));
                let is_near = !words.contains(&body.name)
                    && !body.name.contains(&words)
                    && similarity(&words, &body.name) > 0.6;
                is_organ && is_near && !is_part
            }),
    );
    found.sort_by_key(|said| said.text.span);
    found
}

/// Names in the record that are not that of its body.
fn other_names(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "点検機関の名が、「{name}」でない",
        "The body is not named 「{name}」"
    ))
    .help(help(lang))
}

fn words(lang: Lang, fault: &Fault, name: &str, place: &str) -> Words {
    let message = match fault {
        Fault::Other => say!(
            lang,
            "{place} の機関の名が、「{name}」でない",
            "{place} does not name 「{name}」"
        ),
        Fault::NoSubcommittee => say!(
            lang,
            "{place} に、部会の名「{name}」がない",
            "{place} does not name the subcommittee, 「{name}」"
        ),
    };
    Words::new(message).help(help(lang))
}

fn help(lang: Lang) -> String {
    say!(
        lang,
        "条例や要綱で定めた名を確かめて、同じ字にそろえてください。",
        "Look the name up in the ordinance, and write it the same everywhere."
    )
}

/// Said at the name of the record.
fn recorded(lang: Lang, name: &str) -> String {
    say!(lang, "「機関」では「{name}」", "「{name}」 in 機関")
}

/// Said at Ⅵ３②.
fn not_there(lang: Lang, name: &str) -> String {
    say!(lang, "「{name}」がない", "no 「{name}」 here")
}
