//! A condition on items: an attribute has a value.

use std::fmt;
use std::str::FromStr;

use super::{SliceBy, SliceError};
use crate::model::GoldDocument;
use crate::score::{Aligned, Outcome};

/// The value of `--where`: `type=indirect`, `meta.outlet=Herald`, `type,source-form=direct,pronoun`.
#[derive(Clone, Debug)]
pub struct Condition {
    pub(super) by: SliceBy,
    pub(super) value: String,
}

impl Condition {
    /// The attribute.
    #[must_use]
    pub const fn by(&self) -> &SliceBy {
        &self.by
    }

    /// The value it must have.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// True for a condition on whole documents: their id or metadata.
    #[must_use]
    pub fn is_of_documents(&self) -> bool {
        self.by.of_document(&GoldDocument::default()).is_some()
    }

    /// True if a document has the value; always true for a condition on quotations.
    #[must_use]
    pub fn wants(&self, gold: &GoldDocument) -> bool {
        self.by.of_document(gold).is_none_or(|values| values.contains(&self.value))
    }

    /// True if an item has the value.
    #[must_use]
    pub fn holds(&self, doc: &Aligned<'_>, outcome: &Outcome) -> bool {
        self.by.of_outcome(doc, outcome).contains(&self.value)
    }
}

impl SliceBy {
    /// Values of an item: the values of its gold quotation if it has one, else the values of its prediction.
    ///
    /// Empty for an unaligned prediction if only gold has the attribute, and for a prediction without a place.
    #[must_use]
    pub fn of_outcome(&self, doc: &Aligned<'_>, outcome: &Outcome) -> Vec<String> {
        match (outcome.gold, outcome.predicted) {
            (Some(gold), _) => self.of_gold(doc, gold),
            (None, Some(p)) if p < doc.prediction.quotations.len() => self.of_predicted(doc, p).unwrap_or_default(),
            (None, _) => Vec::new(),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.by, self.value)
    }
}

impl FromStr for Condition {
    type Err = SliceError;

    fn from_str(text: &str) -> Result<Self, SliceError> {
        let (by, value) = text.split_once('=').ok_or_else(|| SliceError::NoValue(text.to_owned()))?;
        Ok(Self { by: by.parse()?, value: value.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_an_attribute_and_a_value() {
        let condition: Condition = "meta.outlet=a=b".parse().unwrap();
        assert_eq!(condition.to_string(), "meta.outlet=a=b", "the value is what follows the first =");
        assert!("type".parse::<Condition>().is_err());
        assert!("colour=red".parse::<Condition>().unwrap_err().to_string().contains("unknown attribute 'colour'"));
    }
}
