//! The templates of a run: ours, and those that an office puts in their place.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::html;

macro_rules! template {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../templates/pdf/", $name)),
        )
    };
}

/// Our templates of the PDF.
const PDF: [(&str, &str); 18] = [
    template!("main.typ"),
    template!("style.typ"),
    template!("text.typ"),
    template!("cells.typ"),
    template!("form.typ"),
    template!("cover.typ"),
    template!("contents.typ"),
    template!("figure.typ"),
    template!("records.typ"),
    template!("changes.typ"),
    template!("document.typ"),
    template!("ratings.typ"),
    template!("redline.typ"),
    template!("changed.typ"),
    template!("packet.typ"),
    template!("sheet.typ"),
    template!("paper.typ"),
    template!("signs.typ"),
];

static OURS: LazyLock<Templates> = LazyLock::new(Templates::default);

/// An office's own templates, which replace ours or are added to them, by file name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Templates, styles and scripts of the pages.
    pub html: BTreeMap<String, String>,
    /// Templates of the PDF.
    pub pdf: BTreeMap<String, String>,
    /// Pictures that the templates of the PDF use.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// The templates of a run.
#[derive(Default)]
pub struct Templates {
    /// None where they are ours alone.
    html: Option<html::Templates>,
    own: Own,
}

impl Templates {
    /// Ours alone.
    pub fn embedded() -> &'static Self {
        &OURS
    }

    /// Ours, with an office's own.
    ///
    /// # Errors
    /// One of those of the pages can't be read; those of the PDF are read when one is made.
    pub fn with(own: Own) -> Result<Self, html::HtmlError> {
        let html = html::Templates::with(&own.html)?;
        let html = Some(html);
        Ok(Templates { html, own })
    }

    /// Those of the pages.
    pub fn html(&self) -> &html::Templates {
        let ours = html::Templates::embedded();
        self.html.as_ref().unwrap_or(ours)
    }

    /// Those of the PDF, by name.
    pub fn pdf(&self) -> BTreeMap<&str, &str> {
        in_use(&PDF, &self.own.pdf)
    }

    /// What is not ours.
    pub fn own(&self) -> &Own {
        &self.own
    }
}

/// A file that no template uses: its name is likely misspelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused<'o> {
    /// Its folder: `html` or `pdf`.
    pub folder: &'static str,
    /// Its name.
    pub name: &'o str,
    /// The names that we have there.
    pub ours: Vec<&'static str>,
}

impl Own {
    /// The files that are neither in the place of one of ours nor named by any template.
    pub fn unused(&self) -> Vec<Unused<'_>> {
        let (pages, pdf) = (
            in_use(&html::TEMPLATES, &self.html),
            in_use(&PDF, &self.pdf),
        );
        let unused = |folder, name, ours: &[(&'static str, &str)], all: &BTreeMap<&str, &str>| {
            let is_ours = ours.iter().any(|(n, _)| *n == name);
            // Parts (components) are called by their own names.
            let has_parts = all
                .get(name)
                .is_some_and(|text| text.contains("{% component"));
            let named = all
                .iter()
                .any(|(n, text)| *n != name && text.contains(name));
            (!is_ours && !has_parts && !named).then(|| Unused {
                folder,
                name,
                ours: ours.iter().map(|(name, _)| *name).collect(),
            })
        };
        let of_pages = self.html.keys();
        let of_pages = of_pages.filter_map(|name| unused("html", name, &html::TEMPLATES, &pages));
        let of_pdf = self.pdf.keys().chain(self.pictures.keys());
        let of_pdf = of_pdf.filter_map(|name| unused("pdf", name, &PDF, &pdf));
        of_pages.chain(of_pdf).collect()
    }
}

fn in_use<'t>(
    ours: &[(&'static str, &'static str)],
    own: &'t BTreeMap<String, String>,
) -> BTreeMap<&'t str, &'t str> {
    let mut texts: BTreeMap<&str, &str> = ours.iter().copied().collect();
    texts.extend(
        own.iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    texts
}
