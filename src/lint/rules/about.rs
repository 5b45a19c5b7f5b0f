//! Which rules speak of an item: those that weigh whether it fits the form, and those that compare what it says with other
//! items or with the law.
//!
//! The latter are not declared: `schemas/guide/rules.tsv` holds in which items each rule found something when the tests ran
//! it over its own examples (`tests/suite/guide` makes it, and fails where it is not fresh). Rules that look at words of any
//! text are left out there, because they speak of no item in particular.

use super::{RULES, Rule};
use crate::form::condition::Condition;
use crate::form::{Form, Item, ItemId, ItemKind};

/// The kind of a form, the code of a rule, and the ids of the items, parted by tabs and blanks.
static SEEN: &str = include_str!("../../../schemas/guide/rules.tsv");

/// The rules that speak of an item, in the order of the rules.
pub fn rules(form: &Form, item: ItemId) -> Vec<&'static Rule> {
    let definition = &form.items[item];
    let mut codes = of_form(form, item);
    let seen = SEEN.lines().filter_map(|line| {
        let (kind, rest) = line.split_once('\t')?;
        let (code, ids) = rest.split_once('\t')?;
        let is_seen = kind == form.kind && ids.split(' ').any(|id| id == definition.id);
        is_seen.then_some(code)
    });
    codes.extend(seen);
    let rules = RULES.iter().copied();
    rules.filter(|rule| codes.contains(&rule.code)).collect()
}

/// The rules by which it fits the form or not: what the definition of the item asks for.
fn of_form(form: &Form, item: ItemId) -> Vec<&'static str> {
    let definition = &form.items[item];
    let risk = definition.label.strip_prefix("リスク");
    let is_risk = risk.is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric()));
    let asks = [
        ("S004", definition.required != Condition::Optional),
        (
            "S005",
            !definition.options.is_empty() && definition.kind != ItemKind::Check,
        ),
        ("S006", asks_for_details(definition)),
        ("S007", definition.kind == ItemKind::Checks),
        ("S008", !definition.exclusive.is_empty()),
        ("S009", is_conditional(&definition.required, false)),
        (
            "S010",
            definition.counts.is_some() || !definition.counts_of.is_empty(),
        ),
        ("S011", definition.is_list()),
        ("S012", definition.most.is_some()),
        ("S013", definition.kind == ItemKind::Date),
        ("S014", definition.kind == ItemKind::Check),
        ("S015", definition.at_least_one),
        ("S017", definition.same_as.is_some()),
        ("S018", is_risk),
        ("S019", definition.kind == ItemKind::Checks),
        ("S020", is_conditional(&definition.required, true)),
        (
            "S021",
            definition.kind == ItemKind::Checks || definition.is_list(),
        ),
        ("S022", definition.kind == ItemKind::Table),
        ("S024", definition.kind == ItemKind::Figure),
        ("S026", asks_for_details(definition)),
    ];
    let asks = asks.into_iter().filter(|(_, is_asked)| *is_asked);
    asks.map(|(code, _)| code)
        .filter(|code| form.hears(code))
        .collect()
}

/// Whether an option has room for words, not for a number.
fn asks_for_details(item: &Item) -> bool {
    let mut slots = item.options.iter().filter(|choice| choice.slot);
    slots.any(|choice| !item.counts_of.contains_key(&choice.text))
}

/// Whether an item is ruled out by another answer, or by the kind of the body.
fn is_conditional(condition: &Condition, by_agency: bool) -> bool {
    match condition {
        Condition::Always | Condition::Optional | Condition::Published => false,
        Condition::GyoseiKikan => by_agency,
        Condition::In(..) | Condition::Has(..) | Condition::Empty(_) | Condition::FewerDays(..) => {
            !by_agency
        }
        Condition::Not(inner) => is_conditional(inner, by_agency),
        Condition::And(a, b) | Condition::Or(a, b) => {
            is_conditional(a, by_agency) || is_conditional(b, by_agency)
        }
    }
}
