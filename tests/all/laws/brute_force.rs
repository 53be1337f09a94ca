//! The alignment, including ties, and the error classes, compared with their definitions by brute force.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use quoteval::internals::score::{Aligned, ItemClasses};
use quoteval::{
    Entity, ErrorClass, Fragments, GoldDocument, GoldQuotation, Measure, PredictedQuotation, Prediction, Quotation,
    QuotationType, Span,
};

const TEXT: &str = "a b c d e f g h i j";
const NAMES: [&str; 2] = ["Ann", "Bo"];

/// One item of either side, coarse enough to make ties frequent.
#[derive(Clone, Debug)]
struct Item {
    /// The range of words of each fragment, numbered from 0.
    content: Vec<(usize, usize)>,
    kind: Option<QuotationType>,
    speaker: usize,
    source: Option<usize>,
    cue: Option<usize>,
    confidence: Option<f64>,
    /// The beginning of the id, independent of the place in the list.
    id: u8,
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let whole = (0..6usize, 1..5usize).prop_map(|(start, length)| vec![(start, (start + length).min(10))]);
    let broken =
        (0..3usize, 1..3usize).prop_map(|(start, gap)| vec![(start, start + 2), (start + 2 + gap, start + 5 + gap)]);
    let word = || option::weighted(0.2, 0..2usize);
    let kind = option::of(select(vec![QuotationType::Direct, QuotationType::Mixed]));
    let item = (
        prop_oneof![5 => whole, 1 => broken],
        kind,
        0..2usize,
        word(),
        word(),
        select(vec![None, Some(0.5), Some(0.9)]),
    );
    let item = (item, any::<u8>()).prop_map(|((content, kind, speaker, source, cue, confidence), id)| Item {
        content,
        kind,
        speaker,
        source,
        cue,
        confidence,
        id,
    });
    let list = proptest::collection::vec(item, 0..=5);
    // A doubled item ties in everything but the id.
    (list, any::<bool>()).prop_map(|(mut list, doubled)| {
        if let (true, Some(first), true) = (doubled, list.first().cloned(), list.len() < 5) {
            list.push(Item { id: first.id.wrapping_add(1), ..first });
        }
        list
    })
}

fn fragments(pieces: &[(usize, usize)]) -> Fragments {
    Fragments::new(pieces.iter().map(|&(start, end)| Span::new(TEXT, 2 * start, 2 * end - 1).unwrap())).unwrap()
}

fn quotation(item: &Item, place: usize) -> Quotation {
    let word = |word: Option<usize>| word.map(|word| fragments(&[(word, word + 1)]));
    Quotation {
        quotation_type: item.kind,
        source: word(item.source),
        cue: word(item.cue),
        ..Quotation::new(format!("{}-{place}", item.id), fragments(&item.content))
    }
}

fn documents(gold: &[Item], predicted: &[Item]) -> (GoldDocument, Prediction) {
    let entity = |name: &&str| Entity { id: name.to_lowercase(), name: (*name).to_owned(), ..Entity::default() };
    let golds = gold.iter().enumerate().map(|(place, item)| GoldQuotation::by(quotation(item, place), [item.speaker]));
    let found = predicted.iter().enumerate().map(|(place, item)| PredictedQuotation {
        quotation: quotation(item, place),
        confidence: item.confidence,
        ..PredictedQuotation::by("", fragments(&item.content), NAMES[item.speaker])
    });
    let entities = NAMES.iter().map(entity).collect();
    let gold = GoldDocument { entities, quotations: golds.collect(), ..GoldDocument::new("d", TEXT) };
    (gold, Prediction { quotations: found.collect(), ..Prediction::empty("d") })
}

type Words = BTreeSet<usize>;

fn words(item: &Item) -> Words {
    item.content.iter().flat_map(|&(start, end)| start..end).collect()
}

fn shared(a: &Words, b: &Words) -> usize {
    a.intersection(b).count()
}

/// Places of the items in rank order: fragments, confidence from high to low, type, speaker, source, cue, id.
fn ranked(items: &[Item], has_confidence: bool) -> Vec<usize> {
    let falling =
        |item: &Item| item.confidence.filter(|_| has_confidence).map_or(0, |confidence| -(confidence * 10.0) as i64);
    let key = |place: usize| {
        let item = &items[place];
        let said = quotation(item, place);
        (said.content, falling(item), said.quotation_type, item.speaker, said.source, said.cue, said.id)
    };
    let mut places: Vec<usize> = (0..items.len()).collect();
    places.sort_by_key(|&place| key(place));
    places
}

