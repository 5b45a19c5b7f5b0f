use super::*;

fn arranged(text: &str) -> Result<String, Unarranged> {
    arrange(&Source::new("a.yaml", text)).map(|arranged| arranged.text)
}

/// Texts with what becomes of them, which then stays.
fn each_becomes(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let once = arranged(text);
        assert_eq!(once.as_deref(), Ok(*expected), "{text}");
        assert_eq!(arranged(expected).as_deref(), Ok(*expected), "{text}");
    }
}

#[test]
fn keys_are_in_the_order_and_the_spelling_of_the_form() {
    each_becomes(&[
        (
            "表紙:\n  公表日: 令和8年4月1日\n  評価書番号: \"1\"\n版: 平成30年5月\n様式: 全項目評価書\n",
            "様式: 全項目評価書\n版: 平成30年5月\n\n表紙:\n  評価書番号: \"1\"\n  公表日: 令和8年4月1日\n",
        ),
        // The own value of an item comes first.
        (
            "その他のリスク対策:\n  監査:\n    自己点検:\n      具体的なチェック方法: 年1回\n      \"選択\": 十分に行っている\n",
            "その他のリスク対策:\n  監査:\n    自己点検:\n      選択: 十分に行っている\n      具体的なチェック方法: 年1回\n",
        ),
        // Entries of lists and rows of tables stay in their order, columns in theirs.
        (
            "別紙:\n  - 本文: 二\n    題名: 二の題\n  - 表:\n      - 列い: 1\n        列あ: 2\n    題名: 一の題\n",
            "別紙:\n  - 題名: 二の題\n    本文: 二\n  - 題名: 一の題\n    表:\n      - 列い: 1\n        列あ: 2\n",
        ),
        // What the form does not know stays below what it was below.
        (
            "はじめ: x\n表紙:\n  公表日: 令和8年4月1日\n  メモ: {い: 1, あ: 2}\n  評価書番号: \"1\"\n覚え: y\n様式: 全項目評価書\n",
            "はじめ: x\n様式: 全項目評価書\n\n表紙:\n  評価書番号: \"1\"\n  公表日: 令和8年4月1日\n  メモ:\n    い: 1\n    あ: 2\n\n覚え: y\n",
        ),
        (
            "基本情報:\n  ２．使用するシステム※:\n    - ②システムの機能: 管理\n      ①システムの名称: 甲\n",
            "基本情報:\n  使用するシステム:\n    - システムの名称: 甲\n      システムの機能: 管理\n",
        ),
    ]);
}

#[test]
fn all_is_in_blocks_with_two_blanks_for_a_level() {
    each_becomes(&[
        (
            "{様式: 全項目評価書, 表紙: {公表日: 令和8年4月1日, 評価書番号: '1'}}",
            "様式: 全項目評価書\n\n表紙:\n  評価書番号: '1'\n  公表日: 令和8年4月1日\n",
        ),
        (
            "基本情報:\n    使用するシステム:\n    -   システムの名称: 甲\n        他のシステムとの接続: [庁内連携システム, その他: 乙, {その他: }]\n",
            "基本情報:\n  使用するシステム:\n    - システムの名称: 甲\n      他のシステムとの接続:\n        - 庁内連携システム\n        - その他: 乙\n        - その他:\n",
        ),
        // What is plain in braces alone is put into quotes; what is empty stays as it is.
        (
            "表紙: {特記事項: ※注, 評価書名: 甲乙}\n基本情報: {使用するシステム: [], 個人番号の利用: {}}\n",
            "表紙:\n  評価書名: 甲乙\n  特記事項: \"※注\"\n\n基本情報:\n  使用するシステム: []\n  個人番号の利用: {}\n",
        ),
        // What can't be seen at the beginning of a text stays a part of it.
        (
            "表紙: {評価書名: \u{2066}甲}\n",
            "表紙:\n  評価書名: \"\u{2066}甲\"\n",
        ),
        (
            "表紙:\n  評価書番号:\n      \"1\"\n  評価書名:\n    甲\n",
            "表紙:\n  評価書番号: \"1\"\n  評価書名: 甲\n",
        ),
        (
            "別紙:\n-\n  題名: 甲\n-\n- - - 乙\n  - 丙\n",
            "別紙:\n  - 題名: 甲\n  -\n  - - - 乙\n    - 丙\n",
        ),
    ]);
}

