//! Small documents for the worked tests: `w0 w1 w2 …`, three characters a word up to w9, then four.

use serde_json::Value;

use super::profile::Profile;
use super::tally::Tally;
use crate::model::{
    Document, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, InvalidQuotation, Located, PredictedQuotation,
    PredictedSpeaker, Prediction, Quotation, Span,
};
use crate::score::{Aligned, Measure};

const WORDS: usize = 40;

fn text() -> String {
    (0..WORDS).map(|index| format!("w{index} ")).collect()
}

/// Words `start..end` of the text, written `[start, end]`.
fn span(text: &str, words: &Value) -> Span {
    let word = |index: u64| text.split(' ').nth(index as usize).map(|word| text.find(word).unwrap());
    let (first, last) = (words[0].as_u64().unwrap(), words[1].as_u64().unwrap() - 1);
    let end = word(last).unwrap() + format!("w{last}").len();
    Span::new(text, word(first).unwrap(), end).unwrap()
}

/// `[start, end]`, or a list of these.
fn fragments(text: &str, words: &Value) -> Option<Fragments> {
    let first = words.get(0)?;
    if first.is_array() {
        return Fragments::new(words.as_array().unwrap().iter().map(|piece| span(text, piece)));
    }
    Some(span(text, words).into())
}

/// `{"words": [0, 3]}` or `{"pieces": [[0, 2], [4, 6]]}`, with `type`, `cue`, `source` and `parent`.
fn quotation(text: &str, item: &Value, id: usize) -> Quotation {
    let content = fragments(text, item.get("pieces").unwrap_or(&item["words"])).unwrap();
    Quotation {
        quotation_type: item["type"].as_str().map(|word| word.parse().unwrap()),
        cue: fragments(text, &item["cue"]),
        source: fragments(text, &item["source"]),
        parent: item["parent"].as_str().map(String::from),
        ..Quotation::new(id.to_string(), content)
    }
}

/// Tallies of one document; a prediction with `text` stands for text not found in the document.
pub(super) fn count(profile: &Profile, gold: Value, predicted: Value) -> Vec<Tally> {
    let text = text();
    let gold = gold
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(id, item)| GoldQuotation { quotation: quotation(&text, item, id), speaker: GoldSpeaker::Absent });
    let mut prediction = Prediction::empty("a");
    for (id, item) in predicted.as_array().unwrap().iter().enumerate() {
        if let Some(lost) = item["text"].as_str() {
            prediction.invalid.push(InvalidQuotation {
                id: id.to_string(),
                text: lost.into(),
                confidence: None,
                reason: "lost".into(),
            });
        } else {
            prediction.quotations.push(PredictedQuotation {
                quotation: quotation(&text, item, id),
                speaker: PredictedSpeaker::Absent,
                confidence: None,
                rule: None,
                located: Located::Given,
            });
        }
    }
    let gold = GoldDocument { quotations: gold.collect(), ..GoldDocument::default() };
    let document = Document { id: "a".into(), text: text.clone(), ..Document::default() };
    profile.count(&Aligned::new(&GoldDocument { document, ..gold }, &prediction, Measure::default()))
}

/// The integers of a tally, without their names.
pub(super) fn counts(tally: &Tally) -> Vec<u64> {
    tally.counts().iter().map(|(_, count)| *count).collect()
}
