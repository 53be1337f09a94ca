//! Speakers of matched quotations: accuracy, coverage, and clusters without names.

use super::aligned::{Aligned, Measure};
use super::counts::Counts;
use super::metric::Metric;
use super::resolver::Resolved;
use crate::align::{Overlap, scaled_ratio};
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

            fn needs_speaker_layer(&self, _: &Measure) -> bool {
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
    Jaccard,
    "speaker.jaccard",
    "shared speakers",
    "How much of the speakers is right where gold has entities: |predicted ∩ gold| ÷ |predicted ∪ gold| (Jaccard), a name that \
     resolves to no entity counting as one more speaker. The mean over pairs with IoU > 1/2; in the gold-quotations setting over \
     all such gold quotations. Beside speaker.accuracy, never inside it.",
    |doc| {
        let shared = |pair: Overlap| {
            let gold = doc.gold.quotations[pair.gold].entities();
            let (found, unknown) = doc.resolved(pair.predicted).counted();
            let both = found.iter().filter(|entity| gold.contains(entity)).count();
            u128::from(scaled_ratio(both as u64, (gold.len() + found.len() - both + unknown) as u64))
        };
        let has_entities = |gold: usize| !doc.gold.quotations[gold].entities().is_empty();
        let pairs = || doc.matched().filter(|pair| has_entities(pair.gold));
        let items = match doc.measure.setting {
            Setting::EndToEnd => pairs().count(),
            Setting::GoldQuotations => (0..doc.gold_count()).filter(|&gold| has_entities(gold)).count(),
        };
        Counts::Mean { sum: pairs().map(shared).sum(), items: items as u64 }
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
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Cluster<'d> {
    Resolved(&'d [usize], &'d [String]),
    Text(&'d str),
    Alone(usize),
}

fn cluster<'d>(doc: &'d Aligned<'_>, predicted: usize) -> Cluster<'d> {
    match doc.resolved(predicted) {
        Resolved::Speakers { entities, unknown } => match (&entities[..], &unknown[..]) {
            ([], [name]) => Cluster::Text(name),
            (entities, unknown) => Cluster::Resolved(entities, unknown),
        },
        Resolved::Mention(text) => Cluster::Text(text),
        Resolved::Reserved(word) => Cluster::Text(word.as_str()),
        Resolved::Abstained => Cluster::Alone(predicted),
    }
}

fn count_b3(doc: &Aligned<'_>) -> Counts {
    let pairs: Vec<_> = doc.matched().filter(|pair| !doc.gold.quotations[pair.gold].entities().is_empty()).collect();
    let gold: Vec<_> = pairs.iter().map(|pair| doc.gold.quotations[pair.gold].entities()).collect();
    let predicted: Vec<_> = pairs.iter().map(|pair| cluster(doc, pair.predicted)).collect();
    let (gold, predicted) = (numbered(&gold), numbered(&predicted));
    let both = numbered(&gold.iter().zip(&predicted).collect::<Vec<_>>());
    let sizes = |clusters: &[usize]| {
        let mut sizes = vec![0; clusters.len()];
        clusters.iter().for_each(|&cluster| sizes[cluster] += 1);
        sizes
    };
    let (gold_sizes, predicted_sizes, both_sizes) = (sizes(&gold), sizes(&predicted), sizes(&both));
    let (mut precision_sum, mut recall_sum) = (0, 0);
    for (index, cluster) in both.into_iter().enumerate() {
        let shared = both_sizes[cluster];
        precision_sum += u128::from(scaled_ratio(shared, predicted_sizes[predicted[index]]));
        recall_sum += u128::from(scaled_ratio(shared, gold_sizes[gold[index]]));
    }
    Counts::Soft { precision_sum, recall_sum, gold: pairs.len() as u64, predicted: pairs.len() as u64 }
}

/// How many different keys are looked through one by one; beyond that sorting is quicker.
const FEW: usize = 48;

/// A number below the number of keys for each key, the same for equal keys.
fn numbered<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut distinct: Vec<&K> = Vec::new();
    let mut numbers = Vec::with_capacity(keys.len());
    for key in keys {
        let known = distinct.iter().position(|known| *known == key);
        if known.is_none() {
            distinct.push(key);
        }
        if distinct.len() > FEW {
            return numbered_by_rank(keys);
        }
        numbers.push(known.unwrap_or(distinct.len() - 1));
    }
    numbers
}

fn numbered_by_rank<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by(|&a, &b| keys[a].cmp(&keys[b]));
    let mut numbers = vec![0; keys.len()];
    for (number, group) in order.chunk_by(|&a, &b| keys[a] == keys[b]).enumerate() {
        group.iter().for_each(|&index| numbers[index] = number);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn equal_keys_have_equal_numbers(keys in prop::collection::vec(0..120u8, 0..150)) {
            let (numbers, ranks) = (numbered(&keys), numbered_by_rank(&keys));
            for (a, b) in (0..keys.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
                prop_assert_eq!(numbers[a] == numbers[b], keys[a] == keys[b]);
                prop_assert_eq!(ranks[a] == ranks[b], keys[a] == keys[b]);
            }
            prop_assert!(numbers.iter().chain(&ranks).all(|&number| number < keys.len()));
        }
    }
}
