//! Drafts: unchecked documents as every format hands them over.
//!
//! Strings are borrowed from the file where possible. Offsets are as written, in the unit that the file names.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use crate::model::Meta;

/// One document of a file, or the header line of a prediction file.
#[derive(Clone, Debug, Default)]
pub struct DraftDocument<'a> {
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
    /// Name of the format's version, where stated.
    pub schema: Option<Cow<'a, str>>,
    /// Identifier.
    pub id: Option<Cow<'a, str>>,
    /// The text itself.
    pub text: Option<Cow<'a, str>>,
    /// File that holds the text, relative to the dataset's folder.
    pub text_file: Option<Cow<'a, str>>,
    /// SHA-256 of the text in hexadecimal digits.
    pub text_sha256: Option<Cow<'a, str>>,
    /// `char`, `utf16` or `byte`; absent means `char`.
    pub offset_unit: Option<Cow<'a, str>>,
    /// Free facts.
    pub meta: Meta,
    /// Entities in the order of the file.
    pub entities: Vec<DraftEntity<'a>>,
    /// Quotations in the order of the file; `None` if the field is missing.
    pub quotations: Option<Vec<DraftQuotation<'a>>>,
    /// The reason why the system failed on this document.
    pub error: Option<Cow<'a, str>>,
    /// The system that a header line names.
    pub system: Option<DraftSystem>,
    /// Fields that the format does not know.
    pub unknown: Vec<String>,
}

/// The program that made a prediction file, as far as the file names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSystem {
    /// Its name.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<String>,
}

/// An entity as written.
#[derive(Clone, Debug, Default)]
pub struct DraftEntity<'a> {
    /// Line of the file, from 1; 0 if unknown.
    pub line: usize,
    /// Identifier.
    pub id: Option<Cow<'a, str>>,
    /// Full name; absent means the identifier.
    pub name: Option<Cow<'a, str>>,
    /// Other names.
    pub aliases: Vec<Cow<'a, str>>,
    /// `person`, `organization`, …
    pub entity_type: Option<Cow<'a, str>>,
    /// `female`, `male`, …
    pub gender: Option<Cow<'a, str>>,
    /// Identifier in a knowledge base.
    pub kb_id: Option<Cow<'a, str>>,
    /// Mentions in the text.
    pub mentions: Vec<DraftSpan<'a>>,
    /// Fields that the format does not know.
    pub unknown: Vec<String>,
}

impl<'a> DraftEntity<'a> {
    /// An entity of which only the identifier is known.
    pub(crate) fn new(id: impl Into<Cow<'a, str>>) -> Self {
        Self { id: Some(id.into()), ..Self::default() }
    }
}

/// A quotation as written, gold or predicted.
///
/// Fields that few quotations state stand apart, so that the many are small.
#[derive(Clone, Debug, Default)]
pub struct DraftQuotation<'a> {
    /// Line of the file, from 1; 0 if unknown.
    pub line: usize,
    /// Identifier.
    pub id: Option<Cow<'a, str>>,
    /// `direct`, `indirect` or `mixed`.
    pub quotation_type: Option<Cow<'a, str>>,
    /// The spans of what was said.
    pub content: SmallVec<[DraftSpan<'a>; 1]>,
    /// Ids, names or a reserved word.
    pub speaker: Option<Speakers<'a>>,
    /// Everything else, where there is any of it.
    pub rare: Option<Box<DraftRare<'a>>>,
    /// Fields that the format does not know.
    pub unknown: Vec<String>,
}

/// The fields that few quotations state.
#[derive(Clone, Debug, Default)]
pub struct DraftRare<'a> {
    /// The reporting expression; empty if there is none.
    pub cue: Vec<DraftSpan<'a>>,
    /// The mention that names the speaker there; empty if there is none.
    pub source: Vec<DraftSpan<'a>>,
    /// Id of the enclosing quotation.
    pub parent: Option<Cow<'a, str>>,
    /// `affirmed`, `denied`, `negated` or `conditional`.
    pub polarity: Option<Cow<'a, str>>,
    /// Free labels.
    pub tags: Vec<Cow<'a, str>>,
    /// The system's probability of being right; predictions only.
    pub confidence: Option<f64>,
    /// Name of the rule that made it; predictions only.
    pub rule: Option<Cow<'a, str>>,
}

impl<'a> DraftQuotation<'a> {
    /// A quotation of which only the content is known.
    pub(crate) fn new(line: usize, content: impl IntoIterator<Item = DraftSpan<'a>>) -> Self {
        Self { line, content: content.into_iter().collect(), ..Self::default() }
    }

    /// The same quotation with a cue and a source, either of which may be empty.
    #[must_use]
    pub(crate) fn with(mut self, cue: Vec<DraftSpan<'a>>, source: Vec<DraftSpan<'a>>) -> Self {
        if !cue.is_empty() || !source.is_empty() {
            let rare = self.rare();
            (rare.cue, rare.source) = (cue, source);
        }
        self
    }

    /// The fields that few quotations state, to be filled in.
    pub(crate) fn rare(&mut self) -> &mut DraftRare<'a> {
        self.rare.get_or_insert_default()
    }

    /// The reporting expression; empty if there is none.
    #[must_use]
    pub fn cue(&self) -> &[DraftSpan<'a>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.cue)
    }

    /// The mention that names the speaker there; empty if there is none.
    #[must_use]
    pub fn source(&self) -> &[DraftSpan<'a>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.source)
    }
}

/// Speakers as written: one string or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speakers<'a>(pub SmallVec<[Cow<'a, str>; 1]>);

impl<'a> Speakers<'a> {
    /// One speaker.
    pub(crate) fn one(name: impl Into<Cow<'a, str>>) -> Self {
        Self(smallvec![name.into()])
    }

    /// The speakers of a list; `None` if it is empty.
    pub(crate) fn of(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let names: SmallVec<_> = names.into_iter().map(Cow::Owned).collect();
        (!names.is_empty()).then_some(Self(names))
    }
}

/// A span as written: offsets, a text to be found, or both, which then must agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSpan<'a> {
    /// First offset, in the unit of the file.
    pub start: Option<i64>,
    /// One past the last offset, in the unit of the file.
    pub end: Option<i64>,
    /// The text of the span.
    pub text: Option<Cow<'a, str>>,
    /// Number of the occurrence of the text, from 1.
    pub occurrence: Option<u32>,
    /// Fields that the format does not know.
    pub unknown: Vec<String>,
}

impl<'a> DraftSpan<'a> {
    /// A span of which only offsets are known.
    #[must_use]
    pub const fn of_offsets(start: i64, end: i64) -> Self {
        Self { start: Some(start), end: Some(end), text: None, occurrence: None, unknown: Vec::new() }
    }

    /// A span of which only the text is known.
    #[must_use]
    pub const fn of_text(text: Cow<'a, str>) -> Self {
        Self { start: None, end: None, text: Some(text), occurrence: None, unknown: Vec::new() }
    }

    /// True if neither end is given, so that the text has to be located.
    #[must_use]
    pub const fn is_text_only(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

impl From<(i64, i64)> for DraftSpan<'_> {
    fn from((start, end): (i64, i64)) -> Self {
        Self::of_offsets(start, end)
    }
}
