//! What a finding is: its rule, its place, its words, and how to fix it.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::source::lang::Lang;
use crate::source::{Position, Span};

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

/// How far an assessment has come; a rule applies from its stage on.
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
    /// All of them, in the order in which an assessment comes to them.
    pub const ALL: [Stage; 3] = [Stage::Draft, Stage::Review, Stage::Publish];

    /// The name on the command line and in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Review => "review",
            Stage::Publish => "publish",
        }
    }

    /// What officers call it; taken wherever a stage is named.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Stage::Draft => &["下書き", "素案"],
            Stage::Review => &["点検", "審査"],
            Stage::Publish => &["公表"],
        }
    }

    /// The stage of a name.
    pub fn named(name: &str) -> Option<Self> {
        let is = |stage: &Stage| stage.id() == name || stage.words().contains(&name);
        Self::ALL.into_iter().find(is)
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
    /// What is there afterwards.
    pub text: String,
}

/// A way to fix a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// The replacements, none overlapping.
    pub edits: Vec<Edit>,
}

/// What a place is to the finding that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// The same fault is there: it can be fixed, or accepted, by itself.
    #[default]
    Place,
    /// It belongs to the fault without being one: the other side of a contradiction, the answer that asks for more.
    Context,
}

impl Role {
    /// The name in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Role::Place => "place",
            Role::Context => "context",
        }
    }
}

/// A place of a finding with what is to be said there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The words underlined.
    pub span: Span,
    /// What is said about them; may be empty.
    pub message: String,
    /// The item's id with entry numbers; empty where the place is in no item.
    pub item: String,
    /// The item's address (Ⅱ３①); empty where the place is in no item.
    pub address: String,
    /// The item's label as the form prints it; empty where the place is in no item.
    pub item_label: String,
    /// What it is to the finding.
    pub role: Role,
}

impl Label {
    /// A place that lies in no item, with nothing said about it.
    pub fn at(span: Span) -> Self {
        Label {
            span,
            ..Label::default()
        }
    }
}

/// A place in another file that belongs to a finding: the other side of a contradiction between two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The file, as the user names it.
    pub file: String,
    /// Where its words begin there.
    pub start: Position,
    /// Where they end.
    pub end: Position,
    /// The item's id with entry numbers, in that file.
    pub item: String,
    /// The item's address.
    pub address: String,
    /// What is said about it.
    pub message: String,
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
    /// The headline; enough to act on. It ends in [`Diagnostic::count`].
    pub message: String,
    /// The words at the end of the headline that say at how many places the fault is; empty where it is at one.
    pub count: String,
    /// The main place.
    pub primary: Label,
    /// The other places of the same fault, and what belongs to it otherwise.
    pub related: Vec<Label>,
    /// What belongs to it in other files.
    pub elsewhere: Vec<Elsewhere>,
    /// How to fix it, concretely.
    pub help: String,
    /// The articles and guidelines it rests on.
    pub basis: Vec<&'static str>,
    /// An edit that fixes it, where one is certain enough.
    pub fix: Option<Fix>,
    /// Whether the words underlined must not be shown.
    pub masked: bool,
}

impl Diagnostic {
    /// All places of the fault, the main one first.
    pub fn all_places(&self) -> impl Iterator<Item = &Label> {
        let related = self.related.iter();
        std::iter::once(&self.primary).chain(related.filter(|label| label.role == Role::Place))
    }

    /// What belongs to the fault without being one.
    pub fn context(&self) -> impl Iterator<Item = &Label> {
        let related = self.related.iter();
        related.filter(|label| label.role == Role::Context)
    }

    /// The headline without the number of places.
    pub fn headline(&self) -> &str {
        self.message
            .strip_suffix(&self.count)
            .unwrap_or(&self.message)
    }

    /// Says at the end of the headline at how many places the fault is.
    pub(crate) fn recount(&mut self, lang: Lang) {
        self.message.truncate(self.headline().len());
        self.count = match (self.all_places().count(), lang) {
            (1, _) => String::new(),
            (n, Lang::Ja) => format!("（{n}か所）"),
            (n, Lang::En) => format!(" ({n} places)"),
        };
        self.message.push_str(&self.count);
    }

    /// The same finding for each kind of its places by itself, in the order of their first places: each with its own
    /// number, and with what fixes its own places. There is a kind for each of [`Diagnostic::all_places`].
    pub(crate) fn parted<K: Copy + Eq + Hash>(
        self,
        kinds: &[K],
        lang: Lang,
    ) -> Vec<(K, Diagnostic)> {
        let Some(first) = kinds.first() else {
            return Vec::new();
        };
        if kinds.iter().all(|kind| kind == first) {
            return vec![(*first, self)];
        }
        let mut known: FxHashMap<K, usize> = FxHashMap::default();
        let mut parts: Vec<(K, Vec<Label>)> = Vec::new();
        for (place, kind) in self.all_places().zip(kinds) {
            let n = *known.entry(*kind).or_insert(parts.len());
            if n == parts.len() {
                parts.push((*kind, Vec::new()));
            }
            parts[n].1.push(place.clone());
        }
        let kinds = parts;
        let fixes = self.parted_fix(&kinds);
        let parts = kinds.into_iter().zip(fixes);
        parts
            .filter_map(|((kind, places), fix)| {
                let mut places = places.into_iter();
                let mut part = Diagnostic {
                    primary: places.next()?,
                    related: self.context().cloned().chain(places).collect(),
                    fix,
                    ..self.bare()
                };
                part.recount(lang);
                Some((kind, part))
            })
            .collect()
    }

    /// The finding without its places and its fix.
    fn bare(&self) -> Diagnostic {
        Diagnostic {
            message: self.message.clone(),
            count: self.count.clone(),
            help: self.help.clone(),
            basis: self.basis.clone(),
            primary: Label::default(),
            related: Vec::new(),
            elsewhere: self.elsewhere.clone(),
            fix: None,
            ..*self
        }
    }

    /// What fixes the places of each kind: the edits that touch no place of another. Where an edit touches no place at
    /// all, its owner is not known, and nothing is offered.
    fn parted_fix<K>(&self, kinds: &[(K, Vec<Label>)]) -> Vec<Option<Fix>> {
        let mut parts: Vec<Option<Fix>> = vec![None; kinds.len()];
        let Some(fix) = &self.fix else { return parts };
        let mut spans: Vec<(Span, usize)> = kinds
            .iter()
            .enumerate()
            .flat_map(|(n, (_, places))| places.iter().map(move |place| (place.span, n)))
            .collect();
        spans.sort_unstable();
        for edit in &fix.edits {
            // Places lie one after the other, so that those before the first that ends too early do, too.
            let ahead = spans.partition_point(|(span, _)| span.start <= edit.span.end);
            let touched = spans[..ahead].iter().rev();
            let mut touched = touched.take_while(|(span, _)| span.end >= edit.span.start);
            let overlap = |span: &Span| span.start < edit.span.end && span.end > edit.span.start;
            let Some((nearest, n)) = touched
                .clone()
                .find(|(span, _)| overlap(span))
                .or(touched.clone().next())
            else {
                return vec![None; kinds.len()];
            };
            let strict = overlap(nearest);
            if touched.all(|(span, other)| other == n || strict && !overlap(span)) {
                let part = parts[*n].get_or_insert_with(|| Fix {
                    safety: fix.safety,
                    edits: Vec::new(),
                });
                part.edits.push(edit.clone());
            }
        }
        parts
    }
}
