//! Agreement of two annotators on quotations, speakers and unit labels.

use std::ops::AddAssign;

use super::labels::UnitLabels;
use crate::model::{Entity, GoldDocument, GoldSpeaker, Prediction, UnitProfile};
use crate::score::{Aligned, Measure, ratio};
use crate::stats::{Label, Unitizing, cohen_kappa, krippendorff_alpha, observed_agreement};
use crate::text::fold_name;

/// Agreement counts of two annotators, summed over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// Documents that both annotated.
    pub documents: u64,
    /// Number of quotations of each annotator.
    pub spans: [u64; 2],
    /// Aligned pairs, which share at least one unit.
    pub aligned: u64,
    /// Aligned pairs with IoU > 1/2.
    pub matched: u64,
    /// Aligned pairs with the same units.
    pub exact: u64,
    /// Matched pairs in which either side states a speaker or a source, with each annotator as the reference.
    pub compared: [u64; 2],
    /// Compared pairs in which the other annotator's speaker is right, with each annotator as the reference.
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
    /// Counts one document in two versions, with each version as the reference in turn: ties may be broken differently, and a
    /// name may resolve in one direction only.
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

    /// F1 on pairs with the same units: `2·exact / (|A| + |B|)`; `None` if neither annotator has a quotation.
    pub fn f1_exact(&self) -> Option<f64> {
        ratio(2 * self.exact, self.spans[0] + self.spans[1])
    }

    /// F1 on pairs with IoU > 1/2.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.matched, self.spans[0] + self.spans[1])
    }

    /// agr in both directions: share of each annotator's quotations matched with IoU > 1/2 (Wiebe, Wilson and Cardie, 2005).
    pub fn agr(&self) -> [Option<f64>; 2] {
        self.spans.map(|spans| ratio(self.matched, spans))
    }

    /// Mean of agr over both directions.
    pub fn mean_agr(&self) -> Option<f64> {
        mean([self.matched; 2], self.spans)
    }

    /// Speaker agreement: share of compared pairs with the right speaker, with each annotator as the reference.
    pub fn speaker(&self) -> [Option<f64>; 2] {
        [0, 1].map(|side| ratio(self.same_speaker[side], self.compared[side]))
    }

    /// Mean speaker agreement over both directions.
    pub fn mean_speaker(&self) -> Option<f64> {
        mean(self.same_speaker, self.compared)
    }
}

/// Mean of two ratios, with a single division.
fn mean([a, b]: [u64; 2], [of_a, of_b]: [u64; 2]) -> Option<f64> {
    ratio(a * of_b + b * of_a, 2 * of_a * of_b)
}

/// Converts one annotator's version to a prediction. An entity that the reference has with the same id and name is named by its
/// id, an entity whose knowledge-base id the reference has by that id; all others become the prediction's own entities.
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

/// Number of matched pairs in which either side states a speaker or a source, and number of these with the right speaker.
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

/// Agreement of two annotators over all documents that both annotated.
#[derive(Clone, Debug)]
pub struct PairAgreement {
    /// Index of the first annotator.
    pub first: usize,
    /// Index of the second annotator.
    pub second: usize,
    /// The counts over these documents.
    pub counts: PairCounts,
    labels: [Vec<Label>; 2],
    unitizing: Unitizing,
}

impl PairAgreement {
    pub(super) fn new(first: usize, second: usize) -> Self {
        Self {
            first,
            second,
            counts: PairCounts::default(),
            labels: [Vec::new(), Vec::new()],
            unitizing: Unitizing::default(),
        }
    }

    pub(super) fn add(&mut self, counts: PairCounts, first: &UnitLabels, second: &UnitLabels) {
        self.counts += counts;
        self.labels[0].extend_from_slice(&first.labels);
        self.labels[1].extend_from_slice(&second.labels);
        self.unitizing.add(&[&first.quotations, &second.quotations]);
    }

    /// Number of units in the documents.
    pub fn units(&self) -> usize {
        self.labels[0].len()
    }

    /// Share of units with equal labels.
    pub fn observed(&self) -> Option<f64> {
        observed_agreement(&self.labels[0], &self.labels[1])
    }

    /// Cohen's κ on unit labels.
    pub fn kappa(&self) -> Option<f64> {
        cohen_kappa(&self.labels[0], &self.labels[1])
    }

    /// Krippendorff's α on unit labels.
    pub fn alpha(&self) -> Option<f64> {
        krippendorff_alpha(&[&self.labels[0], &self.labels[1]])
    }

    /// The unitizing α on outermost quotations.
    pub fn unitizing_alpha(&self) -> Option<f64> {
        self.unitizing.alpha()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn the_worked_example_of_agr_is_true() {
        let counts = PairCounts { spans: [4, 5], matched: 3, ..PairCounts::default() };
        let [first, second] = counts.agr().map(Option::unwrap);
        let (mean, f1) = (counts.mean_agr().unwrap(), counts.f1().unwrap());
        let said = format!("3/4 = {first:.3} and 3/5 = {second:.3}, mean {mean:.3}; F1 6/9 = {f1:.3}");
        let text = crate::stats::figure("agr").unwrap().explanation;
        assert!(text.contains(&said), "'{said}' is not in: {text}");
    }

    /// Builds a ten-word document; the words marked `1` are both content and cue of one quotation, and the cue label takes
    /// precedence.
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
        let labels = [&a, &b].map(|gold| UnitLabels::new(gold, UnitProfile::Words));
        pair.add(PairCounts::of(&a, &b, UnitProfile::Words), &labels[0], &labels[1]);
        let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-12;
        assert!(near(pair.observed(), 0.8) && near(pair.kappa(), 7.0 / 12.0) && near(pair.alpha(), 29.0 / 48.0));
        // Each has one quotation of four words, the second discontinuous: n = 20, q = 8, g = 12, two words differ.
        // 1 - (4/20) / (2·8·12 / (400 - 16 - 16 - 12)) = 1 - 356/960.
        assert!(near(pair.unitizing_alpha(), 1.0 - 356.0 / 960.0));
        // Four words against four, three shared: IoU 3/5 > 1/2. Neither annotator states a speaker.
        assert_eq!((pair.counts.matched, pair.counts.exact, pair.counts.compared), (1, 0, [0, 0]));
    }

    /// Builds a document with one quotation for each range of words.
    fn quoting(ranges: &[(usize, usize)]) -> GoldDocument {
        let gold = labelled("1000000000");
        let text = gold.text().to_owned();
        let quotation = |(index, &(start, end)): (usize, &(usize, usize))| GoldQuotation {
            quotation: Quotation::new(index.to_string(), Span::new(&text, 2 * start, 2 * end - 1).unwrap()),
            speaker: GoldSpeaker::Absent,
        };
        GoldDocument { quotations: ranges.iter().enumerate().map(quotation).collect(), ..gold }
    }

    #[test]
    fn what_shares_words_is_one_quotation() {
        // Words 0–3 with 1–2 inside; 5–7 and 6–8, which overlap; 9, which adjoins.
        let gold = quoting(&[(1, 3), (0, 4), (5, 8), (6, 9), (9, 10)]);
        let quotations = UnitLabels::new(&gold, UnitProfile::Words).quotations;
        let lengths: Vec<(bool, usize)> =
            quotations.chunk_by(|a, b| a == b).map(|run| (run[0] > 0, run.len())).collect();
        assert_eq!(lengths, [(true, 4), (false, 1), (true, 4), (true, 1)]);
    }
}
