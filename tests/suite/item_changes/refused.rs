//! What can not be changed for certain.

use hyokasho::assessment::change::{Change, Unchangeable};
use hyokasho::source::lang::Lang;

use super::{all, made, set};

const NUMBER: &str = "cover.number";

#[test]
fn what_can_not_be_changed_for_certain_is_left_as_it_is() {
    type Is = fn(&Unchangeable) -> bool;
    let cases: [(Change, &str, Is); 8] = [
        (set("cover.nothing", "a"), "表紙:\n", |why| {
            *why == Unchangeable::NoSuchItem
        }),
        (set("files[x].name", "a"), "表紙:\n", |why| {
            *why == Unchangeable::NoSuchItem
        }),
        (set("cover", "a"), "表紙:\n", |why| {
            *why == Unchangeable::OtherKind
        }),
        (set(NUMBER, "a"), "様式: 別の様式\n", |why| {
            *why == Unchangeable::NoForm
        }),
        (set(NUMBER, "a"), "- a\n", |why| {
            matches!(why, Unchangeable::Shape(_))
        }),
        (
            set(NUMBER, "a"),
            "表紙:\n  評価書番号:\n    - b\n",
            |why| matches!(why, Unchangeable::Shape(_)),
        ),
        (
            set(NUMBER, ""),
            "表紙:\n  評価書番号: b\n  評価書番号: c\n",
            |why| matches!(why, Unchangeable::Twice(_)),
        ),
        (
            set(NUMBER, "a"),
            "基本情報:\n  ? [a]\n  : b\n表紙:\n",
            |why| matches!(why, Unchangeable::Unread(_)),
        ),
    ];
    for (change, text, is_expected) in cases {
        let why = made(text, &change).expect_err(text);
        assert!(is_expected(&why), "{why:?} of {text}");
        for lang in [Lang::Ja, Lang::En] {
            assert!(!why.words(lang).is_empty());
        }
    }
    // Elsewhere in a file with mistakes, what is written can be changed.
    all(
        &set(NUMBER, "a"),
        &[
            ("表紙:\n  評価書番号：b\n", "表紙:\n  評価書番号：a\n"),
            (
                "表紙:\n  評価書番号: b\n  評価書名：c\n",
                "表紙:\n  評価書番号: a\n  評価書名：c\n",
            ),
            (
                "表紙:\n  評価書番号: b\n基本情報:\n\ta: [\n",
                "表紙:\n  評価書番号: a\n基本情報:\n\ta: [\n",
            ),
        ],
    );
}
