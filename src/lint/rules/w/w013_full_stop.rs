//! 句点「。」のある文とない文が混ざっている。
//! Some sentences end without a full stop while most have it.
//!
//! ## 何を確認するか
//! 述語で終わる行（「…する」「…ている」「…ない」など）のほとんどに「。」がある評価書に、ない行が残っていないこと。
//! 評価書の行の10分の9以上に「。」があれば評価書の全体で、そうでなければ欄ごとに（「。」のある行が3行以上で、ない行の3倍以上の欄を）
//! 見ます。「…するまた、」のように、次の文の前の「。」がないものも示します。見出しや体言止めの行、全ての行に「。」のない箇条書きの欄、
//! 寄せられた意見、別添１、別添３は数えません。
//!
//! ## なぜ
//! 文が途中で切れているのかと読み手を迷わせます。
//!
//! ## 直し方
//! 「。」を補います。文が途中で切れていないかも確かめます。`hyokasho check --fix` で補えます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: |
//!   利用者を限る。
//!   記録を残す。
//!   毎月確かめる。
//!   書庫の外への持出しを禁じている     # 誤: ここだけ「。」がない
//!   書庫の外への持出しを禁じている。   # 正
//! ```
//!
//! ## 根拠
//! くぎり符号の使い方（昭和21年文部省）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（12か所）。すべて句点の抜け。完成した記入例で指摘0件。

use std::ops::Range;

use super::Places;
use crate::assessment::value::Value;
use crate::assets::lists::sentences::OPENINGS;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::signs::signs;
use crate::lint::rules::{Context, Levels, OwnText, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W013",
    name: "full-stop",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// From how many characters on a line that ends like a sentence is one.
const LONG: usize = 12;

/// From how many sentences with 。 on an assessment shows its habit, and how many it has for each without.
const HABIT: (usize, usize) = (30, 9);

/// The sentences of a text.
#[derive(Default)]
struct Sentences {
    /// How many lines end in 。
    ended: usize,
    /// The last characters of those that end like a sentence without it.
    missing: Vec<Range<usize>>,
    /// Where it is missing inside a line.
    joints: Vec<Range<usize>>,
    /// Whether lines end in the middle of sentences.
    is_wrapped: bool,
}

fn check(cx: &mut Context) {
    let texts = cx.facts.words.iter().filter(|words| counts(cx, words));
    let found: Vec<(&OwnText, Sentences)> = texts
        .map(|words| (words, Sentences::of(words.str())))
        .collect();
    let ended: usize = found.iter().map(|(_, s)| s.ended).sum();
    let missing: usize = found.iter().map(|(_, s)| s.of_habit().len()).sum();
    let is_habit = ended >= HABIT.0 && ended >= HABIT.1 * missing;
    let mut places = Places::new();
    for (words, sentences) in &found {
        let missing = match is_habit {
            true => sentences.of_habit(),
            false => sentences.of_item(),
        };
        let ranges = missing.iter().chain(&sentences.joints);
        let own: Places = ranges.map(|range| words.place(cx, range.clone())).collect();
        match is_habit {
            true => places.extend(own),
            false => report(cx, &own),
        }
    }
    report(cx, &places);
}

/// Whether a text is running text of the office: no picture, no name, no entry of a list.
fn counts(cx: &Context, words: &OwnText) -> bool {
    let field = cx.field(words.field);
    let is_text = matches!(field.value, Value::Text(_));
    is_text && !words.repeats && !words.quotes && !field.id.starts_with("flow_figure")
}

fn report(cx: &mut Context, places: &Places) {
    let edit = |(_, last): &Place| Edit {
        span: Span::at(last.end),
        text: "。".into(),
    };
    let edits = places.iter().map(edit).collect();
    if let Some(finding) = cx.report_all(&RULE, places, missing_stop(cx.lang)) {
        finding.fix(Safety::Unsafe, edits);
    }
}

impl Sentences {
    fn of(text: &str) -> Self {
        let mut found = Sentences::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end();
            let end = start + words.len();
            start += line.len();
            if words.ends_with('。') {
                found.ended += 1;
            } else if is_sentence(words) {
                let last = words.chars().next_back().map_or(0, char::len_utf8);
                found.missing.push(end - last..end);
            } else if start < text.trim_end().len() {
                found.is_wrapped |= words.ends_with(['を', 'が', 'に', 'は', 'の', 'と', 'で']);
            }
        }
        found.joints = joints(text);
        found
    }

    /// What is missing where the assessment ends its sentences in 。: not in a list of which no line has it.
    fn of_habit(&self) -> &[Range<usize>] {
        let is_list = self.missing.len() > 2 && self.missing.len() > self.ended;
        match is_list || self.is_wrapped {
            true => &[],
            false => &self.missing,
        }
    }

    /// What is missing where only the item shows the habit.
    fn of_item(&self) -> &[Range<usize>] {
        match self.ended >= 3 && self.ended >= 3 * self.missing.len() {
            true => &self.missing,
            false => &[],
        }
    }
}

