//! 文の終わりや助詞などのかなが、入れ替わっているか、落ちているか、重なっている（されいて、保存さる、にによる）。
//! Kana of endings and particles have changed places, are left out or are written twice.
//!
//! ## 何を確認するか
//! 「している」「において」「することができる」など、どの文書でも使う決まったかなの並びの、入替え、脱落、重なりがないこと。
//! 「保存さる」「参照でる」のような動詞の語尾は、動作を表す語（保存、参照など）の後でだけ、「事務にいて」「規定におる」は、人のいない語の後でだけ数えます。
//! `schemas/terms/lists/kana.yaml` の約1,300の打ち間違いだけを見ます。法令の約900万字（重なりは約1億3千万字、語尾は約3,700万字）に一度も出ない並びです。
//! 誤字（W011）として見つかったもの、寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 打ち間違いが残ると、内容も確かめられていないという印象を与えます。かなの並びは、読み返しても目が滑ります。
//!
//! ## 直し方
//! 示された並びに直します。確かめたうえで `hyokasho check --fix=unsafe` でも直せます。
//!
//! ## 例
//! ```yaml
//! 具体的な管理方法: 端末は係長が管理しいてる。   # 誤
//! 具体的な管理方法: 端末は係長が管理している。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::{kana_slips, suggest};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W026",
    name: "kana-slip",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        for (range, right) in kana_slips::find(words.str()) {
            if !words.is_slip(&range) && !words.is_named(&range) {
                let wrong = &words.text.text[range.clone()];
                let place = words.place(cx, range);
                found.push(((wrong, right), place));
            }
        }
    }
    suggest(cx, &RULE, found, words);
}

fn words(lang: Lang, wrong: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "「{wrong}」は「{right}」の打ち間違いではないか",
        "「{wrong}」 may be a slip for 「{right}」"
    ))
    .help(say!(
        lang,
        "かなの入替えか脱落、重なりです。「{right}」のことなら、直してください。",
        "Kana have changed places, are left out or are written twice. Write 「{right}」 if it is meant."
    ))
}
