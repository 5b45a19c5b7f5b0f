//! What people put around words that they quote: 「」, bullets, numbers, labels, remarks, marks of what is left out.

use crate::assets::lists::changes::SIDES;
use crate::compare::changelog::labels::Labels;
use crate::compare::changelog::marks;

/// Signs that begin a line and are no words of it.
const BULLETS: &str = "|・-○●◎■□☑✓✔◆◇▲△▽▼※*>☐";

/// What stands for words that are left out inside a line.
const LEFT_OUT: [&str; 9] = [
    "(...略...)",
    "(…略…)",
    "(中略)",
    "<中略>",
    "[中略]",
    "中略",
    "...",
    "・・・",
    "‥",
];

/// The same at either end: 「～施錠する。」
const LEFT_OUT_AT_ENDS: [char; 4] = ['~', '〜', '～', '…'];

/// Words without what people put around them.
pub fn core(words: &str, circled: bool) -> &str {
    let (bare, _) = without_bullet(unquoted(words), circled);
    let parts = without_omissions(bare).into_iter();
    parts
        .max_by_key(|part| part.len())
        .unwrap_or(bare)
        .trim_end_matches(['。', '」'])
}

/// Words without 「」 around them.
pub(super) fn unquoted(words: &str) -> &str {
    let pairs = [
        ('「', '」'),
        ('『', '』'),
        ('"', '"'),
        ('“', '”'),
        ('【', '】'),
    ];
    let inner = |(open, close): &(char, char)| {
        let inner = words
            .strip_prefix(*open)?
            .trim_end_matches('。')
            .strip_suffix(*close)?;
        (!inner.contains(*open)).then_some(inner)
    };
    pairs.iter().find_map(inner).unwrap_or(words)
}

/// Words without a bullet or the number of a list before them, and whether it was a number.
pub(super) fn without_bullet(words: &str, circled: bool) -> (&str, bool) {
    let words = words.trim_start_matches(|c| BULLETS.contains(c));
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(inner) = words.strip_prefix('(') {
        let n = digits(inner);
        if (1..=2).contains(&n)
            && let Some(rest) = inner[n..].strip_prefix(')')
        {
            return (rest, true);
        }
    }
    let n = digits(words);
    if !(1..=2).contains(&n) {
        return (words, false);
    }
    if circled {
        return (&words[n..], true);
    }
    let rest = words[n..].strip_prefix([')', '.', '、']);
    let goes_on = |rest: &&str| !rest.starts_with(|c: char| c.is_ascii_digit());
    rest.filter(goes_on)
        .map_or((words, false), |rest| (rest, true))
}

/// The parts between what is left out.
pub(super) fn without_omissions(words: &str) -> Vec<&str> {
    let mut parts = vec![words];
    for sign in LEFT_OUT {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(sign))
            .collect();
    }
    parts
}

/// Words without what is before and after them: marks of what is left out, 「（旧）」, the address of the item, a remark
/// in brackets at the end.
pub(super) fn inner<'w>(words: &'w str, labels: &Labels) -> &'w str {
    let words = words.trim_matches(LEFT_OUT_AT_ENDS);
    let words = without_remark(without_side(words));
    let words = words
        .split_once(':')
        .filter(|(address, _)| is_address(address, labels))
        .map_or(words, |(_, rest)| rest);
    words.trim_matches(LEFT_OUT_AT_ENDS)
}

/// Words without a sign before them that says of which version they are: （旧）, 変更後：.
fn without_side(words: &str) -> &str {
    let bracketed = ['(', '[', '<', '【', '「']
        .into_iter()
        .zip([')', ']', '>', '】', '」']);
    for (open, close) in bracketed {
        if let Some((side, rest)) = words.strip_prefix(open).and_then(|w| w.split_once(close))
            && SIDES.contains(&side)
        {
            return rest;
        }
    }
    let labelled = words.split_once([':', ')']);
    let labelled = labelled.filter(|(side, _)| SIDES.contains(side));
    labelled.map_or(words, |(_, rest)| rest)
}

/// Words without brackets at the end that say what was done: 「…保存する。（保存期間の見直し）」.
fn without_remark(words: &str) -> &str {
    let remark = words.trim_end_matches('。').strip_suffix(')');
    let parts = remark.and_then(|remark| remark.rsplit_once('('));
    match parts {
        Some((bare, remark)) if marks::is_note(remark) && !bare.is_empty() => bare,
        _ => words,
    }
}

/// Whether words in comparison form are an address of the form, or one with its label: Ⅱ３③, Ⅲ４リスク２　….
pub(super) fn is_address(words: &str, labels: &Labels) -> bool {
    let after = words.trim_start_matches(['I', 'V']);
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || "().-".contains(c));
    let (chapter, numbers) = (words.len() - after.len(), after.len() - rest.len());
    let risk = || {
        let after = rest.strip_prefix("リスク")?;
        Some(after.trim_start_matches(|c: char| c.is_ascii_digit()))
    };
    let is_label = |rest: &str| rest.is_empty() || labels.contains(rest);
    (1..=3).contains(&chapter) && numbers > 0 && (is_label(rest) || risk().is_some_and(is_label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::newest_form;
    use crate::japanese::passage::Passage;

    #[test]
    fn words_are_found_among_what_is_put_around_them() {
        let form = newest_form().expect("a form");
        let labels = Labels::of(form);
        for words in [
            "（旧）記録を残す。",
            "変更後：記録を残す。",
            "～記録を残す。",
            "Ⅱ６①：記録を残す。",
            "Ⅲ７リスク１⑩　具体的な保管方法：記録を残す。",
            "記録を残す。（保存期間の見直し）",
        ] {
            let folded = Passage::of(words).text;
            assert_eq!(inner(&folded, &labels), "記録を残す。", "{words}");
        }
        for words in [
            "（毎年）記録を残す。",
            "注意：記録を残す。",
            "記録を残す。（毎年）",
        ] {
            let folded = Passage::of(words).text;
            assert_eq!(inner(&folded, &labels), folded, "{words}");
        }
    }
}
