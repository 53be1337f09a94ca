//! Documents and predictions to rows.

use super::{COLUMNS, SEPARATOR};
use crate::dataset::format::{Answered, Entry, OutputFile, is_inside};
use crate::error::{Error, Result};
use crate::model::{
    Fragments, GoldDocument, GoldQuotation, GoldSpeaker, OffsetMap, OffsetUnit, PredictedQuotation, Prediction,
    Quotation, derived_id,
};

/// The cells of a row, in the order of [`COLUMNS`].
type Row = [String; COLUMNS.len()];

pub(super) fn gold(stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
    let mut sheet = Sheet::new()?;
    let mut files = Vec::with_capacity(documents.len() + 1);
    for entry in documents {
        let (id, text) = (entry.gold.id(), entry.gold.text());
        let name = format!("{id}.txt");
        if !is_inside(&name) {
            return Err(Error::Usage(format!("csv: document {id}: the id is no file name")));
        }
        sheet.gold(&entry.gold)?;
        files.push(OutputFile { name, bytes: text.as_bytes().to_vec() });
    }
    files.insert(0, sheet.into_file(stem)?);
    Ok(files)
}

pub(super) fn predictions(stem: &str, answers: &[Answered<'_>]) -> Result<Vec<OutputFile>> {
    let mut sheet = Sheet::new()?;
    for Answered { gold, prediction } in answers {
        sheet.prediction(prediction, gold.text())?;
    }
    Ok(vec![sheet.into_file(stem)?])
}

struct Sheet {
    rows: ::csv::Writer<Vec<u8>>,
}

impl Sheet {
    fn new() -> Result<Self> {
        let mut sheet = Self { rows: ::csv::Writer::from_writer(Vec::new()) };
        sheet.rows.write_record(COLUMNS).map_err(failed)?;
        Ok(sheet)
    }

    fn into_file(self, stem: &str) -> Result<OutputFile> {
        let bytes = self.rows.into_inner().map_err(|error| failed(error.into_error().into()))?;
        Ok(OutputFile { name: format!("{stem}.csv"), bytes })
    }

    fn row(&mut self, row: Row) -> Result<()> {
        self.rows.write_record(row).map_err(failed)
    }

    fn empty(&mut self, document: &str) -> Result<()> {
        let mut row = Row::default();
        document.clone_into(&mut row[0]);
        self.row(row)
    }

    fn gold(&mut self, gold: &GoldDocument) -> Result<()> {
        let chars = OffsetMap::new(gold.text(), OffsetUnit::Char);
        let mut quotations: Vec<&GoldQuotation> = gold.quotations.iter().collect();
        quotations.sort_by_key(|gold| (&gold.quotation.content, &gold.quotation.id));
        for quotation in &quotations {
            let mut row = row(gold.id(), &quotation.quotation, gold.text(), &chars);
            row[12] = match &quotation.speaker {
                GoldSpeaker::Absent => String::new(),
                GoldSpeaker::Reserved(word) => word.to_string(),
                GoldSpeaker::Entities(indices) => joined(indices.iter().map(|&index| &*gold.entities[index].id))?,
            };
            self.row(row)?;
        }
        if quotations.is_empty() { self.empty(gold.id()) } else { Ok(()) }
    }

    fn prediction(&mut self, prediction: &Prediction, text: &str) -> Result<()> {
        let id = &prediction.document;
        if prediction.error.is_some() {
            return Err(Error::Usage(format!("csv: document {id} failed, which CSV has no column for")));
        }
        let chars = OffsetMap::new(text, OffsetUnit::Char);
        let mut quotations: Vec<&PredictedQuotation> = prediction.quotations.iter().collect();
        quotations.sort_by_key(|predicted| (&predicted.quotation.content, &predicted.quotation.id));
        for predicted in &quotations {
            let mut row = row(id, &predicted.quotation, text, &chars);
            row[12] = joined(prediction.speaker_names(predicted).iter().map(String::as_str))?;
            row[13] = confidence(predicted.confidence);
            self.row(row)?;
        }
        for invalid in &prediction.invalid {
            let mut row = Row::default();
            (row[0], row[5]) = (id.clone(), invalid.text.clone());
            row[13] = confidence(invalid.confidence);
            self.row(row)?;
        }
        let rows = quotations.len() + prediction.invalid.len();
        if rows == 0 { self.empty(id) } else { Ok(()) }
    }
}

fn confidence(confidence: Option<f64>) -> String {
    confidence.map_or_else(String::new, |confidence| confidence.to_string())
}

fn failed(error: ::csv::Error) -> Error {
    Error::Usage(format!("csv: {error}"))
}

/// All but the speaker and the confidence. An id that can be derived is left out.
fn row(document: &str, quotation: &Quotation, text: &str, chars: &OffsetMap<'_>) -> Row {
    let id = Some(&quotation.id).filter(|&id| *id != derived_id(&quotation.content, chars));
    let [start, end, content] = cells(Some(&quotation.content), text, chars);
    let [cue_start, cue_end, cue] = cells(quotation.cue.as_ref(), text, chars);
    let [source_start, source_end, source] = cells(quotation.source.as_ref(), text, chars);
    let quotation_type = quotation.quotation_type.map_or_else(String::new, |kind| kind.to_string());
    [
        document.to_owned(),
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
        String::new(),
        String::new(),
    ]
}

/// Starts, ends and texts of the fragments.
fn cells(fragments: Option<&Fragments>, text: &str, chars: &OffsetMap<'_>) -> [String; 3] {
    let spans = fragments.map_or(&[][..], Fragments::spans);
    let cell = |pieces: Vec<String>| pieces.join(&SEPARATOR.to_string());
    [
        cell(spans.iter().map(|span| chars.of_byte(span.start()).to_string()).collect()),
        cell(spans.iter().map(|span| chars.of_byte(span.end()).to_string()).collect()),
        cell(spans.iter().map(|span| span.of(text).to_owned()).collect()),
    ]
}

fn joined<'s>(speakers: impl Iterator<Item = &'s str>) -> Result<String> {
    let speakers: Vec<&str> = speakers.collect();
    match speakers.iter().find(|speaker| speaker.contains(SEPARATOR)) {
        Some(speaker) => Err(Error::Usage(format!("csv: the speaker {speaker} holds a {SEPARATOR}"))),
        None => Ok(speakers.join(&SEPARATOR.to_string())),
    }
}
