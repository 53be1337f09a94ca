//! `quoteval show`: documents with their annotation, in colour on a terminal.

use std::process::ExitCode;

use crate::Result;
use crate::model::{GoldDocument, GoldQuotation, GoldSpeaker, Span};
use crate::report::safe;

use super::input::load_gold;
use super::output::print_styled;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: a bundled dataset, a file or a folder
    gold: String,
    /// Show only this document; repeatable
    #[arg(long, value_name = "ID")]
    document: Vec<String>,
}

/// Prints each document: its text, then its quotations.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let dataset = load_gold(&args.gold)?;
    if let Some(unknown) = args.document.iter().find(|id| dataset.get(id).is_none()) {
        return Err(crate::Error::Usage(format!("{} has no document '{unknown}'", args.gold)));
    }
    let shown =
        dataset.documents().filter(|gold| args.document.is_empty() || args.document.iter().any(|id| id == gold.id()));
    let texts: Vec<String> = shown.map(document).collect();
    print_styled(&texts.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

const BOLD: &str = "\x1b[1m";
const CONTENT: &str = "\x1b[36m";
const NESTED: &str = "\x1b[4m";
const CUE: &str = "\x1b[33m";
const SOURCE: &str = "\x1b[32m";
const RESET: &str = "\x1b[0m";

fn document(gold: &GoldDocument) -> String {
    let mut text = format!("{BOLD}{}{RESET}\n\n{}\n\n", safe(gold.id()), coloured(gold));
    let mut quotations: Vec<&GoldQuotation> = gold.quotations.iter().collect();
    quotations.sort_by(|a, b| a.quotation.content.cmp(&b.quotation.content));
    for gold_quotation in quotations {
        text.push_str(&quotation(gold, gold_quotation));
    }
    text
}

/// One line per quotation with id, type and speaker; then content, cue and source.
fn quotation(gold: &GoldDocument, item: &GoldQuotation) -> String {
    let quotation = &item.quotation;
    let speakers = match &item.speaker {
        GoldSpeaker::Entities(speakers) => {
            speakers.iter().map(|&index| gold.entities[index].name.as_str()).collect::<Vec<_>>().join("; ")
        }
        GoldSpeaker::Reserved(word) => word.to_string(),
        GoldSpeaker::Absent => "–".to_owned(),
    };
    let kind = quotation.quotation_type.map_or("–", |kind| kind.as_str());
    let parent = quotation.parent.as_ref().map_or_else(String::new, |parent| format!(" in {parent}"));
    let pieces: Vec<String> = quotation.content.spans().iter().map(|span| one_line(span.of(gold.text()))).collect();
    let mut text = format!("{BOLD}{}{RESET} {kind}{parent} · {}\n", safe(&quotation.id), safe(&speakers));
    text.push_str(&format!("  {CONTENT}{}{RESET}\n", pieces.join(" … ")));
    let mention = |label: &str, colour: &str, mention: &Option<crate::model::Fragments>| {
        mention.as_ref().map_or_else(String::new, |mention| {
            format!("  {label} {colour}{}{RESET}", one_line(&mention.text(gold.text())))
        })
    };
    let mentions = mention("source", SOURCE, &quotation.source) + &mention("cue", CUE, &quotation.cue);
    if !mentions.is_empty() {
        text.push_str(&mentions);
        text.push('\n');
    }
    text
}

fn one_line(text: &str) -> String {
    safe(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with content, nested content, cue and source coloured, later layers over earlier ones.
fn coloured(gold: &GoldDocument) -> String {
    let mut layers: Vec<(Span, &str)> = Vec::new();
    let outer = gold.quotations.iter().filter(|item| item.quotation.parent.is_none());
    layers.extend(outer.flat_map(|item| item.quotation.content.spans().iter().map(|&span| (span, CONTENT))));
    let nested = gold.quotations.iter().filter(|item| item.quotation.parent.is_some());
    layers.extend(nested.flat_map(|item| item.quotation.content.spans().iter().map(|&span| (span, NESTED))));
    for item in &gold.quotations {
        let quotation = &item.quotation;
        for (mention, colour) in [(&quotation.cue, CUE), (&quotation.source, SOURCE)] {
            layers.extend(mention.iter().flat_map(|mention| mention.spans()).map(|&span| (span, colour)));
        }
    }
    draw(gold.text(), &layers)
}

/// Cuts the text where any layer begins or ends and writes each piece in the colours of all layers over it.
fn draw(text: &str, layers: &[(Span, &str)]) -> String {
    let mut cuts: Vec<usize> = layers.iter().flat_map(|(span, _)| [span.start(), span.end()]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut drawn = String::with_capacity(text.len() * 2);
    for piece in cuts.windows(2) {
        let over = layers.iter().filter(|(span, _)| span.start() <= piece[0] && piece[1] <= span.end());
        let colours: String = over.map(|(_, colour)| *colour).collect();
        let plain = safe(&text[piece[0]..piece[1]]);
        if colours.is_empty() {
            drawn.push_str(&plain);
        } else {
            drawn.push_str(&format!("{colours}{plain}{RESET}"));
        }
    }
    drawn
}
