//! One quotation of a listing, with gold and prediction.

use std::ops::Range;

use super::excerpt::{Piece, excerpt};
use crate::model::{Fragments, GoldSpeaker, OffsetMap, OffsetUnit, PredictedSpeaker, Quotation};
use crate::score::slices::SliceBy;
use crate::score::{Aligned, Boundary, ErrorClass, Outcome};

/// The outcome of one quotation.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// The error class.
    pub class: ErrorClass,
    /// Id of the document.
    pub document: String,
    pub(super) boundary: Option<Boundary>,
    pub(super) flags: Vec<&'static str>,
    pub(super) iou: Option<f64>,
    pub(super) gold: Option<ListedSide>,
    pub(super) predicted: Option<ListedSide>,
    /// Names of the gold entities that an ambiguous prediction could mean.
    pub(super) ambiguous: Vec<String>,
    /// Values of the attribute that the listing is ordered by.
    pub(super) values: Vec<String>,
}

/// The gold or the predicted quotation.
#[derive(Clone, Debug)]
pub(super) struct ListedSide {
    pub(super) id: String,
    /// Offsets in characters; empty for a prediction that was not found in the text.
    pub(super) spans: Vec<[usize; 2]>,
    pub(super) text: String,
    pub(super) kind: Option<&'static str>,
    /// Entity ids in gold, words as written in a prediction, or a reserved word.
    pub(super) speaker: Vec<String>,
    /// Names of the gold entities or of the prediction's own entities; otherwise the same as `speaker`.
    pub(super) speaker_name: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) excerpt: Vec<Piece>,
}

impl Listed {
    /// Extracts the details of an outcome from its document.
    pub(crate) fn new(doc: &Aligned<'_>, chars: &OffsetMap<'_>, outcome: &Outcome, by: Option<&SliceBy>) -> Self {
        let window = window(doc, outcome);
        let placed = outcome.predicted.filter(|&p| p < doc.prediction.quotations.len());
        Self {
            class: outcome.class,
            document: doc.gold.id().to_owned(),
            boundary: outcome.boundary(doc),
            flags: outcome.flags(doc),
            iou: outcome.iou(),
            ambiguous: placed.map_or_else(Vec::new, |p| doc.ambiguous_names(p)),
            gold: outcome.gold.map(|g| gold(doc, chars, g, window.clone())),
            predicted: outcome.predicted.map(|p| predicted(doc, chars, p, window)),
            values: by.map_or_else(Vec::new, |by| by.of_outcome(doc, outcome)),
        }
    }

    /// The character offsets of a document's text, shared by all its items.
    pub(crate) fn chars<'a>(doc: &Aligned<'a>) -> OffsetMap<'a> {
        OffsetMap::new(doc.gold.text(), OffsetUnit::Char)
    }

    /// The class, followed in brackets by the boundary difference and other faults.
    pub(super) fn label(&self) -> String {
        let boundary = self.boundary.filter(|_| !matches!(self.class, ErrorClass::Split | ErrorClass::Merged));
        let notes: Vec<&str> = boundary.map(|boundary| boundary.as_str()).into_iter().chain(self.flags()).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
        format!("{}{notes}", self.class.as_str())
    }

    fn flags(&self) -> impl Iterator<Item = &'static str> {
        self.flags.iter().map(|&flag| if flag == "type" { "type wrong" } else { "cue wrong" })
    }
}

/// The range of text that covers gold and prediction.
fn window(doc: &Aligned<'_>, outcome: &Outcome) -> Range<usize> {
    let gold = outcome.gold.map(|g| &doc.gold.quotations[g].quotation.content);
    let predicted = outcome.predicted.and_then(|p| doc.prediction.quotations.get(p));
    let contents = || gold.into_iter().chain(predicted.map(|predicted| &predicted.quotation.content));
    let start = contents().map(Fragments::start).min().unwrap_or(0);
    start..contents().map(Fragments::end).max().unwrap_or(start)
}

fn side(doc: &Aligned<'_>, chars: &OffsetMap<'_>, quotation: &Quotation, window: Range<usize>) -> ListedSide {
    let text = doc.gold.text();
    let spans = quotation.content.spans().iter();
    ListedSide {
        id: quotation.id.clone(),
        spans: spans.map(|span| [span.start(), span.end()].map(|byte| chars.of_byte(byte))).collect(),
        text: quotation.content.text(text),
        kind: quotation.quotation_type.map(|kind| kind.as_str()),
        speaker: Vec::new(),
        speaker_name: Vec::new(),
        source: quotation.source.as_ref().map(|source| source.text(text)),
        excerpt: excerpt(text, &quotation.content, window),
    }
}

fn gold(doc: &Aligned<'_>, chars: &OffsetMap<'_>, g: usize, window: Range<usize>) -> ListedSide {
    let gold = &doc.gold.quotations[g];
    let mut speakers: Vec<(String, String)> = match &gold.speaker {
        GoldSpeaker::Entities(speakers) => {
            let entities = speakers.iter().map(|&index| &doc.gold.entities[index]);
            entities.map(|entity| (entity.id.clone(), entity.name.clone())).collect()
        }
        GoldSpeaker::Reserved(word) => vec![(word.to_string(), word.to_string())],
        GoldSpeaker::Absent => Vec::new(),
    };
    speakers.sort_unstable();
    let (speaker, speaker_name) = speakers.into_iter().unzip();
    ListedSide { speaker, speaker_name, ..side(doc, chars, &gold.quotation, window) }
}

fn predicted(doc: &Aligned<'_>, chars: &OffsetMap<'_>, p: usize, window: Range<usize>) -> ListedSide {
    let Some(predicted) = doc.prediction.quotations.get(p) else {
        return without_place(doc, p - doc.prediction.quotations.len());
    };
    let mut speaker = match &predicted.speaker {
        PredictedSpeaker::Named(names) => names.to_vec(),
        PredictedSpeaker::Reserved(word) => vec![word.to_string()],
        PredictedSpeaker::Absent => Vec::new(),
    };
    speaker.sort_unstable();
    let own = |word: &String| doc.prediction.entity(word).map_or_else(|| word.clone(), |own| own.name.clone());
    ListedSide {
        speaker_name: speaker.iter().map(own).collect(),
        speaker,
        ..side(doc, chars, &predicted.quotation, window)
    }
}

fn without_place(doc: &Aligned<'_>, index: usize) -> ListedSide {
    let invalid = &doc.prediction.invalid[index];
    ListedSide {
        id: invalid.id.clone(),
        spans: Vec::new(),
        text: invalid.text.clone(),
        kind: None,
        speaker: Vec::new(),
        speaker_name: Vec::new(),
        source: None,
        excerpt: vec![Piece { text: invalid.text.split_whitespace().collect::<Vec<_>>().join(" "), is_marked: true }],
    }
}
