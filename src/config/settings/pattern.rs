//! Files by their paths: `assessments/yobo*.yaml`, `**/a.yaml`.

/// A path in which `*` stands for any characters of a name, `?` for one, and `**` for any folders.
///
/// The matchers of the registry either try all ways in which many `*` may end, which a hostile file of settings turns into
/// hours, or take a character of Japanese for three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// A pattern; none where `**` has other characters around it, which means nothing.
    pub fn new(text: &str) -> Option<Self> {
        let is_sound = |name: &str| !name.contains("**") || name == "**";
        text.split('/')
            .all(is_sound)
            .then(|| Pattern(text.to_owned()))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it covers a path, whose folders are parted by `/`.
    pub fn covers(&self, path: &str) -> bool {
        let wanted: Vec<&str> = self.0.split('/').collect();
        let path: Vec<&str> = path.split('/').collect();
        fits(
            &wanted,
            &path,
            |name| *name == "**",
            |wanted, name| {
                let wanted: Vec<char> = wanted.chars().collect();
                let name: Vec<char> = name.chars().collect();
                fits(
                    &wanted,
                    &name,
                    |c| *c == '*',
                    |wanted, c| *wanted == '?' || wanted == c,
                )
            },
        )
    }
}

/// Whether a sequence is what is wanted, where some wanted parts stand for any number of parts. Only the last of those is
/// ever taken back, as an earlier one could not do better: the time is the product of both lengths at most.
fn fits<T>(
    wanted: &[T],
    given: &[T],
    is_any: impl Fn(&T) -> bool,
    is_same: impl Fn(&T, &T) -> bool,
) -> bool {
    let (mut w, mut g) = (0, 0);
    // After the last part that stands for any, and what it stands for by now.
    let mut last = None;
    while g < given.len() {
        if wanted.get(w).is_some_and(&is_any) {
            w += 1;
            last = Some((w, g));
        } else if wanted.get(w).is_some_and(|part| is_same(part, &given[g])) {
            w += 1;
            g += 1;
        } else if let Some((after, taken)) = last {
            (w, g) = (after, taken + 1);
            last = Some((after, taken + 1));
        } else {
            return false;
        }
    }
    wanted[w..].iter().all(is_any)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(pattern: &str, path: &str) -> bool {
        Pattern::new(pattern).is_some_and(|pattern| pattern.covers(path))
    }

    #[test]
    fn a_star_stays_in_its_folder_and_two_do_not() {
        assert!(covers("assessments/*.yaml", "assessments/a.yaml"));
        assert!(!covers("assessments/*.yaml", "assessments/b/a.yaml"));
        assert!(covers("**/a.yaml", "a.yaml"));
        assert!(covers("**/a.yaml", "assessments/b/a.yaml"));
        assert!(covers("a/**", "a/b/c.yaml"));
        assert!(covers("a/**/b*/*.yaml", "a/x/b/y/b1/c.yaml"));
        assert!(!covers("a/**/b*/*.yaml", "a/x/b/y/c1/c.yaml"));
    }

    #[test]
    fn a_question_mark_is_one_character() {
        assert!(covers("評価書/?.yaml", "評価書/あ.yaml"));
        assert!(!covers("評価書/?.yaml", "評価書/ああ.yaml"));
        assert!(!covers("?", "/"));
    }

    #[test]
    fn two_stars_are_separate() {
        assert!(
            ["a**/b", "***", "b/**.yaml"]
                .iter()
                .all(|text| Pattern::new(text).is_none())
        );
    }

    /// Trying all places where each `*` may end would take longer than anyone waits.
    #[test]
    fn many_stars_are_no_burden() {
        let pattern = format!("{}b", "*a".repeat(500));
        assert!(!covers(&pattern, &"a".repeat(4000)));
        let pattern = format!("{}b", "**/a/".repeat(500));
        assert!(!covers(&pattern, &"a/".repeat(4000)));
    }
}
