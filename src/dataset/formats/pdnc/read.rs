//! Converts the three files of a novel to a draft.

use std::collections::HashMap;
use std::path::Path;

use ::csv::StringRecord;

use super::literal::Literal;
use super::{CHARACTERS, TEXT};
use crate::dataset::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::{Fault, did_you_mean};
use crate::dataset::format::{Drafts, ReadResult, Record, rules};
use crate::dataset::formats::shared::finding::{differs, same_words, syntax, utf8};
use crate::model::Reserved;

pub(super) fn read<'a>(record: &Record<'a>) -> ReadResult<'a> {
    let (id, folder) = (id(record), record.name.rsplit_once('/').map_or("", |(folder, _)| folder));
    let companion = |name: &str| {
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        record.folder.text(&path).map_err(|fault| Box::new(fault.about(&*id).at(record.file, None)))
    };
    let (quotations, text, characters) = (utf8(record)?, companion(TEXT)?, companion(CHARACTERS)?);
    let mut novel = Novel { text: &text, cast: Cast::default(), quotations: Vec::new(), faults: Vec::new() };
    let of_characters =
        record.file.rsplit_once('/').map_or(CHARACTERS.to_owned(), |(path, _)| format!("{path}/{CHARACTERS}"));
    novel.rows(&characters, &["Main Name", "Aliases", "Gender"], Some(&of_characters), Novel::character);
    novel.rows(quotations, QUOTATION_COLUMNS, None, Novel::quotation);
    let finding = |(file, line, fault): (Option<String>, usize, Fault)| {
        fault.about(&*id).at(file.as_deref().unwrap_or(record.file), line)
    };
    let findings = novel.faults.into_iter().map(finding).collect();
    let (entities, quotations) = (novel.cast.entities, Some(novel.quotations));
    let offset_unit = Some("byte".into());
    let document = DraftDocument { text: Some(text.into()), offset_unit, entities, quotations, ..record.draft(id) };
    Ok(Drafts::one(document, findings))
}

/// Returns the folder's name.
fn id(record: &Record<'_>) -> String {
    let name = |path: &Path| path.parent()?.file_name().map(|name| name.to_string_lossy().into_owned());
    let path = Path::new(record.file);
    name(path).or_else(|| name(&path.canonicalize().ok()?)).unwrap_or_else(|| "novel".to_owned())
}

/// Columns of quotations; the last three are optional.
const QUOTATION_COLUMNS: &[&str] = &[
    "quoteID",
    "subQuotationList",
    "quoteByteSpans",
    "speaker",
    "quoteType",
    "mentionSpansList",
    "mentionEntitiesList",
];

/// Number of required columns of characters and of quotations.
const REQUIRED: [usize; 2] = [2, 4];

/// A novel being read.
struct Novel<'t, 'a> {
    text: &'t str,
    cast: Cast<'a>,
    quotations: Vec<DraftQuotation<'a>>,
    faults: Vec<(Option<String>, usize, Fault)>,
}

/// The entities of a novel, accessed by name.
#[derive(Default)]
struct Cast<'a> {
    entities: Vec<DraftEntity<'a>>,
    by_name: HashMap<String, usize>,
}

impl<'a> Cast<'a> {
    /// Returns the entity with a name, added if it is new.
    fn entity(&mut self, name: &str) -> &mut DraftEntity<'a> {
        let at = *self.by_name.entry(name.to_owned()).or_insert_with(|| {
            self.entities.push(DraftEntity::new(name.to_owned()));
            self.entities.len() - 1
        });
        &mut self.entities[at]
    }

    /// Returns the entity of a mention: by name, or else by an alias that only one entity has, or else a new entity.
    fn mentioned(&mut self, name: &str) -> &mut DraftEntity<'a> {
        if self.by_name.contains_key(name) {
            return self.entity(name);
        }
        let has = |entity: &DraftEntity<'_>| entity.aliases.iter().any(|alias| alias == name);
        let mut bearers = (0..self.entities.len()).filter(|&at| has(&self.entities[at]));
        match (bearers.next(), bearers.next()) {
            (Some(at), None) => &mut self.entities[at],
            _ => self.entity(name),
        }
    }
}

/// The cells of a row, in the requested column order.
type Row<'r> = Vec<&'r str>;

