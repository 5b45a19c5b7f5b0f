//! What `review` says when it is done, and why it could not be.

use std::path::{Path, PathBuf};

use crate::source::lang::Lang;

pub(super) fn no_name(lang: Lang) -> String {
    match lang {
        Lang::Ja => "標準入力からは作れません。点検記録のファイルを指定してください。".into(),
        Lang::En => "nothing can be made from standard input; name the record".into(),
    }
}

/// A file that was named is none.
pub(super) fn no_record(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path} は点検記録ではありません（1行目に「様式: 点検記録」と書きます）。評価書なら `hyokasho build {path}` を使ってください。"
        ),
        Lang::En => format!(
            "{path} is no record of a review (様式: 点検記録); for an assessment use `hyokasho build {path}`"
        ),
    }
}

/// There is none where the paths lead.
pub(super) fn no_records(paths: &[PathBuf], lang: Lang) -> String {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    match lang {
        Lang::Ja => format!(
            "点検記録がありません: {}。「様式: 点検記録」で始まる YAML ファイルを指定してください。",
            paths.join("、")
        ),
        Lang::En => format!(
            "no record of a review in {}; name a YAML file that begins with 様式: 点検記録",
            paths.join(", ")
        ),
    }
}

/// What was left out for the public, and where names may still stand.
pub(super) fn left_out(path: &Path, left: &[String], lang: Lang) -> String {
    const MOST: usize = 5;
    if left.is_empty() {
        return String::new();
    }
    let shown = left.iter().take(MOST).cloned().collect::<Vec<_>>();
    let (path, all) = (path.display(), left.len());
    match lang {
        Lang::Ja => {
            let more = if all > MOST {
                format!("、ほか{}か所", all - MOST)
            } else {
                String::new()
            };
            format!(
                "{path}: 委員や出席者の氏名と同じ字が、本文にまだあります: {}{more}。公表してよいか、確かめてください。\n",
                shown.join("、")
            )
        }
        Lang::En => {
            let more = if all > MOST {
                format!(" and {} more", all - MOST)
            } else {
                String::new()
            };
            format!(
                "{path}: names of members or guests still stand in {}{more}: check that they may be published.\n",
                shown.join(", ")
            )
        }
    }
}

/// What comes next: what is open first, then what the record gives to the assessment.
pub(super) fn next(path: &Path, open: usize, promised: usize, lang: Lang) -> String {
    let path = path.display();
    match (open, promised, lang) {
        (0, 0, Lang::Ja) => format!(
            "次は: `hyokasho review fill {path}` で、評価書のⅥに写せる記載を確かめてください。\n"
        ),
        (0, 0, Lang::En) => {
            format!(
                "Next: `hyokasho review fill {path}` shows what Ⅵ of the assessment can take.\n"
            )
        }
        (open, promised, Lang::Ja) => format!(
            "{path}: 答えていないもの {open}件、済んでいない約束 {promised}件があります。次は: `hyokasho review status {path}`\n"
        ),
        (open, promised, Lang::En) => format!(
            "{path}: {open} without an answer, {promised} promise(s) open. Next: `hyokasho review status {path}`\n"
        ),
    }
}

/// Nothing was asked for that the record holds.
pub(super) fn nothing(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!("{path}: 書き出すものがありません。\n"),
        Lang::En => format!("{path}: nothing to write.\n"),
    }
}

/// There is no assessment for the committee's packet.
pub(super) fn no_subject(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "{path}: 委員資料には評価書の全文が入りますが、記録が指す評価書が見つかりません。「評価書」の「ファイル」か「番号」を確かめてください。"
        ),
        Lang::En => format!(
            "{path}: 委員資料 holds the whole assessment, but none that the record names was found; see 評価書, ファイル and 番号"
        ),
    }
}

/// An assessment can't be read to its end.
pub(super) fn unread(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!(
            "評価書を最後まで読めないので、委員資料を作っていません。`hyokasho check {path}` で直す所を確かめてください"
        ),
        Lang::En => format!(
            "{path} can't be read to its end, so there is no 委員資料; `hyokasho check {path}` says where to fix it"
        ),
    }
}

/// The committee's packet is asked for, and no PDF.
pub(super) fn only_pdf(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => format!("{path}: 委員資料は PDF だけです。--format pdf を指定してください。"),
        Lang::En => format!("{path}: 委員資料 is made as PDF alone; use --format pdf"),
    }
}
