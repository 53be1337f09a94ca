//! Division of items into slices by an attribute, restricted to items that satisfy some conditions.

use super::{Condition, SliceBy};
use crate::score::Aligned;

/// Gives each item its values, if it satisfies the conditions.
pub(super) struct Cut<'o> {
    /// Name of the attribute in reports: `source-form where type=indirect`.
    pub(super) name: String,
    by: By<'o>,
    conditions: Vec<&'o Condition>,
}

/// Source of the values.
enum By<'o> {
    Attribute(&'o SliceBy),
    /// One slice of all items that satisfy the conditions.
    Conditions(String),
}

impl<'o> Cut<'o> {
    /// One cut per distinct attribute; a single cut by the conditions if there are no attributes.
    pub(super) fn all(by: &'o [SliceBy], conditions: &'o [Condition]) -> Vec<Self> {
        let conditions: Vec<&Condition> = conditions.iter().filter(|condition| !condition.is_of_documents()).collect();
        if by.is_empty() && !conditions.is_empty() {
            let name = joined(&conditions, ",", |condition| condition.by.to_string());
            let value = joined(&conditions, ",", |condition| condition.value.clone());
            return vec![Self { name, by: By::Conditions(value), conditions }];
        }
        let clause = match conditions[..] {
            [] => String::new(),
            _ => format!(" where {}", joined(&conditions, " and ", ToString::to_string)),
        };
        let cut = |by: &'o SliceBy| Self {
            name: format!("{by}{clause}"),
            by: By::Attribute(by),
            conditions: conditions.clone(),
        };
        let mut cuts: Vec<Self> = by.iter().map(cut).collect();
        cuts.sort_by(|a, b| a.name.cmp(&b.name));
        cuts.dedup_by(|a, b| a.name == b.name);
        cuts
    }

    /// True if predictions have the values too.
    pub(super) fn is_on_both(&self) -> bool {
        let by_both = match self.by {
            By::Attribute(by) => by.is_on_both(),
            By::Conditions(_) => true,
        };
        by_both && self.conditions.iter().all(|condition| condition.by.is_on_both())
    }

    /// Values of a gold quotation; empty if a condition does not hold.
    pub(super) fn of_gold(&self, doc: &Aligned<'_>, gold: usize) -> Vec<String> {
        let holds = |condition: &&Condition| condition.by.of_gold(doc, gold).contains(&condition.value);
        if !self.conditions.iter().all(holds) {
            return Vec::new();
        }
        match &self.by {
            By::Attribute(by) => by.of_gold(doc, gold),
            By::Conditions(value) => vec![value.clone()],
        }
    }

    /// Values of a predicted quotation; empty if a condition does not hold or only gold has an attribute.
    pub(super) fn of_predicted(&self, doc: &Aligned<'_>, predicted: usize) -> Vec<String> {
        let values = |by: &SliceBy| by.of_predicted(doc, predicted).unwrap_or_default();
        let holds = |condition: &&Condition| values(&condition.by).contains(&condition.value);
        if !self.is_on_both() || !self.conditions.iter().all(holds) {
            return Vec::new();
        }
        match &self.by {
            By::Attribute(by) => values(by),
            By::Conditions(value) => vec![value.clone()],
        }
    }
}

fn joined(conditions: &[&Condition], by: &str, part: impl Fn(&Condition) -> String) -> String {
    conditions.iter().map(|&condition| part(condition)).collect::<Vec<_>>().join(by)
}
