//! Files in the form of `fmt`, laid out in another way by chance: keys in another order and spelling, other indentation,
//! brackets and braces, comments and all. What is done here is undone by `fmt`, byte by byte.

use fastrand::Rng;
use hyokasho::form::{Form, ItemId, ItemKind};

/// A key with its value, or an entry of a list, as lines.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Comments and blank lines above it.
    pub above: Vec<String>,
    /// None for an entry.
    pub key: Option<String>,
    pub body: Body,
    /// The comment on its line.
    pub beside: Option<String>,
    /// Comments at its end.
    pub tail: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub enum Body {
    #[default]
    Blank,
    Text(String),
    Block(String, Vec<String>),
    Group(Vec<Node>),
}

/// Reads a file in the form of `fmt`.
pub fn nodes(text: &str) -> Vec<Node> {
    let lines = text.lines().map(str::to_owned).collect();
    let mut reader = Reader { lines, at: 0 };
    let (nodes, tail) = reader.group(0);
    assert!(tail.is_empty() && reader.at == reader.lines.len());
    nodes
}

struct Reader {
    lines: Vec<String>,
    at: usize,
}

impl Reader {
    fn group(&mut self, column: usize) -> (Vec<Node>, Vec<String>) {
        let mut nodes = Vec::new();
        loop {
            let begun = self.at;
            let mut above = Vec::new();
            while let Some(line) = self.lines.get(self.at)
                && (line.is_empty() || line.trim_start().starts_with('#') && indent(line) == column)
            {
                above.push(line.trim().to_owned());
                self.at += 1;
            }
            if self
                .lines
                .get(self.at)
                .is_none_or(|line| indent(line) < column)
            {
                // Blank lines belong to what comes next.
                let end = above.iter().rposition(|line| !line.is_empty());
                above.truncate(end.map_or(0, |last| last + 1));
                self.at = begun + above.len();
                return (nodes, above);
            }
            let mut node = self.node(column);
            // What is said of an item stands above the dash of an entry, too, whose first key it is about.
            if let (None, Body::Group(children)) = (&node.key, &mut node.body) {
                let of_item = |line: &String| line.contains("hyokasho:") || line.contains("取込");
                let own = above.iter().position(of_item).unwrap_or(above.len());
                children[0].above.splice(0..0, above.drain(own..));
            }
            nodes.push(Node { above, ..node });
        }
    }

    fn node(&mut self, column: usize) -> Node {
        let line = self.lines[self.at][column..].to_owned();
        assert!(!line.starts_with(' '), "{line}");
        if let Some(rest) = line
            .strip_prefix("- ")
            .filter(|rest| key_of(rest).is_some())
        {
            self.lines[self.at] = format!("{}{rest}", " ".repeat(column + 2));
            let (children, tail) = self.group(column + 2);
            let body = Body::Group(children);
            return Node {
                body,
                tail,
                ..Node::default()
            };
        }
        self.at += 1;
        let (key, rest) = match line.strip_prefix('-') {
            Some(rest) => (None, rest),
            None => {
                let key = key_of(&line).expect("a key");
                (Some(key.to_owned()), &line[key.len() + 1..])
            }
        };
        let (value, beside) = match rest.split_once("  #") {
            Some((value, comment)) => (value.trim(), Some(format!("#{comment}"))),
            None => (rest.trim(), None),
        };
        let mut tail = Vec::new();
        let body = if value.starts_with(['|', '>']) {
            Body::Block(value.to_owned(), self.block(column + 2))
        } else if !value.is_empty() {
            Body::Text(value.to_owned())
        } else {
            let (children, end) = self.group(column + 2);
            tail = end;
            match children.is_empty() {
                true => Body::Blank,
                false => Body::Group(children),
            }
        };
        Node {
            above: Vec::new(),
            key,
            body,
            beside,
            tail,
        }
    }

    fn block(&mut self, column: usize) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some(line) = self.lines.get(self.at)
            && (line.trim().is_empty() || indent(line) >= column)
        {
            lines.push(line.get(column..).unwrap_or_default().to_owned());
            self.at += 1;
        }
        while lines.pop_if(|line| line.is_empty()).is_some() {
            self.at -= 1;
        }
        lines
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The key with which a line begins.
fn key_of(line: &str) -> Option<&str> {
    if line.trim_start().starts_with('#') {
        return None;
    }
    if let Some(rest) = line.strip_prefix('"') {
        let end = rest.find('"')? + 2;
        return line[end..].starts_with(':').then_some(&line[..end]);
    }
    let bare = line.split("  #").next().unwrap_or_default();
    let end = bare
        .find(": ")
        .or_else(|| bare.strip_suffix(':').map(str::len))?;
    Some(&line[..end])
}

/// Writes nodes in another way.
pub struct Shuffler<'r> {
    pub rng: &'r mut Rng,
    pub form: &'static Form,
    pub out: String,
    /// Whether the end of a list can't be taken for that of what it is in.
    pub tight: bool,
}

