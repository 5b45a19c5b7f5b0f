//! The words of the questions: of each, what is asked and what may be answered.

use crate::source::lang::{Lang, say};

type Words = (String, String);

pub(super) fn agency(lang: Lang) -> Words {
    (
        say!(lang, "評価実施機関の名", "The body (評価実施機関名)"),
        say!(
            lang,
            "例: 架空市長、架空県知事、架空市教育委員会",
            "such as 架空市長, 架空県知事"
        ),
    )
}

pub(super) fn office(lang: Lang) -> Words {
    (
        say!(lang, "評価の対象となる事務の名", "The work (事務の名称)"),
        say!(
            lang,
            "例: 児童手当の支給に関する事務、後期高齢者医療に関する事務",
            "such as 児童手当の支給に関する事務"
        ),
    )
}

pub(super) fn people(lang: Lang) -> Words {
    (
        say!(
            lang,
            "この事務で個人番号を扱う本人の数（対象人数）",
            "How many people's numbers the work handles (対象人数)"
        ),
        say!(
            lang,
            "番号でも、人数でも答えられます。例: 5、40万人、１，０００人",
            "A number of an option, or of people, such as 400,000人"
        ),
    )
}

pub(super) fn handlers(lang: Lang) -> Words {
    (
        say!(
            lang,
            "この事務の特定個人情報ファイルを扱う者の数（取扱者数。評価実施機関と委託先の合計）",
            "How many people of the body and its contractors handle the files (取扱者数)"
        ),
        say!(lang, "例: 2、120人", "such as 2, 120人"),
    )
}

pub(super) fn incidents(lang: Lang) -> Words {
    (
        say!(
            lang,
            "過去1年以内に、評価実施機関で特定個人情報の重大事故があったか",
            "Whether the body had a serious incident with such data within a year"
        ),
        say!(
            lang,
            "重大事故とは、故意による、又は101人以上の本人に関わる漏えい、滅失、毀損などです。",
            "Serious: done on purpose, or of the data of 101 people or more."
        ),
    )
}

pub(super) fn voluntary(lang: Lang) -> Words {
    (
        say!(
            lang,
            "任意で全項目評価書を作りますか",
            "Make 全項目評価書 all the same?"
        ),
        say!(
            lang,
            "「いいえ」なら、何も作らずに終わります。",
            "いいえ (no) ends the program; nothing is made."
        ),
    )
}

pub(super) fn number(lang: Lang) -> Words {
    (
        say!(
            lang,
            "評価書番号",
            "The number of the assessment (評価書番号)"
        ),
        say!(lang, "例: 12", "such as 12"),
    )
}

pub(super) fn department(lang: Lang) -> Words {
    (
        say!(lang, "この事務を担当する部署", "The department (部署)"),
        say!(
            lang,
            "例: こども未来部こども給付課",
            "such as こども未来部こども給付課"
        ),
    )
}

pub(super) fn head(lang: Lang) -> Words {
    (
        say!(
            lang,
            "その部署の長の役職名",
            "The title of its head (所属長の役職名)"
        ),
        say!(
            lang,
            "氏名ではなく役職名です。例: こども給付課長",
            "The title, not the name: こども給付課長"
        ),
    )
}

pub(super) fn system(n: usize, lang: Lang) -> Words {
    (
        say!(
            lang,
            "使用するシステム{n}の名",
            "The name of system {n} (使用するシステム)"
        ),
        match n {
            1 => say!(
                lang,
                "例: 児童手当システム、団体内統合宛名システム、中間サーバー。一つずつ答えます。",
                "such as 児童手当システム, 中間サーバー; one on a line."
            ),
            _ => String::new(),
        },
    )
}

pub(super) fn linkage(lang: Lang) -> Words {
    (
        say!(
            lang,
            "情報提供ネットワークシステムで何を行いますか",
            "What is done over 情報提供ネットワークシステム?"
        ),
        say!(
            lang,
            "照会は、ほかの機関の情報を受け取ること、提供は、ほかの機関の照会に応じて渡すことです。",
            "照会 is to ask other bodies, 提供 to answer them."
        ),
    )
}

/// The options, in the order of [`crate::assessment::start::Linkage`].
pub(super) fn linkages() -> Vec<String> {
    let options = [
        "照会と提供",
        "照会だけ",
        "提供だけ",
        "行わない",
        "まだ決まっていない",
    ];
    options.map(str::to_owned).to_vec()
}

