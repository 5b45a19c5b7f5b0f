//! Two versions of an assessment: every edit of a session is found, once, as what it is.

pub mod session;

use std::collections::BTreeMap;

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::diff::{self, Change, ChangeKind, Content, Diff, Scope, Tag, TextDiff};
use hyokasho::form::{self, Form};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use proptest::prelude::*;

use session::{Session, session};

pub const EXAMPLE: &str = include_str!("../../../assessments/kakuu-yobosesshu.yaml");
const OTHER: &str = include_str!("../../../assessments/kakuu-jido-teate.yaml");

/// Compares two texts and passes the result on.
pub fn compared<T>(old: &str, new: &str, look: impl FnOnce(&Diff) -> T) -> T {
    let (old, new) = (Source::new("old.yaml", old), Source::new("new.yaml", new));
    let (old_tree, new_tree) = (assessment::read(&old), assessment::read(&new));
    let open = |source, tree| Assessment::open(source, tree, Stage::Draft).expect("a known form");
    let (old, new) = (open(&old, &old_tree), open(&new, &new_tree));
    look(&diff::compare(&old, &new))
}

fn summary(change: &Change) -> (String, ChangeKind, bool) {
    (change.id().to_owned(), change.kind, change.formal)
}

#[test]
fn a_session_of_edits_is_found_edit_by_edit() {
    let (new, expected) = session();
    assert!(expected.len() >= 40, "{}", expected.len());
    compared(EXAMPLE, &new, |diff| {
        let found: Vec<_> = diff
            .changes
            .iter()
            .filter(|c| !c.follows)
            .map(summary)
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
fn the_inside_of_a_change_is_found_too() {
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
                (ChangeKind::Edited, Some(10), Some(10)),
                (ChangeKind::Removed, Some(18), None)
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

/// The example with some words replaced in its body, but not in 別添３.
fn with(replaced: &[(&str, &str)]) -> String {
    let (body, changes) = EXAMPLE.split_once("変更箇所:\n").expect("別添３");
    let body = replaced.iter().fold(body.to_owned(), |body, (old, new)| {
        assert!(body.contains(old), "{old}");
        body.replace(old, new)
    });
    format!("{body}変更箇所:\n{changes}")
}

#[test]
fn a_name_that_was_replaced_everywhere_is_found_once() {
    let new = with(&[("総務部市政情報課", "総務部情報公開課")]);
    compared(EXAMPLE, &new, |diff| {
        let [replaced] = diff.replacements.as_slice() else {
            panic!("{:?}", diff.replacements);
        };
        assert!(replaced.old.ends_with("市政情報課") && replaced.new.ends_with("情報公開課"));
        assert_eq!(replaced.changes.len(), diff.body().count());
        assert!(!diff.repeats_procedure());
        let marked: Vec<&Change> = diff.body().filter(|c| c.significant).collect();
        assert!(!marked.is_empty());
        for change in marked {
            let proposal = change.proposal.expect("a proposal");
            assert_eq!(proposal.reason, "形式的な変更", "{}", change.name());
            assert!(proposal.explanation.starts_with("組織改編"));
        }
    });
    // A name that stays somewhere, one that was known before, and what is no name.
    let (head, tail) = new.split_at(new.find("基本情報:").expect("Ⅰ"));
    let tail = tail.replacen("総務部情報公開課", "総務部市政情報課", 1);
    let kept = format!("{head}{tail}");
    let known = with(&[("総務部市政情報課", "総務部デジタル推進課")]);
    let years = with(&[("3年間", "5年間")]);
    for new in [kept, known, years] {
        compared(EXAMPLE, &new, |diff| {
            assert!(diff.replacements.is_empty(), "{:?}", diff.replacements);
        });
    }
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

    let docs = include_str!("../../../docs/diff.md");
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
fn the_way_back_is_found_the_same() {
    let (new, expected) = session();
    compared(&new, EXAMPLE, |diff| {
        let count = |kind| {
            diff.changes
                .iter()
                .filter(|c| !c.follows && c.kind == kind)
                .count()
        };
        let wanted = |kind| expected.iter().filter(|(_, k, _)| *k == kind).count();
        assert_eq!(count(ChangeKind::Moved), wanted(ChangeKind::Moved));
        assert_eq!(count(ChangeKind::Renamed), wanted(ChangeKind::Renamed));
        assert_eq!(count(ChangeKind::Added), wanted(ChangeKind::Removed));
        assert_eq!(count(ChangeKind::Removed), wanted(ChangeKind::Added));
        assert_eq!(count(ChangeKind::Edited), wanted(ChangeKind::Edited));
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
    const FORM: &str = include_str!("../../../schemas/forms/zenkoumoku-h30-05.yaml");
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
    let found: Vec<_> = diff::compare(&old, &new)
        .changes
        .iter()
        .map(summary)
        .collect();
    assert_eq!(
        found,
        [
            ("basic.office.content".to_owned(), ChangeKind::Edited, false),
            (
                "basic.department.head_title".to_owned(),
                ChangeKind::Removed,
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
                (ChangeKind::Moved, "files[1].overview.entrustment.items[1]"),
                (ChangeKind::Moved, "files[1].overview.entrustment.items[2]")
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
                .map(|p| (p.id.as_str(), c.kind == ChangeKind::Moved))
        });
        assert!(new.into_iter().all(|id| seen.insert(id)), "{ids:?}");
    });
}

#[test]
fn a_table_is_the_same_in_both_writings() {
    let rows = "  - 題名: 一覧\n    表:\n      - 番号: 1\n        内容: 誤送付\n      - 番号: 2\n        内容: 取違え\n";
    let markdown = "  - 題名: 一覧\n    表: |\n      | 番号 | 内容 |\n      |---|---|\n      | 1 | 誤送付 |\n      | 2 | 取違え |\n";
    let whole = |annex: &str| format!("様式: 全項目評価書\n版: 平成30年5月\n別紙:\n{annex}");
    compared(&whole(rows), &whole(markdown), |diff| {
        assert!(diff.changes.is_empty())
    });
    let other = markdown.replace("取違え", "紛失");
    compared(&whole(rows), &whole(&other), |diff| {
        let found: Vec<_> = diff.changes.iter().map(summary).collect();
        assert_eq!(
            found,
            [("annexes[1].table".to_owned(), ChangeKind::Edited, false)]
        );
    });
}

/// The example with its 委託事項 in another order, some of them left out.
pub fn rearranged(order: &[usize]) -> String {
    let mut text = Session(EXAMPLE.to_owned());
    let end = "      特定個人情報の提供・移転:\n";
    let cut = text.cut("          - 名称: 健康管理システム運用保守業務\n", end);
    let mut all: Vec<String> = cut
        .split("          - 名称: ")
        .skip(1)
        .map(|e| format!("          - 名称: {e}"))
        .collect();
    let new: Vec<String> = order.iter().map(|i| std::mem::take(&mut all[*i])).collect();
    text.insert_before(end, &new.concat());
    text.0
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
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn whatever_was_done_to_a_file_is_compared(
        dropped in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        doubled in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let mut lines: Vec<&str> = OTHER.lines().collect();
        for index in dropped {
            lines.remove(index.index(lines.len()));
        }
        for index in doubled {
            let at = index.index(lines.len());
            lines.insert(at, lines[at]);
        }
        let text = lines.join("\n");
        for (old, new) in [(OTHER, text.as_str()), (&text, OTHER), (&text, &text)] {
            compared(old, new, |diff| {
                prop_assert!(old != new || diff.changes.is_empty());
                for change in &diff.changes {
                    let text = |place: &Option<diff::Place>| place.as_ref().map_or(String::new(), |p| p.text.clone());
                    if let Content::Text { paragraphs } = &change.content {
                        prop_assert_eq!(paragraphs.old(), text(&change.old));
                        prop_assert_eq!(paragraphs.new_text(), text(&change.new));
                    }
                }
                Ok(())
            })?;
        }
    }

    #[test]
    fn rearranged_rows_are_moved_or_removed(
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(),
        length in 1_usize..=4,
    ) {
        let order = &order[..length];
        compared(EXAMPLE, &rearranged(order), |diff| {
            let list = "files[1].overview.entrustment.items[";
            let own: Vec<&Change> = diff.changes.iter().filter(|c| !c.follows).collect();
            prop_assert!(own.iter().all(|c| c.id().starts_with(list)));
            let of_kind = |kind| own.iter().filter(|c| c.kind == kind).count();
            prop_assert_eq!(of_kind(ChangeKind::Removed), 4 - length);
            prop_assert_eq!(of_kind(ChangeKind::Moved) == 0, order.is_sorted());
            prop_assert_eq!(of_kind(ChangeKind::Moved) + of_kind(ChangeKind::Removed), own.len());
            Ok(())
        })?;
    }
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
