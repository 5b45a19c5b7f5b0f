//! 「修正した」とあるのに、評価書がそうなっていない。
//! An answer says that the assessment was corrected, and the assessment does not say so.
//!
//! ## 何を確認するか
//! 対応が「修正した」の回答で、「　」で引いて追記・修正したと述べた語が、「項目」に挙げた欄（挙げていなければ評価書の全体）に
//! あること。削除したと述べた語は、残っていないこと。「「甲」を「乙」に修正」では乙だけを、「「甲」の欄に「乙」を追記」でも乙だけを見ます。
//! 全角・半角、空白、改行の違いは問いません。
//! `--base` に git の版を指定すると、その版の後に「修正した」とした回答について、挙げた項目のどれかが変わったことも確かめます。
//! 評価書は、点検記録の「評価書」の番号かファイルから探します。見つからなければ何も確認しません。
//!
//! ## なぜ
//! 修正したと答えた事項が評価書に入っていなければ、審議会と住民に事実と違う報告をしたことになります。
//!
//! ## 直し方
//! 評価書を直すか、回答の引用を評価書の字に合わせます。まだなら、対応を「修正する」にします。
//!
//! ## 例
//! ```yaml
//! # 評価書のⅡ６①は「入退室の記録を3年間保存する。」
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 保存の期間はこれでよいですか。
//!         回答: 「5年間保存する」に修正しました。   # 誤: 評価書は3年間
//!         対応: 修正した
//!         項目: [Ⅱ６①]
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3（得られた意見を十分考慮した上で評価書に必要な見直しを行う）

use super::{Pair, Side, entry_name};
use crate::assessment::Assessment;
use crate::assessment::field::{FieldId, is_within};
use crate::compare::changelog::base::{Base, Former, PROCEDURE, last_day};
use crate::form::{ASSESSMENT, RECORD};
use crate::japanese::notation::fold;
use crate::lint::companions::Opened;
use crate::lint::record::mended::{self, Claim, Shelved, Unproved};
use crate::lint::record::{Action, Entry, EntryKind, Said, entries};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::source::outward;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K003",
    name: "not-mended",
    levels: Levels::always(Severity::Error),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    if super::is_record(cx) {
        let all: Vec<&Opened> = cx.companions(ASSESSMENT).collect();
        // Where a record is about one assessment that is checked, it is reported there.
        let is_reported_there = all.len() == 1 && all[0].is_checked;
        if is_reported_there || all.is_empty() {
            return;
        }
        let shown = all
            .iter()
            .map(|opened| (&opened.assessment, opened.compared()));
        let before = match &cx.inputs.base {
            Some(Base::Former(former)) => Some(&**former),
            _ => None,
        };
        let papers: Vec<_> = shown.collect();
        look(cx, cx.assessment, before, &papers, true);
        return;
    }
    let records: Vec<&Opened> = cx.companions(RECORD).collect();
    for record in records {
        if record.assessment.entries("assessments") > 1 {
            continue;
        }
        let former = cx.coverage().map(|(former, _)| former);
        let papers = [(cx.assessment, former)];
        look(cx, &record.assessment, record.compared(), &papers, false);
    }
}

