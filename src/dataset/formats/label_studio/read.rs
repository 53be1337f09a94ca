//! Converts tasks to drafts.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::task::{Annotation, Item, Task};
use super::{LABELS, POLARITY, SPEAKER, TAG, TYPE};
use crate::dataset::format::draft::{
    DraftDocument, DraftEntity, DraftQuotation, DraftSpan, DraftSpeakers, DraftSystem,
};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, ReadResult, Record, Side, rules};
use crate::dataset::formats::shared::finding::{differs, id_of, json, syntax};
use crate::dataset::formats::shared::graph::{Graph, Region, Relation, unit};
use crate::dataset::formats::shared::left_out::LeftOut;
use crate::dataset::formats::shared::part::Part;
use crate::model::{OffsetMap, OffsetUnit};

/// Reads one task.
pub(super) fn read<'a>(record: &Record<'_>, side: Side) -> ReadResult<'a> {
    let task: Task = json(record)?;
    let mut drafts = Drafts::default();
    let id = id(&task, record.at.number);
    let about = |fault: Fault| record.finding(fault.about(&*id));
    let chosen = chosen(&task, record, side);
    drafts.findings.extend(chosen.as_ref().and_then(Chosen::notice).map(about));
    match chosen.map(|chosen| chosen.annotation) {
        Some(annotation) => match document(&task.data, &annotation.result, side) {
            Ok((document, left_out)) => {
                drafts.findings.extend(left_out.into_iter().map(about));
                if let Some(version) = annotation.model_version.as_ref().filter(|_| side == Side::Prediction) {
                    drafts.system = Some(DraftSystem { name: Some(version.clone()), version: None });
                }
                drafts.documents.push(DraftDocument { line: record.at.line, id: Some(id.into()), ..document });
            }
            Err(fault) => drafts.findings.push(about(fault)),
        },
        None if record.options.annotator.is_some() => {}
        None => drafts.findings.push(about(unread(&task))),
    }
    Ok(drafts)
}

fn id(task: &Task, number: usize) -> String {
    let stated = task.data.get("document").and_then(id_of).or_else(|| task.id.as_ref().and_then(id_of));
    stated.unwrap_or_else(|| number.to_string())
}

/// Fault of a task that is left out.
fn unread(task: &Task) -> Fault {
    let done = finished(task);
    let Some(first) = done.first() else {
        return Fault::new(&rules::LEFT_OUT, "a task that nobody has annotated is left out");
    };
    let name = first.annotator().unwrap_or_else(|| "NAME".to_owned());
    let hint = format!("`label-studio,annotator={name}:PATH` reads annotations as predictions");
    let fault = Fault::new(&rules::LEFT_OUT, "the task holds annotations and no predictions: it is left unanswered");
    fault.found(format!("annotations: {}, predictions: 0", done.len())).hint(Some(hint))
}

/// The annotation to read, and the candidates it was chosen from.
struct Chosen<'t> {
    annotation: &'t Annotation,
    all: Vec<&'t Annotation>,
    are_predictions: bool,
}

impl Chosen<'_> {
    /// The warning about which of several annotations is read, unless it was requested.
    fn notice(&self) -> Option<Fault> {
        if self.are_predictions {
            let version = |one: &&Annotation| one.model_version.clone().unwrap_or_else(|| "unnamed".to_owned());
            let versions = self.all.iter().map(version).collect::<Vec<_>>().join(", ");
            let message = "several predictions of one task; what the first says is read";
            let fault = Fault::new(&rules::SEVERAL_ANNOTATORS, message).found(versions);
            return (self.all.len() > 1)
                .then(|| fault.hint(Some("export the predictions of one version of the model".to_owned())));
        }
        let names: Vec<String> = self.all.iter().filter_map(|annotation| annotation.annotator()).collect();
        let hint = format!("`label-studio,annotator={}:PATH` reads what that one says", names.first()?);
        let fault = Fault::new(&rules::SEVERAL_ANNOTATORS, "several annotated it; what the first says is read");
        (self.all.len() > 1).then(|| fault.found(names.join(", ")).hint(Some(hint)))
    }
}

/// Returns the annotations that were not cancelled.
fn finished(task: &Task) -> Vec<&Annotation> {
    task.annotations.iter().filter(|annotation| !annotation.was_cancelled).collect()
}

