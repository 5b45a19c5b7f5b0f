//! 文書の中で、全角の数字と半角の数字が混ざっている。
//! Digits of both widths are used in one document.
//!
//! ## 何を確認するか
//! 日付、条番号、回数などの数字が、文書を通じて全角か半角のどちらか、又は1桁は全角、2桁以上は半角（令和８年12月１日）であること。
//! 見出しや箇条書きの番号（「１．」「（１）」）と、「Ⅱ３」「別添２」「システム3」のような様式の番地と、寄せられた意見（Ⅵ２④など）、W007 で示すひとまとまりの数は数えません。
//!
//! ## なぜ
//! 同じ日付や条番号が別の文字列になり、検索で一部しか見つかりません。欄ごとに別の人が書いた跡にも見えます。
//!
//! ## 直し方
//! 少ない方を、多い方の幅（1桁だけ全角の書き方なら、その書き方）にそろえます。`hyokasho check --fix=unsafe` で直せます。
//!
//! ## 例
//! ```yaml
//! 実施日・期間: 令和３年９月２２日から10月21日まで   # 誤
//! 実施日・期間: 令和3年9月22日から10月21日まで       # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（全角48か所、半角43か所）。見落とし0。完成した記入例二つで指摘0件。

use super::digit_clusters::mixed;
use super::digit_habit::{Habit, Widths, is_counted, numbers};
use super::{Places, Spot, edits};
use crate::japanese::runs::Run;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W008",
    name: "digit-width",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let habit = Widths::of(cx.facts.words.iter()).habit();
    let (mut kept, mut others) = (Vec::new(), Vec::new());
    for words in cx
        .facts
        .words
        .iter()
        .filter(|w| !w.quotes && habit.binds(w))
    {
        // W007 reports numbers that mix two widths.
        let mixed = mixed(words, habit);
        let is_reported = |run: &Run| {
            mixed
                .iter()
                .any(|m| m.start <= run.start && run.end <= m.end)
        };
        let counted = numbers(words).filter(|run| is_counted(words.str(), *run));
        for run in counted.filter(|run| !is_reported(run)) {
            let number = &words.text.text[run.range()];
            let group = match habit.written(number) == number {
                true => &mut kept,
                false => &mut others,
            };
            group.push(Spot::new(words, run.range()));
        }
    }
    if kept.is_empty() || others.is_empty() {
        return;
    }
    let others: Places = others.iter().map(|spot| spot.place(cx)).collect();
    let source = cx.assessment.source;
    let edits = edits(&others, |span| habit.written(source.slice(span)));
    let words = words(cx.lang, habit, kept.len());
    if let Some(finding) = cx.report_all(&RULE, &others, words) {
        finding.fix(Safety::Unsafe, edits);
    }
}

fn words(lang: Lang, habit: Habit, kept: usize) -> Words {
    let usual = match habit {
        Habit::Wide => "全角",
        Habit::Narrow => "半角",
        Habit::OneWide => {
            return Words::new(say!(
                lang,
                "1桁は全角、2桁以上は半角の評価書に、そうでない数字がある",
                "Numbers of one digit are wide here and others narrow, but for these"
            ))
            .help(say!(
                lang,
                "1桁は全角、2桁以上は半角にそろえてください。",
                "Write one digit wide, and more digits narrow."
            ));
        }
    };
    Words::new(say!(
        lang,
        "数字の全角と半角が混ざっている",
        "Digits are of two widths"
    ))
    .help(say!(
        lang,
        "多い方の{usual}（{kept}か所）にそろえてください。",
        "Use {usual}, which is more frequent ({kept})."
    ))
}
