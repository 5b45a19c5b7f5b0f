//! The container around old workbooks (OLE): streams as chains of sectors.

/// Ends a chain; all numbers from [`LAST`] on are no sectors.
const LAST: u32 = 0xFFFF_FFFA;

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    /// How many bytes a sector has.
    size: usize,
    /// Which sector follows each sector.
    next: Vec<u32>,
    small: Small,
    /// Name, first sector and length of what lies in the outermost storage.
    entries: Vec<(String, u32, usize)>,
}

/// Streams of few bytes lie in sectors of their own, inside one stream.
#[derive(Default)]
struct Small {
    bytes: Vec<u8>,
    size: usize,
    next: Vec<u32>,
    below: usize,
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .map(|four| four.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b)))
}

impl<'a> Container<'a> {
    /// Opens a container; none where it is damaged.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match short(bytes, 30)? {
            shift @ (9 | 12) => 1usize << shift,
            _ => return None,
        };
        let mut out = Container {
            bytes,
            size,
            next: Vec::new(),
            small: Small::default(),
            entries: Vec::new(),
        };
        for sector in out.lists(size)? {
            out.next.extend(longs(out.sector(sector)?));
        }
        let directory = out.chain(long(bytes, 48)?, usize::MAX)?;
        let root = directory.get(..128)?;
        let (first, length) = (long(root, 116)?, long(root, 120)? as usize);
        out.small = Small {
            bytes: out.chain(first, length).unwrap_or_default(),
            size: 1usize << short(bytes, 32)?.min(12),
            next: longs(&out.chain(long(bytes, 60)?, usize::MAX).unwrap_or_default()).collect(),
            below: long(bytes, 56)? as usize,
        };
        out.entries = outermost(&directory);
        Some(out)
    }

    /// The sectors that hold the list of which sector follows which.
    fn lists(&self, size: usize) -> Option<Vec<u32>> {
        let mut lists: Vec<u32> = longs(self.bytes.get(76..512)?)
            .filter(|n| *n < LAST)
            .collect();
        let most = self.bytes.len() / size + 1;
        let mut more = long(self.bytes, 68)?;
        let mut met = 0;
        while more < LAST {
            met += 1;
            if met > most {
                return None;
            }
            let sector = self.sector(more)?;
            let (held, link) = sector.split_at_checked(size - 4)?;
            lists.extend(longs(held).filter(|n| *n < LAST));
            more = long(link, 0)?;
        }
        (lists.len() <= most).then_some(lists)
    }

    /// A sector; the last one may be cut off.
    fn sector(&self, n: u32) -> Option<&'a [u8]> {
        let start = (n as usize).checked_add(1)?.checked_mul(self.size)?;
        let sector = self.bytes.get(start..)?;
        Some(&sector[..sector.len().min(self.size)])
    }

    fn chain(&self, first: u32, length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut sector = first;
        let most = self.bytes.len() / self.size + 1;
        let mut met = 0;
        while sector < LAST && out.len() < length {
            met += 1;
            if met > most {
                return None;
            }
            out.extend_from_slice(self.sector(sector)?);
            sector = self.next.get(sector as usize).copied().unwrap_or(LAST);
        }
        out.truncate(length);
        Some(out)
    }

    fn small_chain(&self, first: u32, length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut sector = first;
        while sector < LAST && out.len() < length {
            let start = (sector as usize).checked_mul(self.small.size)?;
            let piece = self.small.bytes.get(start..)?;
            let piece = &piece[..piece.len().min(self.small.size)];
            if piece.is_empty() || out.len() > self.small.bytes.len() {
                return None;
            }
            out.extend_from_slice(piece);
            sector = self.small.next.get(sector as usize).copied()?;
        }
        out.truncate(length);
        Some(out)
    }

    /// Whether there is a stream or storage of a name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(known, _, _)| known == name)
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let (_, first, length) = self.entries.iter().find(|(known, _, _)| known == name)?;
        if *length < self.small.below {
            self.small_chain(*first, *length)
        } else {
            self.chain(*first, *length)
        }
    }
}

/// What lies in the outermost storage: a workbook in a workbook has a stream of the same name.
fn outermost(directory: &[u8]) -> Vec<(String, u32, usize)> {
    let entry = |n: u32| {
        let start = (n as usize).checked_mul(128)?;
        directory.get(start..start.checked_add(128)?)
    };
    let mut out = Vec::new();
    let mut met = vec![false; directory.len() / 128];
    let mut waiting: Vec<u32> = entry(0)
        .and_then(|root| long(root, 76))
        .into_iter()
        .collect();
    while let Some(n) = waiting.pop() {
        let (Some(entry), Some(seen)) = (entry(n), met.get_mut(n as usize)) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        let length = usize::from(short(entry, 64).unwrap_or_default()).clamp(2, 64) - 2;
        let units = entry[..length].chunks_exact(2);
        let units: Vec<u16> = units
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect();
        let first = long(entry, 116).unwrap_or(LAST);
        let size = long(entry, 120).unwrap_or_default() as usize;
        out.push((String::from_utf16_lossy(&units), first, size));
        waiting.extend(long(entry, 68));
        waiting.extend(long(entry, 72));
    }
    out
}
