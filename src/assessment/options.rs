//! Which option words mean, and what is near where they mean none.

use super::problem::Doubt;
use crate::form::Item;
use crate::japanese::bands::{self, Band};
use crate::japanese::notation::{is_digit, norm_option, number, option_number};

/// How alike words have to be to the option that is offered for them.
const NEAR: f64 = 0.4;

/// Words of an item as an option.
pub(super) enum Meaning {
    /// This option.
    Option(usize),
    /// None, with the one that is meant or nearest.
    None(Option<usize>, Doubt),
}

/// Looks words up among an item's options.
pub(super) fn look_up(item: &Item, text: &str) -> Meaning {
    let found = find(item, text);
    if let (Some(found), Some((number, _))) = (found, option_number(text))
        && number != found + 1
        && number <= item.options.len()
    {
        return Meaning::None(Some(found), Doubt::Number(number));
    }
    match found {
        Some(found) => Meaning::Option(found),
        None => near(item, text),
    }
}

/// The option of just these words, whatever their width or the printed number before them.
pub(super) fn find(item: &Item, text: &str) -> Option<usize> {
    let exact = item.option(text);
    exact.or_else(|| {
        let norm = norm_option(text);
        let same = |words: &str| norm_option(words) == norm;
        let empty_slot = norm.strip_suffix("()").filter(|_| !norm.starts_with("()"));
        item.options.iter().position(|option| {
            same(&option.text) || option.slot && empty_slot == Some(&norm_option(&option.text))
        })
    })
}

fn near(item: &Item, text: &str) -> Meaning {
    if let Some(option) = by_number(item, text) {
        return Meaning::None(Some(option), Doubt::Certain);
    }
    let bare = without_box(text);
    if bare != text
        && let Some(option) = find(item, bare)
    {
        return Meaning::None(Some(option), Doubt::Certain);
    }
    if let Some((option, count)) = with_count(item, bare) {
        let counted = &item.options[option];
        let doubt = if item.counts_of.contains_key(&counted.text) {
            Doubt::Detail(count.to_string())
        } else {
            Doubt::Count(count)
        };
        return Meaning::None(Some(option), doubt);
    }
    if let Some(option) = in_band(item, bare) {
        return Meaning::None(Some(option), Doubt::Band);
    }
    match with_detail(item, bare) {
        Some((option, detail)) => Meaning::None(Some(option), Doubt::Detail(detail)),
        None => {
            let near = about_in_band(item, bare).or_else(|| nearest(item, bare));
            Meaning::None(near, Doubt::Unknown)
        }
    }
}

/// `35万人` or `70項目`: the option in whose band the number lies.
fn in_band(item: &Item, text: &str) -> Option<usize> {
    let unit = item.options.iter().find_map(|o| bands::unit(&o.text))?;
    band_of(item, bands::counted(text, &unit)?)
}

/// The same of `約35万人` and `35万`, which are not as sure; a small number without a unit may be the place of an option.
fn about_in_band(item: &Item, text: &str) -> Option<usize> {
    const LEAST: u64 = 1000;
    let said = bands::people(text)?;
    let has_words = text.chars().any(char::is_alphabetic);
    band_of(item, said).filter(|_| has_words || said >= LEAST)
}

fn band_of(item: &Item, number: u64) -> Option<usize> {
    let holds = |band: Band| band.holds(number);
    let mut options = item.options.iter();
    options.position(|option| Band::read(&option.text).is_some_and(holds))
}

/// `2` or `2)` alone. Where options are numbers themselves (5年), a bare 5 says nothing certain.
fn by_number(item: &Item, text: &str) -> Option<usize> {
    let in_words = item
        .options
        .iter()
        .any(|o| norm_option(&o.text).starts_with(|c: char| c.is_ascii_digit()));
    let bare = number(text).filter(|_| !in_words);
    let printed = option_number(text)
        .filter(|(_, rest)| rest.trim().is_empty())
        .map(|(n, _)| n);
    bare.or(printed)?
        .checked_sub(1)
        .filter(|n| *n < item.options.len())
}

/// Words without the box of the printed form before them: `[○] 紙`, `○紙`, `☑紙`.
fn without_box(text: &str) -> &str {
    let marks = |c: char| c.is_whitespace() || "[]［］○〇◯●◎☑☒✓✔■レ・".contains(c);
    text.trim().trim_start_matches(marks)
}

/// `委託する（2）件`, `提供を行っている（1件）`: an option of which there is a number as the printed form has it.
fn with_count(item: &Item, text: &str) -> Option<(usize, usize)> {
    let bare = text.trim_end_matches(['）', ')', '件', ' ', '\u{3000}']);
    let words = bare.trim_end_matches(is_digit);
    let count = number(&bare[words.len()..])?;
    let option = find(item, words.trim_end_matches(['（', '(', ' ', '\u{3000}']))?;
    let is_counted = item.counts_of.contains_key(&item.options[option].text);
    (is_counted || text[bare.len()..].contains('件')).then_some((option, count))
}

