//! Adjustments to built-in strategies.

use crate::strategy::{Adjustment, adjusted};
use crate::{Error, Result};

use super::programs::Asked;

/// Adjustments to built-in strategies.
#[derive(clap::Args)]
pub(super) struct AdjustArgs {
    /// Leave out quotations with lower confidence; in gold-quotations, leave their speakers open
    #[arg(long, value_name = "0…1", value_parser = share)]
    min_confidence: Option<f64>,
    /// Leave out a rule of the strategies, to measure its effect; repeatable; see `explain sieve`
    #[arg(long, value_name = "RULE", requires = "strategy")]
    without: Vec<String>,
}

impl AdjustArgs {
    /// Applies the adjustments.
    ///
    /// Fails on a rule that a strategy does not have, and on programs, which cannot be adjusted.
    pub(super) fn apply(&self, asked: Vec<Asked>) -> Result<Vec<Asked>> {
        let adjustment = Adjustment { min_confidence: self.min_confidence, without: self.without.clone() };
        if adjustment == Adjustment::default() {
            return Ok(asked);
        }
        let adjust = |asked| match asked {
            Asked::BuiltIn(strategy) => adjusted(strategy, &adjustment).map(Asked::Adjusted),
            Asked::Adjusted(_) | Asked::Program(_) => {
                Err(Error::Usage("--min-confidence and --without are for built-in strategies, not for exec:CMD".into()))
            }
        };
        asked.into_iter().map(adjust).collect()
    }
}

/// A number from 0 to 1.
fn share(value: &str) -> std::result::Result<f64, String> {
    let number = value.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "not a number from 0 to 1".to_owned())
}
