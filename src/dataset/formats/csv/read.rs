//! Converts rows to drafts.

use std::collections::{BTreeSet, HashMap};

use ::csv::StringRecord;

use super::COLUMNS;
use super::cells::{spans, speakers};
use super::marks::open_mark;
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation};
use crate::dataset::format::fault::{Fault, did_you_mean, shown};
use crate::dataset::format::{Drafts, ReadResult, Record, Side, rules};
use crate::dataset::formats::shared::finding::utf8;
use crate::error::Finding;

pub(super) fn read<'a>(record: &Record<'a>, side: Side) -> ReadResult<'a> {
    let mut drafts = Drafts::default();
    if let Some((line, fault)) = open_mark(utf8(record)?) {
        return Err(record.finding_on(line + 1, fault).into());
    }
    let mut rows =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(record.bytes).into_records();
    let header = match rows.next() {
        Some(Ok(header)) => header,
        _ => return Ok(drafts),
    };
    let columns = match Columns::of(&header, record, side, &mut drafts) {
        Ok(columns) => columns,
        Err(fault) => {
            drafts.findings.push(record.finding(fault));
            return Ok(drafts);
        }
    };
    let mut sheet = Sheet { record, side, columns, drafts, documents: HashMap::new() };
    for row in rows {
        match row {
            Ok(row) => sheet.add(&row),
            Err(error) => {
                let line = error.position().map_or(0, |position| line(record, position));
                sheet.fault(line, None, Fault::new(&rules::CSV_SYNTAX, error.to_string()));
            }
        }
    }
    Ok(sheet.finish())
}

fn line(record: &Record<'_>, position: &::csv::Position) -> usize {
    record.at.line + usize::try_from(position.line()).unwrap_or(1).saturating_sub(1)
}

/// Index of each column in the rows.
struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    count: usize,
}

impl Columns {
    fn of(header: &StringRecord, record: &Record<'_>, side: Side, drafts: &mut Drafts<'_>) -> Result<Self, Fault> {
        let mut places = [None; COLUMNS.len()];
        if !header.iter().any(|name| name == COLUMNS[0]) {
            return Err(no_document(header));
        }
        for (place, name) in header.iter().enumerate() {
            match COLUMNS.iter().position(|&column| column == name) {
                Some(column) if places[column].is_some() => {
                    return Err(Fault::new(&rules::CSV_HEADER, format!("the column `{name}` occurs twice")));
                }
                Some(column) => places[column] = Some(place),
                None if side == Side::Prediction => drafts.ignored.push(name.to_owned()),
                None => {
                    let unknown = Fault::new(&rules::UNKNOWN_FIELD, format!("unknown column {}", shown(name)));
                    drafts.findings.push(record.finding(unknown.hint(did_you_mean(name, COLUMNS))));
                }
            }
        }
        let columns = Self { places, count: header.len() };
        if header.len() > 1 && !["quotation", "start", "text"].into_iter().any(|name| columns.has(name)) {
            return Err(no_content(header));
        }
        Ok(columns)
    }

    fn has(&self, name: &str) -> bool {
        COLUMNS.iter().position(|&column| column == name).is_some_and(|column| self.places[column].is_some())
    }

    /// Returns a cell by column name; empty if there is no such column.
    fn cell<'r>(&self, row: &'r StringRecord, name: &str) -> &'r str {
        let column = COLUMNS.iter().position(|&column| column == name);
        column.and_then(|column| row.get(self.places[column]?)).unwrap_or_default()
    }
}

fn no_document(header: &StringRecord) -> Fault {
    let found = header.iter().collect::<Vec<_>>().join(",");
    Fault::new(&rules::CSV_HEADER, "the first row does not name the column `document`")
        .found(shown(&found))
        .expected(COLUMNS.join(","))
        .hint(header.iter().find_map(|name| did_you_mean(name, [COLUMNS[0]])).or_else(|| other_separator(header)))
}

/// Hint that the cells are not separated by commas.
fn other_separator(header: &StringRecord) -> Option<String> {
    let only = header.get(0).filter(|only| header.len() == 1 && only.contains([';', '\t']));
    only.map(|_| "cells are separated by commas, not by semicolons or tabs".to_owned())
}

