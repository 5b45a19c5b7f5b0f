//! Entries that come, go and move.

use hyokasho::assessment::change::Unchangeable;

use super::{add, all, made, put_elsewhere, remove, set, texts};

const SYSTEMS: &str = "\
基本情報:
  使用するシステム:
    # 一覧の注
    - システムの名称: a  # 一

    # 二の注
    - # 二
      システムの名称: b
      システムの機能: |
        一

        二
      # 二の終わり

    # 例外: S001 三の理由
    - システムの名称: c
    # 一覧の終わり
  特定個人情報ファイル名:
";

#[test]
fn entries_come_go_and_move_with_what_is_said_of_them() {
    let id = "basic.systems";
    let a = "    - システムの名称: a  # 一\n";
    let b = "    # 二の注\n    - # 二\n      システムの名称: b\n      システムの機能: |\n        一\n\n        二\n      # 二の終わり\n";
    let c = "    # 例外: S001 三の理由\n    - システムの名称: c\n";
    let new = "    - システムの名称:\n";
    let copy =
        "    -\n      システムの名称: b\n      システムの機能: |\n        一\n\n        二\n";
    let with = |entries: &[&str]| {
        format!(
            "基本情報:\n  使用するシステム:\n    # 一覧の注\n{}    # 一覧の終わり\n  特定個人情報ファイル名:\n",
            entries.join("\n")
        )
    };
    assert_eq!(with(&[a, b, c]), SYSTEMS);
    let cases = [
        (add(id, 0, None), with(&[new, a, b, c])),
        (add(id, 2, None), with(&[a, b, new, c])),
        (add(id, 3, None), with(&[a, b, c, new])),
        (add(id, 3, Some(2)), with(&[a, b, c, copy])),
        (remove(id, 1), with(&[b, c])),
        (remove(id, 2), with(&[a, c])),
        (remove(id, 3), with(&[a, b])),
        (put_elsewhere(id, 1, 3), with(&[b, c, a])),
        (put_elsewhere(id, 3, 1), with(&[c, a, b])),
        (put_elsewhere(id, 2, 3), with(&[a, c, b])),
        (put_elsewhere(id, 2, 2), with(&[a, b, c])),
    ];
    for (change, new) in cases {
        all(&change, &[(SYSTEMS, &new)]);
        let [old, new] = [SYSTEMS, &new].map(|text| text.replace('\n', "\r\n"));
        all(&change, &[(&old, &new)]);
    }
    let none = Err(Unchangeable::NoSuchEntry { entries: 3 });
    for change in [
        add(id, 4, None),
        add(id, 0, Some(4)),
        remove(id, 0),
        remove(id, 4),
        put_elsewhere(id, 1, 4),
    ] {
        assert_eq!(made(SYSTEMS, &change), none);
    }
    let none = made(SYSTEMS, &set("basic.systems[5].name", "e"));
    assert_eq!(none, Err(Unchangeable::NoSuchEntry { entries: 3 }));
    let four = with(&[a, b, c, "    - システムの名称: e\n"]);
    all(&set("basic.systems[4].name", "e"), &[(SYSTEMS, &four)]);
}

#[test]
fn the_first_and_the_last_entry_of_a_list() {
    let id = "basic.systems";
    let head = "基本情報:\n  使用するシステム:";
    let cases = [
        (add(id, 0, None), "\n", "\n    - システムの名称:\n"),
        (add(id, 0, None), " []\n", "\n    - システムの名称:\n"),
        (
            remove(id, 1),
            "\n    - システムの名称: a\n      # 注\n",
            "\n",
        ),
        (remove(id, 1), "\n    -\n", "\n"),
        (
            remove(id, 2),
            "\n    - システムの名称: a\n    - システムの名称: b",
            "\n    - システムの名称: a\n",
        ),
        (
            put_elsewhere(id, 1, 2),
            "\n  - システムの名称: a\n  - システムの名称: b",
            "\n  - システムの名称: b\n  - システムの名称: a",
        ),
        (
            add(id, 1, Some(1)),
            " [{システムの名称: a}]\n",
            " [{システムの名称: a}, {システムの名称: a}]\n",
        ),
        (
            add(id, 1, None),
            " [{システムの名称: a}]\n",
            " [{システムの名称: a}, {システムの名称: }]\n",
        ),
        (
            put_elsewhere(id, 2, 1),
            " [{システムの名称: a}, {システムの名称: b}]\n",
            " [{システムの名称: b}, {システムの名称: a}]\n",
        ),
        (
            remove(id, 2),
            " [{システムの名称: a}, {システムの名称: b}]\n",
            " [{システムの名称: a}]\n",
        ),
    ];
    for (change, old, new) in cases {
        all(
            &change,
            &[(&format!("{head}{old}"), &format!("{head}{new}"))],
        );
    }
    for lines in [
        "\n    システム1:\n      システムの名称: a\n",
        "\n    システムの名称: a\n",
    ] {
        let refused = made(&format!("{head}{lines}"), &add(id, 1, None));
        assert!(
            matches!(refused, Err(Unchangeable::NoDashes(_))),
            "{refused:?}"
        );
        let within = made(
            &format!("{head}{lines}"),
            &set("basic.systems[1].name", "b"),
        );
        assert_eq!(within, Ok(format!("{head}{}", lines.replace(": a", ": b"))));
    }
}

#[test]
fn a_text_in_the_place_of_a_list_becomes_its_entry_once_there_is_more() {
    let records = "files[1].records";
    let head = "特定個人情報ファイル:\n  - 記録項目:";
    let plain = "\n      - a\n      - b\n";
    let cases = [
        (
            texts("files[1].records[1].items", &["a", "c"]),
            plain,
            "\n      - a\n      - c\n",
        ),
        (
            set("files[1].records[1].group", "区"),
            plain,
            "\n      - 区分: 区\n        項目:\n          - a\n          - b\n",
        ),
        (
            add(records, 1, None),
            plain,
            "\n      - 項目:\n          - a\n          - b\n      - 区分:\n",
        ),
        (set("files[1].records[1].text", "x/z"), " x/y\n", " x/z\n"),
        (
            set("files[1].records[1].group", "区"),
            " x/y\n",
            "\n      - 区分: 区\n        本文: x/y\n",
        ),
        (
            texts("files[1].records[1].items", &["a"]),
            "\n",
            "\n      - 項目:\n          - a\n",
        ),
        (remove(records, 1), plain, "\n"),
    ];
    for (change, old, new) in cases {
        all(
            &change,
            &[(&format!("{head}{old}"), &format!("{head}{new}"))],
        );
    }
}
