//! Parts as YAML: block style, two blanks for a level, the dashes of a list below its key and indented.

use super::parts::{FILE, Line, Part, PartId, Parts, Value};

/// Blanks of a level.
const STEP: usize = 2;

/// The lines of a file's parts, each with a line feed.
pub(super) fn write(parts: &Parts) -> String {
    let mut writer = Writer {
        parts,
        out: String::new(),
        keeps: false,
    };
    writer.outermost();
    writer.lines(&parts.all[FILE].tail, 0);
    writer.out
}

struct Writer<'p, 'a> {
    parts: &'p Parts<'a>,
    out: String,
    /// Whether a blank line would belong to the text before it: `|+`.
    keeps: bool,
}

impl Writer<'_, '_> {
    /// The outermost parts: one of several lines stands apart from the others.
    fn outermost(&mut self) {
        let parts = self.parts;
        let mut before: Option<&Part> = None;
        for id in &parts.all[FILE].children {
            let part = &parts.all[*id];
            let above = without_blanks(&part.above);
            let was_apart = above.len() < part.above.len() && !above.is_empty();
            if before.is_some_and(|before| is_long(before) || is_long(part) || was_apart) {
                self.line(Line::Blank, 0);
            }
            self.lines(above, 0);
            self.put(*id, 0);
            before = Some(part);
        }
    }

    /// Parts in another, in a column; `is_head` where they begin with its first.
    fn group(&mut self, ids: &[PartId], column: usize, is_head: bool) {
        let parts = self.parts;
        for (n, id) in ids.iter().enumerate() {
            let mut next = Some(&parts.all[*id]);
            let mut is_first = is_head && n == 0;
            // What stands above the part that is on the line of a dash stands above the dash.
            while let Some(part) = next {
                let above = part.above.as_slice();
                let above = if is_first {
                    without_blanks(above)
                } else {
                    above
                };
                self.lines(above, column);
                next = part.on_its_line().map(|first| &parts.all[first]);
                is_first = true;
            }
            self.indent(column);
            self.put(*id, column);
        }
    }

    /// A part from its key or dash on.
    fn put(&mut self, id: PartId, column: usize) {
        let parts = self.parts;
        let part = &parts.all[id];
        match &part.key {
            Some(key) => {
                self.out.push_str(key);
                self.out.push(':');
            }
            None => self.out.push('-'),
        }
        self.keeps = false;
        let below = column + STEP;
        match &part.value {
            Value::Text(text) => {
                self.out.push(' ');
                self.out.push_str(&text.head);
                let is_beside_head = text.is_block || text.lines.is_empty();
                self.end_line(part.beside.filter(|_| is_beside_head));
                self.text(&text.lines, below);
                if let Some(comment) = part.beside.filter(|_| !is_beside_head) {
                    self.out.truncate(self.out.len() - 1);
                    self.end_line(Some(comment));
                }
                self.keeps = text.keeps;
            }
            Value::Blank => self.end_line(part.beside),
            Value::Empty(sign) => {
                self.out.push(' ');
                self.out.push_str(sign);
                self.end_line(part.beside);
            }
            Value::Block(_) | Value::Flow(_) => match part.on_its_line() {
                Some(first) => {
                    self.out.push(' ');
                    self.put(first, below);
                    self.group(&part.children[1..], below, false);
                }
                None => {
                    self.end_line(part.beside.or(part.on_dash));
                    self.group(&part.children, below, true);
                }
            },
        }
        self.lines(&part.tail, below);
    }

    fn text(&mut self, lines: &[&str], column: usize) {
        for line in lines {
            if !line.is_empty() {
                self.indent(column);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    fn end_line(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.out.push_str("  ");
            self.out.push_str(comment);
        }
        self.out.push('\n');
    }

    fn lines(&mut self, lines: &[Line], column: usize) {
        for line in lines {
            self.line(*line, column);
        }
    }

    fn line(&mut self, line: Line, column: usize) {
        match line {
            Line::Comment(comment) => {
                self.indent(column);
                self.out.push_str(comment);
                self.out.push('\n');
                self.keeps = false;
            }
            // Never two of them.
            Line::Blank if self.keeps || self.out.ends_with("\n\n") => {}
            Line::Blank => self.out.push('\n'),
        }
    }

    fn indent(&mut self, column: usize) {
        self.out.extend(std::iter::repeat_n(' ', column));
    }
}

impl Part<'_> {
    /// The part that begins on the line of its dash.
    fn on_its_line(&self) -> Option<PartId> {
        let is_alone = self.key.is_some() || self.on_dash.is_some();
        self.children.first().copied().filter(|_| !is_alone)
    }
}

/// Lines from the first comment on.
fn without_blanks<'l, 'a>(lines: &'l [Line<'a>]) -> &'l [Line<'a>] {
    let blanks = lines.iter().take_while(|line| **line == Line::Blank);
    &lines[blanks.count()..]
}

/// Whether a part has several lines.
fn is_long(part: &Part) -> bool {
    let has_lines = match &part.value {
        Value::Block(_) | Value::Flow(_) => true,
        Value::Text(text) => text.is_block || !text.lines.is_empty(),
        Value::Blank | Value::Empty(_) => false,
    };
    has_lines || !part.tail.is_empty()
}
