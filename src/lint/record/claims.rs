//! Which words an answer claims to have written, by what stands after each quotation: 「A」を「B」に修正 claims B, 「A」を追記
//! claims A, 「A」欄に … names a place, 「A」を削除 claims that A is gone.

use std::ops::Range;

use crate::assets::lists::review::{ADDS, CHANGES, REMOVES};
use crate::japanese::signs::pieces;

/// Words that an answer claims to have written, or to have taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The words in the answer, without 「」.
    pub range: Range<usize>,
    /// Whether they are to be gone.
    pub is_gone: bool,
}

/// A quotation in a sentence.
struct Quoted {
    /// The words.
    range: Range<usize>,
    /// What stands between it and the next quotation, or the end of the sentence.
    tail: Range<usize>,
}

/// What the quotations of an answer claim.
pub fn claims(text: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let quoted = quotations(text, &sentence);
        // From the last one back: 「A」、「B」を追記した claims of A what it claims of B.
        let mut next = None;
        let mut claimed = Vec::new();
        for (n, quote) in quoted.iter().enumerate().rev() {
            let has_next = n + 1 < quoted.len();
            let tail = &text[quote.tail.clone()];
            next = if has_next && is_chain(tail) {
                next
            } else if is_announced(text, quote, has_next) {
                Some(false)
            } else {
                role(tail, has_next)
            };
            // 「Ⅱ３①」に追記した names a place.
            next = next.filter(|_| !is_address(&text[quote.range.clone()]));
            let range = quote.range.clone();
            claimed.extend(next.map(|is_gone| Claim { range, is_gone }));
        }
        found.extend(claimed.into_iter().rev());
    }
    found
}

/// Whether words are the address of an item.
fn is_address(words: &str) -> bool {
    words.starts_with(|c: char| ('\u{2160}'..='\u{2165}').contains(&c)) || words.starts_with("別添")
}

/// Whether a quotation that stands for itself was announced: 「次の文を追記しました。「A」」, 「修正後：「A」」.
fn is_announced(text: &str, quote: &Quoted, has_next: bool) -> bool {
    let is_alone = text[quote.tail.clone()]
        .trim()
        .trim_matches(['。', '、'])
        .is_empty();
    if has_next || !is_alone {
        return false;
    }
    let open = text[..quote.range.start]
        .trim_end_matches(['「', '『'])
        .trim_end();
    let line = open
        .trim_end_matches('。')
        .rsplit(['。', '\n'])
        .next()
        .unwrap_or(open);
    let says = ["次の", "以下の", "下記の"]
        .iter()
        .any(|word| line.contains(word));
    let adds = matches!(first_verb(line), Some(Verb::Add | Verb::Change));
    let is_head = open.ends_with(['：', ':', '→']) && (adds || line.contains('後'));
    is_head || says && adds
}

/// The sentences of a text; a full stop inside a quotation ends none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces(text, &['。']) {
        let is_open = found.last().is_some_and(|last| {
            let words = &text[last.clone()];
            words.matches('「').count() > words.matches('」').count() && !words.ends_with('\n')
        });
        match found.last_mut().filter(|_| is_open) {
            Some(last) => last.end = piece.end,
            None => found.push(piece),
        }
    }
    found
}

/// The outermost quotations of a sentence.
fn quotations(text: &str, sentence: &Range<usize>) -> Vec<Quoted> {
    let mut depth = 0;
    let mut start = 0;
    let mut found: Vec<Quoted> = Vec::new();
    for (at, sign) in text[sentence.clone()].char_indices() {
        let at = sentence.start + at;
        match sign {
            '「' | '『' => {
                if depth == 0 {
                    start = at + sign.len_utf8();
                    if let Some(last) = found.last_mut() {
                        last.tail.end = at;
                    }
                }
                depth += 1;
            }
            '」' | '』' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(Quoted {
                        range: start..at,
                        tail: at + sign.len_utf8()..sentence.end,
                    });
                }
            }
            _ => {}
        }
    }
    found.retain(|quote| !text[quote.range.clone()].trim().is_empty());
    found
}

/// Whether one of some words begins a text.
fn begins(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| text.starts_with(*word))
}

/// Whether what stands between two quotations only joins them.
fn is_chain(tail: &str) -> bool {
    let tail = tail.trim();
    let joins = ["、", "，", "及び", "並びに", "・", "や"];
    tail.is_empty() || tail == "と" || begins(&joins, tail)
}

