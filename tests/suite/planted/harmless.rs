//! Edits that change nothing, or say something else that is as good: no rule has a word to say about them.

use super::draw::{Draw, Edit};

type Make = fn(&mut Draw) -> Vec<Edit>;

/// Name and edit.
pub(crate) const EDITS: &[(&str, Make)] = &[
    // Other ways to write the same.
    ("a comment above a key", |d| {
        yaml(
            d,
            "\n  他の評価実施機関:",
            "\n  # 毎年4月に確かめる。\n  他の評価実施機関:",
        )
    }),
    ("a comment behind a value", |d| {
        yaml(
            d,
            "リスクへの対策は十分か: 十分である",
            "リスクへの対策は十分か: 十分である  # 課内で協議した",
        )
    }),
    ("a blank line between items", |d| {
        yaml(d, "\n    リスク対策:", "\n\n    リスク対策:")
    }),
    ("quotes around a value", |d| {
        yaml(
            d,
            "安全管理体制: 十分に整備している",
            "安全管理体制: \"十分に整備している\"",
        )
    }),
    ("single quotes around a value", |d| {
        yaml(
            d,
            "安全管理規程: 十分に整備している",
            "安全管理規程: '十分に整備している'",
        )
    }),
    ("another sign for a block", |d| {
        yaml(d, "事務実施上の必要性: |\n", "事務実施上の必要性: |-\n")
    }),
    ("an option with its number", |d| {
        yaml(d, "選択: 記録を残している", "選択: 1) 記録を残している")
    }),
    ("an option in full width", |d| {
        yaml(
            d,
            "対象となる本人の数: 1万人未満",
            "対象となる本人の数: １万人未満",
        )
    }),
    ("a choice without 選択", |d| {
        yaml(
            d,
            "過去3年以内の個人情報に関する重大事故:\n            選択: 発生なし",
            "過去3年以内の個人情報に関する重大事故: 発生なし",
        )
    }),
    ("one check without a list", |d| {
        yaml(
            d,
            "移転方法:\n              - 庁内連携システム",
            "移転方法: 庁内連携システム",
        )
    }),
    ("a number of entries left out", |d| {
        yaml(
            d,
            "          選択: 委託する\n          件数: 2\n",
            "          選択: 委託する\n",
        )
    }),
    ("a number of entries in full width", |d| {
        yaml(d, "- 提供を行っている: 1\n", "- 提供を行っている: １\n")
    }),
    // Another order where the order says nothing.
    ("two ways of intake changed about", |d| {
        swap(d, "        入手方法:\n", "        入手の時期", "- ")
    }),
    ("two kinds of records changed about", |d| {
        swap(d, "            連絡先等情報:\n", "業務関係情報:", "- ")
    }),
    ("two actors changed about", |d| {
        swap(d, "    登場者:\n", "    流れ:", "- ")
    }),
    ("two reasons changed about", |d| {
        let sign = d.host.bullet;
        swap(
            d,
            "    実現が期待されるメリット: |\n",
            "個人番号の利用:",
            sign,
        )
    }),
    ("two records changed about", |d| {
        records(d, |a, b, sign| format!("{b}{sign}{a}"))
    }),
    ("a record more", |d| {
        records(d, |a, b, sign| {
            format!("{a}{sign}{b}{sign}台帳の最終確認年月日")
        })
    }),
    ("number and name of the paper changed about", |d| title(d)),
    // Another answer that is as good.
    // … of a risk that no row of 別添３ is about.
    ("a risk rated otherwise", |d| {
        let part = d.part("\n    リスク対策:", "\n        情報保護管理体制の確認:");
        let of = part.and_then(|part| {
            d.yaml_in(
                part,
                "リスクへの対策は十分か: 十分である",
                "リスクへの対策は十分か: 特に力を入れている",
            )
        });
        of.into_iter().collect()
    }),
    ("a measure rated otherwise", |d| {
        yaml(
            d,
            "事故発生時手順の策定・周知: 十分に行っている",
            "事故発生時手順の策定・周知: 特に力を入れて行っている",
        )
    }),
    ("another word: at once", |d| {
        word(d, "速やかに→直ちに 直ちに→速やかに")
    }),
    ("another word: the same day", |d| {
        word(d, "当日中に→その日のうちに その日のうちに→当日中に")
    }),
    ("another word: every year", |d| {
        word(d, "年に1回→毎年1回 年1回→毎年1回")
    }),
    ("another word: report", |d| {
        word(
            d,
            "を報告する。→を知らせる。 に報告する。→に知らせる。 に報告します。→にお知らせします。",
        )
    }),
    ("a weekday that is right", |d| weekday(d)),
    ("a row of the change table for a new sentence", row),
];

