//! The JSON of the Gender Gap Tracker and of ATAP's quotation tool: one file per document.
//!
//! Offsets refer to a text rewritten by the extractor, so quotations are located by their texts. The speaker field contains the
//! mention beside the quotation, which is the source.

use serde::Deserialize;

use super::shared::extracted::{listed, located, located_unless_blank};
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::DraftQuotation;
use crate::dataset::format::{Claim, Format, Read, ReadResult, Record, Sample, Side};

pub(super) const FORMAT: Format = Format {
    name: "gender-gap-tracker",
    summary: "JSON of the Gender Gap Tracker and of ATAP: one file per document, quotations located by their texts",
    features: &[Nested, Cues, Sources],
    extensions: &["json"],
    names_by_file: true,
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_ours = sample.opens(b'[') && sample.has_key("quote_index") && sample.has_key("speaker_index");
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        listed::<Quote>(record)
    }
}

#[derive(Deserialize)]
struct Quote {
    #[serde(default)]
    speaker: String,
    quote: String,
    #[serde(default)]
    verb: String,
}

impl From<Quote> for DraftQuotation<'_> {
    fn from(quote: Quote) -> Self {
        let (cue, source) = (located_unless_blank(quote.verb), located_unless_blank(quote.speaker));
        Self::new(0, [located(quote.quote)]).with(cue, source)
    }
}
