//! spaCy's `Doc.to_json()`: a file a document, quotations in its groups of spans, in characters.
//!
//! A span is what its label says (content, cue, source, or a name for one of these), where it has none what the name of its
//! group says; spans of other names are no part of quotations. Each content has the nearest cue and source of its paragraph.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::shared::extracted::only_named;
use super::shared::finding::{json, only};
use super::shared::graph::{Graph, Region};
use super::shared::left_out::LeftOut;
use super::shared::part::Part;
use super::shared::sample::finder;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, document_of};
use crate::error::Finding;

/// The format of spaCy's documents.
#[derive(Debug)]
pub struct Spacy;

impl Format for Spacy {
    fn name(&self) -> &'static str {
        "spacy"
    }

    fn summary(&self) -> &'static str {
        "spaCy Doc.to_json() with groups of spans: a file a document"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Nested, Feature::Cues, Feature::Sources])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let text_first = sample.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        let is_ours = has(b"\"ents\"") && (has(b"\"tokens\"") || has(b"\"sents\"") || has(b"\"spans\""));
        (text_first.is_some_and(|rest| rest.starts_with(b"\"text\"")) && is_ours).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        Some(document_of(record.name).to_owned())
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let document = match json::<Document>(record) {
            Ok(document) => document,
            Err(finding) => return only(finding),
        };
        let (mut graph, mut left_out) = (Graph::default(), LeftOut::default());
        for (group, spans) in document.spans {
            for (span, number) in spans.into_iter().zip(0..) {
                let name =
                    span.label.as_deref().filter(|label| !label.is_empty()).unwrap_or(group.trim_end_matches('s'));
                let (id, place) = (format!("{group} {number}"), (span.start, span.end));
                match Part::of_label(name) {
                    Some(part) => graph.regions.push(Region { id, part, place, line: record.at.line }),
                    None => left_out.note(name),
                }
            }
        }
        graph.regions.sort_by_key(|region| region.place);
        let id = document_of(record.name);
        let finding = |fault: Fault| Finding { document: Some(id.to_owned()), ..fault.at(record.file, record.at.line) };
        match graph.quotations(&document.text) {
            Ok(quotations) => {
                let findings = left_out.labels().map(finding).into_iter().collect();
                Drafts { findings, ..only_named(record, document.text, quotations) }
            }
            Err(fault) => only(finding(fault)),
        }
    }
}

#[derive(Deserialize)]
struct Document {
    text: String,
    #[serde(default)]
    spans: BTreeMap<String, Vec<Labelled>>,
}

#[derive(Deserialize)]
struct Labelled {
    start: i64,
    end: i64,
    label: Option<String>,
}
