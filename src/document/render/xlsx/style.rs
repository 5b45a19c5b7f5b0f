//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// The title of the form.
    Title,
    /// 素案
    Stage,
    /// The heading of a chapter.
    Chapter,
    /// A bar over a section.
    Bar,
    /// A bar over an entry or a risk.
    Entry,
    /// A label.
    Label,
    /// A label of one line beside a value of one.
    ShortLabel,
    /// The head of a column that the form prints.
    Head,
    /// The head of a column that an officer wrote.
    OwnHead,
    /// A text that can be changed.
    Value,
    /// The same in one line.
    ShortValue,
    /// A word that can be changed, in the middle of its cell: a choice, a tick.
    Chosen,
    /// A text that the form repeats from elsewhere or derives.
    Repeated,
    /// Words of the form between values.
    Words,
    /// The same in one line.
    ShortWords,
    /// The same, in the middle of their cell.
    Middle,
    /// A line of 項目一覧 that leads to its sheet.
    Link,
}

/// Which edges of a cell are drawn.
pub(super) const LEFT: u8 = 1;
pub(super) const RIGHT: u8 = 2;
pub(super) const TOP: u8 = 4;
pub(super) const BOTTOM: u8 = 8;
pub(super) const ALL: u8 = LEFT | RIGHT | TOP | BOTTOM;
pub(super) const NONE: u8 = 0;

/// The face: every Windows with Japanese has it since 2018, and all others have one of its width.
const FACE: &str = "BIZ UDGothic";

/// In points.
pub(super) const SIZE: usize = 9;

/// Text is text: 012 stays 012, and what begins with = is no formula.
const TEXT: &str = "@";

fn plain() -> Format {
    // Modern, Shift_JIS: so a reader without the face takes one of its kind.
    Format::new()
        .set_font_name(FACE)
        .set_font_size(9.0)
        .set_font_family(3)
        .set_font_charset(128)
}

/// The format of all cells that have none, with the height of a row and the width of a column in pixels.
pub(super) fn default() -> (Format, u32, u32) {
    (plain(), 18, 56)
}

impl Style {
    /// The format of a cell with some of its edges drawn.
    pub(super) fn format(self, edges: u8) -> Format {
        let format = plain().set_num_format(TEXT).set_text_wrap();
        let format = self.placed(self.coloured(format));
        let side = |format: Format, edge: u8, draw: fn(Format, FormatBorder) -> Format| {
            if edges & edge == 0 {
                format
            } else {
                draw(format, FormatBorder::Thin)
            }
        };
        let format = side(format, LEFT, Format::set_border_left);
        let format = side(format, RIGHT, Format::set_border_right);
        let format = side(format, TOP, Format::set_border_top);
        let format = side(format, BOTTOM, Format::set_border_bottom);
        if self.is_open() {
            format.set_unlocked()
        } else {
            format
        }
    }

    /// The height of its type in points.
    pub(super) fn points(self) -> usize {
        match self {
            Style::Title => 16,
            Style::Stage => 14,
            Style::Chapter => 12,
            _ => SIZE,
        }
    }

    /// The same for a cell whose text and neighbours are in one line: between its edges, not at the upper one.
    pub(super) fn in_one_line(self) -> Style {
        match self {
            Style::Label => Style::ShortLabel,
            Style::Value => Style::ShortValue,
            Style::Words => Style::ShortWords,
            style => style,
        }
    }

    /// Whether it can be written in.
    fn is_open(self) -> bool {
        matches!(
            self,
            Style::Value | Style::ShortValue | Style::Chosen | Style::OwnHead
        )
    }

    fn coloured(self, format: Format) -> Format {
        let filled = |format: Format, colour: u32| format.set_background_color(Color::RGB(colour));
        match self {
            Style::Title | Style::Stage | Style::Chapter => {
                // Points are whole numbers far below those that an f64 has exactly.
                format.set_font_size(self.points() as f64).set_bold()
            }
            Style::Bar => filled(format.set_bold(), 0xC9_D3E0),
            Style::Entry => filled(format.set_bold(), 0xE3_E8EF),
            Style::Label | Style::ShortLabel | Style::Head => filled(format, 0xEE_F1F5),
            Style::OwnHead => filled(format, 0xF6_F7F9),
            Style::Repeated => format.set_font_color(Color::RGB(0x40_4040)),
            Style::Link => format
                .set_font_color(Color::RGB(0x05_63C1))
                .set_underline(FormatUnderline::Single),
            Style::Value
            | Style::ShortValue
            | Style::Chosen
            | Style::Words
            | Style::ShortWords
            | Style::Middle => format,
        }
    }

    fn placed(self, format: Format) -> Format {
        match self {
            Style::Title => format
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            Style::Stage => format
                .set_align(FormatAlign::Right)
                .set_align(FormatAlign::VerticalCenter),
            Style::Chosen | Style::Middle | Style::Head | Style::OwnHead => format
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            Style::Chapter
            | Style::Bar
            | Style::Entry
            | Style::ShortLabel
            | Style::ShortValue
            | Style::ShortWords
            | Style::Link => format.set_align(FormatAlign::VerticalCenter),
            Style::Label | Style::Value | Style::Repeated | Style::Words => {
                format.set_align(FormatAlign::Top)
            }
        }
    }
}
