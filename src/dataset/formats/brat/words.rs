//! The names of brat annotations, as written here and as used in the supported corpora.

use crate::dataset::formats::shared::part::Part;

/// Returns the part for an argument of an event, whose name may be followed by a number.
pub(super) fn part_of_role(role: &str) -> Option<Part> {
    match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "Content" => Some(Part::Content),
        "Cue" => Some(Part::Cue),
        "Source" => Some(Part::Source),
        _ => None,
    }
}

/// Returns the part that a relation links to a content.
pub(super) fn part_of_relation(relation: &str) -> Option<Part> {
    match relation {
        "Source" | "Speaker" => Some(Part::Source),
        "Introduction" | "Cue" => Some(Part::Cue),
        _ => None,
    }
}

/// Labels for spans that annotators marked as unrelated to quotations.
pub(super) const IGNORED: [&str; 2] = ["Discard", "Discuss"];

/// The type of a quotation event, and the label of its trigger.
pub(super) const EVENT: &str = "Attribution";

/// The ending of an event type if nobody is named.
pub(super) const NO_SOURCE: &str = "-no-source";

/// Attributes of events.
pub(super) const TYPE: &str = "Type";
pub(super) const POLARITY: &str = "Polarity";
pub(super) const SPEAKER: &str = "Speaker";

/// The relation of a quotation to the enclosing quotation.
pub(super) const PARENT: &str = "Parent";

/// The kind of line that names the speaking entity, and the prefix of its id.
pub(super) const REFERENCE: &str = "Reference";
pub(super) const ENTITY: &str = "entity:";

/// Notes of events.
pub(super) const ID: &str = "Id";
pub(super) const TAG: &str = "Tag";
pub(super) const CONFIDENCE: &str = "Confidence";

/// Escapes the white space in an id, as brat requires.
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

/// Reverses the escaping of an id; text that is not an escape is kept.
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
