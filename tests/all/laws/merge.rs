//! Partials merged in any order and grouping give the same report as one run over all documents, intervals included.

use crate::support::generate::{Pair, pair};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use quoteval::internals::model::Layers;
use quoteval::internals::partial::Partial;
use quoteval::internals::report::{Detail, Report, Scored, WRITERS};
use quoteval::internals::score::profiles::PROFILES;
use quoteval::internals::score::slices::ATTRIBUTES;
use quoteval::internals::score::{DocumentScore, Statistics};
use quoteval::{Criterion, Error, GoldDocument, Measure, Prediction, ScoreOptions, Setting, System};

/// Enough documents for intervals; some have no answer, some failed.
fn documents() -> impl Strategy<Value = Vec<(Pair, Option<Prediction>)>> {
    let document = |index: usize| {
        (pair(format!("d{index}")), 0..8u8).prop_map(|(pair, fate)| {
            let prediction = match fate {
                0 => None,
                1 => Some(Prediction::failed(pair.gold.id(), "timeout")),
                _ => Some(pair.prediction.clone()),
            };
            (pair, prediction)
        })
    };
    (10..14usize).prop_flat_map(move |count| (0..count).map(document).collect::<Vec<_>>())
}

/// Options of every kind, each sometimes absent.
fn options() -> impl Strategy<Value = ScoreOptions> {
    let (by, gap) = (["type", "type,document", "speaker-type"], "speaker-type");
    let gap = ATTRIBUTES.iter().copied().find(|attribute| attribute.name() == gap);
    let profiles: Vec<_> = [None].into_iter().chain(PROFILES.iter().copied().map(Some)).collect();
    let measure = (any::<[bool; 2]>(), select(Criterion::ALL.to_vec()), select(vec!["words", "tokens", "chars"]));
    let measure = measure.prop_map(|([is_given, gold_coreference], criterion, unit)| Measure {
        setting: if is_given { Setting::GoldQuotations } else { Setting::EndToEnd },
        unit: unit.parse().expect("a unit"),
        gold_coreference,
        criterion,
    });
    (measure, 0..=by.len(), any::<[bool; 3]>(), select(profiles)).prop_map(
        move |(measure, attributes, [with_gap, per_quotation, is_part], profile)| ScoreOptions {
            measure,
            by: by[..attributes].iter().map(|name| name.parse().expect("an attribute")).collect(),
            conditions: is_part.then(|| "type=direct".parse().expect("a condition")).into_iter().collect(),
            gap: gap.filter(|_| with_gap),
            per_quotation,
            profile,
            layers: Layers::default(),
        },
    )
}

fn partial(documents: Vec<DocumentScore>, options: &ScoreOptions) -> Partial {
    let system = System { name: "one|two\u{7}".into(), version: "2.1".into() };
    Partial { system, dataset: "räume".into(), options: options.clone(), documents }
}

/// Writes a partial and reads it back, which must change nothing.
fn through_file(partial: &Partial) -> Partial {
    let file = written(partial);
    let read = Partial::read(&mut file.as_bytes(), "part").expect("what was written");
    assert_eq!(written(&read), file);
    read
}

/// The file of a partial.
fn written(partial: &Partial) -> String {
    let mut file = Vec::new();
    partial.write(&mut file).expect("memory takes it");
    String::from_utf8(file).expect("JSON")
}

fn merged(parts: impl IntoIterator<Item = Partial>) -> Partial {
    let named = parts.into_iter().enumerate().map(|(index, part)| (format!("part {index}"), part));
    Partial::merge(named.collect()).expect("parts of one evaluation")
}

