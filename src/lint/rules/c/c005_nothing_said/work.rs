//! 変更後 that says what was done to the words instead of the words, or that something was: 「文言の修正」, 「左記を変更」.

use super::super::{line, row_name};
use super::RULE;
use crate::assets::lists::changes::{NO_OBJECTS, NOTES, SAYS_ONLY_CHANGED};
use crate::lint::rules::{Context, Words};
use crate::source::lang::{Lang, say};

pub(super) fn check(cx: &mut Context) {
    for (_, entry) in super::super::judged(cx) {
        let Some(only) = entry.after.only_line() else {
            continue;
        };
        // 「・」 alone is the mark of a list that was not written.
        let is_mark = only.written().trim() == "・";
        let says_nothing = is_mark || is_work(&only.folded.text) || is_change(only.written());
        if entry.after.lines.len() > 1 || !says_nothing {
            continue;
        }
        let (field, span) = line(cx, only);
        let words = words(cx.lang, &row_name(cx.lang, entry), only.written().trim());
        cx.report(&RULE, field, span, words);
    }
}

/// Whether words are the name of a work on words that it does not name: 「内容の見直し」, 「所要の修正」.
fn is_work(folded: &str) -> bool {
    let bare = folded.trim_matches(['(', ')', '※', '。']);
    let objects = NOTES.iter().filter_map(|note| bare.strip_suffix(note));
    let mut objects = objects.map(|rest| rest.trim_end_matches(['の', 'を']));
    objects.any(|object| NO_OBJECTS.contains(&object))
}

/// Whether words say that there was a change, and nothing of it: 「左記のとおり変更」.
fn is_change(written: &str) -> bool {
    let is_word = |c: &char| !c.is_whitespace() && !"（）()。、・".contains(*c);
    let bare: String = written.chars().filter(is_word).collect();
    SAYS_ONLY_CHANGED.contains(&bare.as_str())
}

fn words(lang: Lang, row: &str, work: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} の変更後に「{work}」とだけあり、変更後の記載がない",
        "変更後 of {row} says 「{work}」 instead of what is written now"
    ))
    .help(say!(
        lang,
        "変更後には、直した後の記載をそのまま書いてください。何のために直したかは、説明に書きます。",
        "Write what the item says now; why it was changed belongs into 説明."
    ))
}

#[cfg(test)]
mod tests {
    use super::is_work;

    #[test]
    fn works_and_words() {
        for text in [
            "内容の見直し",
            "文言の修正",
            "所要の修正。",
            "(時点修正)",
            "記載内容を変更",
        ] {
            assert!(is_work(text), "{text}");
        }
        for text in [
            "見直し",
            "帳票の見直し",
            "住所の変更",
            "委託契約の更新",
            "個人番号の削除",
        ] {
            assert!(!is_work(text), "{text}");
        }
    }
}
