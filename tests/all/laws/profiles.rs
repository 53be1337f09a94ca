//! Laws of the compatibility profiles. Unlike some originals, the profiles depend on the text and not on the order of lists.

use crate::support::generate::{Pair, corpus, evaluate, pair, perfect};
use proptest::prelude::*;
use quoteval::internals::score::Aligned;
use quoteval::internals::score::profiles::{PROFILES, Profile, Tally, profile};
use quoteval::{Measure, Prediction, ScoreOptions};

fn count(profile: &Profile, pair: &Pair) -> Vec<Tally> {
    profile.count(&Aligned::new(&pair.gold, &pair.prediction, Measure::default()))
}

fn number(tally: &Tally, name: &str) -> u64 {
    tally.counts().iter().find(|(count, _)| *count == name).map_or(0, |(_, count)| *count)
}

proptest! {
    #[test]
    fn the_order_of_lists_changes_nothing(pair in pair("d".to_owned()), by in 0..8usize) {
        let mut other = pair.clone();
        other.gold.quotations.reverse();
        other.prediction.quotations.reverse();
        let (golds, predicted) = (other.gold.quotations.len(), other.prediction.quotations.len());
        other.gold.quotations.rotate_left(by.min(golds));
        other.prediction.quotations.rotate_left(by.min(predicted));
        for &profile in PROFILES {
            prop_assert_eq!(count(profile, &pair), count(profile, &other), "{}", profile.name());
        }
    }

    #[test]
    fn tallies_of_documents_add_up(corpus in corpus()) {
        for &profile in PROFILES {
            let options = ScoreOptions { profile: Some(profile), ..ScoreOptions::default() };
            let evaluation = evaluate(&corpus, &options);
            let mut sum = count(profile, &corpus[0]);
            for pair in &corpus[1..] {
                sum.iter_mut().zip(count(profile, pair)).for_each(|(total, tally)| *total += &tally);
            }
            prop_assert_eq!(&evaluation.profile, &sum);
            let names: Vec<String> = evaluation.profile_figures().map(|(name, _)| name).collect();
            prop_assert_eq!(names.len(), profile.figures().len());
        }
    }

    #[test]
    fn the_muc_categories_share_out_both_sides(pair in pair("d".to_owned())) {
        let (golds, predicted) = (&pair.gold.quotations, &pair.prediction.quotations);
        let golds: usize = golds.iter().map(|gold| gold.quotation.content.spans().len()).sum();
        let predicted: usize = predicted.iter().map(|item| item.quotation.content.spans().len()).sum();
        let lost = pair.prediction.invalid.len();
        for tally in count(profile("semeval2013").unwrap(), &pair) {
            let met: u64 = ["COR", "INC", "PAR"].map(|name| number(&tally, name)).iter().sum();
            prop_assert_eq!(met + number(&tally, "MIS"), golds as u64);
            prop_assert_eq!(met + number(&tally, "SPU"), (predicted + lost) as u64);
        }
    }

    #[test]
    fn gold_itself_is_right_wherever_matching_is_exact(pair in pair("d".to_owned())) {
        let pair = Pair { prediction: perfect(&pair.gold), ..pair };
        let right = |name: &str, figure: usize| count(profile(name).unwrap(), &pair)[figure].f1().unwrap_or(1.0);
        for (name, figure) in [("semeval2013", 0), ("semeval2013", 1), ("pareti2013", 0), ("germeval2023", 0)] {
            prop_assert_eq!(right(name, figure), 1.0, "{} {}", name, figure);
        }
    }

    #[test]
    fn nothing_predicted_is_nothing_right(pair in pair("d".to_owned())) {
        let nothing = Pair { prediction: Prediction::empty(pair.gold.id()), ..pair };
        for &profile in PROFILES {
            for tally in count(profile, &nothing) {
                prop_assert_eq!(tally.f1().unwrap_or(0.0), 0.0, "{}", profile.name());
            }
        }
    }
}
