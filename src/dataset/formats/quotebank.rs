//! Quotebank and Quootstrap: a JSON object a line, a quotation each, without offsets.
//!
//! The document is `articleID`, where stated, else what the file is named after. The speaker `None` says nothing.

use std::collections::HashMap;

use serde::Deserialize;

use super::shared::extracted::{Extracted, content, document};
use super::shared::finding::json;
use super::shared::sample::{finder, opens};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, Start, document_of};
use crate::model::OffsetUnit;

/// What Quotebank says where it knows nobody.
const NONE: &str = "None";

/// The format of Quotebank.
#[derive(Debug)]
pub struct Quotebank;

impl Format for Quotebank {
    fn name(&self) -> &'static str {
        "quotebank"
    }

    fn summary(&self) -> &'static str {
        "Quotebank and Quootstrap JSON Lines: quotations located by their texts, speakers with probabilities"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Nested, Feature::Speakers, Feature::Ids, Feature::Confidence])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let is_object = opens(sample, '{');
        (is_object && has(b"\"quoteID\"") && has(b"\"quotation\"")).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let mut drafts = Drafts::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut documents: Vec<(String, Vec<Extracted<'a>>)> = Vec::new();
        for (bytes, line) in record.bytes.split(|&byte| byte == b'\n').zip(record.at.line..) {
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            match json::<Quote>(&Record { bytes, at: Start { line, ..record.at }, ..*record }) {
                Ok(quote) => {
                    let id = quote.article_id.clone().unwrap_or_else(|| document_of(record.name).to_owned());
                    let number = *numbers.entry(id).or_insert_with_key(|id| {
                        documents.push((id.clone(), Vec::new()));
                        documents.len() - 1
                    });
                    documents[number].1.push(quote.extracted(line));
                }
                Err(finding) => drafts.findings.push(*finding),
            }
        }
        let document =
            |(id, quotations): (String, Vec<Extracted<'a>>)| document(record, &id, OffsetUnit::Char, quotations);
        drafts.documents = documents.into_iter().map(document).collect();
        drafts
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
    /// The confidence is the probability of the speaker that is named.
    fn extracted<'a>(self, line: usize) -> Extracted<'a> {
        let speaker = self.speaker.filter(|speaker| !speaker.is_empty() && speaker != NONE);
        let of_speaker = self.probas.into_iter().find(|(name, _)| Some(name) == speaker.as_ref());
        Extracted {
            id: self.id,
            line,
            content: content(self.quotation),
            confidence: of_speaker.and_then(|(_, probability)| probability.parse().ok()),
            speakers: speaker.into_iter().collect(),
            ..Extracted::default()
        }
    }
}
