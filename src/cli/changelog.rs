//! `hyokasho changelog`: the rows that 別添３ lacks, proposed or written into the file.

mod said;

use std::path::{Path, PathBuf};

use jiff::civil::Date as Day;

use super::base::{self, Version};
use super::{Outcome, check, eprint, print, review};
use crate::assessment::{self, Assessment};
use crate::compare::changelog::base::Former;
use crate::compare::changelog::coverage::Coverage;
use crate::compare::changelog::revision::Revision;
use crate::compare::changelog::{Log, insert, merged, row};
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace;
use crate::yaml::Document;
use crate::yaml::typos::TypoKind;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル
    #[arg(value_name = "FILE", display_order = 1)]
    pub file: PathBuf,
    /// どの版から変わったかを調べるか: git の版（同じファイルのその版）、REV:パス、又は旧版のファイル
    #[arg(long, value_name = "REV|FILE", required_unless_present = "since")]
    pub base: Option<String>,
    /// どの git のタグや版から変わったかを調べるか（同じファイルのその版）。--base の代わり
    #[arg(long, value_name = "TAG", conflicts_with = "base")]
    pub since: Option<String>,
    /// 変更日（例 令和8年4月1日、2026-04-01）。省くと公表日（旧版の公表日より後のとき）
    #[arg(long, value_parser = check::day, value_name = "DATE")]
    pub date: Option<Day>,
    /// ファイルの別添３に書き加える
    #[arg(long, conflicts_with = "print")]
    pub write: bool,
    /// この改訂の行をすべて作り直して書き込む（二つの版を併合した後など）。提出時期と説明は引き継ぐ
    #[arg(long)]
    pub rebuild: bool,
    /// 同じ名前（部署、法令、システム）の置換えだけの行を1行にまとめ、項目を並べる
    #[arg(long)]
    pub group_renames: bool,
    /// 書き込まずに表示する（省いたときと同じ）
    #[arg(long)]
    pub print: bool,
}

impl Args {
    /// How the user names the version before.
    fn base(&self) -> &str {
        let named = self.since.as_ref().or(self.base.as_ref());
        named.map_or("", String::as_str)
    }

    fn writes(&self) -> bool {
        (self.write || self.rebuild) && !self.print
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    changelog(args, lang)?;
    Ok(Outcome::Clean)
}

fn changelog(args: &Args, lang: Lang) -> Result<(), String> {
    let path = &workspace::as_spelt(&args.file);
    let bytes = workspace::read_named(path).map_err(|e| e.message(lang))?;
    let name = path.display().to_string();
    if super::import::is_foreign(path, &bytes) {
        return Err(said::no_yaml(path, lang));
    }
    let unread = || said::unread(path, lang);
    let file = Source::from_bytes(name.as_str(), &bytes).map_err(|_| unread())?;
    let source = if args.rebuild {
        &with_all_rows(&file, path, lang)?
    } else {
        &file
    };
    let document = assessment::read(source);
    let in_two = |typo: &crate::yaml::typos::Typo| typo.kind == TypoKind::Conflict;
    if let Some(typo) = document.typos.iter().find(|typo| in_two(typo)) {
        let line = source.line_of(typo.span.start);
        return Err(said::in_two(path, line, !args.rebuild, lang));
    }
    let opened = Assessment::open(source, &document, Stage::Draft).ok();
    let whole = opened.filter(|assessment| !assessment.is_broken());
    let new = whole.ok_or_else(unread)?;
    if let Some(refused) = review::refused(path, &new, lang) {
        return Err(refused);
    }
    let version = match &args.since {
        Some(revision) => base::since(revision, path, lang)?,
        None => base::read(args.base(), path, lang)?,
    };
    let (source_before, document_before) = match &version {
        Version::Absent(name) => {
            eprint(&format!("{}\n", said::is_new(name, lang)));
            return Ok(());
        }
        Version::Present {
            source, document, ..
        } => (source, document),
    };
    let old = Assessment::open(source_before, document_before, Stage::Draft);
    let old = old.map_err(|_| said::unread(Path::new(args.base()), lang))?;
    let former = Former::of(args.base().to_owned(), &old, &new);
    let log = Log::read(&new);
    let coverage = Coverage::of(&former, &log, &new);
    let Some(day) = args.date.or(row::day_of_publication(&former, &new)) else {
        // Without a day nothing can be added, but there may be nothing to add.
        return if coverage.is_complete() {
            eprint(&format!("{}\n", said::nothing(lang)));
            Ok(())
        } else {
            Err(said::no_day(lang))
        };
    };
    let revision = Revision {
        old: &old,
        former: &former,
        log: &log,
        coverage: &coverage,
        new: &new,
        day,
        groups: args.group_renames,
    };
    let (plan, text) = if args.rebuild {
        // A day that is named is meant for all rows.
        revision.rebuilt(args.date.is_none())
    } else if args.writes() {
        revision.written()
    } else {
        Ok((revision.plan(), source.text().to_owned()))
    }
    .map_err(|why| said::refused(why, path, lang))?;
    let is_changed = text != file.text();
    if args.writes() && is_changed {
        if file.encode(file.text()) != bytes {
            return Err(said::old_breaks(path, lang));
        }
        let written = workspace::replace(path, &file.encode(&text), &|now| now == bytes);
        written.map_err(|e| e.message(lang))?;
    }
    if !args.writes() {
        print(&insert::yaml(new.form, &plan.add));
    }
    eprint(&said::closing(args, &plan, &log, is_changed, lang));
    eprint(&said::renames(args, &plan, &former, lang));
    Ok(())
}

/// The text of an assessment with the rows that 別添３ lacks, as `--write` writes them by itself.
///
/// # Errors
/// In words: one of the two can't be read to its end, or it is not known on which day they changed.
pub(super) fn with_rows(
    path: &Path,
    source: &Source,
    document: &Document,
    version: &Version,
    lang: Lang,
) -> Result<String, String> {
    let opened = Assessment::open(source, document, Stage::Draft).ok();
    let whole = opened.filter(|assessment| !assessment.is_broken());
    let new = whole.ok_or_else(|| said::unread(path, lang))?;
    if let Some(refused) = review::refused(path, &new, lang) {
        return Err(refused);
    }
    let Some(old) = version.open() else {
        return Ok(source.text().to_owned());
    };
    let former = Former::of(String::new(), &old, &new);
    let log = Log::read(&new);
    let coverage = Coverage::of(&former, &log, &new);
    let day = row::day_of_publication(&former, &new);
    let revision = Revision {
        old: &old,
        former: &former,
        log: &log,
        coverage: &coverage,
        new: &new,
        day: day.ok_or_else(|| said::no_publication(lang))?,
        groups: false,
    };
    let (_, text) = revision
        .written()
        .map_err(|why| said::refused(why, path, lang))?;
    Ok(text)
}

/// A file with all rows of 別添３, each whole, where two branches were merged in it.
fn with_all_rows(file: &Source, path: &Path, lang: Lang) -> Result<Source, String> {
    let joined = merged::joined(file).map_err(|why| said::unjoined(why, path, lang))?;
    let text = joined.unwrap_or_else(|| file.text().to_owned());
    let source = Source::new(file.name(), text);
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).ok();
    let parted = opened.as_ref().and_then(merged::parted);
    Ok(parted.map_or(source, |text| Source::new(file.name(), text)))
}