/// The report in every form that can carry it.
fn reports(partial: Partial) -> Vec<String> {
    let per_quotation = partial.options.per_quotation;
    let (system, dataset) = (partial.system.clone(), partial.dataset.clone());
    let scored = Scored::new(system, dataset, partial.evaluation(), Statistics { seed: 7, ..Statistics::default() }, 1);
    let detail = Detail { leaderboard: false, per_document: true, per_quotation };
    let report = Report { scores: vec![scored], detail };
    WRITERS.iter().filter_map(|writer| writer.write(&report).ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn parts_add_up_to_the_whole(
        documents in documents(),
        options in options(),
        count in 1..=5usize,
        keys in proptest::collection::vec(any::<Index>(), 14),
        grouped in 0..=5usize,
    ) {
        let score = |(pair, prediction): &(Pair, Option<Prediction>)| {
            DocumentScore::new(&pair.gold, Option::as_ref(prediction), &options)
        };
        let scores: Vec<DocumentScore> = documents.iter().map(score).collect();
        let mut parts = vec![Vec::new(); count];
        for (score, key) in scores.iter().zip(&keys) {
            parts[key.index(count)].push(score.clone());
        }
        let mut parts: Vec<Partial> = parts.into_iter().map(|documents| through_file(&partial(documents, &options))).collect();
        let rest = parts.split_off(grouped.min(count));
        let group = (!parts.is_empty()).then(|| through_file(&merged(parts)));
        let folded = merged(rest.into_iter().chain(group));
        let whole = reports(partial(scores, &options));
        prop_assert!(whole.len() >= 3);
        prop_assert!(whole.iter().any(|report| report.contains("ci95\": [")));
        prop_assert_eq!(reports(folded), whole);
    }

    #[test]
    fn whatever_is_read_can_be_reported(
        documents in documents(),
        options in options(),
        at in any::<Index>(),
        number in select(vec!["0", "1", "4294967295", "2147483647", "281474976710655", "18446744073709551615"]),
    ) {
        let scores = documents.iter().map(|(pair, prediction)| DocumentScore::new(&pair.gold, prediction.as_ref(), &options));
        let file = written(&partial(scores.collect(), &options));
        let counts: Vec<usize> = file.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = counts[at.index(counts.len())];
        let changed = format!("{}{number}{}", &file[..at], &file[at + 1..]);
        if let Ok(read) = Partial::read(&mut changed.as_bytes(), "part") {
            prop_assert!(!reports(read).is_empty());
        }
    }

    #[test]
    fn a_file_that_was_damaged_is_refused(at in any::<Index>(), cut in any::<bool>()) {
        let file = small();
        let at = at.index(file.len());
        let (before, after) = (&file.as_bytes()[..at], &file.as_bytes()[at + 1..]);
        let damaged = if cut { before.to_vec() } else { [before, b"\0", after].concat() };
        // The last line break may be missing; any other loss is noticed.
        let is_whole = cut && at + 1 == file.len();
        prop_assert_eq!(Partial::read(&mut damaged.as_slice(), "part").is_ok(), is_whole);
    }
}

/// A partial of two documents without a quotation.
fn small() -> String {
    let options = ScoreOptions::default();
    let score = |id: &str| DocumentScore::new(&GoldDocument::new(id, ""), None, &options);
    written(&partial(vec![score("a"), score("b")], &options))
}

#[test]
fn no_parts_are_refused_and_an_empty_one_is_fine() {
    assert!(matches!(Partial::merge(Vec::new()), Err(Error::Usage(_))));
    let options = ScoreOptions::default();
    let empty = || through_file(&partial(Vec::new(), &options));
    let full = || Partial::read(&mut small().as_bytes(), "part").expect("a partial");
    assert_eq!(reports(merged([empty(), full()])), reports(full()));
    assert_eq!(merged([empty(), empty()]).evaluation().documents.len(), 0);
}

/// The first finding on a partial after one text is replaced by another.
fn finding(from: &str, to: &str) -> quoteval::Finding {
    let file = small();
    assert!(file.contains(from), "{from} is not in {file}");
    match Partial::read(&mut file.replacen(from, to, 1).as_bytes(), "part") {
        Err(Error::Invalid(findings)) => findings.0.into_iter().next().expect("a finding"),
        other => panic!("{from} → {to}: {other:?}"),
    }
}

#[test]
fn counts_that_cannot_be_are_refused() {
    let is_known = |id: &str| quoteval::internals::dataset::RULES.iter().any(|rule| rule.id == id);
    let cases = [
        ("partial/1", "partial/2", "schema-unknown", 1),
        ("quoteval-partial", "quoteval-score", "partial-header", 1),
        ("\"words\"", "\"pages\"", "partial-name", 1),
        ("\"detection.any\"", "\"detection.some\"", "partial-name", 1),
        ("\"documents\":2", "\"documents\":3", "partial-torn", 3),
        ("\"documents\":2", "\"documents\":1", "partial-torn", 3),
        ("\"by\":[]", "\"by\":[\"colour\"]", "partial-name", 1),
        ("\"dataset\"", "\"date\":1,\"dataset\"", "json-shape", 1),
        ("\"id\":\"a\"", "\"id\":\"\"", "empty-id", 2),
        ("\"missing\"", "\"lost\"", "partial-name", 2),
        ("\"counts\":[[0,0,0],", "\"counts\":[", "partial-counts", 2),
        ("\"counts\":[[0,0,0],", "\"counts\":[[0,0],", "partial-counts", 2),
        ("\"counts\":[[0,0,0],", "\"counts\":[[1,0,0],", "partial-counts", 2),
        ("\"counts\":[[0,0,0],", "\"counts\":[[-1,0,0],", "json-shape", 2),
        ("\"counts\":[[0,0,0],", "\"counts\":[[4294967296,0,0],", "partial-counts", 2),
        ("\"gold\":0", "\"gold\":1", "partial-counts", 2),
        ("\"aligned\":{}", "\"aligned\":{\"correct\":1}", "partial-counts", 2),
        ("\"aligned\":{}", "\"aligned\":{\"perfect\":1}", "partial-name", 2),
        ("[[0,0,0,0,0],[", "[[0,1,0,0,0],[", "partial-counts", 2),
        ("\"located\"", "\"slices\":[[\"type\",\"direct\",[0,0,0,0,0,0,0,0,0],null]],\"located\"", "partial-counts", 2),
        ("\"names\":[0,0]", "\"names\":[0,4294967296]", "partial-counts", 2),
        ("\"located\"", "\"groups\":{\"female\":[0,0,0,0]},\"located\"", "partial-counts", 2),
        ("\"located\"", "\"profile\":[{\"counts\":[0],\"ratios\":[[0,0]]}],\"located\"", "partial-counts", 2),
        ("\"id\":\"b\"", "\"id\"", "json-syntax", 3),
    ];
    for (from, to, rule, line) in cases {
        let finding = finding(from, to);
        assert_eq!((finding.rule, finding.line), (rule, Some(line)), "{from} → {to}: {finding}");
        assert!(is_known(rule), "{rule} is in the table of rules");
    }
}

#[test]
fn what_other_definitions_counted_is_not_comparable() {
    let file = small();
    for (from, to) in [
        ("metrics_version\":2", "metrics_version\":1"),
        ("metrics_version\":", "metrics_version\":9"),
        ("unicode\":\"", "unicode\":\"9"),
        (",\"slot_error_rate\"", ""),
    ] {
        let read = Partial::read(&mut file.replacen(from, to, 1).as_bytes(), "part");
        assert!(matches!(read, Err(Error::NotComparable(_))), "{from} → {to}: {read:?}");
    }
}

#[test]
fn parts_of_different_evaluations_are_not_comparable() {
    let options = ScoreOptions::default();
    let measure = Measure { gold_coreference: true, ..Measure::default() };
    let one = partial(Vec::new(), &options);
    let by = vec!["type".parse().expect("an attribute")];
    let others = [
        Partial { dataset: "other".into(), ..one.clone() },
        Partial { system: System::default(), ..one.clone() },
        partial(Vec::new(), &ScoreOptions { measure, ..options.clone() }),
        partial(Vec::new(), &ScoreOptions { by, ..options.clone() }),
        partial(Vec::new(), &ScoreOptions { per_quotation: true, ..options.clone() }),
    ];
    for other in others {
        let merged = Partial::merge(vec![("a".into(), one.clone()), ("b".into(), other)]);
        assert!(matches!(merged, Err(Error::NotComparable(_))), "{merged:?}");
    }
}
