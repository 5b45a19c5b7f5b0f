//! Patterns of the schema: keys as officers copy them from the form, and texts that are dates.

use super::Fields;
use super::json::Json;
use crate::form::Item;

/// 令和7年4月21日, R7.4.21, 2025-04-21, 平成28年1月; or "none".
pub(super) const DATE: &str = "^[\\s　]*(?:(?:(?:明治|大正|昭和|平成|令和|[MTSHRmtshrＭＴＳＨＲｍｔｓｈｒ㍾㍽㍼㍻㋿])[\\s　.．・]*(?:[0-9０-９〇○一二三四五六七八九十]{1,3}|元)|[0-9０-９〇○一二三四五六七八九]{4})[\\s　]*(?:年|[.．/／－-]|[（(][^）)]*[）)]年?).+|[-‐‑―—－−ー─/／]+|[（(]?(?:該当|特に|特段)?(?:なし|無し|ナシ|無)[）)]?。?)?[\\s　]*$";

/// A single box.
pub(super) const CHECK: &str = "^[○〇◯]?$";

/// A number of entries, perhaps as the form prints it.
pub(super) const COUNT: &str = "^[\\s　（(]*[0-9０-９]*[\\s　）)]*件?$";

/// The number that the form prints before a label.
const NUMBER: &str =
    "(?:[①-⑳➀-➉]|[0-9０-９]+[.．)）]|[（(][^）)]*[）)]|[Ⅰ-ⅫIV]+[\\s　]|リスク[0-9０-９]*[：:]?)?";

/// Fields that hold a text to a pattern, with what is said where it does not match.
pub(super) fn matching(pattern: &str, message: &str) -> Fields {
    vec![
        ("pattern", Json::text(pattern)),
        // Not of the standard; the servers of YAML and JSON know it.
        ("patternErrorMessage", Json::text(message)),
    ]
}

/// All ways in which the key of an item may be written: its names, with the number and the ※ of the form.
pub(super) fn other_keys(item: &Item) -> String {
    let names = [&item.key, &item.label].into_iter().chain(&item.aliases);
    let mut names: Vec<String> = names.map(|name| escaped(name)).collect();
    names.dedup();
    let names = names.join("|");
    format!("^[\\s　]*{NUMBER}[\\s　]*(?:{names})[\\s　]*(?:※.*)?$")
}

/// A text as a pattern of itself.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\^$.|?*+()[]{}/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
