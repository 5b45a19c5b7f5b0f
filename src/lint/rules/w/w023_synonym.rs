//! 一つのものが、二つ以上の名で呼ばれている（委託先と委託業者、本市と当市）。
//! One thing is called by several names.
//!
//! ## 何を確認するか
//! 媒体、委託の相手、秘密保持、住民でない登録者など、同じものを指す語の組（`schemas/terms/lists/synonyms.yaml` の約25組）の
//! 二つ以上が、一つの文書の中で使われていないこと。「」の中、名前の中、すぐ前の語を言い換えた（　）の中、
//! 寄せられた意見（Ⅵ２④など）、重大事故の欄、別添３の変更前は数えません。「印刷委託業者」のように仕事の種類で呼ぶ名、「当市区町村」のような
//! ひな形の語の一部（B001）も数えません。二つの名が1か所ずつのときと、
//! 「＜…における措置＞」のように別のシステムのことを述べる見出しの下にあるものどうしは、示しません。
//!
//! ## なぜ
//! 別のものに見えるので、読み手は違いを探します。後で一つの名だけを直すと、古い方が残ります。
//!
//! ## 直し方
//! 同じものなら、示された語（様式や法令の語）にそろえます。別のものなら、違いの分かる名にします。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 委託先に報告を求め、委託業者の作業を、委託先の責任者と確かめる。   # 誤
//! 具体的な管理方法: 委託先に報告を求め、委託先の作業を、委託先の責任者と確かめる。     # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）、全項目評価書の様式

use std::sync::LazyLock;

use super::{Form, Places, Spot};
use crate::assets::lists::synonyms;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::finder::Finder;
use crate::lint::rules::facts::headings::{PLACE, headings, normal};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W023",
    name: "synonym",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// The words for one thing, the best first.
const THINGS: [&[&str]; 25] = [
    synonyms::MEDIA,
    synonyms::CONTRACTOR,
    synonyms::SUBCONTRACTOR,
    synonyms::CLIENT,
    synonyms::VACCINE_FORM,
    synonyms::SECRECY,
    synonyms::UNREGISTERED,
    synonyms::CHILDREN,
    synonyms::CARD,
    synonyms::CITY,
    synonyms::TOWN,
    synonyms::VILLAGE,
    synonyms::WARD,
    synonyms::PREFECTURE,
    synonyms::SHREDDING,
    synonyms::LOGS,
    synonyms::CLOSED,
    synonyms::ENTRANCE,
    synonyms::ANTIVIRUS,
    synonyms::CLOUD,
    synonyms::ACT,
    synonyms::REVIEW,
    synonyms::APPLICANT,
    synonyms::COMPUTER_ROOM,
    synonyms::DESTROY,
];

static WORDS: LazyLock<Finder> = LazyLock::new(|| {
    let words = THINGS.iter().copied().flatten();
    Finder::of(words.map(|word| (*word).to_owned()).collect())
});

fn check(cx: &mut Context) {
    let all = THINGS.iter().enumerate();
    let things: Vec<(usize, &str)> = all
        .flat_map(|(n, words)| words.iter().map(move |w| (n, *w)))
        .collect();
    let mut found: Vec<Vec<Form>> = THINGS
        .iter()
        .map(|words| words.iter().map(|word| Form::new(word)).collect())
        .collect();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        // What happened elsewhere has words of its own.
        if cx.field(words.field).id.contains(".serious_incidents") {
            continue;
        }
        let mut last: Option<(usize, usize)> = None;
        for hit in WORDS.longest(words.str()) {
            let (thing, word) = things[hit.word];
            // 「個人番号カード（マイナンバーカード）」 says that they are one.
            let explains = last.is_some_and(|(other, end)| {
                other == thing && matches!(&words.str()[end..hit.range.start], "（" | "(")
            });
            last = Some((thing, hit.range.end));
            let is_part = is_cut(word, &words.str()[hit.range.end..])
                || is_compound(THINGS[thing], &words.str()[..hit.range.start]);
            let is_own = !is_part && !words.is_quoted(hit.range.start);
            if !explains && is_own && !words.is_named(&hit.range) {
                let mut forms = found[thing].iter_mut();
                if let Some(form) = forms.find(|form| form.stem == word) {
                    form.spots.push(Spot::new(words, hit.range));
                }
            }
        }
    }
    for mut forms in found {
        forms.retain(|form| !form.spots.is_empty());
        let Some((kept, others @ [_, ..])) = forms.split_first_mut() else {
            continue;
        };
        // Each system calls its own by its own word: under headings of different ones nobody takes them for two things.
        let about: Vec<String> = kept.spots.iter().map(system).collect();
        for form in others.iter_mut() {
            form.spots.retain(|spot| {
                let here = system(spot);
                here.is_empty() || about.iter().any(|a| a.is_empty() || *a == here)
            });
        }
        forms.retain(|form| !form.spots.is_empty());
        let [kept, others @ ..] = forms.as_slice() else {
            continue;
        };
        // Where each is said once, neither is the usual name.
        let count: usize = forms.iter().map(|form| form.spots.len()).sum();
        if others.is_empty() || count == 2 {
            continue;
        }
        let mut places: Places = others
            .iter()
            .flat_map(|form| &form.spots)
            .map(|s| s.place(cx))
            .collect();
        places.sort_by_key(|(_, span)| *span);
        let names: String = others.iter().map(|f| format!("「{}」", f.name)).collect();
        let words = words(cx.lang, &names, &kept.name, kept.spots.len());
        cx.report_all(&RULE, &places, words);
    }
}

/// What system the heading above some words is about, 「＜貸出システムにおける措置＞」; empty where there is no such heading.
fn system(spot: &Spot) -> String {
    let text = spot.words.str();
    let above = headings(&text[..spot.range.start]).last();
    let heading = above.map_or("", |range| &text[range]);
    let is_of_system = PLACE.iter().any(|word| heading.contains(word));
    if is_of_system {
        normal(heading)
    } else {
        String::new()
    }
}

/// Whether 本市 or 当市 is only the beginning of what a template says: 「当市区町村」.
fn is_cut(word: &str, after: &str) -> bool {
    const REST: [&str; 5] = ["区町村", "市区町村", "市町村", "町村", "村"];
    word.ends_with(['市', '町', '村', '区', '県'])
        && REST.iter().any(|rest| after.starts_with(rest))
}

/// Whether a contractor is called by what it does: 「印刷委託業者」 is one of several.
fn is_compound(thing: &[&str], before: &str) -> bool {
    let parties = [
        synonyms::CONTRACTOR,
        synonyms::SUBCONTRACTOR,
        synonyms::CLIENT,
    ];
    let is_contractor = parties.contains(&thing);
    let last = before.chars().next_back();
    // 「各委託先」 and 「当該委託業者」 are the contractors themselves.
    let is_of_word = |c: char| is_kanji(c) || is_katakana(c) || c == 'ー';
    is_contractor && last.is_some_and(|c| is_of_word(c) && !"各該全同両他記述".contains(c))
}

fn words(lang: Lang, names: &str, kept: &str, count: usize) -> Words {
    Words::new(say!(
        lang,
        "{names}は、「{kept}」と同じものではないか",
        "{names} may be the same thing as 「{kept}」"
    ))
    .help(say!(
        lang,
        "同じものなら「{kept}」（{count}か所）にそろえてください。別のものなら、そのままで構いません。",
        "Use 「{kept}」 ({count} places) if they are one; if they differ, leave them."
    ))
}
