//! Faults, which become findings once their place in a file is known.

use super::rules::Rule;
use crate::error::Finding;

/// Maximum number of characters of a found or expected text shown in a finding.
const SHOWN: usize = 160;

/// A violated rule whose place is not yet known.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The finding without file and line, boxed to keep results that contain faults small.
    pub(crate) finding: Box<Finding>,
}

impl Fault {
    pub(crate) fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self { finding: Box::new(Finding::new(rule.severity, rule.id, message)) }
    }

    /// Assigns the fault to a document.
    pub(crate) fn about(mut self, document: impl Into<String>) -> Self {
        self.finding.document = Some(document.into());
        self
    }

    /// Assigns the fault to a part of the document, such as `quotation q2`.
    pub(crate) fn item(mut self, item: impl Into<String>) -> Self {
        self.finding.item = Some(item.into());
        self
    }

    pub(crate) fn found(mut self, found: impl Into<String>) -> Self {
        self.finding.found = Some(found.into());
        self
    }

    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.finding.expected = Some(expected.into());
        self
    }

    pub(crate) fn hint(mut self, hint: Option<String>) -> Self {
        self.finding.hint = hint;
        self
    }

    /// Prefixes the message with a part of the checked item: `PART: message`.
    pub(crate) fn within(mut self, part: &str) -> Self {
        self.finding.message = format!("{part}: {}", self.finding.message);
        self
    }

    /// Places the fault in a file. An empty file name means no file, and line 0 an unknown line.
    pub(crate) fn at(self, file: &str, line: impl Into<Option<usize>>) -> Finding {
        let file = Some(file.to_owned()).filter(|file| !file.is_empty());
        Finding { file, line: line.into().filter(|&line| line > 0), ..self.unplaced() }
    }

    /// Converts the fault to a finding without a place.
    pub(crate) fn unplaced(self) -> Finding {
        *self.finding
    }
}

/// The part of a document that has a fault.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Item<'a> {
    /// The document itself.
    Document,
    /// An entity: index, id and line (0 if unknown).
    Entity(usize, Option<&'a str>, usize),
    /// A quotation: index, id and line (0 if unknown).
    Quotation(usize, Option<&'a str>, usize),
}

impl Item<'_> {
    fn label(self) -> Option<String> {
        let (kind, index, id) = match self {
            Self::Document => return None,
            Self::Entity(index, id, _) => ("entity", index, id),
            Self::Quotation(index, id, _) => ("quotation", index, id),
        };
        Some(match id.filter(|id| !id.is_empty()) {
            Some(id) => format!("{kind} {id}"),
            None => format!("{kind} #{}", index + 1),
        })
    }

    const fn line(self) -> usize {
        match self {
            Self::Document => 0,
            Self::Entity(_, _, line) | Self::Quotation(_, _, line) => line,
        }
    }
}

/// The faults of one document.
#[derive(Debug)]
pub(crate) struct Log<'a> {
    file: &'a str,
    line: usize,
    document: Option<String>,
    findings: Vec<Finding>,
}

impl<'a> Log<'a> {
    pub(crate) const fn new(file: &'a str, line: usize, document: Option<String>) -> Self {
        Self { file, line, document, findings: Vec::new() }
    }

    pub(crate) fn add(&mut self, item: Item<'_>, fault: Fault) {
        let finding = self.finding(item, fault);
        self.findings.push(finding);
    }

    /// Creates the finding that `add` would record, for callers that decide later.
    pub(crate) fn finding(&self, item: Item<'_>, fault: Fault) -> Finding {
        let line = if item.line() > 0 { item.line() } else { self.line };
        Finding { document: self.document.clone(), item: item.label(), ..fault.at(self.file, line) }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == crate::error::Severity::Error)
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// Quotes a text on one line, shortened in the middle if it is long.
pub(crate) fn shown(text: &str) -> String {
    let length = text.chars().count();
    if length <= SHOWN {
        return format!("{text:?}");
    }
    let head: String = text.chars().take(SHOWN / 2).collect();
    let tail: String = text.chars().skip(length - SHOWN / 2).collect();
    format!("{head:?} … {tail:?} ({length} characters)")
}

/// Returns the candidate most similar to `word`, if the similarity is sufficient.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|&(likeness, _)| likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// `did you mean …?` for the candidate most similar to `word`.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_near() {
        assert_eq!(nearest("speakr", ["source", "speaker", "id"]), Some("speaker"));
        assert_eq!(nearest("colour", ["source", "speaker", "id"]), None);
    }

    #[test]
    fn long_texts_are_cut_in_the_middle() {
        assert_eq!(shown("a\nb"), r#""a\nb""#);
        assert!(shown(&"é".repeat(1000)).ends_with("(1000 characters)"));
    }
}
