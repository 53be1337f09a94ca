//! Random documents written in each writable format and read back without loss of anything that the format can carry.

use crate::support::documents::{self, Parts, Words, parts, valid};
use crate::support::files::{self, TempFolder, answers, text};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use quoteval::internals::dataset::draft::DraftSystem;
use quoteval::internals::dataset::{Feature, Uses};
use quoteval::{
    Dataset, FORMATS, Format, GoldDocument, GoldQuotation, GoldSpeaker, PredictedQuotation, PredictedSpeaker,
    Prediction, Quotation, Setting,
};
use serde_json::{Value, json};

/// Quotation marks, combining marks, characters beyond the basic plane, odd white space, and separators of formats.
#[rustfmt::skip]
const TOKENS: [&str; 24] = [
    "w0", "“a", "é", "世界", "😀", "can't", "—", "x,”", "ﬁn", "\n", ";", ",",
    "\"x", "e\u{301}", "A;b", "…", "\u{a0}", "co\u{ad}op", "\r\n", "\t", "a\0b", "\\n", "[1]", "<q>",
];

const WORDS: Words =
    Words { tokens: &TOKENS, tags: &["b", "a c", "must-have", "%20"], second: "ro \"e", aliases: &["Lee"] };

/// A document in the native format, which may break a rule.
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

/// The part of a quotation that the format can carry.
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

/// The part of the quotations that a format can carry, with the names of their speakers.
fn of_gold(gold: &GoldDocument, features: &[Feature]) -> Vec<(Quotation, Vec<String>)> {
    let parents: Vec<&str> = gold.quotations.iter().filter_map(|item| item.quotation.parent.as_deref()).collect();
    let entity = |&index: &usize| match features.contains(&Feature::Names) {
        true => format!("{} = {}", gold.entities[index].id, gold.entities[index].name),
        false => gold.entities[index].id.clone(),
    };
    let said = |item: &GoldQuotation| {
        let mut speakers: Vec<String> = match &item.speaker {
            _ if !features.contains(&Feature::Speakers) => Vec::new(),
            GoldSpeaker::Entities(indices) => indices.iter().map(entity).collect(),
            GoldSpeaker::Reserved(word) => vec![word.to_string()],
            GoldSpeaker::Absent => Vec::new(),
        };
        speakers.sort();
        (carried(&item.quotation, features, parents.contains(&item.quotation.id.as_str())), speakers)
    };
    let mut all: Vec<_> = gold.quotations.iter().map(said).collect();
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

/// The writable formats.
fn written() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.writes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn gold_comes_back_from_every_format_that_is_written(entry in valid(document())) {
        for format in written() {
            let (name, features) = (format.name, format.features);
            let folder = TempFolder::new();
            folder.save("", &format.write_gold("gold", &[&entry]).unwrap());
            let (read, findings) = files::read(&folder.spec(name));
            // Without speakers or parents, two quotations may be equal.
            let Some(read) = read else {
                prop_assert!(findings.0.iter().all(|finding| ["duplicate-quotation", "speaker-missing"].contains(&finding.rule)
                    || finding.severity == quoteval::Severity::Warning), "{}: {}", name, findings);
                prop_assert!(![Feature::Speakers, Feature::Parents].iter().all(|one| features.contains(one)), "{}: {}", name, findings);
                continue;
            };
            let again = &read.entries()[0].gold;
            prop_assert_eq!(again.text(), entry.gold.text(), "{}", name);
            prop_assert_eq!(of_gold(again, features), of_gold(&entry.gold, features), "{}", name);
            if features == Feature::ALL {
                prop_assert_eq!(again.to_json(), entry.gold.to_json());
            }
            // A parent needs an id.
            let beyond = Uses::of_gold(&[&read.entries()[0]]).beyond(features);
            let all_said = beyond.iter().all(|(feature, _)| *feature == Feature::Ids && features.contains(&Feature::Parents));
            prop_assert!(all_said, "{} carries more than it says: {:?}", name, beyond);
        }
    }

    #[test]
    fn predictions_come_back_from_every_format_that_is_written(entry in valid(document()), confidence in option::of(0.0..=1.0)) {
        let mut prediction = Prediction::of_gold(&entry.gold, |entity| entity.id.clone());
        prediction.quotations.iter_mut().for_each(|item| item.confidence = confidence);
        let gold = Dataset::new("gold", Default::default(), vec![entry.clone()]);
        let about = TempFolder::of([("gold.jsonl", entry.gold.to_json())]);
        for format in written() {
            let (name, features) = (format.name, format.features);
            let folder = TempFolder::new();
            let answered = gold.answered(std::slice::from_ref(&prediction)).unwrap();
            folder.save("", &format.write_predictions("p", &answered, &DraftSystem::default()).unwrap());
            let again = answers(&text(about.root()), &folder.spec(name), Setting::EndToEnd).0[0].clone().unwrap();
            prop_assert_eq!(of_prediction(&again, features), of_prediction(&prediction, features), "{}", name);
            prop_assert!(again.quotations.iter().all(|item| item.speaker != PredictedSpeaker::Absent) || !features.contains(&Feature::Speakers));
        }
    }
}
