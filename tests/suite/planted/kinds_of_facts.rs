//! Errors of fact: law and names of bodies, dates and the order of the procedure, references.

use super::draw::{Draw, Edit, pairs};
use super::kind::Kind;
use super::kind::Plant::{By, Said, Yaml};

#[rustfmt::skip]
pub(crate) const KINDS: &[Kind] = &[
    Kind("an article that has moved", "L001", Yaml("番号法第19条第8号→番号法第19条第7号 番号法第１９条第８号→番号法第１９条第７号")),
    Kind("the tables before 2024", "L002", Said("番号法別表第二の定めによる。", "番号法別表第二の定めによります。")),
    Kind("an article of another matter", "L001 L014 L018", Said("番号法第27条に基づき特定個人情報保護評価を実施する。", "番号法第２７条に基づき特定個人情報保護評価を実施します。")),
    Kind("the ordinance of former days", "L004", By(|d| {
        let said = format!("{}個人情報保護条例に基づき適正に管理", own(d));
        d.sentence(&format!("{said}する。"), &format!("{said}します。"))
    })),
    Kind("a body of another name", "L005", Said("事故は特定個人情報保護委員会に報告する。", "事故は特定個人情報保護委員会に報告します。")),
    Kind("who runs the network", "L005 L017", Said("総務大臣が設置し、管理する情報提供ネットワークシステムを用いる。", "総務大臣が設置し、管理する情報提供ネットワークシステムを用います。")),
    Kind("a title of law with a word too few", "L006", By(|d| (d.round == 0).then(|| d.yaml("番号の利用等に関する法律", "番号の利用に関する法律"))?)),
    Kind("the number of a law", "L007", By(|d| match (d.round, d.host.wide) {
        (0, _) => None,
        (_, false) => d.yaml("平成25年法律第27号", "平成25年法律第72号"),
        (_, true) => d.yaml("平成２５年法律第２７号", "平成２５年法律第７２号"),
    })),
    Kind("第 left out", "L008", Yaml("番号法第9条→番号法9条 番号法第９条→番号法９条 番号法第19条→番号法19条")),
    Kind("a proof that is no longer issued", "L011 L005 W021", Said("窓口では住民基本台帳カードの提示を受ける。", "窓口では住民基本台帳カードの提示を受けます。")),
    Kind("a day that does not exist", "P007", Said("直近の点検は令和7年6月31日に行った。", "直近の点検は令和７年６月３１日に行いました。")),
    Kind("a weekday that is wrong", "P006", Said("直近の点検は令和7年6月30日（火）に行った。", "直近の点検は令和７年６月３０日（火）に行いました。")),
    Kind("another era", "P016 P003", By(|d| of_value(d, "第三者点検:\n    実施日: ", "令和→平成"))),
    Kind("a plan whose day has passed", "P010", Said("この機能は、令和6年度中に導入する予定である。", "この機能は、令和６年度中に導入する予定です。")),
    Kind("comments that end too early", "P001 P002 P003", By(|d| {
        of_value(d, "\n      終了: ", "令和8年1月→令和7年12月 令和8年2月12日→令和8年2月10日 3月4日→3月2日 ５月１５日→５月１１日 6月26日→6月22日")
    })),
    Kind("use before the file is held", "P008", By(|d| {
        of_value(d, "\n        使用開始日: ", "平成28年→平成26年 平成27年→平成26年 平成２８年→平成２６年")
    })),
    Kind("a mark of a draft", "P005", By(|d| {
        let title = d.value("\n  評価書名: ")?;
        Some(Edit { range: title.end..title.end, with: "（素案）".to_owned() })
    })),
    Kind("a grave change filed afterwards", "C007", By(|d| {
        d.yaml_in(d.table(), "提出時期: 事前\n    説明: 重要な変更\n", "提出時期: 事後\n    説明: 重要な変更\n")
    })),
    Kind("a row with another number", "C001 C002", By(|d| {
        let table = d.table();
        let numbers = ["Ⅱ６①→Ⅱ６⑨", "Ⅴ２①→Ⅴ２⑨", "Ⅰ５→Ⅰ１９", "Ⅰ７①→Ⅰ７⑨"];
        pairs(&numbers.join(" ")).find_map(|(from, to)| d.yaml_in(table.clone(), &format!("項目: {from}"), &format!("項目: {to}")))
    })),
    Kind("an annex that is not there", "F003", Said("詳しくは、別紙7のとおりである。", "詳しくは、別紙７のとおりです。")),
    Kind("a heading that the form does not have", "F001", Said("手順は「③消去の方法」の欄のとおりである。", "手順は「③消去の方法」の欄のとおりです。")),
    Kind("another municipality", "B002", Said("この規程は、札幌市の情報セキュリティ委員会が定める。", "この規程は、札幌市の情報セキュリティ委員会が定めます。")),
    Kind("an individual number", "I001", Said("記入の例は123456789018である。", "記入の例は123456789018です。")),
    Kind("a risk by another title", "F001", Said("これは「リスク３：従業員が事務外で使用するリスク」の欄にも書いた。", "これは「リスク３：従業員が事務外で使用するリスク」の欄にも書きました。")),
    Kind("a risk by another number", "F001", Said("これは「Ⅲ３リスク２：従業者が事務外で使用するリスク」の欄にも書いた。", "これは「Ⅲ３リスク２：従業者が事務外で使用するリスク」の欄にも書きました。")),
    Kind("the body by another name in a copy", "B006", By(copy)),
];

/// A part of what a key is followed by, replaced.
fn of_value(d: &mut Draw, key: &str, words: &str) -> Option<Edit> {
    let value = d.value(key)?;
    pairs(words).find_map(|(from, to)| d.yaml_in(value.clone(), from, to))
}

/// A sentence of the prose, copied behind another one, in which the body is called otherwise.
fn copy(d: &mut Draw) -> Option<Edit> {
    let name = own(d);
    let short = format!("本{}", name.chars().next_back()?);
    let names = [(name, short.as_str()), (short.as_str(), name)];
    let sentences = d.text[..d.table().start].split(['\n', '。']).map(str::trim);
    let copies: Vec<String> = sentences
        .filter(|words| words.chars().count() > 30 && !words.contains(": "))
        .flat_map(|words| {
            let named = names
                .iter()
                .filter(|(from, _)| words.matches(from).count() == 1);
            let named = named.filter(|(from, _)| words.contains(&format!("{from}の")));
            named.map(|(from, to)| format!("{}。", words.replace(from, to)))
        })
        .collect();
    let copy = d.one(&copies)?;
    d.sentence(&copy, &copy)
}

/// The municipality of an example.
fn own(d: &Draw) -> &'static str {
    let chief = d.value("\n  評価実施機関名: ").map_or("", |at| &d.text[at]);
    chief.trim_end_matches('長')
}
