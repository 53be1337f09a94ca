//! Converts documents and predictions to annotation files.

use std::collections::{HashMap, HashSet};

use super::words::{self, escape};
use crate::dataset::format::{OutputFile, is_inside};
use crate::dataset::formats::shared::part::Part;
use crate::dataset::formats::shared::written::Written;
use crate::error::{Error, Result};
use crate::model::{Fragments, Quotation, Span, derived_id};

/// The labels in brat's configuration, which it needs to display and offer them.
const CONFIGURATION: &str = "[entities]\nContent\nCue\nSource\n\n[relations]\nParent\tArg1:Attribution, Arg2:Attribution\n\n\
[events]\nAttribution\tContent+:Content, Cue*:Cue, Source*:Source\n\n[attributes]\n\
Type\tArg:Attribution, Value:direct|indirect|mixed\n\
Polarity\tArg:Attribution, Value:affirmed|denied|negated|conditional\n\
Speaker\tArg:Attribution, Value:implicit|author|unnamed\n";

/// Returns the annotation and the text of each document, and the configuration.
pub(super) fn files<'d>(documents: impl Iterator<Item = Written<'d>>) -> Result<Vec<OutputFile>> {
    let mut files = vec![OutputFile::new("annotation.conf", CONFIGURATION)];
    for document in documents {
        let mut annotation = Annotation { document: &document, out: String::new(), spans: 0, others: 0 };
        annotation.write()?;
        files.push(named(document.id, "ann", &annotation.out)?);
        files.push(named(document.id, "txt", document.text)?);
    }
    Ok(files)
}

fn named(id: &str, extension: &str, content: &str) -> Result<OutputFile> {
    let name = format!("{id}.{extension}");
    // A file whose name begins with a dot is hidden and would not be found again in a folder.
    if id.starts_with('.') || id.contains(['/', '\\']) || !is_inside(&name) {
        return Err(Error::Usage(format!("brat: document {id}: the id is no file name")));
    }
    Ok(OutputFile::new(name, content))
}

/// Returns the lines of a file.
struct Annotation<'d> {
    document: &'d Written<'d>,
    out: String,
    /// Counters of the spans and of all other lines written.
    spans: usize,
    others: usize,
}

impl Annotation<'_> {
    fn write(&mut self) -> Result<()> {
        let items = &self.document.quotations;
        self.events(&items.iter().map(|item| item.quotation).collect::<Vec<_>>())?;
        for (item, number) in items.iter().zip(1..) {
            if let Some(word) = item.reserved {
                self.attribute(words::SPEAKER, number, word.as_str().trim_start_matches('@'));
            }
            item.speakers.iter().try_for_each(|(id, name)| self.entity(number, id, name))?;
            if let Some(confidence) = item.confidence {
                self.note(number, words::CONFIDENCE, &confidence.to_string())?;
            }
        }
        Ok(())
    }

    /// Writes the quotations without their speakers, as events numbered from 1.
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
        let numbers: HashMap<&str, usize> = numbers.collect();
        for (quotation, number) in quotations.iter().zip(1..) {
            self.facts(quotation, number)?;
            if let Some(parent) = quotation.parent.as_deref().and_then(|parent| numbers.get(parent)) {
                let id = self.other();
                self.line(&format!("R{id}\t{} Arg1:E{number} Arg2:E{parent}", words::PARENT));
            }
        }
        let parents = quotations.iter().filter_map(|quotation| quotation.parent.as_deref());
        let parents: HashSet<&str> = parents.collect();
        for (quotation, number) in quotations.iter().zip(1..) {
            let is_derived = quotation.id == derived_id(&quotation.content, &self.document.chars);
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

    /// Writes a span and returns its number.
    fn span(&mut self, label: &str, fragments: &Fragments) -> usize {
        self.spans += 1;
        let Written { text, .. } = self.document;
        let offsets: Vec<String> =
            self.document.places(fragments).iter().map(|(start, end)| format!("{start} {end}")).collect();
        let line_text = |span: &Span| span.of(text).replace(['\n', '\r', '\t'], " ");
        let texts: Vec<String> = fragments.spans().iter().map(line_text).collect();
        let line = format!("T{}\t{label} {}\t{}", self.spans, offsets.join(";"), texts.join(" "));
        self.line(&line);
        self.spans
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

    /// Converts a text so that it fits on one line.
    fn one_line<'s>(&self, text: &'s str) -> Result<&'s str> {
        if text.contains(['\n', '\r', '\t']) {
            let text = text.escape_debug();
            let message = format!("brat: document {}: “{text}” holds a line break or a tab", self.document.id);
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
