//! Stanford CoreNLP's JSON with the annotator `quote`: one file per document, UTF-16 offsets, the speaker's mention by tokens.
//!
//! The id of the document is `docId` without a text extension, otherwise the file name. `Unknown` means not stated.

use serde::Deserialize;

use super::shared::extracted::{document, located_unless_blank, span};
use super::shared::finding::json;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::{Claim, Drafts, Format, Read, ReadResult, Record, Sample, Side, document_of};
use crate::model::OffsetUnit;

/// The speaker or mention if CoreNLP knows none.
const UNKNOWN: &str = "Unknown";

pub(super) const FORMAT: Format = Format {
    name: "corenlp",
    summary: "Stanford CoreNLP JSON with quotes: one file per document, offsets in UTF-16",
    features: &[Nested, Sources, Speakers],
    extensions: &["json"],
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let has_analysis = sample.count_keys(&["tokens", "parse"]) > 0 || sample.has("Dependencies\"");
        let has_quotes = sample.has_key("beginIndex") && sample.has_key("speakerSieve");
        let is_ours = sample.opens(b'{') && (sample.has_key("sentences") && has_analysis || has_quotes);
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let Annotation { doc_id, sentences, quotes } = json(record)?;
        let tokens: Vec<Token> = sentences.into_iter().flat_map(|sentence| sentence.tokens).collect();
        let id = document_of(doc_id.as_deref().filter(|id| !id.is_empty()).unwrap_or(record.name)).to_owned();
        let quotations = quotes.into_iter().map(|quote| draft(quote, &tokens));
        Ok(Drafts::one(document(record, id, OffsetUnit::Utf16, quotations), Vec::new()))
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

fn draft<'a>(quote: Quote, tokens: &[Token]) -> DraftQuotation<'a> {
    let source = source(&quote, tokens);
    let is_known = |name: &String| !name.is_empty() && name != UNKNOWN;
    let content = span(quote.begin_index, quote.end_index, quote.text);
    DraftQuotation {
        speaker: DraftSpeakers::of([quote.canonical_speaker, quote.speaker].into_iter().flatten().find(is_known)),
        ..DraftQuotation::new(0, [content]).with(Vec::new(), source)
    }
}

/// Mention of the speaker: its tokens, both inclusive, or else its text.
fn source<'a>(quote: &Quote, tokens: &[Token]) -> Vec<DraftSpan<'a>> {
    let Some(mention) = quote.mention.as_ref().filter(|mention| *mention != UNKNOWN) else { return Vec::new() };
    let token = |index: Option<i64>| tokens.get(usize::try_from(index?).ok()?);
    match (token(quote.mention_begin), token(quote.mention_end)) {
        (Some(first), Some(last)) => {
            vec![DraftSpan::of_offsets(first.character_offset_begin, last.character_offset_end)]
        }
        _ => located_unless_blank(mention.clone()),
    }
}
