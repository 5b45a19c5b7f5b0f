//! Errors of shape and agreement: options, numbers of entries, items that contradict each other.

use std::ops::Range;

use super::draw::{Draw, Edit};
use super::kind::Kind;
use super::kind::Plant::{By, Said, Yaml};

#[rustfmt::skip]
pub(crate) const KINDS: &[Kind] = &[
    Kind("a number of contracts", "S010", By(|d| d.yaml("選択: 委託する\n          件数: ", "選択: 委託する\n          件数: 1"))),
    Kind("a number of recipients", "S010", By(|d| d.yaml("- 提供を行っている: ", "- 提供を行っている: 1"))),
    Kind("an option that the form does not have", "S005", By(|d| d.yaml("リスクへの対策は十分か: 十分である", "リスクへの対策は十分か: おおむね十分である"))),
    Kind("two options that exclude each other", "S008", By(|d| {
        (1..5).find_map(|n| {
            let from = format!("- 移転を行っている: {n}\n");
            d.yaml(&from, &format!("{from}          - 行っていない\n"))
        })
    })),
    Kind("a key mistyped", "S001", Yaml("委託先名の確認方法:→委託先名の確忍方法:")),
    Kind("an item left blank", "S004", By(blank)),
    Kind("a file of another name", "S017", By(|d| {
        let names = d.part("\n  特定個人情報ファイル名:\n    - ", "\n  特定個人情報ファイルを取り扱う理由:")?;
        d.yaml_in(names.start + "\n  特定個人情報ファイル名:".len()..names.end, "ファイル", "台帳ファイル")
    })),
    Kind("subcontracting without its details", "S004 X005", By(|d| d.yaml("再委託の有無: 再委託しない", "再委託の有無: 再委託する"))),
    Kind("a system that is not listed", "X010", Said("データは住民税照会システムで確かめる。", "データは住民税照会システムで確かめます。")),
    Kind("an arrow to nobody", "X021", By(|d| flow(d, "        へ: ", "        へ: 臨時の"))),
    Kind("a number of the figure twice", "F006", By(|d| flow(d, "番号: ④", "番号: ③").or_else(|| flow(d, "番号: \"4\"", "番号: \"3\"")))),
    Kind("a record twice", "X016", By(twice)),
    Kind("a medium that is not ticked", "X009", By(|d| {
        let part = d.part("入手の時期・頻度: |", "入手に係る妥当性:")?;
        let words = [("入手する。", "フラッシュメモリで入手する。"), ("入手します。", "フラッシュメモリで入手します。"), ("照会して入手", "フラッシュメモリで入手"), ("、夜間に", "、夜間にフラッシュメモリで入手する。"), ("　毎日", "　フラッシュメモリで毎日入手する。")];
        words.iter().find_map(|(from, to)| d.yaml_in(part.clone(), from, to))
    })),
    Kind("the number of records", "T003", Yaml("選択:_100項目以上→選択:_10項目未満 選択:_50項目以上100項目未満→選択:_10項目未満")),
    Kind("use of the network denied", "S009 X001", By(|d| d.yaml("実施の有無: 実施する", "実施の有無: 実施しない"))),
    Kind("a tier that the number of people does not give", "T001", By(|d| {
        let (all, chosen) = ("基礎項目評価及び全項目評価の実施が義務付けられる", "基礎項目評価の実施が義務付けられる（任意に全項目評価を実施）");
        let key = "しきい値判断結果: ";
        d.yaml(&format!("{key}{all}"), &format!("{key}{chosen}")).or_else(|| d.yaml(&format!("{key}{chosen}"), &format!("{key}{all}")))
    })),
    Kind("the change table and the body", "C014", By(|d| {
        let after = last_after(d)?;
        let words = [("職員が", "課長が"), ("することとした。", "する。"), ("する。", "しない。"), ("ます。", "ません。"), ("である。", "でない。"), ("者", "物")];
        words.iter().find_map(|(from, to)| d.yaml_in(after.clone(), from, to))
    })),
    Kind("nothing changed", "C004", By(same_row)),
    Kind("a contract that leaves open what is done", "R001", By(left_open)),
];

