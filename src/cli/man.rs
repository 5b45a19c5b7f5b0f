//! `hyokasho man`: the help of each command as a page for `man`.

use std::io;
use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::{Outcome, help, print, written};
use crate::japanese::nearest::nearest;
use crate::source::lang::{Lang, say};
use crate::workspace;

#[derive(clap::Args)]
pub(super) struct Args {
    /// どのコマンドの頁か（例 check、review status）。省くと全体の頁
    #[arg(value_name = "COMMAND")]
    pub page_of: Vec<String>,
    /// すべてのコマンドの頁を書き出すフォルダー（例 ~/.local/share/man/man1）
    #[arg(
        short = 'o',
        long = "out",
        value_name = "DIR",
        conflicts_with = "page_of"
    )]
    pub pages: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let mut command = help::command(lang);
    command.build();
    let Some(folder) = &args.pages else {
        let mut command = &command;
        for name in &args.page_of {
            let below = command.find_subcommand(name);
            command = below.ok_or_else(|| no_command(command, name, lang))?;
        }
        print(&page(command, lang).1);
        return Ok(Outcome::Clean);
    };
    let mut pages = Vec::new();
    gather(&command, lang, &mut pages);
    let mut files = Vec::new();
    for (name, text) in pages {
        let file = folder.join(name);
        workspace::write(&file, text.as_bytes()).map_err(|error| error.message(lang))?;
        files.push(file);
    }
    print(&written(&files, lang));
    Ok(Outcome::Clean)
}

fn no_command(command: &Command, name: &str, lang: Lang) -> String {
    let near = nearest(name, command.get_subcommands().map(Command::get_name));
    let near = near.map_or(String::new(), |near| {
        say!(
            lang,
            "「{near}」ではありませんか。",
            " Did you mean `{near}`?"
        )
    });
    say!(
        lang,
        "「{name}」というコマンドはありません。{near}",
        "there is no command {name}.{near}"
    )
}

/// The pages of a command and of all below it, with the names of their files.
fn gather(command: &Command, lang: Lang, pages: &mut Vec<(String, String)>) {
    pages.push(page(command, lang));
    let below = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    below.for_each(|sub| gather(sub, lang, pages));
}

/// The page of a command, with the name of its file.
fn page(command: &Command, lang: Lang) -> (String, String) {
    let man = Man::new(command.clone());
    let mut bytes: Vec<u8> = Vec::new();
    // A list of bytes takes all that comes.
    let rendered: io::Result<()> = man.render(&mut bytes);
    debug_assert!(rendered.is_ok());
    let text = String::from_utf8_lossy(&bytes);
    let file = man.get_filename();
    let title = file.trim_end_matches(".1").to_uppercase();
    let version = env!("CARGO_PKG_VERSION");
    let lines = text.lines().map(|line| match line.starts_with(".TH ") {
        // What has no value would be left out, and the next taken for it.
        true => format!(".TH {title} 1 \"\" \"hyokasho {version}\" \"\"\n{AS_WRITTEN}"),
        false => dressed(line, lang) + "\n",
    });
    (file, lines.collect())
}

/// No word is parted, as `--pedan‐tic` is no option and `sarif=re‐sult.sarif` no value, and no line is stretched.
const AS_WRITTEN: &str = ".nh\n.ad l\n";

/// A line of a page: headings in the language, and leave to break a line between Japanese characters, which have no blanks.
fn dressed(line: &str, lang: Lang) -> String {
    if lang == Lang::Ja
        && let Some((_, heading)) = HEADINGS
            .iter()
            .find(|(known, _)| line.strip_prefix(".SH ") == Some(known))
    {
        return format!(".SH {heading}");
    }
    if line.starts_with(['.', '\'']) || line.is_ascii() {
        return line.to_owned();
    }
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut out = String::new();
    let mut start = 0;
    for end in segmenter.segment_str(line).filter(|end| *end > 0) {
        let (before, after) = line.split_at(end);
        out.push_str(&before[start..]);
        start = end;
        let is_wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        let (last, next) = (before.chars().next_back(), after.chars().next());
        if next.is_some() && last != Some(' ') && (is_wide(last) || is_wide(next)) {
            out.push_str("\\:");
        }
    }
    out
}

/// The headings that the pages have by themselves.
const HEADINGS: [(&str, &str); 5] = [
    ("NAME", "名前"),
    ("SYNOPSIS", "書式"),
    ("DESCRIPTION", "説明"),
    ("VERSION", "版"),
    ("EXTRA", "補足"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_may_break_between_characters_but_not_before_a_full_stop() {
        let line = dressed("項目を、直す。\\fB\\-\\-fix\\fR を使う", Lang::Ja);
        assert!(line.contains("項\\:目\\:を、\\:直\\:す。"), "{line}");
        assert!(line.contains("\\fB\\-\\-fix\\fR を"), "{line}");
        assert_eq!(
            line.replace("\\:", ""),
            "項目を、直す。\\fB\\-\\-fix\\fR を使う"
        );
        assert_eq!(dressed(".SH NAME", Lang::Ja), ".SH 名前");
        assert_eq!(dressed(".SH NAME", Lang::En), ".SH NAME");
    }
}
