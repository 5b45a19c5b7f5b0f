use super::*;
use crate::form::{ASSESSMENT, RECORD, editions, embedded};

fn form() -> &'static Form {
    let form = embedded(ASSESSMENT, "平成30年5月").and_then(Result::ok);
    form.expect("the embedded form is read")
}

/// The ids of what words name, else those near with a `?`.
fn found(words: &str) -> Vec<String> {
    let found = form().search(words);
    let id = |item: &ItemId| form().items[*item].id.clone();
    let near = found.near.iter().map(|item| format!("{}?", id(item)));
    found.items.iter().map(id).chain(near).collect()
}

fn guide(id: &str) -> Guide<'static> {
    form().guide(form().find(id).expect(id))
}

#[test]
fn an_address_is_understood_in_any_width() {
    let sources = "files[].overview.intake.sources";
    for words in [
        "Ⅱ３①",
        "Ⅱの３の①",
        "第Ⅱ章３①欄",
        "Ⅱ3①",
        "II3(1)",
        "ii-3-1",
        "ＩＩ３（１）",
        "２－３－１",
        "2-3-1",
        "2.3.1",
        "2/3/1",
        "231",
        "ⅱ３➀",
        "２ー３ー１",
        "Ⅱ３①入手元",
        "Ⅱ　３．　①入手元",
        "入手元",
        "①入手元　※",
        "概要 > 入手元",
        "Ⅱ３／入手元",
        "files[].overview.intake.sources",
        "files[2].overview.intake.sources",
        "FILES.overview.intake.sources",
    ] {
        assert_eq!(found(words), [sources], "{words}");
    }
    let again = "files[].overview.entrustment.items[].reentrustment";
    for words in [
        "Ⅱ４委託事項⑦",
        "Ⅱ４委託事項3⑦",
        "Ⅱ4⑦",
        "2-4-7",
        "2-4-3-7",
        "再委託の有無",
        "委託事項／再委託の有無",
        "Ⅱ４委託事項12⑦再委託の有無",
    ] {
        assert_eq!(found(words), [again], "{words}");
    }
    assert_eq!(
        found("Ⅱ４委託事項2"),
        ["files[].overview.entrustment.items[]"]
    );
    assert_eq!(
        found("Ⅲ７リスク１⑨"),
        ["files[].risks.storage.leak.serious_incidents"]
    );
    assert_eq!(
        found("3-7-1-9"),
        ["files[].risks.storage.leak.serious_incidents"]
    );
    assert_eq!(found("3-7-1"), ["files[].risks.storage.leak"]);
    assert_eq!(found("別添３"), ["changes[]"]);
    assert_eq!(found("別添3　変更日"), ["changes[].date"]);
    assert_eq!(found("別添３第2行　変更前の記載"), ["changes[].before"]);
    assert_eq!(
        found("Ⅱ３⑧情報の突合"),
        ["files[].overview.intake.usage.matching"]
    );
    assert_eq!(found("表紙　公表日"), ["cover.publication_date"]);
}

#[test]
fn several_items_of_one_name_are_all_found() {
    assert_eq!(found("2-5-1").len(), 2, "提供先① and 移転先①");
    let basis = found("法令上の根拠");
    assert_eq!(basis.len(), 4);
    assert_eq!(found("移転先 > 法令上の根拠"), [basis[3].as_str()]);
    // The printed number says which of two is meant.
    assert_eq!(found("監査").len(), 2);
    assert_eq!(found("②監査"), ["other_risks.audit.audit"]);
    assert!(found("再委託").len() > 3);
    // The end of an address.
    assert_eq!(found("リスク７"), ["files[].risks.network.wrong"]);
    assert_eq!(found("委託事項⑧"), found("2-4-8"));
    assert_eq!(found("システム3"), ["basic.systems[]"]);
    assert_eq!(found("再委託　許諾"), found("2-4-8"));
}

#[test]
fn what_the_form_does_not_have_leads_to_what_is_near() {
    assert_eq!(found("対象人教"), ["basic.office.people_count?"]);
    assert_eq!(found("Ⅱ３⑫"), ["files[].overview.intake?"]);
    assert_eq!(found("2-3-12"), ["files[].overview.intake?"]);
    assert_eq!(found("cover.titel")[0], "cover.title?");
    assert!(found("").is_empty());
    assert!(found("xyzzy").is_empty());
    assert!(found(&"対".repeat(100_000)).is_empty());
    assert!(found(&"1-".repeat(10_000)).len() <= 1);
}

/// Whatever the program prints as the name of an item leads back to it.
#[test]
fn every_item_is_found_by_all_its_names() {
    for (kind, edition) in editions() {
        let form = embedded(kind, edition).and_then(Result::ok).expect(kind);
        for guide in form.guides() {
            let path = guide.path().join(" > ");
            for words in [
                guide.key(),
                guide.label(),
                &guide.item().id,
                &guide.address(),
                &path,
            ] {
                let found = form.search(words).items;
                // The address of an entry is that of its own cell, too.
                let entry = guide
                    .above()
                    .filter(|above| above.address() == guide.address());
                let entry = entry.map_or(guide.id(), Guide::id);
                assert!(
                    found.contains(&guide.id()) || found.contains(&entry),
                    "{kind} {}: {words}",
                    guide.item().id
                );
            }
            let by_id = form.search(&guide.item().id).items;
            assert_eq!(by_id, [guide.id()], "{}", guide.item().id);
        }
    }
}

