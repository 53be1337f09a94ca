//! `quoteval explain`: what a name means, in the words of the member itself.

use std::process::ExitCode;

use quoteval::score::profiles::PROFILES;
use quoteval::score::slices::{ATTRIBUTES, Attribute};
use quoteval::score::{ErrorClass, METRICS, TERMS};
use quoteval::stats::FIGURES;
use quoteval::{Error, Result};
use quoteval::{dataset, strategy};

use super::output::print;

/// Options of `explain`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Name of a strategy, metric, error class, attribute, statistic, term, profile or input rule
    name: String,
}

/// Prints every meaning of the name.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let entries = entries();
    let found: Vec<String> = entries.iter().filter(|entry| entry.name == args.name).map(Entry::render).collect();
    if found.is_empty() {
        let hint = suggestion(&entries, &args.name).map(|name| format!("; did you mean '{name}'?")).unwrap_or_default();
        return Err(Error::Usage(format!("nothing is called '{}'{hint}", args.name)));
    }
    print(&found.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// A name that holds what was asked for, else the most similar one, if any is similar.
fn suggestion<'e>(entries: &'e [Entry], asked: &str) -> Option<&'e str> {
    let asked = asked.to_lowercase();
    let holds = entries.iter().find(|entry| !asked.is_empty() && entry.name.contains(&asked));
    let likeness = |entry: &Entry| strsim::jaro_winkler(&entry.name, &asked);
    let similar =
        || entries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|entry| likeness(entry) > 0.85);
    holds.or_else(similar).map(|entry| entry.name.as_str())
}

struct Entry {
    kind: &'static str,
    name: String,
    title: &'static str,
    text: String,
}

impl Entry {
    fn render(&self) -> String {
        let title = if self.title.is_empty() { String::new() } else { format!(": {}", self.title) };
        format!("{} {}{title}\n\n{}\n", self.kind, self.name, wrapped(&self.text))
    }
}

fn entries() -> Vec<Entry> {
    let entry =
        |kind, name: &str, title, text: &str| Entry { kind, name: name.to_owned(), title, text: text.to_owned() };
    let class = |m: &ErrorClass| format!("{}\n{}", m.description(), m.explanation());
    let attribute = |m: &dyn Attribute| format!("{}\n{}", m.summary(), m.explanation());
    let terms = TERMS.iter().map(|m| entry("term", m.name, m.title, m.explanation));
    let strategies = strategy::all().iter().map(|m| entry("strategy", m.name(), m.summary(), m.description()));
    let metrics = METRICS.iter().map(|m| entry("metric", m.id(), m.name(), m.explanation()));
    let profiles = PROFILES.iter().map(|m| entry("profile", m.name(), m.summary(), m.explanation()));
    let classes = ErrorClass::ALL.iter().map(|m| entry("error class", m.as_str(), "", &class(m)));
    let attributes = ATTRIBUTES.iter().map(|m| entry("attribute", m.name(), "", &attribute(*m)));
    let rules = dataset::RULES.iter().map(|m| entry("input rule", m.id, "", m.summary));
    let figures = FIGURES.iter().map(|m| entry("statistic", m.name, m.title, m.explanation));
    strategies
        .chain(terms)
        .chain(metrics)
        .chain(profiles)
        .chain(classes)
        .chain(attributes)
        .chain(figures)
        .chain(rules)
        .collect()
}

/// Paragraphs apart, in lines of at most 80 characters that are broken between words.
fn wrapped(text: &str) -> String {
    text.lines().map(|paragraph| wrapped_lines(paragraph, 80).join("\n")).collect::<Vec<_>>().join("\n\n")
}

/// No line begins with an operator: formulas stay readable, and Markdown sees no list.
fn wrapped_lines(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for part in unbreakable(paragraph) {
        if !line.is_empty() && line.chars().count() + part.chars().count() >= width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&part);
    }
    lines.push(line);
    lines
}

/// Words, each with the operators that follow it.
fn unbreakable(paragraph: &str) -> Vec<String> {
    let is_operator = |word: &str| ["+", "-", ">", "<", "=", "≥", "≤", "÷", "/", "|", "#", "*"].contains(&word);
    let mut parts: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match parts.last_mut().filter(|_| is_operator(word)) {
            Some(before) => before.extend([" ", word]),
            None => parts.push(word.to_owned()),
        }
    }
    parts
}
