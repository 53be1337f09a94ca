//! What is reported of two versions or more.

use crate::compare::gate::Judgement;
use crate::compare::{Comparison, Contest, SliceFigure, Verdict};
use crate::model::System;
use crate::score::ItemRow;

/// Lists of quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Right before and wrong now.
    Broken,
    /// Wrong before and right now.
    Fixed,
    /// Wrong before and now.
    StillWrong,
}

impl List {
    /// All lists, in the order of reports.
    pub const ALL: [Self; 3] = [Self::Broken, Self::Fixed, Self::StillWrong];

    /// The name in options and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Fixed => "fixed",
            Self::StillWrong => "still-wrong",
        }
    }
}

/// What is said of a head besides how it compares.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The system.
    pub system: System,
    /// What became of every quotation; empty where nobody asked.
    pub rows: Vec<ItemRow>,
    /// Documents on which the system failed.
    pub failed: Vec<String>,
    /// Documents without a prediction.
    pub missing: Vec<String>,
}

/// What a gate adds to a comparison.
#[derive(Clone)]
pub struct Gated {
    /// Id of the metric that must not drop.
    pub metric: &'static str,
    /// The rules and the verdict.
    pub judgement: Judgement,
    /// The slices of the rules, in their order.
    pub slices: Vec<SliceFigure>,
}

/// Everything that is to be told.
#[derive(Clone)]
pub struct ComparisonReport {
    /// The comparisons.
    pub contest: Contest,
    /// Each head, in the order of the comparisons.
    pub heads: Vec<Head>,
    /// What the gate says, where there is one.
    pub gate: Option<Gated>,
    /// Lists shown in full; where none is asked for, the beginnings of the first two.
    pub show: Vec<List>,
}

impl ComparisonReport {
    /// What the command ends with.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.gate.as_ref().map_or_else(|| self.contest.verdict(), |gate| gate.judgement.verdict)
    }

    /// The last line for people.
    #[must_use]
    pub fn verdict_line(&self) -> String {
        format!("verdict: {}\n", self.verdict())
    }

    /// Name of the command.
    pub(super) const fn command(&self) -> &'static str {
        if self.gate.is_some() { "gate" } else { "compare" }
    }

    /// Each comparison with what is said of its head.
    pub(super) fn comparisons(&self) -> impl Iterator<Item = (&Comparison, &Head)> {
        self.contest.comparisons.iter().zip(&self.heads)
    }
}
