//! From what a person types to the items that it may mean: an address in any width, a key, a label, an id.

mod tokens;

use self::tokens::{Token, tokens};
use crate::form::address::without_brackets;
use crate::form::{Form, Item, ItemId};
use crate::japanese::notation::{fold, has_chars, norm_key, similarity};

/// What words may mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The items that they name, in the order of the form.
    pub items: Vec<ItemId>,
    /// Where they name none: those that are nearest, the nearest first.
    pub near: Vec<ItemId>,
}

/// How alike words have to be to a name that is offered for them, and how many are.
const ALIKE: f64 = 0.5;
const MOST_NEAR: usize = 5;

/// The bytes of the longest words that may name an item: a whole path of labels.
const LONGEST: usize = 1000;

impl Form {
    /// The items that words name: `Ⅱ３①`, `2-3-1`, `対象人数`, `概要 > 入手元`, `files[1].name`.
    pub fn search(&self, words: &str) -> Found {
        let words = words.trim();
        if words.len() > LONGEST {
            return Found::default();
        }
        let ways = [by_id, by_number, by_label, by_path, by_part];
        let found = ways.iter().map(|way| way(self, words));
        let items = found.into_iter().find(|items| !items.is_empty());
        match items {
            Some(items) => Found {
                items,
                near: Vec::new(),
            },
            None => Found {
                items: Vec::new(),
                near: near(self, words),
            },
        }
    }

    /// The items of which something holds.
    fn such(&self, holds: impl Fn(&Item) -> bool) -> Vec<ItemId> {
        let items = self.items.iter_enumerated();
        items
            .filter(|(_, item)| holds(item))
            .map(|(id, _)| id)
            .collect()
    }
}

/// `files[2].overview.intake.sources`, with or without the numbers of entries.
fn by_id(form: &Form, words: &str) -> Vec<ItemId> {
    let bare = |id: &str| -> String {
        let kept = id.chars().filter(|c| !"[]0123456789".contains(*c));
        kept.collect::<String>().to_lowercase()
    };
    let wanted = bare(&fold(words));
    form.such(|item| bare(&item.id) == wanted)
}

/// The key, the label or another name, whatever its width and with or without the printed number.
fn by_label(form: &Form, words: &str) -> Vec<ItemId> {
    // 「１．監査」 is not 「②監査」.
    let whole = fold(words);
    let printed = form.such(|item| fold(&item.label) == whole);
    if !printed.is_empty() && norm_key(words) != whole {
        return printed;
    }
    let mut found = named(form, words);
    // Addresses of words alone: 諮問　番号.
    let guides = form.guides();
    let of_address = guides.filter(|guide| fold(&guide.address()) == whole);
    found.extend(of_address.map(|guide| guide.id()));
    found.sort_unstable();
    found.dedup();
    found
}

