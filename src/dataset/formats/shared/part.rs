//! The names that the parts of a quotation go by in corpora and annotation tools.

/// A part of a quotation that is a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dataset::formats) enum Part {
    Content,
    Cue,
    Source,
}

impl Part {
    /// The labels that are known.
    pub(in crate::dataset::formats) const KNOWN: &str = "Content (Quotation, Quote, Citation, Message), Cue (Introducteur), Source (Speaker, Entity, Entite), in any case";

    /// The part of a label, whatever its case.
    pub(in crate::dataset::formats) fn of_label(label: &str) -> Option<Self> {
        match &*label.to_ascii_lowercase() {
            "content" | "citation" | "quotation" | "quote" | "message" => Some(Self::Content),
            "cue" | "introducteur" => Some(Self::Cue),
            "source" | "speaker" | "entite" | "entity" => Some(Self::Source),
            _ => None,
        }
    }

    /// The label that is written.
    pub(in crate::dataset::formats) const fn label(self) -> &'static str {
        match self {
            Self::Content => "Content",
            Self::Cue => "Cue",
            Self::Source => "Source",
        }
    }
}