/// Words of the figure's arrows replaced.
fn flow(d: &mut Draw, from: &str, to: &str) -> Option<Edit> {
    let part = d.part("\n    流れ:", "\n  備考:")?;
    d.yaml_in(part, from, to)
}

/// A value in a block emptied.
fn blank(d: &mut Draw) -> Option<Edit> {
    let keys = [
        "情報の突合",
        "個人番号の真正性確認の措置の内容",
        "特定個人情報の正確性確保の措置の内容",
    ];
    let key = d.one(&keys)?;
    let start = d.text.find(&format!("{key}: |\n"))? + key.len() + 1;
    let head = start - key.len() - 1;
    let deep = |line: &str| line.len() - line.trim_start().len();
    let line = d.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let depth = deep(&d.text[line..start]);
    let block = d.text[start + 3..].split_inclusive('\n');
    let lines: usize = block
        .take_while(|line| deep(line) > depth)
        .map(str::len)
        .sum();
    Some(Edit {
        range: head..start + 2 + lines,
        with: format!("{key}:"),
    })
}

/// What a contractor does, in one line, left to be settled.
fn left_open(d: &mut Draw) -> Option<Edit> {
    let part = d.part("\n        委託事項:", "\n    リスク対策:")?;
    let lines = d.text[part.clone()].lines().filter_map(|line| {
        let (key, value) = line.split_once(": ")?;
        let is_work = ["委託内容", "再委託事項"].contains(&key.trim());
        (is_work && !value.starts_with('|')).then_some((line, key))
    });
    let lines: Vec<(&str, &str)> = lines.collect();
    let (line, key) = d.one(&lines)?;
    let said = [
        "必要に応じて調整する",
        "別途協議して定める",
        "仕様書のとおり",
    ];
    let said = d.one(&said)?;
    d.yaml_in(part, &format!("{line}\n"), &format!("{key}: {said}\n"))
}

/// A record written a second time behind the third one of its line.
fn twice(d: &mut Draw) -> Option<Edit> {
    let part = d.part("\n    記録項目:", "\n    リスク対策:")?;
    let sign = d.sign_of_records();
    let mut places = Vec::new();
    let mut at = part.start;
    for line in d.text[part].split_inclusive('\n') {
        let entries: Vec<&str> = line.split(sign).collect();
        if entries.len() > 4 {
            let end = at + entries[..3].join(sign).len();
            places.push((end, format!("{sign}{}", entries[1])));
        }
        at += line.len();
    }
    let (at, with) = d.one(&places)?;
    Some(Edit {
        range: at..at,
        with,
    })
}

/// The last block under 変更後.
fn last_after(d: &Draw) -> Option<Range<usize>> {
    let table = d.table();
    let at = table.start + d.text[table].rfind("\n    変更後: |\n")?;
    Some(at..at + d.text[at..].find("\n    提出時期")?)
}

/// A row of one line whose 変更前 becomes what its 変更後 says.
fn same_row(d: &mut Draw) -> Option<Edit> {
    let table = d.table();
    let keys = d.text[table.clone()].match_indices("\n    変更前: ");
    let rows: Vec<(usize, &str, &str)> = keys
        .filter_map(|(at, key)| {
            let start = table.start + at + key.len();
            let (before, rest) = d.text[start..].split_once('\n')?;
            let after = rest.strip_prefix("    変更後: ")?.split('\n').next()?;
            let is_line = !before.starts_with(['|', '（']) && !after.starts_with('|');
            is_line.then_some((start, before, after))
        })
        .collect();
    let (start, before, after) = d.one(&rows)?;
    Some(Edit {
        range: start..start + before.len(),
        with: after.to_owned(),
    })
}
