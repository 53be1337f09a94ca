//! Where the contents, cues and sources of predictions are: by offsets, or by looking for their texts.

use std::borrow::Cow;
use std::collections::HashSet;

use smallvec::SmallVec;

use super::entities::within;
use super::spans::Spans;
use crate::dataset::draft::DraftSpan;
use crate::dataset::fault::{Fault, Item, Log, shown};
use crate::dataset::locate::{Locator, Near};
use crate::dataset::rules;
use crate::model::{Fragments, Located, OffsetMap, OffsetUnit, Span};

/// Where a content is.
pub(super) enum Found {
    /// Here, and how that was found.
    At(Fragments, Located),
    /// Nowhere, and why.
    Nowhere(String),
    /// The offsets are wrong, which was reported.
    Faulty,
}

/// The places of one document that predictions take.
pub(super) struct Places<'t> {
    spans: Spans<'t>,
    locator: Locator<'t>,
    /// Places that content without offsets was given.
    taken: HashSet<Span>,
    /// End of the previous content.
    previous: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let (spans, locator) = (Spans::new(text, unit), Locator::new(text));
        Self { spans, locator, taken: HashSet::new(), previous: 0 }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.spans.text()
    }

    /// Bytes to characters.
    pub(super) fn chars(&self) -> Cow<'_, OffsetMap<'t>> {
        self.spans.chars()
    }

    /// The place of spans that all state offsets; `None` if one does not, or if a fault was reported.
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
        self.spans.fragments(drafts, &mut |fault| log.add(item, within(what, fault)))
    }

    /// The place of a content, nearest to its source where that has offsets, else after the previous content.
    pub(super) fn content(
        &mut self,
        drafts: &[DraftSpan<'_>],
        source: Option<&Fragments>,
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> Found {
        if drafts.is_empty() {
            let fault = Fault::new(&rules::MISSING_FIELD, "`content` is missing or empty");
            log.add(item, fault.expected("a list of spans or texts"));
            return Found::Faulty;
        }
        let near = source.map_or(Near::After(self.previous), |source| Near::Around(source.start(), source.end()));
        let found = self.near(near, drafts, item, log);
        if let Found::At(content, _) = &found {
            self.previous = content.end();
        }
        found
    }

    /// The place of a content; what has no offsets is looked for near a place.
    pub(super) fn near(
        &mut self,
        mut near: Near,
        drafts: &[DraftSpan<'_>],
        item: Item<'_>,
        log: &mut Log<'_>,
    ) -> Found {
        if !drafts.iter().any(DraftSpan::is_text_only) {
            let given = self.given("content", drafts, item, log);
            return given.map_or(Found::Faulty, |content| Found::At(content, Located::Given));
        }
        let (mut spans, mut located) = (SmallVec::new(), Located::Given);
        for draft in drafts {
            let found = match self.piece(draft, near) {
                Ok(found) => found,
                Err(fault) => {
                    log.add(item, within("content", fault));
                    return Found::Faulty;
                }
            };
            let Some((span, how)) = found else { return Found::Nowhere(reason(draft, drafts.len())) };
            near = Near::After(span.end());
            located = located.max(how);
            spans.push(span);
        }
        self.taken.extend(&spans);
        match self.spans.ordered(spans) {
            Ok(content) => Found::At(content, located),
            Err(fault) => Found::Nowhere(fault.message),
        }
    }

    /// The place of one piece; `None` if its text is nowhere, an error if its offsets are wrong.
    fn piece(&self, draft: &DraftSpan<'_>, near: Near) -> Result<Option<(Span, Located)>, Fault> {
        match (draft.is_text_only(), draft.text.as_deref(), draft.occurrence) {
            (true, Some(text), None) => Ok(self.locator.find(text, near, &self.taken)),
            (true, Some(_), Some(_)) => Ok(self.spans.span(draft).ok().map(|span| (span, Located::Exact))),
            _ => self.spans.span(draft).map(|span| Some((span, Located::Given))),
        }
    }

    /// The place nearest to the content of a cue or source of which some piece has no offsets.
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
        let near = Near::Around(content.start(), content.end());
        let mut spans = Vec::new();
        for draft in drafts {
            match self.piece(draft, near) {
                Ok(Some((span, _))) => spans.push(span),
                Ok(None) => log.add(item, missing(what, draft)),
                Err(fault) => log.add(item, within(what, fault)),
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
