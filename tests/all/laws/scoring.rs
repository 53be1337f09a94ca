//! Laws that hold for every gold document and every prediction.

use crate::support::generate::{self, Pair, corpus, corpus_of, pair, perfect, predicted};
use proptest::prelude::*;
use proptest::sample::Index;
use quoteval::internals::dataset::BUNDLED;
use quoteval::internals::report::{Detail, Report, Scored, WRITERS};
use quoteval::internals::score::slices::SliceBy;
use quoteval::internals::score::{Aligned, IntervalMethod, Statistics};
use quoteval::internals::stats::{differences, intervals};
use quoteval::{
    Counts, Dataset, ErrorClass, Evaluation, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, Interval, METRICS,
    Measure, PredictedSpeaker, Prediction, Quotation, ScoreOptions, Span, System,
};

fn evaluate(pairs: &[Pair]) -> Evaluation {
    let options = ScoreOptions {
        by: vec!["type".parse::<SliceBy>().expect("an attribute"), "document".parse().expect("an attribute")],
        per_quotation: true,
        ..ScoreOptions::default()
    };
    generate::evaluate(pairs, &options)
}

/// The whole JSON report, every detail included.
fn json(evaluation: Evaluation) -> String {
    let scored =
        Scored::new(System::default(), "random", evaluation, Statistics { seed: 1, ..Statistics::default() }, 1);
    let detail = Detail { per_document: true, per_quotation: true, ..Detail::default() };
    WRITERS
        .iter()
        .find(|writer| writer.name == "json")
        .expect("a writer")
        .write(&Report { scores: vec![scored], detail })
        .expect("a report")
}

fn matches(evaluation: &Evaluation, id: &str) -> [u64; 3] {
    match evaluation.total(id).map(|total| total.counts) {
        Some(Counts::Matches { tp, fp, fn_ }) => [tp, fp, fn_],
        other => panic!("{id}: {other:?}"),
    }
}

/// Shuffles a list.
fn shuffled<T: Clone>(list: &[T], keys: &[Index]) -> Vec<T> {
    let mut rest: Vec<T> = list.to_vec();
    let mut order = Vec::new();
    for key in keys.iter().cycle() {
        if rest.is_empty() {
            return order;
        }
        order.push(rest.swap_remove(key.index(rest.len())));
    }
    rest
}

/// Shuffles all lists and adjusts the entity indices.
fn shuffle(pair: &Pair, keys: &[Index]) -> Pair {
    let mut shuffle = pair.clone();
    shuffle.prediction.quotations = shuffled(&pair.prediction.quotations, keys);
    for quotation in &mut shuffle.prediction.quotations {
        if let PredictedSpeaker::Named(names) = &mut quotation.speaker {
            names.reverse();
        }
    }
    shuffle.gold.entities = shuffled(&pair.gold.entities, keys);
    let place = |&old: &usize| shuffle.gold.entities.iter().position(|new| new.id == pair.gold.entities[old].id);
    shuffle.gold.quotations = shuffled(&pair.gold.quotations, keys);
    for quotation in &mut shuffle.gold.quotations {
        if let GoldSpeaker::Entities(speakers) = &mut quotation.speaker {
            *speakers = speakers.iter().filter_map(place).collect();
            speakers.sort_unstable();
        }
    }
    shuffle
}

/// Swaps gold and prediction; speakers are left out.
fn swap(pair: &Pair) -> Pair {
    let of_gold = pair.gold.quotations.iter().map(|item| item.quotation.clone());
    let of_prediction = pair.prediction.quotations.iter().map(|item| item.quotation.clone());
    let found = of_gold.map(|quotation| predicted(quotation, PredictedSpeaker::Absent)).collect();
    let gold = of_prediction.map(|quotation| GoldQuotation { quotation, speaker: GoldSpeaker::Absent }).collect();
    Pair {
        prediction: Prediction { quotations: found, ..Prediction::empty(pair.gold.id()) },
        gold: GoldDocument { quotations: gold, ..pair.gold.clone() },
    }
}

