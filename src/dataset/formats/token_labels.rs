//! JSON Lines of tokens with labels: `{"tokens":[…],"labels":["B-source","O",…]}`, IOB1 or IOB2.
//!
//! A document's id is `id`, or else its line number; its text is the tokens joined by one space. Each content gets the nearest
//! source and cue.

use serde::Deserialize;
use serde_json::Value;

use super::shared::finding::{id_of, json, syntax};
use super::shared::labels;
use super::shared::tokens::Tokens;
use crate::dataset::format::Feature::*;
use crate::dataset::format::{Claim, Drafts, Format, Framing, Read, ReadResult, Record, Sample, Side};

pub(super) const FORMAT: Format = Format {
    name: "token-labels",
    summary: "JSON Lines of tokens and their IOB1 or IOB2 labels (content, cue, source), one document per line",
    features: &[Cues, Sources],
    extensions: &["jsonl", "json"],
    framing: |_| Framing::Lines,
    ..Format::for_both(&Reader)
};

struct Reader;

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    tokens: Vec<String>,
    labels: Vec<String>,
}

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let has_labels = sample.has_key("labels") || sample.has("\"B-") || sample.has("\"I-");
        let is_ours = sample.opens(b'{') && sample.has_key("tokens") && has_labels && !sample.has_key("spans");
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let Line { id, tokens: words, labels } = json(record)?;
        let id = id.as_ref().and_then(id_of).unwrap_or_else(|| record.at.line.to_string());
        if words.len() != labels.len() {
            let found = format!("{} tokens, {} labels", words.len(), labels.len());
            let fault = syntax("not as many labels as tokens", &found, "a label for each token");
            return Err(record.finding(fault.about(id)).into());
        }
        let mut tokens = Tokens::default();
        tokens.sentence(words.iter().map(String::as_str));
        let labels = labels.iter().map(|label| (record.at.line, label.as_str()));
        let (document, findings) = labels::document(record, id, tokens, labels);
        Ok(Drafts::one(document, findings))
    }
}
