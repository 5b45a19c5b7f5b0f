//! 委員資料: one PDF for the committee, with the whole assessment in it.

use std::collections::BTreeMap;

use super::said;
use super::subject::Subject;
use crate::assessment::Assessment;
use crate::assets::picture::Picture;
use crate::cli::base::Version;
use crate::cli::compared::side;
use crate::cli::pdf::{self, RenderSetup};
use crate::cli::{CheckOptions, Loaded, check_inputs, report_of};
use crate::compare::changelog::logged;
use crate::compare::diff::{Comparison, Side};
use crate::document::view::packet::{Material, Packet};
use crate::document::view::redline::{self, Redline, Risks};
use crate::document::view::{self, View};
use crate::lint::rules::CheckInputs;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;

/// How the paper is called in the names of files.
const NAME: &str = "委員資料";

/// What packets are made with.
pub(super) struct Wanted<'w> {
    /// The version before that the user names.
    pub base: Option<&'w str>,
    /// Whether they are for the public.
    pub is_public: bool,
    /// Whether they are to be shown as drafts whatever the stage.
    pub is_draft: bool,
    pub render_setup: &'w RenderSetup,
    pub options: &'w CheckOptions,
}

/// The packets of a record, one for each of its assessments, with the ends of their names.
pub(super) fn packets(
    record: &Assessment,
    loaded: &Loaded,
    subjects: &[Subject],
    wanted: &Wanted,
) -> Vec<(String, Result<Vec<u8>, String>)> {
    let made = subjects.iter().zip(1..).map(|(subject, n)| {
        let end = match subjects {
            [_] => format!("{NAME}.pdf"),
            _ => format!("{NAME}{n}.pdf"),
        };
        (end, packet(record, loaded, subject, wanted))
    });
    made.collect()
}

fn packet(
    record: &Assessment,
    loaded: &Loaded,
    subject: &Subject,
    wanted: &Wanted,
) -> Result<Vec<u8>, String> {
    let (options, lang) = (wanted.options, wanted.options.lang);
    let assessment = subject
        .open(options.stage)
        .filter(|assessment| !assessment.is_broken());
    let assessment = assessment.ok_or_else(|| said::unread(&subject.path, lang))?;
    let version = subject.version(record, wanted.base, lang)?;
    let older = version.as_ref().and_then(Version::open);
    let base = version.as_ref();
    let base = base.and_then(|version| version.as_base(older.as_ref(), &assessment));
    let inputs = CheckInputs {
        base,
        ..check_inputs(&subject.path, &assessment, options)
    };
    // The packet is in Japanese, whatever the language of the screen.
    let report = report_of(&assessment, &inputs, Lang::Ja);
    let mut view = view::build(&assessment);
    if wanted.is_draft {
        Stage::Draft.id().clone_into(&mut view.stage);
    }
    let since = match (&version, &older) {
        (Some(version), Some(old)) => since(version, old, subject, &assessment, &mut view),
        _ => None,
    };
    if let Some(Version::Absent(name)) = &version {
        view.mark_as_new(name);
    }
    let material = Material {
        record,
        assessment: &assessment,
        view: &view,
        since: since.as_ref().map(|(redline, risks)| (redline, risks)),
        report: &report,
        today: options.as_of.unwrap_or(options.today),
        is_public: wanted.is_public,
    };
    let packet = Packet::of(&material);
    let pictures = inputs.pictures.into_iter();
    let pictures = pictures.filter_map(|(path, picture)| Some((path, picture.ok()?)));
    let pictures: BTreeMap<String, Picture> = pictures.collect();
    let source = (!wanted.is_public).then_some((record, loaded));
    let redline = since.as_ref().map(|(redline, _)| redline);
    pdf::packet(
        &packet,
        (&view, redline),
        (&assessment, source),
        &pictures,
        wanted.render_setup,
    )
}

/// What changed since the version before, marked in the document.
fn since(
    version: &Version,
    old: &Assessment,
    subject: &Subject,
    new: &Assessment,
    view: &mut View,
) -> Option<(Redline, Risks)> {
    let Version::Present { version, .. } = version else {
        return None;
    };
    let diff = logged::compare(old, new);
    let comparison = Comparison {
        old: side(version, old),
        new: Side::new(name_of(subject), None, new),
        diff: &diff,
    };
    let mut redline = redline::build(&comparison, old, new);
    redline.stage.clone_from(&view.stage);
    if old
        .text("cover.publication_date")
        .is_none_or(|date| date.trim().is_empty())
    {
        redline.since_a_draft();
    }
    view.mark(&mut redline);
    Some((redline, Risks::of(old, new, &diff)))
}

/// The file without its folders, which say nothing to a committee.
fn name_of(subject: &Subject) -> String {
    let name = subject.path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
