//! The example at the head of each rule is run: the rule finds every line marked `# 誤`, and nothing once the lines
//! marked `# 正` stand in their place.
//!
//! An example is a part of an assessment. Its outermost headings stand where the form first has all of them side by
//! side; a comment at the margin (`# …`) begins a part that stands elsewhere. A mark holds for what is below its line,
//! too. `# 前の版` and `# 今の版` stand before two versions that are compared, `# 令和7年4月11日に点検` names today.

use std::sync::Arc;

use hyokasho::assessment::{self, Assessment, newest_form};
use hyokasho::compare::changelog::base::{Base, Former};
use hyokasho::config::settings::Settings;
use hyokasho::form::{self, Form, ItemId};
use hyokasho::japanese::dates;
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::{CheckInputs, PEDANTIC, RULES, Rule};
use hyokasho::source::diagnostic::{Diagnostic, Role, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};

/// Rules whose example can't be run, with the reason.
const NOT_RUN: [(&str, &str); 14] = [
    (
        "I001",
        "no page shows an individual number, not even an invented one",
    ),
    ("K003", "it takes two files"),
    ("K013", "it takes two files"),
    ("K015", "it takes two files"),
    ("R005", "it takes fifteen answers"),
    ("S012", "it takes 21 entries"),
    ("S024", "the fault is in a picture beside the file"),
    ("X051", "it takes two files"),
    ("X052", "it takes two files"),
    ("X053", "it takes two files"),
    ("X054", "it takes two files"),
    ("Y001", "the fault is in the bytes of the file"),
    ("Y004", "a tab can't be told from blanks on a page"),
    ("Y018", "forty levels show a reader nothing"),
];

/// A line of an example.
#[derive(Clone, Copy)]
struct Line<'e> {
    /// Without its mark.
    text: &'e str,
    /// The number of the marked line that it is, or is below.
    mark: Option<usize>,
    is_wrong: bool,
}

impl Line<'_> {
    fn indent(&self) -> usize {
        self.text.chars().take_while(|c| c.is_whitespace()).count()
    }

    /// The heading that it begins with.
    fn key(&self) -> Option<&str> {
        let entry = self.text.strip_prefix("- ").unwrap_or(self.text);
        let (key, _) = entry.split_once([':', '：'])?;
        (!key.starts_with('#')).then(|| key.trim())
    }
}

fn lines(example: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, line) in example.lines().enumerate() {
        let (wrong, right) = (line.rfind(" # 誤"), line.rfind(" # 正"));
        let mark = wrong.or(right);
        let mut line = Line {
            text: line[..mark.unwrap_or(line.len())].trim_end(),
            mark: mark.map(|_| number),
            is_wrong: wrong.is_some(),
        };
        let above = lines.iter().rev().find(|l| l.indent() < line.indent());
        if let (None, Some(above)) = (mark, above) {
            (line.mark, line.is_wrong) = (above.mark, above.is_wrong);
        }
        lines.push(line);
    }
    lines
}

/// A part of an example whose outermost headings stand side by side.
struct Part<'e> {
    lines: &'e [Line<'e>],
    /// The items around it, from the outermost.
    around: Vec<ItemId>,
    /// Whether it writes entries of the innermost of these, which is a list.
    is_entries: bool,
}

impl<'e> Part<'e> {
    fn of(form: &Form, lines: &'e [Line<'e>]) -> Result<Self, String> {
        let outermost: Vec<&Line> = lines.iter().filter(|l| l.indent() == 0).collect();
        let is_entries = outermost.iter().any(|l| l.text.starts_with('-'));
        let keys: Vec<&str> = outermost.iter().filter_map(|l| l.key()).collect();
        let holds = |item: &Option<ItemId>, as_written: bool| {
            let is_list = item.is_some_and(|item| form.items[item].is_list());
            let has = |key: &&str| {
                let child = form.child(*item, key);
                child.is_some_and(|child| !as_written || form.items[child].key == *key)
            };
            (is_list || !is_entries) && keys.iter().all(has)
        };
        let mut items = std::iter::once(None).chain(form.items.keys().map(Some));
        let first = items.clone().find(|item| holds(item, true));
        let first = first.or_else(|| items.find(|item| holds(item, false)));
        let first = first.ok_or_else(|| format!("{keys:?} are nowhere side by side"))?;
        let mut around: Vec<ItemId> =
            std::iter::successors(first, |item| form.parent(*item)).collect();
        around.reverse();
        Ok(Part {
            lines,
            around,
            is_entries,
        })
    }
}

/// An assessment that holds lines of an example and no more.
#[derive(Default)]
struct Written<'e> {
    text: String,
    lines: Vec<Option<&'e Line<'e>>>,
}

