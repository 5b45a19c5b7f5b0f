//! 何度も出てくる括弧書きの一つだけが、一字違う。
//! One of several equal notes in brackets differs in a character.
//!
//! ## 何を確認するか
//! 「（…を除く。）」「（以下同じ。）」のような5字以上の括弧書きが、この評価書にほかに二つ以上あるものと、一字だけ
//! （一字足りない、一字多い、かなが違う）違っていないこと。数、英字、句点の有無、「等」「各」のように意味を変える字の違いは数えません。
//!
//! ## なぜ
//! 打ち間違いや直し漏れが、短い括弧書きでは目立たずに残ります。範囲の意味が変わることもあります。
//!
//! ## 直し方
//! どちらが正しいかを確かめ、もう一方を直します。違うことに意味があれば、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   登録した者（延滞者を除く。）に送る。
//!   返却した者（延滞者を除く。）に送る。
//!   申し込んだ者（延滞を除く。）に送る。     # 誤
//!   申し込んだ者（延滞者を除く。）に送る。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use rustc_hash::FxHashMap;

use super::Spot;
use crate::assets::lists::sentences::CHANGES_MEANING;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W033",
    name: "bracket-one-off",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// How many characters a note has.
const LENGTH: (usize, usize) = (4, 40);

/// A note that occurs in several places.
type Note<'a> = (&'a str, Vec<Spot<'a>>);

fn check(cx: &mut Context) {
    let mut found: Vec<(&str, Spot)> = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.is_title) {
        let text = &words.text.text;
        let mut open = None;
        for run in &words.runs {
            match run.sign() {
                Some('（' | '(') => open = Some(run.end),
                Some('）' | ')') => {
                    let Some(start) = open.take() else { continue };
                    let inner = text[start..run.start].trim_end_matches('。');
                    if has_chars(inner, LENGTH.0) && !has_chars(inner, LENGTH.1) {
                        found.push((inner, Spot::new(words, start..start + inner.len())));
                    }
                }
                _ => {}
            }
        }
    }
    let notes: Vec<Note> = grouped(found);
    for (rare, usual) in pairs(&notes) {
        let ((rare, spots), (usual, others)) = (&notes[rare], &notes[usual]);
        let other = others.first().map(|spot| spot.place(cx).1);
        let lang = cx.lang;
        let finding = cx.report_all(&RULE, spots, one_differs(lang, rare, usual, others.len()));
        if let (Some(finding), Some(other)) = (finding, other) {
            finding.related(other, other_note(lang));
        }
    }
}

/// Each rare note with a usual one that it is nearly equal to. Those that lack a character are found by what is left of the
/// other without it, so that none is compared with each.
fn pairs(notes: &[Note]) -> Vec<(usize, usize)> {
    let mut by_rest: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, (note, _)) in notes.iter().enumerate() {
        for rest in without_one(note).chain([(*note).to_owned()]) {
            by_rest.entry(rest).or_default().push(n);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (n, (note, spots)) in notes.iter().enumerate() {
        let rests = without_one(note).chain([(*note).to_owned()]);
        let near = rests.filter_map(|rest| by_rest.get(&rest)).flatten();
        let usual = near.filter(|m| {
            let (other, others) = &notes[**m];
            others.len() > 1 && others.len() >= 2 * spots.len() && is_slip(note, other)
        });
        if let Some(usual) = usual.max_by_key(|m| notes[**m].1.len()) {
            found.push((n, *usual));
        }
    }
    found
}

/// A text without each of its characters.
fn without_one(text: &str) -> impl Iterator<Item = String> + '_ {
    text.char_indices()
        .map(|(at, c)| format!("{}{}", &text[..at], &text[at + c.len_utf8()..]))
}

/// Whether one note may be a slip of the other: a character less or more, or another kana.
fn is_slip(note: &str, other: &str) -> bool {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = note
        .chars()
        .zip(other.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (rest, other) = (&note[head..], &other[head..]);
    let tail: usize = rest
        .chars()
        .rev()
        .zip(other.chars().rev())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (here, there) = (&rest[..rest.len() - tail], &other[..other.len() - tail]);
    let is_text = |c: char| is_kanji(c) || is_hiragana(c) || is_katakana(c);
    let one = |text: &str| text.chars().count() <= 1 && text.chars().all(is_text);
    let counts = |text: &str| !CHANGES_MEANING.contains(&text) && !NUMERALS.contains(text);
    match (here.is_empty(), there.is_empty()) {
        (true, true) => false,
        (true, false) => one(there) && counts(there),
        (false, true) => one(here) && counts(here),
        _ => {
            here.chars().count() == 1
                && here.chars().chain(there.chars()).all(is_hiragana)
                && one(there)
        }
    }
}

/// What counts, and not by mistake.
const NUMERALS: &str = "〇一二三四五六七八九十百千万";

fn one_differs(lang: Lang, rare: &str, usual: &str, count: usize) -> Words {
    Words::new(say!(
        lang,
        "括弧書き「{rare}」は、ほかの「{usual}」と一字違う",
        "The note 「{rare}」 differs in a character from 「{usual}」 elsewhere"
    ))
    .help(say!(
        lang,
        "ほかの{count}か所と同じでよければ、「{usual}」に直してください。違うことに意味があれば、そのままで構いません。",
        "Write 「{usual}」, as in {count} other places, if it is meant."
    ))
}

fn other_note(lang: Lang) -> String {
    say!(lang, "もう一方の括弧書き", "the other note")
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_and_other_meanings() {
        assert!(is_slip("延滞を除く", "延滞者を除く"));
        assert!(is_slip("閲覧者も除く", "閲覧者を除く"));
        assert!(is_slip("以下同", "以下同じ"));
        assert!(!is_slip("転出者を除く", "転入者を除く"));
        assert!(!is_slip("職員等を除く", "職員を除く"));
        assert!(!is_slip("第二項を除く", "第一項を除く"));
    }
}
