//! The terms of measurement that all results share.

use super::{
    class_counts, class_texts, counts, criterion, evaluation, located, name_counts, resolver, signature, slices,
    speaker, type_confusion,
};
use crate::{align, model};

/// Every term of measurement, in the order of the steps.
pub const TERMS: &[&model::Term] = &[
    &model::UNIT,
    &model::WORDS,
    &model::TOKENS,
    &model::CHARS,
    &model::END_TO_END,
    &model::GOLD_QUOTATIONS,
    &located::LOCATED,
    &align::IOU,
    &align::ALIGNMENT,
    &speaker::RIGHT_SPEAKER,
    &resolver::RESOLVING,
    &name_counts::AMBIGUOUS,
    &speaker::SPEAKER_LAYER,
    &criterion::CRITERION,
    &counts::PRECISION,
    &counts::RECALL,
    &counts::F1,
    &evaluation::MICRO,
    &evaluation::MACRO,
    &counts::UNDEFINED,
    &class_texts::ERROR_CLASS,
    &class_counts::F1_IF_REPAIRED,
    &type_confusion::TYPE_CONFUSION,
    &slices::SLICE,
    &signature::SIGNATURE,
];
