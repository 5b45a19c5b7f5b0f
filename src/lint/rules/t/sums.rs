//! Numbers in a text that are not what is listed beside them: totals and their parts, counts of names.

use std::ops::Range;

use memchr::memmem;

use crate::assets::lists::counts;
use crate::assets::lists::departments::OWNERS;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::{is_digit, number};
use crate::japanese::numbering::{Form, numbered};
use crate::japanese::runs::digits;

/// A number that is not what is listed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) range: Range<usize>,
    /// With its unit.
    pub(super) written: String,
    pub(super) counted: usize,
}

/// What is counted.
const UNITS: [&str; 7] = ["人", "名", "件", "か所", "社", "者", "台"];

/// A number with its unit at the beginning of a text.
fn counted(text: &str) -> Option<(usize, &'static str, usize)> {
    let rest = text.trim_start_matches(is_digit);
    let n = number(&text[..text.len() - rest.len()])?;
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    Some((n, unit, text.len() - rest.len() + unit.len()))
}

/// Totals that are not the sum of the numbers of their clause.
pub(super) fn sums(text: &str) -> Vec<Wrong> {
    const TOTAL: &str = "計";
    const OTHERS: [&str; 8] = ["合計", "うち", "延べ", "約", "ほか", "以上", "以下", "各"];
    let mut earlier = 0;
    let found = memmem::find_iter(text.as_bytes(), TOTAL).filter_map(|at| {
        let after = at + TOTAL.len();
        let since = std::mem::replace(&mut earlier, after);
        let is_total = text[..at].ends_with(['の', '、', '，', ' ', '\u{3000}', '合']);
        let (total, unit, length) = counted(&text[after..]).filter(|_| is_total)?;
        // A clause with another total in it can't be split for certain.
        let head = text[since..at].rfind(['（', '(', '。', '\n', '：', ':', '「']);
        let start = match head {
            Some(head) => since + head,
            None if since == 0 => 0,
            None => return None,
        };
        let clause = text[start..at]
            .strip_suffix('合')
            .unwrap_or(&text[start..at]);
        if OTHERS.iter().any(|word| clause.contains(word)) {
            return None;
        }
        let parts: Vec<usize> = clause
            .char_indices()
            .filter(|(i, c)| is_digit(*c) && !clause[..*i].ends_with(is_digit))
            .filter_map(|(i, _)| counted(&clause[i..]))
            .filter(|(_, own, _)| *own == unit)
            .map(|(n, ..)| n)
            .collect();
        let sum: usize = parts.iter().sum();
        (parts.len() > 1 && sum != total).then(|| Wrong {
            range: at..after + length,
            written: text[at..after + length].to_owned(),
            counted: sum,
        })
    });
    found.collect()
}

/// Totals that are broken down right after them in （ ）, where each part has its number: 「8件（窓口3件、郵送4件）」.
pub(super) fn broken_down(text: &str) -> Vec<Wrong> {
    const OTHERS: [&str; 7] = ["うち", "ほか", "延べ", "約", "以上", "など", "各"];
    let found = text.match_indices('（').filter_map(|(at, open)| {
        let inside = &text[at + open.len()..];
        let inside = &inside[..inside.find(['（', '）', '\n', '。'])?];
        let unit = UNITS.iter().find(|unit| text[..at].ends_with(**unit))?;
        let head = text[..at].strip_suffix(unit)?;
        let start = head.trim_end_matches(is_digit).len();
        let total = number(&head[start..])?;
        let parts: Option<Vec<usize>> = inside
            .split(['、', '，'])
            .flat_map(|part| part.split("及び"))
            .map(|part| {
                let bare = part.trim().strip_suffix(unit)?;
                number(&bare[bare.trim_end_matches(is_digit).len()..])
            })
            .collect();
        let parts = parts?;
        let is_other = OTHERS.iter().any(|word| inside.contains(word))
            || text[..start].ends_with(['約', '各', '第', '.']);
        let sum: usize = parts.iter().sum();
        (parts.len() > 1 && sum != total && !is_other).then(|| Wrong {
            range: start..at,
            written: text[start..at].to_owned(),
            counted: sum,
        })
    });
    found.collect()
}