/// Whether a quotation claims that its words are there (false) or gone (true), by what follows it; none where it claims
/// neither.
fn role(tail: &str, has_next: bool) -> Option<bool> {
    let tail = tail.trim_start();
    let named = ["という", "との"]
        .iter()
        .find_map(|word| tail.strip_prefix(word));
    if let Some(named) = named {
        // 「A」との御意見を受けて … quotes somebody else.
        return object(without_what_it_is(named)?, has_next);
    }
    if let Some(said) = tail.strip_prefix('と') {
        let clause = said.split(['、', '，', '。']).next().unwrap_or(said);
        let of_before = ["ていた", "ていま", "ておりま", "であった"];
        let is_old = begins(&["ある", "あった", "あり"], clause)
            || of_before.iter().any(|word| clause.contains(word));
        return match first_verb(clause).filter(|_| !is_old)? {
            Verb::Add | Verb::Change => Some(false),
            Verb::Remove => None,
        };
    }
    // 「A」の一文を追加した; 「A」の記載を … may name an item.
    let noun = ["の一文", "の文言", "の文", "の語句", "の語", "の字句"];
    let tail = noun
        .iter()
        .find_map(|noun| tail.strip_prefix(noun))
        .unwrap_or(tail);
    if tail.starts_with('を') {
        return object(tail, has_next);
    }
    if let Some(aim) = tail.strip_prefix(['に', 'へ']) {
        return begins(CHANGES, aim).then_some(false);
    }
    (begins(CHANGES, tail) || begins(ADDS, tail)).then_some(false)
}

/// The same of a quotation that is the object of a verb: 「A」を追記した.
fn object(tail: &str, has_next: bool) -> Option<bool> {
    let object = tail.strip_prefix('を')?;
    // 「A」を「B」に修正した; 「A」を、「B」に
    if has_next && is_chain(object) {
        return None;
    }
    let object = object.trim_start_matches(['、', '，', '新', 'た', 'に']);
    if begins(CHANGES, object) {
        return None;
    }
    match first_verb(object)? {
        Verb::Add => Some(false),
        Verb::Remove => Some(true),
        // 「A」をⅡ３①の記載に改めた
        Verb::Change => None,
    }
}

/// 「という文言を追加」 → 「を追加」; none of what is not the office's own words.
fn without_what_it_is(named: &str) -> Option<&str> {
    let nouns = ["記載", "文言", "語", "旨", "表現", "説明", "一文", "文"];
    nouns.iter().find_map(|noun| named.strip_prefix(noun))
}

#[derive(Clone, Copy)]
enum Verb {
    Add,
    Change,
    Remove,
}

/// The first verb of words after a quotation.
fn first_verb(text: &str) -> Option<Verb> {
    let lists = [
        (ADDS, Verb::Add),
        (CHANGES, Verb::Change),
        (REMOVES, Verb::Remove),
    ];
    let places = lists.into_iter().flat_map(|(words, verb)| {
        let found = words.iter().filter_map(|word| text.find(*word));
        found.map(move |at| (at, verb))
    });
    places.min_by_key(|(at, _)| *at).map(|(_, verb)| verb)
}

#[cfg(test)]
mod tests {
    use super::claims;

    #[test]
    fn what_answers_claim() {
        let said = |text: &str| -> Vec<String> {
            let claims = claims(text).into_iter();
            let shown =
                claims.map(|c| format!("{}{}", if c.is_gone { "-" } else { "" }, &text[c.range]));
            shown.collect()
        };
        let none: [&str; 0] = [];
        assert_eq!(
            said("「記録の保管」の欄に「５年間」を追記しました。"),
            ["５年間"]
        );
        assert_eq!(said("「３年間」を「５年間」に修正した。"), ["５年間"]);
        assert_eq!(
            said("接続先には「台帳システム」、宛名には「中間サーバ」を追記する。"),
            ["台帳システム", "中間サーバ"]
        );
        assert_eq!(said("「窓口」及び「郵送」の記載を追加した。"), none);
        assert_eq!(
            said("「窓口で受け取る。」と記載した。"),
            ["窓口で受け取る。"]
        );
        assert_eq!(said("「毎日見る。」と評価書に書きました。"), ["毎日見る。"]);
        assert_eq!(said("次の文を追記しました。「毎日見る。」"), ["毎日見る。"]);
        assert_eq!(said("修正後：「毎日見る。」"), ["毎日見る。"]);
        assert_eq!(said("「毎日見る。」の一文を加えました。"), ["毎日見る。"]);
        assert_eq!(said("「Ⅲ４」の文を改め、「Ⅲ５」を追加した。"), none);
        assert_eq!(said("御指摘は「そのとおり」。"), none);
        assert_eq!(said("「紙」という語を「書面」に改めた。"), ["書面"]);
        assert_eq!(said("「危ない」との御意見を受けて追記した。"), none);
        assert_eq!(
            said("「紙」と記載していた所を、「書面」に改めた。"),
            ["書面"]
        );
        assert_eq!(said("「電子媒体」を削除した。"), ["-電子媒体"]);
        assert_eq!(said("「安全管理」については、別の会議で説明する。"), none);
        assert_eq!(said("「Ⅱ３①」を修正した。"), none);
    }
}
