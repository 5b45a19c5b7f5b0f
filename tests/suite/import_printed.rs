//! What an office prints of our export comes back by `import`: tables over several pages, the figure in words, and what the
//! form does not print.

use std::process::Command;

use crate::import_pdf::{fill, frame, pdf, right};

/// A row of boxes: where each begins, and its words.
fn row(y: usize, cells: &[(usize, &str)]) -> String {
    let ends = cells.iter().skip(1).map(|(x, _)| *x).chain([500]);
    let boxes = cells.iter().zip(ends).map(|((x, text), end)| {
        let words = match text.is_empty() {
            true => String::new(),
            false => right(x + 3, y + 6, text),
        };
        fill(*x, y, end - x, 20) + &frame(*x, y, end - x, 20) + &words
    });
    boxes.collect()
}

fn pages() -> Vec<String> {
    let cover = [
        right(100, 760, "特定個人情報保護評価書（全項目評価書）"),
        row(700, &[(50, "評価書番号"), (170, "7")]),
        row(680, &[(50, "評価書名"), (170, "図書の貸出に関する事務")]),
        row(660, &[(50, "評価実施機関名"), (170, "架空市長")]),
    ];
    let flow = |y, cells: [&str; 4]| {
        let at = [170, 230, 310, 390];
        let cells: Vec<(usize, &str)> = at.into_iter().zip(cells).collect();
        row(y, &cells)
    };
    let figure = [
        right(50, 760, "（別添１）事務の内容"),
        frame(50, 660, 60, 60) + &right(53, 706, "図"),
        row(700, &[(110, "登場者"), (170, "図書課"), (310, "委託先")]),
        frame(110, 660, 60, 40) + &right(113, 686, "流れ"),
        flow(680, ["番号", "から", "へ", "情報"]),
        flow(660, ["①", "図書課", "委託先", "申請書"]),
    ];
    let goes_on = [
        frame(50, 680, 60, 20),
        frame(110, 680, 60, 20),
        flow(680, ["②", "委託先", "図書課", "通知書"]),
        row(660, &[(50, "説明"), (110, "貸出の流れを示す。")]),
    ];
    let table = |y, cells: [&str; 3]| {
        let at = [110, 170, 270];
        let cells: Vec<(usize, &str)> = at.into_iter().zip(cells).collect();
        row(y, &cells)
    };
    let annex = [
        right(50, 760, "別紙"),
        row(720, &[(50, "題名"), (110, "研修の計画")]),
        frame(50, 680, 60, 40) + &right(53, 706, "表"),
        table(700, ["番号", "時期", "対象"]),
        table(680, ["1", "令和8年4月", "職員"]),
    ];
    let rest = [
        frame(50, 660, 60, 60),
        table(700, ["番号", "時期", "対象"]),
        table(680, ["2", "令和8年7月", "委託先"]),
        table(660, ["3", "", "全員"]),
    ];
    let beside = [
        right(50, 760, "様式に欄のない記載"),
        row(700, &[(50, "様式"), (230, "[ 全項目評価書 ]")]),
        row(680, &[(50, "判断の前提　取扱者数"), (230, "[ 500人未満 ]")]),
        row(660, &[(50, "検査の例外1　規則"), (230, "S006")]),
        row(640, &[(50, "検査の例外1　理由"), (230, "照会中")]),
    ];
    let pages = [cover.concat(), figure.concat(), goes_on.concat()];
    let more = [annex.concat(), rest.concat(), beside.concat()];
    pages.into_iter().chain(more).collect()
}

/// The same pages, as a sheet that is fitted to a page has them.
fn fitted(percent: usize) -> Vec<String> {
    let pages = pages().into_iter();
    let fit = |page: String| {
        format!(
            "q {p} 0 0 {p} 40 200 cm\n{page}Q\n",
            p = percent as f64 / 100.0
        )
    };
    pages.map(fit).collect()
}

#[test]
fn a_printed_export_comes_back() {
    comes_back(&pages());
}

#[test]
fn a_printed_export_comes_back_however_small_it_is_printed() {
    for percent in [70, 45, 25, 10, 4] {
        comes_back(&fitted(percent));
    }
}

fn comes_back(pages: &[String]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("評価書.pdf");
    std::fs::write(&file, pdf(pages, 0)).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    let command = command.args(["import", "評価書.pdf", "-o", "-"]);
    let output = command
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let yaml = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = yaml.lines().map(str::trim_end).collect();
    let bare: Vec<&str> = lines
        .into_iter()
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    let yaml = bare.join("\n") + "\n";
    for part in [
        "    登場者:\n      - 図書課\n      - 委託先\n",
        "      - 番号: ①\n        から: 図書課\n        へ: 委託先\n        情報: 申請書\n",
        "      - 番号: ②\n        から: 委託先\n        へ: 図書課\n        情報: 通知書\n",
        "  説明: 貸出の流れを示す。\n",
        "  - 題名: 研修の計画\n",
        "    表:\n      - 番号: \"1\"\n        時期: 令和8年4月\n        対象: 職員\n      - 番号: \"2\"\n        時期: 令和8年7月\n        \
         対象: 委託先\n      - 番号: \"3\"\n        時期:\n        対象: 全員\n",
        "  取扱者数: 500人未満\n",
        "  - 規則: S006\n",
        "    理由: 照会中\n",
    ] {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
    assert!(!yaml.contains("取込みの残り:\n"), "{yaml}");
}
