//! Laws of reading and writing: nothing panics, what is written is read back, writing is idempotent.

use crate::support::documents::{self, Parts, Words, parts};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use quoteval::dataset::{
    Dataset, FORMATS, Folder, Format, GoldEntry, Layout, LocateEffort, OutputFile, ReadOptions, Record, Source, Start,
    check_prediction, draft::DraftSystem, format_named, join, read_gold, read_prediction_drafts, write_document,
    write_prediction,
};
use quoteval::model::{GoldDocument, PredictedSpeaker, Prediction, Setting, Task};
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

/// A document in JSON that is valid but for the chance of a content without a word and of duplicates.
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

fn gold_of(json: &str) -> Option<GoldEntry> {
    let (mut checks, findings) = read_gold(&record(json.as_bytes(), named("native")));
    assert!(findings.is_empty(), "{findings:?}");
    checks.pop()?.entry
}

/// A document of gold, made by reading a valid one.
fn gold() -> impl Strategy<Value = GoldEntry> {
    document().prop_filter_map("a content has no word", |json| gold_of(&json.to_string()))
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

/// What CSV carries of a document.
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

fn save(folder: &std::path::Path, files: &[OutputFile]) {
    for file in files {
        std::fs::write(folder.join(&file.name), &file.bytes).unwrap();
    }
}

proptest! {
    #[test]
    fn gold_is_written_and_read_back(entry in gold()) {
        for layout in [Layout::Line, Layout::Pretty] {
            let first = written(&entry, layout);
            let again = gold_of(&first).unwrap();
            prop_assert_eq!(sorted_gold(&again.gold), sorted_gold(&entry.gold));
            prop_assert_eq!(written(&again, layout), first, "format is idempotent");
        }
    }

    #[test]
    fn the_order_of_the_list_changes_nothing_canonical(json in document(), turn in any::<Index>()) {
        if let Some(entry) = gold_of(&json.to_string()) {
            let mut turned = json.clone();
            let quotations = turned["quotations"].as_array_mut().unwrap();
            if !quotations.is_empty() {
                let by = turn.index(quotations.len());
                quotations.rotate_left(by);
            }
            let turned = gold_of(&turned.to_string()).unwrap();
            prop_assert_eq!(written(&turned, Layout::Line), written(&entry, Layout::Line));
        }
    }

    #[test]
    fn gold_goes_through_csv(entry in gold()) {
        let folder = tempfile::tempdir().unwrap();
        save(folder.path(), &named("csv").write_gold("gold", &[&entry]).unwrap());
        let read = Dataset::load(folder.path().to_str().unwrap()).unwrap();
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
        let mut out = String::new();
        write_prediction(&mut out, &prediction, entry.gold.text());
        prop_assert_eq!(sorted_prediction(&prediction_of(&out, named("native"), &entry.gold)), sorted_prediction(&prediction));
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
        // Names stand in the rows in place of the ids that the entities of the prediction explain.
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
        // A place close by with other marks, case or composition is preferred to one farther away.
        let letters = |text: &str| text.to_lowercase().nfkd().filter(|c| c.is_alphanumeric()).collect::<String>();
        match prediction.quotations.first() {
            Some(found) => prop_assert_eq!(letters(&found.quotation.content.text(text)), letters(piece)),
            None => prop_assert!(piece.trim().is_empty()),
        }
    }
}

/// Reads bytes in every way there is; all that matters is that it comes back.
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

/// Flips, cuts and swaps.
fn mutate(bytes: &mut Vec<u8>, mutations: &[(u8, Index, Index, u8)]) {
    for (kind, a, b, value) in mutations {
        if bytes.is_empty() {
            return;
        }
        let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
        match kind % 4 {
            0 => bytes[a] ^= value,
            1 => bytes.truncate(a),
            2 => bytes.swap(a, b),
            _ => bytes.insert(a, *value),
        }
    }
}

fn mutations() -> impl Strategy<Value = Vec<(u8, Index, Index, u8)>> {
    vec(
        (
            prop_oneof![4 => Just(0_u8), 1 => Just(1_u8), 4 => Just(2_u8), 4 => Just(3_u8)],
            any::<Index>(),
            any::<Index>(),
            any::<u8>(),
        ),
        1..5,
    )
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
    fn no_mutation_panics(entry in gold(), mutations in mutations()) {
        let csv = named("csv").write_gold("x", &[&entry]).unwrap().swap_remove(0).bytes;
        for mut bytes in [csv, written(&entry, Layout::Line).into_bytes(), written(&entry, Layout::Pretty).into_bytes()] {
            mutate(&mut bytes, &mutations);
            read_in_every_way(&bytes, &entry.gold);
        }
    }
}

#[test]
fn a_file_of_predictions_is_joined_in_the_order_of_gold() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let line = |id: &str| json!({"id": id, "text": "“Yes,” he said.", "quotations": []}).to_string() + "\n";
    std::fs::write(path("gold.jsonl"), line("b") + &line("a") + &line("c")).unwrap();
    let header = r#"{"schema":"quoteval-predictions/1","system":{"name":"s","version":"2"}}"#;
    let a = r#"{"id":"a","note":1,"quotations":[{"content":["Yes"],"certainty":1},{"content":["No"]}]}"#;
    std::fs::write(path("pred.jsonl"), format!("{header}\n{a}\n{{\"id\":\"b\",\"error\":\"timeout\"}}\n")).unwrap();
    let open = |name: &str| Source::open(&path(name)).unwrap();
    let joined = join(&open("gold.jsonl"), &open("pred.jsonl"), Setting::EndToEnd, |_, one| one.cloned()).unwrap();
    let joined = joined.0.unwrap();
    let ids: Vec<_> = joined.results.iter().map(|one| one.as_ref().map(|one| one.document.as_str())).collect();
    assert_eq!(ids, [Some("b"), Some("a"), None]);
    assert_eq!(joined.results[0].as_ref().unwrap().error.as_deref(), Some("timeout"));
    assert_eq!(joined.results[1].as_ref().unwrap().invalid.len(), 1);
    assert_eq!(joined.system.version.as_deref(), Some("2"));
    assert_eq!(joined.ignored.into_iter().collect::<Vec<_>>(), [("certainty".into(), 1), ("note".into(), 1)]);
}