impl<'a> Novel<'_, 'a> {
    /// Passes each row to `take`, with its line in the file.
    fn rows(
        &mut self,
        table: &str,
        columns: &[&str],
        file: Option<&str>,
        take: fn(&mut Self, &Row<'_>, usize) -> Result<(), Fault>,
    ) {
        let owned = || file.map(str::to_owned);
        let mut rows = ::csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
        let header = match rows.headers() {
            Ok(header) => header.clone(),
            Err(error) => return self.faults.push((owned(), 1, Fault::new(&rules::CSV_SYNTAX, error.to_string()))),
        };
        let place = |column: &&str| header.iter().position(|name| name == *column);
        let places: Vec<Option<usize>> = columns.iter().map(place).collect();
        let required = REQUIRED[usize::from(file.is_none())];
        if let Some(missing) = places[..required].iter().position(Option::is_none) {
            let fault = Fault::new(&rules::CSV_HEADER, format!("the column `{}` is missing", columns[missing]));
            let found = header.iter().collect::<Vec<_>>().join(",");
            let fault = fault.found(found).hint(did_you_mean(columns[missing], header.iter()));
            return self.faults.push((owned(), 1, fault));
        }
        for row in rows.into_records() {
            let line =
                |position: Option<&::csv::Position>| position.map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
            let (line, result) = match &row {
                Ok(row) if row.len() != header.len() => {
                    let fault = Fault::new(&rules::CSV_SYNTAX, "the row has another number of cells than the header");
                    let fault = fault.found(row.len().to_string()).expected(header.len().to_string());
                    (line(row.position()), Err(fault))
                }
                Ok(row) => (line(row.position()), take(self, &cells(row, &places), line(row.position()))),
                Err(error) => (line(error.position()), Err(Fault::new(&rules::CSV_SYNTAX, error.to_string()))),
            };
            if let Err(fault) = result {
                self.faults.push((owned(), line, fault));
            }
        }
    }

    fn character(&mut self, row: &Row<'_>, line: usize) -> Result<(), Fault> {
        let aliases = texts("Aliases", row[1])?;
        let entity = self.cast.entity(row[0].trim());
        entity.line = line;
        entity.aliases = aliases.into_iter().filter(|alias| !alias.is_empty()).map(Into::into).collect();
        entity.gender = match row[2] {
            "F" => Some("female".into()),
            "M" => Some("male".into()),
            _ => None,
        };
        Ok(())
    }

    fn quotation(&mut self, row: &Row<'_>, line: usize) -> Result<(), Fault> {
        let (id, texts) = (row[0], texts("subQuotationList", row[1])?);
        let mut places = pairs("quoteByteSpans", row[2])?;
        if texts.len() != places.len() {
            let found = format!("{} texts, {} places", texts.len(), places.len());
            return Err(syntax(format!("{id}: not as many texts as places"), &found, "a text for each place"));
        }
        for (&(start, end), copy) in places.iter().zip(&texts) {
            let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
            // Wrong offsets are left to the general check.
            let found = range.and_then(|(start, end)| self.text.get(start..end));
            if let Some(found) = found.filter(|found| !same_words(found, copy)) {
                return Err(differs(id, &format!("{start}..{end}"), found, copy));
            }
        }
        places.sort_unstable();
        self.mentions(row)?;
        let speaker = match row[3].trim() {
            "" | "nan" => None,
            "_unknowable" => Some(Reserved::Implicit.as_str()),
            name => {
                self.cast.entity(name);
                Some(name)
            }
        };
        let tags = Some(row[4].trim()).filter(|kind| !kind.is_empty() && *kind != "nan").map(str::to_ascii_lowercase);
        let mut draft = DraftQuotation {
            id: Some(id.to_owned().into()),
            quotation_type: Some("direct".into()),
            speaker: speaker.map(|name| DraftSpeakers::one(name.to_owned())),
            ..DraftQuotation::new(line, places.into_iter().map(DraftSpan::from))
        };
        draft.rare().tags = tags.into_iter().map(Into::into).collect();
        self.quotations.push(draft);
        Ok(())
    }

    /// Adds the mentions inside a quotation; a mention of several people counts for each of them.
    fn mentions(&mut self, row: &Row<'_>) -> Result<(), Fault> {
        let (places, entities) = (lists("mentionSpansList", row[5])?, lists("mentionEntitiesList", row[6])?);
        for (place, names) in places.iter().flatten().zip(entities.iter().flatten()) {
            let (Some((start, end)), Some(names)) = (place.pair(), names.list()) else { continue };
            for name in names.iter().filter_map(Literal::text).map(str::trim).filter(|name| !name.is_empty()) {
                self.cast.mentioned(name).mentions.push(DraftSpan::of_offsets(start, end));
            }
        }
        Ok(())
    }
}

fn cells<'r>(row: &'r StringRecord, places: &[Option<usize>]) -> Row<'r> {
    places.iter().map(|place| place.and_then(|place| row.get(place)).unwrap_or_default()).collect()
}

fn unreadable(column: &str, cell: &str) -> Fault {
    syntax(format!("the cell of {column} cannot be read"), cell, "a Python list")
}

fn list(column: &str, cell: &str) -> Result<Vec<Literal>, Fault> {
    if matches!(cell.trim(), "" | "nan") {
        return Ok(Vec::new());
    }
    match Literal::parse(cell) {
        Some(Literal::List(items)) => Ok(items),
        _ => Err(unreadable(column, cell)),
    }
}

fn texts(column: &str, cell: &str) -> Result<Vec<String>, Fault> {
    let items = list(column, cell)?;
    let texts: Option<Vec<String>> = items.iter().map(|item| item.text().map(str::to_owned)).collect();
    texts.ok_or_else(|| unreadable(column, cell))
}

fn pairs(column: &str, cell: &str) -> Result<Vec<(i64, i64)>, Fault> {
    let pairs: Option<Vec<(i64, i64)>> = list(column, cell)?.iter().map(Literal::pair).collect();
    pairs.ok_or_else(|| unreadable(column, cell))
}

fn lists(column: &str, cell: &str) -> Result<Vec<Vec<Literal>>, Fault> {
    let lists: Option<Vec<Vec<Literal>>> =
        list(column, cell)?.iter().map(|item| item.list().map(<[_]>::to_vec)).collect();
    lists.ok_or_else(|| unreadable(column, cell))
}
