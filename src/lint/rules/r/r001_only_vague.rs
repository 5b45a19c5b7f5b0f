//! 措置や委託の欄が「適宜」「必要に応じて」だけで、何をするかが書かれていない。
//! A measure or a contract says nothing but "as needed".
//!
//! ## 何を確認するか
//! ⅢとⅣの措置の欄が、「必要に応じて適切に対応する」のように、何を、誰が、いつ行うかを言わない短い文だけになっていないこと。
//! Ⅱ４の委託内容と再委託事項が、「必要に応じて調整する」「別途協議して定める」「仕様書による」のように、何を頼むかを言わない短い文だけになっていないこと。
//! `--pedantic` では、「業務の一部」のように、どの部分かを言わない委託内容と再委託事項も示します。
//!
//! ## なぜ
//! 第三者点検では、あいまいな措置や委託について、具体的に何をするのか、何を任せるのかが必ず問われます。
//!
//! ## 直し方
//! 行うことを、担当、時期、方法とともに書きます。委託なら、任せる作業を書きます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 必要に応じて適切な措置を講じる。             # 誤: 何をするかが分からない
//! リスクに対する措置の内容: 係長が毎月、操作の記録を出力して確かめる。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第10（審査の観点）
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0。完成した記入例二つで指摘0件。

use crate::assessment::value::Value;
use crate::assets::lists::measures::{A_PART, EMPTY, LEFT_OPEN, OF_CONTRACTS, VAGUE};
use crate::japanese::notation::{has_chars, is_hollow};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R001",
    name: "only-vague",
    levels: Levels::always(Severity::Info),
    basis: &["指針第10"],
    check,
};

/// How long a text may be that says nothing more.
const SHORT: usize = 50;

/// What a text is asked to say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// What is done.
    Measure,
    /// What the contractor does.
    Contract,
    /// What of it is handed on.
    Subcontract,
}

impl Asked {
    fn of(id: &str) -> Option<Self> {
        let is_contract = id.contains(".entrustment.items[");
        if id.contains(".risks.") || id.starts_with("other_risks.") {
            Some(Asked::Measure)
        } else if is_contract && id.ends_with(".content") {
            Some(Asked::Contract)
        } else {
            (is_contract && id.ends_with(".reentrustment_matters")).then_some(Asked::Subcontract)
        }
    }
}

fn check(cx: &mut Context) {
    // That it is only a part may be all that can be said yet.
    let asks_which_part = cx.inputs.settings.levels.pedantic;
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        let (Value::Text(said), Some(asked)) = (&field.value, Asked::of(&field.id)) else {
            continue;
        };
        let own = &cx.vocabulary().vague;
        let is_vague = match asked {
            Asked::Measure => is_vague(&said.text, own),
            // S004 reports what only keeps the place.
            _ if is_hollow(&said.text, false) => false,
            _ => is_left_open(&said.text, own, asks_which_part),
        };
        if is_vague {
            cx.report(&RULE, id, said.span, words(cx.lang, asked, &cx.name(id)));
        }
    }
}

fn is_vague(text: &str, own: &[String]) -> bool {
    let own = || own.iter().map(String::as_str);
    let vague = own().chain(VAGUE.iter().copied());
    let empty = own().chain(EMPTY.iter().copied());
    says_nothing(text, vague, empty)
}

/// The same of a text that says what somebody else is to do; `of_part` asks which part of the work it is.
fn is_left_open(text: &str, own: &[String], of_part: bool) -> bool {
    let own = || own.iter().map(String::as_str);
    let part = if of_part { A_PART } else { &[] };
    let open = [VAGUE, LEFT_OPEN, part].into_iter().flatten().copied();
    let empty = [part, OF_CONTRACTS, EMPTY].into_iter().flatten().copied();
    says_nothing(text, own().chain(open), own().chain(empty))
}

