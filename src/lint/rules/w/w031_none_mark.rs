//! 該当がないことの書き方（「－」「なし」など）が、欄によって違う。
//! "None" is written in several ways.
//!
//! ## 何を確認するか
//! 中身が「－」「なし」「該当なし」などだけの欄を評価書の全体で集め、一つの書き方が5か所以上あるときに、
//! その4分の1以下の欄だけが別の書き方でないこと。「－」「-」「―」のような線の幅と長さの違いは数えません。「なし」と書く欄（特記事項、他の評価実施機関）、
//! 意見がなかったことを答える「なし」（Ⅵ２④⑤）、別添３は数えません。
//!
//! ## なぜ
//! 「－」と「なし」が混ざると、該当がないのか、書いていないのかを読む人が迷います。
//!
//! ## 直し方
//! 多い方の書き方にそろえます。意味が違うなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 特定個人情報の使用:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報ファイルの取扱いの委託:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報の提供・移転:
//!   その他のリスク及びそのリスクに対する措置: －
//! 情報提供ネットワークシステムとの接続:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報の保管・消去:
//!   その他のリスク及びそのリスクに対する措置: －
//! 特定個人情報の入手:
//!   その他のリスク及びそのリスクに対する措置: なし   # 誤: ほかの欄は「－」
//!   その他のリスク及びそのリスクに対する措置: －     # 正
//! ```
//!
//! ## 根拠
//! 文書の統一（様式に定めはありません）

use super::{Places, Spot};
use crate::assessment::value::Value;
use crate::japanese::chars::{is_hiragana, is_kanji};
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W031",
    name: "none-mark",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// From how many items on a mark is the usual one, and how many times as many it has as all others.
const USUAL: (usize, usize) = (5, 4);

/// Items for which the guide to the form asks to write 「なし」.
const ASKED: [&str; 2] = ["cover.special_notes", "basic.other_agencies"];

/// Items in which a word says that nobody had an opinion.
const OPINIONS: [&str; 2] = [
    "procedure.public_comment.opinions",
    "procedure.public_comment.reflection",
];

fn check(cx: &mut Context) {
    let marks = cx.facts.words.iter().filter_map(|words| {
        let mark = words.str().trim();
        (is_none_mark(mark) && counts(cx, words, mark)).then(|| {
            let start = words.str().len() - words.str().trim_start().len();
            (mark, Spot::new(words, start..start + mark.len()))
        })
    });
    let marks = marks.map(|(mark, spot)| (Mark::of(mark), (mark, spot)));
    let groups = grouped(marks.collect());
    let Some(usual) = groups.iter().map(|(_, spots)| spots.len()).max() else {
        return;
    };
    let Some(kept) = groups.iter().find(|(_, spots)| spots.len() == usual) else {
        return;
    };
    let others = groups.iter().filter(|(mark, _)| *mark != kept.0);
    let mut places: Places = others
        .clone()
        .flat_map(|(_, spots)| spots.iter().map(|(_, spot)| spot.place(cx)))
        .collect();
    places.sort_by_key(|(_, span)| *span);
    if usual < USUAL.0 || usual < USUAL.1 * places.len() {
        return;
    }
    let name = |spots: &[(&str, Spot)]| spots.first().map_or("", |(mark, _)| *mark).to_owned();
    let names: String = others
        .map(|(_, spots)| format!("「{}」", name(spots)))
        .collect();
    let words = words(cx.lang, &names, &name(&kept.1), usual);
    cx.report_all(&RULE, &places, words);
}

/// A way to write that there is nothing: a dash of whatever width and length, or a word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Mark {
    Dash,
    Word(String),
}

impl Mark {
    fn of(mark: &str) -> Self {
        match mark.contains(|c: char| is_hiragana(c) || is_kanji(c)) {
            true => Mark::Word(mark.to_owned()),
            false => Mark::Dash,
        }
    }
}

/// Whether a text is all that an item of the body says.
fn counts(cx: &Context, words: &OwnText, mark: &str) -> bool {
    let field = cx.field(words.field);
    let is_text = matches!(field.value, Value::Text(_));
    let is_word = mark.contains(|c: char| is_hiragana(c) || is_kanji(c));
    let answers = is_word && OPINIONS.contains(&field.id.as_str());
    let is_asked = answers || ASKED.contains(&field.id.as_str());
    is_text && !field.id.starts_with("changes[") && !is_asked
}

fn words(lang: Lang, names: &str, kept: &str, count: usize) -> Words {
    Words::new(say!(
        lang,
        "該当なしの書き方が、ほかの欄の「{kept}」でなく{names}になっている",
        "\"None\" is written {names} here and 「{kept}」 elsewhere"
    ))
    .help(say!(
        lang,
        "ほかの{count}欄と同じ「{kept}」にそろえてください。意味が違うなら、そのままで構いません。",
        "Write 「{kept}」, as in {count} other items, unless another thing is meant."
    ))
}
