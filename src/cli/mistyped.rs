//! What a mistyped command, option or value may have been meant for. Names are compared in any width, commands are also
//! known by what officers call them, and an option that was typed in the Japanese mode of a keyboard is not taken for a file.

use std::ffi::OsString;
use std::path::Path;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::assets::lists::commands;
use crate::japanese::nearest::nearest;
use crate::japanese::notation::fold;

/// What stands where a hyphen was meant: hyphens, dashes, and the mark of a long vowel on the same key.
const HYPHENS: &str = "-‐‑–—―−－ーｰ";

/// Commands by what officers call them; the first whose word occurs is meant.
const CALLED: [(&str, &[&str]); 15] = [
    ("new", commands::NEW),
    ("import", commands::IMPORT),
    ("review", commands::REVIEW),
    ("watch", commands::WATCH),
    ("check", commands::CHECK),
    ("fmt", commands::FMT),
    ("build", commands::BUILD),
    ("export", commands::EXPORT),
    ("changelog", commands::CHANGELOG),
    ("diff", commands::DIFF),
    ("log", commands::LOG),
    ("status", commands::STATUS),
    ("explain", commands::EXPLAIN),
    ("completions", commands::COMPLETIONS),
    ("man", commands::MAN),
];

/// The command that a line goes to, with those above it: 「hyokasho review status」.
pub(super) fn meant(command: &Command, args: &[OsString]) -> String {
    Line::read(command, args).path.join(" ")
}

/// Adds to a mistake what may have been meant, for the words of either language.
pub(super) fn suggest(error: &mut clap::Error, command: &Command, args: &[OsString]) {
    let text = |kind: ContextKind| error.get(kind).map(ToString::to_string);
    let (kind, near) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let near = command_near(Line::read(command, args).here, &word);
            (ContextKind::SuggestedSubcommand, near)
        }
        ErrorKind::UnknownArgument => {
            let word = text(ContextKind::InvalidArg).unwrap_or_default();
            let near = option_near(Line::read(command, args).here, &word);
            (ContextKind::SuggestedArg, near)
        }
        ErrorKind::InvalidValue => {
            let arg = text(ContextKind::InvalidArg).unwrap_or_default();
            let value = text(ContextKind::InvalidValue).unwrap_or_default();
            let here = Line::read(command, args).here;
            let known = here.get_arguments().find(|known| known.to_string() == arg);
            if let Some(values) = known.map(values)
                && !values.is_empty()
            {
                error.insert(ContextKind::ValidValue, ContextValue::Strings(values));
            }
            let near = known.and_then(|known| value_near(known, &value));
            (ContextKind::SuggestedValue, near)
        }
        _ => return,
    };
    if let Some(near) = near {
        error.insert(kind, ContextValue::String(near));
    }
}

/// A mistake that clap can't see, as it takes the word for a file: an option with other hyphens, and a mistyped command
/// below one that also takes files.
pub(super) fn taken_for_a_file(command: &Command, args: &[OsString]) -> Option<clap::Error> {
    let Line { here, words, .. } = Line::read(command, args);
    let is_option = |word: &str| word.starts_with(|c| HYPHENS.contains(c));
    let mut options = words.iter().filter(|word| is_option(word));
    if let Some((word, near)) = options.find_map(|word| Some((word, option_near(here, word)?))) {
        let (place, meant) = (ContextKind::InvalidArg, ContextKind::SuggestedArg);
        let mut error = clap::Error::new(ErrorKind::UnknownArgument).with_cmd(here);
        error.insert(place, ContextValue::String(word.clone()));
        error.insert(meant, ContextValue::String(near));
        return Some(error);
    }
    let word = words.first()?;
    let is_path = word.contains(['.', '/', '\\', ':', '*']);
    let names = here.get_subcommands().map(Command::get_name);
    let near = nearest(word, names).filter(|_| !is_path)?;
    let mut error = clap::Error::new(ErrorKind::InvalidSubcommand).with_cmd(here);
    let (place, meant) = (
        ContextKind::InvalidSubcommand,
        ContextKind::SuggestedSubcommand,
    );
    error.insert(place, ContextValue::String(word.clone()));
    error.insert(meant, ContextValue::String(near.to_owned()));
    Some(error)
}

