//! `quoteval baseline`: the file that later versions are checked against.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::compare::{Contest, Side, baseline};
use crate::report::{COMPARISON_WRITERS, ComparisonReport, plural};
use crate::score::slices::SliceBy;
use crate::{Error, Result};

use super::compare::SeedArgs;
use super::files::write_file;
use super::gate::{ConfigArgs, attributes};
use super::options::{MeasureArgs, distinct};
use super::output::print;
use super::sides::{Compared, Scoring, read_baseline};

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Write the baseline of a version
    Save(FileArgs),
    /// Replace a baseline with that of a new version, and report what changes
    Accept(FileArgs),
}

#[derive(clap::Args)]
struct FileArgs {
    /// Gold: a bundled dataset, a file or a folder
    #[arg(long, value_name = "NAME|PATH")]
    gold: String,
    /// Predictions: a file, a folder or the folder of a run
    #[arg(long, value_name = "PATH")]
    pred: String,
    /// The baseline file
    #[arg(short = 'o', long = "output", visible_alias = "baseline", value_name = "FILE")]
    output: PathBuf,
    /// Write nothing; exit with 1 if the file is out of date
    #[arg(long)]
    check: bool,
    /// Also count slices by this attribute, so that rules about it can be added later; type and the attributes of the rules are
    /// always counted; repeatable
    #[arg(long, value_name = "ATTR")]
    by: Vec<SliceBy>,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    seed: SeedArgs,
    #[command(flatten)]
    measure: MeasureArgs,
}

/// Writes a baseline, or reports if it is out of date.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    match &args.action {
        Action::Save(args) => save(args),
        Action::Accept(args) => accept(args),
    }
}

impl FileArgs {
    fn scoring(&self) -> Result<Scoring<'_>> {
        let mut by = self.by.clone();
        by.extend(attributes(&self.config.gate()?));
        by.extend("type".parse());
        Ok(Scoring {
            gold: &self.gold,
            measure: &self.measure,
            by: distinct(&by),
            statistics: self.seed.statistics(),
            protected: &[],
            keeps_rows: false,
        })
    }

    fn shown(&self) -> std::path::Display<'_> {
        self.output.display()
    }
}

fn save(args: &FileArgs) -> Result<ExitCode> {
    let side = args.scoring()?.base(&args.pred)?;
    let text = baseline::write(&side)?;
    if args.check {
        return check(args, &text);
    }
    write_file(&args.output, text.as_bytes())?;
    print(&format!("{}: {}\n", args.shown(), described(&side, &text)))?;
    Ok(ExitCode::SUCCESS)
}

fn accept(args: &FileArgs) -> Result<ExitCode> {
    let scoring = args.scoring()?;
    let before = read_baseline(&args.output.display().to_string())?;
    let Compared { side, changes, head, .. } = scoring.head(&args.pred, &before)?;
    let text = baseline::write(&side)?;
    if args.check {
        return check(args, &text);
    }
    let described = described(&side, &text);
    let contest = Contest::new(&before, vec![(side, changes)], scoring.statistics.seed, u64::MAX);
    let report = ComparisonReport::new(contest, vec![head], None, Vec::new());
    let shown = COMPARISON_WRITERS[0].write(&report)?;
    write_file(&args.output, text.as_bytes())?;
    let shown = shown.strip_suffix(&report.verdict_line()).unwrap_or(&shown);
    print(&format!("{shown}\naccepted: {}: {described}\n", args.shown()))?;
    Ok(ExitCode::SUCCESS)
}

/// Reports if the file is what would be written now; the version of the program may differ.
fn check(args: &FileArgs, text: &str) -> Result<ExitCode> {
    let path: &Path = &args.output;
    let kept = std::fs::read_to_string(path).map_err(Error::io(path))?;
    let is_same = without_version(&kept) == without_version(text);
    let state = match read_baseline(&path.display().to_string()) {
        _ if is_same => "up to date",
        Err(Error::NotComparable(_)) => {
            "out of date, with other metric definitions: `quoteval baseline save` writes it again"
        }
        _ => "out of date: `quoteval baseline accept` replaces it",
    };
    print(&format!("{}: {state}\n", args.shown()))?;
    Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The text with the version left out of the signature.
fn without_version(text: &str) -> String {
    let Some((before, after)) = text.split_once("|v:") else {
        return text.to_owned();
    };
    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ".-+".contains(c));
    format!("{before}{rest}")
}

/// `mine 1 on gold, attribution.iou50 0.634, 12 documents, 24 quotations, 3 KB`.
fn described(side: &Side, text: &str) -> String {
    let evaluation = &side.evaluation;
    let criterion = evaluation.options.measure.criterion.as_str();
    let headline = evaluation.total(criterion).and_then(|total| total.counts.headline());
    let figure = headline.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
    let documents = plural(evaluation.documents.len() as u64, "document");
    let quotations = plural(evaluation.gold, "quotation");
    let size = text.len().div_ceil(1024);
    let data = side.signature.field("data");
    format!("{} on {data}, {criterion} {figure}, {documents}, {quotations}, {size} KB", side.system)
}
