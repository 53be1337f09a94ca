//! `quoteval merge`: partial scores merged into the results of one run.

use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;

use crate::error::Findings;
use crate::partial::Partial;
use crate::report::Report;
use crate::{Error, Result};

use super::options::{PartialArgs, ReportArgs};
use super::output::OutputArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Partial scores written by `quoteval score --partial`, in any order; - is standard input
    #[arg(value_name = "PART", required = true)]
    parts: Vec<String>,
    #[command(flatten)]
    partial: PartialArgs,
    #[command(flatten)]
    report: ReportArgs,
    /// Add one row per quotation, if the partial scores have them
    #[arg(long)]
    per_quotation: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// Reads the partials, sums them, and reports or writes the sum.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    if !args.partial.partial {
        args.output.check(args.per_quotation)?;
    }
    let merged = Partial::merge(read_all(&args.parts)?)?;
    let needs_rows = args.per_quotation || !args.partial.partial && args.output.needs_rows()?;
    if needs_rows && !merged.options.per_quotation {
        let hint = "hint: `quoteval score --partial --per-quotation` keeps them";
        return Err(Error::Usage(format!("the partial scores have no rows of quotations\n  {hint}")));
    }
    if args.partial.partial {
        args.output.fill(|out| merged.write(out))?;
    } else {
        let (system, dataset) = (merged.system.clone(), merged.dataset.clone());
        let scored = args.report.scored(system, dataset, merged.evaluation());
        args.output.write(&Report { scores: vec![scored], detail: args.report.detail(args.per_quotation) })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The partial scores by name; the findings of all files are reported together.
fn read_all(paths: &[String]) -> Result<Vec<(String, Partial)>> {
    let (mut parts, mut findings) = (Vec::new(), Findings::default());
    for path in paths {
        match read(path) {
            Ok(part) => parts.push(part),
            Err(Error::Invalid(found)) => findings.0.extend(found.0),
            Err(other) => return Err(other),
        }
    }
    if findings.0.is_empty() { Ok(parts) } else { Err(Error::Invalid(findings)) }
}

fn read(path: &str) -> Result<(String, Partial)> {
    if path == "-" {
        let name = "standard input";
        return Ok((name.to_owned(), Partial::read(&mut std::io::stdin().lock(), name)?));
    }
    let file = File::open(path).map_err(Error::io(path))?;
    Ok((path.to_owned(), Partial::read(&mut BufReader::with_capacity(1 << 18, file), path)?))
}