#[test]
fn texts_stay_as_they_are_written() {
    each_becomes(&[
        (
            "表紙:\n     特記事項: |\n          一\n\n            二  \n          三\n\n     評価書名: >-\n       一\n       二\n\n         三\n",
            "表紙:\n  評価書名: >-\n    一\n    二\n\n      三\n  特記事項: |\n    一\n\n      二  \n    三\n",
        ),
        // Blanks at the head of a block, at the end of its last line, and on a line of their own.
        (
            "表紙:\n    特記事項: |4\n          字下げ\n        末尾  \n           \n    評価書名: 甲\n",
            "表紙:\n  評価書名: 甲\n  特記事項: |2\n      字下げ\n    末尾  \n       \n",
        ),
        // A text that keeps its blank lines.
        (
            "表紙:\n    特記事項: |+\n        一\n\n\n    評価書名: 甲\n様式: 全項目評価書\n",
            "様式: 全項目評価書\n\n表紙:\n  評価書名: 甲\n  特記事項: |+\n    一\n\n\n",
        ),
        (
            "表紙:\n   個人情報保護委員会承認日: |\n   特記事項: |\n     | a |\n     |---|\n   評価書名: |\n   評価書番号: \"一\n\n       二\n     三\"\n",
            "表紙:\n  評価書番号: \"一\n\n    二\n    三\"\n  評価書名: |\n  特記事項: |\n    | a |\n    |---|\n  個人情報保護委員会承認日: |\n",
        ),
        (
            "変更箇所:\n- |\n  一\n- >\n  二\n  三\n",
            "変更箇所:\n  - |\n    一\n  - >\n    二\n    三\n",
        ),
        (
            "表紙:\n  特記事項:  # 注\n    |\n    本文\n",
            "表紙:\n  特記事項: |  # 注\n    本文\n",
        ),
    ]);
}

