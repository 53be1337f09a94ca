//! Labels of the parts of a quotation in corpora and annotation tools.

use crate::dataset::format::draft::{DraftQuotation, DraftSpan};

/// A part of a quotation that has a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Content,
    Cue,
    Source,
}

impl Part {
    /// The known labels.
    pub(crate) const KNOWN: &str = "Content (Quotation, Quote, Citation, Message), Cue (Introducteur), Source (Speaker, Entity, Entite), in any case";

    /// Returns the part for a label in any case.
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        match &*label.to_ascii_lowercase() {
            "content" | "citation" | "quotation" | "quote" | "message" => Some(Self::Content),
            "cue" | "introducteur" => Some(Self::Cue),
            "source" | "speaker" | "entite" | "entity" => Some(Self::Source),
            _ => None,
        }
    }

    /// The label used for writing.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Content => "Content",
            Self::Cue => "Cue",
            Self::Source => "Source",
        }
    }
}

impl<'a> DraftQuotation<'a> {
    /// Adds spans to a part, in text order.
    pub(crate) fn add(&mut self, part: Part, spans: impl Iterator<Item = DraftSpan<'a>>) {
        let key = |span: &DraftSpan<'_>| (span.start, span.end);
        let list = match part {
            Part::Content => {
                self.content.extend(spans);
                return self.content.sort_by_key(key);
            }
            Part::Cue => &mut self.rare().cue,
            Part::Source => &mut self.rare().source,
        };
        list.extend(spans);
        list.sort_by_key(key);
    }
}
