//! The worked examples of the statistics are true: each is computed here and looked for in the text.

use super::*;
use crate::score::{Counts, GroupCounts};

fn assert_said(name: &str, said: &[String]) {
    let text = figure(name).unwrap().explanation;
    let text = text.lines().find_map(|line| line.strip_prefix("Example: ")).unwrap();
    said.iter().for_each(|said| assert!(text.contains(said), "{name}: the example does not say '{said}': {text}"));
}

#[test]
fn draws_and_bootstrap() {
    let weights: Vec<String> = Draw::of("esper").poisson(42).take(8).map(|weight| weight.to_string()).collect();
    assert_said("draws", &[format!("weighs {}", weights.join(", "))]);
    let replicate = |first: u64, second: u64| {
        let (twice_tp, both) = (first * 4 + second * 2, first * 5 + second * 5);
        Counts::Share { numerator: twice_tp, denominator: both }.headline()
    };
    assert_said("bootstrap", &[format!("(2·4 + 1·2) / (2·5 + 1·5) = {:.3}", replicate(2, 1).unwrap())]);
    assert_eq!(replicate(0, 0), None);
}

#[test]
fn ranks_of_the_interval() {
    let ends = |defined: usize| {
        let values = (1..=1000).map(|rank| (rank <= defined).then_some(rank as f64));
        Interval::of(values).ok().map(|interval| (interval.low, interval.high))
    };
    let (all, most) = (ends(1000).unwrap(), ends(990).unwrap());
    assert_said("interval", &[format!("1,000 defined replicates the ends are the {}th and the {}th", all.0, all.1)]);
    assert_said("interval", &[format!("of 990 they are the {}th and the {}th", most.0, most.1)]);
    assert_eq!(ends(949), None);
    assert!(ends(950).is_some());
}

#[test]
fn tests_of_two_systems() {
    let (right, wrong) = (Fraction { numerator: 2, denominator: 2 }, Fraction { numerator: 0, denominator: 2 });
    let outcomes: Vec<Outcome> =
        (0..3).map(|index| Outcome { document: format!("d{index}"), first: right, second: wrong }).collect();
    assert_said(
        "randomization",
        &[
            format!("p = 2/8 = {:.3}", randomization(&outcomes, 42)),
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
    let f1 = vec![Some(0.5)];
    let power = |error| Power { metric: crate::score::METRICS[0], f1: f1.clone(), standard_error: Some(error) };
    let [whole, quarter] = [0.02, 0.01].map(|error| power(error).smallest_difference().unwrap());
    assert_said("smallest_difference", &[format!("2.80·0.020 = {whole:.3}"), format!("about {quarter:.3}")]);
}

#[test]
fn confidences() {
    let judged = |(confidence, is_right)| Judged { confidence, is_right };
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
