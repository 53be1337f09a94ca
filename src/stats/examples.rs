//! Tests of the worked examples of the statistics: each figure is computed and looked up in the text.

use super::draws::Draw;
use super::interval::Spread;
use super::randomization::TRIALS;
use super::*;
use crate::score::{Counts, GroupCounts};

fn assert_said(name: &str, said: &[String]) {
    let text = figure(name).unwrap().explanation;
    let text = text.lines().find_map(|line| line.strip_prefix("Example: ")).unwrap();
    said.iter().for_each(|said| assert!(text.contains(said), "{name}: the example does not say '{said}': {text}"));
}

#[test]
fn draws() {
    let swapped: Vec<usize> =
        Draw::of("esper").swaps(42).take(8).enumerate().filter(|(_, swaps)| *swaps).map(|(trial, _)| trial).collect();
    assert_eq!(swapped.len(), 1);
    assert_said("draws", &[format!("is swapped in trial {}", swapped[0])]);
}

#[test]
fn the_figure_without_each_document() {
    let one = |tp| Counts::Matches { tp, fp: 1 - tp, fn_: 1 - tp };
    let documents = [1, 1, 1, 1, 0].map(one);
    let total = Counts::Matches { tp: 4, fp: 1, fn_: 1 };
    let without = |document: &Counts| total.without(document).headline().unwrap();
    let mut jackknife = Jackknife::of(total.headline().unwrap());
    documents.iter().for_each(|of| jackknife.leave_out(total.size_of(&of.numbers()), || Some(without(of))));
    let Spread { error, worth } = jackknife.spread().unwrap();
    let mean = documents.iter().map(without).sum::<f64>() / 5.0;
    let uneven = {
        let mut jackknife = Jackknife::of(0.5);
        [90, 2, 2, 2, 2].iter().for_each(|&size| jackknife.leave_out(size, || Some(0.5)));
        let NoInterval::Outweighed { worth } = jackknife.spread().unwrap_err() else { panic!("no worth") };
        worth
    };
    assert_said(
        "jackknife",
        &[
            format!("4 of them right: F1 {:.3}", jackknife.value()),
            format!(
                "Without the wrong one it is {:.3}, without any other {:.3}",
                without(&documents[4]),
                without(&documents[0])
            ),
            format!("mean {mean:.3}, SE² = 4/5·(0.2² + 4·0.05²) = {:.3}, SE = {error:.3}", error * error),
            format!("m = 10²/(5·2²) = {worth:.0}"),
            format!("worth 98²/8116 = {uneven:.3}, too few"),
        ],
    );
}

#[test]
fn ends_of_the_interval() {
    let t = |worth: f64| super::students_t::StudentsT::new(worth - 1.0).quantile(0.975);
    let of = |value, error, worth| Interval::new(Scale::Share, value, Spread { error, worth });
    let (middling, perfect, larger) = (of(0.75, 0.02, 16.0), of(1.0, 0.0, 12.0), of(1.0, 0.0, 48.0));
    assert_said(
        "interval",
        &[
            format!("t = {:.3}, t·SE/(0.750·0.250) = {:.3}", t(16.0), t(16.0) * 0.02 / (0.75 * 0.25)),
            format!("so {:.3} to {:.3}.", middling.low, middling.high),
            format!("t = {:.3}, so {:.3} to {:.3}", t(12.0), perfect.low, perfect.high),
            format!("on 48 of them {:.3} to {:.3}", larger.low, larger.high),
        ],
    );
}

#[test]
fn tests_of_two_systems() {
    let (right, wrong) =
        (Counts::Share { numerator: 2, denominator: 2 }, Counts::Share { numerator: 0, denominator: 2 });
    let documents = ["d0", "d1", "d2"].map(|id| (id, [right, wrong]));
    assert_said(
        "randomization",
        &[
            format!("p = 2/8 = {:.3}", difference(&documents, 42).unwrap().p().unwrap()),
            format!("p = 500/10,001 = {:.3}", f64::from(499 + 1) / f64::from(TRIALS + 1)),
        ],
    );
    assert_said("mcnemar", &[format!("134/2048 = {:.3}", mcnemar_exact(9, 2))]);
    let adjusted = holm(&[0.005, 0.01, 0.03, 0.04]).into_iter().map(|p| format!("{p:.3}")).collect::<Vec<_>>();
    let [a, b, c, d] = &adjusted[..] else { panic!("{adjusted:?}") };
    assert_said(
        "holm",
        &[format!("4·0.005 = {a}, 3·0.01 = {b}, 2·0.03 = {c} and, since 1·0.04 is less than that, {d}")],
    );
}

