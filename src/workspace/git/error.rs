//! Why an older version can't be had, and what to do about it.

use std::path::PathBuf;

use thiserror::Error;

use crate::source::lang::Lang;

/// Why a version can't be had.
#[derive(Debug, Error)]
pub enum GitError {
    /// There is no `git` to be run.
    #[error("git")]
    NotInstalled,
    /// The folder belongs to no repository.
    #[error("{0}")]
    NoRepository(PathBuf),
    /// There is no such revision.
    #[error("{revision}")]
    NoRevision {
        /// As written.
        revision: String,
        /// Whether the repository holds only the last part of its history.
        shallow: bool,
    },
    /// The revision has no such file.
    #[error("{revision}:{path}")]
    NoFile {
        /// As written.
        revision: String,
        /// The path in the repository.
        path: String,
        /// Whether the history that would show a renaming is cut off.
        shallow: bool,
    },
    /// It is a folder, a link or another repository.
    #[error("{0}")]
    NotAFile(String),
    /// It is larger than an assessment can be.
    #[error("{0}")]
    TooLarge(String),
    /// Something that can't be a revision, or a path that leads out of the repository.
    #[error("{0}")]
    BadName(String),
    /// Something else that git says.
    #[error("{0}")]
    Failed(String),
}

impl GitError {
    /// The message for people: what is wrong and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.japanese(),
            Lang::En => self.english(),
        }
    }

    fn japanese(&self) -> String {
        const SHALLOW: &str = "この置き場には新しい履歴しかありません。`git fetch --unshallow` で残りを取り込んでください（GitHub Actions では actions/checkout に `fetch-depth: 0` を指定します）";
        match self {
            GitError::NotInstalled => "git が見つかりません。版（REV）を指定するには git が要ります。git を入れるか、旧版のファイルを別に置いて指定してください".into(),
            GitError::NoRepository(folder) => format!(
                "git の置き場ではありません: {}。旧版のファイルを別に置いて指定してください",
                folder.display()
            ),
            GitError::NoRevision { revision, shallow: true } => format!("版「{revision}」がありません。{SHALLOW}"),
            GitError::NoRevision { revision, .. } => format!(
                "「{revision}」というファイルも版もありません。版の名は `git log --oneline` や `git branch -a` で確かめられます"
            ),
            GitError::NoFile { revision, path, shallow: true } => {
                format!("版「{revision}」に {path} がありません。名前を変えたファイルなら、{SHALLOW}")
            }
            GitError::NoFile { revision, path, .. } => format!(
                "版「{revision}」に {path} がありません。その版での名前を `{revision}:パス` のように指定してください"
            ),
            GitError::NotAFile(name) => format!("ファイルではありません: {name}"),
            GitError::TooLarge(name) => format!("大きすぎます: {name}"),
            GitError::BadName(name) => format!("版の名として使えません: {name}"),
            GitError::Failed(why) => format!("git が次の理由で止まりました: {why}"),
        }
    }

    fn english(&self) -> String {
        const SHALLOW: &str = "this clone has only the latest history: get the rest with `git fetch --unshallow` (in GitHub Actions, give actions/checkout `fetch-depth: 0`)";
        match self {
            GitError::NotInstalled => "git was not found; a revision needs it. Install git, or name a file with the old version".into(),
            GitError::NoRepository(folder) => format!(
                "no git repository: {}; name a file with the old version",
                folder.display()
            ),
            GitError::NoRevision { revision, shallow: true } => format!("no revision `{revision}`; {SHALLOW}"),
            GitError::NoRevision { revision, .. } => format!(
                "`{revision}` is neither a file nor a revision; `git log --oneline` and `git branch -a` list revisions"
            ),
            GitError::NoFile { revision, path, shallow: true } => {
                format!("`{revision}` has no {path}; if it was renamed: {SHALLOW}")
            }
            GitError::NoFile { revision, path, .. } => {
                format!("`{revision}` has no {path}; name it as it was called there: `{revision}:PATH`")
            }
            GitError::NotAFile(name) => format!("not a file: {name}"),
            GitError::TooLarge(name) => format!("too large: {name}"),
            GitError::BadName(name) => format!("can't be a revision: {name}"),
            GitError::Failed(why) => format!("git stopped: {why}"),
        }
    }
}
