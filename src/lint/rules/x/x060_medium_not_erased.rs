//! 保管場所にある紙や媒体の廃棄が消去方法に無い、又は廃棄する紙が保管場所に無い。
//! Paper or media are kept but not destroyed, or destroyed but kept nowhere.
//!
//! ## 何を確認するか
//! Ⅱ６①に「申請書は書庫に保管する」「電子記録媒体は金庫に入れる」とあるとき、③に紙や媒体をどう捨てるかがあること。③に「紙の申請書は溶解する」と
//! あるとき、①に紙のことがあること（参考）。「保管しない」「電子化して」のような文は数えません。「文書管理規程により廃棄する」のような言い方は、
//! 紙の廃棄とみます。
//!
//! ## なぜ
//! 紙や媒体は、システムの機能では消えません。システムのひな形だけを貼った評価書に、書き漏れが多くあります。
//!
//! ## 直し方
//! 紙と媒体について、どこに置き、いつ、誰が、どう捨てるかを、①と③の両方に書きます。
//!
//! ## 例
//! ```yaml
//! 保管場所: 貸出しの記録はサーバーに置く。申込書は、施錠した書庫に保管する。   # 誤: 消去方法に無い
//! 保管場所: 貸出しの記録はサーバーに置く。                                     # 正
//! 消去方法: 貸出しの記録は、保管期間の後に、システムの機能により消去する。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::{numbers, text};
use crate::assets::lists::disposal::{NAMES_DEVICE, NAMES_MEDIA, NAMES_PAPER, OF_PAPER};
use crate::assets::lists::intake::{
    KEPT_IN, KEPT_ON_FLASH, KEPT_ON_MEDIA, KEPT_ON_PAPER, NOT_ON_PAPER, PAPERS,
};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::facts::headings::{headings, is_blank_before_headings};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X060",
    name: "medium-not-erased",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// What keeps data beside a system.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Medium {
    Paper,
    Media,
}

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.storage");
        let kept = text(cx, &format!("{section}.place"));
        let erased = text(cx, &format!("{section}.erasure"));
        let Some(((field, kept), (other, erased))) = kept.zip(erased) else {
            continue;
        };
        let lang = cx.lang;
        for medium in [Medium::Paper, Medium::Media] {
            let Some(range) = keeps(&kept.text, medium) else {
                continue;
            };
            // X013 speaks of all that is kept before the headings.
            let first = headings(&kept.text).next().map_or(0, |range| range.start);
            let is_reported = range.start < first && is_blank_before_headings(&erased.text);
            if !destroys(&erased.text, medium) && !is_reported {
                let span = cx.words(kept, range);
                cx.report(&RULE, field, span, not_erased(lang, medium))
                    .related(erased.span, ways_of_erasure(lang));
            }
        }
        if let Some(range) = destroyed_paper(&erased.text)
            && !may_keep_paper(&kept.text)
        {
            let span = cx.words(erased, range);
            cx.report(&RULE, other, span, not_kept(lang))
                .severity(Severity::Info)
                .related(kept.span, places(lang));
        }
    }
}

/// The sentences of a text without blanks around them.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    pieces(text, &['。']).map(|piece| {
        let words = &text[piece.clone()];
        let start = piece.start + words.len() - words.trim_start().len();
        start..start + words.trim().len()
    })
}

/// The sentence that says that paper or media are kept in a room or a piece of furniture.
fn keeps(text: &str, medium: Medium) -> Option<Range<usize>> {
    sentences(text).find(|range| {
        let sentence = Sieve::of(&text[range.clone()]);
        let names = match medium {
            Medium::Paper => names_paper(&sentence) && !sentence.has_one(NOT_ON_PAPER),
            Medium::Media => sentence.has_one(KEPT_ON_MEDIA) || sentence.has_one(KEPT_ON_FLASH),
        };
        names && sentence.has_one(KEPT_IN) && !denies(&sentence)
    })
}

/// Whether a text names paper, or furniture that is not said to hold media.
fn may_keep_paper(text: &str) -> bool {
    let mut sentences = sentences(text).map(|range| Sieve::of(&text[range]));
    Sieve::of(text).has_one(NAMES_PAPER)
        || sentences.any(|s| s.has_one(KEPT_IN) && !s.has_one(NAMES_MEDIA))
}

