//! `hyokasho changelog`: the rows that 別添３ lacks, proposed or written into the file.

use std::path::{Path, PathBuf};

use jiff::civil::Date as Day;

use super::{Outcome, base, check, eprint, print};
use crate::assessment::{self, Assessment};
use crate::changelog::Log;
use crate::changelog::base::{Base, Former};
use crate::changelog::insert::{self, Refused};
use crate::changelog::row::{self, Row};
use crate::changelog::told::Told;
use crate::diagnostic::{Lang, Stage};
use crate::source::Source;
use crate::workspace;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル
    #[arg(value_name = "FILE", display_order = 1)]
    pub file: PathBuf,
    /// どの版から変わったかを調べるか: git の版（同じファイルのその版）、REV:パス、又は旧版のファイル
    #[arg(long, value_name = "REV|FILE")]
    pub base: String,
    /// 変更日（例 令和8年4月1日、2026-04-01）。省くと公表日（旧版の公表日より後のとき）
    #[arg(long, value_parser = check::day, value_name = "DATE")]
    pub date: Option<Day>,
    /// ファイルの別添３に書き加える
    #[arg(long, conflicts_with = "print")]
    pub write: bool,
    /// 書き込まずに表示する（省いたときと同じ）
    #[arg(long)]
    pub print: bool,
}

pub(super) fn run(args: &Args, lang: Lang) -> Outcome {
    match changelog(args, lang) {
        Ok(()) => Outcome::Clean,
        Err(message) => Outcome::Failed(message),
    }
}

fn changelog(args: &Args, lang: Lang) -> Result<(), String> {
    let path = args.file.as_path();
    let bytes = workspace::read_named(path).map_err(|e| e.message(lang))?;
    let name = path.display().to_string();
    let source = Source::from_bytes(name, &bytes).map_err(|_| unread(path, lang))?;
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).ok();
    let whole = opened.filter(|assessment| !assessment.is_broken());
    let new = whole.ok_or_else(|| unread(path, lang))?;
    let version = base::read(&args.base, path, lang)?;
    let Some(Base::Former(former)) = version.beside(&new) else {
        eprint(&format!("{}\n", is_new(&args.base, lang)));
        return Ok(());
    };
    let log = Log::read(&new);
    let told = Told::of(&former, &log, &new);
    if told.all_is_told(&log) {
        eprint(&format!("{}\n", nothing(lang)));
        return Ok(());
    }
    let published = row::day_of_publication(&former, &new);
    let day = args.date.or(published).ok_or_else(|| no_day(lang))?;
    let rows = row::missing(&former, &log, &told, &new, day);
    if args.write {
        let text = insert::insert(&new, &log, &rows).map_err(|why| refused(why, path, lang))?;
        if source.encode(source.text()) != bytes {
            return Err(old_breaks(path, lang));
        }
        workspace::write(path, &source.encode(&text)).map_err(|e| e.message(lang))?;
    } else {
        print(&insert::yaml(new.form, &rows));
    }
    eprint(&closing(args, &rows, lang));
    eprint(&unfit(&former, &told, &log, lang));
    Ok(())
}

/// What was done, and what is left to a person.
fn closing(args: &Args, rows: &[Row], lang: Lang) -> String {
    let (count, path) = (rows.len(), args.file.display());
    match (args.write, lang) {
        (true, Lang::Ja) => format!(
            "別添３（変更箇所）に{count}行を書き加えました: {path}\n提出時期と説明は案です。評価実施機関が確かめて決めてください。\n"
        ),
        (true, Lang::En) => format!(
            "{count} row(s) written into 別添３: {path}\n提出時期 and 説明 are proposals: the agency decides.\n"
        ),
        (false, Lang::Ja) => format!(
            "別添３（変更箇所）に足りない行は{count}行です。`--write` を付けると書き加えます。提出時期と説明は案です。\n"
        ),
        (false, Lang::En) => format!(
            "{count} row(s) are missing in 別添３; `--write` writes them. 提出時期 and 説明 are proposals.\n"
        ),
    }
}

/// Rows that tell a change otherwise than it is: the new ones stand beside them.
fn unfit(former: &Former, told: &Told, log: &Log, lang: Lang) -> String {
    let changes = 0..former.diff.changes.len();
    let untold = changes.filter(|change| !told.is_told(*change, log));
    let mut rows: Vec<usize> = untold
        .flat_map(|change| {
            told.by[change]
                .iter()
                .map(|entry| log.entries[*entry].row())
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.is_empty() {
        return String::new();
    }
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let rows = rows.join("、");
    match lang {
        Lang::Ja => format!(
            "書き加える前の別添３第{rows}行は、いまの違いと合わないか、足りません。新しい行と見比べて、どちらかを消してください。\n"
        ),
        Lang::En => format!(
            "Row(s) {rows} of 別添３, as it was, do not fit what changed, or not all of it: compare them with the new ones and delete either.\n"
        ),
    }
}

fn nothing(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "書き加える行はありません。変わった項目は、すべて別添３に書かれています。",
        Lang::En => "Nothing is missing: 別添３ tells all that changed.",
    }
}

fn is_new(base: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("「{base}」の版にこの評価書は無いので、変更箇所はありません。"),
        Lang::En => format!("`{base}` does not have this assessment, so nothing changed since."),
    }
}

fn no_day(lang: Lang) -> String {
    match lang {
        Lang::Ja => "変更日が分かりません。公表日が旧版より後になっていないので、`--date 令和8年4月1日` のように指定してください",
        Lang::En => "the day of the change is not known: 公表日 does not come after that of the old version; name it by --date",
    }
    .into()
}

fn unread(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "評価書として最後まで読めないので、変更箇所を調べられません: {path}。`hyokasho check {path}` で直す所を確かめてください"
        ),
        Lang::En => format!(
            "{path} can't be read to its end as an assessment; `hyokasho check {path}` says where to mend it"
        ),
    }
}

fn refused(why: Refused, path: &Path, lang: Lang) -> String {
    let path = path.display();
    match (why, lang) {
        (Refused::NoList, Lang::Ja) => format!(
            "「変更箇所」が行の並びになっていないので、書き加えられません: {path}。`hyokasho check {path}` で直す所を確かめてください"
        ),
        (Refused::NoList, Lang::En) => {
            format!(
                "変更箇所 is no list, so nothing can be added: {path}; see `hyokasho check {path}`"
            )
        }
        (Refused::Flow, Lang::Ja) => format!(
            "「変更箇所」が [ ] の中に書かれているので、書き加えられません: {path}。「- 変更日: …」のように1行ずつの書き方に直してください"
        ),
        (Refused::Flow, Lang::En) => {
            format!(
                "変更箇所 is written in [ ], so nothing can be added: {path}; write it line by line"
            )
        }
        (Refused::Unsafe, Lang::Ja) => format!(
            "ほかの記載を変えずに書き加えることができませんでした: {path}。`--print` で表示される行を、手で貼り付けてください"
        ),
        (Refused::Unsafe, Lang::En) => format!(
            "rows can't be added without changing something else: {path}; paste what --print shows"
        ),
    }
}

fn old_breaks(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "改行が古い形式（CR だけ）なので、ほかの行を変えずには書き加えられません: {path}。改行を LF に変えて保存し直してください"
        ),
        Lang::En => format!("line breaks are CR alone: {path}; save the file with LF first"),
    }
}
