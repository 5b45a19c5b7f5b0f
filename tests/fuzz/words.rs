//! Words that are hard to read: the usual ones of assessments, and the signs that YAML, Markdown, HTML, Typst, Tera and
//! terminals act upon.

use fastrand::Rng;

use crate::seeds::{Seeds, pick};

/// Signs that something acts upon, and characters that nobody sees.
pub const HOSTILE: &[&str] = &[
    "\t",
    "\u{3000}",
    "\u{A0}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{200D}",
    "\u{202E}",
    "\u{200E}",
    "\u{2066}",
    "\0",
    "\r",
    "\r\n",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{B}",
    "\u{C}",
    "\u{1B}",
    "\u{1B}[31m",
    "\u{7F}",
    "\u{9B}31m",
    "\u{FFFD}",
    "\u{FFFF}",
    "\u{E000}",
    "\u{3099}",
    "👨‍👩‍👧",
    "葛\u{E0100}",
    "\u{10FFFF}",
    "：",
    "，",
    "－",
    "\"",
    "'",
    "|",
    ">",
    "#",
    " #",
    ": ",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "%",
    "@",
    "`",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\\",
    "---\n",
    "...\n",
    "<<: *a\n",
    "~",
    "=",
    "\\e",
    "\\x00",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "。",
    "「",
    "」",
    "（",
    "）",
    "(",
    ")",
    "※",
    "①",
    "Ⅱ",
    "㈱",
    "ｶﾅ",
    "é",
    "İ",
    "ﬁ",
    "|2-",
    ">+",
    "|-",
    "|9",
    "|0",
    "$(id)",
    "{{ 7*7 }}",
    "{% raw %}",
    "#eval(\"1\")",
    "<script>alert(1)</script>",
    "\u{2800}",
    "\u{115F}",
    "\u{3164}",
    "\u{AD}",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> x\n",
    "# hyokasho: 許可 S001 x",
    "%YAML 1.2\n---\n",
    "! ",
    "&",
    "*",
    "-",
    ":",
    "：：",
    "・",
    "｜",
    "＃",
    "**",
    "| a | b |",
    "[x](javascript:a)",
];

/// Options, marks and other answers of the form.
const ANSWERS: &[&str] = &[
    "十分である",
    "特に力を入れている",
    "課題が残されている",
    "○",
    "◯",
    "〇",
    "委託しない",
    "再委託する",
    "[○]",
    "なし",
    "－",
    "該当なし",
    "未定",
    "○○",
    "委託する（2件）",
    "提供を行っている: 1件",
];

/// References to other places of the assessment.
const REFERENCES: &[&str] = &[
    "別添２のとおり",
    "Ⅱ３⑨のとおり",
    "Ⅱ９③参照",
    "（別添１）",
    "リスク４：",
    "Ⅲ７リスク１",
    "Ⅰ２システム99③",
    "上記①〜⑤",
    "次のとおり",
    "同上",
    "（中略）",
    "（以下省略）",
    "（左記を削除）",
];

/// Markdown and HTML.
const MARKS: &[&str] = &[
    "**太字**",
    "*斜体*",
    "~~取消~~",
    "`code`",
    "# 見出し",
    "> 引用",
    "1. a\n2. b",
    "- a\n  - b",
    "<b>x</b>",
    "&lt;&amp;&#x3C;",
    "\\*",
    "<!-- -->",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "]]>",
    "[x](data:text/html,a)",
    "[x](https://a.example/\"onclick=\"x)",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<https://a.example>",
    "[x](//evil.example/)",
];

const OPENING: &[&str] = &["（", "「", "『", "【", "(", "［", "＜"];
const CLOSING: &[&str] = &["）", "」", "』", "】", ")", "］", "＞"];

/// A few words, most of them sensible.
pub fn words(rng: &mut Rng, seeds: &Seeds) -> String {
    let parts = 1 + rng.usize(..4);
    (0..parts).map(|_| part(rng, seeds)).collect()
}

fn part(rng: &mut Rng, seeds: &Seeds) -> String {
    let n = |rng: &mut Rng, most: u32| rng.u32(..most);
    let (a, b, c) = (n(rng, 40), n(rng, 14), n(rng, 33));
    match rng.u8(..20) {
        0 => format!("令和{a}年{b}月{c}日"),
        1 => format!("平成{a}年{b}月{c}日"),
        2 => format!("{}-{b:02}-{c:02}", 1900 + n(rng, 300)),
        3 => format!("R{a}.{b}.{c}"),
        4 => format!("番号法第{}条第{b}項第{c}号", n(rng, 120)),
        5 => format!("番号法第九条第一項　別表の{}の項", n(rng, 140)),
        6 => {
            let deep = 1 + rng.usize(..12);
            let open: String = (0..deep).map(|_| *pick(rng, OPENING)).collect();
            let closed = if rng.bool() { deep } else { 0 };
            let close: String = (0..closed).map(|_| *pick(rng, CLOSING)).collect();
            open + &close
        }
        7 => format!("{}人以上{c}万人未満", n(rng, 100_000)),
        8 => individual_number(rng),
        9 => {
            let name: String = pick(rng, &seeds.values).chars().take(8).collect();
            format!("以下「{name}」という。")
        }
        10 => (*pick(rng, MARKS)).to_owned(),
        11 => (*pick(rng, REFERENCES)).to_owned(),
        12 => "あ".repeat(1 + rng.usize(..300)),
        13 | 14 => (*pick(rng, HOSTILE)).to_owned(),
        15 => pick(rng, &seeds.keys).clone(),
        16 => (*pick(rng, ANSWERS)).to_owned(),
        17 => rng.u64(..).to_string(),
        _ => pick(rng, &seeds.values).clone(),
    }
}

/// Twelve digits with a right check digit, in the ways of writing them.
fn individual_number(rng: &mut Rng) -> String {
    let digits: Vec<u32> = (0..11).map(|_| rng.u32(..10)).collect();
    // The weights of the check digit: 2 to 7 from the right, then 2 to 6.
    let weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6];
    let sum: u32 = digits.iter().rev().zip(weights).map(|(d, w)| d * w).sum();
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    let all = digits.iter().copied().chain([check]);
    let ascii: String = all.filter_map(|d| char::from_digit(d, 10)).collect();
    match rng.u8(..4) {
        0 => {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            ascii.chars().map(wide).collect()
        }
        1 => format!("{}-{}-{}", &ascii[..4], &ascii[4..8], &ascii[8..]),
        _ => ascii,
    }
}
