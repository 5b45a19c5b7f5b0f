//! 変更後の記載が、いまの本文と違う。
//! The new text in the change table is not what the assessment says.
//!
//! ## 何を確認するか
//! 別添３の変更後が、その項目の本文にあること。空白、改行、全角と半角の違いは問わず、行ごとに比べます。「（中略）」「（右記を追加）」
//! 「（左記を削除）」などの略し方は分かっています。同じ項目の後の行が引いて改めた記載、別添１の図、「…を追記」のような説明は
//! 比べません。`--base` を指定すると、その版に無かった行だけを、変わった項目と照らし合わせます。
//! 選択肢は、並びを問わず一つずつ、（　）の中も比べます。「4件」のような件数だけの行は、件数として比べます。
//! これから変える予定の行は、本文がまだ変更前なら指摘しません。ただし、同じ日の行の半分以上が本文に書かれていれば、その日の後を書いた本文として比べます。
//! 委託先名、再委託事項、部署、提供先・移転先の名のような短い項目は、会社の種類の有無や空白を除いて全体を比べます。
//! 少し違うところは、違う文字を示します。ほかの項目や、ほかの番号の
//! システム・委託事項・提供先の記載であればその場所を、本文が変更前のままならそのことを示します（後で番号が動いた行は見ません）。
//! 最も新しい変更日の行で、書いてあることが違うときはエラー、前の改訂の行や見当たらないだけのときは注意、句読点などの違いは参考です。
//!
//! ## なぜ
//! 公表の直前に本文だけを直したり、表だけを直したりすると食い違います。住民や点検者は、どちらが正しいのか分かりません。
//!
//! ## 直し方
//! どちらが正しいかを確かめ、もう一方をそろえます。表計算で下へ写すと、末尾の数字が1ずつ増えることがあります。
//!
//! ## 例
//! ```yaml
//! 保管場所: 書庫と電算室の間の通信は、TLS1.3で暗号化する。
//! # …
//! 変更箇所:
//!   - 項目: Ⅱ６①保管場所
//!     変更後: 書庫と電算室の間の通信は、TLS1.4で暗号化する。   # 誤
//!     変更後: 書庫と電算室の間の通信は、TLS1.3で暗号化する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３
//!
//! 実測: 公表された素案一つ（変更箇所32行）で指摘1件、正しく、見落とし1件（見出しと本文の間の改行が落ちたもの）。

mod base;
mod boxes;
mod counts;
mod elsewhere;
mod gap;
mod look;
mod made;
mod names;
mod options;
mod quoted;
mod text;
mod value;

use super::{row_name, shown};
use crate::japanese::notation::is_digit;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use gap::{Gap, GapKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C014",
    name: "body-differs",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let log = cx.changes();
    let gaps = match cx.coverage() {
        Some(_) => base::find(cx),
        None => look::find(cx, log),
    };
    // The same difference in other rows is one cause; what has no such words stands alone.
    let keyed = gaps.iter().enumerate().map(|(at, gap)| {
        let words = gap.words();
        ((words, words.is_none().then_some(at)), gap)
    });
    for (_, same) in grouped(keyed.collect()) {
        let Some(gap) = same.first() else { continue };
        let is_repeated = same.len() > 1;
        let row = row_name(lang, &log.entries[gap.entry]);
        let said = shown(cx.assessment.source.slice(gap.span));
        let words = Words::new(headline(lang, gap, (&row, &said), is_repeated))
            .label(label(lang, &gap.kind))
            .help(help(lang, &gap.kind));
        let places: Vec<Place> = same.iter().map(|gap| (gap.field, gap.span)).collect();
        let Some(finding) = cx.report_all(&RULE, &places, words) else {
            continue;
        };
        let finding = finding.severity(gap.severity());
        // Where several rows differ alike, each has its own place in the assessment.
        if let Some(span) = gap.other.filter(|_| !is_repeated) {
            finding.related(span, there(lang, gap));
        }
    }
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && words.chars().all(is_digit)
}

