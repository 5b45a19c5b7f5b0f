//! Slips of writing: look-alike and wrong letters, signs, widths, mixed notation, words that are not for publication.

use super::kind::Kind;
use super::kind::Plant::{By, Kana, Said, Wide, Word};

#[rustfmt::skip]
pub(crate) const KINDS: &[Kind] = &[
    Kind("a look-alike letter", "W005 W011 W016 W021 L006 W044", Word("保管→保菅 端末→端未 委託→委詫 暗号→暗合 複製→復製 廃棄→癈棄 権限→権眼 訂正→訂止 識別→織別 申請→申晴")),
    Kind("a word of the same sound", "W011 W021 W016 W044", Word("個人番号→個人番後 記録し→記緑し 照会→紹会 施錠→施状 消去→消挙 本人確認→本人格認 保存→保損 承認→承任 確認→確任")),
    Kind("a dash for the long vowel", "W005 W028", Word("サーバー→サ―バー データ→デ―タ システムへ→システムヘ")),
    Kind("a dropped long vowel", "W001", By(|d| {
        d.word_where("サーバー→サーバ", |before, _| !before.ends_with("中間"))
    })),
    Kind("a conjunction in the other notation", "W002", Kana("及び→および 又は→または", "")),
    Kind("a verb in the other notation", "W002", Word("取り扱→取扱 受け取→受取 取り込む→取込む 受け付け→受付け 行う→おこなう できる→出来る")),
    Kind("one figure of another width", "W007 W008", Wide("30→３0 10→１0 24→2４ 60→６0 90→９0", "１２→1２ ３０→３0 １０→1０ ２１→２1")),
    Kind("a number of another width", "W008 W007", Wide("2人→２人 1回→１回 3年→３年 1人→１人 5年→５年", "１人→1人 ２人→2人 １年→1年 ５年→5年")),
    Kind("a bracket that is not closed", "W006", Word("）→ 」→")),
    Kind("a bracket of another width", "W006", Word("）→) （→(")),
    Kind("a full stop twice", "W009 W011", Word("。→。。")),
    Kind("a comma of another kind", "W009", Word("、→， 、→,")),
    Kind("a full stop left out", "W013", By(|d| {
        d.word_where("する。→する ている。→ている します。→します", |_, after| after.is_empty())
    })),
    Kind("a stray blank", "W010", Word("、職員→、　職員 システム→シス_テム 職員が→職員　が 番号を→番号_を")),
    Kind("a particle twice", "W012 W011", Word("職員が→職員がが 情報を→情報をを 番号を→番号をを 日に→日にに")),
    Kind("a word twice", "W012 W011", Word("ことを→ことことを 記録→記録記録 確かめ→確かめ確かめ")),
    Kind("a dropped い", "W011", Word("している→してる しています→してます されている→されてる ていない→てない")),
    Kind("を before a noun with をする", "W011 W028", Word("を保管する→を保管をする を記録する→を記録をする を確認する→を確認をする を登録→を登録を")),
    Kind("の before する", "W011 W028", Word("を登録する→の登録する を作成する→の作成する を管理する→の管理する を印刷する→の印刷する を送信する→の送信する")),
    Kind("an abbreviation without an explanation", "W017", Said("この作業にはRPAXを用いる。", "この作業にはRPAXを用います。")),
    Kind("a sentence of the other style", "W018", Said("結果は、係長に報告します。", "結果は、係長に報告する。")),
    Kind("a note of work", "B003", Said("（要確認）", "（要確認）")),
    Kind("words of a template", "B001", Said("○○市の規程による。", "○○市の規程によります。")),
    Kind("an absolute claim", "R002", Said("したがって、漏えいすることはない。", "したがって、漏えいのリスクはない状態です。")),
    Kind("a hidden character", "Y022", Word("情報→情\u{200b}報 職員→職\u{ad}員 番号→番\u{2060}号")),
    Kind("one letter of an abbreviation of another width", "W003", Word("LGWAN→LGＷAN eLTAX→eLTAＸ CS→CＳ ID→IＤ AI-OCR→AＩ-OCR QR→QＲ")),
    Kind("a sign at the head of a line of another kind", "W005 W029", By(|d| match d.host.polite {
        true => d.yaml("\n            ○", "\n            〇"),
        false => d.yaml("\n            ・", "\n            ･"),
    })),
    Kind("a heading with another bracket", "W006 W004 X048", By(|d| {
        let heads = ["における措置＞\n", "ガバメントクラウド＞\n", "マシン室＞\n", "【ガバメントクラウド】\n", "【執務室及び書庫】\n"];
        heads.iter().find_map(|head| {
            let with = head.replace('＞', ">").replace('】', "]");
            d.yaml(head, &with)
        })
    })),
    Kind("a conjunction with a comma behind it", "W030", By(|d| {
        let pairs = if d.host.kana { "および→および、 または→または、" } else { "及び→及び、 又は→又は、" };
        d.word_where(pairs, |before, _| !before.ends_with('、'))
    })),
    Kind("another general term for municipalities", "W045", Word("他の市区町村→他の市町村 他の市町村→他の市区町村 転出元の市町村→転出元の市区町村 転出先の市町村→転出先の市区町村 転入地の市区町村→転入地の市町村 住所地の市区町村→住所地の市町村")),
];
