//! BBC Citron's own evaluation: exact and overlap figures of cue, source and content.

use std::ops::Range;

use super::profile::Profile;
use super::ruler::{Ruler, shared};
use super::tally::{Fraction, Tally};
use crate::model::Quotation;
use crate::score::Aligned;

/// Cue, source, content and the whole quote.
pub(super) const CITRON: Profile = Profile {
    name: "citron",
    summary: "BBC Citron's evaluation: exact and token overlap figures of cue, source, content and all three",
    explanation: "A quote has one cue span and lists of source and content spans, all in tokens. Exact: TP are the predictions, FP the \
        other predictions, FN the gold quotes without a counterpart; P = TP / (TP + FP), R = TP / (TP + FN). Counterparts: for \
        the cue, the same cue span; for source and content, cues that overlap and the same list of spans; for the quote, the \
        same cue, sources and contents. Overlap: tokens shared, summed over all pairs of a predicted and a gold quote, divided \
        by the tokens of the predicted spans (P) and of the gold spans (R); `quote.overlap` adds up the three layers.\n\
        Quirks: counterparts are not one-to-one; in the overlap figures a token shared by several pairs counts once per pair, so \
        that a ratio can exceed 1; a predicted cue that begins where the gold cue ends overlaps it, one that ends where it begins \
        does not; `quote.overlap` has precision and recall exchanged, as the original prints them.\n\
        Differs from the original: tokens are UAX #29 segments without white space, not spaCy's; the pieces of a cue are one span \
        from the first to the last, as its PARC reader makes them; a quotation without a cue, which its format does not know, has \
        no counterpart and no cue tokens; a prediction whose text is nowhere is a FP; figures given there as 0 for want of items \
        are undefined.\n\
        Source: github.com/bbc/citron, citron/metrics.py and citron/utils.py; Newell, Cowlishaw and Man 2018, DSJM.",
    figures: &[
        "cue.exact",
        "cue.overlap",
        "source.exact",
        "source.overlap",
        "content.exact",
        "content.overlap",
        "quote.exact",
        "quote.overlap",
    ],
    count,
};

fn count(doc: &Aligned<'_>) -> Vec<Tally> {
    let ruler = Ruler::tokens(doc.gold.text());
    let golds: Vec<Quote> = doc.gold.quotations.iter().map(|gold| Quote::new(&ruler, &gold.quotation)).collect();
    let predicted: Vec<Quote> =
        doc.prediction.quotations.iter().map(|item| Quote::new(&ruler, &item.quotation)).collect();
    let exact = |is_counterpart: fn(&Quote, &Quote) -> bool| {
        exact(&golds, &predicted, doc.prediction.invalid.len() as u64, is_counterpart)
    };
    let overlaps =
        [Quote::cues, Quote::sources, Quote::contents].map(|spans| TokenOverlap::new(&golds, &predicted, spans));
    let whole = overlaps.iter().copied().fold(TokenOverlap::default(), TokenOverlap::plus);
    let [cue, source, content] = overlaps.map(|overlap| overlap.tally(overlap.predicted, overlap.gold));
    vec![
        exact(Quote::has_same_cue),
        cue,
        exact(Quote::has_same_sources),
        source,
        exact(Quote::has_same_contents),
        content,
        exact(Quote::is_same),
        whole.tally(whole.gold, whole.predicted),
    ]
}

type Tokens = Range<u32>;

/// The spans of a quotation.
struct Quote {
    /// At most one span.
    cue: Vec<Tokens>,
    sources: Vec<Tokens>,
    contents: Vec<Tokens>,
}

/// In comparisons, `self` is predicted and the argument is gold.
impl Quote {
    fn new(ruler: &Ruler, quotation: &Quotation) -> Self {
        Self {
            cue: quotation.cue.iter().map(|cue| ruler.hull(cue)).collect(),
            sources: quotation.source.iter().flat_map(|source| ruler.pieces(source)).collect(),
            contents: ruler.pieces(&quotation.content),
        }
    }

    fn cues(&self) -> &[Tokens] {
        &self.cue
    }

    fn sources(&self) -> &[Tokens] {
        &self.sources
    }

    fn contents(&self) -> &[Tokens] {
        &self.contents
    }

    fn has_same_cue(&self, gold: &Self) -> bool {
        !self.cue.is_empty() && self.cue == gold.cue
    }

    /// Asymmetric: a predicted cue may start exactly where the gold cue ends.
    fn has_near_cue(&self, gold: &Self) -> bool {
        self.cue.iter().zip(&gold.cue).any(|(own, gold)| own.start <= gold.end && own.end > gold.start)
    }

    fn has_same_sources(&self, gold: &Self) -> bool {
        self.has_near_cue(gold) && self.sources == gold.sources
    }

    fn has_same_contents(&self, gold: &Self) -> bool {
        self.has_near_cue(gold) && self.contents == gold.contents
    }

    fn is_same(&self, gold: &Self) -> bool {
        self.has_same_cue(gold) && self.sources == gold.sources && self.contents == gold.contents
    }
}

