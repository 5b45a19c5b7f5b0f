//! 表紙に「（案）」「（素案）」が残っている。
//! A mark of a draft is left on the cover.
//!
//! ## 何を確認するか
//! 公表の段階で、評価書名に「（案）」「（素案）」「【案】」などの印が無いこと。表紙のほかの欄では、印だけの行を確かめます。
//! 下書きと点検の段階では何も言いません。
//!
//! ## なぜ
//! 意見聴取に出した案の印が残ったまま公表すると、確定した評価書かどうかが分かりません。
//!
//! ## 直し方
//! 印を消します。まだ案であれば、`--stage review` で点検します。
//!
//! ## 例
//! ```yaml
//! 評価書名: 図書の貸出に関する事務　全項目評価書（案）   # 誤
//! 評価書名: 図書の貸出に関する事務　全項目評価書         # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use crate::assessment::value::Value;
use crate::assets::lists::drafts::MARKS;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P005",
    name: "draft-mark",
    levels: Levels::from(Stage::Publish, Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

const TITLE: &str = "cover.title";

const OPENING: [char; 11] = [
    '(', '（', '【', '[', '［', '〔', '＜', '<', '〈', '《', '「',
];
const CLOSING: [char; 11] = [
    ')', '）', '】', ']', '］', '〕', '＞', '>', '〉', '》', '」',
];

fn check(cx: &mut Context) {
    for id in cx.assessment.fields.keys() {
        let field = cx.field(id);
        if !field.id.starts_with("cover.") {
            continue;
        }
        let Value::Text(text) = field.value else {
            continue;
        };
        let is_title = field.id == TITLE;
        let Some(range) = mark(&text.text, is_title) else {
            continue;
        };
        let words = words(cx.lang, &cx.name(id), text.text[range.clone()].trim());
        let span = cx.words(text, range);
        let finding = cx.report(&RULE, id, span, words);
        if is_title {
            let text = String::new();
            finding.fix(Safety::Unsafe, vec![Edit { span, text }]);
        }
    }
}

/// The place of a mark: anywhere in a title, elsewhere as a line of its own.
fn mark(text: &str, is_title: bool) -> Option<Range<usize>> {
    let found = text.char_indices().find_map(|(start, c)| {
        OPENING.contains(&c).then_some(())?;
        let inner = start + c.len_utf8();
        let length = text[inner..].find(CLOSING)?;
        let end = inner + length + text[inner + length..].chars().next()?.len_utf8();
        let words = text[inner..inner + length].trim();
        let known = MARKS.contains(&words) || words.eq_ignore_ascii_case("draft");
        let alone = text
            .lines()
            .any(|line| !line.is_empty() && line.trim() == &text[start..end]);
        (known && (is_title || alone)).then_some(start..end)
    });
    let at_end = || {
        let title = text.trim_end();
        let mark = ["素案", "原案", "案"]
            .into_iter()
            .find(|mark| title.ends_with(mark))?;
        let start = title.len() - mark.len();
        let of_document = title[..start].trim_end().ends_with("評価書");
        (is_title && of_document).then_some(start..title.len())
    };
    found.or_else(at_end)
}

fn words(lang: Lang, name: &str, words: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} に「{words}」が残っている",
        "「{words}」 is left in {name}"
    ))
    .label(say!(lang, "案の印", "the mark of a draft"))
    .help(say!(
        lang,
        "確定した評価書なら消してください。まだ案なら、`--stage review` で点検してください。",
        "Delete it, or check with `--stage review` while it is a draft."
    ))
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn marks_and_no_marks() {
        let found = |text: &str| mark(text, true).map(|r| text[r].to_owned());
        for (text, words) in [
            ("貸出に関する事務　全項目評価書（素案）", "（素案）"),
            ("【案】貸出に関する事務　全項目評価書", "【案】"),
            ("貸出に関する事務　全項目評価書案", "案"),
        ] {
            assert_eq!(found(text).as_deref(), Some(words));
        }
        for text in [
            "貸出に関する事務　全項目評価書",
            "提案（起案を含む）に関する事務　全項目評価書",
            "案件の管理に関する事務",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(mark("本市は、条例（案）を公表する。", false), None);
        assert!(mark("（案）\n本市は、宣言する。", false).is_some());
    }
}
