//! A map from quotation ids to speakers, for the gold-quotations setting: `{"q1": "Ann Lee", "q2": ["Bo", "Cy"]}` in one file per
//! document, or `{"DOCUMENT": {"q1": …}}` for several documents.
//!
//! Nothing in the file identifies the format, so it must be given as `speaker-map:PATH`. `null` means no stated speaker.

use serde_json::{Map, Value};

use super::shared::extracted::document;
use super::shared::finding::{json, words};
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftQuotation, DraftSpeakers};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Claim, Drafts, Format, Read, ReadResult, Record, Sample, Side, document_of, rules};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    name: "speaker-map",
    summary: "JSON from ids of quotations to speakers, for the gold-quotations setting: one file per document, or documents by id",
    features: &[Speakers, SeveralSpeakers, Ids],
    extensions: &["json"],
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, _sample: &Sample<'_>) -> Option<Claim> {
        None
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let map: Map<String, Value> = json(record)?;
        let mut drafts = Drafts::default();
        let mut add = |id: &str, answers: &Map<String, Value>| {
            let mut quotations = Vec::with_capacity(answers.len());
            for (quotation, speaker) in answers {
                match words(speaker) {
                    Some(names) => quotations.push(DraftQuotation {
                        id: Some(quotation.clone().into()),
                        speaker: DraftSpeakers::of(names),
                        ..DraftQuotation::new(record.at.line, [])
                    }),
                    None => {
                        let fault = misfit(speaker).about(id).item(format!("quotation {quotation}"));
                        drafts.findings.push(record.finding(fault));
                    }
                }
            }
            drafts.documents.push(document(record, id.to_owned(), OffsetUnit::Char, quotations));
        };
        let documents: Option<Vec<_>> = map.iter().map(|(id, answers)| Some((id, answers.as_object()?))).collect();
        match documents.filter(|documents| !documents.is_empty()) {
            Some(documents) => documents.into_iter().for_each(|(id, answers)| add(id, answers)),
            None => add(document_of(record.name), &map),
        }
        Ok(drafts)
    }
}

fn misfit(value: &Value) -> Fault {
    Fault::new(&rules::JSON_SHAPE, "the speaker is neither a name nor a list of names")
        .found(shown(&value.to_string()))
        .expected("a string, a list of strings or null")
}
