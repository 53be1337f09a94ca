//! Labels of tokens, IOB1 and IOB2 alike.

use super::finding::syntax;
use super::nearest::{Chunk, Side};
use super::part::Part;
use super::tokens::Tokens;
use crate::dataset::format::fault::Fault;

/// What a label says of its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Outside,
    /// Begins a chunk.
    Begin(Part, Side),
    /// Goes on with a chunk of the same kind, else begins one.
    Inside(Part, Side),
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
            "LeftSpeaker" => (Part::Content, Side::Before),
            "RightSpeaker" => (Part::Content, Side::After),
            "Unknown" => (Part::Content, Side::Nowhere),
            name => (Part::of_label(name).ok_or_else(unknown)?, Side::Either),
        };
        match prefix {
            "B" => Ok(Self::Begin(part, side)),
            "I" => Ok(Self::Inside(part, side)),
            _ => Err(unknown()),
        }
    }
}

/// Whether a label can be read.
pub(in crate::dataset::formats) fn is_label(label: &str) -> bool {
    Label::parse(label).is_ok()
}

/// The chunks of tokens with labels, each with its line; a label that cannot be read is a fault of its line.
pub(in crate::dataset::formats) fn chunks<'l>(
    tokens: &Tokens,
    labels: impl Iterator<Item = (usize, &'l str)>,
    faults: &mut Vec<(usize, Fault)>,
) -> Vec<Chunk> {
    let mut runs: Vec<(Part, Side, usize, usize, usize)> = Vec::new();
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
