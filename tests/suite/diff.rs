//! Two versions of an assessment: every edit of a session is found, once, as what it is.

use std::collections::BTreeMap;

use hyokasho::assessment::{self, Assessment};
use hyokasho::diagnostic::Stage;
use hyokasho::diff::{self, Change, Content, Diff, Kind, Scope, Tag, TextDiff};
use hyokasho::form::{self, Form};
use hyokasho::source::Source;
use proptest::prelude::*;

const EXAMPLE: &str = include_str!("../../assessments/kakuu-yobosesshu.yaml");
const OTHER: &str = include_str!("../../assessments/kakuu-jido-teate.yaml");

/// Compares two texts and hands the result on.
fn compared<T>(old: &str, new: &str, look: impl FnOnce(&Diff) -> T) -> T {
    let (old, new) = (Source::new("old.yaml", old), Source::new("new.yaml", new));
    let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
    let open = |source, tree| Assessment::open(source, tree, Stage::Draft).expect("a known form");
    let (old, new) = (open(&old, &old_tree), open(&new, &new_tree));
    look(&diff::compare(&old, &new))
}

/// A text that is being edited.
struct Session(String);

impl Session {
    /// Replaces words at their first place.
    fn replace(&mut self, old: &str, new: &str) {
        assert!(self.0.contains(old), "not there: {old}");
        self.0 = self.0.replacen(old, new, 1);
    }

    /// Takes out what stands from one text up to another.
    fn cut(&mut self, from: &str, to: &str) -> String {
        let start = self.0.find(from).expect("the beginning");
        let end = start + self.0[start..].find(to).expect("the end");
        self.0.drain(start..end).collect()
    }

    fn insert_before(&mut self, place: &str, text: &str) {
        self.replace(place, &format!("{text}{place}"));
    }
}

fn told(change: &Change) -> (String, Kind, bool) {
    (change.id().to_owned(), change.kind, change.formal)
}

