//! The records of a workbook's stream.

/// A record with those that continue it.
pub(super) struct Record<'a> {
    /// Its number.
    pub kind: u16,
    /// Its bytes.
    pub data: &'a [u8],
    /// The bytes of the records that continue it.
    pub more: Vec<&'a [u8]>,
}

/// The records of a stream; what is cut off at its end is none.
pub(super) struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// The records from the beginning of bytes on.
    pub fn of(bytes: &'a [u8]) -> Self {
        Records(bytes)
    }

    /// The next piece of a record: its kind and its bytes.
    fn piece(&mut self) -> Option<(u16, &'a [u8])> {
        let (kind, length) = (short(self.0, 0)?, short(self.0, 2)?);
        let data = self.0.get(4..4 + usize::from(length))?;
        self.0 = &self.0[4 + data.len()..];
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.piece()?;
        let mut more = Vec::new();
        while short(self.0, 0) == Some(0x003C) {
            let Some((_, data)) = self.piece() else {
                break;
            };
            more.push(data);
        }
        Some(Record { kind, data, more })
    }
}

/// Two bytes as a number.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

/// Four bytes as a number.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Eight bytes as a number.
pub(super) fn double(bytes: &[u8], at: usize) -> Option<f64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(eight.try_into().ok()?))
}
