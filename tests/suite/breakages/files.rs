//! Features of YAML, unusual characters, and files as a whole.

use super::{BASE, Row, made, swap};

pub(super) fn features_and_files() -> Vec<Row> {
    vec![
        swap(
            "名前を付ける印",
            "部署: 健康課\n",
            "部署: &部署 健康課\n          備考: *部署\n",
        )
        .at("Y017", "&部署")
        .at("Y017", "*部署"),
        swap("節に名前を付ける印", "表紙:\n", "表紙: &a\n")
            .at("Y017", "&a")
            .healed(),
        swap("まとめて写す印", "  公表日", "  <<: *a\n  公表日").at("Y017", "<<"),
        swap("種類の印", "\"012\"", "!!str 012")
            .at("Y017", "!!str")
            .healed(),
        swap("はてなの見出し", "版: 平成30年5月", "? 版\n: 平成30年5月")
            .at("Y017", "? 版")
            .healed(),
        swap(
            "途中の区切り",
            "\n基本情報:\n  特定",
            "\n---\n基本情報:\n  特定",
        )
        .at("Y017", "---")
        .healed(),
        swap(
            "途中の点の区切り",
            "\n基本情報:\n  特定",
            "\n...\n基本情報:\n  特定",
        )
        .at("Y017", "...")
        .healed(),
        made("区切りの後にもう一つの評価書", format!("{BASE}---\n{BASE}"))
            .at("Y017", "---")
            .healed(),
        made("2度貼り付けた", format!("{BASE}{BASE}")).on("Y020", BASE.lines().count() + 2),
        swap("先頭の区切り", "様式: 全", "---\n様式: 全").healed(),
        made("指示の行", format!("%YAML 1.2\n---\n{BASE}"))
            .at("Y017", "%YAML")
            .healed(),
        swap(
            "深い括弧",
            "架空市長",
            &format!("{}{}", "[".repeat(100), "]".repeat(100)),
        )
        .at("Y018", "[[["),
        made(
            "深い字下げ",
            (0..100).fold(BASE.to_owned(), |t, n| t + &" ".repeat(n) + "a:\n"),
        )
        .on("Y018", 104),
        made("改行が CRLF", BASE.replace('\n', "\r\n")).healed(),
        made(
            "改行が CRLF で、全角コロン",
            BASE.replace('\n', "\r\n").replace("公表日: ", "公表日："),
        )
        .at("Y002", "公表日")
        .healed(),
        swap(
            "見えない文字のある見出し",
            "公表日: 令和",
            "公表\u{200B}日: 令和",
        )
        .at("Y022", "令和8年4月1日"),
        swap("見えない文字のある字下げ", "  公表日", "\u{200B}  公表日")
            .at("Y022", "公表日")
            .healed(),
        swap("見えない文字のある文", "電話で受", "電話\u{200B}で受").at("Y022", "電話"),
        swap("文の途中の BOM", "電話で受", "電話\u{FEFF}で受").at("Y022", "電話"),
        swap("制御文字", "電話で受", "電話\u{B}で受").at("Y022", "電話"),
        swap("部首の文字", "電話で受", "⻘電話で受").at("Y022", "電話"),
        swap("分かれた濁点", "電話で受", "電話て\u{3099}受").at("Y022", "電話"),
        swap("外字", "電話で受", "電話\u{E000}で受").at("Y022", "電話"),
        swap("文字化けの跡", "電話で受", "電話\u{FFFD}で受").at("Y022", "電話"),
        made(
            "半分のファイル",
            BASE[..BASE.find("入手方法").unwrap()].to_owned(),
        ),
        made(
            "引用符の途中で終わる",
            BASE[..BASE.find("12\"").unwrap()].to_owned(),
        )
        .at("Y009", "評価書番号"),
        made(
            "括弧の途中で終わる",
            BASE[..BASE.find("情報提供ネット").unwrap()].to_owned(),
        )
        .at("Y010", "入手方法"),
        made(
            "見出しの途中で終わる",
            BASE[..BASE.find("公表日").unwrap()].to_owned() + "公表",
        )
        .at("Y014", "  公表"),
        made("終わりに余分な行", format!("{BASE}以上である\n"))
            .at("Y014", "以上である")
            .healed(),
        made("終わりに余分な括弧", format!("{BASE}}}余り\n"))
            .at("Y014", "}余り")
            .healed(),
        made("コードの囲み", format!("```yaml\n{BASE}```\n"))
            .at("Y014", "```yaml")
            .at("Y014", "```\n")
            .healed(),
    ]
}
