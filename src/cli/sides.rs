//! The sides of a comparison: predictions are scored, kept evaluations are read.

use std::path::Path;

use crate::compare::gate::Protected;
use crate::compare::{Changes, Judged, Side, baseline, classes_of, read_evaluation};
use crate::dataset::{JoinOptions, LocateEffort};
use crate::model::{GoldDocument, Prediction};
use crate::partial::Partial;
use crate::report::Head;
use crate::score::slices::SliceBy;
use crate::score::{DocumentScore, ErrorClass, ItemRow, Measure, ScoreOptions, Statistics, Status};
use crate::{Error, Result};
use serde::Deserialize;

use super::input::{RunAbout, load_gold, tell_unjudged};
use super::joined::visit;
use super::options::MeasureArgs;

/// How sides are scored.
pub(super) struct Scoring<'a> {
    pub(super) gold: &'a str,
    pub(super) measure: &'a MeasureArgs,
    /// Attributes of the slices.
    pub(super) by: Vec<SliceBy>,
    pub(super) statistics: Statistics,
    /// Quotations whose number in gold is asked for.
    pub(super) protected: &'a [Protected],
    /// Whether the rows of heads are shown.
    pub(super) keeps_rows: bool,
}

/// A head, and what is known of it beside its counts.
pub(super) struct Compared {
    pub(super) side: Side,
    /// From the base to it; `None` where one of the two does not know.
    pub(super) changes: Option<Changes>,
    pub(super) head: Head,
    /// How many gold quotations are protected, in the order asked.
    pub(super) protected: Vec<u64>,
}

/// What one document tells.
struct Visited {
    judged: Judged,
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

    /// Fails where a side that was kept lacks the counts of a slice.
    pub(super) fn checked(&self, side: Side, spec: &str) -> Result<Side> {
        match self.by.iter().map(ToString::to_string).find(|by| !side.is_sliced_by(by)) {
            None => Ok(side),
            Some(by) => Err(Error::Usage(format!(
                "{spec}: it has no counts by {by}\n  hint: give the predictions, or `quoteval baseline save --by {by}`"
            ))),
        }
    }

    fn scored(&self, spec: &str, base: Option<&Side>) -> Result<Compared> {
        let run = RunAbout::of(spec)?;
        if let Some(run) = &run {
            run.check_whole(spec)?;
        }
        let measure = self.measure.measure_run(run.as_ref())?;
        let options = self.options(measure);
        let join = JoinOptions { setting: measure.setting, effort: LocateEffort::default() };
        let visited =
            visit(self.gold, spec, join, |gold, prediction| self.visited(gold, prediction, &options, base, None))?;
        let mut documents = Vec::with_capacity(visited.results.len());
        let mut told = Told::new(base.is_some_and(|base| base.classes.is_some()), self.protected.len());
        for document in visited.results {
            documents.push(told.take(document));
        }
        let side = Side::new(visited.system, &visited.dataset, options, documents, self.statistics);
        tell_unjudged(spec, &side.evaluation);
        if let Some(run) = run {
            run.tell_doubts(side.evaluation.gold_hash.to_hex().as_str());
        }
        Ok(told.compared(side))
    }

    /// Fails where the sides agree with each other, but not with the gold that was named.
    fn check_gold(&self, side: &Side, base: &Side, reference: &Side, spec: &str) -> Result<()> {
        let gold = |side: &Side| side.signature.field("gold").to_owned();
        if gold(side) != gold(base) || gold(side) == gold(reference) {
            return Ok(());
        }
        let (found, expected) = (gold(side), gold(reference));
        Err(Error::NotComparable(format!("{spec} was scored on gold:{found}, and {} is gold:{expected}", self.gold)))
    }

    /// Goes through gold for what a kept evaluation does not say itself.
    fn of_kept(&self, side: Side, base: &Side, spec: &str) -> Result<Compared> {
        let gold = load_gold(self.gold)?;
        let options = self.options(side.evaluation.options.measure);
        let mut told = Told::new(base.classes.is_some() && side.classes.is_some(), self.protected.len());
        let judged = gold.documents().map(|document| {
            let after = side.classes_of(document.id());
            told.take(self.visited(document, None, &options, Some(base), Some(after.unwrap_or_default())))
        });
        let judged = judged.collect();
        let reference = Side::new(side.system.clone(), &gold.name, options, judged, self.statistics);
        self.check_gold(&side, base, &reference, spec)?;
        Ok(told.compared(side))
    }

    fn options(&self, measure: Measure) -> ScoreOptions {
        ScoreOptions { measure, by: self.by.clone(), per_quotation: true, ..ScoreOptions::default() }
    }

    /// Scores a document; `after` stands for the classes that its own prediction would give.
    fn visited(
        &self,
        gold: &GoldDocument,
        prediction: Option<&Prediction>,
        options: &ScoreOptions,
        base: Option<&Side>,
        after: Option<&[ErrorClass]>,
    ) -> Visited {
        let score = DocumentScore::new(gold, prediction, options);
        let own = classes_of(&score.items);
        let before = base.and_then(|base| base.classes_of(gold.id()));
        let changes = before.and_then(|before| Changes::of_document(gold, &score.items, before, after.unwrap_or(&own)));
        let count = |protected: &Protected| {
            let quotations = gold.quotations.iter().map(|quotation| &quotation.quotation);
            quotations.filter(|quotation| protected.is(gold.id(), &quotation.id, &quotation.tags)).count() as u64
        };
        Visited {
            changes,
            rows: if self.keeps_rows { score.items.clone() } else { Vec::new() },
            protected: self.protected.iter().map(count).collect(),
            judged: Judged::new(score, options),
        }
    }
}

/// What documents tell beside their counts, gathered.
struct Told {
    changes: Option<Changes>,
    rows: Vec<ItemRow>,
    protected: Vec<u64>,
}

impl Told {
    fn new(knows_changes: bool, protected: usize) -> Self {
        Self { changes: knows_changes.then(Changes::default), rows: Vec::new(), protected: vec![0; protected] }
    }

    fn take(&mut self, document: Visited) -> Judged {
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

/// What a file says of itself.
#[derive(Deserialize)]
struct Peek {
    schema: Option<String>,
}

/// The evaluation that a file holds; `None` where it holds predictions, or is none.
fn kept(spec: &str, statistics: Statistics) -> Result<Option<Side>> {
    let path = Path::new(spec);
    if !path.is_file() {
        return Ok(None);
    }
    let Some(schema) = schema(path)? else {
        return Ok(None);
    };
    match schema.split('/').next().unwrap_or_default() {
        "quoteval-score" | "quoteval-leaderboard" => read_evaluation(&bytes(path)?, spec).map(Some),
        "quoteval-baseline" => read_baseline(spec).map(Some),
        "quoteval-partial" => {
            let file = std::fs::File::open(path).map_err(Error::io(path))?;
            let partial = Partial::read(&mut std::io::BufReader::new(file), spec)?;
            let Partial { system, dataset, options, documents } = partial;
            let judged = documents.into_iter().map(|score| Judged::new(score, &options)).collect();
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
    baseline::read(&text, spec)
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
