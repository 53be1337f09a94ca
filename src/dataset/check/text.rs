//! Rules about the text and the fields of a document.

use std::borrow::Cow;

use memchr::memmem;
use sha2::{Digest, Sha256};

use super::quotation::word;
use crate::dataset::format::draft::DraftDocument;
use crate::dataset::format::fault::{Fault, Item, Log, did_you_mean};
use crate::dataset::format::{Folder, rules};
use crate::model::OffsetUnit;

/// The schema of documents.
const SCHEMA: &str = "quoteval/1";

/// Returns the text, from the draft or from its text file; `None` if a fault was reported.
pub(super) fn resolve<'a>(draft: &mut DraftDocument<'a>, folder: &Folder, log: &mut Log<'_>) -> Option<Cow<'a, str>> {
    let text = match (draft.text.take(), &draft.text_file) {
        (Some(text), None) => Ok(text),
        (None, Some(file)) => folder.text(file).map(Cow::Owned),
        (Some(_), Some(_)) => Err(Fault::new(&rules::TEXT_TWICE, "both `text` and `text_file` are given")),
        (None, None) => Err(Fault::new(&rules::MISSING_FIELD, "`text` is missing")
            .expected("`text` or `text_file`")
            .hint(did_you_mean("text", draft.unknown.iter().map(String::as_str)))),
    };
    let text = text.map_err(|fault| log.add(Item::Document, fault)).ok()?;
    if text.len() >= u32::MAX as usize {
        let fault = Fault::new(&rules::TEXT_TOO_LONG, "the text is too long").found(format!("{} bytes", text.len()));
        log.add(Item::Document, fault);
        return None;
    }
    if let Some(position) = memmem::find(text.as_bytes(), b"\r\n") {
        let fault = Fault::new(&rules::CRLF, "lines of the text end in CRLF").found(format!("CRLF at byte {position}"));
        log.add(Item::Document, fault);
    }
    Some(text)
}

/// Checks the text against the hash stated by the file.
pub(super) fn check_hash(text: &str, stated: Option<&str>, log: &mut Log<'_>) {
    let Some(stated) = stated else { return };
    let actual = sha256(text);
    if !stated.eq_ignore_ascii_case(&actual) {
        let fault = Fault::new(&rules::TEXT_HASH, "the text is not the one that was annotated");
        log.add(Item::Document, fault.found(actual).expected(stated));
    }
}

fn sha256(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Returns the unit of the document's offsets; characters if the unit is unknown, which is reported.
pub(super) fn unit(draft: &DraftDocument<'_>, log: &mut Log<'_>) -> OffsetUnit {
    word("offset_unit", draft.offset_unit.as_deref(), Item::Document, log).unwrap_or(OffsetUnit::Char)
}

/// Checks the version, if stated.
pub(super) fn check_schema(draft: &DraftDocument<'_>, log: &mut Log<'_>) {
    if let Some(schema) = draft.schema.as_deref().filter(|&schema| schema != SCHEMA) {
        log.add(Item::Document, Fault::new(&rules::SCHEMA_UNKNOWN, "unknown schema").found(schema).expected(SCHEMA));
    }
}

/// Returns the document's id; empty if it is missing, which is reported.
pub(super) fn id(draft: &mut DraftDocument<'_>, log: &mut Log<'_>) -> String {
    match draft.id.take() {
        None => {
            let hint = did_you_mean("id", draft.unknown.iter().map(String::as_str));
            log.add(Item::Document, Fault::new(&rules::MISSING_FIELD, "`id` is missing").hint(hint));
            String::new()
        }
        Some(id) => {
            if id.is_empty() {
                log.add(Item::Document, Fault::new(&rules::EMPTY_ID, "the document's id is empty"));
            }
            id.into_owned()
        }
    }
}
