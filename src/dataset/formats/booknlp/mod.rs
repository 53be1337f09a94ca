//! BookNLP: quotations by tokens in `NAME.quotes`, the tokens in `NAME.tokens`, names in `NAME.entities`, where it is there.
//!
//! Tokens are inclusive, `None` says nothing. The speaker is the proper name that the entities give a character most often; a
//! character without one is known by its mention alone.

mod names;
mod tokens;

use std::collections::HashMap;

use super::shared::extracted::{Extracted, only_document};
use super::shared::finding::{only, syntax, utf8};
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};
use tokens::Tokens;

/// The columns of quotations that are read.
const COLUMNS: [&str; 5] = ["quote_start", "quote_end", "mention_start", "mention_end", "char_id"];

/// The format of BookNLP.
#[derive(Debug)]
pub struct BookNlp;

impl Format for BookNlp {
    fn name(&self) -> &'static str {
        "booknlp"
    }

    fn summary(&self) -> &'static str {
        "BookNLP: NAME.quotes with NAME.tokens and, where there, NAME.entities beside it"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Nested, Feature::Sources, Feature::Speakers])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["quotes"]
    }

    fn owns_extensions(&self) -> bool {
        true
    }

    fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        let is = |ending: &str, first: &[u8]| name.ends_with(ending) && sample.starts_with(first);
        let companion =
            is(".tokens", b"paragraph_ID\t") || is(".entities", b"COREF\t") || is(".supersense", b"start_token\t");
        match is(".quotes", b"quote_start\t") {
            true => Some(Claim::Documents),
            false => companion.then_some(Claim::Companion),
        }
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Document
    }

    fn names_by_file(&self) -> bool {
        true
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let text = match utf8(record) {
            Ok(text) => text,
            Err(finding) => return only(finding),
        };
        let beside = |ending: &str| format!("{}{ending}", record.name.strip_suffix(".quotes").unwrap_or(record.name));
        let fault = |fault: Fault| only(fault.at(record.file, record.at.line));
        let tokens = match record.folder.text(&beside(".tokens")).and_then(|text| Tokens::read(&text)) {
            Ok(tokens) => tokens,
            Err(error) => return fault(error),
        };
        let names = match record.folder.has(&beside(".entities")) {
            true => record.folder.text(&beside(".entities")).and_then(|text| names::read(&text)),
            false => Ok(HashMap::new()),
        };
        let names = match names {
            Ok(names) => names,
            Err(error) => return fault(error),
        };
        let (mut findings, mut quotations) = (Vec::new(), Vec::new());
        for row in rows(text, &COLUMNS) {
            match row.and_then(|(line, cells)| quotation(line, cells, &tokens, &names).map_err(|fault| (line, fault))) {
                Ok(quotation) => quotations.push(quotation),
                Err((line, fault)) => findings.push(fault.at(record.file, record.at.line + line)),
            }
        }
        Drafts { findings, ..only_document(record, tokens.unit(), quotations) }
    }
}

fn quotation<'a>(
    line: usize,
    [start, end, mention_start, mention_end, character]: [&str; 5],
    tokens: &Tokens,
    names: &HashMap<String, String>,
) -> Result<Extracted<'a>, Fault> {
    let span = |first: &str, last: &str| -> Result<DraftSpan<'a>, Fault> {
        let (start, end) = tokens.run(first, last)?;
        Ok(DraftSpan::of_offsets(start, end))
    };
    let source = if mention_start == NONE { Vec::new() } else { vec![span(mention_start, mention_end)?] };
    let speakers = names.get(character).cloned().into_iter().collect();
    Ok(Extracted { line: line + 1, content: vec![span(start, end)?], source, speakers, ..Extracted::default() })
}

/// What BookNLP writes where it knows nothing.
const NONE: &str = "None";

/// The named cells of each row with its line, from 0; a fault with the line where the table is not as expected.
fn rows<'t, const N: usize>(
    text: &'t str,
    columns: &'static [&'static str; N],
) -> impl Iterator<Item = Result<(usize, [&'t str; N]), (usize, Fault)>> {
    let mut lines = text.lines().enumerate().map(|(line, text)| (line, text.trim_end_matches('\r')));
    let header: Vec<&str> = lines.next().map_or_else(Vec::new, |(_, header)| header.split('\t').collect());
    let places = columns.map(|column| header.iter().position(|name| *name == column));
    let missing = columns.iter().zip(places).find(|(_, place)| place.is_none()).map(|(column, _)| *column);
    let misfit = missing.map(|column| {
        Err((
            0,
            syntax(format!("the column {column} is missing"), &header.join("\t"), "the header that BookNLP writes"),
        ))
    });
    let is_whole = misfit.is_none();
    let rows = lines.filter(move |(_, text)| is_whole && !text.is_empty()).map(move |(line, text)| {
        let cells: Vec<&str> = text.split('\t').collect();
        let found = places.map(|place| place.and_then(|place| cells.get(place).copied()));
        match found.iter().any(Option::is_none) {
            true => Err((line, syntax("the row is too short", text, "as many cells as the header"))),
            false => Ok((line, found.map(Option::unwrap_or_default))),
        }
    });
    misfit.into_iter().chain(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_the_names_of_columns() {
        let read = |text| rows(text, &["b", "a"]).map(|row| row.map_err(|(line, _)| line)).collect::<Vec<_>>();
        assert_eq!(read("a\tx\tb\r\n1\t2\t3\n\n4\t5\t6\n"), [Ok((1, ["3", "1"])), Ok((3, ["6", "4"]))]);
        assert_eq!(read("a\tb\n1\n2\t3\n"), [Err(1), Ok((2, ["3", "2"]))]);
        assert_eq!(read("a\n1\n"), [Err(0)]);
        assert_eq!(read(""), [Err(0)]);
    }
}