/// Contents without the mark at either end of each piece.
fn without_marks(quotation: &mut Quotation, text: &str) {
    let inner = |span: &Span| Span::new(text, span.start() + '“'.len_utf8(), span.end() - '”'.len_utf8());
    let pieces = quotation.content.spans().iter().map(|span| inner(span).expect("a word between marks"));
    quotation.content = Fragments::new(pieces).expect("sorted pieces");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_perfect_prediction_scores_one(pair in pair("d".into())) {
        // Only their speakers distinguish two gold quotations with the same units.
        let mut gold = pair.gold;
        gold.quotations.sort_by(|a, b| a.quotation.content.cmp(&b.quotation.content));
        gold.quotations.dedup_by(|a, b| a.quotation.content == b.quotation.content);
        prop_assert_eq!(not_perfect(&[Pair { prediction: perfect(&gold), gold }]), Vec::<String>::new());
    }

    #[test]
    fn order_changes_nothing(pairs in corpus(), keys in proptest::collection::vec(any::<Index>(), 8)) {
        let other: Vec<Pair> = shuffled(&pairs, &keys).iter().map(|pair| shuffle(pair, &keys)).collect();
        prop_assert_eq!(json(evaluate(&pairs)), json(evaluate(&other)));
    }

    #[test]
    fn swapping_the_sides_swaps_precision_and_recall(pair in pair("d".into())) {
        let (forth, back) = (evaluate(&[swap(&swap(&pair))]), evaluate(&[swap(&pair)]));
        for id in ["detection.exact", "detection.iou80", "detection.iou50", "detection.any", "detection.unit"] {
            let ([tp, fp, fn_], swapped) = (matches(&forth, id), matches(&back, id));
            prop_assert_eq!([tp, fn_, fp], swapped, "{}", id);
        }
    }

    #[test]
    fn stricter_criteria_accept_fewer(pairs in corpus()) {
        let evaluation = evaluate(&pairs);
        let right = |id: &str| matches(&evaluation, id)[0];
        prop_assert!(right("detection.exact") <= right("detection.iou80"));
        prop_assert!(right("detection.iou80") <= right("detection.iou50"));
        prop_assert!(right("detection.iou50") <= right("detection.any"));
        if evaluation.total("attribution.iou50").is_some() {
            prop_assert!(right("attribution.exact") <= right("attribution.iou50"));
            prop_assert!(right("attribution.relation") <= right("attribution.iou50"));
            prop_assert!(right("attribution.iou50") <= right("detection.iou50"));
        }
    }

    #[test]
    fn classes_add_up(pairs in corpus()) {
        let evaluation = evaluate(&pairs);
        let classes = &evaluation.classes;
        let right = classes.gold.of(ErrorClass::Correct);
        let aligned: u64 = classes.aligned.total();
        let (substituted, deleted, inserted) = (aligned - right, evaluation.gold - aligned, evaluation.predicted - aligned);
        prop_assert_eq!(classes.gold.total(), evaluation.gold);
        prop_assert_eq!(classes.predicted.total(), evaluation.predicted);
        prop_assert_eq!(classes.predicted.of(ErrorClass::Correct), right);
        for (class, aligned) in classes.aligned.occurring() {
            prop_assert!(classes.gold.of(class) >= aligned && classes.predicted.of(class) >= aligned);
        }
        if evaluation.total("attribution.iou50").is_some() {
            let [tp, fp, fn_] = matches(&evaluation, "attribution.iou50");
            prop_assert_eq!(tp, right);
            prop_assert_eq!((fn_, fp), (substituted + deleted, substituted + inserted));
        }
    }

    #[test]
    fn each_item_is_aligned_at_most_once(pair in pair("d".into())) {
        let doc = Aligned::new(&pair.gold, &pair.prediction, Measure::default());
        let pairs: Vec<_> = doc.alignment().pairs().collect();
        let distinct = |mut items: Vec<usize>| { items.sort_unstable(); items.dedup(); items.len() };
        prop_assert_eq!(distinct(pairs.iter().map(|pair| pair.gold).collect()), pairs.len());
        prop_assert_eq!(distinct(pairs.iter().map(|pair| pair.predicted).collect()), pairs.len());
        prop_assert!(pairs.iter().all(|pair| pair.shared > 0));
    }

    #[test]
    fn copies_of_a_corpus_score_the_same(pairs in corpus(), copies in 2..4usize) {
        let (once, many) = (evaluate(&pairs), evaluate(&self::copies(&pairs, copies)));
        for ((metric, once), (_, many)) in once.metrics().zip(many.metrics()) {
            let figures = |total: Option<&quoteval::internals::score::MetricTotal>| {
                total.map(|total| (total.counts.precision(), total.counts.recall(), total.counts.headline(), total.macro_f1()))
            };
            prop_assert_eq!(figures(once), figures(many), "{}", metric.id());
        }
    }

    #[test]
    fn the_macro_f1_of_one_document_is_its_f1_to_the_last_digit(pair in pair("d".into())) {
        let report: serde_json::Value = serde_json::from_str(&json(evaluate(&[pair]))).expect("JSON");
        let metrics = report["metrics"].as_object().expect("metrics");
        for (id, figures) in metrics.iter().filter(|(_, figures)| figures.get("macro_f1").is_some()) {
            prop_assert_eq!(figures["f1"].to_string(), figures["macro_f1"].to_string(), "{}", id);
        }
    }

    #[test]
    fn counts_add_up_over_documents(a in corpus(), b in corpus()) {
        let rename = |mut pair: Pair| { pair.gold.document.id.push('b'); pair };
        let b: Vec<Pair> = b.into_iter().map(rename).collect();
        let whole = evaluate(&[a.clone(), b.clone()].concat());
        let (a, b) = (evaluate(&a), evaluate(&b));
        for (index, (metric, total)) in whole.metrics().enumerate() {
            if let (Some(total), Some(a), Some(b)) = (total, a.totals[index], b.totals[index]) {
                let mut sum = a.counts;
                sum += b.counts;
                prop_assert_eq!(sum, total.counts, "{}", metric.id());
            }
        }
    }

    #[test]
    fn marks_do_not_matter_to_words(pair in pair("d".into())) {
        let mut bare = pair.clone();
        let text = pair.gold.text();
        bare.prediction.quotations.iter_mut().for_each(|item| without_marks(&mut item.quotation, text));
        let (with, without) = (evaluate(std::slice::from_ref(&pair)), evaluate(&[bare]));
        for ((metric, with), (_, without)) in with.metrics().zip(without.metrics()) {
            // The alignment breaks ties by the fragments, so figures that the criteria do not decide may differ.
            if metric.id().starts_with("detection") || metric.id().starts_with("attribution.iou50") {
                prop_assert_eq!(with, without, "{}", metric.id());
            }
        }
    }
}

