//! Drafts: unchecked documents as returned by every format.
//!
//! Strings are borrowed from the file where possible. Offsets are as written, in the unit stated by the file.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use crate::model::Meta;

/// A document of a file, or the header line of a prediction file.
#[derive(Clone, Debug, Default)]
pub struct DraftDocument<'a> {
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
    /// Version of the format, if stated.
    pub schema: Option<Cow<'a, str>>,
    /// Identifier.
    pub id: Option<Cow<'a, str>>,
    /// The text itself.
    pub text: Option<Cow<'a, str>>,
    /// File with the text, relative to the dataset's folder.
    pub text_file: Option<Cow<'a, str>>,
    /// SHA-256 of the text in hexadecimal digits.
    pub text_sha256: Option<Cow<'a, str>>,
    /// `char`, `utf16` or `byte`; defaults to `char`.
    pub offset_unit: Option<Cow<'a, str>>,
    /// Free metadata.
    pub meta: Meta,
    /// Entities in the order of the file.
    pub entities: Vec<DraftEntity<'a>>,
    /// Quotations in the order of the file; `None` if the field is missing.
    pub quotations: Option<Vec<DraftQuotation<'a>>>,
    /// Reason why the system failed on this document.
    pub error: Option<Cow<'a, str>>,
    /// System named by a header line.
    pub system: Option<DraftSystem>,
    /// Fields unknown to the format.
    pub unknown: Vec<String>,
}

/// The program that created a prediction file, as far as the file names it.
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
    /// Full name; defaults to the identifier.
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
    /// Fields unknown to the format.
    pub unknown: Vec<String>,
}

impl<'a> DraftEntity<'a> {
    /// Creates an entity with only an identifier.
    pub(crate) fn new(id: impl Into<Cow<'a, str>>) -> Self {
        Self { id: Some(id.into()), ..Self::default() }
    }
}

/// A quotation as written, gold or predicted.
///
/// Rarely stated fields are stored separately to keep quotations small.
#[derive(Clone, Debug, Default)]
pub struct DraftQuotation<'a> {
    /// Line of the file, from 1; 0 if unknown.
    pub line: usize,
    /// Identifier.
    pub id: Option<Cow<'a, str>>,
    /// `direct`, `indirect` or `mixed`.
    pub quotation_type: Option<Cow<'a, str>>,
    /// Spans of the quoted content.
    pub content: SmallVec<[DraftSpan<'a>; 1]>,
    /// Ids, names or a reserved word.
    pub speaker: Option<DraftSpeakers<'a>>,
    /// The rare fields, if any is stated.
    pub rare: Option<Box<DraftRare<'a>>>,
    /// Fields unknown to the format.
    pub unknown: Vec<String>,
}

/// The rarely stated fields of a quotation.
#[derive(Clone, Debug, Default)]
pub struct DraftRare<'a> {
    /// The reporting expression; empty if there is none.
    pub cue: Vec<DraftSpan<'a>>,
    /// The mention that names the speaker; empty if there is none.
    pub source: Vec<DraftSpan<'a>>,
    /// Id of the enclosing quotation.
    pub parent: Option<Cow<'a, str>>,
    /// `affirmed`, `denied`, `negated` or `conditional`.
    pub polarity: Option<Cow<'a, str>>,
    /// Free labels.
    pub tags: Vec<Cow<'a, str>>,
    /// The system's estimate of the probability that the quotation is right; predictions only.
    pub confidence: Option<f64>,
    /// Name of the rule that produced the quotation; predictions only.
    pub rule: Option<Cow<'a, str>>,
}

impl<'a> DraftQuotation<'a> {
    /// Creates a quotation with only a content.
    pub(crate) fn new(line: usize, content: impl IntoIterator<Item = DraftSpan<'a>>) -> Self {
        Self { line, content: content.into_iter().collect(), ..Self::default() }
    }

    /// Adds a cue and a source, either of which may be empty.
    #[must_use]
    pub(crate) fn with(mut self, cue: Vec<DraftSpan<'a>>, source: Vec<DraftSpan<'a>>) -> Self {
        if !cue.is_empty() || !source.is_empty() {
            let rare = self.rare();
            (rare.cue, rare.source) = (cue, source);
        }
        self
    }

    /// Returns the rare fields for modification.
    pub(crate) fn rare(&mut self) -> &mut DraftRare<'a> {
        self.rare.get_or_insert_default()
    }

    /// Returns the reporting expression; empty if there is none.
    #[must_use]
    pub fn cue(&self) -> &[DraftSpan<'a>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.cue)
    }

    /// Returns the mention that names the speaker; empty if there is none.
    #[must_use]
    pub fn source(&self) -> &[DraftSpan<'a>] {
        self.rare.as_ref().map_or(&[], |rare| &rare.source)
    }
}

/// Speakers as written: a string or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSpeakers<'a>(pub SmallVec<[Cow<'a, str>; 1]>);

impl<'a> DraftSpeakers<'a> {
    /// Creates a single speaker.
    pub(crate) fn one(name: impl Into<Cow<'a, str>>) -> Self {
        Self(smallvec![name.into()])
    }

    /// Creates a list of speakers; `None` if the list is empty.
    pub(crate) fn of(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let names: SmallVec<_> = names.into_iter().map(Cow::Owned).collect();
        (!names.is_empty()).then_some(Self(names))
    }
}

/// A span as written: offsets, a text to locate, or both, which must then agree.
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
    /// Fields unknown to the format.
    pub unknown: Vec<String>,
}

impl<'a> DraftSpan<'a> {
    /// Creates a span with only offsets.
    #[must_use]
    pub const fn of_offsets(start: i64, end: i64) -> Self {
        Self { start: Some(start), end: Some(end), text: None, occurrence: None, unknown: Vec::new() }
    }

    /// Creates a span with only a text.
    #[must_use]
    pub const fn of_text(text: Cow<'a, str>) -> Self {
        Self { start: None, end: None, text: Some(text), occurrence: None, unknown: Vec::new() }
    }

    /// True if neither end is stated, so that the text must be located.
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
