//! Two versions of an assessment compared by meaning: item by item, rows by what they are, texts word by word.
//!
//! ```text
//! Assessment ─┐             rows: which entry goes on as which
//!             ├─▶ compare ─▶ printed, table, text: what differs inside ─▶ change: ※ or not, and what 別添３ would say
//! Assessment ─┘             formal: what is only form
//! ```
//!
//! 別添３ itself is left out: it tells of changes and is none. What only names the version (公表日, 評価書番号) and
//! what tells how it came about (Ⅵ) is there, marked by its [`Scope`].

mod change;
mod formal;
mod likeness;
mod printed;
mod rows;
mod table;
mod text;

pub use change::{
    Cell, Change, Content, Detail, Kind, Part, Place, Proposal, RowChange, Scope, Timing,
};
pub use text::{Paragraph, Segment, Tag, TextDiff};

use crate::assessment::Assessment;
use crate::form::field::{Field, id_at};
use crate::form::value::Value;
use crate::form::{self, Form, Item};
use crate::japanese::dates::Reading;
use crate::japanese::listing;
use crate::japanese::notation::{fold, is_none_mark, norm_key};
use formal::same_but_for_form;
use likeness::Profile;
use rows::Row;

/// What differs between two versions.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The changes in the order of the form; each item and each entry at most once.
    pub changes: Vec<Change>,
    /// The chapters in which nothing changed, 別添３ left out: Ⅳ　その他のリスク対策.
    pub unchanged: Vec<String>,
}

impl Diff {
    /// The changes of what the assessment says, each told once: without Ⅵ, what names the version, and counts.
    pub fn body(&self) -> impl Iterator<Item = &Change> {
        let of_body = |c: &&Change| c.scope == Scope::Body && !c.follows;
        self.changes.iter().filter(of_body)
    }

    /// Whether 意見の聴取 and 第三者点検 would have to be held again, by the proposals.
    pub fn repeats_procedure(&self) -> bool {
        let repeats = |c: &Change| c.proposal.is_some_and(|p| p.repeat);
        self.changes.iter().any(repeats)
    }
}

/// Compares two versions. Items meet by their ids, so the versions may follow different editions of the form.
pub fn compare(old: &Assessment, new: &Assessment) -> Diff {
    let mut walk = Walk {
        old,
        new,
        changes: Vec::new(),
    };
    for form in [new.form, old.form] {
        walk.below(form, None, (&[], &[]));
        if old.form.edition == new.form.edition {
            break;
        }
    }
    let mut changes = walk.changes;
    // As the form prints its chapters: 別添１ behind Ⅰ.
    changes.sort_by_key(|change| chapter(new.form, change.item));
    let unchanged = unchanged(new, &changes);
    Diff { changes, unchanged }
}

/// The chapter that prints an item, by its place among the form's chapters.
fn chapter(form: &Form, item: &Item) -> Option<usize> {
    let lies_in = |outer: &str, inner: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut chapters = form.chapters.iter();
    chapters.position(|chapter| {
        let whole_file = lies_in(&item.id, &chapter.item);
        lies_in(&chapter.item, &item.id) || item.printed_in.contains(&chapter.item) || whole_file
    })
}

/// The chapters that hold none of the changes.
fn unchanged(new: &Assessment, changes: &[Change]) -> Vec<String> {
    let form = new.form;
    let changed: Vec<Option<usize>> = changes.iter().map(|c| chapter(form, c.item)).collect();
    // A whole file has several chapters.
    let whole_file = |chapter: &form::Chapter| {
        let of_file = |c: &Change| chapter.item.starts_with(&format!("{}.", c.item.id));
        changes.iter().any(of_file)
    };
    let chapters = form.chapters.iter().enumerate().filter(|(n, chapter)| {
        let written = |item| new.fields.iter().any(|f| f.item == item && !f.blank);
        let is_told = chapter.layout != form::Layout::Changes;
        is_told
            && form.find(&chapter.item).is_some_and(written)
            && !changed.contains(&Some(*n))
            && !whole_file(chapter)
    });
    let label = |chapter: &form::Chapter| {
        let item = form
            .find(&chapter.item)
            .map(|item| form.items[item].label.clone());
        chapter.contents.clone().or(item).unwrap_or_default()
    };
    chapters.map(|(_, chapter)| label(chapter)).collect()
}

