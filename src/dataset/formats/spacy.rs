//! spaCy's `Doc.to_json()`: one file per document, quotations in its span groups, offsets in characters.
//!
//! The label of a span (content, cue, source, or a synonym) determines its part; without a label, the name of its group does.
//! Other spans do not belong to quotations. Each content gets the nearest cue and source in its paragraph.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::shared::finding::json;
use super::shared::graph::Graph;
use super::shared::part::Part;
use crate::dataset::format::Feature::*;
use crate::dataset::format::{Claim, Format, Read, ReadResult, Record, Sample, Side, document_of};

pub(super) const FORMAT: Format = Format {
    name: "spacy",
    summary: "spaCy Doc.to_json() with groups of spans: one file per document",
    features: &[Nested, Cues, Sources],
    extensions: &["json"],
    names_by_file: true,
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let rest = sample.bytes.trim_ascii_start().strip_prefix(b"{")?.trim_ascii_start();
        let is_ours = sample.has_key("ents") && sample.count_keys(&["tokens", "sents", "spans"]) > 0;
        (rest.starts_with(b"\"text\"") && is_ours).then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let document: Document = json(record)?;
        let mut graph = Graph::default();
        for (group, spans) in document.spans {
            for (number, span) in spans.into_iter().enumerate() {
                let stated = span.label.as_deref().filter(|label| !label.is_empty());
                let label = stated.unwrap_or(group.trim_end_matches('s'));
                let (id, place) = (format!("{group} {number}"), (span.start, span.end));
                graph.add(id, Part::of_label(label), label, place, record.at.line);
            }
        }
        graph.regions.sort_by_key(|region| region.place);
        graph.drafts(record, document_of(record.name).to_owned(), document.text)
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
