//! 文の行の字下げが、ほかの行とそろっていない。
//! A line of a text has too little indentation, or too much.
//!
//! ## 何を確認するか
//! 「|」の次の行から始まる文の、すべての行が1行目と同じか、それより深く字下げされていること。
//!
//! ## なぜ
//! 字下げが足りない行で文は終わったとみなされ、そこから後は見出しとして読まれます。様式から写した「①…」などの行で起こります。
//!
//! ## 直し方
//! 文の続きなら、1行目と同じだけ字下げします。見出しなら、ほかの見出しと字下げをそろえ、後ろに「: 」を付けます。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   1行目
//! 2行目        # 誤
//!   2行目      # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::{Typo, TypoKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y013",
    name: "lost-indentation",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let wanted = |kind| {
        matches!(
            kind,
            TypoKind::UnevenBlock | TypoKind::DeepFirstLine | TypoKind::OutdentedLine
        )
    };
    for run in super::runs(cx, wanted) {
        let Some(first) = run.first() else { continue };
        let words = words(cx.lang, fault(cx, first));
        super::report_run(cx, &RULE, &run, words);
    }
}

/// What is indented otherwise than the text.
enum Fault {
    LineBelowKey,
    LineBelowText,
    DeepFirstLine,
    BlankLine,
    ShallowLine,
}

fn fault(cx: &Context, first: &Typo) -> Fault {
    let blank = cx.assessment.source.slice(first.span).trim().is_empty();
    match first.kind {
        // The edit writes a bar, too: nothing follows the key above.
        TypoKind::OutdentedLine if first.edits.len() > 1 => Fault::LineBelowKey,
        TypoKind::OutdentedLine => Fault::LineBelowText,
        TypoKind::DeepFirstLine => Fault::DeepFirstLine,
        _ if blank => Fault::BlankLine,
        _ => Fault::ShallowLine,
    }
}

fn words(lang: Lang, fault: Fault) -> Words {
    let message = match fault {
        Fault::LineBelowKey => say!(
            lang,
            "上の見出しの内容らしい行が、字下げされていない",
            "A line that seems to be the text of the key above is not indented"
        ),
        Fault::LineBelowText => say!(
            lang,
            "上の文の続きらしい行が、字下げされていない",
            "A line that seems to go on with the text above is not indented"
        ),
        Fault::DeepFirstLine => say!(
            lang,
            "文の1行目の字下げが、2行目より深い",
            "The first line of the text is indented more than the second"
        ),
        Fault::BlankLine => say!(
            lang,
            "文の前の何も書かれていない行に、余分な空白がある",
            "A blank line before the text has too many blanks"
        ),
        Fault::ShallowLine => say!(
            lang,
            "文の途中の行の字下げが、1行目より浅い",
            "A line of the text is indented less than its first line"
        ),
    };
    let label = match fault {
        Fault::LineBelowKey | Fault::LineBelowText => say!(
            lang,
            "この行は上の見出しの内容ではありませんか",
            "does this line belong to the key above?"
        ),
        Fault::DeepFirstLine => say!(
            lang,
            "2行目と同じ字下げにしてください",
            "indent it like the second line"
        ),
        Fault::BlankLine => say!(lang, "空白を消してください", "delete the blanks"),
        Fault::ShallowLine => say!(
            lang,
            "1行目と同じ字下げにしてください",
            "indent it like the first line"
        ),
    };
    let help = match fault {
        Fault::LineBelowKey => say!(
            lang,
            "上の見出しの内容なら、見出しの「:」の後に「|」と書き、その下のすべての行を見出しより2つ深く字下げしてください。見出しなら、後ろに「: 」を付けてください。",
            "If it is the text of the key above, write 「|」 after that key and indent all lines below it by two blanks more; if it is a key, put a colon after it."
        ),
        Fault::LineBelowText => say!(
            lang,
            "文の続きなら、上の行と同じだけ字下げしてください。見出しなら、後ろに「: 」を付けてください。",
            "If it belongs to the text above, indent it like that; if it is a key, put a colon after it."
        ),
        _ => say!(
            lang,
            "文のすべての行を、同じ数の半角の空白で字下げしてください。",
            "Indent all lines of the text by the same number of blanks."
        ),
    };
    Words::new(message).label(label).help(help)
}
