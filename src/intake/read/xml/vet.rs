//! Whether a tree may be made of XML.

use super::{Event, Pull};
use crate::intake::refusal::Refusal;

/// How many attributes a tag may have, and how many namespaces may be known at one place: a tree compares them with
/// each other.
const MAX_ATTRIBUTES: usize = 256;

/// How often namespaces may be declared.
const MAX_DECLARED: usize = 50_000;

/// Proves that a tree can be made of XML in time and memory that grow with its length: a tree compares the attributes
/// of a tag with each other, and hands namespaces down.
pub(in crate::intake::read) fn vet(text: &str) -> Result<(), Refusal> {
    let mut pull = Pull::new(text.as_bytes());
    let mut scopes: Vec<usize> = vec![0];
    let mut declared = 0;
    while let Some(event) = pull.next()? {
        match event {
            Event::Start(tag) => {
                let (mut all, mut names) = (0, 0);
                for (name, _) in tag.attributes() {
                    all += 1;
                    names += usize::from(name.starts_with("xmlns"));
                }
                let scope = scopes.last().copied().unwrap_or_default() + names;
                scopes.push(scope);
                declared += names;
                if all > MAX_ATTRIBUTES || scope > MAX_ATTRIBUTES || declared > MAX_DECLARED {
                    return Err(Refusal::Expands);
                }
            }
            Event::End(_) => {
                scopes.pop();
            }
            Event::Text(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tree_would_compare_without_end_is_refused() {
        let many: String = (0..300).map(|n| format!(" a{n}='1'")).collect();
        assert_eq!(vet(&format!("<a{many}/>")), Err(Refusal::Expands));
        assert_eq!(vet("<a xmlns='b' c='d'><e/></a>"), Ok(()));
    }
}
