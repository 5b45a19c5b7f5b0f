//! How a document says what an abbreviation means: next to it, or by a short name that it defines.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::OwnText;
use super::letters::{key, letters};
use crate::config::vocabulary::Meaning;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::fold;
use crate::japanese::runs::runs;

/// The short names that a document defines, 「（以下「市町村CS」という。）」, by the abbreviations in them.
#[derive(Debug, Default)]
pub(super) struct Defined(FxHashMap<String, Vec<(String, String)>>);

impl Defined {
    /// The short names of some texts.
    pub(super) fn of<'w>(texts: impl Iterator<Item = &'w OwnText<'w>>) -> Self {
        let mut defined = Defined::default();
        for words in texts {
            let text = words.str();
            let definitions = words
                .hits
                .iter()
                .filter(|h| h.meaning == Meaning::Definition);
            for name in definitions.filter_map(|hit| name(&text[hit.range.end..])) {
                for range in letters(&runs(name)) {
                    let around = (fold(&name[..range.start]), fold(&name[range.end..]));
                    // 「VPN」 by itself is explained where it is defined.
                    if around.0.is_empty() && around.1.is_empty() {
                        continue;
                    }
                    let known = defined.0.entry(key(&name[range])).or_default();
                    if !known.contains(&around) && known.len() < MOST {
                        known.push(around);
                    }
                }
            }
        }
        defined
    }

    /// Whether an abbreviation is in one of these names.
    pub(super) fn holds(&self, text: &str, range: &Range<usize>, key: &str) -> bool {
        let Some(names) = self.0.get(key) else {
            return false;
        };
        let near =
            |chars: &mut dyn Iterator<Item = (usize, char)>| chars.nth(LONGEST).map(|(at, _)| at);
        let (head, tail) = (&text[..range.start], &text[range.end..]);
        let head = &head[near(&mut head.char_indices().rev()).unwrap_or(0)..];
        let tail = &tail[..near(&mut tail.char_indices()).unwrap_or(tail.len())];
        let (head, tail) = (fold(head), fold(tail));
        names.iter().any(|(before, after)| {
            head.ends_with(before.as_str()) && tail.starts_with(after.as_str())
        })
    }
}

/// How many names with one abbreviation are kept.
const MOST: usize = 16;

/// How many characters of a name may come on one side of its abbreviation.
const LONGEST: usize = 30;

/// The name that a definition gives, from after its 「（以下」: 「「市町村CS」という。）」.
fn name(after: &str) -> Option<&str> {
    let line = after.split(['\n', '）', ')']).next()?;
    let (before, rest) = line.split_once(['「', '『'])?;
    let name = rest.split(['」', '』']).next()?;
    (before.chars().count() <= 5 && name.chars().count() <= LONGEST).then_some(name)
}

/// Whether the words around an abbreviation say what it means.
pub(super) fn is_explained(text: &str, range: &Range<usize>) -> bool {
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    let tail = tail.strip_prefix(['」', '』']).unwrap_or(tail);
    let head = head.strip_suffix(['「', '『']).unwrap_or(head);
    // 「VPN等の技術を利用し、通信を暗号化する」: what it is for is said in its sentence.
    let is_technique = ["等の技術", "などの技術", "の技術"]
        .iter()
        .any(|w| tail.starts_with(w));
    is_technique
        || ends_bracket(head, tail)
        || is_example(head, tail)
        || opens_bracket(tail)
        || is_defined(head, tail)
        || ["とは", "の略", "：", ":", "＝"]
            .iter()
            .any(|w| tail.starts_with(w))
}

/// 「総合行政ネットワーク（LGWAN）」, 「（Local Government WAN、LGWAN）」
fn ends_bracket(head: &str, tail: &str) -> bool {
    if !tail.starts_with(['）', ')']) {
        return false;
    }
    let line = head.rsplit('\n').next().unwrap_or(head);
    let Some((before, inside)) = line.rsplit_once(['（', '(']) else {
        return false;
    };
    let is_open = !inside.contains(['）', ')']);
    let is_last = inside.is_empty() || inside.trim_end().ends_with(['、', '，', ',', '：', ':']);
    is_open && is_last && before.ends_with(is_of_word)
}

/// 「通信の手順（SMTP、HTTP等）」: one of several examples of the words before the bracket.
fn is_example(head: &str, tail: &str) -> bool {
    let parts = ['、', '，', ',', '・', '/', '／'];
    let line = head.rsplit('\n').next().unwrap_or(head);
    let open = line.rsplit_once(['（', '(']);
    let close = tail.split_once(['）', ')']);
    let (Some((before, inside)), Some((rest, _))) = (open, close) else {
        return false;
    };
    let is_open = !inside.contains(['）', ')']) && !rest.contains('\n');
    let begins = inside.is_empty() || inside.trim_end().ends_with(parts);
    let ends = ["", "等", "など", "ほか"].contains(&rest.trim()) || rest.starts_with(parts);
    let is_list = inside.contains(parts) || rest.contains(parts);
    is_open && begins && ends && is_list && before.ends_with(is_of_word)
}

/// 「UTM（総合脅威管理）」
fn opens_bracket(tail: &str) -> bool {
    let Some(inside) = tail.strip_prefix(['（', '(']) else {
        return false;
    };
    let inside = inside.split(['）', ')', '\n']).next().unwrap_or(inside);
    inside.chars().filter(|c| is_of_word(*c)).count() > 2
}

/// 「（以下「LGWAN」という。）」
fn is_defined(head: &str, tail: &str) -> bool {
    let head = head.trim_end_matches(['、', ' ', '\u{3000}']);
    let is_so = ["以下", "以下単に", "略称", "以下、単に"];
    let is_other_name = ["別名", "略称", "通称", "英語名", "英名"];
    is_so.iter().any(|word| head.ends_with(word)) && tail.starts_with('と')
        || is_other_name.iter().any(|word| head.ends_with(word))
            && tail.starts_with(['）', ')', '、', '。'])
}

fn is_of_word(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_hiragana(c) || c.is_ascii_alphabetic()
}
