//! Options of reading that change or filter the quotations of a source.

use std::collections::HashSet;
use std::hash::Hash;

use super::draft::{DraftQuotation, DraftSpan, DraftSpeakers};
use super::side::Side;
use crate::model::Reserved;

/// Options of reading, all off by default.
///
/// ```
/// let options = quoteval::ReadOptions { drop_duplicates: true, ..Default::default() };
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The annotator to read if several annotated a document; defaults to the first.
    pub annotator: Option<String>,
    /// Derives the type of quotations without one from their marks.
    pub derive_types: bool,
    /// Drops quotations without content.
    pub drop_without_content: bool,
    /// Keeps only the first of several quotations with the same spans, speaker and parent.
    pub drop_duplicates: bool,
    /// Joins two quotations of one speaker that are separated by only a few words of narration.
    pub join_split: bool,
    /// Gives gold quotations without a speaker or source the speaker `@implicit`.
    pub implicit_without_source: bool,
}

impl ReadOptions {
    /// No options.
    pub const NONE: &'static Self = &Self {
        annotator: None,
        derive_types: false,
        drop_without_content: false,
        drop_duplicates: false,
        join_split: false,
        implicit_without_source: false,
    };

    /// Applies the options to the quotations of a document, except options that require checked documents.
    pub(in crate::dataset) fn apply(&self, quotations: &mut Vec<DraftQuotation<'_>>, side: Side) {
        if self.drop_without_content {
            quotations.retain(|quotation| !quotation.content.is_empty());
        }
        if self.drop_duplicates {
            let mut seen = HashSet::new();
            quotations.retain(|quotation| quotation.content.is_empty() || seen.insert(duplicate_key(quotation)));
        }
        if self.implicit_without_source && side == Side::Gold {
            let silent =
                |quotation: &&mut DraftQuotation<'_>| quotation.speaker.is_none() && quotation.source().is_empty();
            for quotation in quotations.iter_mut().filter(silent) {
                quotation.speaker = Some(DraftSpeakers::one(Reserved::Implicit.as_str()));
            }
        }
    }
}

/// The key shared by duplicates: spans, speaker and parent.
fn duplicate_key(quotation: &DraftQuotation<'_>) -> impl Eq + Hash + use<> {
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
