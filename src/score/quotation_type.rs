//! Quotation type: direct, indirect or mixed, on matched pairs.

use super::aligned::Aligned;
use super::counts::Counts;
use super::metric::{Metric, Needs, Range};
use crate::model::QuotationType;

/// Gold and predicted type of each matched pair whose gold quotation states a type.
fn typed_pairs<'d>(doc: &'d Aligned<'_>) -> impl Iterator<Item = (QuotationType, Option<QuotationType>)> + 'd {
    doc.matched().filter_map(|pair| {
        let gold = doc.gold.quotations[pair.gold].quotation.quotation_type?;
        Some((gold, doc.prediction.quotations[pair.predicted].quotation.quotation_type))
    })
}

/// Equal types out of matched pairs.
pub(super) const ACCURACY: Metric = Metric {
    id: "type.accuracy",
    name: "type accuracy",
    explanation: "Of the quotations found, how many have the right type: direct, indirect or mixed?\n\
        Formula: pairs with equal types ÷ pairs with IoU > 1/2 whose gold states a type.\n\
        Edge cases: a prediction without a type is wrong. Without such a pair it is undefined.\n\
        Example: four quotations are found, in gold direct, direct, indirect and indirect, predicted as direct, \
        direct, direct and indirect: 3/4 = 0.750.",
    needs: Needs::Content,
    range: Range::Score,
    count: count_equal_types,
};

fn count_equal_types(doc: &Aligned<'_>) -> Counts {
    let equal = typed_pairs(doc).filter(|&(gold, predicted)| predicted == Some(gold)).count() as u64;
    Counts::Share { numerator: equal, denominator: typed_pairs(doc).count() as u64 }
}

/// F1 per type, averaged.
pub(super) const MACRO_F1: Metric = Metric {
    id: "type.macro_f1",
    name: "type macro F1",
    explanation: "F1 of each type, averaged, so that a rare type weighs as much as a frequent one.\n\
        Formula: on pairs with IoU > 1/2 whose gold states a type, TP of a type = both have it, FP = only the \
        prediction has it, FN = only gold has it, F1 = 2·TP / (2·TP + FP + FN); then the mean over the types that \
        gold has anywhere, found or not.\n\
        Edge cases: a prediction without a type is a FN of the gold type. A type that no such pair has on either \
        side is left out of the mean; where all are, it is undefined.\n\
        Example: four quotations are found, in gold direct, direct, indirect and indirect, predicted as direct, \
        direct, direct and indirect. F1 of direct is 2·2/(2·2 + 1 + 0) = 4/5, of indirect 2·1/(2·1 + 0 + 1) = 2/3; \
        the mean is 0.733.",
    needs: Needs::Content,
    range: Range::Score,
    count: count_by_type,
};

fn count_by_type(doc: &Aligned<'_>) -> Counts {
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
