//! Older versions of a file, through the `git` program. Nothing but reading: neither the working tree nor the index is
//! touched, no hook and no program of the user's configuration is run.

mod error;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::source::MAX_BYTES;

pub use error::GitError;

/// A file as it was at a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its path in the repository at that revision.
    pub path: String,
    /// The commit, in full.
    pub commit: String,
}

/// A revision of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The commit, in full.
    pub id: String,
    /// The path of the file there.
    pub path: String,
    /// Its day: 2026-03-27.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
}

/// A repository, found from a folder in it.
#[derive(Debug, Clone)]
pub struct Repository {
    folder: PathBuf,
    /// The folder's path inside the repository, with a `/` after it.
    prefix: String,
}

impl Repository {
    /// The repository that a folder belongs to.
    ///
    /// # Errors
    /// Where there is none, or no git.
    pub fn of(folder: &Path) -> Result<Self, GitError> {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let output = run(folder, &["rev-parse", "--show-prefix"])?;
        let prefix = output.map_err(|why| match why.contains("not a git repository") {
            true => GitError::NoRepository(folder.to_owned()),
            false => GitError::Failed(why),
        })?;
        // The last line break is git's own.
        let prefix = text(prefix.strip_suffix(b"\n").unwrap_or(&prefix));
        Ok(Repository {
            folder: folder.to_owned(),
            prefix,
        })
    }

    /// The path inside the repository of a file in or below the folder.
    pub fn inside(&self, path: &str) -> Option<String> {
        normal(&format!("{}{path}", self.prefix))
    }

