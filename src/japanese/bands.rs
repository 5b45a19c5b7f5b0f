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

/// What a band counts: 人 of 「30万人以上」, 項目 of 「10項目未満」.
pub fn unit(words: &str) -> Option<String> {
    let words = fold(words);
    let bound = ["以上", "未満"];
    let before = bound
        .iter()
        .find_map(|word| Some(words.split_once(word)?.0))?;
    let unit = before.trim_start_matches(|c| is_of_number(c) || [',', '.'].contains(&c));
    (unit.len() < before.len() && !unit.is_empty()).then(|| unit.to_owned())
}

/// How many people a text says: 「400,000人」, 「約４０万人」, 「千人」, 「3.5万人」; none where it says anything else.
pub fn people(text: &str) -> Option<u64> {
    let text = fold(text).replace([',', '，', '、'], "");
    let bare = text.trim_start_matches('約');
    let bare = bare.trim_end_matches(['人', '名', '件', '程', '度']);
    number(bare).or_else(|| decimal(bare))
}

/// How many of what it is about a text says just so: 「３５万人」 or 「35項目」 where `unit` is 人 or 項目. A number without
/// its unit may be of anything, and 「約30万人」 on either side of a bound.
pub fn counted(text: &str, unit: &str) -> Option<u64> {
    let text = fold(text).replace([',', '，', '、'], "");
    let bare = text.strip_suffix(unit)?;
    number(bare).or_else(|| decimal(bare))
}

/// 3.5万
fn decimal(text: &str) -> Option<u64> {
    let times = large(text.chars().next_back()?)?;
    let (whole, part) = text.get(..text.len() - 3)?.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) {
        return None;
    }
    let scale = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part = part.parse::<u64>().ok()?.checked_mul(times)?;
    let whole = whole.parse::<u64>().ok()?.checked_mul(times)?;
    (part % scale == 0).then(|| whole.checked_add(part / scale))?
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
            ("３．５万人", Some(35_000)),
            ("1.25億", Some(125_000_000)),
            ("1.5人", None),
            ("3.5.1万", None),
            (".5万", None),
            ("0.00001万", None),
            ("-5", None),
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

    #[test]
    fn a_number_of_something_has_its_unit() {
        for (text, unit, expected) in [
            ("３５万人", "人", Some(350_000)),
            ("12.5万人", "人", Some(125_000)),
            ("35項目", "項目", Some(35)),
            ("35", "人", None),
            ("35万", "人", None),
            ("約30万人", "人", None),
            ("30万人程度", "人", None),
            ("30万人以上", "人", None),
        ] {
            assert_eq!(counted(text, unit), expected, "{text}");
        }
        assert_eq!(unit("10万人以上30万人未満").as_deref(), Some("人"));
        assert_eq!(unit("1,000人未満").as_deref(), Some("人"));
        assert_eq!(unit("100項目以上").as_deref(), Some("項目"));
        assert_eq!(unit("十分である"), None);
    }
}
