//! Documents and predictions to annotation files.

use super::words::{self, escape};
use crate::dataset::format::{Answered, Entry, OutputFile, is_inside};
use crate::dataset::formats::shared::part::Part;
use crate::error::{Error, Result};
use crate::model::{
    Fragments, GoldDocument, GoldQuotation, GoldSpeaker, OffsetMap, OffsetUnit, PredictedQuotation, PredictedSpeaker,
    Prediction, Quotation, Reserved, derived_id,
};

/// What brat is told of the labels, so that it shows and offers them.
const CONFIGURATION: &str = "[entities]\nContent\nCue\nSource\n\n[relations]\nParent\tArg1:Attribution, Arg2:Attribution\n\n\
[events]\nAttribution\tContent+:Content, Cue*:Cue, Source*:Source\n\n[attributes]\n\
Type\tArg:Attribution, Value:direct|indirect|mixed\n\
Polarity\tArg:Attribution, Value:affirmed|denied|negated|conditional\n\
Speaker\tArg:Attribution, Value:implicit|author|unnamed\n";

pub(super) fn gold(documents: &[&Entry]) -> Result<Vec<OutputFile>> {
    let mut files = vec![file("annotation.conf", CONFIGURATION)];
    for entry in documents {
        let gold = &entry.gold;
        let mut annotation = Annotation::new(gold.id(), gold.text());
        annotation.gold(gold)?;
        files.push(named(gold.id(), "ann", &annotation.out)?);
        files.push(named(gold.id(), "txt", gold.text())?);
    }
    Ok(files)
}

pub(super) fn predictions(answers: &[Answered<'_>]) -> Result<Vec<OutputFile>> {
    let mut files = vec![file("annotation.conf", CONFIGURATION)];
    for Answered { gold, prediction } in answers {
        let (id, text) = (gold.id(), gold.text());
        let mut annotation = Annotation::new(id, text);
        annotation.prediction(prediction)?;
        files.push(named(id, "ann", &annotation.out)?);
        files.push(named(id, "txt", text)?);
    }
    Ok(files)
}

fn file(name: &str, content: &str) -> OutputFile {
    OutputFile { name: name.to_owned(), bytes: content.as_bytes().to_vec() }
}

fn named(id: &str, extension: &str, content: &str) -> Result<OutputFile> {
    let name = format!("{id}.{extension}");
    // What begins with a dot is hidden, and is not found again in a folder.
    if id.starts_with('.') || id.contains(['/', '\\']) || !is_inside(&name) {
        return Err(Error::Usage(format!("brat: document {id}: the id is no file name")));
    }
    Ok(file(&name, content))
}

/// The lines of one file.
struct Annotation<'t> {
    document: &'t str,
    text: &'t str,
    chars: OffsetMap<'t>,
    out: String,
    /// How many spans, and how many of everything else, are written.
    spans: usize,
    others: usize,
}

impl<'t> Annotation<'t> {
    fn new(document: &'t str, text: &'t str) -> Self {
        let chars = OffsetMap::new(text, OffsetUnit::Char);
        Self { document, text, chars, out: String::new(), spans: 0, others: 0 }
    }

