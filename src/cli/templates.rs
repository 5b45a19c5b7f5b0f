//! The templates that the settings name: a folder with `html` and `pdf` in it.

use std::path::Path;

use super::fonts::unreachable;
use super::mistakes;
use super::settings::Setup;
use crate::assets::picture;
use crate::config::settings_file::Mistake;
use crate::document::render::templates::{Own, Templates, Unused};
use crate::source::lang::Lang;
use crate::source::lang::say;
use crate::workspace::{self, Unreachable};

/// The largest template, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// What may lie in `html`.
const OF_PAGES: [&str; 3] = ["html", "css", "js"];
/// What may lie in `pdf` besides pictures.
const OF_PDF: &str = "typ";
const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "svg"];

/// How alike a name must be to the one that is offered for it.
const NEAR: f64 = 0.6;

/// The templates of a run.
///
/// # Errors
/// All that can't be used, in words.
pub(super) fn load(setup: &Setup, lang: Lang) -> Result<Templates, String> {
    let named = setup.settings.output.templates.as_ref();
    let Some((file, named)) = setup.file.as_ref().zip(named) else {
        return Ok(Templates::default());
    };
    let mut reader = Reader {
        lang,
        own: Own::default(),
        faults: Vec::new(),
    };
    let templates = match workspace::inside(&file.folder, &named.path) {
        Ok(folder) => reader.templates(&folder, &named.path),
        Err(why) => {
            reader.faults.push(unreachable(&named.path, why, lang));
            None
        }
    };
    let span = named.span;
    let mistakes = reader.faults.into_iter();
    let mistakes = mistakes.map(|message| Mistake { span, message });
    templates.ok_or_else(|| mistakes::render(&file.source, &mistakes.collect::<Vec<_>>()))
}

struct Reader {
    lang: Lang,
    own: Own,
    faults: Vec<String>,
}

impl Reader {
    /// What a folder holds; none where there are faults.
    fn templates(&mut self, folder: &Path, named: &str) -> Option<Templates> {
        let entries = workspace::entries(folder);
        let entries = entries.map_err(|why| self.faults.push(unreachable(named, why, self.lang)));
        for (name, is_folder) in entries.ok()? {
            match (name.as_str(), is_folder) {
                ("html" | "pdf", true) => self.files(folder, &name),
                (_, true) => self.faults.push(self.no_place(&name)),
                (_, false) if is_template(&name) => self.faults.push(self.no_place(&name)),
                _ => {}
            }
        }
        if self.faults.is_empty() && self.own == Own::default() {
            let message = say!(
                self.lang,
                "「{named}」にひな形がありません。「{named}/html」か「{named}/pdf」に、差し替えるひな形だけを置きます。",
                "There are no templates in `{named}`; they lie in `{named}/html` and `{named}/pdf`."
            );
            self.faults.push(message);
        }
        for unused in self.own.unused() {
            let fault = self.unused(&unused);
            self.faults.push(fault);
        }
        if !self.faults.is_empty() {
            return None;
        }
        let made = Templates::with(std::mem::take(&mut self.own));
        made.map_err(|why| self.faults.push(why.message(self.lang)))
            .ok()
    }

    /// The files of `html` or `pdf`.
    fn files(&mut self, folder: &Path, part: &str) {
        let entries = workspace::entries(&folder.join(part));
        let entries = entries.map_err(|why| self.faults.push(unreachable(part, why, self.lang)));
        for (name, is_folder) in entries.unwrap_or_default() {
            let path = format!("{part}/{name}");
            let read = if is_folder {
                Err(self.no_kind(&path))
            } else {
                self.file(folder, part, &name)
            };
            if let Err(fault) = read {
                self.faults.push(fault);
            }
        }
    }

    fn file(&mut self, folder: &Path, part: &str, name: &str) -> Result<(), String> {
        let path = format!("{part}/{name}");
        let ending = ending(name);
        match part {
            "html" if OF_PAGES.contains(&ending) => {
                let text = self.text(folder, &path)?;
                self.own.html.insert(name.to_owned(), text);
            }
            "pdf" if ending == OF_PDF => {
                let text = self.text(folder, &path)?;
                self.own.pdf.insert(name.to_owned(), text);
            }
            "pdf" if PICTURES.contains(&ending) => {
                let bytes = self.bytes(folder, &path, picture::MAX_BYTES)?;
                self.own.pictures.insert(name.to_owned(), bytes);
            }
            _ => return Err(self.no_kind(&path)),
        }
        Ok(())
    }

    fn text(&self, folder: &Path, path: &str) -> Result<String, String> {
        let bytes = self.bytes(folder, path, MAX_BYTES)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            say!(
                self.lang,
                "ひな形「{path}」を文字として読めません。UTF-8 で保存してください。",
                "Template `{path}` is no text in UTF-8."
            )
        })?;
        // Editors put it there unseen; in the middle of a page it would be a character.
        Ok(text.trim_start_matches('\u{FEFF}').to_owned())
    }

    fn bytes(&self, folder: &Path, path: &str, limit: u64) -> Result<Vec<u8>, String> {
        let bytes = workspace::read_beside(folder, path, limit).map_err(|why| match why {
            Unreachable::Outside => say!(
                self.lang,
                "ひな形「{path}」は、ひな形のフォルダーの外を指しています。ファイルそのものを置いてください。",
                "Template `{path}` leads out of the folder of templates."
            ),
            why => unreachable(path, why, self.lang),
        })?;
        if bytes.len() as u64 <= limit {
            return Ok(bytes);
        }
        let limit = limit / (1024 * 1024);
        Err(say!(
            self.lang,
            "「{path}」は大きすぎます。{limit} MB までです。",
            "`{path}` is too large; it may have {limit} MB."
        ))
    }

    fn no_place(&self, name: &str) -> String {
        say!(
            self.lang,
            "ひな形のフォルダーの「{name}」は使われません。Web ページのひな形は html、PDF のひな形は pdf という名のフォルダーに入れます。",
            "`{name}` in the folder of templates is not used: templates of pages lie in `html`, those of the PDF in `pdf`."
        )
    }

    fn no_kind(&self, path: &str) -> String {
        say!(
            self.lang,
            "「{path}」はひな形として使えません。html に置けるのは .html、.css、.js、pdf に置けるのは .typ と画像（.png、.jpg、.svg）です。",
            "`{path}` is no template: .html, .css and .js may lie in `html`, .typ and pictures (.png, .jpg, .svg) in `pdf`."
        )
    }

    fn unused(&self, unused: &Unused) -> String {
        let Unused { folder, name, .. } = unused;
        let alike = |ours: &&str| strsim::normalized_damerau_levenshtein(name, ours);
        let ours = unused.ours.iter().copied().map(|ours| (alike(&ours), ours));
        let near = ours.filter(|(score, _)| *score >= NEAR);
        let near = near.max_by(|a, b| a.0.total_cmp(&b.0));
        let near = near.map_or(String::new(), |(_, near)| {
            say!(
                self.lang,
                "「{near}」ではありませんか。",
                " Did you mean `{near}`?"
            )
        });
        say!(
            self.lang,
            "「{folder}/{name}」は、どのひな形からも使われていません。{near}差し替えるひな形は、元と同じ名にします。",
            "`{folder}/{name}` is used by no template.{near} A template replaces the one of its name."
        )
    }
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_template(name: &str) -> bool {
    OF_PAGES.contains(&ending(name)) || ending(name) == OF_PDF
}
