//! 個人番号（マイナンバー）が書かれている。
//! An individual number is written in the file.
//!
//! ## 何を確認するか
//! 本文、見出し、注記（#）のどこにも、12桁の個人番号が書かれていないこと。全角・半角、空白やハイフンでの区切り、行をまたぐ書き方、見えない文字や太字（**）での区切りも見つけます。
//! ファイルとフォルダーの名前も見ます。書き出すページの名前とリンクになるからです。
//! 検査用数字が合う12桁の番号だけを示します。13桁の法人番号と電話番号は対象にしません。
//! 日付と時刻（202603271530のような年月日時分）として読め、「ログ」「日時」「…の時点」などと書かれ、近くに番号や本人の語がないものも
//! 対象にしません。「文書番号」「受付番号」などとすぐ前に書かれたものは、エラーでなく注意とします（公表は止めません）。
//!
//! ## なぜ
//! 評価書は公表する文書です。個人番号が載ると、特定個人情報の漏えいになります。公表前のファイルも、共有や履歴を通じて人の目に触れます。
//!
//! ## 直し方
//! 番号を消します。日付と時刻なら、年月日と時刻を分けて書くか、「…の時点」と書き添えます。例として要るときは「（12桁の番号）」のように言葉で書きます。ファイルの履歴に残っていないかも確かめ、
//! 実在の番号であったときは、組織の定める漏えい時の手順に従います。画面には番号を＊で隠して示します。
//!
//! ## 例
//! ```yaml
//! 備考: 申請者の個人番号は＊＊＊＊＊＊＊＊＊＊＊＊である。   # 誤（番号そのものがある）
//! 備考: 申請者の個人番号を申請書に記入していただく。         # 正
//! ```
//!
//! ## 根拠
//! 番号法第19条（特定個人情報の提供の制限）、第20条（収集等の制限）

use crate::japanese::individual_number::{find, is_called_otherwise};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::source::{Source, Span};
use crate::yaml::{Content, Node, Scalar, Style};

/// The rule.
pub static RULE: Rule = Rule {
    code: "I001",
    name: "individual-number",
    levels: Levels::always(Severity::Error),
    basis: &["番号法第19条", "番号法第20条"],
    check,
};

fn check(cx: &mut Context) {
    let document = cx.assessment.document;
    let source = cx.assessment.source;
    let mut scalars = Vec::new();
    collect(&document.root, &mut scalars);
    let mut places: Vec<Span> = Vec::new();
    for scalar in scalars
        .into_iter()
        .filter(|s| is_written_otherwise(source, s))
    {
        let numbers = find(&scalar.text).into_iter();
        places.extend(numbers.map(|range| cx.words(scalar, range)));
    }
    // Everything else is in the file as it is read: texts, comments, and what could not be read.
    places.extend(&cx.facts.raw.individual_numbers);
    places.sort_unstable();
    places.dedup_by(|next, first| next.start < first.end);
    for place in places {
        report(cx, place);
    }
    // Pages are named after the file, and their links are published.
    if !find(source.name()).is_empty() {
        cx.report_at(&RULE, cx.assessment.head(), in_the_name(cx.lang));
    }
}

/// Whether a text is not in the file as it is read: a quoted one may hide digits after escapes, a folded one joins
/// its lines.
fn is_written_otherwise(source: &Source, scalar: &Scalar) -> bool {
    source.slice(scalar.span) != scalar.text && !matches!(scalar.style, Style::Literal)
}

fn collect<'n>(node: &'n Node, scalars: &mut Vec<&'n Scalar>) {
    match &node.content {
        Content::Blank => {}
        Content::Scalar(scalar) => scalars.push(scalar),
        Content::Map(entries) => {
            for entry in entries {
                scalars.push(&entry.key);
                collect(&entry.value, scalars);
            }
        }
        Content::Seq(nodes) => nodes.iter().for_each(|n| collect(n, scalars)),
    }
}

fn report(cx: &mut Context, place: Span) {
    let mut comments = cx.assessment.document.comments.iter().map(|c| c.span);
    let in_comment = comments.any(|c| c.start <= place.start && place.start < c.end);
    let is_otherwise = is_called_otherwise(cx.assessment.source.text(), &place.range());
    let words = words(cx.lang, in_comment, is_otherwise);
    let finding = cx.report_at(&RULE, place, words).hide_words();
    if is_otherwise {
        finding.severity(Severity::Warning);
    }
}

fn words(lang: Lang, in_comment: bool, is_otherwise: bool) -> Words {
    let message = if in_comment {
        say!(
            lang,
            "注記（#）に個人番号とみられる12桁の番号がある",
            "A comment contains what looks like an individual number"
        )
    } else {
        say!(
            lang,
            "個人番号とみられる12桁の番号がある",
            "What looks like an individual number is written here"
        )
    };
    let help = if is_otherwise {
        say!(
            lang,
            "文書や受付の番号と書かれているので、公表は止めません。個人番号でないことを確かめてください。個人番号なら、消してください。",
            "It is called the number of a document or a receipt, so publication goes on. See that it is no individual number."
        )
    } else {
        say!(
            lang,
            "公表する文書に個人番号は書けません。番号を消し、ファイルの履歴にも残っていないかを確かめてください。実在の番号なら、漏えいとして組織の手順に従ってください。",
            "No individual number may be published. Delete it, check whether the file's history still contains it, and, if it is real, follow your body's procedure for leaks."
        )
    };
    Words::new(message)
        .label(say!(
            lang,
            "番号は隠して示しています",
            "its digits are not shown here"
        ))
        .help(help)
}

fn in_the_name(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "ファイルかフォルダーの名前に、個人番号とみられる12桁の番号がある",
        "The name of the file or of a folder contains what looks like an individual number"
    ))
    .help(say!(
        lang,
        "書き出すファイルの名前と、そのリンクに使われます。名前を変えてください。",
        "Pages and links are named after it: rename it."
    ))
}
