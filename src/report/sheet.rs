//! The contract of reports other than scores: listings, calibration, agreement, power.

use serde_json::Value;

use crate::error::Result;
use crate::model::System;
use crate::score::{Evaluation, Signature, Statistics};

/// The provenance of the numbers in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// The systems and the dataset.
    pub title: String,
    /// The signature.
    pub signature: String,
}

impl About {
    /// Describes one or more systems on a dataset.
    pub(crate) fn new(systems: &[&System], dataset: &str, evaluation: &Evaluation, statistics: Statistics) -> Self {
        let systems: Vec<String> = systems.iter().map(|system| system.to_string()).collect();
        Self {
            title: format!("{} on {dataset}", systems.join(" and ")),
            signature: Signature::new(dataset, evaluation, statistics).to_string(),
        }
    }
}

/// The results of one command in three formats.
pub(crate) trait Sheet {
    /// Renders text for people to read on a terminal, with colours if the report uses any.
    fn text(&self) -> String;

    /// Renders CSV for spreadsheets: a stable header, one row per item, six decimals, empty if undefined.
    ///
    /// # Errors
    /// If the rows cannot be written.
    fn csv(&self) -> Result<String>;

    /// Renders JSON for programs.
    fn json(&self) -> Value;
}
