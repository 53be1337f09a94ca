//! BookNLP: quotations by tokens in `NAME.quotes`, tokens in `NAME.tokens`, names in the optional `NAME.entities`.
//!
//! Token ranges are inclusive, and `None` means not stated. The speaker is the most frequent proper name of a character in the
//! entities; a character without a proper name is identified only by its mention.

mod names;
mod tokens;

use std::collections::HashMap;

use super::shared::extracted::only_document;
use super::shared::finding::{LineFault, syntax, utf8};
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Claim, Drafts, Format, Framing, Read, ReadResult, Record, Sample, Side};
use tokens::TokenOffsets;

/// The columns of quotations that are read.
const COLUMNS: [&str; 5] = ["quote_start", "quote_end", "mention_start", "mention_end", "char_id"];

pub(super) const FORMAT: Format = Format {
    name: "booknlp",
    summary: "BookNLP: NAME.quotes with NAME.tokens and, where there, NAME.entities beside it",
    features: &[Nested, Sources, Speakers],
    extensions: &["quotes"],
    owns_extensions: true,
    names_by_file: true,
    framing: |_| Framing::Document,
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is = |ending: &str, first: &[u8]| sample.name.ends_with(ending) && sample.bytes.starts_with(first);
        let is_companion =
            is(".tokens", b"paragraph_ID\t") || is(".entities", b"COREF\t") || is(".supersense", b"start_token\t");
        match is(".quotes", b"quote_start\t") {
            true => Some(Claim::Documents),
            false => is_companion.then_some(Claim::Companion),
        }
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let text = utf8(record)?;
        let beside = |ending: &str| format!("{}{ending}", record.name.strip_suffix(".quotes").unwrap_or(record.name));
        let finding = |fault: Fault| record.finding(fault);
        let tokens = record.folder.text(&beside(".tokens")).and_then(|text| TokenOffsets::read(&text));
        let tokens = tokens.map_err(finding)?;
        let names = match record.folder.has(&beside(".entities")) {
            true => record.folder.text(&beside(".entities")).and_then(|text| names::read(&text)),
            false => Ok(HashMap::new()),
        };
        let names = names.map_err(finding)?;
        let (mut findings, mut quotations) = (Vec::new(), Vec::new());
        for row in rows(text, &COLUMNS) {
            match row.and_then(|(line, cells)| quotation(line, cells, &tokens, &names).map_err(|fault| (line, fault))) {
                Ok(quotation) => quotations.push(quotation),
                Err((line, fault)) => findings.push(record.finding_on(line + 1, fault)),
            }
        }
        Ok(Drafts { findings, ..only_document(record, tokens.unit(), quotations) })
    }
}

fn quotation<'a>(
    line: usize,
    [start, end, mention_start, mention_end, character]: [&str; 5],
    tokens: &TokenOffsets,
    names: &HashMap<String, String>,
) -> Result<DraftQuotation<'a>, Fault> {
    let span = |first: &str, last: &str| tokens.run(first, last).map(DraftSpan::from);
    let source = if mention_start == NONE { Vec::new() } else { vec![span(mention_start, mention_end)?] };
    let mut draft = DraftQuotation::new(line + 1, [span(start, end)?]).with(Vec::new(), source);
    draft.speaker = DraftSpeakers::of(names.get(character).cloned());
    Ok(draft)
}

/// The cell for a value unknown to BookNLP.
const NONE: &str = "None";

/// Returns the named cells of each row with its line, from 0, or the fault of a row or of the header.
fn rows<'t, const N: usize>(
    text: &'t str,
    columns: &'static [&'static str; N],
) -> impl Iterator<Item = Result<(usize, [&'t str; N]), LineFault>> {
    let mut lines = text.lines().enumerate().map(|(line, text)| (line, text.trim_end_matches('\r')));
    let header: Vec<&str> = lines.next().map_or_else(Vec::new, |(_, header)| header.split('\t').collect());
    let places = columns.map(|column| header.iter().position(|name| *name == column));
    let missing = columns.iter().zip(places).find(|(_, place)| place.is_none()).map(|(column, _)| *column);
    let misfit = missing.map(|column| {
        let message = format!("the column {column} is missing");
        Err((0, syntax(message, &header.join("\t"), "the header that BookNLP writes")))
    });
    let is_whole = misfit.is_none();
    let rows = lines.filter(move |(_, text)| is_whole && !text.is_empty()).map(move |(line, text)| {
        let cells: Vec<&str> = text.split('\t').collect();
        let found: Option<Vec<&str>> = places.iter().map(|place| cells.get((*place)?).copied()).collect();
        let found = found.and_then(|cells| cells.try_into().ok());
        found
            .map(|cells| (line, cells))
            .ok_or_else(|| (line, syntax("the row is too short", text, "as many cells as the header")))
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
