//! How the outputs of `build` are named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::workspace::{self, folded};

/// The longest name of an output without its ending, in bytes: systems take 255 bytes, `.findings.html` and a number
/// among them.
const LONGEST_NAME: usize = 230;

/// The names of outputs without their endings: the file's own, with those of its folders where several files share it.
/// They follow from which files there are, not from the order in which they are named.
pub(super) fn output_names(paths: &[PathBuf]) -> Vec<String> {
    let wholes = below_what_they_share(paths);
    let named = |path: &Path, folders: usize| {
        let parts = path
            .iter()
            .rev()
            .skip(1)
            .take(folders)
            .filter(|p| *p != "/");
        let mut parts: Vec<String> = parts.map(|p| p.to_string_lossy().into_owned()).collect();
        parts.reverse();
        parts.push(
            path.file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
        );
        cut(&parts.join("-"), LONGEST_NAME)
    };
    let deepest = wholes.iter().map(|path| path.components().count()).max();
    let mut names: Vec<String> = wholes.iter().map(|path| named(path, 0)).collect();
    for folders in 1..deepest.unwrap_or_default() {
        let mut shared: BTreeMap<String, usize> = BTreeMap::new();
        names
            .iter()
            .for_each(|name| *shared.entry(folded(name)).or_default() += 1);
        for (name, path) in names.iter_mut().zip(&wholes) {
            if shared.get(&folded(name)).is_some_and(|count| *count > 1) {
                *name = named(path, folders);
            }
        }
    }
    // What the folders do not distinguish, and names that outputs of other kinds have, are numbered.
    // A file keeps its own name before one that is called by its folders.
    let mut order: Vec<usize> = (0..names.len()).collect();
    let key = |at: &usize| (names[*at] != named(&wholes[*at], 0), &wholes[*at], *at);
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut taken: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    let mut given: BTreeSet<String> = BTreeSet::new();
    for place in order {
        let name = names[place].clone();
        if !is_reserved(&folded(&name)) && given.insert(folded(&name)) {
            continue;
        }
        let mut numbered = (2_usize..).map(|number| format!("{name}-{number}"));
        if let Some(free) = numbered.find(|name| taken.insert(folded(name))) {
            given.insert(folded(&free));
            names[place] = free;
        }
    }
    names
}

/// Paths from the innermost folder that all of them lie in: where a repository is on a machine names nothing.
fn below_what_they_share(paths: &[PathBuf]) -> Vec<PathBuf> {
    let wholes: Vec<PathBuf> = paths.iter().map(|path| workspace::absolute(path)).collect();
    let mut shared = wholes.first().and_then(|path| path.parent());
    while let Some(folder) = shared
        && !wholes.iter().all(|path| path.starts_with(folder))
    {
        shared = folder.parent();
    }
    let below = |path: &PathBuf| {
        let rest = shared.and_then(|folder| path.strip_prefix(folder).ok());
        rest.unwrap_or(path).to_owned()
    };
    wholes.iter().map(below).collect()
}

/// `a.redline` is what the changes of `a` are called, `a.findings` its copy with findings.
fn is_reserved(name: &str) -> bool {
    name == "index" || name.ends_with(".redline") || name.ends_with(".findings")
}

/// The beginning of a text, of at most this many bytes.
fn cut(text: &str, most: usize) -> String {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<const N: usize>(paths: [&str; N]) -> [String; N] {
        let forth = paths.map(PathBuf::from);
        let names = output_names(&forth);
        let mut back = output_names(&forth.into_iter().rev().collect::<Vec<_>>());
        back.reverse();
        assert_eq!(names, back);
        names.try_into().unwrap()
    }

    #[test]
    fn outputs_never_share_a_name() {
        assert_eq!(
            names(["/a/x.yaml", "/b/x.yaml", "/b/X.yml", "/b/index.yaml"]),
            ["a-x", "b-x-2", "b-X", "index-2"]
        );
        assert_eq!(
            names(["/a/x.yaml", "/b/x.yaml", "/c/x-2.yaml"]),
            ["a-x", "b-x", "x-2"]
        );
        assert_eq!(
            names(["/x.yaml", "/x.yml", "/x-2.yaml"]),
            ["x", "x-3", "x-2"]
        );
        assert_eq!(
            names(["/a-x.yaml", "/a/x.yaml", "/b/x.yaml"]),
            ["a-x", "a-x-2", "b-x"]
        );
        assert_eq!(names(["/p/a/x.yaml", "/q/a/x.yaml"]), ["p-a-x", "q-a-x"]);
        assert_eq!(names(["/a.redline.yaml", "/a.yaml"]), ["a.redline-2", "a"]);
        assert_eq!(
            names(["/a.findings.yaml", "/a.yaml"]),
            ["a.findings-2", "a"]
        );
        assert_eq!(
            names(["/a/が.yaml", "/b/か\u{3099}.yaml"]),
            ["a-が", "b-か\u{3099}"]
        );
        // Where the folder is does not matter.
        assert_eq!(
            names(["/home/me/x/a.yaml", "/home/me/x/A.yaml", "/home/me/x/a.yml"]),
            ["a-2", "A", "a-3"]
        );
        assert_eq!(
            names(["/home/me/p/a.yaml", "/home/me/q/a.yaml"]),
            ["p-a", "q-a"]
        );
        let long = format!("/{}.yaml", "評".repeat(90));
        assert!(names([long.as_str()])[0].len() <= LONGEST_NAME);
    }
}
