//! `quoteval agree`: agreement between annotators.

use std::process::ExitCode;

use crate::agree::{Agreement, Annotators};
use crate::dataset::Dataset;
use crate::model::UnitProfile;
use crate::{Error, Result};

use super::input::load_gold;
use super::sheet::SheetArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold of one annotator each; documents are paired by id
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<String>,
    /// Instead, tell annotators apart by this key of each document's meta [annotator]; document ids are DOCUMENT@ANNOTATOR
    #[arg(long, value_name = "KEY", num_args = 0..=1, require_equals = true, default_missing_value = "annotator")]
    by_annotator: Option<String>,
    /// Unit in which spans are measured: words, tokens or chars
    #[arg(long, value_name = "NAME", default_value = "words")]
    unit: UnitProfile,
    #[command(flatten)]
    sheet: SheetArgs,
}

/// Compares every annotator with every other.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let datasets = datasets(&args.gold)?;
    let annotators = match &args.by_annotator {
        Some(key) => Annotators::by_meta(&datasets, key)?,
        None if datasets.len() < 2 => {
            return Err(Error::Usage("agreement needs two annotators: give a second gold, or --by-annotator".into()));
        }
        None => Annotators::of_datasets(&datasets)?,
    };
    args.sheet.print(&Agreement::of(&annotators, args.unit))?;
    Ok(ExitCode::SUCCESS)
}

/// The datasets under unique names: that of the dataset, else the argument, else the argument with a number.
fn datasets(specs: &[String]) -> Result<Vec<(String, Dataset)>> {
    let loaded: Vec<Dataset> = specs.iter().map(|spec| load_gold(spec)).collect::<Result<_>>()?;
    let mut names: Vec<String> = Vec::new();
    for (spec, dataset) in specs.iter().zip(&loaded) {
        let is_shared = loaded.iter().filter(|other| other.name == dataset.name).count() > 1;
        let name = if is_shared { spec } else { &dataset.name };
        let before = names.iter().filter(|other| *other == name).count();
        names.push(if before > 0 { format!("{name} ({})", before + 1) } else { name.clone() });
    }
    Ok(names.into_iter().zip(loaded).collect())
}