/// How far a command line can be followed.
struct Line<'c> {
    /// The command that is meant.
    here: &'c Command,
    /// The names of the commands down to it.
    path: Vec<&'c str>,
    /// The words after it that are no options, no values of such and no files that are there.
    words: Vec<String>,
}

impl<'c> Line<'c> {
    fn read(command: &'c Command, args: &[OsString]) -> Self {
        let mut line = Line {
            here: command,
            path: vec![command.get_name()],
            words: Vec::new(),
        };
        let mut words = args.iter().skip(1).map(|arg| arg.to_string_lossy());
        while let Some(word) = words.next() {
            if word == "--" {
                break;
            } else if word.starts_with('-') && word.len() > 1 {
                if takes_next(line.here, &word) {
                    words.next();
                }
            } else if line.words.is_empty()
                && let Some(below) = line.here.find_subcommand(&*word)
            {
                line.here = below;
                line.path.push(below.get_name());
            } else if std::ptr::eq(line.here, command) {
                break;
            } else if word != "-" && !Path::new(&*word).exists() {
                line.words.push(word.into_owned());
            }
        }
        line
    }
}

/// Whether the value of an option is the next word.
fn takes_next(command: &Command, word: &str) -> bool {
    let is = |arg: &&Arg| match word.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => arg.get_short() == word[1..].chars().next() && word.chars().count() == 2,
    };
    let found = command.get_arguments().find(is);
    found.is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
}

/// The command that a word may mean. Words that a full-width blank joins are one to the shell.
fn command_near(here: &Command, word: &str) -> Option<String> {
    let word = word.split_whitespace().next()?;
    let names = here.get_subcommands().filter(|known| !known.is_hide_set());
    let near = nearest(word, names.map(Command::get_name));
    let folded = fold(word);
    let is_called = |words: &[&str]| words.iter().any(|known| folded.contains(&fold(known)));
    let called = || {
        let known = CALLED
            .iter()
            .filter(|(name, _)| here.find_subcommand(name).is_some());
        let called = { known }.find(|(_, words)| is_called(words));
        called.map(|(name, _)| *name)
    };
    near.or_else(called).map(str::to_owned)
}

/// The option that a word may mean, with its hyphens.
fn option_near(here: &Command, word: &str) -> Option<String> {
    let name = word.trim_start_matches(|c| HYPHENS.contains(c));
    let name = name.split(['=', '＝']).next()?;
    let known = here.get_arguments().filter(|arg| !arg.is_hide_set());
    let name = fold(name);
    let mut letters = name.chars();
    let short = letters.next().filter(|_| letters.next().is_none());
    if let Some(short) = short {
        let is = |arg: &Arg| arg.get_short() == Some(short);
        return { known }.any(is).then(|| format!("-{short}"));
    }
    let longs = known.filter_map(Arg::get_long);
    nearest(&name, longs).map(|long| format!("--{long}"))
}

/// The value of an option that a word may mean.
fn value_near(arg: &Arg, word: &str) -> Option<String> {
    let known = arg.get_possible_values();
    let names = known.iter().flat_map(|value| value.get_name_and_aliases());
    nearest(word, names).map(str::to_owned)
}

/// The values of an option, each with the Japanese word that is taken for it, too: 「draft（下書き）」.
fn values(arg: &Arg) -> Vec<String> {
    let shown = |value: &PossibleValue| {
        let name = value.get_name();
        let mut names = value.get_name_and_aliases();
        match names.find(|name| !name.is_ascii()) {
            Some(word) if word != name => format!("{name}（{word}）"),
            _ => name.to_owned(),
        }
    };
    arg.get_possible_values().iter().map(shown).collect()
}
