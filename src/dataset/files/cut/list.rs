//! One record per element of a file that is a JSON list.
//!
//! Only brackets, commas and strings are examined; the elements are parsed later. A file that begins no list is one record.

use super::{CutRecord, Cuts, Cutter, Start};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::rules;

/// Each element of a list is a record.
pub(in crate::dataset) struct ElementCutter {
    state: State,
    /// Start and end of each element that was found but not yet cut.
    found: Vec<(usize, usize)>,
    /// The position of a syntax error in the list, and its message.
    broken: Option<(usize, &'static str)>,
    /// Position of the first available byte; its number is that of the next record.
    at: Start,
}

/// The last token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Nothing,
    Opening,
    Comma,
    OpenElement(OpenElement),
    Element,
    Closing,
    /// The file is not a list.
    Other,
    /// A syntax error.
    Fault,
}

/// An element whose end has not been found.
#[derive(Clone, Copy, PartialEq, Eq)]
struct OpenElement {
    start: usize,
    /// Number of open brackets.
    depth: usize,
    in_string: bool,
    /// True after a backslash.
    escaped: bool,
}

impl ElementCutter {
    pub(in crate::dataset) const fn new() -> Self {
        Self { state: State::Nothing, found: Vec::new(), broken: None, at: Start::OF_FILE }
    }

    /// Processes a byte between elements; returns the position to continue from.
    fn between(&mut self, byte: u8, at: usize) -> usize {
        self.state = match (self.state, byte) {
            (state, b' ' | b'\n' | b'\r' | b'\t') => state,
            (State::Nothing, b'[') => State::Opening,
            (State::Nothing, _) => State::Other,
            (State::Opening | State::Element, b']') => State::Closing,
            (State::Element, b',') => State::Comma,
            (State::Element, _) => self.breaks(at, "expected `,` or `]` after an element of the list"),
            (State::Opening | State::Comma, b',' | b']') => self.breaks(at, "expected an element of the list"),
            (State::Closing, _) => self.breaks(at, "expected nothing after the list"),
            (State::Opening | State::Comma, _) => {
                self.state = State::OpenElement(OpenElement { start: at, depth: 0, in_string: false, escaped: false });
                return at;
            }
            (state @ (State::OpenElement(_) | State::Other | State::Fault), _) => state,
        };
        at + 1
    }

    fn breaks(&mut self, at: usize, how: &'static str) -> State {
        self.broken = Some((at, how));
        State::Fault
    }

    /// Continues in an element; returns the position to continue from.
    fn inside(&mut self, mut part: OpenElement, bytes: &[u8], at: usize) -> usize {
        let ends = |byte: &u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']' | b',');
        let rest = &bytes[at..];
        let next = match part {
            OpenElement { escaped: true, .. } => Some(0),
            OpenElement { in_string: true, .. } => memchr::memchr2(b'"', b'\\', rest),
            _ => rest.iter().position(ends),
        };
        let Some(next) = next else { return bytes.len() };
        let (byte, at) = (rest[next], at + next);
        match byte {
            _ if std::mem::take(&mut part.escaped) => {}
            b'"' => part.in_string = !part.in_string,
            b'\\' => part.escaped = true,
            b'{' | b'[' => part.depth += 1,
            b'}' | b']' if part.depth > 1 => part.depth -= 1,
            b'}' | b']' if part.depth == 1 => return self.end(part, at + 1),
            b',' | b']' if part.depth == 0 => return self.end(part, at),
            _ => {}
        }
        self.state = State::OpenElement(part);
        at + 1
    }

    /// Ends an element at a position.
    fn end(&mut self, part: OpenElement, end: usize) -> usize {
        self.found.push((part.start, end));
        self.state = State::Element;
        end
    }

    fn endless(&self, bytes: &[u8]) -> Vec<(usize, Fault)> {
        vec![(self.at.behind(bytes).line, fault("the list has no end"))]
    }

    /// Creates the record of an element; the position of `done` in the bytes is known.
    fn element(&mut self, bytes: &[u8], done: usize, start: usize, end: usize) -> CutRecord {
        self.at = self.at.behind(&bytes[done..start]);
        let cut = CutRecord { start, end, at: self.at };
        self.at.number += 1;
        cut
    }
}

impl Cutter for ElementCutter {
    fn whole(&mut self, bytes: &[u8], seen: usize) -> usize {
        let mut at = seen;
        while at < bytes.len() {
            at = match self.state {
                State::OpenElement(part) => self.inside(part, bytes, at),
                State::Other | State::Fault => bytes.len(),
                _ => self.between(bytes[at], at),
            };
        }
        match self.state {
            State::Fault => bytes.len(),
            _ => self.found.last().map_or(0, |&(_, end)| end),
        }
    }

    fn cut(&mut self, bytes: &[u8]) -> Cuts {
        let fault = self.broken.take().map(|(at, how)| (self.at.behind(&bytes[..at]).line, fault(how)));
        let (mut cuts, mut done) = (Vec::with_capacity(self.found.len()), 0);
        for (start, end) in std::mem::take(&mut self.found) {
            cuts.push(self.element(bytes, done, start, end));
            done = start;
        }
        self.at = self.at.behind(&bytes[done..]);
        if let State::OpenElement(part) = &mut self.state {
            part.start -= bytes.len();
        }
        (cuts, fault.into_iter().collect())
    }

