//! Where in the form a line stands, read from the indentation of the lines alone: a line that is half typed may stop the
//! parser, and all around it would be unknown.

use super::line::{Line, Raw};
use crate::form::{Form, ItemId, ItemKind};
use crate::japanese::notation::{norm_key, norm_option};

/// What a key or a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// The items below one; none for the outermost.
    Items(Option<ItemId>),
    /// 選択 or 内容: the own value of an item.
    Own(ItemId),
    /// What is written behind an option of an item.
    Slot(ItemId),
    /// No item of the form.
    Unknown,
}

/// A key or an entry that is open.
#[derive(Debug, Clone, Copy)]
struct Step {
    column: usize,
    is_entry: bool,
    /// Where it stands.
    within: Holder,
    /// What is below it.
    holds: Holder,
    /// Whether nothing is written on its own line.
    is_open: bool,
}

/// A column in which something may be written, and what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// The column.
    pub column: usize,
    /// The items of which keys are written there; of entries, their list.
    pub parent: Option<ItemId>,
    /// Whether it is that of the dashes of a list.
    pub is_list: bool,
}

/// Where a line stands.
#[derive(Debug)]
pub(super) struct Place<'t> {
    pub(super) form: &'t Form,
    pub(super) text: &'t str,
    /// The line.
    pub line: Line<'t>,
    /// What is open above it.
    steps: Vec<Step>,
    /// The next line that says where it stands.
    next: Option<Raw<'t>>,
    /// Whether it is a line of a text in a block.
    pub is_text: bool,
}

impl<'t> Place<'t> {
    /// The place of the line that holds a byte.
    pub fn of(form: &'t Form, text: &'t str, offset: usize) -> Self {
        let line = Line::at(form, text, offset);
        let next = Raw::below(text, offset).next();
        let mut place = Place {
            form,
            text,
            line,
            steps: Vec::new(),
            next,
            is_text: false,
        };
        let mut block: Option<usize> = None;
        for line in chain(text, place.line.start).iter().rev() {
            if block.is_some_and(|column| line.indent > column) {
                continue;
            }
            let line = line.line(form);
            place.open(&line);
            let owner = line
                .key
                .map(|_| line.column)
                .or(line.dashes.last().copied());
            block = owner.filter(|_| line.opens_block());
        }
        let column = match place.line.is_blank() {
            true => offset - place.line.start,
            false => place.line.indent,
        };
        let goes_on = |block| {
            let text_below = place.next.is_some_and(|next| next.indent > block);
            column > block || place.line.is_blank() && text_below
        };
        place.is_text = block.is_some_and(goes_on);
        place
    }

    /// Opens the dashes and the key of a line.
    fn open(&mut self, line: &Line) {
        let first = line.dashes.first().copied();
        self.close(first.unwrap_or(line.column), first.is_some());
        for column in &line.dashes {
            let within = self.holds();
            self.steps.push(Step {
                column: *column,
                is_entry: true,
                within,
                holds: within,
                is_open: line.is_open(),
            });
        }
        if let Some(key) = line.key_words() {
            let within = self.holds();
            self.steps.push(Step {
                column: line.column,
                is_entry: false,
                within,
                holds: self.below(within, key),
                is_open: line.is_open(),
            });
        }
    }

    /// Closes what ends before something in a column.
    fn close(&mut self, column: usize, is_entry: bool) {
        // A list may stand in the column of its key.
        let stays = |step: &Step| match is_entry && !step.is_entry {
            true => step.column <= column,
            false => step.column < column,
        };
        while self.steps.pop_if(|step| !stays(step)).is_some() {}
    }

    /// What the innermost open key holds.
    fn holds(&self) -> Holder {
        let last = self.steps.last();
        last.map_or(Holder::Items(None), |step| step.holds)
    }

