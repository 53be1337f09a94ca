//! The sides of a comparison: predictions are scored, stored evaluations are read.

use std::path::Path;

use crate::compare::gate::Protected;
use crate::compare::{Changes, JudgedDocument, Side, baseline, classes_of, read_evaluation};
use crate::dataset::{JoinOptions, LocateEffort};
use crate::model::{GoldDocument, Prediction};
use crate::partial::Partial;
use crate::report::Head;
use crate::score::slices::SliceBy;
use crate::score::{DocumentScore, ErrorClass, ItemRow, Measure, ScoreOptions, Statistics, Status};
use crate::{Error, Result};
use serde::Deserialize;

use super::input::{SavedRun, load_gold, tell_unjudged};
use super::joined::visit;
use super::options::MeasureArgs;

/// The settings for scoring sides.
pub(super) struct Scoring<'a> {
    pub(super) gold: &'a str,
    pub(super) measure: &'a MeasureArgs,
    /// Attributes of the slices.
    pub(super) by: Vec<SliceBy>,
    pub(super) statistics: Statistics,
    /// Protected quotations, to be counted in gold.
    pub(super) protected: &'a [Protected],
    /// True if a format shows the rows of heads.
    pub(super) keeps_rows: bool,
}

/// A head with its changes, rows and protected quotations.
pub(super) struct Compared {
    pub(super) side: Side,
    /// The changes from the base; `None` if either side has no classes of quotations.
    pub(super) changes: Option<Changes>,
    pub(super) head: Head,
    /// The number of gold quotations under each protection rule.
    pub(super) protected: Vec<u64>,
}

/// The results for one document.
struct DocumentResults {
    judged: JudgedDocument,
    changes: Option<Changes>,
    rows: Vec<ItemRow>,
    protected: Vec<u64>,
}

impl Scoring<'_> {
    /// The side that others are compared with.
    pub(super) fn base(&self, spec: &str) -> Result<Side> {
        match kept(spec, self.statistics)? {
            Some(side) => self.checked(side, spec),
            None => Ok(self.scored(spec, None)?.side),
        }
    }

    /// A side that is compared with the base.
    pub(super) fn head(&self, spec: &str, base: &Side) -> Result<Compared> {
        match kept(spec, self.statistics)? {
            Some(side) => self.of_kept(self.checked(side, spec)?, base, spec),
            None => self.scored(spec, Some(base)),
        }
    }

    /// Fails if a stored side lacks the counts of a slice.
    pub(super) fn checked(&self, side: Side, spec: &str) -> Result<Side> {
        match self.by.iter().map(ToString::to_string).find(|by| !side.is_sliced_by(by)) {
            None => Ok(side),
            Some(by) => Err(Error::Usage(format!(
                "{spec}: no counts by {by}\n  hint: give the predictions instead, or run `quoteval baseline save --by {by}`"
            ))),
        }
    }

    fn scored(&self, spec: &str, base: Option<&Side>) -> Result<Compared> {
        let run = SavedRun::of(spec)?;
        if let Some(run) = &run {
            run.check_whole(spec)?;
        }
        let measure = self.measure.measure_run(run.as_ref())?;
        let options = self.options(measure);
        let join = JoinOptions { setting: measure.setting, effort: LocateEffort::default() };
        let visited =
            visit(self.gold, spec, join, |gold, prediction| self.visited(gold, prediction, &options, base, None))?;
        let mut documents = Vec::with_capacity(visited.results.len());
        let mut collected = Collected::new(base.is_some_and(|base| base.classes.is_some()), self.protected.len());
        for document in visited.results {
            documents.push(collected.take(document));
        }
        let side = Side::new(visited.system, &visited.dataset, options, documents, self.statistics);
        tell_unjudged(spec, &side.evaluation);
        if let Some(run) = run {
            run.tell_doubts(side.evaluation.gold_hash.to_hex().as_str());
        }
        Ok(collected.compared(side))
    }

    /// Fails if both sides used the same gold, but not the one given.
    fn check_gold(&self, side: &Side, base: &Side, reference: &Side, spec: &str) -> Result<()> {
        let gold = |side: &Side| side.signature.field("gold").to_owned();
        if gold(side) != gold(base) || gold(side) == gold(reference) {
            return Ok(());
        }
        let (found, expected) = (gold(side), gold(reference));
        Err(Error::NotComparable(format!("{spec} was scored on gold:{found}, but {} is gold:{expected}", self.gold)))
    }

    /// Adds the changes and protected quotations of a stored evaluation from gold.
    fn of_kept(&self, side: Side, base: &Side, spec: &str) -> Result<Compared> {
        let gold = load_gold(self.gold)?;
        let options = self.options(side.evaluation.options.measure);
        let mut collected = Collected::new(base.classes.is_some() && side.classes.is_some(), self.protected.len());
        let judged = gold.documents().map(|document| {
            let after = side.classes_of(document.id());
            collected.take(self.visited(document, None, &options, Some(base), Some(after.unwrap_or_default())))
        });
        let judged = judged.collect();
        let reference = Side::new(side.system.clone(), &gold.name, options, judged, self.statistics);
        self.check_gold(&side, base, &reference, spec)?;
        Ok(collected.compared(side))
    }

    fn options(&self, measure: Measure) -> ScoreOptions {
        ScoreOptions { measure, by: self.by.clone(), per_quotation: true, ..ScoreOptions::default() }
    }

    /// Scores a document; `after` replaces the classes of its own prediction.
    fn visited(
        &self,
        gold: &GoldDocument,
        prediction: Option<&Prediction>,
        options: &ScoreOptions,
        base: Option<&Side>,
        after: Option<&[ErrorClass]>,
    ) -> DocumentResults {
        let score = DocumentScore::new(gold, prediction, options);
        let own = classes_of(&score.items);
        let before = base.and_then(|base| base.classes_of(gold.id()));
        let changes = before.and_then(|before| Changes::of_document(gold, &score.items, before, after.unwrap_or(&own)));
        let count = |protected: &Protected| {
            let quotations = gold.quotations.iter().map(|quotation| &quotation.quotation);
            quotations.filter(|quotation| protected.is(gold.id(), &quotation.id, &quotation.tags)).count() as u64
        };
        DocumentResults {
            changes,
            rows: if self.keeps_rows { score.items.clone() } else { Vec::new() },
            protected: self.protected.iter().map(count).collect(),
            judged: JudgedDocument::new(score, options),
        }
    }
}

