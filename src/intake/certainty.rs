//! What is not certain about a value, and in which words that is said.

use super::cell::{Cell, Note, Order};
use crate::japanese::notation::on_one_line;
use crate::source::lang::{Lang, say};

/// Below how much better than the next best reading the place of a value is doubted, in points of the aligner.
pub(super) const SURE: f32 = 1.0;

/// How many characters of other words are quoted.
const QUOTED: usize = 40;

/// Why a value has to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It may belong to another item.
    Place,
    /// The source is not in the order in which it is read.
    Order,
    /// Its pieces stand apart in the source.
    Scattered,
    /// Words that are no option.
    NoOption,
    /// Further words beside the option.
    MoreWords,
    /// Several options, and none of them or several are marked.
    NothingChosen,
    /// Options without any tick.
    NoMarks,
    /// A sign before all options, which may be that of a list.
    AllTicked,
    /// The boxes and the options stand apart.
    Apart,
    /// ☐, which may be an empty box or a ○ that was misread.
    EmptyBoxes,
    /// A letter in the place of a tick.
    OddMark,
    /// No date.
    NoDate,
    /// The number of a day as a spreadsheet keeps it.
    DayNumber(String),
    /// No number.
    NoNumber,
    /// Words that were struck through were left out.
    Struck(String),
    /// Words that a tracked change deletes were left out.
    Deleted(String),
    /// Words that a tracked change inserts are in it.
    Inserted,
    /// The row, column or sheet of some of its words is hidden: the place and the words.
    Hidden(String, String),
    /// It comes from a drawing.
    Drawing,
    /// Where it belongs was guessed from where it stands.
    Guessed,
    /// The same item has other words in another place.
    Differs,
    /// Words at its beginning or end that the form prints, as options and labels.
    FormWords(String),
}

impl Why {
    /// The reason in words.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Why::Place => say!(
                lang,
                "どの項目の記載かが確かでない",
                "it may belong to another item"
            ),
            Why::Order => say!(
                lang,
                "元の文書の並びが崩れている",
                "the source is not in reading order"
            ),
            Why::Scattered => say!(
                lang,
                "離れた所にあった記載をつないだ",
                "pieces from several places were joined"
            ),
            Why::NoOption => say!(lang, "選択肢にない語", "it is none of the options"),
            Why::MoreWords => say!(
                lang,
                "選択肢のほかにも語がある（取込みの残り）",
                "there are more words than the option (see 取込みの残り)"
            ),
            Why::NothingChosen => say!(
                lang,
                "どの選択肢が選ばれたか読み取れない",
                "which option is chosen can't be read"
            ),
            Why::NoMarks => say!(lang, "○印が読み取れない", "no tick can be read"),
            Why::AllTicked => say!(
                lang,
                "すべての選択肢に印がある（箇条書きの印かもしれない）",
                "every option has a sign, which may be that of a list"
            ),
            Why::Apart => say!(
                lang,
                "○印と選択肢が離れている",
                "the ticks stand apart from the options"
            ),
            Why::EmptyBoxes => say!(
                lang,
                "☐が、空欄か、○の読み誤りか分からない",
                "☐ may be empty, or a misread ○"
            ),
            Why::OddMark => say!(
                lang,
                "○印の代わりに文字がある",
                "a letter stands in the place of the tick"
            ),
            Why::NoDate => say!(lang, "日付として読めない", "it can't be read as a date"),
            Why::DayNumber(number) => say!(
                lang,
                "日付の通し番号 {number} を日付に直した",
                "made from {number}, the number of a day"
            ),
            Why::NoNumber => say!(lang, "件数として読めない", "it can't be read as a number"),
            Why::Struck(words) => {
                let words = quoted(words);
                say!(
                    lang,
                    "取消線の「{words}」を除いた",
                    "struck through and left out: 「{words}」"
                )
            }
            Why::Deleted(words) => {
                let words = quoted(words);
                say!(
                    lang,
                    "変更履歴で削除された「{words}」を除いた",
                    "deleted by a tracked change and left out: 「{words}」"
                )
            }
            Why::Inserted => say!(
                lang,
                "変更履歴で挿入された語を含む",
                "words that a tracked change inserts are in it"
            ),
            Why::Hidden(place, words) => {
                let words = quoted(words);
                say!(
                    lang,
                    "{place} の「{words}」は非表示の行、列又はシートにあった",
                    "「{words}」 at {place} is in a hidden row, column or sheet"
                )
            }
            Why::Drawing => say!(lang, "図形の中にあった", "it stands in a drawing"),
            Why::Guessed => say!(
                lang,
                "位置から推した",
                "where it belongs is guessed from where it stands"
            ),
            Why::Differs => say!(
                lang,
                "同じ項目の別の所に、違う記載がある（取込みの残り）",
                "the item has other words elsewhere (see 取込みの残り)"
            ),
            Why::FormWords(words) => {
                let words = quoted(words);
                say!(
                    lang,
                    "様式の語「{words}」が前か後に続いていた",
                    "words of the form, 「{words}」, stood before or behind it"
                )
            }
        }
    }
}

/// The beginning of words on one line.
fn quoted(words: &str) -> String {
    let one_line = on_one_line(words);
    match one_line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}

/// What a cell says against its own value.
pub(super) fn of_cell(cell: &Cell) -> Vec<Why> {
    let why = |note: &Note| match note {
        Note::Struck(words) if !words.trim().is_empty() => Some(Why::Struck(words.clone())),
        Note::Deleted(words) if !words.trim().is_empty() => Some(Why::Deleted(words.clone())),
        Note::Inserted => Some(Why::Inserted),
        Note::Hidden => Some(Why::Hidden(cell.place.to_string(), cell.text.clone())),
        Note::Drawing => Some(Why::Drawing),
        Note::Guessed => Some(Why::Guessed),
        _ => None,
    };
    cell.notes.iter().filter_map(why).collect()
}

/// What the aligner's margin and the order of the source say against the place of a value.
pub(super) fn of_place(margin: f32, order: Order) -> Option<Why> {
    if margin == f32::INFINITY {
        None
    } else if order == Order::Drawn {
        Some(Why::Order)
    } else {
        (margin < SURE).then_some(Why::Place)
    }
}