/// Proves what a record says of assessments. `before` is what differs from the version of the record at the revision that
/// the run compares with; beside each assessment stands the same of it.
fn look<'a>(
    cx: &mut Context<'a>,
    record: &'a Assessment<'a>,
    before: Option<&Former>,
    papers: &[(&'a Assessment<'a>, Option<&Former>)],
    in_record: bool,
) {
    let only: Vec<&Assessment> = papers.iter().map(|(paper, _)| *paper).collect();
    let mut shelf = mended::shelf(&only);
    let mut missed: Vec<Vec<Missed>> = Vec::new();
    for entry in entries(record) {
        let Some((Action::Corrected, action)) = entry.action else {
            continue;
        };
        let unproved = mended::unproved(&entry, &mut shelf);
        let (paper, named) = at_hand(&shelf, papers, &entry);
        let pair = Pair {
            record,
            paper,
            in_record,
        };
        let there = || {
            let whole = || paper.find("cover.title").unwrap_or(FieldId::from(0));
            let field = named.unwrap_or_else(whole);
            let place = &paper.fields[field];
            let span = place.head();
            (field, span)
        };
        let name = entry_name(record, &entry);
        for Unproved { answer, claim } in &unproved {
            let (field, at) = there();
            let one = Missed {
                name: name.clone(),
                answer: *answer,
                claim: claim.clone(),
                folded: fold(&answer.str()[claim.range.clone()]),
                is_named: named.is_some(),
                place: (field, at),
                pair,
            };
            // Several answers of one correction that is not there are one fault.
            match missed.iter_mut().find(|group| group[0].is_same(&one)) {
                Some(group) => group.push(one),
                None => missed.push(vec![one]),
            }
        }
        if unproved.is_empty() && named.is_some() && is_idle(&shelf, papers, &entry, before) {
            let (field, at) = there();
            let says = unchanged_since(cx.lang);
            let sides = (
                Side::at(action, record, says.clone()),
                Side::of(field, at, says),
            );
            pair.report(cx, &RULE, unchanged(cx.lang, &name), sides);
        }
    }
    for group in &missed {
        report(cx, group);
    }
}

/// Words of an answer that the assessment does not have.
struct Missed<'a> {
    /// The entry, as a message names it.
    name: String,
    answer: Said<'a>,
    claim: Claim,
    /// The words in comparison form.
    folded: String,
    /// Whether the entry names an item that is there.
    is_named: bool,
    /// That item.
    place: Place,
    pair: Pair<'a>,
}

impl Missed<'_> {
    /// Whether another answer claims the same of the same item.
    fn is_same(&self, other: &Missed) -> bool {
        let (one, two) = (&self.folded, &other.folded);
        self.place == other.place
            && self.claim.is_gone == other.claim.is_gone
            && (one.contains(two.as_str()) || two.contains(one.as_str()))
    }

    fn words(&self) -> String {
        outward::first_line(&self.answer.str()[self.claim.range.clone()], 40)
    }

    /// The place of the answer in the record.
    fn spot(&self) -> Place {
        let source = self.pair.record.source;
        let span = self.answer.text.place(source, self.claim.range.clone());
        (self.answer.field, span)
    }
}

fn report<'a>(cx: &mut Context<'a>, group: &[Missed<'a>]) {
    let Some((first, others)) = group.split_first() else {
        return;
    };
    let lang = cx.lang;
    let (field, at) = first.place;
    let pair = first.pair;
    let item = pair.paper.name(&pair.paper.fields[field]);
    let item = Some(item.as_str()).filter(|_| first.is_named);
    let words = first.words();
    let says = not_there(lang, first.claim.is_gone);
    let said = answered(lang, &first.name, &words);
    let found = unfounded(lang, &words, item, first.claim.is_gone);
    if pair.in_record {
        let places = group.iter().map(|other| (other.spot(), says.clone()));
        let places: Vec<(Place, String)> = places.collect();
        if let Some(finding) = cx.report_all(&RULE, &places, found) {
            finding.elsewhere(pair.paper, field, at, said);
        }
        return;
    }
    let (there, answer) = first.spot();
    let sides = (Side::of(there, answer, says), Side::of(field, at, said));
    let finding = pair.report(cx, &RULE, found, sides);
    others.iter().fold(finding, |finding, other| {
        let (there, answer) = other.spot();
        let said = answered(lang, &other.name, &other.words());
        finding.elsewhere(pair.record, there, answer, said)
    });
}

/// The assessment in which the items of an entry are, and the first of them.
fn at_hand<'a>(
    shelf: &[Shelved],
    papers: &[(&'a Assessment<'a>, Option<&Former>)],
    entry: &Entry,
) -> (&'a Assessment<'a>, Option<FieldId>) {
    let named = shelf.iter().zip(papers);
    let mut named = named.filter_map(|(shelved, (paper, _))| {
        Some((*paper, Some(*shelved.of_entry(entry).first()?)))
    });
    named.next().unwrap_or((papers[0].0, None))
}

