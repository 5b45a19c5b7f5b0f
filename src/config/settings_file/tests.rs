use super::*;

fn read(text: &str) -> Result<Settings, Vec<String>> {
    let source = Source::new("hyokasho.toml", text);
    parse(&source, &crate::lint::rules::named(), Lang::Ja).map_err(|mistakes| {
        let mistakes = mistakes.into_iter().map(|m| {
            let place = source.position(m.span.start);
            format!("{}:{} {}", place.line, place.column, m.message)
        });
        mistakes.collect()
    })
}

#[test]
fn every_setting_is_read() {
    let text = "
paths = [\"assessments\", \"a b/c.yaml\"]
stage = \"review\"
pedantic = true
pdf-standard = \"a-2b\"
fonts = [\"a.ttf\", \"b/c.otf\"]
templates = \"office\"
[agency]
name = \"架空市長\"
short = [\"架空市\", \"本市\"]
[rules]
P001 = \"off\"
missing = \"info\"
x = \"warning\"
[[exceptions]]
rule = \"s006\"
item = \"Ⅰ２システム1③\"
file = \"assessments/*.yaml\"
reason = \"契約の後に決まるため\"
";
    let settings = read(text).expect("no mistakes");
    assert_eq!(settings.paths.len(), 2);
    assert_eq!(settings.stage, Some(Stage::Review));
    assert!(settings.levels.pedantic);
    assert_eq!(settings.output.standard, Some(Standard::A2b));
    let named = |named: &Named| named.path.clone();
    let fonts: Vec<_> = settings.output.fonts.iter().map(named).collect();
    assert_eq!(fonts, ["a.ttf", "b/c.otf"]);
    assert_eq!(
        settings.output.templates.as_ref().map(named).as_deref(),
        Some("office")
    );
    assert_eq!(settings.agency.name.as_deref(), Some("架空市長"));
    assert_eq!(settings.agency.short, ["架空市", "本市"]);
    let level = |code| settings.levels.of(code, false);
    assert_eq!(level("P001"), Some(Level::Off));
    assert_eq!(level("S004"), Some(Level::At(Severity::Info)));
    assert_eq!(level("X001"), Some(Level::At(Severity::Warning)));
    assert_eq!(level("Y002"), None);
    let [exception] = settings.exceptions.as_slice() else {
        panic!("one exception")
    };
    assert_eq!(exception.rule, "S006");
    assert!(exception.covers("assessments/a.yaml") && !exception.covers("b.yaml"));
    assert!(read("").is_ok());
    let one = read("paths = \"assessments\"").expect("no mistakes");
    assert_eq!(one.paths, [PathBuf::from("assessments")]);
}

#[test]
fn every_mistake_has_its_place() {
    let rejected = |text: &str| read(text).expect_err("a mistake").join("\n");
    assert_eq!(
        rejected("path = 1\nstage = \"pubilsh\"\n[rule]\n"),
        "1:1 「path」という設定はありません。「paths」ではありませんか。ここに書けるもの: paths、terms、stage、pedantic、pdf-standard、keep-comments、fonts、templates、agency、rules、exceptions。\n\
         2:9 「stage」に「pubilsh」は使えません。「publish」ではありませんか。使える値: draft、review、publish。\n\
         3:2 「rule」という設定はありません。「rules」ではありませんか。ここに書けるもの: paths、terms、stage、pedantic、pdf-standard、keep-comments、fonts、templates、agency、rules、exceptions。"
    );
    for (text, words) in [
        (
            "paths = 1",
            "1:9 「paths」には、[\"…\", \"…\"] の形の一覧を書きます。",
        ),
        ("paths = []", "1:9 「paths」に、点検する"),
        (
            "pedantic = \"yes\"",
            "1:12 「pedantic」には、true 又は false",
        ),
        (
            "agency = \"市\"",
            "1:10 「agency」の設定は、[agency] の見出し",
        ),
        ("stage = 1", "1:9 「stage」には、\"\" で囲んだ文字"),
        (
            "[rules]\nP01 = \"off\"",
            "2:1 「P01」という規則はありません。「P0",
        ),
        (
            "[rules]\nP001 = \"of\"",
            "2:8 「P001」に「of」は使えません。「off」",
        ),
        ("[rules]\nI001 = \"off\"", "2:1 I001 の重さ"),
        ("[rules]\nY019 = \"info\"", "2:1 Y019 の重さ"),
        (
            "[rules]\nX = \"off\"\nx = \"info\"",
            "3:1 「x」の規則の重さが",
        ),
        (
            "[rules]\nS004 = \"off\"\nmissing = \"off\"",
            "3:1 「missing」の規則の重さが",
        ),
        ("exceptions = 1", "1:14 例外は"),
        (
            "[[exceptions]]\nrule = \"S006\"\nreason = 1",
            "3:10 「reason」には",
        ),
        ("[[exceptions]]\nrule = \"S006\"", "2:8 例外に理由"),
        (
            "[[exceptions]]\nrule = \"S006\"\nreason = \" \"",
            "2:8 例外に理由",
        ),
        ("[[exceptions]]\nreason = \"a\"", "1:1 例外にする規則の番号"),
        (
            "[[exceptions]]\nrule = \"I001\"\nreason = \"a\"",
            "2:8 I001 は例外",
        ),
        (
            "[[exceptions]]\nrule = \"S906\"\nreason = \"a\"",
            "2:8 「S906」という規則",
        ),
        (
            "[[exceptions]]\nrule = \"S006\"\nreason = \"a\"\nfile = \"a**\"",
            "4:8 「a**」",
        ),
        ("stage = ", "1:9 TOML の書き方"),
    ] {
        let mistakes = rejected(text);
        assert!(
            mistakes.starts_with(words) && !mistakes.contains('\n'),
            "{text}: {mistakes}"
        );
    }
}

#[test]
fn mistakes_in_document_settings_name_the_setting() {
    let text = "pdf-standard = \"a3\"\nfonts = 1\ntemplates = [\"a\"]\n";
    let mistakes = read(text).expect_err("mistakes");
    assert!(
        mistakes[0].starts_with("1:16 「pdf-standard」に「a3」は使えません。"),
        "{mistakes:?}"
    );
    assert!(mistakes[0].ends_with("ua-1、1.7。"), "{mistakes:?}");
    assert!(
        mistakes[1].starts_with("2:9 「fonts」には、"),
        "{mistakes:?}"
    );
    assert!(
        mistakes[2].starts_with("3:13 「templates」には、"),
        "{mistakes:?}"
    );
}

#[test]
fn a_stage_may_have_its_japanese_name() {
    for (name, stage) in [
        ("下書き", Stage::Draft),
        ("点検", Stage::Review),
        ("publish", Stage::Publish),
    ] {
        let settings = read(&format!("stage = \"{name}\"\n")).expect("no mistakes");
        assert_eq!(settings.stage, Some(stage));
    }
    let mistakes = read("stage = \"下書\"\n").expect_err("no stage");
    assert!(
        mistakes[0].contains("「下書き」ではありませんか"),
        "{mistakes:?}"
    );
    let mistakes = read("stage = \"ｄｒａｆｔ\"\n").expect_err("no stage");
    assert!(
        mistakes[0].contains("「draft」ではありませんか"),
        "{mistakes:?}"
    );
}
