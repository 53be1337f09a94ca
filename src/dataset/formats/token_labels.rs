//! Tokens with labels in JSON Lines: `{"tokens":[…],"labels":["B-source","O",…]}`, IOB1 or IOB2.
//!
//! A document's id is `id`, else the number of its line; its text is the tokens joined by one space. Each content has the nearest
//! source and cue.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::shared::finding::{id_of, json, only, syntax};
use super::shared::labels::chunks;
use super::shared::nearest::quotations;
use super::shared::sample::{finder, opens};
use super::shared::tokens::Tokens;
use crate::dataset::format::draft::DraftDocument;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};
use crate::error::Finding;

/// The format of tokens with labels.
#[derive(Debug)]
pub struct TokenLabels;

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    tokens: Vec<String>,
    labels: Vec<String>,
}

impl Format for TokenLabels {
    fn name(&self) -> &'static str {
        "token-labels"
    }

    fn summary(&self) -> &'static str {
        "JSON Lines of tokens and their IOB1 or IOB2 labels (content, cue, source), a document a line"
    }

    fn carries(&self) -> Carries {
        Carries::READ.with(&[Feature::Cues, Feature::Sources])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let opens = opens(sample, '{');
        let labels = has(b"\"labels\"") || has(b"\"B-") || has(b"\"I-");
        (opens && has(b"\"tokens\"") && labels && !has(b"\"spans\"")).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Lines
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let line: Line = match json(record) {
            Ok(line) => line,
            Err(finding) => return only(finding),
        };
        let id = line.id.as_ref().and_then(id_of).unwrap_or_else(|| record.at.line.to_string());
        let finding = |fault: crate::dataset::format::fault::Fault| Finding {
            document: Some(id.clone()),
            ..fault.at(record.file, record.at.line)
        };
        if line.tokens.len() != line.labels.len() {
            let found = format!("{} tokens, {} labels", line.tokens.len(), line.labels.len());
            return only(finding(syntax("not as many labels as tokens", &found, "a label for each token")));
        }
        let mut tokens = Tokens::default();
        tokens.sentence(line.tokens.iter().map(String::as_str));
        let mut faults = Vec::new();
        let chunks = chunks(&tokens, line.labels.iter().map(|label| (record.at.line, label.as_str())), &mut faults);
        let findings = faults.into_iter().map(|(_, fault)| finding(fault)).collect();
        let quotations = quotations(&tokens.text, &chunks);
        let document = DraftDocument {
            line: record.at.line,
            id: Some(Cow::Owned(id.clone())),
            text: Some(Cow::Owned(tokens.text)),
            quotations: Some(quotations),
            ..DraftDocument::default()
        };
        Drafts { documents: vec![document], findings, ..Drafts::default() }
    }
}
