//! The Gender Gap Tracker's evaluation: quotes by coverage of the gold quote, then speakers and verbs.

use std::ops::Range;

use super::profile::Profile;
use super::ruler::{Ruler, shared};
use super::tally::{Fraction, Tally};
use crate::model::{PredictedQuotation, PredictedSpeaker, Quotation, QuotationType};
use crate::score::Aligned;

/// Coverage above 0.3 and above 0.8.
pub(super) const GENDER_GAP_TRACKER: Profile = Profile {
    name: "gender-gap-tracker",
    summary: "Gender Gap Tracker: quotes with more than 0.3 and 0.8 of gold covered, their speakers and verbs",
    explanation: "A quote is one span of characters. For each gold quote in turn, the free prediction that covers most of it is taken, if \
        it covers more than the threshold (0.3, then 0.8): TP; gold without one is FN, predictions that are left are FP. \
        `speaker30` and `speaker80` are the share of TP whose source spans share a character; `verb30` and `verb80` the share \
        whose cues are the same text, case and edge blanks aside. `speakers` and `verbs` look at all pairs of a document \
        whatever their quotes: P = pairs of spans that share at least two characters / predicted spans, R = the same pairs / \
        gold spans.\n\
        Quirks: only gold length counts, so a prediction of the whole text covers any quote; the matching is greedy in gold \
        order; predictions equal to a matched one in everything (spans, speaker and type) leave with it and are no FP, but one \
        that differs in its type alone stays and counts again; two quotes without a cue have the same verb; \
        `speakers` and `verbs` count a span once per pair and can exceed 1.\n\
        Differs from the original: text order stands for the order of the lists; a discontinuous span goes from its first piece \
        to the end of its last; the original also accepts the speaker of a prediction marked as a floating quote where gold has \
        none, which is not known here; it leaves out documents that have no prediction file, whose quotes are FN here, and \
        rounds to three decimals before it takes F1.\n\
        Source: Asr et al. 2021, PLOS ONE 16(1) e0245533; github.com/sfu-discourse-lab/GenderGapTracker, \
        nlp/english/evaluation/src/evaluate_quotes.py and evaluate.py.",
    figures: &["quote30", "speaker30", "verb30", "quote80", "speaker80", "verb80", "speakers", "verbs"],
    count,
};

fn count(doc: &Aligned<'_>) -> Vec<Tally> {
    let (golds, predicted) = quotes(doc);
    let placeless = doc.prediction.invalid.len() as u64;
    let mut tallies = Vec::new();
    for tenths in [3, 8] {
        tallies.extend(matched(&golds, &predicted, placeless, tenths));
    }
    tallies.push(independent(&golds, &predicted, |quote| quote.source.clone()));
    tallies.push(independent(&golds, &predicted, |quote| quote.cue.clone()));
    tallies
}

type Characters = Range<u32>;

/// A quotation as the original represents it.
#[derive(Clone, PartialEq)]
struct Quote<'a> {
    content: Characters,
    source: Option<Characters>,
    cue: Option<Characters>,
    verb: String,
    /// Set only on predictions, to tell them apart: the original compares whole records.
    rest: Option<(&'a PredictedSpeaker, Option<QuotationType>)>,
}

/// Both sides in text order.
fn quotes<'a>(doc: &'a Aligned<'_>) -> (Vec<Quote<'a>>, Vec<Quote<'a>>) {
    let text = doc.gold.text();
    let ruler = Ruler::characters(text);
    let quote = |quotation: &Quotation, rest| Quote {
        content: ruler.hull(&quotation.content),
        source: quotation.source.as_ref().map(|source| ruler.hull(source)),
        cue: quotation.cue.as_ref().map(|cue| ruler.hull(cue)),
        verb: quotation.cue.as_ref().map_or_else(String::new, |cue| cue.text(text).to_lowercase().trim().to_owned()),
        rest,
    };
    let rest = |item: &'a PredictedQuotation| (&item.speaker, item.quotation.quotation_type);
    let (golds, predicted) = (&doc.gold.quotations, &doc.prediction.quotations);
    let gold = |index: usize| quote(&golds[index].quotation, None);
    let predicted = |index: usize| quote(&predicted[index].quotation, Some(rest(&predicted[index])));
    (doc.ranked_gold().into_iter().map(gold).collect(), doc.ranked_predicted().into_iter().map(predicted).collect())
}

/// Tallies of quotes, speakers and verbs at one threshold, in tenths of the gold quote.
fn matched(golds: &[Quote<'_>], predicted: &[Quote<'_>], placeless: u64, tenths: u64) -> [Tally; 3] {
    let mut free: Vec<&Quote<'_>> = predicted.iter().collect();
    let (mut tp, mut speakers, mut verbs) = (0, 0, 0);
    for gold in golds {
        let Some(best) = best(gold, &free, tenths) else {
            continue;
        };
        tp += 1;
        speakers += u64::from(meets(gold.source.as_ref(), best.source.as_ref(), 1));
        verbs += u64::from(gold.verb == best.verb);
        free.retain(|other| *other != best);
    }
    [
        Tally::matches(tp, free.len() as u64 + placeless, golds.len() as u64 - tp),
        Tally::share(speakers, tp),
        Tally::share(verbs, tp),
    ]
}

