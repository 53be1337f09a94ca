//! Speakers of matched quotations: accuracy, coverage, and clusters without names.

use std::collections::HashMap;
use std::hash::Hash;

use super::aligned::Aligned;
use super::counts::Counts;
use super::metric::Metric;
use super::resolver::Resolved;
use crate::align::scaled_ratio;
use crate::model::Setting;

macro_rules! speaker_metric {
    ($type:ident, $id:literal, $name:literal, $explanation:literal, $count:expr) => {
        pub(super) struct $type;

        impl Metric for $type {
            fn id(&self) -> &'static str {
                $id
            }

            fn name(&self) -> &'static str {
                $name
            }

            fn explanation(&self) -> &'static str {
                $explanation
            }

            fn needs_speaker_layer(&self) -> bool {
                true
            }

            fn count(&self, doc: &Aligned<'_>) -> Counts {
                let count: fn(&Aligned<'_>) -> Counts = $count;
                count(doc)
            }
        }
    };
}

speaker_metric!(
    Accuracy,
    "speaker.accuracy",
    "speaker accuracy",
    "Right speakers ÷ pairs with IoU > 1/2; in the gold-quotations setting ÷ |G|. To be read beside the recall of \
     detection.iou50: a system that finds only easy quotations looks good here.",
    |doc| {
        let right = doc.matched().filter(|&pair| doc.is_speaker_right(pair)).count() as u64;
        let denominator = match doc.measure.setting {
            Setting::EndToEnd => doc.matched().count(),
            Setting::GoldQuotations => doc.gold_count(),
        };
        Counts::Share { numerator: right, denominator: denominator as u64 }
    }
);

speaker_metric!(
    Coverage,
    "speaker.coverage",
    "speaker coverage",
    "Matched pairs (IoU > 1/2) in which the prediction states a speaker or a source ÷ matched pairs.",
    |doc| {
        let given = doc.matched().filter(|pair| !doc.prediction.quotations[pair.predicted].abstains()).count() as u64;
        Counts::Share { numerator: given, denominator: doc.matched().count() as u64 }
    }
);

speaker_metric!(
    Selective,
    "speaker.selective",
    "selective precision",
    "Right speakers ÷ speakers given, over the matched pairs (IoU > 1/2) in which the prediction does not abstain.",
    |doc| {
        let given = || doc.matched().filter(|pair| !doc.prediction.quotations[pair.predicted].abstains());
        let right = given().filter(|&pair| doc.is_speaker_right(pair)).count() as u64;
        Counts::Share { numerator: right, denominator: given().count() as u64 }
    }
);

speaker_metric!(
    BCubed,
    "speaker.b3",
    "B³ over speaker clusters",
    "B³ (Bagga and Baldwin, 1998) over the pairs with IoU > 1/2 whose gold has entities, per document: for each pair, precision \
     = the share of its predicted cluster with the same gold speakers, recall = the share of its gold cluster with the same \
     predicted speaker; means over pairs, F1 their harmonic mean. It needs no names: the predicted cluster is the resolved set, \
     else the folded name, else the folded mention; each abstention is a cluster of its own.",
    count_b3
);

/// What makes two predicted speakers the same.
#[derive(PartialEq, Eq, Hash)]
enum Cluster<'d> {
    Resolved(&'d [usize], &'d [String]),
    Text(&'d str),
    Alone(usize),
}

fn cluster<'d>(doc: &'d Aligned<'_>, predicted: usize) -> Cluster<'d> {
    match doc.resolved(predicted) {
        Resolved::Speakers { entities, unknown } => Cluster::Resolved(entities, unknown),
        Resolved::Mention(text) => Cluster::Text(text),
        Resolved::Reserved(word) => Cluster::Text(word.as_str()),
        Resolved::Abstained => Cluster::Alone(predicted),
    }
}

fn count_b3(doc: &Aligned<'_>) -> Counts {
    let pairs: Vec<_> = doc.matched().filter(|pair| !doc.gold.quotations[pair.gold].entities().is_empty()).collect();
    let gold_of = |index: usize| doc.gold.quotations[pairs[index].gold].entities();
    let predicted_of = |index: usize| cluster(doc, pairs[index].predicted);
    let gold_sizes = sizes((0..pairs.len()).map(gold_of));
    let predicted_sizes = sizes((0..pairs.len()).map(predicted_of));
    let both_sizes = sizes((0..pairs.len()).map(|index| (gold_of(index), predicted_of(index))));
    let (mut precision_sum, mut recall_sum) = (0, 0);
    for index in 0..pairs.len() {
        let both = both_sizes[&(gold_of(index), predicted_of(index))];
        precision_sum += u128::from(scaled_ratio(both, predicted_sizes[&predicted_of(index)]));
        recall_sum += u128::from(scaled_ratio(both, gold_sizes[&gold_of(index)]));
    }
    Counts::Soft { precision_sum, recall_sum, gold: pairs.len() as u64, predicted: pairs.len() as u64 }
}

fn sizes<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, u64> {
    let mut sizes = HashMap::new();
    for key in keys {
        *sizes.entry(key).or_insert(0) += 1;
    }
    sizes
}
