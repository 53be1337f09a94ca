//! `quoteval stats`: numbers for the data section of a paper.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use crate::Result;
use crate::dataset::{Metadata, dataset_hash, document_hash};
use crate::model::{GoldDocument, UnitProfile, Units};
use crate::report::safe;
use crate::score::slices::{SliceBy, natural_order};
use crate::score::{DocumentScore, Evaluation, ScoreOptions};
use rayon::prelude::*;

use super::input::load_gold;
use super::output::print;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: a bundled dataset, a file or a folder
    gold: String,
    /// Number of cues to list, most frequent first
    #[arg(long, value_name = "N", default_value_t = 20)]
    cues: usize,
}

/// Labels and values.
pub(super) type Rows = Vec<(String, String)>;

/// Attributes whose values are counted, in the order shown.
const ATTRIBUTES: [&str; 11] = [
    "type",
    "source-form",
    "fragments",
    "nesting",
    "length",
    "region",
    "marks",
    "cue-position",
    "distance",
    "gender",
    "polarity",
];

/// Prints counts of documents, quotations and their annotation.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let dataset = load_gold(&args.gold)?;
    let documents: Vec<&GoldDocument> = dataset.documents().collect();
    let mut text = format!("{}\n", dataset.name);
    text.push_str(&block(&[about(&dataset.metadata), overview(&documents)].concat()));
    for (attribute, values) in by_attribute(&documents)? {
        text.push_str(&format!("\nquotations by {attribute}\n"));
        text.push_str(&block(&values));
    }
    text.push_str(&format!("\ncues, the {} most frequent\n", args.cues));
    text.push_str(&block(&cues(&documents, args.cues)));
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Title, version, licence and citation from `dataset.json`.
pub(super) fn about(metadata: &Metadata) -> Rows {
    let said = [
        ("title", &metadata.title),
        ("version", &metadata.version),
        ("licence", &metadata.licence),
        ("citation", &metadata.citation),
    ];
    said.into_iter().filter_map(|(label, value)| Some((label.to_owned(), safe(value.as_deref()?)))).collect()
}

/// Indented lines, values aligned.
pub(super) fn block(rows: &[(String, String)]) -> String {
    let width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    rows.iter().map(|(label, value)| format!("  {label:width$}  {value}\n")).collect()
}

fn overview(documents: &[&GoldDocument]) -> Rows {
    let words = |gold: &&GoldDocument| Units::new(gold.text(), UnitProfile::Words).len();
    let quotations: usize = documents.iter().map(|gold| gold.quotations.len()).sum();
    let speakers: usize = documents.iter().map(|gold| speakers(gold)).sum();
    let per_document =
        |count: usize| format!("{count} ({:.1} per document)", count as f64 / documents.len().max(1) as f64);
    let hash = dataset_hash(documents.iter().map(|gold| document_hash(gold)).collect());
    vec![
        ("documents".into(), documents.len().to_string()),
        ("words".into(), documents.par_iter().map(words).sum::<usize>().to_string()),
        ("entities".into(), documents.iter().map(|gold| gold.entities.len()).sum::<usize>().to_string()),
        ("quotations".into(), per_document(quotations)),
        ("speakers".into(), per_document(speakers)),
        ("gold hash".into(), hash.to_hex().to_string()),
    ]
}

/// Distinct entities that speak.
fn speakers(gold: &GoldDocument) -> usize {
    gold.quotations.iter().flat_map(|gold| gold.entities()).collect::<BTreeSet<_>>().len()
}

/// Values with their share, per attribute: the gold side of slices, with nothing predicted.
fn by_attribute(documents: &[&GoldDocument]) -> Result<Vec<(&'static str, Rows)>> {
    let by: Vec<SliceBy> =
        ATTRIBUTES.iter().map(|name| name.parse()).collect::<Result<_, _>>().map_err(crate::Error::internal)?;
    let options = ScoreOptions { by, ..ScoreOptions::default() };
    let scores = documents.par_iter().map(|gold| DocumentScore::new(gold, None, &options)).collect();
    let evaluation = Evaluation::new(options, scores);
    let values = |attribute: &str| {
        let slices = evaluation.slices.iter().filter(|((name, _), _)| name == attribute);
        let mut rows: Rows =
            slices.map(|((_, value), counts)| (value.clone(), share(counts.gold.items, evaluation.gold))).collect();
        rows.sort_by(|(a, _), (b, _)| natural_order(a).cmp(&natural_order(b)));
        rows
    };
    Ok(ATTRIBUTES.into_iter().map(|attribute| (attribute, values(attribute))).collect())
}

fn share(items: u64, all: u64) -> String {
    format!("{items} ({:.0} %)", 100.0 * items as f64 / all.max(1) as f64)
}

fn cues(documents: &[&GoldDocument], most: usize) -> Rows {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for gold in documents {
        for quotation in &gold.quotations {
            let cue = quotation.quotation.cue.as_ref().map_or_else(|| "(none)".to_owned(), |cue| cue.text(gold.text()));
            *counts.entry(cue.to_lowercase()).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().take(most).map(|(cue, count)| (cue, count.to_string())).collect()
}
