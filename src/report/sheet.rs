//! The contract of what is reported besides scores: listings, calibration, agreement, power.

use serde_json::Value;

use crate::error::Result;
use crate::model::System;
use crate::score::{Evaluation, Signature, Statistics};

/// What the numbers are numbers of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Which system on which dataset.
    pub title: String,
    /// The signature.
    pub signature: String,
}

impl About {
    /// Of one or more systems on a dataset.
    #[must_use]
    pub fn new(systems: &[&System], dataset: &str, evaluation: &Evaluation, statistics: Statistics) -> Self {
        let systems: Vec<String> = systems.iter().map(|system| system.to_string()).collect();
        Self {
            title: format!("{} on {dataset}", systems.join(" and ")),
            signature: Signature::new(dataset, evaluation, statistics).to_string(),
        }
    }
}

/// Results of one command in three forms.
pub trait Sheet {
    /// For people: text for a terminal, which may hold colours.
    fn text(&self) -> String;

    /// For spreadsheets: a stable header, a row per item, six decimals, empty where undefined.
    ///
    /// # Errors
    /// When the rows cannot be written.
    fn csv(&self) -> Result<String>;

    /// For programs.
    fn json(&self) -> Value;
}
