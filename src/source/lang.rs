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

/// The words of a message in the language of the run.
macro_rules! say {
    ($cx:expr, $ja:literal, $en:literal $(, $args:expr)*) => {
        match $cx.lang {
            $crate::source::lang::Lang::Ja => format!($ja $(, $args)*),
            $crate::source::lang::Lang::En => format!($en $(, $args)*),
        }
    };
}
pub(crate) use say;