/// The results of documents other than counts, collected.
struct Collected {
    changes: Option<Changes>,
    rows: Vec<ItemRow>,
    protected: Vec<u64>,
}

impl Collected {
    fn new(knows_changes: bool, protected: usize) -> Self {
        Self { changes: knows_changes.then(Changes::default), rows: Vec::new(), protected: vec![0; protected] }
    }

    fn take(&mut self, document: DocumentResults) -> JudgedDocument {
        if let Some((all, changes)) = self.changes.as_mut().zip(document.changes) {
            all.add(changes);
        }
        self.rows.extend(document.rows);
        self.protected.iter_mut().zip(document.protected).for_each(|(all, of_document)| *all += of_document);
        document.judged
    }

    fn compared(self, side: Side) -> Compared {
        let with = |status| side.evaluation.with_status(status).map(str::to_owned).collect();
        let head = Head {
            system: side.system.clone(),
            rows: self.rows,
            failed: with(Status::Failed),
            missing: with(Status::Missing),
        };
        Compared { changes: self.changes, head, protected: self.protected, side }
    }
}

/// The schema field of a file.
#[derive(Deserialize)]
struct Peek {
    schema: Option<String>,
}

/// The stored evaluation in a file; `None` if it is something else, such as predictions.
fn kept(spec: &str, statistics: Statistics) -> Result<Option<Side>> {
    let path = Path::new(spec);
    if !path.is_file() {
        return Ok(None);
    }
    let Some(schema) = schema(path)? else {
        return Ok(None);
    };
    match schema.split('/').next().unwrap_or_default() {
        "quoteval-score" | "quoteval-leaderboard" => {
            let hint = "`quoteval score --per-document --per-quotation -o FILE.json` writes what a comparison needs";
            read_evaluation(&bytes(path)?, spec).map(Some).map_err(|error| hinted(error, hint))
        }
        "quoteval-baseline" => read_baseline(spec).map(Some),
        "quoteval-partial" => {
            let file = std::fs::File::open(path).map_err(Error::io(path))?;
            let partial = Partial::read(&mut std::io::BufReader::new(file), spec)?;
            let Partial { system, dataset, options, documents } = partial;
            let judged = documents.into_iter().map(|score| JudgedDocument::new(score, &options)).collect();
            Ok(Some(Side::new(system, &dataset, options, judged, statistics)))
        }
        _ => Ok(None),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(Error::io(path))
}

/// Reads a baseline.
pub(super) fn read_baseline(spec: &str) -> Result<Side> {
    let text = String::from_utf8(bytes(Path::new(spec))?);
    let text = text.map_err(|_| Error::Usage(format!("{spec}: not a baseline: the file is not UTF-8")))?;
    let hint = "`quoteval baseline save` writes it again, from the predictions of that version";
    baseline::read(&text, spec).map_err(|error| hinted(error, hint))
}

/// Adds a hint to an error about the content of a file; findings have hints of their own.
fn hinted(error: Error, hint: &str) -> Error {
    match error {
        Error::Usage(message) => Error::Usage(format!("{message}\n  hint: {hint}")),
        Error::NotComparable(message) => Error::NotComparable(format!("{message}\n  hint: {hint}")),
        other => other,
    }
}

/// The `schema` of the first line, or of a `.json` file as a whole.
fn schema(path: &Path) -> Result<Option<String>> {
    use std::io::BufRead as _;
    let file = std::fs::File::open(path).map_err(Error::io(path))?;
    let mut first = Vec::new();
    let mut start = std::io::Read::take(std::io::BufReader::new(file), 1 << 20);
    start.read_until(b'\n', &mut first).map_err(Error::io(path))?;
    let peek = |bytes: &[u8]| serde_json::from_slice::<Peek>(bytes).ok().and_then(|peek| peek.schema);
    if let Some(schema) = peek(&first) {
        return Ok(Some(schema));
    }
    let is_json = path.extension().is_some_and(|suffix| suffix == "json");
    Ok(if is_json { peek(&bytes(path)?) } else { None })
}
