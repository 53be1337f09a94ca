//! The draws and intervals against `tests/oracles/statistics.json`.

use serde_json::Value;

use super::*;

fn oracle() -> Value {
    serde_json::from_str(include_str!("../../tests/oracles/statistics.json")).unwrap()
}

#[test]
fn draws_equal_the_oracle() {
    let oracle = &oracle()["draws"];
    let seed = oracle["seed"].as_u64().unwrap();
    for (id, weights) in oracle["poisson"].as_object().unwrap() {
        let drawn: Vec<u32> = Draw::of(id).poisson(seed).take(8).collect();
        assert_eq!(serde_json::json!(drawn), *weights, "{id}");
    }
    for (id, swaps) in oracle["swap"].as_object().unwrap() {
        let drawn: Vec<u8> = Draw::of(id).swaps(seed).take(8).map(u8::from).collect();
        assert_eq!(serde_json::json!(drawn), *swaps, "{id}");
    }
}

#[test]
fn the_interval_equals_the_oracle() {
    let oracle = &oracle()["interval"];
    let seed = oracle["seed"].as_u64().unwrap();
    let replicates = oracle["replicates"].as_u64().unwrap() as usize;
    let mut sums = vec![(0, 0); replicates];
    for document in oracle["documents"].as_array().unwrap() {
        let number = |index: usize| document[index].as_u64().unwrap();
        let weights = Draw::of(document[0].as_str().unwrap()).poisson(seed);
        for (sum, weight) in sums.iter_mut().zip(weights) {
            sum.0 += u64::from(weight) * 2 * number(1);
            sum.1 += u64::from(weight) * (2 * number(1) + number(2) + number(3));
        }
    }
    let values: Vec<Option<f64>> = sums.iter().map(|&(n, d)| (d > 0).then(|| n as f64 / d as f64)).collect();
    let interval = Interval::of(&values).unwrap();
    assert_eq!(serde_json::json!([interval.low, interval.high]), oracle["f1_ci95"]);
}
