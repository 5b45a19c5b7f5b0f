//! What an import says at its end: what was put where, what to look at first, what to do next.

use std::collections::VecDeque;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::cell::Remark;
use super::draft::{Content, Draft, Extent, Key};
use super::import::{How, Imported};
use super::write::DOUBT;
use crate::assessment::field::id_at;
use crate::assessment::problem::Problem;
use crate::assessment::{self, Assessment};
use crate::form::address::address;
use crate::form::{Form, ItemId, ItemKind};
use crate::japanese::notation::on_one_line;
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::{Lang, say};

/// How many of a kind are listed on the screen.
const LISTED: usize = 12;

/// How many characters of a text are shown.
const SHOWN: usize = 32;

/// An assessment that was imported, and where it went.
#[derive(Debug)]
pub struct Report<'r> {
    /// The file that was read.
    pub source: &'r str,
    /// What was read.
    pub imported: &'r Imported,
    /// The file that was written.
    pub output: &'r str,
}

/// What is to be looked at.
#[derive(Debug, Default)]
struct Facts {
    placed: usize,
    /// In the order of the file that was written, each with its line.
    doubts: Vec<(usize, Key, String)>,
    missing_chapters: Vec<String>,
    missing: Vec<Key>,
}

impl Facts {
    fn of(imported: &Imported, draft: &Draft, lang: Lang) -> Self {
        let form = imported.form;
        let mut lines = comments(&imported.yaml);
        let is_placed = |content: &&Content| **content != Content::Nothing;
        let mut facts = Facts {
            placed: draft
                .values
                .values()
                .map(|v| &v.content)
                .filter(is_placed)
                .count(),
            ..Facts::default()
        };
        for (key, value) in &draft.values {
            if !value.doubts.is_empty() {
                let words = value.doubts.iter().map(|why| why.words(lang));
                let words = words
                    .collect::<Vec<_>>()
                    .join(say!(lang, "、", ", ").as_str());
                let comment = super::write::comment(value);
                let line = lines.get_mut(comment.trim()).and_then(VecDeque::pop_front);
                let words = format!("{}: {words}", value.place);
                facts
                    .doubts
                    .push((line.unwrap_or_default(), key.clone(), words));
            }
        }
        facts.doubts.sort_by_key(|(line, ..)| *line);
        let is_there = |id: &str| {
            let mut items = draft.values.keys().map(|(item, _)| &form.items[*item].id);
            items.any(|item| item.starts_with(id))
        };
        let chapters = form.chapters.iter().filter(|chapter| {
            let item = form.find(&chapter.item);
            item.is_some_and(|item| form.always_required(item)) && !is_there(&chapter.item)
        });
        let missing: Vec<&str> = chapters.map(|chapter| chapter.item.as_str()).collect();
        let label = |id: &&str| form.find(id).map(|item| form.items[item].label.clone());
        facts.missing_chapters = missing.iter().filter_map(label).collect();
        let extent = Extent::of(draft, form);
        let mut walk = Missing {
            form,
            draft,
            extent: &extent,
            chapters: &missing,
            found: &mut facts.missing,
        };
        walk.below(None, &[]);
        let is_in = |key: &Key| {
            let id = &form.items[key.0].id;
            missing.iter().any(|chapter| id.starts_with(chapter))
        };
        facts.missing.extend(asked_for(imported));
        facts.missing.retain(|key| !is_in(key));
        facts.missing.sort_unstable();
        facts.missing.dedup();
        facts
    }
}

/// The items of an imported assessment that are to be looked at, by their ids, each with what is uncertain about it.
pub fn doubts(imported: &Imported, lang: Lang) -> Vec<(String, String)> {
    let How::Drafted(drafted) = &imported.how else {
        return Vec::new();
    };
    let form = imported.form;
    let facts = Facts::of(imported, &drafted.draft, lang);
    let doubts = facts.doubts.into_iter().map(|(_, (item, at), words)| {
        let item = &form.items[item];
        (id_at(&item.id, &at), format!("{}　{words}", item.label))
    });
    doubts.collect()
}

/// What the answers that were read ask for, and is blank.
fn asked_for(imported: &Imported) -> Vec<Key> {
    let source = Source::new("", imported.yaml.as_str());
    let document = assessment::read(&source);
    let read = Assessment::over(imported.form, &source, &document, Stage::Draft);
    let blank = read.problems.iter().filter_map(|problem| match problem {
        Problem::Missing {
            field,
            written: None,
            ..
        } => Some(&read.fields[*field]),
        _ => None,
    });
    let leaf = blank.filter(|field| {
        let children = imported.form.children(Some(field.item));
        children.is_empty()
            || !imported.form.items[field.item].is_list()
                && imported.form.items[field.item].kind != ItemKind::Map
    });
    leaf.map(|field| (field.item, field.at.clone())).collect()
}