/// The first prediction with the largest coverage of the gold quote, if the coverage exceeds the threshold.
fn best<'q, 'a>(gold: &Quote<'_>, free: &[&'q Quote<'a>], tenths: u64) -> Option<&'q Quote<'a>> {
    let length = u64::from(gold.content.end - gold.content.start);
    let mut best = None;
    let mut most = 0;
    for quote in free {
        let covered = shared(&gold.content, &quote.content);
        if 10 * covered > tenths * length && covered > most {
            (best, most) = (Some(*quote), covered);
        }
    }
    best
}

fn meets(gold: Option<&Characters>, predicted: Option<&Characters>, least: u64) -> bool {
    gold.zip(predicted).is_some_and(|(gold, predicted)| shared(gold, predicted) >= least)
}

/// Counts every pair of spans that share at least two characters.
fn independent(golds: &[Quote<'_>], predicted: &[Quote<'_>], span: fn(&Quote<'_>) -> Option<Characters>) -> Tally {
    let all = |quotes: &[Quote<'_>]| quotes.iter().filter_map(span).collect::<Vec<_>>();
    let (golds, predicted) = (all(golds), all(predicted));
    let pairs =
        golds.iter().flat_map(|gold| predicted.iter().filter(move |item| shared(gold, item) >= 2)).count() as u64;
    let (of_predicted, of_gold) = (predicted.len() as u64, golds.len() as u64);
    Tally::new(
        vec![("pairs", pairs), ("predicted", of_predicted), ("gold", of_gold)],
        Fraction::new(pairs, of_predicted),
        Fraction::new(pairs, of_gold),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{self, counts};
    use super::*;

    fn count(gold: serde_json::Value, predicted: serde_json::Value) -> Vec<Tally> {
        testing::count(&GENDER_GAP_TRACKER, gold, predicted)
    }

    #[test]
    fn the_threshold_is_exceeded_not_reached() {
        // gold w10–w12 and the blanks between: 11 characters, of which w10 and w11 cover 7 (0.64)
        let tallies = count(json!([{"words": [10, 13]}]), json!([{"words": [10, 12]}]));
        assert_eq!((counts(&tallies[0]), counts(&tallies[3])), (vec![1, 0, 0], vec![0, 1, 1]));
        // gold w0–w6: 20 characters; w0 and w1 cover 5 (0.25); w0–w2 cover 8 (0.4)
        let gold = || json!([{"words": [0, 7]}]);
        assert_eq!(counts(&count(gold(), json!([{"words": [0, 2]}]))[0]), [0, 1, 1]);
        assert_eq!(counts(&count(gold(), json!([{"words": [0, 3]}]))[0]), [1, 0, 0]);
        // pieces w0 and w6 of a gold quote are one span of 20 characters; w0–w5 cover 17 (0.85)
        assert_eq!(counts(&count(json!([{"pieces": [[0, 1], [6, 7]]}]), json!([{"words": [0, 6]}]))[3]), [1, 0, 0]);
    }

    #[test]
    fn speakers_and_verbs_are_those_of_the_matches() {
        // Both quotes are found. The first has a source that overlaps and the same verb, the second a source elsewhere and
        // no cue where gold has one.
        let gold = json!([
            {"words": [0, 4], "source": [4, 6], "cue": [6, 7]},
            {"words": [10, 14], "source": [14, 15], "cue": [15, 16]},
        ]);
        let predicted = json!([
            {"words": [0, 4], "source": [5, 6], "cue": [6, 7]},
            {"words": [10, 14], "source": [4, 5]},
        ]);
        let tallies = count(gold, predicted);
        assert_eq!(counts(&tallies[0]), [2, 0, 0]);
        assert_eq!((counts(&tallies[1]), counts(&tallies[2])), (vec![1, 2], vec![1, 2]));
        // whatever the quote, both predicted sources share w4 or w5 with the first gold source
        assert_eq!(counts(&tallies[6]), [2, 2, 2]);
        assert_eq!(counts(&tallies[7]), [1, 1, 2]);
    }

    #[test]
    fn equal_predictions_leave_together() {
        // Three equal predictions: the first is TP, the other two are removed. A different prediction stays and is FP.
        let same = json!({"words": [0, 4]});
        let tallies = count(json!([{"words": [0, 4]}]), json!([same, same, same, {"words": [0, 4], "cue": [5, 6]}]));
        assert_eq!(counts(&tallies[0]), [1, 1, 0]);
        assert_eq!(counts(&tallies[2]), [1, 1], "no cue on either side is the same verb");
    }

    #[test]
    fn what_differs_in_type_alone_counts_twice() {
        // Direct and indirect, otherwise equal: the direct prediction is TP, the indirect prediction stays and is FP. The second
        // direct prediction is removed with the first.
        let of = |kind: &str| json!({"words": [0, 4], "type": kind});
        let tallies = count(json!([{"words": [0, 4]}]), json!([of("direct"), of("direct"), of("indirect")]));
        assert_eq!((counts(&tallies[0]), counts(&tallies[3])), (vec![1, 1, 0], vec![1, 1, 0]));
    }

    #[test]
    fn the_best_free_prediction_is_taken_in_gold_order() {
        // w0–w7 covers both gold quotes entirely; the first takes it, the second is left with w4 alone: 2 of 11 characters.
        let gold = json!([{"words": [0, 4]}, {"words": [4, 8]}]);
        let tallies = count(gold, json!([{"words": [0, 8]}, {"words": [4, 5]}]));
        assert_eq!(counts(&tallies[0]), [1, 1, 1]);
    }
}
