//! What papers read of a record, item by item.

use super::entry::{self, Entry};
use super::{Block, Column, Fact, Manner, PaperKind, Section, TableRow, Wanted};
use crate::assessment::Assessment;
use crate::assessment::value::{Period, Value};
use crate::document::view::{Rich, rich};

/// A record, and how papers are made of it.
pub(super) struct Reader<'r, 'a> {
    pub(super) record: &'r Assessment<'a>,
    pub(super) wanted: &'r Wanted<'r>,
}

/// The lists of names that a paper for the public leaves out, and the names that stand alone.
const PEOPLE: [&str; 6] = [
    "body.chair",
    "body.members[]",
    "meetings[].present[]",
    "meetings[].absent[]",
    "meetings[].explainers[]",
    "reports[].members[]",
];

impl Reader<'_, '_> {
    /// A text as written, without the blanks around it.
    pub(super) fn text(&self, id: &str) -> String {
        self.record.text(id).unwrap_or_default().trim().to_owned()
    }

    /// A text, read.
    pub(super) fn rich(&self, id: &str) -> Vec<Rich> {
        rich::read(self.record.text(id).unwrap_or_default())
    }

    /// A choice with what is written to it: その他（…）
    pub(super) fn choice(&self, id: &str) -> String {
        let (chosen, detail) = (self.text(id), self.text(&format!("{id}.detail")));
        if detail.is_empty() {
            chosen
        } else {
            format!("{chosen}（{detail}）")
        }
    }

