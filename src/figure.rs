//! 別添１ as data: who appears in the figure, and what flows between them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::form::value::Value;
use crate::japanese::notation::fold;
use crate::yaml::Scalar;

/// 図, where it is written as data.
pub const FIGURE: &str = "flow_figure.figure";

/// The parts of 図 that are written in words.
#[derive(Debug, Default)]
pub struct Flows<'a> {
    /// 登場者, without blank ones.
    pub actors: Vec<&'a Scalar>,
    /// 流れ, in the order of the file.
    pub flows: Vec<Flow<'a>>,
}

/// An entry of 流れ; a part that is blank is none.
#[derive(Debug)]
pub struct Flow<'a> {
    /// The entry's id: `flow_figure.figure.flows[1]`.
    pub id: String,
    /// 番号
    pub number: Option<&'a Scalar>,
    /// から
    pub from: Option<&'a Scalar>,
    /// へ
    pub to: Option<&'a Scalar>,
}

impl<'a> Flows<'a> {
    /// What an assessment writes.
    pub fn of(assessment: &Assessment<'a>) -> Self {
        let actors = match assessment
            .item(&format!("{FIGURE}.actors"))
            .map(|f| &f.value)
        {
            Some(Value::Texts(texts)) => texts.iter().copied().filter(|t| is_said(t)).collect(),
            _ => Vec::new(),
        };
        let flows = (1..=assessment.entries(&format!("{FIGURE}.flows"))).map(|n| {
            let id = format!("{FIGURE}.flows[{n}]");
            let part = |key: &str| match assessment.item(&format!("{id}.{key}"))?.value {
                Value::Text(text) => Some(text).filter(|t| is_said(t)),
                _ => None,
            };
            Flow {
                number: part("number"),
                from: part("from"),
                to: part("to"),
                id,
            }
        });
        Flows {
            actors,
            flows: flows.collect(),
        }
    }
}

fn is_said(text: &Scalar) -> bool {
    !text.text.trim().is_empty()
}

/// Where a 登場者 belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 本人, 代理人, 医療機関 …: whoever is none of the others.
    Person,
    /// Those to whom work is entrusted (Ⅱ４).
    Contractor,
    /// The body's own departments.
    Office,
    /// Its systems (Ⅰ２).
    System,
    /// Systems of the state and other public bodies.
    Beyond,
}

impl Kind {
    /// What the figure prints over them.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Person => "本人・関係者",
            Kind::Contractor => "委託先",
            Kind::Office => "評価実施機関の部署",
            Kind::System => "使用するシステム",
            Kind::Beyond => "国・他の機関",
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    beyond: Vec<String>,
    contractor: Vec<String>,
    system: Vec<String>,
    office: Vec<String>,
}

/// The words in comparison form.
static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut terms: Terms = crate::data::read("terms/figure").unwrap_or_default();
    let Terms {
        beyond,
        contractor,
        system,
        office,
    } = &mut terms;
    let all = [beyond, contractor, system, office].into_iter().flatten();
    all.for_each(|word| *word = fold(word));
    terms
});

/// The names that an assessment gives elsewhere, by which 登場者 are told apart.
#[derive(Debug, Default)]
pub struct Names {
    systems: FxHashSet<String>,
    contractors: FxHashSet<String>,
    offices: FxHashSet<String>,
}

impl Names {
    /// The names of Ⅰ２, Ⅱ４ and the departments of Ⅰ７ and Ⅱ.
    pub fn of(assessment: &Assessment) -> Self {
        let mut names = Names::default();
        for field in &assessment.fields {
            let Value::Text(text) = field.value else {
                continue;
            };
            let id = &assessment.definition(field).id;
            let set = match id.as_str() {
                "basic.systems[].name" => &mut names.systems,
                _ if id.ends_with(".contractor") => &mut names.contractors,
                _ if id.contains("department") => &mut names.offices,
                _ => continue,
            };
            let bare = text.text.split(['（', '(']).next().unwrap_or("");
            set.insert(fold(bare));
        }
        for set in [
            &mut names.systems,
            &mut names.contractors,
            &mut names.offices,
        ] {
            set.remove("");
        }
        names
    }

    /// Where a name belongs, as far as it can be told.
    pub fn kind(&self, name: &str) -> Kind {
        let bare = name.split(['（', '(']).next().unwrap_or(name);
        let name = fold(if bare.trim().is_empty() { name } else { bare });
        let has = |words: &[String]| words.iter().any(|w| name.contains(w.as_str()));
        let ends = |words: &[String]| words.iter().any(|w| name.ends_with(w.as_str()));
        if self.systems.contains(&name) {
            Kind::System
        } else if self.contractors.contains(&name) || has(&TERMS.contractor) {
            Kind::Contractor
        } else if self.offices.contains(&name) {
            Kind::Office
        } else if has(&TERMS.beyond) {
            Kind::Beyond
        } else if ends(&TERMS.system) {
            Kind::System
        } else if ends(&TERMS.office) {
            Kind::Office
        } else {
            Kind::Person
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_read() {
        let read = crate::data::read::<Terms>("terms/figure");
        assert!(read.is_ok(), "{read:?}");
    }

    #[test]
    fn names_belong_where_their_words_say() {
        let names = Names {
            systems: FxHashSet::from_iter(["中間サーバー".to_owned()]),
            contractors: FxHashSet::from_iter(["架空データ".to_owned()]),
            offices: FxHashSet::default(),
        };
        for (name, kind) in [
            ("請求者・受給者", Kind::Person),
            ("協力医療機関", Kind::Person),
            ("架空データ（入力業務）", Kind::Contractor),
            ("印刷業務の委託先", Kind::Contractor),
            ("こども給付課・支所", Kind::Office),
            ("中間サーバー", Kind::System),
            ("貸出システム", Kind::System),
            ("中間サーバー・プラットフォーム", Kind::Beyond),
            ("情報提供ネットワークシステム", Kind::Beyond),
            ("地方公共団体情報システム機構", Kind::Beyond),
            ("（本人）", Kind::Person),
        ] {
            assert_eq!(names.kind(name), kind, "{name}");
        }
    }
}
