//! Prodigy: a JSON object a line with `text`, `spans` and, where spans are tied, `relations` between them, in characters.
//!
//! The id of a document is `id` or `document`, there or in `meta`, else the number of its line. What was not accepted is left out.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use super::shared::finding::{id_of, only, read_json};
use super::shared::graph::{self, Graph, Region, Relation};
use super::shared::left_out::LeftOut;
use super::shared::part::Part;
use super::shared::sample::{finder, opens};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, rules};
use crate::error::Finding;

/// The format of Prodigy.
#[derive(Debug)]
pub struct Prodigy;

impl Format for Prodigy {
    fn name(&self) -> &'static str {
        "prodigy"
    }

    fn summary(&self) -> &'static str {
        "Prodigy JSON Lines: spans, with relations or without; accepted examples alone"
    }

    fn carries(&self) -> Carries {
        Carries::READ.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Cues,
            Feature::Sources,
            Feature::Parents,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let opens = opens(sample, '{');
        let marks = has(b"\"_input_hash\"") || has(b"\"_task_hash\"") || has(b"\"answer\"");
        (opens && has(b"\"text\"") && has(b"\"spans\"") && marks).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Lines
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        read_json(record, |example| drafts(example, record))
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
    /// Spans have no ids: they are named by what they are and where.
    fn name(&self) -> String {
        format!("{} {}-{}", self.label.as_deref().unwrap_or_default(), self.start, self.end)
    }
}

fn id(example: &Example, line: usize) -> String {
    let stated = [&example.id, &example.document].into_iter().flatten();
    let of_meta = ["id", "document"].iter().filter_map(|key| example.meta.as_ref()?.get(*key));
    stated.chain(of_meta).find_map(id_of).unwrap_or_else(|| line.to_string())
}

fn drafts<'a>(example: Example, record: &Record<'_>) -> Drafts<'a> {
    let id = id(&example, record.at.line);
    if let Some(answer) = example.answer.as_deref().filter(|answer| *answer != "accept") {
        let fault = Fault::new(&rules::LEFT_OUT, "an example that was not accepted is left out");
        let finding = fault.found(shown(answer)).at(record.file, record.at.line);
        return only(Finding { document: Some(id), ..finding });
    }
    let (mut graph, mut left_out) = (Graph::default(), LeftOut::default());
    for span in example.spans.iter().flatten() {
        match span.label.as_deref().and_then(Part::of_label) {
            Some(part) => {
                graph.regions.push(Region {
                    id: span.name(),
                    part,
                    place: (span.start, span.end),
                    line: record.at.line,
                });
            }
            None => {
                left_out.note(span.label.as_deref().unwrap_or("no label"));
                graph.others.insert(span.name());
            }
        }
    }
    let tie = |tie: &Tie| Relation { kind: tie.label.clone(), from: tie.head_span.name(), to: tie.child_span.name() };
    graph.relations = example.relations.iter().flatten().map(tie).collect();
    graph::drafts(graph, &left_out, id, example.text, record)
}
