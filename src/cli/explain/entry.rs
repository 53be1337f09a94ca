//! Everything that has a name, a kind at a time.

use crate::score::profiles::PROFILES;
use crate::score::slices::ATTRIBUTES;
use crate::score::{ErrorClass, METRICS, TERMS};
use crate::stats::FIGURES;
use crate::{dataset, strategy};

/// One meaning of a name.
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// A few words, where there is a longer text as well; else empty.
    pub(super) title: &'static str,
    /// A line each: the definition, then paragraphs such as `Formula: …`.
    pub(super) text: String,
}

/// What a name is a name of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Strategy,
    Term,
    Metric,
    Profile,
    ErrorClass,
    Attribute,
    Statistic,
    InputRule,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Strategy,
        Self::Metric,
        Self::ErrorClass,
        Self::Attribute,
        Self::Statistic,
        Self::Term,
        Self::Profile,
        Self::InputRule,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Term => "term",
            Self::Metric => "metric",
            Self::Profile => "profile",
            Self::ErrorClass => "error class",
            Self::Attribute => "attribute",
            Self::Statistic => "statistic",
            Self::InputRule => "input rule",
        }
    }

    /// Every member, in the order of its table.
    pub(super) fn entries(self) -> Vec<Entry> {
        let entry = |name, title, text: &str| Entry { kind: self, name, title, text: text.to_owned() };
        let both = |summary: &str, explanation: &str| format!("{summary}\n{explanation}");
        match self {
            Self::Strategy => strategy::all().iter().map(|m| entry(m.name(), m.summary(), m.description())).collect(),
            Self::Term => TERMS.iter().map(|m| entry(m.name, m.title, m.explanation)).collect(),
            Self::Metric => METRICS.iter().map(|m| entry(m.id(), m.name(), m.explanation())).collect(),
            Self::Profile => PROFILES.iter().map(|m| entry(m.name(), m.summary(), m.explanation())).collect(),
            Self::ErrorClass => {
                let text = |m: &ErrorClass| both(m.description(), m.explanation());
                ErrorClass::ALL.iter().map(|m| entry(m.as_str(), "", &text(m))).collect()
            }
            Self::Attribute => {
                ATTRIBUTES.iter().map(|m| entry(m.name(), "", &both(m.summary(), m.explanation()))).collect()
            }
            Self::Statistic => FIGURES.iter().map(|m| entry(m.name, m.title, m.explanation)).collect(),
            Self::InputRule => dataset::RULES.iter().map(|m| entry(m.id, "", m.summary)).collect(),
        }
    }
}

/// Every meaning of every name.
pub(super) fn entries() -> Vec<Entry> {
    Kind::ALL.into_iter().flat_map(Kind::entries).collect()
}
