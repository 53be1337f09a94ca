//! `quoteval validate`: every problem in gold or predictions, with its place.

use std::process::ExitCode;

use crate::dataset::{GoldStream, Source, join};
use crate::error::{Findings, Severity};
use crate::model::Setting;
use crate::report::{plural, safe};
use crate::score::LocatedCounts;
use crate::{Error, Result};
use clap::ValueEnum;
use serde_json::json;

use super::EXIT_INPUT;
use super::joined::LocateArgs;
use super::output::{print, print_styled};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: bundled datasets, files or folders; each is checked on its own
    #[arg(required_unless_present = "pred")]
    gold: Vec<String>,
    /// Check these predictions against the gold, of which exactly one is given
    #[arg(long, value_name = "PATH", requires = "gold")]
    pred: Option<String>,
    /// Task that the predictions answer: end-to-end or gold-quotations
    #[arg(long, value_name = "NAME", default_value = "end-to-end")]
    setting: Setting,
    #[command(flatten)]
    locate: LocateArgs,
    /// Treat warnings as errors; in predictions also ignored fields and texts that cannot be located
    #[arg(long)]
    strict: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Json,
}

/// Prints all findings; exit code 2 if any is an error, or with `--strict` if there is any.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let Checked { findings, clean, is_doubtful } = match &args.pred {
        None => check_gold(&args.gold)?,
        Some(pred) => check_predictions(args, pred)?,
    };
    match args.format {
        Form::Text => print_text(&findings, &clean)?,
        Form::Json => print(&format!("{:#}\n", to_json(&findings)))?,
    }
    let is_faulty = findings.has_errors() || args.strict && (is_doubtful || !findings.0.is_empty());
    Ok(if is_faulty { ExitCode::from(EXIT_INPUT) } else { ExitCode::SUCCESS })
}

/// The result of a check.
struct Checked {
    findings: Findings,
    /// A line for each source without errors.
    clean: Vec<String>,
    /// True if a field was ignored or a text was not located, which is an error only with `--strict`.
    is_doubtful: bool,
}

fn check_gold(specs: &[String]) -> Result<Checked> {
    let (mut all, mut clean) = (Findings::default(), Vec::new());
    for spec in specs {
        let source = Source::open(spec)?;
        let (mut stream, mut documents, mut quotations) = (GoldStream::new(&source)?, 0, 0);
        while let Some(batch) = stream.next_batch()? {
            documents += batch.len();
            quotations += batch.iter().map(|entry| entry.gold.quotations.len()).sum::<usize>();
        }
        let findings = stream.findings();
        if !findings.has_errors() {
            let [documents, quotations] =
                [(documents, "document"), (quotations, "quotation")].map(|(count, of)| plural(count as u64, of));
            clean.push(format!("{spec}: {documents}, {quotations}"));
        }
        all.0.extend(findings.0);
    }
    Ok(Checked { findings: all, clean, is_doubtful: false })
}

fn check_predictions(args: &Args, pred: &str) -> Result<Checked> {
    let [gold] = args.gold.as_slice() else {
        return Err(Error::Usage("--pred needs exactly one gold".into()));
    };
    let (joined, findings) =
        join(&Source::open(gold)?, &Source::open(pred)?, args.locate.join_options(args.setting), |_, prediction| {
            prediction.map(|prediction| (LocatedCounts::of(prediction), prediction.error.is_some()))
        })?;
    let mut is_doubtful = false;
    let clean = joined.map(|joined| {
        let (mut located, mut failed) = (LocatedCounts::default(), 0);
        for &(document, has_failed) in joined.results.iter().flatten() {
            located += document;
            failed += usize::from(has_failed);
        }
        is_doubtful = located.invalid > 0 || !joined.ignored.is_empty();
        let answered = joined.results.iter().flatten().count() - failed;
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        let answered = format!("{pred}: {answered} of {} documents answered{failed}", joined.results.len());
        let ignored = joined.ignored.iter().map(|(field, count)| format!("ignored: {field} ({count} times)"));
        [answered].into_iter().chain(located.sentence()).chain(ignored).collect::<Vec<_>>()
    });
    Ok(Checked { findings, clean: clean.unwrap_or_default(), is_doubtful })
}

fn print_text(findings: &Findings, clean: &[String]) -> Result<()> {
    let count = |severity| findings.0.iter().filter(|finding| finding.severity == severity).count();
    let mut text = String::new();
    for finding in &findings.0 {
        text.push_str(&format!("{}\n", safe(&finding.to_string())));
    }
    for line in clean {
        text.push_str(&format!("{line}\n"));
    }
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(count);
    text.push_str(&format!("{}, {}\n", plural(errors as u64, "error"), plural(warnings as u64, "warning")));
    print_styled(&text)
}

fn to_json(findings: &Findings) -> serde_json::Value {
    let finding = |finding: &crate::error::Finding| {
        json!({
            "file": finding.file,
            "line": finding.line,
            "document": finding.document,
            "item": finding.item,
            "severity": match finding.severity { Severity::Error => "error", Severity::Warning => "warning" },
            "rule": finding.rule,
            "message": finding.message,
            "found": finding.found,
            "expected": finding.expected,
            "hint": finding.hint,
        })
    };
    findings.0.iter().map(finding).collect()
}
