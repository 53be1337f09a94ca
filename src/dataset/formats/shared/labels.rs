//! Token labels in IOB1 or IOB2.

use super::finding::{LineFault, syntax};
use super::nearest::{Chunk, SourceSide, quotations};
use super::part::Part;
use super::tokens::Tokens;
use crate::dataset::format::Record;
use crate::dataset::format::draft::DraftDocument;
use crate::dataset::format::fault::Fault;
use crate::error::Finding;

/// A label of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Outside,
    /// Begins a chunk.
    Begin(Part, SourceSide),
    /// Continues a chunk of the same kind, or else begins one.
    Inside(Part, SourceSide),
}

impl Label {
    fn parse(label: &str) -> Result<Self, Fault> {
        if matches!(label, "O" | "Out") {
            return Ok(Self::Outside);
        }
        let unknown = || {
            syntax(
                "the label is not known",
                label,
                "O, or B- or I- and content, cue, source, LeftSpeaker, RightSpeaker, Unknown",
            )
        };
        let (prefix, name) = label.split_once('-').ok_or_else(unknown)?;
        let (part, side) = match name {
            "LeftSpeaker" => (Part::Content, SourceSide::Before),
            "RightSpeaker" => (Part::Content, SourceSide::After),
            "Unknown" => (Part::Content, SourceSide::Nowhere),
            name => (Part::of_label(name).ok_or_else(unknown)?, SourceSide::Either),
        };
        match prefix {
            "B" => Ok(Self::Begin(part, side)),
            "I" => Ok(Self::Inside(part, side)),
            _ => Err(unknown()),
        }
    }
}

/// True if a label is valid.
pub(crate) fn is_label(label: &str) -> bool {
    Label::parse(label).is_ok()
}

/// Creates the document of these tokens, each with the line and the text of its label, and returns the faults of the labels.
pub(crate) fn document<'a, 'l>(
    record: &Record<'_>,
    id: String,
    tokens: Tokens,
    labels: impl Iterator<Item = (usize, &'l str)>,
) -> (DraftDocument<'a>, Vec<Finding>) {
    let mut faults = Vec::new();
    let chunks = chunks(&tokens, labels, &mut faults);
    let finding = |(line, fault): LineFault| fault.about(&*id).at(record.file, line);
    let findings = faults.into_iter().map(finding).collect();
    let quotations = Some(quotations(&tokens.text, &chunks));
    (DraftDocument { text: Some(tokens.text.into()), quotations, ..record.draft(id) }, findings)
}

/// Returns the labelled chunks of tokens, each with its line; an invalid label is a fault on its line.
fn chunks<'l>(
    tokens: &Tokens,
    labels: impl Iterator<Item = (usize, &'l str)>,
    faults: &mut Vec<LineFault>,
) -> Vec<Chunk> {
    let mut runs: Vec<(Part, SourceSide, usize, usize, usize)> = Vec::new();
    let mut open = false;
    for (number, (line, label)) in labels.enumerate() {
        match Label::parse(label) {
            Ok(Label::Outside) => open = false,
            Ok(Label::Inside(part, side)) if open && runs.last().is_some_and(|run| (run.0, run.1) == (part, side)) => {
                if let Some(run) = runs.last_mut() {
                    run.3 = number;
                }
            }
            Ok(Label::Begin(part, side) | Label::Inside(part, side)) => {
                runs.push((part, side, number, number, line));
                open = true;
            }
            Err(fault) => {
                faults.push((line, fault));
                open = false;
            }
        }
    }
    let chunk = |(part, side, first, last, line)| Some(Chunk { part, place: tokens.run(first, last)?, side, line });
    runs.into_iter().filter_map(chunk).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_schemes_are_read() {
        let places = |labels: &[&str]| {
            let mut tokens = Tokens::default();
            tokens.sentence(labels.iter().map(|_| "x"));
            let mut faults = Vec::new();
            let chunks = chunks(&tokens, labels.iter().map(|label| (1, *label)), &mut faults);
            (chunks.iter().map(|chunk| chunk.place).collect::<Vec<_>>(), faults.len())
        };
        assert_eq!(places(&["I-content", "I-content", "B-content", "O", "I-source"]).0, [(0, 3), (4, 5), (8, 9)]);
        assert_eq!(places(&["B-Content", "I-Content", "B-Content", "O", "B-Source"]).0, [(0, 3), (4, 5), (8, 9)]);
        assert_eq!(places(&["I-LeftSpeaker", "I-RightSpeaker"]).0.len(), 2);
        for faulty in ["content", "X-content", "B-verb", "B", ""] {
            assert_eq!(places(&[faulty]).1, 1, "{faulty}");
        }
    }
}
