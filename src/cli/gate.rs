//! `quoteval gate`: checks a new version against the baseline.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::compare::gate::Protected;
use crate::compare::{Comparison, Contest, Gate, SliceFigure};
use crate::report::{ComparisonReport, Gated};
use crate::score::slices::SliceBy;
use crate::{Error, Result};

use super::compare::SeedArgs;
use super::input::tell;
use super::options::{MeasureArgs, distinct};
use super::sides::{Scoring, read_baseline};
use super::verdict::VerdictArgs;

/// The default file of rules.
pub(super) const CONFIG: &str = "quoteval.toml";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: a bundled dataset, a file or a folder
    #[arg(long, value_name = "NAME|PATH")]
    gold: String,
    /// Predictions of the new version: a file, a folder or the folder of a run
    #[arg(long, value_name = "PATH")]
    pred: String,
    /// Baseline of the old version, written by `quoteval baseline save`
    #[arg(long, value_name = "FILE")]
    baseline: String,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    seed: SeedArgs,
    #[command(flatten)]
    measure: MeasureArgs,
    #[command(flatten)]
    verdict: VerdictArgs,
}

/// The location of the rules.
#[derive(clap::Args)]
pub(super) struct ConfigArgs {
    /// File with the rules [default: quoteval.toml, if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ConfigArgs {
    /// Reads the rules.
    pub(super) fn gate(&self) -> Result<Gate> {
        let path = match &self.config {
            Some(path) => path,
            None if Path::new(CONFIG).is_file() => Path::new(CONFIG),
            None => return Ok(Gate::default()),
        };
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        Gate::read(&text, &path.display().to_string())
    }
}

/// The attributes of the slice rules.
pub(super) fn attributes(gate: &Gate) -> Vec<SliceBy> {
    let by: Vec<SliceBy> = gate.slices.iter().map(|slice| slice.condition.by().clone()).collect();
    distinct(&by)
}

/// Scores the new version, compares it with the baseline and judges it by the rules.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.verdict.check()?;
    args.verdict.conclude("gate", judged(args))
}

fn judged(args: &Args) -> Result<ExitCode> {
    let gate = args.config.gate()?;
    let base = read_baseline(&args.baseline)?;
    let scoring = Scoring {
        gold: &args.gold,
        measure: &args.measure,
        by: attributes(&gate),
        statistics: args.seed.statistics(),
        protected: &gate.never_break,
        keeps_rows: args.verdict.needs_rows()?,
    };
    let base = scoring.checked(base, &args.baseline)?;
    let compared = scoring.head(&args.pred, &base)?;
    tell_unprotected(&gate.never_break, &compared.protected)?;
    let slice = |rule: &crate::compare::gate::SliceRule| {
        let key = (rule.condition.by().to_string(), rule.condition.value().to_owned());
        SliceFigure::new(&key, rule.criterion, &base, &compared.side, scoring.statistics.seed)
    };
    let documents = compared.side.evaluation.documents.len() as u64;
    let is_comparable = base.signature.disagreements(&compared.side.signature).is_empty();
    let mut slices: Vec<SliceFigure> = if is_comparable { gate.slices.iter().map(slice).collect() } else { Vec::new() };
    SliceFigure::correct_rules(&mut slices);
    let contest = Contest::of_gate(&base, &compared.side, compared.changes, scoring.statistics.seed, gate.metric.id());
    check_metric(&gate, &contest.comparisons[0])?;
    let judgement = gate.judge(&contest.comparisons[0], &slices, documents);
    let gated = Gated { metric: gate.metric.id(), judgement, slices };
    args.verdict.finish(&ComparisonReport::new(contest, vec![compared.head], Some(gated), args.verdict.show.clone()))
}

/// Fails if either side lacks the metric of the rules.
fn check_metric(gate: &Gate, comparison: &Comparison) -> Result<()> {
    let id = gate.metric.id();
    if !comparison.disagreements.is_empty() || comparison.figure(id).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = comparison.metrics.iter().map(|figure| figure.metric.id()).collect();
    Err(Error::Usage(format!("the baseline has no scores for {id}\n  expected: {}", known.join(", "))))
}

/// Warns of protected tags that no gold quotation has; an unknown id is an error.
fn tell_unprotected(never_break: &[Protected], found: &[u64]) -> Result<()> {
    for (protected, _) in never_break.iter().zip(found).filter(|(_, found)| **found == 0) {
        match protected {
            Protected::Tag(_) => tell(&format!("warning: never_break {protected}: gold has no such quotation")),
            Protected::Quotation { .. } => {
                return Err(Error::Usage(format!("never_break {protected}: gold has no such quotation")));
            }
        }
    }
    Ok(())
}
