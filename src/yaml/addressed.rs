//! Comments that are addressed to the program: `# hyokasho: …`.

/// Whom they address.
pub const NAME: &str = "hyokasho";

/// What follows the address with which a comment, without its sign, begins.
pub fn rest(comment: &str) -> Option<&str> {
    let rest = comment.trim_start().strip_prefix(NAME)?;
    rest.strip_prefix([':', '：']).map(str::trim_start)
}
