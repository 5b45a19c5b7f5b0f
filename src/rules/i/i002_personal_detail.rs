//! 事故の記載に、個人の氏名や携帯電話の番号とみられるものがある。
//! A report of an incident seems to hold a person's name or mobile phone number.
//!
//! ## 何を確認するか
//! 重大事故の内容・再発防止策と別紙に、個人の姓に「氏」「さん」「様」を付けたもの、090・080・070で始まる電話番号がないこと。
//! 「Ａ社」「対象者129名」のように名を伏せた書き方と、問合せ窓口の連絡先は対象にしません。
//!
//! ## なぜ
//! 評価書は公表する文書です。事故にあった人や関わった人が分かる記載は、二次被害になります。
//!
//! ## 直し方
//! 「対象者Ａ」「委託先の従業者」のように、個人が分からない書き方に改めます。
//!
//! ## 例
//! ```yaml
//! その内容: 田中様の申請書を誤って送付した。   # 誤
//! その内容: 申請者1名の申請書を誤って送付した。     # 正
//! ```
//!
//! ## 根拠
//! 個人情報の保護に関する法律第69条（利用及び提供の制限）

use std::ops::Range;

use crate::diagnostic::{Severity, Stage};
use crate::form::value::{Table, Value};
use crate::rules::{Context, Rule, say};
use crate::yaml::{Node, Scalar};

/// The rule.
pub static RULE: Rule = Rule {
    code: "I002",
    name: "personal-detail",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["個人情報保護法第69条"],
    source: include_str!("i002_personal_detail.rs"),
    check,
};

/// The most frequent family names of two or more characters that are no prefecture; single characters and place
/// names would match other words.
const FAMILY_NAMES: &[&str] = &[
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "渡邊",
    "渡邉",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "松本",
    "井上",
    "木村",
    "斎藤",
    "齋藤",
    "斉藤",
    "清水",
    "山崎",
    "池田",
    "橋本",
    "阿部",
    "石井",
    "小川",
    "前田",
    "岡田",
    "長谷川",
    "藤田",
    "後藤",
    "近藤",
    "村上",
    "遠藤",
    "坂本",
    "青木",
    "藤井",
    "西村",
    "福田",
    "太田",
    "三浦",
    "藤原",
    "岡本",
    "松田",
    "中島",
    "中川",
    "中野",
    "原田",
    "小野",
    "田村",
    "竹内",
    "金子",
    "和田",
    "中山",
    "石田",
    "上田",
    "森田",
];

/// Words of a line that make a phone number one to be published.
const CONTACT: [&str; 6] = ["窓口", "問合せ", "問い合わせ", "問合わせ", "連絡先", "受付"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Name,
    Phone,
}

fn check(cx: &mut Context) {
    let mut texts: Vec<(usize, &Scalar)> = Vec::new();
    for (place, field) in cx.assessment.fields.iter().enumerate() {
        let id = &cx.assessment.definition(field).id;
        let of_incident = || id.starts_with("files[]") && id.contains(".serious_incidents.");
        if !of_incident() && !id.starts_with("annexes[]") {
            continue;
        }
        match &field.value {
            Value::Text(text) | Value::Table(Table::Markdown(text)) => texts.push((place, text)),
            Value::Table(Table::Rows(rows)) => {
                let cells = rows.iter().flatten().filter_map(|(_, n)| Node::scalar(n));
                texts.extend(cells.map(|text| (place, text)));
            }
            _ => {}
        }
    }
    for (place, text) in texts {
        for (range, detail) in details(&text.text) {
            report(cx, place, text, range, detail);
        }
    }
}

fn report(cx: &mut Context, place: usize, text: &Scalar, range: Range<usize>, detail: Detail) {
    let message = match detail {
        Detail::Name => say!(
            cx,
            "個人の氏名とみられる記載がある",
            "What looks like a person's name is written here"
        ),
        Detail::Phone => say!(
            cx,
            "個人の携帯電話の番号とみられる記載がある",
            "What looks like a person's mobile phone number is written here"
        ),
    };
    let help = say!(
        cx,
        "公表する文書です。「申請者1名」「対象者Ａ」のように、個人が分からない書き方に改めてください。",
        "This will be published. Write it so that no person can be recognised."
    );
    let span = cx.words(text, range);
    cx.report(&RULE, place, span, message).help(help);
}

