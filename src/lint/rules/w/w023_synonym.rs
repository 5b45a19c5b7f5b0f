//! 一つのものが、二つ以上の名で呼ばれている（委託先と委託業者、本市と当市）。
//! One thing is called by several names.
//!
//! ## 何を確認するか
//! 媒体、委託の相手、秘密保持、住民でない登録者など、同じものを指す語の組（`schemas/terms/lists/synonyms.yaml` の約20組）の
//! 二つ以上が、一つの文書の中で使われていないこと。「」の中、名前の中、すぐ前の語を言い換えた（　）の中、
//! 寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 別のものに見えるので、読み手は違いを探します。後で一つの名だけを直すと、古い方が残ります。
//!
//! ## 直し方
//! 同じものなら、示された語（様式や法令の語）にそろえます。別のものなら、違いの分かる名にします。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 委託先に報告を求め、委託業者の作業を確かめる。   # 誤
//! 具体的な管理方法: 委託先に報告を求め、委託先の作業を確かめる。     # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）、全項目評価書の様式

use std::sync::LazyLock;

use super::{Form, Places, Spot};
use crate::assets::lists::synonyms;
use crate::japanese::finder::Finder;
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
const THINGS: [&[&str]; 23] = [
    synonyms::MEDIA,
    synonyms::CONTRACTOR,
    synonyms::SUBCONTRACTOR,
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
        let mut last: Option<(usize, usize)> = None;
        for hit in WORDS.longest(words.str()) {
            let (thing, word) = things[hit.word];
            // 「個人番号カード（マイナンバーカード）」 says that they are one.
            let explains = last.is_some_and(|(other, end)| {
                other == thing && matches!(&words.str()[end..hit.range.start], "（" | "(")
            });
            last = Some((thing, hit.range.end));
            if !explains && !words.is_quoted(hit.range.start) && !words.is_named(&hit.range) {
                let mut forms = found[thing].iter_mut();
                if let Some(form) = forms.find(|form| form.stem == word) {
                    form.spots.push(Spot::new(words, hit.range));
                }
            }
        }
    }
    for mut forms in found {
        forms.retain(|form| !form.spots.is_empty());
        let [kept, others @ ..] = forms.as_slice() else {
            continue;
        };
        if others.is_empty() {
            continue;
        }
        let mut places: Places = others
            .iter()
            .flat_map(|form| &form.spots)
            .map(|s| s.place(cx))
            .collect();
        places.sort_by_key(|(_, span)| *span);
        let counted = |form: &Form| (form.name.clone(), form.spots.len());
        let counts: Vec<(String, usize)> = forms.iter().map(counted).collect();
        let words = words(cx.lang, &counts, &kept.name);
        cx.report_all(&RULE, &places, words);
    }
}

fn words(lang: Lang, counts: &[(String, usize)], kept: &str) -> Words {
    let said = counts
        .iter()
        .map(|(name, count)| say!(lang, "「{name}」{count}か所", "「{name}」 {count}"));
    let said = said.collect::<Vec<_>>().join("、");
    Words::new(say!(
        lang,
        "同じものが、いくつかの名で呼ばれているのではないか（{said}）",
        "One thing may be called by several names ({said})"
    ))
    .help(say!(
        lang,
        "同じものなら「{kept}」にそろえてください。別のものなら、そのままで構いません。",
        "Use 「{kept}」 if they are one; if they differ, leave them."
    ))
}
