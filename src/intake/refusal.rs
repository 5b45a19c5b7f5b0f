//! Why a file can't be read, in words that say what to do instead.

use crate::japanese::nearest::nearest;
use crate::source::lang::{Lang, say};

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has no bytes, or nothing but blanks.
    Empty,
    /// It was read, but holds no text.
    NoText,
    /// It is larger than we read; the limit in MB.
    TooLarge(u64),
    /// It opens only with a password.
    Password,
    /// It is cut off or damaged; the part that can't be read, where the format has parts.
    Damaged(String),
    /// Unpacked it would be far larger than any assessment.
    Expands,
    /// It has more parts than we look at.
    TooManyParts,
    /// It has more cells with text than any assessment.
    TooManyCells,
    /// Its parts lie deeper in each other than we follow.
    TooDeep,
    /// Its XML declares a document type, by which entities could be expanded without end.
    Dtd,
    /// A sheet that `--sheet` names is not in it.
    NoSuchSheet {
        /// The name that was asked for.
        name: String,
        /// The sheets that it has.
        sheets: Vec<String>,
    },
    /// `--sheet` was given for what has no sheets.
    NoSheets,
    /// A format that we don't read.
    Format(Format),
    /// A PDF, and this program was built without PDF.
    WithoutPdf,
    /// A PDF whose pages are pictures.
    Scanned,
    /// A PDF whose fonts do not say which characters they print.
    NoCharacters,
    /// A PDF with more pages or characters than any assessment.
    TooManyPages,
    /// Nothing in it is an item of the form.
    NoAssessment,
    /// Several assessments stand in it; how many.
    Several(usize),
    /// A form or an edition that we do not have.
    NoSuchForm {
        /// What was asked for.
        asked: String,
        /// Those that there are.
        known: Vec<String>,
    },
}

/// Formats that are known by name, but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// .doc
    OldWord,
    /// .rtf
    Rtf,
    /// .odt
    OpenText,
    /// .jtd
    Ichitaro,
    /// .xdw
    DocuWorks,
    /// .ppt, .pptx, .odp
    Slides,
    /// .xls of Excel 95 and before
    OldWorkbook,
    /// .xlsb
    BinaryWorkbook,
    /// .pages, .numbers
    Apple,
    /// .mht
    WebArchive,
    /// .png, .jpg, .tif …
    Picture,
    /// .zip, .lzh, .7z … with files in it
    Archive,
    /// None that we know.
    Unknown,
}

impl Format {
    /// Its name, and as what it should be saved.
    fn words(self, lang: Lang) -> (String, String) {
        let word = say!(lang, "Word 形式（.docx）", "Word (.docx)");
        let excel = say!(lang, "Excel 形式（.xlsx）", "Excel (.xlsx)");
        let word_or_pdf = say!(lang, "Word 形式（.docx）か PDF", "Word (.docx) or PDF");
        let office = say!(
            lang,
            "Excel 形式（.xlsx）、Word 形式（.docx）か PDF",
            "Excel (.xlsx), Word (.docx) or PDF"
        );
        match self {
            Format::OldWord => (
                say!(lang, "古い Word 形式（.doc）", "old Word (.doc)"),
                word,
            ),
            Format::Rtf => (
                say!(lang, "リッチテキスト（.rtf）", "rich text (.rtf)"),
                word,
            ),
            Format::OpenText => (
                say!(
                    lang,
                    "OpenDocument 文書（.odt）",
                    "OpenDocument text (.odt)"
                ),
                word,
            ),
            Format::Ichitaro => (say!(lang, "一太郎の文書", "Ichitaro document"), word_or_pdf),
            Format::DocuWorks => (say!(lang, "DocuWorks 文書", "DocuWorks document"), office),
            Format::Slides => (say!(lang, "スライド", "slides"), office),
            Format::OldWorkbook => (
                say!(
                    lang,
                    "Excel 95 以前のブック",
                    "workbook of Excel 95 or before"
                ),
                excel,
            ),
            Format::BinaryWorkbook => (
                say!(
                    lang,
                    "Excel バイナリ形式（.xlsb）",
                    "binary Excel workbook (.xlsb)"
                ),
                excel,
            ),
            Format::Apple => (
                say!(lang, "Pages か Numbers の書類", "Pages or Numbers document"),
                office,
            ),
            Format::WebArchive => (
                say!(lang, "Web アーカイブ（.mht）", "web archive (.mht)"),
                say!(lang, "HTML か Excel 形式（.xlsx）", "HTML or Excel (.xlsx)"),
            ),
            Format::Picture => (say!(lang, "画像", "picture"), office),
            Format::Archive => (
                say!(lang, "圧縮ファイル", "archive of files"),
                String::new(),
            ),
            Format::Unknown => (String::new(), office),
        }
    }
}

impl Refusal {
    /// The message for people, with the file's name.
    pub fn message(&self, name: &str, lang: Lang) -> String {
        let words = self.words(lang);
        match lang {
            Lang::Ja => format!("{words}: {name}"),
            Lang::En => format!("{words}: {name}"),
        }
    }

