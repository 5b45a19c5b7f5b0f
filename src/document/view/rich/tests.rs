use super::*;

/// The text of a value as it would be printed, one line a line; cells parted by `¦`.
fn printed(text: &str) -> String {
    fn line(line: &Line) -> String {
        "　".repeat(line.indent)
            + &line
                .spans
                .iter()
                .map(|s| s.text.as_str())
                .collect::<String>()
    }
    fn rich(blocks: &[Rich], out: &mut Vec<String>) {
        for block in blocks {
            match block {
                Rich::Paragraph { lines } => out.extend(lines.iter().map(line)),
                Rich::List { items } => items.iter().for_each(|item| {
                    let from = out.len();
                    rich(&item.blocks, out);
                    if let Some(first) = out.get_mut(from) {
                        *first = format!("{} {first}", item.marker);
                    }
                }),
                Rich::Table(table) => {
                    for row in std::iter::once(&table.columns).chain(&table.rows) {
                        let cells: Vec<String> =
                            row.iter().map(|c| c.iter().map(line).collect()).collect();
                        out.push(cells.join("¦"));
                    }
                }
            }
        }
    }
    let mut out = Vec::new();
    rich(&read(text), &mut out);
    out.join("\n")
}

#[test]
fn what_is_no_markup_stays_to_the_letter() {
    let texts = [
        "１．概要\n　予防接種を行う。\n\n＜追加措置＞",
        "<b>太字</b> &amp; \\* `code` _強調_ *強調* <https://example.jp>",
        "# 見出し\n---\n> 引用 | 縦棒\n    字下げ\n~~~\n2025年",
        "[x](javascript:alert(1)) [ ○ ] 紙 ![i](a.png)",
        "表題\n===\n*注 **閉じない",
    ];
    for text in texts {
        assert_eq!(
            printed(text).replace('　', ""),
            text.replace("    ", "").replace('　', "")
        );
    }
}

#[test]
fn lists_keep_their_numbers_and_lines() {
    assert_eq!(
        printed("前文\n- 甲\n  続き\n- 乙\n  - 丙\n後文"),
        "前文\n・ 甲\n続き\n・ 乙\n・ 丙\n後文"
    );
    assert!(matches!(
        read("- 甲\n後文\n- 乙")[..],
        [Rich::List { .. }, Rich::Paragraph { .. }, Rich::List { .. }]
    ));
    assert_eq!(printed("1. 甲\n2. 乙\n\n本文"), "1. 甲\n2. 乙\n本文");
    assert_eq!(printed("3) 甲"), "3) 甲");
}

#[test]
fn tables_lose_no_cell() {
    assert_eq!(
        printed("| 番号 | 項目 |\n|---|---|\n| 1 | a \\| b | 余り |\n| | **c** |"),
        "番号¦項目¦\n1¦a | b¦余り\n¦c¦"
    );
    assert_eq!(
        printed("| 番号 | 項目 |\n|---|---|\n| 1 | 2 |\n続きの文である。\n"),
        "番号¦項目\n1¦2\n続きの文である。"
    );
}

#[test]
fn bold_and_links_are_styled() {
    let blocks = read("a **b** [c](https://d.jp) e");
    let Some(Rich::Paragraph { lines }) = blocks.first() else {
        panic!("a paragraph")
    };
    let shown: Vec<_> = lines[0]
        .spans
        .iter()
        .map(|s| (s.text.as_str(), s.strong, s.link.is_some()))
        .collect();
    let expected = [
        ("a ", false, false),
        ("b", true, false),
        (" ", false, false),
        ("c", false, true),
        ("（https://d.jp）", false, false),
        (" e", false, false),
    ];
    assert_eq!(shown, expected);
    assert_eq!(
        printed("**「個人番号」**は、**重要（必須）。**次の"),
        "「個人番号」は、重要（必須）。次の"
    );
}

#[test]
fn deep_lists_end_somewhere() {
    let deep: String = (0..30)
        .map(|n| format!("{}- x{n}\n", "  ".repeat(n)))
        .collect();
    let text = printed(&deep);
    assert!((0..30).all(|n| text.contains(&format!("x{n}"))));
}