/// A walk over the items that have to be written whatever else is, and are not.
struct Missing<'m> {
    form: &'m Form,
    draft: &'m Draft,
    extent: &'m Extent,
    chapters: &'m [&'m str],
    found: &'m mut Vec<Key>,
}

impl Missing<'_> {
    fn below(&mut self, parent: Option<ItemId>, at: &[usize]) {
        for &child in self.form.children(parent) {
            let item = &self.form.items[child];
            let is_out = self.chapters.contains(&item.id.as_str());
            if is_out || !self.form.always_required(child) || !self.form.is_printed(child) {
                continue;
            }
            match item.kind {
                ItemKind::Map => self.below(Some(child), at),
                ItemKind::List => {
                    for number in 1..=self.extent.entries(child, at) {
                        self.below(Some(child), &[at, &[number]].concat());
                    }
                }
                _ if item.id == "form" || item.id == "edition" => {}
                _ => {
                    let key = (child, at.to_vec());
                    if !self.extent.is_begun(child, at) && !self.draft.values.contains_key(&key) {
                        self.found.push(key);
                    }
                    self.below(Some(child), at);
                }
            }
        }
    }
}

impl Report<'_> {
    /// Whether all is placed and certain.
    pub fn is_sure(&self) -> bool {
        let unread =
            |remark: &Remark| matches!(remark, Remark::Pictures(_) | Remark::PagesWithoutText(_));
        let Some(drafted) = self.imported.drafted() else {
            return true;
        };
        let facts = Facts::of(self.imported, &drafted.draft, Lang::Ja);
        let is_whole = drafted.is_marked || facts.missing_chapters.is_empty();
        let sure = facts.doubts.is_empty() && drafted.draft.rest.is_empty() && is_whole;
        sure && !self.imported.remarks.iter().any(unread)
    }

    /// The report for people.
    pub fn human(&self, lang: Lang) -> String {
        let form = self.imported.form;
        let (source, output) = (self.source, self.output);
        let (kind, edition) = (&form.kind, &form.edition);
        let mut out = say!(
            lang,
            "{source} を取り込みました（{kind} {edition}）: {output}\n",
            "Imported {source} ({kind} {edition}): {output}\n"
        );
        match &self.imported.how {
            How::Attached => out.push_str(&say!(
                lang,
                "  この PDF に添付された評価書のデータを、そのまま取り出しました。\n",
                "  The YAML attached to this PDF was taken out as it is.\n"
            )),
            How::Drafted(drafted) => self.of_draft(&drafted.draft, lang, &mut out),
        }
        for remark in &self.imported.remarks {
            let _ = writeln!(out, "  {}", remark_words(remark, lang));
        }
        let quoted = if output.contains(char::is_whitespace) {
            format!("\"{output}\"")
        } else {
            output.to_owned()
        };
        out.push_str(&say!(
            lang,
            "次は: hyokasho check {quoted}\n",
            "Next: hyokasho check {quoted}\n"
        ));
        out
    }

    fn of_draft(&self, draft: &Draft, lang: Lang, out: &mut String) {
        let form = self.imported.form;
        let facts = Facts::of(self.imported, draft, lang);
        let placed = facts.placed;
        out.push_str(&say!(
            lang,
            "  項目に入れた記載  {placed}\n",
            "  Placed            {placed}\n"
        ));
        let name = |key: &Key| name(form, key);
        let mut list = |heading: String, lines: Vec<String>, others: &str| {
            if lines.is_empty() {
                return;
            }
            let _ = writeln!(out, "  {heading}");
            for line in lines.iter().take(LISTED) {
                let _ = writeln!(out, "    {line}");
            }
            if let more @ 1.. = lines.len().saturating_sub(LISTED) {
                let more = say!(
                    lang,
                    "    ほか{more}件{others}\n",
                    "    and {more} more{others}\n"
                );
                out.push_str(&more);
            }
        };
        let count = facts.doubts.len();
        let doubts = facts.doubts.iter();
        let at = |line: usize| say!(lang, "{line}行", "line {line}");
        let others = doubts.clone().skip(LISTED).map(|(line, ..)| at(*line));
        let others = others
            .collect::<Vec<_>>()
            .join(say!(lang, "、", ", ").as_str());
        list(
            say!(
                lang,
                "確かめる記載  {count}（エディターで「取込: 要確認」を検索すると、次の行が順に見つかります）",
                "To be looked at  {count} (search the file for 「取込: 要確認」)"
            ),
            doubts
                .map(|(line, key, words)| format!("{}  {}  {words}", at(*line), name(key)))
                .collect(),
            &say!(lang, "　{others}", ": {others}"),
        );
        let count = draft.rest.len();
        let rest = draft.rest.iter();
        list(
            say!(
                lang,
                "項目に入らなかった記載  {count}（ファイルの終わりの「取込みの残り」）",
                "Without a place  {count} (取込みの残り at the end of the file)"
            ),
            rest.map(|left| format!("{}: {}", left.place, head(&left.text)))
                .collect(),
            "",
        );
        list(
            say!(lang, "見つからない章", "Chapters not found"),
            facts.missing_chapters,
            "",
        );
        let count = facts.missing.len();
        list(
            say!(lang, "空欄の項目  {count}", "Blank items  {count}"),
            facts.missing.iter().map(name).collect(),
            "",
        );
    }

    /// The report for programs.
    pub fn json(&self, lang: Lang) -> Value {
        let form = self.imported.form;
        let mut report = json!({
            "source": self.source,
            "output": self.output,
            "form": form.kind,
            "edition": form.edition,
            "attached": self.imported.drafted().is_none(),
            "sure": self.is_sure(),
            "remarks": self.imported.remarks.iter().map(|r| remark_words(r, lang)).collect::<Vec<_>>(),
        });
        if let Some(drafted) = self.imported.drafted() {
            let draft = &drafted.draft;
            let facts = Facts::of(self.imported, draft, lang);
            let doubts = draft
                .values
                .iter()
                .filter(|(_, value)| !value.doubts.is_empty());
            let doubts = doubts.map(|(key, value)| {
                json!({
                    "id": id(form, key),
                    "address": name(form, key),
                    "place": value.place.to_string(),
                    "why": value.doubts.iter().map(|why| why.words(lang)).collect::<Vec<_>>(),
                })
            });
            let rest = draft.rest.iter();
            let rest = rest.map(|left| json!({"place": left.place, "text": left.text}));
            report["placed"] = json!(facts.placed);
            report["doubts"] = doubts.collect();
            report["rest"] = rest.collect();
            report["missing_chapters"] = json!(facts.missing_chapters);
            report["missing"] = facts.missing.iter().map(|key| id(form, key)).collect();
        }
        report
    }
}

