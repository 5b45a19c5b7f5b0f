//! The names of sheets, and of cells for people: Ⅱ３①.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization as _;

use crate::document::view::View;
use crate::intake::cell::{Part, Pin};
use crate::intake::names::{WORDS, name};

/// The most UTF-16 units of the name of a sheet.
const LONGEST: usize = 31;

/// A name for the sheet of each chapter: its address, with the number of its file where there are several.
pub(super) fn sheets(view: &View) -> Vec<String> {
    let mut taken = FxHashSet::default();
    let names = view.chapters.iter().map(|chapter| {
        let address = &chapter.heading.address;
        let bare = address
            .split_once('（')
            .map_or(address.as_str(), |(bare, _)| bare);
        let number = chapter.heading.anchor.strip_prefix("files[");
        let number = number.and_then(|rest| rest.split_once(']')).map(|(n, _)| n);
        let name = match (number, &chapter.file) {
            (Some(number), Some(_)) => format!("{bare}（{number}）"),
            _ => bare.to_owned(),
        };
        unique(&allowed(&name), &mut taken)
    });
    names.collect()
}

/// A name without what the name of a sheet may not hold.
fn allowed(name: &str) -> String {
    let kept = name.chars().map(|c| {
        let forbidden = ['*', '?', ':', '[', ']', '\\', '/', '\''].contains(&c);
        if forbidden || c.is_control() { '_' } else { c }
    });
    let mut room = LONGEST - 4;
    let kept = kept.take_while(|c| {
        room = room.saturating_sub(c.len_utf16());
        room > 0
    });
    let name: String = kept.collect();
    if name.trim().is_empty() {
        "シート".to_owned()
    } else {
        name
    }
}

/// A name that no other sheet has, as Excel compares names.
fn unique(name: &str, taken: &mut FxHashSet<String>) -> String {
    let numbered = (2_usize..).map(|n| format!("{name}_{n}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names
        .find(|name| taken.insert(folded(name)))
        .unwrap_or_default()
}

/// A name as Excel compares it: without regard to case; to be sure, without regard to width either.
pub(super) fn folded(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

/// An address as the name of a cell: letters, digits, ① and _, and nothing that a reader could take for a reference.
/// None for an address that can't be one.
pub(super) fn of_address(address: &str, file: Option<usize>) -> Option<String> {
    let letters = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let mut name: String = address.chars().map(letters).collect();
    if let Some(file) = file {
        name.push_str(&format!("_{file}"));
    }
    let begins =
        name.starts_with(|c: char| !c.is_ascii() && !c.is_numeric() || ('Ⅰ'..='Ⅻ').contains(&c));
    (begins && name.encode_utf16().count() < 200).then_some(name)
}

/// A place in a formula: 'Ⅱ'!$C$5
pub(super) fn area(sheet: &str, row: u32, column: u16) -> String {
    let cell = rust_xlsxwriter::utility::row_col_to_cell_absolute(row, column);
    format!("'{}'!{cell}", sheet.replace('\'', "''"))
}

/// The most characters of a formula that every dialog of Excel takes.
const LONGEST_FORMULA: usize = 250;

/// The names of the cells of a sheet that hold words of the form: few names with many places each. `first` is the
/// number of the first.
pub(super) fn of_words(areas: &[String], first: usize) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    for area in areas {
        match names.last_mut() {
            Some((_, all)) if all.chars().count() + area.chars().count() < LONGEST_FORMULA => {
                all.push(',');
                all.push_str(area);
            }
            _ => {
                let pin = Pin {
                    id: format!("{WORDS}[{}]", first + names.len()),
                    part: Part::Printed,
                };
                names.push((name(&pin), area.clone()));
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_sheet_is_one_that_excel_takes() {
        let mut taken = FxHashSet::default();
        assert_eq!(unique(&allowed("別添３"), &mut taken), "別添３");
        assert_eq!(unique(&allowed("別添3"), &mut taken), "別添3_2");
        assert_eq!(allowed("a:b/c[1]'"), "a_b_c_1__");
        assert!(allowed(&"𠮷".repeat(40)).encode_utf16().count() <= LONGEST - 4);
        assert_eq!(allowed(""), "シート");
    }

    #[test]
    fn an_address_names_a_cell() {
        let name = |address: &str| of_address(address, None);
        assert_eq!(name("Ⅱ３①").as_deref(), Some("Ⅱ３①"));
        assert_eq!(name("Ⅱ２③　その必要性").as_deref(), Some("Ⅱ２③_その必要性"));
        assert_eq!(name("1①"), None);
        assert_eq!(of_address("Ⅱ１", Some(2)).as_deref(), Some("Ⅱ１_2"));
    }
}
