//! Styles and scripts of the desk, each a file of its own.

/// A file that the pages ask for at `/static/NAME`.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub mime: &'static str,
    /// What is in it.
    pub text: &'static str,
}

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! asset {
    ($name:literal, $mime:expr) => {
        Asset {
            name: $name,
            mime: $mime,
            text: include_str!(concat!("../../../../templates/desk/", $name)),
        }
    };
}

/// All of them.
pub const ASSETS: [Asset; 18] = [
    Asset {
        name: "style.css",
        mime: CSS,
        text: include_str!("../../../../templates/html/style.css"),
    },
    asset!("desk.css", CSS),
    asset!("icon.svg", SVG),
    asset!("form.js", SCRIPT),
    asset!("api.js", SCRIPT),
    asset!("morph.js", SCRIPT),
    asset!("boxes.js", SCRIPT),
    asset!("saving.js", SCRIPT),
    asset!("lists.js", SCRIPT),
    asset!("grids.js", SCRIPT),
    asset!("paste.js", SCRIPT),
    asset!("dates.js", SCRIPT),
    asset!("findings.js", SCRIPT),
    asset!("dialogs.js", SCRIPT),
    asset!("preview.js", SCRIPT),
    asset!("home.js", SCRIPT),
    asset!("new.js", SCRIPT),
    asset!("versions.js", SCRIPT),
];