/// The lines, from 1, of the comments that say what is to be looked at.
fn comments(yaml: &str) -> FxHashMap<&str, VecDeque<usize>> {
    let mut lines: FxHashMap<&str, VecDeque<usize>> = FxHashMap::default();
    for (n, line) in yaml.lines().enumerate() {
        let line = line.trim();
        if line.starts_with(DOUBT) {
            lines.entry(line).or_default().push_back(n + 1);
        }
    }
    lines
}

/// The address of an item and what it is called.
fn name(form: &Form, (item, at): &Key) -> String {
    let definition = &form.items[*item];
    let address = address(definition, at, None);
    let called = definition.called_at(at);
    let mut words = [&definition.key, &definition.label, &called].into_iter();
    if words.any(|words| address.contains(words.as_str())) {
        address
    } else {
        format!("{address} {called}")
    }
}

/// The id of an item with its entry numbers.
fn id(form: &Form, (item, at): &Key) -> String {
    crate::assessment::field::id_at(&form.items[*item].id, at)
}

/// The beginning of a text on one line.
fn head(text: &str) -> String {
    let line = on_one_line(text);
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn remark_words(remark: &Remark, lang: Lang) -> String {
    match remark {
        Remark::Macros => say!(
            lang,
            "マクロがあります。実行していません。",
            "It holds macros; they were not run."
        ),
        Remark::ExternalLinks(count) => say!(
            lang,
            "ほかのファイルへの参照が{count}件あります。そのファイルは読んでいません。",
            "It refers to {count} other file(s); they were not read."
        ),
        Remark::Pictures(count) => say!(
            lang,
            "画像が{count}枚あります。別添１の図なら、画像のファイルにして「図:」に名前を書いてください。",
            "It holds {count} picture(s); save the figure of 別添１ as a file and name it at 図."
        ),
        Remark::SheetLeftOut(name) => say!(
            lang,
            "シート「{name}」は、--sheet にないので読んでいません。",
            "Sheet {name} was not read, as --sheet does not name it."
        ),
        Remark::PagesWithoutText(pages) => {
            let pages = pages.iter().map(ToString::to_string).collect::<Vec<_>>();
            let pages = pages.join(say!(lang, "、", ", ").as_str());
            say!(
                lang,
                "文字のない頁があります（{pages}頁）。画像の頁は読めません。",
                "Page(s) {pages} have no text; pictures of pages can't be read."
            )
        }
    }
}
