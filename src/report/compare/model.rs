//! The content of a report on two or more versions.

use crate::compare::gate::Judgement;
use crate::compare::{Comparison, Contest, SliceFigure, Verdict};
use crate::model::System;
use crate::named::named;
use crate::score::ItemRow;

/// A list of quotations in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum List {
    /// Right before and wrong now.
    Broken,
    /// Wrong before and right now.
    Fixed,
    /// Wrong before and now.
    StillWrong,
}

named!(List: "list");

/// A compared system, with its rows and failures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The system.
    pub system: System,
    /// The outcome of every quotation; empty if no format shows them.
    pub rows: Vec<ItemRow>,
    /// Documents on which the system failed.
    pub failed: Vec<String>,
    /// Documents without a prediction.
    pub missing: Vec<String>,
}

/// The judgement of a gate on a comparison.
#[derive(Clone)]
pub(crate) struct Gated {
    /// Id of the metric that must not drop.
    pub metric: &'static str,
    /// The rules and the verdict.
    pub judgement: Judgement,
    /// The slices of the rules, in the order of the rules.
    pub slices: Vec<SliceFigure>,
}

/// The report of `compare` or `gate`.
#[derive(Clone)]
pub(crate) struct ComparisonReport {
    pub(super) contest: Contest,
    /// The heads, in the order of the comparisons.
    pub(super) heads: Vec<Head>,
    pub(super) gate: Option<Gated>,
    /// Lists to show in full; if empty, only the beginnings of the first two lists are shown.
    pub(super) show: Vec<List>,
    pub(super) refusal: Option<Refusal>,
}

/// The reason why two sides could not be read for comparison.
#[derive(Clone)]
pub(super) struct Refusal {
    command: &'static str,
    pub(super) reasons: Vec<String>,
}

impl ComparisonReport {
    /// Makes the report of some comparisons, each with its head, and of the gate if there is one.
    pub(crate) const fn new(contest: Contest, heads: Vec<Head>, gate: Option<Gated>, show: Vec<List>) -> Self {
        Self { contest, heads, gate, show, refusal: None }
    }

    /// Makes the report of a command whose sides cannot be compared; `reasons` has one reason per line.
    pub(crate) fn refused(command: &'static str, reasons: &str) -> Self {
        let contest = Contest { comparisons: Vec::new(), systems: Vec::new(), pairs: 0 };
        let reasons = reasons.lines().map(|reason| reason.trim().to_owned()).collect();
        Self { refusal: Some(Refusal { command, reasons }), ..Self::new(contest, Vec::new(), None, Vec::new()) }
    }

    /// The verdict of the gate or, without a gate, of the comparisons.
    pub(crate) fn verdict(&self) -> Verdict {
        match (&self.refusal, &self.gate) {
            (Some(_), _) => Verdict::NotComparable,
            (None, Some(gate)) => gate.judgement.verdict,
            (None, None) => self.contest.verdict(),
        }
    }

    /// The last line of the text for people.
    pub(crate) fn verdict_line(&self) -> String {
        format!("verdict: {}\n", self.verdict())
    }

    /// Name of the command.
    pub(super) const fn command(&self) -> &'static str {
        match (&self.refusal, &self.gate) {
            (Some(refusal), _) => refusal.command,
            (None, Some(_)) => "gate",
            (None, None) => "compare",
        }
    }

    /// Each comparison with its head.
    pub(super) fn comparisons(&self) -> impl Iterator<Item = (&Comparison, &Head)> {
        self.contest.comparisons.iter().zip(&self.heads)
    }
}
