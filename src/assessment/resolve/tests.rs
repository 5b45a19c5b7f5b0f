use super::*;
use crate::source::Source;
use crate::source::diagnostic::Stage;

/// References as officials print them, with the items they mean.
const PRINTED: [(&str, &str); 46] = [
    ("（評価書の種類）", "form"),
    ("Ⅰ２➁システムの機能", "basic.systems[?].functions"),
    ("（別添1）事務内容", "flow_figure"),
    (
        "Ⅱ３④入手にかかる妥当性\n＜貸出しの事務＞",
        "files[1].overview.intake.validity",
    ),
    ("Ⅱ３⑤本人への明示", "files[1].overview.intake.notice"),
    ("Ⅱ３➁入手方法", "files[1].overview.intake.methods"),
    (
        "Ⅱ３③入手の時期・頻度\n＜貸出しの事務＞",
        "files[1].overview.intake.timing",
    ),
    ("Ⅱ４委託事項4", "files[1].overview.entrustment.items[4]"),
    (
        "Ⅱ４委託事項4➀委託内容",
        "files[1].overview.entrustment.items[4].content",
    ),
    ("Ⅱ３⑧使用方法", "files[1].overview.intake.usage"),
    (
        "Ⅱ３⑧使用方法　情報の突合\n＜貸出しの事務＞",
        "files[1].overview.intake.usage.matching",
    ),
    ("Ⅱ６➀保管場所", "files[1].overview.storage.place"),
    (
        "Ⅱ４委託事項4➁取扱いを委託する特定個人情報ファイルの範囲　その妥当性",
        "files[1].overview.entrustment.items[4].scope.validity",
    ),
    (
        "Ⅱ４委託事項4④委託先への特定個人情報ファイルの提供方法",
        "files[1].overview.entrustment.items[4].methods",
    ),
    (
        "Ⅲ２リスク１　対象者以外の情報の入手を防止するための措置の内容\n＜追加措置＞",
        "files[1].risks.intake.off_purpose.other_people",
    ),
    (
        "Ⅲ２リスク３　入手の際の本人確認の措置の内容",
        "files[1].risks.intake.inaccurate.identity_check",
    ),
    (
        "Ⅲ２リスク３　特定個人情報の正確性確保の措置の内容",
        "files[1].risks.intake.inaccurate.accuracy",
    ),
    (
        "Ⅲ２リスク１　必要な情報以外を入手することを防止するための措置の内容",
        "files[1].risks.intake.off_purpose.other_information",
    ),
    (
        "Ⅲ２リスク２　リスクに対する措置の内容",
        "files[1].risks.intake.improper_method.measures",
    ),
    (
        "Ⅲ２リスク４　リスクに対する措置の内容",
        "files[1].risks.intake.leak.measures",
    ),
    (
        "Ⅲ４特定個人情報ファイルの取扱いの委託　情報保護管理体制の確認\n<追加措置>",
        "files[1].risks.entrustment.management_system",
    ),
    (
        "Ⅲ５リスク２　リスクに対する措置の内容\n<追加措置>",
        "files[1].risks.provision.improper_method.measures",
    ),
    (
        "Ⅲ３特定個人情報の使用におけるその他のリスク及びそのリスクに対する措置\n＜追加措置＞",
        "files[1].risks.use.other_risks",
    ),
    (
        "Ⅲ７リスク１⑥技術的対策　具体的な対策の内容",
        "files[1].risks.storage.leak.technical.content",
    ),
    (
        "Ⅳ１➀自己点検　具体的なチェック方法\n＜追加措置＞",
        "other_risks.audit.self_check.method",
    ),
    (
        "Ⅲ５リスク３　リスクに対する措置の内容\n<追加措置>",
        "files[1].risks.provision.wrong.measures",
    ),
    (
        "Ⅲ５リスク３　特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた提供を除く。）におけるその他のリスク及びそのリスクに対する措置\n＜追加措置＞",
        "files[1].risks.provision.other_risks",
    ),
    ("Ⅳ３　＜貸出しの事務における追加措置＞", "other_risks.other"),
    (
        "Ⅳ１➁監査　具体的な内容\n＜追加措置＞",
        "other_risks.audit.audit.content",
    ),
    (
        "Ⅳ２従業者に対する教育・啓発　具体的な方法\n＜貸出しの事務にお",
        "other_risks.training.method",
    ),
    ("Ⅴ１➀請求先", "disclosure.request.office"),
    (
        "（別添２）特定個人情報ファイル記録項目",
        "files[1].records[?]",
    ),
    // Other ways to write one.
    (
        "Ⅱ特定個人情報ファイルの概要\n３．特定個人情報の入手・使用\n①入手元",
        "files[1].overview.intake.sources",
    ),
    ("II３①入手元", "files[1].overview.intake.sources"),
    ("Ⅰ２システム3②", "basic.systems[3].functions"),
    ("Ⅱ３②入手元", "files[1].overview.intake.sources"),
    ("Ⅱ－３－①　入手元", "files[1].overview.intake.sources"),
    (
        "II　特定個人情報ファイルの概要 5.特定個人情報の提供・移転（委託に伴うものを除く。） 提供先2 ①法令上の根拠",
        "files[1].overview.provision.recipients[2].legal_basis",
    ),
    (
        "Ⅲ３リスク２　アクセス権限の管理　具体的な管理方法",
        "files[1].risks.use.unauthorized.access_control.method",
    ),
    (
        "Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策　※（７．リスク１⑨を除く。）\n７．特定個人情報の保管・消去\nリスク１：特定個人情報の漏えい・滅失・毀損リスク\n⑥技術的対策",
        "files[1].risks.storage.leak.technical",
    ),
    ("評価書名", "cover.title"),
    ("Ⅱ　３　（２）入手方法", "files[1].overview.intake.methods"),
    (
        "Ⅱ．４．委託事項（2）．①",
        "files[1].overview.entrustment.items[2].content",
    ),
    (
        "Ⅱ４委託事項No.2　委託先名",
        "files[1].overview.entrustment.items[2].contractor",
    ),
    ("Ⅲ２リスク②", "files[1].risks.intake.improper_method"),
    (
        "Ⅲ５　特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた\n提供を除く。）におけるその他のリスク及びそのリスクに対する措置",
        "files[1].risks.provision.other_risks",
    ),
];

