//! A file to a draft.

use std::borrow::Cow;
use std::collections::HashMap;

use super::annotations::{Annotation, collect};
use super::place::annotated;
use super::rows::Rows;
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, Record, Side};
use crate::dataset::formats::shared::finding::{only, utf8};
use crate::dataset::formats::shared::graph::{Graph, Region, Relation, named_parents, speakers};
use crate::dataset::formats::shared::left_out::LeftOut;
use crate::dataset::formats::shared::part::Part;
use crate::error::Finding;

pub(super) fn read<'a>(record: &Record<'_>, side: Side) -> Drafts<'a> {
    let id = annotated(record.name).document;
    match utf8(record).map(|text| document(text, side)) {
        Ok(Ok((document, left_out))) => {
            let about = |fault: Fault| Finding { document: Some(id.clone()), ..fault.at(record.file, record.at.line) };
            let findings = left_out.labels().map(about).into_iter().collect();
            let document = DraftDocument { line: record.at.line, id: Some(Cow::Owned(id)), ..document };
            Drafts { documents: vec![document], findings, ..Drafts::default() }
        }
        Ok(Err((line, fault))) => {
            only(Finding { document: Some(id), ..fault.at(record.file, record.at.line + line.saturating_sub(1)) })
        }
        Err(finding) => only(finding),
    }
}

fn document<'a>(file: &str, side: Side) -> Result<(DraftDocument<'a>, LeftOut), (usize, Fault)> {
    let rows = Rows::parse(file)?;
    let (text, unit) = rows.text()?;
    let (annotations, links) = collect(&rows)?;
    let (mut graph, mut left_out) = (Graph::default(), LeftOut::default());
    for (number, annotation) in annotations.iter().enumerate() {
        let id = number.to_string();
        match part(annotation) {
            Some(part) => graph.regions.push(Region { id, part, place: annotation.place, line: annotation.line }),
            None => {
                left_out.note(&annotation.named());
                graph.others.insert(id);
            }
        }
    }
    let relation = |link: super::annotations::Link| Relation {
        kind: link.kind,
        from: link.from.to_string(),
        to: link.to.to_string(),
    };
    graph.relations = links.into_iter().map(relation).collect();
    let quotations = graph.quotations(&text).map_err(|fault| (1, fault))?;
    let mut entities: HashMap<String, DraftEntity<'a>> = HashMap::new();
    let told = quotations.into_iter().map(|(id, quotation)| {
        let annotation = id.parse().ok().and_then(|number: usize| annotations.get(number));
        (id, annotation.map_or_else(DraftQuotation::default, |annotation| told(quotation, annotation, &mut entities)))
    });
    let quotations = named_parents(told.collect());
    let mut entities: Vec<DraftEntity<'a>> = entities.into_values().collect();
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    let document = DraftDocument {
        text: Some(Cow::Owned(text)),
        offset_unit: Some(Cow::Borrowed(unit.as_str())),
        entities: if side == Side::Gold { entities } else { Vec::new() },
        quotations: Some(quotations),
        ..DraftDocument::default()
    };
    Ok((document, left_out))
}

fn part(annotation: &Annotation<'_>) -> Option<Part> {
    annotation.values.iter().find_map(|(_, value)| Part::of_label(value)).or_else(|| Part::of_label(annotation.layer))
}

/// The quotation with what the features of its content say.
fn told<'a>(
    mut quotation: DraftQuotation<'a>,
    annotation: &Annotation<'_>,
    entities: &mut HashMap<String, DraftEntity<'a>>,
) -> DraftQuotation<'a> {
    let rare = quotation.rare.get_or_insert_default();
    for (name, value) in annotation.values.iter().filter(|(_, value)| Part::of_label(value).is_none()) {
        match *name {
            "type" => quotation.quotation_type = Some(Cow::Owned(value.clone())),
            "polarity" => rare.polarity = Some(Cow::Owned(value.clone())),
            "tag" => rare.tags.push(Cow::Owned(value.clone())),
            "speaker" => {
                if !value.starts_with('@') {
                    entities.entry(value.clone()).or_insert_with(|| DraftEntity {
                        id: Some(Cow::Owned(value.clone())),
                        ..DraftEntity::default()
                    });
                }
                quotation.speaker = Some(speakers([value.clone()]));
            }
            _ => {}
        }
    }
    quotation
}
