//! 提出時期に係る説明: which of the usual reasons it gives. They are data: `schemas/law/procedure.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Timing;
use crate::japanese::passage::Passage;

/// A usual reason.
#[derive(Debug, Default, Deserialize)]
pub struct Reason {
    /// Its name among the options of 理由.
    pub name: String,
    /// The words that are the whole explanation.
    #[serde(default)]
    exactly: Vec<String>,
    /// Words in the explanation.
    #[serde(default)]
    says: Vec<String>,
    /// Words in the explanation that mean it only with this 提出時期.
    #[serde(default)]
    says_before: Vec<String>,
    /// The only 提出時期 that goes with it.
    #[serde(default)]
    pub timing: Option<Timing>,
    /// Whether it is a reason for items with ※ alone, or for the others alone.
    #[serde(default)]
    pub significant: Option<bool>,
    /// Whether it says why a change of an item with ※ is no 重要な変更.
    #[serde(default = "exempts")]
    pub exempts: bool,
    /// Items that it is no reason for.
    #[serde(default)]
    pub not_for: Vec<String>,
    /// The article it rests on.
    #[serde(default)]
    pub basis: String,
}

fn exempts() -> bool {
    true
}

#[derive(Deserialize, Default)]
struct Data {
    change_reasons: Reasons,
}

#[derive(Deserialize, Default)]
struct Reasons {
    unclear: Vec<String>,
    rows: Vec<Reason>,
}

/// The data with all words in comparison form.
static REASONS: LazyLock<Reasons> = LazyLock::new(|| {
    let data: Data = crate::assets::data::read("law/procedure").unwrap_or_default();
    let mut reasons = data.change_reasons;
    let fold = |words: &mut Vec<String>| words.iter_mut().for_each(|w| *w = Passage::of(w).text);
    fold(&mut reasons.unclear);
    for reason in &mut reasons.rows {
        [
            &mut reason.exactly,
            &mut reason.says,
            &mut reason.says_before,
        ]
        .into_iter()
        .for_each(fold);
    }
    reasons
});

/// Whether an explanation without a usual reason may still mean one.
pub fn is_unclear(explanation: &str) -> bool {
    let said = Passage::of(explanation).text;
    REASONS
        .unclear
        .iter()
        .any(|word| said.contains(word.as_str()))
}

impl Reason {
    /// The reason of a name.
    pub fn named(name: &str) -> Option<&'static Reason> {
        REASONS
            .rows
            .iter()
            .find(|reason| reason.name == name.trim())
    }

    /// The reason that an explanation gives; none where it is another.
    pub fn of(explanation: &str, timing: Option<Timing>) -> Option<&'static Reason> {
        let said = Passage::of(explanation).text;
        let bare = said.trim_matches(['。', '、', '.', '(', ')', '「', '」']);
        let within = |words: &[String]| words.iter().any(|word| said.contains(word.as_str()));
        REASONS.rows.iter().find(|reason| {
            reason.exactly.iter().any(|word| word == bare)
                || within(&reason.says)
                || timing == Some(Timing::Before) && within(&reason.says_before)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_are_understood() {
        let data: Data = crate::assets::data::read("law/procedure").expect("the data can be read");
        assert_eq!(data.change_reasons.rows.len(), 10);
        let name = |text: &str, timing| Reason::of(text, Some(timing)).map(|r| r.name.as_str());
        assert_eq!(name("重要な変更。", Timing::Before), Some("重要な変更"));
        let other = "その他の項目の変更であり、事前の提出・変更が義務付けられない";
        assert_eq!(name(other, Timing::After), Some("その他の項目"));
        let of_own_accord = "その他の項目の変更であり重要な項目にあたらない";
        assert_eq!(name(of_own_accord, Timing::Before), Some("任意の事前提出"));
        let formal = "法改正に伴う形式的な変更であり、重要な変更に当たらない";
        assert_eq!(name(formal, Timing::After), Some("形式的な変更"));
        let emergency =
            "特定個人情報保護評価に関する規則第９条第２項（緊急時の事後評価）の適用対象であるため";
        assert_eq!(name(emergency, Timing::After), Some("緊急時"));
        assert_eq!(name("管轄部署の削除のための修正", Timing::After), None);
    }
}
