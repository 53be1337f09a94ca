//! The canonical form, which is identical for equal documents from any file.

use super::json::Writer;
use super::read::PREDICTIONS;
use crate::dataset::format::TextOrigin;
use crate::dataset::format::draft::DraftSystem;
use crate::model::{
    Entity, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, OffsetMap, OffsetUnit, PredictedQuotation,
    PredictedSpeaker, Prediction, Quotation, Span, derived_id,
};

/// JSON layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Everything on one line, for `*.jsonl`.
    Line,
    /// One line per field and span, for `*.json` and for diffs.
    Pretty,
}

/// Writes a gold document in canonical form, ending with a line feed.
///
/// Offsets are in characters; quotations are sorted by content, then id; mentions and tags are also sorted; fields that are empty
/// or can be derived are left out. A text in a separate file stays there.
pub fn write_document(out: &mut String, gold: &GoldDocument, text: &TextOrigin, layout: Layout) {
    let place = Place::new(gold.text());
    let mut json = Writer::new(out, layout == Layout::Pretty);
    json.object(|json| {
        json.key("schema").string("quoteval/1");
        json.key("id").string(gold.id());
        match &text.file {
            Some(file) => json.key("text_file").string(file),
            None => json.key("text").string(gold.text()),
        }
        json.field("text_sha256", text.sha256.as_deref());
        json.key("offset_unit").string(OffsetUnit::Char.as_str());
        if !gold.document.meta.is_empty() {
            json.key("meta").object(|json| {
                for (key, value) in &gold.document.meta {
                    json.key(key).value(value);
                }
            });
        }
        if !gold.entities.is_empty() {
            json.key("entities").list(&gold.entities, |json, entity| place.entity(json, entity));
        }
        json.key("quotations").list(sorted(gold), |json, quotation| place.gold(json, quotation, &gold.entities));
    });
    out.push('\n');
}

/// Writes the first line of a prediction file.
pub(crate) fn write_header(out: &mut String, system: &DraftSystem) {
    Writer::new(out, false).object(|json| {
        json.key("schema").string(PREDICTIONS);
        json.key("system").object(|json| {
            json.field("name", system.name.as_deref());
            json.field("version", system.version.as_deref());
        });
    });
    out.push('\n');
}

/// Writes a prediction about the document with this text, on one line.
///
/// Quotations without a place are written as the text that was not found.
pub(crate) fn write_prediction(out: &mut String, prediction: &Prediction, text: &str) {
    let place = Place::new(text);
    let mut quotations: Vec<&PredictedQuotation> = prediction.quotations.iter().collect();
    quotations.sort_by_key(|predicted| (&predicted.quotation.content, &predicted.quotation.id));
    Writer::new(out, false).object(|json| {
        json.key("id").string(&prediction.document);
        if let Some(error) = &prediction.error {
            return json.key("error").string(error);
        }
        if !prediction.entities.is_empty() {
            json.key("entities").list(&prediction.entities, |json, entity| place.entity(json, entity));
        }
        json.key("quotations").list(
            quotations.into_iter().map(Ok).chain(prediction.invalid.iter().map(Err)),
            |json, one| match one {
                Ok(predicted) => place.predicted(json, predicted),
                Err(invalid) => json.object(|json| {
                    json.field("id", Some(&*invalid.id).filter(|id| !id.starts_with("invalid-")));
                    json.key("content").list([&invalid.text], |json, text| {
                        json.inline_object(|json| json.field("text", Some(text)));
                    });
                    confidence(json, invalid.confidence);
                }),
            },
        );
    });
    out.push('\n');
}

fn sorted(gold: &GoldDocument) -> Vec<&GoldQuotation> {
    let mut quotations: Vec<&GoldQuotation> = gold.quotations.iter().collect();
    quotations.sort_by_key(|gold| (&gold.quotation.content, &gold.quotation.id));
    quotations
}

/// A text for which offsets are written as characters.
struct Place<'t> {
    text: &'t str,
    chars: OffsetMap<'t>,
}

