//! Options for measuring, slicing and reporting that commands share.

use crate::model::{Layers, Setting, System, UnitProfile};
use crate::report::{Detail, Scored};
use crate::score::profiles::{PROFILES, Profile, profile};
use crate::score::slices::{ATTRIBUTES, Attribute, Condition, SliceBy};
use crate::score::{Criterion, Evaluation, IntervalMethod, Measure, ScoreOptions, Statistics};
use crate::{Error, Result, UnknownName};

use super::input::SavedRun;

/// Options for measuring and judging quotations.
#[derive(clap::Args)]
pub(super) struct MeasureArgs {
    /// Task: end-to-end (the system sees the text alone) or gold-quotations (it is given the quotations and names the speakers)
    /// [default: the setting of the run, else end-to-end]
    #[arg(long, value_name = "NAME")]
    setting: Option<Setting>,
    /// Unit in which spans are measured: words, tokens or chars
    #[arg(long, value_name = "NAME", default_value = "words")]
    unit: UnitProfile,
    /// Detection or attribution metric that decides if a quotation is right, for error classes and verdicts
    #[arg(long, value_name = "METRIC", default_value = "attribution.iou50")]
    criterion: Criterion,
    /// Resolve a predicted source inside a gold mention to the entity of that mention
    #[arg(long)]
    gold_coreference: bool,
}

impl MeasureArgs {
    pub(super) fn measure(&self) -> Measure {
        let Self { setting, unit, criterion, gold_coreference } = *self;
        Measure { unit, setting: setting.unwrap_or_default(), gold_coreference, criterion }
    }

    /// As [`measure`](Self::measure), in the setting of a run whose predictions are scored.
    pub(super) fn measure_run(&self, run: Option<&SavedRun>) -> Result<Measure> {
        let setting = match (self.setting, run.map(|run| run.setting)) {
            (Some(asked), Some(run)) if asked != run => {
                return Err(Error::Usage(format!("the predictions were made in the setting {run}, not in {asked}")));
            }
            (asked, run) => asked.or(run).unwrap_or_default(),
        };
        Ok(Measure { setting, ..self.measure() })
    }
}

/// Options of every command that scores.
#[derive(clap::Args)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    measure: MeasureArgs,
    /// Add the scores that the original scorer of a paper would report, quirks included; see `list profiles`
    #[arg(long, value_name = "NAME", value_parser = known_profile)]
    profile: Option<&'static Profile>,
    /// Report slices by an attribute, or by a pair (type,source-form); repeatable; see `list attributes`
    #[arg(long, value_name = "ATTR")]
    by: Vec<SliceBy>,
    /// With document or meta.KEY: score only the documents with this value. With any other attribute: report the slice of the
    /// quotations with this value. Repeatable; all conditions must hold
    #[arg(long = "where", value_name = "ATTR=VALUE")]
    conditions: Vec<Condition>,
    /// Compare groups of speakers, by their gender or speaker-type in gold
    #[arg(long, value_name = "ATTR", default_value = "gender", value_parser = known_group)]
    gap: &'static Attribute,
    /// Add one row per quotation: matched quotation, IoU, error class, speakers
    #[arg(long)]
    pub(super) per_quotation: bool,
    #[command(flatten)]
    report: ReportArgs,
}

/// Options for reports of counts.
#[derive(clap::Args)]
pub(super) struct ReportArgs {
    /// Show only counts for slices with fewer than N items
    #[arg(long, value_name = "N", default_value_t = 20)]
    min_items: u64,
    /// Seed for the randomisation test of `compare`; recorded in the signature, no effect on this report
    #[arg(long, value_name = "N", default_value_t = 42)]
    seed: u64,
    /// Do not compute confidence intervals
    #[arg(long)]
    no_intervals: bool,
    /// Add the counts of each document
    #[arg(long)]
    per_document: bool,
}

impl ScoreArgs {
    pub(super) fn options(&self) -> ScoreOptions {
        let Self { per_quotation, profile, gap, .. } = *self;
        ScoreOptions {
            measure: self.measure.measure(),
            by: distinct(&self.by),
            layers: Layers::default(),
            conditions: distinct(&self.conditions),
            gap: Some(gap),
            per_quotation,
            profile,
        }
    }

