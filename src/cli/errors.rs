//! `quoteval errors`: the outcome of each quotation, gold and prediction in context.

use std::process::ExitCode;
use std::str::FromStr;

use crate::model::{GoldDocument, Prediction};
use crate::report::{About, ErrorList, Listed};
use crate::score::slices::{Condition, SliceBy};
use crate::score::{
    Aligned, DocumentScore, ErrorClass, Evaluation, ItemClasses, Measure, Outcome, ScoreOptions, Statistics,
};
use crate::{Error, Result, UnknownName};

use super::input::tell_unjudged;
use super::joined::{JoinArgs, visit};
use super::options::{MeasureArgs, no_speakers};
use super::sheet::SheetArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    join: JoinArgs,
    /// Error class to list, or `speaker` for all speaker-… classes; repeatable; see `list errors` [default: all but correct]
    #[arg(long, value_name = "CLASS")]
    class: Vec<ClassName>,
    /// Sort by an attribute, or by a pair (type,source-form); see `list attributes`
    #[arg(long, value_name = "ATTR")]
    by: Option<SliceBy>,
    /// List only items with this value (in gold, where an item has a gold side); repeatable; all conditions must hold
    #[arg(long = "where", value_name = "ATTR=VALUE")]
    conditions: Vec<Condition>,
    /// List only this document; repeatable
    #[arg(long, value_name = "ID")]
    document: Vec<String>,
    /// List at most N items
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    measure: MeasureArgs,
    #[command(flatten)]
    sheet: SheetArgs,
}

/// The classes that a name stands for.
#[derive(Clone)]
struct ClassName(Vec<ErrorClass>);

impl FromStr for ClassName {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let is_meant = |class: &ErrorClass| class.as_str() == name || (name == "speaker" && class.is_speaker());
        let classes: Vec<ErrorClass> = ErrorClass::ALL.into_iter().filter(is_meant).collect();
        if classes.is_empty() {
            let known = ErrorClass::ALL.iter().map(|class| class.as_str()).chain(["speaker"]).collect();
            return Err(UnknownName { kind: "class", name: name.to_owned(), known });
        }
        Ok(Self(classes))
    }
}

/// Lists the items that pass all filters.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let measure = args.measure.measure_run(args.join.run()?.as_ref())?;
    let options = ScoreOptions { measure, ..ScoreOptions::default() };
    let join = args.join.locate.join_options(options.measure.setting);
    let visited = visit(&args.join.gold, &args.join.pred, join, |gold, prediction| {
        (DocumentScore::new(gold, prediction, &options), listed(gold, prediction, args, measure))
    })?;
    let (scores, listed): (Vec<_>, Vec<_>) = visited.results.into_iter().unzip();
    let evaluation = Evaluation::new(options, scores);
    check_documents(args, &evaluation)?;
    tell_unjudged(&args.join.pred, &evaluation);
    if !evaluation.has_classes() {
        return Err(no_speakers(&args.join.gold, measure.criterion.as_str()));
    }
    let about = About::new(&[&visited.system], &visited.dataset, &evaluation, Statistics::without_intervals());
    let by = args.by.as_ref().map(ToString::to_string);
    args.sheet.print(&ErrorList::new(listed.into_iter().flatten().collect(), by, args.limit, about))?;
    Ok(ExitCode::SUCCESS)
}

fn check_documents(args: &Args, evaluation: &Evaluation) -> Result<()> {
    let is_known = |id: &&String| evaluation.documents.iter().any(|document| document.id == **id);
    match args.document.iter().find(|id| !is_known(id)) {
        Some(unknown) => Err(Error::Usage(format!("{} has no document '{unknown}'", args.join.gold))),
        None => Ok(()),
    }
}

/// The items of one document that pass the filters.
fn listed(gold: &GoldDocument, prediction: Option<&Prediction>, args: &Args, measure: Measure) -> Vec<Listed> {
    if !args.document.is_empty() && !args.document.iter().any(|id| id == gold.id()) {
        return Vec::new();
    }
    let nothing = Prediction::empty(gold.id());
    let doc = Aligned::new(gold, prediction.unwrap_or(&nothing), measure);
    let chars = Listed::chars(&doc);
    let outcomes = Outcome::all(&doc, &ItemClasses::of(&doc));
    let shown = outcomes.iter().filter(|outcome| is_asked_for(args, outcome.class));
    let shown = shown.filter(|outcome| args.conditions.iter().all(|condition| condition.holds(&doc, outcome)));
    shown.map(|outcome| Listed::new(&doc, &chars, outcome, args.by.as_ref())).collect()
}

fn is_asked_for(args: &Args, class: ErrorClass) -> bool {
    match args.class.as_slice() {
        [] => class != ErrorClass::Correct,
        names => names.iter().any(|name| name.0.contains(&class)),
    }
}