fn named(form: &Form, words: &str) -> Vec<ItemId> {
    let wanted = norm_key(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    form.such(|item| names(item).contains(&wanted))
}

/// All that an item is called, in comparison form.
fn names(item: &Item) -> Vec<String> {
    let names = [&item.key, &item.label].into_iter().chain(&item.aliases);
    let names = names.flat_map(|name| [norm_key(name), norm_key(&without_brackets(name))]);
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names
}

/// Names from the outside in: 「委託 > 再委託の有無」, 「概要／入手元」.
fn by_path(form: &Form, words: &str) -> Vec<ItemId> {
    let separates = |c: char| c.is_whitespace() || "/／>＞→".contains(c);
    let parts: Vec<&str> = words
        .split(separates)
        .filter(|part| !part.is_empty())
        .collect();
    let Some((last, above)) = parts.split_last().filter(|(_, above)| !above.is_empty()) else {
        return Vec::new();
    };
    let lies_in = |id: &ItemId| {
        let mut around = std::iter::successors(form.parent(*id), |above| form.parent(*above));
        // From the inside out, each part by one of the items around, none of them twice.
        let mut parts = above.iter().rev();
        parts.all(|part| around.any(|item| speaks_of(&form.items[item], part)))
    };
    let mut found = named(form, last);
    found.retain(lies_in);
    found
}

/// Whether a part of a path may mean an item: it is its address, or in one of its names.
fn speaks_of(item: &Item, part: &str) -> bool {
    let (name, number) = (norm_key(part), tokens(part));
    let is_address = || {
        let mut addresses = item.address.split('|');
        addresses.any(|address| fits(&tokens(address), &number, item, false))
    };
    let is_part =
        |known: &String| *known == name || has_chars(&name, 2) && known.contains(name.as_str());
    has_number(&number) && is_address() || names(item).iter().any(is_part)
}

/// A part of the label, or several: 再委託, 再委託　許諾.
fn by_part(form: &Form, words: &str) -> Vec<ItemId> {
    let wanted = norm_key(words);
    if !has_chars(&wanted, 2) {
        return Vec::new();
    }
    let separates = |c: char| c.is_whitespace() || "/／>＞→、".contains(c);
    let parts: Vec<String> = words.split(separates).map(norm_key).collect();
    let holds = |name: &String| parts.iter().all(|part| name.contains(part.as_str()));
    form.such(|item| names(item).iter().any(holds))
}

/// The items that are called nearly so; for a number that the form does not have, those one level up.
fn near(form: &Form, words: &str) -> Vec<ItemId> {
    let mut wanted = tokens(words);
    while wanted.len() > 1 && wanted.pop().is_some() {
        let above = numbered(form, &wanted);
        if !above.is_empty() {
            return above;
        }
    }
    let alike = |item: &Item| {
        let names = [&item.key, &item.label, &item.id].into_iter();
        let names = names.chain(&item.aliases);
        let alike = names.map(|name| similarity(name, words));
        alike.fold(0.0, f64::max)
    };
    let items = form.items.iter_enumerated();
    let scored = items.map(|(id, item)| (alike(item), id));
    let mut scored: Vec<(f64, ItemId)> = scored.filter(|(alike, _)| *alike >= ALIKE).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = scored.first().map_or(0.0, |(alike, _)| *alike);
    // What is much less alike than the nearest is not meant.
    let near = scored
        .into_iter()
        .take_while(|(alike, _)| *alike > best - 0.15);
    near.map(|(_, item)| item).take(MOST_NEAR).collect()
}

/// Words that people put between the numbers of an address.
const BETWEEN: [&str; 6] = ["の", "第", "章", "節", "項", "欄"];

/// The items of an address in any way of writing: `Ⅱ３①`, `II3(1)`, `2-3-1`, `231`.
fn by_number(form: &Form, words: &str) -> Vec<ItemId> {
    let mut wanted = tokens(words);
    // 「Ⅱの３の①」
    wanted.retain(|token| !matches!(token, Token::Word(word) if BETWEEN.contains(&word.as_str())));
    let found = numbered(form, &wanted);
    if !found.is_empty() {
        return found;
    }
    // 231
    let digits = |token: &Token| match token {
        Token::Number(number) => digits_of(*number).map(Token::Number).collect(),
        other => vec![other.clone()],
    };
    let apart: Vec<Token> = wanted.iter().flat_map(digits).collect();
    match apart.len() > wanted.len() {
        true => numbered(form, &apart),
        false => Vec::new(),
    }
}

fn digits_of(number: usize) -> impl Iterator<Item = usize> {
    let digits = number.to_string().into_bytes().into_iter();
    digits.map(|digit| usize::from(digit - b'0'))
}

fn numbered(form: &Form, wanted: &[Token]) -> Vec<ItemId> {
    if !has_number(wanted) {
        return Vec::new();
    }
    let mut found = form.such(|item| {
        let mut addresses = item.address.split('|');
        addresses.any(|address| is_address(&tokens(address), wanted, item))
    });
    // An entry and its own cell share an address: the cell is a part of the entry.
    let all = found.clone();
    let entry_is_found = |item: ItemId| {
        let above = form.parent(item).filter(|above| all.contains(above));
        above.is_some_and(|above| form.guide(above).address() == form.guide(item).address())
    };
    found.retain(|item| !entry_is_found(*item));
    found
}

fn has_number(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.value().is_some())
}

/// Whether tokens are an address, or the end of it from a word on: リスク１, 委託事項⑦.
fn is_address(address: &[Token], wanted: &[Token], item: &Item) -> bool {
    let is_end = matches!(wanted.first(), Some(Token::Word(_)));
    let words = (1..address.len()).filter(|at| matches!(address[*at], Token::Word(_)));
    let mut ends = words.filter(|_| is_end).map(|at| &address[at..]);
    fits(address, wanted, item, false) || ends.any(|end| fits(end, wanted, item, false))
}

/// Whether tokens are those of an item's address. Words between numbers may be left out (Ⅱ４⑦ for Ⅱ４委託事項1⑦), and so
/// may labels above the last one; the item's own name may follow. `is_named`: the word before the number of an entry is
/// written, so that a number after it is the entry's.
fn fits(address: &[Token], wanted: &[Token], item: &Item, is_named: bool) -> bool {
    let Some((first, rest)) = address.split_first() else {
        let names = || names(item);
        let is_name = |token: &Token| matches!(token, Token::Word(word) if names().contains(word));
        return wanted.iter().all(is_name);
    };
    let same = |token: &Token| match first {
        Token::Entry => matches!(token, Token::Number(_)),
        Token::Word(_) => first == token,
        _ => token.value() == first.value(),
    };
    let met = wanted.split_first().filter(|(token, _)| same(token));
    let met = met.map(|(_, after)| after);
    let is_word = matches!(first, Token::Word(_));
    if met.is_some_and(|after| fits(rest, after, item, is_word)) {
        return true;
    }
    match first {
        Token::Entry => !(is_named && met.is_some()) && fits(rest, wanted, item, false),
        // What the address ends in has to be written.
        Token::Word(_) => {
            let goes_on = rest.iter().any(|token| *token != Token::Entry);
            goes_on && fits(rest, wanted, item, false)
        }
        Token::Number(_) | Token::Circled(_) => false,
    }
}