    /// The files of the folder at a revision, by their paths from the folder and from the root of the repository.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn files(&self, revision: &str) -> Result<Vec<(String, String)>, GitError> {
        let commit = self.commit(revision)?;
        let mut args = vec!["ls-tree", "-r", "-z", "--name-only", "--full-tree", &commit];
        if !self.prefix.is_empty() {
            args.extend(["--", &self.prefix]);
        }
        let listed = self.must(&args)?;
        let names = listed.split(|b| *b == 0).filter(|name| !name.is_empty());
        let inside = |whole: String| Some((whole.strip_prefix(&self.prefix)?.to_owned(), whole));
        Ok(names.filter_map(|name| inside(text(name))).collect())
    }

    /// The file of a path from the root of the repository, where a revision has it.
    ///
    /// # Errors
    /// Says what is missing, or that it is no file that is read.
    pub fn at(&self, revision: &str, path: &str) -> Result<Option<Version>, GitError> {
        let commit = self.commit(revision)?;
        self.version(&commit, path)
    }

    /// The file of a path at a revision: `REV:path`, from the root of the repository or else from this folder.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn read(&self, revision: &str, path: &str) -> Result<Version, GitError> {
        let commit = self.commit(revision)?;
        let from_root = normal(path).filter(|_| !path.starts_with("./"));
        let here = self.inside(path);
        for path in from_root.iter().chain(&here) {
            if let Some(version) = self.version(&commit, path)? {
                return Ok(version);
            }
        }
        let path = from_root
            .or(here)
            .ok_or_else(|| GitError::BadName(path.to_owned()))?;
        Err(self.no_file(revision, path))
    }

    /// What the file of a path was at a revision, under whatever name; `other` is the revision at which it has that
    /// path, none for the working tree.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn read_same(
        &self,
        revision: &str,
        path: &str,
        other: Option<&str>,
    ) -> Result<Version, GitError> {
        let commit = self.commit(revision)?;
        let other = match other {
            Some(other) => Some(self.commit(other)?),
            None => None,
        };
        if let Some(version) = self.version(&commit, path)? {
            return Ok(version);
        }
        let before =
            |name: &str| self.name_before(&commit, name, other.as_deref().unwrap_or("HEAD"));
        let across = self.renamed_across(&commit, path, other.as_deref())?;
        for name in [before(path)?, across].into_iter().flatten() {
            if let Some(version) = self.version(&commit, &name)? {
                return Ok(version);
            }
        }
        Err(self.no_file(revision, path.to_owned()))
    }

    /// The revisions that changed the file of a path, the newest first, through renamings; only those after `since`.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn history(&self, path: &str, since: Option<&str>) -> Result<Vec<Commit>, GitError> {
        let range = match since {
            Some(revision) => format!("{}..HEAD", self.commit(revision)?),
            None => self.commit("HEAD")?,
        };
        let args = [
            "-c",
            "log.showSignature=false",
            "log",
            "--follow",
            "--no-ext-diff",
            "--no-textconv",
            "--format=%x01%H%x00%cs%x00%s",
            "--name-status",
            "-z",
            &range,
            "--",
            &self.spec(path),
        ];
        Ok(commits(&self.must(&args)?))
    }

    fn no_file(&self, revision: &str, path: String) -> GitError {
        GitError::NoFile {
            revision: revision.to_owned(),
            path,
            shallow: self.is_shallow(),
        }
    }

    /// The commit of a revision.
    ///
    /// # Errors
    /// Where there is none of that name.
    pub fn commit(&self, revision: &str) -> Result<String, GitError> {
        // A name that begins with `-` would be an option.
        let unusable = |c: char| c.is_control() || c == ':';
        if revision.is_empty() || revision.starts_with('-') || revision.contains(unusable) {
            return Err(GitError::BadName(revision.to_owned()));
        }
        let wanted = format!("{revision}^{{commit}}");
        match run(&self.folder, &["rev-parse", "--verify", "--quiet", &wanted])? {
            Ok(hash) => Ok(text(&hash).trim().to_owned()),
            Err(_) => Err(GitError::NoRevision {
                revision: revision.to_owned(),
                shallow: self.is_shallow(),
            }),
        }
    }

    fn is_shallow(&self) -> bool {
        let said = run(&self.folder, &["rev-parse", "--is-shallow-repository"]);
        matches!(said, Ok(Ok(answer)) if answer.starts_with(b"true"))
    }

    /// The file at a commit, where there is one.
    fn version(&self, commit: &str, path: &str) -> Result<Option<Version>, GitError> {
        let args = ["ls-tree", "-z", "--long", "--full-tree", commit, "--", path];
        let listed = self.must(&args)?;
        let of_path = |entry: &&[u8]| entry.split(|b| *b == b'\t').nth(1) == Some(path.as_bytes());
        let Some(entry) = listed.split(|b| *b == 0).find(of_path) else {
            return Ok(None);
        };
        let facts = text(entry.split(|b| *b == b'\t').next().unwrap_or_default());
        let facts: Vec<&str> = facts.split_whitespace().collect();
        let [mode, "blob", id, size] = facts.as_slice() else {
            return Err(GitError::NotAFile(path.to_owned()));
        };
        if *mode == "120000" {
            return Err(GitError::NotAFile(path.to_owned()));
        }
        if size.parse::<u64>().is_ok_and(|size| size > MAX_BYTES) {
            return Err(GitError::TooLarge(path.to_owned()));
        }
        Ok(Some(Version {
            bytes: self.must(&["cat-file", "blob", id])?,
            path: path.to_owned(),
            commit: commit.to_owned(),
        }))
    }

    /// The name of a file before the renamings between two commits.
    fn name_before(
        &self,
        commit: &str,
        path: &str,
        other: &str,
    ) -> Result<Option<String>, GitError> {
        let range = format!("{commit}..{other}");
        let args = [
            "-c",
            "log.showSignature=false",
            "log",
            "--follow",
            "--format=",
            "--name-status",
            "-z",
            "--diff-filter=R",
            &range,
            "--",
            &self.spec(path),
        ];
        // No HEAD yet, or one that the clone does not have: then no renaming is known.
        let Ok(listed) = run(&self.folder, &args)? else {
            return Ok(None);
        };
        let mut name = path.to_owned();
        for (before, after) in renamings(&listed) {
            if after == name {
                name = before;
            }
        }
        Ok((name != path).then_some(name))
    }

    /// The name of a file before a renaming that is in no commit between the two: on another branch, or only in
    /// the index.
    fn renamed_across(
        &self,
        commit: &str,
        path: &str,
        other: Option<&str>,
    ) -> Result<Option<String>, GitError> {
        let find = ["-z", "--name-status", "--find-renames", "--diff-filter=R"];
        let listed = match other {
            Some(other) => {
                self.must(&[&["diff-tree", "-r"], &find[..], &[commit, other]].concat())?
            }
            None => self.must(&[&["diff-index", "--cached"], &find[..], &[commit]].concat())?,
        };
        let mut renamings = renamings(&listed).into_iter();
        Ok(renamings
            .find(|(_, after)| after == path)
            .map(|(before, _)| before))
    }

    /// A path from the root as git takes it, which counts from the folder.
    fn spec(&self, path: &str) -> String {
        "../".repeat(self.prefix.matches('/').count()) + path
    }

    fn must(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        run(&self.folder, args)?.map_err(GitError::Failed)
    }
}

