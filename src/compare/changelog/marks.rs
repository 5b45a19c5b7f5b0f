//! Words that are in 変更前 and 変更後 in place of what was written: （右記を追加）, （中略）, ※下欄に続く.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::assets::lists::changes;
use crate::japanese::notation::{has_chars, is_digit, is_none_mark};
use crate::japanese::passage::Passage;

/// What a line of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Words of the assessment.
    Text,
    /// Nothing was there: （右記を追加）, 新規, －.
    Nothing,
    /// Nothing is there any more: （左記を削除）, 全文削除.
    Deleted,
    /// Something is left out: （中略）.
    Omitted,
    /// The cell goes on in the next row: ※下欄に続く.
    Below,
    /// The cell goes on from the row before: ※上欄の続き.
    Above,
}

/// The words in comparison form.
struct Marks {
    kinds: FxHashMap<String, MarkKind>,
    /// What may be after words, to say that they go on in the next row.
    tails: Vec<String>,
    /// What may be before words, to say that they go on from the row before.
    heads: Vec<String>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let words = [
        (MarkKind::Nothing, changes::NOTHING),
        (MarkKind::Deleted, changes::DELETED),
        (MarkKind::Omitted, changes::OMITTED),
        (MarkKind::Below, changes::CONTINUED_BELOW),
        (MarkKind::Above, changes::CONTINUED_ABOVE),
    ];
    let mut marks = Marks {
        kinds: FxHashMap::default(),
        tails: Vec::new(),
        heads: Vec::new(),
    };
    for (kind, word) in words
        .into_iter()
        .flat_map(|(kind, words)| words.iter().map(move |word| (kind, word)))
    {
        let word = Passage::of(word).text;
        // Shorter ones may be the end of a sentence.
        match kind {
            MarkKind::Below if has_chars(&word, 4) => marks.tails.push(word.clone()),
            MarkKind::Above if has_chars(&word, 4) => marks.heads.push(word.clone()),
            _ => {}
        }
        // What several kinds have is the first one's.
        marks.kinds.entry(word).or_insert(kind);
    }
    marks
});

/// Signs that may be around a mark.
const AROUND: &str = "()[]<>{}【】「」『』※*。.、・…‥";

/// Marks of at least this many characters are known at the end of other words.
const LONG_MARK: usize = 4;

/// No mark is longer, in bytes.
const LONGEST: usize = 80;

/// What a line in its comparison form is.
pub fn kind(folded: &str) -> MarkKind {
    if folded.len() > LONGEST {
        return MarkKind::Text;
    }
    let bare = folded.trim_matches(|c| AROUND.contains(c));
    let bare = if bare.is_empty() { folded } else { bare };
    match MARKS.kinds.get(bare) {
        Some(kind) => *kind,
        None if is_none_mark(folded) || is_none_mark(bare) => MarkKind::Nothing,
        // 「（以下、他の記載に変更なし）」: what is said in brackets about the change is not the text.
        None if in_brackets(folded) && (is_note(bare) || ends_with_omission(bare)) => {
            MarkKind::Omitted
        }
        None if is_position(bare) => MarkKind::Omitted,
        None => with_remark(bare).unwrap_or(MarkKind::Text),
    }
}

/// 「詳細は別紙参照」
fn ends_with_omission(bare: &str) -> bool {
    let mut marks = MARKS.kinds.iter();
    marks.any(|(mark, kind)| {
        *kind == MarkKind::Omitted && has_chars(mark, LONG_MARK) && bare.ends_with(mark.as_str())
    })
}

/// 「6段落目」: where in the item what follows is.
fn is_position(bare: &str) -> bool {
    let digits = bare.strip_prefix('第').unwrap_or(bare);
    let word = digits
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    word != digits && changes::POSITIONS.contains(&word)
}

