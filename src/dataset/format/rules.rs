//! All rules that input can break, each with its stable id, severity and summary.

use crate::error::Severity;

/// A rule of the input.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable kebab-case id, shown in findings.
    pub id: &'static str,
    /// Error if a violation makes the input unusable.
    pub severity: Severity,
    /// One-line statement of the requirement.
    pub summary: &'static str,
}

macro_rules! rules {
    ($($name:ident $severity:ident $id:literal $summary:literal;)*) => {
        $(pub(crate) static $name: Rule =
            Rule { id: $id, severity: Severity::$severity, summary: $summary };)*

        /// All rules, in the order of reading.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    INVALID_UTF8 Error "invalid-utf8" "files are UTF-8";
    BYTE_ORDER_MARK Warning "byte-order-mark" "no byte order mark stands at the beginning of a file";
    TEXT_BYTE_ORDER_MARK Error "text-byte-order-mark" "a text in a file of its own has no byte order mark, which offsets may count";
    CRLF Warning "crlf" "lines end in LF: offsets made on another platform will not fit";
    RECORD_TOO_LONG Error "record-too-long" "a line of JSONL, or a file read whole, is at most 1 GiB long";
    JSON_SYNTAX Error "json-syntax" "the JSON is well-formed and not nested deeper than 128 levels";
    JSON_SHAPE Error "json-shape" "each JSON field has the type of the schema and occurs once";
    TRAILING_DATA Error "trailing-data" "nothing follows the document: one document per .json file or .jsonl line";
    CSV_SYNTAX Error "csv-syntax" "a CSV row has as many cells as the header";
    CSV_HEADER Error "csv-header" "the first CSV row names the columns, each once, `document` among them";
    CSV_CELL Error "csv-cell" "offsets and confidences in CSV are numbers, as many starts as ends";
    FORMAT_SYNTAX Error "format-syntax" "lines and records have the parts that their format asks for";
    FORMAT_REFERENCE Error "format-reference" "what refers to another annotation names one that is there";
    ANSWER_UNREADABLE Warning "answer-unreadable" "a language model's answer can be read; else its document is a failed one";
    SEVERAL_ANNOTATORS Warning "several-annotators" "of a document with several annotators it is said whose annotation is read";
    LEFT_OUT Warning "left-out" "what is annotated but is no part of a quotation that can be read is left out, and named";
    EMPTY_GOLD Error "empty-gold" "a gold dataset holds at least one document";
    SCHEMA_UNKNOWN Error "schema-unknown" "`schema`, where stated, is a version this program reads";
    UNKNOWN_FIELD Error "unknown-field" "gold has no fields that the schema does not know";
    UNKNOWN_WORD Error "unknown-word" "types, polarities and offset units are words of the schema";
    MISSING_FIELD Error "missing-field" "required fields are present";
    EMPTY_ID Error "empty-id" "ids are not empty";
    DUPLICATE_DOCUMENT Error "duplicate-document" "document ids are unique in a dataset";
    DUPLICATE_ENTITY Error "duplicate-entity" "entity ids are unique in a document";
    DUPLICATE_QUOTATION_ID Error "duplicate-quotation-id" "quotation ids are unique in a document";
    TEXT_TWICE Error "text-twice" "the text is stated once: `text` or `text_file`";
    TEXT_FILE_OUTSIDE Error "text-file-outside" "`text_file` is a relative path that stays inside the dataset's folder";
    TEXT_FILE_MISSING Error "text-file-missing" "the file that `text_file` names can be read";
    TEXT_TOO_LONG Error "text-too-long" "a document is shorter than 4 GiB";
    TEXT_HASH Error "text-hash" "`text_sha256` is the SHA-256 of the text";
    TEXT_DIFFERS Error "text-differs" "a prediction's `text`, where given, is the text of gold";
    OFFSET_OUT_OF_RANGE Error "offset-out-of-range" "offsets lie inside the text";
    OFFSET_REVERSED Error "offset-reversed" "a span ends after it starts";
    OFFSET_EMPTY Error "offset-empty" "a span is not empty";
    OFFSET_OFF_BOUNDARY Error "offset-off-boundary" "an offset does not fall inside a character";
    OFFSET_INSIDE_WORD Warning "offset-inside-word" "spans of gold begin and end between words";
    SPAN_INCOMPLETE Error "span-incomplete" "a span has both offsets, or a text, or all three";
    TEXT_MISMATCH Error "text-mismatch" "where a span states both offsets and text, they agree";
    TEXT_NOT_FOUND Error "text-not-found" "a span of gold without offsets states a text that the document holds";
    TEXT_AMBIGUOUS Error "text-ambiguous" "a span of gold without offsets says which occurrence it means";
    OCCURRENCE_NOT_FOUND Error "occurrence-not-found" "the text occurs as often as `occurrence` says";
    FRAGMENTS_UNSORTED Error "fragments-unsorted" "fragments stand in the order of the text";
    FRAGMENTS_OVERLAP Error "fragments-overlap" "fragments do not overlap";
    CONTENT_WITHOUT_WORD Error "content-without-word" "gold content holds a letter or digit";
    DUPLICATE_QUOTATION Error "duplicate-quotation" "no two gold quotations have the same words, speaker and parent";
    SAME_CONTENT Warning "same-content" "no two gold quotations have the same words";
    SPEAKER_EMPTY Error "speaker-empty" "a list of speakers, or a speaker, is not empty";
    SPEAKER_UNKNOWN Error "speaker-unknown" "a gold speaker is the id of an entity of the document";
    SPEAKER_WORD_UNKNOWN Error "speaker-word-unknown" "a speaker that begins with @ is @implicit, @author or @unnamed";
    SPEAKER_MIXED Error "speaker-mixed" "a reserved word stands alone";
    SPEAKER_MISSING Error "speaker-missing" "in a dataset with speakers each gold quotation has a speaker or a source";
    UNNAMED_WITHOUT_SOURCE Error "unnamed-without-source" "an @unnamed gold quotation has a source";
    PARENT_UNKNOWN Error "parent-unknown" "a parent is the id of a quotation of the document";
    PARENT_CYCLIC Error "parent-cyclic" "no quotation is its own ancestor";
    PARENT_NOT_ENCLOSING Warning "parent-not-enclosing" "a parent's content encloses its child's";
    CONFIDENCE_RANGE Error "confidence-range" "a confidence is a number from 0 to 1";
    ERROR_WITH_QUOTATIONS Error "error-with-quotations" "a failed document has no quotations";
    DOCUMENT_UNKNOWN Error "document-unknown" "a predicted document is one of gold's";
    ANSWER_UNKNOWN Error "answer-unknown" "in the gold-quotations setting each answer has the id of a gold quotation";
    ANSWER_DIFFERS Error "answer-differs" "in the gold-quotations setting content, if given, is that of gold";
    MENTION_NOT_FOUND Warning "mention-not-found" "the text of a predicted cue or source is in the document";
    PARTIAL_HEADER Error "partial-header" "a partial begins with its header";
    PARTIAL_NAME Error "partial-name" "a partial names metrics, classes and options that this program knows";
    PARTIAL_TORN Error "partial-torn" "a partial holds as many documents as its header says";
    PARTIAL_COUNTS Error "partial-counts" "the counts of a partial are of its metrics, and add up";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_kebab_case_and_summaries_are_one_line() {
        let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
        for rule in RULES {
            assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", rule.id);
            assert!(!rule.summary.contains('\n') && rule.summary.len() < 100, "{}", rule.id);
        }
    }
}
