//! Random documents with gold and predictions, for the laws.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::Index;
use quoteval::internals::score::DocumentScore;
use quoteval::{
    Entity, Evaluation, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, PredictedQuotation, PredictedSpeaker,
    Prediction, Quotation, QuotationType, Reserved, ScoreOptions, Span,
};

/// A gold document and a prediction about it.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) gold: GoldDocument,
    pub(crate) prediction: Prediction,
}

const WORDS: usize = 40;
const NAMES: [&str; 4] = ["Ann Lee", "Bo Lee", "Water Board", "Cleo Ray"];

/// Words in marks, each with a letter beyond ASCII, and characters beyond the BMP between them.
fn text() -> String {
    (0..WORDS).map(|index| format!("“é{index}”, 😀 ")).collect()
}

/// The span of the words `start..end`, with their marks.
fn words(text: &str, start: usize, end: usize) -> Span {
    let open = |index: usize| text.match_indices('“').nth(index).map(|(at, _)| at);
    let close = text.match_indices('”').nth(end - 1).map(|(at, mark)| at + mark.len());
    Span::new(text, open(start).unwrap_or(0), close.unwrap_or(text.len())).expect("words of the text")
}

/// One or two pieces.
fn fragments() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let one = (0..WORDS, 1..8usize).prop_map(|(start, length)| vec![(start, (start + length).min(WORDS))]);
    let two = (0..WORDS - 8, 1..4usize, 1..3usize, 1..4usize).prop_map(|(start, first, gap, second)| {
        vec![(start, start + first), (start + first + gap, (start + first + gap + second).min(WORDS))]
    });
    prop_oneof![4 => one, 1 => two]
}

fn spans(text: &str, pieces: &[(usize, usize)]) -> Fragments {
    Fragments::new(pieces.iter().map(|&(start, end)| words(text, start, end))).expect("sorted pieces")
}

/// A generated quotation, of gold or of a prediction.
#[derive(Clone, Debug)]
struct Raw {
    content: Vec<(usize, usize)>,
    quotation_type: Option<QuotationType>,
    cue: Option<(usize, usize)>,
    source: Option<(usize, usize)>,
    speaker: usize,
}

fn raw() -> impl Strategy<Value = Raw> {
    let mention = || proptest::option::of((0..WORDS).prop_map(|start| (start, start + 1)));
    let quotation_type = proptest::option::of(proptest::sample::select(QuotationType::ALL.to_vec()));
    (fragments(), quotation_type, mention(), mention(), 0..8usize).prop_map(
        |(content, quotation_type, cue, source, speaker)| Raw { content, quotation_type, cue, source, speaker },
    )
}

fn quotation(text: &str, raw: &Raw, id: String) -> Quotation {
    let mention =
        |mention: Option<(usize, usize)>| mention.map(|(start, end)| Fragments::from(words(text, start, end)));
    Quotation {
        quotation_type: raw.quotation_type,
        cue: mention(raw.cue),
        source: mention(raw.source),
        ..Quotation::new(id, spans(text, &raw.content))
    }
}

fn gold_quotation(text: &str, raw: &Raw, index: usize) -> GoldQuotation {
    let quotation = quotation(text, raw, format!("g{index}"));
    let reserved = match raw.speaker {
        speaker @ 0..=3 => return GoldQuotation::by(quotation, [speaker]),
        4 => return GoldQuotation::by(quotation, [0, 2]),
        5 => Reserved::Author,
        6 if raw.source.is_some() => Reserved::Unnamed,
        _ => Reserved::Implicit,
    };
    GoldQuotation { quotation, speaker: GoldSpeaker::Reserved(reserved) }
}

fn predicted_quotation(text: &str, raw: &Raw, index: usize) -> PredictedQuotation {
    let speaker = match raw.speaker {
        speaker @ 0..=3 => PredictedSpeaker::Named([NAMES[speaker].to_owned()].into_iter().collect()),
        4 => PredictedSpeaker::Named(["nobody we know".to_owned(), NAMES[0].to_owned()].into_iter().collect()),
        5 => PredictedSpeaker::Reserved(Reserved::Author),
        _ => PredictedSpeaker::Absent,
    };
    predicted(quotation(text, raw, format!("p{index}")), speaker)
}

/// A predicted quotation by a speaker.
pub(crate) fn predicted(quotation: Quotation, speaker: PredictedSpeaker) -> PredictedQuotation {
    let content = quotation.content.clone();
    PredictedQuotation { quotation, speaker, ..PredictedQuotation::abstention("", content) }
}

fn entities() -> Vec<Entity> {
    let entity = |(index, name): (usize, &&str)| Entity {
        id: format!("e{index}"),
        name: (*name).to_owned(),
        entity_type: Some(if index == 2 { "organization" } else { "person" }.to_owned()),
        ..Entity::default()
    };
    NAMES.iter().enumerate().map(entity).collect()
}

/// A document with up to eight quotations per side; no two gold quotations are equal.
pub(crate) fn pair(id: String) -> impl Strategy<Value = Pair> {
    let side = || proptest::collection::vec(raw(), 0..8);
    (side(), side(), proptest::collection::vec(any::<Index>(), 0..6)).prop_map(move |(gold, mut predicted, copied)| {
        let text = text();
        // Predictions that equal gold would hardly ever occur by chance.
        if !gold.is_empty() {
            predicted.extend(copied.iter().map(|index| gold[index.index(gold.len())].clone()));
        }
        let quotations = gold.iter().enumerate().map(|(index, raw)| gold_quotation(&text, raw, index)).collect();
        let found = predicted.iter().enumerate().map(|(index, raw)| predicted_quotation(&text, raw, index)).collect();
        Pair {
            prediction: Prediction { quotations: found, ..Prediction::empty(id.clone()) },
            gold: GoldDocument { entities: entities(), quotations, ..GoldDocument::new(id.clone(), text) },
        }
    })
}

/// One to four documents.
pub(crate) fn corpus() -> impl Strategy<Value = Vec<Pair>> {
    corpus_of(1..5)
}

/// A number of documents in the range.
pub(crate) fn corpus_of(documents: Range<usize>) -> impl Strategy<Value = Vec<Pair>> {
    documents.prop_flat_map(|documents| (0..documents).map(|index| pair(format!("d{index}"))).collect::<Vec<_>>())
}

/// The prediction that equals gold.
pub(crate) fn perfect(gold: &GoldDocument) -> Prediction {
    Prediction::of_gold(gold, |entity| entity.id.clone())
}

/// Scores random documents, which need not keep every rule of files.
pub(crate) fn evaluate(pairs: &[Pair], options: &ScoreOptions) -> Evaluation {
    let score = |pair: &Pair| DocumentScore::new(&pair.gold, Some(&pair.prediction), options);
    Evaluation::new(options.clone(), pairs.iter().map(score).collect())
}
