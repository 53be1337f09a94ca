//! Checked documents with what a writer needs beside them.

use crate::model::{GoldDocument, Prediction};

/// A gold document and where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldEntry {
    /// The document.
    pub gold: GoldDocument,
    /// The place of its text.
    pub text: TextOrigin,
    /// The file as the user named it.
    pub file: String,
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
}

/// The place from which the text of a document was read, so that it is written back there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextOrigin {
    /// The file of its own, relative to the dataset's folder; `None` if the text stood in the document.
    pub file: Option<String>,
    /// Its SHA-256, where stated.
    pub sha256: Option<String>,
}

/// A prediction and the gold document that it answers.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// The document.
    pub gold: &'a GoldDocument,
    /// The prediction about it.
    pub prediction: &'a Prediction,
}