/// 「「受付」「審査」の3つ」: numbers other than the count of words in 「」 right before.
pub(super) fn wrong_counts_of_quotes(text: &str) -> Vec<Wrong> {
    const KINDS: [&str; 8] = ["つ", "種類", "区分", "段階", "項目", "通り", "とおり", "点"];
    const END: &str = "」の";
    let found = memmem::find_iter(text.as_bytes(), END).filter_map(|at| {
        let after = at + END.len();
        let rest = text[after..].trim_start_matches(is_digit);
        let n = number(&text[after..text.len() - rest.len()])?;
        let kind = KINDS.iter().find(|kind| rest.starts_with(**kind))?;
        let mut words = 0;
        let mut head = &text[..at + '」'.len_utf8()];
        while let Some(inside) = head.strip_suffix('」') {
            head = &inside[..inside.rfind('「')?];
            words += 1;
            let joints = ["、", "・", "及び", "、及び", "，", "と", "並びに"];
            let joint = joints
                .iter()
                .find_map(|joint| head.strip_suffix(joint).filter(|rest| rest.ends_with('」')));
            head = joint.unwrap_or(head);
        }
        let end = text.len() - rest.len() + kind.len();
        (words > 1 && words != n).then(|| Wrong {
            range: after..end,
            written: text[after..end].to_owned(),
            counted: words,
        })
    });
    found.collect()
}

/// 「受付、審査、決裁及び照会の3つの役割」: one more or one fewer than the names right before. Lists whose beginning is not certain are left out.
pub(super) fn listed(text: &str) -> Vec<Wrong> {
    let is_noun = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric() || c == '・';
    let found = digits(text).filter_map(|written| {
        let (after, rest) = (written.start, &text[written.end..]);
        let at = text[..after].strip_suffix('の')?.len();
        let n = number(&text[written])?;
        let kind = counts::KINDS.iter().find(|kind| rest.starts_with(**kind))?;
        // The last name, and those before it.
        let head = text[..at].trim_end_matches(is_noun);
        let last = &text[head.len()..at];
        let mut head = ["及び", "並びに"]
            .iter()
            .find_map(|joint| head.strip_suffix(joint))?
            .trim_end_matches('、');
        let mut names = vec![last];
        loop {
            let rest = head.trim_end_matches(is_noun);
            let name = &head[rest.len()..];
            if name.is_empty() {
                return None;
            }
            names.push(name);
            match rest.strip_suffix('、') {
                // 「権限は、受付、審査及び…」
                Some(before)
                    if before.ends_with(['は', 'に', 'で', 'を', 'り', 'し', 'て', 'ら']) =>
                {
                    break;
                }
                Some(before) => head = before,
                None if rest.is_empty() || rest.ends_with(['。', '\n', ' ', '\u{3000}']) => break,
                None if rest.ends_with(['は', 'を']) => break,
                None => return None,
            }
        }
        let counted = names.len();
        // Offices and systems may have some of the things.
        let is_owner = last != "管理者" && OWNERS.iter().any(|end| last.ends_with(end));
        let is_one_off = counted > 2 && n.abs_diff(counted) == 1 && !is_owner;
        let unit = kind
            .chars()
            .next()
            .filter(|c| *c == 'つ')
            .map_or(kind.len(), char::len_utf8);
        let end = text.len() - rest.len() + unit;
        is_one_off.then(|| Wrong {
            range: after..end,
            written: text[after..end].to_owned(),
            counted,
        })
    });
    found.collect()
}