impl<'t> Place<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, chars: OffsetMap::new(text, OffsetUnit::Char) }
    }

    fn span(&self, json: &mut Writer<'_>, span: Span) {
        json.inline_object(|json| {
            json.key("start").raw(&self.chars.of_byte(span.start()).to_string());
            json.key("end").raw(&self.chars.of_byte(span.end()).to_string());
            json.key("text").string(span.of(self.text));
        });
    }

    fn spans(&self, json: &mut Writer<'_>, key: &str, spans: &[Span]) {
        if !spans.is_empty() {
            json.key(key).list(spans, |json, &span| self.span(json, span));
        }
    }

    fn fragments(&self, json: &mut Writer<'_>, key: &str, fragments: Option<&Fragments>) {
        self.spans(json, key, fragments.map_or(&[], Fragments::spans));
    }

    fn entity(&self, json: &mut Writer<'_>, entity: &Entity) {
        json.object(|json| {
            json.key("id").string(&entity.id);
            json.key("name").string(&entity.name);
            if !entity.aliases.is_empty() {
                json.key("aliases").list(&entity.aliases, |json, alias| json.string(alias));
            }
            json.field("type", entity.entity_type.as_deref());
            json.field("gender", entity.gender.as_deref());
            json.field("kb_id", entity.kb_id.as_deref());
            self.spans(json, "mentions", &entity.mentions);
        });
    }

    /// Writes the fields before the speaker. An id that can be derived is left out.
    fn head(&self, json: &mut Writer<'_>, quotation: &Quotation) {
        json.field("id", Some(&*quotation.id).filter(|&id| id != derived_id(&quotation.content, &self.chars)));
        json.field("type", quotation.quotation_type.map(|kind| kind.as_str()));
        self.fragments(json, "content", Some(&quotation.content));
        self.fragments(json, "cue", quotation.cue.as_ref());
        self.fragments(json, "source", quotation.source.as_ref());
    }

    fn gold(&self, json: &mut Writer<'_>, gold: &GoldQuotation, entities: &[Entity]) {
        json.object(|json| {
            self.head(json, &gold.quotation);
            match &gold.speaker {
                GoldSpeaker::Absent => {}
                GoldSpeaker::Reserved(word) => json.key("speaker").string(word.as_str()),
                GoldSpeaker::Entities(indices) => {
                    let ids: Vec<&str> = indices.iter().map(|&index| entities[index].id.as_str()).collect();
                    speakers(json, &ids);
                }
            }
            tail(json, &gold.quotation);
        });
    }

    fn predicted(&self, json: &mut Writer<'_>, predicted: &PredictedQuotation) {
        json.object(|json| {
            self.head(json, &predicted.quotation);
            match &predicted.speaker {
                PredictedSpeaker::Absent => {}
                PredictedSpeaker::Reserved(word) => json.key("speaker").string(word.as_str()),
                PredictedSpeaker::Named(names) => speakers(json, &names.iter().map(String::as_str).collect::<Vec<_>>()),
            }
            confidence(json, predicted.confidence);
            json.field("rule", predicted.rule.as_deref());
            tail(json, &predicted.quotation);
        });
    }
}

fn confidence(json: &mut Writer<'_>, confidence: Option<f64>) {
    if let Some(confidence) = confidence {
        json.key("confidence").value(&confidence.into());
    }
}

fn speakers(json: &mut Writer<'_>, speakers: &[&str]) {
    match speakers {
        [one] => json.key("speaker").string(one),
        several => json.key("speaker").list(several, |json, speaker| json.string(speaker)),
    }
}

/// Writes the fields after the speaker.
fn tail(json: &mut Writer<'_>, quotation: &Quotation) {
    let mut tags: Vec<&String> = quotation.tags.iter().collect();
    tags.sort_unstable();
    if !tags.is_empty() {
        json.key("tags").list(tags, |json, tag| json.string(tag));
    }
    json.field("parent", quotation.parent.as_deref());
    json.field("polarity", quotation.polarity.map(|polarity| polarity.as_str()));
}
