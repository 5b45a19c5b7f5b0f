//! 本文が示す別紙が付いていない。又は、付いている別紙が本文のどこにも出てこない。
//! An annex is named that is not there, or one is there that no text names.
//!
//! ## 何を確認するか
//! 本文に「別紙のとおり」「別紙2」とあるとき、その別紙がこのファイルの「別紙」にあること。
//! 逆に、付いている別紙が本文のどこかで示されていること（参考）。別添３の変更前・変更後の記載は見ません。
//! 下書きの段階では、別紙を一つも書いていないうちは指摘しません。
//! 様式の項目一覧に別紙がないことは指摘しません。一覧は、PDF と HTML を作るときに別紙も含めて組み立てます。
//!
//! ## なぜ
//! 別紙に任せた内容は、別紙がなければ何も書いていないのと同じです。示されていない別紙は、読む人が見落とします。
//!
//! ## 直し方
//! 「別紙」に題名と本文又は表を書き足します。内容を本文に移したのなら、「別紙のとおり」を改めます。
//!
//! ## 例
//! ```yaml
//! その内容: 別紙2のとおり   # 誤: 別紙は一つしかない
//! その内容: 別紙1のとおり   # 正
//! # …
//! 別紙:
//!   - 題名: 過去3年間の重大事故
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::texts;
use crate::assessment::field::FieldId;
use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F003",
    name: "missing-annex",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// A place where an annex is named.
struct Mention {
    range: Range<usize>,
    number: Option<usize>,
    /// Whether it can only be an annex of this document.
    own: bool,
}

fn check(cx: &mut Context) {
    let count = cx.assessment.entries("annexes");
    let mut unnumbered = false;
    let mut named = vec![false; count];
    for (field, text) in texts(cx) {
        for mention in mentions(&text.text) {
            match mention.number {
                None => unnumbered = true,
                Some(n) => {
                    if let Some(known) = n.checked_sub(1).and_then(|i| named.get_mut(i)) {
                        *known = true;
                    }
                }
            }
            let missing = match mention.number {
                None => count == 0,
                Some(n) => n > count,
            };
            // A draft names its annexes before they are written.
            let missing = missing && (count > 0 || cx.assessment.stage > Stage::Draft);
            if missing && mention.own {
                let words = missing_annex(cx.lang, &text.text[mention.range.clone()], count);
                let span = cx.words(text, mention.range);
                // In a draft this annex may still come, too.
                let severity = match cx.assessment.stage {
                    Stage::Draft => Severity::Info,
                    _ => RULE.levels.highest(),
                };
                cx.report(&RULE, field, span, words).severity(severity);
            }
        }
    }
    if !unnumbered {
        let unnamed = named.iter().enumerate().filter(|(_, known)| !**known);
        for (i, _) in unnamed {
            unused(cx, i + 1);
        }
    }
}

/// An annex that no text names; a title quoted counts as its name.
fn unused(cx: &mut Context, n: usize) {
    let Some(annex) = cx.assessment.find(&format!("annexes[{n}]")) else {
        return;
    };
    let title = cx.assessment.text(&format!("annexes[{n}].title"));
    let title = title.unwrap_or("").trim();
    let quoted = !title.is_empty() && {
        let is_title = |field: FieldId| cx.field(field).id.starts_with("annexes");
        let mut others = texts(cx).into_iter().filter(|(field, _)| !is_title(*field));
        others.any(|(_, text)| text.text.contains(title))
    };
    if quoted {
        return;
    }
    let words = unnamed_annex(cx.lang, &cx.name(annex), n);
    let title = cx.assessment.find(&format!("annexes[{n}].title"));
    let field = title.unwrap_or(annex);
    let span = cx.field(field).place();
    cx.report(&RULE, field, span, words)
        .severity(Severity::Info);
}

fn mentions(text: &str) -> Vec<Mention> {
    let found = text.match_indices("別紙").map(|(start, word)| {
        let after = &text[start + word.len()..];
        let digits = after.len() - after.trim_start_matches(is_digit).len();
        let number = number(&after[..digits]);
        let rest = &after[digits..];
        let points = [
            "のとおり",
            "の通り",
            "を参照",
            "に示",
            "に記載",
            "参照",
            "「",
        ];
        // 契約書の別紙, 様式別紙: another document's.
        let before = text[..start].trim_end().chars().next_back();
        let begins = before.is_none_or(|c| "。、（(「・：:※＞>はをがに|".contains(c))
            || text[..start].ends_with('\n');
        Mention {
            range: start..start + word.len() + digits,
            number,
            own: begins && points.iter().any(|p| rest.trim_start().starts_with(p)),
        }
    });
    found.collect()
}

fn missing_annex(lang: Lang, words: &str, count: usize) -> Words {
    let there = match count {
        0 => say!(lang, "別紙は付いていない", "no annex is attached"),
        _ => say!(lang, "別紙は{count}つ", "{count} annex(es) are attached"),
    };
    Words::new(say!(
        lang,
        "「{words}」とあるが、その別紙がない",
        "「{words}」 is named, but there is no such annex"
    ))
    .label(there)
    .help(say!(
        lang,
        "ファイルの終わりの「別紙」に書き足すか、文を改めてください。",
        "Add it under 「別紙」 at the end of the file, or change the text."
    ))
}

fn unnamed_annex(lang: Lang, name: &str, n: usize) -> Words {
    Words::new(say!(
        lang,
        "{name} が本文のどこにも示されていない",
        "No text names {name}"
    ))
    .help(say!(
        lang,
        "関係する項目に「別紙{n}のとおり」などと書いてください。要らない別紙なら除いてください。",
        "Name it where it belongs, or take it out."
    ))
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn annexes_of_other_documents_are_left_alone() {
        let own = |text: &str| mentions(text).iter().filter(|m| m.own).count();
        assert_eq!(own("別紙のとおり"), 1);
        assert_eq!(own("詳細は、別紙２を参照。"), 1);
        assert_eq!(own("契約書の別紙のとおり"), 0);
        assert_eq!(own("別紙様式第1による"), 0);
    }
}
