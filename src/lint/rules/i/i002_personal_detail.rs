//! 個人の氏名や携帯電話の番号とみられるものがある。
//! What looks like a person's name or mobile phone number is written where none belongs.
//!
//! ## 何を確認するか
//! - 所属長の役職名に、役職に続けて氏名が書かれていないこと。
//! - 重大事故の内容・再発防止策と別紙に、個人の姓に「氏」「さん」「様」を付けたもの、090・080・070で始まる電話番号がないこと。
//! - 請求先と問合せ先（Ⅴ）に、担当者の名と並べて090・080・070で始まる電話番号がないこと。
//!
//! 「Ａ社」「対象者129名」のように名を伏せた書き方と、問合せ窓口の連絡先は対象にしません。
//!
//! ## なぜ
//! 様式が尋ねているのは役職名です。氏名を書くと、人事異動のたびに直すことになります。
//! 評価書は公表する文書です。事故にあった人や関わった人が分かる記載は、二次被害になります。
//!
//! ## 直し方
//! 役職名だけにします。事故の記載は、「対象者Ａ」「委託先の従業者」のように、個人が分からない書き方に改めます。
//!
//! ## 例
//! ```yaml
//! その内容: 田中様の申請書を誤って送付した。      # 誤
//! その内容: 申請者1名の申請書を誤って送付した。   # 正
//! # …
//! 所属長の役職名: 図書課長　田中　一郎   # 誤
//! 所属長の役職名: 図書課長               # 正
//! ```
//!
//! ## 根拠
//! 個人情報の保護に関する法律第69条（利用及び提供の制限）

use std::ops::Range;

use super::persons::{Detail, after_post, details, phones_of_persons};
use crate::assessment::field::FieldId;
use crate::assessment::value::{Table, Value};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::{Node, Scalar};

/// The rule.
pub static RULE: Rule = Rule {
    code: "I002",
    name: "personal-detail",
    levels: Levels::always(Severity::Warning),
    basis: &["個人情報保護法第69条"],
    check,
};

/// Ⅰ７②
const HEAD: &str = "basic.department.head_title";

fn check(cx: &mut Context) {
    let mut texts: Vec<(FieldId, &Scalar)> = Vec::new();
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        let item = &cx.assessment.definition(field).id;
        let of_incident = || item.starts_with("files[]") && item.contains(".serious_incidents.");
        if !of_incident() && !item.starts_with("annexes[]") {
            continue;
        }
        match &field.value {
            Value::Text(text) | Value::Table(Table::Markdown(text)) => texts.push((id, text)),
            Value::Table(Table::Rows(rows)) => {
                let cells = rows.iter().flatten().filter_map(|(_, n)| Node::scalar(n));
                texts.extend(cells.map(|text| (id, text)));
            }
            _ => {}
        }
    }
    if let Some(field) = cx.assessment.find(HEAD)
        && let Value::Text(text) = cx.field(field).value
        && let Some(range) = after_post(&text.text)
    {
        let span = cx.words(text, range);
        cx.report(&RULE, field, span, head_named(cx.lang))
            .basis(vec!["全項目評価書の様式"]);
    }
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        if let Value::Text(text) = field.value
            && field.id.starts_with("disclosure.")
        {
            for range in phones_of_persons(&text.text) {
                report(cx, id, text, range, Detail::Phone);
            }
        }
    }
    for (field, text) in texts {
        for (range, detail) in details(&text.text) {
            report(cx, field, text, range, detail);
        }
    }
}

fn report(cx: &mut Context, field: FieldId, text: &Scalar, range: Range<usize>, detail: Detail) {
    let span = cx.words(text, range);
    cx.report(&RULE, field, span, person_named(cx.lang, detail));
}

fn head_named(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "所属長の役職名に、氏名とみられるものがある",
        "The post of the head seems to be given with a person's name"
    ))
    .label(say!(lang, "役職名ではない", "no post"))
    .help(say!(
        lang,
        "役職名だけを書いてください。氏名を書かなければ、人事異動のたびに直さなくて済みます。",
        "Write nothing but the post."
    ))
}

fn person_named(lang: Lang, detail: Detail) -> Words {
    let message = match detail {
        Detail::Name => say!(
            lang,
            "個人の氏名とみられる記載がある",
            "What looks like a person's name is written here"
        ),
        Detail::Phone => say!(
            lang,
            "個人の携帯電話の番号とみられる記載がある",
            "What looks like a person's mobile phone number is written here"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "公表する文書です。「申請者1名」「対象者Ａ」のように、個人が分からない書き方に改めてください。",
        "This will be published. Write it so that no person can be recognised."
    ))
}
