//! Boxes, periods and the figure.

use hyokasho::assessment::change::{Change, Unchangeable};

use super::{add, all, all_in_file, in_file, made, set, texts, tick};

#[test]
fn boxes_are_ticked_in_the_order_of_the_form() {
    let chapter = "特定個人情報の入手・使用";
    let id = "files[1].overview.intake.methods";
    let cases = [
        (
            tick(id, "専用線", true, None),
            "入手方法:\n  - 紙\n  - その他: 端末",
            "入手方法:\n  - 紙\n  - 専用線\n  - その他: 端末",
        ),
        (
            tick(id, "紙", true, None),
            "入手方法:\n  # 注\n  - 専用線",
            "入手方法:\n  # 注\n  - 紙\n  - 専用線",
        ),
        (
            tick(id, "紙", true, None),
            "入手方法:   # 注",
            "入手方法:   # 注\n  - 紙",
        ),
        (
            tick(id, "紙", true, None),
            "入手方法: 専用線",
            "入手方法:\n  - 紙\n  - 専用線",
        ),
        (tick(id, "紙", true, None), "入手方法: 紙", "入手方法: 紙"),
        (tick(id, "紙", false, None), "入手方法: 紙", "入手方法:"),
        (
            tick(id, "紙", true, None),
            "入手方法: [専用線]",
            "入手方法: [紙, 専用線]",
        ),
        (
            tick(id, "紙", false, None),
            "入手方法: [紙, 専用線]",
            "入手方法: [専用線]",
        ),
        (
            tick(id, "専用線", false, None),
            "入手方法: [紙, 専用線]",
            "入手方法: [紙]",
        ),
        (tick(id, "紙", false, None), "入手方法: [紙]", "入手方法:"),
        (
            tick(id, "紙", false, None),
            "入手方法:\n  - 紙  # 注\n  - 専用線",
            "入手方法:\n  - 専用線",
        ),
        (
            tick(id, "紙", false, None),
            "入手方法:\n  # 注\n  - 紙",
            "入手方法:\n  # 注",
        ),
        (
            tick(id, "紙", false, None),
            "入手方法:\n  - 専用線",
            "入手方法:\n  - 専用線",
        ),
        (
            tick(id, "その他", true, Some("端末")),
            "入手方法:\n  - その他  # 注",
            "入手方法:\n  - その他: 端末  # 注",
        ),
        (
            tick(id, "その他", true, Some("端末")),
            "入手方法:\n  - その他:",
            "入手方法:\n  - その他: 端末",
        ),
        (
            tick(id, "その他", true, Some("端末")),
            "入手方法:\n  - 紙",
            "入手方法:\n  - 紙\n  - その他: 端末",
        ),
        (
            tick(id, "その他", true, Some("")),
            "入手方法:\n  - その他: 端末  # 注",
            "入手方法:\n  - その他:  # 注",
        ),
        (
            tick(id, "その他", true, None),
            "入手方法:\n  - その他: 端末",
            "入手方法:\n  - その他: 端末",
        ),
        (
            tick(id, "その他", true, Some("一\n二")),
            "入手方法:\n  - その他: 端末\n  - 紙",
            "入手方法:\n  - その他: |\n      一\n      二\n  - 紙",
        ),
        (
            tick(id, "その他", true, Some("一、二, 三")),
            "入手方法: [{その他: 端末}]",
            "入手方法: [{その他: \"一、二, 三\"}]",
        ),
        // What the form has no box for can be taken out, and what is written otherwise is known.
        (
            tick(id, "口頭", false, None),
            "入手方法:\n  - 口頭\n  - 紙",
            "入手方法:\n  - 紙",
        ),
        (
            tick(id, "紙", false, None),
            "入手方法:\n  - '[○] 紙'\n  - 専用線",
            "入手方法:\n  - 専用線",
        ),
        (
            tick(id, "紙", false, None),
            "入手方法:\n  - 紙:\n    その他: a\n  - 専用線",
            "入手方法:\n  - その他: a\n  - 専用線",
        ),
    ];
    for (change, old, new) in cases {
        all_in_file(chapter, &change, &[(old, new)]);
    }
    let refused = |change: Change, lines: &str| made(&in_file(chapter, lines), &change);
    let list = "入手方法:\n  - 紙";
    assert_eq!(
        refused(tick(id, "口頭", true, None), list),
        Err(Unchangeable::NoSuchOption)
    );
    assert_eq!(
        refused(tick(id, "紙", true, Some("a")), list),
        Err(Unchangeable::NoSlot)
    );
    assert_eq!(refused(set(id, "紙"), list), Err(Unchangeable::OtherKind));
    let map = refused(tick(id, "紙", true, None), "入手方法:\n  その他: a");
    assert!(matches!(map, Err(Unchangeable::NoDashes(_))), "{map:?}");
}

