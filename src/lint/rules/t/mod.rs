//! T: しきい値判断 and the bands of numbers that must agree with each other.

pub mod t001_threshold_mismatch;
pub mod t002_people_bands;
pub mod t003_record_count;
pub mod t004_sum_differs;

use crate::assessment::value::Value;
use crate::japanese::notation::fold;
use crate::lint::rules::Context;
use crate::source::Span;

/// The words of a choice as the form has them, and the place of what is written.
fn choice<'a>(cx: &Context<'a>, id: &str) -> Option<(usize, &'a str, Span)> {
    let field = cx.assessment.item(id)?;
    let Value::Choice {
        text,
        option: Some(option),
    } = &field.value
    else {
        return None;
    };
    let known = cx.assessment.definition(field).options.get(*option)?;
    Some((*option, known.text.as_str(), text.span))
}

/// A band of numbers: from the first on, up to but not with the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Band {
    least: u64,
    below: u64,
}

impl Band {
    /// Reads 「10万人以上100万人未満」 or 「50項目以上100項目未満」.
    fn read(words: &str) -> Option<Band> {
        let words = fold(words).replace(',', "");
        let bound = |word: &str| {
            let before = words.split_once(word)?.0;
            let before = before.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '万');
            let (before, times) = match before.strip_suffix('万') {
                Some(before) => (before, 10_000),
                None => (before, 1),
            };
            let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            before[start..].parse::<u64>().ok()?.checked_mul(times)
        };
        let (least, below) = (bound("以上"), bound("未満"));
        (least.is_some() || below.is_some()).then(|| Band {
            least: least.unwrap_or(0),
            below: below.unwrap_or(u64::MAX),
        })
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
        assert_eq!(band("10万人以上100万人未満"), Some((100_000, 1_000_000)));
        assert_eq!(band("1,000万人以上"), Some((10_000_000, u64::MAX)));
        assert_eq!(band("50項目以上100項目未満"), Some((50, 100)));
        assert_eq!(band("多数"), None);
    }
}
