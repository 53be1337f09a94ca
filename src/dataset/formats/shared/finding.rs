//! Faults shared by several formats, and the functions for reading text and JSON that report them.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Record, invalid_utf8, rules};
use crate::error::Finding;

/// A fault and its line.
pub(crate) type LineFault = (usize, Fault);

/// Decodes the record as UTF-8.
pub(crate) fn utf8<'a>(record: &Record<'a>) -> Result<&'a str, Box<Finding>> {
    simdutf8::compat::from_utf8(record.bytes).map_err(|error| Box::new(invalid_utf8(record, error.valid_up_to())))
}

/// Parses a JSON record, or returns the fault that prevents it.
pub(crate) fn json<T: DeserializeOwned>(record: &Record<'_>) -> Result<T, Box<Finding>> {
    let text = utf8(record)?;
    serde_json::from_str(text).map_err(|error| {
        let rule = if error.is_data() { &rules::JSON_SHAPE } else { &rules::JSON_SYNTAX };
        let column = error.column() + if error.line() > 1 { 0 } else { record.at.column };
        let fault = Fault::new(rule, format!("{}, at column {column}", without_place(&error)));
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let found: String = line.chars().skip(error.column().saturating_sub(30)).take(40).collect();
        record.finding_on(error.line(), fault.found(shown(&found))).into()
    })
}

/// Message of a serde_json error without its line and column.
pub(crate) fn without_place(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    message.truncate(message.rfind(" at line ").unwrap_or(message.len()));
    message
}

/// Id stated by a value, as a word or a number.
pub(crate) fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The words of a string or a list of strings; empty for `null`; `None` for anything else.
pub(crate) fn words(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::String(word) => Some(vec![word.clone()]),
        Value::Array(words) => words.iter().map(|word| word.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// True if two texts differ at most in white space.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// Fault of a corpus whose own copy of a text differs from the text at the stated place.
pub(crate) fn differs(what: &str, place: &str, found: &str, copy: &str) -> Fault {
    let message = format!("the text of {what} is not what stands at {place}");
    Fault::new(&rules::TEXT_MISMATCH, message).found(shown(found)).expected(shown(copy))
}

/// Fault of a part that violates the syntax of the format.
pub(crate) fn syntax(message: impl Into<String>, found: &str, expected: &str) -> Fault {
    Fault::new(&rules::FORMAT_SYNTAX, message).found(shown(found)).expected(expected)
}

/// Fault of a reference to something that does not exist.
pub(crate) fn dangling(by: &str, to: &str) -> Fault {
    Fault::new(&rules::FORMAT_REFERENCE, format!("{by} names what is not there")).found(shown(to))
}

/// True if some bytes are a single JSON value.
pub(crate) fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}
