//! `hyokasho changelog`: the rows that 別添３ lacks, proposed or written into the file.

use std::path::{Path, PathBuf};

use jiff::civil::Date as Day;

use super::base::Version;
use super::{Outcome, base, check, eprint, print};
use crate::assessment::{self, Assessment};
use crate::changelog::Log;
use crate::changelog::base::Former;
use crate::changelog::insert::{self, Refused};
use crate::changelog::plan::{Plan, Revision};
use crate::changelog::row;
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
    let path = &workspace::as_spelt(&args.file);
    let bytes = workspace::read_named(path).map_err(|e| e.message(lang))?;
    let name = path.display().to_string();
    let source = Source::from_bytes(name, &bytes).map_err(|_| unread(path, lang))?;
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).ok();
    let whole = opened.filter(|assessment| !assessment.is_broken());
    let new = whole.ok_or_else(|| unread(path, lang))?;
    let version = base::read(&args.base, path, lang)?;
    let (source_before, document_before) = match &version {
        Version::None(_) => {
            eprint(&format!("{}\n", is_new(&args.base, lang)));
            return Ok(());
        }
        Version::There {
            source, document, ..
        } => (source, document),
    };
    let old = Assessment::open(source_before, document_before, Stage::Draft);
    let old = old.map_err(|_| unread(Path::new(&args.base), lang))?;
    let former = Former::of(args.base.clone(), &old, &new);
    let log = Log::read(&new);
    let told = Told::of(&former, &log, &new);
    let published = row::day_of_publication(&former, &new);
    let revision = |day| Revision {
        old: &old,
        former: &former,
        log: &log,
        told: &told,
        new: &new,
        day,
    };
    let Some(day) = args.date.or(published) else {
        // Without a day nothing can be added, but there may be nothing to add.
        return if told.all_is_told(&log) {
            eprint(&format!("{}\n", nothing(lang)));
            Ok(())
        } else {
            Err(no_day(lang))
        };
    };
    let plan = revision(day).plan();
    let plan = if args.write && plan.writes() {
        let written = revision(day).written();
        let (plan, text) = written.map_err(|why| refused(why, path, lang))?;
        if source.encode(source.text()) != bytes {
            return Err(old_breaks(path, lang));
        }
        if plan.writes() {
            let written = workspace::replace(path, &source.encode(&text), &|now| now == bytes);
            written.map_err(|e| e.message(lang))?;
        }
        plan
    } else {
        print(&insert::yaml(new.form, &plan.add));
        plan
    };
    eprint(&closing(args, &plan, &log, lang));
    Ok(())
}

