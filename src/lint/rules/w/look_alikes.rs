//! Characters of a text that look like the ones that belong there.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use super::hiragana::{hiragana, is_old, katakana};
use super::kana::{Found, Mistake, first_kanji, kana, kanji, last_kanji};
use crate::japanese::chars::is_katakana;
use crate::japanese::runs::{Run, RunKind};

/// The number in a circle that a decorative one stands for.
pub(super) fn circled(c: char) -> Option<String> {
    char::from_u32(u32::from(c) - 0x2780 + 0x2460).map(String::from)
}

/// The characters of a text that look like others; `known` are its words of katakana.
pub(super) fn find(text: &str, runs: &[Run], known: &FxHashSet<&str>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let is_old = is_old(text, runs);
    for (n, run) in runs.iter().enumerate() {
        let before = n
            .checked_sub(1)
            .map(|n| runs[n])
            .filter(|r| r.end == run.start);
        let after = runs.get(n + 1).copied().filter(|r| r.start == run.end);
        match run.kind {
            RunKind::Sign(c @ ('･' | '､' | '｡' | '｢' | '｣')) => {
                let right = text[run.range()].nfkc().collect();
                found.push((Mistake::HalfSign(c), run.range(), Some(right)));
            }
            RunKind::Sign(c @ '➀'..='➉') => {
                found.push((Mistake::Circled, run.range(), circled(c)));
            }
            RunKind::Sign('ｦ'..='ﾟ') => {
                // ｶ and its ﾞ are one.
                match found.last_mut() {
                    Some((Mistake::HalfKana, range, _)) if range.end == run.start => {
                        range.end = run.end;
                    }
                    _ => found.push((Mistake::HalfKana, run.range(), None)),
                }
            }
            RunKind::Sign('\u{400}'..='\u{4FF}') => match found.last_mut() {
                Some((Mistake::Foreign, range, _)) if range.end == run.start => range.end = run.end,
                _ => found.push((Mistake::Foreign, run.range(), None)),
            },
            RunKind::Sign(c) if is_dash(c) && is_long_vowel(text, before, *run, after, known) => {
                found.push((Mistake::LongVowel, run.range(), Some("ー".into())));
            }
            RunKind::Katakana => {
                found.extend(
                    kana(text, *run).map(|(range, right)| (Mistake::Kana, range, Some(right))),
                );
                if !is_old {
                    found.extend(katakana(text, *run));
                }
                found.extend(hiragana(text, *run, known));
                found.extend(kanji(text, *run, runs.get(n + 1).copied(), known));
                found.extend(first_kanji(text, *run, known));
                found.extend(last_kanji(text, *run, known));
            }
            _ => {}
        }
    }
    // A long run of them is written anew once, not at each of its characters.
    for (mistake, range, right) in &mut found {
        if *mistake == Mistake::HalfKana {
            *right = Some(text[range.clone()].nfkc().collect());
        }
    }
    found
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '－' | '─' | '━')
}

/// Whether a dash stands for ー: between katakana one of which is no word alone, or where the word is known with ー.
fn is_long_vowel(
    text: &str,
    before: Option<Run>,
    dash: Run,
    after: Option<Run>,
    known: &FxHashSet<&str>,
) -> bool {
    let katakana = |run: Option<Run>| {
        run.filter(|r| r.kind == RunKind::Katakana)
            .map(|r| &text[r.range()])
    };
    let Some(head) = katakana(before) else {
        return false;
    };
    let tail = katakana(after);
    let joined = format!("{head}ー{}", tail.unwrap_or(""));
    if known.contains(joined.as_str()) {
        return true;
    }
    let is_part =
        |part: &str| part.chars().count() == 1 || part.starts_with(['ッ', 'ャ', 'ュ', 'ョ', 'ン']);
    let next_is_text = text[dash.end..].chars().next().is_some_and(is_katakana);
    next_is_text
        && tail.is_some_and(|tail| {
            is_part(head) || is_part(tail) || known.contains(joined.trim_end_matches('ー'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn characters_that_look_alike() {
        let known = FxHashSet::from_iter(["サーバー"]);
        let text = "ハ-ドとサ―バーとサーバ－を入カし、市ヘ渡す。同ー人の口グ、ｶﾞｽ･②➁、サ一バー、システム-端末、二ヘクタール、3カ月、第2条カの";
        let found: Vec<String> = find(text, &runs(text), &known)
            .into_iter()
            .map(|(_, range, right)| format!("{}{}", &text[range], right.unwrap_or_default()))
            .collect();
        assert_eq!(
            found,
            [
                "-ー",
                "―ー",
                "－ー",
                "カ力",
                "ヘへ",
                "ー一",
                "ｶﾞｽガス",
                "･・",
                "➁②",
                "一ー"
            ]
        );
    }
}
