//! Label Studio: a JSON list of tasks, with labelled regions and relations in `annotations`, or in `predictions`.
//!
//! The text is `data.text`, the id of the document `data.document`, else the id of the task. Regions are `labels`, and those of
//! HTML and dialogue where their `globalOffsets` fit the text; `choices` and `textarea` of a region, by their `from_name`, are
//! the `type`, `polarity`, `speaker` and `tag` of the quotation that begins there. `data.entities` and `data.meta` are those of
//! the native format; without the former each name that is typed as a speaker is an entity. Of several annotators the one asked
//! for is read, else the first; of a task with a list of predictions, though it be empty, no annotation is read as a prediction
//! unless asked for. Offsets are characters, or UTF-16 units where only these fit the texts beside them, as older versions
//! wrote.

mod read;
mod task;
mod write;

use crate::dataset::format::draft::System;
use crate::dataset::format::{
    Answered, Carries, Claim, Drafts, Entry, Feature, Format, Framing, OutputFile, Record, Side,
};
use crate::dataset::formats::shared::sample::{finder, opens};
use crate::error::Result;

/// The kind of a region of plain text; those of other texts end in it.
const LABELS: &str = "labels";

/// The names of what is said of a region beside its label.
const TYPE: &str = "type";
const POLARITY: &str = "polarity";
const SPEAKER: &str = "speaker";
const TAG: &str = "tag";

/// The format of Label Studio.
#[derive(Debug)]
pub struct LabelStudio;

impl Format for LabelStudio {
    fn name(&self) -> &'static str {
        "label-studio"
    }

    fn summary(&self) -> &'static str {
        "Label Studio JSON: a list of tasks with labelled regions and relations"
    }

    fn carries(&self) -> Carries {
        Carries::BOTH_WAYS.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Types,
            Feature::Cues,
            Feature::Sources,
            Feature::Speakers,
            Feature::SeveralSpeakers,
            Feature::Names,
            Feature::Entities,
            Feature::Mentions,
            Feature::Parents,
            Feature::Polarity,
            Feature::Tags,
            Feature::Ids,
            Feature::Meta,
            Feature::Confidence,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let opens = opens(sample, '[');
        let keys: [&[u8]; 5] = [b"\"annotations\"", b"\"predictions\"", b"\"from_name\"", b"\"data\"", b"\"result\""];
        (opens && keys.iter().filter(|key| has(key)).count() > 1).then_some(Claim::Documents)
    }

    fn has_annotators(&self) -> bool {
        true
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Elements
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> Drafts<'a> {
        read::read(record, side)
    }

    fn write_gold(&self, stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
        write::gold(stem, documents)
    }

    fn write_predictions(&self, stem: &str, answers: &[Answered<'_>], system: &System) -> Result<Vec<OutputFile>> {
        write::predictions(stem, answers, system)
    }
}
