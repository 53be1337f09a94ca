//! GermEval 2023 (SpkAtt-2023), task 2: annotations assigned by message overlap, then roles in tokens.

use std::collections::BTreeSet;

use super::profile::Profile;
use super::ruler::Ruler;
use super::tally::{Fraction, Tally};
use crate::align::{overlaps, scaled_ratio, solve};
use crate::model::{Quotation, QuotationType, UnitSet};
use crate::score::Aligned;

/// Message, roles, both, and the form; full and simplified.
pub(super) const GERMEVAL2023: Profile = Profile {
    name: "germeval2023",
    summary: "GermEval 2023 task 2 (SpkAtt, news): annotations assigned by message overlap, then token ratios per role",
    explanation: "Messages are paired so that the sum of their token F1 is greatest; a pair that overlaps has a bonus of 0.01 if its forms \
        are equal and of 0.001 for equal STWR. For each pair and each annotation left alone, and for each role that has tokens \
        there, P is the share of the predicted tokens that are gold, R the share of the gold tokens that are predicted. The \
        figures are means of these: `message` over the message, `roles` over source and cue together, `joint` over all; F1 is the \
        harmonic mean of the two means. `form`: a pair of equal forms is TP, otherwise a predicted form is FP and a gold form FN. \
        The `simple` figures look at outer annotations alone, and at message and source.\n\
        Quirks: the means weigh a cue of one token like a message of fifty. Annotations whose message overlaps nothing are paired \
        all the same, so that their roles may be right by accident.\n\
        Differs from the original: there, which of these are paired depends on the solver; here the n-th such gold annotation is \
        paired with the n-th such prediction, in text order. Tokens are what stands between white space, which is right for \
        texts whose tokens were joined by blanks. Addr, Frame and STWR are not known here: the first two have no tokens, the last \
        is equal everywhere. Forms are direct, indirect and mixed, and two that are absent are neither right nor wrong. A \
        prediction whose text is nowhere counts as a message with P = 0.\n\
        Source: github.com/uhh-lt/news-speaker-attribution-2023, eval/classes.py; Petersen-Frey and Biemann 2024, LREC-COLING.",
    figures: &["message", "roles", "joint", "form", "simple.message", "simple.source", "simple.joint"],
    count,
};

fn count(doc: &Aligned<'_>) -> Vec<Tally> {
    let ruler = Ruler::between_blanks(doc.gold.text());
    let (golds, predicted) = annotations(doc, &ruler);
    let placeless = doc.prediction.invalid.len() as u64;
    let full = Scores::new(&golds, &predicted, placeless);
    let outer = |side: Vec<RoleTokens>| side.into_iter().filter(|item| !item.is_nested).collect::<Vec<_>>();
    let simple = Scores::new(&outer(golds), &outer(predicted), placeless);
    vec![
        full.message.tally(),
        full.source.plus(full.cue).tally(),
        full.message.plus(full.source).plus(full.cue).tally(),
        full.form,
        simple.message.tally(),
        simple.source.tally(),
        simple.message.plus(simple.source).tally(),
    ]
}

/// Token sets of one quotation; a set is empty if the quotation lacks the role.
#[derive(Default)]
struct RoleTokens {
    message: UnitSet,
    source: UnitSet,
    cue: UnitSet,
    form: Option<QuotationType>,
    is_nested: bool,
}

impl RoleTokens {
    fn new(ruler: &Ruler, quotation: &Quotation) -> Self {
        let role = |role: &Option<_>| role.as_ref().map(|fragments| ruler.set(fragments)).unwrap_or_default();
        Self {
            message: ruler.set(&quotation.content),
            source: role(&quotation.source),
            cue: role(&quotation.cue),
            form: quotation.quotation_type,
            is_nested: quotation.parent.is_some(),
        }
    }
}

