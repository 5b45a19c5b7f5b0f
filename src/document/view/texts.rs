//! Every text of a view: what each output has to show.

use super::{Block, Line, PrintedTable, PrintedValue, Rich, Row, View};

impl View {
    /// Calls `f` with every text that an output has to show.
    pub fn each_text(&self, f: &mut dyn FnMut(&str)) {
        for chapter in &self.chapters {
            chapter
                .blocks
                .iter()
                .for_each(|block| block_texts(block, f));
        }
    }
}

fn block_texts(block: &Block, f: &mut dyn FnMut(&str)) {
    match block {
        Block::Section {
            heading, blocks, ..
        } => {
            f(&heading.label);
            blocks.iter().for_each(|b| block_texts(b, f));
        }
        Block::Row(row) => row_texts(row, f),
        Block::Note { text } => f(text),
        Block::Records { groups } => {
            for group in groups {
                f(&group.heading.label);
                group.items.iter().for_each(|item| f(item));
                rich_texts(&group.text, f);
                if let Some(table) = &group.table {
                    table_texts(table, f);
                }
                rich_texts(&group.note, f);
            }
        }
        Block::Changes { columns, rows } => {
            columns.iter().for_each(|c| f(c));
            rows.iter()
                .flat_map(|row| &row.cells)
                .for_each(|cell| rich_texts(cell, f));
        }
    }
}

fn row_texts(row: &Row, f: &mut dyn FnMut(&str)) {
    f(&row.heading.label);
    match &row.value {
        Some(PrintedValue::Text { blocks }) => rich_texts(blocks, f),
        Some(PrintedValue::Choice {
            chosen,
            options,
            count,
        }) => {
            f(chosen);
            options.iter().for_each(|o| f(&o.text));
            count.iter().for_each(|c| f(c));
        }
        Some(PrintedValue::Checks { options }) => {
            for option in options {
                f(&option.text);
                rich_texts(&option.detail, f);
            }
        }
        Some(PrintedValue::Table(table)) => table_texts(table, f),
        Some(PrintedValue::Figure(figure)) => {
            figure.actors.iter().for_each(|a| f(a));
            for flow in &figure.flows {
                [
                    &flow.number,
                    &flow.from,
                    &flow.to,
                    &flow.information,
                    &flow.means,
                ]
                .iter()
                .for_each(|t| f(t));
            }
        }
        Some(PrintedValue::Blank | PrintedValue::Check { .. }) | None => {}
    }
    row.rows.iter().for_each(|row| row_texts(row, f));
}

fn table_texts(table: &PrintedTable, f: &mut dyn FnMut(&str)) {
    for cell in table.columns.iter().chain(table.rows.iter().flatten()) {
        cell.iter().for_each(|line| line_texts(line, f));
    }
}

fn line_texts(line: &Line, f: &mut dyn FnMut(&str)) {
    line.spans.iter().for_each(|span| f(&span.text));
}

fn rich_texts(blocks: &[Rich], f: &mut dyn FnMut(&str)) {
    for block in blocks {
        match block {
            Rich::Paragraph { lines } => lines.iter().for_each(|line| line_texts(line, f)),
            Rich::List { items } => items.iter().for_each(|item| rich_texts(&item.blocks, f)),
            Rich::Table(table) => table_texts(table, f),
        }
    }
}
