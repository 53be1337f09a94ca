//! Laws of agreement: self-agreement is perfect, and the order of annotators does not matter.

use crate::support::generate::{Pair, corpus};
use proptest::prelude::*;
use quoteval::internals::agree::{Agreement, Annotators, PairCounts};
use quoteval::internals::dataset::{GoldEntry, Metadata};
use quoteval::{
    Dataset, GoldDocument, GoldQuotation, GoldSpeaker, PredictedQuotation, PredictedSpeaker, Reserved, UnitProfile,
};
use serde_json::Value;

/// The prediction as the gold of a second annotator.
fn second(pair: &Pair) -> GoldDocument {
    let entities = &pair.gold.entities;
    let speaker = |speaker: &PredictedSpeaker| match speaker {
        PredictedSpeaker::Named(names) => {
            let known = entities.iter().position(|entity| names.contains(&entity.name)).unwrap_or(0);
            GoldSpeaker::Entities([known].into_iter().collect())
        }
        PredictedSpeaker::Reserved(word) => GoldSpeaker::Reserved(*word),
        PredictedSpeaker::Absent => GoldSpeaker::Reserved(Reserved::Implicit),
    };
    let quotation = |item: &PredictedQuotation| GoldQuotation {
        quotation: item.quotation.clone(),
        speaker: speaker(&item.speaker),
    };
    GoldDocument { quotations: pair.prediction.quotations.iter().map(quotation).collect(), ..pair.gold.clone() }
}

fn dataset(name: &str, documents: impl Iterator<Item = GoldDocument>) -> (String, Dataset) {
    let entries = documents.map(|gold| GoldEntry { gold, ..GoldEntry::default() }).collect();
    (name.to_owned(), Dataset::new(name, Metadata::default(), entries))
}

fn agreement(datasets: &[(String, Dataset)]) -> Agreement {
    Agreement::of(&Annotators::of_datasets(datasets).expect("the same texts"), UnitProfile::Words)
}

fn is_whole(figure: Option<f64>) -> bool {
    figure.is_none_or(|figure| figure == 1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn agreement_with_oneself_is_whole(pairs in corpus()) {
        let own = || dataset("a", pairs.iter().map(|pair| pair.gold.clone()));
        let agreement = agreement(&[own(), own()]);
        let pair = &agreement.pairs[0];
        let figures = [pair.counts.f1_exact(), pair.counts.f1(), pair.counts.mean_agr(), pair.counts.mean_speaker()];
        prop_assert!(figures.into_iter().all(is_whole), "{:?}", pair.counts);
        prop_assert!(is_whole(pair.observed()) && is_whole(pair.kappa()) && is_whole(pair.alpha()) && is_whole(agreement.alpha));
        prop_assert!(is_whole(pair.unitizing_alpha()) && is_whole(agreement.unitizing_alpha));
    }

    #[test]
    fn who_comes_first_changes_directions_alone(pairs in corpus()) {
        let first = || dataset("a", pairs.iter().map(|pair| pair.gold.clone()));
        let other = || dataset("b", pairs.iter().map(second));
        let (forth, back) = (agreement(&[first(), other()]), agreement(&[other(), first()]));
        let (forth, back) = (&forth.pairs[0], &back.pairs[0]);
        let swapped = |[a, b]: [u64; 2]| [b, a];
        prop_assert_eq!(forth.counts.spans, swapped(back.counts.spans));
        prop_assert_eq!(forth.counts.compared, swapped(back.counts.compared));
        prop_assert_eq!(forth.counts.same_speaker, swapped(back.counts.same_speaker));
        prop_assert_eq!((forth.counts.exact, forth.counts.matched), (back.counts.exact, back.counts.matched));
        prop_assert_eq!((forth.kappa(), forth.alpha(), forth.observed()), (back.kappa(), back.alpha(), back.observed()));
        prop_assert_eq!(forth.unitizing_alpha(), back.unitizing_alpha());
    }
}

#[test]
fn agr_equals_the_oracle() {
    let oracle: Value = serde_json::from_str(include_str!("../../oracles/statistics.json")).expect("JSON");
    let case = &oracle["agr"];
    let number = |key: &str| case[key].as_u64().expect("a number");
    assert_eq!(number("a_matched"), number("b_matched"), "pairs are one-to-one");
    let spans = [number("a_spans"), number("b_spans")];
    let counts = PairCounts { spans, matched: number("a_matched"), ..PairCounts::default() };
    let near = |found: Option<f64>, expected: f64| assert!((found.expect("defined") - expected).abs() < 1e-12);
    let fraction = |key: &str| {
        let (part, whole) = case[key].as_str().and_then(|text| text.split_once('/')).expect("a fraction");
        part.parse::<f64>().expect("a number") / whole.parse::<f64>().expect("a number")
    };
    let [first, second] = counts.agr();
    near(first, fraction("a_to_b"));
    near(second, fraction("b_to_a"));
    near(counts.mean_agr(), case["mean"].as_f64().expect("a number"));
}
