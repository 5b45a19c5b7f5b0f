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

use super::{PERIOD, comment_days, date, ends};
use crate::japanese::dates::Date;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P003",
    name: "order",
    levels: Levels::always(Severity::Error),
    basis: &[BY_ORDER],
    check,
};

const BY_ORDER: &str = "特定個人情報保護評価に関する規則 第7条第4項";

const REVIEW: &str = "procedure.third_party.date";
const PUBLISHED: &str = "cover.publication_date";
const BASELINE: &str = "procedure.baseline.date";
const SUBMITTED: &str = "procedure.commission.submission_date";
const APPROVED: &str = "cover.commission_approval_date";

/// A date of the procedure.
#[derive(Clone, Copy)]
struct Step {
    ja: &'static str,
    en: &'static str,
    id: &'static str,
    date: Date,
    span: Span,
}

fn check(cx: &mut Context) {
    let step = |ja, en, id| {
        let (date, span) = date(cx, id)?;
        Some(Step {
            ja,
            en,
            id,
            date,
            span,
        })
    };
    let baseline = step("基礎項目評価", "the baseline assessment", BASELINE);
    let review = step("第三者点検", "the third-party review", REVIEW);
    let published = step("公表", "the publication", PUBLISHED);
    let submitted = step(
        "委員会への提出",
        "the submission to the commission",
        SUBMITTED,
    );
    let approved = step("委員会の承認", "the approval by the commission", APPROVED);
    let comment = comment_days(cx);
    let of_comment = |ja, en, last: bool| {
        let comment = comment.as_ref()?;
        let (date, span) = if last {
            (comment.end, comment.to.unwrap_or(comment.from))
        } else {
            (comment.start, comment.from)
        };
        Some(Step {
            ja,
            en,
            id: PERIOD,
            date,
            span,
        })
    };
    let opened = of_comment("意見聴取の開始", "the opening of the public comment", false);
    let closed = of_comment("意見聴取の終了", "the close of the public comment", true);
    let mut pairs = vec![
        (opened, closed, Severity::Error),
        (closed, review, Severity::Error),
        (review, published, Severity::Error),
        (baseline, opened, Severity::Info),
        (closed, submitted, Severity::Error),
        (submitted, approved, Severity::Error),
        (approved, published, Severity::Error),
    ];
    if review.is_none() && approved.is_none() {
        pairs.push((closed, published, Severity::Error));
    }
    for (earlier, later, severity) in pairs {
        if let (Some(earlier), Some(later)) = (earlier, later) {
            pair(cx, earlier, later, severity);
        }
    }
}

fn pair(cx: &mut Context, earlier: Step, later: Step, severity: Severity) {
    if ends(later.date).1 >= ends(earlier.date).0 {
        return;
    }
    let Some(place) = cx.assessment.find(later.id) else {
        return;
    };
    let (before, after) = (later.ja, earlier.ja);
    let (before_en, after_en) = (later.en, earlier.en);
    let message = say!(
        cx.lang,
        "{before}が、{after}より前の日付になっている",
        "{before_en} is dated before {after_en}"
    );
    let label = say!(cx.lang, "{before}", "{before_en}");
    let other = say!(cx.lang, "{after}", "{after_en}");
    let help = if severity == Severity::Info {
        say!(
            cx.lang,
            "しきい値判断（基礎項目評価）は、意見聴取より前に行うのが通常です。日付を確かめてください。",
            "The threshold decision usually comes before the public comment. Look at the dates."
        )
    } else {
        say!(
            cx.lang,
            "意見聴取、第三者点検（行政機関等は委員会への提出と承認）、公表の順に行います。日付を確かめ、誤っている方を直してください。",
            "Public comment, third-party review (or approval by the commission) and publication follow in this order. Look at the dates."
        )
    };
    // Bodies that are approved by the commission follow the act itself.
    let of_state = [earlier, later]
        .iter()
        .any(|step| [SUBMITTED, APPROVED].contains(&step.id));
    let basis = if of_state {
        "番号法第28条"
    } else {
        BY_ORDER
    };
    let finding = cx
        .report(&RULE, place, later.span, message)
        .label(label)
        .severity(severity)
        .basis(vec![basis])
        .help(help);
    if later.span != earlier.span {
        finding.related(earlier.span, other);
    }
}