    fn words(&self, lang: Lang) -> String {
        match self {
            Refusal::Empty => say!(lang, "ファイルが空です", "the file is empty"),
            Refusal::NoText => say!(lang, "文字がありません", "there is no text in it"),
            Refusal::TooLarge(most) => say!(
                lang,
                "大きすぎます（{most} MB まで）。画像を減らすか、評価書のシートだけにしてください",
                "too large (at most {most} MB); leave out pictures, or keep the assessment's sheets alone"
            ),
            Refusal::Password => say!(
                lang,
                "パスワードで保護されています。保護を外して保存し直してください",
                "protected by a password; save it without one"
            ),
            Refusal::Damaged(part) if part.is_empty() => say!(
                lang,
                "壊れているか、途中で切れています。元のソフトで開いて保存し直してください",
                "damaged or cut off; open it in its program and save it again"
            ),
            Refusal::Damaged(part) => say!(
                lang,
                "壊れているか、途中で切れています（{part}）。元のソフトで開いて保存し直してください",
                "damaged or cut off ({part}); open it in its program and save it again"
            ),
            Refusal::Expands => say!(
                lang,
                "展開すると評価書としてありえない大きさになるので、読みません",
                "unpacked it would be far larger than any assessment, so it is not read"
            ),
            Refusal::TooManyParts => say!(
                lang,
                "中のファイルが多すぎるので、読みません",
                "it has too many files in it, so it is not read"
            ),
            Refusal::TooManyCells => say!(
                lang,
                "文字のあるセルが多すぎます。--sheet で評価書のシートだけを指定してください",
                "too many cells have text; name the assessment's sheets by --sheet"
            ),
            Refusal::TooDeep => say!(
                lang,
                "中の要素の重なりが深すぎるので、読みません",
                "its elements lie too deep in each other, so it is not read"
            ),
            Refusal::Dtd => say!(
                lang,
                "文書型宣言（DTD）があるので、読みません",
                "it declares a document type (DTD), so it is not read"
            ),
            Refusal::NoSuchSheet { name, sheets } => say!(
                lang,
                "シート「{name}」がありません。あるのは: {}",
                "there is no sheet {name}; there are: {}",
                sheets.join("、")
            ),
            Refusal::NoSheets => say!(
                lang,
                "シートのあるファイルではないので、--sheet は使えません",
                "it has no sheets, so --sheet can't be used"
            ),
            Refusal::Format(format) => format_words(*format, lang),
            Refusal::WithoutPdf => say!(
                lang,
                "この hyokasho は PDF の機能なしで作られているので、PDF を読めません",
                "this hyokasho was built without PDF, so it can't read one"
            ),
            Refusal::Scanned => say!(
                lang,
                "ページが画像だけで、文字がありません。文字のある PDF か、元の Excel・Word を使ってください",
                "its pages are pictures without text; use a PDF with text, or the workbook or document itself"
            ),
            Refusal::NoCharacters => say!(
                lang,
                "フォントに文字の情報がなく、どの文字かが分かりません。元の Excel・Word を使うか、PDF を作り直してください",
                "its fonts do not say which characters they print; use the workbook or document itself, or make the PDF again"
            ),
            Refusal::TooManyPages => say!(
                lang,
                "ページか文字が多すぎるので、読みません。評価書の部分だけの PDF にしてください",
                "it has too many pages or characters, so it is not read; make a PDF of the assessment alone"
            ),
            Refusal::NoAssessment => say!(
                lang,
                "評価書の項目が一つも見つかりません。評価書のファイルかどうかを確かめてください",
                "no item of an assessment was found in it; make sure that it is one"
            ),
            Refusal::Several(count) => say!(
                lang,
                "評価書が{count}つ入っています。`hyokasho import` で1つずつのファイルにしてください",
                "{count} assessments stand in it; `hyokasho import` makes a file of each"
            ),
            Refusal::NoSuchForm { asked, known } => {
                let near = nearest(asked, known.iter().map(String::as_str));
                let near = near.map_or(String::new(), |near| {
                    say!(
                        lang,
                        "「{near}」ではありませんか。",
                        " did you mean {near}?"
                    )
                });
                say!(
                    lang,
                    "「{asked}」という様式はありません。{near}あるのは: {}",
                    "there is no form {asked};{near} there are: {}",
                    known.join("、")
                )
            }
        }
    }
}

fn format_words(format: Format, lang: Lang) -> String {
    let (what, instead) = format.words(lang);
    match format {
        Format::Archive => say!(
            lang,
            "{what}です。中のファイルを取り出して、1つずつ指定してください",
            "this is an {what}; take the files out and name them one by one"
        ),
        Format::Unknown => say!(
            lang,
            "読める形式ではありません。{instead} で保存してください",
            "not a format that can be read; save it as {instead}"
        ),
        _ => say!(
            lang,
            "{what}は読めません。元のソフトで {instead} にして保存してください",
            "{what} can't be read; save it as {instead}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_to_do() {
        let message = Refusal::Format(Format::Ichitaro).message("評価書.jtd", Lang::Ja);
        assert_eq!(
            message,
            "一太郎の文書は読めません。元のソフトで Word 形式（.docx）か PDF にして保存してください: 評価書.jtd"
        );
        let refusal = Refusal::NoSuchSheet {
            name: "Ⅱ".into(),
            sheets: vec!["Ⅰ".into(), "Ⅲ".into()],
        };
        assert!(refusal.message("a.xlsx", Lang::En).contains("Ⅰ、Ⅲ"));
    }
}
