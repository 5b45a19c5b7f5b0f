//! What is said of an item in a new file: what belongs there, when and in what shape.

use super::Guidance;
use crate::form::address::address;
use crate::form::condition::Condition;
use crate::form::{Form, Item, ItemId, ItemKind, Print};
use crate::source::lang::Lang;

/// An entry of a list with its keys, as lines.
pub(super) fn entry(form: &Form, list: ItemId) -> Vec<String> {
    let mut lines = Vec::new();
    for &child in form.children(Some(list)) {
        let item = &form.items[child];
        let dash = if lines.is_empty() { "- " } else { "  " };
        match item.kind {
            ItemKind::List => {
                lines.push(format!("{dash}{}:", item.key));
                lines.extend(vec!["    - ○○".to_owned(); 2]);
                // One way to list them is enough.
                break;
            }
            ItemKind::Choice => {
                let options = item.options.first().map_or("", |option| &option.text);
                lines.push(format!("{dash}{}: {options}", item.key));
            }
            _ => lines.push(format!("{dash}{}: ○○", item.key)),
        }
    }
    lines
}

/// How deep lists in lists are shown.
const DEEPEST: usize = 2;

/// A list that nothing is known of yet, as lines: its key and an entry with all its keys.
pub(super) fn skeleton(form: &Form, id: ItemId) -> Vec<String> {
    let item = &form.items[id];
    let below = form.children(Some(id));
    let deeper = |lines: Vec<String>| lines.into_iter().map(|line| format!("  {line}"));
    let mut lines = Vec::new();
    match item.kind {
        ItemKind::List if item.id.matches("[]").count() > DEEPEST => return lines,
        ItemKind::List => {
            let inside: Vec<String> = below.iter().flat_map(|id| skeleton(form, *id)).collect();
            let inside = match inside.is_empty() {
                true => vec!["○○".to_owned()],
                false => inside,
            };
            let dashed = inside.iter().enumerate().map(|(n, line)| {
                let dash = if n == 0 { "- " } else { "  " };
                format!("  {dash}{line}")
            });
            lines.push(format!("{}:", item.key));
            lines.extend(dashed);
        }
        ItemKind::Map | ItemKind::Period | ItemKind::ChoiceText => {
            lines.push(format!("{}:", item.key));
            if let Some(own) = item.kind.own_key() {
                let option = item.options.first().map_or("", |option| &option.text);
                lines.push(format!("  {own}: {option}"));
            }
            let inside = below.iter().flat_map(|id| skeleton(form, *id)).collect();
            lines.extend(deeper(inside));
        }
        _ => lines.push(format!("{}:", item.key)),
    }
    lines
}

/// What is to be said of an item at a place.
pub(super) struct Spot<'a> {
    pub(super) id: ItemId,
    pub(super) at: &'a [usize],
    /// Whether the form asks for it there, as far as that is known.
    pub(super) required: Option<bool>,
}

/// What the form says of an item, as lines of a comment.
pub(super) fn said(form: &Form, spot: &Spot, guidance: Guidance) -> Vec<String> {
    let guide = form.guide(spot.id);
    let item = guide.item();
    let is_whole = guidance == Guidance::Full;
    match (item.kind, item.print) {
        // The form prints it as a bar over what is below.
        (ItemKind::Map, Print::Chapter | Print::Section | Print::Subsection) if !is_whole => {
            return vec![bar(item)];
        }
        (ItemKind::Map, Print::Hidden) => return Vec::new(),
        (ItemKind::Map, _) => return vec![format!("{}：{}", bar(item), guide.help())],
        _ => {}
    }
    let help = match is_whole {
        true => guide.help(),
        false => first_sentence(guide.help()),
    };
    let optional = match is_optional(form, spot.id) {
        true => "（任意）",
        false => "",
    };
    let address = address(item, spot.at, None);
    let mut lines = vec![format!("{address}{optional}：{help}")];
    let is_asked = spot.required == Some(true) && item.required != Condition::Published;
    if is_whole {
        lines.push(format!("　{}", guide.when(Lang::Ja)));
    } else if !is_asked && item.required != Condition::Optional {
        lines.push(format!("　{}", guide.when_there(Lang::Ja)));
    }
    if is_whole {
        lines.push(format!("　{}", guide.shape(Lang::Ja)));
    }
    if is_whole && guide.is_significant() {
        lines.push("　※ 変更すると「重要な変更」に当たり得る項目です。".to_owned());
    }
    let options: Vec<&str> = item.options.iter().map(|o| o.text.as_str()).collect();
    match item.kind {
        ItemKind::Choice | ItemKind::ChoiceText => {
            lines.push(format!("　次の一つを書く: {}", options.join(" ／ ")));
        }
        ItemKind::Checks => lines.push("　下の行から、当てはまるものの「# 」を消す".to_owned()),
        ItemKind::Check => lines.push("　当てはまるときは、下の行の「# 」を消す".to_owned()),
        _ => {}
    }
    lines
}

/// Whether an item may stay blank by itself; of a group at least one is asked for.
fn is_optional(form: &Form, id: ItemId) -> bool {
    let parent = form.parent(id).map(|parent| &form.items[parent]);
    let of_group = parent.is_some_and(|parent| parent.at_least_one);
    form.items[id].required == Condition::Optional && !of_group
}

/// 「Ⅰ　基本情報」, 「１．特定個人情報ファイルを取り扱う事務」, as the form prints it.
fn bar(item: &Item) -> String {
    match item.print {
        Print::Chapter => format!("━━ {} ━━", item.label),
        _ => item.label.clone(),
    }
}

fn first_sentence(text: &str) -> &str {
    let end = text
        .find('。')
        .map_or(text.len(), |at| at + '。'.len_utf8());
    &text[..end]
}
