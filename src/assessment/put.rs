//! Values put into items that are blank; no other byte is touched, and what comes out is read again before it is trusted.

use super::change::{Change, Tree, change};
use super::{Assessment, read};
use crate::source::Source;
use crate::source::diagnostic::Stage;

/// The text of a file with a value in an item that is blank; none where something stands there, or where the file is laid
/// out in a way in which nothing can be put in safely.
pub fn put(source: &Source, id: &str, value: &Tree) -> Option<String> {
    let document = read(source);
    let opened = Assessment::open(source, &document, Stage::Draft).ok()?;
    if opened.is_broken() || opened.is_begun(id) {
        return None;
    }
    let mut sets = Vec::new();
    each_text(&opened, id, value, &mut sets)?;
    let put = |text: String, set: &Change| {
        let source = Source::new(source.name(), text);
        change(&source, set).ok().map(|changed| changed.text)
    };
    sets.iter().try_fold(source.text().to_owned(), put)
}

/// The texts of a value, each with the item that it goes to.
fn each_text(opened: &Assessment, id: &str, value: &Tree, sets: &mut Vec<Change>) -> Option<()> {
    match value {
        Tree::Blank => {}
        Tree::Text(text) => sets.push(Change::Set {
            id: id.to_owned(),
            text: text.clone().into_owned(),
        }),
        Tree::Map(pairs) => {
            let item = opened.form.find(id);
            for (key, value) in pairs {
                let below = opened.form.child(item, key)?;
                let (_, name) = opened.form.items[below].id.rsplit_once('.')?;
                each_text(opened, &format!("{id}.{name}"), value, sets)?;
            }
        }
        Tree::Seq(_) => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn into(text: &str, id: &str, value: &str) -> Option<String> {
        put(&Source::new("a.yaml", text), id, &Tree::Text(value.into()))
    }

    #[test]
    fn a_value_takes_a_blank_place_and_nothing_else() {
        let head = "様式: 全項目評価書\n版: 平成30年5月\n";
        let at = "procedure.third_party.result";
        let cases = [
            // A key without a value, with a comment on its line.
            (
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n    結果:   # 答申の後\n",
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n    結果: |   # 答申の後\n      一\n      二\n",
            ),
            // No key: after what the form has before it.
            (
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n  個人情報保護委員会の承認:\n    提出日:\n",
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n    結果: |\n      一\n      二\n  個人情報保護委員会の承認:\n    提出日:\n",
            ),
            // Nothing of the chapter.
            (
                "表紙:\n  評価書番号: \"1\"",
                "表紙:\n  評価書番号: \"1\"\n評価実施手続:\n  第三者点検:\n    結果: |\n      一\n      二",
            ),
        ];
        for (old, new) in cases {
            let put = into(&format!("{head}{old}"), at, "一\n二");
            assert_eq!(put.as_deref(), Some(format!("{head}{new}").as_str()));
        }
        let stands = format!("{head}評価実施手続:\n  第三者点検:\n    結果: 済\n");
        assert_eq!(into(&stands, at, "一"), None);
    }
}
