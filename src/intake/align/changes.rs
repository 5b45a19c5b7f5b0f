//! 別添３: a table with heads, whose rows are entries, over as many pages and sheets as it takes.

mod merged;

use rustc_hash::FxHashMap;

pub use self::merged::copy_down;

use super::labels::Labels;
use super::pins::parted;
use super::spot::named as below;
use super::state::Level;
use crate::form::{Form, ItemId, ItemKind, Layout};
use crate::intake::cell::{Book, Grid, Place};
use crate::japanese::notation::fold;

/// A row is one of heads from this many known words on.
const HEADS: usize = 3;

/// What a cell of 別添３ is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Head,
    /// A column of an entry.
    Column(ItemId, usize),
    /// In a column without a head.
    Left,
}

/// The columns of a table of changes: item, first and last column of the sheet.
type Columns = Vec<(ItemId, usize, usize)>;

/// The cells of 別添３, by their numbers.
pub(super) fn cells(book: &Book, form: &Form, labels: &Labels) -> FxHashMap<usize, Change> {
    let mut found = FxHashMap::default();
    let names = names(form);
    let shape = Shape::of(form);
    let mut columns: Option<(usize, Columns)> = None;
    // Rows that our export does not name come after those that it does.
    let named = |row: &[usize]| {
        row.iter()
            .find_map(|cell| entry_of(book, *cell, &names, form))
    };
    let mut entry = rows(book)
        .iter()
        .filter_map(|row| named(row))
        .max()
        .unwrap_or(0);
    let mut last_table = None;
    let mut whole = Whole::of(form);
    for row in rows(book) {
        let Some(table) = book.cells[row[0]].grid.map(|grid| grid.table) else {
            // A text between two tables ends 別添３ where it begins another chapter.
            if begins_chapter(book, labels, &row) {
                columns = None;
            }
            continue;
        };
        if let Some(heads) = heads(book, &names, &row) {
            found.extend(row.iter().map(|cell| (*cell, Change::Head)));
            columns = Some((table, heads));
            continue;
        }
        // The heads are lost, but no other row has a day first and 事前 or 事後 in its place.
        if columns.is_none() {
            let heads = shape.as_ref().and_then(|shape| shape.columns(book, &row));
            columns = heads.map(|heads| (table, heads));
        }
        let Some((known, heads)) = &columns else {
            continue;
        };
        let goes_on = *known == table || fits(book, heads, &row);
        if !goes_on || begins_chapter(book, labels, &row) {
            columns = None;
            continue;
        }
        // A row that a page cut in two has no day and no 提出時期 on the next page.
        let of_page = matches!(book.cells[row[0]].place, Place::Page { .. });
        let next_page = of_page && last_table.replace(table).is_some_and(|last| last != table);
        let cut = next_page && !is_begun(book, heads, &row, form);
        let cut = whole.goes_on(book, heads, &row) || cut;
        let number = named(&row).unwrap_or(entry + usize::from(!cut));
        entry = entry.max(number);
        for cell in row {
            let Some(grid) = book.cells[cell].grid else {
                continue;
            };
            let change = match column(heads, grid) {
                Some(item) => Change::Column(item, number),
                None => Change::Left,
            };
            found.insert(cell, change);
        }
        columns = columns.map(|(_, heads)| (table, heads));
    }
    found
}

/// The last row of the cell that says which item a change is about, where it spans several: these rows are one entry.
struct Whole {
    item: Option<ItemId>,
    until: Option<(usize, usize)>,
}

impl Whole {
    fn of(form: &Form) -> Self {
        let mut chapters = form.chapters.iter();
        let chapter = chapters.find(|chapter| chapter.layout == Layout::Changes);
        let list = chapter.and_then(|chapter| form.find(&chapter.item));
        Whole {
            item: list.map(|list| below(form, list, "item")),
            until: None,
        }
    }

    /// Whether a row goes on with the entry of the row before.
    fn goes_on(&mut self, book: &Book, heads: &Columns, row: &[usize]) -> bool {
        let mut grids = row.iter().filter_map(|cell| book.cells[*cell].grid);
        let own = grids.clone().find(|grid| column(heads, *grid) == self.item);
        if let Some(own) = own {
            let last = (own.table, own.row + own.rows.max(1) - 1);
            self.until = Some(last);
            return false;
        }
        let first = grids.next();
        first.is_some_and(|first| {
            let until = self.until.filter(|(table, _)| *table == first.table);
            until.is_some_and(|(_, last)| first.row <= last)
        })
    }
}

/// The column in which a cell stands.
fn column(heads: &Columns, grid: Grid) -> Option<ItemId> {
    let (first, last) = (grid.column, grid.column + grid.columns.max(1) - 1);
    let mut columns = heads.iter();
    let column = columns.find(|(_, from, to)| first <= *to && *from <= last)?;
    Some(column.0)
}

