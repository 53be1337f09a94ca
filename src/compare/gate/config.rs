//! The rules of a gate.

use crate::score::slices::Condition;
use crate::score::{Criterion, METRICS, Metric};

/// The rules of a gate.
#[derive(Clone)]
pub struct Gate {
    /// The metric that must not drop.
    pub metric: &'static Metric,
    /// The largest drop allowed, in F1 or in the value of the metric.
    pub max_drop: f64,
    /// True if a drop counts only with p < 0.05 in the randomisation test.
    pub significant: bool,
    /// The smallest number of documents that can pass.
    pub min_documents: u64,
    /// The largest number of quotations that may be broken.
    pub max_broken: Option<u64>,
    /// The smallest value allowed for the metric.
    pub floor: Option<f64>,
    /// Rules for parts of the data.
    pub slices: Vec<SliceRule>,
    /// Quotations that must stay right.
    pub never_break: Vec<Protected>,
}

/// A rule for a part of the data.
#[derive(Clone, Debug)]
pub struct SliceRule {
    /// The part.
    pub condition: Condition,
    /// The metric that decides which quotations are right.
    pub criterion: Criterion,
    /// The largest drop allowed, as in [`Gate::max_drop`].
    pub max_drop: f64,
}

/// Quotations that must stay right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protected {
    /// All quotations with a tag.
    Tag(String),
    /// The quotation with this id, in one document or in every document.
    Quotation {
        /// Id of the document, if stated.
        document: Option<String>,
        /// Id of the quotation.
        id: String,
    },
}

impl Protected {
    /// True if a gold quotation is protected.
    #[must_use]
    pub fn is(&self, document: &str, quotation: &str, tags: &[String]) -> bool {
        match self {
            Self::Tag(tag) => tags.contains(tag),
            Self::Quotation { document: of, id } => id == quotation && of.as_ref().is_none_or(|of| of == document),
        }
    }
}

impl std::fmt::Display for Protected {
    /// Writes `tag=must-have`, `id=q1` or `document=a-1 id=q1`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "tag={tag}"),
            Self::Quotation { document: None, id } => write!(f, "id={id}"),
            Self::Quotation { document: Some(document), id } => write!(f, "document={document} id={id}"),
        }
    }
}

impl Default for Gate {
    /// The rules if there is no file: no significant drop of the primary metric by more than 0.005, on at least 30 documents.
    fn default() -> Self {
        Self {
            metric: METRICS[0],
            max_drop: 0.005,
            significant: true,
            min_documents: 30,
            max_broken: None,
            floor: None,
            slices: Vec::new(),
            never_break: Vec::new(),
        }
    }
}
