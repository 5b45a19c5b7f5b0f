//! The worked examples.

/// A worked example, and how it is written.
pub(crate) struct Host {
    pub name: &'static str,
    pub text: &'static str,
    /// Polite sentences (です、ます).
    pub polite: bool,
    /// Full-width figures.
    pub wide: bool,
    /// および and または instead of 及び and 又は.
    pub kana: bool,
    /// What begins an entry under Ⅳ３.
    pub bullet: &'static str,
}

macro_rules! host {
    ($name:literal, $polite:literal, $wide:literal, $kana:literal, $bullet:literal) => {
        Host {
            name: $name,
            text: include_str!(concat!("../../../assessments/", $name, ".yaml")),
            polite: $polite,
            wide: $wide,
            kana: $kana,
            bullet: $bullet,
        }
    };
}

pub(crate) static HOSTS: [Host; 5] = [
    host!("kakuu-yobosesshu", false, false, false, "・"),
    host!("kakuu-jido-teate", false, false, false, "・"),
    host!("aone-juminzei", false, false, false, ""),
    host!("hawatari-kaigohoken", true, true, false, "○"),
    host!("shiomibara-jumin", false, false, true, ""),
];
