//! Answers that stand in a file (YAML), by the questions that they answer.

use std::path::Path;

use crate::japanese::nearest::nearest;
use crate::japanese::notation::{is_none_mark, norm_key};
use crate::source::Source;
use crate::source::lang::{Lang, say};
use crate::workspace;
use crate::yaml::{self, Content, Node};

/// The way to an answer: keys, and numbers of entries from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Key(&'static str),
    Entry(usize),
}

/// The keys of the file: outermost, of a file, of a contract.
const OUTERMOST: [&str; 12] = [
    "機関",
    "事務",
    "対象人数",
    "取扱者数",
    "重大事故",
    "全項目評価書の作成",
    "評価書番号",
    "部署",
    "役職名",
    "システム",
    "情報連携",
    "ファイル",
];

/// The labels of the form, which mean the same.
const LABELS: [(&str, &str); 6] = [
    ("機関", "評価実施機関名"),
    ("事務", "事務の名称"),
    ("重大事故", "重大事故の有無"),
    ("役職名", "所属長の役職名"),
    ("システム", "使用するシステム"),
    ("ファイル", "特定個人情報ファイル"),
];
/// Those of a file for a record.
const OF_RECORD: [&str; 2] = ["評価書のファイル", "点検する機関"];
const OF_FILE: [&str; 5] = ["名称", "保有開始日", "委託", "提供先", "移転先"];
const OF_CONTRACT: [&str; 3] = ["名称", "委託先名", "再委託"];

/// A file of answers.
pub(super) struct Given {
    source: Source,
    root: Node,
}

/// What a file of answers says to a question.
pub(super) enum Said {
    /// Nothing.
    Absent,
    /// This, at this line.
    Text(String, usize),
}

impl Given {
    /// Reads a file of answers.
    ///
    /// # Errors
    /// In words: it can't be read, or all that is in it and answers nothing.
    pub(super) fn read(path: &Path, is_of_record: bool, lang: Lang) -> Result<Self, String> {
        let bytes = workspace::read_any(path).map_err(|e| e.message(lang))?;
        let name = workspace::shown_input(path, lang);
        Given::of(&name, &bytes, is_of_record, lang)
    }

    /// Takes answers that are no file.
    ///
    /// # Errors
    /// As [`Given::read`].
    pub(super) fn of(
        name: &str,
        bytes: &[u8],
        is_of_record: bool,
        lang: Lang,
    ) -> Result<Self, String> {
        let source = Source::from_bytes(name, bytes);
        let source = source.map_err(|_| no_answers(name, lang))?;
        let outermost = match is_of_record {
            true => &OF_RECORD[..],
            false => &OUTERMOST[..],
        };
        let known = |key: &str| {
            let mut all = outermost.iter().chain(&OF_FILE).chain(&OF_CONTRACT);
            all.any(|known| is_called(key, known))
        };
        let document = yaml::read(&source, &known);
        let is_broken = !document.problems.is_empty() || !document.unread.is_empty();
        if is_broken || !matches!(document.root.content, Content::Map(_)) {
            return Err(no_answers(name, lang));
        }
        let given = Given {
            source,
            root: document.root,
        };
        let wrong = given.unknown(outermost, lang);
        match wrong.is_empty() {
            true => Ok(given),
            false => Err(wrong.join("\nhyokasho: ")),
        }
    }

    pub(super) fn name(&self) -> &str {
        self.source.name()
    }

    /// What it says to a question.
    pub(super) fn said(&self, place: &[Step]) -> Said {
        let nothing = || Said::Text(String::new(), 1);
        let mut node = &self.root;
        for (n, step) in place.iter().enumerate() {
            match (step, &node.content) {
                (Step::Key(key), Content::Map(entries)) => {
                    let entry = entries.iter().find(|e| is_called(&e.key.text, key));
                    // An empty list says that there is none.
                    let is_said =
                        |node: &Node| !node.is_blank() || matches!(&node.content, Content::Seq(_));
                    match entry.filter(|entry| is_said(&entry.value)) {
                        Some(entry) => node = &entry.value,
                        None => return Said::Absent,
                    }
                }
                // After the last entry there is none.
                (Step::Entry(number), Content::Seq(nodes)) => match nodes.get(number - 1) {
                    Some(entry) => node = entry,
                    None => return nothing(),
                },
                // What stands alone is the first entry; 「なし」 is none.
                (Step::Entry(number), Content::Scalar(scalar)) => {
                    let text = scalar.text.trim();
                    if *number > 1 || is_none_mark(text) {
                        return nothing();
                    }
                    // That there are some is no name of one.
                    if text == "はい" || text.ends_with("する") {
                        return Said::Absent;
                    }
                }
                // A text in the place of an entry is its name.
                (Step::Key(key), Content::Scalar(_)) => {
                    let is_last = n + 1 == place.len();
                    if !is_last || *key != "名称" {
                        return Said::Absent;
                    }
                }
                _ => return Said::Absent,
            }
        }
        match &node.content {
            Content::Scalar(scalar) => {
                let line = self.source.line_of(scalar.span.start);
                Said::Text(scalar.text.trim().to_owned(), line)
            }
            // A list where yes or no is asked: whether there is anything.
            Content::Seq(nodes) => {
                let line = self.source.line_of(node.span.start);
                let said = if nodes.is_empty() {
                    "いいえ"
                } else {
                    "はい"
                };
                Said::Text(said.to_owned(), line)
            }
            Content::Map(_) | Content::Blank => Said::Absent,
        }
    }

