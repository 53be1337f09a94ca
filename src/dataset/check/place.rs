//! Places the contents, cues and sources of predictions by offsets, or by a search for their texts.

use std::borrow::Cow;
use std::collections::HashSet;

use smallvec::SmallVec;

use super::spans::SpanResolver;
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::fault::{Fault, Item, Log, shown};
use crate::dataset::format::rules;
use crate::dataset::locate::{ContentPiece, LocateEffort, Locator, Near, Wish};
use crate::model::{Fragments, Located, OffsetMap, OffsetUnit, Span};

/// The place of a content.
pub(super) enum ContentPlace {
    /// Found at this place by this kind of match.
    At(Fragments, Located),
    /// Not found, for this reason.
    Nowhere(String),
    /// The offsets are wrong; the fault was reported.
    Faulty,
}

/// Places the quotations of one document.
pub(super) struct Places<'t> {
    spans: SpanResolver<'t>,
    locator: Locator<'t>,
    /// Places already taken by contents without offsets.
    taken: HashSet<Span>,
    /// End of the previous content.
    previous: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str, unit: OffsetUnit, effort: LocateEffort) -> Self {
        let (spans, locator) = (SpanResolver::new(text, unit), Locator::new(text, effort));
        Self { spans, locator, taken: HashSet::new(), previous: 0 }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.spans.text()
    }

    /// Returns the map from bytes to characters.
    pub(super) fn chars(&self) -> Cow<'_, OffsetMap<'t>> {
        self.spans.chars()
    }

    /// Places spans that all state offsets; `None` if one does not, or if a fault was reported.
    pub(super) fn given(
        &self,
        what: &str,
        drafts: &[DraftSpan<'_>],
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> Option<Fragments> {
        if drafts.is_empty() || drafts.iter().any(DraftSpan::is_text_only) {
            return None;
        }
        self.spans.fragments(drafts, &mut |fault| log.add(item, fault.within(what)))
    }

    /// Places a content: nearest to its source if the source has offsets, or else close to the text of its source and after the
    /// previous content.
    pub(super) fn content(
        &mut self,
        drafts: &[DraftSpan<'_>],
        source: (&[DraftSpan<'_>], Option<&Fragments>),
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> ContentPlace {
        if drafts.is_empty() {
            let fault = Fault::new(&rules::MISSING_FIELD, "`content` is missing or empty");
            log.add(item, fault.expected("a list of spans or texts"));
            return ContentPlace::Faulty;
        }
        if let Some(found) = self.at_offsets(drafts, item, log) {
            return found;
        }
        let (texts, place) = source;
        let near = place.map_or(Near::After(self.previous), |source| Near::Around(source.start(), source.end()));
        let texts: SmallVec<[&str; 1]> = texts.iter().filter_map(|draft| draft.text.as_deref()).collect();
        let source = if place.is_some() { &[][..] } else { &texts };
        self.wished(&Wish { source, ..Wish::new(near, self.text()) }, drafts, item, log)
    }

    /// Places a content; without offsets, at the occurrence nearest to `near`.
    pub(super) fn near(
        &mut self,
        near: Near,
        drafts: &[DraftSpan<'_>],
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> ContentPlace {
        let at_offsets = self.at_offsets(drafts, item, log);
        at_offsets.unwrap_or_else(|| self.wished(&Wish::new(near, self.text()), drafts, item, log))
    }

    /// Places a content whose pieces all state offsets; `None` if one does not.
    fn at_offsets(&mut self, drafts: &[DraftSpan<'_>], item: Item<'_>, log: &mut Log<'_>) -> Option<ContentPlace> {
        if drafts.iter().any(DraftSpan::is_text_only) {
            return None;
        }
        let given = self.given("content", drafts, item, log);
        Some(given.map_or(ContentPlace::Faulty, |content| self.found(content, Located::Given)))
    }

    fn found(&mut self, content: Fragments, located: Located) -> ContentPlace {
        self.previous = content.end();
        ContentPlace::At(content, located)
    }

    fn wished(&mut self, wish: &Wish<'_>, drafts: &[DraftSpan<'_>], item: Item<'_>, log: &mut Log<'_>) -> ContentPlace {
        let mut pieces: SmallVec<[ContentPiece<'_>; 1]> = SmallVec::with_capacity(drafts.len());
        for draft in drafts {
            match self.piece(draft) {
                Ok(Some(piece)) => pieces.push(piece),
                Ok(None) => return ContentPlace::Nowhere(reason(draft, drafts.len())),
                Err(fault) => {
                    log.add(item, fault.within("content"));
                    return ContentPlace::Faulty;
                }
            }
        }
        let places = match self.locator.find_pieces(&pieces, wish, &self.taken) {
            Ok(places) => places,
            Err(missing) => return ContentPlace::Nowhere(reason(&drafts[missing], drafts.len())),
        };
        let located = places.iter().map(|&(_, located)| located).max().unwrap_or(Located::Given);
        let spans: SmallVec<[Span; 1]> = places.into_iter().map(|(span, _)| span).collect();
        self.taken.extend(&spans);
        match self.spans.ordered(spans) {
            Ok(content) => self.found(content, located),
            Err(fault) => ContentPlace::Nowhere(fault.finding.message),
        }
    }

    /// Converts a draft to a piece, with its place if stated; `None` if the stated occurrence does not exist, an error if the
    /// offsets are wrong.
    fn piece<'d>(&self, draft: &'d DraftSpan<'_>) -> Result<Option<ContentPiece<'d>>, Fault> {
        match (draft.is_text_only(), draft.text.as_deref(), draft.occurrence) {
            (true, Some(text), None) => Ok(Some(ContentPiece::Text(text))),
            (true, Some(_), Some(_)) => {
                Ok(self.spans.span(draft).ok().map(|span| ContentPiece::At((span, Located::Exact))))
            }
            _ => self.spans.span(draft).map(|span| Some(ContentPiece::At((span, Located::Given)))),
        }
    }

    /// Places a cue or source with a piece that has no offsets, at the occurrence nearest to the content.
    pub(super) fn mention(
        &self,
        what: &str,
        drafts: &[DraftSpan<'_>],
        content: &Fragments,
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> Option<Fragments> {
        if !drafts.iter().any(DraftSpan::is_text_only) {
            return None;
        }
        let wish = Wish::new(Near::Around(content.start(), content.end()), self.text());
        let mut spans = Vec::new();
        for draft in drafts {
            let place = self.piece(draft).map(|piece| match piece? {
                ContentPiece::At(place) => Some(place),
                ContentPiece::Text(text) => self.locator.find(text, &wish, &self.taken),
            });
            match place {
                Ok(Some((span, _))) => spans.push(span),
                Ok(None) => log.add(item, missing(what, draft)),
                Err(fault) => log.add(item, fault.within(what)),
            }
        }
        spans.sort_unstable();
        spans.dedup();
        Fragments::new(spans)
    }
}

fn missing(what: &str, draft: &DraftSpan<'_>) -> Fault {
    let message = format!("{what}: the document does not hold the text; it counts as not stated");
    Fault::new(&rules::MENTION_NOT_FOUND, message).found(shown(draft.text.as_deref().unwrap_or_default()))
}

fn reason(draft: &DraftSpan<'_>, pieces: usize) -> String {
    match draft.text.as_deref().unwrap_or_default() {
        text if text.trim().is_empty() => "the text is empty".to_owned(),
        text if pieces > 1 => format!("the document does not hold {}", shown(text)),
        _ => "the document does not hold the text".to_owned(),
    }
}
