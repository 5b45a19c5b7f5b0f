//! 同じ質問、又は同じ回答が、二度ある。
//! The same question or the same answer is there twice.
//!
//! ## 何を確認するか
//! 質疑の質問と回答、意見と要望への回答で、一字一句同じもの（全角・半角、空白、改行の違いは問いません）。
//! 偶然同じになる短い文と、「今後の参考とさせていただきます」のような決まった言い方は見ません。
//!
//! ## なぜ
//! 一覧を作るときの貼り違いで、別の質問に同じ回答が付くことがあります。同じ質問が二度あるなら、一つにまとめられます。
//!
//! ## 直し方
//! 回答が質問に合っているかを確かめます。同じでよければ、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 貸出しの記録は、いつ消しますか。
//!         回答: 返却の翌日に、図書館の職員が貸出管理システムから消します。
//!       - 質問: 督促状は、誰が送りますか。
//!         回答: 返却の翌日に、図書館の職員が貸出管理システムから消します。   # 誤: 前の回答と同じ
//!         回答: 図書館の窓口の職員が、返却の期限の七日後に送ります。         # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use rustc_hash::FxHashSet;

use crate::assessment::Assessment;
use crate::assets::lists::review::STOCK_ANSWERS;
use crate::japanese::notation::{fold, has_chars};
use crate::lint::record::{Entry, EntryKind, Said, entries};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K010",
    name: "said-twice",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// From how many characters on a text is not the same by chance.
const LONG: usize = 20;

/// The same of answers to residents, who often get one answer for all.
const LONG_TO_RESIDENTS: usize = 40;

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    let entries = entries(cx.assessment);
    let answers = entries.iter().enumerate().flat_map(|(n, entry)| {
        let answers = entry.answers.iter().map(move |answer| (n, *answer));
        answers.filter_map(|(n, answer)| Some((key(entry, answer)?, (n, answer))))
    });
    let is_question = |(_, entry): &(usize, &Entry)| entry.kind == EntryKind::Question;
    let questions = entries.iter().enumerate().filter(is_question);
    let questions =
        questions.filter_map(|(n, entry)| Some((key(entry, entry.text?)?, (n, entry.text?))));
    let answers = repeated(answers.collect());
    let questions = repeated(questions.collect());
    // Of a question that came twice with its answer, one thing is said.
    let reported: FxHashSet<Vec<usize>> = questions.iter().map(members).collect();
    let answers = answers
        .into_iter()
        .filter(|group| !reported.contains(&members(group)));
    let of_answers = answers.map(|group| (false, group)).collect::<Vec<_>>();
    for (is_question, group) in questions
        .into_iter()
        .map(|group| (true, group))
        .chain(of_answers)
    {
        let record = cx.assessment;
        let places: Vec<_> = group
            .iter()
            .map(|(_, said)| (said.field, said.place(record)))
            .collect();
        let words = words(cx.lang, is_question, &names(record, &entries, &group));
        cx.report_all(&RULE, &places, words);
    }
}

/// A text in comparison form, where it is long enough to be compared.
fn key(entry: &Entry, said: Said) -> Option<String> {
    let least = if entry.kind == EntryKind::Comment {
        LONG_TO_RESIDENTS
    } else {
        LONG
    };
    let folded = fold(said.str());
    let is_stock = STOCK_ANSWERS.iter().any(|words| folded.contains(words));
    (has_chars(&folded, least) && !is_stock).then_some(folded)
}

/// Texts that come more than once, with the numbers of their entries.
type Group<'a> = Vec<(usize, Said<'a>)>;

fn repeated<'a>(all: Vec<(String, (usize, Said<'a>))>) -> Vec<Group<'a>> {
    let groups = grouped(all).into_iter().map(|(_, group)| group);
    groups.filter(|group| group.len() > 1).collect()
}

fn members(group: &Group) -> Vec<usize> {
    group.iter().map(|(n, _)| *n).collect()
}

/// The entries of a group after the first.
fn names(record: &Assessment, entries: &[Entry], group: &Group) -> String {
    let name = |(n, _): &(usize, Said)| super::entry_name(record, &entries[*n]);
    group.iter().map(name).collect::<Vec<_>>().join("、")
}

fn words(lang: Lang, is_question: bool, names: &str) -> Words {
    let message = match is_question {
        true => say!(
            lang,
            "同じ質問が二度以上ある",
            "The same question is there more than once"
        ),
        false => say!(
            lang,
            "同じ回答が二度以上ある",
            "The same answer is there more than once"
        ),
    };
    Words::new(message).label(names.to_owned()).help(say!(
        lang,
        "貼り違いでないかを確かめてください。同じでよければ、そのままで構いません。",
        "See that it was not pasted by mistake; if it was not, leave it."
    ))
}
