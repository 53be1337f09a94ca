//! The names of annotation in brat, as written here and as in the corpora that are read.

use crate::dataset::formats::shared::part::Part;

/// The part of an argument of an event; a number may follow the name of it.
pub(super) fn part_of_role(role: &str) -> Option<Part> {
    match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "Content" => Some(Part::Content),
        "Cue" => Some(Part::Cue),
        "Source" => Some(Part::Source),
        _ => None,
    }
}

/// The part that a relation ties to a content.
pub(super) fn part_of_relation(relation: &str) -> Option<Part> {
    match relation {
        "Source" | "Speaker" => Some(Part::Source),
        "Introduction" | "Cue" => Some(Part::Cue),
        _ => None,
    }
}

/// Labels by which annotators say that a span is no part of a quotation.
pub(super) const IGNORED: [&str; 2] = ["Discard", "Discuss"];

/// The type of a quotation that is an event, and the label of its trigger.
pub(super) const EVENT: &str = "Attribution";

/// The ending of the type of an event in which nobody is named.
pub(super) const NO_SOURCE: &str = "-no-source";

/// Attributes of events.
pub(super) const TYPE: &str = "Type";
pub(super) const POLARITY: &str = "Polarity";
pub(super) const SPEAKER: &str = "Speaker";

/// The relation of a quotation to the one that encloses it.
pub(super) const PARENT: &str = "Parent";

/// The kind of a line that names the speaking entity, and the prefix of its id.
pub(super) const REFERENCE: &str = "Reference";
pub(super) const ENTITY: &str = "entity:";

/// Notes of events.
pub(super) const ID: &str = "Id";
pub(super) const TAG: &str = "Tag";
pub(super) const CONFIDENCE: &str = "Confidence";

/// An id without white space, as brat wants it.
pub(super) fn escape(id: &str) -> String {
    let mut escaped = String::with_capacity(id.len());
    for c in id.chars() {
        if c == '%' || c.is_whitespace() || c.is_control() {
            let mut utf8 = [0; 4];
            c.encode_utf8(&mut utf8).bytes().for_each(|byte| escaped.push_str(&format!("%{byte:02X}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// The id that was escaped; anything that is no escape is kept.
pub(super) fn unescape(id: &str) -> String {
    let bytes = id.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back() {
        for id in ["lee", "Ann Lee", "50 %20\u{a0}x\n", "é😀", "%", "%zz"] {
            assert!(!escape(id).contains(char::is_whitespace));
            assert_eq!(unescape(&escape(id)), id);
        }
    }
}
