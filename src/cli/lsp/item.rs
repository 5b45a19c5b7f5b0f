//! An item in a few words, as several features show it.

use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::{Period, Value};
use crate::form::guide::Guide;
use crate::japanese::chars::{ROMAN, circled, half};
use crate::source::lang::{Lang, say};
use crate::source::outward;
use crate::yaml::Scalar;

/// How many characters of a text are shown beside something else.
const FEW: usize = 24;

/// All that is known of an item, in Markdown.
pub(super) fn described(guide: Guide, address: &str, lang: Lang) -> String {
    let item = guide.item();
    let mark = if item.marked || guide.is_significant() {
        " ※"
    } else {
        ""
    };
    let called = item.called_at(&[]);
    let mut lines = vec![match address.contains(&called) {
        true => format!("**{address}**{mark}"),
        false => format!("**{address}　{called}**{mark}"),
    }];
    lines.push(guide.help().to_owned());
    let mut facts = vec![
        say!(lang, "- 書くとき: {}", "- When: {}", guide.when(lang)),
        say!(lang, "- 書き方: {}", "- How: {}", guide.shape(lang)),
    ];
    if guide.is_significant() {
        facts.push(say!(
            lang,
            "- ※ この項目の変更は、原則として「重要な変更」です。",
            "- ※ A change of it usually is 重要な変更."
        ));
    }
    if !guide.choices().is_empty() {
        let slot = |slot| if slot { "（　）" } else { "" };
        let options = guide.choices().iter();
        let options: Vec<String> = options
            .map(|option| format!("{}{}", option.text, slot(option.slot)))
            .collect();
        let options = options.join("」「");
        facts.push(say!(
            lang,
            "- 選択肢: 「{options}」",
            "- Options: 「{options}」"
        ));
    }
    lines.push(facts.join("\n"));
    lines.join("\n\n")
}

/// The numbers of an address as they are typed without an input method: 「Ⅰ１③」 gives `I13 1-3`.
pub(super) fn ascii(address: &str) -> String {
    let mut chapter = "";
    let mut numbers: Vec<String> = Vec::new();
    let mut is_number = false;
    for c in address.chars() {
        let digit = half(c);
        if let Some(n) = (c as u32).checked_sub('Ⅰ' as u32).filter(|n| *n < 12) {
            chapter = ROMAN[n as usize];
            is_number = false;
        } else if digit.is_ascii_digit() {
            match numbers.last_mut().filter(|_| is_number) {
                Some(number) => number.push(digit),
                None => numbers.push(digit.to_string()),
            }
            is_number = true;
        } else {
            numbers.extend(circled(c).map(|n| n.to_string()));
            is_number = false;
        }
    }
    let whole = format!("{chapter}{}", numbers.concat());
    if numbers.len() > 1 {
        format!("{whole} {}", numbers.join("-"))
    } else {
        whole
    }
}

/// The address of an item without the words of its key, and without the name of its file: both stand beside it.
pub(super) fn bare_address(assessment: &Assessment, field: &Field) -> String {
    let item = assessment.definition(field);
    let address = assessment.address(field);
    let file = assessment.file_of(&field.at);
    let file = file.map_or(String::new(), |file| format!("（{file}）"));
    let address = address.strip_suffix(&file).unwrap_or(&address);
    let mut words = [&item.label, &item.key].into_iter();
    let bare = words.find_map(|words| address.strip_suffix(words.as_str()));
    bare.unwrap_or(address).trim_end_matches('　').to_owned()
}

/// The first words of what is written in an item.
pub(super) fn first_words(assessment: &Assessment, field: FieldId) -> String {
    let value = &assessment.fields[field].value;
    if let Value::Period(Period::Ends(Some(start), Some(end))) = value {
        let words = format!("{}～{}", start.text.trim(), end.text.trim());
        return outward::first_line(&words, FEW);
    }
    let own = value.texts();
    let first = own.into_iter().find(|text| !text.text.trim().is_empty());
    let words = first.map_or("", |text| text.text.trim_start());
    outward::first_line(words, FEW)
}

/// The item whose text a place lies in, and the text.
pub(super) fn text_at<'a>(
    assessment: &Assessment<'a>,
    offset: usize,
) -> Option<(FieldId, &'a Scalar)> {
    // A place right after the last character belongs to a text, too.
    let before = offset.checked_sub(1);
    [Some(offset), before].into_iter().flatten().find_map(|at| {
        let field = assessment.field_at(at)?;
        let texts = assessment.fields[field].value.texts().into_iter();
        let mut here = texts.filter(|text| text.span.start <= offset && offset <= text.span.end);
        Some((field, here.next()?))
    })
}

/// The item on whose key a place lies.
pub(super) fn key_at<'s, 'a>(
    assessment: &'s Assessment<'a>,
    offset: usize,
) -> Option<(FieldId, &'s Field<'a>)> {
    let before = offset.checked_sub(1);
    [Some(offset), before].into_iter().flatten().find_map(|at| {
        let id = assessment.field_at(at)?;
        let field = &assessment.fields[id];
        let key = field.key?;
        (key.start <= offset && offset <= key.end).then_some((id, field))
    })
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn addresses_are_typed_without_an_input_method() {
        assert_eq!(ascii("Ⅰ１③"), "I13 1-3");
        assert_eq!(ascii("Ⅱ４委託事項12⑦"), "II4127 4-12-7");
        assert_eq!(ascii("Ⅲ２リスク１　その他の措置の内容"), "III21 2-1");
        assert_eq!(ascii("別添３"), "3");
        assert_eq!(ascii("表紙　公表日"), "");
    }
}
