//! Converts records of `quoteval/1` to drafts, and locates faults in the record.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::from_json::{self, Json};
use crate::dataset::format::draft::DraftDocument;
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Drafts, ReadResult, Record, Side, newlines, rules};
use crate::dataset::formats::shared::finding::{utf8, without_place};
use crate::error::Finding;

/// The header of a prediction file.
pub(super) const PREDICTIONS: &str = "quoteval-predictions/1";

pub(super) fn read<'a>(record: &Record<'a>, side: Side) -> ReadResult<'a> {
    let json = utf8(record)?;
    let mut draft = document(json).map_err(|error| Box::new(json_finding(record, json, &error)))?;
    if side == Side::Prediction && is_header(&draft) {
        return Ok(Drafts { system: Some(draft.system.take().unwrap_or_default()), ..Drafts::default() });
    }
    let blank = json.len() - json.trim_start().len();
    draft.line = record.at.line + newlines(&json.as_bytes()[..blank]);
    if draft.system.is_some() {
        draft.unknown.push("system".to_owned());
    }
    Ok(Drafts::one(draft, Vec::new()))
}

fn document(json: &str) -> serde_json::Result<DraftDocument<'_>> {
    from_json::read(json).map_or_else(|| by_serde(json), Ok)
}

/// Reads with serde_json, which decides whether a record is valid and creates the error messages.
pub(super) fn by_serde(json: &str) -> serde_json::Result<DraftDocument<'_>> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let Json(draft) = Json::deserialize(&mut reader)?;
    reader.end()?;
    Ok(draft)
}

fn is_header(draft: &DraftDocument<'_>) -> bool {
    draft.schema.as_deref() == Some(PREDICTIONS) && draft.id.is_none() && draft.quotations.is_none()
}

fn json_finding(record: &Record<'_>, json: &str, error: &serde_json::Error) -> Finding {
    let message = without_place(error);
    let (rule, hint) = if message == "trailing characters" {
        let hint = "a .json file holds one document; name it .jsonl to give one a line";
        (&rules::TRAILING_DATA, Some(hint.to_owned()))
    } else if error.is_data() {
        (&rules::JSON_SHAPE, None)
    } else {
        (&rules::JSON_SYNTAX, None)
    };
    let offset = byte_of(json, error.line(), error.column());
    let message = format!("{message}, at column {}", error.column());
    let fault = Fault::new(rule, message).found(around(json, offset)).hint(hint);
    let mut finding = record.finding_on(error.line(), fault);
    if let Ok(shallow) = serde_json::from_str::<Shallow<'_>>(json) {
        finding.document = shallow.id.as_ref().and_then(|raw| string(raw));
        finding.item = shallow.item_at(json, offset);
    }
    finding
}

fn string(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// Returns the byte at a line and column, both from 1, as counted by serde_json.
fn byte_of(json: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => memchr::memchr_iter(b'\n', json.as_bytes()).nth(line - 2).map_or(json.len(), |newline| newline + 1),
    };
    (start + column.saturating_sub(1)).min(json.len())
}

/// Returns the text around a byte.
fn around(json: &str, byte: usize) -> String {
    let boundary = |from: usize| (from..=json.len()).find(|&byte| json.is_char_boundary(byte)).unwrap_or(json.len());
    shown(&json[boundary(byte.saturating_sub(30))..boundary((byte + 10).min(json.len()))])
}

/// A document with unparsed entities and quotations.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Shallow<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    entities: Option<&'a RawValue>,
    #[serde(borrow)]
    quotations: Option<&'a RawValue>,
}

/// An element of a list, read only for its identifier.
#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
}

impl<'a> Shallow<'a> {
    fn elements(list: Option<&'a RawValue>) -> Vec<&'a RawValue> {
        list.and_then(|list| serde_json::from_str(list.get()).ok()).unwrap_or_default()
    }

    /// Returns the label of the entity or quotation that contains a byte.
    fn item_at(&self, json: &str, byte: usize) -> Option<String> {
        for (kind, list) in [("entity", self.entities), ("quotation", self.quotations)] {
            for (index, element) in Self::elements(list).into_iter().enumerate() {
                let start = offset_in(json, element.get());
                if (start..=start + element.get().len()).contains(&byte) {
                    let id = serde_json::from_str::<Named<'_>>(element.get()).ok().and_then(|named| named.id);
                    return Some(id.map_or_else(|| format!("{kind} #{}", index + 1), |id| format!("{kind} {id}")));
                }
            }
        }
        None
    }
}

/// Returns the offset of a slice within `whole`.
fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len())
}

/// Fills in the start line of each entity and quotation.
pub(super) fn fill_lines(record: &Record<'_>, drafts: &mut Drafts<'_>) {
    let Ok(json) = std::str::from_utf8(record.bytes) else { return };
    let (Some(draft), Ok(shallow)) = (drafts.documents.first_mut(), serde_json::from_str::<Shallow<'_>>(json)) else {
        return;
    };
    let lines = |list| {
        let (mut line, mut seen) = (record.at.line, 0);
        let mut lines = Vec::new();
        for element in Shallow::elements(list) {
            let byte = offset_in(json, element.get());
            line += newlines(&json.as_bytes()[seen..byte]);
            seen = byte;
            lines.push(line);
        }
        lines
    };
    for (entity, line) in draft.entities.iter_mut().zip(lines(shallow.entities)) {
        entity.line = line;
    }
    for (quotation, line) in draft.quotations.iter_mut().flatten().zip(lines(shallow.quotations)) {
        quotation.line = line;
    }
}
