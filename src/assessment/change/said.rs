//! Why a change was not made, in the words of who wanted to make it.

use super::Unchangeable;
use crate::source::lang::{Lang, say};

impl Unchangeable {
    /// What is in the way, and what to do.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Unchangeable::NoForm => say!(
                lang,
                "このファイルは、扱える様式の評価書として読めません。「様式」と「版」を確かめてください。",
                "This file can't be read as an assessment of a form that is known here; see 様式 and 版."
            ),
            Unchangeable::NoSuchItem => say!(
                lang,
                "様式にない項目です。画面を読み込み直してください。",
                "The form has no such item; load the page again."
            ),
            Unchangeable::NoSuchEntry { entries } => say!(
                lang,
                "その番号の欄がありません（今は{entries}件）。画面を読み込み直してください。",
                "There is no such entry (there are {entries} now); load the page again."
            ),
            Unchangeable::NoSuchOption => say!(
                lang,
                "この項目にない選択肢です。様式の選択肢から選んでください。",
                "The item has no such option; choose one of the form's."
            ),
            Unchangeable::NoSlot => say!(
                lang,
                "この選択肢には、様式に（　　）がないので、内容を書き込めません。",
                "The form prints no brackets after this option, so nothing can be written there."
            ),
            Unchangeable::OtherKind => say!(
                lang,
                "この項目では、その変更はできません。",
                "An item of this kind can't be changed in this way."
            ),
            Unchangeable::Columns => say!(
                lang,
                "表の列の見出しを確かめてください。見出しのない列、同じ見出しの列、この表にない見出しがあります。",
                "See the headings of the columns: one is missing, comes twice, or is none of this table."
            ),
            Unchangeable::Shape(_) => say!(
                lang,
                "この欄に、様式と違う形のものが書かれています。指摘に従って直してから、入力してください。",
                "What stands here has another shape than the form's; put it right as its finding says, then go on."
            ),
            Unchangeable::NoDashes(_) => say!(
                lang,
                "この一覧は、項目の頭の「- 」がない形で書かれています。指摘の「修正」で直してから、入力してください。",
                "The entries of this list lack their `- `; apply the fix of its finding, then go on."
            ),
            Unchangeable::InItsPlace(_) => say!(
                lang,
                "この欄は、もう一つの書き方（一つの文か部分ごとか、画像か登場者と流れか）で書かれています。書き方を替えるには、先にそれを消してください。",
                "This item is written in the other of its two ways (one text or its parts, a picture or actors and flows); clear that before you change the way."
            ),
            Unchangeable::Twice(_) => say!(
                lang,
                "この項目は、ファイルの2か所に書かれています。一つにしてから、入力してください。",
                "This item is written twice in the file; keep one of them, then go on."
            ),
            Unchangeable::Unread(_) => say!(
                lang,
                "ファイルに読み取れない所があり、この項目がそこに書かれているかもしれません。指摘に従って直してから、入力してください。",
                "A part of the file can't be read, and this item may stand there; put it right as its finding says, then go on."
            ),
            Unchangeable::Layout(_) => say!(
                lang,
                "この欄の周りは、ほかを変えずに書き込める形になっていません。エディターで直すか、`hyokasho fmt` で整えてください。",
                "What is around this item is laid out in a way in which it can't be changed safely; mend it in an editor, or run `hyokasho fmt`."
            ),
        }
    }

    /// The place that is in the way.
    pub fn place(&self) -> Option<crate::source::Span> {
        match self {
            Unchangeable::Shape(span)
            | Unchangeable::NoDashes(span)
            | Unchangeable::InItsPlace(span)
            | Unchangeable::Twice(span)
            | Unchangeable::Unread(span)
            | Unchangeable::Layout(span) => Some(*span),
            _ => None,
        }
    }
}
