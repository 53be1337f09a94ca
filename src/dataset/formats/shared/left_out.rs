//! Annotations left out because their label does not belong to quotations; one warning per document lists them.

use std::collections::BTreeMap;

use super::part::Part;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::rules;

/// Maximum number of labels listed in a warning.
const SHOWN: usize = 20;

/// Unknown labels, each with its count.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(BTreeMap<String, usize>);

impl LeftOut {
    /// Counts an occurrence of a label.
    pub(crate) fn note(&mut self, label: &str) {
        *self.0.entry(label.to_owned()).or_default() += 1;
    }

    /// Returns the warning about the labels that were left out, if any.
    pub(crate) fn labels(&self) -> Option<Fault> {
        self.fault("labels that are not known are left out", Part::KNOWN)
    }

    /// Returns the warning that lists the items left out as `LABEL (COUNT), …`, if any.
    pub(crate) fn fault(&self, message: &str, expected: &str) -> Option<Fault> {
        let counted = self.0.iter().map(|(label, count)| format!("{label} ({count})"));
        let mut counted: Vec<String> = counted.take(SHOWN).collect();
        let more = self.0.len() - counted.len();
        if more > 0 {
            counted.push(format!("and {more} other labels"));
        }
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
        let found = left.fault("left out", "Content").and_then(|fault| fault.finding.found);
        assert_eq!(found.as_deref(), Some("LOC (1), PER (2)"));
        (0..SHOWN).for_each(|number| left.note(&format!("X{number}")));
        let found = left.fault("left out", "Content").and_then(|fault| fault.finding.found);
        assert!(found.is_some_and(|found| found.ends_with(", and 2 other labels")));
    }
}