impl<'e> Written<'e> {
    fn of(lines: &'e [Line<'e>]) -> Result<Self, String> {
        let of_record = lines.iter().any(|l| l.text == "様式: 点検記録");
        let form = match of_record {
            true => form::embedded("点検記録", "1")
                .expect("there")
                .expect("our own form"),
            false => newest_form().expect("our own form"),
        };
        let parts = lines.chunk_by(|_, next| !next.text.starts_with('#'));
        let parts: Vec<Part> = parts
            .map(|lines| Part::of(form, lines))
            .collect::<Result<_, _>>()?;
        let mut written = Written::default();
        for (key, value) in [("様式", &form.kind), ("版", &form.edition)] {
            if !lines.iter().any(|l| l.key() == Some(key)) {
                written.push(0, &format!("{key}: {value}"), None);
            }
        }
        written.write(form, &parts.iter().collect::<Vec<_>>(), 0, 0);
        Ok(written)
    }

    fn push(&mut self, indent: usize, text: &str, line: Option<&'e Line<'e>>) {
        self.text += &format!("{:indent$}{text}\n", "");
        self.lines.push(line);
    }

    /// Writes parts below the headings around them, of which the outer ones are written.
    fn write(&mut self, form: &Form, parts: &[&Part<'e>], outer: usize, indent: usize) {
        let (here, deeper): (Vec<&Part>, Vec<&Part>) =
            parts.iter().partition(|part| part.around.len() == outer);
        for line in here.iter().flat_map(|part| part.lines) {
            self.push(indent, line.text, Some(line));
        }
        let mut items: Vec<ItemId> = deeper.iter().map(|part| part.around[outer]).collect();
        items.sort_unstable();
        items.dedup();
        for item in items {
            let mut parts = deeper.clone();
            parts.retain(|part| part.around[outer] == item);
            self.push(indent, &format!("{}:", form.items[item].key), None);
            let mut writers = parts.iter().filter(|part| part.around.len() == outer + 1);
            let mut indent = indent + 2;
            if form.items[item].is_list() && !writers.any(|part| part.is_entries) {
                self.push(indent, "-", None);
                indent += 2;
            }
            self.write(form, &parts, outer + 1, indent);
        }
    }
}

/// Where a finding says that the fault is.
fn places(found: &Diagnostic) -> impl Iterator<Item = Span> {
    let others = found.related.iter().filter(|l| l.role == Role::Place);
    std::iter::once(&found.primary)
        .chain(others)
        .map(|label| label.span)
}

/// The marks of the lines where a rule finds something, 0 beside them.
fn found(rule: &Rule, lines: &[Line]) -> Result<Vec<Option<usize>>, String> {
    let now = lines.iter().position(|l| l.text == "# 今の版");
    let (old, new) = lines.split_at(now.unwrap_or(0));
    let old = Written::of(old)?;
    let new = Written::of(new)?;
    let today = lines
        .iter()
        .find_map(|l| l.text.strip_prefix("# ")?.strip_suffix("に点検"));
    let mut settings = Settings::default();
    settings.levels.pedantic = PEDANTIC.contains(&rule.code);
    let settings = Arc::new(settings);
    let inputs = |assessment: &Assessment| CheckInputs {
        today: today.map(|day| dates::date(day).expect("a day").day),
        settings: Arc::clone(&settings),
        base: now.map(|_| {
            let source = Source::new("前の版.yaml", old.text.as_str());
            let document = assessment::read(&source);
            let old = Assessment::open(&source, &document, Stage::Draft).expect("our own form");
            Base::Former(Box::new(Former::of("前の版".into(), &old, assessment)))
        }),
        ..Default::default()
    };
    let source = Source::new("例.yaml", new.text.as_str());
    let found = check_source(&source, &inputs, rule.levels.first(), Lang::Ja).diagnostics;
    let own = |d: &&Diagnostic| d.code == rule.code;
    // What an example leaves out is missing; other faults of form have no business in it.
    let mut others = found.iter().filter(|d| !own(d) && d.code != "S004");
    if let Some(other) = others.find(|d| d.code.starts_with(['S', 'Y'])) {
        let (code, message) = (other.code, &other.message);
        return Err(format!("also {code}: {message}\n{}", new.text));
    }
    let mark = |span: Span| {
        new.lines
            .get(source.line_of(span.start) - 1)?
            .as_ref()?
            .mark
    };
    let marks = found.iter().filter(own).flat_map(places).map(mark);
    Ok(marks.collect())
}

/// What is wrong with the example of a rule.
fn run(rule: &Rule) -> Result<(), String> {
    let doc = rule.doc();
    let example = doc.body.split_once("## 例\n```yaml\n");
    let example = example.and_then(|(_, rest)| Some(rest.split_once("```")?.0));
    let lines = lines(example.ok_or("no example in YAML")?);
    let version = |wrong: bool| {
        let mut lines = lines.clone();
        lines.retain(|l| l.mark.is_none() || l.is_wrong == wrong);
        lines
    };
    let wrong = lines.iter().filter(|l| l.is_wrong).filter_map(|l| l.mark);
    let mut wrong = wrong.peekable();
    wrong.peek().ok_or("nothing is marked as wrong")?;
    let marks = found(rule, &version(true))?;
    if let Some(missed) = wrong.find(|mark| !marks.contains(&Some(*mark))) {
        return Err(format!("line {} is not found", missed + 1));
    }
    // What is missing beside the marked lines is no fault of them.
    let mut marks = found(rule, &version(false))?;
    marks.retain(|mark| mark.is_some() || rule.code != "S004");
    match marks.is_empty() {
        true => Ok(()),
        false => Err("found where all is right, too".into()),
    }
}

#[test]
fn the_examples_are_what_the_rules_find() {
    let mut wrong = String::new();
    for rule in RULES {
        let is_run = NOT_RUN.iter().all(|(code, _)| *code != rule.code);
        match (run(rule), is_run) {
            (Err(why), true) => wrong += &format!("\n{}: {why}", rule.code),
            (Ok(()), false) => wrong += &format!("\n{}: runs, although listed", rule.code),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