/// The edits, and what has to be told of them: id, kind, whether it is only form.
fn session() -> (String, Vec<(&'static str, Kind, bool)>) {
    use Kind::{Added, Edited, Moved, Removed, Renamed};
    let mut text = Session(EXAMPLE.to_owned());
    let mut expected = Vec::new();

    // The cover.
    text.replace(
        "その実施状況を毎年度点検する",
        "その実施状況を半年ごとに点検する",
    );
    expected.push(("cover.declaration", Edited, false));
    text.replace("公表日: 令和8年3月27日", "公表日: 令和9年3月26日");
    expected.push(("cover.publication_date", Edited, false));

    // Ⅰ
    text.replace("満たす者を月1回抽出する", "満たす者を月2回抽出する");
    expected.push(("basic.office.content", Edited, false));
    text.replace("対象人数: 30万人以上", "対象人数: 10万人以上30万人未満");
    expected.push(("basic.office.people_count", Edited, false));
    text.insert_before(
        "    - システムの名称: 団体内統合宛名システム",
        "    - システムの名称: 予約管理システム\n      システムの機能: 集団接種の予約を受け付け、空き状況を表示する。\n      他のシステムとの接続:\n        - その他: 健康管理システム\n",
    );
    expected.push(("basic.systems[2]", Added, false));
    text.replace(
        "- その他: 健康管理システム、中間サーバー",
        "- その他: 健康管理システム、予約管理システム、中間サーバー",
    );
    expected.push(("basic.systems[3].connections", Edited, false));
    text.replace(
        "        - 情報提供ネットワークシステム\n        - 宛名システム等\n    - システムの名称: 既存",
        "        - 情報提供ネットワークシステム\n        - 税務システム\n        - 宛名システム等\n    - システムの名称: 既存",
    );
    expected.push(("basic.systems[4].connections", Edited, false));
    text.replace(
        "証明書の交付及び閲覧を制限する",
        "証明書の交付、閲覧及び写しの請求を制限する",
    );
    expected.push(("basic.systems[5].functions", Edited, false));
    text.replace(
        "（3）受渡しの記録　受け渡した",
        "（3）項目の点検　受け渡す項目の桁数及び文字種を点検する。\n        （4）受渡しの記録　受け渡した",
    );
    text.replace("（4）異常の検知", "（5）異常の検知");
    expected.push(("basic.systems[6].functions", Edited, false));
    text.replace(
        "システムの名称: 申請管理システム",
        "システムの名称: 電子申請管理システム",
    );
    expected.push(("basic.systems[7].name", Renamed, false));
    for (n, circled) in ["①", "②", "③", "④"].iter().enumerate() {
        let what = [
            "申請データの取得",
            "審査の支援",
            "申請データの引渡し",
            "処理状況の通知",
        ][n];
        text.replace(&format!("（{}）{what}", n + 1), &format!("{circled}{what}"));
    }
    expected.push(("basic.systems[7].functions", Edited, true));
    text.replace(
        "・自己負担の免除を申請する者は",
        "･ 自己負担の免除を申請する者は",
    );
    expected.push(("basic.reasons.benefits", Edited, true));
    text.replace("別表の126の項", "別表の127の項");
    expected.push(("basic.my_number_use.legal_basis", Edited, false));
    text.replace(
        "    部署: 健康福祉部健康推進課",
        "    部署: 健康福祉部保健予防課",
    );
    expected.push(("basic.department.name", Edited, false));

    // 別添１
    text.replace(
        "      - 協力医療機関\n      - 委託先\n",
        "      - 協力医療機関\n      - 委託先\n      - 集団接種会場\n",
    );
    expected.push(("flow_figure.figure.actors", Edited, false));
    text.insert_before(
        "      - 番号: ④\n",
        "      - 番号: 新\n        から: 本人又は代理人\n        へ: 集団接種会場\n        情報: 予約の申込み\n        特定個人情報: 含まない\n        手段: 電話\n",
    );
    for n in (4..=14).rev() {
        let sign = |n: u32| char::from_u32('①' as u32 + n - 1).expect("a circled number");
        text.replace(
            &format!("番号: {}\n", sign(n)),
            &format!("番号: {}\n", sign(n + 1)),
        );
    }
    text.replace("番号: 新", "番号: ④");
    expected.push(("flow_figure.figure.flows[4]", Added, false));

    // Ⅱ
    text.replace(
        "（保管期間内の者に限る。）\n",
        "（保管期間を経過していない者に限る。）\n",
    );
    expected.push(("files[1].overview.basics.people_scope", Edited, false));
    text.cut(
        "              - 生活保護・社会福祉関係情報\n",
        "              - その他: 健康被害",
    );
    expected.push((
        "files[1].overview.basics.items.main.business",
        Edited,
        false,
    ));
    text.cut(
        "            ・連絡先（電話番号等）　予診票",
        "            ・その他住民票関係情報　",
    );
    expected.push(("files[1].overview.basics.items.validity", Edited, false));
    text.insert_before(
        "          - 地方公共団体・地方独立行政法人: 他",
        "          - 行政機関・独立行政法人等: 日本年金機構\n",
    );
    expected.push(("files[1].overview.intake.sources", Edited, false));
    text.replace("受給情報は、毎月1回入手する", "受給情報は、毎月2回入手する");
    expected.push(("files[1].overview.intake.timing", Edited, false));
    text.replace(
        "・予診票の裏面及び申請書の",
        "・予診票の裏面 および申請書の",
    );
    expected.push(("files[1].overview.intake.notice", Edited, true));
    text.replace(
        "接種記録を管理することで、接種の誤り",
        "接種記録を管理することで，接種の誤り",
    );
    expected.push(("files[1].overview.intake.purpose", Edited, true));
    text.replace("使用者数: 10人以上50人未満", "使用者数: 50人以上100人未満");
    expected.push(("files[1].overview.intake.user.people", Edited, false));
    text.replace(
        "使用開始日: 平成28年1月1日",
        "使用開始日: 平成２８年１月１日",
    );
    expected.push(("files[1].overview.intake.start", Edited, true));

    // Ⅱ４: the fourth is removed, the second and the third change places, one of them inside, too.
    text.replace("件数: 4\n", "件数: 3\n");
    let (second, third, fourth, end) = (
        "          - 名称: 団体内統合宛名システム等運用保守業務\n",
        "          - 名称: 予診票等データ入力業務\n",
        "          - 名称: 予診票等印刷・封入封緘業務\n",
        "      特定個人情報の提供・移転:\n",
    );
    text.cut(fourth, end);
    let cut = text.cut(second, third);
    text.insert_before(end, &cut);
    expected.push(("files[1].overview.entrustment.items[2]", Moved, true));
    text.replace(
        "委託先名: 株式会社架空データサービス",
        "委託先名: 架空入力センター株式会社",
    );
    expected.push((
        "files[1].overview.entrustment.items[2].contractor",
        Edited,
        false,
    ));
    expected.push(("files[1].overview.entrustment.items[3]", Moved, true));
    expected.push(("files[1].overview.entrustment.items[4]", Removed, false));

    text.replace(
        "時期・頻度: 都道府県知事が照会を行った都度",
        "時期・頻度: 都道府県知事が照会を行った日の翌日",
    );
    expected.push((
        "files[1].overview.provision.recipients[2].timing",
        Edited,
        false,
    ));
    text.replace(
        "          - 名称: こども未来部こども家庭課",
        "          - 名称: こども未来部母子保健課",
    );
    expected.push((
        "files[1].overview.provision.transferees[1].name",
        Renamed,
        false,
    ));
    text.replace("入退室の記録は3年間保存する", "入退室の記録は5年間保存する");
    expected.push(("files[1].overview.storage.place", Edited, false));
    text.replace("          期間: 5年\n", "          期間: 6年以上10年未満\n");
    expected.push(("files[1].overview.storage.period.length", Edited, false));
    text.replace(
        "      備考: 予防接種の対象疾病及び対象年齢は、本市公式ウェブサイトに掲載している。\n",
        "",
    );
    expected.push(("files[1].overview.remarks", Removed, false));

    // 別添２
    text.replace(
        "          - 旧健康管理番号\n",
        "          - 被保険者証の記号番号\n",
    );
    expected.push(("files[1].records[1].items", Edited, false));
    text.replace(
        "氏名/氏名の振り仮名/通称名",
        "氏名/氏名の振り仮名/氏名のローマ字/通称名",
    );
    expected.push(("files[1].records[2].text", Edited, false));
    text.insert_before(
        "      - 区分: 自己負担の判定に係る情報",
        "      - 区分: 予約情報\n        項目:\n          - 予約番号\n          - 予約日時\n",
    );
    expected.push(("files[1].records[4]", Added, false));
    text.replace(
        "| 接種量 | ミリリットル単位 |",
        "| 接種量 | ミリリットル単位（小数点以下2桁） |",
    );
    text.cut("          | 接種見合わせ理由 |", "          | 接種時の体温");
    expected.push(("files[1].records[8].table", Edited, false));

    // Ⅲ, Ⅳ
    text.replace("パスワードは12文字以上とし", "パスワードは15文字以上とし");
    expected.push((
        "files[1].risks.use.unauthorized.user_auth.method",
        Edited,
        false,
    ));
    text.replace(
        "リスクへの対策は十分か: 特に力を入れている",
        "リスクへの対策は十分か: 十分である",
    );
    expected.push(("files[1].risks.use.unauthorized.sufficient", Edited, false));
    text.replace("監査は、3年に1回、", "監査は、2年に1回、");
    expected.push(("other_risks.audit.audit.content", Edited, false));

    // Ⅴ, Ⅵ
    text.replace("選択: 有料\n", "選択: 無料\n");
    expected.push(("disclosure.request.fee", Edited, false));
    text.replace("電話　0999-00-5678", "電話　0999-00-5679");
    expected.push(("disclosure.inquiry.contact", Edited, false));
    text.replace("実施日: 令和7年11月4日", "実施日: 令和8年11月4日");
    expected.push(("procedure.baseline.date", Edited, false));

    // 別添３ is no part of what changed; 別紙 is.
    text.insert_before("\n別紙:\n", "  - 変更日: 令和9年3月26日\n    項目: Ⅰ７①部署\n    変更前: 健康福祉部健康推進課\n    変更後: 健康福祉部保健予防課\n    提出時期: 事後\n    説明: その他の項目の変更であり、事前の提出・変更が義務付けられない\n");
    text.replace(
        "        対象: 全ての取扱者\n        実施者: 健康推進課長",
        "        対象: 全ての職員\n        実施者: 健康推進課長",
    );
    expected.push(("annexes[1].table", Edited, false));
    (text.0, expected)
}

#[test]
fn a_session_of_edits_is_told_edit_by_edit() {
    let (new, expected) = session();
    assert!(expected.len() >= 40, "{}", expected.len());
    compared(EXAMPLE, &new, |diff| {
        let found: Vec<_> = diff
            .changes
            .iter()
            .filter(|c| !c.follows)
            .map(told)
            .collect();
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(id, kind, formal)| (id.to_owned(), kind, formal))
            .collect();
        assert_eq!(found, expected);
        let follow: Vec<_> = diff
            .changes
            .iter()
            .filter(|c| c.follows)
            .map(|c| c.id().to_owned())
            .collect();
        assert_eq!(
            follow.len(),
            12,
            "the count, and the numbers of flows: {follow:?}"
        );
        assert_eq!(
            follow.last().map(String::as_str),
            Some("files[1].overview.entrustment.has.count")
        );
        assert!(diff.unchanged.is_empty(), "{:?}", diff.unchanged);
    });
}

