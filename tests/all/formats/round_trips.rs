//! What a format can carry comes back from it: native to brat, CSV, Label Studio and doccano, and back.

use std::fs;
use std::path::Path;

use crate::support::documents::{self, Parts, Words, parts};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use quoteval::dataset::draft::DraftSystem;
use quoteval::dataset::{
    Dataset, FORMATS, Feature, Format, GoldEntry, Layout, OutputFile, Source, Uses, join, write_document,
};
use quoteval::model::{
    GoldDocument, GoldSpeaker, PredictedQuotation, PredictedSpeaker, Prediction, Quotation, Setting,
};
use serde_json::{Value, json};

/// Marks, combining marks, what lies beyond the basic plane, odd white space and what formats use as separators.
const TOKENS: [&str; 24] = [
    "w0",
    "“a",
    "é",
    "世界",
    "😀",
    "can't",
    "—",
    "x,”",
    "ﬁn",
    "\n",
    ";",
    ",",
    "\"x",
    "e\u{301}",
    "A;b",
    "…",
    "\u{a0}",
    "co\u{ad}op",
    "\r\n",
    "\t",
    "a\0b",
    "\\n",
    "[1]",
    "<q>",
];

const WORDS: Words =
    Words { tokens: &TOKENS, tags: &["b", "a c", "must-have", "%20"], second: "ro \"e", aliases: &["Lee"] };

/// A document in the native format, which reading may refuse.
fn document() -> impl Strategy<Value = Value> {
    let draft = (parts(WORDS), 0..3_u8, any::<Index>());
    documents::document(WORDS, draft, |drafts, places| {
        let named: Vec<usize> =
            drafts.iter().enumerate().filter(|(_, draft)| draft.1 > 0).map(|(index, _)| index).collect();
        let quotation = |(index, (parts, naming, parent)): (usize, (Parts, u8, Index))| {
            let mut quotation = parts.quotation(places);
            if naming > 0 {
                quotation["id"] = json!(format!("q {index}"));
            }
            let earlier: Vec<usize> = named.iter().copied().filter(|&other| other < index).collect();
            if naming == 2 && !earlier.is_empty() {
                quotation["parent"] = json!(format!("q {}", earlier[parent.index(earlier.len())]));
            }
            quotation
        };
        drafts.into_iter().enumerate().map(quotation).collect()
    })
}

fn gold_of(json: &str) -> Option<GoldEntry> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gold.jsonl"), format!("{json}\n")).unwrap();
    let (dataset, _) = Dataset::read(&Source::open(folder.path().to_str().unwrap()).unwrap()).unwrap();
    dataset.map(|dataset| dataset.entries()[0].clone())
}

fn gold() -> impl Strategy<Value = GoldEntry> {
    document().prop_filter_map("the document is not valid", |json| gold_of(&json.to_string()))
}

fn save(folder: &Path, files: &[OutputFile]) {
    for file in files {
        fs::write(folder.join(&file.name), &file.bytes).unwrap();
    }
}

/// A quotation without what the format cannot carry.
fn carried(quotation: &Quotation, features: &[Feature], is_parent: bool) -> Quotation {
    let has = |feature| features.contains(&feature);
    let mut quotation = quotation.clone();
    quotation.quotation_type = quotation.quotation_type.filter(|_| has(Feature::Types));
    quotation.cue = quotation.cue.filter(|_| has(Feature::Cues));
    quotation.source = quotation.source.filter(|_| has(Feature::Sources));
    quotation.polarity = quotation.polarity.filter(|_| has(Feature::Polarity));
    quotation.parent = quotation
        .parent
        .filter(|_| has(Feature::Parents))
        .map(|parent| if has(Feature::Ids) { parent } else { "parent".into() });
    quotation.tags = if has(Feature::Tags) { quotation.tags } else { Vec::new() };
    quotation.tags.sort();
    if !has(Feature::Ids) {
        quotation.id = if is_parent && has(Feature::Parents) { "parent".into() } else { String::new() };
    }
    quotation
}

/// What a format can carry of the quotations of a document, with the names of their speakers.
fn of_gold(gold: &GoldDocument, features: &[Feature]) -> Vec<(Quotation, Vec<String>)> {
    let parents: Vec<&str> = gold.quotations.iter().filter_map(|item| item.quotation.parent.as_deref()).collect();
    let mut all: Vec<_> = gold
        .quotations
        .iter()
        .map(|item| {
            let speakers = match &item.speaker {
                GoldSpeaker::Entities(indices) => indices
                    .iter()
                    .map(|&index| match features.contains(&Feature::Names) {
                        true => format!("{} = {}", gold.entities[index].id, gold.entities[index].name),
                        false => gold.entities[index].id.clone(),
                    })
                    .collect(),
                GoldSpeaker::Reserved(word) => vec![word.to_string()],
                GoldSpeaker::Absent => Vec::new(),
            };
            let mut speakers: Vec<String> = if features.contains(&Feature::Speakers) { speakers } else { Vec::new() };
            speakers.sort();
            (carried(&item.quotation, features, parents.contains(&item.quotation.id.as_str())), speakers)
        })
        .collect();
    all.sort_by_key(|(quotation, speakers)| {
        (quotation.content.clone(), quotation.id.clone(), format!("{quotation:?}{speakers:?}"))
    });
    all
}

