//! 答申: the recommendation as the letter that it is.

use super::reader::{Reader, plain, section, text_block};
use super::{Letter, Manner, Section};
use crate::document::view::rich;

/// Each letter on pages of its own.
pub(super) fn sections(reader: &Reader) -> Vec<Section> {
    let ids = reader.ids("reports");
    let letters = ids.iter().enumerate();
    letters
        .flat_map(|(n, id)| letter(reader, id, n > 0))
        .collect()
}

fn letter(reader: &Reader, id: &str, new_page: bool) -> Vec<Section> {
    let of = |name: &str| format!("{id}.{name}");
    let text = |name: &str| reader.text(&of(name));
    let mut from = vec![text("from.body"), text("from.person")];
    from.retain(|line| !line.is_empty());
    let title = match text("title") {
        title if title.is_empty() => "答申".to_owned(),
        title => title,
    };
    let mut head = Section {
        address: reader.address(id),
        new_page,
        letter: Some(Letter {
            number: text("number"),
            date: text("date"),
            to: text("to"),
            from,
        }),
        ..section(1, id, title)
    };
    let preamble = text_block(Manner::Plain, reader.rich(&of("preamble")));
    let parts = parts(reader, &of("sections"), 2);
    let is_below = preamble.is_some() && !parts.is_empty();
    head.blocks.extend(preamble);
    if is_below {
        head.blocks.extend(text_block(Manner::Centred, plain("記")));
    }
    if parts.is_empty() {
        head.blocks
            .extend(text_block(Manner::Plain, plain(&text("judgement"))));
    }
    let mut sections = vec![head];
    sections.extend(parts);
    sections.extend(remarks(reader, id));
    let members = reader.people(&of("members"));
    if !members.is_empty() {
        let mut part = section(2, of("members"), "答申に関与した委員");
        part.blocks
            .extend(text_block(Manner::Plain, plain(&members)));
        sections.push(part);
    }
    sections
}

/// 節, up to three levels deep.
fn parts(reader: &Reader, list: &str, level: u8) -> Vec<Section> {
    let mut sections = Vec::new();
    for id in reader.ids(list) {
        let mut part = section(level, &id, reader.text(&format!("{id}.heading")));
        part.address = reader.address(&id);
        let text = reader.rich(&format!("{id}.text"));
        part.blocks.extend(text_block(Manner::Plain, text));
        sections.push(part);
        if level < 4 {
            sections.extend(parts(reader, &format!("{id}.sections"), level + 1));
        }
    }
    sections
}

/// 附帯意見. Who asked for what is answered in 意見回答: a letter holds what the body says.
fn remarks(reader: &Reader, id: &str) -> Option<Section> {
    let list = format!("{id}.remarks");
    let entries = reader.entries(&list);
    if entries.is_empty() {
        return None;
    }
    let mut part = section(2, &list, "附帯意見");
    for entry in &entries {
        let is_numbered = entries.len() > 1 || !entry.number.is_empty();
        let text = match is_numbered {
            true => format!("({}) {}", entry.called(), entry.text),
            false => entry.text.clone(),
        };
        part.blocks
            .extend(text_block(Manner::Plain, rich::read(&text)));
    }
    Some(part)
}
