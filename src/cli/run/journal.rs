//! Checksums of the lines of predictions, in a separate file, with facts that the line itself does not hold.
//!
//! A line `HASH STATE LOCATED ID` is appended before its line of predictions: BLAKE3 of that line in hexadecimal digits, without
//! the line feed; `ok` or `failed`; the location method of each content (one letter per quotation, `-` for none); the id as a
//! JSON string. So a complete line of predictions has its checksum, whenever a run is killed.

use crate::model::{Located, Prediction};
use blake3::Hash;

/// The checksum and state of a line of predictions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) hash: Hash,
    pub(super) is_failed: bool,
    /// The location method of each content, in the order of the line; empty if all had offsets.
    pub(super) located: Box<str>,
    pub(super) id: Box<str>,
}

impl Sum {
    /// The sum of a line, without its line feed, that states a prediction.
    pub(super) fn of(line: &str, prediction: &Prediction) -> Self {
        let mut quotations: Vec<_> = prediction.quotations.iter().collect();
        quotations.sort_by_key(|predicted| (&predicted.quotation.content, &predicted.quotation.id));
        let located: String = quotations.iter().map(|predicted| letter(predicted.located)).collect();
        Self {
            hash: blake3::hash(line.as_bytes()),
            is_failed: prediction.error.is_some(),
            located: if located.bytes().all(|letter| letter == b'g') { "".into() } else { located.into() },
            id: prediction.document.as_str().into(),
        }
    }

    /// The line of the file, with its line feed.
    pub(super) fn line(&self) -> String {
        let state = if self.is_failed { "failed" } else { "ok" };
        let located = if self.located.is_empty() { "-" } else { &self.located };
        format!("{} {state} {located} {}\n", self.hash.to_hex(), serde_json::Value::from(&*self.id))
    }

    /// Reads a line without its line feed.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let hash = Hash::from_hex(parts.next()?).ok()?;
        let is_failed = match parts.next()? {
            "ok" => false,
            "failed" => true,
            _ => return None,
        };
        let located = parts.next().filter(|located| *located == "-" || located.chars().all(|c| found(c).is_some()))?;
        let id: String = serde_json::from_str(parts.next()?).ok()?;
        Some(Self { hash, is_failed, located: if located == "-" { "" } else { located }.into(), id: id.into() })
    }
}

/// Restores the location methods of a prediction that was read back from its line.
pub(super) fn restore(prediction: &Prediction, located: &str) -> Prediction {
    let mut prediction = prediction.clone();
    let mut order: Vec<usize> = (0..prediction.quotations.len()).collect();
    order.sort_by_key(|&index| {
        let quotation = &prediction.quotations[index].quotation;
        (quotation.content.clone(), quotation.id.clone())
    });
    for (index, found) in order.into_iter().zip(located.chars().filter_map(found)) {
        prediction.quotations[index].located = found;
    }
    prediction
}

const fn letter(located: Located) -> char {
    match located {
        Located::Given => 'g',
        Located::Exact => 'e',
        Located::Folded => 'f',
        Located::Approximate(_) => 'a',
    }
}

const fn found(letter: char) -> Option<Located> {
    match letter {
        'g' => Some(Located::Given),
        'e' => Some(Located::Exact),
        'f' => Some(Located::Folded),
        'a' => Some(Located::Approximate(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{PredictedQuotation, Span};

    use super::*;

    fn prediction() -> Prediction {
        let quotation = |start, located| {
            let span = Span::new("some text", start, start + 2).unwrap();
            PredictedQuotation { located, ..PredictedQuotation::abstention(format!("q{start}"), span) }
        };
        let quotations =
            vec![quotation(5, Located::Folded), quotation(0, Located::Exact), quotation(2, Located::Given)];
        Prediction { quotations, ..Prediction::empty("a \"1\"\n") }
    }

    #[test]
    fn a_sum_is_read_as_it_was_written() {
        let sum = Sum::of("line", &prediction());
        assert_eq!(&*sum.located, "egf");
        assert_eq!(Sum::read(sum.line().strip_suffix('\n').unwrap()), Some(sum.clone()));
        let mut plain = prediction();
        plain.quotations.iter_mut().for_each(|predicted| predicted.located = Located::Given);
        assert_eq!(restore(&plain, &sum.located), prediction());
        let plain = Sum::of("line", &plain);
        assert_eq!(&*plain.located, "");
        assert_eq!(Sum::read(plain.line().trim_end()), Some(plain));
    }

    #[test]
    fn a_torn_sum_is_none() {
        let line = Sum::of("line", &prediction()).line();
        for end in 0..line.len() - 1 {
            assert_eq!(Sum::read(&line[..end]), None, "{}", &line[..end]);
        }
    }
}
