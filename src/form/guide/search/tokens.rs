//! An address in tokens: numbers, words, and the places of the numbers of entries.

use crate::form::levels::circled;
use crate::japanese::notation::{fold, is_digit, norm_key, number};

/// A piece of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Ⅱ, ３, 2, (1): width and kind of a number do not matter.
    Number(usize),
    /// ①: never the number of an entry.
    Circled(usize),
    /// The number of an entry, which need not be written.
    Entry,
    /// 委託事項, リスク, a label.
    Word(String),
}

impl Token {
    /// Its number, where it is one.
    pub(super) fn value(&self) -> Option<usize> {
        match self {
            Token::Number(value) | Token::Circled(value) => Some(*value),
            Token::Entry | Token::Word(_) => None,
        }
    }
}

/// A text in the tokens of an address.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (token, length) = if let Some(after) = entry(rest) {
            (Some(Token::Entry), rest.len() - after.len())
        } else if let Some(n) = circled(c) {
            (Some(Token::Circled(n)), c.len_utf8())
        } else if let Some(n) = roman_letter(c) {
            (Some(Token::Number(n)), c.len_utf8())
        } else if is_digit(c) {
            let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            (number(&rest[..length]).map(Token::Number), length)
        } else if let Some((n, length)) =
            roman(rest).filter(|_| tokens.is_empty() && word.is_empty())
        {
            (Some(Token::Number(n)), length)
        } else {
            // 「２ー３ー１」: a long vowel is one after a letter.
            let separates = !c.is_alphanumeric() && c != 'ー' || c == 'ー' && word.is_empty();
            if separates {
                close(&mut word, &mut tokens);
            } else {
                word.push(c);
            }
            rest = &rest[c.len_utf8()..];
            continue;
        };
        close(&mut word, &mut tokens);
        tokens.extend(token);
        rest = &rest[length..];
    }
    close(&mut word, &mut tokens);
    tokens
}

fn close(word: &mut String, tokens: &mut Vec<Token>) {
    if !word.is_empty() {
        tokens.push(Token::Word(norm_key(&std::mem::take(word))));
    }
}

/// `{n}`, `{f}`, `{1}`: what is after it.
fn entry(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?;
    Some(inner.split_once('}')?.1)
}

/// Ⅱ, ⅱ
fn roman_letter(c: char) -> Option<usize> {
    let from = |first: char| Some(u32::from(c).checked_sub(u32::from(first))? as usize + 1);
    match c {
        'Ⅰ'..='Ⅻ' => from('Ⅰ'),
        'ⅰ'..='ⅻ' => from('ⅰ'),
        _ => None,
    }
}

/// II, ii, ＩＩ, with its length in bytes.
fn roman(text: &str) -> Option<(usize, usize)> {
    let is_letter = |c: char| {
        fold(c.encode_utf8(&mut [0; 4]))
            .chars()
            .all(|c| c.is_ascii_alphabetic())
    };
    let length = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    let letters = fold(&text[..length]).to_lowercase();
    let numbers = ["i", "ii", "iii", "iv", "v", "vi"];
    let place = numbers.iter().position(|number| *number == letters)?;
    Some((place + 1, length))
}
