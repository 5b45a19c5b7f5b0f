//! Ⅰ７②の所属長の役職名が、①の部署のものでない。
//! The title of the head is not that of the department in charge.
//!
//! ## 何を確認するか
//! Ⅰ７②が「…課長」「…室長」「…部長」「…局長」のとき、その課などの名が①の部署にあること。
//! 「課長」だけのもの、「担当課長」「参事」のような役職は見ません。
//!
//! ## なぜ
//! 組織改正で、片方だけが直されて残ることがあります。
//!
//! ## 直し方
//! いまの組織を確かめて、そろえます。
//!
//! ## 例
//! ```yaml
//! 部署: 教育部図書館課
//! 所属長の役職名: 社会教育課長   # 誤
//! 所属長の役職名: 図書館課長     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::text;
use crate::config::vocabulary::Vocabulary;
use crate::japanese::notation::{fold, is_placeholder};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X029",
    name: "head-title",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let department = text(cx, "basic.department.name");
    let title = text(cx, "basic.department.head_title");
    let Some(((_, department), (field, title))) = department.zip(title) else {
        return;
    };
    if is_placeholder(&department.text) {
        return;
    }
    let Some(office) = stranger(cx.vocabulary(), &title.text, &department.text) else {
        return;
    };
    cx.report(&RULE, field, title.span, words(lang, &office))
        .related(department.span, own_department(lang));
}

/// The office of a title that is none of the departments.
fn stranger(vocabulary: &Vocabulary, titles: &str, departments: &str) -> Option<String> {
    const OTHERS: [&str; 8] = ["担当", "参事", "主幹", "補佐", "次長", "代理", "副", "専門"];
    let departments = fold(departments);
    let mut titles = titles.split(['、', '，', '\n', '・', '／', '（', '(', ' ', '\u{3000}']);
    titles.find_map(|title| {
        let title = fold(title);
        let office = title.strip_suffix('長')?;
        let is_office = vocabulary.is_department(office) && office.chars().count() > 2;
        let is_other = OTHERS.iter().any(|word| title.contains(word));
        // 「健康福祉部健康推進課長」 with 「健康推進課」
        let is_longer = || {
            departments
                .split(['、', '・', '\n', ','])
                .any(|own| !own.is_empty() && office.ends_with(own))
        };
        (is_office && !is_other && !departments.contains(office) && !is_longer())
            .then(|| office.to_owned())
    })
}

fn words(lang: Lang, office: &str) -> Words {
    Words::new(say!(
        lang,
        "所属長の役職名に「{office}長」とあるが、Ⅰ７①の部署に「{office}」が無い",
        "The head is 「{office}長」, but Ⅰ７① has no 「{office}」"
    ))
    .help(say!(
        lang,
        "いまの組織を確かめて、そろえてください。",
        "See which of the two is right today."
    ))
}

fn own_department(lang: Lang) -> String {
    say!(lang, "Ⅰ７①の部署", "the department of Ⅰ７①")
}

#[cfg(test)]
mod tests {
    use super::stranger;
    use crate::config::vocabulary::VOCABULARY;

    #[test]
    fn titles_of_other_offices() {
        assert_eq!(
            stranger(&VOCABULARY, "社会教育課長", "教育部図書館課").as_deref(),
            Some("社会教育課")
        );
        assert_eq!(
            stranger(&VOCABULARY, "図書館課長、学校図書室長", "図書館課").as_deref(),
            Some("学校図書室")
        );
        for (title, department) in [
            ("図書館課長", "教育部図書館課"),
            ("教育部図書館課長", "図書館課"),
            ("教育部長", "教育部図書館課"),
            ("課長", "教育部図書館課"),
            ("図書館担当課長", "教育部図書館課"),
            ("館長", "中央図書館"),
        ] {
            assert_eq!(stranger(&VOCABULARY, title, department), None, "{title}");
        }
    }
}
