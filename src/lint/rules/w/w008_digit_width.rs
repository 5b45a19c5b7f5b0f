//! 文書の中で、全角の数字と半角の数字が混ざっている。
//! Digits of both widths are used in one document.
//!
//! ## 何を確認するか
//! 日付、条番号、回数などの数字が、文書を通じて全角か半角のどちらか、又は1桁は全角、2桁以上は半角（令和８年12月１日）であること。
//! 見出しや箇条書きの番号（「１．」「（１）」）と、「Ⅱ３」「別添２」「システム3」のような様式の番地と、寄せられた意見（Ⅵ２④など）、W007 で示すひとまとまりの数と、
//! 日付だけの欄、「R3年」のような略した元号の年、別添２の項目の名は数えません。多い方が少ない方の3倍に足りないときは、決まった書き方がないものとして示しません。
//!
//! ## なぜ
//! 同じ日付や条番号が別の文字列になり、検索で一部しか見つかりません。欄ごとに別の人が書いた跡にも見えます。
//!
//! ## 直し方
//! 少ない方を、多い方の幅（1桁だけ全角の書き方なら、その書き方）にそろえます。`hyokasho check --fix=unsafe` で直せます。
//!
//! ## 例
//! ```yaml
//! 備考: 毎年4月1日から5月31日までの間、１回に5冊まで貸し出す。   # 誤
//! 備考: 毎年4月1日から5月31日までの間、1回に5冊まで貸し出す。    # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件（全角45か所、半角36か所で、決まった書き方がない）。完成した記入例二つで指摘0件。

use super::digit_clusters::mixed;
use super::digit_habit::{Habit, Widths, is_counted, numbers};
use super::{Places, Spot, edits};
use crate::japanese::runs::Run;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words};
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

/// How many times as many numbers must keep to a habit as break it.
const CLEAR: usize = 3;

/// Whether a text is a row of 別添２: the names of items, as a system has them.
fn is_name_of_record(cx: &Context, words: &OwnText) -> bool {
    let id = &cx.field(words.field).id;
    id.contains(".records[") || id.ends_with(".records")
}

fn check(cx: &mut Context) {
    let habit = Widths::of(cx.facts.words.iter()).habit();
    let (mut kept, mut others) = (Vec::new(), Vec::new());
    for words in cx
        .facts
        .words
        .iter()
        .filter(|w| !w.quotes && !w.is_date && habit.binds(w))
        .filter(|w| !is_name_of_record(cx, w))
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
    // Where nearly as many are written in the other way, neither is the habit.
    let of_body = |spots: &[Spot]| {
        let in_body = |spot: &&Spot| !cx.field(spot.words.field).id.starts_with("changes[");
        spots.iter().filter(in_body).count()
    };
    // 別添３ repeats the body: the rows of a revision change no habit.
    if of_body(&others) == 0 || of_body(&kept) < CLEAR * of_body(&others) {
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