#[test]
fn power_of_a_gold_set() {
    let power = |error, worth| Power {
        metric: crate::score::METRICS[0],
        f1: vec![Some(0.5)],
        spread: Ok(Spread { error, worth }),
    };
    let [once, four_times] =
        [(0.02, 31.0), (0.01, 124.0)].map(|(error, worth)| power(error, worth).smallest_difference().unwrap());
    let t = super::students_t::StudentsT::new(30.0);
    assert_said(
        "smallest_difference",
        &[
            format!("({:.3} + {:.3})·0.020 = {once:.3}", t.quantile(0.975), t.quantile(0.8)),
            format!("about {four_times:.3}"),
        ],
    );
    // √(2·(1 - ρ)) at either end of the correlations that were measured.
    assert_eq!(format!("{:.1} {:.1}", (2.0f64 * 1.1).sqrt(), (2.0f64 * 0.25).sqrt()), "1.5 0.7");
}

#[test]
fn confidences() {
    let judged = |(confidence, is_right)| JudgedPrediction { confidence, is_right };
    let items = [(0.95, true), (0.9, true), (0.8, false), (0.6, true), (0.55, false)].map(judged);
    let calibration = Calibration::new(items.to_vec(), 4).unwrap();
    assert_said("aurc", &[format!("/ 5 = {:.3}", calibration.aurc)]);
    assert_said("augrc", &[format!("/ 25 = {:.3}", calibration.augrc)]);
    assert_said("auroc", &[format!("5/6 = {:.3}", calibration.auroc.unwrap())]);
    assert_said("average_precision", &[format!("/ 4 = {:.3}", calibration.average_precision.unwrap())]);
    assert_said("brier", &[format!("/ 5 = {:.3}", calibration.brier)]);
    assert_said("ece", &[format!("/ 5 = {:.3}", calibration.ece)]);
}

#[test]
fn annotators() {
    let (a, b): ([Label; 10], [Label; 10]) = ([3, 3, 3, 3, 0, 0, 0, 0, 0, 0], [3, 3, 3, 0, 0, 0, 0, 0, 3, 0]);
    assert_said("observed", &[format!("8/10 = {:.3}", observed_agreement(&a, &b).unwrap())]);
    assert_said("kappa", &[format!("/ (1 - 0.52) = {:.3}", cohen_kappa(&a, &b).unwrap())]);
    assert_said("alpha", &[format!("1 - 4/10.105 = {:.3}", krippendorff_alpha(&[&a, &b]).unwrap())]);
    let (a, b): ([Segment; 10], [Segment; 10]) = ([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0, 0, 0, 2, 0]);
    let mut unitizing = Unitizing::default();
    unitizing.add(&[&a, &b]);
    let expected = 2.0 * 8.0 * 12.0 / (400.0 - 16.0 - 9.0 - 1.0 - 12.0);
    assert_said(
        "unitizing_alpha",
        &[
            format!("(400 - 16 - 9 - 1 - 12) = {expected:.3}"),
            format!("1 - 0.200/{expected:.3} = {:.3}", unitizing.alpha().unwrap()),
        ],
    );
}

#[test]
fn gap_between_groups() {
    let [women, men] = [[4, 3, 2, 3], [6, 6, 5, 7]].map(GroupCounts::of_numbers);
    let against = |of: fn(&GroupCounts) -> Option<f64>| {
        let (own, others) = (of(&women).unwrap(), of(&men).unwrap());
        format!("{own:.3} against 5/6 = {others:.3}, difference {:.3}", own - others)
    };
    let share = 3.0 / 10.0 - 4.0 / 10.0;
    assert_said(
        "speaker_gap",
        &[
            format!("2/4 = {}", against(GroupCounts::recall)),
            format!("2/3 = {}", against(GroupCounts::accuracy)),
            format!("3/10 - 4/10 = {share:.3}"),
        ],
    );
}