/// What was done, and what is left to a person; each on a line.
fn closing(args: &Args, plan: &Plan, log: &Log, lang: Lang) -> String {
    if plan.is_empty() {
        return format!("{}\n", nothing(lang));
    }
    let path = args.file.display();
    let named = |rows: &[usize]| named(rows, log, lang);
    let mut lines: Vec<String> = Vec::new();
    let added = plan.add.len();
    if added > 0 {
        lines.push(match (args.write, lang) {
            (true, Lang::Ja) => format!("別添３（変更箇所）に{added}行を書き加えました: {path}"),
            (true, Lang::En) => format!("{added} row(s) written into 別添３: {path}"),
            (false, Lang::Ja) => format!(
                "別添３（変更箇所）に足りない行は{added}行です。`--write` を付けると書き加えます。提出時期と説明は案です。"
            ),
            (false, Lang::En) => format!(
                "{added} row(s) are missing in 別添３; `--write` writes them. 提出時期 and 説明 are proposals."
            ),
        });
    }
    let renewed: Vec<usize> = plan.renew.iter().map(|renewal| renewal.row).collect();
    if !renewed.is_empty() {
        let rows = named(&renewed);
        lines.push(match (args.write, lang) {
            (true, Lang::Ja) => format!(
                "すでにあった行を、いまの記載に合わせて書き直しました。提出時期と説明はそのままです: {rows}"
            ),
            (true, Lang::En) => {
                format!("Brought up to date, 提出時期 and 説明 left as they were: {rows}")
            }
            (false, Lang::Ja) => format!(
                "いまの記載と合わなくなった行があります。`--write` を付けると書き直します: {rows}"
            ),
            (false, Lang::En) => format!("No longer up to date; `--write` mends them: {rows}"),
        });
    }
    let decided = plan.renew.iter().filter(|renewal| renewal.decided);
    let decided: Vec<usize> = decided.map(|renewal| renewal.row).collect();
    if !decided.is_empty() {
        let rows = named(&decided);
        lines.push(match lang {
            Lang::Ja => format!(
                "このうち、提出時期か説明がいまの案と違う行です。書き直した内容に合うかを確かめてください: {rows}"
            ),
            Lang::En => format!("Of these, 提出時期 or 説明 differs from the proposal: {rows}"),
        });
    }
    if !plan.drop.is_empty() {
        let rows = named(&plan.drop);
        lines.push(match (args.write, lang) {
            (true, Lang::Ja) => format!("変更を取りやめたので、行を除きました: {rows}"),
            (true, Lang::En) => format!("Taken out, as nothing differs any more: {rows}"),
            (false, Lang::Ja) => format!(
                "変更を取りやめたので要らなくなった行があります。`--write` を付けると除きます: {rows}"
            ),
            (false, Lang::En) => format!("Not needed any more; `--write` takes them out: {rows}"),
        });
    }
    if args.write && added > 0 {
        lines.push(match lang {
            Lang::Ja => "提出時期と説明は案です。評価実施機関が確かめて決めてください。".into(),
            Lang::En => "提出時期 and 説明 are proposals: the agency decides.".into(),
        });
    }
    if !plan.unfit.is_empty() {
        let rows = named(&plan.unfit);
        lines.push(match lang {
            Lang::Ja => format!(
                "いまの違いと合わないか、足りない行があります。新しい行と見比べて、どちらかを消してください: {rows}"
            ),
            Lang::En => format!(
                "These rows do not fit what changed, or not all of it; compare them with the new ones and delete either: {rows}"
            ),
        });
    }
    if !plan.idle.is_empty() {
        let rows = named(&plan.idle);
        lines.push(match lang {
            Lang::Ja => format!(
                "いまの違いには当たらない行があります。取りやめた変更なら、その行を消してください: {rows}"
            ),
            Lang::En => format!(
                "These rows tell no change that there is now; delete them if it was given up: {rows}"
            ),
        });
    }
    for withheld in &plan.withheld {
        let item = &withheld.item;
        lines.push(match (withheld.number, lang) {
            (true, Lang::Ja) => format!(
                "{item} の行は書きません。本文に個人番号と思われる12桁の数字があります。消してから、もう一度実行してください。"
            ),
            (true, Lang::En) => format!(
                "No row for {item}: its text holds what looks like an individual number. Take it out first."
            ),
            (false, Lang::Ja) => format!(
                "{item} の行は書きません。書いても同じ変更の行と分からないためです。手で書いてください。"
            ),
            (false, Lang::En) => {
                format!("No row for {item}: it would not be known again; write it by hand.")
            }
        });
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// 第28行（Ⅱ６①保管場所）, numbers as they were.
fn named(rows: &[usize], log: &Log, lang: Lang) -> String {
    let name = |row: &usize| {
        let entry = log.entries.iter().find(|entry| entry.rows.contains(row));
        let item = entry.and_then(|entry| entry.item);
        let item = item.map_or("", |words| words.text.text.trim());
        let item = item.lines().next().unwrap_or("");
        match lang {
            Lang::Ja => format!("第{row}行（{item}）"),
            Lang::En => format!("row {row} ({item})"),
        }
    };
    let names: Vec<String> = rows.iter().map(name).collect();
    names.join("、")
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