/// `その他（中間サーバー）` as the printed form has it.
fn with_detail(item: &Item, text: &str) -> Option<(usize, String)> {
    let open = text.find(['（', '('])?;
    let inner = text[open..].trim_start_matches(['（', '(']);
    let detail = inner.trim_end().strip_suffix(['）', ')'])?.trim();
    let option = find(item, &text[..open])?;
    let has_slot = item.options.get(option).is_some_and(|o| o.slot);
    (has_slot && !detail.is_empty()).then(|| (option, detail.to_owned()))
}

fn nearest(item: &Item, text: &str) -> Option<usize> {
    let text = norm_option(text);
    let score = |option: &str| {
        let option = norm_option(option);
        let distance = strsim::normalized_damerau_levenshtein(&text, &option);
        let part = !text.is_empty() && (option.contains(&text) || text.contains(&option));
        if part { distance.max(0.6) } else { distance }
    };
    let scored = item.options.iter().map(|o| score(&o.text)).enumerate();
    scored
        .filter(|(_, s)| *s >= NEAR)
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::embedded;

    fn item(id: &str) -> &'static Item {
        let form = embedded("全項目評価書", "平成30年5月").and_then(Result::ok);
        let form = form.expect("the embedded form is read");
        &form.items[form.find(id).expect("the item is there")]
    }

    fn shown(id: &str, text: &str) -> String {
        let item = item(id);
        let words =
            |option: Option<usize>| option.map_or("?".to_owned(), |o| item.options[o].text.clone());
        match look_up(item, text) {
            Meaning::Option(option) => words(Some(option)),
            Meaning::None(near, doubt) => format!("{} {doubt:?}", words(near)),
        }
    }

    #[test]
    fn options_are_known_in_any_width_and_with_their_number() {
        let id = "files[].overview.intake.methods";
        assert_eq!(
            shown(id, "電子記録媒体(フラッシュメモリを除く｡)"),
            "電子記録媒体（フラッシュメモリを除く。）"
        );
        assert_eq!(shown(id, "その他（　）"), "その他");
        let id = "files[].risks.intake.leak.sufficient";
        assert_eq!(shown(id, "2) 十分である"), "十分である");
        assert_eq!(shown(id, "２）十分である"), "十分である");
        let id = "files[].overview.basics.items.main.contact";
        assert_eq!(
            shown(id, "４情報(氏名､性別､生年月日､住所)"),
            "4情報（氏名、性別、生年月日、住所）"
        );
    }

    #[test]
    fn a_number_is_an_option_only_where_options_are_no_numbers() {
        let sufficient = "files[].risks.intake.leak.sufficient";
        assert_eq!(shown(sufficient, "2"), "十分である Certain");
        assert_eq!(shown(sufficient, "4"), "? Unknown");
        assert_eq!(shown(sufficient, "1) 十分である"), "十分である Number(1)");
        let length = "files[].overview.storage.period.length";
        assert_eq!(shown(length, "5"), "5年 Unknown");
        assert_eq!(shown(length, "6)"), "5年 Certain");
    }

    #[test]
    fn a_number_lies_in_the_band_of_an_option() {
        let people = "basic.office.people_count";
        for (text, expected) in [
            ("３５万人", "30万人以上 Band"),
            ("350,000人", "30万人以上 Band"),
            ("12.5万人", "10万人以上30万人未満 Band"),
            ("千人", "1,000人以上1万人未満 Band"),
            ("約30万人", "30万人以上 Unknown"),
            ("35万", "30万人以上 Unknown"),
            ("350000", "30万人以上 Unknown"),
            ("30万人以上", "30万人以上"),
        ] {
            assert_eq!(shown(people, text), expected, "{text}");
        }
        assert!(shown(people, "35").ends_with("Unknown"));
        let items = "files[].overview.basics.items";
        assert_eq!(shown(items, "70項目"), "50項目以上100項目未満 Band");
        let length = "files[].overview.storage.period.length";
        assert_eq!(shown(length, "30年"), "20年以上 Band");
    }

    #[test]
    fn boxes_and_brackets_of_the_printed_form_are_understood() {
        let id = "files[].overview.intake.methods";
        assert_eq!(shown(id, "［○］紙"), "紙 Certain");
        assert_eq!(shown(id, "その他（端末）"), "その他 Detail(\"端末\")");
        let id = "files[].overview.provision.has";
        for text in [
            "提供を行っている（1件）",
            "提供を行っている(１)件",
            "[○]提供を行っている 1件",
        ] {
            assert_eq!(shown(id, text), "提供を行っている Detail(\"1\")", "{text}");
        }
        let id = "files[].overview.entrustment.has";
        for text in ["委託する（2件）", "委託する（２）件", "委託する　2件"] {
            assert_eq!(shown(id, text), "委託する Count(2)", "{text}");
        }
        let id = "files[].overview.intake.methods";
        assert_eq!(shown(id, "紙媒体"), "紙 Unknown");
        assert_eq!(shown(id, "口頭"), "? Unknown");
    }
}