#[test]
fn comments_stay_with_what_they_stand_at() {
    each_becomes(&[
        // Above, beside, and at the end of a group.
        (
            "# 見出し\n表紙:  # 章\n    # 日\n    公表日: 令和8年4月1日  # 予定\n    # 番号\n    評価書番号: \"1\"\n    # 終わり\n様式: 全項目評価書\n",
            "# 見出し\n様式: 全項目評価書\n\n表紙:  # 章\n  # 番号\n  評価書番号: \"1\"\n  # 日\n  公表日: 令和8年4月1日  # 予定\n  # 終わり\n",
        ),
        // Both have their own: the head of the file is one of them.
        (
            "# 表紙のこと\n表紙:\n  評価書番号: \"1\"\n# 様式のこと\n様式: 全項目評価書\n",
            "# 様式のこと\n様式: 全項目評価書\n\n# 表紙のこと\n表紙:\n  評価書番号: \"1\"\n",
        ),
        (
            "# 見出し\n\n# 表紙のこと\n表紙:\n  評価書番号: \"1\"\n# 様式のこと\n様式: 全項目評価書\n",
            "# 見出し\n\n# 様式のこと\n様式: 全項目評価書\n\n# 表紙のこと\n表紙:\n  評価書番号: \"1\"\n",
        ),
        // Of an entry, of its first key, after a dash.
        (
            "別紙:\n  # 一つ目\n  - 本文: x  # 本文のこと\n    # 題のこと\n    題名: y\n    # 一つ目の終わり\n  - # 二つ目\n    題名: z\n  # 終わり\n",
            "別紙:\n  # 一つ目\n  # 題のこと\n  - 題名: y\n    本文: x  # 本文のこと\n    # 一つ目の終わり\n  -  # 二つ目\n    題名: z\n  # 終わり\n",
        ),
        // Commented lines below a key without a value, and a comment below a text.
        (
            "表紙:\n  特記事項:\n      # - 一\n      # - 二\n  評価書名: 甲\n    # 甲のこと\n",
            "表紙:\n  # 甲のこと\n  評価書名: 甲\n  特記事項:\n    # - 一\n    # - 二\n",
        ),
        // Indented more than a value, which may have a line of its own.
        (
            "表紙:\n  特記事項:\n    一\n      # 一のこと\n  評価書名: 甲\n        # 甲のこと\n",
            "表紙:\n  # 甲のこと\n  評価書名: 甲\n  # 一のこと\n  特記事項: 一\n",
        ),
        (
            "表紙:\n  特記事項:\n    \"一\n    二\"\n      # 注\n    # 同じ深さ\n  評価書名: 甲\n",
            "表紙:\n  評価書名: 甲\n  # 注\n  # 同じ深さ\n  特記事項: \"一\n    二\"\n",
        ),
        (
            "基本情報:\n  特定個人情報ファイル名:\n    -\n      甲\n        # 甲のこと\n    - 乙\n        # 乙のこと\n    # 終わり\n",
            "基本情報:\n  特定個人情報ファイル名:\n    # 甲のこと\n    - 甲\n    # 乙のこと\n    - 乙\n    # 終わり\n",
        ),
        // In brackets and braces.
        (
            "基本情報:\n  特定個人情報ファイル名: [ # 名\n    # 一\n    甲, # 甲\n    乙\n    # 終\n  ] # 閉\n別紙:\n  - {本文: x, 題名: y} # 一つ目\n",
            "基本情報:\n  # 閉\n  特定個人情報ファイル名:  # 名\n    # 一\n    - 甲  # 甲\n    - 乙\n    # 終\n\n別紙:\n  - 題名: y  # 一つ目\n    本文: x\n",
        ),
        // What is said of an item goes with it, also from above a dash and from the end of a group.
        (
            "別紙:\n  # hyokasho: 許可 W001 引用\n  - 本文: x\n    題名: y\n",
            "別紙:\n  - 題名: y\n    # hyokasho: 許可 W001 引用\n    本文: x\n",
        ),
        (
            "変更箇所:\n  - 変更前: う\n    # hyokasho: 許可 S004 理由\n\n    変更日: x\n",
            "変更箇所:\n  # hyokasho: 許可 S004 理由\n\n  - 変更日: x\n    変更前: う\n",
        ),
        (
            "表紙:\n  公表日: x\n  # 取込: 要確認（1行目）数\n基本情報:\n  他の評価実施機関: なし\n様式: 全項目評価書\n",
            "様式: 全項目評価書\n\n表紙:\n  公表日: x\n\n# 取込: 要確認（1行目）数\n基本情報:\n  他の評価実施機関: なし\n",
        ),
    ]);
}

#[test]
fn blank_lines_part_the_outermost_keys_and_stay_elsewhere() {
    each_becomes(&[(
        "様式: 全項目評価書\n\n\n版: 平成30年5月\n表紙:\n\n  評価書番号: \"1\"\n\n\n  評価書名: 甲\n# 基\n基本情報:\n  他の評価実施機関: なし\n\n\n",
        "様式: 全項目評価書\n版: 平成30年5月\n\n表紙:\n  評価書番号: \"1\"\n\n  評価書名: 甲\n\n# 基\n基本情報:\n  他の評価実施機関: なし\n",
    )]);
}

#[test]
fn what_is_around_the_keys_stays() {
    each_becomes(&[
        (
            "# 前\n---\n# 章\n表紙:\n  評価書番号: \"1\"\n様式: 全項目評価書\n# 後\n",
            "# 前\n---\n# 章\n様式: 全項目評価書\n\n表紙:\n  評価書番号: \"1\"\n# 後\n",
        ),
        (
            "表紙:\r\n  特記事項: |  # 注\r\n    一\r\n    二\r\n様式: 全項目評価書",
            "様式: 全項目評価書\r\n\r\n表紙:\r\n  特記事項: |  # 注\r\n    一\r\n    二\r\n",
        ),
    ]);
}

