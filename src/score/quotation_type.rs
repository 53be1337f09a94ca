//! Quotation type: direct, indirect or mixed, on matched pairs.

use super::aligned::Aligned;
use super::counts::Counts;
use super::metric::Metric;
use crate::model::QuotationType;

/// Gold and predicted type of each matched pair whose gold states one.
fn typed_pairs<'d>(doc: &'d Aligned<'_>) -> impl Iterator<Item = (QuotationType, Option<QuotationType>)> + 'd {
    doc.matched().filter_map(|pair| {
        let gold = doc.gold.quotations[pair.gold].quotation.quotation_type?;
        Some((gold, doc.prediction.quotations[pair.predicted].quotation.quotation_type))
    })
}

/// Equal types out of matched pairs.
pub(super) struct Accuracy;

impl Metric for Accuracy {
    fn id(&self) -> &'static str {
        "type.accuracy"
    }

    fn name(&self) -> &'static str {
        "type accuracy"
    }

    fn explanation(&self) -> &'static str {
        "Pairs with equal types ÷ pairs with IoU > 1/2 whose gold states a type. A prediction without a type is wrong."
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let equal = typed_pairs(doc).filter(|&(gold, predicted)| predicted == Some(gold)).count() as u64;
        Counts::Share { numerator: equal, denominator: typed_pairs(doc).count() as u64 }
    }
}

/// F1 per type, averaged.
pub(super) struct MacroF1;

impl Metric for MacroF1 {
    fn id(&self) -> &'static str {
        "type.macro_f1"
    }

    fn name(&self) -> &'static str {
        "type macro F1"
    }

    fn explanation(&self) -> &'static str {
        "On pairs with IoU > 1/2 whose gold states a type: F1 per type, TP = both have it, FP = only the prediction, FN = only \
         gold; then the mean over the types that gold has anywhere, matched or not. Undefined without such pairs."
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let mut types = [[0; 4]; 3];
        for gold in doc.gold.quotations.iter().filter_map(|gold| gold.quotation.quotation_type) {
            types[gold as usize][3] += 1;
        }
        for (gold, predicted) in typed_pairs(doc) {
            match predicted {
                Some(predicted) if predicted == gold => types[gold as usize][0] += 1,
                other => {
                    types[gold as usize][2] += 1;
                    if let Some(other) = other {
                        types[other as usize][1] += 1;
                    }
                }
            }
        }
        Counts::Types(types)
    }
}
