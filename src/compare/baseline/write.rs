//! The writer of baselines.

use super::SCHEMA;
use super::counts::{self, kept};
use super::letters::{LETTERS, letter};
use super::line::{Header, Line, SliceLines, SystemName};
use crate::compare::Side;
use crate::error::{Error, Result};
use crate::score::{Counts, DocumentScore};

/// Returns the content of the file; the same side gives the same bytes.
///
/// # Errors
/// If the side has no classes of quotations or no hashes of documents.
pub fn write(side: &Side) -> Result<String> {
    let lacking = || Error::Usage("a baseline is made of predictions, scored against gold".to_owned());
    let (classes, prints) = side.classes.as_ref().zip(side.prints.as_ref()).ok_or_else(lacking)?;
    let evaluation = &side.evaluation;
    let metrics: Vec<_> = kept().filter(|(index, _)| evaluation.totals[*index].is_some()).collect();
    let header = Header {
        schema: SCHEMA.to_owned(),
        signature: side.signature.to_string(),
        system: SystemName { name: side.system.name.clone(), version: side.system.version.clone() },
        gold_hash: evaluation.gold_hash.to_hex().to_string(),
        metrics: metrics.iter().map(|(_, metric)| metric.id().to_owned()).collect(),
        by: evaluation.options.by.iter().map(ToString::to_string).collect(),
        classes: LETTERS.into_iter().map(|(letter, class)| (letter, class.as_str().to_owned())).collect(),
        documents: evaluation.documents.len() as u64,
    };
    let mut text = json(&header)?;
    for document in &evaluation.documents {
        let all = document.counts();
        let counts: Vec<Counts> = metrics.iter().map(|(index, _)| all[*index]).collect();
        let letters = classes.get(&document.id).into_iter().flatten().map(|class| letter(*class));
        text += &json(&Line(
            document.id.clone(),
            prints.get(&document.id).cloned().unwrap_or_default(),
            letters.collect(),
            counts::write(document.gold, document.predicted, counts.into_iter()),
            slices(document),
        ))?;
    }
    Ok(text)
}

fn slices(document: &DocumentScore) -> SliceLines {
    let mut lines = SliceLines::new();
    for ((attribute, value), counts) in &document.slices {
        lines.entry(attribute.clone()).or_default().insert(value.clone(), counts::write_slice(counts));
    }
    lines
}

fn json(line: &impl serde::Serialize) -> Result<String> {
    let text = serde_json::to_string(line).map_err(Error::internal)?;
    Ok(text + "\n")
}