/// 「削除（委託の終了）」: a mark with a remark after it.
fn with_remark(bare: &str) -> Option<MarkKind> {
    let (mark, _) = bare.split_once('(')?;
    let kind = *MARKS.kinds.get(mark.trim_matches(|c| AROUND.contains(c)))?;
    matches!(kind, MarkKind::Nothing | MarkKind::Deleted).then_some(kind)
}

/// Whether 項目 names the whole assessment, or a part of it: 全体, Ⅱ全般.
pub fn is_whole(item: &str) -> bool {
    changes::WHOLE.iter().any(|word| item.contains(word))
}

/// 項目 without the words that say that other items changed as well; none where it says nothing of others.
pub fn without_others(item: &str) -> Option<&str> {
    // 「（ほか3項目）」
    let item = item.trim_end().trim_end_matches(['）', ')']);
    let bare = item
        .strip_suffix("項目")
        .or_else(|| item.strip_suffix("か所"))
        .or_else(|| item.strip_suffix("箇所"))
        .unwrap_or(item)
        .trim_end_matches(is_digit);
    let rest = changes::OTHERS
        .iter()
        .find_map(|word| bare.strip_suffix(word))?;
    let rest = rest.trim_end_matches(['（', '(', '、', '，', '・', ' ', '　', '\n', 'の']);
    (!rest.trim().is_empty()).then_some(rest)
}

/// What is in place of an item that the row above names.
const DITTO: [&str; 4] = ["同上", "〃", "同じ", "上に同じ"];

/// Whether 項目 names the item of the row above once more: as it is, with 「（続き）」 after it, or 「同上」.
pub(super) fn is_continued_item(item: &str, above: &str) -> bool {
    let after = item.strip_prefix(above).map(kind);
    item == above || after == Some(MarkKind::Above) || DITTO.contains(&item)
}

fn in_brackets(folded: &str) -> bool {
    let inner = folded.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains(['(', ')']))
}

/// Whether a line says what was done, instead of what is written: 「…を追記」.
pub fn is_note(folded: &str) -> bool {
    let bare = folded.trim_end_matches(['。', ')', '」', '.']);
    changes::NOTES.iter().any(|note| bare.ends_with(note))
}

/// How long the mark is that says before the words of a line that they go on from the row before: 「※上欄の続き」.
pub(super) fn head(folded: &str) -> usize {
    let bare = folded.trim_start_matches(['(', '[', '※', '*', '【', '…']);
    let mut heads = MARKS.heads.iter();
    let words = heads.find_map(|head| bare.strip_prefix(head.as_str()));
    let rest = words.map(|words| words.trim_start_matches([')', ']', '】', '※', ':', '…']));
    rest.map_or(0, |rest| folded.len() - rest.len())
}

/// Where the mark begins that says after the words of a line that they go on in the next row: 「※下欄に続く」. The end of the
/// line where there is none.
pub(super) fn tail(folded: &str) -> usize {
    let bare = folded.trim_end_matches([')', ']', '】', '。']);
    let mut tails = MARKS.tails.iter();
    let words = tails.find_map(|tail| bare.strip_suffix(tail.as_str()));
    words.map_or(folded.len(), |words| {
        words.trim_end_matches(['(', '[', '【', '※', '*']).len()
    })
}

/// The parts of a line between marks of omission in brackets and without a mark of continuation at its end
/// or its beginning.
pub fn segments(folded: &str) -> Vec<Range<usize>> {
    let marks = &*MARKS;
    let end = tail(folded);
    let mut found = Vec::new();
    let mut start = head(folded);
    let mut from = start;
    while let Some(open) = folded[from..end].find('(').map(|i| from + i) {
        let Some(close) = folded[open..end].find(')').map(|i| open + i) else {
            break;
        };
        let inner = &folded[open + 1..close];
        // 「（…略…）」
        let bare = inner.trim_matches(['.', '…', '‥', '・']);
        let is_omission = |words: &str| marks.kinds.get(words) == Some(&MarkKind::Omitted);
        if is_omission(inner) || is_omission(bare) {
            found.push(start..open);
            start = close + 1;
            from = start;
        } else {
            from = open + 1;
        }
    }
    found.push(start..end);
    // 「①～⑨（略）」: numbers next to what is left out say only where it was.
    let says = |range: &Range<usize>| {
        let words = &folded[range.clone()];
        words.chars().any(|c| c.is_alphabetic() && !is_numeral(c))
    };
    let parted = found.len() > 1;
    found.retain(|range| !range.is_empty() && (!parted || says(range)));
    found
}

