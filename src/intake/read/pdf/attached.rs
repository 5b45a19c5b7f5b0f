//! What is attached to a PDF: ours holds the YAML that it was made from.

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{AF, EF, F, KIDS, NAMES, UF};
use hayro_syntax::object::{Array, Dict, Object, Stream, String as Bytes};

/// How many attachments and branches of their tree are looked at.
const MOST: usize = 1000;

/// How deep that tree may be.
const DEEPEST: usize = 16;

/// How large an attached YAML may be, as our own files.
const LARGEST: usize = crate::source::MAX_BYTES as usize;

/// The YAML that is attached to a PDF.
pub(super) fn yaml(pdf: &Pdf) -> Option<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let associated = catalog.get::<Array<'_>>(AF);
    let mut found: Vec<Dict<'_>> = associated
        .iter()
        .flat_map(|list| list.iter::<Dict<'_>>())
        .take(MOST)
        .collect();
    let names = catalog
        .get::<Dict<'_>>(NAMES)
        .and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles"));
    if let Some(tree) = names {
        collect(&tree, &mut found, 0);
    }
    // What the file was made from comes before what was put in beside it.
    let is_source = |file: &Dict<'_>| {
        let relation = file.get::<hayro_syntax::object::Name<'_>>(b"AFRelationship");
        relation.as_deref() == Some(b"Source")
    };
    found.sort_by_key(|file| !is_source(file));
    found.iter().find_map(content)
}

fn collect<'a>(tree: &Dict<'a>, found: &mut Vec<Dict<'a>>, depth: usize) {
    let entries = tree.get::<Array<'_>>(NAMES);
    for entry in entries
        .iter()
        .flat_map(|entries| entries.iter::<Object<'_>>())
        .take(2 * MOST)
    {
        if let Some(file) = entry.into_dict() {
            found.push(file);
        }
    }
    let branches = tree.get::<Array<'_>>(KIDS);
    for branch in branches
        .iter()
        .flat_map(|branches| branches.iter::<Dict<'_>>())
        .take(MOST)
    {
        if depth < DEEPEST && found.len() < MOST {
            collect(&branch, found, depth + 1);
        }
    }
}

fn content(file: &Dict<'_>) -> Option<String> {
    let name = file
        .get::<Bytes<'_>>(UF)
        .or_else(|| file.get::<Bytes<'_>>(F))?;
    let name = text(&name).to_ascii_lowercase();
    if !name.ends_with(".yaml") && !name.ends_with(".yml") {
        return None;
    }
    let streams = file.get::<Dict<'_>>(EF)?;
    let stream = streams
        .get::<Stream<'_>>(UF)
        .or_else(|| streams.get::<Stream<'_>>(F))?;
    let data = stream.decoded().ok().filter(|data| data.len() <= LARGEST)?;
    String::from_utf8(data.into_owned()).ok()
}

/// A text of the file's own structure: UTF-16 with its mark, UTF-8 with its mark, else Latin letters.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}
