//! Whether a YAML file in a folder is an assessment: decided by its text and not by its tree, so that a file is taken, too,
//! whose first lines are broken, cut off or indented.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::assessment::newest_form;
use crate::form::{ASSESSMENT, Item};
use crate::japanese::notation::{fold, is_invisible};
use crate::source::{Source, Unreadable};

/// What a file looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// An assessment; or a text that the check can only say of why it can't be read.
    Assessment,
    /// Nothing is written in it.
    Empty,
    /// Something else.
    Other,
}

/// The words by which an assessment is known, as [`fold`] gives them.
struct Marks {
    /// 様式, 版
    head: [String; 2],
    /// 全項目評価書
    kind: String,
    /// Keys of the form by what they weigh: those of the chapters twice as much as other long ones.
    keys: HashMap<String, usize>,
}

/// What the keys of the form must weigh together to make an assessment of a file that does not say what it is: a list of
/// systems, or of books, has some of them, too.
const ENOUGH: usize = 4;

/// From how many characters on a key is hardly used in other files (備考, 氏名 and 事務の名称 are).
const LONG_KEY: usize = 6;

/// The longest key that is looked at, in bytes.
const LONGEST_KEY: usize = 240;

/// In how many of the first lines of a file 様式 or 版 alone are enough.
const FIRST_LINES: usize = 4;

fn marks() -> &'static Marks {
    static MARKS: OnceLock<Marks> = OnceLock::new();
    MARKS.get_or_init(|| {
        let items = newest_form().map_or(&[][..], |form| form.items.raw.as_slice());
        let head = ["様式", "版"].map(fold);
        let weight = |item: &Item| match item.id.contains('.') {
            false if head.contains(&fold(&item.key)) => 0,
            false => 2,
            true => usize::from(item.key.chars().count() >= LONG_KEY),
        };
        let keys = items.iter().map(|item| (fold(&item.key), weight(item)));
        Marks {
            keys: keys.filter(|(_, weight)| *weight > 0).collect(),
            kind: fold(ASSESSMENT),
            head,
        }
    })
}

/// Whether bytes look like an assessment in YAML.
pub fn holds_assessment(bytes: &[u8]) -> bool {
    Source::from_bytes("", bytes).is_ok() && look(bytes) == Look::Assessment
}

/// What the bytes of a YAML file look like.
pub(super) fn look(bytes: &[u8]) -> Look {
    match Source::from_bytes("", bytes) {
        Err(Unreadable::Empty) => Look::Empty,
        Err(_) => Look::Assessment,
        Ok(source) if source.text().chars().all(is_blank) => Look::Empty,
        Ok(source) if is_assessment(source.text()) => Look::Assessment,
        Ok(_) => Look::Other,
    }
}

/// Whether a text looks like an assessment in YAML.
pub fn is_assessment(text: &str) -> bool {
    let marks = marks();
    let (mut found, mut weight, mut first) = (HashSet::new(), 0, 0);
    for line in text.split(is_break) {
        let begins = !line.starts_with([' ', '-']);
        let bare = line.trim_start_matches(|c| is_blank(c) || "-?".contains(c));
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if begins && first < FIRST_LINES && is_head(bare, marks) {
            return true;
        }
        // `{様式: 全項目評価書, 版: …}` is on one line.
        let most = if bare.starts_with('{') { usize::MAX } else { 1 };
        for pair in bare.trim_start_matches('{').split(',').take(most) {
            let pair = if most == 1 { bare } else { pair };
            let Some((key, value)) = pair.split_once([':', '：']) else {
                continue;
            };
            if key.len() > LONGEST_KEY {
                continue;
            }
            let key = bare_word(key);
            if begins && first < FIRST_LINES && marks.head.contains(&key) {
                return true;
            }
            // A key of two characters that is misspelt (標式) still names the form.
            let is_short = key.chars().count() <= 3 && !key.is_ascii();
            let value = value.split('#').next().unwrap_or_default();
            if is_short && value.len() <= LONGEST_KEY && bare_word(value) == marks.kind {
                return true;
            }
            if let Some(more) = marks.keys.get(&key)
                && found.insert(key)
            {
                weight += more;
            }
        }
        first += usize::from(begins);
        if weight >= ENOUGH {
            return true;
        }
    }
    false
}