    fn gold(&mut self, gold: &GoldDocument) -> Result<()> {
        let mut items: Vec<&GoldQuotation> = gold.quotations.iter().collect();
        items.sort_by_key(|item| (&item.quotation.content, &item.quotation.id));
        self.events(&items.iter().map(|item| &item.quotation).collect::<Vec<_>>())?;
        for (item, number) in items.iter().zip(1..) {
            match &item.speaker {
                GoldSpeaker::Absent => {}
                GoldSpeaker::Reserved(word) => self.reserved(number, *word),
                GoldSpeaker::Entities(indices) => {
                    for &index in indices {
                        let entity = &gold.entities[index];
                        self.entity(number, &entity.id, &entity.name)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn prediction(&mut self, prediction: &Prediction) -> Result<()> {
        let mut items: Vec<&PredictedQuotation> = prediction.quotations.iter().collect();
        items.sort_by_key(|item| (&item.quotation.content, &item.quotation.id));
        self.events(&items.iter().map(|item| &item.quotation).collect::<Vec<_>>())?;
        for (item, number) in items.iter().zip(1..) {
            match &item.speaker {
                PredictedSpeaker::Absent => {}
                PredictedSpeaker::Reserved(word) => self.reserved(number, *word),
                PredictedSpeaker::Named(_) => {
                    let names = prediction.speaker_names(item);
                    names.iter().try_for_each(|name| self.entity(number, name, name))?;
                }
            }
            if let Some(confidence) = item.confidence {
                self.note(number, words::CONFIDENCE, &confidence.to_string())?;
            }
        }
        Ok(())
    }

    /// All but the speakers; the events are numbered from 1.
    fn events(&mut self, quotations: &[&Quotation]) -> Result<()> {
        for (quotation, number) in quotations.iter().zip(1..) {
            let trigger = quotation.cue.as_ref().unwrap_or(&quotation.content);
            let content = self.span(Part::Content.label(), &quotation.content);
            let cue = quotation.cue.as_ref().map(|cue| self.span(Part::Cue.label(), cue));
            let source = quotation.source.as_ref().map(|source| self.span(Part::Source.label(), source));
            let trigger = self.span(words::EVENT, trigger);
            let mut line = format!("E{number}\t{}:T{trigger} Content:T{content}", words::EVENT);
            for (part, id) in [(Part::Cue, cue), (Part::Source, source)] {
                if let Some(id) = id {
                    line.push_str(&format!(" {}:T{id}", part.label()));
                }
            }
            self.line(&line);
        }
        let numbers = quotations.iter().zip(1..).map(|(quotation, number)| (quotation.id.as_str(), number));
        let numbers: std::collections::HashMap<&str, usize> = numbers.collect();
        for (quotation, number) in quotations.iter().zip(1..) {
            self.facts(quotation, number)?;
            if let Some(parent) = quotation.parent.as_deref().and_then(|parent| numbers.get(parent)) {
                let id = self.other();
                self.line(&format!("R{id}\t{} Arg1:E{number} Arg2:E{parent}", words::PARENT));
            }
        }
        let parents = quotations.iter().filter_map(|quotation| quotation.parent.as_deref());
        let parents: std::collections::HashSet<&str> = parents.collect();
        for (quotation, number) in quotations.iter().zip(1..) {
            let is_derived = quotation.id == derived_id(&quotation.content, &self.chars);
            if !is_derived || parents.contains(&*quotation.id) {
                self.note(number, words::ID, &quotation.id)?;
            }
        }
        Ok(())
    }

    fn facts(&mut self, quotation: &Quotation, number: usize) -> Result<()> {
        if let Some(kind) = quotation.quotation_type {
            self.attribute(words::TYPE, number, kind.as_str());
        }
        if let Some(polarity) = quotation.polarity {
            self.attribute(words::POLARITY, number, polarity.as_str());
        }
        quotation.tags.iter().try_for_each(|tag| self.note(number, words::TAG, tag))
    }

    /// Writes a span and gives its number.
    fn span(&mut self, label: &str, fragments: &Fragments) -> usize {
        self.spans += 1;
        let offset = |byte| self.chars.of_byte(byte);
        let pieces = fragments.spans().iter();
        let offsets: Vec<String> =
            pieces.clone().map(|span| format!("{} {}", offset(span.start()), offset(span.end()))).collect();
        let texts: Vec<String> = pieces.map(|span| span.of(self.text).replace(['\n', '\r', '\t'], " ")).collect();
        let line = format!("T{}\t{label} {}\t{}", self.spans, offsets.join(";"), texts.join(" "));
        self.line(&line);
        self.spans
    }

    fn reserved(&mut self, number: usize, word: Reserved) {
        self.attribute(words::SPEAKER, number, word.as_str().trim_start_matches('@'));
    }

    fn attribute(&mut self, name: &str, number: usize, value: &str) {
        let id = self.other();
        self.line(&format!("A{id}\t{name} E{number} {value}"));
    }

    fn entity(&mut self, number: usize, entity: &str, name: &str) -> Result<()> {
        let (id, name) = (self.other(), self.one_line(name)?);
        self.line(&format!("N{id}\t{} E{number} {}{}\t{name}", words::REFERENCE, words::ENTITY, escape(entity)));
        Ok(())
    }

    fn note(&mut self, number: usize, kind: &str, note: &str) -> Result<()> {
        let (id, note) = (self.other(), self.one_line(note)?);
        self.line(&format!("#{id}\t{kind} E{number}\t{note}"));
        Ok(())
    }

    /// A text that must stand on one line.
    fn one_line<'s>(&self, text: &'s str) -> Result<&'s str> {
        if text.contains(['\n', '\r', '\t']) {
            let text = text.escape_debug();
            let message = format!("brat: document {}: “{text}” holds a line break or a tab", self.document);
            return Err(Error::Usage(message));
        }
        Ok(text)
    }

    fn other(&mut self) -> usize {
        self.others += 1;
        self.others
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}