    /// As [`options`](Self::options), in the setting of a run whose predictions are scored.
    pub(super) fn options_for(&self, run: Option<&SavedRun>) -> Result<ScoreOptions> {
        Ok(ScoreOptions { measure: self.measure.measure_run(run)?, ..self.options() })
    }

    /// Fails if the conditions exclude every document of the dataset.
    pub(super) fn check_wanted(&self, data: &str, is_any: bool) -> Result<()> {
        if is_any || self.conditions.is_empty() {
            return Ok(());
        }
        let conditions: Vec<String> = self.conditions.iter().map(ToString::to_string).collect();
        Err(Error::Usage(format!("{data} has no document with {}", conditions.join(" and "))))
    }

    /// Fails if no quotation of either side satisfies the conditions on quotations.
    pub(super) fn check_slices(&self, evaluation: &Evaluation) -> Result<()> {
        let asked: Vec<String> =
            self.conditions.iter().filter(|of| !of.is_of_documents()).map(ToString::to_string).collect();
        if asked.is_empty() || !evaluation.slices.is_empty() {
            return Ok(());
        }
        Err(Error::Usage(format!("no quotation has {}, in gold or predictions", asked.join(" and "))))
    }

    /// True if more is requested than a leaderboard shows.
    pub(super) fn is_detailed(&self) -> bool {
        !self.by.is_empty()
            || self.conditions.iter().any(|of| !of.is_of_documents())
            || self.report.per_document
            || self.per_quotation
    }

    /// True with `--per-document`.
    pub(super) const fn is_per_document(&self) -> bool {
        self.report.per_document
    }

    pub(super) fn detail(&self) -> Detail {
        self.report.detail(self.per_quotation)
    }

    /// Signs an evaluation and computes its intervals.
    pub(super) fn scored(&self, system: System, dataset: impl Into<String>, evaluation: Evaluation) -> Scored {
        self.report.scored(system, dataset, evaluation)
    }
}

impl ReportArgs {
    const fn statistics(&self) -> Statistics {
        let intervals = if self.no_intervals { IntervalMethod::None } else { IntervalMethod::Jackknife };
        Statistics { intervals, seed: self.seed }
    }

    pub(super) fn detail(&self, per_quotation: bool) -> Detail {
        Detail { leaderboard: false, per_document: self.per_document, per_quotation }
    }

    /// Signs an evaluation and computes its intervals.
    pub(super) fn scored(&self, system: System, dataset: impl Into<String>, evaluation: Evaluation) -> Scored {
        Scored::new(system, dataset, evaluation, self.statistics(), self.min_items)
    }
}

/// The choice between a report and partial scores.
#[derive(clap::Args)]
pub(super) struct PartialArgs {
    /// Write the integer counts of each document instead of a report, as input for `quoteval merge`; -o FILE may have any
    /// suffix, and options of reports are rejected
    #[arg(long, conflicts_with_all = ["min_items", "seed", "no_intervals", "per_document", "format", "append"])]
    pub(super) partial: bool,
}

/// The values without duplicates, in an order that does not depend on that of the options.
pub(super) fn distinct<T: Clone + ToString>(asked: &[T]) -> Vec<T> {
    let mut asked = asked.to_vec();
    asked.sort_by_key(ToString::to_string);
    asked.dedup_by_key(|one| one.to_string());
    asked
}

fn known_group(name: &str) -> Result<&'static Attribute, UnknownName> {
    let known: Vec<_> = ATTRIBUTES.iter().copied().filter(|attribute| attribute.is_of_speakers()).collect();
    known.iter().copied().find(|attribute| attribute.name() == name).ok_or_else(|| UnknownName {
        kind: "attribute of speakers",
        name: name.to_owned(),
        known: known.iter().map(|attribute| attribute.name()).collect(),
    })
}

fn known_profile(name: &str) -> Result<&'static Profile, UnknownName> {
    let known = || PROFILES.iter().map(|profile| profile.name()).collect();
    profile(name).ok_or_else(|| UnknownName { kind: "profile", name: name.to_owned(), known: known() })
}

/// The error for gold without speakers under a criterion that needs them.
pub(super) fn no_speakers(gold: &str, criterion: &str) -> Error {
    let hint = "hint: `--criterion detection.iou50` judges the spans alone";
    Error::Usage(format!("{gold}: gold does not state the speakers or sources that {criterion} requires\n  {hint}"))
}
