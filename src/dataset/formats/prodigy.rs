//! Prodigy: one JSON object per line with `text`, `spans` and, if spans are linked, `relations`, in characters.
//!
//! The id of a document is `id` or `document`, at the top level or in `meta`, or else its line number. Examples that were not
//! accepted are left out.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use super::shared::finding::{id_of, json};
use super::shared::graph::{Graph, Relation};
use super::shared::part::Part;
use crate::dataset::format::Feature::*;
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Claim, Format, Framing, Read, ReadResult, Record, Sample, Side, rules};

pub(super) const FORMAT: Format = Format {
    name: "prodigy",
    summary: "Prodigy JSON Lines: spans, with relations or without; only accepted examples",
    features: &[Discontinuous, Nested, Cues, Sources, Parents],
    extensions: &["jsonl"],
    framing: |_| Framing::Lines,
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_task = sample.opens(b'{') && sample.has_key("text") && sample.has_key("spans");
        let is_ours = is_task && sample.count_keys(&["_input_hash", "_task_hash", "answer"]) > 0;
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let example: Example = json(record)?;
        let id = example.id().unwrap_or_else(|| record.at.line.to_string());
        if let Some(answer) = example.answer.as_deref().filter(|answer| *answer != "accept") {
            let fault = Fault::new(&rules::LEFT_OUT, "an example that was not accepted is left out");
            return Err(record.finding(fault.found(shown(answer)).about(id)).into());
        }
        let mut graph = Graph::default();
        for span in example.spans.iter().flatten() {
            let label = span.label.as_deref();
            let (part, place) = (label.and_then(Part::of_label), (span.start, span.end));
            graph.add(span.name(), part, label.unwrap_or("no label"), place, record.at.line);
        }
        let relation = |tie: Tie| Relation { from: tie.head_span.name(), to: tie.child_span.name(), kind: tie.label };
        graph.relations = example.relations.into_iter().flatten().map(relation).collect();
        graph.drafts(record, id, example.text)
    }
}

#[derive(Deserialize)]
struct Example {
    id: Option<Value>,
    document: Option<Value>,
    meta: Option<HashMap<String, Value>>,
    text: String,
    spans: Option<Vec<Labelled>>,
    relations: Option<Vec<Tie>>,
    answer: Option<String>,
}

impl Example {
    fn id(&self) -> Option<String> {
        let stated = [&self.id, &self.document].into_iter().flatten();
        let of_meta = ["id", "document"].iter().filter_map(|key| self.meta.as_ref()?.get(*key));
        stated.chain(of_meta).find_map(id_of)
    }
}

#[derive(Deserialize)]
struct Labelled {
    start: i64,
    end: i64,
    label: Option<String>,
}

#[derive(Deserialize)]
struct Tie {
    head_span: Labelled,
    child_span: Labelled,
    label: String,
}

impl Labelled {
    /// Label and place, which identify a span since spans have no ids.
    fn name(&self) -> String {
        format!("{} {}-{}", self.label.as_deref().unwrap_or_default(), self.start, self.end)
    }
}
