//! `hyokasho review fill`: what the record gives to Ⅵ of the assessment, for the items alone that are blank there.

mod proposal;

use std::path::{Path, PathBuf};

use self::proposal::{Proposal, proposals};
use super::subject::{Subject, subjects};
use super::{look_at, settings};
use crate::assessment::put::put;
use crate::assessment::{self, Assessment};
use crate::cli::{CheckOptions, Loaded, Outcome, eprint, print};
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 点検記録のファイル、又は点検記録を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "FILE")]
    records: Vec<PathBuf>,
    /// 評価書の空いている欄に書き込む。書いてある欄は変えない
    #[arg(long = "write")]
    write_items: bool,
    #[command(flatten)]
    settings: settings::Args,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let options = look_at(&args.settings, &args.records, None, None, lang)?;
    let missed = options.setup.found.errors.iter();
    let mut errors: Vec<String> = missed.map(|error| error.message(lang)).collect();
    for path in &options.setup.found.files {
        if let Err(error) = fill(path, args.write_items, &options) {
            errors.push(error);
        }
    }
    Outcome::of(&errors, false)
}

fn fill(path: &Path, writes: bool, options: &CheckOptions) -> Result<(), String> {
    let lang = options.lang;
    let loaded = Loaded::read(path, lang).map_err(|error| error.message(lang))?;
    let source = loaded.source.as_ref().map_err(|_| unread(path, lang))?;
    let document = assessment::read(source);
    let record = Assessment::open(source, &document, Stage::Draft).ok();
    let record = record.filter(|record| !record.is_broken());
    let record = record.ok_or_else(|| unread(path, lang))?;
    let subjects = subjects(path, &record, options);
    if subjects.is_empty() {
        return Err(no_assessment(path, lang));
    }
    subjects
        .iter()
        .try_for_each(|subject| of_assessment(&record, subject, writes, lang))
}

fn of_assessment(
    record: &Assessment,
    subject: &Subject,
    writes: bool,
    lang: Lang,
) -> Result<(), String> {
    let path = subject.path.as_path();
    let opened = subject
        .open(Stage::Draft)
        .filter(|opened| !opened.is_broken());
    let opened = opened.ok_or_else(|| unread(path, lang))?;
    let all = proposals(record, &opened);
    if all.is_empty() {
        eprint(&nothing(path, lang));
        return Ok(());
    }
    if !writes {
        print(&yaml(&all, path, &opened));
        eprint(&how_to_write(path, all.len(), lang));
        return Ok(());
    }
    let bytes = workspace::read_named(path).map_err(|error| error.message(lang))?;
    let name = path.display().to_string();
    let read = Source::from_bytes(name.as_str(), &bytes).map_err(|_| unread(path, lang))?;
    if read.encode(read.text()) != bytes {
        return Err(odd_bytes(path, lang));
    }
    let mut now = Source::new(name.as_str(), read.text());
    let (mut done, mut left) = (Vec::new(), Vec::new());
    for proposal in &all {
        match put(&now, proposal.id, &proposal.value) {
            Some(text) => {
                now = Source::new(name.as_str(), text);
                done.push(proposal.address.as_str());
            }
            None => left.push(proposal.address.as_str()),
        }
    }
    if !done.is_empty() {
        let written = workspace::replace(path, &read.encode(now.text()), &|there| there == bytes);
        written.map_err(|error| error.message(lang))?;
    }
    print(&said(path, &done, &left, lang));
    Ok(())
}

/// The proposals as YAML, as they are in the file, each with its address above it.
fn yaml(all: &[Proposal], path: &Path, assessment: &Assessment) -> String {
    let mut out = format!("# {}\n", path.display());
    let mut open: Vec<String> = Vec::new();
    for proposal in all {
        let keys = keys(assessment, proposal.id);
        let Some((own, above)) = keys.split_last() else {
            continue;
        };
        for (depth, key) in above.iter().enumerate() {
            if open.get(depth) != Some(key) {
                open.truncate(depth);
                out += &format!("{}{key}:\n", " ".repeat(depth * 2));
                open.push(key.clone());
            }
        }
        let column = above.len() * 2;
        let blanks = " ".repeat(column);
        out += &format!("{blanks}# {}\n", proposal.address);
        out += &format!("{blanks}{own}:{}\n", proposal.value.rendered(column, "\n"));
    }
    out
}

/// The keys that lead to an item.
fn keys(assessment: &Assessment, id: &str) -> Vec<String> {
    let form = assessment.form;
    let items = crate::assessment::field::outer(id).filter_map(|id| form.find(id));
    items.map(|item| form.items[item].key.clone()).collect()
}

fn unread(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path}: 最後まで読めないので、案を作れません。`hyokasho check {path}` で直す所を確かめてください。"
        ),
        Lang::En => format!("{path} can't be read to its end; see `hyokasho check {path}`"),
    }
}

fn no_assessment(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path}: 対象の評価書が見つかりません。「評価書」の「ファイル」に、この記録のあるフォルダーから見た場所を書いてください。"
        ),
        Lang::En => {
            format!("{path}: the assessment was not found; name its file at 評価書　ファイル")
        }
    }
}

fn odd_bytes(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path}: 文字の符号がそのままでは書き戻せないので、書き込んでいません。UTF-8 で保存してください。"
        ),
        Lang::En => {
            format!("{path}: its bytes can't be kept, so nothing was written; save it as UTF-8")
        }
    }
}

fn nothing(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path}: Ⅵに、点検記録から書ける空欄はありません。書いてある欄が記録と合うかは `hyokasho check` が確かめます。\n"
        ),
        Lang::En => format!(
            "{path}: no blank item of Ⅵ that the record could fill; `hyokasho check` says whether what stands there agrees.\n"
        ),
    }
}

fn how_to_write(path: &Path, count: usize, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path} の空欄 {count}か所の案です。--write を付けると、書いてある欄を変えずに書き込みます。文は、書き込んだ後に整えてください。\n"
        ),
        Lang::En => format!(
            "Proposals for {count} blank item(s) of {path}; --write puts them in and changes nothing else.\n"
        ),
    }
}

fn said(path: &Path, done: &[&str], left: &[&str], lang: Lang) -> String {
    let path = path.display();
    let mut out = String::new();
    match (done, lang) {
        ([], _) => {}
        (done, Lang::Ja) => {
            out += &format!(
                "{path} に書き込みました: {}。文を整えてから、`hyokasho check {path}` で確かめてください。\n",
                done.join("、")
            );
        }
        (done, Lang::En) => {
            out += &format!("Written to {path}: {}; check it again.\n", done.join(", "))
        }
    }
    match (left, lang) {
        ([], _) => {}
        (left, Lang::Ja) => {
            out += &format!(
                "{path}: 書き込めないので、手で書いてください: {}\n",
                left.join("、")
            );
        }
        (left, Lang::En) => out += &format!("{path}: write by hand: {}\n", left.join(", ")),
    }
    out
}
