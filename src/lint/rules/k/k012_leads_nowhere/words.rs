//! What is said of an address that leads nowhere.

use crate::lint::rules::Words;
use crate::source::lang::{Lang, say};

/// What leads nowhere.
pub(super) enum Fault {
    /// An item that the form does not have.
    NoItem,
    /// An item that the assessment does not have: an entry with a number beyond its list.
    NotThere,
    /// A row of 別添３, of which there are so many.
    NoRow(usize),
    /// A row that is not named as one.
    NotARow,
    /// A row that covers other items, and the one that covers these.
    OtherRow(usize),
    /// A paper that is not listed.
    NoPaper,
    /// A 諮問 of that number.
    NoConsultation,
    /// An assessment.
    NoFile,
}

fn address_help(lang: Lang) -> String {
    say!(
        lang,
        "様式の番号と、委託事項などの番号を確かめて、指している項目の番地に直してください。",
        "Look the number up on the form, and that of the entry."
    )
}

fn row_help(lang: Lang) -> String {
    say!(
        lang,
        "「別添３第4行」のように、評価書の別添３の行の番号で書いてください。",
        "Name a row of 別添３ by its number: 「別添３第4行」."
    )
}

fn number_help(lang: Lang) -> String {
    say!(
        lang,
        "番号を直すか、抜けているものを書き足してください。",
        "Correct the number, or add what is missing."
    )
}

/// What a fault is called.
pub(super) fn words(lang: Lang, named: &str, fault: &Fault) -> Words {
    let (message, help) = match fault {
        Fault::NoItem => (
            say!(
                lang,
                "「{named}」に当たる項目が様式にない",
                "The form has no item 「{named}」"
            ),
            address_help(lang),
        ),
        Fault::NotThere => (
            say!(
                lang,
                "「{named}」は、評価書にない",
                "The assessment has no 「{named}」"
            ),
            address_help(lang),
        ),
        Fault::NoRow(rows) => (
            say!(
                lang,
                "変更箇所の行が、評価書の別添３にない（{rows}行まで）",
                "別添３ of the assessment has no such row, but {rows} rows"
            ),
            row_help(lang),
        ),
        Fault::NotARow => (
            say!(
                lang,
                "「{named}」は、別添３の行の番地でない",
                "「{named}」 is no row of 別添３"
            ),
            row_help(lang),
        ),
        Fault::OtherRow(_) => (
            say!(
                lang,
                "変更箇所の行が、挙げた項目の変更を書いた行でない",
                "A row of 別添３ does not tell of the items beside it"
            ),
            say!(
                lang,
                "別添３に行を足したり消したりすると、後の行の番号が変わります。`hyokasho check --fix=unsafe` で、項目の変更を書いた行に直せます。",
                "Rows that were put in or taken out move those after them; `hyokasho check --fix=unsafe` names the right ones."
            ),
        ),
        Fault::NoPaper => (
            say!(
                lang,
                "「{named}」は、資料と配布資料の番号にない",
                "No paper has the number 「{named}」"
            ),
            number_help(lang),
        ),
        Fault::NoConsultation => (
            say!(
                lang,
                "「{named}」は、諮問の番号にない",
                "No 諮問 has the number 「{named}」"
            ),
            number_help(lang),
        ),
        Fault::NoFile => (
            say!(
                lang,
                "評価書「{named}」が見つからない",
                "The assessment 「{named}」 is not found"
            ),
            say!(
                lang,
                "この記録のあるフォルダーから見た場所を、確かめて直してください。",
                "Correct the path; it begins at the folder of this record."
            ),
        ),
    };
    Words::new(message).help(help)
}