fn of_prediction(prediction: &Prediction, features: &[Feature]) -> Vec<String> {
    let parents: Vec<&str> = prediction.quotations.iter().filter_map(|item| item.quotation.parent.as_deref()).collect();
    let has = |feature| features.contains(&feature);
    let said = |item: &PredictedQuotation| {
        let speakers = if has(Feature::Speakers) { item.speaker.words() } else { Vec::new() };
        let confidence = item.confidence.filter(|_| has(Feature::Confidence));
        let quotation = carried(&item.quotation, features, parents.contains(&item.quotation.id.as_str()));
        format!("{quotation:?} {speakers:?} {confidence:?}")
    };
    let mut all: Vec<String> = prediction.quotations.iter().map(said).collect();
    all.sort();
    all
}

/// The formats that are written.
fn written() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.writes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn gold_comes_back_from_every_format_that_is_written(entry in gold()) {
        for format in written() {
            let (name, features) = (format.name, format.features);
            let folder = tempfile::tempdir().unwrap();
            save(folder.path(), &format.write_gold("gold", &[&entry]).unwrap());
            let spec = format!("{name}:{}", folder.path().display());
            let (read, findings) = Dataset::read(&Source::open(&spec).unwrap()).unwrap();
            // Without speakers or parents two quotations may be the same.
            let Some(read) = read else {
                prop_assert!(findings.0.iter().all(|finding| ["duplicate-quotation", "speaker-missing"].contains(&finding.rule)
                    || finding.severity == quoteval::error::Severity::Warning), "{}: {}", name, findings);
                prop_assert!(![Feature::Speakers, Feature::Parents].iter().all(|one| features.contains(one)), "{}: {}", name, findings);
                continue;
            };
            let again = &read.entries()[0].gold;
            prop_assert_eq!(again.text(), entry.gold.text(), "{}", name);
            prop_assert_eq!(of_gold(again, features), of_gold(&entry.gold, features), "{}", name);
            if features == Feature::ALL {
                let line = |entry: &GoldEntry| {
                    let mut out = String::new();
                    write_document(&mut out, &entry.gold, &entry.text, Layout::Line);
                    out
                };
                prop_assert_eq!(line(&read.entries()[0]), line(&entry));
            }
            // What is a parent needs an id.
            let beyond = Uses::of_gold(&[&read.entries()[0]]).beyond(features);
            let all_said = beyond.iter().all(|(feature, _)| *feature == Feature::Ids && features.contains(&Feature::Parents));
            prop_assert!(all_said, "{} carries more than it says: {:?}", name, beyond);
        }
    }

    #[test]
    fn predictions_come_back_from_every_format_that_is_written(entry in gold(), confidence in option::of(0.0..=1.0)) {
        let mut prediction = Prediction::of_gold(&entry.gold, |entity| entity.id.clone());
        prediction.quotations.iter_mut().for_each(|item| item.confidence = confidence);
        let gold = Dataset::new("gold", Default::default(), vec![entry.clone()]);
        let about = tempfile::tempdir().unwrap();
        let mut line = String::new();
        write_document(&mut line, &entry.gold, &entry.text, Layout::Line);
        fs::write(about.path().join("gold.jsonl"), line).unwrap();
        for format in written() {
            let (name, features) = (format.name, format.features);
            let folder = tempfile::tempdir().unwrap();
            let files = format.write_predictions("p", &gold.answered(std::slice::from_ref(&prediction)).unwrap(), &DraftSystem::default()).unwrap();
            save(folder.path(), &files);
            let spec = format!("{name}:{}", folder.path().display());
            let (gold, spec) = (Source::open(about.path().to_str().unwrap()).unwrap(), Source::open(&spec).unwrap());
            let (joined, findings) = join(&gold, &spec, Setting::EndToEnd, |_, one| one.cloned()).unwrap();
            let joined = joined.unwrap_or_else(|| panic!("{name}: {findings}"));
            let again = joined.results[0].clone().unwrap();
            prop_assert_eq!(of_prediction(&again, features), of_prediction(&prediction, features), "{}", name);
            prop_assert!(again.quotations.iter().all(|item| item.speaker != PredictedSpeaker::Absent) || !features.contains(&Feature::Speakers));
        }
    }
}