/// Without it, the text of a block that comes to stand there would be another one to those who count its last line break.
#[test]
fn the_last_line_has_a_line_break() {
    let cover = |texts: &str| format!("様式: 全項目評価書\n\n表紙:\n{texts}");
    for (text, becomes) in [
        ("  特記事項: |\n    一", "  特記事項: |\n    一\n"),
        (
            "  特記事項: |\n    一\n  評価書番号: \"1\"",
            "  評価書番号: \"1\"\n  特記事項: |\n    一\n",
        ),
        ("  特記事項: |\n    一\n    ", "  特記事項: |\n    一\n"),
        ("  特記事項: |+\n    一", "  特記事項: |+\n    一\n"),
        (
            "  特記事項: |+\n    一\n\n  評価書番号: \"1\"",
            "  評価書番号: \"1\"\n  特記事項: |+\n    一\n\n",
        ),
        ("  特記事項: |", "  特記事項: |\n"),
        ("  評価書番号: \"1\"  # 終", "  評価書番号: \"1\"  # 終\n"),
    ] {
        each_becomes(&[(&cover(text), &cover(becomes))]);
    }
}

#[test]
fn what_has_to_be_put_right_first_is_named() {
    let at = |text: &str| match arranged(text) {
        Err(Unarranged::Unclean(span)) => Some(Source::new("a.yaml", text).line_of(span.start)),
        _ => None,
    };
    for (text, line) in [
        ("様式：全項目評価書\n", 1),
        (
            "様式: 全項目評価書\n表紙:\n  評価書名: 甲\n  ①評価書名: 乙\n",
            4,
        ),
        ("様式: 全項目評価書\n表紙: &a\n  評価書名: 甲\n", 2),
        ("様式: 全項目評価書\n表紙: {評価書名: 甲\n", 2),
        ("様式: 全項目評価書\n---\n様式: 全項目評価書\n", 2),
        (
            "基本情報:\n  使用するシステム:\n    システムの名称: 甲\n    システムの機能: 乙\n",
            3,
        ),
    ] {
        assert_eq!(at(text), Some(line), "{text}");
    }
    assert_eq!(arranged("- 甲\n"), Err(Unarranged::NoAssessment));
    assert_eq!(
        arranged("services:\n  web: x\n"),
        Err(Unarranged::NoAssessment)
    );
    let unknown = arranged("様式: 全項目評価書\n版: 令和9年1月\n");
    assert!(matches!(unknown, Err(Unarranged::NoForm(_))));
}

#[test]
fn a_list_may_begin_in_the_column_of_its_key() {
    // 日付 is a key of an answer and of a remark; 様式 may stand at the end.
    let body =
        "答申:\n- 附帯意見:\n  - 日付: 令和8年4月16日\n    番号: \"1\"\n  日付: 令和8年4月16日\n";
    let made = "答申:\n  - 日付: 令和8年4月16日\n    附帯意見:\n      - 番号: \"1\"\n        日付: 令和8年4月16日\n";
    let head = "様式: 点検記録\n版: \"1\"\n";
    each_becomes(&[(&format!("{head}{body}"), &format!("{head}\n{made}"))]);
    let padding = "# 覚え\n機関:\n  名称: 審査会\n  会長: 甲\n  事務局: 乙\n  委員:\n    - 一\n    - 二\n    - 三\n    - 四\n    - 五\n    - 六\n    - 七\n";
    let arranged = arranged(&format!("{padding}{body}版: \"1\"\n様式: 点検記録\n"));
    assert!(arranged.is_ok_and(|text| text.contains(made)));
}

#[test]
fn a_list_in_the_column_of_its_key_ends_where_a_key_follows_whatever_quotes_stand_around_it() {
    let text = |section: &str| {
        format!(
            "様式: 点検記録\n版: \"1\"\n答申:\n- 本文:\n  - {section}:\n    - 節:\n      - 見出し: (1)　特定\n        本文: 甲\n      \
             見出し: 2　内容\n    見出し: 第2　理由\n"
        )
    };
    for section in ["節", "'節'", "\"節\""] {
        let source = Source::new("a.yaml", text(section));
        assert!(arrange(&source).is_ok(), "{section}");
    }
}
