//! The reader of baselines. It stops at the first fault: a baseline is written by a program, so one fault makes the rest doubtful.

use std::collections::BTreeMap;

use blake3::Hash;

use super::SCHEMA;
use super::counts::{self, kept};
use super::letters::class;
use super::line::{Header, Line, SliceLines};
use crate::compare::Side;
use crate::compare::side::measure_of;
use crate::error::{Error, Finding, Findings, Result, Severity};
use crate::model::{GoldDocument, Layers, System};
use crate::score::slices::{SliceError, Slices};
use crate::score::{
    Counts, DocumentScore, ErrorClass, Evaluation, METRICS, ScoreOptions, Signature, SignatureError, Status,
};

/// Reads the file; `shown` names it in errors.
///
/// # Errors
/// If the text is not a baseline, is truncated, or has numbers that contradict each other.
pub fn read(text: &str, shown: &str) -> Result<Side> {
    let mut lines = text.lines().enumerate();
    let fail = |line: usize, fault: Fault| fault.at(shown, line);
    let (_, first) = lines.next().ok_or_else(|| Fault::new("the file is empty").at(shown, None))?;
    let reader = BaselineReader::new(first).map_err(|fault| fail(1, fault))?;
    let (mut scores, mut classes, mut prints) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for (index, line) in lines {
        let read = reader.document(line).map_err(|fault| fail(index + 1, fault))?;
        if prints.insert(read.score.id.clone(), read.print).is_some() {
            let fault = Fault::new(format!("document {} occurs twice", read.score.id));
            return Err(fail(index + 1, fault));
        }
        classes.insert(read.score.id.clone(), read.classes);
        scores.push(read.score);
    }
    let header = reader.header;
    if scores.len() as u64 != header.documents {
        let fault = Fault::new(format!("{} documents, but the header says {}", scores.len(), header.documents));
        return Err(fail(text.lines().count(), fault));
    }
    let mut evaluation = Evaluation { gold_hash: reader.gold_hash, ..Evaluation::new(reader.options, scores) };
    for (index, total) in evaluation.totals.iter_mut().enumerate() {
        *total = total.filter(|_| reader.metrics.contains(&index));
    }
    Ok(Side {
        system: System { name: header.system.name, version: header.system.version },
        signature: reader.signature,
        evaluation,
        classes: Some(classes),
        prints: Some(prints),
    })
}

/// A fault in a line.
enum Fault {
    /// The line cannot be read.
    Line(String),
    /// The file uses another version of the metric definitions.
    Version(SignatureError),
}

impl Fault {
    fn new(message: impl Into<String>) -> Self {
        Self::Line(message.into())
    }

    fn at(self, file: &str, line: impl Into<Option<usize>>) -> Error {
        let message = match self {
            Self::Line(message) => message,
            Self::Version(error) => {
                return Error::NotComparable(format!("{file}: {error}"));
            }
        };
        Error::Invalid(Findings(vec![Finding {
            file: Some(file.to_owned()),
            line: line.into(),
            hint: Some("restore the committed file, or save the baseline again".to_owned()),
            ..Finding::new(Severity::Error, "baseline", message)
        }]))
    }
}

/// A reader of lines, configured by the header.
struct BaselineReader {
    header: Header,
    signature: Signature,
    gold_hash: Hash,
    options: ScoreOptions,
    /// Indices in [`METRICS`] of the counts of a line.
    metrics: Vec<usize>,
    nothing: DocumentScore,
}

/// The content of a line.
struct Document {
    score: DocumentScore,
    classes: Vec<ErrorClass>,
    print: String,
}

impl BaselineReader {
    fn new(line: &str) -> Result<Self, Fault> {
        let schema = serde_json::from_str::<serde_json::Value>(line).ok();
        let schema = schema.as_ref().and_then(|header| header["schema"].as_str());
        match schema {
            Some(SCHEMA) => {}
            Some(other) => return Err(Fault::new(format!("the schema is {other}, not {SCHEMA}"))),
            None => return Err(Fault::new("the first line is not the header of a baseline")),
        }
        let header: Header = serde_json::from_str(line).map_err(|error| Fault::new(error.to_string()))?;
        let signature: Signature = header.signature.parse().map_err(|error| match error {
            SignatureError::Version { .. } => Fault::Version(error),
            other => Fault::new(other.to_string()),
        })?;
        let gold_hash = Hash::from_hex(&header.gold_hash).map_err(|_| Fault::new("`gold_hash` is no hash"))?;
        let known: Vec<_> = kept().collect();
        let place = |id: &String| {
            let found = known.iter().find(|(_, metric)| metric.id() == id).map(|(index, _)| *index);
            found.ok_or_else(|| Fault::new(format!("unknown metric '{id}'")))
        };
        let metrics: Vec<usize> = header.metrics.iter().map(place).collect::<Result<_, _>>()?;
        let unknown = |field| Fault::new(format!("the signature has an unknown {field}"));
        let measure = measure_of(&signature).map_err(unknown)?;
        let attribute = |name: &String| name.parse().map_err(|error: SliceError| Fault::new(error.to_string()));
        let by = header.by.iter().map(attribute).collect::<Result<_, _>>()?;
        let mut layers = Layers::default();
        metrics.iter().for_each(|&index| layers |= METRICS[index].needs(&measure));
        let options = ScoreOptions { measure, by, layers, ..ScoreOptions::default() };
        let nothing = DocumentScore::new(&GoldDocument::default(), None, &options);
        Ok(Self { header, signature, gold_hash, options, metrics, nothing })
    }

    fn document(&self, line: &str) -> Result<Document, Fault> {
        let Line(id, print, letters, counts, slices) =
            serde_json::from_str(line).map_err(|error| Fault::new(error.to_string()))?;
        let classes: Option<Vec<ErrorClass>> = letters.chars().map(class).collect();
        let classes = classes.ok_or_else(|| Fault::new(format!("document {id}: unknown letter in '{letters}'")))?;
        let mut sums = self.nothing.sums();
        let kinds: Vec<Counts> = self.metrics.iter().map(|&index| sums.counts[index]).collect();
        let of_metrics = counts::read(&counts, &kinds);
        let (gold, predicted, read) = of_metrics
            .ok_or_else(|| Fault::new(format!("document {id}: '{counts}' are not the counts of the metrics")))?;
        if gold != classes.len() as u64 {
            return Err(Fault::new(format!("document {id}: {gold} gold quotations, {} classes", classes.len())));
        }
        self.metrics.iter().zip(read).for_each(|(&index, counts)| sums.counts[index] = counts);
        let slices = read_slices(slices).map_err(|message| Fault::new(format!("document {id}: {message}")))?;
        let score = DocumentScore {
            id,
            status: Status::Answered,
            gold,
            predicted,
            layers: self.options.layers,
            packed: (&sums).into(),
            slices,
            ..self.nothing.clone()
        };
        Ok(Document { score, classes, print })
    }
}

fn read_slices(lines: SliceLines) -> Result<Slices, String> {
    let mut slices = Slices::new();
    for (attribute, values) in lines {
        for (value, text) in values {
            let counts = counts::read_slice(&text).ok_or_else(|| format!("'{text}' are not the counts of a slice"))?;
            slices.insert((attribute.clone(), value), counts);
        }
    }
    Ok(slices)
}
