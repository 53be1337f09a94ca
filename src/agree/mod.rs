//! Agreement between annotators of the same documents, on the task that systems are scored on.
//!
//! Treats one annotator as gold and the other as a prediction, with the same aligner and criteria as scoring.

mod annotators;
mod labels;
mod pair;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use annotators::Annotators;
pub(crate) use labels::UnitLabels;
pub(crate) use pair::PairAgreement;
pub use pair::PairCounts;

use crate::dataset::{dataset_hash, document_hash};
use crate::model::{GoldDocument, UnitProfile};
use crate::score::Signature;
use crate::stats::{Coincidences, Unitizing};

/// The agreement of two or more annotators.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The annotators, in the order given.
    pub annotators: Vec<String>,
    /// Number of documents with two or more annotators.
    pub documents: usize,
    /// Documents with a single annotator, each with the annotator's name; excluded from the comparison.
    pub left_out: Vec<(String, String)>,
    /// The unit in which spans are measured.
    pub unit: UnitProfile,
    /// Pairs of annotators that share a document.
    pub pairs: Vec<PairAgreement>,
    /// Counts summed over all pairs.
    pub all: PairCounts,
    /// Krippendorff's α on unit labels, over all documents and annotators.
    pub alpha: Option<f64>,
    /// The unitizing α on outermost quotations, over all documents and annotators.
    pub unitizing_alpha: Option<f64>,
    /// Signature of the results.
    pub signature: Signature,
}

/// Counts of each pair on one document, and the labels of every annotator.
struct DocumentAgreement {
    pairs: Vec<((usize, usize), PairCounts)>,
    labels: Vec<(usize, UnitLabels)>,
}

impl Agreement {
    /// Compares every pair of annotators on the documents that both annotated.
    pub fn of(annotators: &Annotators<'_>, unit: UnitProfile) -> Self {
        let shared: Vec<Vec<(usize, &GoldDocument)>> = annotators.shared().collect();
        let documents: Vec<DocumentAgreement> =
            shared.par_iter().map(|versions| DocumentAgreement::of(versions, unit)).collect();
        let mut pairs: BTreeMap<(usize, usize), PairAgreement> = BTreeMap::new();
        let (mut coincidences, mut unitizing) = (Coincidences::default(), Unitizing::default());
        for document in &documents {
            for &((a, b), counts) in &document.pairs {
                let pair = pairs.entry((a, b)).or_insert_with(|| PairAgreement::new(a, b));
                if let (Some(first), Some(second)) = (document.labels_of(a), document.labels_of(b)) {
                    pair.add(counts, first, second);
                }
            }
            let everybody = || document.labels.iter().map(|(_, labels)| labels);
            coincidences.add(&everybody().map(|own| own.labels.as_slice()).collect::<Vec<_>>());
            unitizing.add(&everybody().map(|own| own.quotations.as_slice()).collect::<Vec<_>>());
        }
        let mut all = PairCounts::default();
        pairs.values().for_each(|pair| all += pair.counts);
        let hashes = shared.iter().flatten().map(|(_, gold)| document_hash(gold)).collect();
        let hash = dataset_hash(hashes).to_hex().to_string();
        Self {
            signature: Signature::of_annotators(annotators.names(), &hash, shared.len(), unit),
            annotators: annotators.names().to_vec(),
            documents: shared.len(),
            left_out: annotators.left_out(),
            unit,
            pairs: pairs.into_values().collect(),
            all,
            alpha: coincidences.alpha(),
            unitizing_alpha: unitizing.alpha(),
        }
    }

    /// The pair of two annotators, in either order.
    pub fn pair(&self, a: usize, b: usize) -> Option<&PairAgreement> {
        self.pairs.iter().find(|pair| (pair.first, pair.second) == (a.min(b), a.max(b)))
    }

    /// Mean of a figure over the pairs where it is defined.
    pub fn mean(&self, figure: impl Fn(&PairAgreement) -> Option<f64>) -> Option<f64> {
        let values: Vec<f64> = self.pairs.iter().filter_map(figure).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }
}

impl DocumentAgreement {
    fn of(versions: &[(usize, &GoldDocument)], unit: UnitProfile) -> Self {
        let mut pairs = Vec::new();
        for (index, &(a, first)) in versions.iter().enumerate() {
            for &(b, second) in &versions[index + 1..] {
                pairs.push(((a, b), PairCounts::of(first, second, unit)));
            }
        }
        let labels = versions.iter().map(|&(annotator, gold)| (annotator, UnitLabels::new(gold, unit))).collect();
        Self { pairs, labels }
    }

    fn labels_of(&self, annotator: usize) -> Option<&UnitLabels> {
        self.labels.iter().find(|(other, _)| *other == annotator).map(|(_, labels)| labels)
    }
}
