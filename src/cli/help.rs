//! The command line in two languages: clap speaks English only, so its frame and its errors are worded here.

mod english;

use std::error::Error as _;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::ValueHint;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};

use self::english::ENGLISH;
use super::{Cli, mistyped};
use crate::source::lang::Lang;

const TEMPLATE_JA: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}\n";

/// Whether a word is a command.
pub(super) fn is_command(word: &str) -> bool {
    word == "help" || Cli::command().find_subcommand(word).is_some()
}

/// The language that the arguments or the environment ask for; Japanese by default.
pub(super) fn language(args: &[OsString]) -> Lang {
    let args: Vec<_> = args.iter().map(|a| a.to_string_lossy()).collect();
    let inline = args
        .iter()
        .find_map(|a| a.strip_prefix("--lang=").map(ToOwned::to_owned));
    let after = args
        .windows(2)
        .find(|pair| pair[0] == "--lang")
        .map(|pair| pair[1].to_string());
    let asked = inline
        .or(after)
        .or_else(|| std::env::var("HYOKASHO_LANG").ok());
    match asked.as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Ja,
    }
}

/// Parses the arguments; on help, version or a mistake says so and gives the exit status.
pub(super) fn parse(args: &[OsString], lang: Lang) -> Result<Cli, ExitCode> {
    let mut command = command(lang);
    let args = &as_option(args);
    let parsed = command
        .try_get_matches_from_mut(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let is_shown = |error: &clap::Error| !error.use_stderr();
    let parsed = match mistyped::taken_for_a_file(&command, args) {
        Some(mistake) if !parsed.as_ref().is_err_and(is_shown) => Err(mistake),
        _ => parsed,
    };
    parsed.map_err(|mut error| {
        mistyped::suggest(&mut error, &command, args);
        let help = format!("{} --help", mistyped::meant(&command, args));
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                super::print(&error.render().to_string());
                return super::exit(Ok(super::Outcome::Clean), lang);
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                super::eprint(&error.render().to_string())
            }
            _ if lang == Lang::En => {
                let words = error.render().to_string();
                super::eprint(&words.replace("try '--help'", &format!("try '{help}'")));
            }
            _ => super::eprint(&format!("hyokasho: {}\n", japanese(&error, &help))),
        }
        ExitCode::from(2)
    })
}

/// `help check` as `check --help`: both are in use among programs of this kind.
fn as_option(args: &[OsString]) -> Vec<OsString> {
    match args {
        [program, word, rest @ ..] if word == "help" => {
            let help = OsString::from("--help");
            let words = [program].into_iter().chain(rest);
            words.cloned().chain([help]).collect()
        }
        _ => args.to_vec(),
    }
}

/// The command line, described in a language.
pub(super) fn command(lang: Lang) -> Command {
    localised(Cli::command(), lang, "")
}

/// `above` is the command that it belongs to.
fn localised(command: Command, lang: Lang, above: &str) -> Command {
    let english = |name: &str| {
        ENGLISH
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, text)| *text)
    };
    let name = command.get_name().to_owned();
    let (frame, options, commands, arguments, show_help) = match lang {
        Lang::Ja => (
            Some(TEMPLATE_JA),
            "オプション",
            "コマンド",
            "引数",
            "この説明を表示する",
        ),
        Lang::En => (None, "Options", "Commands", "Arguments", "Print help"),
    };
    let mut command = command
        .subcommand_help_heading(commands)
        .disable_help_flag(true)
        .disable_version_flag(true);
    if let Some(frame) = frame {
        command = command.help_template(frame);
    }
    if lang == Lang::En
        // A command can share its name with an option: `diff:` is the command.
        && let Some(text) = english(&format!("{above} {name}"))
            .or_else(|| english(&format!("{name}:")))
            .or_else(|| english(&name))
    {
        command = command.about(text);
    }
    command = command.mut_args(|arg| {
        let heading = if arg.is_positional() {
            arguments
        } else {
            options
        };
        let values = arg.get_action().takes_values();
        let arg = arg.help_heading(heading).hide_possible_values(values);
        let arg = arg.hide_default_value(values && lang == Lang::Ja);
        let arg = if names_no_file(&arg) {
            arg.value_hint(ValueHint::Other)
        } else {
            arg
        };
        match english(arg.get_id().as_str()) {
            Some(text) if lang == Lang::En => arg.help(text),
            _ => arg,
        }
    });
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help);
    command = command.arg(help.help(show_help).help_heading(options));
    if name == "hyokasho" {
        let show = if lang == Lang::Ja {
            "版の番号を表示する"
        } else {
            "Print version"
        };
        let version = clap::Arg::new("version")
            .short('V')
            .long("version")
            .action(clap::ArgAction::Version);
        command = command.arg(version.help(show).help_heading(options));
    }
    command.mut_subcommands(|sub| localised(sub, lang, &name))
}

/// Whether the value of an argument is no file for certain: a day, a number, the name of a form. A shell that knows nothing
/// of a value completes files.
fn names_no_file(arg: &Arg) -> bool {
    const OF_FILES: [&str; 5] = ["FILE", "PATH", "DIR", "OLD", "NEW"];
    let names = arg.get_value_names().unwrap_or_default();
    let is_file = |name: &&str| names.iter().any(|known| known.contains(*name));
    let is_unknown = arg.get_value_hint() == ValueHint::Unknown;
    let is_any = arg.get_possible_values().is_empty();
    arg.get_action().takes_values() && is_unknown && is_any && !OF_FILES.iter().any(is_file)
}

/// A mistake on the command line in Japanese; `help` is the command that shows how it is written.
fn japanese(error: &clap::Error, help: &str) -> String {
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string);
    let wrong =
        context(ContextKind::InvalidArg).or_else(|| context(ContextKind::InvalidSubcommand));
    let wrong = wrong.unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let near = context(ContextKind::SuggestedSubcommand)
        .or_else(|| context(ContextKind::SuggestedArg))
        .or_else(|| context(ContextKind::SuggestedValue));
    let near = near.filter(|near| !near.is_empty());
    let near = near.map_or(String::new(), |near| {
        format!("「{near}」ではありませんか。")
    });
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("「{wrong}」というコマンドはありません。{near}"),
        ErrorKind::UnknownArgument => format!("「{wrong}」という指定はありません。{near}"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("{wrong} に続けて値を書いてください。")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = context(ContextKind::ValidValue).map(|v| format!("使える値: {v}。"));
            let written = || {
                let example = error.source()?.to_string();
                let example = example.strip_prefix("such as ").unwrap_or(&example);
                Some(format!("書き方の例: {example}。"))
            };
            let known = known.or_else(written).unwrap_or_default();
            format!("{wrong} に「{value}」は使えません。{near}{known}")
        }
        ErrorKind::MissingRequiredArgument => format!("{wrong} を指定してください。"),
        ErrorKind::ArgumentConflict => format!("{wrong} は、ほかの指定と同時に使えません。"),
        ErrorKind::NoEquals => format!("{wrong} の値は = でつないで書いてください。"),
        _ => "指定の書き方が違います。".into(),
    };
    format!("{message}使い方は `{help}` で表示します。")
}
