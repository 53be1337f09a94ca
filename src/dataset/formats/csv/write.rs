//! Converts documents and predictions to rows.

use super::{COLUMNS, SEPARATOR};
use crate::dataset::format::{Answered, GoldEntry, OutputFile, is_inside};
use crate::dataset::formats::shared::written::{Written, WrittenQuotation};
use crate::error::{Error, Result};
use crate::model::{Fragments, InvalidQuotation, derived_id};

/// The cells of a row, in [`COLUMNS`] order.
type Row = [String; COLUMNS.len()];

pub(super) fn gold(stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
    let mut sheet = Sheet::new()?;
    let mut files = Vec::with_capacity(documents.len() + 1);
    for entry in documents {
        let document = Written::gold(entry);
        let name = format!("{}.txt", document.id);
        if !is_inside(&name) {
            return Err(Error::Usage(format!("csv: document {}: the id is no file name", document.id)));
        }
        sheet.add(&document, &[])?;
        files.push(OutputFile::new(name, document.text));
    }
    files.insert(0, sheet.into_file(stem)?);
    Ok(files)
}

pub(super) fn predictions(stem: &str, answers: &[Answered<'_>]) -> Result<Vec<OutputFile>> {
    let mut sheet = Sheet::new()?;
    for answer in answers {
        let prediction = answer.prediction;
        if prediction.error.is_some() {
            let id = &prediction.document;
            return Err(Error::Usage(format!("csv: document {id} failed, which CSV has no column for")));
        }
        sheet.add(&Written::prediction(answer), &prediction.invalid)?;
    }
    Ok(vec![sheet.into_file(stem)?])
}

struct Sheet {
    rows: ::csv::Writer<Vec<u8>>,
}

impl Sheet {
    fn new() -> Result<Self> {
        let mut sheet = Self { rows: ::csv::Writer::from_writer(Vec::new()) };
        sheet.rows.write_record(COLUMNS).map_err(Error::internal)?;
        Ok(sheet)
    }

    fn into_file(self, stem: &str) -> Result<OutputFile> {
        let bytes = self.rows.into_inner().map_err(|error| Error::internal(error.error()))?;
        Ok(OutputFile::new(format!("{stem}.csv"), bytes))
    }

    /// Adds a row for each quotation and each text without a place, or a single row for a document that has neither.
    fn add(&mut self, document: &Written<'_>, unplaced: &[InvalidQuotation]) -> Result<()> {
        for item in &document.quotations {
            self.row(row(document, item)?)?;
        }
        for invalid in unplaced {
            let mut row = Row::default();
            (row[0], row[5]) = (document.id.to_owned(), invalid.text.clone());
            row[13] = confidence(invalid.confidence);
            self.row(row)?;
        }
        if document.quotations.is_empty() && unplaced.is_empty() {
            let mut row = Row::default();
            document.id.clone_into(&mut row[0]);
            self.row(row)?;
        }
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<()> {
        self.rows.write_record(row).map_err(Error::internal)
    }
}

fn confidence(confidence: Option<f64>) -> String {
    confidence.map_or_else(String::new, |confidence| confidence.to_string())
}

/// Returns the cells of a quotation. An id that can be derived is left out.
fn row(document: &Written<'_>, item: &WrittenQuotation<'_>) -> Result<Row> {
    let quotation = item.quotation;
    let id = Some(&quotation.id).filter(|&id| *id != derived_id(&quotation.content, &document.chars));
    let [start, end, content] = cells(document, Some(&quotation.content));
    let [cue_start, cue_end, cue] = cells(document, quotation.cue.as_ref());
    let [source_start, source_end, source] = cells(document, quotation.source.as_ref());
    let quotation_type = quotation.quotation_type.map_or_else(String::new, |kind| kind.to_string());
    Ok([
        document.id.to_owned(),
        id.cloned().unwrap_or_default(),
        quotation_type,
        start,
        end,
        content,
        cue_start,
        cue_end,
        cue,
        source_start,
        source_end,
        source,
        joined(&item.speaker_words())?,
        confidence(item.confidence),
    ])
}

/// Returns the starts, ends and texts of the fragments.
fn cells(document: &Written<'_>, fragments: Option<&Fragments>) -> [String; 3] {
    let spans = fragments.map_or(&[][..], Fragments::spans);
    let cell = |pieces: Vec<String>| pieces.join(&SEPARATOR.to_string());
    [
        cell(spans.iter().map(|span| document.chars.of_byte(span.start()).to_string()).collect()),
        cell(spans.iter().map(|span| document.chars.of_byte(span.end()).to_string()).collect()),
        cell(spans.iter().map(|span| span.of(document.text).to_owned()).collect()),
    ]
}

fn joined(speakers: &[&str]) -> Result<String> {
    match speakers.iter().find(|speaker| speaker.contains(SEPARATOR)) {
        Some(speaker) => Err(Error::Usage(format!("csv: the speaker {speaker} holds a {SEPARATOR}"))),
        None => Ok(speakers.join(&SEPARATOR.to_string())),
    }
}