#[test]
fn conditions_are_said_in_words() {
    for (id, ja, en) in [
        ("cover.number", "必ず書きます。", "Required."),
        (
            "cover.publication_date",
            "公表するときに書きます。",
            "Required for publication.",
        ),
        (
            "basic.systems[].name",
            "システムごとに、必ず書きます。",
            "Required in each entry of システム.",
        ),
        (
            "files[].overview.entrustment.items[].reentrustment_approval",
            "Ⅱ４「委託の有無」が「委託する」のとき、委託事項ごとに、Ⅱ４委託事項⑦「再委託の有無」が「再委託する」のときに書きます。",
            "Required where Ⅱ４「委託の有無」 is 「委託する」, in each entry of 委託事項, where Ⅱ４委託事項⑦「再委託の有無」 is 「再委託する」.",
        ),
        (
            "files[].risks.provision.improper.log.method",
            "特定個人情報ファイルごとに、Ⅲ５「提供・移転しない」が空欄のとき、Ⅲ５リスク１「特定個人情報の提供・移転の記録」が「記録を残している」のときに書きます。",
            "Required in each entry of 特定個人情報ファイル, where Ⅲ５「提供・移転しない」 is blank, where Ⅲ５リスク１「特定個人情報の提供・移転の記録」 is 「記録を残している」.",
        ),
        (
            "procedure.public_comment.shortening_reason",
            "Ⅵ２②「実施日・期間」が30日に満たないときに書きます。",
            "Required where Ⅵ２②「実施日・期間」 has fewer than 30 days.",
        ),
        (
            "procedure.third_party.date",
            "評価実施機関が行政機関等（国の機関など）でないときに書きます。",
            "Required where the body is none of 行政機関等.",
        ),
        (
            "changes[].date",
            "変更箇所ごとに、必ず書きます。",
            "Required in each entry of 変更箇所.",
        ),
    ] {
        assert_eq!(guide(id).when(Lang::Ja), ja, "{id}");
        assert_eq!(guide(id).when(Lang::En), en, "{id}");
    }
}

#[test]
fn what_is_put_in_has_the_shape_of_the_item() {
    let insert = |id: &str| {
        let Insert { mut text, cursor } = guide(id).insert(2);
        text.insert(cursor, '^');
        text
    };
    assert_eq!(insert("basic.office.name"), "事務の名称: ^");
    assert_eq!(insert("basic.office.content"), "事務の内容: |\n    ^");
    assert_eq!(insert("basic.office.people_count"), "対象人数: ^");
    assert_eq!(
        insert("files[].overview.intake.sources"),
        "入手元:\n    - ^"
    );
    assert_eq!(insert("basic.systems[]"), "使用するシステム:\n    - ^");
    assert_eq!(insert("files[].risks.entrustment.none"), "委託しない: ○^");
    assert_eq!(
        insert("files[].overview.entrustment.has"),
        "委託の有無:\n    選択: ^"
    );
    assert_eq!(
        insert("files[].risks.use.unauthorized.user_auth"),
        "ユーザ認証の管理:\n    選択: ^\n    具体的な管理方法: |"
    );
    assert_eq!(
        insert("procedure.public_comment.period"),
        "実施日・期間:\n    開始: ^\n    終了: "
    );
    assert_eq!(
        insert("files[].overview.basics.people_scope"),
        "対象となる本人の範囲:\n    内容: |\n      ^\n    その必要性: |"
    );
}

/// Nobody has to guess the shape of a value, nor when it is to be written.
#[test]
fn every_item_of_every_form_is_described() {
    for (kind, edition) in editions() {
        let form = embedded(kind, edition).and_then(Result::ok).expect(kind);
        for guide in form.guides() {
            for lang in [Lang::Ja, Lang::En] {
                let all = [guide.when(lang), guide.shape(lang), guide.kind(lang)];
                let whole = all.concat();
                let is_filled = all.iter().all(|text| !text.is_empty());
                assert!(is_filled && !whole.contains(['{', '}', '[']), "{whole}");
            }
            assert!(!guide.help().is_empty() && !guide.address().is_empty());
            let is_of_form = kind == ASSESSMENT || kind == RECORD;
            assert!(is_of_form, "{kind}");
        }
    }
}

#[test]
fn what_is_typed_is_set_in_brackets_in_a_message() {
    assert_eq!(
        in_brackets("`甲:` の下に、`乙:` `丙:` を書きます（例: `丁`）。"),
        "「甲:」の下に、「乙:」「丙:」を書きます（例: 「丁」）。"
    );
    assert_eq!(
        in_brackets("Below `甲:`, in `乙:` too"),
        "Below 「甲:」, in 「乙:」 too"
    );
    let office = in_brackets(&guide("basic.department").shape(Lang::Ja));
    assert_eq!(
        office,
        "「評価実施機関における担当部署:」の下に字下げして、「部署:」「所属長の役職名:」を書きます。"
    );
    let has = in_brackets(&guide("files[].overview.entrustment").shape(Lang::Ja));
    assert!(
        has.ends_with("「委託事項:」は、必要なときだけ書きます。"),
        "{has}"
    );
}

#[test]
fn an_item_is_named_once() {
    let rules = guide("files[].risks.entrustment.contract_terms");
    assert_eq!(rules.name(), "Ⅲ４「委託契約書中の取扱いに関する規定」");
    assert_eq!(guide("form").name(), "「様式」");
    let content = guide("files[].risks.entrustment.contract_terms.content");
    assert_eq!(
        content.when_there(Lang::Ja),
        "「定めている」のときに書きます。"
    );
}
