//! 助詞と動詞が合わない（「記録を点検をする」「記録の更新する」など）。
//! A particle does not fit the verb after it.
//!
//! ## 何を確認するか
//! 「…を点検をする」のように「を」が二度あるもの、「記録の更新する」「学校からの受領する名簿」のように「の」の後で動詞になるもの、
//! 「定期的を」、「情報が保管する」のように物が動作をするもの、「申込書を回覧された」のように受身と「を」が合わないもの、
//! 「特定個人情報提供する」のように長い語と動詞の間に助詞がないものがないこと。
//! 動作を表す語の表（`schemas/terms/lists/actions.yaml`）にある語だけを数えます。「市の管理する倉庫」のように、
//! 「の」の前が動作をする側になりうるもの、「権限を付与された者」のように人が受けるもの、寄せられた意見は数えません。
//!
//! ## なぜ
//! 書き直しの途中で残ることの多い誤りです。だれが何をするのかを、読む人が取り違えます。
//!
//! ## 直し方
//! 示された言い方のどちらかに直します。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 係長が、毎月、操作の記録の点検する。   # 誤
//! リスクに対する措置の内容: 係長が、毎月、操作の記録を点検する。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::Places;
use super::particles::{Misfit, MisfitKind, misfits};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W028",
    name: "particle",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes) {
        for Misfit { kind, range } in misfits(words.str()) {
            if !words.is_slip(&range) {
                let span = words.span(cx.assessment, range.clone());
                let written = &words.text.text[range];
                found.push(((kind, written), (words.field, span)));
            }
        }
    }
    for ((kind, written), places) in grouped(found) {
        let places: Places = places;
        let words = words(cx.lang, kind, written);
        let severity = match kind {
            MisfitKind::Passive | MisfitKind::Missing => Severity::Info,
            _ => Severity::Warning,
        };
        if let Some(finding) = cx.report_all(&RULE, &places, words) {
            finding.severity(severity);
        }
    }
}

fn words(lang: Lang, kind: MisfitKind, written: &str) -> Words {
    let message = match kind {
        MisfitKind::Missing => say!(
            lang,
            "「{written}」の途中に助詞がない",
            "A particle is missing in 「{written}」"
        ),
        _ => say!(
            lang,
            "「{written}」は、助詞が合わない",
            "The particles of 「{written}」 do not fit"
        ),
    };
    Words::new(message).help(advice(lang, kind, written))
}

fn advice(lang: Lang, kind: MisfitKind, written: &str) -> String {
    // をXを: X
    let inner = written.trim_start_matches('を').trim_end_matches('を');
    match kind {
        MisfitKind::TwoObjects => say!(
            lang,
            "初めの「を」を「の」などにする（「…の{inner}を」）か、後の「を」を除いてください（「…を{inner}」）。",
            "Write 「…の{inner}を」, or leave out the second 「を」."
        ),
        MisfitKind::Attribute => say!(
            lang,
            "「…を…する」か「…の…を行う」にしてください。",
            "Write 「…を…する」 or 「…の…を行う」."
        ),
        MisfitKind::Double => {
            let right = written.replacen('の', "", 1);
            say!(
                lang,
                "「{right}」とするか、「…の…を行う」にしてください。",
                "Write 「{right}」 or 「…の…を行う」."
            )
        }
        MisfitKind::Adjective => {
            let right = format!("{}に", written.trim_end_matches('を'));
            say!(
                lang,
                "「{right}」の誤りでないか、確かめてください。",
                "「{right}」 may be meant."
            )
        }
        MisfitKind::Subject => say!(
            lang,
            "物は動作をしません。「…を…する」か「…が…される」にしてください。",
            "Things do nothing: write 「…を…する」 or 「…が…される」."
        ),
        MisfitKind::Passive => say!(
            lang,
            "「…が…された」か「…を…した」にしてください。",
            "Write 「…が…された」 or 「…を…した」."
        ),
        MisfitKind::Missing => say!(
            lang,
            "動作の前に「を」などの助詞を補ってください。",
            "Add 「を」 or another particle before what is done."
        ),
    }
}