    fn here(&self) -> Start {
        self.at
    }

    fn finish(&mut self, bytes: &[u8]) -> Cuts {
        match self.state {
            State::Other => (vec![self.element(bytes, 0, 0, bytes.len())], Vec::new()),
            State::OpenElement(part) => {
                // The parser of the element reports unclosed brackets and strings.
                let is_open = part.depth > 0 || part.in_string;
                let end = if is_open { Vec::new() } else { self.endless(bytes) };
                (vec![self.element(bytes, 0, part.start, bytes.len())], end)
            }
            State::Opening | State::Comma | State::Element => (Vec::new(), self.endless(bytes)),
            State::Nothing | State::Closing | State::Fault => Default::default(),
        }
    }
}

fn fault(how: &'static str) -> Fault {
    Fault::new(&rules::JSON_SYNTAX, how)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// A record, its line and its column.
    type FoundRecord = (String, usize, usize);

    /// Returns the records and faults of a file read in pieces of `size` bytes.
    fn pieces(json: &str, size: usize) -> (Vec<FoundRecord>, Vec<(usize, String)>) {
        let (mut list, mut rest, mut records, mut faults) = (ElementCutter::new(), Vec::new(), Vec::new(), Vec::new());
        let mut note = |bytes: &[u8], (cuts, wrong): Cuts| {
            for (index, cut) in cuts.iter().enumerate() {
                assert_eq!(cut.at.number, records.len() + 1, "record {index}");
                let record = String::from_utf8_lossy(&bytes[cut.start..cut.end]).into_owned();
                records.push((record, cut.at.line, cut.at.column));
            }
            faults.extend(wrong.into_iter().map(|(line, fault)| (line, fault.finding.message)));
        };
        for piece in json.as_bytes().chunks(size.max(1)) {
            let seen = rest.len();
            rest.extend_from_slice(piece);
            let whole = list.whole(&rest, seen);
            let next = rest.split_off(whole);
            if whole > 0 {
                note(&rest, list.cut(&rest));
            }
            rest = next;
        }
        note(&rest, list.finish(&rest));
        (records, faults)
    }

    #[test]
    fn elements_are_cut_whatever_is_in_them() {
        let (records, faults) = pieces("\n[{\"a\": \"]},\\\"{\"},\n  [1, [2]] , 3]\n", 4);
        let expected = [("{\"a\": \"]},\\\"{\"}", 2, 1), ("[1, [2]]", 3, 2), ("3", 3, 13)];
        assert_eq!(records, expected.map(|(record, line, column)| (record.to_owned(), line, column)));
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn what_breaks_a_list_is_told_with_its_line() {
        for (json, count, line) in [
            ("[{}\n{}]", 1, 2),
            ("[{},\n]", 1, 2),
            ("[,{}]", 0, 1),
            ("[{}]\n\n{}", 1, 3),
            ("[{},", 1, 1),
            ("[\n{}\n", 1, 3),
            ("[", 0, 1),
            ("[\"\"", 1, 1),
        ] {
            for size in 1..=json.len() {
                let (records, faults) = pieces(json, size);
                assert_eq!(records.len(), count, "{json}");
                assert_eq!(faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [line], "{json}");
            }
        }
    }

    #[test]
    fn what_is_no_list_or_not_at_its_end_is_left_to_the_reader() {
        assert_eq!(pieces("{\"a\": [1, 2]}", 3).0, [("{\"a\": [1, 2]}".to_owned(), 1, 0)]);
        assert_eq!(pieces("[{}, {\"a\": [1", 3).0[1], ("{\"a\": [1".to_owned(), 1, 5));
        assert_eq!(pieces(" \n", 1), Default::default());
        assert_eq!(pieces(" [ ]\n", 1), Default::default());
    }

    /// JSON values of all kinds.
    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![any::<i32>().prop_map(Into::into), "[\\[\\]{},\"\\\\ é]{0,6}".prop_map(Into::into)];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..4).prop_map(Into::into),
                vec(("[a\"\\]\\\\]{0,3}", inner), 0..4).prop_map(|fields| fields.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_list_is_cut_into_its_elements(values in vec(value(), 0..6), pretty in any::<bool>(), size in 1..40_usize) {
            let list = serde_json::Value::Array(values.clone());
            let json = if pretty { format!("{list:#}") } else { list.to_string() };
            let (records, faults) = pieces(&json, size);
            let found: Vec<serde_json::Value> =
                records.iter().map(|(record, ..)| serde_json::from_str(record).unwrap()).collect();
            prop_assert_eq!(found, values);
            prop_assert!(faults.is_empty());
        }

        #[test]
        fn whatever_is_no_json_is_told(json in "[\\[\\]{},\"\\\\a1 \n]{0,24}", size in 1..9_usize) {
            let (records, faults) = pieces(&json, size);
            let is_right = |record: &str| serde_json::from_str::<serde::de::IgnoredAny>(record).is_ok();
            let passes = faults.is_empty() && records.iter().all(|(record, ..)| is_right(record));
            prop_assert_eq!(passes, json.trim_ascii().is_empty() || is_right(&json), "{:?}", records);
        }
    }
}