#[test]
fn a_single_box_and_a_period() {
    let old = "特定個人情報ファイル:\n  - リスク対策:\n";
    let at = "files[1].risks.entrustment.none";
    let ticked = made(old, &set(at, "○"));
    let key = "特定個人情報ファイルの取扱いの委託";
    let new = format!("{old}      {key}:\n        委託しない: ○\n");
    assert_eq!(ticked.as_deref(), Ok(new.as_str()));
    let cleared = new.replace(" ○", "");
    assert_eq!(made(&new, &set(at, "")).as_deref(), Ok(cleared.as_str()));

    let head = "評価実施手続:\n  国民・住民等からの意見の聴取:\n    実施日・期間:";
    let id = "procedure.public_comment.period";
    let (start, end) = (format!("{id}.start"), format!("{id}.end"));
    let cases = [
        (set(id, "令和8年1月"), "", " 令和8年1月"),
        (set(id, "令和8年1月"), " 令和8年2月", " 令和8年1月"),
        (
            set(id, ""),
            "\n      開始: a  # 注\n      終了:",
            "\n      開始:  # 注\n      終了:",
        ),
        (
            set(id, "1月"),
            "  # 一\n      # 二\n      開始: a  # 三\n      終了:",
            " 1月  # 一\n      # 二",
        ),
        (set(&start, "1月"), "", "\n      開始: 1月"),
        (
            set(&end, "1月"),
            "\n      開始: 2月",
            "\n      開始: 2月\n      終了: 1月",
        ),
    ];
    for (change, old, new) in cases {
        let hoisted = match new.contains("# 二")
            && matches!(&change, Change::Set { text, .. } if text == "1月")
            && change.id() == id
        {
            true => head.replace("    実施日", "    # 三\n    実施日"),
            false => head.to_owned(),
        };
        all(
            &change,
            &[(&format!("{head}{old}\n"), &format!("{hoisted}{new}\n"))],
        );
    }
    let text = made(&format!("{head} 1月\n"), &set(&start, "2月"));
    assert!(matches!(text, Err(Unchangeable::InItsPlace(_))), "{text:?}");
}

#[test]
fn the_figure_is_pictures_or_data() {
    let head = "事務の内容図:\n  図:";
    let id = "flow_figure.figure";
    let cases = [
        (set(id, "a.png"), "\n", " a.png\n"),
        (set(id, "b.png"), "\n    - a.png\n    - c.png\n", " b.png\n"),
        (
            texts(id, &["a.png", "b.png"]),
            " a.png\n",
            "\n    - a.png\n    - b.png\n",
        ),
        (texts(id, &["a.png"]), "\n", " a.png\n"),
        (
            texts("flow_figure.figure.actors", &["甲", "乙"]),
            "\n",
            "\n    登場者:\n      - 甲\n      - 乙\n",
        ),
        (
            set("flow_figure.figure.flows[1].from", "甲"),
            "\n    登場者:\n      - 甲\n",
            "\n    登場者:\n      - 甲\n    流れ:\n      - から: 甲\n",
        ),
        (
            add("flow_figure.figure.flows", 0, None),
            "\n",
            "\n    流れ:\n      - 番号:\n",
        ),
    ];
    for (change, old, new) in cases {
        all(
            &change,
            &[(&format!("{head}{old}"), &format!("{head}{new}"))],
        );
    }
    let data = format!("{head}\n    登場者:\n      - 甲\n");
    for change in [set(id, "a.png"), texts(id, &["a.png"])] {
        let refused = made(&data, &change);
        assert!(
            matches!(refused, Err(Unchangeable::InItsPlace(_))),
            "{refused:?}"
        );
    }
    let refused = made(
        &format!("{head} a.png\n"),
        &texts("flow_figure.figure.actors", &["甲"]),
    );
    assert!(
        matches!(refused, Err(Unchangeable::InItsPlace(_))),
        "{refused:?}"
    );
}
