//! Laws of reading and writing: nothing panics, written files are read back, writing is idempotent.

use crate::support::damage::{blows, damage};
use crate::support::documents::{self, Parts, Words, entry, parts, valid};
use crate::support::files::{TempFolder, text};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use quoteval::internals::dataset::draft::DraftSystem;
use quoteval::internals::dataset::{
    Folder, GoldEntry, Layout, Record, Start, check_prediction, read_gold, read_prediction_drafts, write_document,
};
use quoteval::{
    Dataset, FORMATS, Format, GoldDocument, LocateEffort, PredictedSpeaker, Prediction, ReadOptions, Setting, Task,
    format_named,
};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

const TOKENS: [&str; 16] =
    ["w0", "“", "é", "世界", "😀", "can't", "—", "a", "ﬁn", "\n", ";", ",", "\"x", "e\u{301}", "A;b", "…”"];

fn named(name: &str) -> &'static Format {
    format_named(name).unwrap()
}

fn record<'a>(bytes: &'a [u8], format: &'static Format) -> Record<'a> {
    Record {
        file: "law",
        name: "law",
        folder: Folder::NONE,
        at: Start::OF_FILE,
        bytes,
        format,
        options: ReadOptions::NONE,
    }
}

const WORDS: Words =
    Words { tokens: &TOKENS, tags: &["b", "a", "must-have"], second: "ro\"e", aliases: &["Lee", "Ann Lee"] };

/// A document in JSON that may break rules only by contents without a word and by duplicates.
fn document() -> impl Strategy<Value = Value> {
    documents::document(WORDS, (parts(WORDS), any::<bool>()), |drafts, places| {
        let quotation = |(index, (parts, is_named)): (usize, (Parts, bool))| {
            let mut quotation = parts.quotation(places);
            if is_named {
                quotation["id"] = json!(format!("q{index}"));
            }
            quotation
        };
        drafts.into_iter().enumerate().map(quotation).collect()
    })
}

/// A valid gold document.
fn gold() -> impl Strategy<Value = GoldEntry> {
    valid(document())
}

fn written(entry: &GoldEntry, layout: Layout) -> String {
    let mut out = String::new();
    write_document(&mut out, &entry.gold, &entry.text, layout);
    out
}

fn prediction_of(json: &str, format: &'static Format, gold: &GoldDocument) -> Prediction {
    let mut drafts = read_prediction_drafts(&record(json.as_bytes(), format));
    assert!(drafts.findings.is_empty(), "{:?}", drafts.findings);
    let check = check_prediction(
        drafts.documents.pop().unwrap(),
        &Task::of(gold, Setting::EndToEnd),
        LocateEffort::default(),
        "law",
    );
    assert!(check.findings.is_empty(), "{:?}", check.findings);
    check.prediction.unwrap()
}

fn sorted_gold(gold: &GoldDocument) -> GoldDocument {
    let mut gold = gold.clone();
    gold.quotations.sort_by_key(|gold| (gold.quotation.content.clone(), gold.quotation.id.clone()));
    gold
}

fn sorted_prediction(prediction: &Prediction) -> Prediction {
    let mut prediction = prediction.clone();
    prediction.quotations.sort_by_key(|one| (one.quotation.content.clone(), one.quotation.id.clone()));
    prediction
}

/// The part of a document that CSV can carry.
fn rows(gold: &GoldDocument) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    let speakers = |indices: &[usize]| {
        let mut ids: Vec<String> = indices.iter().map(|&index| gold.entities[index].id.clone()).collect();
        ids.sort();
        ids
    };
    let rows = sorted_gold(gold).quotations.into_iter().map(|one| {
        let who = (speakers(one.entities()), one.entities().is_empty().then(|| one.speaker.clone()));
        let quotation = one.quotation;
        (quotation.id, quotation.quotation_type, quotation.content, quotation.cue, quotation.source, who)
    });
    rows.collect()
}

