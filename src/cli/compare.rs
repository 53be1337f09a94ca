//! `quoteval compare`: the changes from one version to others.

use std::process::ExitCode;

use crate::Result;
use crate::compare::{Changes, Contest, Side};
use crate::report::{ComparisonReport, Head};
use crate::score::Statistics;
use crate::score::slices::SliceBy;

use super::options::{MeasureArgs, no_speakers};
use super::sides::Scoring;
use super::verdict::VerdictArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: a bundled dataset, a file or a folder
    #[arg(long, value_name = "NAME|PATH")]
    gold: String,
    /// The version to compare with: predictions, the folder of a run, an evaluation (`score --per-document --per-quotation
    /// -o FILE.json`), a partial score or a baseline
    #[arg(value_name = "BASE")]
    base: String,
    /// The new version, of any of these kinds; several are each compared with BASE
    #[arg(value_name = "HEAD", required = true)]
    heads: Vec<String>,
    /// Compare slices by an attribute, or by a pair (type,source-form); repeatable; see `list attributes`
    #[arg(long, value_name = "ATTR")]
    by: Vec<SliceBy>,
    /// Leave out slices with fewer than N gold quotations
    #[arg(long, value_name = "N", default_value_t = 20)]
    min_items: u64,
    #[command(flatten)]
    seed: SeedArgs,
    #[command(flatten)]
    measure: MeasureArgs,
    #[command(flatten)]
    verdict: VerdictArgs,
}

/// The seed of the randomisation test.
#[derive(clap::Args)]
pub(super) struct SeedArgs {
    /// Seed for the randomisation test, which computes the p values
    #[arg(long, value_name = "N", default_value_t = 42)]
    seed: u64,
}

impl SeedArgs {
    pub(super) fn statistics(&self) -> Statistics {
        Statistics { seed: self.seed, ..Statistics::default() }
    }
}

/// Scores or reads every side and compares each head with the base.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.verdict.check()?;
    args.verdict.conclude("compare", judged(args))
}

fn judged(args: &Args) -> Result<ExitCode> {
    let scoring = Scoring {
        gold: &args.gold,
        measure: &args.measure,
        by: args.by.clone(),
        statistics: args.seed.statistics(),
        protected: &[],
        keeps_rows: args.verdict.needs_rows()?,
    };
    let base = scoring.base(&args.base)?;
    let (mut sides, mut heads): (Vec<(Side, Option<Changes>)>, Vec<Head>) = (Vec::new(), Vec::new());
    for spec in &args.heads {
        let compared = scoring.head(spec, &base)?;
        sides.push((compared.side, compared.changes));
        heads.push(compared.head);
    }
    let contest = Contest::new(&base, sides, scoring.statistics.seed, args.min_items);
    check_primary(&contest, &args.gold)?;
    args.verdict.finish(&ComparisonReport::new(contest, heads, None, args.verdict.show.clone()))
}

/// Fails if gold does not define the metric that decides the verdict.
fn check_primary(contest: &Contest, gold: &str) -> Result<()> {
    let comparable = contest.comparisons.iter().find(|comparison| comparison.disagreements.is_empty());
    match comparable.filter(|comparison| comparison.primary().is_none()) {
        None => Ok(()),
        Some(comparison) => Err(no_speakers(gold, comparison.primary_id())),
    }
}
