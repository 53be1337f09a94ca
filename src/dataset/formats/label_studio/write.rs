//! Converts documents and predictions to tasks.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{POLARITY, SPEAKER, TAG, TYPE};
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{Answered, GoldEntry, OutputFile};
use crate::dataset::formats::shared::graph::{CONTINUES, PARENT};
use crate::dataset::formats::shared::part::Part;
use crate::dataset::formats::shared::written::{Written, WrittenQuotation};
use crate::model::{Entity, Fragments, GoldDocument, OffsetMap};

/// The labelling interface for the written regions.
const INTERFACE: &str = r#"<View>
  <Labels name="label" toName="text">
    <Label value="Content"/><Label value="Cue"/><Label value="Source"/>
  </Labels>
  <Relations>
    <Relation value="Cue"/><Relation value="Source"/><Relation value="Continues"/><Relation value="Parent"/>
  </Relations>
  <Text name="text" value="$text"/>
  <Choices name="type" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Content">
    <Choice value="direct"/><Choice value="indirect"/><Choice value="mixed"/>
  </Choices>
  <Choices name="polarity" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Content">
    <Choice value="affirmed"/><Choice value="denied"/><Choice value="negated"/><Choice value="conditional"/>
  </Choices>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Content"/>
  <TextArea name="tag" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Content"/>
</View>
"#;

pub(super) fn gold(stem: &str, documents: &[&GoldEntry]) -> Vec<OutputFile> {
    let mut tasks = Tasks::default();
    for entry in documents {
        let document = Written::gold(entry);
        tasks.add(&json!({"data": data(&entry.gold, &document.chars), "annotations": [{"result": result(&document)}]}));
    }
    tasks.files(stem)
}

pub(super) fn predictions(stem: &str, answers: &[Answered<'_>], system: &DraftSystem) -> Vec<OutputFile> {
    let mut tasks = Tasks::default();
    for answer in answers {
        let document = Written::prediction(answer);
        let model = system.name.clone().unwrap_or_default();
        let data = json!({"document": document.id, "text": document.text});
        tasks.add(&json!({"data": data, "predictions": [{"model_version": model, "result": result(&document)}]}));
    }
    tasks.files(stem)
}

/// Writes a list of tasks, one per line.
#[derive(Default)]
struct Tasks(String);

impl Tasks {
    fn add(&mut self, task: &Value) {
        self.0.push_str(if self.0.is_empty() { "[\n" } else { ",\n" });
        self.0.push_str(&task.to_string());
    }

    fn files(self, stem: &str) -> Vec<OutputFile> {
        let list = if self.0.is_empty() { "[]\n".to_owned() } else { self.0 + "\n]\n" };
        vec![OutputFile::new(format!("{stem}.json"), list), OutputFile::new("interface.xml", INTERFACE)]
    }
}

fn data(gold: &GoldDocument, chars: &OffsetMap<'_>) -> Value {
    let mut data = Map::new();
    data.insert("document".to_owned(), gold.id().into());
    data.insert("text".to_owned(), gold.text().into());
    if !gold.document.meta.is_empty() {
        data.insert("meta".to_owned(), Value::Object(gold.document.meta.clone()));
    }
    if !gold.entities.is_empty() {
        let entities = gold.entities.iter().map(|entity| self::entity(entity, chars)).collect();
        data.insert("entities".to_owned(), Value::Array(entities));
    }
    Value::Object(data)
}

fn entity(entity: &Entity, chars: &OffsetMap<'_>) -> Value {
    let mut value = json!({"id": entity.id, "name": entity.name});
    let mentions: Vec<_> =
        entity.mentions.iter().map(|span| json!([chars.of_byte(span.start()), chars.of_byte(span.end())])).collect();
    let stated = [("type", &entity.entity_type), ("gender", &entity.gender), ("kb_id", &entity.kb_id)];
    if let Some(fields) = value.as_object_mut() {
        let lists = [("aliases", json!(entity.aliases)), ("mentions", Value::Array(mentions))];
        let lists = lists.into_iter().filter(|(_, list)| list.as_array().is_some_and(|list| !list.is_empty()));
        fields.extend(lists.map(|(key, list)| (key.to_owned(), list)));
        let stated = stated.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?.into())));
        fields.extend(stated);
    }
    value
}

