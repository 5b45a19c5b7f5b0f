//! Which item of the form an address fits best.

use super::Manner;
use crate::form::ItemId;
use crate::form::address::Known;
use crate::form::levels::Levels;
use crate::japanese::notation::has_chars;

/// How alike a label must be to be meant.
const ALIKE: f64 = 0.75;

/// How many characters of a label identify it next to its number, and with words left out.
const PART: usize = 4;
const SHORTENED: usize = 8;

/// The item that fits best: by its number, with the label deciding among those of one number; then by its label,
/// the nearer in the tree the likelier.
pub(super) fn best(known: &[Known], wanted: &Levels) -> Option<(ItemId, Manner, Vec<ItemId>)> {
    let same_chapter = |k: &&Known| match wanted.chapter {
        None => !k.hidden || k.levels.chapter.is_none(),
        Some(_) => k.levels.chapter == wanted.chapter,
    };
    let chapter: Vec<&Known> = known.iter().filter(same_chapter).collect();
    let group = |fits: &dyn Fn(&Levels) -> bool| -> Vec<&Known> {
        let known = chapter.iter().copied();
        known.filter(|k| fits(&k.levels)).collect()
    };
    let here = group(&|levels| wanted.agrees(levels));
    let Some(label) = wanted.label.as_deref() else {
        let own = here.iter().copied().filter(|k| k.levels.label.is_none());
        let (of_entry, own): (Vec<&Known>, Vec<&Known>) =
            own.partition(|k| k.levels.entry != wanted.entry && k.levels.entry.is_some());
        let own = if own.is_empty() { of_entry } else { own };
        let first = *own.first()?;
        return Some((first.item, Manner::AsPrinted, rivals(first, &own)));
    };
    let like = |group: &[&Known], manner: Manner, likeness: f64| {
        let (found, rivals) = nearest(wanted, label, group, likeness)?;
        Some((found.item, manner, rivals))
    };
    let below = || group(&|levels| wanted.allows(levels));
    // A wider group is looked at only where no nearer one has such a label.
    let wider = |likeness: f64| {
        let section = || group(&|levels| levels.section == wanted.section);
        like(&below(), Manner::LevelSkipped, likeness)
            .or_else(|| like(&section(), Manner::LabelAlone, likeness))
            .or_else(|| like(&chapter, Manner::LabelAlone, likeness))
    };
    let exact = like(&here, Manner::AsPrinted, 1.0);
    // 「Ⅱ４委託事項1④提供方法」: the number says which item it is, and the words are a part of its label.
    let part = || {
        let numbered = wanted.circle.is_some() && has_chars(label, PART);
        let found = numbered.then(|| only(&here, |name| name.contains(label)))?;
        found.map(|item| (item, Manner::AsPrinted, Vec::new()))
    };
    exact.or_else(part).or_else(|| wider(1.0)).or_else(|| {
        if let Some(close) = like(&here, Manner::CloseLabel, ALIKE) {
            return Some(close);
        }
        // 「Ⅲ４　再委託先の取扱いの確保」: a label with words left out.
        let shortened = |name: &str| is_shortened(label, name);
        let is_long = wanted.section.is_some() && has_chars(label, SHORTENED);
        if let Some(item) = is_long.then(|| only(&below(), shortened)).flatten() {
            return Some((item, Manner::CloseLabel, Vec::new()));
        }
        // Words that are no label: the number alone says which item it is, if it names more than a chapter.
        let exact = wanted.section.is_some();
        let own = here.iter().find(|k| k.levels.label.is_none());
        if let Some(own) = own.filter(|_| exact) {
            return Some((own.item, Manner::NumberAlone, Vec::new()));
        }
        wider(ALIKE)
    })
}

/// The item whose label is most like the words, if it is like enough, and others that are as like.
fn nearest<'k>(
    wanted: &Levels,
    label: &str,
    group: &[&'k Known],
    least: f64,
) -> Option<(&'k Known, Vec<ItemId>)> {
    // A long label may be broken in two.
    let joined = wanted.above.last().map(|above| format!("{above}{label}"));
    let most = |known: &Known, words: &str| {
        let values = known.names.iter().map(|name| alike(name, words, least));
        values.fold(0.0, f64::max)
    };
    let mut best: Vec<(&Known, f64)> = Vec::new();
    for known in group.iter().copied() {
        let of_joined = joined.as_deref().map_or(0.0, |words| most(known, words));
        let value = most(known, label).max(of_joined);
        if value < least {
            continue;
        }
        // Labels above decide among equals: ユーザ認証の管理　具体的な管理方法.
        let value = value + parents(wanted, known);
        match best.first() {
            Some((_, most)) if value < *most => {}
            Some((_, most)) if value == *most => best.push((known, value)),
            _ => best = vec![(known, value)],
        }
    }
    let all: Vec<&Known> = best.into_iter().map(|(known, _)| known).collect();
    let first = *all.first()?;
    Some((first, rivals(first, &all)))
}

/// How well the labels above agree; of less weight than the label itself.
fn parents(wanted: &Levels, known: &Known) -> f64 {
    let own = &known.levels.above;
    let agree = own
        .iter()
        .filter(|label| wanted.above.contains(label))
        .count();
    let differ = own.len() - agree;
    0.01 * agree as f64 - 0.001 * differ as f64
}

fn alike(name: &str, label: &str, least: f64) -> f64 {
    if name == label {
        return 1.0;
    }
    let (a, b) = (name.chars().count(), label.chars().count());
    let hopeless = (a.min(b) as f64) < least * a.max(b) as f64;
    if least >= 1.0 || hopeless {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(name, label)
}

/// The only item of a group that has a name of a kind.
fn only(group: &[&Known], is_it: impl Fn(&str) -> bool) -> Option<ItemId> {
    let mut items = group
        .iter()
        .filter(|k| k.names.iter().any(|name| is_it(name)));
    let first = items.next()?.item;
    items.all(|k| k.item == first).then_some(first)
}

/// Whether a label is another one with words left out: it has its characters in their order.
fn is_shortened(label: &str, name: &str) -> bool {
    let mut left = name.chars();
    label.len() < name.len() && label.chars().all(|c| left.any(|own| own == c))
}

/// Items of other addresses.
fn rivals(chosen: &Known, all: &[&Known]) -> Vec<ItemId> {
    let others = all
        .iter()
        .filter(|k| k.address != chosen.address && k.item != chosen.item);
    others.map(|k| k.item).collect()
}
