//! Cells with several offsets or texts.

use super::SEPARATOR;
use crate::dataset::format::draft::{DraftSpan, DraftSpeakers};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::rules;

/// Returns the speakers in a cell, without the spaces around the separators.
pub(super) fn speakers<'a>(cell: &str) -> DraftSpeakers<'a> {
    if !cell.contains(SEPARATOR) {
        return DraftSpeakers::one(cell.to_owned());
    }
    DraftSpeakers(cell.split(SEPARATOR).map(|speaker| speaker.trim().to_owned().into()).collect())
}

/// Returns the spans of a start, an end and a text cell: by offsets if there are any, or else the whole text as one span.
pub(super) fn spans<'a>(what: &str, start: &str, end: &str, text: Option<String>) -> Result<Vec<DraftSpan<'a>>, Fault> {
    let (starts, ends) = (offsets(what, start)?, offsets(what, end)?);
    if starts.len() != ends.len() {
        let fault = Fault::new(&rules::CSV_CELL, format!("{what}: not as many ends as starts"));
        return Err(fault.found(format!("{} and {}", shown(start), shown(end))));
    }
    if starts.is_empty() {
        return Ok(text.map(|text| DraftSpan::of_text(text.into())).into_iter().collect());
    }
    let offsets: Vec<(i64, i64)> = starts.into_iter().zip(ends).collect();
    let mut spans: Vec<_> = offsets.iter().copied().map(DraftSpan::from).collect();
    if let Some(text) = text {
        for (span, piece) in spans.iter_mut().zip(pieces(&text, &offsets)) {
            span.text = Some(piece.to_owned().into());
        }
    }
    Ok(spans)
}

fn offsets(what: &str, cell: &str) -> Result<Vec<i64>, Fault> {
    if cell.is_empty() {
        return Ok(Vec::new());
    }
    let offset = |piece: &str| {
        piece.parse().map_err(|_| {
            let fault = Fault::new(&rules::CSV_CELL, format!("{what}: an offset is not a number"));
            fault.found(shown(piece)).expected("characters from the beginning of the text; fragments separated by ;")
        })
    };
    cell.split(SEPARATOR).map(offset).collect()
}

/// Splits a cell into the texts of fragments. A text may contain the separator, so the fragment lengths decide.
fn pieces<'c>(cell: &'c str, offsets: &[(i64, i64)]) -> Vec<&'c str> {
    if offsets.len() == 1 {
        return vec![cell];
    }
    by_length(cell, offsets).unwrap_or_else(|| cell.split(SEPARATOR).collect())
}

fn by_length<'c>(cell: &'c str, offsets: &[(i64, i64)]) -> Option<Vec<&'c str>> {
    let mut rest = cell;
    let mut pieces = Vec::with_capacity(offsets.len());
    for (index, &(start, end)) in offsets.iter().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(SEPARATOR)?;
        }
        let length = usize::try_from(end.checked_sub(start)?).ok()?;
        let byte = rest.char_indices().map(|(byte, _)| byte).chain([rest.len()]).nth(length)?;
        pieces.push(&rest[..byte]);
        rest = &rest[byte..];
    }
    rest.is_empty().then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_may_stand_in_a_text() {
        let texts = |start, end, text: &str| -> Vec<String> {
            let spans = spans("content", start, end, Some(text.to_owned())).unwrap();
            spans.into_iter().map(|span| span.text.unwrap().into_owned()).collect()
        };
        assert_eq!(texts("0", "3", "a;b"), ["a;b"]);
        assert_eq!(texts("0;5", "3;6", "a;b;c"), ["a;b", "c"]);
        assert_eq!(texts("0;5", "3;6", "é;b;c"), ["é;b", "c"]);
        assert_eq!(texts("", "", "“We won; we lost.”"), ["“We won; we lost.”"]);
    }

    #[test]
    fn speakers_are_told_apart_without_blanks() {
        assert_eq!(speakers("Hale; Tom ;Ann").0.as_slice(), ["Hale", "Tom", "Ann"]);
        assert_eq!(speakers("Hale").0.as_slice(), ["Hale"]);
    }

    #[test]
    fn offsets_that_are_none_are_reported() {
        for (start, end) in [("x", "3"), ("1", ""), ("1;2", "3"), ("1.0", "3"), ("1;", "2;")] {
            assert_eq!(
                spans("content", start, end, None).unwrap_err().finding.rule,
                rules::CSV_CELL.id,
                "{start} {end}"
            );
        }
    }
}