fn exact(golds: &[Quote], predicted: &[Quote], placeless: u64, is_counterpart: fn(&Quote, &Quote) -> bool) -> Tally {
    let tp = predicted.iter().filter(|item| golds.iter().any(|gold| is_counterpart(item, gold))).count() as u64;
    let fn_ = golds.iter().filter(|gold| !predicted.iter().any(|item| is_counterpart(item, gold))).count() as u64;
    Tally::matches(tp, predicted.len() as u64 + placeless - tp, fn_)
}

/// Token counts of one layer: shared over all pairs, and on each side.
#[derive(Clone, Copy, Default)]
struct TokenOverlap {
    shared: u64,
    predicted: u64,
    gold: u64,
}

impl TokenOverlap {
    fn new(golds: &[Quote], predicted: &[Quote], spans: fn(&Quote) -> &[Tokens]) -> Self {
        let all = |quotes: &[Quote]| quotes.iter().flat_map(spans).cloned().collect::<Vec<Tokens>>();
        let (golds, predicted) = (all(golds), all(predicted));
        let length = |spans: &[Tokens]| spans.iter().map(|span| u64::from(span.end - span.start)).sum();
        let shared = predicted.iter().flat_map(|item| golds.iter().map(move |gold| shared(item, gold))).sum();
        Self { shared, predicted: length(&predicted), gold: length(&golds) }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            shared: self.shared + other.shared,
            predicted: self.predicted + other.predicted,
            gold: self.gold + other.gold,
        }
    }

    /// A tally with these denominators for precision and recall.
    fn tally(self, precision: u64, recall: u64) -> Tally {
        let counts = vec![("shared", self.shared), ("predicted", self.predicted), ("gold", self.gold)];
        Tally::new(counts, Fraction::new(self.shared, precision), Fraction::new(self.shared, recall))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{self, counts};
    use super::*;

    fn count(gold: serde_json::Value, predicted: serde_json::Value) -> Vec<Tally> {
        testing::count(&CITRON, gold, predicted)
    }

    #[test]
    fn source_and_content_need_an_overlapping_cue() {
        // The first prediction is right in all. The second has the content of the second gold quote but a cue elsewhere: its
        // content is wrong in the exact figures and right in the overlap figures.
        let gold = json!([
            {"words": [0, 4], "cue": [5, 6], "source": [4, 5]},
            {"words": [10, 14], "cue": [15, 16], "source": [14, 15]},
        ]);
        let predicted = json!([
            {"words": [0, 4], "cue": [5, 6], "source": [4, 5]},
            {"words": [10, 14], "cue": [20, 21], "source": [14, 15]},
        ]);
        let tallies = count(gold, predicted);
        assert_eq!(counts(&tallies[0]), [1, 1, 1], "cue");
        assert_eq!(counts(&tallies[2]), [1, 1, 1], "source");
        assert_eq!(counts(&tallies[4]), [1, 1, 1], "content");
        assert_eq!(counts(&tallies[5]), [8, 8, 8], "content tokens");
        assert_eq!(counts(&tallies[7]), [1 + 2 + 8, 2 + 2 + 8, 2 + 2 + 8], "all tokens");
    }

    #[test]
    fn a_cue_may_begin_where_the_other_ends_but_not_the_other_way_round() {
        let quote = |cue: [u32; 2]| json!([{"words": [0, 4], "cue": cue}]);
        // gold cue w5–w6, predicted w7: its start is the gold end
        assert_eq!(counts(&count(quote([5, 7]), quote([7, 8]))[4]), [1, 0, 0]);
        // gold cue w7, predicted w5–w6: its end is the gold start
        assert_eq!(counts(&count(quote([7, 8]), quote([5, 7]))[4]), [0, 1, 1]);
    }

    #[test]
    fn overlap_counts_every_pair_and_the_last_row_is_exchanged() {
        // Two gold quotes and two predictions share the source w4: 4 pairs, 2 tokens on either side, P = R = 2.
        let gold = json!([
            {"words": [0, 4], "cue": [5, 6], "source": [4, 5]},
            {"words": [6, 10], "cue": [5, 6], "source": [4, 5]},
        ]);
        let predicted = json!([
            {"words": [0, 2], "cue": [5, 6], "source": [4, 5]},
            {"words": [6, 8], "cue": [5, 6], "source": [4, 5]},
        ]);
        let tallies = count(gold, predicted);
        assert_eq!((counts(&tallies[3]), tallies[3].precision()), (vec![4, 2, 2], Some(2.0)));
        // contents: 4 shared, 4 predicted, 8 gold
        assert_eq!((tallies[5].precision(), tallies[5].recall()), (Some(1.0), Some(0.5)));
        // all: 4 + 4 + 4 shared of 2 + 2 + 4 predicted and 2 + 2 + 8 gold; precision is over gold, recall over predicted
        assert_eq!((tallies[7].precision(), tallies[7].recall()), (Some(1.0), Some(1.5)));
    }

    #[test]
    fn a_quotation_without_a_cue_has_no_counterpart() {
        let tallies = count(json!([{"words": [0, 4]}]), json!([{"words": [0, 4]}, {"text": "no such words"}]));
        assert_eq!(counts(&tallies[0]), [0, 2, 1]);
        assert_eq!(counts(&tallies[4]), [0, 2, 1]);
        assert_eq!(tallies[1].f1(), None);
        assert_eq!(counts(&tallies[5]), [4, 4, 4]);
    }
}