/// Whether a letter is a number: Ⅳ in its comparison form, ア.
fn is_numeral(c: char) -> bool {
    "IVX".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_may_name_the_item_of_the_row_above() {
        for item in [
            "Ⅱ6保管場所",
            "Ⅱ6保管場所(続き)",
            "Ⅱ6保管場所(前頁からの続き)",
            "同上",
        ] {
            assert!(is_continued_item(item, "Ⅱ6保管場所"), "{item}");
        }
        assert!(!is_continued_item("Ⅱ6保管場所の鍵", "Ⅱ6保管場所"));
    }

    #[test]
    fn the_words_of_change_tables_are_known() {
        let kind = |text: &str| super::kind(&Passage::of(text).text);
        assert_eq!(kind("（右記を追加）"), MarkKind::Nothing);
        assert_eq!(kind("－"), MarkKind::Nothing);
        assert_eq!(kind("（左記を削除）。"), MarkKind::Deleted);
        assert_eq!(kind("〔全文削除〕"), MarkKind::Text);
        assert_eq!(kind("【全文削除】"), MarkKind::Deleted);
        assert_eq!(kind("（中略）"), MarkKind::Omitted);
        assert_eq!(kind("（以下の記載を追加）"), MarkKind::Omitted);
        assert_eq!(kind("※下欄に続く"), MarkKind::Below);
        assert_eq!(kind("※上欄の続き"), MarkKind::Above);
        assert_eq!(kind("鍵を廃棄し、記録を削除する。"), MarkKind::Text);
        assert_eq!(kind("削除（委託の終了）"), MarkKind::Deleted);
        assert_eq!(kind("（新規追加）"), MarkKind::Nothing);
        assert_eq!(kind("鍵の管理（毎年）"), MarkKind::Text);
    }

    #[test]
    fn others_after_an_item_are_known() {
        assert_eq!(without_others("Ⅱ６①保管場所　ほか"), Some("Ⅱ６①保管場所"));
        assert_eq!(
            without_others("Ⅱ６①保管場所（ほか3項目）"),
            Some("Ⅱ６①保管場所")
        );
        assert_eq!(without_others("Ⅱ６①保管場所\nその他"), Some("Ⅱ６①保管場所"));
        assert_eq!(without_others("Ⅱ６①保管場所"), None);
        assert!(is_whole("全体") && is_whole("Ⅱ全般") && !is_whole("Ⅱ６①"));
    }

    #[test]
    fn omissions_inside_a_line_part_it() {
        let parts = |text: &str| -> Vec<String> {
            let folded = Passage::of(text).text;
            let ranges = segments(&folded).into_iter();
            ranges.map(|range| folded[range].to_owned()).collect()
        };
        assert_eq!(
            parts("鍵を廃棄する。（…略…）消す（毎年）。"),
            ["鍵を廃棄する。", "消す(毎年)。"]
        );
        assert_eq!(parts("鍵を廃棄し、※下欄に続く"), ["鍵を廃棄し、"]);
        assert_eq!(parts("※上欄の続き鍵を廃棄し、"), ["鍵を廃棄し、"]);
        assert_eq!(
            parts("（前頁からの続き）鍵を廃棄し、（下欄に続く）"),
            ["鍵を廃棄し、"]
        );
    }
}
