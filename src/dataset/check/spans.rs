//! Converts offsets and texts as written to spans of the document.

use std::borrow::Cow;
use std::cell::OnceCell;

use memchr::memmem;
use smallvec::SmallVec;

use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::rules::{self, Rule};
use crate::model::{Fragments, OffsetMap, OffsetUnit, Span, SpanError};

/// Resolves the spans of one document.
pub(super) struct SpanResolver<'t> {
    text: &'t str,
    unit: OffsetUnit,
    map: OffsetMap<'t>,
    /// Resolvers for the other units, created when an offset is wrong.
    others: OnceCell<Vec<SpanResolver<'t>>>,
}

impl<'t> SpanResolver<'t> {
    pub(super) fn new(text: &'t str, unit: OffsetUnit) -> Self {
        Self { text, unit, map: OffsetMap::new(text, unit), others: OnceCell::new() }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    /// Returns the map from bytes to characters, whatever the unit of the document.
    pub(super) fn chars(&self) -> Cow<'_, OffsetMap<'t>> {
        match self.unit {
            OffsetUnit::Char => Cow::Borrowed(&self.map),
            OffsetUnit::Utf16 | OffsetUnit::Byte => Cow::Owned(OffsetMap::new(self.text, OffsetUnit::Char)),
        }
    }

    /// Resolves all fragments of a content, cue or source; `None` if a fault was reported.
    pub(super) fn fragments(&self, drafts: &[DraftSpan<'_>], report: &mut dyn FnMut(Fault)) -> Option<Fragments> {
        if let [draft] = drafts {
            let span = self.plain(draft).map_or_else(|| self.span(draft).map_err(report).ok(), Some);
            return span.map(Fragments::from);
        }
        let spans: SmallVec<[Span; 1]> =
            drafts.iter().filter_map(|draft| self.span(draft).map_err(&mut *report).ok()).collect();
        if spans.len() < drafts.len() {
            return None;
        }
        self.ordered(spans).map_err(report).ok()
    }

    /// Resolves a span with only offsets, the common case; `None` if it has a text or is faulty.
    fn plain(&self, draft: &DraftSpan<'_>) -> Option<Span> {
        let DraftSpan { start: Some(start), end: Some(end), text: None, .. } = *draft else { return None };
        self.at(start, end).ok()
    }

    /// Resolves a span by its offsets or by its exact text.
    pub(super) fn span(&self, draft: &DraftSpan<'_>) -> Result<Span, Fault> {
        match (draft.start, draft.end, &draft.text) {
            (Some(start), Some(end), None) => self.at(start, end).map_err(|error| self.misplaced(error, start, end)),
            (Some(start), Some(end), Some(text)) => self.agreeing(start, end, text),
            (None, None, Some(text)) => self.occurrence(text, draft.occurrence),
            _ => Err(incomplete(draft)),
        }
    }

    /// Combines spans, which must be in text order, into fragments.
    pub(super) fn ordered(&self, mut spans: SmallVec<[Span; 1]>) -> Result<Fragments, Fault> {
        if let Some(fragments) = Fragments::new(spans.iter().copied()) {
            return Ok(fragments);
        }
        let found = self.list(&spans);
        let sorted = spans.is_sorted_by_key(|span| span.start());
        spans.sort_unstable();
        if sorted || spans.windows(2).any(|pair| pair[0].overlaps(pair[1])) {
            return Err(Fault::new(&rules::FRAGMENTS_OVERLAP, "the fragments overlap").found(found));
        }
        let fault = Fault::new(&rules::FRAGMENTS_UNSORTED, "the fragments are not in the order of the text");
        Err(fault.found(found).expected(self.list(&spans)))
    }

    fn at(&self, start: i64, end: i64) -> Result<Span, SpanError> {
        let unsigned = |offset| usize::try_from(offset).map_err(|_| SpanError::OutOfRange);
        let byte = |offset: i64| {
            let offset = unsigned(offset)?;
            self.map.to_byte(offset).ok_or_else(|| match offset > self.map.len() {
                true => SpanError::OutOfRange,
                false => SpanError::OffBoundary,
            })
        };
        match end.cmp(&start) {
            std::cmp::Ordering::Less => Err(SpanError::Reversed),
            _ => Span::new(self.text, byte(start)?, byte(end)?),
        }
    }

    fn agreeing(&self, start: i64, end: i64, text: &str) -> Result<Span, Fault> {
        match self.at(start, end) {
            Ok(span) if span.of(self.text) == text => Ok(span),
            Ok(span) => {
                let message = format!("the text is not what stands at {start}..{end} ({})", self.unit);
                let fault = Fault::new(&rules::TEXT_MISMATCH, message);
                Err(fault.found(shown(span.of(self.text))).expected(shown(text)).hint(self.elsewhere(start, end, text)))
            }
            Err(error) => Err(self.misplaced(error, start, end).hint(self.elsewhere(start, end, text))),
        }
    }

    /// Suggests the offset unit or the place at which the text would fit.
    fn elsewhere(&self, start: i64, end: i64, text: &str) -> Option<String> {
        let others = self.others.get_or_init(|| {
            let units = OffsetUnit::ALL.into_iter().filter(|&unit| unit != self.unit);
            units.map(|unit| SpanResolver::new(self.text, unit)).collect()
        });
        let fits = |other: &&SpanResolver<'_>| other.at(start, end).is_ok_and(|span| span.of(self.text) == text);
        if let Some(SpanResolver { unit, .. }) = others.iter().find(fits) {
            return Some(format!("the text fits as {unit} offsets: is `offset_unit` \"{unit}\" missing?"));
        }
        let place = self.unique(text)?;
        Some(format!("the text occurs at {}", self.show(place)))
    }

    fn unique(&self, text: &str) -> Option<Span> {
        let mut places = memmem::find_iter(self.text.as_bytes(), text.as_bytes());
        let (first, second) = (places.next()?, places.next());
        second.is_none().then(|| Span::new(self.text, first, first + text.len()).ok()).flatten()
    }

    /// Finds the n-th exact occurrence, from 1; without a number, the text must occur exactly once.
    pub(super) fn occurrence(&self, text: &str, wanted: Option<u32>) -> Result<Span, Fault> {
        if text.is_empty() {
            return Err(Fault::new(&rules::OFFSET_EMPTY, "the text of the span is empty"));
        }
        let index = wanted.unwrap_or(1).saturating_sub(1) as usize;
        let mut places = memmem::find_iter(self.text.as_bytes(), text.as_bytes());
        let Some(start) = places.nth(index).filter(|_| wanted != Some(0)) else {
            return Err(self.not_occurring(text, wanted));
        };
        if wanted.is_none() && places.next().is_some() {
            let count = places.count() + 2;
            let hint = "add `occurrence` (from 1) or the offsets";
            let fault = Fault::new(&rules::TEXT_AMBIGUOUS, format!("the text occurs {count} times"));
            return Err(fault.found(shown(text)).hint(Some(hint.into())));
        }
        Ok(Span::new(self.text, start, start + text.len()).expect("invariant: an occurrence of a text is a span"))
    }

    fn not_occurring(&self, text: &str, wanted: Option<u32>) -> Fault {
        let count = memmem::find_iter(self.text.as_bytes(), text.as_bytes()).count();
        match wanted {
            Some(wanted) if count > 0 => {
                let message = format!("there is no occurrence {wanted} of the text");
                Fault::new(&rules::OCCURRENCE_NOT_FOUND, message)
                    .found(shown(text))
                    .expected(format!("a number from 1 to {count}"))
            }
            _ => Fault::new(&rules::TEXT_NOT_FOUND, "the document does not hold the text").found(shown(text)),
        }
    }

    fn misplaced(&self, error: SpanError, start: i64, end: i64) -> Fault {
        let rule: &'static Rule = match error {
            SpanError::Empty => &rules::OFFSET_EMPTY,
            SpanError::Reversed => &rules::OFFSET_REVERSED,
            SpanError::OutOfRange => &rules::OFFSET_OUT_OF_RANGE,
            SpanError::OffBoundary => &rules::OFFSET_OFF_BOUNDARY,
        };
        let fault = Fault::new(rule, error.to_string()).found(format!("{start}..{end} ({})", self.unit));
        match error {
            SpanError::OutOfRange => fault.expected(format!("offsets from 0 to {}", self.map.len())),
            _ => fault,
        }
    }

    fn show(&self, span: Span) -> String {
        format!("{}..{} ({})", self.map.of_byte(span.start()), self.map.of_byte(span.end()), self.unit)
    }

    fn list(&self, spans: &[Span]) -> String {
        spans.iter().map(|&span| self.show(span)).collect::<Vec<_>>().join(", ")
    }
}

fn incomplete(draft: &DraftSpan<'_>) -> Fault {
    let fields = [
        ("start", draft.start.is_some()),
        ("end", draft.end.is_some()),
        ("text", draft.text.is_some()),
        ("occurrence", draft.occurrence.is_some()),
    ];
    let given: Vec<&str> = fields.into_iter().filter_map(|(field, is_given)| is_given.then_some(field)).collect();
    let found = if given.is_empty() { "nothing".to_owned() } else { given.join(", ") };
    Fault::new(&rules::SPAN_INCOMPLETE, "the span is incomplete").found(found).expected("start and end, or text")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "😀 “It works,” she said. It works.";

    fn fault(unit: OffsetUnit, draft: &DraftSpan<'_>) -> Fault {
        SpanResolver::new(TEXT, unit).span(draft).unwrap_err()
    }

    fn both(start: i64, end: i64, text: &'static str) -> DraftSpan<'static> {
        DraftSpan { text: Some(text.into()), ..DraftSpan::of_offsets(start, end) }
    }

    #[test]
    fn each_misplacement_has_its_rule() {
        for (start, end, rule) in [
            (-1, 3, rules::OFFSET_OUT_OF_RANGE.id),
            (3, 99, rules::OFFSET_OUT_OF_RANGE.id),
            (99, i64::MAX, rules::OFFSET_OUT_OF_RANGE.id),
            (4, 4, rules::OFFSET_EMPTY.id),
            (5, 4, rules::OFFSET_REVERSED.id),
        ] {
            assert_eq!(
                fault(OffsetUnit::Char, &DraftSpan::of_offsets(start, end)).finding.rule,
                rule,
                "{start}..{end}"
            );
        }
        assert_eq!(fault(OffsetUnit::Utf16, &DraftSpan::of_offsets(1, 3)).finding.rule, rules::OFFSET_OFF_BOUNDARY.id);
        assert_eq!(fault(OffsetUnit::Byte, &DraftSpan::of_offsets(0, 2)).finding.rule, rules::OFFSET_OFF_BOUNDARY.id);
    }

    #[test]
    fn a_text_that_fits_in_another_unit_names_it() {
        let hint = fault(OffsetUnit::Char, &both(4, 13, "It works,")).finding.hint.unwrap();
        assert!(hint.contains("utf16"), "{hint}");
    }

    #[test]
    fn a_text_that_is_elsewhere_says_where() {
        let fault = fault(OffsetUnit::Char, &both(0, 8, "she said"));
        assert_eq!(fault.finding.hint.as_deref().unwrap(), "the text occurs at 14..22 (char)");
        assert_eq!(fault.finding.found.unwrap(), "\"😀 “It wo\"");
    }

    #[test]
    fn occurrences_are_counted_from_one() {
        let spans = SpanResolver::new(TEXT, OffsetUnit::Char);
        let nth = |n| spans.occurrence("It works", n).map(|span| span.start()).map_err(|fault| fault.finding.rule);
        assert_eq!(nth(Some(1)), Ok(8));
        assert_eq!(nth(Some(2)), Ok(TEXT.rfind("It").unwrap()));
        assert_eq!(nth(None), Err(rules::TEXT_AMBIGUOUS.id));
        assert_eq!(nth(Some(0)), Err(rules::OCCURRENCE_NOT_FOUND.id));
        assert_eq!(nth(Some(3)), Err(rules::OCCURRENCE_NOT_FOUND.id));
        assert_eq!(spans.occurrence("nowhere", None).unwrap_err().finding.rule, rules::TEXT_NOT_FOUND.id);
    }

    #[test]
    fn fragments_overlap_or_are_unsorted() {
        let spans = SpanResolver::new(TEXT, OffsetUnit::Char);
        let rule = |pairs: &[(i64, i64)]| {
            let drafts: Vec<_> = pairs.iter().map(|&(start, end)| DraftSpan::of_offsets(start, end)).collect();
            let mut rules = Vec::new();
            spans.fragments(&drafts, &mut |fault| rules.push(fault.finding.rule));
            rules
        };
        assert_eq!(rule(&[(3, 5), (0, 2)]), ["fragments-unsorted"]);
        assert_eq!(rule(&[(0, 4), (2, 6)]), ["fragments-overlap"]);
        assert_eq!(rule(&[(2, 6), (0, 4)]), ["fragments-overlap"]);
        assert!(rule(&[(0, 2), (2, 4)]).is_empty());
    }
}
