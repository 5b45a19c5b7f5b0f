//! 行の頭の記号に、形の似た別の記号（○と〇、・と•など）が混ざっている。
//! Lines begin with marks that look alike but are others.
//!
//! ## 何を確認するか
//! 箇条書きや見出しの行の頭の記号について、丸（○、漢数字の〇、◯）、中黒（・、•、‧、·）、黒い四角、黒い丸、ひし形などの
//! 形の似た記号を評価書の全体で数え、少ない方がないこと。「〇〇市」のような伏せ字、半角の中黒（W005 が見ます）は数えません。
//!
//! ## なぜ
//! 目では同じに見えても別の文字です。検索や読み上げ、前の版との比較で別のものになり、印刷では大きさが変わります。
//!
//! ## 直し方
//! 多い方の記号にそろえます。`hyokasho check --fix=unsafe` で直せます。
//!
//! ## 例
//! ```yaml
//! 保管場所: |
//!   ○申込書　書庫に置く。
//!   〇返却の箱　窓口の内に置く。   # 誤: 漢数字の〇
//!   ○返却の箱　窓口の内に置く。   # 正
//!   ○名簿　金庫に置く。
//! ```
//!
//! ## 根拠
//! 文字の標準（JIS X 0213）
//!
//! 記号は形の似たものの組で比べます。

use super::{Places, Spot, edits};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::is_digit;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W029",
    name: "line-mark",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// Marks that look alike, the usual one first.
const ALIKE: [&str; 7] = ["○〇◯⚪", "・•‧·∙⋅", "■◼▪⬛", "●⚫⬤", "◆⬥♦", "□◻▫", "◇⬦♢"];

fn check(cx: &mut Context) {
    let alphabet = cx.facts.alphabet();
    let are_mixed = |alike: &&str| alike.chars().filter(|c| alphabet.has(*c)).nth(1).is_some();
    if !ALIKE.iter().any(are_mixed) {
        return;
    }
    let mut groups: Vec<Vec<(char, Spot)>> = vec![Vec::new(); ALIKE.len()];
    for words in &cx.facts.words {
        for (at, mark, group) in marks(words.str()) {
            let spot = Spot::new(words, at..at + mark.len_utf8());
            groups[group].push((mark, spot));
        }
    }
    for (alike, marks) in ALIKE.iter().zip(groups) {
        let count = |mark: char| marks.iter().filter(|(m, _)| *m == mark).count();
        // Of two as frequent, the usual one.
        let Some(kept) = alike.chars().rev().max_by_key(|mark| count(*mark)) else {
            continue;
        };
        let others = marks.iter().filter(|(mark, _)| *mark != kept);
        let places: Places = others.map(|(_, spot)| spot.place(cx)).collect();
        let Some(wrong) = marks.iter().find(|(mark, _)| *mark != kept) else {
            continue;
        };
        let edits = edits(&places, |_| kept.to_string());
        let words = words(cx.lang, wrong.0, kept, count(kept));
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.fix(Safety::Unsafe, edits);
        }
    }
}

/// The marks at the heads of lines, with the number of their group.
fn marks(text: &str) -> impl Iterator<Item = (usize, char, usize)> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let bare = line.trim_start();
        let start = at + (line.len() - bare.len());
        at += line.len();
        let mut chars = bare.chars();
        let mark = chars.next().filter(|c| !c.is_ascii() && !is_letter(*c))?;
        let group = ALIKE.iter().position(|alike| alike.contains(mark))?;
        // 〇〇市, 〇年, 〇1
        let next = chars.next()?;
        let is_blank = ALIKE[0].contains(next) || "年月日市区町村県課番".contains(next);
        (!is_blank && !is_digit(next)).then_some((start, mark, group))
    })
}

/// Nearly all lines begin with one.
fn is_letter(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || is_katakana(c)
}

fn words(lang: Lang, wrong: char, kept: char, count: usize) -> Words {
    let (code, right) = (u32::from(wrong), u32::from(kept));
    Words::new(say!(
        lang,
        "行の頭の「{wrong}」は、ほかの「{kept}」に似た別の記号",
        "「{wrong}」 at the head of a line is another sign than 「{kept}」 elsewhere"
    ))
    .label(say!(
        lang,
        "U+{code:04X}（ほかは U+{right:04X}）",
        "U+{code:04X}; the others are U+{right:04X}"
    ))
    .help(say!(
        lang,
        "ほかの{count}か所と同じ「{kept}」に打ち直してください。",
        "Write 「{kept}」, as in {count} other places."
    ))
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_at_the_heads_of_lines() {
        let found = |text: &str| marks(text).map(|(_, c, _)| c).collect::<String>();
        assert_eq!(found("○甲\n　〇乙\n・丙○丁\n"), "○〇・");
        assert_eq!(found("〇〇市\n○1\n〇年〇月\n甲\n\n○"), "");
    }
}
