//! The zip around a workbook or a document: what is unpacked is counted before it is kept.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use roxmltree::Document;
use rustc_hash::FxHashMap;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::xml::{self, Pull};
use crate::intake::refusal::Refusal;

/// How many files a package may have; a workbook with a hundred sheets and pictures has some hundred.
const MAX_PARTS: usize = 10_000;

/// What may be unpacked of one package. A sheet is read as a stream, so this bounds the time.
const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;

/// How large a part may be of which a tree is made.
const MAX_TREE: u64 = 48 * 1024 * 1024;

/// How many nodes a tree may have.
const MAX_NODES: u32 = 3_000_000;

/// What is unpacked at most for one packed byte, in parts of more than [`RATIO_FROM`] bytes. A million formatted empty
/// rows have about 40.
const MAX_RATIO: u64 = 250;
const RATIO_FROM: u64 = 16 * 1024 * 1024;

/// An opened package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The parts by their names in lower case, as readers of the format compare them.
    parts: FxHashMap<String, usize>,
    left: Rc<Cell<u64>>,
}

/// What one part says of another.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The name by which the part uses it.
    pub id: String,
    /// The last word of its type: `worksheet`, `drawing`, `comments`.
    pub kind: String,
    /// The path of the other part.
    pub target: String,
    /// Whether it lies outside the package.
    pub external: bool,
}

/// A part as a stream.
pub(super) type Stream<'z, 'a> = Pull<BufReader<Counted<ZipFile<'z, Cursor<&'a [u8]>>>>>;

impl<'a> Package<'a> {
    /// Opens a zip.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if says_many(bytes) {
            return Err(Refusal::TooManyParts);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| xml::damaged())?;
        if zip.len() > MAX_PARTS {
            return Err(Refusal::TooManyParts);
        }
        let mut parts = FxHashMap::default();
        for n in 0..zip.len() {
            let entry = zip.by_index_data(n).map_err(|_| xml::damaged())?;
            if entry.encrypted() {
                return Err(Refusal::Password);
            }
            if let Some(Ok(name)) = zip.name_for_index(n) {
                parts.entry(key(&name)).or_insert(n);
            }
        }
        Ok(Package {
            zip,
            parts,
            left: Rc::new(Cell::new(MAX_UNPACKED)),
        })
    }

    /// Whether there is a part.
    pub fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&key(path))
    }

    /// The names of all parts, in lower case, in order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.parts.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    fn entry<'z>(
        &'z mut self,
        path: &str,
    ) -> Result<Option<ZipFile<'z, Cursor<&'a [u8]>>>, Refusal> {
        let Some(&n) = self.parts.get(&key(path)) else {
            return Ok(None);
        };
        let damaged = |_| Refusal::Damaged(path.to_owned());
        let file = self.zip.by_index(n).map_err(damaged)?;
        let ratio = file.size() / file.compressed_size().max(1);
        if file.size() > self.left.get() || (file.size() > RATIO_FROM && ratio > MAX_RATIO) {
            return Err(Refusal::Expands);
        }
        Ok(Some(file))
    }

    /// The bytes of a part, at most as many as a tree is made of; none where there is no such part.
    pub fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let left = Rc::clone(&self.left);
        let Some(file) = self.entry(path)? else {
            return Ok(None);
        };
        if file.size() > MAX_TREE {
            return Err(Refusal::Expands);
        }
        let mut bytes = Vec::new();
        let mut counted = Counted { file, left }.take(MAX_TREE + 1);
        counted
            .read_to_end(&mut bytes)
            .map_err(|e| reason(&e, path))?;
        if bytes.len() as u64 > MAX_TREE {
            return Err(Refusal::Expands);
        }
        Ok(Some(bytes))
    }

    /// The text of an XML part of which a tree can be made; none where there is no such part.
    pub fn text(&mut self, path: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(None);
        };
        // The mark of the encoding is obeyed and dropped.
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        let text = text.into_owned();
        xml::vet(&text).map_err(|refusal| at(refusal, path))?;
        Ok(Some(text))
    }

    /// A part as a stream; none where there is no such part.
    pub fn stream<'z>(&'z mut self, path: &str) -> Result<Option<Stream<'z, 'a>>, Refusal> {
        let left = Rc::clone(&self.left);
        let file = self.entry(path)?;
        Ok(file.map(|file| Pull::new(BufReader::with_capacity(64 * 1024, Counted { file, left }))))
    }

    /// What a part says of others; the package itself is the part with no name.
    pub fn relations(&mut self, path: &str) -> Result<Vec<Relation>, Refusal> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let list = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        let Some(text) = self.text(&list)? else {
            return Ok(Vec::new());
        };
        let document = tree(&text, &list)?;
        let relations = document
            .root_element()
            .children()
            .filter(|node| node.tag_name().name() == "Relationship");
        Ok(relations
            .filter_map(|node| {
                let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
                let target = node.attribute("Target")?;
                let external = node.attribute("TargetMode") == Some("External");
                Some(Relation {
                    id: node.attribute("Id")?.to_owned(),
                    kind,
                    target: if external {
                        target.to_owned()
                    } else {
                        resolve(folder, target)
                    },
                    external,
                })
            })
            .collect())
    }
}

/// The tree of a part's text.
pub(super) fn tree<'t>(text: &'t str, path: &str) -> Result<Document<'t>, Refusal> {
    let options = roxmltree::ParsingOptions {
        nodes_limit: MAX_NODES,
        ..Default::default()
    };
    Document::parse_with_options(text, options).map_err(|e| match e {
        roxmltree::Error::DtdDetected => Refusal::Dtd,
        roxmltree::Error::NodesLimitReached => Refusal::Expands,
        _ => Refusal::Damaged(path.to_owned()),
    })
}

/// Names the part that is damaged.
pub(super) fn at(refusal: Refusal, path: &str) -> Refusal {
    match refusal {
        Refusal::Damaged(part) if part.is_empty() => Refusal::Damaged(path.to_owned()),
        other => other,
    }
}

/// A part's name as it is compared.
fn key(path: &str) -> String {
    path.trim_start_matches('/')
        .replace('\\', "/")
        .to_lowercase()
}

/// The path that a target means, seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut out: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            _ => out.push(segment),
        }
    }
    out.join("/")
}

/// Whether the end of a zip says that it has more parts than we look at: the list of them is not even read.
fn says_many(bytes: &[u8]) -> bool {
    let tail = bytes.len().saturating_sub(66_000);
    let Some(end) = memchr::memmem::rfind(&bytes[tail..], b"PK\x05\x06") else {
        return false;
    };
    let end = &bytes[tail + end..];
    match end.get(10..12) {
        Some(&[a, b]) => usize::from(u16::from_le_bytes([a, b])) > MAX_PARTS,
        _ => false,
    }
}

/// Counts what is unpacked, of all parts together.
pub(super) struct Counted<R> {
    file: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}

fn reason(error: &io::Error, path: &str) -> Refusal {
    if error.kind() == io::ErrorKind::FileTooLarge {
        Refusal::Expands
    } else {
        Refusal::Damaged(path.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_from_its_part() {
        assert_eq!(
            resolve("xl/worksheets", "../drawings/drawing1.xml"),
            "xl/drawings/drawing1.xml"
        );
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("", "../../word/document.xml"), "word/document.xml");
    }

    #[test]
    fn what_is_no_zip_is_damaged() {
        let refusal = Package::open(b"PK\x03\x04").err();
        assert_eq!(refusal, Some(Refusal::Damaged(String::new())));
    }
}
