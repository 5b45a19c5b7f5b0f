//! `hyokasho diff`: what changed between two versions, item by item.

use clap::ValueEnum;

use super::{Outcome, look, print};
use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Lang, Stage};
use crate::diff;
use crate::report::diff::{Comparison, Side, human, json};
use crate::source::Source;
use crate::workspace::versions::{self, Versioned};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 旧版: ファイル、REV:パス、又は REV だけ（もう一方と同じファイルの、その版）
    #[arg(value_name = "OLD", display_order = 1)]
    pub old: String,
    /// 新版: 同じ書き方
    #[arg(value_name = "NEW", display_order = 2)]
    pub new: String,
    /// 出力の形（画面用 human、機械用 json）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Outcome {
    match compare(args, lang) {
        Ok(text) => {
            print(&text);
            Outcome::Clean
        }
        Err(message) => Outcome::Failed(message),
    }
}

fn compare(args: &Args, lang: Lang) -> Result<String, String> {
    let (old, new) = versions::pair(&args.old, &args.new).map_err(|e| e.message(lang))?;
    let (old_source, new_source) = (source(&old, lang)?, source(&new, lang)?);
    let (old_tree, new_tree) = (assessment::read(&old_source), assessment::read(&new_source));
    let before = whole(
        Assessment::open(&old_source, &old_tree, Stage::Draft),
        &old,
        lang,
    )?;
    let after = whole(
        Assessment::open(&new_source, &new_tree, Stage::Draft),
        &new,
        lang,
    )?;
    let diff = diff::compare(&before, &after);
    let comparison = Comparison {
        old: side(&old, &before),
        new: side(&new, &after),
        diff: &diff,
    };
    Ok(match args.format {
        Format::Human => human::render(&comparison, look(lang)),
        Format::Json => json::render(&comparison),
    })
}

fn side(version: &Versioned, assessment: &Assessment) -> Side {
    let revision = version.revision.clone();
    let revision = revision.map(|r| (r.named, r.commit));
    Side::new(version.path.clone(), revision, assessment)
}

fn source(version: &Versioned, lang: Lang) -> Result<Source, String> {
    Source::from_bytes(version.name(), &version.bytes).map_err(|_| unread(version, lang))
}

/// An assessment that can be compared to its end.
fn whole<'a>(
    opened: Result<Assessment<'a>, NoForm>,
    version: &Versioned,
    lang: Lang,
) -> Result<Assessment<'a>, String> {
    let opened = opened.ok().filter(|assessment| !assessment.is_broken());
    opened.ok_or_else(|| unread(version, lang))
}

fn unread(version: &Versioned, lang: Lang) -> String {
    let name = version.name();
    let what = match (&version.revision, lang) {
        (None, Lang::Ja) => format!("`hyokasho check {name}` で直す所を確かめてください"),
        (None, Lang::En) => format!("`hyokasho check {name}` says where to mend it"),
        (Some(_), Lang::Ja) => format!(
            "`git show {name} > old.yaml` で取り出し、`hyokasho check old.yaml` で直す所を確かめてください"
        ),
        (Some(_), Lang::En) => format!(
            "take it out by `git show {name} > old.yaml`; `hyokasho check old.yaml` says where to mend it"
        ),
    };
    match lang {
        Lang::Ja => format!("評価書として最後まで読めないので、比べられません: {name}。{what}"),
        Lang::En => format!(
            "{name} can't be read to its end as an assessment, so nothing is compared; {what}"
        ),
    }
}