/// Chooses the annotation of the requested annotator, or else the first.
///
/// For predictions, the task's predictions are read: if it has a list of them, even an empty one, a person's annotation is never
/// taken for the answer of a system.
fn chosen<'t>(task: &'t Task, record: &Record<'_>, side: Side) -> Option<Chosen<'t>> {
    let done = finished(task);
    if let Some(asked) = &record.options.annotator {
        let annotation = done.into_iter().find(|annotation| annotation.annotator().as_ref() == Some(asked))?;
        return Some(Chosen { annotation, all: Vec::new(), are_predictions: false });
    }
    let (all, are_predictions) = match &task.predictions {
        Some(predictions) if side == Side::Prediction => (predictions.iter().collect(), true),
        _ => (done, false),
    };
    Some(Chosen { annotation: all.first()?, all, are_predictions })
}

/// Facts about a quotation, attached to its first region.
#[derive(Default)]
struct Facts {
    quotation_type: Option<String>,
    polarity: Option<String>,
    speakers: Vec<String>,
    tags: Vec<String>,
    confidence: Option<f64>,
}

/// Regions and relations of an annotation being read.
#[derive(Default)]
struct Regions<'t> {
    graph: Graph,
    copies: Vec<((i64, i64), &'t str)>,
    facts: HashMap<String, Facts>,
    /// Regions without a place in the text.
    unplaced: LeftOut,
}

impl<'t> Regions<'t> {
    fn add(&mut self, item: &'t Item, text: &str) -> Result<(), Fault> {
        let Some(id) = &item.id else {
            self.unplaced.note(&format!("{} without id", item.kind));
            return Ok(());
        };
        let Some(part) = item.value.labels.iter().find_map(|label| Part::of_label(label)) else {
            let labels = item.value.labels.join(", ");
            self.graph.leave_out(id.clone(), if labels.is_empty() { "no label" } else { &labels });
            return Ok(());
        };
        let copy = item.value.text.as_ref().and_then(Value::as_str);
        let place = match place(item) {
            Ok(place) => place,
            Err(fault) if item.kind == LABELS => return Err(fault),
            Err(_) => match item.value.global.filter(|global| copy.is_some_and(|copy| global.fits(text, copy))) {
                Some(global) => (global.start, global.end),
                None => {
                    self.unplaced.note(&item.kind);
                    self.graph.ignore(id.clone());
                    return Ok(());
                }
            },
        };
        self.copies.extend(copy.map(|copy| (place, copy)));
        self.graph.regions.push(Region { id: id.clone(), part, place, line: 0 });
        if part == Part::Content {
            self.facts.entry(id.clone()).or_default().confidence = item.score;
        }
        Ok(())
    }

    fn left_out(&self) -> Vec<Fault> {
        let unplaced = self.unplaced.fault(
            "regions that cannot be placed are left out",
            "an id, and `start` and `end` as numbers or `globalOffsets` that fit `data.text`",
        );
        unplaced.into_iter().chain(self.graph.left_out()).collect()
    }
}

/// Creates the document, and the faults about what is left out of it.
fn document<'a>(
    data: &Map<String, Value>,
    items: &[Item],
    side: Side,
) -> Result<(DraftDocument<'a>, Vec<Fault>), Fault> {
    let Some(text) = data.get("text").and_then(Value::as_str) else {
        let keys = data.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        return Err(syntax("the data of the task hold no text", &keys, "`text`"));
    };
    let mut regions = Regions::default();
    for item in items {
        match (&*item.kind, &item.id) {
            (kind, _) if kind.ends_with(LABELS) => regions.add(item, text)?,
            ("relation", _) => {
                let (Some(from), Some(to)) = (&item.from_id, &item.to_id) else {
                    return Err(syntax("a relation does not relate two regions", "", "`from_id` and `to_id`"));
                };
                let kind = item.labels.first().cloned().unwrap_or_default();
                regions.graph.relations.push(Relation { kind, from: from.clone(), to: to.clone() });
            }
            ("choices" | "textarea", Some(id)) => add_fact(regions.facts.entry(id.clone()).or_default(), item),
            _ => {}
        }
    }
    let left_out = regions.left_out();
    let Regions { graph, copies, mut facts, .. } = regions;
    let unit = unit(text, &copies);
    check(text, unit, &copies)?;
    let entities = match data.get("entities").filter(|entities| !entities.is_null()) {
        Some(stated) => entities(stated),
        None => typed(facts.values()),
    };
    let quotations = graph.quotations(text)?.into_iter();
    let quotations = quotations
        .map(|(id, quotation)| with_facts(quotation, facts.remove(&id).unwrap_or_default(), id, side))
        .collect();
    let document = DraftDocument {
        offset_unit: Some(unit.as_str().into()),
        quotations: Some(quotations),
        entities: if side == Side::Gold { entities } else { Vec::new() },
        meta: data.get("meta").and_then(Value::as_object).cloned().unwrap_or_default(),
        text: Some(text.to_owned().into()),
        ..DraftDocument::default()
    };
    Ok((document, left_out))
}

