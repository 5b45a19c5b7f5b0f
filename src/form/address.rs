//! The address of an item for people: Ⅱ３①, Ⅱ４委託事項4⑦, 別添３第2行　項目.

use super::levels::Levels;
use super::{Form, Item, ItemId, Print};
use crate::japanese::notation::norm_key;

/// The address of an item at its entry numbers; `file` is the file's name where there are several.
pub fn address(item: &Item, at: &[usize], file: Option<&str>) -> String {
    let mut forms = item.address.split('|');
    let is_list_itself = item.is_list() && at.len() < item.id.matches("[]").count();
    // A list has its own address after the entry's: `Ⅰ２システム{n}|Ⅰ２`.
    let pattern = if is_list_itself {
        forms.next_back()
    } else {
        forms.next()
    }
    .unwrap_or_default();
    // Where there is only the entry's, the number is left out: Ⅱ４委託事項.
    let number = at.last().filter(|_| !is_list_itself);
    let number = number.map(ToString::to_string).unwrap_or_default();
    let first = at.first().map(ToString::to_string).unwrap_or_default();
    let address = pattern.replace("{n}", &number).replace("{f}", &first);
    let mut address = numbered(address, |level| at.get(level).copied());
    if let Some(file) = file.filter(|_| item.id.starts_with("files[].")) {
        address.push_str(&format!("（{file}）"));
    }
    address
}

/// How deep lists lie in lists.
const DEEPEST: usize = 4;

/// Puts the number of the entry at each level in the place of `{1}`, `{2}`, …; nothing where there is none.
fn numbered(address: String, number: impl Fn(usize) -> Option<usize>) -> String {
    if !address.contains('{') {
        return address;
    }
    (0..DEEPEST).fold(address, |address, level| {
        let number = number(level).map(|n| n.to_string()).unwrap_or_default();
        address.replace(&format!("{{{}}}", level + 1), &number)
    })
}

/// An address of an item.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) item: ItemId,
    pub(crate) levels: Levels,
    /// The address without the number of its entry: items of one address are no rivals.
    pub(crate) address: String,
    /// Label, key and aliases in their comparison form.
    pub(crate) names: Vec<String>,
    /// Whether the form prints it nowhere: nobody means it without naming its chapter.
    pub(crate) hidden: bool,
}

/// All addresses of a form.
pub(super) fn addresses(form: &Form) -> Vec<Known> {
    let items = form.items.iter_enumerated().take(form.printed);
    let known = items.flat_map(|(id, item)| {
        let names = [&item.label, &item.key].into_iter().chain(&item.aliases);
        // Officials leave out what the label says in brackets: （委託に伴うものを除く。）.
        let names = names.flat_map(|name| {
            let notes = |word: &&str| !word.starts_with('【');
            let last = name.split_whitespace().skip(1).filter(notes).last();
            let bare = name
                .contains('（')
                .then(|| norm_key(&without_brackets(name)));
            [Some(norm_key(name)), bare, last.map(norm_key)]
        });
        let names: Vec<String> = names.flatten().filter(|n| !n.is_empty()).collect();
        item.address.split('|').map(move |address| Known {
            item: id,
            levels: Levels::of(&numbered(
                address.replace("{n}", "1").replace("{f}", "1"),
                |_| Some(1),
            )),
            address: address.to_owned(),
            names: names.clone(),
            hidden: item.print == Print::Hidden,
        })
    });
    known.collect()
}

/// A label without what it says in brackets.
pub(super) fn without_brackets(label: &str) -> String {
    let mut depth = 0;
    let kept = label.chars().filter(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    });
    kept.collect()
}