/// `\1id\0day\0subject\0M\0path\0` one after the other; a renaming has two paths.
fn commits(listed: &[u8]) -> Vec<Commit> {
    let of_commit = listed.split(|b| *b == 1).skip(1);
    let commits = of_commit.filter_map(|listed| {
        let mut parts = listed.split(|b| *b == 0);
        let mut next = || parts.next().map(text);
        let (id, date, subject) = (next()?, next()?, next()?);
        let rest = parts.filter(|part| !part.trim_ascii().is_empty());
        let path = rest.skip(1).last().map(text)?;
        Some(Commit {
            id,
            path,
            date,
            subject,
        })
    });
    commits.collect()
}

/// `R100\0old\0new\0` one after the other.
fn renamings(listed: &[u8]) -> Vec<(String, String)> {
    let mut parts = listed.split(|b| *b == 0);
    let mut found = Vec::new();
    while let Some(status) = parts.next() {
        if status.trim_ascii().starts_with(b"R")
            && let (Some(before), Some(after)) = (parts.next(), parts.next())
        {
            found.push((text(before), text(after)));
        }
    }
    found
}

/// A path without `.` and `..`; none where it leads out.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty() && !path.starts_with('/')).then(|| parts.join("/"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What git prints, or what it complains of.
fn run(folder: &Path, args: &[&str]) -> Result<Result<Vec<u8>, String>, GitError> {
    let output = Command::new("git")
        .args([
            "--no-pager",
            "--literal-pathspecs",
            "-c",
            "core.quotePath=false",
            "-c",
            "core.fsmonitor=false",
        ])
        .args(args)
        .current_dir(folder)
        // Inside a hook git names the repository of the hook; ours is the one that holds the file.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_PREFIX")
        .env("GIT_OPTIONAL_LOCKS", "0")
        // What a partial clone lacks is not fetched without being asked for.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(|e| match e.kind() {
            io::ErrorKind::NotFound if folder.is_dir() => GitError::NotInstalled,
            _ => GitError::Failed(e.to_string()),
        })?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = text(&output.stderr);
    Ok(Err(said.lines().next().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_repository() {
        assert_eq!(
            normal("a/./b/../評価書.yaml").as_deref(),
            Some("a/評価書.yaml")
        );
        assert_eq!(normal("../a"), None);
        assert_eq!(normal("/etc/passwd"), None);
        assert_eq!(normal("."), None);
    }

    #[test]
    fn revisions_are_read() {
        let listed = b"\x01ab\x002026-03-27\0one\0\nR090\0a.yaml\0b.yaml\0\x01cd\x002025-04-01\0two\0\nA\0a.yaml\0";
        let read = commits(listed);
        let read: Vec<_> = read
            .iter()
            .map(|c| (c.id.as_str(), c.path.as_str()))
            .collect();
        assert_eq!(read, [("ab", "b.yaml"), ("cd", "a.yaml")]);
    }

    #[test]
    fn renamings_are_read() {
        let listed = b"R100\0a.yaml\0b.yaml\0\nR087\0\xE6\x97\xA7.yaml\0a.yaml\0";
        assert_eq!(
            renamings(listed),
            [
                ("a.yaml".to_owned(), "b.yaml".to_owned()),
                ("旧.yaml".to_owned(), "a.yaml".to_owned())
            ]
        );
    }
}
