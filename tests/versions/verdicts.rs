//! `compare` and `gate` on the same files: one test decides for both, so they never contradict each other.

use quoteval::compare::{Comparison, Gate, Judged, Side, Verdict, baseline};
use quoteval::model::{GoldDocument, Prediction, Setting, System};
use quoteval::score::{DocumentScore, ScoreOptions, Statistics};
use serde_json::{Value, json};

use crate::support;

/// Splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// Gold of up to four quotations, each a word.
fn gold(index: usize, random: &mut Random) -> Value {
    let text: String = (0..8).map(|word| format!("w{word}x ")).collect();
    let quotation = |word: u64| json!({"content": [{"text": format!("w{word}x")}], "speaker": "lee"});
    let quotations: Vec<Value> = (0..random.below(5)).map(quotation).collect();
    json!({
        "schema": "quoteval/1", "id": format!("d{index:02}"), "text": text, "quotations": quotations,
        "entities": [{"id": "lee", "name": "Ann Lee"}],
    })
}

/// Finds each quotation in `skill` of ten cases and says something wrong in one of ten.
fn answer(gold: &Value, skill: u64, random: &mut Random) -> Value {
    let quotation = |word: u64| json!({"content": [format!("w{word}x")], "speaker": "Ann Lee"});
    let of_gold = gold["quotations"].as_array().map_or(0, Vec::len) as u64;
    let found = (0..8).filter(|&word| random.below(10) < if word < of_gold { skill } else { 1 });
    json!({"id": gold["id"], "quotations": found.map(quotation).collect::<Vec<_>>()})
}

fn side(name: &str, pairs: &[(GoldDocument, Option<Prediction>)]) -> Side {
    let options = ScoreOptions { per_quotation: true, ..ScoreOptions::default() };
    let judged = |(gold, prediction): &(GoldDocument, Option<Prediction>)| {
        Judged::new(DocumentScore::new(gold, prediction.as_ref(), &options), &options)
    };
    let system = System { name: name.to_owned(), version: "1".to_owned() };
    Side::new(system, "random", options.clone(), pairs.iter().map(judged).collect(), Statistics::default())
}

#[test]
fn compare_and_gate_say_the_same_of_300_random_pairs() {
    let gate = Gate { max_drop: 0.0, min_documents: 0, ..Gate::default() };
    assert!(gate.significant);
    let mut said = [0; 3];
    for seed in 0..300 {
        let mut random = Random(seed);
        // Few documents, which are enumerated, or many, which are sampled.
        let documents = if seed % 20 == 0 { 40 } else { 5 + random.below(8) as usize };
        let skills = [1 + random.below(9), 1 + random.below(9)];
        let golds: Vec<Value> = (0..documents).map(|index| gold(index, &mut random)).collect();
        let [base, head] = skills.map(|skill| {
            let answers: Vec<Value> = golds.iter().map(|gold| answer(gold, skill, &mut random)).collect();
            let case = support::case(&golds, &answers, Setting::EndToEnd).expect("valid documents");
            side("mine", &case.0)
        });
        let compared = Comparison::new(&base, &head, None, 42, u64::MAX);
        let kept = baseline::read(&baseline::write(&base).expect("a baseline"), "baseline.jsonl").expect("a baseline");
        let held = Comparison::new(&kept, &head, None, 42, u64::MAX);
        let judged = gate.judge(&held, &[], documents as u64).verdict;
        let difference = compared.primary().and_then(|figure| figure.difference.value());
        let expected = match (compared.verdict, difference) {
            // No drop: the gate has nothing to object to.
            (Verdict::Inconclusive, Some(difference)) if difference >= 0.0 => Verdict::Pass,
            (verdict, _) => verdict,
        };
        assert_eq!(judged, expected, "seed {seed}: {difference:?}");
        said[match compared.verdict {
            Verdict::Pass => 0,
            Verdict::Inconclusive => 1,
            _ => 2,
        }] += 1;
    }
    assert!(said.iter().all(|&times| times > 20), "every word is said often: {said:?}");
}