/// Whether a line ends like a sentence: in the plain form of a verb or an adjective, or in です and ます.
fn is_sentence(line: &str) -> bool {
    let mut chars = line.chars().rev();
    let (Some(last), Some(before)) = (chars.next(), chars.next()) else {
        return false;
    };
    let is_verb = match last {
        'る' => true,
        'た' => "しっれいんめけてえせげべじびき".contains(before),
        'い' => before == 'な',
        'う' | 'く' | 'む' | 'ぶ' | 'ぐ' => is_kanji(before),
        'す' => is_kanji(before) || "でま".contains(before),
        'つ' => "持立保".contains(before),
        _ => false,
    };
    is_verb && has_chars(line, LONG)
}

/// Where a sentence begins right after the verb of another: 「…するまた、」, 「…しますまず」.
fn joints(text: &str) -> Vec<Range<usize>> {
    let verbs = ["する", "した", "いる", "れる", "ない", "行う", "いた"];
    let commas = signs(text).filter(|(_, sign)| *sign == '、');
    let openings = commas.filter_map(|(at, comma)| {
        let head = &text[..at + comma.len_utf8()];
        let opening = OPENINGS.iter().find(|opening| head.ends_with(**opening))?;
        let end = head.len() - opening.len();
        let verb = verbs.iter().find(|verb| text[..end].ends_with(**verb))?;
        Some(end - verb.len()..end)
    });
    let polite = text.match_indices('ま').filter_map(|(at, _)| {
        let forms = ["ます", "ました", "ません"];
        let form = forms
            .into_iter()
            .find(|form| text[at..].starts_with(form))?;
        let end = at + form.len();
        let begins_word = |c: char| is_kanji(c) || is_katakana(c);
        // 済ます and 励ます are verbs of their own.
        let is_ending = text[..at].ends_with(is_hiragana);
        (is_ending && text[end..].starts_with(begins_word)).then_some(at..end)
    });
    let mut found: Vec<Range<usize>> = openings.chain(polite).collect();
    found.sort_by_key(|range| range.start);
    found
}

fn missing_stop(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "ほかの文にある「。」がない",
        "「。」 is missing here"
    ))
    .help(say!(
        lang,
        "「。」を補ってください。文が途中で切れていないかも確かめます。",
        "Add 「。」, and see whether the sentence is complete."
    ))
}

#[cfg(test)]
mod tests {
    use super::{Sentences, is_sentence, joints};

    #[test]
    fn a_sentence_among_others() {
        let text = "利用者を限る。\n記録を残す。\n毎月確かめる。\n■ 記録の持出し\n書庫の外への持出しを禁じている\n";
        let found = Sentences::of(text);
        assert_eq!((found.ended, found.missing.len()), (3, 1));
        assert_eq!(found.of_item(), found.of_habit());
        let short = Sentences::of("利用者を限る。\n書庫の外への持出しを禁じている\n");
        assert_eq!((short.of_item().len(), short.of_habit().len()), (0, 1));
    }

    #[test]
    fn the_ends_of_sentences() {
        for line in [
            "書庫の外への持出しを禁じている",
            "申込書の控えを利用者に渡す",
            "利用者を限り、記録を残した",
        ] {
            assert!(is_sentence(line), "{line}");
        }
        for line in [
            "図書館の窓口での申込書の取扱い",
            "図書館の利用者のうち次の一つ",
            "する",
            "閉館の日の返却の箱からの取込み",
        ] {
            assert!(!is_sentence(line), "{line}");
        }
    }

    #[test]
    fn sentences_that_run_together() {
        assert_eq!(joints("記録を保管するまた、毎月確かめる。"), vec![15..21]);
        assert_eq!(joints("画面を開きます番号は使いません。"), vec![15..21]);
        assert!(joints("記録を保管する。また、それまた、毎月確かめる。").is_empty());
    }
}