pub(super) fn file(n: usize, lang: Lang) -> Words {
    (
        say!(
            lang,
            "特定個人情報ファイル{n}の名",
            "The name of file {n} (特定個人情報ファイル)"
        ),
        match n {
            1 => say!(
                lang,
                "個人番号をその内容に含む個人情報のまとまりの名です。例: 児童手当ファイル",
                "such as 児童手当ファイル"
            ),
            _ => String::new(),
        },
    )
}

pub(super) fn holding(file: &str, lang: Lang) -> Words {
    (
        say!(
            lang,
            "「{file}」の保有開始日（持ち始めた日、又は持つ予定の日）",
            "Since when 「{file}」 is held (保有開始日)"
        ),
        say!(
            lang,
            "例: 平成27年10月1日、H27.10.1、2015-10-01",
            "such as 平成27年10月1日, 2015-10-01"
        ),
    )
}

pub(super) fn entrusted(file: &str, lang: Lang) -> Words {
    (
        say!(
            lang,
            "「{file}」の取扱いを外部に委託しますか",
            "Is the handling of 「{file}」 entrusted to others (委託)?"
        ),
        say!(
            lang,
            "システムの運用保守や、データ入力、封入封緘のように、特定個人情報を扱わせるものです。",
            "Such as the upkeep of its system, where the data are handled."
        ),
    )
}

pub(super) fn contract(n: usize, lang: Lang) -> Words {
    (
        say!(
            lang,
            "委託事項{n}の名",
            "The name of contract {n} (委託事項)"
        ),
        match n {
            1 => say!(
                lang,
                "例: 児童手当システムの運用保守業務",
                "such as 児童手当システムの運用保守業務"
            ),
            _ => String::new(),
        },
    )
}

pub(super) fn contractor(contract: &str, lang: Lang) -> Words {
    (
        say!(
            lang,
            "「{contract}」の委託先の名",
            "The contractor of 「{contract}」 (委託先名)"
        ),
        say!(
            lang,
            "例: 株式会社架空システムズ",
            "such as 株式会社架空システムズ"
        ),
    )
}

pub(super) fn given_on(contract: &str, lang: Lang) -> Words {
    (
        say!(
            lang,
            "「{contract}」の再委託をしますか",
            "Is 「{contract}」 given on (再委託)?"
        ),
        say!(
            lang,
            "委託先が、業務の一部をさらに別の者に任せることを許すなら「はい」です。",
            "はい (yes) where the contractor may give a part of it to others."
        ),
    )
}

pub(super) fn recipient(file: &str, n: usize, lang: Lang) -> Words {
    (
        say!(
            lang,
            "「{file}」の情報の提供先{n}（外部の機関に渡す相手）",
            "Recipient {n} of 「{file}」 (提供先, another body)"
        ),
        match n {
            1 => say!(
                lang,
                "情報提供ネットワークシステムで渡す相手も書きます。例: 都道府県知事",
                "Also over the network, such as 都道府県知事"
            ),
            _ => String::new(),
        },
    )
}

pub(super) fn transferee(file: &str, n: usize, lang: Lang) -> Words {
    (
        say!(
            lang,
            "「{file}」の情報の移転先{n}（同じ機関の別の事務に渡す相手）",
            "Transferee {n} of 「{file}」 (移転先, another work of the body)"
        ),
        match n {
            1 => say!(
                lang,
                "例: 生活福祉課（生活保護に関する事務）",
                "such as 生活福祉課"
            ),
            _ => String::new(),
        },
    )
}

pub(super) fn saved_as(lang: Lang) -> Words {
    (
        say!(lang, "書き出すファイルの名", "The name of the file"),
        say!(
            lang,
            "同じ名のファイルがあれば、別の名を付けます。",
            "A file that is there is not written over."
        ),
    )
}

pub(super) fn reviewed(lang: Lang) -> Words {
    (
        say!(
            lang,
            "点検を受ける評価書のファイル",
            "The file of the assessment that is reviewed"
        ),
        say!(lang, "例: 児童手当.yaml", "such as 児童手当.yaml"),
    )
}

pub(super) fn reviewer(lang: Lang) -> Words {
    (
        say!(lang, "点検する機関の名", "The body that reviews it"),
        say!(
            lang,
            "例: 架空市個人情報保護審議会",
            "such as 架空市個人情報保護審議会"
        ),
    )
}