    /// A list of texts.
    pub(super) fn texts(&self, id: &str) -> Vec<String> {
        match self.record.item(id).map(|field| &field.value) {
            Some(Value::Texts(texts)) => texts.iter().map(|t| t.text.trim().to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// A period in words.
    pub(super) fn period(&self, id: &str) -> String {
        let words =
            |text: &Option<&crate::yaml::Scalar>| text.map_or("", |t| t.text.trim()).to_owned();
        match self.record.item(id).map(|field| &field.value) {
            Some(Value::Period(Period::Text(text))) => text.text.trim().to_owned(),
            Some(Value::Period(Period::Ends(start, end))) => match (words(start), words(end)) {
                (start, end) if end.is_empty() => start,
                (start, end) => format!("{start}から{end}まで"),
            },
            _ => String::new(),
        }
    }

    /// The ids of the entries of a list.
    pub(super) fn ids(&self, list: &str) -> Vec<String> {
        let all = 1..=self.record.entries(list);
        all.map(|n| format!("{list}[{n}]")).collect()
    }

    pub(super) fn address(&self, id: &str) -> String {
        let field = self.record.item(id);
        field.map_or(String::new(), |field| self.record.address(field))
    }

    /// The questions or opinions of a list.
    pub(super) fn entries(&self, list: &str) -> Vec<Entry> {
        entry::of_list(self.record, list)
    }

    /// Names as one text; for the public only how many they are.
    pub(super) fn people(&self, id: &str) -> String {
        let names = self.texts(id);
        if names.is_empty() {
            String::new()
        } else if self.wanted.is_public {
            format!("{}人", names.len())
        } else {
            names.join("、")
        }
    }

    /// Whether an item holds names that a paper for the public leaves out, by its id in the form.
    pub(super) fn is_name(pattern: &str) -> bool {
        PEOPLE.contains(&pattern) || pattern.ends_with("[].person")
    }

    /// All names that the record lists.
    pub(super) fn names(&self) -> Vec<String> {
        let fields = self.record.fields.iter();
        let lists =
            fields.filter(|field| PEOPLE.contains(&self.record.definition(field).id.as_str()));
        let names = lists.flat_map(|field| match &field.value {
            Value::Texts(texts) => texts.iter().map(|t| t.text.trim().to_owned()).collect(),
            Value::Text(text) => vec![text.text.trim().to_owned()],
            _ => Vec::new(),
        });
        let mut names: Vec<String> = names.filter(|name| name.chars().count() > 1).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Who speaks; for the public, a member or a guest by the role alone.
    pub(super) fn speaker(&self, written: &str, names: &[String]) -> String {
        if !self.wanted.is_public {
            return written.to_owned();
        }
        if names.iter().any(|name| written.contains(name.as_str())) {
            return role(written).unwrap_or("（発言者）").to_owned();
        }
        // 「楠田委員」 is 楠田　千景.
        let role = role(written).unwrap_or_default();
        let bare = written.strip_suffix(role).unwrap_or(written).trim();
        let is_named = !bare.is_empty() && names.iter().any(|name| name.starts_with(bare));
        match (is_named, role) {
            (false, _) => written.to_owned(),
            (true, "") => "（発言者）".to_owned(),
            (true, role) => role.to_owned(),
        }
    }

    /// What a paper is about, and what stands above it.
    pub(super) fn heading(&self, kind: PaperKind) -> (String, String) {
        let first = |ids: &[&str]| {
            let mut texts = ids.iter().map(|id| self.text(id));
            texts.find(|text| !text.is_empty()).unwrap_or_default()
        };
        let subject = first(&["title", "assessments[1].title", "consultations[1].title"]);
        let or_kind = |text: String| {
            if text.is_empty() {
                kind.name().to_owned()
            } else {
                text
            }
        };
        match kind {
            PaperKind::Report => (String::new(), or_kind(subject)),
            PaperKind::Recommendation => (
                String::new(),
                or_kind(first(&["reports[1].title", "title"])),
            ),
            PaperKind::Minutes => (String::new(), kind.name().to_owned()),
            PaperKind::Questions => (subject, "質疑と回答".to_owned()),
            PaperKind::Opinions => (subject, "意見と回答".to_owned()),
            PaperKind::Record => (subject, "点検記録".to_owned()),
        }
    }

    /// Whose paper it is.
    pub(super) fn author(&self, kind: PaperKind) -> String {
        match kind {
            PaperKind::Recommendation if !self.text("reports[1].from.body").is_empty() => {
                self.text("reports[1].from.body")
            }
            PaperKind::Minutes | PaperKind::Recommendation => self.text("body.name"),
            _ => String::new(),
        }
    }
}

/// What people are called by after their names.
const ROLES: [&str; 8] = [
    "副会長",
    "部会長",
    "委員長",
    "会長",
    "委員",
    "先生",
    "氏",
    "様",
];

/// The role at the end of a name.
pub(super) fn role(written: &str) -> Option<&'static str> {
    let written = written.trim();
    ROLES.into_iter().find(|role| written.ends_with(role))
}

/// Whether a text names somebody: by the whole name, or by the family name with a role.
pub(super) fn names_somebody(text: &str, names: &[String]) -> bool {
    names.iter().any(|name| {
        let family = name.split_whitespace().next().unwrap_or(name);
        let with_role = |role: &&str| text.contains(&format!("{family}{role}"));
        text.contains(name.as_str()) || family != name && ROLES.iter().any(with_role)
    })
}

/// The words of a text, without its lines.
pub(super) fn text_of(blocks: &[Rich]) -> String {
    let lines = blocks.iter().filter_map(|block| match block {
        Rich::Paragraph { lines } => Some(lines),
        _ => None,
    });
    let spans = lines.flatten().flat_map(|line| &line.spans);
    spans.map(|span| span.text.as_str()).collect()
}

/// A section with the heading of an item.
pub(super) fn section(level: u8, anchor: impl Into<String>, label: impl Into<String>) -> Section {
    Section {
        anchor: anchor.into(),
        label: label.into(),
        level,
        ..Section::default()
    }
}

pub(super) fn plain(text: &str) -> Vec<Rich> {
    rich::plain(text)
}

/// A text block; nothing where nothing is written.
pub(super) fn text_block(manner: Manner, blocks: Vec<Rich>) -> Option<Block> {
    (!blocks.is_empty()).then_some(Block::Text { manner, blocks })
}

/// Labels with values, those alone that are written.
pub(super) fn facts(rows: impl IntoIterator<Item = Fact>) -> Option<Block> {
    let rows: Vec<Fact> = rows
        .into_iter()
        .filter(|fact| !fact.value.is_empty())
        .collect();
    (!rows.is_empty()).then_some(Block::Facts { rows })
}

pub(super) fn fact(anchor: impl Into<String>, label: &str, value: Vec<Rich>) -> Fact {
    Fact {
        anchor: anchor.into(),
        label: label.to_owned(),
        address: String::new(),
        value,
    }
}

/// A table; nothing where it has no rows.
pub(super) fn table(name: &str, columns: &[(&str, u8)], rows: Vec<TableRow>) -> Option<Block> {
    let all: u16 = columns.iter().map(|(_, share)| u16::from(*share)).sum();
    let percent = |share: u8| u16::from(share) * 100 / all.max(1);
    let column = |(label, share): &(&str, u8)| Column {
        label: (*label).to_owned(),
        share: u8::try_from(percent(*share)).unwrap_or(100),
    };
    (!rows.is_empty()).then(|| Block::Table {
        name: name.to_owned(),
        columns: columns.iter().map(column).collect(),
        rows,
    })
}
