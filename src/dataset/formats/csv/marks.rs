//! Detects a quotation mark that opens a cell but does not end it, which makes a CSV reader join all rows up to the next mark.

use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::rules;
use crate::dataset::formats::shared::finding::LineFault;

/// Returns the line, from 0, and the fault of the first cell that opens with a mark and does not end with one.
pub(super) fn open_mark(text: &str) -> Option<LineFault> {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 0);
    while at < bytes.len() {
        let Some(cell) = bytes[at..].strip_prefix(b"\"") else {
            // An unquoted cell ends at the next comma or line break; marks inside are part of its text.
            let end = memchr::memchr2(b',', b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            line += usize::from(bytes.get(end) == Some(&b'\n'));
            at = end + 1;
            continue;
        };
        let Some(length) = closing(cell) else { return Some((line, fault(text, line, "nothing closes it"))) };
        let behind = &cell[length + 1..];
        let behind =
            behind.strip_prefix(b"\r").filter(|rest| matches!(rest.first(), Some(b'\n') | None)).unwrap_or(behind);
        if !matches!(behind.first(), None | Some(b',' | b'\n')) {
            let why = "something else than a comma or the end of the line follows its end";
            return Some((line, fault(text, line, why)));
        }
        line += memchr::memchr_iter(b'\n', &cell[..length]).count() + usize::from(behind.first() == Some(&b'\n'));
        at = bytes.len() - behind.len() + 1;
    }
    None
}

/// Returns the position of the mark that closes a cell; a doubled mark stands for a mark in the text.
fn closing(cell: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let mark = from + memchr::memchr(b'"', &cell[from..])?;
        if cell.get(mark + 1) != Some(&b'"') {
            return Some(mark);
        }
        from = mark + 2;
    }
}

fn fault(text: &str, line: usize, why: &str) -> Fault {
    let found = text.lines().nth(line).unwrap_or_default();
    Fault::new(&rules::CSV_SYNTAX, format!("a cell begins with a quotation mark, but {why}"))
        .found(shown(found))
        .hint(Some("a cell that begins with \" ends with one; in between, \"\" stands for a mark".into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::open_mark;

    #[test]
    fn a_mark_that_nothing_closes_is_found_on_its_line() {
        for (text, line) in [
            ("d,text\na,\"Rain is back,Hale\na,\"No coat\",Tom\n", Some(1)),
            ("d,text\na,b\nc,\"open\n\n", Some(2)),
            ("\"a\"b,c\n", Some(0)),
            ("\"a\nb\",c\n\"d\" ,e\n", Some(2)),
            ("\"", Some(0)),
            ("\"\"\"", Some(0)),
            ("a,\"b\"\r\n\"c\"\"d\",e\r\n\"f\"", None),
            ("a\"b,c \"d\"\n\"\",\"\"\n", None),
            ("", None),
        ] {
            assert_eq!(open_mark(text).map(|(line, _)| line), line, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_a_writer_writes_is_whole(rows in prop::collection::vec(prop::collection::vec("[a\",\r\n é]{0,5}", 3), 0..5)) {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert!(open_mark(&text).is_none(), "{text}");
        }
    }
}