/// The entry numbers of an item in the old and in the new version.
type At<'n> = (&'n [usize], &'n [usize]);

struct Walk<'d, 'o, 'n> {
    old: &'d Assessment<'o>,
    new: &'d Assessment<'n>,
    changes: Vec<Change>,
}

impl<'d, 'o, 'n> Walk<'d, 'o, 'n> {
    /// All items below one. Of the old form only those that the new one does not have are still to be seen.
    fn below(&mut self, form: &'static Form, parent: Option<usize>, at: At) {
        let left_over = form.edition != self.new.form.edition;
        for &child in form.children(parent) {
            let item = &form.items[child];
            let seen = left_over && self.new.form.find(&item.id).is_some();
            if seen {
                // Entries were matched before; what lies in them can't be found again by its numbers.
                if !item.is_list() {
                    self.below(form, Some(child), at);
                }
            } else if !change::is_change_table(form, item) {
                self.item(form, child, at);
            }
        }
    }

    fn item(&mut self, form: &'static Form, item: usize, at: At) {
        let definition = &form.items[item];
        let old = self.old.at(&definition.id, at.0);
        let new = self.new.at(&definition.id, at.1);
        let has_items_below = !form.children(Some(item)).is_empty();
        match definition.kind {
            form::Kind::List if has_items_below => self.list(form, item, at),
            form::Kind::Map => self.below(form, Some(item), at),
            form::Kind::Period => self.leaf(definition, old, new),
            _ => {
                self.leaf(definition, old, new);
                self.below(form, Some(item), at);
            }
        }
    }

    /// An item with a value of its own.
    fn leaf(&mut self, item: &'static Item, old: Option<&Field>, new: Option<&Field>) {
        let print = |assessment: &Assessment, field: Option<&Field>| {
            field.map_or(String::new(), |f| printed::text(assessment, f))
        };
        let (before, after) = (print(self.old, old), print(self.new, new));
        if before == after || same_choice(item, &before, &after) {
            return;
        }
        let kind = match (before.is_empty(), after.is_empty()) {
            (true, _) => Kind::Added,
            (_, true) => Kind::Removed,
            _ if is_name(item) && !text::is_formal(&before, &after) => Kind::Renamed,
            _ => Kind::Edited,
        };
        let (content, formal) = self.content(item, (old, &before), (new, &after));
        let follows = self.follows(item, &content, old, new);
        let place = |assessment: &Assessment, field: Option<&Field>, text| {
            field.map(|f| place(assessment, f, text))
        };
        let (old, new) = (place(self.old, old, before), place(self.new, new, after));
        self.add(Changed {
            item,
            kind,
            old,
            new,
            content,
            formal,
            significant: item.significant,
            follows,
        });
    }

    /// What differs in the value, and whether it is nothing but form.
    fn content(
        &self,
        item: &Item,
        (old, before): (Option<&Field>, &str),
        (new, after): (Option<&Field>, &str),
    ) -> (Content, bool) {
        let text = || {
            let paragraphs = TextDiff::new(before, after);
            let formal = only_form((old, before), (new, after), &paragraphs);
            (Content::Text { paragraphs }, formal)
        };
        match item.kind {
            form::Kind::Choice | form::Kind::ChoiceText | form::Kind::Check | form::Kind::Count => {
                (Content::Choice, false)
            }
            form::Kind::Checks => {
                let ticks = |assessment: &Assessment, field: Option<&Field>| {
                    field.map_or_else(Vec::new, |f| printed::ticks(assessment, f))
                };
                checks(&ticks(self.old, old), &ticks(self.new, new))
            }
            form::Kind::List => items(before.lines().collect(), after.lines().collect()),
            form::Kind::Table => {
                let grid = |field: Option<&Field>| field.and_then(table::Grid::of);
                match (grid(old), grid(new)) {
                    (Some(old), Some(new)) => table::compare(&old, &new),
                    _ => text(),
                }
            }
            _ if item.id == RECORDED_ITEMS => {
                let (before, after) = (listing::parts(before), listing::parts(after));
                if before.len().max(after.len()) > 1 {
                    items(before, after)
                } else {
                    text()
                }
            }
            _ => text(),
        }
    }