#[test]
fn the_inside_of_a_change_is_told_too() {
    let (new, _) = session();
    compared(EXAMPLE, &new, |diff| {
        let change = |id: &str| diff.changes.iter().find(|c| c.id() == id).expect(id);
        let content = |id: &str| &change(id).content;

        let Content::Checks {
            added,
            removed,
            details,
        } = content("basic.systems[4].connections")
        else {
            panic!("boxes");
        };
        assert_eq!(
            (added.as_slice(), removed.len(), details.len()),
            (["税務システム".to_owned()].as_slice(), 0, 0)
        );
        let Content::Checks { details, .. } = content("basic.systems[3].connections") else {
            panic!("boxes");
        };
        assert_eq!((details.len(), details[0].option.as_str()), (1, "その他"));

        let Content::Text { paragraphs } = content("basic.systems[6].functions") else {
            panic!("a text");
        };
        let changed: Vec<_> = paragraphs
            .paragraphs
            .iter()
            .map(|p| (p.old, p.new, p.formal))
            .collect();
        assert_eq!(
            changed,
            [
                (Some(1), Some(1), true),
                (Some(2), Some(2), true),
                (None, Some(3), false),
                (Some(3), Some(4), true),
                (Some(4), Some(5), true),
            ]
        );

        let Content::Items { added, removed } = content("files[1].records[1].items") else {
            panic!("items");
        };
        assert_eq!(
            (added[0].as_str(), removed[0].as_str()),
            ("被保険者証の記号番号", "旧健康管理番号")
        );
        let Content::Items { added, removed } = content("files[1].records[2].text") else {
            panic!("items");
        };
        assert_eq!(
            (added.as_slice(), removed.len()),
            (["氏名のローマ字".to_owned()].as_slice(), 0)
        );

        let Content::Table { rows, .. } = content("files[1].records[8].table") else {
            panic!("a table");
        };
        let rows: Vec<_> = rows.iter().map(|r| (r.kind, r.old, r.new)).collect();
        assert_eq!(
            rows,
            [
                (Kind::Edited, Some(10), Some(10)),
                (Kind::Removed, Some(18), None)
            ]
        );

        let moved = change("files[1].overview.entrustment.items[2]");
        let addresses = moved
            .old
            .as_ref()
            .zip(moved.new.as_ref())
            .map(|(o, n)| (o.address.as_str(), n.address.as_str()));
        assert_eq!(addresses, Some(("Ⅱ４委託事項3", "Ⅱ４委託事項2")));
        let removed = change("files[1].overview.entrustment.items[4]");
        let text = removed.old.as_ref().map_or("", |p| p.text.as_str());
        assert!(
            text.starts_with("委託事項4　予診票等印刷・封入封緘業務\n①委託内容　"),
            "{text}"
        );

        let Content::Choice = content("basic.office.people_count") else {
            panic!("a choice");
        };
        let inside_moved = change("files[1].overview.entrustment.items[2].contractor");
        assert_eq!(
            inside_moved.old.as_ref().map(|p| p.address.as_str()),
            Some("Ⅱ４委託事項3⑥")
        );
    });
}

