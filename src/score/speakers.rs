//! Speakers of matched quotations: accuracy, coverage, and clusters without names.

use std::collections::HashMap;

use super::aligned::Aligned;
use super::counts::Counts;
use super::criterion::Criterion;
use super::metric::{Metric, Needs, Range};
use super::resolver::Resolved;
use crate::align::{Overlap, scaled_ratio};
use crate::model::{EntityIndex, Setting};

pub(super) const ACCURACY: Metric = Metric {
    id: "speaker.accuracy",
    name: "speaker accuracy",
    explanation: "Of the quotations found, how many have the right speaker? To be read beside the recall of `detection.iou50`: a \
        system that finds only easy quotations looks good here.\n\
        Formula: pairs with IoU > 1/2 whose speaker is right ÷ pairs with IoU > 1/2. In the gold-quotations setting ÷ \
        |G|.\n\
        Edge cases: where no quotation is found (in the gold-quotations setting: without gold quotations) it is \
        undefined. A dataset in which no quotation has a speaker or a source does not define it.\n\
        Example: gold is three quotations by Ann Lee. Two are found, one of them with the right speaker: 1/2 = 0.500. \
        In the gold-quotations setting, where all three are given and the third is not answered, it is 1/3 = 0.333.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| {
        let right = doc.right(Criterion::AttributionIou50) as u64;
        let denominator = match doc.measure.setting {
            Setting::EndToEnd => doc.matched().count(),
            Setting::GoldQuotations => doc.gold_count(),
        };
        Counts::Share { numerator: right, denominator: denominator as u64 }
    },
};

pub(super) const COVERAGE: Metric = Metric {
    id: "speaker.coverage",
    name: "speaker coverage",
    explanation: "In how many of the quotations found does the system say anything of the speaker? Beside `speaker.selective` it \
        tells a careful system from one that guesses.\n\
        Formula: pairs with IoU > 1/2 in which the prediction states a speaker, a reserved word or a source ÷ pairs \
        with IoU > 1/2.\n\
        Edge cases: without such a pair it is undefined. A source that resolves to nobody counts as said. A dataset in \
        which no quotation has a speaker or a source does not define it.\n\
        Example: three quotations by Ann Lee are found. The predictions say Ann Lee, Bo Roe and nothing: 2/3 = 0.667.\n\
        Source: El-Yaniv and Wiener 2010, on selective classification.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| {
        let given = doc.matched().filter(|pair| !doc.prediction.quotations[pair.predicted].abstains()).count() as u64;
        Counts::Share { numerator: given, denominator: doc.matched().count() as u64 }
    },
};

pub(super) const SELECTIVE: Metric = Metric {
    id: "speaker.selective",
    name: "selective precision",
    explanation: "Where the system says who speaks, how often is it right?\n\
        Formula: pairs with IoU > 1/2 whose speaker is right and whose prediction does not abstain ÷ pairs with IoU > \
        1/2 whose prediction does not abstain.\n\
        Edge cases: where every prediction abstains it is undefined. An abstention that is right, because gold is \
        `@implicit`, does not count on either side. A dataset in which no quotation has a speaker or a source does not \
        define it.\n\
        Example: three quotations by Ann Lee are found. The predictions say Ann Lee, Bo Roe and nothing: 1/2 = 0.500.\n\
        Source: El-Yaniv and Wiener 2010, on selective classification.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| {
        let given = doc.matched().filter(|pair| !doc.prediction.quotations[pair.predicted].abstains());
        let (right, all) =
            given.fold((0, 0), |(right, all), pair| (right + u64::from(doc.is_speaker_right(pair)), all + 1));
        Counts::Share { numerator: right, denominator: all }
    },
};

pub(super) const JACCARD: Metric = Metric {
    id: "speaker.jaccard",
    name: "shared speakers",
    explanation: "How much of the speakers is right, where a quotation has several? Beside `speaker.accuracy`, never inside it.\n\
        Formula: |predicted ∩ gold| ÷ |predicted ∪ gold| of the sets of speakers, a name that resolves to no entity \
        counting as one more; the mean over pairs with IoU > 1/2 whose gold has entities. In the gold-quotations \
        setting over all gold quotations that have entities.\n\
        Edge cases: an abstention shares nothing and counts 0; so does a source that resolves to nobody. Without such a \
        pair (in the gold-quotations setting: such a gold quotation) it is undefined. A dataset in which no quotation \
        has a speaker or a source does not define it.\n\
        Example: three quotations are found. Gold has Ann Lee and Bo Roe, the prediction Bo Roe: 1/2; gold has Ann Lee, \
        the prediction too: 1/1; gold has Ann Lee, the prediction Bo Roe: 0/2. The mean is 0.500.\n\
        Source: Jaccard 1901.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| {
        let shared = |pair: Overlap| {
            let gold = doc.gold.quotations[pair.gold].entities();
            let (found, unknown) = doc.resolved(pair.predicted).counted();
            let both = found.iter().filter(|entity| gold.contains(entity)).count();
            u128::from(scaled_ratio(both as u64, (gold.len() + found.len() - both + unknown) as u64))
        };
        let has_entities = |gold: usize| !doc.gold.quotations[gold].entities().is_empty();
        let pairs = doc.matched().filter(|pair| has_entities(pair.gold));
        let (sum, matched) = pairs.fold((0, 0), |(sum, items), pair| (sum + shared(pair), items + 1));
        let items = match doc.measure.setting {
            Setting::EndToEnd => matched,
            Setting::GoldQuotations => (0..doc.gold_count()).filter(|&gold| has_entities(gold)).count(),
        };
        Counts::Mean { sum, items: items as u64 }
    },
};

