//! 太字の「**」や表の「|」、「###」「<br>」のような記号が、そのまま印刷される。
//! Signs of bold, of a table or of other markup are printed as they were typed.
//!
//! ## 何を確認するか
//! 文の欄の太字（`**重要**`）に終わりの「**」があること、「|」で書いた表の2行目に、見出しと同じ列の数の区切りの行（`|---|---|`）があること。
//! 見出しの「###」、「`」で挟んだ語、HTML の「<br>」「&nbsp;」、表計算ソフトの「#REF!」「_x000D_」、文書作成ソフトの「^p」のように、評価書では働かない記号がないこと。
//! 注の印の「*1」「氏名**」、掛け算や累乗の「2*3」「2**3」、全角の「＊」、文の中の「|」は問いません。列の数がそろわない行は S022 が指摘します。
//!
//! ## なぜ
//! 記号のまま公表され、表は読めなくなります。
//!
//! ## 直し方
//! 働かない記号は消します。太字の終わりに「**」を加えます。太字にしないなら「**」を消すか、全角の「＊＊」にします。表は、見出しの行のすぐ下に区切りの行を書きます。
//!
//! ## 例
//! ```yaml
//! 備考: 重要な点は、**次のとおりである。     # 誤
//! 備考: 重要な点は、**次のとおり**である。   # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（太字、表）

use super::Places;
use super::markup::{Mark, marks};
use crate::assessment::markdown::{self, Fault, Table};
use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W019",
    name: "printed-sign",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    of_marks(cx);
    for words in cx.facts.words.iter().filter(|words| !words.repeats) {
        for mark in markdown::bold(words.str()).open {
            let span = words.span(cx.assessment, mark);
            cx.report(&RULE, words.field, span, open_bold(cx.lang));
        }
        // Tables that are items of their own are read by the rules of their shape.
        if !matches!(cx.field(words.field).value, Value::Table(_)) {
            let tables = markdown::tables(words.str());
            tables.iter().for_each(|table| of_table(cx, words, table));
        }
    }
}

/// One finding for each kind of markup.
fn of_marks(cx: &mut Context) {
    let all = cx.facts.words.iter().filter(|words| !words.repeats);
    let found = all.flat_map(|words| {
        let marks = marks(words.str()).into_iter();
        marks.map(move |(mark, range)| (mark, (words, range)))
    });
    let groups = grouped(found.collect());
    for (mark, places) in groups {
        let spots: Places = places
            .iter()
            .map(|(words, range)| words.place(cx, range.clone()))
            .collect();
        let Some((words, range)) = places.first() else {
            continue;
        };
        let typed = &words.str()[range.clone()];
        cx.report_all(&RULE, &spots, printed_mark(cx.lang, mark, typed));
    }
}

fn of_table(cx: &mut Context, words: &OwnText, table: &Table) {
    let (Some(head), Some(fault)) = (table.lines.first(), &table.fault) else {
        return;
    };
    let columns = markdown::cells(&words.str()[head.clone()]);
    let line = match fault {
        Fault::NoRule => head,
        Fault::Elsewhere(line) | Fault::RuleDiffers(line) => line,
    };
    let span = words.span(cx.assessment, line.clone());
    cx.report(&RULE, words.field, span, no_table(cx.lang, fault, columns));
}

fn open_bold(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "太字の「**」に終わりがなく、記号のまま印刷される",
        "Bold that begins here ends nowhere, so `**` is printed"
    ))
    .help(say!(
        lang,
        "太字の終わりに「**」を加えてください。太字にしないなら「**」を消します。",
        "Add `**` where bold ends, or delete it."
    ))
}

fn printed_mark(lang: Lang, mark: Mark, typed: &str) -> Words {
    let message = match mark {
        Mark::Heading => say!(
            lang,
            "見出しの記号「{typed}」が、そのまま印刷される",
            "`{typed}` makes no heading here and is printed"
        ),
        Mark::Code => say!(
            lang,
            "「{typed}」の記号が、そのまま印刷される",
            "The signs of `{typed}` are printed"
        ),
        Mark::Tag | Mark::Entity => say!(
            lang,
            "HTML の「{typed}」が、そのまま印刷される",
            "`{typed}` is no HTML here and is printed"
        ),
        Mark::Sheet => say!(
            lang,
            "表計算ソフトの「{typed}」が残っている",
            "`{typed}` of a spreadsheet is left"
        ),
        Mark::Document => say!(
            lang,
            "文書作成ソフトの「{typed}」が残っている",
            "`{typed}` of a word processor is left"
        ),
    };
    let help = match mark {
        Mark::Heading => say!(
            lang,
            "記号を消してください。見出しにするなら、＜　＞などでくくります。",
            "Delete the signs."
        ),
        Mark::Tag if typed.contains("br") => say!(
            lang,
            "消してください。改行は、「|」の下で行を分ければ印刷されます。",
            "Delete it; lines below 「|」 are printed as lines."
        ),
        Mark::Sheet => say!(
            lang,
            "元の表で、ここにあるはずの語を確かめて書き直してください。",
            "Look up in the sheet what should stand here."
        ),
        _ => say!(lang, "記号を消してください。", "Delete the signs."),
    };
    Words::new(message).help(help)
}

fn no_table(lang: Lang, fault: &Fault, columns: usize) -> Words {
    let rule = format!("|{}", "---|".repeat(columns));
    match fault {
        Fault::NoRule => Words::new(say!(
            lang,
            "表の見出しの下に区切りの行がなく、「|」のまま印刷される",
            "No line of dashes is below the head of the table, so its bars are printed"
        ))
        .help(say!(
            lang,
            "この行のすぐ下に「{rule}」の行を加えてください。",
            "Add the line `{rule}` below this one."
        )),
        Fault::Elsewhere(_) => Words::new(say!(
            lang,
            "表の区切りの行が見出しのすぐ下になく、「|」のまま印刷される行がある",
            "The line of dashes is not right below the head of the table"
        ))
        .help(say!(
            lang,
            "見出しの行を一つだけ書き、そのすぐ下に区切りの行を置いてください。",
            "Write one line as the head, and the line of dashes right below it."
        )),
        Fault::RuleDiffers(_) => Words::new(say!(
            lang,
            "表の区切りの行が見出しと合わず、「|」のまま印刷される",
            "The line of dashes does not fit the head of the table, so its bars are printed"
        ))
        .help(say!(
            lang,
            "見出しは{columns}列です。この行を「{rule}」に改めてください。",
            "The head has {columns} columns: write `{rule}`."
        )),
    }
}
