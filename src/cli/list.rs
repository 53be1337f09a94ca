//! `quoteval list`: the members of each family, from their tables.

use std::process::ExitCode;

use crate::Result;
use crate::dataset::{Dataset, FORMATS, Feature, READ_OPTIONS, Side};
use crate::score::profiles::PROFILES;
use crate::score::slices::ATTRIBUTES;
use crate::score::{ErrorClass, METRICS};
use crate::{dataset, report, strategy};
use clap::ValueEnum;

use super::output::print;
use super::stats::{about, block};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to list
    what: What,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    Strategies,
    Metrics,
    Profiles,
    Formats,
    Datasets,
    Attributes,
    Errors,
    Rules,
}

/// Prints a name and a summary per line; for datasets also counts, licence and citation.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    match args.what {
        What::Datasets => print(&datasets()?)?,
        What::Formats => print(&formats())?,
        what => print(&columns(&rows(what)))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn datasets() -> Result<String> {
    let mut text = columns(&rows(What::Datasets));
    for bundled in dataset::BUNDLED {
        let dataset = Dataset::load(bundled.name)?;
        let quotations: usize = dataset.documents().map(|gold| gold.quotations.len()).sum();
        let counts = [("documents", dataset.documents().len()), ("quotations", quotations)];
        let counts = counts.map(|(label, count)| (label.to_owned(), count.to_string()));
        text.push_str(&format!("\n{}\n{}", bundled.name, block(&[about(&dataset.metadata), counts.to_vec()].concat())));
    }
    Ok(text)
}

/// The table of formats, with the features of each and the options for reading.
fn formats() -> String {
    let mut text = columns(&rows(What::Formats));
    for format in FORMATS {
        let sides = |carries: &dyn Fn(Side) -> bool| {
            let sides = [(Side::Gold, "gold"), (Side::Prediction, "predictions")];
            sides.into_iter().filter(|&(side, _)| carries(side)).map(|(_, word)| word).collect()
        };
        let features = format.features.iter().map(|feature| feature.as_str()).collect();
        let facts: [(&str, Vec<&str>); 3] = [
            ("reads", sides(&|side| format.reads(side))),
            ("writes", sides(&|_| format.writes())),
            ("carries", if format.features == Feature::ALL { vec!["everything"] } else { features }),
        ];
        let facts = facts.iter().filter(|fact| !fact.1.is_empty());
        let facts: Vec<_> = facts.map(|(label, words)| ((*label).to_owned(), words.join(", "))).collect();
        text.push_str(&format!("\n{}\n{}", format.name, block(&facts)));
    }
    let options: Vec<_> =
        READ_OPTIONS.iter().map(|option| (option.name.to_owned(), option.summary.to_owned())).collect();
    text.push_str(&format!("\nreading options: FORMAT,OPTION,OPTION:PATH\n{}", block(&options)));
    text
}

fn rows(what: What) -> Vec<(String, String)> {
    let row = |name: &str, summary: &str| (name.to_owned(), summary.to_owned());
    match what {
        What::Strategies => {
            let built_in = strategy::all().iter().map(|member| row(member.name(), member.summary()));
            built_in.chain([row("exec:CMD", strategy::Exec::SUMMARY)]).collect()
        }
        What::Metrics => METRICS.iter().map(|member| row(member.id(), member.name())).collect(),
        What::Profiles => PROFILES.iter().map(|member| row(member.name(), member.summary())).collect(),
        What::Attributes => ATTRIBUTES.iter().map(|member| row(member.name(), member.summary())).collect(),
        What::Errors => ErrorClass::ALL.iter().map(|member| row(member.as_str(), member.description())).collect(),
        What::Rules => dataset::RULES.iter().map(|rule| row(rule.id, rule.summary)).collect(),
        What::Datasets => dataset::BUNDLED.iter().map(|member| row(member.name, member.summary)).collect(),
        What::Formats => {
            let read = dataset::FORMATS.iter().map(|member| row(member.name, member.summary));
            let written = report::WRITERS.iter().map(|member| row(&format!("report {}", member.name), member.summary));
            read.chain(written).collect()
        }
    }
}

/// Two columns, the first as wide as its longest entry.
fn columns(rows: &[(String, String)]) -> String {
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    rows.iter().map(|(name, summary)| format!("{name:width$}  {summary}\n")).collect()
}
