//! `quoteval run`: read, attribute, align, score, report.

use std::path::PathBuf;
use std::process::ExitCode;

use quoteval::dataset::{BUNDLED, Dataset};
use quoteval::model::{GoldDocument, Prediction, Setting, Task};
use quoteval::report::{Report, Scored, System};
use quoteval::score::{DocumentScore, Evaluation, ScoreOptions};
use quoteval::strategy::{self, Adjustment, Strategy};
use quoteval::{Error, Result};
use rayon::prelude::*;

use super::input::load_gold;
use super::options::ScoreArgs;
use super::output::OutputArgs;
use super::progress::Progress;
use super::run_folder;

/// Options of `run`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A bundled dataset, a file or a folder; repeatable [default: all bundled datasets]
    #[arg(long, value_name = "NAME|PATH")]
    data: Vec<String>,
    /// A strategy; repeatable, see `list strategies` [default: all]
    #[arg(long, value_name = "NAME")]
    strategy: Vec<String>,
    /// Leave out quotations of lower confidence; where quotations are given, say nothing of their speakers
    #[arg(long, value_name = "0…1", value_parser = share)]
    min_confidence: Option<f64>,
    /// Leave out a rule of the strategies, to see what it is worth; repeatable, see `explain sieve`
    #[arg(long, value_name = "RULE", requires = "strategy")]
    without: Vec<String>,
    /// Keep the predictions: DIR/<dataset>/<strategy>/predictions.jsonl and run.json
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    score: ScoreArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs every strategy on every dataset.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.output.check()?;
    let adjustment = Adjustment { min_confidence: args.min_confidence, without: args.without.clone() };
    let strategies = strategies(&args.strategy)?;
    let adjust = |&strategy: &&'static dyn Strategy| strategy::adjusted(strategy, &adjustment);
    let strategies: Vec<_> =
        strategies.iter().map(adjust).collect::<Result<_, _>>().map_err(|error| Error::Usage(error.to_string()))?;
    let mut scores = Vec::new();
    let options = args.score.options();
    let datasets = datasets(&args.data)?;
    let wanted =
        |dataset: &&Dataset| dataset.documents().len() == 0 || dataset.documents().any(|gold| options.wants(gold));
    let is_any = datasets.iter().any(|dataset| wanted(&dataset));
    let names: Vec<&str> = datasets.iter().map(|dataset| dataset.name.as_str()).collect();
    args.score.check_wanted(&names.join(", "), is_any)?;
    for dataset in datasets.iter().filter(wanted) {
        for &strategy in &strategies {
            scores.push(evaluate(dataset, strategy, &options, args)?);
        }
    }
    let leaderboard = scores.len() > 1 && !args.score.is_detailed();
    let detail = quoteval::report::Detail { leaderboard, ..args.score.detail() };
    args.output.write(&Report { scores, detail })?;
    Ok(ExitCode::SUCCESS)
}

/// A number from 0 to 1.
fn share(value: &str) -> std::result::Result<f64, String> {
    let number = value.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "not a number from 0 to 1".to_owned())
}

fn strategies(names: &[String]) -> Result<Vec<&'static dyn Strategy>> {
    if names.is_empty() {
        return Ok(strategy::all().to_vec());
    }
    let known = || strategy::all().iter().map(|strategy| strategy.name()).collect::<Vec<_>>().join(", ");
    let find = |name: &String| {
        strategy::by_name(name).ok_or_else(|| Error::Usage(format!("unknown strategy '{name}': {}", known())))
    };
    names.iter().map(find).collect()
}

/// The datasets named, or all bundled ones; names are unique, since results are kept under them.
fn datasets(names: &[String]) -> Result<Vec<Dataset>> {
    let loaded: Vec<Dataset> = if names.is_empty() {
        BUNDLED.iter().map(|bundled| load_gold(bundled.name)).collect::<Result<_>>()?
    } else {
        names.iter().map(|name| load_gold(name)).collect::<Result<_>>()?
    };
    for (index, dataset) in loaded.iter().enumerate() {
        if loaded[..index].iter().any(|other| other.name == dataset.name) {
            return Err(Error::Usage(format!("two datasets are called '{}'", dataset.name)));
        }
    }
    Ok(loaded)
}

fn evaluate(dataset: &Dataset, strategy: &'static dyn Strategy, options: &ScoreOptions, args: &Args) -> Result<Scored> {
    let options = ScoreOptions { has_speaker_layer: dataset.has_speaker_layer(), ..options.clone() };
    let progress = Progress::new();
    let answers: Vec<Answer> = dataset
        .entries()
        .par_iter()
        .filter(|entry| options.wants(&entry.gold))
        .map(|entry| {
            let answer = answer(&entry.gold, strategy, &options);
            progress.advance();
            answer
        })
        .collect();
    drop(progress);
    let system = System { name: strategy.name().to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
    let (predictions, scores): (Vec<_>, Vec<_>) =
        answers.into_iter().map(|answer| (answer.prediction, answer.score)).unzip();
    let scored = args.score.scored(system, dataset.name.clone(), Evaluation::new(options, scores));
    if let Some(folder) = &args.out {
        run_folder::write(folder, dataset, &scored, &predictions)?;
    }
    Ok(scored)
}

/// What a strategy said of a document, and what that is worth.
struct Answer {
    prediction: Prediction,
    score: DocumentScore,
}

/// Asks the strategy; what goes wrong is recorded as a failed document, never mixed with wrong answers.
fn answer(gold: &GoldDocument, strategy: &dyn Strategy, options: &ScoreOptions) -> Answer {
    let setting = options.measure.setting;
    let attributed = strategy.attribute(&Task::of(gold, setting)).map_err(|error| error.to_string());
    let checked = attributed.and_then(|prediction| match setting {
        Setting::EndToEnd => Ok(prediction),
        Setting::GoldQuotations => quoteval::score::complete(gold, prediction).map_err(|error| error.to_string()),
    });
    let prediction = checked.unwrap_or_else(|error| Prediction { error: Some(error), ..Prediction::empty(gold.id()) });
    Answer { score: DocumentScore::new(gold, Some(&prediction), options), prediction }
}