fn details(text: &str) -> Vec<(Range<usize>, Detail)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split('\n') {
        let at = |range: Range<usize>| offset + range.start..offset + range.end;
        found.extend(names(line).into_iter().map(|r| (at(r), Detail::Name)));
        if !CONTACT.iter().any(|word| line.contains(word)) {
            found.extend(phones(line).into_iter().map(|r| (at(r), Detail::Phone)));
        }
        offset += line.len() + 1;
    }
    found
}

/// A family name, at most three characters of a given name, and 氏, 様 or さん.
fn names(line: &str) -> Vec<Range<usize>> {
    let is_kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '々';
    let mut found = Vec::new();
    for (start, family) in FAMILY_NAMES.iter().flat_map(|n| line.match_indices(n)) {
        // A word that ends like a name, and 中山間, 上田市.
        if line[..start].ends_with(is_kanji) {
            continue;
        }
        let rest = &line[start + family.len()..];
        let given: usize = rest
            .chars()
            .take_while(|c| {
                is_kanji(*c) && !"氏様市区町村県郡".contains(*c) || *c == '　' || *c == ' '
            })
            .take(4)
            .map(char::len_utf8)
            .sum();
        let behind = &rest[given..];
        let title = ["氏", "様", "さん"]
            .iter()
            .find(|t| behind.starts_with(**t));
        let Some(title) = title else { continue };
        let next = &behind[title.len()..];
        // 氏名, 様式, 様子: another word.
        if !next.starts_with(|c: char| is_kanji(c) && "名式子態々".contains(c)) {
            found.push(start..start + family.len() + given + title.len());
        }
    }
    found
}

/// 090, 080 or 070 with eight more digits.
fn phones(line: &str) -> Vec<Range<usize>> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    };
    let is_hyphen = |c: char| {
        matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' | 'ー'
        )
    };
    let mut found = Vec::new();
    let mut pieces: Vec<(usize, usize, String)> = Vec::new();
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let joins = |p: &&mut (usize, usize, String)| p.1 == at;
        match (digit(c), pieces.last_mut().filter(joins)) {
            (Some(d), Some((_, to, digits))) => {
                *to = end;
                digits.push(d);
            }
            (Some(d), None) => pieces.push((at, end, d.to_string())),
            (None, Some((_, to, digits))) if is_hyphen(c) => {
                *to = end;
                digits.push('-');
            }
            _ => {}
        }
    }
    for (start, end, digits) in pieces {
        let groups: Vec<usize> = digits.split('-').map(str::len).collect();
        let mobile = ["090", "080", "070"].iter().any(|p| digits.starts_with(p));
        if mobile && matches!(groups.as_slice(), [11] | [3, 4, 4] | [3, 8]) {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    // All names and numbers here are invented.

    #[test]
    fn persons_are_recognised() {
        for text in [
            "田中一郎様の申請書",
            "申請者の佐藤　花子さん",
            "委託先の田中氏が",
        ] {
            assert_eq!(names(text).len(), 1, "{text}");
        }
        for text in [
            "Ａ社、Aとする、対象者129名分",
            "上田市様式、中山間地域、田中氏名欄",
            "仕様、お客様、皆様、同氏",
            "株式会社佐藤商店の従業員",
        ] {
            assert_eq!(names(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn mobile_phones_are_recognised_outside_contact_lines() {
        let count = |text| details(text).len();
        assert_eq!(count("電話 090-0000-0000 に"), 1);
        assert_eq!(count("０８０－００００－００００"), 1);
        assert_eq!(count("00900000000"), 0);
        assert_eq!(count("電話番号 000-000-0000"), 0);
        assert_eq!(count("窓口の連絡先: 090-0000-0000"), 0);
    }
}