/// Whether a short text has one of some words, and nothing but words that say nothing.
fn says_nothing<'w>(
    text: &str,
    mut vague: impl Iterator<Item = &'w str>,
    empty: impl Iterator<Item = &'w str>,
) -> bool {
    let text = text.trim();
    if has_chars(text, SHORT + 1) || !vague.any(|word| text.contains(word)) {
        return false;
    }
    let rest = empty.fold(text.to_owned(), |rest, word| rest.replace(word, ""));
    let is_word = |c: &char| !matches!(c, 'ぁ'..='ゖ') && !"。、・（）()\n　 ".contains(*c);
    rest.chars().filter(is_word).count() < 2
}

fn words(lang: Lang, asked: Asked, item: &str) -> Words {
    let (headline, help) = match asked {
        Asked::Measure => (
            say!(
                lang,
                "{item} に、何をするかが書かれていない",
                "{item} does not say what is done"
            ),
            say!(
                lang,
                "行うことを、担当、時期、方法とともに書いてください。",
                "Write what is done, by whom, when and how."
            ),
        ),
        Asked::Contract => (
            say!(
                lang,
                "{item} に、何を委託するかが書かれていない",
                "{item} does not say what the contractor does"
            ),
            say!(
                lang,
                "委託する作業（印刷、入力、機器の保守など）を書いてください。",
                "Write the work: printing, typing in, maintenance of what."
            ),
        ),
        Asked::Subcontract => (
            say!(
                lang,
                "{item} に、何を再委託するかが書かれていない",
                "{item} does not say what the subcontractor does"
            ),
            say!(
                lang,
                "再委託する作業を書いてください。まだ決まっていないなら、再委託を認める作業の範囲を書きます。",
                "Write the work, or what of it may be handed on, where that is not known yet."
            ),
        ),
    };
    Words::new(headline).help(help)
}

#[cfg(test)]
mod tests {
    use super::{is_left_open, is_vague};

    #[test]
    fn measures_that_say_nothing() {
        assert!(is_vague("必要に応じて適切な措置を講じる。", &[]));
        assert!(is_vague("特定個人情報は適切に管理している。", &[]));
        assert!(is_vague("必要に応じて適宜確認する。", &[]));
        assert!(is_vague("適切に確認します。", &[]));
        assert!(is_vague("個人情報は、厳重に管理しています。", &[]));
        assert!(!is_vague("課長が適切に確認する。", &[]));
        assert!(!is_vague("年1回、適切に実施する。", &[]));
        assert!(!is_vague("記録を適宜確認する。", &[]));
        assert!(!is_vague("必要に応じて、係長が鍵を替える。", &[]));
        assert!(!is_vague("画面を隠す。", &[]));
    }
    #[test]
    fn contracts_that_say_nothing() {
        let is_open = |text| is_left_open(text, &[], false);
        for text in [
            "必要に応じて調整",
            "必要に応じて調整する。",
            "別途協議の上、決定する。",
            "契約書に定める範囲の業務",
            "仕様書のとおり",
            "委託先と協議して定める事項",
            "その都度、本市が承認した業務",
            "必要に応じて業務の一部を再委託する。",
            "委託契約の締結時に別途定める。",
            "個別に許諾した作業",
            "適宜",
            "契約締結時に定める",
            "委託業務の一部（別途協議）",
        ] {
            assert!(is_open(text), "{text}");
        }
        for text in [
            "機器の保守",
            "委託業務の一部",
            "委託内容と同じ",
            "夜間の監視。障害のときは、必要に応じて復旧する。",
            "仕様書に定める帳票の印刷",
            "発送の日程の調整",
            "協議会の運営",
            "通知書の印刷（部数は別途協議する。）",
            "関係機関との連絡調整",
            "都度発生する通知書の封入",
        ] {
            assert!(!is_open(text), "{text}");
        }
        assert!(is_left_open("委託業務の一部", &[], true));
        assert!(is_left_open("付随する業務", &[], true));
        assert!(!is_left_open("入力業務の一部", &[], true));
    }
}
