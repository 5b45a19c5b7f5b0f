//! A sheet as it grows downwards: groups of cells side by side, each in as many rows as its text takes.

mod group;

use std::ops::Range;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, Formula, IgnoreError, ProtectionOptions, Url,
    Worksheet,
};
use rustc_hash::FxHashMap;

use super::XlsxError;
use super::cells::{COLUMNS, Cell, Frame, Offer, Paper};
use super::lines;
use super::style::{self, ALL, NONE, Style};

/// The most pixels of a row: 409.5 points.
const HIGHEST: u32 = 546;

/// The most UTF-16 units of a cell.
pub(super) const LONGEST: usize = 32_767;

/// The sheet.
pub(super) struct Sheet {
    pub name: String,
    /// The names of its cells with their places.
    pub named: Vec<(String, String)>,
    /// The places of the words of the form.
    pub words: Vec<String>,
    worksheet: Worksheet,
    /// The height of each row in pixels.
    heights: Vec<u32>,
    /// How wide a column is, in pixels.
    column: u32,
    /// How many columns are used.
    columns: u16,
    formats: FxHashMap<(Style, u8), Format>,
}

impl Sheet {
    /// A sheet of A4 pages.
    pub fn new(name: &str, paper: Paper, stage: &str) -> Result<Self, XlsxError> {
        let mut worksheet = Worksheet::new();
        let (format, row, column) = style::default();
        worksheet.set_default_format(&format, row, column)?;
        if !name.is_empty() {
            worksheet.set_name(name)?;
        }
        worksheet.set_paper_size(9);
        if paper == Paper::Landscape {
            worksheet.set_landscape();
        }
        worksheet.set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.4, 0.4, 0.6, 0.55, 0.3, 0.25);
        worksheet.set_print_center_horizontally(true);
        worksheet.set_screen_gridlines(false);
        worksheet.set_footer("&C&\"BIZ UDGothic,Regular\"&9&P / &N");
        if !stage.is_empty() {
            worksheet.set_header(format!("&R&\"BIZ UDGothic,Regular\"&11{stage}"));
        }
        Ok(Sheet {
            name: name.to_owned(),
            named: Vec::new(),
            words: Vec::new(),
            worksheet,
            heights: Vec::new(),
            column: match paper {
                Paper::Portrait => 20,
                Paper::Landscape => 29,
            },
            columns: COLUMNS,
            formats: FxHashMap::default(),
        })
    }

    /// The row that comes next.
    pub fn row(&self) -> u32 {
        u32::try_from(self.heights.len()).unwrap_or(u32::MAX)
    }

    /// A row without anything.
    pub fn space(&mut self) {
        self.heights.push(10);
    }

    /// How many half-width characters stand side by side in so many columns.
    pub fn capacity(&self, span: u16) -> usize {
        lines::capacity(u32::from(span) * self.column)
    }

    /// How many columns a text takes in one line.
    pub fn columns_for(&self, text: &str) -> u16 {
        let longest = text.lines().map(lines::width).max().unwrap_or(0);
        let fits = |span: &u16| self.capacity(*span) >= longest;
        (1..COLUMNS).find(fits).unwrap_or(COLUMNS)
    }

    /// A cell over the whole width.
    pub fn bar(&mut self, style: Style, text: &str) -> Result<(), XlsxError> {
        let frame = match style {
            Style::Bar | Style::Entry => Frame::WHOLE,
            _ => Frame::NONE,
        };
        self.group(0, vec![Cell::words(0, COLUMNS, style, text)], frame)?;
        Ok(())
    }

    /// A cell over rows that are there already: a label, or brackets beside their options.
    pub fn beside(&mut self, rows: Range<u32>, cell: &Cell, edges: u8) -> Result<(), XlsxError> {
        let needed = lines::lines(&cell.text, self.capacity(cell.span)).len();
        self.stretch(rows.clone(), needed);
        let range = (rows.clone(), cell.column..cell.column + cell.span);
        let style = if self.is_low(&rows) {
            cell.style.in_one_line()
        } else {
            cell.style
        };
        self.write(range, &cell.text, style, edges)?;
        self.name(cell, (0, 1), false, rows.start);
        Ok(())
    }

    /// A label over rows that are there already.
    pub fn label(
        &mut self,
        rows: Range<u32>,
        column: u16,
        span: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        self.beside(rows, &Cell::words(column, span, Style::Label, text), ALL)
    }

    /// Whether rows are one row of one line.
    fn is_low(&self, rows: &Range<u32>) -> bool {
        let height = usize::try_from(rows.start).ok();
        let height = height.and_then(|row| self.heights.get(row));
        rows.len() == 1 && height.is_some_and(|height| *height <= lines::height(1))
    }

    /// Makes rows high enough for so many lines.
    fn stretch(&mut self, rows: Range<u32>, lines: usize) {
        let (Ok(first), Ok(end)) = (usize::try_from(rows.start), usize::try_from(rows.end)) else {
            return;
        };
        let Some(heights) = self.heights.get_mut(first..end) else {
            return;
        };
        let mut missing = lines::height(lines).saturating_sub(heights.iter().sum());
        for height in heights.iter_mut().rev() {
            let more = missing.min(HIGHEST.saturating_sub(*height));
            (*height, missing) = (*height + more, missing - more);
        }
    }

    /// Writes a text into a cell, merged where it has several.
    fn write(
        &mut self,
        (rows, columns): (Range<u32>, Range<u16>),
        text: &str,
        style: Style,
        edges: u8,
    ) -> Result<(), XlsxError> {
        if text.encode_utf16().count() > LONGEST {
            return Err(XlsxError::TooLong {
                sheet: self.name.clone(),
                begins: text.chars().take(12).collect(),
            });
        }
        let format = self.formats.entry((style, edges));
        let format = format.or_insert_with(|| style.format(edges));
        let (row, column) = (rows.start, columns.start);
        // The library takes a text that looks like its own markup for that.
        let is_plain = !(text.starts_with("<r>") && text.ends_with("</r>"));
        let bare = if is_plain { text } else { "" };
        if rows.len() > 1 || columns.len() > 1 {
            let (last_row, last_column) = (rows.end - 1, columns.end - 1);
            self.worksheet
                .merge_range(row, column, last_row, last_column, bare, format)?;
        } else {
            self.worksheet
                .write_string_with_format(row, column, bare, format)?;
        }
        if !is_plain {
            self.worksheet.write_rich_string_with_format(
                row,
                column,
                &[(&*format, text)],
                format,
            )?;
        }
        Ok(())
    }

    /// A line that leads to another sheet.
    pub fn link(&mut self, text: &str, sheet: &str) -> Result<(), XlsxError> {
        let cell = Cell::words(0, COLUMNS, Style::Link, text);
        let rows = self.group(0, vec![cell], Frame::NONE)?;
        let place = format!("internal:'{}'!A1", sheet.replace('\'', "''"));
        let url = Url::new(place).set_text(text);
        let format = Style::Link.format(NONE);
        self.worksheet
            .write_url_with_format(rows.start, 0, url, &format)?;
        Ok(())
    }

    /// Offers the options of a cell: from cells that list them, or from a list of words without commas.
    pub fn offer(&mut self, row: u32, column: u16, options: &Offer) -> Result<(), XlsxError> {
        let offered = DataValidation::new();
        let offered = match options {
            Offer::Cells(column, rows) => {
                let cell = rust_xlsxwriter::utility::row_col_to_cell_absolute;
                let (first, last) = (cell(rows.start, *column), cell(rows.end - 1, *column));
                offered.allow_list_formula(Formula::new(format!("={first}:{last}")))
            }
            Offer::Words(words) => {
                let joined: usize = words.iter().map(|w| w.encode_utf16().count() + 1).sum();
                if joined > 255 || words.iter().any(|word| word.contains([',', '"'])) {
                    return Ok(());
                }
                offered.allow_list_strings(words)?
            }
        };
        let offered = offered
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("選択肢にない語です")?
            .set_error_message("様式の選択肢から選んでください。このまま入れますか。")?;
        self.worksheet
            .add_data_validation(row, column, row, column, &offered)?;
        Ok(())
    }

    /// Rows that are printed on top of each page.
    pub fn repeat(&mut self, rows: Range<u32>) -> Result<(), XlsxError> {
        self.worksheet.set_repeat_rows(rows.start, rows.end - 1)?;
        self.worksheet.set_freeze_panes(rows.end, 0)?;
        Ok(())
    }

    /// Rows for a picture of so many pixels, and the sheet to put it in.
    pub fn picture(&mut self, height: u32) -> (u32, &mut Worksheet) {
        let first = self.row();
        let mut left = height.max(1);
        while left > 0 {
            let row = left.min(HIGHEST);
            self.heights.push(row);
            left -= row;
        }
        (first, &mut self.worksheet)
    }

    /// The sheet as the workbook takes it: only its values can be changed, until someone lifts the protection, which has
    /// no password.
    pub fn finish(mut self) -> Result<Worksheet, XlsxError> {
        for (row, height) in (0..).zip(&self.heights) {
            self.worksheet.set_row_height_pixels(row, *height)?;
        }
        for column in 0..self.columns {
            self.worksheet
                .set_column_width_pixels(column, self.column)?;
        }
        // No green corners: 012 is meant as a text.
        let (last_row, last_column) = (self.row().saturating_sub(1), self.columns - 1);
        self.worksheet.ignore_error_range(
            0,
            0,
            last_row,
            last_column,
            IgnoreError::NumberStoredAsText,
        )?;
        self.worksheet.protect_with_options(&ProtectionOptions {
            format_rows: true,
            format_columns: true,
            insert_rows: true,
            ..ProtectionOptions::new()
        });
        Ok(self.worksheet)
    }
}
