//! Options of reading: what is done with the quotations of a source beside reading them, if it is asked for.

use std::collections::HashSet;
use std::hash::Hash;

use super::draft::{DraftQuotation, DraftSpan, Speakers};
use super::side::Side;
use crate::model::Reserved;

/// What may be asked of reading; nothing of it is done unless asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Whose annotation is read, where there are several of a document; else that of the first.
    pub annotator: Option<String>,
    /// Whether quotations without a type are given one by their marks.
    pub derive_types: bool,
    /// Whether quotations without content are left out.
    pub drop_without_content: bool,
    /// Whether of quotations with the same spans, speaker and parent only the first is kept.
    pub drop_duplicates: bool,
    /// Whether what one speaker says before and after a few words of narration is made one quotation.
    pub join_split: bool,
    /// Whether quotations of gold with neither speaker nor source are said by nobody.
    pub implicit_without_source: bool,
}

impl ReadOptions {
    /// Nothing asked.
    pub const NONE: &'static Self = &Self {
        annotator: None,
        derive_types: false,
        drop_without_content: false,
        drop_duplicates: false,
        join_split: false,
        implicit_without_source: false,
    };
}

impl ReadOptions {
    /// Does what was asked with the quotations of a document.
    pub(in crate::dataset) fn apply(&self, quotations: &mut Vec<DraftQuotation<'_>>, side: Side) {
        if self.drop_without_content {
            quotations.retain(|quotation| !quotation.content.is_empty());
        }
        if self.drop_duplicates {
            let mut seen = HashSet::new();
            quotations.retain(|quotation| quotation.content.is_empty() || seen.insert(likeness(quotation)));
        }
        if self.implicit_without_source && side == Side::Gold {
            let silent =
                |quotation: &&mut DraftQuotation<'_>| quotation.speaker.is_none() && quotation.source().is_empty();
            for quotation in quotations.iter_mut().filter(silent) {
                quotation.speaker = Some(Speakers(std::iter::once(Reserved::Implicit.as_str().into()).collect()));
            }
        }
    }
}

/// What two quotations must share to be the same: spans, speaker and parent.
fn likeness(quotation: &DraftQuotation<'_>) -> impl Eq + Hash + use<> {
    let span = |span: &DraftSpan<'_>| {
        let text = span.text.as_deref().filter(|_| span.is_text_only()).map(str::to_owned);
        (span.start, span.end, text, span.occurrence)
    };
    let speakers = quotation.speaker.iter().flat_map(|speakers| &speakers.0);
    let mut speakers: Vec<String> = speakers.map(|speaker| speaker.clone().into_owned()).collect();
    speakers.sort_unstable();
    let parent = quotation.rare.as_ref().and_then(|rare| rare.parent.as_deref().map(str::to_owned));
    (quotation.content.iter().map(span).collect::<Vec<_>>(), speakers, parent)
}