/// 「3人から4件の意見」: not how many opinions follow one by one.
pub(super) fn opinions(text: &str) -> Option<Wrong> {
    if counts::SOME_OF_ALL.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut counts = text.match_indices("件の意見").filter_map(|(at, _)| {
        let head = text[..at].trim_end_matches(is_digit);
        let n = number(&text[head.len()..at])?;
        let is_all =
            head.ends_with(['ら', 'り', 'で', '、', '，', '計', '人', '名']) || head.is_empty();
        is_all.then(|| (n, head.len()..at + '件'.len_utf8()))
    });
    let (n, range) = counts.next().filter(|_| counts.next().is_none())?;
    let numbers: Vec<usize> = text
        .lines()
        .filter_map(numbered)
        .filter(|label| label.form != Form::Dot)
        .map(|label| label.number)
        .collect();
    let is_run = numbers.iter().enumerate().all(|(i, n)| *n == i + 1);
    // After bullets only some may be named; one more or one fewer is a slip.
    let bullets = || {
        let rest = text.lines().skip(1).filter(|line| !line.trim().is_empty());
        let marked: Vec<bool> = rest
            .map(|line| line.trim_start().starts_with('・'))
            .collect();
        marked.iter().all(|is_one| *is_one).then_some(marked.len())
    };
    let listed = match numbers.len() {
        0 => bullets()
            .filter(|count| count.abs_diff(n) == 1)
            .unwrap_or(0),
        count => count,
    };
    (listed > 1 && is_run && listed != n).then(|| Wrong {
        written: text[range.clone()].to_owned(),
        range,
        counted: listed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_beside_their_parts() {
        let found = |text: &str| -> Vec<(String, usize)> {
            let found = sums(text).into_iter().chain(wrong_counts_of_quotes(text));
            found.map(|wrong| (wrong.written, wrong.counted)).collect()
        };
        assert_eq!(
            found("審議会（学識経験者2人、弁護士２人及び司書1人の計6人で構成する。）"),
            [("計6人".to_owned(), 5)]
        );
        assert_eq!(
            found("「受付」「審査」「決裁」「照会」の3つに分け"),
            [("3つ".to_owned(), 4)]
        );
        assert_eq!(
            found("「貸出」、「返却」及び「督促」の4区分"),
            [("4区分".to_owned(), 3)]
        );
        for text in [
            "（学識経験者2人、弁護士2人及び司書1人の計5人）",
            "職員3人と委託先の2人が、統計10件を作る。",
            "利用者のうち3人、ほか2人の計9人",
            "「受付」と「審査」の2つ",
            "「図書館規程」の3項目",
            "1人につき2件、計5件",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn names_in_a_row_are_counted() {
        let found = |text: &str| -> Vec<(String, usize)> {
            let found = listed(text).into_iter();
            found.map(|wrong| (wrong.written, wrong.counted)).collect()
        };
        for (text, wrong) in [
            (
                "権限は、受付、審査、決裁及び照会の3つの役割ごとに定める。",
                ("3つ", 4),
            ),
            ("受付、審査、決裁及び管理者の5つの区分で", ("5つ", 4)),
            ("貸出、返却並びに督促の４段階", ("４段階", 3)),
            ("利用者を一般、児童及び学校の2種類に分ける。", ("2種類", 3)),
        ] {
            assert_eq!(found(text), [(wrong.0.to_owned(), wrong.1)], "{text}");
        }
        for text in [
            "受付、審査及び決裁の3つの役割",
            "申請の受付、審査及び決裁の4つの役割",
            "貸出課、返却課及び督促課の4つの役割",
            "受付、審査及び決裁の8つの区分",
            "受付及び審査の3つの役割",
            "図書、雑誌その他資料及び映像の3種類",
            "受付、審査及び決裁の4項目",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn opinions_are_counted() {
        let found = |text: &str| opinions(text).map(|wrong| wrong.counted);
        assert_eq!(found("3人から4件の意見があった。\n①甲\n②乙\n③丙"), Some(3));
        assert_eq!(found("2人から2件の意見があった。\n（1）甲\n（2）乙"), None);
        assert_eq!(
            found("9人から12件の意見があった。主な意見は次のとおり。\n①甲\n②乙"),
            None
        );
        assert_eq!(found("1人から3件の意見があった。\n・甲\n・乙"), Some(2));
        assert_eq!(found("9人から12件の意見があった。\n・甲\n・乙"), None);
        assert_eq!(found("意見はなかった。"), None);
    }
}