/// Both sides in text order.
fn annotations(doc: &Aligned<'_>, ruler: &Ruler) -> (Vec<RoleTokens>, Vec<RoleTokens>) {
    let gold = |index: usize| RoleTokens::new(ruler, &doc.gold.quotations[index].quotation);
    let predicted = |index: usize| RoleTokens::new(ruler, &doc.prediction.quotations[index].quotation);
    (doc.ranked_gold().into_iter().map(gold).collect(), doc.ranked_predicted().into_iter().map(predicted).collect())
}

/// Weights are integers in units of 2⁻⁴⁰, so that the assignment does not depend on rounding.
const ONE: i128 = 1 << 40;

/// Pairs of the maximum-weight assignment; the gold items left over are paired with the free predictions in text order.
fn assignment(golds: &[RoleTokens], predicted: &[RoleTokens]) -> Vec<(usize, usize)> {
    let messages = |side: &[RoleTokens]| side.iter().map(|item| item.message.clone()).collect::<Vec<_>>();
    let mut rows = vec![Vec::new(); golds.len()];
    for pair in overlaps(&messages(golds), &messages(predicted)) {
        let (gold, item) = (&golds[pair.gold], &predicted[pair.predicted]);
        let f1 = 2 * ONE * i128::from(pair.shared) / i128::from(gold.message.len() + item.message.len());
        let form = if gold.form == item.form { ONE / 100 } else { 0 };
        rows[pair.gold].push((pair.predicted, f1 + form + ONE / 1000));
    }
    let partners = solve(&rows, predicted.len());
    let taken: BTreeSet<usize> = partners.iter().flatten().copied().collect();
    let mut free = (0..predicted.len()).filter(|index| !taken.contains(index));
    let partner = |partner: Option<usize>| partner.or_else(|| free.next());
    let partners: Vec<Option<usize>> = partners.into_iter().map(partner).collect();
    partners.into_iter().enumerate().filter_map(|(gold, partner)| Some((gold, partner?))).collect()
}

/// Sums of one role over pairs and unpaired annotations.
#[derive(Clone, Copy, Default)]
struct Role {
    precision: u128,
    predicted: u64,
    recall: u128,
    gold: u64,
}

impl Role {
    fn add(&mut self, gold: &UnitSet, predicted: &UnitSet) {
        let shared = gold.shared(predicted);
        if !predicted.is_empty() {
            self.precision += u128::from(scaled_ratio(shared, predicted.len()));
            self.predicted += 1;
        }
        if !gold.is_empty() {
            self.recall += u128::from(scaled_ratio(shared, gold.len()));
            self.gold += 1;
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            precision: self.precision + other.precision,
            predicted: self.predicted + other.predicted,
            recall: self.recall + other.recall,
            gold: self.gold + other.gold,
        }
    }

    fn tally(self) -> Tally {
        Tally::new(
            vec![("predicted", self.predicted), ("gold", self.gold)],
            Fraction::of_scaled(self.precision, self.predicted),
            Fraction::of_scaled(self.recall, self.gold),
        )
    }
}

struct Scores {
    message: Role,
    source: Role,
    cue: Role,
    form: Tally,
}