/// Enough documents for intervals.
fn larger_corpus() -> impl Strategy<Value = Vec<Pair>> {
    corpus_of(5..9)
}

/// Each metric that has an interval, with its value and interval.
fn with_intervals(evaluation: &Evaluation) -> Vec<(&'static str, f64, Interval)> {
    let intervals = intervals(evaluation, IntervalMethod::Jackknife);
    let found = evaluation
        .metrics()
        .zip(intervals)
        .filter_map(|((metric, total), interval)| Some((metric.id(), total?.counts.headline()?, interval.ok()?)));
    found.collect()
}

fn copies(pairs: &[Pair], copies: usize) -> Vec<Pair> {
    let copy = |number: usize, pair: &Pair| {
        let mut copy = pair.clone();
        copy.gold.document.id = format!("{}-{number}", pair.gold.id());
        copy
    };
    (0..copies).flat_map(|number| pairs.iter().map(move |pair| copy(number, pair))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn an_interval_holds_its_figure(pairs in larger_corpus()) {
        for (id, value, Interval { low, high }) in with_intervals(&evaluate(&pairs)) {
            prop_assert!(low <= value && value <= high, "{}: {} {} {}", id, low, value, high);
            prop_assert!(low >= 0.0 && (high <= 1.0 || id == "slot_error_rate"), "{}: {} {}", id, low, high);
        }
    }

    #[test]
    fn a_perfect_score_is_never_certain(pairs in larger_corpus()) {
        let perfect: Vec<Pair> = pairs.into_iter().map(|pair| Pair { prediction: perfect(&pair.gold), ..pair }).collect();
        for (id, value, Interval { low, high }) in with_intervals(&evaluate(&perfect)) {
            prop_assert!(low < high, "{}: {} in {} {}", id, value, low, high);
        }
    }

    #[test]
    fn intervals_of_copies_are_narrower(pairs in larger_corpus(), number in 2..5usize) {
        let once = with_intervals(&evaluate(&pairs));
        let many = with_intervals(&evaluate(&copies(&pairs, number)));
        for (id, value, one) in once {
            let (_, same, other) = many.iter().find(|(of_many, ..)| *of_many == id).expect("copies have an interval too");
            prop_assert_eq!(value, *same, "{}", id);
            prop_assert!(other.high - other.low < one.high - one.low, "{}: {:?} {:?}", id, one, other);
        }
    }

    #[test]
    fn changing_places_negates_differences_and_their_intervals(
        pairs in larger_corpus(),
        others in proptest::collection::vec(pair("other".into()), 8),
    ) {
        let other = |(own, other): (&Pair, &Pair)| {
            let quotations = other.prediction.quotations.clone();
            let prediction = Prediction { quotations, ..Prediction::empty(own.gold.id()) };
            Pair { gold: own.gold.clone(), prediction }
        };
        let (base, head) = (evaluate(&pairs), evaluate(&pairs.iter().zip(&others).map(other).collect::<Vec<_>>()));
        let (forth, back) = (differences(&base, &head, 42), differences(&head, &base, 42));
        for ((forth, back), metric) in forth.iter().zip(&back).zip(METRICS) {
            let id = metric.id();
            prop_assert_eq!((forth.base, forth.head, forth.p()), (back.head, back.base, back.p()), "{}", id);
            prop_assert_eq!(forth.value(), back.value().map(|value| 0.0 - value), "{}", id);
            match (forth.interval, back.interval) {
                (Ok(own), Ok(other)) => {
                    prop_assert_eq!((own.low, own.high), (-other.high, -other.low), "{}", id);
                    let value = forth.value().expect("a difference with an interval");
                    prop_assert!(own.low <= value && value <= own.high, "{}", id);
                }
                (own, other) => prop_assert_eq!(own, other, "{}", id),
            }
        }
    }
}

/// Metrics that are defined and not perfect.
fn not_perfect(pairs: &[Pair]) -> Vec<String> {
    let evaluation = evaluate(pairs);
    let is_perfect = |id: &str, value: f64| match id {
        "slot_error_rate" | "document.share_error" => value == 0.0,
        _ => value == 1.0,
    };
    let headlines = evaluation.metrics().filter_map(|(metric, total)| Some((metric.id(), total?.counts.headline()?)));
    let wrong = headlines.filter(|&(id, value)| !is_perfect(id, value));
    wrong.map(|(id, value)| format!("{id} = {value}")).collect()
}

#[test]
fn bundled_gold_scores_one_against_itself() {
    for bundled in BUNDLED {
        let dataset = Dataset::load(bundled.name).expect("bundled data");
        let pairs: Vec<Pair> =
            dataset.documents().map(|gold| Pair { gold: gold.clone(), prediction: perfect(gold) }).collect();
        assert_eq!(not_perfect(&pairs), Vec::<String>::new(), "{}", bundled.name);
    }
}
