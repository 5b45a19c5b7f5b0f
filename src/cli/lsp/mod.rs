//! `hyokasho lsp`: a language server, by which any editor shows and fixes what `check` finds.
//!
//! A `session` is one conversation: `server` answers its requests, `notifications` takes up what the editor reports, `pull`
//! checks and sends findings. `documents` holds the open texts, `folder` what holds for those of a folder. `diagnose` is `check`,
//! `act` what can be done about its findings. The other features are functions of a [`snapshot`](snapshot::Snapshot) and a byte
//! of its text; `answer` puts what they find into the words of the protocol, and `convert` alone knows its places. Nothing here
//! writes a file.

mod abilities;
mod act;
mod answer;
mod client;
mod complete;
mod convert;
mod diagnose;
mod documents;
mod fold;
pub(super) mod folder;
mod found;
mod go;
mod hover;
mod inlay;
mod item;
mod mention;
mod names;
mod notifications;
mod options;
mod outline;
mod pull;
mod refusal;
mod rename;
mod server;
mod session;
mod snapshot;
mod stdio;
mod uri;
mod view;

use std::io::{self, IsTerminal as _};

use lsp_server::Connection;
pub use options::ServerOptions;

use super::{Outcome, StageArg, eprint, settings};
use crate::source::lang::{Lang, say};

#[derive(clap::Args)]
pub(super) struct Args {
    /// どの段階として点検するか（下書き、点検、公表。draft、review、publish でもよい）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    stage: Option<StageArg>,
    #[command(flatten)]
    settings: settings::FileArgs,
    /// 標準入出力で通信する（省いたときと同じ。指定するエディターがある）
    #[arg(long)]
    stdio: bool,
}

/// Serves an editor over standard input and output.
pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let (config, no_config) = args.settings.parts();
    let options = ServerOptions {
        stage: args.stage.map(Into::into),
        config,
        no_config,
        base: None,
        lang,
    };
    if io::stdin().is_terminal() {
        eprint(&for_editors(lang));
    }
    let (connection, writer) = stdio::connect();
    let is_orderly = serve(&connection, options);
    // The answers are written to the last before the program ends.
    drop(connection);
    let _ = writer.join();
    Ok(match is_orderly {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}

/// What is said to who starts it by hand.
fn for_editors(lang: Lang) -> String {
    say!(
        lang,
        "これはエディターが起動するサーバーです。エディターの設定は docs/editor.md にあります。終わるには Ctrl+C を押してください。\n",
        "This is a server that editors start; docs/editor.md says how to set them up. Ctrl+C ends it.\n"
    )
}

/// Serves an editor until it says that it ends; whether it did so in order: `shutdown`, then `exit`.
pub fn serve(connection: &Connection, options: ServerOptions) -> bool {
    session::Session::new(connection, options).run()
}