fn names_paper(sentence: &Sieve) -> bool {
    let mut papers = PAPERS.iter();
    sentence.has_one(KEPT_ON_PAPER) || papers.any(|(_, words)| sentence.has_one(words))
}

fn denies(sentence: &Sieve) -> bool {
    const NOT: [&str; 5] = ["しない", "しません", "せず", "していない", "除く"];
    sentence.has_one(&NOT)
}

/// Whether a text says how paper or media are destroyed.
fn destroys(text: &str, medium: Medium) -> bool {
    const AWAY: [&str; 3] = ["廃棄", "破棄", "処分"];
    let said = Sieve::of(text);
    match medium {
        Medium::Media => said.has_one(NAMES_MEDIA),
        Medium::Paper => {
            let is_away = |range: Range<usize>| {
                let sentence = Sieve::of(&text[range]);
                sentence.has_one(&AWAY) && !sentence.has_one(NAMES_DEVICE)
            };
            said.has_one(NAMES_PAPER) || said.has_one(OF_PAPER) || sentences(text).any(is_away)
        }
    }
}

/// The sentence that says that paper is destroyed.
fn destroyed_paper(text: &str) -> Option<Range<usize>> {
    sentences(text).find(|range| {
        let sentence = Sieve::of(&text[range.clone()]);
        let is_destroyed = sentence.has_one(OF_PAPER) || sentence.has("廃棄");
        names_paper(&sentence) && is_destroyed && !denies(&sentence)
    })
}

fn not_erased(lang: Lang, medium: Medium) -> Words {
    let message = match medium {
        Medium::Paper => say!(
            lang,
            "保管場所にある紙の廃棄が、Ⅱ６③消去方法に無い",
            "Paper is kept, but Ⅱ６③ does not say how it is destroyed"
        ),
        Medium::Media => say!(
            lang,
            "保管場所にある媒体の消去が、Ⅱ６③消去方法に無い",
            "Media are kept, but Ⅱ６③ does not say how they are erased"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "消去方法に、いつ、誰が、どう捨てるかを書いてください。",
        "Say there when, by whom and how."
    ))
}

fn not_kept(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "廃棄する紙の置き場所が、Ⅱ６①保管場所に無い",
        "Paper is destroyed, but Ⅱ６① does not say where it is kept"
    ))
    .help(say!(
        lang,
        "保管場所に、紙をどこに置き、どう守っているかを書いてください。",
        "Say there where paper is kept and how it is guarded."
    ))
}

fn ways_of_erasure(lang: Lang) -> String {
    say!(lang, "消去方法", "the ways of erasure")
}

fn places(lang: Lang) -> String {
    say!(lang, "保管場所", "the places")
}

#[cfg(test)]
mod tests {
    use super::{Medium, destroyed_paper, destroys, keeps};

    #[test]
    fn what_is_kept() {
        for text in [
            "申込書は、施錠した書庫に保管する。",
            "・紙媒体は鍵付の倉庫に置く。",
        ] {
            assert!(keeps(text, Medium::Paper).is_some(), "{text}");
        }
        for text in [
            "申込書は、書庫に保管しない。",
            "申込書は、画像にして保管庫のサーバーに置く。",
            "サーバー室に設置する。",
        ] {
            assert!(keeps(text, Medium::Paper).is_none(), "{text}");
        }
        assert!(keeps("電子記録媒体は、金庫に入れる。", Medium::Media).is_some());
    }

    #[test]
    fn what_is_destroyed() {
        for text in [
            "紙は、細断する。",
            "毎年6月に溶解する。",
            "文書管理規程に基づき適切に処理する。",
            "保管期間の後に廃棄する。",
        ] {
            assert!(destroys(text, Medium::Paper), "{text}");
        }
        for text in [
            "システムの機能により消去する。",
            "ディスクを廃棄するときは、データを消去する。",
        ] {
            assert!(!destroys(text, Medium::Paper), "{text}");
        }
        assert!(destroyed_paper("紙媒体は、一斉廃棄により捨てる。").is_some());
        assert!(destroyed_paper("媒体は、廃棄する。").is_none());
    }
}