#[test]
fn marked_items_and_their_proposals() {
    let (new, _) = session();
    compared(EXAMPLE, &new, |diff| {
        let of = |id: &str| diff.changes.iter().find(|c| c.id() == id).expect(id);
        let proposal = |id: &str| {
            of(id)
                .proposal
                .map(|p| (p.reason.as_str(), p.timing.words(), p.repeat))
        };
        assert_eq!(
            proposal("basic.office.content"),
            Some(("重要な変更", "事前", true))
        );
        assert_eq!(
            proposal("files[1].overview.intake.purpose"),
            Some(("形式的な変更", "事後", false))
        );
        assert_eq!(
            proposal("basic.department.name"),
            Some(("その他の項目", "事後", false))
        );
        assert_eq!(
            proposal("files[1].overview.entrustment.items[4]"),
            Some(("重要な変更", "事前", true))
        );
        assert_eq!(proposal("cover.publication_date"), None);
        assert!(diff.repeats_procedure());
        assert_eq!(of("cover.publication_date").scope, Scope::Version);
        assert_eq!(of("procedure.baseline.date").scope, Scope::Procedure);
        assert!(diff.body().all(|c| c.scope == Scope::Body && !c.follows));
        let marked: Vec<&str> = diff
            .changes
            .iter()
            .filter(|c| c.significant && !c.formal)
            .map(Change::id)
            .collect();
        assert_eq!(
            marked,
            [
                "basic.office.content",
                "basic.my_number_use.legal_basis",
                "files[1].overview.basics.people_scope",
                "files[1].overview.basics.items.main.business",
                "files[1].overview.intake.sources",
                "files[1].overview.entrustment.items[4]",
                "files[1].overview.storage.place",
                "files[1].risks.use.unauthorized.user_auth.method",
                "files[1].risks.use.unauthorized.sufficient",
                "other_risks.audit.audit.content",
            ]
        );
    });
}

