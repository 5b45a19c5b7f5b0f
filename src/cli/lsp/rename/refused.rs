//! Why something is not renamed, in words.

use crate::source::lang::{Lang, say};

/// Why something is not renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// No name stands there.
    NoName,
    /// Parts of the document can't be read.
    Broken,
    /// The new name is blank.
    Blank,
    /// It holds what no name holds.
    Unprintable,
    /// Something else has it.
    Known(String),
    /// The document would not say the same otherwise.
    Unproved,
}

impl Refused {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Refused::NoName => say!(
                lang,
                "ここには、名前を変えられるもの（システム、ファイル、委託事項、提供先、移転先の名称）がありません。",
                "There is no name of a system, a file, a contract or a recipient here."
            ),
            Refused::Broken => say!(
                lang,
                "読めない部分があるので、名前を変えません。先に「Y」で始まる指摘を直してください。",
                "Parts of the document can't be read; fix the findings of family Y first."
            ),
            Refused::Blank => say!(lang, "新しい名前が空です。", "The new name is blank."),
            Refused::Unprintable => say!(
                lang,
                "新しい名前に、改行や見えない文字が入っています。",
                "The new name holds a line break or a character that can't be seen."
            ),
            Refused::Known(name) => say!(
                lang,
                "「{name}」という名前は、ほかのものに使われています。別の名前にしてください。",
                "Something else is called 「{name}」 already."
            ),
            Refused::Unproved => say!(
                lang,
                "その名前に変えると、YAML がほかの意味に読まれます。記号を変えた名前にするか、手で直してください。",
                "With that name the YAML would be read otherwise; use other signs, or edit it by hand."
            ),
        }
    }
}
