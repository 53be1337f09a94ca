//! Checked documents with what a writer needs beside them.

use crate::model::{GoldDocument, Prediction};

/// A document of gold and where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The document.
    pub gold: GoldDocument,
    /// Where its text stood.
    pub text: TextOrigin,
    /// The file as the user named it.
    pub file: String,
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
}

/// Where the text of a document stood, so that it is written back to the same place.
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
    /// What was predicted about it.
    pub prediction: &'a Prediction,
}