#[test]
fn every_document_gets_its_own_answer_whatever_the_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    // 600 KB: files are read in pieces of 256 KiB, and what comes in the same order is joined piece by piece.
    let ids: Vec<String> = (0..300).map(|number| format!("d{number:03}")).collect();
    let text = "“Yes,” he said. ".repeat(125);
    let gold = ids.iter().map(|id| json!({"id": id, "text": text, "quotations": []}).to_string() + "\n");
    std::fs::write(path("gold.jsonl"), gold.collect::<String>()).unwrap();
    let answers = |order: &[usize]| {
        let lines = order.iter().map(|&index| json!({"id": ids.get(index), "error": index.to_string()}).to_string());
        std::fs::write(path("pred.jsonl"), lines.collect::<Vec<_>>().join("\n")).unwrap();
        let open = |name: &str| Source::open(&format!("native:{}", path(name))).unwrap();
        join(&open("gold.jsonl"), &open("pred.jsonl"), Setting::EndToEnd, |_, one| one?.error.clone()).unwrap()
    };
    let all: Vec<usize> = (0..300).collect();
    let reversed: Vec<usize> = all.iter().rev().copied().collect();
    let late = [&all[..298], &[299, 298]].concat();
    for order in [&all, &reversed, &late, &all[150..], &all[..10], &[all[299], all[0]], &all[299..], &[]] {
        let (joined, findings) = answers(order);
        let found = joined.unwrap_or_else(|| panic!("{findings:?}")).results;
        let expected: Vec<_> = all.iter().map(|index| order.contains(index).then(|| index.to_string())).collect();
        assert_eq!(found, expected);
    }
    for (order, rule) in
        [([&all[..], &[299]].concat(), "duplicate-document"), ([&all[..], &[300]].concat(), "missing-field")]
    {
        let rules: Vec<_> = answers(&order).1.0.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [rule]);
    }
}

#[test]
fn answers_in_the_gold_quotations_setting_are_paired_by_id() {
    let gold = json!({"id": "a", "text": "“Yes,” Ann said.", "entities": [{"id": "ann"}],
        "quotations": [{"id": "q1", "content": [[0, 6]], "speaker": "ann"}]});
    let gold = gold_of(&gold.to_string()).unwrap().gold;
    let rules = |quotation: Value| -> Result<String, Vec<&'static str>> {
        let json = json!({"id": "a", "quotations": [quotation]}).to_string();
        let draft = read_prediction_drafts(&record(json.as_bytes(), named("native"))).documents.pop().unwrap();
        let check = check_prediction(draft, &Task::of(&gold, Setting::GoldQuotations), LocateEffort::default(), "law");
        let rules = check.findings.iter().map(|finding| finding.rule).collect();
        check.prediction.map(|prediction| prediction.quotations[0].quotation.content.text(gold.text())).ok_or(rules)
    };
    let content = Ok("“Yes,”".to_owned());
    assert_eq!(rules(json!({"id": "q1", "speaker": "Ann"})), content);
    assert_eq!(rules(json!({"id": "q1", "content": ["yes"]})), content, "the content of gold");
    assert_eq!(rules(json!({"id": "q1", "content": [[1, 5]]})), content);
    assert_eq!(rules(json!({"id": "q1", "content": [[1, 10]]})), Err(vec!["answer-differs"]));
    assert_eq!(rules(json!({"id": "q1", "content": ["No"]})), Err(vec!["answer-differs"]));
    assert_eq!(rules(json!({"id": "q2", "speaker": "Ann"})), Err(vec!["answer-unknown"]));
    assert_eq!(rules(json!({"speaker": "Ann"})), Err(vec!["missing-field"]));
}

#[test]
fn folders_are_read_whole_and_missing_things_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("b.json", "{\"id\":\"b\",\n\"text_file\":\"b.txt\",\"quotations\":[]}\n");
    write("a.jsonl", "{\"id\":\"a\",\"text\":\"A.\",\"quotations\":[]}\n");
    write("b.txt", "B.");
    write("README.md", "# Not data");
    write("dataset.json", r#"{"name":"two","license":"CC0","documents":2}"#);
    let dataset = Dataset::load(folder.path().to_str().unwrap()).unwrap();
    assert_eq!(
        dataset.documents().map(|gold| (gold.id(), gold.text())).collect::<Vec<_>>(),
        [("a", "A."), ("b", "B.")]
    );
    assert_eq!((dataset.name.as_str(), dataset.metadata.licence.as_deref()), ("two", Some("CC0")));
    assert!(
        written(&dataset.entries()[1], Layout::Line).contains(r#""text_file":"b.txt""#),
        "the text stays where it is"
    );
    let error = |spec: &str| Source::open(spec).err().unwrap().to_string();
    assert!(error("espr").contains("did you mean `esper`"));
    assert!(error("natvie:x").contains("did you mean `native`"));
    assert!(error(folder.path().join("README.md").to_str().unwrap()).contains("unknown format"));
}
