//! The address of an item for people: Ⅱ３①, Ⅱ４委託事項4⑦, 別添３第2行　項目.

use super::Item;

/// The address of an item at its entry numbers; `file` is the file's name where there are several.
pub fn address(item: &Item, at: &[usize], file: Option<&str>) -> String {
    let mut forms = item.address.split('|');
    let is_list_itself = item.is_list() && at.len() < item.id.matches("[]").count();
    // A list has its own address behind the entry's: `Ⅰ２システム{n}|Ⅰ２`.
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
    let mut address = pattern.replace("{n}", &number).replace("{f}", &first);
    if let Some(file) = file.filter(|_| item.id.starts_with("files[].")) {
        address.push_str(&format!("（{file}）"));
    }
    address
}