/// Whether a row has its day or its 提出時期.
fn is_begun(book: &Book, heads: &Columns, row: &[usize], form: &Form) -> bool {
    row.iter().any(|cell| {
        let item = book.cells[*cell].grid.and_then(|grid| column(heads, grid));
        let kind = item.map(|item| form.items[item].kind);
        matches!(kind, Some(ItemKind::Date | ItemKind::Choice))
    })
}

/// The entry that our own export names a cell of.
fn entry_of(
    book: &Book,
    cell: usize,
    names: &FxHashMap<String, ItemId>,
    form: &Form,
) -> Option<usize> {
    let (bare, at) = parted(&book.cells[cell].pin.as_ref()?.id);
    let item = form.find(&bare)?;
    names
        .values()
        .any(|column| *column == item)
        .then(|| at.first().copied())?
}

/// The columns of 別添３ by their words.
fn names(form: &Form) -> FxHashMap<String, ItemId> {
    let chapters = form.chapters.iter();
    let chapters = chapters.filter(|chapter| chapter.layout == Layout::Changes);
    let lists = chapters.filter_map(|chapter| form.find(&chapter.item));
    let columns = lists.flat_map(|list| form.children(Some(list)).iter().copied());
    let mut names = FxHashMap::default();
    for column in columns {
        let item = &form.items[column];
        for name in [&item.label, &item.key].into_iter().chain(&item.aliases) {
            names.entry(fold(name)).or_insert(column);
        }
    }
    names
}

/// The cells of a book row by row; a cell without a place in a table is a row of its own.
fn rows(book: &Book) -> Vec<Vec<usize>> {
    let place = |cell: usize| book.cells[cell].grid.map(|grid| (grid.table, grid.row));
    let filled = (0..book.cells.len()).filter(|cell| !book.cells[*cell].text.trim().is_empty());
    let filled: Vec<usize> = filled.collect();
    let rows = filled.chunk_by(|a, b| place(*a).is_some() && place(*a) == place(*b));
    rows.map(<[usize]>::to_vec).collect()
}

fn heads(book: &Book, names: &FxHashMap<String, ItemId>, row: &[usize]) -> Option<Columns> {
    let mut columns = Columns::new();
    for cell in row {
        let cell = &book.cells[*cell];
        let item = (cell.text.len() < 60).then(|| names.get(&fold(&cell.text)));
        if let (Some(item), Some(grid)) = (item.flatten(), cell.grid)
            && !columns.iter().any(|(known, ..)| known == item)
        {
            let last = grid.column + grid.columns.max(1) - 1;
            columns.push((*item, grid.column, last));
        }
    }
    let enough = columns.len() >= HEADS && 2 * columns.len() >= row.len();
    enough.then_some(columns)
}

/// A row of 別添３ by its looks.
struct Shape {
    /// The columns up to the explanation, in the form's order.
    columns: Vec<ItemId>,
    /// Which of them is 提出時期.
    timing: usize,
    /// 事前, 事後
    options: Vec<String>,
}

impl Shape {
    fn of(form: &Form) -> Option<Self> {
        let mut chapters = form.chapters.iter();
        let chapter = chapters.find(|chapter| chapter.layout == Layout::Changes)?;
        let columns = form.children(form.find(&chapter.item)).to_vec();
        let is_timing = |item: &ItemId| form.items[*item].kind == ItemKind::Choice;
        let timing = columns.iter().position(is_timing)?;
        let options = form.items[columns[timing]].options.iter();
        Some(Shape {
            timing,
            options: options.map(|option| fold(&option.text)).collect(),
            columns,
        })
    }

    fn columns(&self, book: &Book, row: &[usize]) -> Option<Columns> {
        let first = &book.cells[*row.first()?].text;
        let is_day = first.len() < 60 && first.contains('年') && first.contains('月');
        let timing = &book.cells[*row.get(self.timing)?].text;
        let known = timing.len() < 30 && self.options.contains(&fold(timing));
        let cells = row.iter().map(|cell| book.cells[*cell].grid);
        let columns = cells.zip(&self.columns).filter_map(|(grid, item)| {
            let grid = grid?;
            Some((*item, grid.column, grid.column + grid.columns.max(1) - 1))
        });
        (is_day && known).then(|| columns.collect())
    }
}

/// Whether a row of another table has the same columns: the table goes on.
fn fits(book: &Book, heads: &Columns, row: &[usize]) -> bool {
    let columns = row.iter().filter_map(|cell| book.cells[*cell].grid);
    let known = |column: usize| heads.iter().any(|(_, from, _)| *from == column);
    row.len() + 1 >= heads.len() && columns.filter(|grid| !known(grid.column)).count() == 0
}

fn begins_chapter(book: &Book, labels: &Labels, row: &[usize]) -> bool {
    let &[cell] = row else { return false };
    let text = &book.cells[cell].text;
    let first = text.split_whitespace().next().unwrap_or_default();
    text.len() < 300
        && [text.as_str(), first].iter().any(|text| {
            let hits = labels.exact(text);
            let chapter = |state: usize| labels.states[state].level == Level::Chapter;
            hits.iter().any(|hit| hit.score > 1.9 && chapter(hit.state))
        })
}
