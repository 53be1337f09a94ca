//! GermEval 2023 (German Wikinews): one JSON object per file, with sentences of tokens and references `sentence:token`.
//!
//! The text is the tokens joined by one space, one sentence per line. `Message` is the content, `Cue` and `Source` are cue and
//! source; the form determines the type, and form and medium (speech, thought, writing) are tags. `Addr` and `Frame` are left
//! out.

use serde::Deserialize;

use super::shared::finding::{dangling, json, syntax};
use super::shared::tokens::Tokens;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftSpan};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Claim, Drafts, Format, Read, ReadResult, Record, Sample, Side};

pub(super) const FORMAT: Format = Format {
    name: "wikinews",
    summary: "GermEval 2023 and Wikinews JSON: sentences of tokens, annotations with Source, Cue and Message",
    features: &[Discontinuous, Nested, Types, Cues, Sources, Tags],
    extensions: &["json"],
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let keys = ["Annotations", "DocumentName", "Sentences", "STWR"];
        (sample.opens(b'{') && sample.count_keys(&keys) > 1).then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let file: File = json(record)?;
        let mut tokens = Tokens::default();
        for sentence in &file.sentences {
            tokens.sentence(sentence.tokens.iter().map(String::as_str));
        }
        let (mut quotations, mut findings) = (Vec::with_capacity(file.annotations.len()), Vec::new());
        for (annotation, number) in file.annotations.into_iter().zip(1..) {
            match quotation(annotation, &tokens) {
                Ok(quotation) => quotations.push(quotation),
                Err(fault) => {
                    let fault = fault.about(&*file.document_name).item(format!("annotation #{number}"));
                    findings.push(record.finding(fault));
                }
            }
        }
        let (text, quotations) = (Some(tokens.text.into()), Some(quotations));
        Ok(Drafts::one(DraftDocument { text, quotations, ..record.draft(file.document_name) }, findings))
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

fn quotation<'a>(annotation: Annotation, tokens: &Tokens) -> Result<DraftQuotation<'a>, Fault> {
    let spans = |references: &[String]| spans(references, tokens);
    let words = [&annotation.form, &annotation.medium].into_iter().flatten();
    let (cue, source) = (spans(&annotation.cue)?, spans(&annotation.source)?);
    let mut draft = DraftQuotation::new(0, spans(&annotation.message)?).with(cue, source);
    draft.quotation_type = annotation.form.as_deref().and_then(type_of).map(Into::into);
    draft.rare().tags = words.filter(|word| !word.is_empty() && *word != "none").map(|word| tag(word).into()).collect();
    Ok(draft)
}

fn type_of(form: &str) -> Option<&'static str> {
    match form {
        "Direct" => Some("direct"),
        "Indirect" | "IndirectFreeIndirect" | "FreeIndirect" | "Reported" => Some("indirect"),
        _ => None,
    }
}

/// Converts a word to kebab-case: `IndirectFreeIndirect` to `indirect-free-indirect`, `ST` to `st`.
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