proptest! {
    #[test]
    fn gold_is_written_and_read_back(gold in gold()) {
        for layout in [Layout::Line, Layout::Pretty] {
            let first = written(&gold, layout);
            let again = entry(&serde_json::from_str(&first).unwrap()).unwrap();
            prop_assert_eq!(sorted_gold(&again.gold), sorted_gold(&gold.gold));
            prop_assert_eq!(written(&again, layout), first, "format is idempotent");
        }
    }

    #[test]
    fn the_order_of_the_list_changes_nothing_canonical(json in document(), turn in any::<Index>()) {
        if let Some(found) = entry(&json) {
            let mut turned = json.clone();
            let quotations = turned["quotations"].as_array_mut().unwrap();
            if !quotations.is_empty() {
                let by = turn.index(quotations.len());
                quotations.rotate_left(by);
            }
            let turned = entry(&turned).unwrap();
            prop_assert_eq!(written(&turned, Layout::Line), written(&found, Layout::Line));
        }
    }

    #[test]
    fn gold_goes_through_csv(entry in gold()) {
        let folder = TempFolder::new();
        folder.save("", &named("csv").write_gold("gold", &[&entry]).unwrap());
        let read = Dataset::load(&text(folder.root())).unwrap();
        let read = read.get(entry.gold.id()).unwrap();
        prop_assert_eq!(read.text(), entry.gold.text());
        prop_assert_eq!(rows(read), rows(&entry.gold));
    }

    #[test]
    fn predictions_are_written_and_read_back(entry in gold(), confidence in 0.0..=1.0) {
        let mut json: Value = serde_json::from_str(&written(&entry, Layout::Line)).unwrap();
        for quotation in json["quotations"].as_array_mut().unwrap() {
            quotation["confidence"] = json!(confidence);
            quotation["rule"] = json!("a rule");
        }
        json["quotations"].as_array_mut().unwrap().push(json!({"content": ["zzz nowhere to be found"], "confidence": confidence}));
        let prediction = prediction_of(&json.to_string(), named("native"), &entry.gold);
        prop_assert_eq!(prediction.invalid.len(), 1);
        let again = prediction_of(&prediction.to_json(entry.gold.text()), named("native"), &entry.gold);
        prop_assert_eq!(sorted_prediction(&again), sorted_prediction(&prediction));
    }

    #[test]
    fn predictions_go_through_csv(entry in gold()) {
        let mut json: Value = serde_json::from_str(&written(&entry, Layout::Line)).unwrap();
        for quotation in json["quotations"].as_array_mut().unwrap() {
            let fields = quotation.as_object_mut().unwrap();
            fields.remove("tags");
            fields.remove("polarity");
            fields.insert("confidence".into(), json!(0.1));
        }
        let mut prediction = prediction_of(&json.to_string(), named("native"), &entry.gold);
        let dataset = Dataset::new("law", Default::default(), vec![entry.clone()]);
        let files = named("csv").write_predictions("p", &dataset.answered(std::slice::from_ref(&prediction)).unwrap(), &DraftSystem::default()).unwrap();
        let csv = String::from_utf8(files[0].bytes.clone()).unwrap();
        // The rows hold names instead of the ids of the prediction's own entities.
        for at in 0..prediction.quotations.len() {
            let names = prediction.speaker_names(&prediction.quotations[at]);
            if let PredictedSpeaker::Named(words) = &mut prediction.quotations[at].speaker {
                *words = names.into_iter().collect();
            }
        }
        prediction.entities.clear();
        prop_assert_eq!(sorted_prediction(&prediction_of(&csv, named("csv"), &entry.gold)), sorted_prediction(&prediction));
    }

    #[test]
    fn an_exact_text_is_located(entry in gold(), from in any::<Index>(), to in any::<Index>()) {
        let text = entry.gold.text();
        let boundaries: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let (a, b) = (boundaries[from.index(boundaries.len())], boundaries[to.index(boundaries.len())]);
        let piece = &text[a.min(b)..a.max(b)];
        let json = json!({"id": entry.gold.id(), "quotations": [{"content": [piece]}]}).to_string();
        let prediction = prediction_of(&json, named("native"), &entry.gold);
        // A nearby place with other marks, case or composition is preferred to a more distant place.
        let letters = |text: &str| text.to_lowercase().nfkd().filter(|c| c.is_alphanumeric()).collect::<String>();
        match prediction.quotations.first() {
            Some(found) => prop_assert_eq!(letters(&found.quotation.content.text(text)), letters(piece)),
            None => prop_assert!(piece.trim().is_empty()),
        }
    }
}

/// Reads bytes in every possible way; no way may panic.
fn read_in_every_way(bytes: &[u8], gold: &GoldDocument) {
    for format in FORMATS {
        let record = record(bytes, format);
        let _ = format.recognise("x", bytes);
        drop(read_gold(&record));
        for setting in Setting::ALL {
            for draft in read_prediction_drafts(&record).documents {
                drop(check_prediction(draft, &Task::of(gold, setting), LocateEffort::default(), "law"));
            }
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let keys =
        "id|text|quotations|entities|content|speaker|source|cue|start|end|occurrence|mentions|schema|confidence|x";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0_i64..40).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        select(vec!["w0", "é can't", "@implicit", "lee", "direct", "char"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            vec((keys, inner), 0..6).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..300), entry in gold()) {
        read_in_every_way(&bytes, &entry.gold);
    }

    #[test]
    fn no_json_panics(json in any_json(), entry in gold()) {
        read_in_every_way(json.to_string().as_bytes(), &entry.gold);
        let document = json!({"id": "x", "text": entry.gold.text(), "quotations": [json], "entities": [json]});
        read_in_every_way(document.to_string().as_bytes(), &entry.gold);
    }

    #[test]
    fn no_damage_panics(entry in gold(), blows in blows()) {
        let csv = named("csv").write_gold("x", &[&entry]).unwrap().swap_remove(0).bytes;
        for mut bytes in [csv, written(&entry, Layout::Line).into_bytes(), written(&entry, Layout::Pretty).into_bytes()] {
            damage(&mut bytes, &blows);
            read_in_every_way(&bytes, &entry.gold);
        }
    }
}
