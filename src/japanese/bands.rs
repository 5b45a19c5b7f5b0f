//! Numbers as people write them (「40万人」, 「千人」) and bands of them (「10万人以上30万人未満」).

use super::notation::fold;

/// A band of numbers: from the first on, up to but not with the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The first number.
    pub least: u64,
    /// The first number above it.
    pub below: u64,
}

impl Band {
    /// Reads 「10万人以上100万人未満」 or 「50項目以上100項目未満」.
    pub fn read(words: &str) -> Option<Band> {
        let words = fold(words).replace(',', "");
        let bound = |word: &str| {
            let before = words.split_once(word)?.0;
            let before = before.trim_end_matches(|c| !is_of_number(c));
            let start = before.trim_end_matches(is_of_number).len();
            number(&before[start..])
        };
        let (least, below) = (bound("以上"), bound("未満"));
        (least.is_some() || below.is_some()).then(|| Band {
            least: least.unwrap_or(0),
            below: below.unwrap_or(u64::MAX),
        })
    }

    /// Whether a number lies in it.
    pub fn holds(self, number: u64) -> bool {
        (self.least..self.below).contains(&number)
    }
}

/// How many people a text says: 「400,000人」, 「約４０万人」, 「千人」; none where it says anything else.
pub fn people(text: &str) -> Option<u64> {
    let text = fold(text).replace([',', '，', '、'], "");
    let bare = text.trim_start_matches('約');
    let bare = bare.trim_end_matches(['人', '名', '件', '程', '度']);
    number(bare)
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || small(c).is_some() || large(c).is_some()
}

/// A number in digits or kanji, or both: 1万5千.
fn number(text: &str) -> Option<u64> {
    let (mut total, mut section): (u64, u64) = (0, 0);
    let mut open: Option<u64> = None;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10).map(u64::from).or_else(|| digit(c)) {
            open = Some(open.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
        } else if let Some(times) = small(c) {
            section = section.checked_add(open.take().unwrap_or(1).checked_mul(times)?)?;
        } else {
            let times = large(c)?;
            let whole = section.checked_add(open.take().unwrap_or(0))?;
            total = total.checked_add(whole.checked_mul(times).filter(|n| *n > 0)?)?;
            section = 0;
        }
    }
    let is_said = !text.is_empty();
    let rest = section.checked_add(open.unwrap_or(0))?;
    is_said.then(|| total.checked_add(rest))?
}

fn digit(c: char) -> Option<u64> {
    if c == '○' {
        return Some(0);
    }
    let place = "〇一二三四五六七八九".chars().position(|d| d == c)?;
    u64::try_from(place).ok()
}

fn small(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn large(c: char) -> Option<u64> {
    match c {
        '万' => Some(10_000),
        '億' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_of_the_form_are_read() {
        let band = |words| Band::read(words).map(|b| (b.least, b.below));
        assert_eq!(band("1,000人未満"), Some((0, 1000)));
        assert_eq!(band("1,000人以上1万人未満"), Some((1000, 10_000)));
        assert_eq!(band("千人以上１万人未満"), Some((1000, 10_000)));
        assert_eq!(band("10万人以上100万人未満"), Some((100_000, 1_000_000)));
        assert_eq!(band("1,000万人以上"), Some((10_000_000, u64::MAX)));
        assert_eq!(band("50項目以上100項目未満"), Some((50, 100)));
        assert_eq!(band("多数"), None);
    }

    #[test]
    fn numbers_of_people_are_read_in_any_writing() {
        for (text, expected) in [
            ("1,000人", Some(1000)),
            ("千人", Some(1000)),
            ("４０万人", Some(400_000)),
            ("約四十万人", Some(400_000)),
            ("1万5千名", Some(15_000)),
            ("三百", Some(300)),
            ("0", Some(0)),
            ("", None),
            ("人", None),
            ("万人", None),
            ("多数", None),
            ("99999999999999999999人", None),
        ] {
            assert_eq!(people(text), expected, "{text}");
        }
    }
}
