//! One side of a comparison: a system evaluated on gold.

use std::collections::BTreeMap;

use crate::model::System;
use crate::score::{DocumentScore, ErrorClass, Evaluation, ItemRow, Measure, ScoreOptions, Signature, Statistics};

/// An evaluation, and the class of each gold quotation.
#[derive(Clone, Debug)]
pub struct Side {
    /// The system.
    pub system: System,
    /// The signature of the numbers.
    pub signature: Signature,
    /// The counts.
    pub evaluation: Evaluation,
    /// The classes of the gold quotations by document, in the order of their rank; `None` if they were not kept.
    pub classes: Option<BTreeMap<String, Vec<ErrorClass>>>,
    /// The first eight hexadecimal digits of the hash of gold by document; `None` if unknown.
    pub prints: Option<BTreeMap<String, String>>,
}

/// The score of one document, and the classes of its gold quotations.
#[derive(Clone, Debug)]
pub struct JudgedDocument {
    score: DocumentScore,
    classes: Option<Vec<ErrorClass>>,
}

impl JudgedDocument {
    /// Keeps a score and the classes of its rows of quotations, if it has any; drops the rows.
    pub fn new(mut score: DocumentScore, options: &ScoreOptions) -> Self {
        let rows = std::mem::take(&mut score.items);
        Self { score, classes: options.per_quotation.then(|| classes_of(&rows)) }
    }
}

impl Side {
    /// Makes a side from the documents of a dataset.
    pub fn new(
        system: System,
        dataset: &str,
        options: ScoreOptions,
        documents: Vec<JudgedDocument>,
        statistics: Statistics,
    ) -> Self {
        let mut classes = options.per_quotation.then(BTreeMap::new);
        let mut prints = BTreeMap::new();
        let mut scores = Vec::with_capacity(documents.len());
        for JudgedDocument { score, classes: of_document } in documents {
            prints.insert(score.id.clone(), print_of(&score));
            if let Some((classes, of_document)) = classes.as_mut().zip(of_document) {
                classes.insert(score.id.clone(), of_document);
            }
            scores.push(score);
        }
        let evaluation = Evaluation::new(options, scores);
        let signature = Signature::new(dataset, &evaluation, statistics);
        Self { system, signature, evaluation, classes, prints: Some(prints) }
    }

    /// True if the side has counts by an attribute.
    pub fn is_sliced_by(&self, attribute: &str) -> bool {
        self.evaluation.options.by.iter().any(|by| by.to_string() == attribute)
    }

    /// The classes of the gold quotations of a document, in the order of their rank.
    pub fn classes_of(&self, document: &str) -> Option<&[ErrorClass]> {
        self.classes.as_ref()?.get(document).map(Vec::as_slice)
    }

    /// The number of gold quotations that are right.
    pub fn right(&self) -> Option<usize> {
        let classes = self.classes.as_ref()?;
        Some(classes.values().flatten().filter(|class| **class == ErrorClass::Correct).count())
    }
}

/// The measurement options of a signature; the error is the field with an invalid value.
pub(super) fn measure_of(signature: &Signature) -> Result<Measure, &'static str> {
    Ok(Measure {
        setting: signature.field("setting").parse().map_err(|_| "setting")?,
        unit: signature.field("unit").parse().map_err(|_| "unit")?,
        criterion: signature.field("criterion").parse().map_err(|_| "criterion")?,
        gold_coreference: signature.field("coref") == "gold",
    })
}

/// The classes of the gold quotations among the rows of a document.
pub(crate) fn classes_of(rows: &[ItemRow]) -> Vec<ErrorClass> {
    rows.iter().filter(|row| row.gold.is_some()).map(|row| row.class).collect()
}

fn print_of(score: &DocumentScore) -> String {
    score.gold_hash.to_hex()[..8].to_owned()
}

/// The documents whose gold differs between the sides: only in the base, only in the head, different in both.
///
/// `None` if the gold of a side is unknown.
pub(crate) fn changed_documents(base: &Side, head: &Side) -> Option<[Vec<String>; 3]> {
    let (before, after) = (base.prints.as_ref()?, head.prints.as_ref()?);
    let lacking = |from: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        from.keys().filter(|id| !other.contains_key(*id)).cloned().collect()
    };
    let is_changed = |(id, print): &(&String, &String)| after.get(*id).is_some_and(|other| other != *print);
    let changed = before.iter().filter(is_changed).map(|(id, _)| id.clone()).collect();
    Some([lacking(before, after), lacking(after, before), changed])
}
