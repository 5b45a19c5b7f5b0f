//! 「です・ます」で終わる文と「である」で終わる文が混ざっている。
//! Sentences in the polite style are mixed with plain ones, or the other way round.
//!
//! ## 何を確認するか
//! 「。」で終わる文の終わりが、評価書の中で「です・ます」か「である」（する、ない、した など）のどちらかにそろっていること。
//! 多い方を基準にします。体言止めの文、「」の中、表紙の宣言（様式の言い回し）、寄せられた意見（Ⅵ２④など）、別添３は数えません。
//!
//! ## なぜ
//! 文を書き足した人、写した資料が違うことが文体で分かり、読み手に落ち着かない印象を与えます。広報の文を写した所に残りがちです。
//!
//! ## 直し方
//! 多い方にそろえます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: |
//!   窓口で本人を確かめる。
//!   記録は毎月点検しています。   # 誤: ここだけ「ます」
//!   記録は毎月点検している。     # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）　一つの文書の中では常体と敬体のどちらかで統一する
//!
//! 実測: 公表された素案一つ（254項目）と完成した記入例二つで指摘0件（混ざりなし）。

use std::iter::Peekable;
use std::ops::Range;

use memchr::memchr_iter;

use super::Spot;
use crate::japanese::runs::Run;
use crate::japanese::signs::{Quotes, signs};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W018",
    name: "mixed-style",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// How a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 敬体
    Polite,
    /// 常体
    Plain,
}

/// The ends of polite sentences.
const POLITE: [&str; 8] = [
    "です",
    "ます",
    "ません",
    "でした",
    "ました",
    "ましょう",
    "ください",
    "下さい",
];

/// Verbs that end as polite ones do: 済ます.
const VERBS: [&str; 6] = ["済ます", "励ます", "冷ます", "覚ます", "澄ます", "悩ます"];

/// The last letters of plain sentences: する, した, ない, 行う, である.
const PLAIN: [char; 11] = [
    'る', 'た', 'い', 'う', 'く', 'す', 'つ', 'む', 'ぶ', 'ぐ', 'だ',
];

fn check(cx: &mut Context) {
    let (mut polite, mut plain) = (Vec::new(), Vec::new());
    for words in cx.facts.words.iter().filter(|w| !w.repeats && !w.quotes) {
        if cx.field(words.field).id == "cover.declaration" {
            continue;
        }
        for (style, range) in ends(words.str(), &words.runs) {
            let spots = match style {
                Style::Polite => &mut polite,
                Style::Plain => &mut plain,
            };
            spots.push(Spot::new(words, range));
        }
    }
    let (usual, rare, spots) = if polite.len() > plain.len() {
        ("です・ます", "である", plain)
    } else {
        ("である", "です・ます", polite)
    };
    cx.report_all(&RULE, &spots, words(cx.lang, usual, rare));
}

/// The ends of the sentences of a text, each with its style.
fn ends(text: &str, runs: &[Run]) -> impl Iterator<Item = (Style, Range<usize>)> {
    let quotes = Quotes::of(text);
    let mut after = Brackets {
        brackets: runs,
        breaks: memchr_iter(b'\n', text.as_bytes()).peekable(),
    };
    let stops = signs(text).filter(|(_, sign)| *sign == '。');
    stops.filter_map(move |(end, _)| {
        let (style, length) = style(&text[..end])?;
        let counts = !quotes.hold(end) && !after.closes(end);
        counts.then_some((style, end - length..end))
    })
}

/// The brackets and line ends of a text after the sentence before.
struct Brackets<'t, L: Iterator<Item = usize>> {
    brackets: &'t [Run],
    breaks: Peekable<L>,
}

impl<L: Iterator<Item = usize>> Brackets<'_, L> {
    /// Whether a bracket is closed in the line after a place, before another one opens: 「（資格を失った者を除く。以下同じ。）」
    /// is the style of laws.
    fn closes(&mut self, end: usize) -> bool {
        let is_bracket = |run: &Run| matches!(run.sign(), Some('（' | '(' | ')' | '）'));
        let next = |run: &Run| run.start >= end && is_bracket(run);
        let before = self.brackets.iter().position(next);
        self.brackets = &self.brackets[before.unwrap_or(self.brackets.len())..];
        while self.breaks.next_if(|at| *at < end).is_some() {}
        let line = self.breaks.peek().copied().unwrap_or(usize::MAX);
        let is_closed = |run: &Run| run.start < line && matches!(run.sign(), Some('）' | ')'));
        self.brackets.first().is_some_and(is_closed)
    }
}

/// The style of words that end a sentence, and how many bytes show it.
fn style(words: &str) -> Option<(Style, usize)> {
    let polite = POLITE.iter().find(|end| words.ends_with(**end));
    if let Some(end) = polite.filter(|_| !VERBS.iter().any(|verb| words.ends_with(verb))) {
        return Some((Style::Polite, end.len()));
    }
    let last = words.chars().next_back().filter(|c| PLAIN.contains(c))?;
    Some((Style::Plain, last.len_utf8()))
}

fn words(lang: Lang, usual: &str, rare: &str) -> Words {
    Words::new(say!(
        lang,
        "「{usual}」の評価書の中に、「{rare}」の文がある",
        "Sentences are in the style of 「{rare}」, the others in that of 「{usual}」"
    ))
    .help(say!(
        lang,
        "「{usual}」にそろえてください。",
        "Use the style of 「{usual}」."
    ))
}

#[cfg(test)]
mod tests {
    use super::{Style, ends};
    use crate::japanese::runs::runs;

    #[test]
    fn the_end_of_a_sentence_shows_its_style() {
        let styles = |text| {
            let runs = runs(text);
            let styles = ends(text, &runs).map(|(style, _)| style);
            styles.collect::<Vec<_>>()
        };
        let polite = "確かめます。確かめました。必要です。お尋ねください。";
        assert_eq!(styles(polite), [Style::Polite; 4]);
        let plain = "確かめる。確かめた。必要である。用いない。行う。用件を済ます。";
        assert_eq!(styles(plain), [Style::Plain; 6]);
        assert_eq!(styles("書類の確認。「確かめます。」と書く"), []);
        let bracket = "被保険者（資格を失った者を除く。以下同じ。）の情報です。";
        assert_eq!(styles(bracket), [Style::Polite]);
    }
}
