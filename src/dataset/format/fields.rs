//! Names of the fields of `quoteval/1`; errors suggest the name most similar to an unknown field.

/// Fields of a document.
pub(in crate::dataset) const DOCUMENT: &[&str] = &[
    "schema",
    "id",
    "text",
    "text_file",
    "text_sha256",
    "offset_unit",
    "meta",
    "entities",
    "quotations",
    "error",
    "system",
];

/// Fields of an entity.
pub(in crate::dataset) const ENTITY: &[&str] = &["id", "name", "aliases", "type", "gender", "kb_id", "mentions"];

/// Fields of a quotation.
pub(in crate::dataset) const QUOTATION: &[&str] =
    &["id", "type", "content", "speaker", "cue", "source", "tags", "parent", "polarity", "confidence", "rule"];

/// Fields of a span.
pub(in crate::dataset) const SPAN: &[&str] = &["start", "end", "text", "occurrence"];

/// Fields that have no meaning in gold.
pub(in crate::dataset) const OF_PREDICTIONS: &[&str] = &["error", "system", "confidence", "rule"];
