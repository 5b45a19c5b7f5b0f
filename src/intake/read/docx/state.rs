//! What holds for the words of a document because of what they lie in.

/// What holds for a run because of what it lies in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct State {
    /// Struck through, by its style or itself.
    pub struck: bool,
    /// Deleted by a tracked change.
    pub deleted: bool,
    /// Inserted by a tracked change.
    pub inserted: bool,
    /// Formatted as hidden.
    pub hidden: bool,
}

impl State {
    /// What a tracked change around a node means for it.
    pub fn within(self, name: &str) -> Self {
        match name {
            "ins" | "moveTo" => State {
                inserted: true,
                ..self
            },
            "del" | "moveFrom" => State {
                deleted: true,
                ..self
            },
            _ => self,
        }
    }
}
