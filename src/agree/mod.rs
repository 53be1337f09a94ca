//! Agreement between annotators of the same documents, on the task that systems are scored on.
//!
//! One annotator is taken as gold and the other as a prediction, with the aligner and the criteria of scoring.

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
    /// Documents that two or more of them annotated.
    pub documents: usize,
    /// Documents that only one of them annotated, with the name; they are left out.
    pub left_out: Vec<(String, String)>,
    /// The unit in which spans are measured.
    pub unit: UnitProfile,
    /// The pairs with a document in common.
    pub pairs: Vec<PairAgreement>,
    /// The counts of all pairs together.
    pub all: PairCounts,
    /// Krippendorff's α on unit labels of all documents and annotators together.
    pub alpha: Option<f64>,
    /// The unitizing α on outermost quotations of all documents and annotators together.
    pub unitizing_alpha: Option<f64>,
    /// The signature of the numbers.
    pub signature: Signature,
}

/// One document: the counts of each pair, and everybody's labels.
struct DocumentAgreement {
    pairs: Vec<((usize, usize), PairCounts)>,
    labels: Vec<(usize, UnitLabels)>,
}

impl Agreement {
    /// Compares every annotator with every other on the documents that both annotated.
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

    /// The pair of two annotators, whichever comes first.
    pub fn pair(&self, a: usize, b: usize) -> Option<&PairAgreement> {
        self.pairs.iter().find(|pair| (pair.first, pair.second) == (a.min(b), a.max(b)))
    }

    /// The mean of a figure over the pairs that define it.
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
