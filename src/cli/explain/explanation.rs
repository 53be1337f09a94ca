//! Explanations of everything that has a name, by kind.

use crate::score::profiles::PROFILES;
use crate::score::slices::ATTRIBUTES;
use crate::score::{ErrorClass, METRICS, TERMS};
use crate::stats::FIGURES;
use crate::{dataset, strategy};
use strum::VariantArray;

/// One meaning of a name.
pub(super) struct Explanation {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// A few words if there is also a longer text; else empty.
    pub(super) title: &'static str,
    /// One line each: the definition, then paragraphs such as `Formula: …`.
    pub(super) text: String,
}

/// The kind of thing that a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub(super) enum Kind {
    Strategy,
    Metric,
    #[strum(serialize = "error class")]
    ErrorClass,
    Attribute,
    Statistic,
    Term,
    Profile,
    #[strum(serialize = "input rule")]
    InputRule,
}

impl Kind {
    /// Every member, in the order of its table.
    pub(super) fn explanations(self) -> Vec<Explanation> {
        let entry = |name, title, text: &str| Explanation { kind: self, name, title, text: text.to_owned() };
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
pub(super) fn explanations() -> Vec<Explanation> {
    Kind::VARIANTS.iter().copied().flat_map(Kind::explanations).collect()
}
