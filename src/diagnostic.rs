//! What a finding is: its rule, its place, its words, and how to mend it.

use crate::source::Span;

/// The language of what a user reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 参考: 気をつける
    Info,
    /// 注意: 直すか、理由を書く
    Warning,
    /// エラー: 公表できない
    Error,
}

impl Severity {
    /// The name in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The name on the screen.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Info, Lang::Ja) => "参考",
            (Severity::Warning, Lang::Ja) => "注意",
            (Severity::Error, Lang::Ja) => "エラー",
            (_, Lang::En) => self.id(),
        }
    }
}

/// How far an assessment has come; a rule speaks from its stage on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    /// 下書き
    #[default]
    Draft,
    /// 点検: before public comment and third-party review
    Review,
    /// 公表
    Publish,
}

impl Stage {
    /// The name on the command line and in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Review => "review",
            Stage::Publish => "publish",
        }
    }

    /// The name on the screen.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Stage::Draft, Lang::Ja) => "下書き",
            (Stage::Review, Lang::Ja) => "点検",
            (Stage::Publish, Lang::Ja) => "公表",
            (_, Lang::En) => self.id(),
        }
    }
}

/// Whether a fix can be applied without a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// The meaning can't change.
    Safe,
    /// A person should look.
    Unsafe,
}

impl Safety {
    /// The name in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// One replacement of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// The replacements, none overlapping.
    pub edits: Vec<Edit>,
}

/// A place of a finding with what is to be said there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words underlined.
    pub span: Span,
    /// What is said about them; may be empty.
    pub message: String,
    /// The item's id with entry numbers; empty where the place is in no item.
    pub item: String,
    /// The item's address (Ⅱ３①); empty where the place is in no item.
    pub address: String,
}

impl Label {
    /// A place that lies in no item, with nothing said about it.
    pub fn at(span: Span) -> Self {
        let (message, item, address) = Default::default();
        Label {
            span,
            message,
            item,
            address,
        }
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code: `S001`.
    pub code: &'static str,
    /// The rule's name: `unknown-key`.
    pub name: &'static str,
    /// How much it matters at the stage of the run.
    pub severity: Severity,
    /// The headline; enough to act on.
    pub message: String,
    /// The main place.
    pub primary: Label,
    /// The label of the item as the form prints it; empty where there is none.
    pub item_label: String,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// How to mend it, concretely.
    pub help: String,
    /// The articles and guidelines it rests on.
    pub basis: Vec<&'static str>,
    /// An edit that mends it, where one is certain enough.
    pub fix: Option<Fix>,
    /// Whether the words underlined must not be shown.
    pub masked: bool,
}
