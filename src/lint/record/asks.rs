//! Whether an opinion asks something.

use std::ops::Range;

use crate::japanese::signs::{Quotes, pieces};

/// Words that end in 「か」 and ask nothing.
const NO_QUESTIONS: [&str; 7] = [
    "ほか",
    "とか",
    "しか",
    "なか",
    "さすが",
    "いささか",
    "わずか",
];

/// The last words of the first sentence that asks.
pub fn question(text: &str) -> Option<Range<usize>> {
    let quotes = Quotes::of(text);
    let asks = |piece: &Range<usize>| {
        let sentence = text[piece.clone()]
            .trim_end()
            .trim_end_matches(['。', '？', '?', '）']);
        let is_marked = text[piece.clone()].trim_end().ends_with(['？', '?']);
        let is_asked =
            sentence.ends_with('か') && !NO_QUESTIONS.iter().any(|word| sentence.ends_with(word));
        let end = piece.start + sentence.len();
        (is_marked || is_asked) && !quotes.hold(end.saturating_sub(1))
    };
    let piece = pieces(text, &['。', '？']).find(asks)?;
    let end = piece.start + text[piece.clone()].trim_end().len();
    let last = text[piece.start..end]
        .rfind('、')
        .map_or(piece.start, |at| piece.start + at + '、'.len_utf8());
    Some(last..end)
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn what_asks() {
        for text in [
            "技術的な背景はありますか。",
            "よい。なぜ紙なのか。",
            "必要でしょうか？",
        ] {
            assert!(question(text).is_some(), "{text}");
        }
        for text in [
            "賛成する。",
            "誰が見るか確認すること。",
            "「なぜか。」と問われた。",
            "これは、ごくわずか。",
        ] {
            assert_eq!(question(text), None, "{text}");
        }
    }
}
