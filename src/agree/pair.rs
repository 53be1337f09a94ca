//! Two annotators: whose quotations are alike, whose speakers, whose labels.

use std::ops::AddAssign;

use crate::model::{Entity, GoldDocument, GoldSpeaker, Prediction, UnitProfile};
use crate::score::{Aligned, Measure, ratio};
use crate::stats::{Label, cohen_kappa, krippendorff_alpha, observed_agreement};
use crate::text::fold_name;

/// What is counted of two annotators, summed over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// Documents that both annotated.
    pub documents: u64,
    /// Quotations of each.
    pub spans: [u64; 2],
    /// Aligned pairs, which share at least one unit.
    pub aligned: u64,
    /// Aligned pairs with IoU > 1/2.
    pub matched: u64,
    /// Aligned pairs with the same units.
    pub exact: u64,
    /// Matched pairs of which either side says something of the speaker, with each annotator as the reference.
    pub compared: [u64; 2],
    /// Those in which the other's speaker is right by the reference.
    pub same_speaker: [u64; 2],
}

impl AddAssign for PairCounts {
    fn add_assign(&mut self, other: Self) {
        let add =
            |own: &mut [u64; 2], other: [u64; 2]| own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        self.documents += other.documents;
        self.aligned += other.aligned;
        self.matched += other.matched;
        self.exact += other.exact;
        add(&mut self.spans, other.spans);
        add(&mut self.compared, other.compared);
        add(&mut self.same_speaker, other.same_speaker);
    }
}

impl PairCounts {
    /// Counts one document in two versions, each in turn as the reference, since a tie may fall to other pairs and names be
    /// resolved in one direction only.
    #[must_use]
    pub fn of(first: &GoldDocument, second: &GoldDocument, unit: UnitProfile) -> Self {
        let measure = Measure { unit, ..Measure::default() };
        let (of_first, of_second) = (as_prediction(first, second), as_prediction(second, first));
        let forth = Aligned::new(first, &of_second, measure);
        let back = Aligned::new(second, &of_first, measure);
        let (a, b) = (speakers(&forth), speakers(&back));
        Self {
            documents: 1,
            spans: [first.quotations.len() as u64, second.quotations.len() as u64],
            aligned: forth.alignment().pairs().count() as u64,
            matched: forth.matched().count() as u64,
            exact: forth.alignment().pairs().filter(|pair| pair.is_equal()).count() as u64,
            compared: [a.0, b.0],
            same_speaker: [a.1, b.1],
        }
    }

    /// F1 of the pairs with the same units: `2·exact / (|A| + |B|)`; `None` where neither has a quotation.
    #[must_use]
    pub fn f1_exact(&self) -> Option<f64> {
        ratio(2 * self.exact, self.spans[0] + self.spans[1])
    }

    /// F1 of the pairs with IoU > 1/2.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.matched, self.spans[0] + self.spans[1])
    }

    /// agr in both directions: matched quotations (IoU > 1/2) out of the annotator's own (Wiebe, Wilson and Cardie, 2005).
    #[must_use]
    pub fn agr(&self) -> [Option<f64>; 2] {
        self.spans.map(|spans| ratio(self.matched, spans))
    }

    /// The mean of both directions of agr.
    #[must_use]
    pub fn mean_agr(&self) -> Option<f64> {
        mean(self.agr())
    }

    /// Right speakers out of the matched pairs in which anybody says something of the speaker, with each as the reference.
    #[must_use]
    pub fn speaker(&self) -> [Option<f64>; 2] {
        [0, 1].map(|side| ratio(self.same_speaker[side], self.compared[side]))
    }

    /// The mean of both directions of the speaker agreement.
    #[must_use]
    pub fn mean_speaker(&self) -> Option<f64> {
        mean(self.speaker())
    }
}

fn mean([a, b]: [Option<f64>; 2]) -> Option<f64> {
    Some((a? + b?) / 2.0)
}

/// What one annotator says, as a prediction that brings entities of its own: their ids stand for their names. One that the other
/// annotator knows by the same id and name is meant by the id, which nobody else can bear; one known by the id of a knowledge base
/// by that.
fn as_prediction(gold: &GoldDocument, reference: &GoldDocument) -> Prediction {
    let same = |entity: &Entity| {
        let is_same = |other: &Entity| other.id == entity.id && fold_name(&other.name) == fold_name(&entity.name);
        reference.entities.iter().any(is_same)
    };
    let known = |entity: &Entity| {
        let id = entity.kb_id.clone()?;
        reference.entities.iter().any(|other| other.kb_id.as_ref() == Some(&id)).then_some(id)
    };
    let is_own = |entity: &&Entity| !same(entity) && known(entity).is_none();
    let own: Vec<Entity> = gold.entities.iter().filter(is_own).cloned().collect();
    let name = |entity: &Entity| known(entity).filter(|_| !same(entity)).unwrap_or_else(|| entity.id.clone());
    Prediction::of_gold(gold, name).with_entities(own)
}

