//! The language of what a user reads, and the macro by which a message is worded in both.

/// The language of what a user reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

/// A message in the language of the run: `say!(lang, "日本語", "English")`, each as in `format!`.
macro_rules! say {
    ($lang:expr, $ja:literal, $en:literal $(, $args:expr)*) => {
        match $lang {
            $crate::source::lang::Lang::Ja => format!($ja $(, $args)*),
            $crate::source::lang::Lang::En => format!($en $(, $args)*),
        }
    };
}
pub(crate) use say;
