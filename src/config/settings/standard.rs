//! The standards that a PDF can be asked to keep to.

/// What a PDF keeps to and says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-3a and PDF/UA-1: kept for long, read aloud, with the assessment's YAML in it.
    #[default]
    A3a,
    /// PDF/A-3u: every character can be copied.
    A3u,
    /// PDF/A-3b: it will look the same.
    A3b,
    /// PDF/A-2a and PDF/UA-1.
    A2a,
    /// PDF/A-2u
    A2u,
    /// PDF/A-2b
    A2b,
    /// PDF/A-1a, on PDF 1.4.
    A1a,
    /// PDF/A-1b, on PDF 1.4.
    A1b,
    /// PDF/UA-1 alone.
    Ua1,
    /// PDF 1.7, promising nothing.
    Plain,
}

impl Standard {
    /// All of them, the one that is taken by itself first.
    pub const ALL: [Standard; 10] = [
        Standard::A3a,
        Standard::A3u,
        Standard::A3b,
        Standard::A2a,
        Standard::A2u,
        Standard::A2b,
        Standard::A1a,
        Standard::A1b,
        Standard::Ua1,
        Standard::Plain,
    ];

    /// The word of the command line and the settings.
    pub fn id(self) -> &'static str {
        match self {
            Standard::A3a => "a-3a",
            Standard::A3u => "a-3u",
            Standard::A3b => "a-3b",
            Standard::A2a => "a-2a",
            Standard::A2u => "a-2u",
            Standard::A2b => "a-2b",
            Standard::A1a => "a-1a",
            Standard::A1b => "a-1b",
            Standard::Ua1 => "ua-1",
            Standard::Plain => "1.7",
        }
    }

    /// The name among people.
    pub fn name(self) -> &'static str {
        match self {
            Standard::A3a => "PDF/A-3a, PDF/UA-1",
            Standard::A3u => "PDF/A-3u",
            Standard::A3b => "PDF/A-3b",
            Standard::A2a => "PDF/A-2a, PDF/UA-1",
            Standard::A2u => "PDF/A-2u",
            Standard::A2b => "PDF/A-2b",
            Standard::A1a => "PDF/A-1a",
            Standard::A1b => "PDF/A-1b",
            Standard::Ua1 => "PDF/UA-1",
            Standard::Plain => "PDF 1.7",
        }
    }

    /// The standard of a word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standard| standard.id() == word)
    }

    /// Whether files of any kind may be attached: ISO 19005-1 allows none, ISO 19005-2 PDFs alone.
    pub fn takes_attachments(self) -> bool {
        matches!(
            self,
            Standard::A3a | Standard::A3u | Standard::A3b | Standard::Ua1 | Standard::Plain
        )
    }

    /// Whether things may be seen through others (ISO 19005-1, 6.4 forbids it).
    pub fn takes_transparency(self) -> bool {
        !matches!(self, Standard::A1a | Standard::A1b)
    }
}
