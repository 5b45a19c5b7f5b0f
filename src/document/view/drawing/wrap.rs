//! Names in lines.

use unicode_width::UnicodeWidthChar;

use crate::japanese::chars::is_katakana;
use crate::japanese::segment::words;

/// The most lines of a name; the whole of a longer one is in the table below the figure.
const MOST: usize = 5;

/// Characters that no line begins with.
const CLOSING: &str =
    "、。，．・）)」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ〜～！？!?：；,.:;";

/// Characters that no line ends with.
const OPENING: &str = "（(「『【〈《";

/// Nouns before which a long name may break.
const NOUNS: [&str; 5] = [
    "システム",
    "サーバー",
    "ネットワーク",
    "ファイル",
    "センター",
];

/// A name parted before those nouns.
fn at_nouns(name: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in name.char_indices().skip(1) {
        if NOUNS.iter().any(|noun| name[at..].starts_with(noun)) {
            found.push(&name[start..at]);
            start = at;
        }
    }
    found.push(&name[start..]);
    found
}

/// A width in hundredths of the height of the type: Latin letters of proportional faces may be wider than half of it.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c.width() == Some(2) { 100 } else { 62 })
        .sum()
}

/// A name in lines of at most `most` hundredths of the height of the type, as even as its words allow.
pub(super) fn lines(name: &str, most: usize) -> Vec<String> {
    let pieces = pieces(name, most);
    let mut best = filled(&pieces, most);
    let mut narrower = most;
    while narrower > 300 {
        narrower -= 50;
        let lines = filled(&pieces, narrower);
        if lines.len() > best.len() || lines.iter().any(|l| width(l) > narrower) {
            break;
        }
        best = lines;
    }
    if best.len() > MOST {
        best.truncate(MOST);
        if let Some(last) = best.last_mut() {
            while width(last) + 100 > most && last.pop().is_some() {}
            last.push('…');
        }
    }
    best
}

/// The parts between which a line may break: words with the marks that belong to them, none wider than a line.
fn pieces(name: &str, most: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in at_nouns(name).into_iter().flat_map(words) {
        let goes_on = |last: &String| {
            let is_noun = NOUNS.iter().any(|noun| word.starts_with(noun));
            let in_katakana = last.ends_with(is_katakana) && word.starts_with(is_katakana);
            last.ends_with(|c| OPENING.contains(c)) || (in_katakana && !is_noun)
        };
        let is_joined =
            word.starts_with(|c| CLOSING.contains(c)) || pieces.last().is_some_and(goes_on);
        match pieces.last_mut() {
            Some(last) if is_joined && width(last) + width(word) <= most => last.push_str(word),
            _ => pieces.push(word.to_owned()),
        }
    }
    let fits = |piece: String| {
        if width(&piece) <= most {
            return vec![piece];
        }
        piece.chars().map(String::from).collect()
    };
    pieces.into_iter().flat_map(fits).collect()
}

fn filled(pieces: &[String], most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if width(line) + width(piece) <= most => line.push_str(piece),
            _ => lines.push(piece.trim_start().to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_between_words() {
        assert_eq!(lines("本人", 900), ["本人"]);
        let long = lines("情報提供ネットワークシステム", 900);
        assert_eq!(long, ["情報提供", "ネットワーク", "システム"]);
        assert_eq!(
            lines("団体内統合宛名システム", 900),
            ["団体内統合", "宛名システム"]
        );
    }

    #[test]
    fn no_line_is_too_wide_and_the_longest_names_end_in_dots() {
        let name =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ（とても長い名前の、とても長い名前のとても長い名前の機関）";
        let found = lines(name, 900);
        assert_eq!(found.len(), MOST);
        assert!(found.iter().all(|line| width(line) <= 900), "{found:?}");
        assert!(found[MOST - 1].ends_with('…'));
        assert!(lines("", 900).is_empty());
    }
}