impl Scores {
    fn new(golds: &[RoleTokens], predicted: &[RoleTokens], placeless: u64) -> Self {
        let nothing = RoleTokens::default();
        let pairs = assignment(golds, predicted);
        let (paired_golds, paired_predicted): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
        let alone = |side: usize, paired: &BTreeSet<usize>| {
            (0..side).filter(|index| !paired.contains(index)).collect::<Vec<usize>>()
        };
        let (mut message, mut source, mut cue) = (Role::default(), Role::default(), Role::default());
        let mut forms = [0; 3];
        let mut add = |gold: &RoleTokens, item: &RoleTokens| {
            message.add(&gold.message, &item.message);
            source.add(&gold.source, &item.source);
            cue.add(&gold.cue, &item.cue);
            let is_equal = gold.form == item.form;
            forms[0] += u64::from(is_equal && gold.form.is_some());
            forms[1] += u64::from(!is_equal && item.form.is_some());
            forms[2] += u64::from(!is_equal && gold.form.is_some());
        };
        pairs.iter().for_each(|&(gold, item)| add(&golds[gold], &predicted[item]));
        alone(golds.len(), &paired_golds).into_iter().for_each(|gold| add(&golds[gold], &nothing));
        alone(predicted.len(), &paired_predicted).into_iter().for_each(|item| add(&nothing, &predicted[item]));
        message.predicted += placeless;
        Self { message, source, cue, form: Tally::matches(forms[0], forms[1], forms[2]) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{self, counts};
    use super::*;

    fn count(gold: serde_json::Value, predicted: serde_json::Value) -> Vec<Tally> {
        testing::count(&GERMEVAL2023, gold, predicted)
    }

    fn ratios(tally: &Tally) -> (Option<f64>, Option<f64>) {
        (tally.precision(), tally.recall())
    }

    #[test]
    fn the_figures_are_means_over_pairs_and_roles() {
        // The pair: message 2 of 2 and 2 of 4 tokens, source 1 of 1 and 1 of 2, cue missed. The second gold stays alone.
        let gold = json!([
            {"words": [0, 4], "source": [4, 6], "cue": [6, 7], "type": "direct"},
            {"words": [10, 12], "type": "indirect"},
        ]);
        let tallies = count(gold, json!([{"words": [0, 2], "source": [4, 5], "type": "direct"}]));
        // message: P = 1, R = (2/4 + 0) / 2. roles: P = 1 (source), R = (1/2 + 0) / 2. joint: R = (2/4 + 0 + 1/2 + 0) / 4
        assert_eq!(ratios(&tallies[0]), (Some(1.0), Some(0.25)));
        assert_eq!(ratios(&tallies[1]), (Some(1.0), Some(0.25)));
        assert_eq!((ratios(&tallies[2]), counts(&tallies[2])), ((Some(1.0), Some(0.25)), vec![2, 4]));
        assert_eq!(counts(&tallies[3]), [1, 0, 1]);
        // without the cue: source R = 1/2, joint R = (2/4 + 0 + 1/2) / 3
        assert_eq!(ratios(&tallies[5]), (Some(1.0), Some(0.5)));
    }

    #[test]
    fn the_form_decides_between_equal_overlaps() {
        // Either prediction has F1 = 2·2/(4 + 2); the bonus goes to the second, whose source is right.
        let gold = json!([{"words": [0, 4], "source": [6, 7], "type": "direct"}]);
        let predicted = json!([
            {"words": [0, 2], "source": [8, 9], "type": "indirect"},
            {"words": [2, 4], "source": [6, 7], "type": "direct"},
        ]);
        let tallies = count(gold, predicted);
        assert_eq!(ratios(&tallies[1]), (Some(0.5), Some(1.0)));
        assert_eq!(counts(&tallies[3]), [1, 1, 0]);
    }

    #[test]
    fn what_overlaps_nothing_is_paired_all_the_same() {
        // No message token is shared, but the sources are the same word: right by accident.
        let gold = json!([{"words": [0, 4], "source": [6, 7]}]);
        let tallies = count(gold, json!([{"words": [10, 12], "source": [6, 7]}]));
        assert_eq!(ratios(&tallies[0]), (Some(0.0), Some(0.0)));
        assert_eq!(ratios(&tallies[1]), (Some(1.0), Some(1.0)));
    }

    #[test]
    fn the_simple_figures_leave_out_what_is_nested() {
        let gold = json!([{"words": [0, 8]}, {"words": [2, 4], "parent": "0"}]);
        let tallies = count(gold, json!([{"words": [0, 8]}, {"text": "no such words"}]));
        assert_eq!(ratios(&tallies[0]), (Some(0.5), Some(0.5)));
        assert_eq!(ratios(&tallies[4]), (Some(0.5), Some(1.0)));
    }
}
