//! GermEval 2023 (German Wikinews): a JSON object a file, sentences of tokens and references `sentence:token` into them.
//!
//! The text is the tokens, joined by one space, a sentence a line. `Message` is the content, `Cue` and `Source` are what they
//! are called; the form gives the type, and form and medium (speech, thought, writing) are tags. `Addr` and `Frame` have no place.

use std::borrow::Cow;

use serde::Deserialize;

use super::shared::finding::{dangling, read_json, syntax};
use super::shared::sample::{finder, opens};
use super::shared::tokens::Tokens;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftRare, DraftSpan};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};
use crate::error::Finding;

/// The format of GermEval 2023.
#[derive(Debug)]
pub struct Wikinews;

impl Format for Wikinews {
    fn name(&self) -> &'static str {
        "wikinews"
    }

    fn summary(&self) -> &'static str {
        "GermEval 2023 and Wikinews JSON: sentences of tokens, annotations with Source, Cue and Message"
    }

    fn carries(&self) -> Carries {
        Carries::READ.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Types,
            Feature::Cues,
            Feature::Sources,
            Feature::Tags,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let opens = opens(sample, '{');
        let keys: [&[u8]; 4] = [b"\"Annotations\"", b"\"DocumentName\"", b"\"Sentences\"", b"\"STWR\""];
        (opens && keys.iter().filter(|key| has(key)).count() > 1).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        read_json(record, |file| drafts(file, record))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct File {
    document_name: String,
    sentences: Vec<Sentence>,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Sentence {
    tokens: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Annotation {
    source: Vec<String>,
    cue: Vec<String>,
    message: Vec<String>,
    form: Option<String>,
    #[serde(rename = "STWR")]
    medium: Option<String>,
}

fn drafts<'a>(file: File, record: &Record<'_>) -> Drafts<'a> {
    let mut tokens = Tokens::default();
    for sentence in &file.sentences {
        tokens.sentence(sentence.tokens.iter().map(String::as_str));
    }
    let (mut quotations, mut findings) = (Vec::with_capacity(file.annotations.len()), Vec::new());
    for (index, annotation) in file.annotations.into_iter().enumerate() {
        match quotation(annotation, &tokens) {
            Ok(quotation) => quotations.push(quotation),
            Err(fault) => findings.push(Finding {
                document: Some(file.document_name.clone()),
                item: Some(format!("annotation #{}", index + 1)),
                ..fault.at(record.file, record.at.line)
            }),
        }
    }
    let document = DraftDocument {
        line: record.at.line,
        id: Some(Cow::Owned(file.document_name)),
        text: Some(Cow::Owned(tokens.text)),
        quotations: Some(quotations),
        ..DraftDocument::default()
    };
    Drafts { documents: vec![document], findings, ..Drafts::default() }
}

fn quotation<'a>(annotation: Annotation, tokens: &Tokens) -> Result<DraftQuotation<'a>, Fault> {
    let spans = |references: &[String]| spans(references, tokens);
    let words = [&annotation.form, &annotation.medium].into_iter().flatten();
    let tags = words.filter(|word| !word.is_empty() && *word != "none").map(|word| Cow::Owned(tag(word))).collect();
    let rare =
        DraftRare { cue: spans(&annotation.cue)?, source: spans(&annotation.source)?, tags, ..DraftRare::default() };
    Ok(DraftQuotation {
        quotation_type: annotation.form.as_deref().and_then(type_of).map(Cow::Borrowed),
        content: spans(&annotation.message)?.into(),
        rare: Some(Box::new(rare)),
        ..DraftQuotation::default()
    })
}

fn type_of(form: &str) -> Option<&'static str> {
    match form {
        "Direct" => Some("direct"),
        "Indirect" | "IndirectFreeIndirect" | "FreeIndirect" | "Reported" => Some("indirect"),
        _ => None,
    }
}

/// `IndirectFreeIndirect` as `indirect-free-indirect`; what is all capitals stays one word.
fn tag(word: &str) -> String {
    let mut tag = String::with_capacity(word.len() + 4);
    let mut after_small = false;
    for c in word.chars() {
        if c.is_uppercase() && after_small {
            tag.push('-');
        }
        after_small = c.is_lowercase();
        tag.extend(c.to_lowercase());
    }
    tag
}

fn spans<'a>(references: &[String], tokens: &Tokens) -> Result<Vec<DraftSpan<'a>>, Fault> {
    let number = |reference: &String| {
        let parts =
            reference.split_once(':').and_then(|(sentence, token)| Some((sentence.parse().ok()?, token.parse().ok()?)));
        let (sentence, token) =
            parts.ok_or_else(|| syntax("a reference cannot be read", reference, "SENTENCE:TOKEN"))?;
        tokens.number(sentence, token).ok_or_else(|| dangling("the annotation", reference))
    };
    Ok(tokens.spans(references.iter().map(number).collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_are_kebab_case() {
        assert_eq!(["IndirectFreeIndirect", "Speech", "ST"].map(tag), ["indirect-free-indirect", "speech", "st"]);
    }
}