/// All one-to-one pairings of items that share a word; each pairing holds the partner of each gold item.
fn pairings(gold: &[Item], predicted: &[Item]) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![Vec::new()];
    for item in gold {
        let longer = |so_far: &Vec<Option<usize>>| {
            let free = (0..predicted.len()).filter(|p| !so_far.contains(&Some(*p)));
            let partners = free.filter(|&p| shared(&words(item), &words(&predicted[p])) > 0).map(Some);
            partners.chain([None]).map(|partner| [so_far.as_slice(), &[partner]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// The sums that the alignment maximises, in order of priority.
fn merits(pairing: &[Option<usize>], gold: &[Item], predicted: &[Item]) -> [u64; 5] {
    let mut merits = [0; 5];
    for (item, partner) in gold.iter().zip(pairing) {
        let Some(partner) = partner.map(|p| &predicted[p]) else { continue };
        let (a, b) = (words(item), words(partner));
        let (both, either) = (shared(&a, &b) as u64, a.union(&b).count() as u64);
        let is_same_type = item.kind.is_some() && item.kind == partner.kind;
        let more = [
            u64::from(a == b),
            u64::from(2 * both > either),
            (both << 32) / either,
            u64::from(item.speaker == partner.speaker),
            u64::from(is_same_type),
        ];
        merits.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
    }
    merits
}

/// The best pairing; a tie goes to the pairing whose partners' ranks, in gold order, come first.
fn best(gold: &[Item], predicted: &[Item]) -> Vec<Option<usize>> {
    let (gold_order, predicted_order) = (ranked(gold, false), ranked(predicted, true));
    let rank = |p: usize| predicted_order.iter().position(|&other| other == p).unwrap();
    let ranks = |pairing: &[Option<usize>]| -> Vec<usize> {
        gold_order.iter().map(|&g| pairing[g].map_or(usize::MAX, rank)).collect()
    };
    let order = |a: &Vec<Option<usize>>, b: &Vec<Option<usize>>| -> Ordering {
        let by_merit = merits(b, gold, predicted).cmp(&merits(a, gold, predicted));
        by_merit.then_with(|| ranks(a).cmp(&ranks(b)))
    };
    pairings(gold, predicted).into_iter().min_by(order).unwrap()
}

/// Number of distinct sets that lie more than half inside `outer`, except sets strictly inside another of these sets.
fn outermost_inside(inner: &[Words], outer: &Words) -> usize {
    let inside: BTreeSet<&Words> = inner.iter().filter(|set| 2 * shared(set, outer) > set.len()).collect();
    let is_inner = |set: &&&Words| inside.iter().any(|other| set.is_subset(other) && *set != other);
    inside.len() - inside.iter().filter(is_inner).count()
}

fn is_strictly_inside(inner: &Words, outer: &Words) -> bool {
    inner.is_subset(outer) && inner != outer
}

/// The classes of gold and predictions by their definition; none for pairs with a right span.
fn classes(doc: &Aligned<'_>, gold: &[Item], predicted: &[Item]) -> [Vec<Option<ErrorClass>>; 2] {
    let (golds, found): (Vec<Words>, Vec<Words>) =
        (gold.iter().map(words).collect(), predicted.iter().map(words).collect());
    let splits = |g: usize| outermost_inside(&found, &golds[g]);
    let merges = |p: usize| outermost_inside(&golds, &found[p]);
    let half = |inner: &Words, outer: &Words| 2 * shared(inner, outer) > inner.len();
    let of_pair = |g: usize, p: usize| match (splits(g), merges(p)) {
        _ if 2 * shared(&golds[g], &found[p]) > golds[g].union(&found[p]).count() => None,
        (splits, merges) if splits >= 2 && splits >= merges => Some(ErrorClass::Split),
        (_, merges) if merges >= 2 => Some(ErrorClass::Merged),
        _ => Some(ErrorClass::Boundary),
    };
    let is_aligned = |p: usize| doc.alignment().of_predicted(p).is_some();
    let order = ranked(predicted, true);
    let rank = |p: usize| order.iter().position(|&other| other == p).unwrap();
    let all = || 0..found.len();
    let of_gold = |g: usize| match doc.alignment().of_gold(g) {
        Some(pair) => of_pair(g, pair.predicted),
        None if golds.iter().any(|other| is_strictly_inside(&golds[g], other)) => Some(ErrorClass::NestedMissed),
        None if all().any(|p| half(&golds[g], &found[p]) && merges(p) >= 2) => Some(ErrorClass::Merged),
        None if all().any(|p| shared(&golds[g], &found[p]) > 0) => Some(ErrorClass::Overlap),
        None => Some(ErrorClass::Missed),
    };
    let of_predicted = |p: usize| match doc.alignment().of_predicted(p) {
        Some(pair) => of_pair(pair.gold, p),
        None if all().any(|q| q != p && found[q] == found[p] && (is_aligned(q) || rank(q) < rank(p))) => {
            Some(ErrorClass::Duplicate)
        }
        None if all().any(|q| is_aligned(q) && is_strictly_inside(&found[p], &found[q])) => {
            Some(ErrorClass::NestedSpurious)
        }
        None if (0..golds.len()).any(|g| half(&found[p], &golds[g]) && splits(g) >= 2) => Some(ErrorClass::Split),
        None if (0..golds.len()).any(|g| shared(&golds[g], &found[p]) > 0) => Some(ErrorClass::Overlap),
        None => Some(ErrorClass::Spurious),
    };
    [(0..golds.len()).map(of_gold).collect(), all().map(of_predicted).collect()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_alignment_is_the_best_and_of_those_that_tie_the_first(gold in items(), predicted in items()) {
        let (gold_document, prediction) = documents(&gold, &predicted);
        let doc = Aligned::new(&gold_document, &prediction, Measure::default());
        let found: Vec<_> = (0..gold.len()).map(|g| doc.alignment().of_gold(g).map(|pair| pair.predicted)).collect();
        prop_assert_eq!(found, best(&gold, &predicted));
    }

    #[test]
    fn what_is_alone_or_has_the_wrong_span_is_of_the_class_of_its_definition(gold in items(), predicted in items()) {
        let (gold_document, prediction) = documents(&gold, &predicted);
        let doc = Aligned::new(&gold_document, &prediction, Measure::default());
        let found = ItemClasses::of(&doc);
        let [of_gold, of_predicted] = classes(&doc, &gold, &predicted);
        for (found, expected) in found.gold.iter().zip(of_gold).chain(found.predicted.iter().zip(of_predicted)) {
            prop_assert_eq!(Some(*found), expected.or(Some(*found)));
        }
    }
}