    /// Whether a change is told by other changes already.
    fn follows(
        &self,
        item: &Item,
        content: &Content,
        old: Option<&Field>,
        new: Option<&Field>,
    ) -> bool {
        let counts = |assessment: &Assessment, field: Option<&Field>| {
            field.is_none_or(|f| printed::counts_its_list(assessment, f))
        };
        if let (Some(old), Some(new)) = (old, new)
            && runs_with_its_entry(self.old, old, self.new, new)
        {
            return true;
        }
        let counted = match content {
            Content::Checks {
                added,
                removed,
                details,
            } => {
                let all = details
                    .iter()
                    .all(|d| item.counts_of.contains_key(&d.option));
                added.is_empty() && removed.is_empty() && all
            }
            _ => item.counts.is_some() || item.same_as.is_some(),
        };
        counted && counts(self.old, old) && counts(self.new, new)
    }

    /// A repeated group: its entries matched by what they are, then compared.
    fn list(&mut self, form: &'static Form, item: usize, at: At) {
        let definition = &form.items[item];
        let old = entries(self.old, definition, at.0);
        let new = entries(self.new, definition, at.1);
        let name = form
            .children(Some(item))
            .first()
            .map(|child| form.items[*child].id.as_str());
        let rows = |assessment: &Assessment, entries: &[&Field]| -> Vec<Row> {
            entries
                .iter()
                .map(|entry| row(assessment, entry, name))
                .collect()
        };
        let of_new = rows::pair(&rows(self.old, &old), &rows(self.new, &new));
        let moved = rows::moved(&of_new);
        let mut taken = vec![false; old.len()];
        of_new.iter().flatten().for_each(|i| taken[*i] = true);
        let mut next_old = 0;
        for (j, partner) in of_new.iter().enumerate() {
            // What is gone is told where it stood.
            if let Some(i) = partner.filter(|_| !moved[j]) {
                (next_old..i)
                    .filter(|i| !taken[*i])
                    .for_each(|i| self.gone(definition, old[i]));
                next_old = i + 1;
            }
            match *partner {
                None => self.come(definition, new[j]),
                Some(i) => {
                    if moved[j] {
                        self.moved(definition, old[i], new[j]);
                    }
                    self.below(form, Some(item), (&old[i].at, &new[j].at));
                }
            }
        }
        (next_old..old.len())
            .filter(|i| !taken[*i])
            .for_each(|i| self.gone(definition, old[i]));
    }

    fn come(&mut self, item: &'static Item, entry: &Field) {
        let (place, parts) = whole_entry(self.new, entry);
        self.entry(item, Kind::Added, (None, Some(place)), parts);
    }

    fn gone(&mut self, item: &'static Item, entry: &Field) {
        let (place, parts) = whole_entry(self.old, entry);
        self.entry(item, Kind::Removed, (Some(place), None), parts);
    }

    fn entry(
        &mut self,
        item: &'static Item,
        kind: Kind,
        (old, new): (Option<Place>, Option<Place>),
        parts: Vec<Part>,
    ) {
        // A placeholder that came or went changes numbers, and nothing else.
        let formal = parts.is_empty();
        self.add(Changed {
            item,
            kind,
            old,
            new,
            formal,
            significant: item.significant || parts.iter().any(|part| part.significant),
            content: Content::Entry { parts },
            follows: false,
        });
    }

    fn moved(&mut self, item: &'static Item, old: &Field, new: &Field) {
        let (old, _) = whole_entry(self.old, old);
        let (new, parts) = whole_entry(self.new, new);
        self.add(Changed {
            item,
            kind: Kind::Moved,
            old: Some(old),
            new: Some(new),
            content: Content::Order,
            formal: true,
            significant: item.significant || parts.iter().any(|part| part.significant),
            follows: false,
        });
    }

