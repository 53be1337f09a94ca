//! doccano: a JSON object a line, spans in characters; `{"text","label":[[0,5,"CONTENT"]]}` and the form with relations,
//! `{"text","entities":[{"id","label","start_offset","end_offset"}],"relations":[{"from_id","to_id","type"}]}`; `labels` and `data`
//! stand for `label` and `text`, and older versions wrote `annotations` without ids, which are read where their labels are words.
//!
//! The id of a document is the field `document`, else `id`, else the number of its line. The form with relations is written.

use serde::Deserialize;
use serde_json::{Value, json};

use super::shared::finding::{id_of, only, read_json, syntax};
use super::shared::graph::{self, CONTINUES, Graph, PARENT, Region, Relation, places};
use super::shared::left_out::LeftOut;
use super::shared::part::Part;
use super::shared::sample::{finder, opens};
use crate::dataset::format::draft::System;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{
    Answered, Carries, Claim, Drafts, Entry, Feature, Format, Framing, OutputFile, Record, Side,
};
use crate::error::{Finding, Result};
use crate::model::{OffsetMap, OffsetUnit, Quotation};

/// The format of doccano.
#[derive(Debug)]
pub struct Doccano;

impl Format for Doccano {
    fn name(&self) -> &'static str {
        "doccano"
    }

    fn summary(&self) -> &'static str {
        "doccano JSON Lines: labelled spans, with relations or without"
    }

    fn carries(&self) -> Carries {
        Carries::BOTH_WAYS.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Cues,
            Feature::Sources,
            Feature::Parents,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let opens = opens(sample, '{');
        let entities = has(b"\"start_offset\"") || has(b"\"entities\"") && has(b"\"relations\"");
        let labels = has(b"\"label\":[") || has(b"\"label\": [") || has(b"\"labels\":[[") || has(b"\"labels\": [[");
        let text = has(b"\"text\"") || has(b"\"data\":\"") || has(b"\"data\": \"");
        (opens && text && !has(b"\"quotations\"") && (entities || labels)).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Lines
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        read_json(record, |line| drafts(line, record))
    }

    fn write_gold(&self, stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
        let mut out = String::new();
        for entry in documents {
            let mut items: Vec<&Quotation> = entry.gold.quotations.iter().map(|item| &item.quotation).collect();
            line(&mut out, entry.gold.id(), entry.gold.text(), &mut items);
        }
        Ok(vec![OutputFile::lines(stem, out)])
    }

    fn write_predictions(&self, stem: &str, answers: &[Answered<'_>], _system: &System) -> Result<Vec<OutputFile>> {
        let mut out = String::new();
        for Answered { gold, prediction } in answers {
            let mut items: Vec<&Quotation> = prediction.quotations.iter().map(|item| &item.quotation).collect();
            line(&mut out, gold.id(), gold.text(), &mut items);
        }
        Ok(vec![OutputFile::lines(stem, out)])
    }
}

/// Other fields are free: doccano hands them through.
#[derive(Deserialize)]
struct Line {
    document: Option<String>,
    id: Option<Value>,
    #[serde(alias = "data")]
    text: String,
    #[serde(alias = "labels")]
    label: Option<Vec<(i64, i64, String)>>,
    /// As older versions wrote.
    annotations: Option<Vec<Annotation>>,
    entities: Option<Vec<Entity>>,
    relations: Option<Vec<Tie>>,
}

/// A span whose label is a word, or the number of one in a list that the file does not hold.
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

fn drafts<'a>(line: Line, record: &Record<'_>) -> Drafts<'a> {
    let stated = line.document.or_else(|| line.id.as_ref().and_then(id_of));
    let id = stated.unwrap_or_else(|| record.at.line.to_string());
    let (mut graph, mut left_out) = (Graph::default(), LeftOut::default());
    let mut labels = line.label.unwrap_or_default();
    for annotation in line.annotations.into_iter().flatten() {
        match annotation.labelled() {
            Ok(label) => labels.push(label),
            Err(fault) => return only(Finding { document: Some(id), ..fault.at(record.file, record.at.line) }),
        }
    }
    let flat = labels
        .into_iter()
        .zip(0..)
        .map(|((start, end, label), number)| (format!("label {number}"), label, (start, end)));
    let related = line
        .entities
        .into_iter()
        .flatten()
        .map(|entity| (entity.id.to_string(), entity.label, (entity.start_offset, entity.end_offset)));
    for (id, label, place) in flat.chain(related) {
        match Part::of_label(&label) {
            Some(part) => graph.regions.push(Region { id, part, place, line: record.at.line }),
            None => {
                left_out.note(&label);
                graph.others.insert(id);
            }
        }
    }
    let tie = |tie: Tie| Relation { kind: tie.kind, from: tie.from_id.to_string(), to: tie.to_id.to_string() };
    graph.relations = line.relations.into_iter().flatten().map(tie).collect();
    graph::drafts(graph, &left_out, id, line.text, record)
}

/// Regions and relations of a document, numbered as they are written.
#[derive(Default)]
struct Written {
    entities: Vec<Value>,
    relations: Vec<Value>,
}

impl Written {
    /// Writes the pieces of a part, and gives the number of the first.
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

fn line(out: &mut String, id: &str, text: &str, items: &mut [&Quotation]) {
    items.sort_by_key(|item| (&item.content, &item.id));
    let chars = OffsetMap::new(text, OffsetUnit::Char);
    let (mut written, mut numbers) = (Written::default(), std::collections::HashMap::new());
    for item in items.iter() {
        let content = written.part(Part::Content, &places(&item.content, &chars));
        numbers.insert(item.id.as_str(), content);
        for (part, fragments) in [(Part::Cue, &item.cue), (Part::Source, &item.source)] {
            if let Some(fragments) = fragments {
                let first = written.part(part, &places(fragments, &chars));
                written.tie(part.label(), content, first);
            }
        }
    }
    for item in items.iter() {
        let parent = item.parent.as_deref().and_then(|parent| numbers.get(parent));
        if let (Some(&child), Some(&parent)) = (numbers.get(item.id.as_str()), parent) {
            written.tie(PARENT, child, parent);
        }
    }
    let Written { entities, relations } = written;
    let value = json!({"document": id, "text": text, "entities": entities, "relations": relations, "Comments": []});
    out.push_str(&value.to_string());
    out.push('\n');
}