    /// All keys that answer nothing.
    fn unknown(&self, outermost: &[&'static str], lang: Lang) -> Vec<String> {
        let mut wrong = Vec::new();
        self.unknown_in(&self.root, outermost, &mut wrong, lang);
        wrong
    }

    fn unknown_in(&self, node: &Node, known: &[&'static str], wrong: &mut Vec<String>, lang: Lang) {
        if let Content::Seq(nodes) = &node.content {
            for node in nodes {
                self.unknown_in(node, known, wrong, lang);
            }
        }
        for entry in node.entries() {
            let mut keys = known.iter();
            match keys.find(|known| is_called(&entry.key.text, known)) {
                Some(&"ファイル") => {
                    self.unknown_in(&entry.value, &OF_FILE, wrong, lang);
                }
                Some(&"委託") => self.unknown_in(&entry.value, &OF_CONTRACT, wrong, lang),
                Some(_) => {}
                None => {
                    let line = self.source.line_of(entry.key.span.start);
                    let labels = LABELS.iter().map(|(_, label)| *label);
                    let near = nearest(&entry.key.text, known.iter().copied().chain(labels));
                    let place = format!("{}:{line}", self.name());
                    wrong.push(unknown_key(&place, &entry.key.text, near, lang));
                }
            }
        }
    }
}

/// Whether a key is that of a question.
fn is_called(key: &str, known: &str) -> bool {
    let key = norm_key(key);
    let mut labels = LABELS.iter().filter(|(short, _)| *short == known);
    key == norm_key(known) || labels.any(|(_, label)| norm_key(label) == key)
}

fn unknown_key(place: &str, key: &str, near: Option<&str>, lang: Lang) -> String {
    let near = match (near, lang) {
        (Some(near), Lang::Ja) => format!("「{near}」ではありませんか。"),
        (Some(near), Lang::En) => format!(" Is it 「{near}」?"),
        (None, _) => String::new(),
    };
    say!(
        lang,
        "{place}: 「{key}」という問いはありません。{near}",
        "{place}: there is no question 「{key}」.{near}"
    )
}

fn no_answers(name: &str, lang: Lang) -> String {
    say!(
        lang,
        "答えのファイルとして読めません: {name}（ひな形は `hyokasho new --answers-template` で表示します）",
        "no file of answers: {name} (`hyokasho new --answers-template` shows one)"
    )
}

/// A file of answers to be filled in.
pub(super) const TEMPLATE: &str = "\
# hyokasho new --answers の答え。「:」の後を書き換えます。# の後は説明です。
機関: 架空市長
事務: 児童手当の支給に関する事務
対象人数: 40万人                # 区分（30万人以上 など）でも書けます
取扱者数: 500人未満             # 評価実施機関と委託先の合計
重大事故: 発生なし              # 過去1年以内、評価実施機関の特定個人情報
評価書番号:                     # ここからの三つは、空のままでもかまいません
部署:
役職名:
システム:
  - 児童手当システム
  - 団体内統合宛名システム
  - 中間サーバー
情報連携: 照会と提供            # 照会と提供、照会だけ、提供だけ、行わない、まだ決まっていない
ファイル:
  - 名称: 児童手当ファイル
    保有開始日: 平成27年10月1日 # 分からなければ空のまま
    委託:                       # 委託しないときは「委託: なし」
      - 名称: 児童手当システムの運用保守業務
        委託先名:
        再委託: しない
    提供先:                     # 提供しないときは「提供先: なし」
      - 都道府県知事
    移転先: なし
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_has_every_key_and_no_other() {
        let given = |text: &str| {
            let source = Source::new("a.yaml", text);
            let document = yaml::read(&source, &|_: &str| true);
            assert!(document.typos.is_empty() && document.problems.is_empty());
            Given {
                root: document.root,
                source,
            }
        };
        assert_eq!(given(TEMPLATE).unknown(&OUTERMOST, Lang::Ja), [""; 0]);
        let all = OUTERMOST.iter().chain(&OF_FILE).chain(&OF_CONTRACT);
        for key in all.filter(|key| **key != "全項目評価書の作成") {
            assert!(TEMPLATE.contains(&format!("{key}:")), "{key}");
        }
        let wrong = given("事務の名前: 事務\n").unknown(&OUTERMOST, Lang::Ja);
        assert!(wrong[0].contains("事務の名称"), "{wrong:?}");
    }
}