/// Where nodes are in the form.
#[derive(Clone, Copy)]
enum Place {
    Group(Option<ItemId>),
    Entries(ItemId),
    Free,
}

impl Shuffler<'_> {
    /// A whole file.
    pub fn file(mut self, mut nodes: Vec<Node>) -> String {
        let head = nodes[0].above.clone();
        self.rng.shuffle(&mut nodes);
        // The head of a file may stay there where nothing else is said there.
        let is_apart = nodes[0].above.iter().all(String::is_empty);
        if !head.is_empty() && is_apart && self.rng.bool() {
            let holder = nodes.iter_mut().find(|node| node.above == head);
            holder.expect("what the head was above").above.clear();
            nodes[0].above = head;
        }
        for node in &nodes {
            let has_comment = node.above.iter().any(|line| !line.is_empty());
            if !self.out.is_empty() && !has_comment {
                self.out
                    .extend(std::iter::repeat_n('\n', self.rng.usize(0..3)));
            }
            let above: Vec<String> = node
                .above
                .iter()
                .filter(|l| !l.is_empty())
                .cloned()
                .collect();
            self.lines(&above, 0);
            self.node(node, 0, Place::Group(None));
        }
        if self.rng.bool() {
            self.out.push_str("\n\n");
        }
        self.out
    }

    fn group(&mut self, nodes: &[Node], column: usize, place: Place) {
        let nodes = self.ordered(nodes, place);
        self.ordered_group(&nodes, column, place);
    }

    fn ordered_group(&mut self, nodes: &[Node], column: usize, place: Place) {
        for node in nodes {
            self.lines(&node.above, column);
            self.blanks(column);
            self.node(node, column, place);
        }
    }

    fn ordered(&mut self, nodes: &[Node], place: Place) -> Vec<Node> {
        let mut nodes = nodes.to_vec();
        if matches!(place, Place::Group(_)) {
            self.rng.shuffle(&mut nodes);
        }
        nodes
    }

    /// A key and its value; its indentation is there.
    fn node(&mut self, node: &Node, column: usize, place: Place) {
        let Some(key) = &node.key else {
            self.out.push('-');
            return self.entry(node, column, place);
        };
        let (spelt, inner) = self.spelling(key, place);
        self.out.push_str(&spelt);
        self.out.push(':');
        let comment = node.beside.as_deref();
        match &node.body {
            Body::Blank => self.end(comment),
            Body::Text(text) => {
                if comment.is_none() && self.rng.u8(..) < 20 {
                    let deeper = column + self.rng.usize(1..5);
                    self.out.push('\n');
                    self.blanks(deeper);
                } else {
                    self.out.push(' ');
                }
                self.out.push_str(text);
                self.end(comment);
            }
            Body::Block(head, lines) => self.block(head, lines, comment, column),
            Body::Group(children) => {
                if self.in_flow(node, children, inner) {
                    return;
                }
                self.end(comment);
                let is_list = children.iter().all(|child| child.key.is_none());
                let may_be_tight = is_list && node.tail.is_empty() && self.tight;
                let deeper = column + self.rng.usize(usize::from(!may_be_tight)..5);
                let tight = std::mem::replace(&mut self.tight, node.tail.is_empty());
                self.group(children, deeper, inner);
                self.tight = tight;
                return self.lines(&node.tail, deeper);
            }
        }
        let deeper = column + self.rng.usize(1..5);
        self.lines(&node.tail, deeper);
    }

    /// Writes a group in `{ }` or `[ ]`, where that can be and chance has it.
    fn in_flow(&mut self, node: &Node, children: &[Node], place: Place) -> bool {
        let is_bare = node.beside.is_none() && node.tail.is_empty();
        let is_flow = is_bare && self.rng.u8(..) < 90 && children.iter().all(is_simple);
        if is_flow {
            self.out.push(' ');
            self.flow(children, place);
            self.end(None);
        }
        is_flow
    }

    fn entry(&mut self, node: &Node, column: usize, place: Place) {
        let inner = match place {
            Place::Entries(list) => Place::Group(Some(list)),
            Place::Group(_) | Place::Free => Place::Free,
        };
        let gap = self.rng.usize(1..4);
        let comment = node.beside.as_deref();
        match &node.body {
            Body::Blank => self.end(comment),
            Body::Text(text) => {
                self.blanks(gap);
                self.out.push_str(text);
                self.end(comment);
            }
            Body::Block(head, lines) => self.block(head, lines, comment, column),
            Body::Group(children) => {
                if self.in_flow(node, children, inner) {
                    return;
                }
                let children = self.ordered(children, inner);
                let deeper = column + 1 + gap;
                let tight = std::mem::replace(&mut self.tight, node.tail.is_empty());
                let has_comment = !children[0].above.is_empty();
                if has_comment || node.beside.is_some() || self.rng.u8(..) < 20 {
                    // Below a dash alone, the search for typos takes a list that is not indented for lines that lost theirs.
                    self.tight = false;
                    self.end(comment);
                    self.ordered_group(&children, deeper, inner);
                } else {
                    self.blanks(gap);
                    self.node(&children[0], deeper, inner);
                    self.ordered_group(&children[1..], deeper, inner);
                }
                self.tight = tight;
                self.lines(&node.tail, deeper);
            }
        }
    }

    fn block(&mut self, head: &str, lines: &[String], comment: Option<&str>, column: usize) {
        let deeper = self.rng.usize(1..6);
        self.out.push(' ');
        self.out.push_str(&head.replace('2', &deeper.to_string()));
        self.end(comment);
        for line in lines {
            if !line.is_empty() {
                self.blanks(column + deeper);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    /// Nodes in brackets or braces.
    fn flow(&mut self, nodes: &[Node], place: Place) {
        let nodes = self.ordered(nodes, place);
        let is_list = nodes.iter().all(|node| node.key.is_none());
        self.out.push(if is_list { '[' } else { '{' });
        for (n, node) in nodes.iter().enumerate() {
            if n > 0 {
                self.out.push_str(", ");
            }
            let mut inner = match place {
                Place::Entries(list) => Place::Group(Some(list)),
                Place::Group(_) | Place::Free => Place::Free,
            };
            if let Some(key) = &node.key {
                let (spelt, below) = self.spelling(key, place);
                inner = below;
                self.out.push_str(&spelt);
                self.out.push_str(": ");
            }
            match &node.body {
                Body::Text(text) => self.out.push_str(text),
                Body::Group(children) => self.flow(children, inner),
                Body::Blank | Body::Block(..) => {}
            }
        }
        self.out.push(if is_list { ']' } else { '}' });
    }

    /// A key, perhaps as the form prints it or in quotes, and where its value is.
    fn spelling(&mut self, key: &str, place: Place) -> (String, Place) {
        let Place::Group(parent) = place else {
            return (key.to_owned(), Place::Free);
        };
        let Some(item) = self.form.child(parent, key) else {
            return (key.to_owned(), Place::Free);
        };
        let definition = &self.form.items[item];
        let inner = match definition.kind {
            ItemKind::List if !self.form.children(Some(item)).is_empty() => Place::Entries(item),
            ItemKind::Map
            | ItemKind::ChoiceText
            | ItemKind::TextText
            | ItemKind::Figure
            | ItemKind::Period => Place::Group(Some(item)),
            _ => Place::Free,
        };
        let label = definition.label.as_str();
        // 様式 is looked for by the words of one form.
        let is_good = parent.is_some()
            && !label.contains([':', '：', '#', ',', '[', '{', '　'])
            && self.form.child(parent, label) == Some(item);
        let spelt = match self.rng.u8(..10) {
            0 if is_good => label.to_owned(),
            1 => format!("\"{key}\""),
            2 => format!("'{key}'"),
            _ => key.to_owned(),
        };
        (spelt, inner)
    }

    fn lines(&mut self, lines: &[String], column: usize) {
        for line in lines {
            if !line.is_empty() {
                self.blanks(column);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    fn end(&mut self, comment: Option<&str>) {
        match comment {
            Some(comment) => {
                let gap = self.rng.usize(2..5);
                self.blanks(gap);
                self.out.push_str(comment);
            }
            None => {
                let blanks = if self.rng.u8(..) < 20 { 2 } else { 0 };
                self.blanks(blanks);
            }
        }
        self.out.push('\n');
    }

    fn blanks(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }
}

/// Whether a node can stand in brackets as it is.
fn is_simple(node: &Node) -> bool {
    let is_bare = node.above.is_empty() && node.beside.is_none() && node.tail.is_empty();
    let is_plain = |text: &str| {
        !text.contains([',', '[', ']', '{', '}', '#', '"', '\'', '：', ':'])
            && !text.starts_with(['-', '※', '・', '?'])
    };
    let is_plain_key = node.key.as_deref().is_none_or(is_plain);
    let is_plain_value = match &node.body {
        // An entry of nothing is none in brackets.
        Body::Blank => node.key.is_some(),
        Body::Text(text) => is_plain(text),
        Body::Block(..) => false,
        Body::Group(children) => children.iter().all(is_simple),
    };
    is_bare && is_plain_key && is_plain_value
}