    /// What a key below a holder holds.
    fn below(&self, within: Holder, key: &str) -> Holder {
        let Holder::Items(parent) = within else {
            return Holder::Unknown;
        };
        if let Some(parent) = parent {
            if self.form.is_own_text(Some(parent), key) {
                return Holder::Own(parent);
            }
            let item = &self.form.items[parent];
            let is_option = |option: &str| norm_option(option) == norm_option(key);
            if item.kind == ItemKind::Checks && item.options.iter().any(|o| is_option(&o.text)) {
                return Holder::Slot(parent);
            }
        }
        if let Some(item) = self.form.child(parent, key) {
            return Holder::Items(Some(item));
        }
        // A heading that the form prints before an item holds what is around it.
        let norm = norm_key(key);
        let headings = self.form.children(parent).iter();
        let mut headings = headings.filter_map(|i| self.form.items[*i].heading_before.as_deref());
        match headings.any(|heading| norm_key(heading) == norm) {
            true => within,
            false => Holder::Unknown,
        }
    }

    /// What the value on the line belongs to: of its key, or of its last dash.
    pub fn value_of(&self) -> Holder {
        let mut here = Place {
            line: self.line.clone(),
            steps: self.steps.clone(),
            ..*self
        };
        here.open(&self.line);
        here.holds()
    }

    /// The items to which the key on the line belongs, whatever it is.
    pub fn key_of(&self) -> Holder {
        let mut here = Place {
            line: self.line.clone(),
            steps: self.steps.clone(),
            ..*self
        };
        let bare = Line {
            key: None,
            ..self.line.clone()
        };
        here.open(&bare);
        here.holds()
    }

    /// Whether something is written below the line that belongs to its key.
    pub fn has_below(&self) -> bool {
        let column = self.line.column;
        self.next
            .is_some_and(|next| next.indent > column || next.is_entry && next.indent == column)
    }

    /// The level in which something may be written on the line, for a column in which it is asked for: a line that is put
    /// between others must not change to what those below it belong.
    pub fn level(&self, column: usize) -> Option<Level> {
        let levels = self.levels();
        let least = self.next.map_or(0, |next| next.indent);
        let fitting = levels.iter().filter(|level| level.column >= least);
        let fitting: Vec<&Level> = fitting.collect();
        let deepest = fitting.iter().max_by_key(|level| level.column);
        let wanted = fitting.iter().filter(|level| level.column >= column);
        let wanted = wanted.min_by_key(|level| level.column);
        wanted.or(deepest).map(|level| **level)
    }

    /// The levels that are open.
    fn levels(&self) -> Vec<Level> {
        let of_step = |step: &Step| match step.within {
            Holder::Items(parent) => Some(Level {
                column: step.column,
                parent,
                is_list: step.is_entry,
            }),
            _ => None,
        };
        let mut levels: Vec<Level> = self.steps.iter().filter_map(of_step).collect();
        // The outermost keys may stand elsewhere than at the margin.
        if !levels.iter().any(|level| level.parent.is_none()) {
            levels.push(Level {
                column: 0,
                parent: None,
                is_list: false,
            });
        }
        levels.extend(self.level_below());
        levels
    }

    /// The level below the last key or dash, where nothing is written yet.
    fn level_below(&self) -> Option<Level> {
        let last = self.steps.last().filter(|step| step.is_open)?;
        let Holder::Items(Some(item)) = last.holds else {
            return None;
        };
        let has_keys = !self.form.children(Some(item)).is_empty();
        let is_list = match self.form.items[item].kind {
            _ if last.is_entry => false,
            ItemKind::List | ItemKind::Checks => true,
            _ => false,
        };
        let begun = self.next.map(|next| next.indent);
        let begun = begun.filter(|begun| *begun > last.column);
        (is_list || has_keys).then_some(Level {
            column: begun.unwrap_or(last.column + 2),
            parent: Some(item),
            is_list,
        })
    }
}

/// The line above a place, and those above it that are less and less indented.
fn chain(text: &str, start: usize) -> Vec<Raw<'_>> {
    let mut chain = Vec::new();
    let (mut key, mut dash) = (usize::MAX, usize::MAX);
    for line in Raw::above(text, start) {
        if line.indent >= if line.is_entry { dash } else { key } {
            continue;
        }
        // The key of a list may stand in the column of its dashes.
        key = line.indent + usize::from(line.is_entry);
        dash = line.indent;
        chain.push(line);
        if key == 0 {
            break;
        }
    }
    chain
}