    fn add(&mut self, changed: Changed) {
        let Changed {
            item,
            kind,
            old,
            new,
            content,
            formal,
            significant,
            follows,
        } = changed;
        let scope = change::scope(item);
        self.changes.push(Change {
            item,
            kind,
            old,
            new,
            content,
            scope,
            formal,
            significant,
            follows,
            proposal: change::propose(item, scope, significant, formal),
        });
    }
}

/// A change before it is judged.
struct Changed {
    item: &'static Item,
    kind: Kind,
    old: Option<Place>,
    new: Option<Place>,
    content: Content,
    formal: bool,
    significant: bool,
    follows: bool,
}

/// 別添２ 本文, a listing rather than prose.
const RECORDED_ITEMS: &str = "files[].records[].text";

/// Whether an item is the name of a row: then a change of it renames the row.
fn is_name(item: &Item) -> bool {
    let last = item.id.rsplit_once("[].").map_or("", |(_, last)| last);
    ["name", "group", "title"].contains(&last)
}

/// Whether a number changed only because its entry now has another number: ④ of a flow before which one was put.
fn runs_with_its_entry(old: &Assessment, before: &Field, new: &Assessment, after: &Field) -> bool {
    let number = |assessment: &Assessment, field: &Field| {
        let text = printed::text(assessment, field);
        text.chars().all(char::is_numeric) && text.chars().count() <= 3
    };
    before.at.last() != after.at.last() && number(old, before) && number(new, after)
}

/// Options are printed as the form spells them.
fn same_choice(item: &Item, before: &str, after: &str) -> bool {
    !item.options.is_empty() && fold(before) == fold(after)
}

fn only_form(
    (old, before): (Option<&Field>, &str),
    (new, after): (Option<&Field>, &str),
    paragraphs: &TextDiff,
) -> bool {
    let none = |text: &str| text.is_empty() || is_none_mark(text);
    match (old.map(|f| &f.value), new.map(|f| &f.value)) {
        (Some(Value::Date(_, Reading::Date(a))), Some(Value::Date(_, Reading::Date(b)))) => a == b,
        (Some(Value::Period(a)), Some(Value::Period(b))) if a.days().is_some() => {
            a.days() == b.days()
        }
        _ if none(before) || none(after) => none(before) && none(after),
        _ => text::same_as_a_whole(before, after) || paragraphs.is_formal(),
    }
}

fn checks(old: &[printed::Tick], new: &[printed::Tick]) -> (Content, bool) {
    let same = |a: &printed::Tick, b: &printed::Tick| fold(&a.option) == fold(&b.option);
    let missing = |from: &[printed::Tick], of: &[printed::Tick]| -> Vec<String> {
        let missing = of
            .iter()
            .filter(|tick| !from.iter().any(|other| same(other, tick)));
        missing.map(printed::Tick::words).collect()
    };
    let (added, removed) = (missing(old, new), missing(new, old));
    let mut details = Vec::new();
    let mut formal = added.is_empty() && removed.is_empty();
    for after in new {
        let Some(before) = old.iter().find(|tick| same(tick, after)) else {
            continue;
        };
        if before.detail != after.detail {
            formal &= text::is_formal(&before.detail, &after.detail);
            details.push(Detail {
                option: after.option.clone(),
                paragraphs: TextDiff::new(&before.detail, &after.detail),
            });
        }
    }
    let content = Content::Checks {
        added,
        removed,
        details,
    };
    (content, formal)
}

/// Things listed without an order, each as often as it stands there.
fn items(old: Vec<&str>, new: Vec<&str>) -> (Content, bool) {
    let missing = |from: &[&str], of: &[&str]| -> Vec<String> {
        let mut counts = std::collections::HashMap::new();
        for item in from {
            *counts.entry(same_but_for_form(item)).or_insert(0_usize) += 1;
        }
        let mut missing = Vec::new();
        for item in of {
            match counts.get_mut(&same_but_for_form(item)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => missing.push(item.trim().to_owned()),
            }
        }
        missing
    };
    let (added, removed) = (missing(&old, &new), missing(&new, &old));
    let formal = added.is_empty() && removed.is_empty();
    (Content::Items { added, removed }, formal)
}

