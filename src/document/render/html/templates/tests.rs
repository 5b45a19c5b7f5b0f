use std::collections::BTreeMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};
use tera::Context;

use super::{HtmlError, TEMPLATES, Templates};
use crate::source::lang::Lang;

const HOSTILE: &str = r#"</script><script>alert(1)</script> {{ entries }} <b>"#;

fn with(own: &[(&str, &str)]) -> Result<Templates, HtmlError> {
    let own = own.iter().map(|(n, t)| ((*n).into(), (*t).into()));
    Templates::with(&own.collect())
}

fn index(own: &[(&str, &str)]) -> Result<String, HtmlError> {
    let mut context = Context::new();
    let entry = BTreeMap::from([("title", HOSTILE)]);
    context.insert("entries", &[entry]);
    context.insert("totals", &BTreeMap::<&str, usize>::new());
    context.insert("compared", &false);
    with(own)?.render("index.html", context)
}

/// What may run by a page's policy, and what is in it.
fn scripts(page: &str) -> (Vec<String>, Vec<String>) {
    let policy = page.split("script-src ").nth(1).unwrap();
    let policy = policy.split("; base-uri").next().unwrap();
    let policy = policy
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/");
    let mut allowed: Vec<String> = policy.split(' ').map(ToOwned::to_owned).collect();
    let texts = page.split("<script>").skip(1);
    let hash = |text: &str| {
        let script = text.split("</script>").next().unwrap();
        format!(
            "'sha256-{}'",
            BASE64_STANDARD.encode(Sha256::digest(script))
        )
    };
    let mut held: Vec<String> = texts.map(hash).collect();
    allowed.sort();
    held.sort();
    (allowed, held)
}

const INDEX: &str = r#"{% extends "base.html" %}
{% block body %}{% for entry in entries %}<p>{{ entry.title }}</p>{% endfor %}{% endblock body %}
{% block script %}<script>{% include "sort.js" %}</script><script>{% include "own.js" %}</script>{% endblock script %}"#;

#[test]
fn a_page_of_an_office_runs_our_scripts_and_its_own_and_no_other() {
    let own = "// {{ entries }} {% if %} stand as they are\nconst a = 1 < 2;\n";
    let page = index(&[("index.html", INDEX), ("own.js", own)]).unwrap();
    let (allowed, held) = scripts(&page);
    assert_eq!(allowed, held);
    assert_eq!(held.len(), 2);
    let sort = TEMPLATES
        .iter()
        .find(|(name, _)| *name == "sort.js")
        .unwrap();
    assert!(page.contains(own) && page.contains(sort.1));
}

#[test]
fn a_changed_script_is_the_one_that_runs() {
    let page = index(&[
        ("index.html", &INDEX.replace("own.js", "sort.js")),
        ("sort.js", "let b;"),
    ]);
    let page = page.unwrap();
    let (allowed, held) = scripts(&page);
    assert_eq!(held, [allowed[0].clone(), allowed[0].clone()]);
}

#[test]
fn data_is_text_in_the_templates_of_an_office() {
    let page = index(&[("index.html", INDEX), ("own.js", "")]).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;") && page.contains("{{ entries }}"));
    let safe = INDEX.replace("entry.title", "entry.title | safe");
    let error = index(&[("index.html", &safe), ("own.js", "")]).unwrap_err();
    assert!(
        error.to_string().contains("`safe` is switched off"),
        "{error}"
    );
}

#[test]
fn templates_reach_no_file() {
    for outside in [
        "/etc/hostname",
        "../../../Cargo.toml",
        "templates/html/page.html",
    ] {
        let text = format!("{{% include \"{outside}\" %}}");
        let error = index(&[("index.html", &text)]).unwrap_err();
        assert!(error.to_string().contains("Unknown template"), "{error}");
        let text = format!("{{% extends \"{outside}\" %}}");
        index(&[("index.html", &text)]).unwrap_err();
    }
}

#[test]
fn errors_name_the_template_the_line_and_the_data() {
    let message = |text: &str, lang| {
        let error = index(&[("index.html", text), ("own.js", "")]).unwrap_err();
        error.message(lang)
    };
    assert_eq!(
        message(&INDEX.replace("entry.title", "entri.title"), Lang::Ja),
        "ページのひな形 html/index.html の2行目を処理できません（Variable `entri` is not defined）。index.html で使えるデータ: entries（評価書の一覧）、totals（指摘の合計）、compared（旧版と比べたか）、for_desk（担当者用の一覧か）。部品（component）の中では、その引数だけです。"
    );
    assert_eq!(
        message("{% include \"own.js\" %}\n{% if %}", Lang::Ja),
        "ページのひな形 html/index.html の2行目を処理できません（Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`）。"
    );
    assert_eq!(
        message("{% include \"own.js\" %}\n{{ totals | nothing }}", Lang::En),
        "page template html/index.html, line 2: Unknown filter `nothing`."
    );
}
