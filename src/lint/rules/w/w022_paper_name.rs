//! 書類の名の終わりが違う（受講表、納税証、管理規定）。
//! The name of a paper ends in the wrong word.
//!
//! ## 何を確認するか
//! 証、書、票、表、簿、状で終わる書類の名（`schemas/terms/lists/papers.yaml` の約100語）が、ほかの終わりで書かれていないこと（受講票を受講表、
//! 許可証を許可証書、納税証明書を納税証）。文書の名の「…規程」が「…規定」になっていないこと（「等」「に基づき」などが続くときだけ）。
//! 受付簿と受付票のようにどちらもある語、後に漢字が続いて別の語になるもの（住民票と住民表示）、「」の中、別添３の変更前は見ません。
//!
//! ## なぜ
//! 書類は名前で探します。終わりの一字が違うと、別の書類と思われます。
//!
//! ## 直し方
//! 示された名に直します。組織で実際にその名の書類を使っているなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 研修の受講表を保管する。   # 誤
//! 具体的な管理方法: 研修の受講票を保管する。   # 正
//! ```
//!
//! ## 根拠
//! 全項目評価書の様式

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{OwnText, may_be_slip, suggest};
use crate::assets::lists::papers::{AFTER_DOCUMENTS, CERTIFICATES, DOCUMENTS, PAPERS};
use crate::japanese::chars::is_kanji;
use crate::japanese::finder::Finder;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W022",
    name: "paper-name",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// What names of papers end in.
const ENDS: [char; 6] = ['証', '書', '票', '表', '簿', '状'];

/// What may follow a name though it is a kanji.
const AFTER: [char; 8] = ['等', '及', '又', '並', '若', '類', '上', '内'];

/// A wrong name with what is right.
struct Wrong {
    right: String,
    /// Whether it names a document, 規程, which only what follows shows.
    document: bool,
}

static NAMES: LazyLock<(Finder, Vec<Wrong>)> = LazyLock::new(names);

fn names() -> (Finder, Vec<Wrong>) {
    let right: FxHashSet<&str> = PAPERS.iter().copied().collect();
    let (mut words, mut all) = (Vec::new(), Vec::new());
    let mut add = |word: String, right: &str, document| {
        let right = right.to_owned();
        words.push(word);
        all.push(Wrong { right, document });
    };
    for name in PAPERS {
        let stem = name.trim_end_matches(ENDS);
        for end in ENDS {
            let word = format!("{stem}{end}");
            if !right.contains(word.as_str()) {
                add(word, name, false);
            }
        }
        if name.ends_with('証') {
            add(format!("{name}書"), name, false);
        }
    }
    for stem in CERTIFICATES {
        add(format!("{stem}証"), &format!("{stem}証明書"), false);
    }
    for stem in DOCUMENTS {
        add(format!("{stem}規定"), &format!("{stem}規程"), true);
    }
    (Finder::of(words), all)
}

fn check(cx: &mut Context) {
    let (finder, names) = &*NAMES;
    let mut found = Vec::new();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        for hit in finder.longest(words.str()) {
            let name = &names[hit.word];
            if counts(words, &hit.range, name) {
                let wrong = &words.text.text[hit.range.clone()];
                let place = words.place(cx, hit.range);
                found.push(((wrong, name.right.as_str()), place));
            }
        }
    }
    suggest(cx, &RULE, found, words);
}

/// Whether a name is a name of its own there, and no other rule reports it.
fn counts(words: &OwnText, range: &Range<usize>, name: &Wrong) -> bool {
    let tail = &words.str()[range.end..];
    let ends = match name.document {
        true => AFTER_DOCUMENTS.iter().any(|after| tail.starts_with(after)),
        // 「住民表示」, 「申請状況」
        false => !tail.starts_with(|c| is_kanji(c) && !AFTER.contains(&c)),
    };
    let is_near = || {
        let mut misses = words.near_terms_around(range);
        misses.any(|miss| miss.range.start < range.end && range.start < miss.range.end)
    };
    ends && !words.is_quoted(range.start)
        && !words.is_named(range)
        && !words.is_slip(range)
        && !is_near()
}

fn words(lang: Lang, wrong: &str, right: &str) -> Words {
    may_be_slip(lang, wrong, right).help(say!(
        lang,
        "「{right}」のことなら、直してください。その名の書類があるなら、そのままで構いません。",
        "Write 「{right}」 if it is meant; if there is such a paper, leave it."
    ))
}
