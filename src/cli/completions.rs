//! `hyokasho completions`: what makes a shell complete commands, options and their values.

use std::path::{Path, PathBuf};

use clap_complete::{Shell, generate};

use super::{Outcome, help, print};
use crate::source::lang::Lang;
use crate::workspace::{self, STANDARD_OUTPUT};

#[derive(clap::Args)]
pub(super) struct Args {
    /// シェル（bash、zsh、fish、powershell、elvish）
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
    /// 書き出すファイル。省くと画面に出す
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub script_file: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let mut script = Vec::new();
    generate(
        args.shell,
        &mut help::command(lang),
        "hyokasho",
        &mut script,
    );
    let file = args.script_file.as_deref();
    match file.filter(|file| *file != Path::new(STANDARD_OUTPUT)) {
        Some(file) => {
            let script = [mark(args.shell), &script].concat();
            workspace::write(file, &script).map_err(|error| error.message(lang))?;
        }
        None => print(&String::from_utf8_lossy(&script)),
    }
    Ok(Outcome::Clean)
}

/// The mark by which the PowerShell of Windows sees that a script is UTF-8; it takes one without for the old code page.
fn mark(shell: Shell) -> &'static [u8] {
    match shell {
        Shell::PowerShell => "\u{feff}".as_bytes(),
        _ => b"",
    }
}
