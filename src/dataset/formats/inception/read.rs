//! Converts a file to a draft.

use std::collections::BTreeMap;

use super::annotations::{Annotation, Link, collect};
use super::place::annotated;
use super::rows::Rows;
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftSpeakers};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, ReadResult, Record, Side};
use crate::dataset::formats::shared::finding::{LineFault, utf8};
use crate::dataset::formats::shared::graph::{Graph, Relation, named_parents};
use crate::dataset::formats::shared::part::Part;

pub(super) fn read<'a>(record: &Record<'_>, side: Side) -> ReadResult<'a> {
    let id = annotated(record.name).document;
    let finding = |(line, fault): LineFault| record.finding_on(line, fault.about(&*id));
    let (document, left_out) = document(utf8(record)?, side).map_err(finding)?;
    let findings = left_out.map(|fault| finding((1, fault))).into_iter().collect();
    Ok(Drafts::one(DraftDocument { line: record.at.line, id: Some(id.into()), ..document }, findings))
}

/// Creates the document, and the warning about what is left out of it.
fn document<'a>(file: &str, side: Side) -> Result<(DraftDocument<'a>, Option<Fault>), LineFault> {
    let rows = Rows::parse(file)?;
    let (text, unit) = rows.text()?;
    let (annotations, links) = collect(&rows)?;
    let mut graph = Graph::default();
    for (number, annotation) in annotations.iter().enumerate() {
        graph.add(number.to_string(), part(annotation), &annotation.named(), annotation.place, annotation.line);
    }
    let relation = |link: Link| Relation { kind: link.kind, from: link.from.to_string(), to: link.to.to_string() };
    graph.relations = links.into_iter().map(relation).collect();
    let left_out = graph.left_out();
    let quotations = graph.quotations(&text).map_err(|fault| (1, fault))?;
    let mut entities: BTreeMap<String, DraftEntity<'a>> = BTreeMap::new();
    let with_features = quotations.into_iter().map(|(id, quotation)| {
        let annotation = id.parse().ok().and_then(|number: usize| annotations.get(number));
        match annotation {
            Some(annotation) => (id, with_features(quotation, annotation, &mut entities)),
            None => (id, quotation),
        }
    });
    let quotations = named_parents(with_features.collect());
    let document = DraftDocument {
        text: Some(text.into()),
        offset_unit: Some(unit.as_str().into()),
        entities: if side == Side::Gold { entities.into_values().collect() } else { Vec::new() },
        quotations: Some(quotations),
        ..DraftDocument::default()
    };
    Ok((document, left_out))
}

fn part(annotation: &Annotation<'_>) -> Option<Part> {
    annotation.values.iter().find_map(|(_, value)| Part::of_label(value)).or_else(|| Part::of_label(annotation.layer))
}

/// Creates the quotation with the features of its content.
fn with_features<'a>(
    mut quotation: DraftQuotation<'a>,
    annotation: &Annotation<'_>,
    entities: &mut BTreeMap<String, DraftEntity<'a>>,
) -> DraftQuotation<'a> {
    for (name, value) in annotation.values.iter().filter(|(_, value)| Part::of_label(value).is_none()) {
        match *name {
            "type" => quotation.quotation_type = Some(value.clone().into()),
            "polarity" => quotation.rare().polarity = Some(value.clone().into()),
            "tag" => quotation.rare().tags.push(value.clone().into()),
            "speaker" => {
                if !value.starts_with('@') {
                    entities.entry(value.clone()).or_insert_with(|| DraftEntity::new(value.clone()));
                }
                quotation.speaker = Some(DraftSpeakers::one(value.clone()));
            }
            _ => {}
        }
    }
    quotation
}
