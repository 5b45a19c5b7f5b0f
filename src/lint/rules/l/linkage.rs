//! On what the order rests by which information is linked: 番号法第19条第8号, and no other item that is named beside it.

use jiff::civil::Date as Day;

use super::data::{Confidence, Provision, data};
use super::{Context, Legal};
use crate::japanese::citation::number::Number;
use crate::japanese::citation::{Citation, Place, Whose};
use crate::japanese::narrow::Narrow;

/// What is cited in the place of the provision on which the order rests.
pub(super) enum NotOfOrder {
    /// The one on offices that an ordinance adds.
    OrdinanceOffice,
    /// Another one, as it is cited.
    Other(String),
}

/// What the provision is called in `schemas/law/citations.yaml`.
const LINKAGE: &str = "情報提供ネットワークシステムによる提供";

/// From when on the item is the eighth.
const FROM: Day = jiff::civil::date(2021, 9, 1);

/// How the order is named, in one width.
const ORDERS: [&str; 2] = ["主務省令", "利用特定個人情報の提供に関する命令"];

/// The table of the order.
const TABLE: &str = "第2条の表";

fn provision() -> Option<&'static Provision> {
    data().provisions.iter().find(|p| p.what == LINKAGE)
}

/// Where it was read on what the order rests.
pub(super) fn basis() -> &'static str {
    provision().map_or("", |provision| &provision.source)
}

/// Whether something else than the provision on which the order rests is cited for it.
pub(super) fn wrong(
    cx: &Context,
    legal: &Legal,
    citation: &Citation,
    law: usize,
) -> Option<NotOfOrder> {
    let day = cx.law_day().filter(|day| *day >= FROM)?;
    let provision = provision()?;
    let (_, right) = provision.on(day)?;
    // Where it was before is for L001 to say.
    let is_known = right.confidence > Confidence::C && right.of == law;
    if !is_known || provision.cited_at(law, &citation.place).is_some() {
        return None;
    }
    let own = right.place;
    let place = citation.place;
    // 「第19条第6号」, 「第18条第8号」 and 「第19条第8項」 are slips; 第9条第1項 is another basis beside it.
    let is_slip = match (place.paragraph, place.item) {
        (None, Some(item)) => place.article == own.article || Some(item) == own.item,
        (Some(paragraph), None) => place.article == own.article && Some(paragraph) == own.item,
        _ => false,
    };
    if !is_slip || place.table.is_some() {
        return None;
    }
    let is_ninth = place.article == own.article && place.item == Some(Number::plain(9));
    if is_ninth && is_beside_table(cx, legal, law, &own) {
        return Some(NotOfOrder::OrdinanceOffice);
    }
    let sentence = legal.sentence(&citation.range);
    let said = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let is_other = is_ninth && said(&["条例", "独自利用", "委員会規則"]);
    let is_beside = is_named_after(legal, citation) || is_named_before(legal, citation);
    let is_said = |c: &Citation| names(c, law, &own) && legal.sentence(&c.range) == sentence;
    let is_wrong = is_beside && !is_other && !legal.found.citations.iter().any(is_said);
    is_wrong.then(|| NotOfOrder::Other(place.to_string()))
}

/// Whether a citation is of a place.
fn names(citation: &Citation, law: usize, place: &Place) -> bool {
    let cited = citation.place;
    citation.whose == Whose::Known(law)
        && cited.article == place.article
        && cited.item == place.item
}

/// 番号法第19条第9号, which is about offices that an ordinance adds, where the table of the order is named.
fn is_beside_table(cx: &Context, legal: &Legal, law: usize, own: &Place) -> bool {
    const ORDINANCE: [&str; 5] = ["条例", "独自利用", "規則", "国税", "地方税"];
    let id = &cx.field(legal.field).id;
    let name = id.strip_suffix(".legal_basis");
    let name = name.and_then(|entry| cx.assessment.text(&format!("{entry}.name")));
    let said = format!("{}\n{}", name.unwrap_or_default(), legal.text.text);
    said.contains(TABLE)
        && !legal.found.citations.iter().any(|c| names(c, law, own))
        && !ORDINANCE.iter().any(|word| said.contains(word))
}

/// 「第19条第6号に基づく主務省令」; where no more than a comma joins the two, the table of the order makes it certain.
fn is_named_after(legal: &Legal, citation: &Citation) -> bool {
    const BY: [&str; 5] = [
        "に基づく",
        "の規定に基づく",
        "に規定する",
        "の規定による",
        "に基づき定める",
    ];
    const BESIDE: [&str; 6] = ["及び", "、", " ", "(", "の", ""];
    /// Items with an order of their own.
    const OWN_ORDER: [u16; 2] = [4, 12];
    let after = legal.after(citation.range.end);
    let order = |rest: &str| {
        let name = ORDERS.iter().find(|name| rest.starts_with(**name))?;
        Some(rest[name.len()..].to_owned())
    };
    if let Some(rest) = BY.iter().find_map(|by| order(after.strip_prefix(by)?)) {
        let may_be = OWN_ORDER.map(|item| Some(Number::plain(item)));
        return !may_be.contains(&citation.place.item) || rest.starts_with(TABLE);
    }
    let beside = BESIDE.iter().find_map(|by| order(after.strip_prefix(by)?));
    beside.is_some_and(|rest| rest.starts_with(TABLE))
}

/// 「主務省令第2条の表（番号法第19条第11号）」
fn is_named_before(legal: &Legal, citation: &Citation) -> bool {
    let start = citation
        .name
        .as_ref()
        .map_or(citation.range.start, |name| name.start);
    let before = &legal.text.text[..start];
    let narrow = Narrow::of(super::tail(before, 24)).text;
    narrow
        .strip_suffix('(')
        .is_some_and(|head| head.ends_with(TABLE))
}
