//! 法令の番号が違うか、番号に公布の月日や「号外」が入っている。
//! A law's number is wrong, or holds a date or the word for an extra edition.
//!
//! ## 何を確認するか
//! 法令名のすぐ後のかっこ書きの番号が、その法令の番号と同じであること。「平成25年5月31日法律第27号」「平成25年号外法律第27号」のように、番号に月日や「号外」が入っていないこと。
//! 番号を知っている法令だけを比べます。別添３の変更前は見ません。実測: 公表された評価書1件には法令の番号がなく、指摘なし、見落としなし。
//!
//! ## なぜ
//! 番号は、同じ名前の法令や改正前の法令と見分ける手掛かりです。月日や「号外」は官報や法令集の書き方で、法令の番号ではありません。
//!
//! ## 直し方
//! 「平成25年法律第27号」の形に書き直します。
//!
//! ## 例
//! ```yaml
//! 事務の内容: 児童手当法（昭和46年5月27日法律第73号）に基づき、手当を支給する。   # 誤
//! 事務の内容: 児童手当法（昭和46年法律第73号）に基づき、手当を支給する。          # 正
//! ```
//!
//! ## 根拠
//! 各法令の公布の番号（schemas/law/names.yaml）

use std::ops::Range;

use super::data::data;
use crate::japanese::citation::number;
use crate::japanese::narrow::Narrow;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L007",
    name: "law-number",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// How far after the bracket a number may end.
const LONGEST: usize = 150;

/// A law's number as it is written.
#[derive(Debug, PartialEq, Eq)]
struct Numbered {
    /// Where it is in the narrow text that was read.
    range: Range<usize>,
    /// As it ought to be written: 平成25年法律第27号
    plain: String,
    /// What does not belong in it.
    extra: String,
}

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|l| !l.former) {
        for mention in &legal.found.mentions {
            let text = &legal.text.text;
            let from = mention.range.end;
            if !text[from..].starts_with(['（', '(']) {
                continue;
            }
            let after: String = text[from..].chars().take(LONGEST).collect();
            let narrow = Narrow::of(&after);
            let Some(numbered) = numbered(&narrow.text) else {
                continue;
            };
            let law = mention.law.and_then(|n| data().names.laws.get(n));
            let own = law.and_then(|law| law.number.as_deref());
            let wrong = own.filter(|own| !is_number(own, &numbered.plain));
            if wrong.is_none() && numbered.extra.is_empty() {
                continue;
            }
            let range = narrow.original(numbered.range);
            let range = from + range.start..from + range.end;
            let right = wrong.map_or(numbered.plain, str::to_owned);
            let key = (text[range.clone()].to_owned(), right, wrong.is_some());
            found.push((key, legal.spot(cx, range)));
        }
    }
    for ((number, right, wrong), spots) in grouped(found) {
        let edit = |(_, span): &Place| Edit {
            span: *span,
            text: right.clone(),
        };
        let edits = spots.iter().map(edit).collect();
        let severity = if wrong {
            Severity::Warning
        } else {
            Severity::Info
        };
        let words = words(cx.lang, &number, &right, wrong);
        if let Some(finding) = cx.report_all(&RULE, &spots, words) {
            finding.severity(severity).fix(Safety::Unsafe, edits);
        }
    }
}

/// Whether a number is that of a law, perhaps without the body that gave it: 「平成26年告示第4号」.
fn is_number(own: &str, written: &str) -> bool {
    let short = written.split_once('年').is_some_and(|(year, rest)| {
        let of_year = own.split_once('年').filter(|(own, _)| *own == year);
        of_year.is_some_and(|(_, own)| own.ends_with(rest))
    });
    short || own == written
}

