//! `hyokasho desk`: the form as a page in the browser, which writes itself into the YAML file.
//!
//! ```text
//! browser ─▶ server: host, origin and token ─▶ Ask ─▶ worker (one thread, owns all files) ─▶ Answer
//! ```
//!
//! `server` lets through what comes from our own pages alone, `routes` says what each address asks for. The worker answers
//! one request after the other, as the language server does: a check is short and uses all cores by itself. `session` holds
//! the open files. `file` is one open assessment: its text is always what stands on the disk; `history` undoes, `conflict`
//! says whether two hands changed one item. Pages are made by `document::render::desk`.

mod acts;
mod begin;
mod browser;
mod conflict;
mod file;
mod history;
mod lock;
mod made;
mod pages;
mod routes;
mod said;
mod server;
mod session;
mod token;
mod versions;
mod worker;

use std::path::{Path, PathBuf};

use super::lsp::ServerOptions;
use super::{Outcome, StageArg, eprint, print, settings};
use crate::source::lang::Lang;
use crate::workspace::{self, DiskError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー。省くと今のフォルダー
    #[arg(value_name = "PATH")]
    desk_path: Option<PathBuf>,
    /// 待ち受けるポートの番号。省くと空いているもの
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// ブラウザーを開かない（開く番地だけを表示する）
    #[arg(long)]
    no_open: bool,
    /// どの段階として点検するか（下書き draft、点検 review、公表 publish）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    stage: Option<StageArg>,
    #[command(flatten)]
    settings: settings::FileArgs,
}

/// Serves the desk until it is stopped.
pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let path = args.desk_path.as_deref().unwrap_or(Path::new("."));
    let path = workspace::as_spelt(path);
    if !path.exists() {
        return Err(DiskError::Missing(path).message(lang));
    }
    let path = workspace::absolute(&path);
    if path.is_file() && !workspace::is_yaml(&path) {
        return Err(said::no_yaml(&path, lang));
    }
    let (root, first) = match path.is_dir() {
        true => (path, None),
        false => (workspace::folder_of(&path).to_owned(), Some(path.clone())),
    };
    let (config, no_config) = args.settings.parts();
    let options = ServerOptions {
        stage: args.stage.map(Into::into),
        config,
        no_config,
        base: None,
        lang,
    };
    let worker = worker::start(root, options);
    let serving = server::Serving::bind(args.port, lang)?;
    let address = serving.first_address(first.as_deref().and_then(Path::file_name));
    print(&said::open_at(&address, lang));
    if !args.no_open && !browser::open(&address) {
        eprint(&said::no_browser(lang));
    }
    serving.serve(worker, lang)?;
    Ok(Outcome::Clean)
}