fn place(item: &Item) -> Result<(i64, i64), Fault> {
    let (start, end) = (&item.value.start, &item.value.end);
    let numbers = start.as_ref().and_then(Value::as_i64).zip(end.as_ref().and_then(Value::as_i64));
    let found = || format!("{} to {}", start.clone().unwrap_or_default(), end.clone().unwrap_or_default());
    numbers.ok_or_else(|| syntax("a region has no offsets in the text", &found(), "`start` and `end` as numbers"))
}

/// Fails on the first region whose text differs from the text at its place; wrong offsets are left to the general check.
fn check(text: &str, unit: OffsetUnit, copies: &[((i64, i64), &str)]) -> Result<(), Fault> {
    let map = OffsetMap::new(text, unit);
    let byte = |offset: i64| map.to_byte(usize::try_from(offset).ok()?);
    for &((start, end), copy) in copies {
        let found = byte(start).zip(byte(end)).and_then(|(start, end)| text.get(start..end));
        // The interface shows line breaks as `\n` and exports them in this form.
        if let Some(found) = found.filter(|found| *found != copy && found.replace('\n', "\\n") != copy) {
            return Err(differs("a region", &format!("{start}..{end} ({unit})"), found, copy));
        }
    }
    Ok(())
}

fn add_fact(facts: &mut Facts, item: &Item) {
    let mut words: Vec<String> = item.value.choices.clone();
    match &item.value.text {
        Some(Value::Array(lines)) => words.extend(lines.iter().filter_map(|line| line.as_str().map(str::to_owned))),
        Some(Value::String(line)) if item.kind == "textarea" => words.push(line.clone()),
        _ => {}
    }
    match item.from_name.as_deref() {
        Some(TYPE) => facts.quotation_type = words.into_iter().next(),
        Some(POLARITY) => facts.polarity = words.into_iter().next(),
        Some(SPEAKER) => facts.speakers.extend(words),
        Some(TAG) => facts.tags.extend(words),
        _ => {}
    }
}

fn with_facts<'a>(mut quotation: DraftQuotation<'a>, facts: Facts, id: String, side: Side) -> DraftQuotation<'a> {
    let Facts { quotation_type, polarity, speakers, tags, confidence } = facts;
    let rare = quotation.rare();
    rare.polarity = polarity.map(Into::into);
    rare.tags = tags.into_iter().map(Into::into).collect();
    rare.confidence = confidence.filter(|_| side == Side::Prediction);
    quotation.quotation_type = quotation_type.map(Into::into);
    quotation.speaker = DraftSpeakers::of(speakers);
    quotation.id = Some(id.into());
    quotation
}

/// Creates an entity for each typed speaker, for tasks without entities.
fn typed<'a, 'f>(facts: impl Iterator<Item = &'f Facts>) -> Vec<DraftEntity<'a>> {
    let names = facts.flat_map(|facts| &facts.speakers).filter(|name| !name.starts_with('@'));
    let names: BTreeSet<&String> = names.collect();
    names.into_iter().map(|name| DraftEntity::new(name.clone())).collect()
}

/// Reads entities as in the native format.
fn entities<'a>(value: &Value) -> Vec<DraftEntity<'a>> {
    let entity = |value: &Value| {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(|text| text.to_owned().into());
        let list = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten();
        let mention = |pair: &Value| Some(DraftSpan::of_offsets(pair.get(0)?.as_i64()?, pair.get(1)?.as_i64()?));
        DraftEntity {
            id: text("id"),
            name: text("name"),
            aliases: list("aliases").filter_map(|alias| Some(alias.as_str()?.to_owned().into())).collect(),
            entity_type: text("type"),
            gender: text("gender"),
            kb_id: text("kb_id"),
            mentions: list("mentions").filter_map(mention).collect(),
            ..DraftEntity::default()
        }
    };
    value.as_array().into_iter().flatten().map(entity).collect()
}