/// What is wrong with the words of a row.
fn headline(lang: Lang, gap: &Gap, (row, said): (&str, &str), is_repeated: bool) -> String {
    let item = &gap.item;
    match &gap.kind {
        _ if is_repeated => say!(
            lang,
            "同じ内容の変更後が、いまの本文と違う",
            "The same 変更後 differs from what the assessment says now"
        ),
        GapKind::Differs { .. } | GapKind::Choice { .. } => say!(
            lang,
            "{row} の変更後が、いまの本文（{item}）と違う",
            "変更後 of {row} differs from what {item} says now"
        ),
        GapKind::Missing => say!(
            lang,
            "{row} の変更後「{said}」が、いまの本文（{item}）に見当たらない",
            "変更後 of {row}, 「{said}」, is not found in {item}"
        ),
        GapKind::Elsewhere { name } => say!(
            lang,
            "{row} の変更後は、{item} ではなく {name} にある",
            "変更後 of {row} is in {name}, not in {item}"
        ),
        GapKind::Unchanged => say!(
            lang,
            "{row} の変更後が本文（{item}）に無く、変更前の記載のままになっている",
            "{item} does not say 変更後 of {row}, but still 変更前"
        ),
        GapKind::Exchanged => say!(
            lang,
            "{row} の変更前と変更後が入れ替わっている",
            "変更前 and 変更後 of {row} are exchanged"
        ),
    }
}

fn label(lang: Lang, kind: &GapKind) -> String {
    let says = |other: &str| say!(lang, "本文は「{other}」", "「{other}」 in the assessment");
    match kind {
        GapKind::Differs { own, other } => {
            let (own, other) = (shown(own), shown(other));
            if other.is_empty() {
                say!(lang, "本文に無い", "not in the assessment")
            } else if own.is_empty() {
                say!(
                    lang,
                    "本文では、ここに「{other}」がある",
                    "the assessment has 「{other}」 here"
                )
            } else {
                says(&other)
            }
        }
        GapKind::Choice { other } => says(other),
        GapKind::Missing | GapKind::Elsewhere { .. } => String::new(),
        GapKind::Unchanged => say!(lang, "本文に無い", "not in the assessment"),
        GapKind::Exchanged => say!(lang, "前の版の記載", "what the version before says"),
    }
}

/// Said where the assessment says otherwise.
fn there(lang: Lang, gap: &Gap) -> String {
    let item = &gap.item;
    match &gap.kind {
        GapKind::Elsewhere { .. } => say!(lang, "ここにある", "it is here"),
        GapKind::Missing => say!(lang, "この項目の本文に無い", "not in this item"),
        GapKind::Unchanged => say!(lang, "変更前の記載がある", "変更前 is here"),
        _ => say!(lang, "本文（{item}）", "the assessment ({item})"),
    }
}

fn help(lang: Lang, kind: &GapKind) -> String {
    match kind {
        GapKind::Elsewhere { .. } => say!(
            lang,
            "項目の番地が違っていないかを確かめてください。",
            "See whether the row names the right item."
        ),
        GapKind::Unchanged => say!(
            lang,
            "本文を直し忘れたか、変更前と変更後が逆です。前の版を見て、どちらかを直してください。",
            "The assessment was not updated, or 変更前 and 変更後 are exchanged. Look at the version before."
        ),
        GapKind::Exchanged => say!(
            lang,
            "変更前に前の版の記載を、変更後にいまの記載を書いてください。",
            "Write the old text into 変更前, and the new text into 変更後."
        ),
        GapKind::Missing => say!(
            lang,
            "本文を直し忘れたか、図や別の表に書いてあるか、項目の番地が違うか、後でさらに改めた記録が漏れています。確かめてそろえてください。",
            "The assessment was not updated, says it in a figure or another table, the row names another item, or a later change is not recorded."
        ),
        GapKind::Differs { own, other } if is_number(own) && is_number(other) => say!(
            lang,
            "どちらが正しいかを確かめ、もう一方をそろえてください。表計算で下へ写すと末尾の数字が1ずつ増えることがあります。",
            "See which of them is right, and fix the other. A spreadsheet may count up numbers that are dragged down."
        ),
        _ => say!(
            lang,
            "どちらが正しいかを確かめ、もう一方をそろえてください。",
            "See which of them is right, and fix the other."
        ),
    }
}
