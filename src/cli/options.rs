//! How to measure, slice and draw: the options that commands share.

use quoteval::model::{Setting, UnitProfile};
use quoteval::report::Detail;
use quoteval::score::profiles::{PROFILES, Profile, profile};
use quoteval::score::slices::SliceBy;
use quoteval::score::{Criterion, Draws, Measure, ScoreOptions};

/// How quotations are measured and judged.
#[derive(clap::Args)]
pub(super) struct MeasureArgs {
    /// What the system is asked: end-to-end (text only), or gold-quotations (who speaks?)
    #[arg(long, value_name = "NAME", default_value = "end-to-end")]
    setting: Setting,
    /// What spans are measured in: words, tokens or chars
    #[arg(long, value_name = "NAME", default_value = "words")]
    unit: UnitProfile,
    /// When a pair counts as right in the error classes: the id of a detection or attribution metric
    #[arg(long, value_name = "METRIC", default_value = "attribution.iou50")]
    criterion: Criterion,
    /// Resolve a predicted source that lies in a gold mention to the entity mentioned
    #[arg(long)]
    gold_coreference: bool,
}

impl MeasureArgs {
    pub(super) fn measure(&self) -> Measure {
        let Self { setting, unit, criterion, gold_coreference } = *self;
        Measure { unit, setting, gold_coreference, criterion }
    }
}

/// Options of every command that scores.
#[derive(clap::Args)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    measure: MeasureArgs,
    /// Add what the scorer of a paper would have said, quirks included; see `list profiles`
    #[arg(long, value_name = "NAME", value_parser = known_profile)]
    profile: Option<&'static dyn Profile>,
    /// Slice by an attribute, or by two (type,source-form); repeatable; see `list attributes`
    #[arg(long, value_name = "ATTR")]
    by: Vec<SliceBy>,
    /// Slices with fewer items show counts only
    #[arg(long, value_name = "N", default_value_t = 20)]
    min_items: u64,
    /// Bootstrap replicates for the 95 % intervals
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    boot: u32,
    /// Seed of all random draws
    #[arg(long, value_name = "N", default_value_t = 42)]
    seed: u64,
    /// Leave out the intervals
    #[arg(long)]
    no_intervals: bool,
    /// Add the counts of each document
    #[arg(long)]
    per_document: bool,
    /// Add one row per quotation: partner, IoU, error class, speakers
    #[arg(long)]
    per_quotation: bool,
}

impl ScoreArgs {
    pub(super) fn setting(&self) -> Setting {
        self.measure.setting
    }

    pub(super) fn options(&self) -> ScoreOptions {
        let Self { per_quotation, profile, .. } = *self;
        ScoreOptions { measure: self.measure.measure(), by: self.by.clone(), per_quotation, profile }
    }

    pub(super) fn draws(&self) -> Draws {
        Draws { replicates: if self.no_intervals { 0 } else { self.boot }, seed: self.seed }
    }

    pub(super) fn detail(&self) -> Detail {
        Detail {
            leaderboard: false,
            per_document: self.per_document,
            per_quotation: self.per_quotation,
            min_items: self.min_items,
        }
    }
}

fn known_profile(name: &str) -> Result<&'static dyn Profile, String> {
    let known = || PROFILES.map(|profile| profile.name()).join(", ");
    profile(name).ok_or_else(|| format!("unknown profile '{name}': {}", known()))
}
