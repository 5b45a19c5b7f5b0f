//! Which items are to be written, as somebody sees it who fills in the form: also below sections of which nothing is written
//! yet.

use typed_index_collections::TiVec;

use super::Assessment;
use super::facts::At;
use super::field::{Field, FieldId};
use super::value::Value;
use crate::form::condition::Condition;
use crate::form::{Item, ItemKind};

/// Whether an item is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// It is.
    Demanded,
    /// It may be.
    Optional,
    /// That depends on an answer that is still to be given.
    Open,
    /// Another answer rules it out.
    RuledOut,
}

impl Assessment<'_> {
    /// Of each item whether it is to be written.
    pub fn asked(&self) -> TiVec<FieldId, Asked> {
        let mut asked: TiVec<FieldId, Asked> = TiVec::with_capacity(self.fields.len());
        for field in &self.fields {
            let own = self.own(field);
            let asks = match field
                .parent
                .map(|above| (&self.fields[above], asked[above]))
            {
                Some((_, Asked::RuledOut)) => Asked::RuledOut,
                // What is not begun, and may be left out, asks for nothing inside.
                Some((above, Asked::Optional)) if above.blank && !self.is_entry(above) => {
                    own.max(Asked::Optional)
                }
                Some((_, Asked::Open)) => own.max(Asked::Open),
                _ => own,
            };
            asked.push(asks);
        }
        self.emptied(&mut asked);
        asked
    }

    /// What an item's own condition says of it.
    fn own(&self, field: &Field) -> Asked {
        let required = &self.definition(field).required;
        let facts = At {
            form: self.form,
            fields: &self.fields,
            index: &self.index,
            at: &field.at,
            stage: self.stage,
        };
        match required.holds(&facts) {
            Some(true) => Asked::Demanded,
            None => Asked::Open,
            Some(false) if depends(required) => Asked::RuledOut,
            Some(false) => Asked::Optional,
        }
    }

    /// What a ticked box leaves empty: 「委託しない」.
    fn emptied(&self, asked: &mut TiVec<FieldId, Asked>) {
        let ticked = self.fields.iter();
        for field in ticked.filter(|field| matches!(field.value, Value::Check(_))) {
            for section in &self.definition(field).empties {
                let Some(section) = self.at(section, &field.at) else {
                    continue;
                };
                for (below, inner) in self.below(&section.id) {
                    let definition = self.definition(inner);
                    let is_free = definition.required == Condition::Optional;
                    if is_free && definition.kind != ItemKind::Check {
                        asked[below] = Asked::RuledOut;
                    }
                }
            }
        }
    }

    /// Whether a field is an entry of a list, not an item.
    pub fn is_entry(&self, field: &Field) -> bool {
        let definition: &Item = self.definition(field);
        definition.is_list() && field.at.len() == definition.id.matches("[]").count()
    }
}

/// Whether a condition depends on what is written: before the publication nothing is ruled out.
fn depends(condition: &Condition) -> bool {
    match condition {
        Condition::Always | Condition::Optional | Condition::Published => false,
        Condition::In(..)
        | Condition::Has(..)
        | Condition::Empty(_)
        | Condition::FewerDays(..)
        | Condition::GyoseiKikan => true,
        Condition::Not(inner) => depends(inner),
        Condition::And(a, b) | Condition::Or(a, b) => depends(a) || depends(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment;
    use crate::source::Source;
    use crate::source::diagnostic::Stage;

    fn asked(text: &str, ids: &[&str]) -> Vec<Asked> {
        let source = Source::new("a.yaml", text);
        let document = assessment::read(&source);
        let opened = Assessment::open(&source, &document, Stage::Draft).unwrap();
        let asked = opened.asked();
        ids.iter()
            .map(|id| asked[opened.find(id).unwrap()])
            .collect()
    }

    #[test]
    fn what_is_to_be_written_follows_the_answers() {
        let ids = [
            "cover.title",
            "cover.special_notes",
            "cover.publication_date",
            "cover.commission_approval_date",
            "basic.info_linkage.legal_basis",
            "procedure.third_party.date",
        ];
        let head = "様式: 全項目評価書\n版: 平成30年5月\n";
        use Asked::{Demanded, Open, Optional, RuledOut};
        assert_eq!(
            asked(head, &ids),
            [Demanded, Optional, Optional, Open, Open, Open]
        );
        let answers = "表紙:\n  評価実施機関名: 架空市長\n基本情報:\n  情報提供ネットワークシステムによる情報連携:\n    実施の有無: 実施しない\n";
        assert_eq!(
            asked(&format!("{head}{answers}"), &ids),
            [Demanded, Optional, Optional, RuledOut, RuledOut, Demanded]
        );
    }

    #[test]
    fn an_entry_that_is_still_blank_asks_for_its_items() {
        let text = "様式: 全項目評価書\n版: 平成30年5月\n基本情報:\n  使用するシステム:\n    -\n";
        let ids = ["basic.systems[1].name", "basic.systems[1].connections"];
        assert_eq!(asked(text, &ids), [Asked::Demanded, Asked::Optional]);
    }
}
