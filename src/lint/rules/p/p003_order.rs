//! 手続の日付の順序が逆になっている。
//! The dates of the procedure are out of order.
//!
//! ## 何を確認するか
//! 意見聴取の開始 ≦ 終了 ≦ 第三者点検 ≦ 公表の順になっていること（エラー）。基礎項目評価が意見聴取の開始より後のときは参考です。
//! 行政機関等では、意見聴取の終了 ≦ 個人情報保護委員会への提出 ≦ 承認 ≦ 公表の順も見ます。
//! 月だけの日付は、その月のどの日であっても順序が逆になるときだけ指摘します。
//!
//! ## なぜ
//! 評価書は、住民等の意見を踏まえて見直した後に第三者点検を受け、その後に公表します。順序が逆なら、手続をやり直すか、日付を直すことになります。
//!
//! ## 直し方
//! 起案文書などで実際の日付を確かめ、誤っている日付を直します。
//!
//! ## 例
//! ```yaml
//! 国民・住民等からの意見の聴取:
//!   実施日・期間: 令和7年9月22日～令和7年10月21日
//! 第三者点検:
//!   実施日: 令和7年10月10日   # 誤: 意見聴取が終わる前
//!   実施日: 令和7年11月10日   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第7条第4項、番号法第28条

use super::{PERIOD, comment_days, date};
use crate::japanese::dates::Date;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P003",
    name: "order",
    levels: Levels::always(Severity::Error),
    basis: &[BY_ORDER],
    check,
};

const BY_ORDER: &str = "特定個人情報保護評価に関する規則 第7条第4項";

/// What is done on a day of the procedure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Baseline,
    Opening,
    Close,
    Review,
    Submission,
    Approval,
    Publication,
}

impl Act {
    /// The item with its day.
    fn id(self) -> &'static str {
        match self {
            Act::Baseline => "procedure.baseline.date",
            Act::Opening | Act::Close => PERIOD,
            Act::Review => "procedure.third_party.date",
            Act::Submission => "procedure.commission.submission_date",
            Act::Approval => "cover.commission_approval_date",
            Act::Publication => "cover.publication_date",
        }
    }
}

/// A date of the procedure.
#[derive(Clone, Copy)]
struct Step {
    act: Act,
    date: Date,
    span: Span,
}

fn check(cx: &mut Context) {
    let step = |act: Act| {
        let (date, span) = date(cx, act.id())?;
        Some(Step { act, date, span })
    };
    let baseline = step(Act::Baseline);
    let review = step(Act::Review);
    let published = step(Act::Publication);
    let submitted = step(Act::Submission);
    let approved = step(Act::Approval);
    let comment = comment_days(cx);
    let opened = comment.as_ref().map(|comment| Step {
        act: Act::Opening,
        date: comment.start,
        span: comment.from,
    });
    let closed = comment.as_ref().map(|comment| Step {
        act: Act::Close,
        date: comment.end,
        span: comment.to.unwrap_or(comment.from),
    });
    let mut pairs = vec![
        (opened, closed),
        (closed, review),
        (review, published),
        (baseline, opened),
        (closed, submitted),
        (submitted, approved),
        (approved, published),
    ];
    if review.is_none() && approved.is_none() {
        pairs.push((closed, published));
    }
    for (earlier, later) in pairs {
        if let (Some(earlier), Some(later)) = (earlier, later) {
            pair(cx, earlier, later);
        }
    }
}

fn pair(cx: &mut Context, earlier: Step, later: Step) {
    if later.date.ends().1 >= earlier.date.ends().0 {
        return;
    }
    let Some(field) = cx.assessment.find(later.act.id()) else {
        return;
    };
    let severity = match earlier.act {
        Act::Baseline => Severity::Info,
        _ => Severity::Error,
    };
    // Bodies that are approved by the commission follow the act itself.
    let of_state = [earlier, later]
        .iter()
        .any(|step| [Act::Submission, Act::Approval].contains(&step.act));
    let basis = if of_state {
        "番号法第28条"
    } else {
        BY_ORDER
    };
    let lang = cx.lang;
    let words = words(lang, earlier.act, later.act);
    let finding = cx
        .report(&RULE, field, later.span, words)
        .severity(severity)
        .basis(vec![basis]);
    if later.span != earlier.span {
        finding.related(earlier.span, name(lang, earlier.act));
    }
}

fn words(lang: Lang, earlier: Act, later: Act) -> Words {
    let (before, after) = (name(lang, later), name(lang, earlier));
    let message = say!(
        lang,
        "{before}が、{after}より前の日付になっている",
        "{before} is dated before {after}"
    );
    let help = match earlier {
        Act::Baseline => say!(
            lang,
            "しきい値判断（基礎項目評価）は、意見聴取より前に行うのが通常です。日付を確かめてください。",
            "The threshold decision usually comes before the public comment. Look at the dates."
        ),
        _ => say!(
            lang,
            "意見聴取、第三者点検（行政機関等は委員会への提出と承認）、公表の順に行います。日付を確かめ、誤っている方を直してください。",
            "Public comment, third-party review (or approval by the commission) and publication follow in this order. Look at the dates."
        ),
    };
    Words::new(message).label(before).help(help)
}

fn name(lang: Lang, act: Act) -> String {
    match act {
        Act::Baseline => say!(lang, "基礎項目評価", "the baseline assessment"),
        Act::Opening => say!(lang, "意見聴取の開始", "the opening of the public comment"),
        Act::Close => say!(lang, "意見聴取の終了", "the close of the public comment"),
        Act::Review => say!(lang, "第三者点検", "the third-party review"),
        Act::Submission => say!(lang, "委員会への提出", "the submission to the commission"),
        Act::Approval => say!(lang, "委員会の承認", "the approval by the commission"),
        Act::Publication => say!(lang, "公表", "the publication"),
    }
}
