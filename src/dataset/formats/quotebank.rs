//! Quotebank and Quootstrap: one JSON object per line and quotation, without offsets.
//!
//! The document is `articleID` if stated, otherwise the file name. The speaker `None` means that no speaker is known.

use std::collections::HashMap;

use serde::Deserialize;

use super::shared::extracted::{document, located};
use super::shared::finding::json;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftQuotation, DraftSpeakers};
use crate::dataset::format::{Claim, Drafts, Format, Read, ReadResult, Record, Sample, Side, Start, document_of};
use crate::model::OffsetUnit;

/// The speaker name if Quotebank knows none.
const NONE: &str = "None";

pub(super) const FORMAT: Format = Format {
    name: "quotebank",
    summary: "Quotebank and Quootstrap JSON Lines: quotations located by their texts, speakers with probabilities",
    features: &[Nested, Speakers, Ids, Confidence],
    extensions: &["json", "jsonl", "ndjson"],
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_ours = sample.opens(b'{') && sample.has_key("quoteID") && sample.has_key("quotation");
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let mut drafts = Drafts::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (bytes, line) in record.bytes.split(|&byte| byte == b'\n').zip(record.at.line..) {
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            match json::<Quote>(&Record { bytes, at: Start { line, ..record.at }, ..*record }) {
                Ok(quote) => {
                    let id = quote.article_id.clone().unwrap_or_else(|| document_of(record.name).to_owned());
                    let number = *numbers.entry(id).or_insert_with_key(|id| {
                        drafts.documents.push(document(record, id.clone(), OffsetUnit::Char, []));
                        drafts.documents.len() - 1
                    });
                    drafts.documents[number].quotations.get_or_insert_default().push(quote.draft(line));
                }
                Err(finding) => drafts.findings.push(*finding),
            }
        }
        Ok(drafts)
    }
}

#[derive(Deserialize)]
struct Quote {
    #[serde(rename = "quoteID")]
    id: Option<String>,
    #[serde(rename = "articleID")]
    article_id: Option<String>,
    quotation: String,
    speaker: Option<String>,
    #[serde(default)]
    probas: Vec<(String, String)>,
}

impl Quote {
    /// Creates the quotation; its confidence is the probability of the named speaker.
    fn draft<'a>(self, line: usize) -> DraftQuotation<'a> {
        let speaker = self.speaker.filter(|speaker| !speaker.is_empty() && speaker != NONE);
        let of_speaker = self.probas.into_iter().find(|(name, _)| Some(name) == speaker.as_ref());
        let mut draft = DraftQuotation::new(line, [located(self.quotation)]);
        draft.id = self.id.map(Into::into);
        draft.rare().confidence = of_speaker.and_then(|(_, probability)| probability.parse().ok());
        draft.speaker = DraftSpeakers::of(speaker);
        draft
    }
}
