//! What a gate asks for.

use crate::score::slices::Condition;
use crate::score::{Criterion, METRICS, Metric};

/// The rules of a gate.
#[derive(Clone)]
pub struct Gate {
    /// The metric that must not drop.
    pub metric: &'static Metric,
    /// A drop of more than this is too much, in points of F1 or of the value.
    pub max_drop: f64,
    /// Whether a drop counts only where the randomisation test finds it with p < .05.
    pub significant: bool,
    /// Fewer documents than this cannot pass.
    pub min_documents: u64,
    /// How many quotations may be right before and wrong now.
    pub max_broken: Option<u64>,
    /// The least that the metric may be.
    pub floor: Option<f64>,
    /// Parts of the data with a rule of their own.
    pub slices: Vec<SliceRule>,
    /// Quotations that must stay right.
    pub never_break: Vec<Protected>,
}

/// A part of the data that must not drop either.
#[derive(Clone, Debug)]
pub struct SliceRule {
    /// Which part.
    pub condition: Condition,
    /// What counts as right.
    pub criterion: Criterion,
    /// As [`Gate::max_drop`].
    pub max_drop: f64,
}

/// Quotations that must stay right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protected {
    /// All with a tag.
    Tag(String),
    /// The one of this id, in one document or in any.
    Quotation {
        /// Id of the document, if it is said.
        document: Option<String>,
        /// Id of the quotation.
        id: String,
    },
}

impl Protected {
    /// Whether a gold quotation is meant.
    #[must_use]
    pub fn is(&self, document: &str, quotation: &str, tags: &[String]) -> bool {
        match self {
            Self::Tag(tag) => tags.contains(tag),
            Self::Quotation { document: of, id } => id == quotation && of.as_ref().is_none_or(|of| of == document),
        }
    }
}

impl std::fmt::Display for Protected {
    /// `tag=must-have`, `id=q1`, `document=a-1 id=q1`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "tag={tag}"),
            Self::Quotation { document: None, id } => write!(f, "id={id}"),
            Self::Quotation { document: Some(document), id } => write!(f, "document={document} id={id}"),
        }
    }
}

impl Default for Gate {
    /// The rules without a file: no significant drop of the primary metric by more than half a point, on 30 documents or more.
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
