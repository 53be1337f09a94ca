//! doccano: one JSON object per line, spans in characters; `{"text","label":[[0,5,"CONTENT"]]}` and the form with relations,
//! `{"text","entities":[{"id","label","start_offset","end_offset"}],"relations":[{"from_id","to_id","type"}]}`; `labels` and
//! `data` are synonyms of `label` and `text`. Older versions wrote `annotations` without ids, which are read if their labels
//! are words.
//!
//! The id of a document is the field `document`, or else `id`, or else the line number. Writing uses the form with relations.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::shared::finding::{self, id_of, syntax};
use super::shared::graph::{CONTINUES, Graph, PARENT, Relation};
use super::shared::part::Part;
use super::shared::written::Written;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{
    Answered, Claim, Format, Framing, GoldEntry, OutputFile, Read, ReadResult, Record, Sample, Side, Write,
};
use crate::error::Result;

pub(super) const FORMAT: Format = Format {
    name: "doccano",
    summary: "doccano JSON Lines: labelled spans, with relations or without",
    features: &[Discontinuous, Nested, Cues, Sources, Parents],
    extensions: &["jsonl", "json"],
    framing: |_| Framing::Lines,
    writer: Some(&Writer),
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let has = |part| sample.has(part);
        let entities = sample.has_key("start_offset") || sample.has_key("entities") && sample.has_key("relations");
        let labels = has("\"label\":[") || has("\"label\": [") || has("\"labels\":[[") || has("\"labels\": [[");
        let text = sample.has_key("text") || has("\"data\":\"") || has("\"data\": \"");
        let is_ours = sample.opens(b'{') && text && !sample.has_key("quotations") && (entities || labels);
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let line: Line = finding::json(record)?;
        let stated = line.document.or_else(|| line.id.as_ref().and_then(id_of));
        let id = stated.unwrap_or_else(|| record.at.line.to_string());
        let mut labels = line.label.unwrap_or_default();
        for annotation in line.annotations.into_iter().flatten() {
            labels.push(annotation.labelled().map_err(|fault| record.finding(fault.about(&*id)))?);
        }
        let mut graph = Graph::default();
        for ((start, end, label), number) in labels.into_iter().zip(0..) {
            let part = Part::of_label(&label);
            graph.add(format!("label {number}"), part, &label, (start, end), record.at.line);
        }
        for Entity { id, label, start_offset, end_offset } in line.entities.into_iter().flatten() {
            let part = Part::of_label(&label);
            graph.add(id.to_string(), part, &label, (start_offset, end_offset), record.at.line);
        }
        let relation = |tie: Tie| Relation { kind: tie.kind, from: tie.from_id.to_string(), to: tie.to_id.to_string() };
        graph.relations = line.relations.into_iter().flatten().map(relation).collect();
        graph.drafts(record, id, line.text)
    }
}

struct Writer;

impl Write for Writer {
    fn gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
        let lines = documents.iter().map(|entry| line(&Written::gold(entry))).collect();
        Ok(vec![OutputFile::lines(stem, lines)])
    }

    fn predictions(&self, stem: &str, answers: &[Answered<'_>], _system: &DraftSystem) -> Result<Vec<OutputFile>> {
        let lines = answers.iter().map(|answer| line(&Written::prediction(answer))).collect();
        Ok(vec![OutputFile::lines(stem, lines)])
    }
}

/// Other fields are arbitrary: doccano passes them through.
#[derive(Deserialize)]
struct Line {
    document: Option<String>,
    id: Option<Value>,
    #[serde(alias = "data")]
    text: String,
    #[serde(alias = "labels")]
    label: Option<Vec<(i64, i64, String)>>,
    /// The form written by older versions.
    annotations: Option<Vec<Annotation>>,
    entities: Option<Vec<Entity>>,
    relations: Option<Vec<Tie>>,
}

/// A span labelled with a word, or with a number in a list that the file does not contain.
#[derive(Deserialize)]
struct Annotation {
    label: Value,
    start_offset: i64,
    end_offset: i64,
}

impl Annotation {
    fn labelled(self) -> std::result::Result<(i64, i64, String), Fault> {
        match self.label {
            Value::String(label) => Ok((self.start_offset, self.end_offset, label)),
            label => {
                let message = "a label in `annotations` is no word";
                let hint = "export with the labels as text: `label` or `entities`".to_owned();
                Err(syntax(message, &label.to_string(), "a label by its name").hint(Some(hint)))
            }
        }
    }
}

#[derive(Deserialize)]
struct Entity {
    id: i64,
    label: String,
    start_offset: i64,
    end_offset: i64,
}

#[derive(Deserialize)]
struct Tie {
    from_id: i64,
    to_id: i64,
    #[serde(rename = "type")]
    kind: String,
}

/// Regions and relations of a document, numbered in writing order.
#[derive(Default)]
struct Annotations {
    entities: Vec<Value>,
    relations: Vec<Value>,
}

impl Annotations {
    /// Writes the pieces of a part and returns the number of the first.
    fn part(&mut self, part: Part, places: &[(usize, usize)]) -> usize {
        let first = self.entities.len() + 1;
        for &(start, end) in places {
            let id = self.entities.len() + 1;
            self.entities.push(json!({"id": id, "label": part.label(), "start_offset": start, "end_offset": end}));
            if id > first {
                self.tie(CONTINUES, id - 1, id);
            }
        }
        first
    }

    fn tie(&mut self, kind: &str, from: usize, to: usize) {
        let id = self.relations.len() + 1;
        self.relations.push(json!({"id": id, "from_id": from, "to_id": to, "type": kind}));
    }
}

fn line(document: &Written<'_>) -> String {
    let (mut annotations, mut numbers) = (Annotations::default(), HashMap::new());
    for item in document.quotations.iter().map(|item| item.quotation) {
        let content = annotations.part(Part::Content, &document.places(&item.content));
        numbers.insert(item.id.as_str(), content);
        for (part, fragments) in [(Part::Cue, &item.cue), (Part::Source, &item.source)] {
            if let Some(fragments) = fragments {
                let first = annotations.part(part, &document.places(fragments));
                annotations.tie(part.label(), content, first);
            }
        }
    }
    for item in document.quotations.iter().map(|item| item.quotation) {
        let parent = item.parent.as_deref().and_then(|parent| numbers.get(parent));
        if let (Some(&child), Some(&parent)) = (numbers.get(item.id.as_str()), parent) {
            annotations.tie(PARENT, child, parent);
        }
    }
    let Annotations { entities, relations } = annotations;
    let (id, text) = (document.id, document.text);
    format!("{}\n", json!({"document": id, "text": text, "entities": entities, "relations": relations, "Comments": []}))
}
