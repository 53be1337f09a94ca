//! Checked documents with the information that writers need.

use crate::model::{GoldDocument, Prediction};

/// A gold document and its origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldEntry {
    /// The document.
    pub gold: GoldDocument,
    /// Origin of its text.
    pub text: TextOrigin,
    /// File name as given by the user.
    pub file: String,
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
}

/// The origin of a document's text, so that the text is written back to the same place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextOrigin {
    /// The text's own file, relative to the dataset's folder; `None` if the text was part of the document.
    pub file: Option<String>,
    /// SHA-256 of the text, if stated.
    pub sha256: Option<String>,
}

/// A prediction and its gold document.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The document.
    pub gold: &'a GoldDocument,
    /// The prediction about the document.
    pub prediction: &'a Prediction,
}