/// The entries of a list.
fn entries<'f, 'a>(
    assessment: &'f Assessment<'a>,
    list: &Item,
    at: &[usize],
) -> Vec<&'f Field<'a>> {
    let count = assessment.entries(&id_at(&list.id, at));
    let entry = |n| assessment.at(&list.id, &[at, &[n]].concat());
    (1..=count).filter_map(entry).collect()
}

/// The items that lie in an entry.
fn inside<'f, 'a>(assessment: &'f Assessment<'a>, entry: &Field) -> &'f [Field<'a>] {
    let Some(place) = assessment.find(&entry.id) else {
        return &[];
    };
    let rest = assessment.fields.get(place + 1..).unwrap_or(&[]);
    let belongs = |f: &Field| {
        f.id.strip_prefix(&entry.id)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    let end = rest.iter().position(|f| !belongs(f)).unwrap_or(rest.len());
    &rest[..end]
}

/// An entry as matching sees it: its name, and all prose below it.
fn row(assessment: &Assessment, entry: &Field, name: Option<&str>) -> Row {
    let mut row = Row::default();
    let mut body = String::new();
    for field in inside(assessment, entry).iter().filter(|f| !f.blank) {
        let item = assessment.definition(field);
        if !printed::is_prose(item.kind) {
            continue;
        }
        let text = same_but_for_form(&printed::text(assessment, field));
        if Some(item.id.as_str()) == name {
            let name = norm_key(&text);
            // A running number names nothing: it changes when a row is put before it.
            row.name = if name.chars().all(char::is_numeric) {
                String::new()
            } else {
                name
            };
        } else {
            body.push_str(&text);
        }
    }
    row.body = Profile::of(&body);
    row
}

fn place(assessment: &Assessment, field: &Field, text: String) -> Place {
    Place {
        id: field.id.clone(),
        at: field.at.clone(),
        address: assessment.address(field),
        name: assessment.name(field),
        entry: entry_name(assessment, field),
        text,
    }
}

/// The name of the innermost entry that an item is or lies in; a file is named by the address already.
fn entry_name(assessment: &Assessment, field: &Field) -> String {
    let form = assessment.form;
    let mut at = Some(field);
    while let Some(here) = at {
        let item = assessment.definition(here);
        let is_entry = item.is_list() && here.at.len() == item.id.matches("[]").count();
        if is_entry && here.at.len() > usize::from(item.id.starts_with("files[]")) {
            let named = form.children(Some(here.item)).first();
            let name = named.and_then(|child| assessment.at(&form.items[*child].id, &here.at));
            let text = name.map_or(String::new(), |f| printed::text(assessment, f));
            return text.lines().next().unwrap_or_default().to_owned();
        }
        at = here.parent.and_then(|parent| assessment.fields.get(parent));
    }
    String::new()
}

/// An entry with all that is written in it.
fn whole_entry(assessment: &Assessment, entry: &Field) -> (Place, Vec<Part>) {
    let parts: Vec<Part> = inside(assessment, entry)
        .iter()
        .filter_map(|field| {
            let item = assessment.definition(field);
            // The ends of a period are told by the period.
            let of_period = field
                .parent
                .and_then(|p| assessment.fields.get(p))
                .is_some_and(|parent| assessment.definition(parent).kind == form::Kind::Period);
            let text = printed::text(assessment, field);
            (!text.is_empty() && !of_period).then(|| Part {
                item: field.id.clone(),
                label: item.label_at(&field.at),
                text,
                significant: item.significant,
            })
        })
        .collect();
    let line = |part: &Part| {
        let parting = if part.text.contains('\n') {
            '\n'
        } else {
            '　'
        };
        format!("{}{parting}{}", part.label, part.text)
    };
    let text = parts.iter().map(line).collect::<Vec<_>>().join("\n");
    (place(assessment, entry, text), parts)
}
