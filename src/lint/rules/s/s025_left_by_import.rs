//! 取り込んだ文書の記載に、項目に入っていないもの、又は確かめていないものがある。
//! Words that an import found no place for, or that nobody has looked at.
//!
//! ## 何を確認するか
//! `hyokasho import` で作ったファイルについて、「取込みの残り」が空であることと、「# 取込: 要確認」の注釈が残っていないこと。
//! 公表の段階ではエラーです。
//!
//! ## なぜ
//! 「取込みの残り」は印刷されません。元の文書にあった記載が、気付かれないまま公表する評価書から抜け落ちます。
//! 「要確認」の記載は、別の項目のものかもしれません。
//!
//! ## 直し方
//! 残りの記載を、当てはまる項目へ移して消します。様式の見出しなど、要らないものは消すだけでかまいません。
//! 「要確認」の所は元の文書と見比べ、合っていれば注釈の行を消します。
//!
//! ## 例
//! ```yaml
//! # 取込: 要確認（シートⅠ!C4）選択肢にない語   # 誤
//! 備考: 図書館の窓口でも確認できる。
//! # …
//! 取込みの残り:
//!   - {場所: シートⅠ!B40, 文: 貸出の停止についての補足}   # 誤: どの項目にも入っていない
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（取込み）

use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S025",
    name: "left-by-import",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &[],
    check,
};

/// The list of what has no place, in the form's data.
const REST: &str = "leftovers";

/// What the comment of a value begins with that is to be looked at.
const DOUBT: &str = "取込: 要確認";

fn check(cx: &mut Context) {
    let assessment = cx.assessment;
    // An entry whose words were moved away and whose place is still there is left, too.
    let rest = (1..=assessment.entries(REST)).filter_map(|n| {
        let written = |key: &str| {
            let field = assessment.find(&format!("{REST}[{n}].{key}"))?;
            (!cx.field(field).blank).then_some((field, cx.field(field).span))
        };
        written("text").or_else(|| written("place"))
    });
    let rest: Vec<Place> = rest.collect();
    cx.report_all(&RULE, &rest, of_rest(cx.lang));
    let comments = assessment.document.comments.iter();
    let doubts = comments.filter(|comment| comment.text.trim_start().starts_with(DOUBT));
    let doubts: Vec<Span> = doubts.map(|comment| comment.span).collect();
    if let Some((first, others)) = doubts.split_first() {
        let words = of_doubts(cx.lang);
        cx.report_at(&RULE, *first, words)
            .places(others.iter().copied());
    }
}

fn of_rest(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "取り込んだ文書の記載が、どの項目にも入っていない",
        "Words of the imported document are in no item"
    ))
    .help(say!(
        lang,
        "当てはまる項目へ移すか、要らなければ消してください。「取込みの残り」は印刷されません。",
        "Move them to the items that they belong to, or delete them; 取込みの残り is not printed."
    ))
}

fn of_doubts(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "取り込んだ記載を確かめていない",
        "Imported words have not been looked at"
    ))
    .help(say!(
        lang,
        "元の文書と見比べ、合っていれば「# 取込: 要確認」の行を消してください。",
        "Compare them with the source; where they are right, delete the comment."
    ))
}
