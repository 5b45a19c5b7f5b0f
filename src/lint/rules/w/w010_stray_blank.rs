//! 文の途中に余分な空白がある。
//! A stray blank inside a sentence.
//!
//! ## 何を確認するか
//! 助詞（は、が、を、に、で、と…）や読点のすぐ後、「を」「する」のすぐ前、中黒や斜線の片側、全角の空白で切れた英字の間に、空白がないこと。
//! 文の途中の空白で、その行にほかの空白がなく、前に「を」「が」があり「。」で終わるもの（見出しの後でないもの）も数えます。
//! 「特定個人　情報」のように、空白のない形がこの評価書のほかの所にある語の中も数えます。
//! 見出しの番号の後、語と語を並べる空白、句点の後の空白は数えません。
//!
//! ## なぜ
//! 改行を消した跡や打ち直しの跡です。読み上げで文が切れ、検索で見つからなくなります。
//!
//! ## 直し方
//! 空白を消します。`hyokasho check --fix` で直せます（別添３の変更後にもあるときは `--fix=unsafe`）。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 業務の目的以外に　システムを使わない。   # 誤
//! リスクに対する措置の内容: 業務の目的以外にシステムを使わない。     # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（4か所）。すべて余分な空白。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::blanks::{self, Gap};
use super::{Places, Spot, edits, line};
use crate::assets::lists::sentences::NOUNS_LIKE_PARTICLES;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::numbering::numbered;
use crate::japanese::runs::Run;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W010",
    name: "stray-blank",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// How much of a line must come before a blank: a label is shorter.
const FEWEST: usize = 5;

fn check(cx: &mut Context) {
    let mut found = Places::new();
    let mut repeats = false;
    let mut split: Vec<(Gap, Spot)> = Vec::new();
    for words in &cx.facts.words {
        for range in blanks(words.str(), &words.runs) {
            repeats |= words.repeats;
            found.push(words.place(cx, range));
        }
        let gaps = blanks::inside(words.str(), &words.runs).into_iter();
        split.extend(gaps.map(|gap| {
            let spot = Spot::new(words, gap.range.clone());
            (gap, spot)
        }));
    }
    for spot in blanks::misplaced(cx, split) {
        let place = spot.place(cx);
        if !found.contains(&place) {
            repeats |= spot.words.repeats;
            found.push(place);
        }
    }
    found.sort_by_key(|(_, span)| *span);
    let edits = edits(&found, |_| String::new());
    let safety = if repeats {
        Safety::Unsafe
    } else {
        Safety::Safe
    };
    if let Some(finding) = cx.report_all(&RULE, &found, words(cx.lang)) {
        finding.fix(safety, edits);
    }
}

fn blanks(text: &str, runs: &[Run]) -> Vec<Range<usize>> {
    let is_blank = |r: &&Run| matches!(r.sign(), Some(' ' | '　'));
    let blanks: Vec<Run> = runs.iter().filter(is_blank).copied().collect();
    let together = blanks.chunk_by(|a, b| a.end == b.start);
    let groups = together.filter_map(|group| Some(group.first()?.start..group.last()?.end));
    // A line is looked at once, however many blanks it has.
    let mut here = Line::default();
    groups
        .filter(|range| {
            if range.start >= here.range.end {
                here = Line::around(text, range.start);
            }
            !here.is_row && is_misplaced(text, &here.range, range)
        })
        .collect()
}

/// A line of a text.
#[derive(Default)]
struct Line {
    range: Range<usize>,
    /// Whether it is a row of a table or a list parted by blanks.
    is_row: bool,
}

impl Line {
    fn around(text: &str, at: usize) -> Self {
        let range = line(text, at);
        let is_row = line_has_many(&text[range.clone()]);
        Line { range, is_row }
    }
}

fn is_misplaced(text: &str, line: &Range<usize>, range: &Range<usize>) -> bool {
    let (head, tail) = (&text[line.start..range.start], &text[range.end..line.end]);
    let is_japanese = |c: char| is_kanji(c) || is_hiragana(c) || is_katakana(c);
    let after_particle = head.ends_with(['は', 'が', 'を', 'に', 'で', 'と', 'へ', '、'])
        || ["として", "により", "おいて", "ついて", "の"]
            .iter()
            .any(|p| head.ends_with(p));
    let is_noun = NOUNS_LIKE_PARTICLES.iter().any(|w| head.ends_with(w));
    let goes_on = tail
        .chars()
        .next()
        .is_some_and(|c| is_japanese(c) || c == '「' || c == '（' && head.ends_with('、'));
    // 「④から⑥まで　照会を行う。」
    let is_range = numbered(head).is_some() && head.ends_with("まで");
    after_particle
        && !is_noun
        && !is_range
        && goes_on
        && has_chars(head, FEWEST)
        && has_chars(tail, 2)
}

fn line_has_many(line: &str) -> bool {
    let words = || line.split(['　', ' ']).filter(|w| !w.is_empty());
    line.starts_with('|') || words().nth(6).is_some()
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "文の途中に余分な空白がある",
        "A stray blank inside a sentence"
    ))
    .help(say!(lang, "空白を消してください。", "Delete it."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn blanks_inside_sentences() {
        let found = |text: &str| blanks(text, &runs(text)).len();
        assert_eq!(found("業務の目的以外に　システムを使わない。"), 1);
        assert_eq!(found("統合宛名の運用として　　消すことはない。"), 1);
        assert_eq!(found("（責任の分界点）、　第９条を守る。"), 1);
        assert_eq!(
            found("１　氏名　住所\nそのもの　印鑑\n行う。　また、次に\n④から⑥まで　照会を行う。"),
            0
        );
    }
}