#[test]
fn the_json_is_as_documented() {
    use hyokasho::report::diff::{Comparison, Side, json};
    use serde_json::Value;

    fn keys(value: &Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| {
                found.insert(key.clone());
                keys(value, found);
            }),
            Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }

    let docs = include_str!("../../docs/diff.md");
    let (new, _) = session();
    let text = compared(EXAMPLE, &new, |diff| {
        let (old, new) = (Side::default(), Side::default());
        json::render(&Comparison { old, new, diff })
    });
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let mut found = std::collections::BTreeSet::new();
    keys(&report, &mut found);
    for key in &found {
        assert!(docs.contains(&format!("`{key}`")), "docs/diff.md: {key}");
    }
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"]["moved"], 2);
    assert_eq!(report["summary"]["significant"], 10);
    let types: std::collections::BTreeSet<&str> = report["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .filter_map(|change| change["content"]["type"].as_str())
        .collect();
    let all = [
        "checks", "choice", "entry", "items", "order", "table", "text",
    ];
    assert_eq!(types.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn the_way_back_is_told_the_same() {
    let (new, expected) = session();
    compared(&new, EXAMPLE, |diff| {
        let count = |kind| {
            diff.changes
                .iter()
                .filter(|c| !c.follows && c.kind == kind)
                .count()
        };
        let wanted = |kind| expected.iter().filter(|(_, k, _)| *k == kind).count();
        assert_eq!(count(Kind::Moved), wanted(Kind::Moved));
        assert_eq!(count(Kind::Renamed), wanted(Kind::Renamed));
        assert_eq!(count(Kind::Added), wanted(Kind::Removed));
        assert_eq!(count(Kind::Removed), wanted(Kind::Added));
        assert_eq!(count(Kind::Edited), wanted(Kind::Edited));
    });
}

#[test]
fn a_version_does_not_differ_from_itself() {
    for text in [EXAMPLE, OTHER] {
        compared(text, text, |diff| {
            assert!(diff.changes.is_empty());
            assert_eq!(
                diff.unchanged.len(),
                if text.contains("\n別紙:") { 10 } else { 9 }
            );
        });
    }
}

#[test]
fn versions_may_follow_different_editions() {
    const FORM: &str = include_str!("../../schemas/forms/zenkoumoku-h30-05.yaml");
    // An edition without 所属長の役職名, and with 備考 under another label.
    let start = FORM
        .find("  - id: basic.department.head_title\n")
        .expect("an item");
    let end = start + 4 + FORM[start + 4..].find("  - id: ").expect("the next one");
    let later = [&FORM[..start], &FORM[end..]].concat();
    let later = later
        .replace("edition: 平成30年5月", "edition: 令和99年4月")
        .replace("７．備考", "７．その他");
    let later: &'static Form = Box::leak(Box::new(form::load(&later).expect("a form")));

    let edited = EXAMPLE.replace("月1回抽出", "月2回抽出");
    let (old, new) = (
        Source::new("old.yaml", EXAMPLE),
        Source::new("new.yaml", edited),
    );
    let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
    let old = Assessment::open(&old, &old_tree, Stage::Draft).expect("a known form");
    let new = Assessment::over(later, &new, &new_tree, Stage::Draft);
    let found: Vec<_> = diff::compare(&old, &new).changes.iter().map(told).collect();
    assert_eq!(
        found,
        [
            ("basic.office.content".to_owned(), Kind::Edited, false),
            (
                "basic.department.head_title".to_owned(),
                Kind::Removed,
                false
            )
        ]
    );
}

#[test]
fn swapped_rows_are_moves_and_nothing_else() {
    let mut text = Session(EXAMPLE.to_owned());
    let first = text.cut(
        "          - 名称: 健康管理システム運用保守業務\n",
        "          - 名称: 団体内統合宛名システム等",
    );
    text.insert_before("          - 名称: 予診票等データ入力業務\n", &first);
    compared(EXAMPLE, &text.0, |diff| {
        let found: Vec<_> = diff.changes.iter().map(|c| (c.kind, c.id())).collect();
        assert_eq!(
            found,
            [
                (Kind::Moved, "files[1].overview.entrustment.items[1]"),
                (Kind::Moved, "files[1].overview.entrustment.items[2]")
            ]
        );
    });
}

#[test]
fn two_offices_share_no_rows_but_those_of_one_name() {
    compared(EXAMPLE, OTHER, |diff| {
        let mut kinds = BTreeMap::new();
        for change in &diff.changes {
            *kinds.entry(format!("{:?}", change.kind)).or_insert(0) += 1;
        }
        assert!(kinds["Added"] > 0 && kinds["Removed"] > 0, "{kinds:?}");
        let ids: Vec<&str> = diff.changes.iter().map(Change::id).collect();
        let mut seen = std::collections::HashSet::new();
        // A removed entry keeps its old number, which another may have now.
        let new = diff.changes.iter().filter_map(|c| {
            c.new
                .as_ref()
                .map(|p| (p.id.as_str(), c.kind == Kind::Moved))
        });
        assert!(new.into_iter().all(|id| seen.insert(id)), "{ids:?}");
    });
}

/// Texts as offices write them, with edits in their middle.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "健康推進課",
        "の職員",
        "は、",
        "毎月",
        "1回",
        "10人",
        "第19条第8号",
        "（1）",
        "①",
        "。",
        "\n",
        "・",
        "サーバー",
        "及び",
        "　",
        "保管する",
        "TLS1.3",
        "令和7年4月1日",
        "|",
        "を",
        "A",
        "\n\n",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_words_of_a_difference_restore_both_texts(old in text(), new in text()) {
        let diff = TextDiff::new(&old, &new);
        prop_assert_eq!(diff.old(), old);
        prop_assert_eq!(diff.new_text(), new);
    }

    #[test]
    fn a_text_does_not_differ_from_itself(text in text()) {
        let diff = TextDiff::new(&text, &text);
        prop_assert!(diff.is_formal());
        let kept = diff.paragraphs.iter().flat_map(|p| &p.segments).all(|s| s.tag == Tag::Kept);
        prop_assert!(kept);
    }
}
