//! The command line in two languages: clap speaks English only, so its frame and its errors are worded here.

use std::error::Error as _;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Command, CommandFactory as _, FromArgMatches as _};

use super::{Cli, mistyped};
use crate::source::lang::Lang;

/// The English of every text that the command line shows, by command and argument.
const ENGLISH: &[(&str, &str)] = &[
    (
        "hyokasho",
        "Checks privacy impact assessments (全項目評価書) and prints them as the official form in PDF and HTML",
    ),
    (
        "lang",
        "Language of messages (ja or en); also by the environment variable HYOKASHO_LANG",
    ),
    (
        "colour",
        "When to use colours: auto (on a terminal), always or never; also by the environment variables NO_COLOR and FORCE_COLOR",
    ),
    (
        "new:",
        "Begin an assessment: a few questions become a draft with the items that the form asks for",
    ),
    (
        "new_file",
        "The file to make (default: asked for, with a name made of the number and the work); a file that is there is not written over",
    ),
    ("new_form", "The form of the document"),
    (
        "answers",
        "A file (YAML) with the answers to the questions; - is standard input",
    ),
    (
        "answers_template",
        "Print a file of answers to be filled in",
    ),
    (
        "like",
        "An older assessment, or one of another body, whose texts are taken over and marked to be looked at",
    ),
    (
        "guide",
        "How much is said of each blank item in comments: none, short or full",
    ),
    ("check", "Check assessments and show all findings"),
    (
        "fmt",
        "Put assessments into the order and layout of the form; what they say stays",
    ),
    (
        "arranged",
        "Assessments, or folders with assessments (default: `paths` of hyokasho.toml); - is standard input, to standard output",
    ),
    (
        "only_look",
        "Write nothing and name what is not in order (exit status 1 if there is any)",
    ),
    (
        "show_patch",
        "Write nothing and show the changes as a patch",
    ),
    (
        "build",
        "Check assessments and write PDF, HTML and an index",
    ),
    (
        "export",
        "Make a workbook (Excel) or a document (Word) of an assessment, to go on writing in",
    ),
    ("office_format", "What to make: xlsx (Excel) or docx (Word)"),
    (
        "office_file",
        "File to write; by itself out/NAME.xlsx or out/NAME.docx",
    ),
    (
        "exported_at",
        "The stage: draft, review or publish, which leaves out what the form does not print (default: `stage` of hyokasho.toml, else draft)",
    ),
    (
        "import:",
        "Make an assessment (YAML) of a workbook, a document, a PDF or a web page",
    ),
    (
        "import_file",
        "The file: Excel (xlsx, xlsm, xls, ods), Word (docx), PDF, HTML, text (md, txt) or csv",
    ),
    (
        "import_out",
        "The file to write (default: NAME.yaml beside the source, which must not be there yet)",
    ),
    (
        "import_form",
        "様式 of the assessment (default: the one that fits)",
    ),
    (
        "import_edition",
        "版 of the form (default: the one that fits)",
    ),
    (
        "import_sheets",
        "A sheet to read; may be repeated (default: all)",
    ),
    ("import_report", "How the closing report is shown"),
    ("diff:", "Show item by item how two versions differ"),
    (
        "old",
        "The old version: a file, REV:PATH, or a revision alone for the same file as on the other side",
    ),
    ("new", "The new version, given the same way"),
    (
        "changelog",
        "Show or write the rows that 別添３ (変更箇所) lacks, by what changed since another version",
    ),
    (
        "log",
        "Show which revision changed an assessment, or one of its items, with the rows of 別添３ that cover it",
    ),
    (
        "log_item",
        "The item: its address (Ⅱ６①保管場所) or its id (default: all items)",
    ),
    (
        "log_since",
        "Look only at what came after this git revision (default: from the first version on)",
    ),
    ("most", "How many versions to show, the newest first"),
    ("log_format", "Output format"),
    ("file", "The assessment"),
    (
        "watch",
        "Check on each save, and show which findings came and which went (Ctrl+C to stop)",
    ),
    (
        "watched_baseline",
        "Leave out the findings in this file (written by check --write-baseline)",
    ),
    (
        "lsp",
        "Run the server for editors (language server): findings, completion, explanations and fixes",
    ),
    (
        "stdio",
        "Talk over standard input and output (the default; some editors name it)",
    ),
    (
        "completions",
        "Make a shell complete commands, options and their values",
    ),
    ("shell", "bash, zsh, fish, powershell or elvish"),
    ("script_file", "File to write (default: to the screen)"),
    ("man", "Make the help of commands pages for `man`"),
    (
        "page_of",
        "Whose page, such as check or review status (default: that of all)",
    ),
    (
        "pages",
        "Folder for the pages of all commands, such as ~/.local/share/man/man1",
    ),
    (
        "base",
        "The version to compare with: a git revision (the same file there), REV:PATH, or a file",
    ),
    (
        "date",
        "変更日 of the rows (default: 公表日, where it comes after that of the old version)",
    ),
    (
        "since",
        "The git tag or revision to compare with (the same file there), instead of --base",
    ),
    ("write", "Write the rows into 別添３ of the file"),
    (
        "rebuild",
        "Make all rows of this revision anew and write them (after a merge of two branches); 提出時期 and 説明 stay",
    ),
    (
        "group_renames",
        "Write one row, which lists the items, for a name (of an office, a law or a system) that is replaced in several and nothing else",
    ),
    ("print", "Show the rows and write nothing (the default)"),
    (
        "review",
        "Make the papers of a review (report, minutes, answers, recommendation) of its record",
    ),
    (
        "review status",
        "Show questions without an answer, and promises with their days, by who has to answer",
    ),
    (
        "review fill",
        "Propose what the record gives to blank items of Ⅵ (評価実施手続) of the assessment",
    ),
    (
        "records",
        "Records of a review, or folders with such (default: `paths` of hyokasho.toml)",
    ),
    (
        "paper",
        "The papers to make: 報告 (report), 会議録 (minutes), 質疑回答 (questions), 意見回答 (opinions), 答申 (recommendation), 記録 (the whole record); several with commas (default: those for which the record holds something)",
    ),
    (
        "paper_format",
        "What to make: html, pdf, docx, with commas between them (default: all)",
    ),
    (
        "public",
        "For the public: without the names of people, exceptions and the YAML",
    ),
    (
        "reviewed_since",
        "The old version of the assessment to compare with (a git revision, REV:PATH or a file; default: 対象の版 of the record)",
    ),
    (
        "write_items",
        "Put them into the blank items of the assessment; what stands there stays",
    ),
    (
        "status",
        "List the assessments with their deadlines and findings",
    ),
    (
        "status_of",
        "The day as of which the list is made, such as 2026-04-01 (default: today)",
    ),
    (
        "with_findings",
        "Also write NAME.findings.html, a page with the findings next to the items, and index.findings.html (not to be published)",
    ),
    (
        "force_draft",
        "At publish, write assessments that have findings, too, marked 素案",
    ),
    (
        "schema",
        "Make a JSON Schema of the form, by which editors help to write YAML",
    ),
    (
        "schema_form",
        "The form: 全項目評価書 (the default) or 点検記録",
    ),
    (
        "schema_edition",
        "The edition, such as 平成30年5月 (default: the newest)",
    ),
    (
        "schema_out",
        "The file to write; without it, or with -, the screen",
    ),
    (
        "explain:",
        "Explain an item of the form (what belongs there, when, how it is written) or a rule (what, why, how to fix it)",
    ),
    (
        "explained",
        "An item by address, label or id (Ⅱ３①, 2-3-1, 対象人数), or the code of a rule (S004); without it all rules are listed",
    ),
    (
        "explained_form",
        "The form in which the item is looked for: 全項目評価書 or 点検記録 (default: in this order); without an item all its items are listed",
    ),
    (
        "paths",
        "Assessments, or folders with assessments (default: `paths` of hyokasho.toml)",
    ),
    (
        "stage",
        "The stage to check for: draft, review or publish (default: `stage` of hyokasho.toml, else draft)",
    ),
    ("format", "Output format"),
    (
        "pdf_standard",
        "The standard that PDFs keep to (default: `pdf-standard` of hyokasho.toml, else a-3a, which is PDF/A-3a with PDF/UA-1)",
    ),
    (
        "layout",
        "How html and pdf are laid out: redline, or table (新旧対照表, new and old side by side)",
    ),
    (
        "diffed_at",
        "The stage of the new version: draft, review or publish; html, pdf and docx of a draft are marked 素案 (default: `stage` of hyokasho.toml, else publish)",
    ),
    (
        "built_since",
        "The old version to compare with (a git revision, REV:PATH or a file): changed items are marked, and what changed is written to NAME.redline.html and .pdf",
    ),
    (
        "deny",
        "Exit with 1 when there is a finding of this severity or above",
    ),
    (
        "fix",
        "Fix what can be fixed safely (--fix=unsafe: also what needs a review)",
    ),
    ("out", "Folder for the output"),
    (
        "out_file",
        "File to write; by itself human and json go to the screen, the others to out/NAME.redline.html, .pdf or .docx (NAME.table.html for the table)",
    ),
    ("diff", "Show the fixes as a patch and write nothing"),
    (
        "as_of",
        "The day as of which law and deadlines are read, such as 2026-04-01 (default: 公表日)",
    ),
    (
        "outputs",
        "Also write the findings to a file, such as sarif=result.sarif (- is standard output); may be repeated",
    ),
    (
        "config",
        "The settings file; without it hyokasho.toml is looked for from the assessments' folders upwards",
    ),
    ("no_config", "Use no settings file and no terms of your own"),
    (
        "baseline",
        "Leave out the findings in this file (written by --write-baseline); say only how many",
    ),
    (
        "write_baseline",
        "Write the findings of now to a file, so that only new ones count afterwards",
    ),
    ("pedantic", "Also run the opt-in rules"),
];

const TEMPLATE_JA: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}\n";

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
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                super::print(&error.render().to_string());
                return super::exit(Ok(super::Outcome::Clean), lang);
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                super::eprint(&error.render().to_string())
            }
            _ if lang == Lang::En => super::eprint(&error.render().to_string()),
            _ => super::eprint(&format!("hyokasho: {}\n", japanese(&error))),
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

/// A mistake on the command line in Japanese.
fn japanese(error: &clap::Error) -> String {
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
    format!("{message}使い方は `hyokasho --help` で表示します。")
}
