//! Label Studio: a JSON list of tasks, with labelled regions and relations in `annotations`, or in `predictions`.
//!
//! The text is `data.text`; the id of the document is `data.document`, or else the id of the task. Regions are `labels`,
//! including those of HTML and dialogue if their `globalOffsets` fit the text; `choices` and `textarea` of a region, by their
//! `from_name`, are the `type`, `polarity`, `speaker` and `tag` of the quotation that begins there. `data.entities` and
//! `data.meta` are as in the native format; without `data.entities`, each typed speaker name is an entity. Of several annotators,
//! the requested one is read, or else the first; if a task has a list of predictions, even an empty one, no annotation is read as
//! a prediction unless requested. Offsets are characters, or UTF-16 units, as older versions wrote, if only these fit the texts
//! beside them.

mod read;
mod task;
mod write;

use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{
    Answered, Claim, Format, Framing, GoldEntry, OutputFile, Read, ReadResult, Record, Sample, Side, Write,
};
use crate::error::Result;

/// The kind of a plain text region; the kinds for other texts end in this word.
const LABELS: &str = "labels";

/// Names of the facts about a region, apart from its label.
const TYPE: &str = "type";
const POLARITY: &str = "polarity";
const SPEAKER: &str = "speaker";
const TAG: &str = "tag";

pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    summary: "Label Studio JSON: a list of tasks with labelled regions and relations",
    features: &[
        Discontinuous,
        Nested,
        Types,
        Cues,
        Sources,
        Speakers,
        SeveralSpeakers,
        Names,
        Entities,
        Mentions,
        Parents,
        Polarity,
        Tags,
        Ids,
        Meta,
        Confidence,
    ],
    extensions: &["json"],
    has_annotators: true,
    framing: |_| Framing::Elements,
    writer: Some(&Writer),
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let keys = ["annotations", "predictions", "from_name", "data", "result"];
        (sample.opens(b'[') && sample.count_keys(&keys) > 1).then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a> {
        read::read(record, side)
    }
}

struct Writer;

impl Write for Writer {
    fn gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
        Ok(write::gold(stem, documents))
    }

    fn predictions(&self, stem: &str, answers: &[Answered<'_>], system: &DraftSystem) -> Result<Vec<OutputFile>> {
        Ok(write::predictions(stem, answers, system))
    }
}
