//! 別添１ as data: who appears in the figure, and what flows between them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::assessment::Assessment;
use crate::assessment::value::Value;
use crate::assets::lists::figure;
use crate::japanese::notation::{before_bracket, fold};
use crate::yaml::Scalar;

/// 図, where it is written as data.
pub const FIGURE: &str = "flow_figure.figure";

/// The parts of 図 that are written in words.
#[derive(Debug, Default)]
pub struct Flows<'a> {
    /// 登場者, without blank ones.
    pub actors: Vec<&'a Scalar>,
    /// 区画: which of 登場者 the officer has put where.
    pub placed: Vec<(ActorKind, &'a Scalar)>,
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
        let actors = names(assessment, "actors").collect();
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
            placed: placed(assessment).collect(),
            flows: flows.collect(),
        }
    }
}

/// The names in a list of 図, without blank ones.
fn names<'a>(
    assessment: &Assessment<'a>,
    list: &str,
) -> impl Iterator<Item = &'a Scalar> + use<'a> {
    let field = assessment.item(&format!("{FIGURE}.{list}"));
    let texts = match field.map(|f| &f.value) {
        Some(Value::Texts(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    texts.into_iter().filter(|text| is_said(text))
}

/// What 区画 says.
fn placed<'a>(assessment: &Assessment<'a>) -> impl Iterator<Item = (ActorKind, &'a Scalar)> {
    ActorKind::ALL.into_iter().flat_map(|kind| {
        let list = format!("lanes.{}", kind.id());
        names(assessment, &list).map(move |name| (kind, name))
    })
}

fn is_said(text: &Scalar) -> bool {
    !text.text.trim().is_empty()
}

/// Where a 登場者 belongs: the lanes of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
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

impl ActorKind {
    /// All of them.
    pub const ALL: [ActorKind; 5] = [
        ActorKind::Person,
        ActorKind::Contractor,
        ActorKind::Office,
        ActorKind::System,
        ActorKind::Beyond,
    ];

    /// Its key below 区画, as the form's ids have it.
    fn id(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Contractor => "contractor",
            ActorKind::Office => "office",
            ActorKind::System => "system",
            ActorKind::Beyond => "beyond",
        }
    }

    /// What the figure prints over them.
    pub fn label(self) -> &'static str {
        match self {
            ActorKind::Person => "本人・関係者",
            ActorKind::Contractor => "委託先",
            ActorKind::Office => "評価実施機関の部署",
            ActorKind::System => "使用するシステム",
            ActorKind::Beyond => "国・他の機関",
        }
    }
}

/// The words of `lists::figure` in comparison form.
struct Terms {
    beyond: Vec<String>,
    contractors: Vec<String>,
    systems: Vec<String>,
    offices: Vec<String>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let folded = |words: &[&str]| words.iter().map(|word| fold(word)).collect();
    Terms {
        beyond: folded(figure::BEYOND),
        contractors: folded(figure::CONTRACTORS),
        systems: folded(figure::SYSTEMS),
        offices: folded(figure::OFFICES),
    }
});

/// What decides where 登場者 belong: 区画, and the names that the assessment gives elsewhere.
#[derive(Debug, Default)]
pub struct Names {
    placed: FxHashMap<String, ActorKind>,
    systems: FxHashSet<String>,
    contractors: FxHashSet<String>,
    offices: FxHashSet<String>,
}

impl Names {
    /// 区画, the names of Ⅰ２, Ⅱ４ and the departments of Ⅰ７ and Ⅱ.
    pub fn of(assessment: &Assessment) -> Self {
        let placed = placed(assessment).map(|(kind, name)| (fold(&name.text), kind));
        let mut names = Names {
            placed: placed.collect(),
            ..Names::default()
        };
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
            let bare = before_bracket(&text.text);
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

    /// Where a name belongs: as 区画 says, else as far as that is known.
    pub fn kind(&self, name: &str) -> ActorKind {
        if let Some(kind) = self.placed.get(&fold(name)) {
            return *kind;
        }
        let bare = before_bracket(name);
        let name = fold(if bare.trim().is_empty() { name } else { bare });
        let has = |words: &[String]| words.iter().any(|w| name.contains(w.as_str()));
        let ends = |words: &[String]| words.iter().any(|w| name.ends_with(w.as_str()));
        if self.systems.contains(&name) {
            ActorKind::System
        } else if self.contractors.contains(&name) || has(&TERMS.contractors) {
            ActorKind::Contractor
        } else if self.offices.contains(&name) {
            ActorKind::Office
        } else if has(&TERMS.beyond) {
            ActorKind::Beyond
        } else if ends(&TERMS.systems) {
            ActorKind::System
        } else if ends(&TERMS.offices) {
            ActorKind::Office
        } else {
            ActorKind::Person
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_belong_where_their_words_say() {
        let names = Names {
            systems: FxHashSet::from_iter(["中間サーバー".to_owned()]),
            contractors: FxHashSet::from_iter(["架空データ".to_owned()]),
            ..Names::default()
        };
        for (name, kind) in [
            ("請求者・受給者", ActorKind::Person),
            ("協力医療機関", ActorKind::Person),
            ("架空データ（入力業務）", ActorKind::Contractor),
            ("印刷業務の委託先", ActorKind::Contractor),
            ("こども給付課・支所", ActorKind::Office),
            ("中間サーバー", ActorKind::System),
            ("貸出システム", ActorKind::System),
            ("中間サーバー・プラットフォーム", ActorKind::Beyond),
            ("情報提供ネットワークシステム", ActorKind::Beyond),
            ("地方公共団体情報システム機構", ActorKind::Beyond),
            ("（本人）", ActorKind::Person),
        ] {
            assert_eq!(names.kind(name), kind, "{name}");
        }
    }

    #[test]
    fn what_is_put_into_a_lane_stays_there() {
        let text = "様式: 全項目評価書\n版: 平成30年5月\n事務の内容図:\n  図:\n    登場者: [市町村CS, 県サーバ]\n    \
                    区画:\n      使用するシステム: 市町村CS\n      国・他の機関:\n        - 県サーバ\n";
        let source = crate::source::Source::new("a.yaml", text);
        let document = crate::assessment::read(&source);
        let stage = crate::source::diagnostic::Stage::Draft;
        let assessment = Assessment::open(&source, &document, stage).expect("a form");
        assert!(
            assessment
                .problems
                .iter()
                .all(|p| !format!("{p:?}").contains("Unknown"))
        );
        let names = Names::of(&assessment);
        assert_eq!(names.kind("市町村ＣＳ"), ActorKind::System);
        assert_eq!(names.kind("県サーバ"), ActorKind::Beyond);
        assert_eq!(names.kind("全国サーバ（機構）"), ActorKind::System);
    }

    #[test]
    fn the_lanes_have_the_names_that_the_figure_prints() {
        let form = crate::assessment::newest_form().expect("a form");
        for kind in ActorKind::ALL {
            let item = form.find(&format!("{FIGURE}.lanes.{}[]", kind.id()));
            let key = item.map(|item| form.items[item].key.as_str());
            assert_eq!(key, Some(kind.label()));
        }
    }
}
