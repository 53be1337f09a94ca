//! Pareti et al. 2013: strict spans, and partial credit many-to-many.

use super::profile::Profile;
use super::ruler::Ruler;
use super::tally::{Fraction, Tally};
use crate::align::{overlaps, scaled_ratio};
use crate::model::{Fragments, Quotation, UnitSet};
use crate::score::Aligned;

/// Strict and partial matches of content, source and cue.
pub(super) const PARETI2013: Profile = Profile {
    name: "pareti2013",
    summary: "Pareti et al. 2013: strict spans and proportional overlap, many-to-many, in tokens",
    explanation: "Spans are sets of tokens. Strict: a prediction is right if some gold span has exactly its tokens, a gold span is found \
        if some prediction has exactly its; P = right / predicted, R = found / gold. Partial: P is the sum over all pairs of \
        |gold and predicted| / |predicted|, divided by the number of predictions; R is the sum over all pairs of \
        |gold and predicted| / |gold|, divided by the number of gold spans. Sums run over the corpus (micro); F1 is the harmonic \
        mean. No pairing is made. The paper scores content; source and cue, after the first two rows, are counted in the same \
        way.\n\
        Quirks: a gold span cut into pieces has full partial recall and precision, so splitting is free; where spans nest, a \
        token counts once per pair and a ratio can exceed 1.\n\
        Differs from the original: tokens are UAX #29 segments without white space, punctuation included, not those of the \
        Penn Treebank; the pieces of a discontinuous span are one set. A prediction whose text is nowhere counts as predicted \
        content. The scorer is not public: this follows the formulas of the paper and was not compared with a run of it.\n\
        Source: Pareti, O'Keefe, Konstas, Curran and Koprinska 2013, EMNLP; partial after Hollingsworth and Teufel 2005.",
    figures: &["strict", "partial", "source.strict", "source.partial", "cue.strict", "cue.partial"],
    count,
};

fn count(doc: &Aligned<'_>) -> Vec<Tally> {
    let ruler = Ruler::tokens(doc.gold.text());
    let layer = |spans: fn(&Quotation) -> Option<&Fragments>, placeless: u64| {
        let set = |quotation| spans(quotation).map(|fragments| ruler.set(fragments));
        let golds: Vec<UnitSet> = doc.gold.quotations.iter().filter_map(|gold| set(&gold.quotation)).collect();
        let predicted: Vec<UnitSet> =
            doc.prediction.quotations.iter().filter_map(|item| set(&item.quotation)).collect();
        strict_and_partial(&golds, &predicted, placeless)
    };
    let content = layer(|quotation| Some(&quotation.content), doc.prediction.invalid.len() as u64);
    let source = layer(|quotation| quotation.source.as_ref(), 0);
    let cue = layer(|quotation| quotation.cue.as_ref(), 0);
    [content, source, cue].into_iter().flatten().collect()
}

fn strict_and_partial(golds: &[UnitSet], predicted: &[UnitSet], placeless: u64) -> [Tally; 2] {
    let (mut is_right, mut is_found) = (vec![false; predicted.len()], vec![false; golds.len()]);
    let (mut precision, mut recall) = (0, 0);
    for pair in overlaps(golds, predicted) {
        let (gold, item) = (golds[pair.gold].len(), predicted[pair.predicted].len());
        is_right[pair.predicted] |= pair.shared == gold && gold == item;
        is_found[pair.gold] |= pair.shared == gold && gold == item;
        precision += u128::from(scaled_ratio(pair.shared, item));
        recall += u128::from(scaled_ratio(pair.shared, gold));
    }
    let sum = |flags: &[bool]| flags.iter().filter(|flag| **flag).count() as u64;
    let (right, found) = (sum(&is_right), sum(&is_found));
    let (all_predicted, all_gold) = (predicted.len() as u64 + placeless, golds.len() as u64);
    let counts = vec![("right", right), ("predicted", all_predicted), ("found", found), ("gold", all_gold)];
    [
        Tally::new(counts, Fraction::new(right, all_predicted), Fraction::new(found, all_gold)),
        Tally::new(
            vec![("predicted", all_predicted), ("gold", all_gold)],
            Fraction::of_scaled(precision, all_predicted),
            Fraction::of_scaled(recall, all_gold),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{self, counts};
    use super::*;

    fn count(gold: serde_json::Value, predicted: serde_json::Value) -> Vec<Tally> {
        testing::count(&PARETI2013, gold, predicted)
    }

    #[test]
    fn splitting_is_free_in_the_partial_figure() {
        // gold: 4 words, in two predictions of 2. P = (2/2 + 2/2) / 2, R = (2/4 + 2/4) / 1
        let tallies = count(json!([{"words": [0, 4]}]), json!([{"words": [0, 2]}, {"words": [2, 4]}]));
        assert_eq!(counts(&tallies[0]), [0, 2, 0, 1]);
        assert_eq!((tallies[1].precision(), tallies[1].recall()), (Some(1.0), Some(1.0)));
    }

    #[test]
    fn partial_credit_is_the_share_of_tokens() {
        // gold w0–w3 and w10–w11; predicted w2–w5 (shares 2 of 4, and 2 of 4 of gold), w10–w11, and one that is nowhere
        // P = (2/4 + 1) / 3, R = (2/4 + 1) / 2; strict: 1 of 3 and 1 of 2
        let tallies = count(
            json!([{"words": [0, 4]}, {"words": [10, 12]}]),
            json!([{"words": [2, 6]}, {"words": [10, 12]}, {"text": "no such words"}]),
        );
        assert_eq!(counts(&tallies[0]), [1, 3, 1, 2]);
        assert_eq!((tallies[1].precision(), tallies[1].recall()), (Some(0.5), Some(0.75)));
    }

    #[test]
    fn nested_gold_counts_twice() {
        // predicted w0–w3 lies in both golds, w0–w3 and w0–w7: P = (4/4 + 4/4) / 1 = 2, R = (4/4 + 4/8) / 2
        let tallies = count(json!([{"words": [0, 4]}, {"words": [0, 8]}]), json!([{"words": [0, 4]}]));
        assert_eq!((tallies[1].precision(), tallies[1].recall()), (Some(2.0), Some(0.75)));
    }

    #[test]
    fn source_and_cue_are_counted_in_the_same_way() {
        let gold = json!([{"words": [0, 4], "source": [5, 7], "cue": [7, 8]}]);
        let tallies = count(gold, json!([{"words": [0, 4], "source": [6, 7]}]));
        assert_eq!(counts(&tallies[2]), [0, 1, 0, 1]);
        assert_eq!((tallies[3].precision(), tallies[3].recall()), (Some(1.0), Some(0.5)));
        assert_eq!((tallies[4].precision(), tallies[4].recall()), (None, Some(0.0)));
    }
}
