//! Names of companies.

use std::ops::Range;

use crate::assets::lists::companies::{FORMS, MARKS};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::fold;

/// A company's name around its 株式会社: what comes before it, or else what follows.
pub(in crate::lint) fn name(text: &str, company: &Range<usize>) -> Range<usize> {
    let head = text[..company.start].trim_end_matches(is_of_name).len();
    if head < company.start {
        return head..company.end;
    }
    let tail = text[company.end..].trim_start_matches(is_of_name);
    company.start..text.len() - tail.len()
}

/// Whether a word is a part of a company's name.
pub(in crate::lint) fn in_company(text: &str, word: &Range<usize>) -> bool {
    let tail = text[word.end..].trim_start_matches(is_of_name);
    let head = text[..word.start].trim_end_matches(is_of_name);
    let around = &text[head.len()..text.len() - tail.len()];
    FORMS.iter().any(|c| around.contains(c))
        || MARKS
            .iter()
            .any(|m| head.ends_with(m) || tail.starts_with(m))
}

fn is_of_name(c: char) -> bool {
    is_kanji(c)
        || is_katakana(c)
        || c.is_ascii_alphanumeric()
        || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' | '・' | '＆' | '&')
}

/// The name without what makes no other company.
pub(in crate::lint) fn key(name: &str) -> String {
    let folded = fold(name).replace(['ー', '・', '･', '-'], "");
    let folded = folded.replace("(株)", "株式会社");
    if folded == "株式会社" {
        return String::new();
    }
    // 「架空印刷株式会社」 and 「株式会社架空印刷」
    let name = match folded.strip_suffix("株式会社") {
        Some(bare) => format!("株式会社{bare}"),
        None => folded,
    };
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_companies() {
        let text = "委託先の架空コンピュータ株式会社と、株式会社架空・サービスに";
        let at = |n: usize| {
            text.match_indices("株式会社")
                .nth(n)
                .map(|(at, w)| at..at + w.len())
                .expect("it")
        };
        assert_eq!(&text[name(text, &at(0))], "架空コンピュータ株式会社");
        assert_eq!(&text[name(text, &at(1))], "株式会社架空・サービス");
        assert_eq!(
            key("架空コンピュータ株式会社"),
            key("架空コンピューター（株）")
        );
        assert_eq!(key("架空印刷株式会社"), key("株式会社架空印刷"));
        let computer = text.find("コンピュータ").expect("it");
        assert!(in_company(
            text,
            &(computer..computer + "コンピュータ".len())
        ));
    }
}
