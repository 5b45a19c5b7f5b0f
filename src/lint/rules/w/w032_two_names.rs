//! 一つのものに二つの名が付いている。
//! One thing has two names.
//!
//! ## 何を確認するか
//! - 同じ英字の略語を、似た二つの名で説明していないこと（「図書館間貸借制度（ILL）」と「図書館貸借の制度（ILL）」）
//! - 括弧の中に同じ三つ以上の語を並べたものに、違う名が付いていないこと
//! - 「」の中の規程、要領などの題名が、一部だけ違う二通りで書かれていないこと
//! - 団体の名で始まる条例、規則、要綱などの名が、「の」「に関する」「等」の有無や一字だけ違う二通りで書かれていないこと
//!   （「架空市職員服務規程」と「架空市職員の服務に関する規程」）
//! - 「統一利用者番号」のような番号、符号、コード、IDの名が、頭の語を省いて「利用者番号」と書かれていないこと（決めた略称は除く）
//!
//! この評価書の中の形だけから見ます。どれも少ない方を示します。別添３の変更前は数えません。
//!
//! ## なぜ
//! 別のものがあると読まれます。第三者点検では、同じものかと必ず問われます。
//!
//! ## 直し方
//! 同じものなら、一つの名にそろえます。別のものなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   図書館間貸借制度（ILL）により、他市の本を借りる。
//!   図書館間貸借制度（ILL）の記録は、1年で消す。
//!   図書館貸借の制度（ILL）の申込みは、窓口で受ける。   # 誤: ほかは「図書館間貸借制度」
//!   図書館間貸借制度（ILL）の申込みは、窓口で受ける。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::named_twice::{Pair, abbreviations, identifiers, listed, titles};
use super::ordinances::ordinances;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W032",
    name: "two-names",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// What shows that two names are of one thing.
#[derive(Clone, Copy)]
enum By {
    Abbreviation,
    List,
    Title,
    Identifier,
}

fn check(cx: &mut Context) {
    let words = &cx.facts.words;
    let found = [
        (By::Abbreviation, abbreviations(words)),
        (By::List, listed(words)),
        (By::Title, titles(words)),
        (By::Title, ordinances(words)),
        (By::Identifier, identifiers(words)),
    ];
    for (by, pairs) in found {
        for pair in pairs {
            report(cx, by, &pair);
        }
    }
}

fn report(cx: &mut Context, by: By, pair: &Pair) {
    let other = pair.usual.first().map(|spot| spot.place(cx).1);
    let lang = cx.lang;
    let words = words(
        lang,
        by,
        &pair.rare_name,
        &pair.usual_name,
        pair.usual.len(),
    );
    let finding = cx.report_all(&RULE, &pair.rare, words);
    if let (Some(finding), Some(other)) = (finding, other) {
        finding.related(other, other_name(lang));
    }
}

fn words(lang: Lang, by: By, rare: &str, usual: &str, count: usize) -> Words {
    let message = match by {
        By::Abbreviation => say!(
            lang,
            "同じ略語が、ほかでは「{usual}」、ここでは「{rare}」と説明されている",
            "One abbreviation is explained as 「{usual}」 elsewhere and as 「{rare}」 here"
        ),
        By::List => say!(
            lang,
            "同じ語を並べた括弧の名が、ほかでは「{usual}」、ここでは「{rare}」である",
            "The same items in brackets are called 「{usual}」 elsewhere and 「{rare}」 here"
        ),
        By::Title => say!(
            lang,
            "題名「{rare}」は、ほかでは「{usual}」と書かれている",
            "The title 「{rare}」 is 「{usual}」 elsewhere"
        ),
        By::Identifier => say!(
            lang,
            "「{rare}」は、ほかの「{usual}」と同じものではないか",
            "「{rare}」 may be what is called 「{usual}」 elsewhere"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "同じものなら、「{usual}」（{count}か所）にそろえてください。別のものなら、そのままで構いません。",
        "Write 「{usual}」 ({count} places) if it is the same; both may be right."
    ))
}

fn other_name(lang: Lang) -> String {
    say!(lang, "もう一つの名", "the other name")
}
