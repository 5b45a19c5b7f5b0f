//! The documentation of a rule, read from the head of its file.

/// The parts of a rule's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// The first line: what is wrong when the rule reports.
    pub title: String,
    /// The same in one English line.
    pub english: String,
    /// The rest as Markdown, with its headings.
    pub body: String,
}

impl Doc {
    /// From the text at the head of the file, without its comment signs.
    pub(super) fn of(text: &str) -> Doc {
        let lines: Vec<&str> = text.lines().collect();
        let mut heads = lines.iter().filter(|line| !line.is_empty());
        let mut head = || heads.next().map(ToString::to_string).unwrap_or_default();
        let (title, english) = (head(), head());
        let body = lines
            .iter()
            .skip_while(|line| !line.starts_with("## "))
            .copied()
            .collect::<Vec<_>>()
            .join("\n");
        Doc {
            title,
            english,
            body,
        }
    }
}