/// The number at the head of a bracket: 「(平成25年5月31日法律第27号」.
fn numbered(text: &str) -> Option<Numbered> {
    let start = '('.len_utf8();
    let rest = text.get(start..)?;
    let era = ["明治", "大正", "昭和", "平成", "令和"]
        .into_iter()
        .find(|era| rest.starts_with(era))?;
    let after_era = &rest[era.len()..];
    let (year, length) = match after_era.strip_prefix('元') {
        Some(_) => ("元".to_owned(), '元'.len_utf8()),
        None => {
            let (number, length) = number::leading(after_era)?;
            (number.to_string(), length)
        }
    };
    let mut at = start + era.len() + length;
    at += text[at..].strip_prefix('年').map(|_| '年'.len_utf8())?;
    let after_year = at;
    for unit in ['月', '日'] {
        let Some((_, length)) = number::leading(&text[at..]) else {
            break;
        };
        if !text[at + length..].starts_with(unit) {
            break;
        }
        at += length + unit.len_utf8();
    }
    for word in ["付け", "付", "公布", "号外", " "] {
        at += text[at..].strip_prefix(word).map_or(0, |_| word.len());
    }
    let extra = text[after_year..at].trim().to_owned();
    // What kind it is: 法律, 政令, 内閣府・総務省令 …
    let kind = text[at..]
        .find('第')
        .filter(|n| *n > 0)
        .map(|n| &text[at..at + n])?;
    let is_kind = ["法律", "令", "規則", "条例", "告示"]
        .iter()
        .any(|k| kind.ends_with(k));
    if !is_kind || kind.chars().count() > 24 || kind.contains(['。', '、', '」', ')']) {
        return None;
    }
    let digits = at + kind.len() + '第'.len_utf8();
    let (own, length) = number::leading(&text[digits..])?;
    let end = digits + length;
    let end = end + text[end..].strip_prefix('号').map(|_| '号'.len_utf8())?;
    Some(Numbered {
        range: start..end,
        plain: format!("{era}{year}年{kind}第{own}号"),
        extra,
    })
}

fn words(lang: Lang, words: &str, right: &str, wrong: bool) -> Words {
    let message = if wrong {
        say!(
            lang,
            "法令の番号「{words}」が違う（「{right}」）",
            "「{words}」 is not the law's number: 「{right}」"
        )
    } else {
        say!(
            lang,
            "法令の番号「{words}」に、番号でないものが入っている（「{right}」）",
            "「{words}」 is more than the law's number: 「{right}」"
        )
    };
    Words::new(message).help(say!(
        lang,
        "「{right}」に書き直してください。",
        "Write 「{right}」."
    ))
}

#[cfg(test)]
mod tests {
    use super::{is_number, numbered};

    #[test]
    fn numbers_are_read_with_what_does_not_belong_in_them() {
        let read = |text: &str| numbered(text).map(|n| (n.plain, n.extra));
        let is = |plain: &str, extra: &str| Some((plain.to_owned(), extra.to_owned()));
        assert_eq!(
            read("(平成25年法律第27号。以下"),
            is("平成25年法律第27号", "")
        );
        assert_eq!(
            read("(平成二十五年法律第二十七号)"),
            is("平成25年法律第27号", "")
        );
        assert_eq!(
            read("(平成25年5月31日法律第27号)"),
            is("平成25年法律第27号", "5月31日")
        );
        assert_eq!(
            read("(平成26年4月18日号外特定個人情報保護委員会告示第4号)"),
            is("平成26年特定個人情報保護委員会告示第4号", "4月18日号外")
        );
        assert_eq!(read("(令和元年政令第3号)"), is("令和元年政令第3号", ""));
        assert_eq!(read("(以下「番号法」という。)"), None);
        assert_eq!(read("(平成25年に制定され、法律第27号)"), None);
    }

    #[test]
    fn numbers_may_leave_out_who_gave_them() {
        let own = "平成26年特定個人情報保護委員会告示第4号";
        assert!(is_number(own, "平成26年告示第4号"));
        assert!(is_number(own, own));
        assert!(!is_number(own, "平成26年告示第5号"));
        assert!(!is_number(own, "平成27年告示第4号"));
    }
}
