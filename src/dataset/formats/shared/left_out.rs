//! What a document holds that is no part of quotations by its label: it is left out, and told once a document.

use std::collections::BTreeMap;

use crate::dataset::fault::Fault;
use crate::dataset::rules;

/// Labels that are not known, and how often each occurs.
#[derive(Debug, Default)]
pub(in crate::dataset::formats) struct LeftOut(BTreeMap<String, usize>);

impl LeftOut {
    /// Counts an occurrence of a label.
    pub(in crate::dataset::formats) fn note(&mut self, label: &str) {
        *self.0.entry(label.to_owned()).or_default() += 1;
    }

    /// The warning of what was left out, where anything was: `LABEL (COUNT), …`.
    pub(in crate::dataset::formats) fn fault(&self, message: &str, expected: &str) -> Option<Fault> {
        let counted: Vec<String> = self.0.iter().map(|(label, count)| format!("{label} ({count})")).collect();
        let fault = Fault::new(&rules::LEFT_OUT, message);
        (!counted.is_empty()).then(|| fault.found(counted.join(", ")).expected(expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_counted_and_named_in_order() {
        let mut left = LeftOut::default();
        assert!(left.fault("left out", "Content").is_none());
        ["PER", "LOC", "PER"].iter().for_each(|label| left.note(label));
        let found = left.fault("left out", "Content").and_then(|fault| fault.found);
        assert_eq!(found.as_deref(), Some("LOC (1), PER (2)"));
    }
}