/// Matched pairs in which either side says something of the speaker, and those with the right one.
fn speakers(doc: &Aligned<'_>) -> (u64, u64) {
    let (mut compared, mut right) = (0, 0);
    for pair in doc.matched() {
        let gold = &doc.gold.quotations[pair.gold];
        let is_silent = gold.speaker == GoldSpeaker::Absent && gold.quotation.source.is_none();
        if !is_silent || !doc.prediction.quotations[pair.predicted].abstains() {
            compared += 1;
            right += u64::from(doc.is_speaker_right(pair));
        }
    }
    (compared, right)
}

/// Two annotators over all documents that both annotated.
#[derive(Clone, Debug)]
pub struct PairAgreement {
    /// Index of the first annotator.
    pub first: usize,
    /// Index of the second.
    pub second: usize,
    /// What was counted.
    pub counts: PairCounts,
    labels: [Vec<Label>; 2],
}

impl PairAgreement {
    pub(super) fn new(first: usize, second: usize) -> Self {
        Self { first, second, counts: PairCounts::default(), labels: [Vec::new(), Vec::new()] }
    }

    pub(super) fn add(&mut self, counts: PairCounts, first: &[Label], second: &[Label]) {
        self.counts += counts;
        self.labels[0].extend_from_slice(first);
        self.labels[1].extend_from_slice(second);
    }

    /// Units of the documents.
    #[must_use]
    pub fn units(&self) -> usize {
        self.labels[0].len()
    }

    /// Share of units with equal labels.
    #[must_use]
    pub fn observed(&self) -> Option<f64> {
        observed_agreement(&self.labels[0], &self.labels[1])
    }

    /// Cohen's κ on the labels of units.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        cohen_kappa(&self.labels[0], &self.labels[1])
    }

    /// Krippendorff's α on the labels of units.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        krippendorff_alpha(&[&self.labels[0], &self.labels[1]])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agree::unit_labels;
    use crate::model::{Document, Fragments, GoldQuotation, Quotation, Span};

    fn oracle(key: &str) -> serde_json::Value {
        let all: serde_json::Value = serde_json::from_str(include_str!("../../tests/oracles/statistics.json")).unwrap();
        all[key].clone()
    }

    #[test]
    fn agr_equals_the_oracle() {
        let case = oracle("agr");
        let number = |key: &str| case[key].as_u64().unwrap();
        let spans = [number("a_spans"), number("b_spans")];
        let counts = PairCounts { spans, matched: number("a_matched"), ..PairCounts::default() };
        // 3/4 and 3/5; (3/4 + 3/5) / 2; F1 2·3 / (4 + 5)
        assert_eq!(counts.agr(), [Some(0.75), Some(0.6)]);
        assert_eq!(counts.mean_agr(), case["mean"].as_f64());
        assert_eq!(counts.f1(), Some(6.0 / 9.0));
        assert_eq!(PairCounts::default().f1(), None);
    }

    /// Ten words, those that are not 0 both content and cue of one quotation: a cue comes before content.
    fn labelled(labels: &str) -> GoldDocument {
        let text = "a b c d e f g h i j";
        let is_cue = |index: &usize| labels.as_bytes()[*index] == b'1';
        let words = (0..10).filter(is_cue).map(|index| Span::new(text, 2 * index, 2 * index + 1).unwrap());
        let cue = Fragments::new(words).unwrap();
        let quotation = Quotation { cue: Some(cue.clone()), ..Quotation::new("q", cue) };
        GoldDocument {
            document: Document { id: "d".into(), text: text.into(), ..Document::default() },
            quotations: vec![GoldQuotation { quotation, speaker: GoldSpeaker::Absent }],
            ..GoldDocument::default()
        }
    }

    #[test]
    fn labels_of_units_equal_the_oracle() {
        let case = oracle("agreement_on_unit_labels");
        let [a, b] = ["a", "b"].map(|key| labelled(case[key].as_str().unwrap()));
        let mut pair = PairAgreement::new(0, 1);
        let labels = [&a, &b].map(|gold| unit_labels(gold, UnitProfile::Words));
        pair.add(PairCounts::of(&a, &b, UnitProfile::Words), &labels[0], &labels[1]);
        let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-12;
        assert!(near(pair.observed(), 0.8) && near(pair.kappa(), 7.0 / 12.0) && near(pair.alpha(), 29.0 / 48.0));
        // Four words against four, three shared: IoU 3/5 > 1/2. Nobody says who speaks.
        assert_eq!((pair.counts.matched, pair.counts.exact, pair.counts.compared), (1, 0, [0, 0]));
    }
}
