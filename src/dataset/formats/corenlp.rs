//! Stanford CoreNLP's JSON with the annotator `quote`: a file a document, offsets in UTF-16, the mention of the speaker by tokens.
//!
//! The id of the document is `docId` without the ending of a text, else the name of the file. `Unknown` says nothing.

use serde::Deserialize;

use super::shared::extracted::{Extracted, document, span, text};
use super::shared::finding::read_json;
use super::shared::sample::{finder, opens};
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, document_of};
use crate::model::OffsetUnit;

/// What CoreNLP says where it knows nothing.
const UNKNOWN: &str = "Unknown";

/// The format of CoreNLP.
#[derive(Debug)]
pub struct CoreNlp;

impl Format for CoreNlp {
    fn name(&self) -> &'static str {
        "corenlp"
    }

    fn summary(&self) -> &'static str {
        "Stanford CoreNLP JSON with quotes: a file a document, offsets in UTF-16"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Nested, Feature::Sources, Feature::Speakers])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let is_object = opens(sample, '{');
        let is_ours = has(b"\"sentences\"") && (has(b"\"tokens\"") || has(b"Dependencies\"") || has(b"\"parse\""));
        (is_object && (is_ours || has(b"\"beginIndex\"") && has(b"\"speakerSieve\""))).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        read_json(record, |annotation| drafts(annotation, record))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Annotation {
    doc_id: Option<String>,
    #[serde(default)]
    sentences: Vec<Sentence>,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Sentence {
    #[serde(default)]
    tokens: Vec<Token>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    character_offset_begin: i64,
    character_offset_end: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Quote {
    text: String,
    begin_index: i64,
    end_index: i64,
    mention: Option<String>,
    mention_begin: Option<i64>,
    mention_end: Option<i64>,
    speaker: Option<String>,
    canonical_speaker: Option<String>,
}

fn drafts<'a>(annotation: Annotation, record: &Record<'_>) -> Drafts<'a> {
    let tokens: Vec<Token> = annotation.sentences.into_iter().flat_map(|sentence| sentence.tokens).collect();
    let id = annotation.doc_id.as_deref().filter(|id| !id.is_empty()).unwrap_or(record.name);
    let quotations = annotation.quotes.into_iter().map(|quote| {
        let known = |name: &String| !name.is_empty() && name != UNKNOWN;
        Extracted {
            source: source(&quote, &tokens),
            speakers: [quote.canonical_speaker, quote.speaker].into_iter().flatten().find(known).into_iter().collect(),
            content: vec![span(quote.begin_index, quote.end_index, quote.text)],
            ..Extracted::default()
        }
    });
    Drafts { documents: vec![document(record, document_of(id), OffsetUnit::Utf16, quotations)], ..Drafts::default() }
}

/// The mention of the speaker: its tokens, both inclusive, else its text.
fn source<'a>(quote: &Quote, tokens: &[Token]) -> Vec<DraftSpan<'a>> {
    let Some(mention) = quote.mention.as_ref().filter(|mention| *mention != UNKNOWN) else { return Vec::new() };
    let token = |index: Option<i64>| tokens.get(usize::try_from(index?).ok()?);
    match (token(quote.mention_begin), token(quote.mention_end)) {
        (Some(first), Some(last)) => {
            vec![DraftSpan::of_offsets(first.character_offset_begin, last.character_offset_end)]
        }
        _ => text(mention.clone()),
    }
}
