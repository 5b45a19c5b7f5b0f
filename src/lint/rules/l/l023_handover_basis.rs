//! 移転の根拠に番号法第19条がある、又は提供の根拠に番号法第19条がない。
//! The basis of a transfer is that of a provision, or the basis of a provision is missing.
//!
//! ## 何を確認するか
//! 移転先（Ⅱ５）の法令上の根拠に番号法第19条がなく、提供先（Ⅱ５）の法令上の根拠に番号法第19条の号があること。
//! 提供先の方は参考です。提供の根拠が第2条の表や別表第二で書かれているとき、別紙などに書くとあるときは、示しません。
//!
//! ## なぜ
//! 番号法第19条は、ほかの機関に特定個人情報を「提供」できる場合を定めます。同じ評価実施機関の中での利用（移転）の根拠は第9条です。
//! 市長部局から教育委員会へは、同じ市役所の中でも「提供」（第19条第11号と条例）です。取り違えると、提供先と移転先の件数も違ってきます。
//!
//! ## 直し方
//! 別の機関へ渡すなら「提供先」に移し、同じ機関の中で使うなら第9条第1項と別表の項、又は第9条第2項に基づく条例を書きます。
//! 提供先には、第19条のどの号によるかを加えます。
//!
//! ## 例
//! ```yaml
//! 移転先:
//!   - 名称: 架空市教育委員会
//!     法令上の根拠: 番号法第19条第11号及び架空市個人番号利用条例第5条   # 誤: 提供の根拠
//!   - 名称: 福祉課
//!     法令上の根拠: 番号法第9条第1項及び別表の23の項   # 正
//! ```
//!
//! ## 根拠
//! 番号法第9条、第19条

use super::data::law_of;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::laws::{IMPLY_PROVISION, OF_PROVISION};
use crate::japanese::citation::number::Number;
use crate::japanese::notation::{fold, is_none_mark};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L023",
    name: "handover-basis",
    levels: Levels::always(Severity::Warning),
    basis: &["番号法第9条", "番号法第19条"],
    check,
};

/// The article that says when specific personal information may be provided.
const PROVISION: u16 = 19;

/// The article that says when individual numbers may be used.
const USE: u16 = 9;

fn check(cx: &mut Context) {
    let mut transferred: Vec<(Place, String)> = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|legal| !legal.in_row) {
        let id = &cx.field(legal.field).id;
        if !id.contains(".transferees[") || !id.ends_with(".legal_basis") {
            continue;
        }
        let cited = legal.found.citations.iter().find(|citation| {
            let is_it = law_of(citation).is_some_and(|law| law.id == "bango");
            is_it && citation.place.article == Some(Number::plain(PROVISION))
        });
        let denied = |range| {
            let sentence = legal.sentence(range);
            ["でなく", "ではな", "除"]
                .iter()
                .any(|word| sentence.contains(word))
        };
        if let Some(cited) = cited.filter(|cited| !denied(&cited.range)) {
            let words = legal.text.text[cited.range.clone()].to_owned();
            transferred.push((legal.spot(cx, cited.range.clone()), words));
        }
    }
    if let Some((_, first)) = transferred.first() {
        let words = of_transfer(cx.lang, first);
        let places: Vec<Place> = transferred.iter().map(|(place, _)| *place).collect();
        cx.report_all(&RULE, &places, words);
    }
    let without: Vec<Place> = without_basis(cx);
    let words = of_provision(cx.lang);
    if let Some(finding) = cx.report_all(&RULE, &without, words) {
        finding.severity(Severity::Info);
    }
}

/// The bases of provisions that do not lead to the article.
fn without_basis(cx: &Context) -> Vec<Place> {
    let fields = cx.assessment.printed().iter_enumerated();
    let bases = fields.filter(|(_, field)| {
        field.id.contains(".recipients[") && field.id.ends_with(".legal_basis")
    });
    let missing = bases.filter_map(|(id, field)| {
        let Value::Text(text) = field.value else {
            return None;
        };
        let words = fold(&text.text);
        let says = |all: &[&str]| all.iter().any(|word| words.contains(&fold(word)));
        let is_said = words.trim().is_empty() || is_none_mark(text.text.trim());
        // Orders that the law empowers are cited by it; what rests on its article 9 is no provision.
        let is_other = says(&LAW) && !is_of_use(cx, id);
        let leads = says(OF_PROVISION) || says(IMPLY_PROVISION) || is_other;
        (!is_said && !leads).then_some((id, text.span))
    });
    missing.collect()
}

/// How the law on individual numbers is named.
const LAW: [&str; 2] = ["番号法", "番号の利用等に関する法律"];

/// Whether all that an item cites of the law is the article on use.
fn is_of_use(cx: &Context, field: FieldId) -> bool {
    let legal = cx
        .facts
        .laws
        .texts
        .iter()
        .filter(|legal| legal.field == field);
    let cited = legal.flat_map(|legal| &legal.found.citations);
    let of_law = cited.filter(|citation| law_of(citation).is_some_and(|law| law.id == "bango"));
    let mut articles = of_law
        .filter_map(|citation| citation.place.article)
        .peekable();
    articles.peek().is_some() && articles.all(|article| article == Number::plain(USE))
}

fn of_transfer(lang: Lang, cited: &str) -> Words {
    Words::new(say!(
        lang,
        "移転の根拠に、提供の根拠である「{cited}」が書かれている",
        "A transfer rests on 「{cited}」, the basis of a provision"
    ))
    .help(say!(
        lang,
        "教育委員会などほかの機関に渡すなら、「提供先」に書いてください。同じ評価実施機関の中で使うなら、根拠は番号法第9条第1項と別表の項、又は第9条第2項に基づく条例です。",
        "If another body gets it, write it below 提供先; if it is used within the body, the basis is article 9 of 番号法."
    ))
}

fn of_provision(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "提供の根拠に、番号法第19条の号がない",
        "The basis of a provision does not name article 19 of 番号法"
    ))
    .help(say!(
        lang,
        "特定個人情報は、番号法第19条各号のどれかに当たるときだけ提供できます。どの号によるのかを加えてください。個人番号を含まないものを渡すだけなら、提供先として書く必要はありません。",
        "Specific personal information may be provided by an item of that article only; say by which. What holds no individual number is no such provision."
    ))
}