/// Whether an entry became 修正した since a version, and none of the items that it names changed.
fn is_idle(
    shelf: &[Shelved],
    papers: &[(&Assessment, Option<&Former>)],
    entry: &Entry,
    before: Option<&Former>,
) -> bool {
    // Of a record that said so before, the correction was made before.
    let is_new = |record: &Former| {
        let mut changes = record.diff.changes.iter();
        changes.any(|change| {
            let id = change.id();
            is_within(id, &entry.id) || is_within(&entry.id, id)
        })
    };
    if before.is_some_and(|record| !is_new(record)) {
        return false;
    }
    let mut compared = false;
    for (shelved, (paper, former)) in shelf.iter().zip(papers) {
        let Some(former) = former.filter(|former| !is_later(former, paper, entry.kind)) else {
            continue;
        };
        let named = shelved.of_entry(entry);
        compared |= !named.is_empty();
        let ids: Vec<&str> = named
            .iter()
            .map(|field| paper.fields[*field].id.as_str())
            .collect();
        let touches = |id: &str| {
            ids.iter()
                .any(|own| is_within(id, own) || is_within(own, id))
        };
        let mut changes = former.diff.changes.iter();
        if changes.any(|change| {
            let places = [&change.old, &change.new].into_iter().flatten();
            { places }.any(|place| touches(&place.id))
        }) {
            return false;
        }
    }
    compared
}

/// Whether a version was made after what an entry stands in: then what was corrected because of it was corrected before.
fn is_later(former: &Former, paper: &Assessment, kind: EntryKind) -> bool {
    let step = usize::from(kind != EntryKind::Comment);
    former.procedure[step].is_some() && former.procedure[step] == last_day(paper, PROCEDURE[step])
}

/// The words of an answer do not stand in the assessment.
fn unfounded(lang: Lang, words: &str, item: Option<&str>, is_gone: bool) -> Words {
    let message = match (item, is_gone) {
        (Some(item), false) => say!(
            lang,
            "「修正した」とあるのに、{item} に「{words}」がない",
            "「修正した」, and {item} does not say 「{words}」"
        ),
        (None, false) => say!(
            lang,
            "「修正した」とあるのに、評価書に「{words}」がない",
            "「修正した」, and the assessment does not say 「{words}」"
        ),
        (Some(item), true) => say!(
            lang,
            "削除したとあるのに、{item} に「{words}」が残っている",
            "The answer says that 「{words}」 was removed, and {item} still says it"
        ),
        (None, true) => say!(
            lang,
            "削除したとあるのに、評価書に「{words}」が残っている",
            "The answer says that 「{words}」 was removed, and the assessment still says it"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "評価書を直すか、回答の引用を評価書の字に合わせてください。まだ直していないときは、対応を「修正する」にします。",
        "Correct the assessment, or quote it as it is; what is still to be corrected is 「修正する」."
    ))
}

/// Said at the words of the answer.
fn not_there(lang: Lang, is_gone: bool) -> String {
    match is_gone {
        true => say!(lang, "評価書に残っている", "still in the assessment"),
        false => say!(lang, "評価書にない", "not in the assessment"),
    }
}

/// Said at the item.
fn answered(lang: Lang, entry: &str, words: &str) -> String {
    say!(
        lang,
        "{entry} の回答は「{words}」",
        "the answer to {entry}: 「{words}」"
    )
}

/// None of the items changed.
fn unchanged(lang: Lang, entry: &str) -> Words {
    Words::new(say!(
        lang,
        "{entry} は「修正した」とあるのに、挙げた項目は前の版から変わっていない",
        "{entry} is 「修正した」, and none of its items changed since the version before"
    ))
    .help(say!(
        lang,
        "評価書を直したか、項目の番地が正しいかを確かめてください。まだ直していないときは、対応を「修正する」にします。",
        "See whether the assessment was corrected and the addresses are right; what is still to be corrected is 「修正する」."
    ))
}

fn unchanged_since(lang: Lang) -> String {
    say!(lang, "前の版と同じ", "as in the version before")
}