/// Whether a line begins with 様式 or 版, whatever follows: the colon may be missing.
fn is_head(line: &str, marks: &Marks) -> bool {
    let line = line.trim_start_matches(['"', '\'', '{']);
    let after = |head: &String| line.strip_prefix(head.as_str());
    let mut rests = marks.head.iter().filter_map(after);
    rests.any(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn bare_word(text: &str) -> String {
    fold(text.trim_matches(|c: char| is_blank(c) || "\"'{}[]「」".contains(c)))
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "様式: 全項目評価書\n版: 平成30年5月\n";
    const BODY: &str =
        "表紙:\n  評価書番号: \"1\"\n基本情報:\n  使用するシステム:\n    - システムの名称: 甲\n";

    #[test]
    fn whatever_an_assessment_looks_like_it_is_one() {
        let whole = [HEAD, BODY].concat();
        let indented = |by: &str| {
            whole
                .lines()
                .map(|l| format!("{by}{l}\n"))
                .collect::<String>()
        };
        let jis = b"\x1b$BMM<0\x1b(B: x\n".to_vec();
        let mut written: Vec<String> = vec![
            whole.clone(),
            format!("\u{FEFF}{whole}"),
            format!("\u{200B}様式: 全項目評価書\n\u{200B}版: 平成30年5月\n"),
            "\"様式\": 全項目評価書\n".into(),
            "{様式: 全項目評価書, 版: 平成30年5月}\n".into(),
            "{備考: あ, 様式: 全項目評価書}\n".into(),
            [BODY, HEAD].concat(),
            format!("備考: |\n{}{HEAD}", "  あ\n".repeat(9)),
            BODY.into(),
            "標式： 全項目評価書\n".into(),
            "様 式: 全項目評価書\n".into(),
            "様式：全項目評価書".into(),
            format!("<<<<<<< HEAD\n{HEAD}=======\n{HEAD}>>>>>>> b\n"),
            format!("# 覚え\r様式: 全項目評価書\r版: 平成30年5月\r\n"),
            whole.replace('\n', "\u{2028}"),
            "様式\n".into(),
            "様式 全項目評価書\n版 平成30年5月\n".into(),
        ];
        written.extend([" ", "  ", "\t", "\u{3000}", "\u{A0}"].map(indented));
        for text in &written {
            assert_eq!(look(text.as_bytes()), Look::Assessment, "{text}");
        }
        let utf16: Vec<u8> = whole.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let sjis = encoding_rs::SHIFT_JIS.encode(&whole).0.into_owned();
        for bytes in [utf16, sjis, jis] {
            assert_eq!(look(&bytes), Look::Assessment);
        }
    }

    #[test]
    fn what_is_blank_is_empty() {
        for text in ["", "\n \n", "\u{FEFF}", "\u{3000}\n\t", "\u{200B}\n"] {
            assert_eq!(look(text.as_bytes()), Look::Empty, "{text:?}");
        }
    }

    #[test]
    fn other_files_are_left() {
        for text in [
            "services:\n  web:\n    image: nginx\nversion: \"3\"\n",
            "openapi: 3.1.0\ninfo:\n  title: 評価書の API\n  description: 全項目評価書を返す\n",
            "on: [push]\njobs:\n  build:\n    steps:\n      - run: 'echo 様式: 全項目評価書'\n",
            "書名: 青い鳥\n備考: 寄贈\n本:\n  - 版: 第2版\n",
            "版画展: 春\n様式集: 冬\n",
            "ja: 全項目評価書\n書名: 全項目評価書の書き方\n",
            "用字:\n  - 正: ひな形\n    誤: [雛形]\n",
            "# 様式: 全項目評価書\n",
            "- システムの名称: 甲\n  システムの機能: 乙\n",
            "表紙: 青\n目次: あり\n",
            "- 氏名: 甲\n  備考: なし\n  担当部署: 乙課\n",
        ] {
            assert_eq!(look(text.as_bytes()), Look::Other, "{text}");
        }
    }
}
