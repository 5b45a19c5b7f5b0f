//! 文が「、」や「及び」で終わり、途中で切れている。
//! A text ends in a comma or in a conjunction: it is cut off.
//!
//! ## 何を確認するか
//! 欄の文が「、」「，」「及び」「又は」「並びに」「若しくは」で終わっていないこと。
//! 「を」「により」のような助詞や、「確認し」のような動詞の途中で終わる文、途中に「。」があるのに「。」で終わらない行も示します。
//! 「鍵を。書庫に戻す」のように、助詞のすぐ後に「。」があって文が続くものと、ほかの行がすべて「。」で終わる箇条書きの、途中で終わる行も示します。
//! 箇条書きの行が「、」で終わり、次の行が同じ印の新しい項目で始まるものも示します。別添３は C006 が見ます。
//!
//! ## なぜ
//! 後ろの文が失われています。写すときや表計算から貼るときに、一部が落ちることがあります。
//!
//! ## 直し方
//! 元の文を確かめて、続きを書きます。
//!
//! ## 例
//! ```yaml
//! その必要性: 利用者を正確に特定し、                       # 誤: 続きがない
//! その必要性: 利用者を正確に特定し、記録を照合するため。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::Places;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::lint::rules::facts::ends::{fragments, midway, stopped};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W020",
    name: "ends-midway",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let is_own = |field: FieldId| !cx.field(field).id.starts_with("changes[");
    let texts = cx.facts.words.iter().filter(|words| is_own(words.field));
    let found = texts.flat_map(|words| {
        let is_prose = matches!(cx.field(words.field).value, Value::Text(_))
            && !words.quotes
            && !words.is_title;
        let cut = match is_prose {
            true => [fragments(words.str()), stopped(words.str())].concat(),
            false => Vec::new(),
        };
        let ends = midway(words.str()).into_iter().chain(cut);
        ends.map(|range| words.place(cx, range))
    });
    let found: Places = found.collect();
    cx.report_all(&RULE, &found, words(cx.lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "文が途中で切れている",
        "A text ends in the middle of a sentence"
    ))
    .help(say!(
        lang,
        "元の文を確かめて、続きを書いてください。",
        "Look the text up and write the rest."
    ))
}