fn yaml(d: &mut Draw, from: &str, to: &str) -> Vec<Edit> {
    d.yaml(from, to).into_iter().collect()
}

fn word(d: &mut Draw, words: &str) -> Vec<Edit> {
    d.word(words).into_iter().collect()
}

fn swap(d: &mut Draw, from: &str, to: &str, sign: &str) -> Vec<Edit> {
    let part = d.part(from, to).filter(|_| !sign.is_empty());
    part.and_then(|part| d.swapped(part, sign))
        .into_iter()
        .collect()
}

/// Two neighbouring records of 別添２ rewritten.
fn records(d: &mut Draw, write: fn(&str, &str, &str) -> String) -> Vec<Edit> {
    let Some(part) = d.part("\n    記録項目:", "\n    リスク対策:") else {
        return Vec::new();
    };
    let sign = d.sign_of_records();
    let mut pairs = Vec::new();
    let mut at = part.start;
    for line in d.text[part].split_inclusive('\n') {
        let entries: Vec<&str> = line.trim().split(sign).collect();
        // The first may stand behind a key, the last before the end of the block.
        for pair in entries
            .windows(2)
            .skip(1)
            .take(entries.len().saturating_sub(3))
        {
            let words = format!("{}{sign}{}", pair[0], pair[1]);
            if let Some(found) = line.find(&words) {
                pairs.push((at + found, words, write(pair[0], pair[1], sign)));
            }
        }
        at += line.len();
    }
    let Some((start, words, with)) = d.one(&pairs) else {
        return Vec::new();
    };
    // Both edits of this kind may have drawn the same line.
    d.yaml_in(start..start + words.len(), &words, &with)
        .into_iter()
        .collect()
}

/// 評価書番号 behind 評価書名.
fn title(d: &mut Draw) -> Vec<Edit> {
    let Some(part) = d.part("  評価書番号:", "  個人のプライバシー") else {
        return Vec::new();
    };
    d.swapped(part, "評価書").into_iter().collect()
}

/// The day of the third party's review with its weekday.
fn weekday(d: &mut Draw) -> Vec<Edit> {
    let days = [
        ("令和8年2月13日", "金"),
        ("令和8年3月18日", "水"),
        ("令和8年4月16日", "木"),
        ("令和８年６月１１日", "木"),
        ("令和8年8月5日", "水"),
    ];
    let Some(at) = d.value("第三者点検:\n    実施日: ") else {
        return Vec::new();
    };
    let day = days.iter().find(|(day, _)| d.text[at.clone()] == **day);
    day.map(|(_, weekday)| Edit {
        range: at.end..at.end,
        with: format!("（{weekday}）"),
    })
    .into_iter()
    .collect()
}

/// A sentence more in Ⅴ２②, and its row behind those of the day of publication.
fn row(d: &mut Draw) -> Vec<Edit> {
    let words = match d.host.polite {
        true => "○外国語での問合せには、通訳の電話を使ってお答えします。",
        false => "外国語での問合せには、通訳の電話を使って答える。",
    };
    let words = match d.host.bullet {
        "・" => format!("・{words}"),
        _ => words.to_owned(),
    };
    let (Some(item), Some(day)) = (d.text.find("\n\n評価実施手続:"), d.value("\n  公表日: "))
    else {
        return Vec::new();
    };
    let day = d.text[day].trim();
    let table = d.table();
    let Some(last) = d.text[table.clone()].rfind(&format!("- 変更日: {day}")) else {
        return Vec::new();
    };
    let last = table.start + last;
    let end = d.text[last + 1..]
        .find("\n  - ")
        .map_or(table.end, |at| last + 2 + at);
    let end = end.min(d.text[..table.end].trim_end().len() + 1);
    let row = format!(
        "  - 変更日: {day}\n    項目: Ⅴ２②対応方法\n    変更前: （右記を追加）\n    変更後: |\n      {words}\n    提出時期: 事後\n    説明: その他の項目の変更であり、事前の提出・変更が義務付けられない\n"
    );
    vec![
        Edit {
            range: item..item,
            with: format!("\n      {words}"),
        },
        Edit {
            range: end..end,
            with: row,
        },
    ]
}