fn no_content(header: &StringRecord) -> Fault {
    let found = header.iter().collect::<Vec<_>>().join(",");
    Fault::new(&rules::CSV_HEADER, "no column says what was quoted")
        .found(shown(&found))
        .expected("`text`, or `start` and `end`, or the id of a given `quotation`")
        .hint(header.iter().filter(|name| !COLUMNS.contains(name)).find_map(|name| did_you_mean(name.trim(), COLUMNS)))
}

/// The documents of a file being read row by row.
struct Sheet<'r, 'a> {
    record: &'r Record<'a>,
    side: Side,
    columns: Columns,
    drafts: Drafts<'a>,
    /// Index of each document by id.
    documents: HashMap<String, usize>,
}

impl<'a> Sheet<'_, 'a> {
    fn add(&mut self, row: &StringRecord) {
        let line = row.position().map_or(0, |position| line(self.record, position));
        if row.len() != self.columns.count {
            let fault = Fault::new(&rules::CSV_SYNTAX, "the row has another number of cells than the header");
            let fault = fault.found(row.len().to_string()).expected(self.columns.count.to_string());
            return self.fault(line, None, fault);
        }
        let id = self.columns.cell(row, "document");
        if id.is_empty() {
            return self.fault(line, None, Fault::new(&rules::EMPTY_ID, "the row names no document"));
        }
        let at = self.document(id, line);
        if row.iter().filter(|cell| !cell.is_empty()).count() == 1 {
            return;
        }
        match self.quotation(row, line) {
            Ok(quotation) => self.drafts.documents[at].quotations.get_or_insert_default().push(quotation),
            Err(fault) => self.fault(line, Some(id), fault),
        }
    }

    fn document(&mut self, id: &str, line: usize) -> usize {
        if let Some(&at) = self.documents.get(id) {
            return at;
        }
        let at = self.drafts.documents.len();
        self.documents.insert(id.to_owned(), at);
        let quotations = Some(Vec::new());
        let draft = self.record.draft(id.to_owned());
        self.drafts.documents.push(DraftDocument { line, quotations, ..draft });
        at
    }

    fn quotation(&self, row: &StringRecord, line: usize) -> Result<DraftQuotation<'a>, Fault> {
        let cell = |name| self.columns.cell(row, name);
        let stated = |name| Some(cell(name)).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let owned = |name| stated(name).map(Into::into);
        let confidence = stated("confidence").map(|cell| {
            let fault = || Fault::new(&rules::CSV_CELL, "the confidence is not a number").found(shown(&cell));
            cell.parse().map_err(|_| fault())
        });
        let content = spans("content", cell("start"), cell("end"), stated("text"))?;
        let cue = spans("cue", cell("cue_start"), cell("cue_end"), stated("cue"))?;
        let source = spans("source", cell("source_start"), cell("source_end"), stated("source"))?;
        let mut draft = DraftQuotation {
            id: owned("quotation"),
            quotation_type: owned("type"),
            speaker: stated("speaker").map(|cell| speakers(&cell)),
            ..DraftQuotation::new(line, content).with(cue, source)
        };
        draft.rare().confidence = confidence.transpose()?;
        Ok(draft)
    }

    fn fault(&mut self, line: usize, document: Option<&str>, fault: Fault) {
        let document = document.map(str::to_owned);
        self.drafts.findings.push(Finding { document, ..fault.at(self.record.file, line) });
    }

    fn finish(mut self) -> Drafts<'a> {
        if self.side == Side::Gold {
            let documents = std::mem::take(&mut self.drafts.documents);
            self.drafts.documents = documents.into_iter().filter_map(|draft| self.with_text(draft)).collect();
        }
        self.drafts
    }

    /// Adds the parts of gold that are not in the rows: the text, and an entity for each speaker.
    fn with_text(&mut self, mut draft: DraftDocument<'a>) -> Option<DraftDocument<'a>> {
        let id = draft.id.as_deref().unwrap_or_default();
        match self.record.folder.text(&format!("{id}.txt")) {
            Ok(text) => draft.text = Some(text.into()),
            Err(fault) => {
                let id = id.to_owned();
                self.fault(draft.line, Some(&id), fault);
                return None;
            }
        }
        let speakers =
            draft.quotations.iter().flatten().flat_map(|draft| draft.speaker.iter().flat_map(|list| &list.0));
        let ids: BTreeSet<_> = speakers.filter(|id| !id.is_empty() && !id.starts_with('@')).cloned().collect();
        draft.entities = ids.into_iter().map(DraftEntity::new).collect();
        Some(draft)
    }
}
