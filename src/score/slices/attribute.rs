//! The attribute interface: an attribute gives an item its values, which assign the item to slices.

use std::borrow::Cow;
use std::fmt;

use crate::model::{Entity, EntityIndex, GoldDocument, Quotation};
use crate::score::Aligned;

/// Values of one item; an item may have none, one or (tags) several.
pub(crate) type Values<'d> = Vec<Cow<'d, str>>;

/// An attribute by which results are sliced. The set is closed: [`ATTRIBUTES`](super::ATTRIBUTES) lists every attribute.
pub struct Attribute {
    pub(super) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) explanation: &'static str,
    pub(super) rule: Rule,
}

/// The rule by which an attribute finds its values.
pub(super) enum Rule {
    /// At most one value, for a quotation of either side; the function also takes the number of units of the content.
    Quotation(fn(&Aligned<'_>, &Quotation, u64) -> Option<&'static str>),
    /// Values of a gold quotation; predictions have none.
    Gold(for<'d> fn(&'d Aligned<'_>, usize) -> Values<'d>),
    /// A fact about the entities that speak, which only gold states.
    Speakers(fn(&Entity) -> Option<&str>),
    /// The id of the document, which all items have.
    DocumentId,
}

impl Attribute {
    /// Name, as in `--by NAME`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// One-line summary for lists.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// Values, edge cases and an example, for `quoteval explain`.
    #[must_use]
    pub const fn explanation(&self) -> &'static str {
        self.explanation
    }

    /// True for an attribute of speakers, by which groups of speakers can be compared.
    #[must_use]
    pub const fn is_of_speakers(&self) -> bool {
        matches!(self.rule, Rule::Speakers(_))
    }

    /// True if predictions have the attribute too; otherwise only recall is defined.
    pub(super) const fn is_on_both(&self) -> bool {
        matches!(self.rule, Rule::Quotation(_) | Rule::DocumentId)
    }

    /// Values of a gold quotation.
    pub(super) fn of_gold<'d>(&self, doc: &'d Aligned<'_>, gold: usize) -> Values<'d> {
        match self.rule {
            Rule::Quotation(value) => {
                let value = value(doc, &doc.gold.quotations[gold].quotation, doc.gold_units(gold).len());
                value.map(Cow::Borrowed).into_iter().collect()
            }
            Rule::Gold(values) => values(doc, gold),
            Rule::Speakers(fact) => {
                let fact = |&index: &EntityIndex| Cow::Borrowed(fact(&doc.gold.entities[index]).unwrap_or("unknown"));
                distinct(doc.gold.quotations[gold].entities().iter().map(fact).collect())
            }
            Rule::DocumentId => vec![Cow::Borrowed(doc.gold.id())],
        }
    }

    /// Values of a predicted quotation; empty if only gold has the attribute.
    pub(super) fn of_predicted<'d>(&self, doc: &'d Aligned<'_>, predicted: usize) -> Values<'d> {
        match self.rule {
            Rule::Quotation(value) => {
                let quotation = &doc.prediction.quotations[predicted].quotation;
                let value = value(doc, quotation, doc.predicted_units(predicted).len());
                value.map(Cow::Borrowed).into_iter().collect()
            }
            Rule::Gold(_) | Rule::Speakers(_) => Values::new(),
            Rule::DocumentId => vec![Cow::Borrowed(doc.gold.id())],
        }
    }

    /// Values shared by all items of a document; `None` if they vary between items.
    pub(super) fn of_document<'d>(&self, gold: &'d GoldDocument) -> Option<Values<'d>> {
        matches!(self.rule, Rule::DocumentId).then(|| vec![Cow::Borrowed(gold.id())])
    }

    /// Values that gold states for some entities, sorted and distinct; empty unless this is an attribute of speakers.
    pub(crate) fn of_speakers<'d>(&self, doc: &'d Aligned<'_>, speakers: &[EntityIndex]) -> Vec<&'d str> {
        let Rule::Speakers(fact) = self.rule else { return Vec::new() };
        distinct(speakers.iter().filter_map(|&index| fact(&doc.gold.entities[index])).collect())
    }
}

fn distinct<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

impl fmt::Debug for Attribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