#[test]
fn printed_references_name_their_items() {
    let source = Source::new("a.yaml", "特定個人情報ファイル:\n  - 名称: 貸出ファイル\n");
    let document = crate::assessment::read(&source);
    let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
        panic!("the form is read");
    };
    let id = |text: &str| {
        let found = resolve(&assessment, text);
        found.map(|r| r.id(assessment.form)).unwrap_or_default()
    };
    let wrong: Vec<String> = PRINTED
        .iter()
        .filter(|(text, wanted)| id(text) != *wanted)
        .map(|(text, wanted)| format!("{text}: {} for {wanted}", id(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_number_that_contradicts_its_label_is_reported() {
    let source = Source::new("a.yaml", "様式: 全項目評価書\n");
    let document = crate::assessment::read(&source);
    let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
        panic!("the form is read");
    };
    let manner = |text: &str| resolve(&assessment, text).map(|r| r.manner);
    assert_eq!(manner("Ⅱ３①入手元"), Some(Manner::AsPrinted));
    assert_eq!(manner("Ⅱ３②入手元"), Some(Manner::LabelAlone));
    assert_eq!(manner("Ⅱ３④入手にかかる妥当性"), Some(Manner::CloseLabel));
    assert_eq!(manner("図書館の休館日"), None);
    assert_eq!(manner("Ⅵ３　結果"), Some(Manner::LevelSkipped));
}

#[test]
fn references_are_distinguished() {
    let words = |text: &str| -> Vec<String> {
        let found = references(text).into_iter();
        found.map(|range| text[range].to_owned()).collect()
    };
    assert_eq!(
        words("Ⅰ７①部署\nⅠ７②所属長の役職名"),
        ["Ⅰ７①部署", "Ⅰ７②所属長の役職名"]
    );
    assert_eq!(words("Ⅱ３①、Ⅱ３②"), ["Ⅱ３①", "Ⅱ３②"]);
    assert_eq!(
        words("Ⅱ概要\n３．入手・使用\n①入手元"),
        ["Ⅱ概要\n３．入手・使用\n①入手元"]
    );
    let source = Source::new("a.yaml", "様式: 全項目評価書\n");
    let document = crate::assessment::read(&source);
    let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
        panic!("the form is read");
    };
    let resolver = Resolver::new(&assessment);
    for text in [
        "Ⅱ３①、②",
        "Ⅰ７①部署　②所属長の役職名",
        "Ⅱ４委託事項1～3",
        "Ⅲ２リスク１、リスク２",
    ] {
        assert_eq!(resolver.resolve(text), Meaning::Several, "{text}");
    }
    assert_eq!(resolver.resolve("図書館の休館日"), Meaning::Nothing);
    let Meaning::Item(found) = resolver.resolve("Ⅱ５①法令上の根拠") else {
        panic!("an item is found");
    };
    assert_eq!(found.rivals.len(), 1);
}

/// Every item by its address, with its label after it, and by the labels on the way to it, one for each line.
#[test]
fn every_item_is_found_however_it_is_written() {
    let source = Source::new("a.yaml", "様式: 全項目評価書\n");
    let document = crate::assessment::read(&source);
    let Ok(assessment) = Assessment::open(&source, &document, Stage::Draft) else {
        panic!("the form is read");
    };
    let form = assessment.form;
    let resolver = Resolver::new(&assessment);
    let mut wrong = Vec::new();
    for (id, item) in form.items.iter_enumerated().take(form.printed) {
        let address = item
            .address
            .split('|')
            .next()
            .unwrap_or("")
            .replace("{n}", "1");
        let of_table = [
            "changes",
            "annexes",
            "form",
            "edition",
            "files[].records",
            "flow_figure",
        ];
        let by_itself = of_table.iter().any(|head| item.id.starts_with(head));
        if by_itself || item.id == "files[]" || item.id == "files[].name" {
            continue;
        }
        let numbered = address.ends_with(|c: char| c.is_numeric());
        let mut written = vec![address.clone()];
        if numbered && !item.is_list() && item.label != address {
            written.push(format!("{address}{}", item.key));
            written.push(format!("{address}　{}", item.label));
        }
        written.push(path(form, id));
        for text in written {
            let same = |found: ItemId| {
                form.items[found].address == item.address
                    || form.items[found]
                        .address
                        .split('|')
                        .any(|a| item.address.split('|').any(|b| a == b))
            };
            match resolver.resolve(&text) {
                Meaning::Item(found) if same(found.item) && found.rivals.is_empty() => {}
                other => wrong.push(format!("{text:?}: {other:?} for {}", item.id)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The labels on the way to an item, as officials paste them.
fn path(form: &Form, item: ItemId) -> String {
    let id = &form.items[item].id;
    let is_above = |outer: &str| {
        id.strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let above = form
        .items
        .iter()
        .filter(|i| is_above(&i.id) && i.id != "files[]");
    let mut lines: Vec<String> = above.map(|i| i.label.clone()).collect();
    lines.dedup();
    lines.join("\n")
}
