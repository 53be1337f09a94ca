//! Findings that formats make alike.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Drafts, Record, invalid_utf8, rules};
use crate::error::Finding;

/// The record as text, or what is wrong with it.
pub(in crate::dataset::formats) fn utf8<'a>(record: &Record<'a>) -> Result<&'a str, Box<Finding>> {
    simdutf8::compat::from_utf8(record.bytes).map_err(|error| Box::new(invalid_utf8(record, error.valid_up_to())))
}

/// What a JSON record says, or what is wrong with it: where, what was found, what was expected.
pub(in crate::dataset::formats) fn json<T: DeserializeOwned>(record: &Record<'_>) -> Result<T, Box<Finding>> {
    let text = utf8(record)?;
    serde_json::from_str(text).map_err(|error| {
        let rule = if error.is_data() { &rules::JSON_SHAPE } else { &rules::JSON_SYNTAX };
        let said = error.to_string();
        let message = said.rfind(" at line ").map_or(&*said, |end| &said[..end]);
        let column = error.column() + if error.line() > 1 { 0 } else { record.at.column };
        let fault = Fault::new(rule, format!("{message}, at column {column}"));
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let found: String = line.chars().skip(error.column().saturating_sub(30)).take(40).collect();
        Box::new(fault.found(shown(&found)).at(record.file, record.at.line + error.line().saturating_sub(1)))
    })
}

/// What is made of what a JSON record says, or what is wrong with it.
pub(in crate::dataset::formats) fn read_json<'a, T: DeserializeOwned>(
    record: &Record<'_>,
    make: impl FnOnce(T) -> Drafts<'a>,
) -> Drafts<'a> {
    json(record).map_or_else(only, make)
}

/// The id that a value is: a word, or a number in digits.
pub(in crate::dataset::formats) fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// Nothing but a finding.
pub(in crate::dataset::formats) fn only<'a>(finding: impl Into<Box<Finding>>) -> Drafts<'a> {
    Drafts { findings: vec![*finding.into()], ..Drafts::default() }
}

/// Whether two texts differ in white space at most.
pub(in crate::dataset::formats) fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// The fault of a corpus whose own copy of a text is not what stands at the place it names.
pub(in crate::dataset::formats) fn differs(what: &str, place: &str, found: &str, copy: &str) -> Fault {
    let message = format!("the text of {what} is not what stands at {place}");
    Fault::new(&rules::TEXT_MISMATCH, message).found(shown(found)).expected(shown(copy))
}

/// The fault of a part that is not as the format asks.
pub(in crate::dataset::formats) fn syntax(message: impl Into<String>, found: &str, expected: &str) -> Fault {
    Fault::new(&rules::FORMAT_SYNTAX, message).found(shown(found)).expected(expected)
}

/// The fault of a reference to what is not there.
pub(in crate::dataset::formats) fn dangling(by: &str, to: &str) -> Fault {
    Fault::new(&rules::FORMAT_REFERENCE, format!("{by} names what is not there")).found(shown(to))
}

/// Whether some bytes are one JSON value.
pub(in crate::dataset::formats) fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}
