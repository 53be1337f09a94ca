//! `quoteval explain`: the explanation of a name, from the table of its family.

mod explanation;
mod lines;
mod page;

use std::process::ExitCode;

use crate::{Error, Result};

use super::output::print;
use explanation::{Explanation, explanations};
use lines::lines;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Name of a strategy, metric, error class, attribute, statistic, term, profile or input rule
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    name: Option<String>,
    /// Explain every number that a report can show, by group
    #[arg(long)]
    all: bool,
    /// Output format
    #[arg(long, value_name = "NAME", value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Markdown,
}

/// Prints every meaning of the name, or explains every number of reports.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    match (&args.name, args.format) {
        (None, Format::Markdown) => print(&page::page())?,
        (None, Format::Text) => print(&joined(&page::explanations(), text))?,
        (Some(name), format) => {
            let found = meanings(name)?;
            print(&joined(&found, if matches!(format, Format::Text) { text } else { page::section }))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn meanings(name: &str) -> Result<Vec<Explanation>> {
    let (found, others): (Vec<Explanation>, Vec<Explanation>) =
        explanations().into_iter().partition(|entry| entry.name == name);
    if found.is_empty() {
        let hint = suggestion(&others, name).map(|name| format!("; did you mean '{name}'?")).unwrap_or_default();
        return Err(Error::Usage(format!("nothing is called '{name}'{hint}")));
    }
    Ok(found)
}

/// A name that contains the word, else the most similar name, if any is similar.
fn suggestion(entries: &[Explanation], asked: &str) -> Option<&'static str> {
    let asked = asked.to_lowercase();
    let holds = entries.iter().find(|entry| !asked.is_empty() && entry.name.contains(&asked));
    let likeness = |entry: &Explanation| strsim::jaro_winkler(entry.name, &asked);
    let similar =
        || entries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|entry| likeness(entry) > 0.85);
    holds.or_else(similar).map(|entry| entry.name)
}

fn joined(entries: &[Explanation], form: fn(&Explanation) -> String) -> String {
    entries.iter().map(form).collect::<Vec<_>>().join("\n")
}

/// An entry for a terminal, paragraphs apart, in lines of at most 80 characters.
fn text(entry: &Explanation) -> String {
    let title = if entry.title.is_empty() { String::new() } else { format!(": {}", entry.title) };
    let paragraphs: Vec<String> = entry.text.lines().map(|paragraph| lines(paragraph, 80).join("\n")).collect();
    format!("{} {}{title}\n\n{}\n", <&str>::from(entry.kind), entry.name, paragraphs.join("\n\n"))
}