pub(super) const B_CUBED: Metric = Metric {
    id: "speaker.b3",
    name: "B³ over speaker clusters",
    explanation: "Are the quotations of one speaker kept together and those of different speakers apart? It needs no names: a \
        system that calls the speakers A and B can be perfect. Counted per document, over the pairs with IoU > 1/2 \
        whose gold speakers are entities.\n\
        Formula: gold quotations with the same set of entities are a cluster. Predictions are one where they resolve to \
        the same set, else where the folded name is the same, else the folded text of the source; each abstention is a \
        cluster of its own. For each pair, precision = the share of its predicted cluster that has its gold cluster, \
        recall = the share of its gold cluster that has its predicted cluster; each is averaged over pairs, F1 = their \
        harmonic mean.\n\
        Edge cases: without such a pair it is undefined. Quotations that are not found do not count. A dataset in which \
        no quotation has a speaker or a source does not define it.\n\
        Example: four quotations are found, by Ann Lee, Ann Lee, Bo Roe and Bo Roe; the predictions call the speakers \
        A, A, A and B. Precision is (2/3 + 2/3 + 1/3 + 1/1) / 4, recall (2/2 + 2/2 + 1/2 + 1/2) / 4: precision 0.667, \
        recall 0.750, F1 0.706.\n\
        Source: Bagga and Baldwin 1998.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: count_b3,
};

/// Key that is equal for speakers of one cluster.
#[derive(PartialEq, Eq, Hash)]
enum Cluster<'d> {
    /// A single entity: stands for `Resolved` with this entity alone, but is faster to compare.
    Entity(EntityIndex),
    Resolved(&'d [EntityIndex], &'d [String]),
    Text(&'d str),
    Alone(usize),
}

fn cluster<'d>(doc: &'d Aligned<'_>, predicted: usize) -> Cluster<'d> {
    match doc.resolved(predicted) {
        Resolved::Speakers { entities, unknown } => match (&entities[..], &unknown[..]) {
            ([], [name]) => Cluster::Text(name),
            (entities, unknown) => entities_cluster(entities, unknown),
        },
        Resolved::Mention(text) => Cluster::Text(text),
        Resolved::Reserved(word) => Cluster::Text(word.as_str()),
        Resolved::Abstained => Cluster::Alone(predicted),
    }
}

fn entities_cluster<'d>(entities: &'d [EntityIndex], unknown: &'d [String]) -> Cluster<'d> {
    match (entities, unknown) {
        (&[entity], []) => Cluster::Entity(entity),
        (entities, unknown) => Cluster::Resolved(entities, unknown),
    }
}

fn count_b3(doc: &Aligned<'_>) -> Counts {
    let entities = doc.gold.entities.len();
    let (mut gold, mut predicted) = (Clusters::new(entities), Clusters::new(entities));
    let mut pairs = Vec::with_capacity(doc.gold_count());
    for pair in doc.matched() {
        let speakers = doc.gold.quotations[pair.gold].entities();
        if !speakers.is_empty() {
            pairs.push((gold.add(entities_cluster(speakers, &[])), predicted.add(cluster(doc, pair.predicted))));
        }
    }
    pairs.sort_unstable();
    let (mut precision_sum, mut recall_sum) = (0, 0);
    for shared in pairs.chunk_by(|a, b| a == b) {
        let ((of_gold, of_predicted), items) = (shared[0], shared.len() as u64);
        precision_sum += u128::from(items) * u128::from(scaled_ratio(items, predicted.sizes[of_predicted]));
        recall_sum += u128::from(items) * u128::from(scaled_ratio(items, gold.sizes[of_gold]));
    }
    let items = pairs.len() as u64;
    Counts::Soft { precision_sum, recall_sum, gold: items, predicted: items }
}

/// Numbered clusters of one side: single entities by entity index, which needs no lookup, then all other clusters.
struct Clusters<'d> {
    /// Number of items of each cluster.
    sizes: Vec<u64>,
    others: HashMap<Cluster<'d>, usize>,
}

impl<'d> Clusters<'d> {
    fn new(entities: usize) -> Self {
        Self { sizes: vec![0; entities], others: HashMap::new() }
    }

    /// Adds an item to a cluster and returns the number of the cluster.
    fn add(&mut self, cluster: Cluster<'d>) -> usize {
        let number = match cluster {
            Cluster::Entity(entity) => entity,
            other => *self.others.entry(other).or_insert(self.sizes.len()),
        };
        if number == self.sizes.len() {
            self.sizes.push(0);
        }
        self.sizes[number] += 1;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_clusters_have_equal_numbers() {
        let mut clusters = Clusters::new(2);
        let text = Cluster::Text;
        let added =
            [text("a"), Cluster::Entity(1), Cluster::Alone(0), text("a"), Cluster::Alone(1), Cluster::Entity(1)];
        assert_eq!(added.map(|cluster| clusters.add(cluster)), [2, 1, 3, 2, 4, 1]);
        assert_eq!(clusters.sizes, [0, 2, 2, 1, 1]);
    }
}
