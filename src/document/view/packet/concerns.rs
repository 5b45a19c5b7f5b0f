//! Changes of items with ※, and what else is 重要な変更: by the risks that they are about.

use serde::Serialize;

use crate::document::view::redline::{Item, Logged, Redline, Risk, Risks};

/// The changes that weigh.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Concerns {
    /// Those of measures and self-ratings, risk by risk.
    pub risks: Vec<Concern>,
    /// Those of other items.
    pub others: Vec<Elsewhere>,
    /// Names that are others now at items with ※.
    pub names: Vec<Renamed>,
}

/// A risk about which something changed.
#[derive(Debug, Clone, Serialize)]
pub struct Concern {
    /// The risk with its measures before and now.
    pub risk: Risk,
    /// What changed.
    pub changes: Vec<Brief>,
}

/// A change of an item that is no measure.
#[derive(Debug, Clone, Serialize)]
pub struct Elsewhere {
    /// The change.
    pub change: Brief,
    /// The risks of the same subject.
    pub risks: Vec<Touched>,
}

/// A change in short.
#[derive(Debug, Clone, Serialize)]
pub struct Brief {
    /// Its number in the redline.
    pub number: usize,
    /// Address and name.
    pub name: String,
    /// Whether the form prints ※ there.
    pub significant: bool,
    /// What happened.
    pub kind_words: String,
    /// Why the procedure is held again; empty where it is not.
    pub heavy: String,
    /// Reason and 提出時期 in short.
    pub reason: String,
    /// What 別添３ says.
    pub logged: Vec<Logged>,
    /// Where it is in the full document.
    pub target: Option<String>,
}

/// A risk that a change may touch.
#[derive(Debug, Clone, Serialize)]
pub struct Touched {
    /// Its item.
    pub anchor: String,
    /// Its address.
    pub address: String,
    /// Its name.
    pub name: String,
    /// The self-rating before; empty where there was none.
    pub before: String,
    /// The self-rating now.
    pub now: String,
    /// Whether a measure against it changed.
    pub changed: bool,
}

/// A name in the place of another.
#[derive(Debug, Clone, Serialize)]
pub struct Renamed {
    /// Its number in the redline.
    pub number: usize,
    /// The old name.
    pub old: String,
    /// The new name.
    pub new: String,
    /// At how many items with ※.
    pub places: usize,
    /// Reason and 提出時期 in short.
    pub reason: String,
}

impl Concerns {
    pub(super) fn of(redline: &Redline, risks: &Risks) -> Self {
        let mut concerns = Concerns::default();
        let weighs = |item: &&Item| item.significant || !item.heavy.is_empty();
        for item in redline.items().filter(weighs) {
            match risks.around(&item.id) {
                Some(risk) => concerns.add(risk, brief(item)),
                None => concerns.others.push(Elsewhere {
                    change: brief(item),
                    risks: risks.touched(&item.id).into_iter().map(touched).collect(),
                }),
            }
        }
        for replaced in &redline.replacements {
            let places = replaced
                .places
                .iter()
                .filter(|spot| spot.significant)
                .count();
            if places > 0 {
                concerns.names.push(Renamed {
                    number: replaced.number,
                    old: replaced.old.clone(),
                    new: replaced.new.clone(),
                    places,
                    reason: replaced.reason.clone(),
                });
            }
        }
        concerns
    }

    fn add(&mut self, risk: &Risk, change: Brief) {
        // The changes come in the order of the form: those of a risk are next to each other.
        match self
            .risks
            .last_mut()
            .filter(|last| last.risk.anchor == risk.anchor)
        {
            Some(last) => last.changes.push(change),
            None => self.risks.push(Concern {
                risk: risk.clone(),
                changes: vec![change],
            }),
        }
    }
}

fn brief(item: &Item) -> Brief {
    Brief {
        number: item.number,
        name: item.name.clone(),
        significant: item.significant,
        kind_words: item.kind_words.clone(),
        heavy: item.heavy.clone(),
        reason: item.reason.clone(),
        logged: item.logged.clone(),
        target: item.target.clone(),
    }
}

fn touched(risk: &Risk) -> Touched {
    Touched {
        anchor: risk.anchor.clone(),
        address: risk.address.clone(),
        name: risk.name.clone(),
        before: risk
            .before
            .as_ref()
            .map_or(String::new(), |before| before.chosen.clone()),
        now: risk.now.chosen.clone(),
        changed: risk.measures.iter().any(|measure| !measure.same),
    }
}