/// Returns the regions, the facts about them, and the relations.
fn result(document: &Written<'_>) -> Vec<Value> {
    let quotations = || document.quotations.iter().map(|item| item.quotation);
    let taken = quotations().map(|quotation| quotation.id.clone()).collect();
    let mut items = Items { document, taken, result: Vec::new() };
    document.quotations.iter().for_each(|item| items.quotation(item));
    let ids: HashSet<&str> = quotations().map(|quotation| quotation.id.as_str()).collect();
    for quotation in quotations() {
        if let Some(parent) = quotation.parent.as_deref().filter(|parent| ids.contains(parent)) {
            items.tie(PARENT, &quotation.id, parent);
        }
    }
    items.result
}

/// The items of a task being written.
struct Items<'d> {
    document: &'d Written<'d>,
    /// Region ids in use.
    taken: HashSet<String>,
    result: Vec<Value>,
}

impl Items<'_> {
    fn quotation(&mut self, item: &WrittenQuotation<'_>) {
        let quotation = item.quotation;
        let value = self.part(Part::Content, &quotation.content, &quotation.id, item.confidence);
        let choices = [
            (TYPE, quotation.quotation_type.map(|kind| kind.as_str())),
            (POLARITY, quotation.polarity.map(|polarity| polarity.as_str())),
        ];
        for (name, choice) in choices {
            if let Some(choice) = choice {
                self.fact("choices", name, "choices", json!([choice]), &quotation.id, &value);
            }
        }
        let mut speakers = item.speaker_words();
        speakers.sort_unstable();
        speakers.dedup();
        let tags = quotation.tags.iter().map(String::as_str).collect();
        for (name, lines) in [(SPEAKER, speakers), (TAG, tags)] {
            if !lines.is_empty() {
                self.fact("textarea", name, "text", json!(lines), &quotation.id, &value);
            }
        }
        for (part, fragments) in [(Part::Cue, &quotation.cue), (Part::Source, &quotation.source)] {
            if let Some(fragments) = fragments {
                let id = self.unused(&format!("{}/{}", quotation.id, part.label().to_lowercase()));
                self.part(part, fragments, &id, None);
                self.tie(part.label(), &quotation.id, &id);
            }
        }
    }

    /// Writes the pieces of a part, the first as a region with this id, and returns the value of the first.
    fn part(&mut self, part: Part, fragments: &Fragments, id: &str, score: Option<f64>) -> Value {
        let (mut first, mut last) = (Value::Null, id.to_owned());
        let pieces = self.document.places(fragments).into_iter().zip(fragments.spans());
        for (number, ((start, end), span)) in pieces.enumerate() {
            let value = json!({"start": start, "end": end, "text": span.of(self.document.text)});
            let region = if number == 0 { id.to_owned() } else { self.unused(&format!("{id}/{}", number + 1)) };
            let mut labelled = value.clone();
            labelled["labels"] = json!([part.label()]);
            let mut item =
                json!({"id": region, "from_name": "label", "to_name": "text", "type": "labels", "value": labelled});
            if let Some(score) = score.filter(|_| number == 0) {
                item["score"] = json!(score);
            }
            self.result.push(item);
            if number == 0 {
                first = value;
            } else {
                self.tie(CONTINUES, &last, &region);
            }
            last = region;
        }
        first
    }

    fn fact(&mut self, kind: &str, name: &str, key: &str, said: Value, id: &str, region: &Value) {
        let mut value = region.clone();
        value[key] = said;
        self.result.push(json!({"id": id, "from_name": name, "to_name": "text", "type": kind, "value": value}));
    }

    fn tie(&mut self, label: &str, from: &str, to: &str) {
        self.result
            .push(json!({"type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": [label]}));
    }

    /// Returns the id, or the first of `id~2`, `id~3`, … that is unused.
    fn unused(&mut self, id: &str) -> String {
        let (mut free, mut number) = (id.to_owned(), 1);
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = format!("{id}~{number}");
        }
        free
    }
}
